"""The table model holds what the tables say, its promises hold, and a fault in a table is found."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.verify.worlds import (
    FAULTS,
    NO_REFUND,
    ONE_OF_EACH,
    PAIR,
    PARTS,
    QUEUE,
    WORLDS,
    model,
    walked,
)

from tilaus.facts import FACTS, View
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import ITEM, MACHINES, SHIPPED
from tilaus.money import currency
from tilaus.order import Covered, Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.table import Fact, State, transition
from tilaus.verify.tables.abstract import (
    YES,
    Action,
    Const,
    Duty,
    Model,
    Op,
    Promise,
    Var,
    Variable,
    every,
    follows,
    less,
    no,
    one_of,
    same,
    some,
    total,
)
from tilaus.verify.tables.facts import NONE, Seen, Shape, TableBounds, TableModelError
from tilaus.verify.tables.facts import fact as expression
from tilaus.verify.tables.fairness import Fairness, endless_run
from tilaus.verify.tables.maude import maude
from tilaus.verify.tables.model import definitions, table_model
from tilaus.verify.tables.steps import subjects
from tilaus.verify.tables.tla import tla, tla_config
from tilaus.verify.tables.walk import Fault, Machine, WalkTooLong, walk
from tilaus.verify.tables.walk import State as Cells

T0 = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("world", WORLDS)
def test_the_promises_hold_in_every_state_of_the_tables_that_ship(world: str) -> None:
    assert walked(WORLDS[world]).fault is None


# fmt: off
LIVENESS = [
    # world      fairness  what fails
    (NO_REFUND,   "strong", []),
    (ONE_OF_EACH, "strong", []),
    (QUEUE,       "strong", []),
    (PARTS,       "strong", []),
    (PAIR,        "strong", []),
    (NO_REFUND,   "weak",   ["EveryPaidOrderEnds"]),
    (ONE_OF_EACH, "weak",   ["EveryPaidOrderEnds", "EveryRefund1Ends"]),
    (QUEUE,       "weak",   ["EveryPaidOrderEnds", "EveryWaitingItem1StartsOrEnds", "EveryWaitingItem2StartsOrEnds"]),
]
# fmt: on


@pytest.mark.parametrize(("bounds", "fairness", "fails"), LIVENESS)
def test_all_that_must_happen_does_if_what_is_possible_again_and_again_is_done(
    bounds: TableBounds, fairness: Fairness, fails: list[str]
) -> None:
    made, seen = model(bounds), walked(bounds)
    found = [p.name for p in made.properties if endless_run(made, seen, p, fairness)]
    assert found == fails


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_in_the_tables_is_found(what: str) -> None:
    fault = FAULTS[what]
    made, seen = model(fault.bounds, fault.tables()), walked(fault.bounds, fault.tables())
    if fault.finding.startswith("Every"):
        assert seen.fault is None
        wanted = next(p for p in made.properties if p.name == fault.finding)
        found = endless_run(made, seen, wanted, "strong")
        assert found is not None
        assert _leads_there(made, found.way) in found.states
    else:
        assert seen.fault is not None
        assert seen.fault.promise == fault.finding
        assert _leads_there(made, seen.fault.path)


def _leads_there(made: Model, path: tuple[tuple[str, Cells], ...]) -> Cells:
    """Follow a path by its actions, and see that it is one."""
    machine = Machine(made)
    state = machine.initial
    for name, after in path:
        assert after in [s for n, s in machine.steps(state) if made.actions[n].name == name]
        state = after
    return state


# ------------------------------------------------------------------ the model beside the kernel


@pytest.mark.parametrize("bounds", [ONE_OF_EACH, PARTS, QUEUE], ids=["one", "parts", "queue"])
def test_every_fact_is_what_the_kernel_says_of_the_same_order(bounds: TableBounds) -> None:
    shape, made = Shape(SHIPPED, bounds), model(bounds)
    facts = replace(made, definitions=tuple(definitions(shape)), actions=(), promises=())
    machine, names = Machine(facts), [v.name for v in made.variables]
    for state in walked(bounds).states:
        cells = dict(zip(names, state, strict=True))
        order = _order(bounds, cells)
        looked_at = machine.cells(state)
        for kind, nth in subjects(shape):
            part = {"order": order}.get(kind) or getattr(order, kind)(str(nth))
            for name, fact in FACTS[kind].items() if part else ():
                for reported in (1, 2) if name in ("advances", "raises") else (0,):
                    view = View(order, Policy(), T0, reported=reported)
                    seen = Seen(shape, reported)
                    told = machine.reader(expression(seen, kind, name, nth))(looked_at)
                    assert told == fact(view, part), (kind, name, reported, cells)


def _order(bounds: TableBounds, cells: dict[str, int | str]) -> Order:
    """Build the order that a state stands for."""

    def place(machine: str, name: str) -> dict[str, Any]:
        status = str(cells[name])
        return {"status": status, "kind": SHIPPED[machine].kind(status)}

    def number(name: str) -> int:
        return int(cells[name])

    items = tuple(
        Item(
            str(n),
            "service",
            "target",
            bounds.quantity,
            bounds.price,
            bounds.item_total,
            instance="shared" if bounds.is_shared else str(n),
            delivered=number(f"item{n}_delivered"),
            handed_over=bool(cells[f"item{n}_handed_over"]),
            **place("item", f"item{n}"),
        )
        for n in range(1, bounds.items + 1)
    )
    payments = tuple(
        Payment(
            str(n),
            "card",
            "sandbox",
            number(f"payment{n}_asked"),
            0,
            T0,
            T0,
            captured_minor=number(f"payment{n}_captured"),
            is_applied=bool(cells[f"payment{n}_applied"]),
            **place("payment", f"payment{n}"),
        )
        for n in range(1, bounds.payments + 1)
        if cells[f"payment{n}"] != NONE
    )
    refunds = tuple(
        _refund(
            n,
            number(f"refund{n}_payment"),
            number(f"refund{n}_item"),
            number(f"refund{n}_amount"),
            place("refund", f"refund{n}"),
        )
        for n in range(1, bounds.refunds + 1)
        if cells[f"refund{n}"] != NONE
    )
    held: dict[str, Any] = {n: str(cells[n]).replace(NONE, "") for n in ("held_from", "held_by")}
    customer = Customer("guest@customer.example")
    return Order(
        "o1",
        1,
        currency("EUR"),
        customer,
        items,
        T0,
        T0,
        payments=payments,
        refunds=refunds,
        **held,
        **place("order", "order"),
    )


def _refund(n: int, payment: int, item: int, amount: int, place: dict[str, Any]) -> Refund:
    covers = (Covered("item", str(item), amount),) if item else ()
    return Refund(
        str(n),
        str(payment),
        "original",
        amount,
        amount,
        T0,
        T0,
        covers=covers,
        is_surplus=not item,
        **place,
    )


def test_every_row_is_an_action_unless_it_comes_with_another_or_its_guard_cannot_hold() -> None:
    made = model(replace(PAIR, quantity=2, is_partial=True))
    present = {action.row[:1] + action.row[3:] for action in made.actions if action.row}
    missing = {
        (machine, row.trigger)
        for machine in MACHINES
        for number, row in enumerate(SHIPPED[machine].transitions)
        if (machine, number) not in present
    }
    assert missing == {("item", "call_off")}


# --------------------------------------------------------------------------- what cannot be made


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        (TableBounds(items=0), "cannot make a model with 0 for items: 1 to 4 are possible"),
        (TableBounds(refunds=9), "cannot make a model with 9 for refunds: 0 to 4 are possible"),
        (TableBounds(price=-1), "cannot make a model with -1 for price: 1 to 100 are possible"),
    ],
)
def test_bounds_that_nobody_would_come_to_the_end_of_are_refused(
    bounds: TableBounds, sentence: str
) -> None:
    with pytest.raises(TableModelError, match=sentence):
        table_model(SHIPPED, bounds)


def test_a_fact_that_the_model_does_not_hold_is_refused() -> None:
    fact = Fact("moon", "yes_no", "the moon is full")
    rows = [*ITEM.transitions, *transition("howl", "completed", "cancelled", "moon", by="staff")]
    strange = Lifecycle(
        "item",
        ITEM.states.values(),
        [rows],
        [*ITEM.facts.values(), fact],
        ITEM.messages,
        ITEM.answers.values(),
    )
    with pytest.raises(TableModelError, match="no fact 'moon' of the item"):
        table_model(replace(SHIPPED, item=strange), ONE_OF_EACH)


def test_a_name_that_cannot_be_printed_is_refused() -> None:
    states = [*ITEM.states.values(), State("väntar", "failed", "Waits")]
    rows = [*ITEM.transitions, *transition("park", "pending", "väntar", by="staff")]
    answers = [
        *ITEM.answers.values(),
        *(replace(a, state="väntar") for a in ITEM.answers.values() if a.state == "completed"),
    ]
    strange = Lifecycle("item", states, [rows], ITEM.facts.values(), ITEM.messages, answers)
    with pytest.raises(TableModelError, match="it has the name 'väntar'"):
        table_model(replace(SHIPPED, item=strange), ONE_OF_EACH)


def test_a_walk_that_is_too_long_ends() -> None:
    with pytest.raises(WalkTooLong):
        walk(model(ONE_OF_EACH), limit=100)


# ------------------------------------------------------------------------------- counting, texts


def counter(promise: Op | Const = YES) -> Model:
    """Make a model that counts to three: in two ways that are the same, or not at all."""
    n = Var("n")
    up = Action("Up", "n", (less(n, Const(3)),), (("n", total((n, Const(1)))),))
    actions = (up, replace(up, name="Again"), Action("Stay", "n", (), ()))
    promises = (Promise("Small", promise, ""),)
    variables = (Variable("n", "n", 0, (0, 1, 2, 3)),)
    return Model("a counter", variables, (), actions, promises, Duty("System", (), ""), (), ())


def test_an_edge_counts_also_where_it_changes_nothing_or_leads_where_another_does() -> None:
    seen = walk(counter())
    assert (len(seen.states), seen.edges, seen.depth) == (4, 3 * 3 + 1, 3)


def test_the_way_to_a_broken_promise_is_a_shortest_one() -> None:
    promise = less(Var("n"), Const(2))
    assert isinstance(promise, Op)
    assert walk(counter(promise)).fault == Fault("Small", (("Up", (1,)), ("Up", (2,))))


def test_a_value_out_of_its_range_is_found() -> None:
    wide = counter()
    narrow = replace(wide, variables=(replace(wide.variables[0], domain=(0, 1)),))
    found = walk(narrow).fault
    assert found is not None
    assert found.promise == "TypeOK"


def test_expressions_leave_out_what_is_settled() -> None:
    a, b = same(Var("x"), Const(1)), Var("b")
    assert every([YES, a, every([b, a])]) == Op("and", (a, b))
    assert some([a, no(no(a))]) == a
    assert some([a, YES]) == YES
    assert follows(YES, a) == a
    assert one_of(Var("x"), ["p"]) == same(Var("x"), Const("p"))
    assert total([Const(0), Var("x"), Const(2), Const(3)]) == Op("+", (Var("x"), Const(5)))


def test_the_same_tables_give_the_same_text() -> None:
    again = table_model(SHIPPED, ONE_OF_EACH)
    assert tla(again) == tla(model(ONE_OF_EACH))
    assert maude(again) == maude(model(ONE_OF_EACH))


def test_a_row_reads_in_tla_as_it_does_in_the_table() -> None:
    text = tla(model(ONE_OF_EACH))
    assert DELIVER in text
    assert (
        'may_Order_confirm_from_pending == order = "pending" /\\ order_due <= order_captured'
        in text
    )
    assert max(len(line) for line in text.splitlines()) <= 100


DELIVER = """
\\* All units were delivered. (manager, server, staff)
Item1_deliver_from_processing ==
    /\\ item1 = "processing"
    /\\ settled
    /\\ item1_handed_over
    /\\ item1_delivered' = 1
    /\\ item1' = "completed"
    /\\ UNCHANGED <<order_vars, item1_handed_over, payment1_vars, refund1_vars,
           heard_vars>>
"""


def test_a_configuration_names_what_is_to_be_checked() -> None:
    text = tla_config(model(ONE_OF_EACH), "StrongSpec", promises=False, properties=("A", "B"))
    assert text == "SPECIFICATION StrongSpec\nPROPERTIES\n    A\n    B\n"
    assert "INVARIANTS\n    TypeOK\n    RefundsStayWithinThePayment" in tla_config(model(PAIR))
