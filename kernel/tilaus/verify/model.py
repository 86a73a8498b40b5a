"""A bounded world: some orders that share instances, and everything that may happen to them.

The world is adversarial. Any message about any payment, refund or item may arrive at any time, any
number of times, in any order, true or not; any deadline may fire; staff and customers may do what
the tables and rights let them. Bounds limit only how much there is of everything.

A state leaves out what no rule reads (times, references, versions, reasons), so that histories
which differ in nothing else are one state.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from tilaus import commands as c
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.instances import Claims, settle
from tilaus.order import Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import record, replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import Refusal

T0 = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = T0 + timedelta(days=1)

STAFF, MANAGER = c.Actor("staff"), c.Actor("manager")


@record
class Bounds:
    """How much there is of everything.

    Attributes:
        orders: orders that may be placed, each by another customer.
        items: items of each order; all of them share one instance where `shared` is set.
        quantity: units of each item.
        tenders: ways to pay at placing, by name.
        payments: payments that an order may have in all.
        refunds: refunds that an order may have in all.
        guest: whether customers have no account.
        partial: whether messages may report a part of the money, and staff refund single units.
    """

    name: str = "one order"
    covers: str = ""
    orders: int = 1
    items: int = 1
    quantity: int = 1
    tenders: tuple[str, ...] = ("card",)
    payments: int = 1
    refunds: int = 1
    guest: bool = False
    shared: bool = False
    partial: bool = False


@record
class World:
    """One state: the orders, who holds and awaits instances, and turns that are not told yet."""

    orders: tuple[Order, ...]
    claims: Claims
    turns: frozenset[tuple[str, str]] = frozenset()


@record
class Step:
    """Something that may happen: a command about one order, and how to call it in a story."""

    order: str
    command: c.Command
    at: datetime = T0


def start() -> World:
    """Return the world in which nothing was ordered yet."""
    return World((), Claims())


def steps(world: World, bounds: Bounds, policy: Policy) -> Iterator[Step]:
    """List everything that may happen next."""
    if len(world.orders) < bounds.orders:
        yield _placing(len(world.orders) + 1, bounds)
    for order in world.orders:
        for command in _messages(order, bounds, policy):
            yield Step(order.id, command)
        for command in _people(order, bounds, policy):
            yield Step(order.id, command)
        due = due_at(order, policy)
        if due is not None:
            yield Step(order.id, c.Tick(by=c.CLOCK), due)
    for order_id, item in sorted(world.turns):
        yield Step(order_id, c.TurnGranted(item, by=c.SYSTEM))


def _placing(number: int, bounds: Bounds) -> Step:
    customer = Customer(f"c{number}@example.org", "" if bounds.guest else f"c{number}")
    lines = tuple(
        c.Line("service", "target" if bounds.shared else f"{number}/{n}", bounds.quantity, 100)
        for n in range(1, bounds.items + 1)
    )
    half = 50 * bounds.items * bounds.quantity
    tenders = tuple(c.Tender(name, half if n else None) for n, name in enumerate(bounds.tenders))
    by = c.Actor(customer.role, customer.id)
    command = c.Place(f"o{number}", number, "t", "EUR", customer, lines, tenders, by=by)
    return Step(f"o{number}", command)


def _messages(order: Order, bounds: Bounds, policy: Policy) -> Iterator[c.Command]:
    tables = policy.lifecycles
    for payment in order.payments:
        for message in tables.payment.messages:
            for amount in _amounts(payment, message, bounds):
                yield c.PaymentReported(payment.id, message, amount, by=c.PROCESSOR)
    for refund in order.refunds:
        for message in tables.refund.messages:
            yield c.RefundReported(refund.id, message, by=c.PROCESSOR)
    for item in order.items:
        for message in tables.item.messages:
            for delivered in _delivered(item, message, bounds):
                yield c.DeliveryReported(item.id, message, delivered, by=c.SERVER)


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
    customer = c.Actor(order.customer.role, order.customer.id)
    for trigger in policy.lifecycles.order.triggers:
        yield c.Advance(trigger, by=MANAGER)
    for item in order.items:
        for trigger in policy.lifecycles.item.triggers:
            yield c.Advance(trigger, "item", item.id, by=MANAGER)
        for choice in ("retry", "wallet", "original") if item.question else ():
            if choice == "retry" or len(order.refunds) < bounds.refunds:
                yield c.AnswerCustomer(item.id, choice, by=customer)
        if item.kind == "failed" and item.question is None:
            yield c.AskCustomer(item.id, by=STAFF)
    for refund in order.refunds:
        for trigger in policy.lifecycles.refund.triggers:
            yield c.Advance(trigger, "refund", refund.id, by=MANAGER)
    if len(order.payments) < bounds.payments:
        yield c.AddPayment("paypal", by=customer)
    if len(order.refunds) < bounds.refunds:
        yield from _refunds(order, bounds)


def _refunds(order: Order, bounds: Bounds) -> Iterator[c.Command]:
    wishes = [WHOLE, *(RefundRequest((RefundLine(i.id),)) for i in order.items)]
    if bounds.partial:
        wishes += [RefundRequest((RefundLine(i.id, units=1),)) for i in order.items]
    for wish in wishes:
        yield c.RequestRefund(wish, "original", by=STAFF)
        if not order.customer.is_guest:
            yield c.RequestRefund(wish, "wallet", by=STAFF)


def apply(world: World, step: Step, policy: Policy) -> tuple[World, Decision] | Refusal:
    """Let a step happen by the real decider; a refused one changes nothing."""
    index = next((n for n, o in enumerate(world.orders) if o.id == step.order), None)
    before = None if index is None else world.orders[index]
    busy = frozenset[str]() if before is None else world.claims.busy(before)
    decided = decide(before, step.command, policy, step.at, busy=busy)
    if isinstance(decided, Refusal):
        return decided
    after = canonical(decided.order)
    claims, granted = settle(world.claims, before, decided.events, decided.order)
    turns = world.turns | granted
    if isinstance(step.command, c.TurnGranted):
        turns -= {(step.order, step.command.item)}
    orders = world.orders
    orders = (*orders, after) if index is None else (*orders[:index], after, *orders[index + 1 :])
    return World(orders, claims, turns), decided


def canonical(order: Order) -> Order:
    """Leave out of an order what no rule reads."""
    return replace(
        order,
        version=0,
        reason="",
        placed_at=T0,
        expires_at=LATER,
        items=tuple(_plain_item(item) for item in order.items),
        payments=tuple(_plain_payment(payment) for payment in order.payments),
        refunds=tuple(_plain_refund(refund) for refund in order.refunds),
        parked=tuple(replace(p, id="", why="", at=T0) for p in order.parked if _is_money(p.what)),
    )


def _is_money(what: str) -> bool:
    return what == "captured"


def _plain_item(item: Item) -> Item:
    question = item.question
    if question is not None:
        question = replace(question, asked_at=T0, until=T0 + timedelta(days=7))
    return replace(item, reason="", attempt=min(item.attempt, 1), question=question)


def _plain_payment(payment: Payment) -> Payment:
    return replace(payment, created_at=T0, expires_at=LATER, reference="", pay_url="")


def _plain_refund(refund: Refund) -> Refund:
    same = {"requested_at": T0, "available_at": T0, "attempt": 1, "reason": "", "reference": ""}
    return replace(refund, **same)
