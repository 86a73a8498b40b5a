"""A lifecycle finds the row, or says why there is none, in a documented order of precedence."""

from typing import Any

import pytest

from tilaus.guards import Failure
from tilaus.lifecycle import Blocked, Lifecycle, Option
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND, SHIPPED, Lifecycles
from tilaus.table import Answer, Fact, State, Transition
from tilaus.table import transition as row

# fmt: off
STATES = [
    State("shut",  "initial",  "Shut"),
    State("ajar",  "active",   "Ajar"),
    State("gone",  "finished", "Gone"),
]


@pytest.fixture
def gate() -> Lifecycle:
    """Build a small machine anew, so that every test is also one of the building."""
    return Lifecycle(
        "gate",
        states=STATES,
        transitions=[
            row("push",   "shut",      "ajar", "oiled",            by="staff"),
            row("push",   "shut",      "gone", "not oiled",        by="manager"),
            row("slam",   "ajar",      "shut",                     by="staff guest"),
            row("remove", "shut ajar", "gone", "keys > 1",         by="manager system", automatic="oiled"),
            row("rot",    "shut",      "gone", "keys > 5",         by="system",         automatic=""),
        ],
        facts=[Fact("oiled", "yes_no", "oiled"), Fact("keys", "number", "keys")],
        messages={"pushed": "push"},
        answers=[Answer("ajar", "pushed", "duplicate"), Answer("gone", "pushed", "refuse"), Answer("shut", "pushed", "park")],
    )


STEPS = [
    # state   trigger    role        oiled  keys   where it leads, or the code and the guards that failed
    ("shut",  "push",    "staff",    1,     0,     "ajar"),
    ("shut",  "push",    "manager",  0,     0,     "gone"),
    ("shut",  "push",    "staff",    0,     0,     "guard_failed: oiled"),
    ("shut",  "push",    "manager",  1,     0,     "guard_failed: not oiled"),
    ("shut",  "push",    None,       1,     0,     "ajar"),
    ("shut",  "push",    None,       0,     0,     "gone"),
    ("shut",  "push",    "guest",    0,     0,     "not_permitted: "),
    ("shut",  "slam",    "guest",    0,     0,     "no_transition: "),
    ("shut",  "fly",     "guest",    0,     0,     "unknown_trigger: "),
    ("gone",  "push",    "staff",    1,     0,     "no_transition: "),
    ("ajar",  "remove",  "manager",  0,     1,     "guard_failed: keys > 1"),
    ("ajar",  "remove",  "guest",    0,     1,     "not_permitted: "),
    ("ajar",  "remove",  "system",   0,     2,     "gone"),
]

AUTOMATIC = [
    # state   oiled  keys   the row that takes itself
    ("shut",  0,     0,     None),
    ("shut",  1,     1,     None),
    ("shut",  0,     2,     None),
    ("shut",  1,     2,     "remove"),
    ("shut",  0,     6,     "rot"),
    ("shut",  1,     6,     "remove"),
    ("ajar",  1,     2,     "remove"),
    ("gone",  1,     9,     None),
]

ANSWERS = [
    # state   oiled  what becomes of the message `pushed`
    ("shut",  1,     "ajar"),
    ("shut",  0,     "gone"),
    ("ajar",  0,     "duplicate"),
    ("gone",  1,     "refuse"),
]
# fmt: on


@pytest.mark.parametrize(("state", "trigger", "role", "oiled", "keys", "said"), STEPS)
def test_a_step_is_taken_or_the_first_reason_against_it_is_named(
    gate: Lifecycle, state: str, trigger: str, role: str | None, oiled: int, keys: int, said: str
) -> None:
    found = gate.step(state, trigger, role, {"oiled": oiled, "keys": keys}.__getitem__)
    if isinstance(found, Transition):
        assert found.target == said
    else:
        assert f"{found.code}: {', '.join(f.guard for f in found.failed)}" == said
        assert (found.state, found.trigger) == (state, trigger)


@pytest.mark.parametrize(("state", "oiled", "keys", "trigger"), AUTOMATIC)
def test_of_the_automatic_rows_the_first_whose_formulas_hold_is_taken(
    gate: Lifecycle, state: str, oiled: int, keys: int, trigger: str | None
) -> None:
    found = gate.automatic(state, {"oiled": oiled, "keys": keys}.__getitem__)
    assert (found.trigger if found else None) == trigger
    assert gate.has_automatic(state) == (state != "gone")


@pytest.mark.parametrize(("state", "oiled", "said"), ANSWERS)
def test_a_message_is_accepted_or_answered(
    gate: Lifecycle, state: str, oiled: int, said: str
) -> None:
    found = gate.answer(state, "pushed", {"oiled": oiled, "keys": 0}.__getitem__)
    assert said == (found.answer if isinstance(found, Answer) else found.target)


