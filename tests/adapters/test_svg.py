"""A picture stands alone, can be read in the dark, and no label lies on another."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawn import known, lifecycles, marks

from tilaus.diagrams import UNMARKED, Marks
from tilaus.diagrams.figure import arrows, boxes
from tilaus.diagrams.legend import sentences
from tilaus.events import Moved
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, REFUND
from tilaus_adapters import svg
from tilaus_adapters.svg_style import DARK, LIGHT, LINE, SMALL, TEXT, text_width

SVG = "{http://www.w3.org/2000/svg}"
WALK = (
    ("confirm", "pending", "processing"),
    ("hold", "processing", "on_hold"),
    ("resume", "on_hold", "processing"),
    ("complete", "processing", "completed"),
    ("reopen", "completed", "processing"),
    ("complete", "processing", "completed"),
    ("refund", "completed", "refunded"),
)
PATH = Marks("refunded", tuple(Moved("order", "", *step, "active") for step in WALK))
FULL = Marks(counts=dict.fromkeys(ITEM.states, 12_345))
DRAWN = {
    **{name: (lifecycle, UNMARKED) for name, lifecycle in known().items()},
    "order with a path": (ORDER, PATH),
    "items with counts": (ITEM, FULL),
}
drawn = pytest.mark.parametrize("name", DRAWN)


def picture(name: str) -> str:
    return svg.draw(*DRAWN[name])


class Box(NamedTuple):
    """A rectangle with what stands in it; `lines` may lie on it, labels may not."""

    what: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > 0 and min(self.bottom, other.bottom) - max(self.top, other.top) > 0


def lines_of(text: ET.Element) -> Iterator[tuple[str, float, float]]:
    yield text.text or "", float(text.get("x", "")), float(text.get("y", ""))
    for span in text.iter(f"{SVG}tspan"):
        yield span.text or "", float(span.get("x", "")), float(span.get("y", ""))


def labels(root: ET.Element) -> Iterator[Box]:
    """Yield where each line of a label or of a box's words lies; all are centred."""
    for text in root.iter(f"{SVG}text"):
        look = text.get("class", "").split()[0]
        if look in ("label", "caption", "name"):
            size = SMALL if look == "name" else TEXT
            for words, x, y in lines_of(text):
                half = text_width(words, size) / 2
                yield Box(words, x - half, y - size * 0.75, x + half, y + size * 0.2)


def frames(root: ET.Element) -> Iterator[Box]:
    for group in root.iter(f"{SVG}g"):
        if group.get("class", "").startswith("box"):
            rect = next(group.iter(f"{SVG}rect"))
            x, y, width, height = (float(rect.get(k, "")) for k in ("x", "y", "width", "height"))
            yield Box("a frame", x, y, x + width, y + height)


@drawn
def test_no_label_lies_on_another(name: str) -> None:
    found = list(labels(ET.fromstring(picture(name))))
    assert len(found) > 10
    over = [(a.what, b.what) for a, b in combinations(found, 2) if a.overlaps(b)]
    assert not over


@drawn
def test_no_title_of_an_arrow_lies_on_a_box_and_all_words_fit_into_theirs(name: str) -> None:
    root = ET.fromstring(picture(name))
    rects = list(frames(root))
    assert len(rects) == len(DRAWN[name][0].states)
    for label in labels(root):
        inside = [
            r
            for r in rects
            if r.left <= label.left <= label.right <= r.right
            and r.top <= label.top <= label.bottom <= r.bottom
        ]
        assert inside or not any(label.overlaps(r) for r in rects), label.what


@drawn
def test_every_title_and_every_sentence_can_be_read(name: str) -> None:
    lifecycle, marked = DRAWN[name]
    root = ET.fromstring(picture(name))
    texts = [words for text in root.iter(f"{SVG}text") for words, _, _ in lines_of(text)]
    for arrow in arrows(lifecycle, marked):
        assert {*arrow.titles} <= {*texts}
    for box in boxes(lifecycle, marked):
        assert box.caption in texts
    told = " ".join(texts)
    for sentence in sentences(lifecycle):
        letter, _, rest = sentence.partition(": ")
        assert f"{letter} {' '.join(rest.split())}" in told


