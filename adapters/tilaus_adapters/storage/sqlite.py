"""Orders, journal and books in SQLite: one file, durable, for one machine.

The file may be used by any number of threads and processes at once. Given an open connection, the
store works inside of the caller's transactions, so that an order changes together with the shop's
own rows, or not at all:

    with sqlite3.connect("shop.db") as connection:
        connection.execute("UPDATE stock SET left = left - 1 WHERE product = 7")
        Shop(SqliteStore(connection), ...).handle(50001, command)
"""

import json
import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from tilaus.events import Recorded
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports.storage import (
    ENDED,
    AccountLine,
    Change,
    Claim,
    JournalRow,
    Query,
    RequestKey,
    Stored,
    check_limit,
)
from tilaus_adapters.storage.migrations import shipped
from tilaus_adapters.storage.recent import RECENT, RecentOrders
from tilaus_adapters.storage.rows import (
    PARTS,
    moment,
    read_effect,
    read_entries,
    read_history,
    read_lines,
    read_order,
)
from tilaus_adapters.storage.sqlite_commit import book, check_balanced, erases, write
from tilaus_adapters.storage.sqlite_database import Database, Session
from tilaus_adapters.storage.sqlite_feed import SqliteFeed
from tilaus_adapters.storage.sqlite_figures import SqliteFigures
from tilaus_adapters.storage.sqlite_migrations import migrate
from tilaus_adapters.storage.sqlite_shelf import SqliteShelf
from tilaus_adapters.storage.sqlite_texts import kept
from tilaus_adapters.storage.texts import EVENT, ORDER, fingerprint, range_of, states_of

BUSY_S = 30.0
"""How long a write waits for another process that writes."""

LARGEST = 2**63 - 1
"""The largest whole number that SQLite keeps."""


