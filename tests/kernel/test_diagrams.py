"""A lifecycle as Mermaid, DOT and Markdown: complete, deterministic, valid with any labels."""

import re
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tilaus.commands import Actor
from tilaus.diagrams import FORMATS, Marks, dot, mermaid, table
from tilaus.diagrams.figure import abridged, arrows, path_of
from tilaus.diagrams.legend import edges, sentences
from tilaus.events import Event, Moved, Noted, Recorded
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND
from tilaus.table import Answer, Fact, State
from tilaus.table import transition as row

MACHINES = {lifecycle.name: lifecycle for lifecycle in (ORDER, ITEM, PAYMENT, REFUND)}
HOSTILE = 'A "label" | with\\ ;: #35; <b>{x}</b> -->\n%% and\t*stars* `ticks`'
NAMES = ("state", "end", "note", "end_", "class", "tilä", "classDef", "over", "E")

# fmt: off
DOOR = Lifecycle(
    "door",
    states=[
        State("open",   "initial",  "Open"),
        State("held",   "held",     "Held"),
        State("locked", "finished", "Locked", "Nobody gets in."),
    ],
    transitions=[
        row("lock",   "open", "locked",   "keys > 0", by="staff system", automatic="", effects="tell:reminder", note="The key turns."),
        row("hold",   "open", "held",     by="staff"),
        row("let_go", "held", "(before)", by="staff"),
    ],
    facts=[Fact("keys", "number", "keys at hand")],
    messages={"locked": "lock"},
    answers=[Answer("open", "locked", "park"), Answer("held", "locked", "refuse"), Answer("locked", "locked", "duplicate")],
)

DOOR_MERMAID = """\
stateDiagram-v2
    state "Open" as open
    state "Held" as held
    state "Locked" as locked
    [*] --> open
    open --> locked: A lock
    open --> held: B hold
    held --> open: C let_go
    locked --> [*]
    classDef over stroke-width:3px
    class locked over
    %% A: lock, from open to locked; by staff or system; if keys > 0; automatic; asks for tell:reminder. The key turns.
    %% B: hold, from open to held; by staff.
    %% C: let_go, from held to where it came from (open); by staff.
"""

DOOR_DOT = """\
digraph "door" {
    rankdir=LR
    ranksep=0.25
    nodesep=0.3
    node [shape=box, style=rounded, fontname="Helvetica", margin="0.15,0.09"]
    edge [fontname="Helvetica"]
    "[*]" [shape=point, width=0.12, label=""]
    "open" [id="s0", label="Open\\nopen: initial"]
    "held" [id="s1", label="Held\\nheld: held"]
    "locked" [id="s2", label="Locked\\nlocked: finished", peripheries=2]
    "[*]" -> "open"
    "open" -> "locked" [id="a0", label=" A lock "]
    "open" -> "held" [id="a1", label=" B hold "]
    "held" -> "open" [id="a2", label=" C let_go ", style="dashed"]
    // A: lock, from open to locked; by staff or system; if keys > 0; automatic; asks for tell:reminder. The key turns.
    // B: hold, from open to held; by staff.
    // C: let_go, from held to where it came from (open); by staff.
}
"""

DOOR_TABLE = """\
## States of the door

| state | kind | label | note |
| --- | --- | --- | --- |
| open | initial: where it is born | Open |  |
| held | held: parked: a person or the other side of a dispute must resolve it | Held |  |
| locked | finished: ended as it was meant to | Locked | Nobody gets in. |

## Transitions

|  | trigger | from | to | if | by | automatic | then | note |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| A | lock | open | locked | keys > 0 | staff, system | always | tell:reminder | The key turns. |
| B | hold | open | held |  | staff |  |  |  |
| C | let_go | held | where it came from |  | staff |  |  |  |

## Facts that guards read

| fact | kind | note |
| --- | --- | --- |
| keys | number | keys at hand |

## Answers to messages

| state | locked |
| --- | --- |
| open | locked if keys > 0; else park |
| held | refuse |
| locked | duplicate |
"""
# fmt: on


@pytest.mark.parametrize(
    ("name", "text"), [("mermaid", DOOR_MERMAID), ("dot", DOOR_DOT), ("table", DOOR_TABLE)]
)
def test_a_small_machine_is_written_like_this(name: str, text: str) -> None:
    assert FORMATS[name](DOOR) == text


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("machine", MACHINES)
def test_writing_twice_gives_the_same_text(machine: str, name: str) -> None:
    assert FORMATS[name](MACHINES[machine]) == FORMATS[name](MACHINES[machine])


@pytest.mark.parametrize("machine", MACHINES)
def test_every_row_has_a_letter_and_every_letter_a_sentence(machine: str) -> None:
    lifecycle = MACHINES[machine]
    lettered = edges(lifecycle)
    assert sorted(map(id, (r for e in lettered for r in e.rows))) == sorted(
        map(id, lifecycle.transitions)
    )
    letters = [edge.letter for edge in lettered]
    assert len(set(letters)) == len(letters)
    assert [line.partition(":")[0] for line in sentences(lifecycle)] == letters


