"""Play histories of the shop from seeds, with everything going wrong that can go wrong.

    python -m tests.simulation --histories 20000 --seed 1
    python -m tests.simulation --replay 4711 --trace

Ends with 1 where a promise broke, after saying which history to play again.
"""

import argparse
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.simulation.campaign import Failed, Sum, campaign
from tests.simulation.history import Played
from tests.simulation.places import played, shrunk

EVERY_S = 5.0
SHOWN = 10


def main(words: Sequence[str] | None = None) -> int:
    """Play what was asked for and print what came of it; exit code 1 where a promise broke."""
    given = _arguments().parse_args(words)
    with _place(given.store) as place:
        if given.replay is not None:
            return _replay(given.replay, place, frozenset(given.without), trace=given.trace)
        jobs = given.jobs or len(os.sched_getaffinity(0))
        found = campaign(given.seed, given.histories, place, jobs, _progress(given.histories))
    sys.stderr.write("\n" if sys.stderr.isatty() else "")
    sys.stdout.write(_json(found) if given.json else _text(found, given.store))
    for failed in found.failed[:SHOWN]:
        sys.stdout.write(_failed(failed, given.store))
    return 1 if found.failed else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m tests.simulation",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--histories", type=int, default=2_000, help="how many (2000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first one (1)")
    parser.add_argument(
        "--store",
        default="memory",
        help="memory, sqlite, postgres (one is started), or the address of a PostgreSQL server",
    )
    parser.add_argument("--jobs", type=int, default=0, help="processes (one for each processor)")
    parser.add_argument("--json", action="store_true", help="print the sum as JSON")
    parser.add_argument("--replay", type=int, help="play the history of this seed once")
    parser.add_argument("--without", type=_numbers, default=[], help="leave out these faults: 3,5")
    parser.add_argument("--trace", action="store_true", help="with --replay: print every step")
    return parser


def _numbers(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


@contextmanager
def _place(store: str) -> Iterator[str]:
    if store != "postgres":
        yield store
        return
    from tests.postgres import NEWEST, started

    with started(NEWEST) as server:
        yield server.address()


def _progress(histories: int) -> "_Progress":
    return _Progress(histories)


class _Progress:
    """Say on the terminal, now and then, how far it is."""

    def __init__(self, histories: int) -> None:
        self._histories = histories
        self._start = self._last = time.monotonic()

    def __call__(self, so_far: Sum) -> None:
        now = time.monotonic()
        if now - self._last < EVERY_S:
            return
        self._last = now
        rate = so_far.histories / (now - self._start)
        sys.stderr.write(
            f"{so_far.histories} of {self._histories} histories, {rate:.0f}/s, "
            f"{len(so_far.failed)} failed\n"
        )


def _replay(seed: int, place: str, without: frozenset[int], *, trace: bool) -> int:
    seen = played(seed, place, without=without, trace=_tell if trace else None)
    sys.stdout.write(_one(seen))
    return 1 if seen.violations else 0


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _one(seen: Played) -> str:
    found = "".join(f"  BROKEN {violation}\n" for violation in seen.violations)
    head = f"history {seen.seed}: {seen.steps} steps, {seen.effects} effects, {seen.drawn} faults"
    return f"{head}, trace {seen.trace_hash}, {len(seen.violations)} promises broken\n{found}"


def _text(found: Sum, store: str) -> str:
    lines = [
        f"histories    {found.histories}",
        f"store        {store}",
        f"steps        {found.steps}",
        f"effects      {found.effects}",
        f"seconds      {found.seconds:.1f}",
        f"histories/s  {found.histories / found.seconds:.0f}",
        f"violations   {len(found.failed)}",
        "what happened:",
        *(f"  {times:>9}  {what}" for what, times in sorted(found.counts.items())),
    ]
    return "\n".join(lines) + "\n"


def _json(found: Sum) -> str:
    document = {
        "histories": found.histories,
        "steps": found.steps,
        "effects": found.effects,
        "seconds": round(found.seconds, 1),
        "counts": found.counts,
        "failed": [failed.seed for failed in found.failed],
    }
    return json.dumps(document, indent=2, sort_keys=True) + "\n"


def _failed(failed: Failed, store: str) -> str:
    """Say what broke, with as few faults as it needs, and how to see it again."""
    place = "" if store == "memory" else f" --store {store}"
    without: frozenset[int] = frozenset()
    seen: tuple[str, ...] = failed.violations
    if store in ("memory", "sqlite"):
        without, less = shrunk(failed.seed, store, failed.drawn)
        seen = less.violations or seen
    left_out = f" --without {','.join(map(str, sorted(without)))}" if without else ""
    again = f"python -m tests.simulation --replay {failed.seed}{left_out}{place} --trace"
    return "".join(f"BROKEN {violation}\n" for violation in seen) + f"  again: {again}\n"


if __name__ == "__main__":
    sys.exit(main())
