"""A table that cannot be trusted is refused when it is built, and the sentence names the cure."""

from collections.abc import Iterable

import pytest

from tilaus.lifecycle import Lifecycle, LifecycleError
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND
from tilaus.table import (
    HISTORY,
    KINDS,
    ROLES,
    Answer,
    Fact,
    State,
    Transition,
    answer_grid,
    origins,
)
from tilaus.table import transition as row

Row = list[Transition]

BORN_DONE = "born:initial done:finished"
GO = row("go", "born", "done", by="staff")


def table(
    states: str, *rows: Row, facts: str = "", messages: str = "", answers: str = ""
) -> Lifecycle:
    """Build a small machine of `name:kind`, `message:trigger` and `state/message:answer`."""
    return Lifecycle(
        "small",
        [State(name, kind, name.title()) for name, kind in _pairs(states)],
        rows,
        [Fact(name, kind, "a fact") for name, kind in _pairs(facts)],
        dict(_pairs(messages)),
        [Answer(*_halves(where, "/"), answer) for where, answer in _pairs(answers)],
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    return [_halves(word, ":") for word in text.split()]


def _halves(word: str, between: str) -> tuple[str, str]:
    left, _, right = word.partition(between)
    return left, right


def problems(states: str, *rows: Row, **rest: str) -> list[str]:
    """Return everything for which a small machine is refused."""
    with pytest.raises(LifecycleError) as caught:
        table(states, *rows, **rest)
    return caught.value.problems


# fmt: off
NAMES = [
    # what is wrong                 states                                rows                                                  the only problem
    ("a state twice",               "born:initial done:finished done:finished", [GO],                                           "state done: declared twice"),
    ("a state's name is no word",   "born:initial half-done:finished",    [row("go", "born", "half-done", by="staff")],         "state 'half-done': write its name in snake_case"),
    ("a state's kind is unknown",   "born:initial done:odd",              [GO],                                                 "state done: unknown kind 'odd'; kinds are initial, waiting, active, held, finished, failed, closed"),
    ("nothing can be born",         "born:active done:finished",          [GO],                                                 "no state is of the kind initial: nothing could be born"),
    ("there are no states",         "",                                   [],                                                   "no state is of the kind initial: nothing could be born"),
    ("a source is unknown",         BORN_DONE,                            [GO, row("go", "lost", "done", by="staff")],          "lost -go-> done: unknown state 'lost'; states are born, done"),
    ("a target is unknown",         BORN_DONE,                            [GO, row("lose", "born", "lost", by="staff")],        "born -lose-> lost: unknown state 'lost'; states are born, done"),
    ("history is no source",        BORN_DONE,                            [GO, row("go", HISTORY, "done", by="staff")],         "(before) -go-> done: unknown state '(before)'; states are born, done"),
    ("nobody may",                  BORN_DONE,                            [row("go", "born", "done", by="")],                   "born -go-> done: nobody may trigger it; name at least one role in `by`"),
    ("a role is unknown",           BORN_DONE,                            [row("go", "born", "done", by="staff cook")],         "born -go-> done: unknown role 'cook'; roles are customer, guest, staff, manager, processor, server, clock, system"),
    ("a guard's fact is unknown",   BORN_DONE,                            [row("go", "born", "done", "ready", by="staff")],     "born -go-> done: unknown fact 'ready'; facts are n, yes"),
    ("an automatic fact is unknown", BORN_DONE,                           [row("go", "born", "done", by="system", automatic="ready")], "born -go-> done: unknown fact 'ready'; facts are n, yes"),
    ("automatic, without system",   BORN_DONE,                            [row("go", "born", "done", by="staff", automatic="")], "born -go-> done: is automatic, so `by` must name system"),
]

TWO = "born:initial done:finished lost:failed"
LOSE = row("lose", "born", "lost", by="staff")
HELD = "born:initial kept:held done:finished"
KEEP = row("keep", "born", "kept", by="staff")

GRAPH = [
    # what is wrong                     states                              rows                                                        the only problem
    ("a state is never reached",        TWO,                                [GO],                                                       "state lost: no transition leads to it from an initial state"),
    ("only an island leads there",      BORN_DONE + " a:active b:active",   [GO, row("on", "a", "b", by="staff"), row("on", "b", "a", by="staff"), row("go", "a b", "done", by="staff")], ("state a: no transition leads to it from an initial state", "state b: no transition leads to it from an initial state")),
    ("a state is a trap",               "born:initial trap:active done:finished", [GO, row("fall", "born", "trap", by="staff")],        "state trap: from here no finished, failed or closed state can be reached"),
    ("two states go round for ever",    "born:initial a:active b:active done:finished", [GO, row("on", "born b", "a", by="staff"), row("on", "a", "b", by="staff")], ("state a: from here no finished, failed or closed state can be reached", "state b: from here no finished, failed or closed state can be reached")),
    ("there is no end at all",          "born:initial",                     [row("stay", "born", "born", by="staff")],                  "state born: from here no finished, failed or closed state can be reached"),
    ("history leads to no beginning",   "born:initial done:finished kept:held", [GO, row("keep", "done", "kept", by="staff", reopens=True), row("back", "kept", HISTORY, by="staff")], "state kept: from here no finished, failed or closed state can be reached"),
    ("finished is left for active",     BORN_DONE,                          [GO, row("again", "done", "born", by="staff")],             "done -again-> born: leaves a state in which the work has ended; declare `reopens`"),
    ("failed is left for held",         "born:initial kept:held lost:failed", [LOSE, KEEP, row("keep", "lost", "kept", by="staff"), row("lose", "kept", "lost", by="staff")], "lost -keep-> kept: leaves a state in which the work has ended; declare `reopens`"),
    ("closed is left for another end",  "born:initial shut:closed done:finished", [row("shut", "born", "shut", by="staff"), row("open", "shut", "done", by="staff")], "shut -open-> done: leaves a state in which the work has ended; declare `reopens`"),
    ("no number is between",            BORN_DONE,                          [row("go", "born", "done", "n > 3 and n < 4", by="staff")], "born -go-> done: its guard can never be true: n > 3 and n < 4"),
    ("no yes is above one",             BORN_DONE,                          [row("go", "born", "done", "yes > 1", by="staff")],         "born -go-> done: its guard can never be true: yes > 1"),
    ("no number is below none",         BORN_DONE,                          [row("go", "born", "done", "n < 0", by="staff")],           "born -go-> done: its guard can never be true: n < 0"),
    ("two rows always apply",           TWO,                                [GO, LOSE, row("go", "born", "lost", by="staff")],          "born -go-> done and born -go-> lost: both guards hold when always; make them exclusive"),
    ("two rows apply for some facts",   TWO,                                [row("go", "born", "done", "n >= 2", by="staff"), row("go", "born", "lost", "n <= 2", by="staff")], "born -go-> done and born -go-> lost: both guards hold when n = 2; make them exclusive"),
    ("two rows apply, roles or not",    TWO,                                [row("go", "born", "done", "yes", by="staff"), row("go", "born", "lost", by="guest")], "born -go-> done and born -go-> lost: both guards hold when yes = 1; make them exclusive"),
]

ANSWERS = [
    # what is wrong                     rows                                                            messages    answers                      the only problem
    ("a pair has no answer",            [GO],                                                           "went:go",  "",                          "state done: has no answer to went where no row accepts it"),
    ("a guarded pair has no answer",    [row("go", "born", "done", "yes", by="staff")],                 "went:go",  "done/went:duplicate",       "state born: has no answer to went where no row accepts it"),
    ("an answer never applies",         [GO],                                                           "went:go",  "done/went:park born/went:park", "state born: always accepts went, so its answer never applies"),
    ("an answer twice",                 [GO],                                                           "went:go",  "done/went:park done/went:park", "answer for (done, went): declared twice"),
    ("an answer of an unknown state",   [GO],                                                           "went:go",  "done/went:park lost/went:park", "answer for (lost, went): there is no such state or message"),
    ("an answer to an unknown message", [GO],                                                           "went:go",  "done/went:park born/came:park", "answer for (born, came): there is no such state or message"),
    ("an unknown answer",               [GO],                                                           "went:go",  "done/went:shrug",           "answer for (done, went): 'shrug' is none of duplicate, park, refuse"),
]
# fmt: on

FACTS = "n:number yes:yes_no"


@pytest.mark.parametrize(
    ("states", "rows", "sentence"), [c[1:] for c in NAMES], ids=[c[0] for c in NAMES]
)
def test_a_table_with_a_wrong_name_is_refused(states: str, rows: list[Row], sentence: str) -> None:
    assert problems(states, *rows, facts=FACTS) == [sentence]


@pytest.mark.parametrize(
    ("states", "rows", "sentences"), [c[1:] for c in GRAPH], ids=[c[0] for c in GRAPH]
)
def test_a_table_that_leads_nowhere_or_two_ways_at_once_is_refused(
    states: str, rows: list[Row], sentences: str | tuple[str, ...]
) -> None:
    expected = [sentences] if isinstance(sentences, str) else list(sentences)
    assert problems(states, *rows, facts=FACTS) == expected


@pytest.mark.parametrize(
    ("rows", "messages", "answers", "sentence"),
    [c[1:] for c in ANSWERS],
    ids=[c[0] for c in ANSWERS],
)
def test_a_table_that_leaves_a_message_open_is_refused(
    rows: list[Row], messages: str, answers: str, sentence: str
) -> None:
    found = problems(BORN_DONE, *rows, facts=FACTS, messages=messages, answers=answers)
    assert found == [sentence]


def test_a_fact_of_an_unknown_kind_is_refused() -> None:
    assert problems(BORN_DONE, GO, facts="n:float") == [
        "fact n: unknown kind 'float'; kinds are yes_no, number, amount"
    ]


def test_a_state_without_a_label_is_refused() -> None:
    states = [State("born", "initial", "Born"), State("done", "finished", "")]
    with pytest.raises(LifecycleError) as caught:
        Lifecycle("small", states, [GO])
    assert caught.value.problems == ["state done: has no label for customers to read"]


def test_an_unknown_effect_is_refused_and_the_known_ones_are_named() -> None:
    (sentence,) = problems(BORN_DONE, row("go", "born", "done", by="staff", effects="dance"))
    head, _, known = sentence.partition("; effects are ")
    assert head == "born -go-> done: unknown effect 'dance'"
    assert known.startswith("create_payment, capture_payment, ")


def test_everything_that_is_wrong_is_said_at_once_under_the_name_of_the_machine() -> None:
    with pytest.raises(LifecycleError) as caught:
        table("born:odd done:finished", row("go", "born", "done", by="cook", automatic=""))
    assert caught.value.name == "small"
    assert str(caught.value).splitlines() == [
        "the small lifecycle cannot be used:",
        f"  state born: unknown kind 'odd'; kinds are {', '.join(KINDS)}",
        "  no state is of the kind initial: nothing could be born",
        f"  born -go-> done: unknown role 'cook'; roles are {', '.join(ROLES)}",
        "  born -go-> done: is automatic, so `by` must name system",
    ]


def test_the_graph_is_looked_at_only_where_every_name_is_right() -> None:
    assert problems(TWO, row("go", "born", "done", by="")) == [
        "born -go-> done: nobody may trigger it; name at least one role in `by`"
    ]


def test_a_state_from_which_only_history_leads_is_no_trap_where_it_was_entered_alive() -> None:
    machine = table(HELD, GO, KEEP, row("back", "kept", HISTORY, by="staff"))
    assert origins(machine.transitions, "kept") == ("born",)


def test_history_does_not_lead_back_to_what_was_reopened() -> None:
    keep = row("keep", "born done", "kept", by="staff", reopens=True)
    assert origins([*GO, *keep], "kept") == ()


def test_leaving_an_end_is_allowed_where_it_is_declared() -> None:
    machine = table(BORN_DONE, GO, row("again", "done", "born", by="staff", reopens=True))
    assert machine.step("done", "again", "staff", lambda name: 0) == machine.transitions[1]


def test_an_end_may_follow_upon_an_end_that_is_not_closed() -> None:
    assert table(TWO, GO, row("lose", "done", "lost", by="staff")).is_over("lost")


def test_a_trigger_may_have_rows_that_exclude_each_other() -> None:
    machine = table(
        TWO,
        row("go", "born", "done", "yes and n > 1", by="staff"),
        row("go", "born", "lost", "yes and n <= 1", by="staff"),
        facts=FACTS,
    )
    assert [r.target for r in machine.rows("born")] == ["done", "lost"]


# fmt: off
GRIDS = [
    # what is wrong          grid                                    what is said
    ("a cell is missing",    "went came\n born d",                   "answers of state born: 2 cells of d, p, r or - expected"),
    ("a cell too many",      "went\n born d p",                      "answers of state born: 1 cells of d, p, r or - expected"),
    ("an unknown letter",    "went came\n born d x",                 "answers of state born: 2 cells of d, p, r or - expected"),
]
# fmt: on


@pytest.mark.parametrize(("grid", "sentence"), [c[1:] for c in GRIDS], ids=[c[0] for c in GRIDS])
def test_a_crooked_grid_of_answers_is_refused(grid: str, sentence: str) -> None:
    with pytest.raises(ValueError, match="cells of d, p, r or - expected") as caught:
        answer_grid(grid)
    assert str(caught.value) == sentence


def test_a_grid_says_duplicate_park_and_refuse_and_leaves_out_what_is_always_accepted() -> None:
    assert answer_grid("a b c d\n born d p r -") == [
        Answer("born", "a", "duplicate"),
        Answer("born", "b", "park"),
        Answer("born", "c", "refuse"),
    ]


SHIPPED = pytest.mark.parametrize("machine", [ORDER, ITEM, PAYMENT, REFUND], ids=lambda m: m.name)


def rebuilt(machine: Lifecycle, states: Iterable[State], answers: Iterable[Answer]) -> Lifecycle:
    """Build a shipped machine anew, with other states or answers."""
    facts = machine.facts.values()
    return Lifecycle("rebuilt", states, [machine.transitions], facts, machine.messages, answers)


@SHIPPED
def test_a_shipped_table_is_refused_when_any_of_its_states_is_taken_out(machine: Lifecycle) -> None:
    states, answers = machine.states.values(), machine.answers.values()
    assert rebuilt(machine, states, answers).states == machine.states
    for missing in states:
        with pytest.raises(LifecycleError, match=f"unknown state '{missing.name}'"):
            rebuilt(machine, [s for s in states if s is not missing], answers)


@SHIPPED
def test_a_shipped_table_is_refused_when_any_of_its_answers_is_taken_out(
    machine: Lifecycle,
) -> None:
    states, answers = machine.states.values(), machine.answers.values()
    for missing in answers:
        expected = f"state {missing.state}: has no answer to {missing.message} where no row"
        with pytest.raises(LifecycleError, match=expected):
            rebuilt(machine, states, [a for a in answers if a is not missing])
