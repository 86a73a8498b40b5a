"""Break the journal on purpose, one fault at a time, and see that the simulation finds it.

    python -m tests.simulation.sabotage --histories 300
    python -m tests.simulation.sabotage fence look-up          # these

Each fault is made in the running code: the body of one function is compiled anew with a few words
changed. The table says in how many of the histories it was caught, and which promise broke most.
"""

import argparse
import inspect
import multiprocessing
import os
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import CodeType, FunctionType
from typing import NamedTuple

from tests.simulation.places import played

from tilaus.record import record


class Sabotage(NamedTuple):
    """What is broken, where, and how: `old` stands in the function exactly once."""

    what: str
    module: str
    function: str
    old: str
    new: str
    also: "Sabotage | None" = None


MEMORY, DRAIN, CALLS = "tilaus_adapters.storage.memory", "tilaus.drain", "tilaus.calls"
KERNEL = "tilaus.instances"

UNRESERVED = Sabotage("", "tilaus.refunds", "_given", 'r.kind != "failed"', 'r.kind == "finished"')

# fmt: off
SABOTAGES: Mapping[str, Sabotage] = {
    "fence":          Sabotage("the fence is not looked at",                     MEMORY, "MemoryStore._check",   "lane is None or lane.token != change.fence", "lane is None"),
    "token":          Sabotage("a lane keeps its token when it is taken over",   MEMORY, "MemoryStore._hold",    "lane.token + 1", "max(lane.token, 1)"),
    "lease":          Sabotage("a lane is not leased while it is worked on",     MEMORY, "MemoryStore._hold",    "lane.token + 1, until", "lane.token + 1, 0.0"),
    "endless-lease":  Sabotage("a lease never ends",                             MEMORY, "MemoryStore._hold",    "lane.token + 1, until", "lane.token + 1, until + 10**9"),
    "worker-clock":   Sabotage("leases run by the worker's own clock",           MEMORY, "MemoryStore.claim",    "now = self._clock()", "now = at.timestamp()"),
    "version":        Sabotage("versions are not compared",                      MEMORY, "MemoryStore._check",   "version != change.base_version or is_taken", "is_taken"),
    "inbox":          Sabotage("an answered request is not remembered",          MEMORY, "MemoryStore._write",   "if change.request is not None:", "if change.request is None and change.fence == -1:"),
    "inbox-race":     Sabotage("a request is not looked for when it is written", MEMORY, "MemoryStore._check",   "if change.request in self._inbox:", "if change.request in ():"),
    "wake-at":        Sabotage("the next deadline is not written",               MEMORY, "MemoryStore._write",   "lane.wake_at = change.wake_at", "lane.wake_at = None"),
    "grant-turn":     Sabotage("the one whose turn has come is not told",        MEMORY, "MemoryStore.commit",   "enumerate(turns)", "enumerate(turns[1:])"),
    "release":        Sabotage("an ended item keeps its instance",               KERNEL, "settle_moves",         'if move.what != "claim" and holders.get', 'if move.what == "wait" and holders.get'),
    "queue":          Sabotage("last come, first served",                        KERNEL, "settle_moves",         "queue.pop(0)", "queue.pop()"),
    "claims":         Sabotage("two items may have one instance",                KERNEL, "settle_moves",         "holders.setdefault(move.instance, who) != who", "holders.setdefault(move.instance, who) is None"),
    "lane-order":     Sabotage("the newest effect of a lane goes first",         MEMORY, "MemoryStore._head",    "for seq in lane.open]", "for seq in reversed(lane.open)]"),
    "dead-blocks":    Sabotage("a dead effect does not block its lane",          MEMORY, "MemoryStore._head",    "(row for row in rows if not row.effect.is_message)", '(row for row in rows if not row.effect.is_message and row.state != "dead")'),
    "two-commits":    Sabotage("outcome and change are two transactions",        DRAIN,  "_settle",              "shop.commit(stored, decided, fence=claim.token, settlement=ended, not_before=later)", "shop.commit(stored, Decision(stored.order, (), (), ()), fence=claim.token, settlement=ended); shop.commit(stored, decided, not_before=later)"),
    "settle-first":   Sabotage("an effect is settled before it is called",       DRAIN,  "_do",                  "command, ended = _end(", '_settle(shop, claim, None, _settlement(shop, row, "done", "")); command, ended = _end('),
    "look-up":        Sabotage("nothing is ever looked up",                      DRAIN,  "_outcome",             "call.look_up() if row.attempts or waited_s >= call.remembers_s else None", "None"),
    "old-key":        Sabotage("an old key is asked again without a look",       DRAIN,  "_outcome",             "row.attempts or waited_s >= call.remembers_s", "row.attempts"),
    "unknown":        Sabotage("unknown is taken for refused",                   DRAIN,  "_outcome",             'Outcome("unknown"', 'Outcome("refused"'),
    "unknown-done":   Sabotage("unknown is taken for done",                      DRAIN,  "_outcome",             'Outcome("unknown"', 'Outcome("done"'),
    "new-key":        Sabotage("each attempt at a refund has a key of its own",  CALLS,  "_refund_call",         "{refund.id}/{refund.attempt}", "{refund.id}/{refund.attempt}.{row.attempts}"),
    "latest-attempt": Sabotage("stopping means the latest attempt",              CALLS,  "_attempt",             "latest <= 1", "latest"),
    "reserve":        Sabotage("a refund on its way reserves nothing",           "tilaus.order", "Order.covers", 'if r.kind != "failed"', 'if r.kind == "finished"', UNRESERVED),
}
# fmt: on


