"""The engine may be lost in mid-run, with all that it knew: a small attack (see `engine`)."""

from pathlib import Path

import pytest
from tests.faults.engine import attack
from tests.temporal import MISSING, program


@pytest.mark.skipif(program() is None, reason=MISSING)
def test_nothing_is_lost_or_done_twice_when_workers_relays_and_the_engine_are_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not attack(orders=40, kills=4, seed=50001, db="", folder=tmp_path)
    told = capsys.readouterr().out
    assert told.count("another one is started") == 4
    assert "it knows nothing" in told