class SqliteStore(SqliteFeed, SqliteShelf, SqliteFigures):
    """Keep orders, journal and books in a SQLite database; it is made where it is missing.

    Args:
        place: the path of the file, `:memory:`, or an open connection of the caller's. A path is
            opened with a write-ahead log and full synchronisation, once in each thread; a process
            that was forked opens a store of its own. A given connection keeps its settings: whoever
            opened it answers for durability, for who may use it in which thread, and for closing
            it. Where a transaction is open on it, the store writes into that one, behind a
            savepoint.
        busy_s: how long to wait for another process that writes, in seconds.
        lease_clock: returns the time by which leases run, in seconds since 1970.
        recent: how many orders are remembered, so that a command reads only what changed.

    Raises:
        StoreError: it cannot be opened, it is no database, or a newer tilaus wrote it.
    """

    def __init__(
        self,
        place: str | os.PathLike[str] | sqlite3.Connection,
        *,
        busy_s: float = BUSY_S,
        lease_clock: Callable[[], float] = time.time,
        recent: int = RECENT,
    ) -> None:
        self._clock = lease_clock
        self._recent = RecentOrders(recent)
        self._database = Database(place, busy_s)
        migrate(self._database, shipped("sqlite"))

    def close(self) -> None:
        """Close what the store opened, in all threads; it cannot be used any more."""
        self._database.close()

    def next_number(self, first: int) -> int:
        with self._database.writing() as db:
            (row,) = db.all("next_number", first=first)
            return int(row["value"])

    def load(self, ref: str | int, request: RequestKey | None = None) -> Stored:
        if not _can_be_kept(ref):
            return Stored(None)
        by = "order_by_number" if isinstance(ref, int) else "order_by_id"
        source, id = (request.source, request.id) if request else ("", "")
        with self._database.reading() as db:
            row = db.one(by, ref=ref, source=source, request=id)
            if row is None:
                return Stored(None)
            order = self._recent.get(row["id"], row["hash"])
            if order is None:
                order = _order(db, row)
                self._recent.put(row["hash"], order)
            answer = row["answer"] if request else None
            busy = () if row["busy"] == "[]" else json.loads(row["busy"])
            return Stored(order, frozenset(busy), answer)

    def commit(self, change: Change) -> None:
        with self._database.writing() as db:
            hash = write(db, change)
        if hash:
            self._recent.put(hash, change.decision.order)
        if erases(change):
            self._database.forget()

    def history(self, order_id: str) -> Sequence[Recorded]:
        if not _can_be_kept(order_id):
            return ()
        with self._database.reading() as db:
            events = db.all("events_of", order_id=order_id)
            return read_history(order_id, events, kept(db, order_id, EVENT))

    def search(self, query: Query) -> Sequence[Order]:
        limit = check_limit(query.limit)
        if not (_can_be_kept(query.status) and _can_be_kept(query.concern)):
            return ()
        before = LARGEST if query.before is None else min(query.before, LARGEST)
        wanted = {"status": query.status, "before": before, "limit": limit}
        name = "newest_orders_in_status" if query.status else "newest_orders"
        if query.text:
            name = "orders_that_match"
            wanted |= {"mark": fingerprint(query.text), "number": _number(query.text)}
            wanted["text"] = query.text if _can_be_kept(query.text) else ""
        if query.concern:
            name = "orders_of_concern_that_match" if query.text else "orders_of_concern"
            first, last = range_of(query.concern)
            wanted |= {"first": first, "last": last, "states": json.dumps(states_of(query.concern))}
        with self._database.reading() as db:
            return tuple(_order(db, row) for row in db.all(name, **wanted))

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Claim | None:
        now = self._clock()
        wanted = {"at": moment(at), "now": now, "lease_until": now + lease_s}
        passed_over = json.dumps(sorted(without))
        with self._database.writing() as db:
            if order_id is None:
                lane = db.one("claim", without=passed_over, **wanted)
            else:
                lane = db.one("claim_of_order", order_id=order_id, without=passed_over, **wanted)
            if lane is None:
                return None
            row = None if lane["seq"] is None else db.one("effect", seq=lane["seq"])
            effect = None if row is None else read_effect(row)
            return Claim(lane["id"], lane["lane_token"], effect)

    def take(self, order_id: str, lease_s: float) -> int | None:
        now = self._clock()
        with self._database.writing() as db:
            lane = db.one("take", order_id=order_id, now=now, lease_until=now + lease_s)
            return None if lane is None else int(lane["lane_token"])

    def due_orders(self, at: datetime, limit: int) -> Mapping[str, datetime]:
        wanted = {"at": moment(at), "now": self._clock(), "limit": limit}
        with self._database.reading() as db:
            rows = db.all("due_orders", **wanted)
            return {row["id"]: datetime.fromisoformat(row["due"]) for row in rows}

    def effects(
        self, order_id: str | None = None, states: frozenset[str] | None = None
    ) -> Sequence[JournalRow]:
        wanted = None if states is None else json.dumps(sorted(states))
        with self._database.reading() as db:
            if order_id is not None:
                rows = db.all("effects_of_order", order_id=order_id, states=wanted)
            elif states is None or states & ENDED:
                rows = db.all("all_effects", states=wanted)
            else:
                rows = db.all("open_effects", states=wanted)
            return tuple(read_effect(row) for row in rows)

    def next_due(self) -> datetime | None:
        now = self._clock()
        with self._database.reading() as db:
            (free,) = db.all("next_due", now=now)
            times = [datetime.fromisoformat(free["due"])] if free["due"] else []
            for lane in db.all("leased_lanes", now=now):
                ends = datetime.fromtimestamp(lane["lease_until"], UTC)
                due = min(filter(None, (lane["due_at"], lane["wake_at"])))
                times.append(max(ends, datetime.fromisoformat(due)))
            return min(times, default=None)

    def post(self, entry: Entry, owed: str | None = None) -> bool:
        check_balanced(entry)
        with self._database.writing() as db:
            if db.one("entry", key=entry.key) is not None:
                return True
            rise = sum(minor for account, minor in entry.lines if account == owed)
            if owed is not None and rise > 0 and _balance(db, owed) + rise > 0:
                return False
            book(db, entry)
            return True

    def entries(self, order_id: str | None = None) -> Sequence[Entry]:
        with self._database.reading() as db:
            if order_id is None:
                return read_entries(db.all("all_entries"))
            return read_entries(db.all("entries_of_order", order_id=order_id))

    def lines(self, account: str, limit: int, before: int | None = None) -> Sequence[AccountLine]:
        below = LARGEST if before is None else max(-LARGEST, min(before, LARGEST))
        wanted = {"account": account, "before": below, "limit": check_limit(limit)}
        if not _can_be_kept(account):
            return ()
        with self._database.reading() as db:
            return read_lines(db.all("lines_of_account", **wanted))

    def balance(self, account: str) -> int:
        with self._database.reading() as db:
            return _balance(db, account)


def _order(db: Session, row: sqlite3.Row) -> Order:
    parts = {table: db.all(f"{table}_of", order_id=row["id"]) for table in PARTS}
    return read_order(row, parts, kept(db, row["id"], ORDER))


def _balance(db: Session, account: str) -> int:
    row = db.one("balance", account=account)
    return 0 if row is None else int(row["balance"])


def _number(text: str) -> int:
    """Read a search text as an order number; 0, which no order has, where it is none."""
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(LARGEST))
    return int(text) if is_number and text == str(int(text)) else 0


def _can_be_kept(ref: str | int) -> bool:
    """Tell whether SQLite could hold this at all; what it cannot hold is not there."""
    if isinstance(ref, int):
        return 0 < ref <= LARGEST
    return ref.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in ref)
