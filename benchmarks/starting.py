"""How long the command `tilaus` takes to start, beside a Python that does nothing.

python -m benchmarks.starting [--quick]
"""

import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks.measuring import Table, alone, interleaved, seconds

TILAUS = str(Path(sys.executable).parent / "tilaus")

STARTED = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "python -c 'import tilaus'": (sys.executable, "-c", "import tilaus"),
    "tilaus --version": (TILAUS, "--version"),
    "tilaus --help": (TILAUS, "--help"),
}


def took(words: tuple[str, ...]) -> float:
    """Return the milliseconds of one start, until it has ended."""
    start = partial(subprocess.run, words, check=True, capture_output=True)
    return 1e3 * seconds(start)


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    jobs = {name: partial(took, words) for name, words in STARTED.items()}
    found = interleaved(jobs, 3 * rounds, "starting")
    nothing = found["python -c pass"]
    rows = tuple((f"`{n}`", f"{ms:.0f}", f"{ms / nothing:.1f}") for n, ms in found.items())
    told = f"Milliseconds from start to end of a process, medians of {3 * rounds} rounds."
    head = ("command", "ms", "to nothing")
    return [Table("Starting", told, head, rows, (), "ms", tuple(found.items()))]


if __name__ == "__main__":
    alone(tables)
