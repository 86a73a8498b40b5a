"""What may be asked of an order, in the imperative. A command is a wish: `decide` answers it.

Every command says who asks (`by`). Commands of the world (`PaymentReported`, `RefundReported`,
`DeliveryReported`) carry the messages of providers and servers; all others come from people, from
the clock (`Tick`) or from the shop itself.
"""

from collections.abc import Mapping
from datetime import datetime

from tilaus.order import Charge, Covered, Customer, Destination
from tilaus.record import field, record
from tilaus.refunds import RefundRequest


@record
class Actor:
    """Who asks: a `role` (see `tilaus.table.ROLES`) and, where known, an `id` for the history."""

    role: str
    id: str = ""


SYSTEM = Actor("system")
CLOCK = Actor("clock")
PROCESSOR = Actor("processor")
SERVER = Actor("server")


@record
class Command:
    """What all commands have: who asks."""

    by: Actor = field(kw_only=True)


@record
class Line:
    """One thing to be bought; `quantity` >= 1, amounts in minor units, all >= 0."""

    service: str
    target: str
    quantity: int
    unit_minor: int
    discount_minor: int = 0
    tax_minor: int = 0


@record
class Tender:
    """A way to pay, and how much of the order's base it pays; None stands for all that is left."""

    method: str
    base_minor: int | None = None


@record
class Place(Command):
    """Place an order. `id`, `number` and `token` are made by the caller, who owns randomness.

    `tenders` name the payments, in the order in which refunds may prefer them.
    """

    id: str
    number: int
    token: str
    currency: str
    customer: Customer
    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    charges: tuple[Charge, ...] = ()


@record
class AddPayment(Command):
    """Pay what is not covered by another method; open payments are withdrawn first."""

    method: str


@record
class PaymentReported(Command):
    """A message about a payment: `message` is one of the payment lifecycle's messages.

    `captured_minor` is the total captured so far, not the difference; it goes with `captured`.
    """

    payment: str
    message: str
    captured_minor: int = 0
    currency: str = ""
    reference: str = ""
    pay_url: str = ""
    reason: str = ""


@record
class FeeReported(Command):
    """What the provider kept for itself of a payment, in all and so far: `fee_minor`, any sign.

    It is booked as the shop's cost, and changes nothing of what the customer paid or gets back. The
    same total a second time is a duplicate.
    """

    payment: str
    fee_minor: int
    currency: str = ""


@record
class RefundReported(Command):
    """A message about a refund: `message` is one of the refund lifecycle's messages.

    `attempt` is the attempt that it speaks of, from 1; None stands for the present one.
    """

    refund: str
    message: str
    amount_minor: int | None = None
    reference: str = ""
    reason: str = ""
    attempt: int | None = None


@record
class RefundObserved(Command):
    """A refund that the provider made and we did not ask for, for example in its own dashboard.

    `covers` says what it stands for, where somebody knows; otherwise it is whatever is left of the
    order, from the first part on. What the amount is more than that is the fee's share.
    """

    payment: str
    reference: str
    amount_minor: int
    covers: tuple[Covered, ...] = ()


@record
class DeliveryReported(Command):
    """A message about an item: `delivered` counts all units so far.

    `attempt` is the hand-over that it speaks of; None stands for the present one. `reason` is
    `customer_error` or `server_problem`, or the server's own words.
    """

    item: str
    message: str
    delivered: int | None = None
    attempt: int | None = None
    reason: str = ""


@record
class Advance(Command):
    """Trigger a row of a table: hold, resume, complete, cancel, or one that the shop declared."""

    trigger: str
    machine: str = "order"
    about: str = ""
    reason: str = ""


@record
class CancelOrder(Command):
    """Call the order off; what was paid for undelivered items goes back to `to`."""

    reason: str = ""
    to: Destination | None = None


@record
class RetryItem(Command):
    """Try a cancelled item again, with a new target where one is given."""

    item: str
    target: str = ""


