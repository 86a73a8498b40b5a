"""Orders, journal and books in PostgreSQL: for any number of threads, processes and machines.

Each method is one round trip. Given an open connection, the store works inside of the caller's
transactions, so that an order changes together with the shop's own rows, or not at all:

    with psycopg.connect("postgresql://shop@db.internal/shop") as connection:
        connection.execute("UPDATE stock SET units = units - 1 WHERE product = 7")
        Shop(PostgresStore(connection), ...).handle(50001, command)
"""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from typing import Any

from tilaus.events import Recorded
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports.storage import (
    ENDED,
    AccountLine,
    Change,
    Claim,
    Conflict,
    JournalRow,
    Query,
    RequestKey,
    Stored,
    StoreError,
    check_limit,
)
from tilaus_adapters.storage.migrations import shipped
from tilaus_adapters.storage.postgres_commit import document, entry_cells, refuse
from tilaus_adapters.storage.postgres_database import Connection, Database, Limits, Met, Undone
from tilaus_adapters.storage.postgres_feed import PostgresFeed
from tilaus_adapters.storage.postgres_figures import PostgresFigures
from tilaus_adapters.storage.postgres_listener import listening
from tilaus_adapters.storage.postgres_migrations import make_ready, migrate
from tilaus_adapters.storage.postgres_shelf import PostgresShelf
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
from tilaus_adapters.storage.texts import fingerprint, range_of, states_of

LARGEST = 2**63 - 1
"""The largest whole number that PostgreSQL keeps in a bigint."""


