"""SQLite: by tilaus, by hand, and the very statements that tilaus sent, said again with their
values in a loop that does nothing else."""

import gc
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import Any, TypeVar

from benchmarks import by_hand_sqlite
from benchmarks.shops import in_turn, live, open_shop

from tilaus.drain import drain
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.storage.sqlite_database import PRAGMAS

Said = tuple[bool, str, Any]
"""A statement that was sent: whether for many rows, its text, its values."""


THINGS = {"commands": 12, "effects": 8}
"""How many things become of one order."""


class Recording(sqlite3.Connection):
    """A connection that writes down what it is told, by itself and by its cursors."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.said: list[Said] = []

    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(_Cursor if factory is None else factory)

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        self.said.append((False, sql, dict(values)))
        return super().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        many = [dict(row) for row in rows]
        self.said.append((True, sql, many))
        return super().executemany(sql, many)


class _Cursor(sqlite3.Cursor):
    connection: Recording

    def execute(self, sql: str, values: Any = (), /) -> "_Cursor":
        self.connection.said.append((False, sql, dict(values)))
        return super().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> "_Cursor":
        many = [dict(row) for row in rows]
        self.connection.said.append((True, sql, many))
        return super().executemany(sql, many)


C = TypeVar("C", bound=sqlite3.Connection)


def opened(path: Path, kind: type[C]) -> C:
    """Open a file as the store does: write-ahead log, full synchronisation."""
    connection = kind(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()
    return connection


def said_by(path: Path, work: Callable[[Recording], int]) -> list[Said]:
    """Let somebody work on a file; return what they said meanwhile."""
    with closing(opened(path, Recording)) as connection:
        connection.said.clear()
        work(connection)
        return connection.said


def recorded(path: Path, work: Callable[[SqliteStore], int]) -> list[Said]:
    """Let tilaus work on a file; return what it said meanwhile."""

    def by_store(connection: Recording) -> int:
        store = SqliteStore(connection)
        connection.said.clear()
        return work(store)

    return said_by(path, by_store)


def said_again(path: Path, said: Iterable[Said], done: int) -> float:
    """Say it all again to another file; return how many of the things done that is a second."""
    with closing(opened(path, sqlite3.Connection)) as connection:
        start = time.perf_counter()
        for is_many, sql, values in said:
            (connection.executemany if is_many else connection.execute)(sql, values).fetchall()
        return done / (time.perf_counter() - start)


def by_tilaus(path: Path, work: Callable[[SqliteStore], int]) -> float:
    """Let tilaus work; return how many things it did in a second."""
    with closing(SqliteStore(path)) as store:
        store.load(1)
        start = time.perf_counter()
        return work(store) / (time.perf_counter() - start)


def by_hand(path: Path, work: Callable[[sqlite3.Connection], int]) -> float:
    """Let the program that was written by hand work, as `by_tilaus`."""
    with closing(opened(path, sqlite3.Connection)) as connection:
        start = time.perf_counter()
        return work(connection) / (time.perf_counter() - start)


def lives(connection: sqlite3.Connection, orders: int) -> int:
    """Let so many orders live by hand; return how many commands that took."""
    numbers = count(1)
    told = by_hand_sqlite.orders(connection, lambda: f"hand-{next(numbers):020d}", _now)
    return sum(islice(told, orders))


def _now() -> datetime:
    return datetime.now(UTC)


def measured(folder: Path, orders: int, turn: int) -> dict[str, tuple[float, ...]]:
    """Return commands/s and effects/s: of tilaus, by hand, and of the statements said again."""
    works: dict[str, tuple[Callable[[SqliteStore], int], Callable[[sqlite3.Connection], int]]] = {
        "commands": (
            lambda store: sum(live(shop) for shop in [open_shop(store)] * orders),
            lambda connection: lives(connection, orders),
        ),
        "effects": (
            lambda store: drain(open_shop(store, "worker")),
            lambda connection: by_hand_sqlite.effects(connection, _now, time.time),
        ),
    }
    before, found = folder / "empty.db", dict[str, tuple[float, ...]]()
    SqliteStore(before).close()
    for name, (ours, theirs) in works.items():
        copies = [folder / f"{name}-{who}.db" for who in ("tilaus", "hand", "again", "recording")]
        for copy in copies:
            shutil.copy(before, copy)
        tilaus, hand, again, recording = copies
        said = recorded(recording, ours)
        gc.collect()
        gc.freeze()  # What was recorded is no work for the collector of those who are measured.
        jobs = (
            partial(by_tilaus, tilaus, ours),
            partial(by_hand, hand, theirs),
            partial(said_again, again, said, THINGS[name] * orders),
        )
        found[name] = in_turn(jobs, turn)
        gc.unfreeze()
        before = tilaus
    return found
