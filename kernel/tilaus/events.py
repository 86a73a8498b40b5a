"""What happened, in the past tense. The events of an order are its truth; `evolve` folds them.

States and triggers are data that a shop may change, so a step of any machine is one event, `Moved`.
The other events carry the facts that a step alone does not: amounts, targets, counts.
"""

from datetime import datetime

from tilaus.commands import Actor
from tilaus.order import Order, Parked, Payment, Question, Refund
from tilaus.record import record


@record
class Placed:
    """The order was placed; it is the whole order as it was then, priced for good."""

    order: Order


@record
class Moved:
    """A machine took a step. `kind` is the target's kind; `about` is empty for the order."""

    machine: str
    about: str
    trigger: str
    source: str
    target: str
    kind: str
    reason: str = ""
    is_forced: bool = False


@record
class PaymentAdded:
    """Another payment was opened; the order may be paid until `expires_at`."""

    payment: Payment
    expires_at: datetime


@record
class PaymentNamed:
    """The provider named its payment, and where the customer can pay it."""

    payment: str
    reference: str
    pay_url: str = ""


@record
class Captured:
    """The money of a payment that arrived and was not charged back is now `captured_minor`.

    `is_applied` says whether it counts for the order.
    """

    payment: str
    captured_minor: int
    is_applied: bool


@record
class ProviderFeeTaken:
    """The provider kept `fee_minor` for itself of a payment, in all and so far."""

    payment: str
    fee_minor: int


@record
class HandedOver:
    """The server was asked to take the item; `attempt` counts from 1."""

    item: str
    attempt: int


@record
class Awaited:
    """The server of an item is expected to say something new until then; None where it is not."""

    item: str
    until: datetime | None = None


@record
class Progressed:
    """So many units of the item are delivered now."""

    item: str
    delivered: int


@record
class Retargeted:
    """The item goes to another target, and so to another instance."""

    item: str
    target: str
    instance: str


@record
class Asked:
    """The customer was asked how to handle an item."""

    item: str
    question: Question


@record
class Answered:
    """The question about an item is settled: by a choice of the customer, or by `silence`."""

    item: str
    choice: str


@record
class RefundRequested:
    """A refund was requested; from now on its amount is reserved."""

    refund: Refund


@record
class RefundRenewed:
    """A failed refund was asked for again as a new attempt, with the fee's share as it is now."""

    refund: str
    attempt: int
    available_at: datetime
    fee_returned_minor: int
    fee_kept_minor: int


@record
class RefundNamed:
    """The provider named its refund."""

    refund: str
    reference: str


@record
class MessageParked:
    """Something contradicts what is known, or money is not needed: a person must look."""

    parked: Parked


@record
class ParkedResolved:
    """A person dealt with what was parked."""

    parked: str
    note: str


@record
class EffectResolved:
    """A person settled an effect that hung: `what` is `retry`, `done` or `void`, `was` its state.

    What follows from an effect that is `done` stands after it, as if the world had answered so.
    """

    key: str
    effect: str
    about: str
    what: str
    was: str
    reason: str


@record
class Restated:
    """A part of an order has another name for its state now; `kind` is the new state's kind."""

    machine: str
    about: str
    old: str
    new: str
    kind: str


@record
class LifecycleAdopted:
    """The order lives under another lifecycle from now on; see `tilaus.lifecycles.Lifecycles`.

    `states` are the parts whose state is called otherwise there; `held_from` is where a parked
    order goes back to there.
    """

    lifecycle: str
    states: tuple[Restated, ...] = ()
    held_from: str = ""


@record
class Noted:
    """Somebody wrote a note."""

    text: str


@record
class TrackingRenewed:
    """The tracking link has another secret; the former one opens nothing any more.

    `token` is the secret, empty where the link was revoked and there is none.
    """

    token: str


@record
class Imported:
    """The `events` events before this one happened elsewhere, and asked nothing of the world here.

    `source` is where, and `reference` what the order is called there.
    """

    source: str
    reference: str
    events: int


@record
class Erased:
    """The customer's personal data was erased."""


Event = (
    Placed
    | Moved
    | PaymentAdded
    | PaymentNamed
    | Captured
    | ProviderFeeTaken
    | HandedOver
    | Awaited
    | Progressed
    | Retargeted
    | Asked
    | Answered
    | RefundRequested
    | RefundRenewed
    | RefundNamed
    | MessageParked
    | ParkedResolved
    | EffectResolved
    | LifecycleAdopted
    | Noted
    | TrackingRenewed
    | Imported
    | Erased
)


@record
class Recorded:
    """An event with its place in the history: `seq` counts from 1 in each order."""

    seq: int
    at: datetime
    by: Actor
    event: Event
