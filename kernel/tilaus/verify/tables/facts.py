"""What the guards of the tables read, as expressions over the variables of the table model.

The counterpart of `tilaus.facts`: one expression for each fact of each machine. It is written
anew and not derived, so that the two check each other.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tilaus.guards import Formula, tree
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import Lifecycles
from tilaus.order import LIVE, PAYABLE
from tilaus.record import record
from tilaus.table import OVER
from tilaus.verify.tables.abstract import (
    NO,
    YES,
    Const,
    Expr,
    Ref,
    Var,
    at_most,
    count,
    every,
    greater,
    less,
    minus,
    no,
    one_of,
    pick,
    same,
    some,
    times,
    total,
)

NONE = "(none)"
"""The state of a payment or refund that does not exist yet; no state has such a name."""


class TableModelError(ValueError):
    """A table cannot be made a model: the message says what was found and what would do."""


@record
class TableBounds:
    """How much there is of everything in the table model.

    Attributes:
        items: items of the order, 1 to 4.
        payments: payments that it may have, one after the other, 1 to 3.
        refunds: refunds that it may have in all, 0 to 4.
        quantity: units of each item, 1 to 4.
        price: what a unit costs, 1 to 100.
        is_shared: whether all items have one instance, so that one waits for another.
        is_partial: whether a payment may bring a part of the money.
        completes_itself: whether the policy completes orders without staff.
    """

    items: int = 1
    payments: int = 1
    refunds: int = 1
    quantity: int = 1
    price: int = 1
    is_shared: bool = False
    is_partial: bool = False
    completes_itself: bool = False

    @property
    def item_total(self) -> int:
        """Return what an item costs."""
        return self.quantity * self.price

    @property
    def due(self) -> int:
        """Return what the order costs."""
        return self.items * self.item_total


LIMITS: Mapping[str, tuple[int, int]] = {
    "items": (1, 4),
    "payments": (1, 3),
    "refunds": (0, 4),
    "quantity": (1, 4),
    "price": (1, 100),
}


def check_bounds(bounds: TableBounds) -> None:
    """Refuse bounds that no engine would come to the end of.

    Raises:
        TableModelError: a bound is out of its limits.
    """
    for name, (low, high) in LIMITS.items():
        value = getattr(bounds, name)
        if not low <= value <= high:
            raise TableModelError(
                f"cannot make a model with {value} for {name}: {low} to {high} are possible"
            )


@record
class Shape:
    """The tables and the bounds, and the names of variables that follow from them."""

    tables: Lifecycles
    bounds: TableBounds

    @property
    def items(self) -> range:
        """The numbers of the items."""
        return range(1, self.bounds.items + 1)

    @property
    def payments(self) -> range:
        """The numbers of the payments."""
        return range(1, self.bounds.payments + 1)

    @property
    def refunds(self) -> range:
        """The numbers of the refunds."""
        return range(1, self.bounds.refunds + 1)

    def kinds(self, machine: str, nth: int, kinds: Iterable[str]) -> Expr:
        """Write that a subject is in a state of one of these kinds."""
        return of_kinds(Var(subject(machine, nth)), self.tables[machine], kinds)


def subject(machine: str, nth: int = 0) -> str:
    """Name a subject: order, item1, payment2; it is also the variable of its state."""
    return f"{machine}{nth or ''}"


def of_kinds(state: Expr, table: Lifecycle, kinds: Iterable[str]) -> Expr:
    """Write that a state is of one of these kinds."""
    wanted = frozenset(kinds)
    return one_of(state, (s.name for s in table.states.values() if s.kind in wanted))


@record
class Seen:
    """What facts are seen from.

    Attributes:
        reported: the number that a message brings, 0 for none.
        is_called_off: whether money that came in part is given up already.
    """

    shape: Shape
    reported: int = 0
    is_called_off: bool = False


def amounts(
    shape: Shape, kinds: Iterable[str], *, payment: int = 0, item: int = 0, besides: int = 0
) -> Expr:
    """Add up refunds in states of these kinds: of one payment, for one item, besides one refund."""
    parts = []
    for r in shape.refunds:
        if r != besides:
            where = [shape.kinds("refund", r, kinds)]
            where += [same(Var(f"refund{r}_payment"), Const(payment))] if payment else []
            where += [same(Var(f"refund{r}_item"), Const(item))] if item else []
            parts.append(pick(every(where), Var(f"refund{r}_amount"), Const(0)))
    return total(parts)


GIVEN = frozenset({*LIVE, *OVER}) - {"failed"}
"""The kinds of a refund that reserves its amount, or has sent it."""


def room(shape: Shape, payment: int) -> Expr:
    """Write what a payment can still give."""
    return minus(Var(f"payment{payment}_captured"), amounts(shape, GIVEN, payment=payment))


def _counted(machine: str, kinds: Iterable[str]) -> Callable[[Seen, int], Expr]:
    def fact(seen: Seen, nth: int) -> Expr:
        subjects = getattr(seen.shape, f"{machine}s")
        return count(seen.shape.kinds(machine, n, kinds) for n in subjects)

    return fact


def _captured(seen: Seen, _: int) -> Expr:
    return money_of(seen.shape, "applied")


def money_of(shape: Shape, which: str) -> Expr:
    """Add up what was captured by payments that are `applied`, or that are still `kept`."""
    found: dict[str, Callable[[str], Expr]] = {"applied": Var, "kept": Ref}
    return total(
        pick(found[which](f"payment{p}_{which}"), Var(f"payment{p}_captured"), Const(0))
        for p in shape.payments
    )


def _due(seen: Seen, _: int = 0) -> Expr:
    return Const(seen.shape.bounds.due)


def _refundable(seen: Seen, _: int) -> Expr:
    return total(Var(f"payment{p}_captured") for p in seen.shape.payments)


def _undecided(seen: Seen, _: int) -> Expr:
    quantity = Const(seen.shape.bounds.quantity)
    return count(
        every((seen.shape.kinds("item", i, {"failed"}), less(Var(f"item{i}_delivered"), quantity)))
        for i in seen.shape.items
    )


def _is_live(seen: Seen, _: int) -> Expr:
    is_paid = at_most(_due(seen), Ref("order_captured"))
    return every((seen.shape.kinds("order", 0, {"waiting", "active", "held", "finished"}), is_paid))


def _busy(seen: Seen, nth: int) -> Expr:
    shape = seen.shape
    others = [i for i in shape.items if i != nth] if shape.bounds.is_shared else []
    return some(
        every(
            (
                some((Var(f"item{i}_handed_over"), shape.kinds("item", i, {"active"}))),
                no(shape.kinds("item", i, OVER)),
            )
        )
        for i in others
    )


def owed(shape: Shape, item: int) -> Expr:
    """Write what goes back when an item is given up: the units that were not delivered."""
    left = minus(Const(shape.bounds.quantity), Var(f"item{item}_delivered"))
    return times(shape.bounds.price, left)


def _advances(seen: Seen, nth: int) -> Expr:
    is_possible = seen.reported <= seen.shape.bounds.quantity
    more = less(Var(f"item{nth}_delivered"), Const(seen.reported))
    return more if is_possible and seen.reported else NO


def wants_money(seen: Seen, _: int = 0) -> Expr:
    """Write that the order still needs money."""
    is_missing = less(Ref("order_captured"), _due(seen))
    is_over = some(
        (seen.shape.kinds("order", 0, OVER), same(Var("held_by"), Const("refund_failed")))
    )
    return every((no(is_over), is_missing))


def _raises(seen: Seen, nth: int) -> Expr:
    return less(Var(f"payment{nth}_captured"), reported_money(seen, nth))


def reported_money(seen: Seen, nth: int) -> Expr:
    """Write what a message about a payment reports: a part, or all that was asked for."""
    return Const(seen.reported) if seen.reported else Var(f"payment{nth}_asked")


def _free(seen: Seen, nth: int) -> Expr:
    given_by = Var(f"refund{nth}_payment")
    rooms: Expr = Const(0)
    for p in seen.shape.payments:
        left = greater(Ref(f"payment{p}_room"), Const(0))
        rooms = left if p == 1 else pick(same(given_by, Const(p)), left, rooms)
    return rooms


def _item_open(seen: Seen, nth: int) -> Expr:
    return some(
        every((same(Var(f"refund{nth}_item"), Const(i)), no(seen.shape.kinds("item", i, OVER))))
        for i in seen.shape.items
    )


def _refunded_otherwise(seen: Seen, nth: int) -> Expr:
    shape, whole = seen.shape, Const(seen.shape.bounds.item_total)
    left = {i: minus(whole, amounts(shape, GIVEN, item=i)) for i in shape.items}
    return some(
        every((same(Var(f"refund{nth}_item"), Const(i)), less(left[i], Var(f"refund{nth}_amount"))))
        for i in shape.items
    )


Fact = Callable[[Seen, int], Expr]

ORDER: Mapping[str, Fact] = {
    "due": _due,
    "captured": _captured,
    "refunded": lambda s, _: amounts(s.shape, {"finished"}),
    "refundable": _refundable,
    "in_flight": lambda s, _: amounts(s.shape, LIVE),
    "live_payments": _counted("payment", PAYABLE),
    "charged_back": _counted("payment", {"closed"}),
    "disputed": _counted("payment", {"held"}),
    "open_items": _counted("item", frozenset(LIVE)),
    "undelivered_items": _counted("item", frozenset({*LIVE, "failed"})),
    "undecided_items": _undecided,
    # A deadline may pass at any time.
    "overdue": lambda s, _: YES,
    "held_by_dispute": lambda s, _: same(Var("held_by"), Const("dispute")),
    "held_by_failed_refund": lambda s, _: same(Var("held_by"), Const("refund_failed")),
    "may_complete_itself": lambda s, _: Const(s.shape.bounds.completes_itself),
}

ITEM: Mapping[str, Fact] = {
    "order_active": lambda s, _: s.shape.kinds("order", 0, {"active"}),
    "order_live": _is_live,
    "instance_busy": _busy,
    "handed_over": lambda s, i: Var(f"item{i}_handed_over"),
    "advances": _advances,
    "delivered": lambda s, i: Var(f"item{i}_delivered"),
    "quantity": lambda s, i: Const(s.shape.bounds.quantity),
    "total": lambda s, i: Const(s.shape.bounds.item_total),
    "owed": lambda s, i: owed(s.shape, i),
    "refunded": lambda s, i: amounts(s.shape, {"finished"}, item=i),
    "in_flight": lambda s, i: amounts(s.shape, LIVE, item=i),
}

PAYMENT: Mapping[str, Fact] = {"wanted": wants_money, "raises": _raises}

REFUND: Mapping[str, Fact] = {
    "base": lambda s, r: Var(f"refund{r}_amount"),
    "free": _free,
    "item_open": _item_open,
    "refunded_otherwise": _refunded_otherwise,
}

FACTS: Mapping[str, Mapping[str, Fact]] = {
    "order": ORDER,
    "item": ITEM,
    "payment": PAYMENT,
    "refund": REFUND,
}

REPORTED = frozenset({"advances", "raises"})
"""The facts that compare with a number that a message brings."""


def fact(seen: Seen, machine: str, name: str, nth: int) -> Expr:
    """Write a fact by the name of its definition, or as it is where it has none.

    A fact has a definition unless it is a variable, always or never true, or about a message.

    Raises:
        TableModelError: the model does not hold this fact.
    """
    known = FACTS[machine].get(name)
    if known is None:
        found = f"the model has no fact {name!r} of the {machine}"
        raise TableModelError(f"cannot make a model: {found}; it has {', '.join(FACTS[machine])}")
    expr = known(seen, nth)
    if name in REPORTED or isinstance(expr, Var) or _is_yes_no(expr):
        return expr
    later = "_if_called_off" if seen.is_called_off and known is _captured else ""
    return Ref(f"{subject(machine, nth)}_{name}{later}")


def _is_yes_no(expr: Expr) -> bool:
    return isinstance(expr, Const) and isinstance(expr.value, bool)


def formula(seen: Seen, machine: str, text: Formula, nth: int) -> Expr:
    """Write a formula of a table about one subject."""
    return _translated(seen, machine, tree(text), nth)


def _translated(seen: Seen, machine: str, node: tuple[Any, ...], nth: int) -> Expr:
    sign, *rest = node
    if sign == "fact":
        return fact(seen, machine, rest[0], nth)
    if sign == "number":
        return Const(rest[0])
    parts = [_translated(seen, machine, part, nth) for part in rest]
    return _COMBINED[sign](parts)


_COMBINED: Mapping[str, Callable[[list[Expr]], Expr]] = {
    "and": every,
    "or": some,
    "not": lambda parts: no(parts[0]),
    "==": lambda parts: same(*parts),
    "!=": lambda parts: no(same(*parts)),
    "<": lambda parts: less(*parts),
    "<=": lambda parts: at_most(*parts),
    ">": lambda parts: less(parts[1], parts[0]),
    ">=": lambda parts: at_most(parts[1], parts[0]),
}
