"""A lifecycle and a `transitions.Machine` made of the other agree on every step, both ways."""

import enum
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from transitions import Machine, MachineError
from transitions.extensions.nesting import HierarchicalMachine

from tilaus.bridge import BridgeError, Supplement, from_declaration, from_machine, to_machine
from tilaus.guards import points
from tilaus.lifecycle import Blocked, Lifecycle, LifecycleError
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND
from tilaus.table import HISTORY, ROLES, Fact, State, origins
from tilaus.table import transition as row

SHIPPED = (ORDER, ITEM, PAYMENT, REFUND)
TESTED = {lifecycle.name: lifecycle for lifecycle in SHIPPED}
REFUSED = "refused"


class Model:
    """A user's own object: it has a state, and says what guards may read."""

    def __init__(self, state: str = "") -> None:
        self.state = state
        self.held_from = ""
        self.seen: Mapping[str, int] = {}

    def facts(self, name: str) -> int:
        return self.seen.get(name, 0)


def booleans(lifecycle: Lifecycle) -> frozenset[str]:
    return frozenset(fact.name for fact in lifecycle.facts.values() if fact.kind == "yes_no")


def guard_outcomes(lifecycle: Lifecycle, state: str, trigger: str) -> list[Mapping[str, int]]:
    """Return facts for every combination of guard outcomes that is possible."""
    guards = [r.guard for r in lifecycle.rows(state) if r.trigger == trigger]
    found: dict[tuple[bool, ...], Mapping[str, int]] = {}
    for point in points(*guards, booleans=booleans(lifecycle)):
        outcome = tuple(guard.holds(point.__getitem__) for guard in guards)
        found.setdefault(outcome, point)
    return list(found.values())


def target(found: Any, came_from: str) -> str:
    """Say where a lifecycle's step leads, or that it is refused."""
    if isinstance(found, Blocked):
        return REFUSED
    return came_from or REFUSED if found.target == HISTORY else str(found.target)


def taken(model: Any, trigger: Callable[[], bool]) -> str:
    """Say where a machine's step led, or that it was refused."""
    try:
        return str(model.state) if trigger() else REFUSED
    except MachineError:
        return REFUSED


# ------------------------------------------------------------------- from a lifecycle to a machine


@pytest.mark.parametrize("machine", TESTED)
def test_a_machine_of_a_shipped_table_takes_the_same_steps(machine: str) -> None:
    compared = sum(1 for _ in compare_with_machine(TESTED[machine]))
    assert compared >= len(TESTED[machine].states) * len(TESTED[machine].triggers) * len(ROLES)


def compare_with_machine(lifecycle: Lifecycle) -> Iterator[None]:
    model = Model()
    to_machine(lifecycle, model)
    for state, trigger in product(lifecycle.states, lifecycle.triggers):
        for came_from in ("", *origins(lifecycle.transitions, state)):
            for seen, role in product(guard_outcomes(lifecycle, state, trigger), ROLES):
                model.state, model.held_from, model.seen = state, came_from, seen
                ours = lifecycle.step(state, trigger, role, model.facts)
                theirs = taken(model, partial(getattr(model, trigger), role=role))
                assert theirs == target(ours, came_from), f"{state} {trigger} {role} {seen}"
                yield


def test_a_held_thing_goes_back_to_where_it_was_held_from() -> None:
    for before in ("pending", "processing"):
        order: Any = Model(before)
        to_machine(ORDER, order)
        assert order.state == before
        assert order.hold(role="staff")
        assert order.held_from == before
        assert order.resume(role="staff")
        assert order.state == before


class Parcel:
    """A model whose facts are an attribute and a method, and whose role is an attribute."""

    role = "staff"
    weight = 3

    def __init__(self, *, paid: bool) -> None:
        self.paid = paid

    def is_paid(self) -> bool:
        return self.paid


