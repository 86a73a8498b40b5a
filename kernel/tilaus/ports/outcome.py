"""What came of asking the world for something: the answer that all ports give."""

from typing import Literal

from tilaus.record import record


@record
class Outcome:
    """The answer to one effect (Law 6).

    Attributes:
        state: `done` - it happened; `pending` - it was accepted, and a message will tell the end;
            `refused` - it did not happen and will not: another attempt may use another key;
            `unknown` - nobody knows: the same key is looked up, then asked again, never another.
        message: the message of the lifecycle that the answer amounts to: `captured`, `succeeded`,
            `accepted` ...; empty where it amounts to none.
        reference: the other side's name for it.
        pay_url: where the customer can pay.
        amount_minor: total captured so far, or refunded by this refund, in minor units.
        delivered: units delivered so far, in all.
        reason: why it was refused or is unknown; for a failed item `customer_error` or
            `server_problem`.
        code: the other side's own code for a refusal, such as `card_declined`; for machines.
        may_retry: after a refusal, whether the same customer may try again: with another card, or
            the same one later.
        retry_after_s: when to try again, in seconds from now; None leaves it to the back-off.
    """

    state: Literal["done", "pending", "refused", "unknown"]
    message: str = ""
    reference: str = ""
    pay_url: str = ""
    amount_minor: int | None = None
    delivered: int | None = None
    reason: str = ""
    retry_after_s: float | None = None
    code: str = ""
    may_retry: bool = False
