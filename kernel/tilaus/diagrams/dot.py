"""A lifecycle in the DOT language of Graphviz (https://graphviz.org/doc/info/lang.html)."""

from typing import Literal

from tilaus.diagrams.figure import UNMARKED, Arrow, Box, Marks, arrows, born, boxes
from tilaus.diagrams.legend import printable, sentences
from tilaus.lifecycle import Lifecycle

Direction = Literal["LR", "TB"]
"""Where a lifecycle runs: from left to right, or from top to bottom."""


def draw(lifecycle: Lifecycle, marks: Marks = UNMARKED, direction: Direction = "LR") -> str:
    """Draw a lifecycle as text that Graphviz reads; what the letters mean follows as comments.

    Deterministic: equal tables and marks give equal texts. States in which the work has ended have
    a double line; a way back, to where a state was entered from, is dashed; what no row of the
    table explains is dotted. Of a path, states and arrows are bold and the present state is filled.
    Each of `boxes` and `arrows` has its place there as its id: `s0`, `s1` ..., `a0`, `a1` ....
    """
    lines = [f"digraph {_quoted(lifecycle.name)} {{"]
    lines += [f"    rankdir={direction}", "    ranksep=0.25", "    nodesep=0.3"]
    lines += ['    node [shape=box, style=rounded, fontname="Helvetica", margin="0.15,0.09"]']
    lines += ['    edge [fontname="Helvetica"]', '    "[*]" [shape=point, width=0.12, label=""]']
    shown = list(boxes(lifecycle, marks))
    names = {box.name: box.name if box.kind else f"({n})" for n, box in enumerate(shown)}
    lines += [f"    {_quoted(names[box.name])} {_look(n, box)}" for n, box in enumerate(shown)]
    lines += [f'    "[*]" -> {_quoted(names[name])}' for name in born(lifecycle)]
    for n, arrow in enumerate(arrows(lifecycle, marks)):
        ends = f"{_quoted(names[arrow.source])} -> {_quoted(names[arrow.target])}"
        lines.append(f"    {ends} {_course(n, arrow)}")
    lines += [f"    // {' '.join(sentence.split())}" for sentence in sentences(lifecycle)]
    return "\n".join([*lines, "}", ""])


def second_line(box: Box) -> str:
    """Return what stands below a caption: the state's name and kind, as programs know it."""
    return f"{box.name}: {box.kind}" if box.kind else "not in this lifecycle"


def _look(place: int, box: Box) -> str:
    styles = ["rounded", *(["bold"] if box.is_visited else []), *(["filled"] if box.is_now else [])]
    styles += [] if box.kind else ["dotted"]
    style = f', style="{",".join(styles)}"' if styles[1:] else ""
    double = ", peripheries=2" if box.is_over else ""
    return f'[id="s{place}", label={_quoted(box.caption, second_line(box))}{style}{double}]'


def _course(place: int, arrow: Arrow) -> str:
    styles = ["bold"] if arrow.steps else []
    styles += ["dashed"] if arrow.is_way_back else []
    styles += [] if arrow.edges else ["dotted"]
    style = f', style="{",".join(styles)}"' if styles else ""
    # The spaces keep a title off the lines beside it.
    label = _quoted(*(f" {title} " for title in arrow.titles))
    return f'[id="a{place}", label={label}{style}]'


def _quoted(*lines: str) -> str:
    """Write a quoted string; backslashes are escaped too, because labels give them a meaning."""
    escaped = (printable(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'
