"""Importing the kernel is cheap and opens nothing: a shop pays for it in every process."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

BUDGET_S = 0.060
BARE_S = 0.013
"""How long a bare Python takes to start on the machine for which the budget is meant. Where it
takes longer, because the machine is slower or busy with other tests, the budget grows with it."""
RUNS = 15
NEVER_LOADED = {"asyncio", "sqlite3", "socket", "ssl"}
# Coverage would start itself in the measured process too, and be measured with it.
ENVIRONMENT = {name: v for name, v in os.environ.items() if not name.startswith("COV")}


def run(program: str) -> str:
    """Run `program` in a Python of its own that no variable and no folder of ours reaches."""
    command = [sys.executable, "-I", "-c", program]
    done = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    return done.stdout


def seconds(program: str) -> float:
    start = time.perf_counter()
    run(program)
    return time.perf_counter() - start


def test_importing_the_kernel_loads_nothing_that_opens_or_waits() -> None:
    loaded = set(run("import sys, tilaus; print(*sys.modules)").split())
    assert not loaded & NEVER_LOADED


@pytest.mark.alone
def test_importing_the_kernel_takes_less_than_60_ms_more_than_starting_python(
    record_property: Callable[[str, object], None],
) -> None:
    # The first run writes the bytecode. Then the two alternate, so that both meet the same machine,
    # and the fastest of each is the one that other work on the machine disturbed least.
    run("import tilaus")
    pairs = [(seconds("pass"), seconds("import tilaus")) for _ in range(RUNS)]
    bare, imported = (min(times) for times in zip(*pairs, strict=True))
    taken, allowed = imported - bare, BUDGET_S * max(1.0, bare / BARE_S)
    record_property("told", f"import tilaus: {taken * 1000:.0f} ms of {allowed * 1000:.0f}")
    assert taken < allowed, f"import tilaus takes {taken * 1000:.0f} ms of {allowed * 1000:.0f}"
