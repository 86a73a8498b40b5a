"""A SQLite database: its connections, its transactions, its statements, and its errors in words."""

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from importlib.resources import files
from typing import Any

import aiosql

from tilaus.ports.storage import StoreError

SQL = files("tilaus_adapters.storage").joinpath("sql", "sqlite")

PAUSE_S = 0.005
"""Between two tries to turn a new file to write-ahead logging, in seconds."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # Readers and the one writer do not wait for each other.
    "PRAGMA synchronous=FULL",  # What was committed outlives a power cut.
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # What was erased is overwritten, not only unlinked.
    "PRAGMA trusted_schema=OFF",  # A file from elsewhere runs no code of its own.
)

CURES: Mapping[str, str] = {
    # begin of the error's name   what to do about it
    "SQLITE_NOTADB":              "it is no SQLite database; name another file, or one that is not there yet",
    "SQLITE_BUSY_SNAPSHOT":       "another transaction wrote after the surrounding one had read; begin it with BEGIN IMMEDIATE, and do it again",
    "SQLITE_BUSY":                "another process keeps it locked; try again, or find out who has a transaction open",
    "SQLITE_LOCKED":              "another connection keeps it locked; try again, or find out who has a transaction open",
    "SQLITE_READONLY":            "give the user who runs this the right to write both the file and its folder",
    "SQLITE_CANTOPEN":            "look whether its folder exists, and whether the user who runs this may write there",
    "SQLITE_PERM":                "look whether the user who runs this may write there",
    "SQLITE_CORRUPT":             "the file is damaged; restore a backup, or save what can be read with the command .recover of sqlite3",
    "SQLITE_FULL":                "make room on the disk, and try again",
    "SQLITE_IOERR":               "the disk or its connection fails; look into the system's log",
    "SQLITE_CONSTRAINT":          "what was to be written contradicts what is there, and nothing of it was written",
    "":                           "nothing was written",
}  # fmt: skip


@cache
def statements() -> Mapping[str, str]:
    """Return the named blocks of `queries.sql`; read once."""
    text = SQL.joinpath("queries.sql").read_text("utf-8")
    blocks: Any = aiosql.from_str(text, "sqlite3", mandatory_parameters=False)
    return {name: getattr(blocks, name).sql for name in blocks.available_queries}


class Session:
    """One transaction on one connection. Statements are called by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def _execute(self, name: str, values: Mapping[str, Any]) -> sqlite3.Cursor:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(statements()[name], values)

    def all(self, name: str, /, **values: Any) -> list[sqlite3.Row]:
        """Run a statement and return all rows."""
        return self._execute(name, values).fetchall()

    def one(self, name: str, /, **values: Any) -> sqlite3.Row | None:
        """Run a statement and return its only row, or None where there is none."""
        found = self.all(name, **values)
        return found[0] if found else None

    def run(self, name: str, /, **values: Any) -> int:
        """Run a statement and return how many rows it changed."""
        return self._execute(name, values).rowcount

    def run_each(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run a statement for each row of values."""
        self._connection.cursor().executemany(statements()[name], rows)

    def run_script(self, text: str) -> None:
        """Run a script inside of the transaction, which `executescript` would end."""
        lines: list[str] = []
        for line in text.splitlines():
            lines.append(line)
            if sqlite3.complete_statement("\n".join(lines)):
                self._connection.execute("\n".join(lines))
                lines = []


class _Handle:
    """A connection that is closed when nobody has the handle any more, at the latest at exit."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection: sqlite3.Connection = connection
        self.close = weakref.finalize(self, connection.close)


class Database:
    """A database in a file, in memory, or behind a connection that the caller opened.

    A file has one connection for each thread. Memory and the caller's connection are one connection
    which threads use in turns; a transaction that the caller has open there is joined: what is
    written becomes part of it, and is undone alone where it fails.

    Args:
        place: a path, `:memory:`, or an open connection; the caller closes the latter.
        busy_s: how long to wait for another process that writes, in seconds.
    """

    def __init__(self, place: str | os.PathLike[str] | sqlite3.Connection, busy_s: float) -> None:
        if sqlite3.sqlite_version_info < (3, 37):
            found = f"this Python brings SQLite {sqlite3.sqlite_version}"
            raise StoreError(f"cannot open a store: {found}; SQLite 3.37 or newer is needed")
        self._busy_s = busy_s
        self._turn = threading.Lock()
        self._own = threading.local()
        self._handles: weakref.WeakSet[_Handle] = weakref.WeakSet()
        self._is_closed = False
        self._shared: sqlite3.Connection | None = None
        self.name: str = "the given connection"
        if isinstance(place, sqlite3.Connection):
            self._shared = place
            with self._in_words():
                _set(place, "PRAGMA secure_delete=ON")
            return
        self.name = os.fspath(place)
        if not self.name:
            raise StoreError("cannot open a store: its path is empty; name a file, or :memory:")
        if self.name == ":memory:":
            self._memory = self._open()
            self._shared = self._memory.connection

    def reading(self) -> AbstractContextManager[Session]:
        """Open a transaction in which every statement sees the same state."""
        turn = nullcontext() if self._shared is None else self._turn
        return self._transaction("BEGIN", turn)

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that writes: all of it is kept, or nothing where an error leaves it.

        Threads queue here, because the lock of SQLite is taken by polling.
        """
        return self._transaction("BEGIN IMMEDIATE", self._turn)

    def forget(self) -> None:
        """Overwrite erased data in the write-ahead log too, as soon as no reader needs it."""
        if self._shared is None:
            with self._in_words():
                _set(self._connection(), "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections of all threads; a connection of the caller's stays open."""
        self._is_closed = True
        for handle in list(self._handles):
            handle.close()

    @contextmanager
    def _transaction(self, begin: str, turn: AbstractContextManager[Any]) -> Iterator[Session]:
        with turn, self._in_words(), _scope(self._connection(), begin) as connection:
            yield Session(connection)

    def _connection(self) -> sqlite3.Connection:
        if self._is_closed:
            raise StoreError(f"cannot use the store {self.name}: it was closed; open it again")
        if self._shared is not None:
            return self._shared
        handle: _Handle | None = getattr(self._own, "handle", None)
        if handle is None:
            handle = self._own.handle = self._open()
        return handle.connection

    def _open(self) -> _Handle:
        with self._in_words():
            handle = _Handle(self._connect())
        self._handles.add(handle)
        return handle

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.name, timeout=self._busy_s, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in PRAGMAS:
                _set_patiently(connection, pragma, self._busy_s)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Turn the errors of SQLite into sentences that say what helps."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            cure = next(cure for begin, cure in CURES.items() if name.startswith(begin))
            raise StoreError(f"cannot use the store {self.name}: {error}; {cure}") from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise StoreError(f"cannot keep a value in the store {self.name}: {error}") from error


def _set_patiently(connection: sqlite3.Connection, pragma: str, busy_s: float) -> None:
    """Set a pragma, and again while others open the same new file.

    Of several who turn a new file to write-ahead logging at once, SQLite tells all but one that it
    is busy, without the wait that it otherwise keeps to.
    """
    ends = time.monotonic() + busy_s
    while True:
        try:
            return _set(connection, pragma)
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() >= ends:
                raise
        time.sleep(PAUSE_S)


def _set(connection: sqlite3.Connection, pragma: str) -> None:
    connection.execute(pragma).fetchall()


@contextmanager
def _scope(connection: sqlite3.Connection, begin: str) -> Iterator[sqlite3.Connection]:
    """Open a transaction, or join the one that is open."""
    joined = ("SAVEPOINT tilaus", "RELEASE tilaus", ("ROLLBACK TO tilaus", "RELEASE tilaus"))
    start, keep, drop = joined if connection.in_transaction else (begin, "COMMIT", ("ROLLBACK",))
    connection.execute(start)
    try:
        yield connection
        connection.execute(keep)
    except BaseException:
        # Some errors, such as a full disk, have ended the transaction already.
        if connection.in_transaction:
            for undo in drop:
                connection.execute(undo)
        raise