@drawn
def test_everything_lies_inside_the_picture_and_it_is_no_wider_than_a_page(name: str) -> None:
    root = ET.fromstring(picture(name))
    width, height = (float(root.get(side, "")) for side in ("width", "height"))
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    # Drawn 1200 points wide, a text of 13 is still one of at least 11.
    assert width <= 1200 * TEXT / 11
    for text in root.iter(f"{SVG}text"):
        if text.get("class") == "sentence":
            for words, x, y in lines_of(text):
                assert x + text_width(words, TEXT) <= width
                assert y + LINE / 2 <= height
    for box in (*labels(root), *frames(root)):
        assert box.left >= 0
        assert box.right <= width


@drawn
def test_the_same_table_is_drawn_the_same(name: str) -> None:
    assert picture(name) == picture(name)


@drawn
def test_it_refers_to_nothing_outside_and_runs_nothing(name: str) -> None:
    text = picture(name)
    addresses = re.findall(r"\w+://[^\s\"<]+", text)
    assert addresses == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"href|url\(|@import|@font-face|<script|<image|<!DOCTYPE|\bon\w+=", text)


@drawn
def test_it_says_in_words_what_it_shows(name: str) -> None:
    root = ET.fromstring(picture(name))
    assert root.get("role") == "img"
    title, desc = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    lifecycle, marked = DRAWN[name]
    for arrow in arrows(lifecycle, marked):
        assert f"{arrow.source} to {arrow.target}: {', '.join(arrow.titles)}" in (desc.text or "")


def test_two_pictures_in_one_page_leave_each_other_alone() -> None:
    names = []
    for name in DRAWN:
        text = picture(name)
        root = ET.fromstring(text)
        own = root.get("id", "")
        names.append(own)
        ids = [each.get("id") for each in root.iter() if each.get("id")]
        assert len(ids) == len(set(ids))
        assert all(id == own or (id or "").startswith(f"{own}-") for id in ids)
        style = next(root.iter(f"{SVG}style")).text or ""
        for rule in re.findall(r"^(?:@media[^{]*\{ )?([^{}]+) \{", style, re.MULTILINE):
            assert all(part.strip().startswith(f"#{own}") for part in rule.split(",")), rule
    assert len(set(names)) == len(names)


def test_a_picture_is_as_readable_in_the_dark() -> None:
    text = picture("order")
    assert "@media (prefers-color-scheme: dark)" in text
    assert LIGHT.keys() == DARK.keys()
    used = set(re.findall(r"var\(--(\w+)\)", text))
    assert used == {*LIGHT}
    for colours in (LIGHT, DARK):
        for ground in ("paper", *list(LIGHT)[5:]):
            for words in ("ink", "soft"):
                assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)
        for line in ("line", "path"):
            assert contrast(colours[line], colours["paper"]) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, 1.4.3: 4.5 is enough for texts)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    shares = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def test_a_path_is_thick_and_numbered_and_the_rest_steps_back() -> None:
    root = ET.fromstring(picture("order with a path"))
    groups = [g.get("class", "") for g in root.iter(f"{SVG}g")]
    assert "drawing followed" in groups
    assert groups.count("arrow taken") == 5
    assert groups.count("arrow taken back") == 1
    assert "box closed visited now" in groups
    assert sum(" visited" in look for look in groups) == 5
    unmarked = ET.fromstring(picture("order"))
    assert not any("taken" in g.get("class", "") for g in unmarked.iter(f"{SVG}g"))


def test_states_of_every_kind_look_different_and_say_their_kind() -> None:
    for lifecycle in (ORDER, ITEM, PAYMENT, REFUND):
        root = ET.fromstring(svg.draw(lifecycle))
        looks = [g.get("class", "") for g in root.iter(f"{SVG}g")]
        for state in lifecycle.states.values():
            assert f"box {state.kind}" in looks
            assert any(t.text == f"{state.name}: {state.kind}" for t in root.iter(f"{SVG}text"))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_whatever_words_a_lifecycle_holds_the_picture_is_well_formed(data: st.DataObject) -> None:
    lifecycle = data.draw(lifecycles())
    marked = data.draw(marks(lifecycle))
    root = ET.fromstring(svg.draw(lifecycle, marked, data.draw(st.text(max_size=9))))
    assert len(list(frames(root))) == len(list(boxes(lifecycle, marked)))


def test_a_long_text_is_broken_between_words() -> None:
    text = "one two three four five " * 20
    lines = svg.wrapped(text, 200, 13)
    assert " ".join(lines) == text.strip()
    assert all(text_width(line, 13) <= 200 for line in lines)
    assert svg.wrapped("a" * 99, 50, 13) == ["a" * 99]
    assert svg.wrapped("", 50, 13) == [""]
