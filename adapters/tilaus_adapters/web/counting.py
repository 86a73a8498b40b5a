"""Numbers for Prometheus: requests, orders in each state, what happened to them.

What a worker in the same process counts (`tilaus_adapters.dispatch.prometheus`) is told beside it.
No label names an order, a person or an address.
"""

import threading
import time
from collections import Counter as Counted
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from tilaus.ports.feed import MAX_FED, Feed

Counts: TypeAlias = Mapping[str, Mapping[str, int]]
"""How many are in each state, by machine and status."""

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0)
"""The upper bounds of the histogram of requests, in seconds."""

COUNTED_S = 5.0
"""States are counted anew at most so often, in seconds: many may ask."""


class RequestNumbers:
    """Count requests; called as `tilaus_adapters.web.logs.Seen`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._answers = Counter(
            "tilaus_http_requests",
            "Requests that were answered.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._seconds = Histogram(
            "tilaus_http_request_seconds",
            "Time until a request was answered whole.",
            ("route",),
            buckets=BUCKETS,
            registry=registry,
        )

    def __call__(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one; a status of 0 is a connection that broke off."""
        self._answers.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)


class States(Collector):
    """How many orders, items, payments and refunds are in each state now.

    Args:
        counts: counts them; asked at most every `COUNTED_S`.
    """

    def __init__(
        self, counts: Callable[[], Counts], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._counts, self._clock = counts, clock
        self._last: Counts = {}
        self._again_at = float("-inf")
        self._lock = threading.Lock()

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Say which numbers there are, without counting anything."""
        yield GaugeMetricFamily("tilaus_subjects", _IN_STATES, labels=("machine", "state"))

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the numbers; none while the store is away."""
        family = GaugeMetricFamily("tilaus_subjects", _IN_STATES, labels=("machine", "state"))
        for machine, states in self._fresh().items():
            for state, number in states.items():
                family.add_metric((machine, state), number)
        yield family

    def _fresh(self) -> Counts:
        with self._lock:
            now = self._clock()
            if now >= self._again_at:
                try:
                    self._last = self._counts()
                except Exception:  # noqa: BLE001 - what was counted in this process is told still
                    return {}
                self._again_at = now + COUNTED_S
            return self._last


_IN_STATES = "Orders, items, payments and refunds by state."


class Happened(Collector):
    """What happened to orders since this process began, whoever did it: read from the feed.

    Args:
        feed: where the events are, one after the other.
    """

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._counted: Counted[str] = Counted()
        self._position = feed.feed_end()
        self._lock = threading.Lock()

    def describe(self) -> Iterator[CounterMetricFamily]:
        """Say which numbers there are, without reading anything."""
        yield CounterMetricFamily("tilaus_events", _EVENTS, labels=("event",))

    def collect(self) -> Iterator[CounterMetricFamily]:
        """Give the numbers, of the latest events too where the store can be asked."""
        family = CounterMetricFamily("tilaus_events", _EVENTS, labels=("event",))
        with self._lock:
            self._read_on()
            for event, number in sorted(self._counted.items()):
                family.add_metric((event,), number)
        yield family

    def _read_on(self) -> None:
        for _ in range(MOST_PAGES):
            try:
                entries = self._feed.feed(self._position, MAX_FED)
            except Exception:  # noqa: BLE001 - what was counted before is told still
                return
            self._counted.update(type(entry.recorded.event).__name__ for entry in entries)
            if entries:
                self._position = entries[-1].position
            if len(entries) < MAX_FED:
                return


MOST_PAGES = 100
"""Pages of the feed that one scrape reads at most; the next one goes on after them."""

_EVENTS = "Events of all orders since this process began: every transition is one."
