"""Plots are SVG that stands in a page under a strict policy, and says in words what it shows."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus_adapters.web.plots import HEIGHT, WIDTH, Plot, Point, bars, columns, line, step_of

DRAWERS = (bars, columns, line)
SVG = "{http://www.w3.org/2000/svg}"
POINTS = st.lists(
    st.builds(Point, st.text(max_size=60), st.floats(0, 1e12), st.text(max_size=20)), max_size=100
)


def _plot(*values: float) -> Plot:
    points = [Point(f"day {n}", value, f"{value:g} orders") for n, value in enumerate(values)]
    return Plot("p", "Orders per day", "Ten orders in all.", points)


def _bars_of(text: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(text).iter(f"{SVG}rect") if e.get("class") == "bar"]


@pytest.mark.parametrize("draw", DRAWERS)
def test_a_plot_names_and_describes_itself(draw: object) -> None:
    for drawer in DRAWERS:
        root = ElementTree.fromstring(drawer(_plot(1, 2)))
        assert root.get("role") == "img"
        named = [root.find(f"{SVG}{name}") for name in ("title", "desc")]
        assert root.get("aria-labelledby") == " ".join(
            e.get("id", "") for e in named if e is not None
        )
        assert [e.text for e in named if e is not None] == ["Orders per day", "Ten orders in all."]


@given(POINTS)
def test_whatever_the_names_and_numbers_are_it_is_xml_without_style_or_script(
    points: list[Point],
) -> None:
    for draw in DRAWERS:
        text = draw(Plot("p", "<script>", "</svg>", points))
        for element in ElementTree.fromstring(text).iter():
            assert element.tag.removeprefix(SVG) not in ("style", "script", "foreignObject")
            assert not any(name == "style" or name.startswith("on") for name in element.attrib)


@given(POINTS)
def test_everything_that_is_drawn_lies_inside_the_picture(points: list[Point]) -> None:
    plot = Plot("p", "t", "d", points)
    for element in _bars_of(bars(plot)):
        assert float(element.get("x", "nan")) + float(element.get("width", "nan")) <= WIDTH
    for element in _bars_of(columns(plot)):
        x, y, width, height = (float(element.get(n, "nan")) for n in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= WIDTH + 0.2
        assert 0 <= y <= y + height <= HEIGHT + 0.2


def test_bars_are_as_long_as_their_numbers() -> None:
    widths = [float(e.get("width", "0")) for e in _bars_of(bars(_plot(10, 5, 0)))]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[2] == 0


def test_columns_are_as_high_as_their_numbers() -> None:
    heights = [float(e.get("height", "0")) for e in _bars_of(columns(_plot(10, 5, 0)))]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert heights[2] == 0


def test_every_number_can_be_read_where_the_mouse_rests() -> None:
    for draw in DRAWERS:
        titles = [e.text for e in ElementTree.fromstring(draw(_plot(3, 4))).iter(f"{SVG}title")]
        assert titles[1:] == ["day 0: 3 orders", "day 1: 4 orders"]


def test_names_beneath_never_stand_on_each_other() -> None:
    root = ElementTree.fromstring(columns(_plot(*range(90))))
    names = [e for e in root.iter(f"{SVG}text") if e.get("class") == "name"]
    places = [float(e.get("x", "0")) for e in names]
    assert names[-1].text == "day 89"
    assert all(later - sooner > 40 for sooner, later in pairwise(places))


@given(st.floats(0, 1e15))
def test_a_scale_has_round_steps_and_few_of_them(most: float) -> None:
    step = step_of(most)
    assert step >= 1
    assert most / step <= 5.0001
    assert str(step).rstrip("0.")[0] in "125" or "e" in str(step)


def test_a_plot_of_nothing_is_a_picture_too() -> None:
    for draw in DRAWERS:
        assert not _bars_of(draw(_plot()))
