"""A bounded world: some orders that share instances, and everything that may happen to them.

The world is adversarial. Any message about any payment, refund or item may arrive at any time,
early, late, again, true or not; any deadline may fire; staff and customers may do what the tables
and rights let them. Bounds limit only how much there is of everything.

A state leaves out what no rule reads (times, references, versions, reasons) and who is who: every
order of a world is kept as if it were the first, and its place in the world says which it is. So
histories that differ in nothing else are one state, and `decide`, being pure, is asked once for
each order, command and set of busy items, however many worlds they stand in.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from tilaus import commands as c
from tilaus.decide.staff import due_at
from tilaus.lifecycle import Lifecycle
from tilaus.order import Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import record, replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.table import Transition

P = TypeVar("P", Item, Payment, Refund)

T0 = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = T0 + timedelta(days=1)

STAFF = c.Actor("staff")

OTHER = "paypal"
"""How an order is paid at another attempt, where the shop takes it."""

PEOPLE = ("manager", "staff", "customer", "guest")
"""The roles that are people, the most mighty first."""

MESSAGES = (c.PaymentReported, c.RefundReported, c.DeliveryReported)
"""The commands that carry what the world says."""


@record
class Bounds:
    """How much there is of everything.

    Attributes:
        orders: orders that may be placed, each by another customer; several share one instance.
        items: items of each order; each has an instance of its own, unless `shared` is set.
        quantity: units of each item.
        price: what a unit costs, in minor units.
        tenders: ways to pay at placing, by name.
        payments: payments that an order may have in all.
        refunds: refunds that an order may have in all.
        doubled: messages that may contradict what was known to be over: paid after it expired, a
            refund failed after it was sent, a dispute. None sets no limit. With 0 no message comes
            again either; else those that change nothing (the same again, or what the tables put
            aside) come any number of times.
        calm: whether staff do only what nobody else does: they park no order, and do not report by
            hand what messages report.
        guest: whether customers have no account.
        shared: whether the items of one order share an instance too.
        partial: whether messages may report a part of the money, and staff refund single units.
    """

    name: str = "bounds of your own"
    covers: str = ""
    orders: int = 1
    items: int = 1
    quantity: int = 1
    price: int = 100
    tenders: tuple[str, ...] = ("card",)
    payments: int = 1
    refunds: int = 1
    doubled: int | None = None
    calm: bool = False
    guest: bool = False
    shared: bool = False
    partial: bool = False


@record
class Step:
    """Something that may happen to one order of a world, whose place counts from 0."""

    place: int
    command: c.Command
    at: datetime = T0


def ways_to_pay(bounds: Bounds, policy: Policy) -> tuple[str, ...]:
    """Return the shop's ways to pay in a world, the first the one of an order with one payment.

    What the bounds name comes first where the shop takes it; a guest has no wallet.
    """
    open_ = [m.name for m in policy.methods if not (bounds.guest and m.provider == "wallet")]
    named = [name for name in dict.fromkeys((*bounds.tenders, OTHER)) if name in open_]
    return (*named, *(name for name in open_ if name not in named))


def placing(place: int, bounds: Bounds, policy: Policy) -> c.Place:
    """Return the command that places the order with this place in the world."""
    number = place + 1
    customer = Customer(f"c{number}@example.org", "" if bounds.guest else f"c{number}")
    is_shared = bounds.shared or bounds.orders > 1
    lines = tuple(
        c.Line("service", "target" if is_shared else f"target {n}", bounds.quantity, bounds.price)
        for n in range(1, bounds.items + 1)
    )
    half = bounds.price * bounds.items * bounds.quantity // 2
    ways = (ways_to_pay(bounds, policy) or bounds.tenders) * len(bounds.tenders)
    names = ways[: len(bounds.tenders)]
    tenders = tuple(c.Tender(name, half if n else None) for n, name in enumerate(names))
    by = c.Actor(customer.role, customer.id)
    return c.Place(f"o{number}", number, "t", policy.currency, customer, lines, tenders, by=by)


def wishes(order: Order, bounds: Bounds, policy: Policy) -> Iterator[tuple[c.Command, datetime]]:
    """List everything that may be asked of an order next, and when."""
    for message in _messages(order, bounds, policy):
        yield message, T0
    for command in _people(order, bounds, policy):
        yield command, T0
    due = due_at(order, policy)
    if due is not None:
        yield c.Tick(by=c.CLOCK), due
    for item in order.items:
        yield c.TurnGranted(item.id, by=c.SYSTEM), T0


def _messages(order: Order, bounds: Bounds, policy: Policy) -> Iterator[c.Command]:
    for payment in order.payments:
        for message in _heard(payment, "payment", bounds, policy):
            for amount in _amounts(payment, message, bounds):
                yield c.PaymentReported(payment.id, message, amount, by=c.PROCESSOR)
    for refund in order.refunds:
        for message in _heard(refund, "refund", bounds, policy):
            yield c.RefundReported(refund.id, message, by=c.PROCESSOR)
    for item in order.items:
        for message in _heard(item, "item", bounds, policy):
            for delivered in _delivered(item, message, bounds):
                yield c.DeliveryReported(item.id, message, delivered, by=c.SERVER)


def _heard(
    subject: Item | Payment | Refund, machine: str, bounds: Bounds, policy: Policy
) -> Iterable[str]:
    """Return the messages that may come: all, or those that a row accepts where none is doubled."""
    table = policy.lifecycles[machine]
    if bounds.doubled != 0:
        return table.messages
    if table.is_over(subject.status):
        return ()
    triggers = {row.trigger for row in table.rows(subject.status)}
    return (message for message, trigger in table.messages.items() if trigger in triggers)


def _amounts(payment: Payment, message: str, bounds: Bounds) -> tuple[int, ...]:
    if message != "captured":
        return (0,)
    whole = payment.amount_minor
    return (whole // 2, whole) if bounds.partial else (whole,)


def _delivered(item: Item, message: str, bounds: Bounds) -> tuple[int | None, ...]:
    if message == "progress":
        return tuple(range(1, item.quantity + 1))
    return (None, 1) if bounds.partial and message in ("failed", "stopped") else (None,)


def _people(order: Order, bounds: Bounds, policy: Policy) -> Iterator[c.Command]:
    """What people ask: every row that leaves a present state, questions, payments, refunds."""
    yield from _rows("order", "", order.status, bounds, policy)
    for item in order.items:
        yield from _rows("item", item.id, item.status, bounds, policy)
        yield from _answers(order, item, bounds)
    for payment in order.payments:
        yield from _rows("payment", payment.id, payment.status, bounds, policy)
    for refund in order.refunds:
        yield from _rows("refund", refund.id, refund.status, bounds, policy)
    if len(order.payments) < bounds.payments and order.kind == "initial":
        customer = c.Actor(order.customer.role, order.customer.id)
        ways = ways_to_pay(bounds, policy)
        yield c.AddPayment(next((w for w in ways if w not in bounds.tenders), ways[0]), by=customer)
    if len(order.refunds) < bounds.refunds:
        yield from _refunds(order, bounds)
        yield from (c.ReturnPayment(p.about, by=STAFF) for p in order.parked)


def _rows(
    machine: str, about: str, status: str, bounds: Bounds, policy: Policy
) -> Iterator[c.Command]:
    """Ask, for each row, as the first role of people that may take it.

    What no person may is not tried: the tables answer it before anything else is looked at.
    """
    table = policy.lifecycles[machine]
    asked: dict[str, str] = {}
    for row in table.rows(status):
        roles = policy.roles_of(machine, row)
        role = next((role for role in PEOPLE if role in roles), None)
        if role is not None and not (bounds.calm and _is_needless(row, table)):
            asked.setdefault(row.trigger, role)
    for trigger, role in asked.items():
        yield c.Advance(trigger, machine, about, by=c.Actor(role))


def _is_needless(row: Transition, table: Lifecycle) -> bool:
    parks = row.target in table.states and table.kind(row.target) == "held"
    return parks or row.trigger in table.messages.values()


def _answers(order: Order, item: Item, bounds: Bounds) -> Iterator[c.Command]:
    customer = c.Actor(order.customer.role, order.customer.id)
    for choice in ("retry", "wallet", "original") if item.question else ():
        if choice == "retry" or len(order.refunds) < bounds.refunds:
            yield c.AnswerCustomer(item.id, choice, by=customer)
    if item.kind == "failed" and item.question is None:
        yield c.AskCustomer(item.id, by=STAFF)


def _refunds(order: Order, bounds: Bounds) -> Iterator[c.Command]:
    wishes = [WHOLE, *(RefundRequest((RefundLine(i.id),)) for i in order.items)]
    if bounds.items == 1:
        wishes = wishes[:1]
    if bounds.partial:
        wishes += [RefundRequest((RefundLine(i.id, units=1),)) for i in order.items]
    for wish in wishes:
        yield c.RequestRefund(wish, "original", by=STAFF)
        if not order.customer.is_guest:
            yield c.RequestRefund(wish, "wallet", by=STAFF)


def canonical(order: Order, before: Order | None) -> Order:
    """Leave out of an order what no rule reads, and who it is.

    Args:
        before: the order of which it came, canonical already: what they share is left as it is.
    """
    return replace(
        order,
        id="o1",
        number=1,
        customer=Customer("c1@example.org", order.customer.id and "c1"),
        version=0,
        reason="",
        placed_at=T0,
        expires_at=LATER,
        items=_plain(order.items, before.items if before else (), _item),
        payments=_plain(order.payments, before.payments if before else (), _payment),
        refunds=_plain(order.refunds, before.refunds if before else (), _refund),
        parked=tuple(replace(p, id="", why="", at=T0) for p in order.parked if _is_money(p.what)),
    )


def _plain(parts: tuple[P, ...], known: tuple[P, ...], plain: Callable[[P], P]) -> tuple[P, ...]:
    """Make the parts of an order plain, but for those that it had before."""
    done = {id(part) for part in known}
    return tuple(part if id(part) in done else plain(part) for part in parts)


def _is_money(what: str) -> bool:
    return what == "captured"


def _item(item: Item) -> Item:
    question = item.question
    if question is not None:
        question = replace(question, asked_at=T0, until=T0 + timedelta(days=7))
    return replace(item, reason="", attempt=0, question=question)


def _payment(payment: Payment) -> Payment:
    return replace(payment, created_at=T0, expires_at=LATER, reference="", pay_url="")


def _refund(refund: Refund) -> Refund:
    same = {"requested_at": T0, "available_at": T0, "attempt": 1, "reason": "", "reference": ""}
    return replace(refund, **same)