PARCEL = Lifecycle(
    "parcel",
    [State("packed", "initial", "Packed"), State("sent", "finished", "Sent")],
    [row("send", "packed", "sent", "is_paid and weight <= 3", by="staff")],
    [Fact("is_paid", "yes_no", "it is paid"), Fact("weight", "number", "in kilograms")],
)


def test_guards_read_the_attributes_and_methods_of_a_model() -> None:
    paid: Any = Parcel(paid=True)
    unpaid: Any = Parcel(paid=False)
    to_machine(PARCEL, paid, unpaid)
    assert paid.send()
    assert paid.state == "sent"
    assert not unpaid.send()
    assert unpaid.state == "packed"


def test_the_role_of_the_call_goes_before_that_of_the_model() -> None:
    parcel: Any = Parcel(paid=True)
    to_machine(PARCEL, parcel)
    assert not parcel.may_send(role="guest")
    assert parcel.may_send()


def test_callbacks_and_another_name_for_the_state_are_the_users_to_choose() -> None:
    seen: list[str] = []
    parcel: Any = Parcel(paid=True)
    machine = to_machine(
        PARCEL,
        parcel,
        model_attribute="status",
        before_state_change=lambda event: seen.append(event.event.name),
    )
    parcel.send()
    assert (parcel.status, seen) == ("sent", ["send"])
    assert from_machine(machine, Supplement("parcel", facts=PARCEL.facts.values())).states


# fmt: off
MISFITS = [
    # the model                                                    what the sentence says
    (type("Thing", (), {"weight": 1}),                   "a Thing has no attributes is_paid; add them, or a method `facts` from a name to a number"),
    (type("Thing", (), {"facts": None, "send": 1}),      "a Thing has no attributes is_paid, weight; add them"),
    (type("Thing", (Model,), {"send": 1}),               "a Thing already has send, where triggers would go; rename them in the model"),
]
# fmt: on


@pytest.mark.parametrize(("kind", "sentence"), MISFITS)
def test_a_model_that_does_not_fit_is_refused(kind: type, sentence: str) -> None:
    with pytest.raises(BridgeError) as caught:
        to_machine(PARCEL, kind())
    assert str(caught.value).startswith(f"cannot make a machine of parcel: {sentence}")


def test_a_step_that_nobody_asks_for_is_refused_with_the_roles_that_there_are() -> None:
    order: Any = Model()
    to_machine(ORDER, order)
    with pytest.raises(
        BridgeError, match=r"cannot hold: None is no role; pass role=\.\.\., or give"
    ):
        order.hold()


def test_a_fact_that_is_no_whole_number_is_refused() -> None:
    parcel: Any = Parcel(paid=True)
    parcel.weight = "heavy"
    to_machine(PARCEL, parcel)
    with pytest.raises(
        BridgeError, match="fact weight: the model's weight is 'heavy', not a whole"
    ):
        parcel.send()


def test_a_state_to_begin_in_that_is_not_there_is_refused() -> None:
    with pytest.raises(BridgeError, match="no state 'lost' to begin in; states are packed, sent"):
        to_machine(PARCEL, Parcel(paid=True), initial="lost")


# ------------------------------------------------------------------- from a machine to a lifecycle

CONDITIONS = ("c0", "c1", "c2")


@st.composite
def declarations(draw: st.DrawFn) -> tuple[list[Any], list[Any]]:
    """Draw a small machine in any of the forms that the package takes, with a way to its end."""
    names = [f"s{n}" for n in range(draw(st.integers(2, 4)))]
    states = [{"name": name} if draw(st.booleans()) else name for name in names]
    rows = [draw(_rows(tuple(names))) for _ in range(draw(st.integers(0, 6)))]
    return states, [*rows, *(["next", a, b] for a, b in pairwise(names))]


@st.composite
def _rows(draw: st.DrawFn, names: tuple[str, ...]) -> dict[str, Any]:
    one = draw(st.sampled_from(names[:-1]))
    found = {
        "trigger": draw(st.sampled_from(["next", "jump", "loop"])),
        "source": [one, names[0]] if draw(st.booleans()) and one != names[0] else one,
        "dest": draw(st.sampled_from([*names, "=", None])),
        "conditions": draw(st.sampled_from([*CONDITIONS, ["c0", "c1"]])),
    }
    return found | {"unless": "c2"} if draw(st.booleans()) else found


