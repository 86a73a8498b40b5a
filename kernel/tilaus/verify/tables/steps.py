"""What a step of the table model changes: the row itself, and what the decider does with it.

`EFFECTS` says it for each machine; `_UNFOLD` names the rows that come with more than a step.
"""

from collections.abc import Callable, Iterator, Mapping

from tilaus.lifecycle import Lifecycle
from tilaus.record import record
from tilaus.table import HISTORY, OVER, Transition
from tilaus.verify.tables.abstract import (
    NO,
    YES,
    Const,
    Definition,
    Expr,
    Ref,
    Var,
    every,
    greater,
    less,
    no,
    pick,
    same,
    some,
    total,
)
from tilaus.verify.tables.facts import (
    GIVEN,
    NONE,
    Seen,
    Shape,
    amounts,
    fact,
    formula,
    money_of,
    of_kinds,
    reported_money,
    subject,
)

_UNFOLD = frozenset({("order", "cancel"), ("order", "expire")})
"""Rows with which the decider gives up money that came in part, and calls off open items."""

Updates = dict[str, Expr]


@record
class Step:
    """A row, taken by one subject; `reported` is the number that its message brings, 0 for none."""

    shape: Shape
    machine: str
    nth: int
    row: Transition
    reported: int = 0

    @property
    def table(self) -> Lifecycle:
        """The table that the row stands in."""
        return self.shape.tables[self.machine]

    @property
    def subject(self) -> str:
        """The subject; it is also the variable of its state."""
        return subject(self.machine, self.nth)

    @property
    def name(self) -> str:
        """A name for the step that no other step has."""
        row = self.row
        alike = [
            r for r in self.table.transitions if (r.source, r.trigger) == (row.source, row.trigger)
        ]
        letter = f"_{'abcdefghijklmnopqrstuvwxyz'[alike.index(row) % 26]}" if alike[1:] else ""
        number = f"_reporting_{self.reported}" if self.reported else ""
        return f"{self.subject.capitalize()}_{row.trigger}_from_{row.source}{letter}{number}"

    @property
    def moves(self) -> bool:
        """Tell whether the row leads to another state."""
        return self.row.target != self.row.source

    @property
    def kind(self) -> str:
        """The kind of the state that it leads to; empty where that is the state of before."""
        return "" if self.row.target == HISTORY else self.table.kind(self.row.target)

    @property
    def is_here(self) -> Expr:
        """Write that the subject is where the row begins."""
        return same(Var(self.subject), Const(self.row.source))

    @property
    def seen(self) -> Seen:
        """What the guard sees: of an order that is called off, the money that will be left."""
        return Seen(self.shape, self.reported, is_called_off=_unfolds(self))

    @property
    def guard(self) -> Expr:
        """Write the guard of the row, and that whatever comes with it is possible."""
        found = [formula(self.seen, self.machine, self.row.guard, self.nth)]
        if _unfolds(self):
            found += [Ref(f"item{i}_may_be_called_off") for i in self.shape.items]
        if self.machine == "payment" and self.reported:
            found.append(less(Const(self.reported), Var(f"{self.subject}_asked")))
        return every(found)

    @property
    def row_id(self) -> tuple[str, str, str, int]:
        """Say of which row it is an instance."""
        number = self.table.transitions.index(self.row)
        return self.machine, self.row.trigger, self.row.source, number


def subjects(shape: Shape) -> Iterator[tuple[str, int]]:
    """List everything that has a state."""
    yield "order", 0
    yield from (("item", i) for i in shape.items)
    yield from (("payment", p) for p in shape.payments)
    yield from (("refund", r) for r in shape.refunds)


def steps(shape: Shape) -> Iterator[Step]:
    """List every row for every subject, once for each number that its message may report."""
    for machine, nth in subjects(shape):
        for row in shape.tables[machine].transitions:
            for number in _numbers(shape, machine, row):
                yield Step(shape, machine, nth, row, number)


def _numbers(shape: Shape, machine: str, row: Transition) -> range:
    """Say which numbers a message may report: units, or a part of the money; 0 is none, or all."""
    table = shape.tables[machine]
    if row.trigger not in table.messages.values():
        return range(1)
    if machine == "payment":
        is_partial = shape.bounds.is_partial and _brings_money(row)
        return range(shape.bounds.due if is_partial else 1)
    alike = (r for r in table.transitions if r.trigger == row.trigger)
    is_counted = any("advances" in r.guard.facts for r in alike)
    gives_up = row.target != HISTORY and table.kind(row.target) == "failed"
    is_units = machine == "item" and (is_counted or gives_up)
    return range(shape.bounds.quantity + 1 if is_units else 1)


def _brings_money(row: Transition) -> bool:
    return row.trigger == "capture"


def _unfolds(step: Step) -> bool:
    return (step.machine, step.row.trigger) in _UNFOLD


