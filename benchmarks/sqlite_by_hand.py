"""SQLite by hand: the very statements that tilaus sent, with their values, in a loop that does
nothing else. What is left between the two is what tilaus costs."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from benchmarks.shops import live, open_shop

from tilaus.drain import drain
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.storage.sqlite_database import PRAGMAS

Said = tuple[bool, str, Any]
"""A statement that was sent: whether for many rows, its text, its values."""


class _Cursor(sqlite3.Cursor):
    def execute(self, sql: str, values: Any = (), /) -> "_Cursor":
        self.connection.said.append((False, sql, dict(values)))
        return super().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Any], /) -> "_Cursor":
        rows = [dict(row) for row in rows]
        self.connection.said.append((True, sql, rows))
        return super().executemany(sql, rows)


class _Recording(sqlite3.Connection):
    """A connection that writes down what it is told."""

    said: list[Said]

    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)

    def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
        self.said.append((False, sql, values))
        return super().execute(sql, values)


def opened(path: Path, kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """Open a file as the store does: write-ahead log, full synchronisation."""
    connection = sqlite3.connect(path, isolation_level=None, factory=kind)
    if isinstance(connection, _Recording):
        connection.said = []
    for pragma in PRAGMAS:
        connection.execute(pragma).fetchall()
    return connection


def recorded(path: Path, work: Callable[[SqliteStore], int]) -> list[Said]:
    """Let tilaus work on a file; return what it said meanwhile."""
    with closing(opened(path, _Recording)) as connection:
        store = SqliteStore(connection)
        said = connection.said = []  # type: ignore[attr-defined]
        work(store)
        return said


def said_again(path: Path, said: Iterable[Said]) -> float:
    """Say it all again to another file; return the seconds."""
    with closing(opened(path)) as connection:
        start = time.perf_counter()
        for is_many, sql, values in said:
            (connection.executemany if is_many else connection.execute)(sql, values).fetchall()
        return time.perf_counter() - start


def by_tilaus(path: Path, work: Callable[[SqliteStore], int]) -> tuple[int, float]:
    """Let tilaus work; return how many things it did, and the seconds."""
    with closing(SqliteStore(path)) as store:
        store.load(1)
        start = time.perf_counter()
        done = work(store)
        return done, time.perf_counter() - start


def measured(folder: Path, orders: int) -> dict[str, tuple[float, float]]:
    """Return commands/s and effects/s, of tilaus and by hand."""
    works = {
        "commands": lambda store: sum(live(shop) for shop in [open_shop(store)] * orders),
        "effects": lambda store: drain(open_shop(store, "worker")),
    }
    empty, found = folder / "empty.db", {}
    SqliteStore(empty).close()
    before = empty
    for name, work in works.items():
        tilaus, hand, recording = (folder / f"{name}-{who}.db" for who in ("a", "b", "c"))
        for copy in (tilaus, hand, recording):
            shutil.copy(before, copy)
        said = recorded(recording, work)
        done, seconds = by_tilaus(tilaus, work)
        found[name] = done / seconds, done / said_again(hand, said)
        before = tilaus
    return found
