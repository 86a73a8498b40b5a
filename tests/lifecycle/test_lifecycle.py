"""A lifecycle finds the row, or says why there is none, in a documented order of precedence."""

import pytest

from tilaus.guards import Failure
from tilaus.lifecycle import Blocked, Lifecycle, Option
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND, SHIPPED, Lifecycles
from tilaus.table import Answer, Fact, State, Transition
from tilaus.table import transition as row

# fmt: off
GATE = Lifecycle(
    "gate",
    states=[
        State("shut",  "initial",  "Shut"),
        State("ajar",  "active",   "Ajar"),
        State("gone",  "finished", "Gone"),
    ],
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
    state: str, trigger: str, role: str | None, oiled: int, keys: int, said: str
) -> None:
    found = GATE.step(state, trigger, role, {"oiled": oiled, "keys": keys}.__getitem__)
    if isinstance(found, Transition):
        assert found.target == said
    else:
        assert f"{found.code}: {', '.join(f.guard for f in found.failed)}" == said
        assert (found.state, found.trigger) == (state, trigger)


@pytest.mark.parametrize(("state", "oiled", "keys", "trigger"), AUTOMATIC)
def test_of_the_automatic_rows_the_first_whose_formulas_hold_is_taken(
    state: str, oiled: int, keys: int, trigger: str | None
) -> None:
    found = GATE.automatic(state, {"oiled": oiled, "keys": keys}.__getitem__)
    assert (found.trigger if found else None) == trigger
    assert GATE.has_automatic(state) == (state != "gone")


@pytest.mark.parametrize(("state", "oiled", "said"), ANSWERS)
def test_a_message_is_accepted_or_answered(state: str, oiled: int, said: str) -> None:
    found = GATE.answer(state, "pushed", {"oiled": oiled, "keys": 0}.__getitem__)
    assert said == (found.answer if isinstance(found, Answer) else found.target)


def test_every_row_is_an_option_with_what_stands_in_its_way() -> None:
    found = GATE.options("shut", "staff", {"oiled": 1, "keys": 1}.__getitem__)
    assert [(o.transition.trigger, o.is_permitted, o.is_open) for o in found] == [
        ("push", True, True),
        ("push", False, False),
        ("remove", False, False),
        ("rot", False, False),
    ]
    assert found[2] == Option(GATE.rows("shut")[2], (Failure("keys > 1", {"keys": 1}),), False)
    assert [o.is_open for o in GATE.options("shut", None, lambda name: 9)] == [
        True,
        False,
        True,
        True,
    ]


def test_no_fact_is_read_where_no_guard_needs_it() -> None:
    def nothing(name: str) -> int:
        raise AssertionError(name)

    assert isinstance(GATE.step("ajar", "slam", "staff", nothing), Transition)
    assert isinstance(GATE.step("ajar", "push", "staff", nothing), Blocked)
    assert isinstance(GATE.step("shut", "push", "guest", nothing), Blocked)
    assert GATE.automatic("gone", nothing) is None


def test_a_state_tells_its_kind_and_whether_the_work_has_ended() -> None:
    assert [GATE.kind(s) for s in GATE.states] == ["initial", "active", "finished"]
    assert [GATE.is_over(s) for s in GATE.states] == [False, False, True]
    assert GATE.triggers == ("push", "slam", "remove", "rot")


def test_a_shop_may_replace_one_machine_and_keep_the_others() -> None:
    mine = Lifecycles(order=GATE)
    assert [mine[m] for m in ("order", "item", "payment", "refund")] == [
        GATE,
        ITEM,
        PAYMENT,
        REFUND,
    ]
    assert SHIPPED["order"] is ORDER
