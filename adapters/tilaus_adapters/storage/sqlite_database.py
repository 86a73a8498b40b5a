"""A SQLite database: its connections, its transactions, its statements, and its errors in words."""

import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
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
    """One transaction on one connection. Statements are called by name, one after the other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._cursor.row_factory = sqlite3.Row
        self._statements = statements()

    def all(self, name: str, /, **values: Any) -> list[sqlite3.Row]:
        """Run a statement and return all rows."""
        return self._cursor.execute(self._statements[name], values).fetchall()

    def one(self, name: str, /, **values: Any) -> sqlite3.Row | None:
        """Run a statement and return its only row, or None where there is none."""
        found = self._cursor.execute(self._statements[name], values).fetchall()
        return found[0] if found else None

    def run(self, name: str, /, **values: Any) -> int:
        """Run a statement and return how many rows it changed."""
        return self._cursor.execute(self._statements[name], values).rowcount

    def run_each(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement for each row of values."""
        if rows:
            self._cursor.executemany(self._statements[name], rows)

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
        return _Transaction(self, "BEGIN", None if self._shared is None else self._turn)

    def writing(self) -> AbstractContextManager[Session]:
        """Open a transaction that writes: all of it is kept, or nothing where an error leaves it.

        Threads queue here, because the lock of SQLite is taken by polling.
        """
        return _Transaction(self, "BEGIN IMMEDIATE", self._turn)

    def forget(self) -> None:
        """Overwrite erased data in the write-ahead log too, as soon as no reader needs it."""
        if self._shared is None:
            with self._in_words():
                _set(self.connection(), "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the connections of all threads; a connection of the caller's stays open."""
        self._is_closed = True
        for handle in list(self._handles):
            handle.close()

    def connection(self) -> sqlite3.Connection:
        """Return the connection of this thread.

        Raises:
            StoreError: it cannot be opened, or the database was closed.
        """
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
        except FAILURES as error:
            raise self.in_words(error) from error

    def in_words(self, error: BaseException) -> StoreError:
        """Say what an error of SQLite means, and what helps."""
        if not isinstance(error, sqlite3.Error):
            return StoreError(f"cannot keep a value in the store {self.name}: {error}")
        name = getattr(error, "sqlite_errorname", "")
        cure = next(cure for begin, cure in CURES.items() if name.startswith(begin))
        return StoreError(f"cannot use the store {self.name}: {error}; {cure}")


FAILURES = (sqlite3.Error, OverflowError, UnicodeEncodeError)
"""What SQLite raises where it cannot do, or cannot keep, what it is asked."""


class _Transaction(AbstractContextManager[Session]):
    """Open a transaction, or join the one that is open; all of it is kept, or nothing.

    A class, because a command opens two and generators would take longer than the statements.
    """

    __slots__ = ("_begin", "_database", "_db", "_ends", "_turn")

    def __init__(self, database: Database, begin: str, turn: "threading.Lock | None") -> None:
        self._database, self._begin, self._turn = database, begin, turn

    def __enter__(self) -> Session:
        if self._turn is not None:
            self._turn.acquire()
        try:
            self._db = connection = self._database.connection()
            self._ends = _JOINED if connection.in_transaction else _OWN
            connection.execute("SAVEPOINT tilaus" if self._ends is _JOINED else self._begin)
            return Session(connection)
        except BaseException as error:
            self._let_go()
            if isinstance(error, FAILURES):
                raise self._database.in_words(error) from error
            raise

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        try:
            if error is None:
                self._keep()
            else:
                self._undo()
        except FAILURES as failed:
            raise self._database.in_words(failed) from failed
        finally:
            self._let_go()
        if isinstance(error, FAILURES):
            raise self._database.in_words(error) from error

    def _keep(self) -> None:
        try:
            self._db.execute(self._ends[0])
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        # Some errors, such as a full disk, have ended the transaction already.
        if self._db.in_transaction:
            for undo in self._ends[1]:
                self._db.execute(undo)

    def _let_go(self) -> None:
        if self._turn is not None:
            self._turn.release()


_OWN = ("COMMIT", ("ROLLBACK",))
_JOINED = ("RELEASE tilaus", ("ROLLBACK TO tilaus", "RELEASE tilaus"))
"""How a transaction of our own ends, and one that joined the caller's: kept, or undone."""


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
