"""A lifecycle as Markdown tables: everything that its declaration says."""

from collections.abc import Iterable, Iterator, Sequence

from tilaus.diagrams.figure import UNMARKED, Marks, boxes
from tilaus.diagrams.legend import edges
from tilaus.lifecycle import Lifecycle
from tilaus.table import HISTORY, KINDS, Transition


def draw(lifecycle: Lifecycle, marks: Marks = UNMARKED) -> str:
    """Write a lifecycle as Markdown: states, transitions, facts, and answers to messages.

    Deterministic: equal tables and marks give equal texts. The letters are those of the diagrams.
    Of a path its steps are listed; what was counted stands with the states.
    """
    sections = (
        _states(lifecycle, marks),
        _steps(marks),
        _transitions(lifecycle),
        _facts(lifecycle),
        _answers(lifecycle),
    )
    return "\n".join(line for section in sections for line in section).strip() + "\n"


def _states(lifecycle: Lifecycle, marks: Marks) -> Iterator[str]:
    known = lifecycle.states
    head, rows = ["state", "kind", "label", "note"], []
    for box in boxes(lifecycle, marks):
        kind = f"{box.kind}: {KINDS[box.kind]}" if box.kind else "not in this lifecycle"
        state = known.get(box.name)
        words = (state.label, state.note) if state else ("", "")
        rows.append([box.name, kind, *words, *_now(box.name, marks)])
    head += ["now"] if _now("", marks) else []
    yield from _section(f"States of the {lifecycle.name}", rows, *head)


def _now(state: str, marks: Marks) -> list[str]:
    """Return what is now in a state: how many, or the one whose path it is; nothing unmarked."""
    here = "here" if state and state == marks.now else ""
    if marks.counts is not None:
        count = str(marks.counts.get(state, 0))
        return [f"{count}, {here}" if here else count]
    return [here] if marks.now else []


def _steps(marks: Marks) -> Iterator[str]:
    rows = [
        (str(n), "forced" if step.is_forced else step.trigger, step.source, step.target)
        for n, step in enumerate(marks.path, 1)
    ]
    yield from _section("Steps taken", rows, "", "trigger", "from", "to")


def _transitions(lifecycle: Lifecycle) -> Iterator[str]:
    rows = [
        (
            edge.letter,
            row.trigger,
            row.source,
            "where it came from" if row.target == HISTORY else row.target,
            row.guard.text,
            ", ".join(sorted(row.by)),
            _automatic(row),
            ", ".join(row.effects),
            f"{row.note}{' (reopens)' if row.reopens else ''}",
        )
        for edge in edges(lifecycle)
        for row in edge.rows
    ]
    head = ("", "trigger", "from", "to", "if", "by", "automatic", "then", "note")
    yield from _section("Transitions", rows, *head)


def _automatic(row: Transition) -> str:
    return "" if row.automatic is None else row.automatic.text or "always"


def _facts(lifecycle: Lifecycle) -> Iterator[str]:
    rows = [(f.name, f.kind, f.note) for f in lifecycle.facts.values()]
    yield from _section("Facts that guards read", rows, "fact", "kind", "note")


def _answers(lifecycle: Lifecycle) -> Iterator[str]:
    """Write the grid of messages: the guards under which a row accepts, else the answer."""
    rows = [
        (state, *(_cell(lifecycle, state, message) for message in lifecycle.messages))
        for state in lifecycle.states
        if lifecycle.messages
    ]
    yield from _section("Answers to messages", rows, "state", *lifecycle.messages)


def _cell(lifecycle: Lifecycle, state: str, message: str) -> str:
    trigger = lifecycle.messages[message]
    taken = [row for row in lifecycle.rows(state) if row.trigger == trigger]
    words = [f"{row.target}{f' if {row.guard.text}' if row.guard.text else ''}" for row in taken]
    answer = lifecycle.answers.get((state, message))
    if answer is not None:
        words.append(f"else {answer.answer}" if words else answer.answer)
    return "; ".join(words)


def _section(title: str, rows: Sequence[Sequence[str]], *head: str) -> Iterator[str]:
    if rows:
        yield f"## {_escaped(title)}"
        yield ""
        yield _line(head)
        yield _line(["---"] * len(head))
        yield from (_line(row) for row in rows)
        yield ""


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(cell: str) -> str:
    plain = " ".join(cell.split()).replace("\\", "\\\\").replace("|", "\\|")
    return plain.replace("<", "&lt;").replace("*", "\\*").replace("`", "\\`")
