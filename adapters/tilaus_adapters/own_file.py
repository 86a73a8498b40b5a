"""A small SQLite file of an adapter's own, beside the shop's database."""

import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class OwnFile:
    """A file with its tables. Safe to use from several threads and processes.

    What a transaction wrote is on the disk when it ends.

    Args:
        path: the SQLite file, or `:memory:`.
        schema: its tables, each `CREATE TABLE IF NOT EXISTS`.
    """

    def __init__(self, path: str | Path, schema: str) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        # A file that nobody closed is closed with its last user, quietly.
        self._closing = weakref.finalize(self, self._db.close)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.executescript(schema)

    def close(self) -> None:
        """Close the file; a second time changes nothing."""
        self._closing()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Open a transaction, or join the one that is open: all of it is kept, or nothing."""
        with self._lock:
            if self._db.in_transaction:
                yield self._db
                return
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