def test_every_row_is_an_option_with_what_stands_in_its_way(gate: Lifecycle) -> None:
    found = gate.options("shut", "staff", {"oiled": 1, "keys": 1}.__getitem__)
    assert [(o.transition.trigger, o.is_permitted, o.is_open) for o in found] == [
        ("push", True, True),
        ("push", False, False),
        ("remove", False, False),
        ("rot", False, False),
    ]
    assert found[2] == Option(gate.rows("shut")[2], (Failure("keys > 1", {"keys": 1}),), False)
    assert [o.is_open for o in gate.options("shut", None, lambda name: 9)] == [
        True,
        False,
        True,
        True,
    ]


def test_no_fact_is_read_where_no_guard_needs_it(gate: Lifecycle) -> None:
    def nothing(name: str) -> int:
        raise AssertionError(name)

    assert isinstance(gate.step("ajar", "slam", "staff", nothing), Transition)
    assert isinstance(gate.step("ajar", "push", "staff", nothing), Blocked)
    assert isinstance(gate.step("shut", "push", "guest", nothing), Blocked)
    assert gate.automatic("gone", nothing) is None


def test_a_lifecycle_tells_its_name_its_triggers_and_which_states_are_over(gate: Lifecycle) -> None:
    assert [gate.kind(s) for s in gate.states] == ["initial", "active", "finished"]
    assert [gate.is_over(s) for s in gate.states] == [False, False, True]
    assert gate.triggers == ("push", "slam", "remove", "rot")
    assert gate.name == "gate"


def test_a_shop_may_replace_one_machine_and_keep_the_others(gate: Lifecycle) -> None:
    mine = Lifecycles(order=gate)
    assert [mine[m] for m in ("order", "item", "payment", "refund")] == [
        gate,
        ITEM,
        PAYMENT,
        REFUND,
    ]
    assert SHIPPED["order"] is ORDER


def built(like: Lifecycle, **changes: Any) -> Lifecycle:
    """Build a machine from the parts of another, some of them changed."""
    parts = {
        "name": like.name,
        "states": like.states.values(),
        "transitions": [like.transitions],
        "facts": like.facts.values(),
        "messages": like.messages,
        "answers": like.answers.values(),
    }
    return Lifecycle(**{**parts, **changes})


def test_two_lifecycles_are_equal_when_all_of_their_tables_are(gate: Lifecycle) -> None:
    same, again = gate, built(gate)
    assert gate == same
    assert gate == again
    assert hash(gate) == hash(again)
    assert len({gate, again, built(gate, name="door")}) == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "door"},
        {"states": [State("shut", "initial", "Closed"), *STATES[1:]]},
        {"facts": [Fact("oiled", "yes_no", "greased"), Fact("keys", "number", "keys")]},
        {"messages": {}, "answers": []},
        {"answers": [Answer(state, "pushed", "park") for state in ("ajar", "gone", "shut")]},
    ],
)
def test_two_lifecycles_differ_when_any_of_their_tables_does(
    gate: Lifecycle, changes: dict[str, Any]
) -> None:
    assert gate != built(gate, **changes)


def test_the_order_of_rows_counts_and_a_lifecycle_is_nothing_else(gate: Lifecycle) -> None:
    assert gate != built(gate, transitions=[reversed(gate.transitions)])
    assert gate != "gate"


def test_a_state_is_called_by_its_label_and_an_unknown_one_by_its_name(gate: Lifecycle) -> None:
    assert gate.label("ajar") == "Ajar"
    assert gate.label("off_its_hinges") == "off_its_hinges"


def test_a_lifecycle_tells_which_roles_may_trigger_something_at_all(gate: Lifecycle) -> None:
    assert gate.roles("push") == {"staff", "manager"}
    assert gate.roles("rot") == {"system"}
    assert gate.roles("fly") == frozenset()


def test_a_state_that_the_table_does_not_have_has_no_options(gate: Lifecycle) -> None:
    assert gate.options("off_its_hinges", None, lambda name: 9) == ()


def test_the_hash_of_a_structure_is_the_same_for_ever_because_orders_remember_it(
    gate: Lifecycle,
) -> None:
    assert gate.structure == "e64367ab3d878f745e57e42c473d3582bc7337d4cc99e3ca25167fe2a92fba78"
    relabelled = [State("shut", "initial", "Closed"), *STATES[1:]]
    assert built(gate, states=relabelled).structure == gate.structure


def test_a_structure_names_the_effects_of_a_row_in_their_order() -> None:
    (fail,) = (r for r in ITEM.transitions if (r.trigger, r.source) == ("fail", "pending"))
    told = [line for line in ITEM._structure() if line.startswith("row fail pending ")]
    assert told == [
        (
            f"row fail pending {fail.target} ({fail.guard.text}) - {','.join(sorted(fail.by))} "
            "tell:item-cancelled,alert:item-cancelled False"
        )
    ]
