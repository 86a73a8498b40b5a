"""A world outside the shop, in a SQLite file of its own: what is scripted, and what it reports.

The sandboxes for payment and delivery stand on it. Because the file is not the shop's, it outlives
a shop that was killed, and what really happened can be compared with what the shop believes.
"""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from tilaus.codec import dump, load
from tilaus.commands import (
    Command,
    DeliveryReported,
    PaymentReported,
    RefundObserved,
    RefundReported,
)
from tilaus.ports.report import Report
from tilaus.ports.storage import RequestKey
from tilaus_adapters.own_file import OwnFile

SCHEMA = """
CREATE TABLE IF NOT EXISTS script(
    seq INTEGER PRIMARY KEY, operation TEXT NOT NULL, about TEXT NOT NULL, behaviour TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS outbox(
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, order_id TEXT NOT NULL,
    kind TEXT NOT NULL, doc TEXT NOT NULL, state TEXT NOT NULL);
"""

MESSAGES: Mapping[str, tuple[str, ...]] = {
    "": ("ready",),
    "double": ("ready", "ready"),
    "hold": ("held",),
    "lose": ("lost",),
}
"""What a script may do to a message: which copies of it are written, and in which state."""

_KINDS: Mapping[str, type[Command]] = {
    kind.__name__: kind
    for kind in (PaymentReported, RefundReported, RefundObserved, DeliveryReported)
}


class Outside(OwnFile):
    """The file of an outside world. Safe to use from several threads and processes.

    Args:
        path: the SQLite file, or `:memory:`.
        source: the sender's name in the request keys of its messages.
        schema: further tables, each `CREATE TABLE IF NOT EXISTS`.
        behaviours: what `on_next` accepts, by operation.
    """

    def __init__(
        self,
        path: str | Path,
        source: str,
        schema: str,
        behaviours: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._source = source
        self._behaviours = {**behaviours, "message": tuple(filter(None, MESSAGES))}
        super().__init__(path, SCHEMA + schema)

    def on_next(self, operation: str, behaviour: str, about: str = "", times: int = 1) -> None:
        """Script what the next `times` calls of an operation do.

        Args:
            about: only calls about this (a method, a service) are meant; empty for any.

        Raises:
            ValueError: there is no such operation or behaviour; says which there are.
        """
        possible = self._behaviours.get(operation)
        if possible is None or behaviour not in possible:
            known = self._behaviours if possible is None else possible
            what = f"cannot script {operation!r} to {behaviour!r}"
            raise ValueError(f"{what}: it is unknown; possible: {', '.join(sorted(known))}")
        with self.transaction() as db:
            for _ in range(times):
                db.execute(
                    "INSERT INTO script(operation, about, behaviour) VALUES (?, ?, ?)",
                    (operation, about, behaviour),
                )

    def scripted(self, operation: str, about: str = "") -> str:
        """Take the behaviour that is scripted for a call; empty where none is."""
        with self.transaction() as db:
            row = db.execute(
                "SELECT seq, behaviour FROM script WHERE operation = ? AND about IN ('', ?) "
                "ORDER BY seq LIMIT 1",
                (operation, about),
            ).fetchone()
            if row is None:
                return ""
            db.execute("DELETE FROM script WHERE seq = ?", (row["seq"],))
            return str(row["behaviour"])

    def report(self, order_id: str, command: Command) -> Report:
        """Write a message about an order; it is ready at once unless a script says otherwise.

        A script may mean messages of one kind: `about` is the name of the command, for example
        `RefundReported`.
        """
        states = MESSAGES[self.scripted("message", type(command).__name__)]
        with self.transaction() as db:
            count = "SELECT count(DISTINCT id) FROM outbox WHERE order_id = ?"
            id = f"{order_id}/{db.execute(count, (order_id,)).fetchone()[0] + 1}"
            for state in states:
                db.execute(
                    "INSERT INTO outbox(id, order_id, kind, doc, state) VALUES (?, ?, ?, ?, ?)",
                    (id, order_id, type(command).__name__, json.dumps(dump(command)), state),
                )
        return Report(order_id, RequestKey(self._source, id), command)

    def messages(self) -> tuple[Report, ...]:
        """Return the messages that nobody acknowledged, in the order in which they were written.

        A doubled one is there twice. Asking again gives the same ones again: a sender repeats.
        """
        with self._lock:
            rows = self._db.execute("SELECT * FROM outbox WHERE state = 'ready' ORDER BY seq")
            return tuple(self._read(row) for row in rows.fetchall())

    def _read(self, row: sqlite3.Row) -> Report:
        command = load(json.loads(row["doc"]), _KINDS[row["kind"]])
        return Report(row["order_id"], RequestKey(self._source, row["id"]), command)

    def acknowledge(self, report: Report) -> None:
        """Take a message off the list, in all its copies; a second time changes nothing."""
        with self.transaction() as db:
            db.execute(
                "UPDATE outbox SET state = 'acknowledged' WHERE id = ? AND state = 'ready'",
                (report.request.id,),
            )

    def release(self) -> None:
        """Let the messages go that a script held back; they come after all others."""
        with self.transaction() as db:
            db.execute(
                "INSERT INTO outbox(id, order_id, kind, doc, state) "
                "SELECT id, order_id, kind, doc, 'ready' FROM outbox WHERE state = 'held'"
            )
            db.execute("UPDATE outbox SET state = 'released' WHERE state = 'held'")

    def resend(self) -> None:
        """Send every message again that was acknowledged or lost, as providers do on demand."""
        with self.transaction() as db:
            db.execute("UPDATE outbox SET state = 'ready' WHERE state IN ('acknowledged', 'lost')")
