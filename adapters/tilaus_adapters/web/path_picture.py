"""An order's own path on the machine of orders, for its customer: no row, no rule, only the way.

The states of the machine stand below each other, in the words of the page, so that a phone shows
them as large as a desk does. At the right the steps that were taken are numbered; at the left,
dashed, is where it may go from here. Nothing but text is made: Graphviz is not needed.
"""

from collections.abc import Iterator, Mapping
from html import escape

from tilaus.diagrams.figure import Box, Marks, abridged, arrows, boxes
from tilaus.diagrams.legend import printable
from tilaus.lifecycle import Lifecycle
from tilaus_adapters.svg_style import DARK, LIGHT, text_width

HEIGHT, PITCH, ROOM, TEXT = 34.0, 54.0, 14.0, 14.0
"""In points: of a box; from box to box; around a text; of its letters."""

NEAR, STEP = 16.0, 11.0
"""How far an arc between neighbours reaches out, and how much farther for each box between."""

OUT = 6.0
"""How far above or below the middle of a box an arc begins or ends, so that two never meet."""

_RULES = """\
svg { VARIABLES font: 14px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
@media (prefers-color-scheme: dark) { svg { DARK } }
text { fill: var(--soft); text-anchor: middle; }
rect { fill: none; stroke: var(--line); stroke-width: 1.2px; stroke-opacity: .45; }
path { fill: none; }
.taken path { stroke: var(--path); stroke-width: 2.4px; }
.taken polygon, .taken text { fill: var(--path); }
.taken text { text-anchor: start; font-weight: 600; }
.possible path { stroke: var(--line); stroke-width: 1.3px; stroke-dasharray: 4 4; }
.possible polygon { fill: var(--line); }
.visited rect { stroke: var(--path); stroke-opacity: 1; stroke-width: 1.8px; }
.visited text { fill: var(--ink); }
.now rect { stroke-width: 3px; }
.now text { font-weight: 650; }
"""

Arc = tuple[int, int]
"""From which box to which, by their places from above."""


def draw(lifecycle: Lifecycle, marks: Marks, labels: Mapping[str, str], heading: str) -> str:
    """Draw the path of `marks`; equal arguments give equal texts.

    Args:
        labels: what the states are called, by name; one that is missing is called by its name.
        heading: says what is shown, for whoever does not see it.
    """
    shown = list(boxes(lifecycle, marks))
    places = {box.name: n for n, box in enumerate(shown)}
    called = [printable(labels.get(box.name, box.name)) for box in shown]
    wide = max(text_width(label, TEXT * 1.1) for label in called) + 2 * ROOM
    taken, possible = _taken(marks, places), _possible(lifecycle, marks, places)
    left = max((_reach(arc) for arc in possible), default=0.0) + ROOM
    told = max((text_width(abridged(steps), TEXT) for steps in taken.values()), default=0.0)
    right = max((_reach(arc) for arc in taken), default=0.0) + told + ROOM
    width, height = left + wide + right, PITCH * (len(shown) - 1) + HEIGHT + ROOM
    body = [
        *(_arc(arc, left, -1.0, "possible", "") for arc in possible),
        *(_arc(arc, left + wide, 1.0, "taken", abridged(steps)) for arc, steps in taken.items()),
        *(_box(box, called[n], n, left, wide) for n, box in enumerate(shown)),
    ]
    return "\n".join([*_head(width, height, heading), *body, "</svg>", ""])


def _taken(marks: Marks, places: Mapping[str, int]) -> dict[Arc, list[int]]:
    """Return the numbers of the steps by their arcs."""
    taken: dict[Arc, list[int]] = {}
    for number, step in enumerate(marks.path, 1):
        if step.source != step.target:
            taken.setdefault((places[step.source], places[step.target]), []).append(number)
    return taken


def _possible(lifecycle: Lifecycle, marks: Marks, places: Mapping[str, int]) -> list[Arc]:
    """Return where it may go from the present state."""
    found = {
        (places[arrow.source], places[arrow.target])
        for arrow in arrows(lifecycle)
        if arrow.source == marks.now != arrow.target
    }
    return sorted(found)


def _reach(arc: Arc) -> float:
    """Return how far an arc reaches out, in points."""
    return NEAR + STEP * (abs(arc[0] - arc[1]) - 1) + 0.5 * ROOM


def _head(width: float, height: float, heading: str) -> Iterator[str]:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
    yield f"<title>{escape(printable(heading))}</title>"
    rules = _RULES.replace("VARIABLES", _variables(LIGHT)).replace("DARK", _variables(DARK))
    yield f"<style>\n{rules}</style>"


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _middle(place: int) -> float:
    return ROOM / 2 + HEIGHT / 2 + PITCH * place


def _arc(arc: Arc, edge: float, side: float, look: str, words: str) -> str:
    """Draw one arc at the left (-1) or the right (1) side of the boxes, with its arrow's head."""
    source, target = arc
    down = 1.0 if source < target else -1.0
    start, end = _middle(source) + down * OUT, _middle(target) - down * OUT
    far = edge + side * _reach(arc) / 0.75
    tip = edge + side * 2.0
    base = tip + side * 8.0
    line = f"M{edge:.1f},{start:.1f}C{far:.1f},{start:.1f} {far:.1f},{end:.1f} {base:.1f},{end:.1f}"
    head = f"{tip:.1f},{end:.1f} {base:.1f},{end - 4:.1f} {base:.1f},{end + 4:.1f}"
    at = f'x="{edge + side * _reach(arc) + 5:.1f}" y="{(start + end) / 2 + 5:.1f}"'
    said = f"<text {at}>{words}</text>" if words else ""
    return f'<g class="{look}"><path d="{line}"/><polygon points="{head}"/>{said}</g>'


def _box(box: Box, label: str, place: int, left: float, wide: float) -> str:
    looks = {"visited": box.is_visited, "now": box.is_now}
    look = " ".join(["box", *(name for name, applies in looks.items() if applies)])
    fill = f' style="fill: var(--{box.kind})"' if box.kind and box.is_visited else ""
    top, middle = _middle(place) - HEIGHT / 2, _middle(place) + TEXT * 0.36
    corner = f'x="{left:.1f}" y="{top:.1f}" rx="9"'
    frame = f'<rect {corner} width="{wide:.1f}" height="{HEIGHT}"{fill}/>'
    words = f'<text x="{left + wide / 2:.1f}" y="{middle:.1f}">{escape(label)}</text>'
    return f'<g class="{look}">{frame}{words}</g>'
