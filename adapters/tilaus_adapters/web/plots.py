"""Plots as SVG made by ourselves: bars and lines, readable without colour, script or style.

A plot stands in a page, whose policy allows no style in it: so looks are classes of
`static/figures.css`, and what is drawn are attributes. Each has a title and a description; the
same numbers stand in a table beneath it, which is the page's part.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from math import ceil, floor, log10

from markupsafe import Markup

from tilaus.diagrams.legend import printable
from tilaus.record import record

WIDTH, HEIGHT = 720.0, 240.0
"""Of a plot of columns or a line, in its own units; the page makes it as wide as there is room."""

LEFT, RIGHT, TOP, BOTTOM = 48.0, 12.0, 14.0, 30.0
"""Room around what is drawn: for the numbers of the scale, and for the names beneath."""

ROW, BAR, NAMES, VALUES, ACROSS = 30.0, 18.0, 150.0, 84.0, 420.0
"""Of horizontal bars: from row to row, how thick, room for names before and values after, and the
whole width: so little that all of it can be read on a phone."""

LETTER = 7.2
"""How wide a letter of the names is, about."""


@record
class Point:
    """One number of a plot.

    Attributes:
        name: what it is of; beneath a column, or before a bar.
        value: at least 0.
        told: the number as people read it, with its unit.
    """

    name: str
    value: float
    told: str


@record
class Plot:
    """What is drawn: its words, and its numbers from left to right or from top to bottom.

    Attributes:
        id: unique in the page, of letters, digits and `-`.
        title: what it shows.
        desc: what can be seen in it, for who cannot see it.
    """

    id: str
    title: str
    desc: str
    points: Sequence[Point]


def bars(plot: Plot) -> Markup:
    """Draw horizontal bars, one below the other, each with its name and its number."""
    height = ROW * max(1, len(plot.points)) + 4
    most = max((p.value for p in plot.points), default=0.0) or 1.0
    return _written(plot, "bars", (ACROSS, height), _rows(plot.points, most))


def columns(plot: Plot) -> Markup:
    """Draw columns side by side over a scale, as for days."""
    scale = _Scale(plot.points)
    body = [*_grid(scale), *_columns(plot.points, scale), *_names(plot.points)]
    return _written(plot, "columns", (WIDTH, HEIGHT), body)


def line(plot: Plot) -> Markup:
    """Draw a line over a scale, with a dot at each number."""
    scale = _Scale(plot.points)
    body = [*_grid(scale), *_line(plot.points, scale), *_names(plot.points)]
    return _written(plot, "line", (WIDTH, HEIGHT), body)


class _Scale:
    """Where a value stands: from 0 at the bottom to a round number at the top."""

    def __init__(self, points: Sequence[Point]) -> None:
        most = max((p.value for p in points), default=0.0)
        self.step = step_of(most)
        self.top = self.step * max(1, ceil(most / self.step))

    def y(self, value: float) -> float:
        """Return how far from the top of the picture a value stands."""
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / self.top

    def marks(self) -> list[float]:
        """Return the numbers of the scale, from 0 on."""
        return [self.step * n for n in range(round(self.top / self.step) + 1)]


def step_of(most: float) -> float:
    """Return the step of a scale from 0 to `most`: 1, 2 or 5 times a power of ten, at least 1.

    There are at most six numbers on the scale.
    """
    if most <= 5:
        return 1.0
    rough = most / 5
    power = 10.0 ** floor(log10(rough))
    return next((f * power for f in (1, 2, 5) if f * power >= rough), 10 * power)


def _written(plot: Plot, look: str, size: tuple[float, float], body: Iterable[str]) -> Markup:
    """Return a picture for templates, which leave it as it is: every text in it is escaped."""
    return Markup("\n".join([*_head(plot, look, *size), *body, "</svg>"]))  # noqa: S704


def _head(plot: Plot, look: str, width: float, height: float) -> Iterator[str]:
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    told = f'role="img" aria-labelledby="{plot.id}-title {plot.id}-desc"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" class="plot {look}" {told} {size}>'
    yield f'<title id="{plot.id}-title">{_words(plot.title)}</title>'
    yield f'<desc id="{plot.id}-desc">{_words(plot.desc)}</desc>'


def _rows(points: Sequence[Point], most: float) -> Iterator[str]:
    for n, point in enumerate(points):
        # A share first: room for each unit would be without end where all numbers are tiny.
        long = (ACROSS - NAMES - VALUES) * (point.value / most)
        y, width = n * ROW + 4, max(long, 1.5 if point.value else 0.0)
        name = _shortened(point.name, floor((NAMES - 12) / LETTER))
        yield f'<g class="row"><title>{_words(f"{point.name}: {point.told}")}</title>'
        yield _text("name", NAMES - 8, y + BAR * 0.74, name, "end")
        yield _rect("bar", NAMES, y, width, BAR)
        yield _text("value", NAMES + width + 6, y + BAR * 0.74, point.told, "start")
        yield "</g>"


def _grid(scale: _Scale) -> Iterator[str]:
    for mark in scale.marks():
        y = _n(scale.y(mark))
        look = "grid" if mark else "grid base"
        yield f'<line class="{look}" x1="{_n(LEFT)}" x2="{_n(WIDTH - RIGHT)}" y1="{y}" y2="{y}"/>'
        yield _text("mark", LEFT - 6, scale.y(mark) + 4, f"{mark:,.0f}".replace(",", " "), "end")


def _places(many: int) -> Iterator[tuple[float, float]]:
    """Yield the left edge and the width of the room of each number."""
    each = (WIDTH - LEFT - RIGHT) / max(1, many)
    return ((LEFT + n * each, each) for n in range(many))


def _columns(points: Sequence[Point], scale: _Scale) -> Iterator[str]:
    for point, (x, width) in zip(points, _places(len(points)), strict=True):
        top, gap = scale.y(point.value), min(width * 0.15, 6.0)
        yield f"<g><title>{_words(f'{point.name}: {point.told}')}</title>"
        yield _rect("bar", x + gap, top, width - 2 * gap, scale.y(0) - top)
        yield "</g>"


def _line(points: Sequence[Point], scale: _Scale) -> Iterator[str]:
    at = [
        (x + width / 2, scale.y(point.value))
        for point, (x, width) in zip(points, _places(len(points)), strict=True)
    ]
    if at:
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in at)
        yield f'<polyline class="curve" points="{path}"/>'
    for point, (x, y) in zip(points, at, strict=True):
        told = _words(f"{point.name}: {point.told}")
        yield f'<circle class="dot" cx="{_n(x)}" cy="{_n(y)}" r="3"><title>{told}</title></circle>'


def _names(points: Sequence[Point]) -> Iterator[str]:
    """Write as many of the names beneath as there is room for, the last one always."""
    longest = max((len(p.name) for p in points), default=1) * LETTER + 12
    every = max(1, ceil(len(points) * longest / (WIDTH - LEFT - RIGHT)))
    for n, (point, (x, width)) in enumerate(zip(points, _places(len(points)), strict=True)):
        if (len(points) - 1 - n) % every == 0:
            middle = min(max(x + width / 2, longest / 2), WIDTH - longest / 2 + 6)
            yield _text("name", middle, HEIGHT - 10, point.name, "middle")


def _text(look: str, x: float, y: float, text: str, anchor: str) -> str:
    place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"'
    return f'<text class="{look}" {place}>{_words(text)}</text>'


def _rect(look: str, x: float, y: float, width: float, height: float) -> str:
    size = f'width="{_n(width)}" height="{_n(height)}"'
    return f'<rect class="{look}" x="{_n(x)}" y="{_n(y)}" {size} rx="2"/>'


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _words(text: str) -> str:
    return escape(printable(text))


def _n(number: float) -> str:
    return f"{round(number, 1) + 0.0:g}"