def hostile() -> Lifecycle:
    """A machine whose names are words of the languages, and whose texts are full of their signs."""
    kinds = {NAMES[0]: "initial", NAMES[-1]: "finished"}
    states = [State(name, kinds.get(name, "active"), HOSTILE, HOSTILE) for name in NAMES]
    rows = [row(HOSTILE, a, b, by="staff", note=HOSTILE) for a, b in pairwise(NAMES)]
    return Lifecycle(HOSTILE, states, rows)


MERMAID_LINE = re.compile(
    r"""stateDiagram-v2
    |\ {4}state\ "[\w\ .,()/'=!#;-]*"\ as\ \w+
    |\ {4}(\[\*\]|\w+)\ -->\ (\[\*\]|\w+)(:\ [\w\ .,()/'=!#;-]+)?
    |\ {4}classDef\ over\ stroke-width:3px
    |\ {4}class\ \w+(,\w+)*\ over
    |\ {4}%%\ [^{}]*""",
    re.VERBOSE,
)
DOT_STRING = r'"(?:[^"\\\n]|\\["\\n])*"'
DOT_LINE = re.compile(
    rf"""digraph\ {DOT_STRING}\ \{{
    |\ {{4}}(rankdir=LR|(rank|node)sep=[\d.]+)
    |\ {{4}}(node\ \[shape=box,\ style=rounded,\ |edge\ \[)
     fontname="Helvetica"(,\ margin="[\d.,]+")?\]
    |\ {{4}}{DOT_STRING}(\ ->\ {DOT_STRING})?
     (\ \[[a-z]+=({DOT_STRING}|[\w.]+)(,\ [a-z]+=({DOT_STRING}|[\w.]+))*\])?
    |\ {{4}}//\ .*
    |\}}""",
    re.VERBOSE,
)


@pytest.mark.parametrize("lifecycle", [*MACHINES.values(), hostile()], ids=[*MACHINES, "hostile"])
def test_every_line_is_one_of_the_language(lifecycle: Lifecycle) -> None:
    for line in mermaid.draw(lifecycle).splitlines():
        assert MERMAID_LINE.fullmatch(line), line
    for line in dot.draw(lifecycle).splitlines():
        assert DOT_LINE.fullmatch(line), line


@pytest.mark.parametrize("lifecycle", [*MACHINES.values(), hostile()], ids=[*MACHINES, "hostile"])
def test_every_line_of_a_markdown_table_has_as_many_cells_as_its_head(lifecycle: Lifecycle) -> None:
    for block in table.draw(lifecycle).split("\n\n"):
        lines = block.splitlines()
        bars = {len(re.findall(r"(?<!\\)\|", line)) for line in lines}
        assert len(bars) == 1, block
        assert lines[0].startswith(("| ", "## "))


def test_no_name_is_a_word_of_mermaid_and_none_becomes_another() -> None:
    text = mermaid.draw(hostile())
    names = re.findall(r'" as (\w+)$', text, re.MULTILINE)
    assert len(set(names)) == len(NAMES)
    assert names[:5] == ["state_", "end__", "note_", "end_", "class_"]
    assert names[5:] == ["tilue4", "classDef_", "over", "E"]


def test_text_with_signs_of_mermaid_is_written_as_numbers() -> None:
    assert '"A #34;label#34; #124; with#92; #59;#58; #35;35#59; #60;b#62;' in mermaid.draw(
        hostile()
    )


def test_more_than_26_edges_go_on_with_two_letters() -> None:
    names = [f"s{n}" for n in range(30)]
    kinds = {names[0]: "initial", names[-1]: "finished"}
    chain = Lifecycle(
        "chain",
        [State(name, kinds.get(name, "active"), name) for name in names],
        [row(f"go_{a}", a, b, by="staff") for a, b in pairwise(names)],
    )
    assert [edge.letter for edge in edges(chain)][24:] == ["Y", "Z", "AA", "AB", "AC"]


def test_rows_that_do_the_same_from_several_states_share_a_letter_and_others_do_not() -> None:
    lamp = Lifecycle(
        "lamp",
        [
            State("on", "initial", "On"),
            State("dim", "active", "Dim"),
            State("off", "finished", "Off"),
        ],
        [
            row("blink", "on dim", "=", by="staff"),
            row("turn", "on", "dim", by="staff"),
            row("turn", "dim", "off", by="staff"),
        ],
    )
    assert [[r.source for r in edge.rows] for edge in edges(lamp)] == [
        ["on", "dim"],
        ["on"],
        ["dim"],
    ]
    assert sentences(lamp)[0] == "A: blink, from on or dim to itself; by staff."


