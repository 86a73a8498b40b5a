"""Where histories keep their shops: in memory, in SQLite, or on a PostgreSQL server."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count

from tests.simulation.history import History, MakeStore, Played

from tilaus.ports.storage import Store
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore

_NAMES = count(1)

TEMPLATE = "tilaus_simulation"
"""The database with an empty shop of which each history on PostgreSQL gets a copy."""


@contextmanager
def empty(place: str) -> Iterator[MakeStore]:
    """Give an empty store for one history, and remove it afterwards.

    Args:
        place: `memory`, `sqlite`, or the address of a PostgreSQL server whose user may create
            databases.
    """
    if place == "memory":
        yield _in_memory
    elif place == "sqlite":
        opened: list[SqliteStore] = []
        yield _kept(opened, lambda clock: SqliteStore(":memory:", lease_clock=clock))
        for store in opened:
            store.close()
    else:
        with _on_postgres(place) as make:
            yield make


def _in_memory(clock: Callable[[], float]) -> Store:
    return MemoryStore(lease_clock=clock)


def _kept(
    opened: list[SqliteStore], make: Callable[[Callable[[], float]], SqliteStore]
) -> MakeStore:
    def kept(clock: Callable[[], float]) -> Store:
        opened.append(make(clock))
        return opened[-1]

    return kept


@contextmanager
def _on_postgres(address: str) -> Iterator[MakeStore]:
    import psycopg

    from tilaus_adapters.storage.postgres import PostgresStore

    server, _, _ = address.rpartition("/")
    name = f"tilaus_simulation_{os.getpid()}_{next(_NAMES)}"
    with closing(psycopg.connect(address, autocommit=True)) as there:
        try:
            _make_template(there, server)
            there.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"'.encode())
            with closing(_Opened()) as opened:

                def make(clock: Callable[[], float]) -> Store:
                    opened.store = PostgresStore(f"{server}/{name}", lease_clock=clock)
                    return opened.store

                yield make
        finally:
            there.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


class _Opened:
    """A store that may have been opened."""

    def __init__(self) -> None:
        from tilaus_adapters.storage.postgres import PostgresStore

        self.store: PostgresStore | None = None

    def close(self) -> None:
        if self.store is not None:
            self.store.close()


def _make_template(there: object, server: str) -> None:
    """Make the empty shop that is copied, unless it is there; two at once do it one by one."""
    import psycopg

    from tilaus_adapters.storage.postgres import PostgresStore

    if not isinstance(there, psycopg.Connection):
        raise TypeError(type(there))
    there.execute("SELECT pg_advisory_lock(50001)")
    found = there.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
    if found is None:
        there.execute(f'CREATE DATABASE "{TEMPLATE}"'.encode())
        PostgresStore(f"{server}/{TEMPLATE}").close()
    there.execute("SELECT pg_advisory_unlock(50001)")


def played(
    seed: int,
    place: str = "memory",
    *,
    without: frozenset[int] = frozenset(),
    trace: Callable[[str], None] | None = None,
) -> Played:
    """Play one history from its seed; the same seed on the same store plays the same."""
    with empty(place) as make:
        return History(seed, make, without=without, trace=trace).play()


def shrunk(seed: int, place: str, drawn: int) -> tuple[frozenset[int], Played]:
    """Leave out every fault that a failing history does not need to fail."""
    without: frozenset[int] = frozenset()
    best = played(seed, place)
    for fault in range(drawn, 0, -1):
        less = played(seed, place, without=without | {fault})
        if less.violations:
            without, best = without | {fault}, less
    return without, best
