"""The records of an order, and the sums that follow from them. Frozen; nothing here decides.

Amounts are whole minor units of the order's currency (`total_minor`, or plain names of amounts in a
docstring that says so). Times are aware datetimes in UTC. Ids are short texts, unique in the order.
Every record that goes through a lifecycle has a `status`, the name of its state, and the `kind` of
that state (`tilaus.table.KINDS`): rules look at the kind, so that a shop can add states.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from tilaus.money import Currency
from tilaus.record import record

WALLET: Literal["wallet"] = "wallet"
ORIGINAL: Literal["original"] = "original"
Destination = Literal["wallet", "original"]
"""Where a refund goes: the customer's wallet, or back the way it was paid."""

PAYABLE = frozenset({"initial", "waiting"})
"""The kinds of a payment that may still bring money."""

LIVE = frozenset({"initial", "waiting", "active", "held"})
"""The kinds of a refund that still reserves its amount, and of work that has not ended."""


@record
class Customer:
    """Who bought. A registered customer has an `id`; a guest has none and no wallet."""

    email: str
    id: str = ""
    name: str = ""
    language: str = "en"

    @property
    def is_guest(self) -> bool:
        """Tell whether the customer has no account, and so no wallet."""
        return not self.id

    @property
    def role(self) -> str:
        """Return the role in which this customer acts: guest or customer."""
        return "guest" if self.is_guest else "customer"


@record
class Question:
    """How shall we handle this cancelled item? Asked at `asked_at`, answered until `until`."""

    asked_at: datetime
    until: datetime
    is_reminded: bool = False


@record
class Item:
    """One thing that was bought.

    `unit_minor * quantity - discount_minor + tax_minor == total_minor`, frozen at placing.
    `instance` names the (service, target) pair of which only one item may be active in the shop.
    `attempt` counts hand-overs, from 1 on; `handed_over` says that the present one was asked for.
    Where nothing new is heard of it until `silent_at`, staff are told that the server is silent;
    from then on it `is_silent`, until something new is heard.
    """

    id: str
    service: str
    target: str
    quantity: int
    unit_minor: int
    total_minor: int
    discount_minor: int = 0
    tax_minor: int = 0
    instance: str = ""
    status: str = "pending"
    kind: str = "initial"
    delivered: int = 0
    attempt: int = 0
    handed_over: bool = False
    reason: str = ""
    question: Question | None = None
    silent_at: datetime | None = None
    is_silent: bool = False


@record
class Charge:
    """What is paid besides items and processing fees: shipping, gift wrap. Can be refunded."""

    id: str
    kind: str
    total_minor: int


@record
class Payment:
    """One attempt to pay a part of the order.

    `amount_minor` is what the customer is asked for, the processing fee `fee_minor` included; the
    rest pays for items and charges. `captured_minor` is what arrived; `is_applied` says that it
    counts for the order: money that arrives when the order does not need it is not applied.
    `provider_fee_minor` is what the provider kept for itself, which nobody refunds: it is no part
    of `fee_minor`, which the customer paid.
    """

    id: str
    method: str
    provider: str
    amount_minor: int
    fee_minor: int
    created_at: datetime
    expires_at: datetime
    status: str = "created"
    kind: str = "initial"
    captured_minor: int = 0
    is_applied: bool = False
    reference: str = ""
    pay_url: str = ""
    provider_fee_minor: int = 0

    @property
    def base_minor(self) -> int:
        """Return what the payment pays for items and charges: its amount without the fee."""
        return self.amount_minor - self.fee_minor


@record
class Covered:
    """What part of a refund stands for: so many units and minor units of an item or a charge.

    `units` is None where an amount was asked for and not units.
    """

    kind: Literal["item", "charge"]
    id: str
    minor: int
    units: int | None = None


@record
class Refund:
    """Money that goes back from one payment to one destination.

    `amount_minor == base_minor + fee_returned_minor`; the base is what it stands for (`covers`),
    and `fee_kept_minor` is the fee's share that the refund rules leave with the shop. A refund that
    covers nothing sends back money that the order never needed (`is_surplus`). `attempt` counts
    from 1 on and is part of the idempotency key; it changes only after a refusal.
    """

    id: str
    payment: str
    to: Destination
    amount_minor: int
    base_minor: int
    requested_at: datetime
    available_at: datetime
    fee_returned_minor: int = 0
    fee_kept_minor: int = 0
    covers: tuple[Covered, ...] = ()
    is_surplus: bool = False
    status: str = "requested"
    kind: str = "initial"
    attempt: int = 1
    reason: str = ""
    reference: str = ""