@record
class Caught:
    """In how many histories a sabotage broke a promise, and which."""

    times: int
    histories: int
    promises: dict[str, int]


@contextmanager
def sabotaged(name: str) -> Iterator[None]:
    """Break the running code for a while.

    Raises:
        LookupError: what is to be broken does not stand there exactly once.
    """
    one = SABOTAGES[name]
    sound = []
    try:
        for part in (one, one.also):
            if part is not None:
                function = _function(part)
                sound.append((function, function.__code__))
                function.__code__ = _broken(name, part, function)
        yield
    finally:
        for function, code in sound:
            function.__code__ = code


def _function(one: Sabotage) -> FunctionType:
    found: object = import_module(one.module)
    for part in one.function.split("."):
        found = getattr(found, part)
    if not isinstance(found, FunctionType):
        raise LookupError(f"{one.module}.{one.function} is no function")
    return found


def _broken(name: str, one: Sabotage, function: FunctionType) -> CodeType:
    source = textwrap.dedent(inspect.getsource(function))
    if source.count(one.old) != 1:
        times = source.count(one.old)
        raise LookupError(f"{name}: {one.function} has {one.old!r} {times} times, not once")
    space: dict[str, FunctionType] = {}
    exec(source.replace(one.old, one.new), function.__globals__, space)
    return space[function.__name__].__code__


def caught(name: str, first: int, histories: int, *, until_caught: int | None = None) -> Caught:
    """Play histories with a sabotage in place; stop early once it was caught so many times."""
    promises: Counter[str] = Counter()
    times = 0
    with sabotaged(name):
        for done, seed in enumerate(range(first, first + histories), start=1):
            broken = {v.split(":")[0] for v in played(seed).violations}
            promises.update(broken)
            times += bool(broken)
            if until_caught is not None and times >= until_caught:
                return Caught(times, done, dict(promises))
    return Caught(times, histories, dict(promises))


def _one(work: tuple[str, int, int]) -> Caught:
    return caught(*work)


def main(words: Sequence[str] | None = None) -> int:
    """Print a row for each sabotage; exit code 1 where one was never caught."""
    parser = argparse.ArgumentParser("python -m tests.simulation.sabotage")
    parser.add_argument("names", nargs="*", help=", ".join(SABOTAGES))
    parser.add_argument("--histories", type=int, default=300, help="for each sabotage (300)")
    parser.add_argument("--seed", type=int, default=1, help="of the first history (1)")
    parser.add_argument("--jobs", type=int, default=0, help="processes (one for each processor)")
    given = parser.parse_args(words)
    names = given.names or list(SABOTAGES)
    if unknown := set(names) - SABOTAGES.keys():
        parser.error(f"no sabotage is called {', '.join(sorted(unknown))}")
    work = [(name, given.seed, given.histories) for name in names]
    jobs = given.jobs or len(os.sched_getaffinity(0))
    survived = []
    sys.stdout.write("| sabotage | caught in | of | promise that broke most |\n|---|---|---|---|\n")
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        for name, seen in zip(names, pool.imap(_one, work), strict=True):
            sys.stdout.write(f"{_row(name, seen)}\n")
            sys.stdout.flush()
            survived += [] if seen.times else [name]
    sys.stdout.write(f"\n{len(names)} sabotages, {len(names) - len(survived)} caught\n")
    return 1 if survived else 0


def _row(name: str, seen: Caught) -> str:
    most = max(seen.promises, key=lambda promise: seen.promises[promise], default="SURVIVED")
    return f"| {SABOTAGES[name].what} | {seen.times} | {seen.histories} | {most} |"


if __name__ == "__main__":
    sys.exit(main())
