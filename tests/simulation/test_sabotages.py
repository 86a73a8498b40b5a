"""The simulation finds every named fault that is made in the journal on purpose."""

from collections.abc import Callable

import pytest
from tests.simulation.places import played
from tests.simulation.sabotage import SABOTAGES, caught, main, sabotaged

MOST = 2_500
"""Histories after which a sabotage counts as survived; most are found in the first few."""


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_is_caught(name: str, record_property: Callable[[str, object], None]) -> None:
    seen = caught(name, 1, MOST, until_caught=1)
    assert seen.times == 1, f"{SABOTAGES[name].what}: not found in {MOST} histories"
    promises = ", ".join(seen.promises)
    record_property("told", f"sabotage {name}: caught by history {seen.histories}: {promises}")


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_sabotage_can_be_made_and_is_undone(name: str) -> None:
    before = played(11).trace_hash
    with sabotaged(name):
        pass
    assert played(11).trace_hash == before


def test_the_command_prints_a_row_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lease", "--histories", "20", "--jobs", "1"]) == 0
    said = capsys.readouterr().out
    assert "| a lane is not leased while it is worked on |" in said
    assert "1 sabotages, 1 caught" in said
