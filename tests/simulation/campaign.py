"""Many histories, on several processors, and the sum of what came of them."""

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from tests.simulation.places import played

from tilaus.record import record

AT_ONCE = 50
"""How many histories a process plays before it reports."""


@record
class Failed:
    """A history in which promises broke."""

    seed: int
    drawn: int
    violations: tuple[str, ...]


@record
class Sum:
    """What came of many histories."""

    histories: int
    steps: int
    effects: int
    counts: dict[str, int]
    failed: tuple[Failed, ...]
    seconds: float = 0.0

    def __add__(self, other: "Sum") -> "Sum":
        return Sum(
            self.histories + other.histories,
            self.steps + other.steps,
            self.effects + other.effects,
            dict(Counter(self.counts) + Counter(other.counts)),
            self.failed + other.failed,
        )


NOTHING = Sum(0, 0, 0, {}, ())


def batch(work: tuple[str, Sequence[int]]) -> Sum:
    """Play some seeds in this process, one after the other."""
    place, seeds = work
    counts: Counter[str] = Counter()
    steps = effects = 0
    failed = []
    for seed in seeds:
        seen = played(seed, place)
        steps, effects = steps + seen.steps, effects + seen.effects
        counts.update(seen.counts)
        if seen.violations:
            failed.append(Failed(seed, seen.drawn, seen.violations))
    return Sum(len(seeds), steps, effects, dict(counts), tuple(failed))


def campaign(first: int, histories: int, place: str, jobs: int, told: Callable[[Sum], None]) -> Sum:
    """Play so many histories from a seed on.

    Args:
        told: called now and then with the sum so far.
    """
    start = time.perf_counter()
    found = NOTHING
    for part in _parts(first, histories, place, jobs):
        found += part
        told(found)
    return Sum(
        found.histories,
        found.steps,
        found.effects,
        found.counts,
        tuple(sorted(found.failed, key=lambda failed: failed.seed)),
        time.perf_counter() - start,
    )


def _parts(first: int, histories: int, place: str, jobs: int) -> Iterator[Sum]:
    end = first + histories
    work = [(place, range(n, min(n + AT_ONCE, end))) for n in range(first, end, AT_ONCE)]
    if jobs == 1:
        yield from map(batch, work)
        return
    # A process that was forked would share the parent's open connections.
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        yield from pool.imap_unordered(batch, work)
