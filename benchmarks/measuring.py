"""Rounds, medians and tables: how everything in this folder is measured and told.

Two figures are comparable when they were measured in turn in one run: whoever is measured first
meets another machine than whoever is last, so each round begins with another one.
"""

import gc
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TypeVar

K = TypeVar("K")


@dataclass(frozen=True)
class Table:
    """What a benchmark found: a table, the sentences around it, and what is drawn of it.

    Attributes:
        title: the heading of its section.
        head: names of the columns; the first holds words, the others figures.
        goals: a goal and whether it is met, for each goal of this table.
        bars: what a plot shows, each name with its figure; empty where nothing is drawn.
    """

    title: str
    told: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    goals: tuple[tuple[str, bool], ...] = ()
    unit: str = ""
    bars: tuple[tuple[str, float], ...] = field(default=())

    def markdown(self) -> str:
        """Return the section as Markdown."""
        lines = ["| " + " | ".join(cells) + " |" for cells in (self.head, *self.rows)]
        lines.insert(1, "|" + "---|" * len(self.head))
        goals = [f"- {goal}: {'met' if is_met else '**missed**'}." for goal, is_met in self.goals]
        parts = [f"## {self.title}", self.told, "\n".join(lines), "\n".join(goals)]
        return "\n\n".join(part for part in parts if part)


def interleaved(
    jobs: Mapping[K, Callable[[], float]], rounds: int, what: str = ""
) -> dict[K, float]:
    """Do all jobs in each round, every round beginning with another one; return their medians.

    Args:
        jobs: each returns its figure: seconds, or things in a second.
    """
    names, seen = list(jobs), dict[K, list[float]]({name: [] for name in jobs})
    for number in range(rounds):
        first = number % len(names)
        for name in (*names[first:], *names[:first]):
            seen[name].append(jobs[name]())
        said(f"{what}: round {number + 1} of {rounds}")
    return {name: median(figures) for name, figures in seen.items()}


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work took; the collector of garbage waits until it is done."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def said(words: str) -> None:
    """Tell whoever waits how far it is."""
    print(words, file=sys.stderr, flush=True)


def alone(tables: Callable[[int], Sequence[Table]], rounds: int = 5) -> None:
    """Print the tables of one module, as `python -m benchmarks.X [--quick]`."""
    for table in tables(1 if "--quick" in sys.argv[1:] else rounds):
        print(f"\n{table.markdown()}")