class Switches:
    """A model with one method for each condition."""

    def __init__(self) -> None:
        self.on: dict[str, bool] = {}

    def c0(self) -> bool:
        return self.on["c0"]

    def c1(self) -> bool:
        return self.on["c1"]

    def c2(self) -> bool:
        return self.on["c2"]


@settings(max_examples=100)
@given(declarations())
def test_a_lifecycle_of_any_machine_takes_the_same_steps(
    declared: tuple[list[Any], list[Any]],
) -> None:
    states, rows = declared
    try:
        lifecycle = from_declaration(states, rows, "s0")
    except (BridgeError, LifecycleError):
        assume(False)
    model = Switches()
    machine = Machine(model, states, transitions=rows, initial="s0", auto_transitions=False)
    again = from_machine(machine)
    assert again.transitions == lifecycle.transitions
    assert again.states == lifecycle.states
    for state, trigger in product(lifecycle.states, lifecycle.triggers):
        for values in product((False, True), repeat=len(CONDITIONS)):
            model.on = dict(zip(CONDITIONS, values, strict=True))
            machine.set_state(state, model)
            ours = lifecycle.step(state, trigger, "system", lambda name: model.on[name])
            assert taken(model, getattr(model, trigger)) == target(ours, "")


@settings(max_examples=40)
@given(declarations())
def test_a_machine_of_a_lifecycle_of_any_machine_takes_the_same_steps(
    declared: tuple[list[Any], list[Any]],
) -> None:
    try:
        lifecycle = from_declaration(*declared, "s0")
    except (BridgeError, LifecycleError):
        assume(False)
    assert sum(1 for _ in compare_with_machine(lifecycle)) > 0


@pytest.mark.parametrize("machine", TESTED)
def test_a_table_comes_back_from_its_machine_as_it_was(machine: str) -> None:
    lifecycle = TESTED[machine]
    made = to_machine(lifecycle, Model())
    back = from_machine(made, Supplement(lifecycle.name, facts=lifecycle.facts.values()))
    assert back.transitions == lifecycle.transitions
    assert back.states == lifecycle.states
    assert back.facts == lifecycle.facts


def test_a_row_that_the_user_adds_to_the_machine_of_a_table_is_read_too() -> None:
    made = to_machine(PARCEL, Model())
    made.add_state("lost")
    made.add_transition("lose", "packed", "lost", conditions="is_stolen")
    back = from_machine(made, Supplement(facts=PARCEL.facts.values()))
    assert back.states["lost"].kind == "finished"
    assert back.transitions[-1].guard.text == "is_stolen"


class Light(enum.Enum):
    """States may be members of an Enum."""

    GREEN = 1
    RED = 2


def test_states_may_be_an_enum_and_jumps_that_the_package_adds_are_left_out() -> None:
    rows: list[Any] = [["stop", Light.GREEN, Light.RED]]
    machine = Machine(None, Light, initial=Light.GREEN, transitions=rows)
    lifecycle = from_machine(machine)
    assert [(s.name, s.kind) for s in lifecycle.states.values()] == [
        ("GREEN", "initial"),
        ("RED", "finished"),
    ]
    assert lifecycle.triggers == ("stop",)


def test_what_a_declaration_does_not_say_is_said_in_the_supplement() -> None:
    lifecycle = from_declaration(
        ["cart", "parked", "paid"],
        [["park", "cart", "parked"], ["pay", ["cart", "parked"], "paid"], ["undo", "paid", "cart"]],
        "cart",
        Supplement(
            "basket", {"parked": "held", "paid": "finished"}, {"undo": "staff manager"}, ["undo"]
        ),
    )
    assert lifecycle.name == "basket"
    assert [s.kind for s in lifecycle.states.values()] == ["initial", "held", "finished"]
    by = {r.trigger: r.by for r in lifecycle.transitions}
    assert by["undo"] == {"staff", "manager"}
    assert by["pay"] == {"system"}
    assert [r.trigger for r in lifecycle.transitions if r.reopens] == ["undo"]


