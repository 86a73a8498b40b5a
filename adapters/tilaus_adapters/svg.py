"""A lifecycle as an SVG picture that stands alone, or inside a page.

It refers to nothing outside itself, is readable on dark and light ground, says in words what it
shows (`title`, `desc`, and what each arrow means where the mouse rests), and its ids and styles
begin with a name made from its content, so that two pictures in one page leave each other alone.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import escape

from tilaus.diagrams import dot
from tilaus.diagrams.figure import UNMARKED, Arrow, Box, Marks, arrows, boxes
from tilaus.diagrams.legend import printable, sentence, sentences
from tilaus.lifecycle import Lifecycle
from tilaus.record import record
from tilaus_adapters.graphviz import Layout, Place, Point, Track, arrow_head, lay_out
from tilaus_adapters.svg_style import HEADING, LEGEND, LINE, MARGIN, SMALL, TEXT, style, text_width

LEAST_WIDTH, MOST_WIDTH = 900.0, 1380.0
"""In points: sentences beneath a drawing are no narrower column; and what would be wider, from left
to right, is drawn from top to bottom: in a page of 1200 its letters would be too small to read."""


@record
class Picture:
    """What is shown: a lifecycle, what is marked on it, its heading, and the sentences beneath."""

    lifecycle: Lifecycle
    heading: str
    marks: Marks = UNMARKED
    sentences: Sequence[str] = ()


def draw(lifecycle: Lifecycle, marks: Marks = UNMARKED, heading: str = "") -> str:
    """Draw a lifecycle with the sentences for its letters beneath.

    Deterministic: equal tables, marks and headings give equal texts, on every machine.

    Args:
        heading: what stands above; the name of the machine where none is given.

    Raises:
        DrawingError: Graphviz is not installed.
    """
    title = heading or f"The lifecycle of the {lifecycle.name}"
    return written(Picture(lifecycle, title, marks, sentences(lifecycle)))


def written(picture: Picture) -> str:
    """Write a picture as SVG; raises as `draw` does."""
    layout = _layout(picture)
    least = LEAST_WIDTH if picture.sentences else text_width(picture.heading, 1.2 * TEXT)
    width = max(layout.width, least) + 2 * MARGIN
    drawn = list(_drawing(picture, layout))
    beneath = MARGIN + HEADING + layout.height + MARGIN
    legend = list(_legend(picture.sentences, width - 2 * MARGIN, beneath))
    height = beneath + (len(legend) * LINE + MARGIN if legend else 0)
    words = [_words(picture.heading), _words(description(picture))]
    body = [*drawn, *legend]
    name = _name(picture.lifecycle.name, [*words, *body])
    return "\n".join([*_head(name, words, width, height), *body, "</svg>", ""])


def _layout(picture: Picture) -> Layout:
    flat = lay_out(dot.draw(picture.lifecycle, picture.marks))
    if flat.width <= MOST_WIDTH:
        return flat
    tall = lay_out(dot.draw(picture.lifecycle, picture.marks, "TB"))
    return min(flat, tall, key=lambda layout: layout.width)


def description(picture: Picture) -> str:
    """Say in words what is drawn: every arrow, from where to where."""
    told = "; ".join(
        f"{arrow.source} to {arrow.target}: {', '.join(arrow.titles)}"
        for arrow in arrows(picture.lifecycle, picture.marks)
    )
    states = ", ".join(box.caption for box in boxes(picture.lifecycle, picture.marks))
    return f"States: {states}. Arrows: {told}."


def _name(machine: str, lines: Sequence[str]) -> str:
    """Make the id of a picture from its content, of signs that a style sheet takes as they are."""
    digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]
    return "-".join(["tilaus", *re.findall(r"[a-z0-9]+", machine.lower()), digest])


def _words(text: str) -> str:
    """Write a text so that XML bears it; a line end stays one."""
    return "\n".join(escape(printable(line)) for line in text.split("\n"))


def _head(name: str, words: Sequence[str], width: float, height: float) -> Iterator[str]:
    size = f'viewBox="0 0 {_n(width)} {_n(height)}" width="{_n(width)}" height="{_n(height)}"'
    told = f'role="img" aria-labelledby="{name}-title {name}-desc"'
    fits = 'style="max-width:100%;height:auto"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" id="{name}" {told} {size} {fits}>'
    yield f'<title id="{name}-title">{words[0]}</title>'
    yield f'<desc id="{name}-desc">{words[1]}</desc>'
    yield f"<style>\n{style(name)}</style>"
    yield '<rect class="paper" width="100%" height="100%"/>'


def _drawing(picture: Picture, layout: Layout) -> Iterator[str]:
    """Draw the heading, then arrows, then boxes, so that no line crosses a box."""
    yield _text("heading", (MARGIN, MARGIN + TEXT), [picture.heading])
    path = " followed" if picture.marks.visited else ""
    yield f'<g class="drawing{path}" transform="translate({_n(MARGIN)} {_n(MARGIN + HEADING)})">'
    yield f'<circle class="birth" {_centre(layout.birth.centre)} r="{_n(layout.birth.width / 2)}"/>'
    for track in layout.births:
        yield f'<g class="arrow">{_line(track)}</g>'
    shown = list(enumerate(arrows(picture.lifecycle, picture.marks)))
    for n, arrow in shown:
        yield from _arrow(picture.lifecycle, arrow, layout.arrows[f"a{n}"])
    # Labels come after all lines: what runs below a label is covered by its halo.
    for n, arrow in shown:
        yield from _label(arrow, layout.arrows[f"a{n}"])
    for n, box in enumerate(boxes(picture.lifecycle, picture.marks)):
        yield from _box(box, layout.boxes[f"s{n}"])
    yield "</g>"


def _arrow(lifecycle: Lifecycle, arrow: Arrow, track: Track) -> Iterator[str]:
    told = [f"{edge.letter}: {sentence(lifecycle, edge)}" for edge in arrow.edges]
    meaning = "\n".join(told) or "No row of the table."
    yield f'<g class="arrow{_look_of(arrow)}"><title>{_words(meaning)}</title>{_line(track)}</g>'


def _look_of(arrow: Arrow) -> str:
    looks = {" taken": arrow.steps, " back": arrow.is_way_back, " undeclared": not arrow.edges}
    return "".join(look for look, applies in looks.items() if applies)


def _line(track: Track) -> str:
    start, *rest = (_at(point) for point in track.points)
    # The tip is a triangle: the line ends inside it.
    head = " ".join(_at(point) for point in arrow_head(track, 10, 7.6))
    return f'<path d="M{start}C{" ".join(rest)}"/><polygon points="{head}"/>'


def _label(arrow: Arrow, track: Track) -> Iterator[str]:
    if track.label is not None:
        x, y = track.label
        top = y - (len(arrow.titles) - 1) * LINE / 2 + TEXT * 0.36
        yield _text(f"label{_look_of(arrow)}", (x, top), arrow.titles)


def _box(box: Box, place: Place) -> Iterator[str]:
    looks = {" visited": box.is_visited, " now": box.is_now, " undeclared": not box.kind}
    look = "".join(look for look, applies in looks.items() if applies)
    (x, y), kind = place.centre, f" {box.kind}" if box.kind else ""
    yield f'<g class="box{kind}{look}">'
    yield _frame(place, 0.0)
    if box.is_over:
        yield _frame(place, -4.0)
    yield _text("caption", (x, y - 3), [box.caption])
    yield _text("name", (x, y + SMALL + 1), [dot.second_line(box)])
    yield "</g>"


def _frame(place: Place, gap: float) -> str:
    (x, y), width, height = place.centre, place.width + 2 * gap, place.height + 2 * gap
    corner = f'x="{_n(x - width / 2)}" y="{_n(y - height / 2)}" rx="{_n(8 + gap)}"'
    return f'<rect {corner} width="{_n(width)}" height="{_n(height)}"/>'


def _legend(told: Sequence[str], width: float, top: float) -> Iterator[str]:
    """Write each sentence, in as many lines as it needs, its letter before the first."""
    y = top + TEXT
    for each in told:
        letter, _, rest = each.partition(": ")
        for n, line in enumerate(wrapped(rest, width - LEGEND, TEXT)):
            mark = [_text("letter", (MARGIN, y), [letter])] if n == 0 else []
            yield "".join([*mark, _text("sentence", (MARGIN + LEGEND, y), [line])])
            y += LINE


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Break a text between words into lines that are at most so wide, unless one word is wider."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _text(look: str, start: Point, lines: Sequence[str]) -> str:
    (x, y), more = start, ""
    for n, line in enumerate(lines[1:], 1):
        more += f'<tspan x="{_n(x)}" y="{_n(y + n * LINE)}">{_words(line)}</tspan>'
    return f'<text class="{look}" x="{_n(x)}" y="{_n(y)}">{_words(lines[0])}{more}</text>'


def _centre(point: Point) -> str:
    return f'cx="{_n(point[0])}" cy="{_n(point[1])}"'


def _at(point: Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"


def _n(number: float) -> str:
    """Write a coordinate to a tenth of a point: finer is invisible, and the files stay small."""
    return f"{round(number, 1) + 0.0:g}"
