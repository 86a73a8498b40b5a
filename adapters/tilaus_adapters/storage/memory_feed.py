"""The feed in memory: where each event of each order stands, in the order of the commits."""

import threading
from collections.abc import Callable, Sequence

from tilaus.events import Recorded
from tilaus.ports.feed import FeedEntry, Held, Subscriber
from tilaus.record import replace
from tilaus_adapters.storage.feed_rows import check_limit, fenced


class MemoryFeed:
    """The part of a store that is its feed; see `tilaus.ports.feed.Feed`.

    Args:
        clock: returns the time by which leases run, in seconds since 1970.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._positions: list[tuple[str, int]] = []
        self._subscribers: dict[str, Held] = {}
        self._leases: dict[str, float] = {}

    def _told(self, order_id: str, seq: int) -> Recorded:
        """Return an event; the store knows it."""
        raise NotImplementedError

    def feed(self, after: int, limit: int) -> Sequence[FeedEntry]:
        with self._lock:
            start = max(after, 0)
            found = enumerate(self._positions[start : start + check_limit(limit)], start + 1)
            return tuple(FeedEntry(at, id, self._told(id, seq)) for at, (id, seq) in found)

    def feed_end(self) -> int:
        with self._lock:
            return len(self._positions)

    def subscribe(self, name: str, position: int) -> Subscriber:
        with self._lock:
            new = Held(Subscriber(name, position), 0)
            return self._subscribers.setdefault(name, new).subscriber

    def subscribers(self) -> Sequence[Subscriber]:
        with self._lock:
            return tuple(self._subscribers[name].subscriber for name in sorted(self._subscribers))

    def hold(self, name: str, lease_s: float) -> Held | None:
        with self._lock:
            known, now = self._subscribers.get(name), self._clock()
            if known is None or self._leases.get(name, 0.0) > now:
                return None
            held = self._subscribers[name] = replace(known, token=known.token + 1)
            self._leases[name] = now + lease_s
            return held

    def move(self, subscriber: Subscriber, token: int, lease_s: float = 0.0) -> None:
        name = subscriber.name
        with self._lock:
            known = self._subscribers.get(name)
            if known is None or known.token != token or name not in self._leases:
                raise fenced(name)
            self._subscribers[name] = Held(subscriber, token)
            if lease_s > 0:
                self._leases[name] = self._clock() + lease_s
            else:
                del self._leases[name]
