"""Hypothesis strategies: policies, orders, and everything that may be asked of an order.

Values are small, so that what is found is readable, and half of what is drawn is possible: commands
about parts that exist, amounts beside the right one. The other half is hostile. Needs `hypothesis`.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from tilaus import commands as c
from tilaus.decide import Decision, decide
from tilaus.effects import EFFECTS
from tilaus.order import Charge, Covered, Customer, Destination, Order
from tilaus.policy import METHODS, Policy
from tilaus.record import record, replace
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.table import ROLES
from tilaus.testing.lifecycles import changed_lifecycles

T = TypeVar("T")
Family = Callable[[st.DrawFn, Order, Policy], c.Command]

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday morning: when the orders of these strategies are placed."""

TARGETS = ("@ann", "@bob")
SERVICES = ("likes", "views")
CURRENCIES = ("EUR", "JPY", "KWD")

REGISTERED = Customer("ann@shop.example", "c1", "Ann")
GUEST = Customer("guest@shop.example")

DESTINATIONS: tuple[Destination, ...] = ("wallet", "original")
STAFF, MANAGER = c.Actor("staff"), c.Actor("manager")
PEOPLE = (STAFF, MANAGER, c.Actor("customer"), c.Actor("guest"))
EVERYBODY = tuple(c.Actor(role) for role in ROLES)
WORDS = ("", "a word from the customer", "\x00")


@record
class Asked:
    """A command that was granted, when it was asked, and what came of it."""

    command: c.Command
    at: datetime
    decision: Decision


@record
class Walk:
    """An order and how it came to be: every command that was granted; the first one places it."""

    policy: Policy
    asked: tuple[Asked, ...]

    @property
    def order(self) -> Order:
        """Return the order as it is at the end."""
        return self.asked[-1].decision.order

    @property
    def at(self) -> datetime:
        """Return the time of the last command."""
        return self.asked[-1].at


@cache
def _below(length: int) -> st.SearchStrategy[int]:
    return st.integers(0, length - 1)


def pick(draw: st.DrawFn, options: Sequence[T]) -> T:
    """Draw one of `options`; shrinks to the first. Cheaper than a strategy for each choice."""
    return options[draw(_below(len(options)))]


@cache
def _between(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least, most)


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """Draw a policy that `tilaus.policy.problems` finds nothing wrong with."""
    methods = tuple(
        replace(m, fee_bps=draw(_between(0, 1_000)), fee_minor=draw(_between(0, 99)))
        if m.provider == "sandbox"
        else m
        for m in METHODS
    )
    return Policy(
        currency=pick(draw, CURRENCIES),
        completion=pick(draw, ("staff", "automatic")),
        late_payment=pick(draw, ("refund", "park", "revive")),
        ask=pick(draw, ("automatic", "staff")),
        silence_days=draw(_between(1, 9)),
        silent_server_hours=pick(draw, (0, 24)),
        silence_registered=pick(draw, ("wallet", "original", "staff")),
        tracking_days=draw(_between(1, 3_650)),
        split=pick(draw, ("proportional", "wallet_first")),
        methods=methods,
        lifecycles=pick(draw, changed_lifecycles()),
    )


@st.composite
def places(draw: st.DrawFn, policy: Policy, *, id: str = "o1", number: int = 50001) -> c.Place:
    """Draw a command that places an order; prices seldom divide evenly.

    It is granted, except where the tenders do not fit what the order costs.
    """
    customer = pick(draw, (REGISTERED, GUEST))
    charges = [draw(_between(0, 300)) for _ in range(draw(_below(3)))]
    return c.Place(
        id=id,
        number=number,
        token=f"token-{id}",
        currency=policy.currency,
        customer=customer,
        lines=tuple(_line(draw) for _ in range(1 + draw(_below(4)))),
        tenders=_tenders(draw, policy, customer),
        charges=tuple(Charge(f"c{n}", "shipping", minor) for n, minor in enumerate(charges)),
        by=c.Actor(customer.role),
    )


def _line(draw: st.DrawFn) -> c.Line:
    quantity, unit = draw(_between(1, 7)), draw(_between(0, 401))
    discount = min(draw(_between(0, 99)), unit * quantity)
    service, target = pick(draw, SERVICES), pick(draw, TARGETS)
    return c.Line(service, target, quantity, unit, discount, draw(_between(0, 57)))


def _tenders(draw: st.DrawFn, policy: Policy, customer: Customer) -> tuple[c.Tender, ...]:
    is_open = [m for m in policy.methods if not (customer.is_guest and m.provider == "wallet")]
    first = pick(draw, is_open).name
    if draw(_below(3)):
        return (c.Tender(first),)
    return c.Tender(first, draw(_between(1, 200))), c.Tender(pick(draw, is_open).name)


# ------------------------------------------------------------------------- what the world says


