"""What the benchmarks claim of themselves: fair machines, every command, the same drawings.

The peers that `make bench` installs answer the same table at the beginning of each of its runs;
here answer those that need no package of their own.
"""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from benchmarks import __main__ as page
from benchmarks import deciding, plots, steps
from benchmarks.measuring import Table, interleaved
from benchmarks.peers import machine_tilaus
from benchmarks.peers.facts import Facts

from tilaus.decide import HANDLERS, decide
from tilaus.lifecycles.order import ORDER

BARS = (("tilaus", 1.0), ("a < b & c", 2_000.0))


def test_machines_that_are_compared_answer_every_state_event_and_facts_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(steps, "AGREEING", ("tilaus", "plain", "transitions"))
    assert steps.agreed() > 1_000


def test_a_machine_that_answers_otherwise_is_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def hold(order: machine_tilaus.Order) -> bool:
        return False

    monkeypatch.setattr(steps, "AGREEING", ("tilaus", "plain"))
    monkeypatch.setattr(steps.peer("plain"), "FIRE", {**steps.peer("plain").FIRE, "hold": hold})
    with pytest.raises(RuntimeError, match=r"hold in pending|ends in pending"):
        steps.agreed()


def test_every_command_of_the_kernel_is_measured_and_granted() -> None:
    told = deciding.cases()
    assert set(told) == {kind.__name__ for kind in HANDLERS}
    for order, command, at, policy in told.values():
        deciding.granted(decide(order, command, policy, at))


def test_each_round_begins_with_another_job_and_the_median_is_told() -> None:
    order: list[str] = []
    figures = iter([1.0, 10.0, 20.0, 2.0, 3.0, 30.0])

    def job(name: str) -> float:
        order.append(name)
        return next(figures)

    found = interleaved({"a": lambda: job("a"), "b": lambda: job("b")}, 3)
    assert order == ["a", "b", "b", "a", "a", "b"]
    assert found == {"a": 2.0, "b": 20.0}


def test_a_plot_is_the_same_for_the_same_figures_and_is_xml() -> None:
    drawn = plots.plot("Steps", "µs", BARS)
    assert drawn == plots.plot("Steps", "µs", BARS)
    assert "a < b & c" in "".join(ElementTree.fromstring(drawn).itertext())
    assert "logarithmic" in drawn


def test_a_table_names_the_goals_that_were_missed() -> None:
    goals = (("twice as fast", True), ("four times as fast", False))
    table = Table("Steps", "Told.", ("what", "µs"), (("a", "1"),), goals)
    assert table.markdown().splitlines()[-2:] == [
        "- twice as fast: met.",
        "- four times as fast: **missed**.",
    ]


def test_only_what_stands_between_the_markers_of_the_page_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "benchmarks.md"
    file.write_text(f"before\n{page.FIRST}\nold\n{page.LAST}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(page, "PAGE", file)
    table = Table("One Step", "Told.", ("what", "µs"), (("a", "1"),), (), "µs", BARS)
    page.written(["new"], [table])
    assert file.read_text(encoding="utf-8") == (
        f"before\n{page.FIRST}\n\nnew\n\n{page.LAST}\nafter\n"
    )
    assert (tmp_path / "benchmarks" / "one-step.svg").exists()


def test_a_peer_order_starts_where_the_shipped_table_does() -> None:
    order = machine_tilaus.born(Facts(**steps.NOTHING))
    assert machine_tilaus.status(order) == next(iter(ORDER.states))
