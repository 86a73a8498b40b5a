"""What may happen in the table model that no row stands for.

The customer pays another way, staff request a refund, money that is not needed goes back, and
messages come that no row accepts.
"""

from collections.abc import Iterator, Mapping

from tilaus.lifecycle import Lifecycle
from tilaus.order import PAYABLE
from tilaus.table import HISTORY, OVER
from tilaus.verify.tables.abstract import (
    YES,
    Action,
    Const,
    Expr,
    Ref,
    Var,
    every,
    less,
    minus,
    no,
    same,
    smaller,
    some,
)
from tilaus.verify.tables.facts import GIVEN, NONE, Seen, Shape, amounts, formula, owed, subject
from tilaus.verify.tables.steps import subjects


def born(table: Lifecycle) -> str:
    """Return the state in which a subject begins."""
    return next(s.name for s in table.states.values() if s.kind == "initial")


def _is_next(shape: Shape, machine: str, nth: int) -> Expr:
    """Write that a payment or refund is the next that may come into being."""
    before = YES if nth == 1 else no(same(Var(subject(machine, nth - 1)), Const(NONE)))
    return every((before, same(Var(subject(machine, nth)), Const(NONE))))


def added_payments(shape: Shape) -> Iterator[Action]:
    """Let the customer pay what is missing, once no other payment may still bring money."""
    missing = minus(Const(shape.bounds.due), Ref("order_captured"))
    for p in shape.payments:
        name = subject("payment", p)
        others = (no(shape.kinds("payment", other, PAYABLE)) for other in shape.payments)
        guard = (
            _is_next(shape, "payment", p),
            shape.kinds("order", 0, {"initial"}),
            *others,
            less(Const(0), missing),
        )
        new = ((name, Const(born(shape.tables.payment))), (f"{name}_asked", missing))
        if p > 1:
            note = "The customer pays another way."
            by = frozenset({"customer", "guest"})
            yield Action(f"{name.capitalize()}_is_added", name, guard, new, note, by)


def requested_refunds(shape: Shape) -> Iterator[Action]:
    """Let staff request what is left of an ended item, or what is owed of it, of one payment."""
    for r in shape.refunds:
        for i in shape.items:
            for p in shape.payments:
                for words, worth in _worths(shape, i):
                    yield _requested(shape, r, i, p, words, worth)


def _worths(shape: Shape, item: int) -> Iterator[tuple[str, Expr]]:
    covered = amounts(shape, GIVEN, item=item)
    yield "all", minus(Const(shape.bounds.item_total), covered)
    if shape.bounds.quantity > 1:
        yield "what_is_owed", minus(owed(shape, item), covered)


def _requested(shape: Shape, r: int, item: int, payment: int, words: str, worth: Expr) -> Action:
    name = subject("refund", r)
    amount = smaller(worth, Ref(f"payment{payment}_room"))
    guard = (
        _is_next(shape, "refund", r),
        shape.kinds("item", item, OVER),
        Var(f"payment{payment}_applied"),
        shape.kinds("payment", payment, {"finished"}),
        less(Const(0), amount),
    )
    return Action(
        f"{name.capitalize()}_of_{words}_of_item{item}_from_payment{payment}",
        name,
        guard,
        _new_refund(shape, r, payment, item, amount),
        "Staff, or an answer to a question, request it; the amount is reserved.",
        frozenset({"staff"}),
    )


def _new_refund(
    shape: Shape, r: int, payment: int, item: int, amount: Expr
) -> tuple[tuple[str, Expr], ...]:
    name = subject("refund", r)
    return (
        (name, Const(born(shape.tables.refund))),
        (f"{name}_payment", Const(payment)),
        (f"{name}_item", Const(item)),
        (f"{name}_amount", amount),
    )


def returned_surplus(shape: Shape) -> Iterator[Action]:
    """Send money back that the order does not need, at once; guards are without the settling."""
    for r in shape.refunds:
        for p in shape.payments:
            name = subject("refund", r)
            left = Ref(f"payment{p}_unexplained")
            guard = (
                _is_next(shape, "refund", r),
                no(Var(f"payment{p}_applied")),
                less(Const(0), left),
            )
            yield Action(
                f"{name.capitalize()}_of_surplus_of_payment{p}",
                name,
                (every(guard),),
                _new_refund(shape, r, p, 0, left),
                "The order does not need this money: it goes back.",
                frozenset({"system"}),
            )


def answers(shape: Shape) -> Iterator[Action]:
    """Let messages come that no row accepts: nothing changes but what was heard."""
    for machine, nth in subjects(shape):
        table = shape.tables[machine]
        for message in table.messages:
            grouped: dict[tuple[str, bool], list[Expr]] = {}
            for (state, name), found in table.answers.items():
                if name == message:
                    key = found.answer, _is_overheard(table, state, message, found.answer)
                    grouped.setdefault(key, []).append(
                        _unaccepted(shape, machine, nth, state, name)
                    )
            for (answer, is_lost), where in grouped.items():
                yield _heard(subject(machine, nth), message, answer, some(where), is_lost=is_lost)


def _unaccepted(shape: Shape, machine: str, nth: int, state: str, message: str) -> Expr:
    table = shape.tables[machine]
    rows = [r for r in table.rows(state) if r.trigger == table.messages[message]]
    seen = Seen(shape)
    accepted = some(formula(seen, machine, row.guard, nth) for row in rows)
    return every((same(Var(subject(machine, nth)), Const(state)), no(accepted)))


def _is_overheard(table: Lifecycle, state: str, message: str, answer: str) -> bool:
    """Tell whether news is taken for known that is the opposite of what is known."""
    ends = {
        table.kind(row.target)
        for row in table.transitions
        if row.trigger == table.messages[message] and row.target != HISTORY
    }
    opposite = {"finished": "failed", "failed": "finished"}.get(table.kind(state))
    return answer == "duplicate" and opposite in ends


def _heard(name: str, message: str, answer: str, where: Expr, *, is_lost: bool) -> Action:
    lost = "_and_lost" if is_lost else ""
    note = _HEARD[answer]
    return Action(
        f"{name.capitalize()}_hears_{message}_{answer}{lost}",
        name,
        (where,),
        (("overheard", YES),) if is_lost else (),
        note,
        frozenset({"processor", "server"}),
    )


_HEARD: Mapping[str, str] = {
    "duplicate": "Known already: nothing changes.",
    "park": "It contradicts what is known: staff are alerted.",
    "refuse": "It cannot be true: the sender is told.",
}
