"""The table model: the four tables of any shop as one small finite machine, for three engines.

Every row of every table, for every subject, is one guarded action over a handful of bounded
counters. Rows that the kernel takes by itself come first, those of the order before the others, as
`tilaus.decide.draft` settles; only then may people and the world do something. A message from the
world may come at any time that its row allows, one action for each number that it may report.

It is an abstraction, and knows less than the decider: no processing fees and charges, no
questions, no deadlines but those that may pass at any time, no erasing and no forcing, one instance
for all items and no queue before it, money that comes too late goes back (and is never parked or
revived), a refund stands for one item. What the decider does in one step besides the row itself is
here: calling off an order calls off its items and gives up money that came in part. The refunds
that calling off requests are steps of their own here. The real `decide` and `evolve` are explored
by `tilaus.verify.explore`; this model is what engines of others can check, and agree about.
"""

from collections.abc import Iterable, Iterator

from tilaus.lifecycles import MACHINES, Lifecycles
from tilaus.record import replace
from tilaus.table import HISTORY
from tilaus.verify.tables.abstract import (
    NO,
    Action,
    Definition,
    Duty,
    Expr,
    Model,
    Op,
    Ref,
    Var,
    Variable,
    every,
    minus,
    no,
    some,
)
from tilaus.verify.tables.facts import (
    FACTS,
    NONE,
    REPORTED,
    Seen,
    Shape,
    TableBounds,
    TableModelError,
    amounts,
    check_bounds,
    formula,
    room,
    subject,
)
from tilaus.verify.tables.promises import duties, promises, properties
from tilaus.verify.tables.steps import Step, calling_off, steps, subjects, updates
from tilaus.verify.tables.world import (
    added_payments,
    answers,
    born,
    requested_refunds,
    returned_surplus,
)

SETTLED, ORDER_SETTLED = Ref("settled"), Ref("order_settled")
"""Whether the kernel has nothing left to do by itself: at all, and with the order."""


def table_model(tables: Lifecycles, bounds: TableBounds) -> Model:
    """Make the table model of a shop's lifecycles.

    Raises:
        TableModelError: the bounds are out of their limits, a name cannot be printed, or a guard
            reads a fact that the model does not hold.
    """
    check_bounds(bounds)
    _check_names(tables)
    shape = Shape(tables, bounds)
    own, mays = _by_itself(shape)
    world = (*_by_hand(shape), *added_payments(shape), *requested_refunds(shape), *answers(shape))
    actions = (*own, *(_once_settled(action) for action in world if NO not in action.guard))
    note = "The kernel takes an automatic row at once: before anything else may happen."
    return _pruned(
        Model(
            _title(bounds),
            tuple(_variables(shape)),
            (*definitions(shape), *mays, *_settled(mays)),
            actions,
            promises(shape),
            Duty("System", tuple(action.name for action in own), note),
            duties(shape, actions),
            properties(shape),
        )
    )


def _title(bounds: TableBounds) -> str:
    counts = {"item": bounds.items, "payment": bounds.payments, "refund": bounds.refunds}
    named = [f"{n or 'no'} {what}{'s' if n > 1 else ''}" for what, n in counts.items()]
    return f"{', '.join(named)}; {bounds.quantity} x {bounds.price} for each item"


def _check_names(tables: Lifecycles) -> None:
    for machine in MACHINES:
        table = tables[machine]
        for name in (*table.states, *table.triggers, *table.messages):
            if not (name.isidentifier() and name.isascii()):
                raise TableModelError(
                    f"cannot make a model of the {machine}: it has the name {name[:40]!r}; "
                    "names of letters a to z, digits and _ are possible"
                )
        if machine != "order" and any(row.target == HISTORY for row in table.transitions):
            raise TableModelError(
                f"cannot make a model of the {machine}: a row leads to {HISTORY}; "
                "only the order remembers where it was parked"
            )


def _variables(shape: Shape) -> Iterator[Variable]:
    tables, bounds = shape.tables, shape.bounds
    money, yes_no = tuple(range(bounds.due + 1)), (False, True)

    def states(machine: str, *more: str) -> tuple[str, ...]:
        return (*more, *tables[machine].states)

    held = (r for r in tables.order.transitions if r.target in tables.order.states)
    parking = dict.fromkeys(r.trigger for r in held if tables.order.kind(r.target) == "held")
    yield Variable("order", "order", born(tables.order), states("order"))
    yield Variable("held_from", "order", NONE, states("order", NONE))
    yield Variable("held_by", "order", NONE, (NONE, *parking))
    for i in shape.items:
        name = subject("item", i)
        yield Variable(name, name, born(tables.item), states("item"))
        yield Variable(f"{name}_handed_over", name, False, yes_no)
        yield Variable(f"{name}_delivered", name, 0, tuple(range(bounds.quantity + 1)))
    for p in shape.payments:
        name, is_first = subject("payment", p), p == 1
        begins = born(tables.payment) if is_first else NONE
        yield Variable(name, name, begins, states("payment", NONE))
        yield Variable(f"{name}_asked", name, bounds.due if is_first else 0, money)
        yield Variable(f"{name}_captured", name, 0, money)
        yield Variable(f"{name}_applied", name, False, yes_no)
    for r in shape.refunds:
        name = subject("refund", r)
        yield Variable(name, name, NONE, states("refund", NONE))
        yield Variable(f"{name}_payment", name, 0, tuple(range(bounds.payments + 1)))
        yield Variable(f"{name}_item", name, 0, tuple(range(bounds.items + 1)))
        yield Variable(f"{name}_amount", name, 0, money)
    yield Variable("overheard", "heard", False, yes_no)


