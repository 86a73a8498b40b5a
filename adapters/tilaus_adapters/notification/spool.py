"""Alerts that were taken and are not yet told: a file that outlives whoever took them.

Like the spool of a mail server: who put something in has been promised that it goes out. Each
address has its own copy of an alert, so that one that is away holds up no other. Any number of
processes of one machine may use one file; one of them sends to an address at a time.
"""

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tilaus.record import record
from tilaus_adapters.own_file import OwnFile

SCHEMA = """
CREATE TABLE IF NOT EXISTS alerts(
    address TEXT NOT NULL, key TEXT NOT NULL, urgent INTEGER NOT NULL, title TEXT NOT NULL,
    words TEXT NOT NULL, at REAL NOT NULL, told_at REAL, PRIMARY KEY(address, key));
CREATE INDEX IF NOT EXISTS alerts_waiting ON alerts(address, at) WHERE told_at IS NULL;
CREATE TABLE IF NOT EXISTS addresses(
    address TEXT PRIMARY KEY, failures INTEGER NOT NULL DEFAULT 0, failing_since REAL,
    not_before REAL NOT NULL DEFAULT 0, held_until REAL NOT NULL DEFAULT 0,
    digest_at REAL NOT NULL DEFAULT 0);
"""

_FORGET = (
    "DELETE FROM alerts WHERE address NOT IN (SELECT value FROM json_each(?))",
    "DELETE FROM addresses WHERE address NOT IN (SELECT value FROM json_each(?))",
)
"""Take out what stands for addresses that are no more."""

KEPT = timedelta(days=7)
"""How long the key of a told alert is remembered, so that it is not told twice; its words go at
once."""


@record
class Alert:
    """One alert in words; `key` is that of its message."""

    key: str
    is_urgent: bool
    title: str
    words: str
    at: datetime


@record
class Waiting:
    """What an address has not been told, and how it has been doing.

    Attributes:
        failures: how often in a row it took nothing; `failing_since` is when that began.
        not_before: it is left alone until then.
        digest_at: when it got its last digest.
    """

    alerts: tuple[Alert, ...]
    failures: int
    failing_since: datetime | None
    not_before: datetime
    digest_at: datetime


class AlertSpool(OwnFile):
    """Keep alerts until each address was told. Safe to use from several threads and processes.

    Args:
        path: the SQLite file; its disk must outlive the process, or alerts do not.
    """

    def __init__(self, path: Path | str) -> None:
        super().__init__(path, SCHEMA)

    def put(self, alert: Alert, addresses: Sequence[str]) -> None:
        """Take an alert for each address, for good; one that is known already changes nothing."""
        values = (alert.key, alert.is_urgent, alert.title, alert.words, alert.at.timestamp())
        with self.transaction() as db:
            for address in addresses:
                db.execute("INSERT OR IGNORE INTO addresses(address) VALUES (?)", (address,))
                db.execute(
                    "INSERT OR IGNORE INTO alerts(address, key, urgent, title, words, at) "
                    "VALUES (?, ?, ?, ?, ?, ?)",
                    (address, *values),
                )

    def move(self, addresses: Sequence[str]) -> None:
        """Give what waits for addresses that are no more to those that are: none is lost by it."""
        here = json.dumps(list(addresses))
        with self.transaction() as db:
            for address in addresses:
                db.execute("INSERT OR IGNORE INTO addresses(address) VALUES (?)", (address,))
                db.execute(
                    "INSERT OR IGNORE INTO alerts(address, key, urgent, title, words, at) "
                    "SELECT ?, key, urgent, title, words, at FROM alerts WHERE told_at IS NULL "
                    "AND address NOT IN (SELECT value FROM json_each(?))",
                    (address, here),
                )
            for forget in _FORGET:
                db.execute(forget, (here,))

    def waiting(self, address: str) -> Waiting:
        """Return what an address has not been told, the oldest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT * FROM alerts WHERE address = ? AND told_at IS NULL ORDER BY at, key",
                (address,),
            ).fetchall()
            how = self._db.execute(
                "SELECT * FROM addresses WHERE address = ?", (address,)
            ).fetchone()
        if how is None:
            return Waiting((), 0, None, _moment(0), _moment(0))
        since = how["failing_since"]
        return Waiting(
            tuple(_alert(row) for row in rows),
            how["failures"],
            None if since is None else _moment(since),
            _moment(how["not_before"]),
            _moment(how["digest_at"]),
        )

    def hold(self, address: str, at: datetime, seconds: float) -> bool:
        """Take an address for this process; False while another has it."""
        until = at.timestamp() + seconds
        with self.transaction() as db:
            taken = db.execute(
                "UPDATE addresses SET held_until = ? WHERE address = ? AND held_until <= ?",
                (until, address, at.timestamp()),
            )
            return taken.rowcount == 1

    def told(self, address: str, keys: Sequence[str], at: datetime, *, as_digest: bool) -> None:
        """Note that an address was told, give it back, and forget the words."""
        now = at.timestamp()
        with self.transaction() as db:
            for key in keys:
                db.execute(
                    "UPDATE alerts SET told_at = ?, title = '', words = '' "
                    "WHERE address = ? AND key = ?",
                    (now, address, key),
                )
            db.execute(
                "UPDATE addresses SET failures = 0, failing_since = NULL, not_before = 0, "
                "held_until = 0, digest_at = iif(?, ?, digest_at) WHERE address = ?",
                (as_digest, now, address),
            )
            oldest = now - KEPT.total_seconds()
            db.execute("DELETE FROM alerts WHERE told_at < ?", (oldest,))

    def failed(self, address: str, at: datetime, not_before: datetime) -> None:
        """Note that an address took nothing, and give it back."""
        with self.transaction() as db:
            db.execute(
                "UPDATE addresses SET failures = failures + 1, held_until = 0, not_before = ?, "
                "failing_since = coalesce(failing_since, ?) WHERE address = ?",
                (not_before.timestamp(), at.timestamp(), address),
            )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _alert(row: sqlite3.Row) -> Alert:
    urgent, at = bool(row["urgent"]), _moment(row["at"])
    return Alert(row["key"], urgent, row["title"], row["words"], at)