def test_of_rows_that_may_all_be_taken_the_first_one_is() -> None:
    rows: list[Any] = [
        {"trigger": "go", "source": "a", "dest": "b", "conditions": "c0", "unless": "c1"},
        {"trigger": "go", "source": "a", "dest": "c", "conditions": "c2"},
        ["end", ["b", "c"], "d"],
    ]
    lifecycle = from_declaration(["a", "b", "c", "d"], rows, "a")
    assert [r.guard.text for r in lifecycle.transitions[:2]] == [
        "c0 and not c1",
        "c2 and not (c0 and not c1)",
    ]


# fmt: off
UNTRANSLATABLE = [
    # states                           rows                                                                    the sentence
    (["a", "b"],                       [["go", "a", "b", lambda: True]],                                       "a -go-> b: the condition <lambda> is not the name of a fact; write the name of a method or an attribute of the model"),
    (["a", "b"],                       [["go", "a", "b", "module.function"]],                                  "a -go-> b: the condition module.function is not the name of a fact"),
    (["a", "b"],                       [["go", "a", "b", "and"]],                                              "cannot write the conditions as a guard: cannot read the guard 'and'"),
    (["a", "b"],                       [["go", "a", "b"], ["go", "a", "a"]],                                   "a -go->: a row after one without conditions can never be taken; remove it, or write it first"),
    (["b"],                            [],                                                                     "there is no state 'a' to begin in; states are b"),
    (["a", "a"],                       [],                                                                     "cannot read the declaration: a state is declared twice; name each once"),
    (["a", {"name": "b", "children": ["x"]}], [],                                                              "state 'b' has states within it: write each as a state of its own"),
    (["a", {"nome": "b"}],             [],                                                                     "cannot read the declaration: "),
    (["a"],                            ["go"],                                                                 "cannot read the declaration: "),
    (["a"],                            [["state", "a", "a"]],                                                  "cannot read the declaration: Trigger name cannot be same as model attribute name."),
    ([7],                              [],                                                                     "cannot read the declaration: "),
    (7,                                [],                                                                     "cannot read the declaration: "),
    (["a"],                            7,                                                                      "cannot read the declaration: "),
]
# fmt: on


@pytest.mark.parametrize(("states", "rows", "sentence"), UNTRANSLATABLE)
def test_what_cannot_be_translated_is_refused(states: Any, rows: Any, sentence: str) -> None:
    with pytest.raises(BridgeError) as caught:
        from_declaration(states, rows, "a")
    assert str(caught.value).startswith(sentence)


def test_states_within_states_are_refused() -> None:
    nested = HierarchicalMachine(None, ["a", {"name": "b", "children": ["x"]}], initial="a")
    with pytest.raises(BridgeError, match="state 'b' has states within it"):
        from_machine(nested)


def test_something_else_than_a_machine_is_refused() -> None:
    with pytest.raises(BridgeError, match=r"a transitions.Machine is expected, not a dict"):
        from_machine({})  # type: ignore[arg-type]


def test_a_table_that_cannot_be_trusted_is_refused_with_every_problem() -> None:
    with pytest.raises(LifecycleError) as caught:
        from_declaration(["a", "b", "c"], [["go", "a", "b"], ["go", "b", "a"]], "a")
    assert caught.value.problems == [
        "state c: no transition leads to it from an initial state",
        "state a: from here no finished, failed or closed state can be reached",
        "state b: from here no finished, failed or closed state can be reached",
    ]


def test_the_callers_declaration_is_not_changed() -> None:
    states: list[dict[str, Any]] = [{"name": "a"}, {"name": "b"}]
    from_declaration(states, [["go", "a", "b"]], "a")
    assert states == [{"name": "a"}, {"name": "b"}]