def definitions(shape: Shape) -> Iterator[Definition]:
    """Define what guards read, under the names of the tables."""
    seen = Seen(shape)
    for p in shape.payments:
        note = "what it can still give: captured, not refunded and not in flight"
        yield Definition(f"payment{p}_room", room(shape, p), note)
        every_kind = {s.kind for s in shape.tables.refund.states.values()}
        asked = amounts(shape, every_kind, payment=p)
        left = minus(Var(f"payment{p}_captured"), asked)
        yield Definition(f"payment{p}_unexplained", left, "captured, and no refund was ever asked")
    for machine, nth in subjects(shape):
        declared = shape.tables[machine].facts
        for name, fact in FACTS[machine].items():
            if name not in REPORTED:
                note = declared[name].note if name in declared else ""
                yield Definition(f"{subject(machine, nth)}_{name}", fact(seen, nth), note)
    yield from calling_off(shape)


def _by_itself(shape: Shape) -> tuple[tuple[Action, ...], tuple[Definition, ...]]:
    """List the steps that the kernel takes by itself, and for each when it may be taken."""
    found: list[Action] = []
    mays: list[Definition] = []
    for step in steps(shape):
        if step.row.automatic is None or step.reported:
            continue
        here = step.subject, step.row.source
        earlier = [no(Ref(f"may_{a.name}")) for a in found if (a.group, *a.row[2:3]) == here]
        automatic = formula(step.seen, step.machine, step.row.automatic, step.nth)
        may = every((step.is_here, automatic, step.guard, *earlier))
        if may != NO:
            mays.append(Definition(f"may_{step.name}", may))
            found.append(_own(step, mays[-1]))
    for action in returned_surplus(shape):
        mays.append(Definition(f"may_{action.name}", every(action.guard)))
        found.append(replace(action, guard=(ORDER_SETTLED, Ref(mays[-1].name))))
    return tuple(found), tuple(mays)


def _own(step: Step, may: Definition) -> Action:
    first = () if step.machine == "order" else (ORDER_SETTLED,)
    guard = (*first, Ref(may.name))
    by = frozenset({"system"})
    return Action(step.name, step.subject, guard, updates(step), step.row.note, by, step.row_id)


def _settled(mays: Iterable[Definition]) -> tuple[Definition, ...]:
    of_order = [Ref(may.name) for may in mays if may.name.startswith("may_Order_")]
    others = [Ref(may.name) for may in mays if Ref(may.name) not in of_order]
    return (
        Definition("order_settled", no(some(of_order)), "the order takes no step by itself"),
        Definition(
            "settled",
            every((ORDER_SETTLED, no(some(others)))),
            "nothing takes a step by itself: now people and the world may",
        ),
    )


def _by_hand(shape: Shape) -> Iterator[Action]:
    """List the rows that people and the world may take."""
    for step in steps(shape):
        by = step.row.by - {"system"}
        if by:
            is_both = step.row.automatic is not None
            name = f"{step.name}{'_by_hand' if is_both else ''}"
            guard = (step.is_here, step.guard)
            row = step.row_id
            yield Action(name, step.subject, guard, updates(step), step.row.note, by, row)


def _once_settled(action: Action) -> Action:
    """Let an action wait for the kernel; where it begins is asked first, because that is quick."""
    here, *others = action.guard
    return replace(action, guard=(here, SETTLED, *others))


def _pruned(model: Model) -> Model:
    """Leave out the definitions that nothing reads."""
    known = {definition.name: definition for definition in model.definitions}
    wanted = [ref for expr in _expressions(model) for ref in refs(expr)]
    used: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in used:
            used.add(name)
            wanted += refs(known[name].expr)
    return replace(model, definitions=tuple(d for n, d in known.items() if n in used))


def _expressions(model: Model) -> Iterator[Expr]:
    for action in model.actions:
        yield from (*action.guard, *(expr for _, expr in action.updates))
    yield from (promise.expr for promise in model.promises)
    for found in model.properties:
        yield from (found.when, found.then)


def refs(expr: Expr) -> Iterator[str]:
    """List the definitions that an expression reads."""
    if isinstance(expr, Ref):
        yield expr.name
    elif isinstance(expr, Op):
        for part in expr.args:
            yield from refs(part)
