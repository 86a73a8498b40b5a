"""A PostgreSQL database: its connections, its statements, and what becomes of lost connections.

Every statement is one round trip, and one transaction where the caller has none. Every statement
may be sent twice: reads, claims and numbers lose nothing by it, an entry has its key, and a change
has a nonce by which the database knows it again. So a connection that proves dead costs one more
try on a fresh one, and the outcome of a commit is only unknown while the server is away.
"""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import Any
from weakref import finalize

import aiosql
import psycopg
from psycopg import conninfo, pq
from psycopg.rows import dict_row

from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus_adapters.storage.postgres_errors import in_words, masked, state_of

SQL = files("tilaus_adapters.storage").joinpath("sql", "postgres")

Connection = psycopg.Connection[Any]
Row = dict[str, Any]

PAUSE_S = 0.1
"""Between two tries to reach a server that is away, in seconds."""

IDLE_S = 300.0
"""After so many seconds without use a connection is closed, down to the smallest number."""

WRITES = frozenset({"commit", "post"})
"""Statements of which somebody must know whether they were done."""

OF_A_CONNECTION: Mapping[str, Any] = {
    "fallback_application_name": "tilaus",
    "connect_timeout": 10,
    # A server that vanished without a word is noticed after a minute, not after two hours.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""What an address may say otherwise, in its query: `?connect_timeout=3`."""


@record
class Limits:
    """How many connections a store opens, and how long it waits; times in seconds, > 0.

    Attributes:
        min_size, max_size: connections that are kept, and that are open at most, in one process.
        wait_s: for a connection, where all are in use.
        statement_s, lock_s: for one statement, and in it for one lock, before it is given up.
        reconnect_s: for a server that went away in the middle of a statement.
    """

    min_size: int = 1
    max_size: int = 10
    wait_s: float = 30.0
    statement_s: float = 30.0
    lock_s: float = 10.0
    reconnect_s: float = 10.0


@cache
def statements() -> Mapping[str, str]:
    """Return the named blocks of `queries.sql`; read once."""
    text = SQL.joinpath("queries.sql").read_text("utf-8")
    blocks: Any = aiosql.from_str(text, "psycopg", mandatory_parameters=False)
    return {name: getattr(blocks, name).sql for name in blocks.available_queries}


def run(connection: Connection, name: str, /, **values: Any) -> list[Row]:
    """Run a statement on a connection, whatever its owner set it up for; return its rows."""
    with psycopg.Cursor(connection, row_factory=dict_row) as cursor:
        cursor.execute(statements()[name].encode(), values)
        return cursor.fetchall() if cursor.description else []


class Database:
    """A database behind an address, or behind a connection that the caller opened.

    An address has connections that come and go with need, at most `limits.max_size`; a thread uses
    one for the time of one statement. The caller's connection is used by one thread at a time, in
    the transaction that is open there, and nothing is ever committed but by the caller.
    """

    def __init__(self, place: str | Connection, limits: Limits) -> None:
        self._limits = limits
        self._is_closed = False
        self._turn = threading.Condition()
        self._idle: deque[tuple[float, Connection]] = deque()
        self._open = 0
        self._given: Connection | None = None
        self._address = ""
        self.name: str = "the given connection"
        if isinstance(place, psycopg.Connection):
            self._given = place
        else:
            self.name = masked(place)
            self._address = _with_defaults(place, self.name)
        self._finish = finalize(self, _close_all, self._idle)

    @property
    def is_the_callers(self) -> bool:
        """Tell whether the connection, and so the transaction, is the caller's."""
        return self._given is not None

    def close(self) -> None:
        """Close what the store opened; a connection of the caller's stays open."""
        self._is_closed = True
        self._finish()

    def all(self, name: str, /, **values: Any) -> list[Row]:
        """Run a statement, and once more on a fresh connection where its own proves dead.

        Raises:
            StoreError: it cannot be done; says so where nobody knows whether it was done.
        """
        if self._given is not None:
            with self._words(), self._turn, _scope(self._given):
                return run(self._given, name, **values)
        with self._words():
            try:
                with self._connection() as connection:
                    return run(connection, name, **values)
            except psycopg.OperationalError as error:
                if not _is_lost(error):
                    raise
            return self._again(name, values)

    def one(self, name: str, /, **values: Any) -> Any:
        """Run a statement that finds one value, and return it."""
        return self.all(name, **values)[0]["found"]

    def _again(self, name: str, values: Mapping[str, Any]) -> list[Row]:
        """Run a statement whose connection was lost once more, when the server is back."""
        self._drop_idle()
        ends = time.monotonic() + self._limits.reconnect_s
        while True:
            try:
                with self._connection() as connection:
                    return run(connection, name, **values)
            except psycopg.OperationalError as error:
                if not _is_lost(error):
                    raise
                if time.monotonic() >= ends:
                    raise self._lost(name, error) from error
            time.sleep(PAUSE_S)

    def _lost(self, name: str, error: psycopg.Error) -> StoreError:
        away = in_words(self.name, error)
        if name not in WRITES:
            return away
        found = "the connection was lost while a change was written, and the server is away"
        cure = "whether it was kept is not known: look at the order before you ask again"
        return StoreError(f"cannot use the store {self.name}: {found}; {cure} ({away})")

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Open a transaction for several statements: all is kept, or nothing where one fails."""
        with self._words():
            if self._given is not None:
                with self._turn, _scope(self._given):
                    yield self._given
            else:
                with self._connection() as connection, connection.transaction():
                    yield connection

    def connect(self) -> Connection:
        """Open a connection that commits each statement; whoever asks for it closes it."""
        if self._given is not None:
            found = "another connection is needed, and this store has no address"
            raise StoreError(f"cannot use the store {self.name}: {found}; open one by address")
        connection = psycopg.connect(self._address, autocommit=True, prepare_threshold=0)
        try:
            times = {
                "statement_ms": str(round(self._limits.statement_s * 1000)),
                "lock_ms": str(round(self._limits.lock_s * 1000)),
            }
            run(connection, "configure", **times)
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """Lend a connection for one statement; one that broke, or is in use still, is closed."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give(connection)

    def _take(self) -> Connection:
        with self._turn:
            has_room = self._turn.wait_for(self._has_room, self._limits.wait_s)
            if self._is_closed:
                found = "it was closed; open it again"
                raise StoreError(f"cannot use the store {self.name}: {found}")
            if not has_room:
                found = f"all {self._limits.max_size} connections are in use"
                cure = "allow more of them (max_size), or use fewer threads"
                raise StoreError(f"cannot use the store {self.name}: {found}; {cure}")
            if self._idle:
                return self._idle.pop()[1]
            self._open += 1
        try:
            return self.connect()
        except BaseException:
            self._forget()
            raise

    def _has_room(self) -> bool:
        return bool(self._is_closed or self._idle or self._open < self._limits.max_size)

    def _give(self, connection: Connection) -> None:
        is_idle = connection.pgconn.transaction_status == pq.TransactionStatus.IDLE
        now = time.monotonic()
        with self._turn:
            if is_idle and not self._is_closed:
                self._idle.append((now, connection))
                self._turn.notify()
                since, eldest = self._idle[0]
                if len(self._idle) <= self._limits.min_size or now - since < IDLE_S:
                    return
                self._idle.popleft()
                connection = eldest
        connection.close()
        self._forget()

    def _forget(self) -> None:
        with self._turn:
            self._open -= 1
            self._turn.notify()

    def _drop_idle(self) -> None:
        """Close the connections that wait: where one died, they died most likely too."""
        with self._turn:
            dead = list(self._idle)
            self._idle.clear()
            self._open -= len(dead)
            self._turn.notify_all()
        for _, connection in dead:
            connection.close()

    @contextmanager
    def _words(self) -> Iterator[None]:
        """Turn the errors of PostgreSQL into sentences that say what helps; see `Undone`."""
        try:
            yield
        except psycopg.Error as error:
            if self._given is None and error.sqlstate in MET:
                raise Met(str(in_words(self.name, error))) from error
            if error.sqlstate == UNDONE:
                raise Undone(json.loads(error.diag.message_primary or "[]")) from error
            raise in_words(self.name, error) from error
        except (UnicodeEncodeError, OverflowError) as error:
            raise StoreError(f"cannot keep a value in the store {self.name}: {error}") from error


UNDONE, MET = "TL001", frozenset({"40001", "40P01"})


class Undone(Exception):  # noqa: N818 - it is an outcome
    """A commit found, after it had begun to write, why it may not; all of it was undone."""

    def __init__(self, found: Sequence[Any]) -> None:
        self.found: Sequence[Any] = found
        super().__init__(found)


class Met(StoreError):  # noqa: N818 - it is an outcome
    """PostgreSQL ended a transaction of our own in favour of another one's."""


def _with_defaults(address: str, name: str) -> str:
    try:
        known = conninfo.conninfo_to_dict(address)
        missing = {key: value for key, value in OF_A_CONNECTION.items() if key not in known}
        return conninfo.make_conninfo(address, client_encoding="utf8", **missing)
    except psycopg.Error:
        # What libpq says of it may quote the password.
        found = "the address cannot be read"
        cure = "write postgresql://USER@HOST:PORT/DATABASE, and percent-encode odd letters"
        raise StoreError(f"cannot use the store {name}: {found}; {cure}") from None


def _close_all(idle: deque[tuple[float, Connection]]) -> None:
    while idle:
        idle.pop()[1].close()


def _is_lost(error: psycopg.OperationalError) -> bool:
    """Tell whether a connection was lost or refused because the server is away for now."""
    return state_of(error).startswith(("57P0", "08"))


@contextmanager
def _scope(connection: Connection) -> Iterator[None]:
    """Join the caller's transaction behind a savepoint; statements that commit need none."""
    status = connection.pgconn.transaction_status
    if connection.autocommit and status == pq.TransactionStatus.IDLE:
        yield
        return
    _tell(connection, b"SAVEPOINT tilaus")
    try:
        yield
        _tell(connection, b"RELEASE tilaus")
    except BaseException:
        if connection.pgconn.transaction_status != pq.TransactionStatus.UNKNOWN:
            _tell(connection, b"ROLLBACK TO tilaus")
            _tell(connection, b"RELEASE tilaus")
        raise


def _tell(connection: Connection, word: bytes) -> None:
    with psycopg.Cursor(connection) as cursor:
        cursor.execute(word)