def paid(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw the good news: all the money of a payment arrived."""
    if not order.payments:
        return c.Tick(by=c.CLOCK)
    payment = pick(draw, order.payments)
    return c.PaymentReported(payment.id, "captured", payment.amount_minor, by=c.PROCESSOR)


def payment_message(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a message of a provider about a payment, true or not, in any order."""
    if not order.payments:
        return c.PaymentReported("99", "captured", 1, by=STAFF)
    payment = pick(draw, order.payments)
    asked = payment.amount_minor
    messages = (*policy.lifecycles.payment.messages, "captured", "captured", "nonsense")
    return c.PaymentReported(
        payment.id,
        pick(draw, messages),
        pick(draw, (asked, asked // 2, asked - 1, asked + 1, 0, -1)),
        pick(draw, ("", order.currency.code, "XXX")),
        pick(draw, ("", "ref-1")),
        by=pick(draw, (c.PROCESSOR, c.PROCESSOR, STAFF, c.Actor("guest"))),
    )


def refund_message(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a message of a provider about a refund."""
    if not order.refunds:
        return observation(draw, order, policy)
    refund = pick(draw, order.refunds)
    return c.RefundReported(
        refund.id,
        pick(draw, ("succeeded", *policy.lifecycles.refund.messages, "nonsense")),
        pick(draw, (None, None, refund.amount_minor, refund.amount_minor + 1)),
        pick(draw, ("", "back-1", "back-2")),
        by=c.PROCESSOR,
    )


def observation(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a refund that was made at the provider, and that nobody asked for."""
    payment = pick(draw, [p.id for p in order.payments] or ["99"])
    reference = pick(draw, ("seen-1", "seen-2", "back-1", ""))
    by = pick(draw, (c.PROCESSOR, STAFF, c.Actor("customer")))
    minor = draw(_between(-1, 2_000))
    covers = pick(draw, ((), (), (Covered("item", pick(draw, order.items).id, minor),)))
    return c.RefundObserved(payment, reference, minor, covers, by=by)


def delivery_message(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a message of the server that delivers, about any hand-over, with any count."""
    item = pick(draw, order.items)
    messages = ("delivered", "failed", *policy.lifecycles.item.messages, "nonsense")
    return c.DeliveryReported(
        item.id,
        pick(draw, messages),
        pick(draw, (None, None, 1, 2, 3, item.quantity, item.quantity + 1, 0, -1)),
        pick(draw, (None, None, None, item.attempt, item.attempt + 1, 0)),
        pick(draw, ("", "customer_error", "server_problem")),
        by=pick(draw, (c.SERVER, c.SERVER, c.SERVER, STAFF)),
    )


# ------------------------------------------------------------------------- what people ask for


def refund_wish(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a request to refund: all, an amount, or lines by units, by amount or whole."""
    by = pick(draw, (STAFF, MANAGER, STAFF, STAFF, c.Actor("customer")))
    return c.RequestRefund(_request(draw, order), pick(draw, DESTINATIONS), by=by)


def _request(draw: st.DrawFn, order: Order) -> RefundRequest:
    how = draw(_below(5))
    if how == 0:
        return RefundRequest()
    if how == 1:
        return RefundRequest(amount_minor=draw(_between(-1, 3_000)))
    return RefundRequest(tuple(_refund_line(draw, order) for _ in range(1 + draw(_below(3)))))


def _refund_line(draw: st.DrawFn, order: Order) -> RefundLine:
    items = [("item", i.id) for i in order.items]
    kind, id = pick(draw, [*items, *(("charge", x.id) for x in order.charges), ("item", "99")])
    how = draw(_below(3))
    units = draw(_between(0, 7)) if how == 1 else None
    return RefundLine(id, kind, units, draw(_between(-1, 500)) if how == 2 else None)


def staff_wish(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw what staff, the customer or anybody else may ask for, permitted or not."""
    by, item = pick(draw, PEOPLE), pick(draw, [*(i.id for i in order.items), "99"])
    target = pick(draw, ("", *TARGETS, "@eve", "\n"))
    choice = pick(draw, ("retry", "wallet", "original", "nonsense"))
    to, text = pick(draw, (None, *DESTINATIONS)), pick(draw, WORDS)
    parked = pick(draw, [*(p.id for p in order.parked), "99"])
    wishes: tuple[c.Command, ...] = (
        c.CancelOrder(text, to, by=by),
        c.RetryItem(item, target, by=by),
        c.AskCustomer(item, by=by),
        c.AnswerCustomer(item, choice, target, by=by),
        c.AnswerCustomer(item, choice, target, by=by),
        c.AddPayment(pick(draw, policy.methods).name, by=by),
        c.ResolveParked(parked, text, by=by),
        _resolved(draw, text, by),
        c.ReturnPayment(pick(draw, [*(p.id for p in order.payments), "99"]), text, by=by),
        c.AddNote(text, by=by),
        c.RenewTracking(pick(draw, ("", order.token, "another-link-that-is-long", "/")), by=by),
        c.AdoptLifecycle({"item": {target: "processing"}}, by=by),
        c.Import("elsewhere", text or "1", (c.Told(START, c.AddNote(text, by=by)),), by=by),
        c.Erase(by=by),
    )
    return pick(draw, wishes)


def _resolved(draw: st.DrawFn, text: str, by: c.Actor) -> c.Command:
    """Draw a word about an effect that hangs, as the shop hands it to the decider."""
    what, was = pick(draw, ("done", "retry", "void", "nonsense")), pick(draw, ("dead", "void"))
    effect = pick(draw, (*EFFECTS, "nonsense", ""))
    about, reason = pick(draw, ("1", "2", "", "99")), text or "seen"
    return c.ResolveEffect("key", what, reason, effect=effect, about=about, was=was, by=by)


def _parts(order: Order) -> list[tuple[str, str]]:
    named = [("item", i.id) for i in order.items] + [("payment", p.id) for p in order.payments]
    refunds = [("refund", r.id) for r in order.refunds]
    return [("order", ""), ("order", ""), *named, *refunds, ("item", "99")]


def advance(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw the wish to trigger a row of a table: mostly one that leaves the present state."""
    machine, about = pick(draw, _parts(order))
    lifecycle = policy.lifecycles[machine]
    part = order if machine == "order" else getattr(order, machine)(about)
    rows = lifecycle.rows(part.status) if part is not None else ()
    reason = pick(draw, ("", "", *WORDS))
    is_fitting = draw(_below(5)) if rows else 0
    if is_fitting:
        row = pick(draw, rows)
        return c.Advance(
            row.trigger, machine, about, reason, by=c.Actor(pick(draw, sorted(row.by)))
        )
    trigger = pick(draw, (*lifecycle.triggers, "nonsense"))
    return c.Advance(trigger, machine, about, reason, by=pick(draw, EVERYBODY))


def force(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw a forced transition to any state."""
    machine, about = pick(draw, _parts(order))
    state = pick(draw, (*policy.lifecycles[machine].states, "nonsense"))
    return c.Force(state, pick(draw, WORDS[1:]), machine, about, by=pick(draw, (MANAGER, STAFF)))


def passing_time(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw what the clock and the shop itself say: time passed, a turn came, a mail did not go."""
    wishes = (
        c.Tick(by=c.CLOCK),
        c.TurnGranted(pick(draw, order.items).id, by=c.SYSTEM),
        c.ReportUndelivered("tell:refund-sent", "", "no such mailbox", by=c.SYSTEM),
    )
    return pick(draw, wishes)


FAMILIES: tuple[Family, ...] = (
    paid,
    payment_message,
    delivery_message,
    delivery_message,
    refund_message,
    refund_message,
    observation,
    refund_wish,
    refund_wish,
    staff_wish,
    staff_wish,
    advance,
    force,
    passing_time,
)
"""Everything that may be asked; what moves an order on is named twice, to be drawn more often."""


@st.composite
def commands(draw: st.DrawFn, order: Order, policy: Policy) -> c.Command:
    """Draw anything that may be asked of an order, possible or hostile."""
    return pick(draw, FAMILIES)(draw, order, policy)


@st.composite
def walks(draw: st.DrawFn, policy: Policy | None = None, *, longest: int = 12) -> Walk:
    """Draw an order in any state that up to `longest` commands lead to, and how it got there.

    Half of them are paid for first.
    """
    chosen = draw(policies()) if policy is None else policy
    place = draw(places(chosen).filter(lambda p: _fits(p, chosen)))
    at, asked = START, [_asked(None, place, chosen, START)]
    is_paid = draw(_below(2)) == 1
    for n in range(draw(_below(longest + 1))):
        order = next(a.decision.order for a in reversed(asked) if a is not None)
        at += timedelta(hours=pick(draw, (0, 0, 0, 1, 30, 240)))
        family = paid if is_paid and n < len(order.payments) else pick(draw, FAMILIES)
        asked.append(_asked(order, family(draw, order, chosen), chosen, at))
    return Walk(chosen, tuple(a for a in asked if a is not None))


def orders(policy: Policy | None = None) -> st.SearchStrategy[Order]:
    """Draw an order in any state that it can get into."""
    return walks(policy).map(lambda walk: walk.order)


def _fits(place: c.Place, policy: Policy) -> bool:
    return _asked(None, place, policy, START) is not None


def _asked(order: Order | None, command: c.Command, policy: Policy, at: datetime) -> Asked | None:
    decided = decide(order, command, policy, at)
    return Asked(command, at, decided) if isinstance(decided, Decision) else None
