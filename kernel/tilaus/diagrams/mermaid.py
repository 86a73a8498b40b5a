"""A lifecycle as a Mermaid state diagram (https://mermaid.js.org/syntax/stateDiagram.html)."""

import re
from collections.abc import Sequence

from tilaus.diagrams.figure import UNMARKED, Box, Marks, arrows, born, boxes
from tilaus.diagrams.legend import sentences
from tilaus.lifecycle import Lifecycle

_SPECIAL = re.compile(r"[^\w .,()/'=!-]")
# fmt: off
_WORDS = frozenset({
    "accdescr", "acctitle", "as", "class", "classdef", "click", "default", "direction", "end", "fork",
    "hide", "href", "join", "choice", "note", "root", "scale", "state", "style", "title",
})
# fmt: on
"""What the language keeps for itself; in any case of letters."""


def draw(lifecycle: Lifecycle, marks: Marks = UNMARKED) -> str:
    """Draw a lifecycle as text that Mermaid reads; what the letters mean follows as comments.

    Deterministic: equal tables and marks give equal texts. States in which the work has ended are
    drawn with a thick line, and those that nothing leaves lead to the final mark. Of a path the
    arrows carry the numbers of their steps, and the states it went through are filled.
    """
    shown = list(boxes(lifecycle, marks))
    names = _names([box.name for box in shown])
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_text(box.caption)}" as {names[box.name]}' for box in shown]
    lines += [f"    [*] --> {names[name]}" for name in born(lifecycle)]
    lines += [
        f"    {names[a.source]} --> {names[a.target]}: {_text(', '.join(a.titles))}"
        for a in arrows(lifecycle, marks)
    ]
    ends = [name for name in lifecycle.states if not lifecycle.rows(name)]
    lines += [f"    {names[name]} --> [*]" for name in ends]
    lines += _classes(shown, names)
    lines += [f"    %% {_comment(sentence)}" for sentence in sentences(lifecycle)]
    return "\n".join(lines) + "\n"


def _classes(shown: Sequence[Box], names: dict[str, str]) -> list[str]:
    """Declare how states look, where any state is to look so; the last one that applies wins."""
    looks = (
        ("over", "stroke-width:3px", [box for box in shown if box.is_over]),
        ("visited", "fill:#8fbce6,color:#102a43", [box for box in shown if box.is_visited]),
        ("now", "fill:#f2c14e,color:#3d2c00,stroke-width:4px", [b for b in shown if b.is_now]),
    )
    lines = []
    for name, look, members in looks:
        if members:
            lines.append(f"    classDef {name} {look}")
            lines.append(f"    class {','.join(names[box.name] for box in members)} {name}")
    return lines


def _names(states: Sequence[str]) -> dict[str, str]:
    """Name the states so that none is a word of the language, and no two are the same.

    Names are of ASCII signs only: the language reads others in some places, and not in all.
    """
    names: dict[str, str] = {}
    for name in states:
        safe = re.sub(r"[^A-Za-z0-9_]", lambda found: f"u{ord(found[0]):x}", name)
        while safe.lower() in _WORDS or (safe != name and safe in {*states, *names.values()}):
            safe += "_"
        names[name] = safe
    return names


def _text(text: str) -> str:
    """Write what Mermaid would take for its own as numbered characters."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", text)


def _comment(text: str) -> str:
    return " ".join(text.split()).replace("{", "(").replace("}", ")")
