"""The feed and its subscribers as rows, and back, for every store."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tilaus.codec import load_recorded, unseal
from tilaus.evolve import ERASED
from tilaus.ports.feed import MAX_FED, FeedEntry, Subscriber
from tilaus.ports.storage import Fenced
from tilaus_adapters.storage.rows import MAX_PERSONAL, Cells, Row, moment, readable

_TIMES = ("next_at", "failing_since", "disabled_at")


def check_limit(limit: int) -> int:
    """Return how many events are read; raises ValueError where it is out of its range."""
    if not 1 <= limit <= MAX_FED:
        raise ValueError(f"cannot read {limit} events at once: the limit is 1 to {MAX_FED}")
    return limit


def read_feed(rows: Iterable[Row]) -> tuple[FeedEntry, ...]:
    """Build entries from their rows.

    Raises:
        StoreError: a row is not what this code writes.
    """
    return tuple(_entry(row) for row in rows)


def _entry(row: Row) -> FeedEntry:
    with readable(f"event {row['seq']} of order {row['order_id']}"):
        texts = json.loads(row["texts"]) if row["texts"] else []
        vault = {row["seq"] * MAX_PERSONAL + n: text for n, text in enumerate(texts)}
        recorded = load_recorded(unseal(json.loads(row["document"]), vault, ERASED))
        return FeedEntry(row["position"], row["order_id"], recorded)


def subscriber_cells(subscriber: Subscriber) -> Cells:
    """Return the columns of a subscriber."""
    return {
        "name": subscriber.name,
        "position": subscriber.position,
        "attempts": subscriber.attempts,
        "outcome": subscriber.outcome,
        **{name: _time(getattr(subscriber, name)) for name in _TIMES},
    }


def _time(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def read_subscriber(row: Row) -> Subscriber:
    """Build a subscriber from its row; raises StoreError where it is not what this code writes."""
    with readable(f"subscriber {row['name']}"):
        times = {name: _read_time(row[name]) for name in _TIMES}
        name, position, attempts = row["name"], row["position"], row["attempts"]
        return Subscriber(name, position, attempts, **times, outcome=row["outcome"])


def _read_time(cell: Any) -> datetime | None:
    return datetime.fromisoformat(cell) if isinstance(cell, str) else cell


def fenced(name: str) -> Fenced:
    """Return the outcome of a move by who does not hold the subscriber any more."""
    return Fenced(f"subscriber {name}: it has another holder")