@record
class Parked:
    """A message or money that needs a person: what it is about and why it was put aside."""

    id: str
    machine: str
    about: str
    what: str
    why: str
    at: datetime


@record
class Order:
    """An order as it is now: the fold of its events.

    `version` counts the events, and is what a compare-and-set compares. `held_from` is the state to
    which a parked order returns, `held_by` the trigger that parked it. `token` is the secret of the
    tracking link.
    """

    id: str
    number: int
    currency: Currency
    customer: Customer
    items: tuple[Item, ...]
    placed_at: datetime
    expires_at: datetime
    token: str = ""
    charges: tuple[Charge, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    parked: tuple[Parked, ...] = ()
    status: str = "pending"
    kind: str = "initial"
    held_from: str = ""
    held_by: str = ""
    reason: str = ""
    lifecycle: str = ""
    is_erased: bool = False
    version: int = 0

    @property
    def base_minor(self) -> int:
        """Return what items and charges cost together, without processing fees."""
        return sum(i.total_minor for i in self.items) + sum(c.total_minor for c in self.charges)

    @property
    def total_minor(self) -> int:
        """Return what the customer sees: base, and fees of payments that count or may yet."""
        return self.base_minor + sum(
            p.fee_minor for p in self.payments if p.is_applied or p.kind in PAYABLE
        )

    @property
    def due_minor(self) -> int:
        """Return what must arrive before the order is paid: base, and fees of what arrived."""
        return self.base_minor + sum(p.fee_minor for p in self.payments if p.is_applied)

    @property
    def captured_minor(self) -> int:
        """Return the money that arrived for the order and was not charged back."""
        return sum(p.captured_minor for p in self.payments if p.is_applied)

    @property
    def unapplied_minor(self) -> int:
        """Return the money that arrived although it was not needed, and has not gone back."""
        held = {p.id: p.captured_minor for p in self.payments if not p.is_applied}
        return sum(held.values()) - sum(
            r.amount_minor for r in self.refunds if r.payment in held and r.kind == "finished"
        )

    @property
    def refunded_minor(self) -> int:
        """Return the money that went back."""
        return sum(r.amount_minor for r in self.refunds if r.kind == "finished")

    @property
    def in_flight_minor(self) -> int:
        """Return the money that is reserved by refunds that have not ended."""
        return sum(r.amount_minor for r in self.refunds if r.kind in LIVE)

    @property
    def refundable_minor(self) -> int:
        """Return the money that arrived, less the fees that stay with the shop by its rules.

        Of a payment that was charged back, or does not count for the order, no fee stays.
        """
        earned = [p for p in self.payments if p.is_applied and p.kind != "closed"]
        return sum(p.captured_minor for p in self.payments) - sum(self._kept_fee(p) for p in earned)

    def _kept_fee(self, payment: Payment) -> int:
        """Return what stays of a payment's fee; what a provider sent back of it does not."""
        sent = [r for r in self.refunds if r.payment == payment.id and r.kind == "finished"]
        kept = sum(r.fee_kept_minor for r in sent)
        return min(kept, max(0, payment.fee_minor - sum(r.fee_returned_minor for r in sent)))

    def covers(self, kind: str, id: str) -> tuple[Covered, ...]:
        """Return what live and finished refunds stand for, of one item or charge."""
        return tuple(
            c
            for r in self.refunds
            if r.kind != "failed"
            for c in r.covers
            if c.id == id and c.kind == kind
        )

    def item(self, id: str) -> Item | None:
        """Return the item with this id, or None."""
        return find(self.items, id)

    def payment(self, id: str) -> Payment | None:
        """Return the payment with this id, or None."""
        return find(self.payments, id)

    def refund(self, id: str) -> Refund | None:
        """Return the refund with this id, or None."""
        return find(self.refunds, id)


class Named(Protocol):
    """Anything with an id."""

    @property
    def id(self) -> str:
        """The id, unique among its siblings."""
        ...


N = TypeVar("N", bound=Named)


def find(things: Sequence[N], id: str) -> N | None:
    """Return the one of `things` that has this id, or None."""
    for thing in things:  # A generator takes four times as long.
        if thing.id == id:
            return thing
    return None