def calling_off(shape: Shape) -> Iterator[Definition]:
    """Define what becomes of items and of money when the order is called off."""
    table, before = shape.tables.order, (Var("order"), Var("held_from"))
    was_never_paid = some(of_kinds(state, table, {"initial"}) for state in before)
    note = "nothing was ever confirmed, also where it was parked since"
    yield Definition("order_was_never_paid", was_never_paid, note)
    for p in shape.payments:
        captured = Var(f"payment{p}_captured")
        is_held = shape.kinds("payment", p, {"held"})
        kept = some((no(Ref("order_was_never_paid")), same(captured, Const(0)), is_held))
        note = "counts still when the order is called off: money that came in part does not"
        yield Definition(f"payment{p}_kept", every((Var(f"payment{p}_applied"), kept)), note)
    note = "captured, as it is once the order is called off"
    yield Definition("order_captured_if_called_off", money_of(shape, "kept"), note)
    for i in shape.items:
        ways = [when for when, _ in _calls_off(shape, i)]
        can = some((shape.kinds("item", i, OVER), *ways))
        yield Definition(f"item{i}_may_be_called_off", can)
        yield Definition(f"item{i}_called_off", _called_off(shape, i), "its state once called off")


def _calls_off(shape: Shape, item: int) -> list[tuple[Expr, str]]:
    """List under what an item can be called off, and to which state."""
    rows = [row for row in shape.tables.item.transitions if row.trigger == "call_off"]
    found = [Step(shape, "item", item, row) for row in rows]
    return [(every((step.is_here, step.guard)), step.row.target) for step in found]


def _called_off(shape: Shape, item: int) -> Expr:
    """Write the state of an item after its order was called off.

    Where it may be called off from several states to the same one, the condition is said once.
    """
    state: Expr = Var(subject("item", item))
    ways = _calls_off(shape, item)
    for target in dict.fromkeys(target for _, target in ways):
        when = some(when for when, other in ways if other == target)
        state = pick(when, Const(target), state)
    return state


def _of_order(step: Step) -> Updates:
    shape, row = step.shape, step.row
    found: Updates = {}
    was_held = step.table.kind(row.source) == "held"
    if step.kind == "held":
        found |= {} if was_held else {"held_from": Const(row.source)}
        found |= {"held_by": Const(row.trigger)} if step.moves else {}
    elif was_held:
        found |= {"held_from": Const(NONE), "held_by": Const(NONE)}
    if _unfolds(step):
        found |= {f"payment{p}_applied": Ref(f"payment{p}_kept") for p in shape.payments}
        found |= {subject("item", i): Ref(f"item{i}_called_off") for i in shape.items}
    return found


def _of_item(step: Step) -> Updates:
    found: Updates = {}
    delivered = Var(f"{step.subject}_delivered")
    if step.moves and step.kind == "finished":
        found[delivered.name] = Const(step.shape.bounds.quantity)
    elif step.reported:
        found[delivered.name] = greater(delivered, Const(step.reported))
    is_again = step.table.is_over(step.row.source) and step.kind not in OVER
    if "hand_over" in step.row.effects:
        found[f"{step.subject}_handed_over"] = YES
    elif step.moves and (step.kind == "waiting" or is_again):
        found[f"{step.subject}_handed_over"] = NO
    return found


def _of_payment(step: Step) -> Updates:
    captured, applied = f"{step.subject}_captured", f"{step.subject}_applied"
    if _brings_money(step.row):
        is_wanted = fact(step.seen, "payment", "wanted", step.nth)
        money = reported_money(step.seen, step.nth)
        return {captured: money, applied: some((Var(applied), is_wanted))}
    if step.moves and step.kind == "closed":
        return {captured: amounts(step.shape, GIVEN, payment=step.nth)}
    return {}


def _of_refund(step: Step) -> Updates:
    """Of a payment that was charged back only what refunds gave of it remains as captured."""
    found: Updates = {}
    own = Const(0) if step.kind == "failed" else Var(f"{step.subject}_amount")
    for p in step.shape.payments:
        is_gone = step.shape.kinds("payment", p, {"closed"})
        is_from = same(Var(f"{step.subject}_payment"), Const(p))
        others = amounts(step.shape, GIVEN, payment=p, besides=step.nth)
        captured = Var(f"payment{p}_captured")
        found[captured.name] = pick(every((is_from, is_gone)), total((others, own)), captured)
    return found


EFFECTS: Mapping[str, Callable[[Step], Updates]] = {
    "order": _of_order,
    "item": _of_item,
    "payment": _of_payment,
    "refund": _of_refund,
}
"""What a row changes besides the state."""


def updates(step: Step) -> tuple[tuple[str, Expr], ...]:
    """Return all that a step changes."""
    found = EFFECTS[step.machine](step)
    if step.row.target == HISTORY:
        found[step.subject] = Var("held_from")
    elif step.moves:
        found[step.subject] = Const(step.row.target)
    return tuple((name, expr) for name, expr in found.items() if expr != Var(name))
