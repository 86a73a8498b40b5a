"""The feed in PostgreSQL: what committed, up to the first position that may still be written."""

from collections.abc import Callable, Sequence

from tilaus.ports.feed import FeedEntry, Held, Subscriber
from tilaus_adapters.storage.feed_rows import (
    check_limit,
    fenced,
    read_feed,
    read_subscriber,
    subscriber_cells,
)
from tilaus_adapters.storage.postgres_database import Database

LARGEST = 2**63 - 1


class PostgresFeed:
    """The part of a store that is its feed; see `tilaus.ports.feed.Feed`.

    A transaction of the caller's in which orders changed holds up the feed for all, as long as it
    is open; no other transaction does.
    """

    _database: Database
    _clock: Callable[[], float | None]

    def feed(self, after: int, limit: int) -> Sequence[FeedEntry]:
        found = self._database.all("feed", after=min(after, LARGEST), limit=check_limit(limit))
        return read_feed(found)

    def feed_end(self) -> int:
        return int(self._database.one("feed_end"))

    def subscribe(self, name: str, position: int) -> Subscriber:
        self._database.all("subscribe", name=name, position=position)
        (row,) = self._database.all("subscribers", name=name)
        return read_subscriber(row)

    def subscribers(self) -> Sequence[Subscriber]:
        return tuple(map(read_subscriber, self._database.all("subscribers", name=None)))

    def hold(self, name: str, lease_s: float) -> Held | None:
        wanted = {"name": name, "now": self._clock(), "lease_s": float(lease_s)}
        rows = self._database.all("hold_subscriber", **wanted)
        return Held(read_subscriber(rows[0]), rows[0]["token"]) if rows else None

    def move(self, subscriber: Subscriber, token: int, lease_s: float = 0.0) -> None:
        wanted = {"token": token, "now": self._clock(), "lease_s": float(lease_s)}
        cells = subscriber_cells(subscriber)
        if not self._database.all("move_subscriber", **wanted, **cells):
            raise fenced(subscriber.name)
