"""Commands and effects in a second, by tilaus and by hand, as the Markdown table of the docs.

python -m benchmarks.stores [--orders N] [--rounds N] [--store NAME]

Everything is written durably: SQLite with synchronous=FULL, PostgreSQL with fsync and
synchronous_commit. `By hand` is a program for nothing but this work, with the same statements: it
makes its own rows, JSON, hashes and keys, and neither asks what is allowed nor checks anything.
`Replayed` is less: the statements with their ready values, recorded from tilaus and sent again in a
loop that does nothing else; the tool pgbench sends them too. Medians of all rounds, all of them in
one run, one after the other and each first in its turn, so that they share the machine's mood.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import on_postgres, on_sqlite
from benchmarks.measuring import Table

Figures = dict[str, tuple[float, ...]]
"""Things done in a second: by tilaus first, then by those it is compared with."""

REPLAYED = ("by hand", "replayed")

STORES: dict[str, tuple[tuple[str, ...], Callable[[Path, int, int], Figures]]] = {
    "SQLite": (REPLAYED, on_sqlite.measured),
    "PostgreSQL, one": ((*REPLAYED, "pgbench"), partial(on_postgres.measured, clients=1)),
    "PostgreSQL, four": ((*REPLAYED, "pgbench"), partial(on_postgres.measured, clients=4)),
}
"""Each store: whom tilaus is compared with there, and what measures them once."""


def rows(name: str, orders: int, rounds: int) -> list[tuple[str, ...]]:
    """Measure a store so many times; return its lines of the table."""
    others, measure = STORES[name]
    seen: list[Figures] = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            seen.append(measure(Path(folder), orders, number))
        print(f"{name}: round {number + 1} of {rounds}", file=sys.stderr)
    lines: list[tuple[str, ...]] = []
    for what in seen[0]:
        ours, *theirs = (median(speeds) for speeds in zip(*(s[what] for s in seen), strict=True))
        for other, speed in zip(others, theirs, strict=False):
            cells = name, what, f"{ours:,.0f}", other, f"{speed:,.0f}", f"{ours / speed:.2f}"
            lines.append(cells)
    return lines


HEAD = ("store", "what", "tilaus, a second", "compared with", "a second", "ratio")


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found, for the page of all benchmarks."""
    found = [cells for name in STORES for cells in rows(name, 40, min(rounds, 3))]
    told = (
        "Durable commands and effects, and the same statements sent by a program written by hand, "
        "by a loop that has them ready, and by pgbench; [how far it scales](scale.md) says more."
    )
    ours = {f"{name}, {what}": float(speed.replace(",", "")) for name, what, speed, *_ in found}
    goals = tuple(
        _goal(cells, *asked)
        for asked in GOALS
        for cells in found
        if cells[:4:3] == asked[:2] and cells[1].startswith("commands")
    )
    return [Table("Stores", told, HEAD, tuple(found), goals, "a second", tuple(ours.items()))]


GOALS = (("SQLite", "by hand", 0.8), ("PostgreSQL, four", "by hand", 0.7))


def _goal(cells: tuple[str, ...], name: str, other: str, least: float) -> tuple[str, bool]:
    return f"{name}: commands at least {least} of {other}: {cells[-1]}", float(cells[-1]) >= least


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--store", choices=STORES, action="append")
    given = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for name in given.store or STORES:
        for cells in rows(name, given.orders, given.rounds):
            print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
