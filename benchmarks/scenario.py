"""Order 50001 from placing to a refund, durably: tilaus beside whole systems and SQL by hand.

python -m benchmarks.scenario [--quick]

Seven commands: placed, paid, item 1 accepted, item 2 delivered, item 3 failed, its refund
requested, item 1 half delivered. Each is one transaction; SQLite writes with synchronous=FULL and a
log, PostgreSQL with its defaults. Everybody is one process that is started anew for each round.
"""

import multiprocessing
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.measuring import Table, alone, interleaved, seconds
from benchmarks.on_postgres import DURABLE
from tests.postgres import NEWEST, started

SPAWN = multiprocessing.get_context("spawn")

WARM = 5
"""Orders that live before the clock starts."""

MANY = {"oscar": 40}
"""Orders of one round; whoever is slow has fewer."""

ON: dict[str, tuple[str, ...]] = {
    "SQLite": ("hand", "tilaus", "eventsourcing", "oscar"),
    "PostgreSQL": ("hand_one", "hand", "tilaus", "eventsourcing", "oscar"),
}
GOALS = {"oscar": 20.0, "eventsourcing": 1.5}


def once(peer: str, address: str) -> float:
    """Let a fresh process live orders in an empty database; return how many in a second."""
    many = MANY.get(peer, 200)
    ours, theirs = SPAWN.Pipe()
    process = SPAWN.Process(target=_child, args=(theirs, peer, address, many))
    process.start()
    theirs.close()
    try:
        took: float = ours.recv()
    except EOFError:
        raise RuntimeError(f"{peer} on {address.partition(':')[0]} ended with an error") from None
    finally:
        process.join()
    return many / took


def _child(told: Connection, peer: str, address: str, many: int) -> None:
    live = import_module(f"benchmarks.peers.scenario_{peer}").opened(address, many + WARM)
    for number in range(WARM):
        live(number)

    def work() -> None:
        for number in range(WARM, WARM + many):
            live(number)

    told.send(seconds(work))


@contextmanager
def databases(store: str) -> Iterator[Callable[[], str]]:
    """Give addresses of empty databases."""
    with tempfile.TemporaryDirectory() as folder:
        if store == "SQLite":
            names = iter(range(1_000))
            yield lambda: f"sqlite:///{Path(folder) / f'{next(names)}.db'}"
        else:
            with started(NEWEST, DURABLE) as server:
                yield server.fresh_database


def on(store: str, rounds: int) -> Table:
    """Measure everybody on one store."""
    with databases(store) as fresh:
        jobs = {peer: partial(lambda p: once(p, fresh()), peer) for peer in ON[store]}
        found = interleaved(jobs, rounds, f"order 50001 on {store}")
    names = {peer: import_module(f"benchmarks.peers.scenario_{peer}").NAME for peer in ON[store]}
    order = sorted(found, key=found.__getitem__, reverse=True)
    ours = found["tilaus"]
    goals = tuple(
        (
            f"at least {goal} times {names[peer]}: {ours / found[peer]:.1f} times",
            ours >= goal * found[peer],
        )
        for peer, goal in GOALS.items()
    )
    return Table(
        f"Order 50001 on {store}",
        f"Whole orders of seven durable commands in a second, medians of {rounds} rounds.",
        ("who", "orders a second", "tilaus to it"),
        tuple((names[p], f"{found[p]:,.0f}", f"{ours / found[p]:.2f}") for p in order),
        goals,
        "orders a second",
        tuple((names[p], found[p]) for p in order),
    )


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    return [on(store, rounds) for store in ON]


if __name__ == "__main__":
    if sys.argv[1:2] == ["once"]:
        print(once(*sys.argv[2:4]))
    else:
        alone(tables)
