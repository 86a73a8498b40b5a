"""The payment port: the one who takes the customer's money and sends it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

from tilaus.ports.outcome import Outcome
from tilaus.record import record

Mode = Literal["", "test", "live"]
"""Whether real money moves: `test` never, `live` always, empty for money that has no such modes."""


@record
class Abilities:
    """What an adapter and its provider can do.

    Attributes:
        remembers_s: for how long a key is surely remembered, in seconds after its call; > 0, or
            infinite. An effect that has waited for longer is looked up before it is asked, because
            a worker that died may have asked it. Say less than the provider promises: clocks
            differ, and a worker may stand still just before it calls.
        methods: the ways to pay that it takes; empty where it takes whatever it is asked for.
        captures_part: `capture` may take less than was authorised.
        refund_days: for how many days after its capture a payment can be refunded; None where the
            provider sets no limit.
        mode: see `Mode`. Adapters of a shop that move real money and those that play must not be
            mixed.
    """

    remembers_s: float
    methods: frozenset[str] = frozenset()
    captures_part: bool = False
    refund_days: int | None = None
    mode: Mode = ""


@record
class PaymentLine:
    """What a payment is for, as the customer reads it at the provider; minor units, >= 0."""

    name: str
    quantity: int
    total_minor: int


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
        lines: what the payment is for. Law: they add up to the payment's amount.
        return_url: where the customer goes after paying, or after giving it up.
        language: in which the customer reads, as `fi`.
        expires_at: when the shop gives up waiting for the payment.
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
    lines: tuple[PaymentLine, ...] = ()
    return_url: str = ""
    language: str = ""
    expires_at: datetime | None = None


class PaymentProvider(Protocol):
    """Take payments and send refunds.

    Every method is idempotent by `ask.key`: asked a second time with the same key it does nothing
    more and answers as the first time. A method never raises for what the provider says; an
    exception (a broken connection, a time-out) is taken as the outcome `unknown`. So is an answer
    that does not say whether it was done: a server's error, too many requests.
    """

    @property
    def abilities(self) -> Abilities:
        """Say what the provider can do; the same as long as the adapter lives."""
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


@record
class Returned:
    """A refund, as the provider has it.

    Attributes:
        reference: the provider's name for it.
        amount_minor: minor units, > 0.
        message: the message of the refund's lifecycle that its state amounts to: `submitted`,
            `succeeded` or `failed`.
        refund: our refund that it carries out; empty where it was made at the provider.
        attempt: which attempt at our refund, from 1.
        reason: why it failed.
    """

    reference: str
    amount_minor: int
    message: str
    refund: str = ""
    attempt: int = 1
    reason: str = ""


@record
class Standing:
    """How one payment stands at its provider: the provider's own figures, as they are now.

    Attributes:
        reference: the provider's name for the payment.
        currency: ISO 4217 code of all amounts.
        messages: the messages of the payment's lifecycle that its state amounts to, in sequence:
            `("captured", "disputed")`.
        captured_minor: all that was ever captured, refunds and charge-backs not taken off.
        refunds: all its refunds, the failed ones too, oldest first.
        fee_minor: what the provider kept for itself in all, in minor units of `currency`; None
            where it does not say, or says it in another currency.
        reason: why it was declined or disputed.
    """

    reference: str
    currency: str
    messages: tuple[str, ...]
    captured_minor: int = 0
    refunds: tuple[Returned, ...] = ()
    fee_minor: int | None = None
    reason: str = ""

    @property
    def refunded_minor(self) -> int:
        """Return what really went back, in minor units."""
        return sum(r.amount_minor for r in self.refunds if r.message == "succeeded")


@runtime_checkable
class PaymentRecords(Protocol):
    """A provider that can be asked how a payment stands."""

    def standing(self, ask: PaymentAsk) -> Standing | None:
        """Say how a payment stands; None where the provider never saw it. Changes nothing.

        `ask` is about the payment as such, whatever its key. Raises whatever keeps the provider
        from answering.
        """
        ...


@record
class RawMessage:
    """What came to the address at which the shop takes a provider's messages.

    Attributes:
        body: as it was received, byte by byte: signatures are over it.
        headers: names in any case.
        at: when it came, by the shop's clock.
    """

    body: bytes
    headers: Mapping[str, str]
    at: datetime


@record
class Notice:
    """A provider's message whose signature is right.

    It is a hint only: what it is about is fetched anew, so that messages may come late, twice and
    in any order.

    Attributes:
        id: the provider's name for the message, unique for ever.
        kind: what the provider calls messages of its kind.
        order_id: our order that it is about; empty where it is about nothing of ours.
        payment: our payment.
        reference: the provider's name for that payment.
    """

    id: str
    kind: str
    order_id: str = ""
    payment: str = ""
    reference: str = ""


class MessageRefused(Exception):  # noqa: N818 - it is an outcome
    """A message is not taken: the signature is wrong, it is too old, or it cannot be read.

    The text says what was found, and holds nothing of the message's own words.
    """


@runtime_checkable
class PaymentMessages(PaymentRecords, Protocol):
    """A provider that sends messages to an address of the shop."""

    def parse(self, message: RawMessage) -> Notice:
        """Check a message's signature and age, then read what it is about. Changes nothing.

        A message of an unknown kind is a notice about nothing of ours.

        Raises:
            MessageRefused: it is not one of the provider's, or cannot be read.
            Exception: whatever keeps the adapter from finding out; it should be sent again.
        """
        ...
