"""The picture of an order's own path: what its customer sees of the machine."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus.diagrams.figure import Marks
from tilaus.events import Moved
from tilaus.lifecycles import MACHINES, Lifecycles
from tilaus.lifecycles.order import ORDER
from tilaus_adapters.web import path_picture

SVG = "{http://www.w3.org/2000/svg}"
LABELS = {name: state.label for name, state in ORDER.states.items()}


def moved(source: str, target: str) -> Moved:
    return Moved("order", "", "any", source, target, "active")


PATH = (moved("pending", "processing"), moved("processing", "on_hold"))
BACK = (*PATH, moved("on_hold", "processing"), moved("processing", "on_hold"))


def drawn(marks: Marks, labels: dict[str, str] = LABELS, heading: str = "50001") -> ET.Element:
    return ET.fromstring(path_picture.draw(ORDER, marks, labels, heading))


def looks(root: ET.Element, look: str) -> list[ET.Element]:
    return [g for g in root.iter(f"{SVG}g") if look in g.attrib["class"].split()]


def words(group: ET.Element) -> str:
    return "".join(text.text or "" for text in group.iter(f"{SVG}text"))


def test_all_states_stand_there_in_the_words_of_the_page() -> None:
    labels = dict.fromkeys(LABELS, "Tila")
    assert [words(box) for box in looks(drawn(Marks("pending")), "box")] == list(LABELS.values())
    root = drawn(Marks("pending"), labels)
    assert {words(box) for box in looks(root, "box")} == {"Tila"}


def test_the_steps_are_numbered_and_the_present_state_stands_out() -> None:
    root = drawn(Marks("on_hold", PATH))
    assert [words(arc) for arc in looks(root, "taken")] == ["1", "2"]
    assert [words(box) for box in looks(root, "now")] == ["On hold"]
    seen = [words(box) for box in looks(root, "visited")]
    assert seen == ["Pending payment", "Processing", "On hold"]


def test_a_step_that_was_taken_twice_is_one_arc_with_both_numbers() -> None:
    numbers = [words(arc) for arc in looks(drawn(Marks("on_hold", BACK)), "taken")]
    assert numbers == ["1", "2, 4", "3"]


def test_dashed_arcs_lead_to_each_state_that_may_come_next_and_to_no_other() -> None:
    table = {row.target for row in ORDER.transitions if row.source == "processing"} - {"processing"}
    assert len(looks(drawn(Marks("processing", PATH[:1])), "possible")) == len(table) == 3


def test_a_customer_is_told_no_rule_and_no_role() -> None:
    picture = path_picture.draw(ORDER, Marks("on_hold", PATH), LABELS, "50001")
    for inner in ("staff", "captured", "tell:", "on_hold", "dispute"):
        assert inner not in picture


def test_a_state_of_an_older_table_is_drawn_by_its_name() -> None:
    strange = Marks("lost", (moved("pending", "lost"),))
    assert words(looks(drawn(strange), "now")[0]) == "lost"


def test_a_step_that_stays_where_it_is_draws_nothing() -> None:
    assert looks(drawn(Marks("pending", (moved("pending", "pending"),))), "taken") == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_words_are_drawn_as_words(label: str, heading: str) -> None:
    root = drawn(Marks("pending"), dict.fromkeys(LABELS, label), heading)
    assert root.tag == f"{SVG}svg"
    assert {g.tag for g in root} <= {f"{SVG}{tag}" for tag in ("title", "style", "g")}


@pytest.mark.parametrize("machine", MACHINES)
def test_everything_is_inside_the_picture(machine: str) -> None:
    lifecycle = Lifecycles()[machine]
    names = list(lifecycle.states)
    path = tuple(moved(a, b) for a in names for b in names if a != b)
    labels = {name: state.label for name, state in lifecycle.states.items()}
    root = ET.fromstring(path_picture.draw(lifecycle, Marks(names[-1], path), labels, "1"))
    _, _, width, height = (float(n) for n in root.attrib["viewBox"].split())
    for box in root.iter(f"{SVG}rect"):
        x, y = float(box.attrib["x"]), float(box.attrib["y"])
        assert 0 <= x <= x + float(box.attrib["width"]) <= width
        assert 0 <= y <= y + float(box.attrib["height"]) <= height
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) <= width
    assert width <= 700
