"""What is drawn is understood by others: Mermaid by its own parser, DOT by Graphviz."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawn import known, lifecycles, marks
from tests.mermaid import install, parses

from tilaus.diagrams import dot, mermaid
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import ORDER
from tilaus.testing.lifecycles import item_tables
from tilaus_adapters.graphviz import DrawingError, rendered

KNOWN = known()


@pytest.mark.parametrize("name", KNOWN)
def test_mermaid_reads_every_machine_that_ships_or_is_changed(name: str) -> None:
    assert parses(mermaid.draw(KNOWN[name])) is None


@pytest.mark.parametrize("name", KNOWN)
def test_graphviz_reads_every_machine_that_ships_or_is_changed(name: str) -> None:
    assert "<svg" in rendered(dot.draw(KNOWN[name]), "svg")


@pytest.mark.parametrize(
    "text",
    [
        mermaid.draw(ORDER).replace("pending --> processing", "pending --> --> processing"),
        mermaid.draw(ORDER).replace('"Processing" as', '"Processing as'),
        mermaid.draw(ORDER).replace("stateDiagram-v2", "stateDiagram-v99 {"),
        "sequenceDiagram\n    A->>: a letter to nobody",
        "",
    ],
)
def test_the_parser_of_mermaid_refuses_what_is_broken(text: str) -> None:
    assert parses(text)


def test_the_parser_of_mermaid_reads_sequences_too() -> None:
    assert (
        parses("sequenceDiagram\n    participant A\n    A->>B: pay\n    Note over A: pending")
        is None
    )


def test_without_a_registry_the_parser_is_skipped_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "empty"))
    with pytest.raises(pytest.skip.Exception, match=r"no npm registry.*ECONNREFUSED"):
        install(tmp_path / "made")


@pytest.mark.parametrize(
    "text",
    [
        dot.draw(ORDER).replace('"pending" -> "processing"', '"pending" -> -> "processing"'),
        dot.draw(ORDER).replace('"Completed\\ncompleted: finished"', '"Completed\\'),
        dot.draw(ORDER).rstrip().rstrip("}"),
        "",
    ],
)
def test_graphviz_refuses_what_is_broken(text: str) -> None:
    with pytest.raises(DrawingError, match="cannot read"):
        rendered(text, "svg")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_sound_lifecycle_with_any_marks_is_understood_by_both(data: st.DataObject) -> None:
    lifecycle = data.draw(lifecycles())
    marked = data.draw(marks(lifecycle))
    drawn = mermaid.draw(lifecycle, marked)
    assert parses(drawn) is None, drawn
    names(rendered(dot.draw(lifecycle, marked), "json0"), [*lifecycle.states])


@settings(max_examples=50, deadline=None)
@given(item_tables())
def test_what_a_shop_changes_of_its_items_is_understood_by_both(lifecycle: Lifecycle) -> None:
    assert parses(mermaid.draw(lifecycle)) is None
    names(rendered(dot.draw(lifecycle), "json0"), [*lifecycle.states])


def names(layout: str, states: Sequence[str]) -> None:
    """Hold that every state is there under its own name, and not two as one."""
    assert all(layout.count(f'"name": "{state}",') == 1 for state in states if state.isascii())
