"""The payment port: the one who takes the customer's money and sends it back."""

from typing import Protocol

from tilaus.ports.outcome import Outcome
from tilaus.record import record


@record
class PaymentAsk:
    """What a provider is asked about one payment or refund.

    Attributes:
        key: the idempotency key. It was made with the request and never changes.
        amount_minor: minor units of `currency`, > 0: to be paid, to be captured, to be refunded.
        reference: the provider's name for the payment, once it gave one.
        customer_id: empty for a guest.
        to: for a refund, `original` or `wallet`.
        attempt: for a refund, which attempt at it, from 1: messages about it have to bring it back.
    """

    key: str
    order_id: str
    number: int
    payment: str
    method: str
    amount_minor: int
    currency: str
    reference: str = ""
    customer_id: str = ""
    email: str = ""
    refund: str = ""
    to: str = ""
    attempt: int = 1


class PaymentProvider(Protocol):
    """Take payments and send refunds.

    Every method is idempotent by `ask.key`: asked a second time with the same key it does nothing
    more and answers as the first time. A method never raises for what the provider says; an
    exception (a broken connection, a time-out) is taken as the outcome `unknown`.
    """

    @property
    def remembers_s(self) -> float:
        """Say for how long a key is surely remembered, in seconds after its call; > 0, or infinite.

        An effect that has waited for longer is looked up before it is asked, because a worker that
        died may have asked it. Say less than the provider promises: clocks differ, and a worker may
        stand still just before it calls.
        """
        ...

    def create(self, ask: PaymentAsk) -> Outcome:
        """Open a payment that the customer can pay.

        Returns:
            `done` or `pending` with the message `opened`, `authorised` or `captured` (a wallet
            takes the money at once), or `refused` with the message `failed`.
        """
        ...

    def capture(self, ask: PaymentAsk) -> Outcome:
        """Take money that was authorised: `done` with `captured` and the total captured so far.

        Where the payment is captured already it answers as for the first capture; where the
        authorisation is gone, `refused` with `failed`.
        """
        ...

    def void(self, ask: PaymentAsk) -> Outcome:
        """Give a payment up so that it can no longer be paid: `done` with `voided`.

        `done` too where the provider never saw the payment; where the money was taken before,
        `done` with `captured` and the total, because that is the truth that matters.
        """
        ...

    def refund(self, ask: PaymentAsk) -> Outcome:
        """Send money back.

        Returns:
            `done` with `succeeded`, `pending` with `submitted`, or `refused` with `failed`.
        """
        ...

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        """Say what became of an earlier call with this key; None where the provider never saw it.

        Finds it for ever, also where the key is not remembered any more: by what the call was
        about. Changes nothing. After None the same call with the same key is safe.
        """
        ...
