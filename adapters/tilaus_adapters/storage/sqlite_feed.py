"""The feed in SQLite: the rows of the events by their position, which follows the commits."""

from collections.abc import Callable, Sequence

from tilaus.ports.feed import FeedEntry, Held, Subscriber
from tilaus_adapters.storage.feed_rows import (
    check_limit,
    fenced,
    read_feed,
    read_subscriber,
    subscriber_cells,
)
from tilaus_adapters.storage.sqlite_database import Database

LARGEST = 2**63 - 1


class SqliteFeed:
    """The part of a store that is its feed; see `tilaus.ports.feed.Feed`."""

    _database: Database
    _clock: Callable[[], float]

    def feed(self, after: int, limit: int) -> Sequence[FeedEntry]:
        with self._database.reading() as db:
            return read_feed(db.all("feed", after=min(after, LARGEST), limit=check_limit(limit)))

    def feed_end(self) -> int:
        with self._database.reading() as db:
            (row,) = db.all("feed_end")
            return int(row["position"])

    def subscribe(self, name: str, position: int) -> Subscriber:
        with self._database.writing() as db:
            db.run("subscribe", name=name, position=position)
            (row,) = db.all("subscriber", name=name)
            return read_subscriber(row)

    def subscribers(self) -> Sequence[Subscriber]:
        with self._database.reading() as db:
            return tuple(read_subscriber(row) for row in db.all("subscribers"))

    def hold(self, name: str, lease_s: float) -> Held | None:
        now = self._clock()
        with self._database.writing() as db:
            row = db.one("hold_subscriber", name=name, now=now, lease_until=now + lease_s)
            return None if row is None else Held(read_subscriber(row), row["token"])

    def move(self, subscriber: Subscriber, token: int, lease_s: float = 0.0) -> None:
        until = self._clock() + lease_s if lease_s > 0 else 0.0
        cells = subscriber_cells(subscriber)
        with self._database.writing() as db:
            if db.run("move_subscriber", token=token, lease_until=until, **cells) != 1:
                raise fenced(subscriber.name)