class PostgresStore(PostgresFeed, PostgresShelf, PostgresFigures):
    """Keep orders, journal and books in a PostgreSQL database.

    Args:
        place: a postgresql:// address, or an open connection of the caller's. An address has a
            pool of connections, each opened when it is needed; a process that was forked opens a
            store of its own. A given connection keeps its settings, and whoever opened it commits
            and closes it: the store joins the transaction that is open there behind a savepoint,
            begins none of its own where statements commit themselves, and never commits another's.
        limits: how many connections, and how long to wait.
        lease_clock: returns the time by which leases run, in seconds since 1970, for tests;
            otherwise they run by the database's clock.
        hints: tell listeners of what was asked for: one more message to the server after each
            commit that asks for effects. Polling finds it too.
        migrate: bring the schema to the newest step; otherwise that is done in an empty database
            only, because older versions of the code may still be at work.
        recent: how many orders are remembered, so that a command reads only what changed.

    Raises:
        StoreError: it cannot be reached or used, its schema is behind, or a newer tilaus wrote it.
    """

    def __init__(
        self,
        place: str | Connection,
        *,
        limits: Limits | None = None,
        lease_clock: Callable[[], float] | None = None,
        hints: bool = False,
        migrate: bool = False,
        recent: int = RECENT,
    ) -> None:
        self._recent = RecentOrders(recent)
        self._clock = lease_clock or _nothing
        self._hints = hints
        self._database = Database(place, limits or Limits())
        try:
            _READY[migrate](self._database, shipped("postgres"))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close what the store opened; it cannot be used any more."""
        self._database.close()

    def listening(self, on_hint: Callable[[str], None]) -> AbstractContextManager[None]:
        """Call `on_hint` with the id of an order that may have work now, from a thread of its own.

        Hints get lost, when the connection does and by design; whoever listens also polls. After
        the connection was lost and is there again the id is empty: look at everything.
        """
        return listening(self._database, on_hint)

    def next_number(self, first: int) -> int:
        return int(self._database.one("next_number", first=first))

    def load(self, ref: str | int, request: RequestKey | None = None) -> Stored:
        if not _can_be_kept(ref):
            return Stored(None)
        id, number = (None, ref) if isinstance(ref, int) else (ref, None)
        source, key = (None, None) if request is None else (request.source, request.id)
        known = self._recent.last(id)
        wanted = {"id": id, "number": number, "source": source, "request": key}
        found = self._database.one("load", known=known and known[0], **wanted)
        if found is None:
            return Stored(None)
        hash, rows, busy, answer = json.loads(found)
        order = known[1] if known and rows is None else _order(rows)
        self._recent.put(hash, order)
        return Stored(order, frozenset(busy or ()), answer)

    def commit(self, change: Change) -> None:
        text = json.dumps(document(change), separators=(",", ":"))
        try:
            found = self._database.one("commit", change=text)
        except Undone as undone:
            refuse(change, undone.found)
            return
        except Met as met:
            raise Conflict(f"order {change.decision.order.number}: {met}") from met
        kind, *facts = json.loads(found)
        if kind != "written":
            refuse(change, [kind, *facts])
            return
        if facts[0]:
            self._recent.put(facts[0], change.decision.order)
        if self._hints and change.decision.effects:
            name = "hint" if self._database.is_the_callers else "hint_quickly"
            # The change is written, whatever becomes of the hint.
            with suppress(StoreError):
                self._database.all(name, order_id=change.decision.order.id)

    def history(self, order_id: str) -> Sequence[Recorded]:
        if not _can_be_kept(order_id):
            return ()
        events, texts = json.loads(self._database.one("history", order_id=order_id))
        return read_history(order_id, events or (), texts or {})

    def search(self, query: Query) -> Sequence[Order]:
        limit = check_limit(query.limit)
        if not (_can_be_kept(query.status) and _can_be_kept(query.concern)):
            return ()
        first, last = range_of(query.concern) if query.concern else (None, None)
        rows = self._database.all(
            "search",
            status=query.status,
            mark=fingerprint(query.text) if query.text else None,
            number=_number(query.text),
            text=query.text if _can_be_kept(query.text) else "",
            first=first,
            last=last,
            states=states_of(query.concern),
            before=LARGEST if query.before is None else max(min(query.before, LARGEST), 0),
            limit=limit,
        )
        return tuple(_order(json.loads(row["found"])) for row in rows)

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Claim | None:
        if order_id is not None and not _can_be_kept(order_id):
            return None
        rows = self._database.all(
            "claim",
            at=moment(at),
            lease_s=float(lease_s),
            now=self._clock(),
            order_id=order_id,
            without=sorted(without),
        )
        for row in rows:
            effect = None if row["seq"] is None else read_effect(row)
            return Claim(row["lane"], row["lane_token"], effect)
        return None

    def take(self, order_id: str, lease_s: float) -> int | None:
        if not _can_be_kept(order_id):
            return None
        wanted = {"order_id": order_id, "lease_s": float(lease_s), "now": self._clock()}
        rows = self._database.all("take", **wanted)
        return int(rows[0]["lane_token"]) if rows else None

    def due_orders(self, at: datetime, limit: int) -> Mapping[str, datetime]:
        wanted = {"at": moment(at), "now": self._clock(), "limit": limit}
        return {row["id"]: row["due"] for row in self._database.all("due_orders", **wanted)}

    def effects(
        self, order_id: str | None = None, states: frozenset[str] | None = None
    ) -> Sequence[JournalRow]:
        wanted = None if states is None else sorted(states)
        if order_id is not None:
            if not _can_be_kept(order_id):
                return ()
            rows = self._database.all("effects_of_order", order_id=order_id, states=wanted)
        elif states is None or states & ENDED:
            rows = self._database.all("effects", states=wanted)
        else:
            rows = self._database.all("open_effects", states=wanted)
        return tuple(read_effect(row) for row in rows)

    def next_due(self) -> datetime | None:
        found = self._database.one("next_due", now=self._clock())
        return None if found is None else datetime.fromisoformat(found)

    def post(self, entry: Entry, owed: str | None = None) -> bool:
        text = json.dumps(entry_cells(entry))
        return bool(self._database.one("post", entry=text, owed=owed))

    def entries(self, order_id: str | None = None) -> Sequence[Entry]:
        if order_id is None:
            return read_entries(self._database.all("all_entries"))
        if not _can_be_kept(order_id):
            return ()
        return read_entries(self._database.all("entries_of_order", order_id=order_id))

    def lines(self, account: str, limit: int, before: int | None = None) -> Sequence[AccountLine]:
        below = LARGEST if before is None else max(-LARGEST, min(before, LARGEST))
        wanted = {"account": account, "before": below, "limit": check_limit(limit)}
        if not _can_be_kept(account):
            return ()
        return read_lines(self._database.all("lines_of_account", **wanted))

    def balance(self, account: str) -> int:
        return int(self._database.one("balance", account=account)) if _can_be_kept(account) else 0


_READY = {False: make_ready, True: migrate}
"""What a store does about its schema when it is opened, with and without `migrate`."""


def _nothing() -> None:
    """Stand for the clock of a store whose leases run by the database's."""


def _order(found: Sequence[Any]) -> Order:
    row, parts, texts = found
    return read_order(row, {table: parts[table] or () for table in PARTS}, texts or {})


def _number(text: str) -> int:
    """Read a search text as an order number; 0, which no order has, where it is none."""
    is_number = text.isascii() and text.isdigit() and len(text) < len(str(LARGEST))
    return int(text) if is_number and text == str(int(text)) else 0


def _can_be_kept(ref: str | int) -> bool:
    """Tell whether PostgreSQL could hold this at all; what it cannot hold is not there."""
    if isinstance(ref, int):
        return 0 < ref <= LARGEST
    return "\0" not in ref and not any("\ud800" <= letter <= "\udfff" for letter in ref)


__all__ = ["Limits", "PostgresStore"]
