"""What a worker did, for Prometheus: counters and histograms over HTTP, with few labels.

Names follow https://prometheus.io/docs/practices/naming/. No label names an order or a customer:
each value of a label is a series that is kept for ever. Needs the extra `metrics`.
"""

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tilaus_adapters.dispatch.happenings import (
    Away,
    Back,
    Claimed,
    Failed,
    Happening,
    Piece,
    Settled,
)
from tilaus_adapters.dispatch.metrics import Backlog, Told

ENDED, VIA, WEBHOOK = ("name", "state"), ("via",), ("webhook",)
"""All labels that there are; what the shop does itself is via `shop`."""

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
"""The upper bounds of the histogram of calls, in seconds; a lease is 60."""


class PrometheusMetrics:
    """Count what happens, and serve the numbers: an observer of a dispatcher.

        with PrometheusMetrics(threads=4, count=Recently(lambda: backlog(store, now()))) as metrics:
            metrics.serve("127.0.0.1", 9464)
            EmbeddedDispatcher(shop, observers=[metrics]).run(should_stop)

    Args:
        threads: of the dispatcher.
        count: counts what is left; it is called in the thread of whoever reads the numbers.
        told: says how far webhooks have got, in that thread too.

    Attributes:
        registry: where all is counted, for who serves the numbers beside others of their own.
    """

    def __init__(
        self,
        threads: int,
        count: Callable[[], Backlog],
        told: Callable[[], Sequence[Told]] = tuple,
    ) -> None:
        self.registry: CollectorRegistry = CollectorRegistry()
        own = self.registry
        self._ended = Counter("tilaus_effects", "Attempts that ended.", ENDED, registry=own)
        self._seconds = Histogram(
            "tilaus_effect_seconds", "Time per attempt.", VIA, buckets=BUCKETS, registry=own
        )
        self._failed = Counter("tilaus_failures", "Lanes not worked on.", registry=own)
        self._lost = Counter("tilaus_leases_lost", "Attempts that outlast a lease.", registry=own)
        self._outages = Counter("tilaus_store_outages", "Times the store went away.", registry=own)
        self._away = Gauge("tilaus_store_away", "Whether the store is away now.", registry=own)
        self._busy = Gauge("tilaus_worker_busy_threads", "Threads at work now.", registry=own)
        all_threads = Gauge("tilaus_worker_threads", "Threads of this worker.", registry=own)
        all_threads.set(threads)
        own.register(_Left(count))
        own.register(_Webhooks(told))
        self._servers: list[WSGIServer] = []

    def __call__(self, happening: Happening) -> None:
        match happening:
            case Claimed():
                self._busy.inc()
            case Settled(piece, state, seconds):
                self._ended.labels(piece.name, state).inc()
                self._took(piece, seconds)
            case Failed(piece, seconds):
                self._failed.inc()
                self._took(piece, seconds)
            case Away():
                self._outages.inc()
                self._away.set(1)
            case Back():
                self._away.set(0)

    def _took(self, piece: Piece, seconds: float) -> None:
        self._busy.dec()
        self._seconds.labels(piece.via or "shop").observe(seconds)
        if seconds > piece.lease_s:
            self._lost.inc()

    def serve(self, host: str, port: int) -> int:
        """Serve the numbers over HTTP until the context ends; return the port.

        Args:
            port: 0 takes one that is free.

        Raises:
            OSError: the address cannot be used.
        """
        server, _ = start_http_server(port, host, self.registry)
        self._servers.append(server)
        return server.server_port

    def __enter__(self) -> "PrometheusMetrics":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


class _Left(Collector):
    """What is left in the shop, counted when it is asked for; nothing while the store is away."""

    def __init__(self, count: Callable[[], Backlog]) -> None:
        self._count = count

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Say which numbers there are, without counting anything."""
        return iter([GaugeMetricFamily(name, text) for name, text, _ in _GAUGES])

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the numbers."""
        try:
            left = self._count()
        except Exception:  # noqa: BLE001 - what was counted in this process is told all the same
            return
        for name, text, attribute in _GAUGES:
            yield GaugeMetricFamily(name, text, value=getattr(left, attribute))


_GAUGES = (
    ("tilaus_lane_lag_seconds", "How long the oldest work that is due waits.", "lag_s"),
    ("tilaus_waiting_effects", "Effects that are still to be done.", "waiting"),
    ("tilaus_unknown_effects", "Effects whose outcome nobody knows yet.", "unknown"),
    ("tilaus_dead_effects", "Effects that were given up: staff must look.", "dead"),
)


class _Webhooks(Collector):
    """How far each webhook has got, looked at when it is asked for; nothing while that fails."""

    def __init__(self, told: Callable[[], Sequence[Told]]) -> None:
        self._told = told

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Say which numbers there are, without looking."""
        return iter([GaugeMetricFamily(name, text, labels=WEBHOOK) for name, text, _ in _FEEDS])

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give the numbers."""
        try:
            told = self._told()
        except Exception:  # noqa: BLE001 - what was counted in this process is told all the same
            return
        for name, text, attribute in _FEEDS:
            family = GaugeMetricFamily(name, text, labels=WEBHOOK)
            for one in told:
                family.add_metric([one.name], float(getattr(one, attribute)))
            yield family


_FEEDS = (
    ("tilaus_webhook_lag_seconds", "How long the oldest event waits for a webhook.", "lag_s"),
    ("tilaus_webhook_failing_seconds", "For how long it was told in vain.", "failing_s"),
    ("tilaus_webhook_disabled", "Whether it is told nothing any more.", "is_disabled"),
)