def test_a_machine_without_facts_and_messages_has_no_tables_of_them() -> None:
    text = table.draw(hostile())
    assert "## Transitions" in text
    assert "## Facts" not in text
    assert "## Answers" not in text


def test_the_order_of_the_shop_is_drawn_with_every_state_and_its_label() -> None:
    for text in (mermaid.draw(ORDER), dot.draw(ORDER), table.draw(ORDER)):
        assert all(s.name in text and s.label in text for s in ORDER.states.values())


def steps(*rows: tuple[str, str, str]) -> tuple[Moved, ...]:
    return tuple(Moved("door", "", trigger, a, b, "active") for trigger, a, b in rows)


HELD_TWICE = steps(
    ("hold", "open", "held"),
    ("let_go", "held", "open"),
    ("hold", "open", "held"),
    ("let_go", "held", "open"),
    ("lock", "open", "locked"),
)


def test_a_path_numbers_the_arrows_that_were_taken_and_marks_the_states() -> None:
    marks = Marks("locked", HELD_TWICE)
    titles = [arrow.titles for arrow in arrows(DOOR, marks)]
    assert titles == [("A lock (5)",), ("B hold (1, 3)",), ("C let_go (2, 4)",)]
    text = mermaid.draw(DOOR, marks)
    assert "open --> held: B hold (1, 3)" in text
    assert "    class open,held,locked visited\n" in text
    assert 'state "Locked (now)" as locked' in text
    assert "    class locked now\n" in text
    assert '"open" -> "held" [id="a1", label=" B hold (1, 3) ", style="bold"]' in dot.draw(
        DOOR, marks
    )
    assert "| 5 | lock | open | locked |" in table.draw(DOOR, marks)
    assert "| locked | finished: ended as it was meant to | Locked | Nobody gets in. | here |" in (
        table.draw(DOOR, marks)
    )


def test_a_step_that_was_forced_or_of_another_table_is_an_arrow_of_its_own() -> None:
    forced = Moved("door", "", "lock", "open", "locked", "finished", "", is_forced=True)
    older = Moved("door", "", "smash", "locked", "gone", "failed")
    marks = Marks("gone", (forced, older))
    found = {arrow.titles: arrow for arrow in arrows(DOOR, marks)}
    assert found["A lock",].steps == ()
    assert found["forced (1)",].edges == ()
    assert (found["smash (2)",].source, found["smash (2)",].target) == ("locked", "gone")
    assert 'state "gone (now)" as gone' in mermaid.draw(DOOR, marks)
    assert 'label="gone (now)\\nnot in this lifecycle"' in dot.draw(DOOR, marks)
    assert "| gone | not in this lifecycle |" in table.draw(DOOR, marks)


def test_counts_stand_in_every_state_and_nowhere_where_nobody_counted() -> None:
    marks = Marks(counts={"held": 12, "gone": 1})
    for text in (mermaid.draw(DOOR, marks), dot.draw(DOOR, marks)):
        for caption in ("Open: 0", "Held: 12", "Locked: 0", "gone: 1"):
            assert caption.replace(":", "#58;") in text or f'"{caption}\\n' in text
    assert "| held | held: parked: a person or the other side of a dispute must resolve it |" in (
        table.draw(DOOR, marks)
    )
    assert re.search(r"^\| held .*\| 12 \|$", table.draw(DOOR, marks), re.MULTILINE)
    assert "now" not in table.draw(DOOR)


def test_the_path_of_a_subject_is_its_own_steps_in_their_order() -> None:
    at, by = datetime(2026, 1, 5, tzinfo=UTC), Actor("staff")
    mine = [Moved("item", "1", "wait", "pending", "on_hold", "waiting")]
    mine += [Moved("item", "1", "release", "on_hold", "pending", "initial")]
    other: list[Event] = [Moved("item", "2", "start", "pending", "processing", "active")]
    other += [Noted("a word")]
    order = Moved("order", "", "hold", "pending", "on_hold", "held")
    events: list[Event] = [mine[0], other[0], order, other[1], mine[1]]
    history = [Recorded(n, at, by, event) for n, event in enumerate(events, 1)]
    assert path_of(history, "item", "1") == tuple(mine)
    assert path_of(history, "order") == (order,)
    assert path_of(history, "refund", "1") == ()


def test_two_rows_of_one_trigger_share_an_arrow_and_a_title() -> None:
    drawn = {arrow.titles for arrow in arrows(PAYMENT) if arrow.source == "created"}
    assert ("B/C authorise",) in drawn


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([1], "1"),
        ([1, 2], "1-2"),
        ([1, 3, 4, 5, 9], "1, 3-5, 9"),
        ([1, 3, 5, 7, 9], "1, 3, 5, 7, 9"),
        (list(range(1, 99, 2)), "1, 3, 5 ... 97: 49 times"),
    ],
)
def test_many_steps_at_one_arrow_are_abridged(numbers: list[int], text: str) -> None:
    assert abridged(numbers) == text