@record
class AskCustomer(Command):
    """Ask the customer how to handle a cancelled item; asking again moves the deadline."""

    item: str


@record
class AnswerCustomer(Command):
    """The customer's answer: `retry` (with a new target or the same), `wallet` or `original`."""

    item: str
    choice: str
    target: str = ""


@record
class RequestRefund(Command):
    """Send money back: what (`request`) and where to; the amount follows from the refund rules."""

    request: RefundRequest
    to: Destination
    reason: str = ""


@record
class ReturnPayment(Command):
    """Send back all of a payment that the order does not need, fee included, as it was paid.

    For money that arrived late and was parked for a person; its entry is taken off the list.
    """

    payment: str
    reason: str = ""


@record
class Tick(Command):
    """Let time pass: deadlines that are due take effect. Asking twice changes nothing."""


@record
class TurnGranted(Command):
    """Tell a waiting item that its turn has come; the store does, when an instance is free."""

    item: str


@record
class Force(Command):
    """Put something into a state that its table does not lead to. Needs a right and a reason."""

    state: str
    reason: str
    machine: str = "order"
    about: str = ""


@record
class ResolveParked(Command):
    """Take a parked message or parked money off the list, with a note of what was done about it."""

    parked: str
    note: str


@record
class ReportUndelivered(Command):
    """Something that was asked of the world will not happen: put it on the staff's list."""

    effect: str
    about: str
    why: str


@record
class ResolveEffect(Command):
    """Settle an effect that hangs: a person says what is to become of it.

    `what` is `retry` (it is due at once), `done` (it happened, and what follows from it happens
    now) or `void` (it must not happen any more). `amount_minor`, `reference` and `pay_url` go with
    `done`, and are what the other side would have answered.

    What is known of the effect is filled in by `tilaus.shop.Shop.resolve_effect`, which holds its
    lane meanwhile: a command without it is refused.

    Attributes:
        effect: its name, see `tilaus.effects.EFFECTS`; `about` and `via` as they are there.
        attempt: the hand-over that it asked for, counted from 1; None stands for the present one.
        was: its state in the journal; `is_due` says that a worker would take it up by itself now.
    """

    key: str
    what: str
    reason: str
    amount_minor: int | None = None
    reference: str = ""
    pay_url: str = ""
    effect: str = ""
    about: str = ""
    via: str = ""
    attempt: int | None = None
    was: str = ""
    is_due: bool = False


@record
class AdoptLifecycle(Command):
    """Let the order live under the policy's lifecycles, which are not those it was placed under.

    `mapping` names the state that a state of the older lifecycle becomes, for each machine; states
    that are called the same need none. Asking twice changes nothing.
    """

    mapping: Mapping[str, Mapping[str, str]] = {}


@record
class AddNote(Command):
    """Write a note into the order's history."""

    text: str


@record
class RenewTracking(Command):
    """Give the tracking link another secret; who has the former link sees nothing any more.

    `token` is made by the caller, who owns randomness, as for `Place`. The empty one revokes the
    link: there is none until it is renewed. The secret that it has already is a duplicate.
    """

    token: str


@record
class Erase(Command):
    """Erase the customer's personal data from an order whose work has ended."""


@record
class Told:
    """A command of an order's life elsewhere, and when it was given there.

    `only_while` is a kind of the order (see `tilaus.table.KINDS`): where the order is of another
    kind by then, the command is left out. Empty for any.
    """

    at: datetime
    command: Command
    only_while: str = ""


@record
class Import(Command):
    """Take over what happened to an order elsewhere, whole or not at all.

    The commands are decided one after the other as of their times, by those who gave them; what
    they would ask of the world is not asked: it was done there, or is not to be done. The first one
    places the order, or the order is here already.

    Attributes:
        source: where it lived, for example `woocommerce:shop.example`.
        reference: what it is called there.
        history: oldest first; only what `tilaus.decide.history.MAY_BE_TOLD` has.
    """

    source: str
    reference: str
    history: tuple[Told, ...]
