"""Processes that are killed and paused lose nothing, do nothing twice, and keep the order."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.postgres import NEWEST, programs

Property = Callable[[str, object], None]

PATIENCE_S = 300


def run(module: str, *words: str) -> str:
    """Run a command in a process of its own: it forks, which nobody may who has threads."""
    command = (sys.executable, "-m", module, *words)
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, ...]:
    """Return the words by which a command is told its store."""
    if request.param == "sqlite":
        return ("--db", str(tmp_path / "shop.db"))
    if programs(NEWEST) is None:
        pytest.skip("the wheel of PostgreSQL is not installed")
    return ("--postgres", NEWEST)


def test_workers_that_are_killed_and_paused_do_everything_once_and_in_order(
    store: tuple[str, ...], record_property: Property
) -> None:
    few = ("--effects", "500", "--kills", "15", "--restarts", "1", "--one-in", "100")
    record_property("told", f"{store[0][2:]}: {run('tests.faults.kills', *store, *few)}")


def test_of_equal_items_one_is_active_at_a_time_and_each_has_its_turn(
    store: tuple[str, ...], record_property: Property
) -> None:
    few = ("--workers", "3", "--clients", "2", "--instances", "5", "--orders", "60")
    record_property("told", f"{store[0][2:]}: {run('tests.faults.contention', *store, *few)}")
