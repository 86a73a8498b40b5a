"""A store at an address: the path of a SQLite file, or `postgresql://...`."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, Protocol

import psycopg

from tilaus.ports.storage import Store
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

POSTGRES = "postgresql://"


class Closable(Store, Protocol):
    """A store that was opened here and is closed here."""

    def close(self) -> None: ...


def opened(address: str, lease_clock: Callable[[], float] | None = None) -> "closing[Closable]":
    """Open the store at an address, to be closed at the end of a `with`.

    Leases run by the clock that is given, and otherwise by the one that the store has of its own.
    """
    if address.startswith(POSTGRES):
        return closing(PostgresStore(address, lease_clock=lease_clock))
    return closing(SqliteStore(address, lease_clock=lease_clock or time.time))


@contextmanager
def database(address: str) -> Iterator[Any]:
    """Open the database itself, for what only a test asks of it; each statement is kept at once."""
    if address.startswith(POSTGRES):
        with closing(psycopg.connect(address, autocommit=True)) as connection:
            yield connection
    else:
        with closing(sqlite3.connect(address, isolation_level=None, timeout=30)) as file:
            yield file
