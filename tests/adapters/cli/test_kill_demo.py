"""kill -9 at ten random moments: the script of `tests/kill_demo.py` finds nothing lost or twice."""

import pytest
from tests.kill_demo import main


@pytest.mark.xdist_group("kill")
def test_a_demo_killed_at_ten_random_moments_loses_nothing_and_repeats_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--kills", "10"]) == 0, capsys.readouterr().out
    table = capsys.readouterr().out
    assert table.endswith("11 shops killed with kill -9 and mended: 0 faults\n")
