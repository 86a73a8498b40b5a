"""What a dispatcher did, in numbers: counted while it works, read at any moment."""

import threading
import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

from tilaus.ports.storage import Store
from tilaus.record import record
from tilaus_adapters.dispatch.happenings import (
    Away,
    Claimed,
    Ending,
    Failed,
    Happening,
    Idle,
    Piece,
    Settled,
)

SAMPLES = 4_096
"""Of how many of the latest calls via each provider medians are taken."""


@record
class Ended:
    """How many effects of a name ended their attempt in a state."""

    name: str
    state: Ending
    count: int


@record
class Latency:
    """How long calls via somebody took, in seconds: all that follows from a call included."""

    via: str
    count: int
    median_s: float
    p95_s: float
    max_s: float


@record
class Snapshot:
    """What was done so far.

    Attributes:
        seconds: since counting began.
        ended: counts by name and state, deadlines among them.
        failures: lanes that could not be worked on, and are tried again when their lease ends.
        fenced: results that were dropped, because another worker had taken the lane over.
        leases_lost: calls that took longer than their lease, fenced or not.
        outages: how often the store was away.
        idle: looks that found nothing to do.
        busy: threads that work now.
        longest_lag_s: the longest that something had been due when it was taken.
    """

    seconds: float
    ended: tuple[Ended, ...] = ()
    latencies: tuple[Latency, ...] = ()
    failures: int = 0
    fenced: int = 0
    leases_lost: int = 0
    outages: int = 0
    idle: int = 0
    busy: int = 0
    longest_lag_s: float = 0.0

    @property
    def handled(self) -> int:
        """Return how many effects and deadlines were handled, those that failed included."""
        return sum(e.count for e in self.ended) + self.failures

    @property
    def per_s(self) -> float:
        """Return how many were handled in a second."""
        return self.handled / self.seconds if self.seconds else 0.0


class Tally:
    """Count what happens: an observer of a dispatcher. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = time.monotonic()
        self._ended: Counter[tuple[str, Ending]] = Counter()
        self._calls: Counter[str] = Counter()
        self._longest: defaultdict[str, float] = defaultdict(float)
        self._latest: defaultdict[str, deque[float]] = defaultdict(lambda: deque(maxlen=SAMPLES))
        self._counts: Counter[str] = Counter()
        self._lag_s = 0.0

    def __call__(self, happening: Happening) -> None:
        with self._lock:
            self._count(happening)

    def _count(self, happening: Happening) -> None:
        match happening:
            case Claimed(piece):
                self._counts["busy"] += 1
                self._lag_s = max(self._lag_s, piece.lag_s)
            case Settled(piece, state, seconds):
                self._ended[piece.name, state] += 1
                self._counts["fenced"] += state == "fenced"
                self._took(piece, seconds)
            case Failed(piece, seconds):
                self._counts["failures"] += 1
                self._took(piece, seconds)
            case Away():
                self._counts["outages"] += 1
            case Idle():
                self._counts["idle"] += 1

    def _took(self, piece: Piece, seconds: float) -> None:
        self._counts["busy"] -= 1
        self._counts["leases_lost"] += seconds > piece.lease_s
        if piece.via:
            self._calls[piece.via] += 1
            self._latest[piece.via].append(seconds)
            self._longest[piece.via] = max(self._longest[piece.via], seconds)

    def snapshot(self) -> Snapshot:
        """Return what was counted so far."""
        with self._lock:
            ended = (Ended(name, state, n) for (name, state), n in sorted(self._ended.items()))
            return Snapshot(
                time.monotonic() - self._begun,
                tuple(ended),
                tuple(self._latency(via) for via in sorted(self._calls)),
                longest_lag_s=self._lag_s,
                **{name: self._counts[name] for name in COUNTS},
            )

    def _latency(self, via: str) -> Latency:
        latest = sorted(self._latest[via])
        median_s, p95_s = quantile(latest, 0.5), quantile(latest, 0.95)
        return Latency(via, self._calls[via], median_s, p95_s, self._longest[via])


COUNTS = ("failures", "fenced", "leases_lost", "outages", "idle", "busy")
"""The plain numbers of a snapshot."""


def quantile(ordered: Sequence[float], part: float) -> float:
    """Return the smallest value that at least `part` (0 to 1) of the values do not exceed."""
    return ordered[max(0, ceil(part * len(ordered)) - 1)]


def as_doc(snapshot: Snapshot) -> dict[str, Any]:
    """Return a snapshot for programs; seconds are rounded to tenths of milliseconds."""
    times = ("median_s", "p95_s", "max_s")
    return {
        "seconds": round(snapshot.seconds, 3),
        "per_s": round(snapshot.per_s, 1),
        "longest_lag_s": round(snapshot.longest_lag_s, 3),
        "effects": [{"name": e.name, "state": e.state, "count": e.count} for e in snapshot.ended],
        "calls": [
            {"via": c.via, "count": c.count, **{t: round(getattr(c, t), 4) for t in times}}
            for c in snapshot.latencies
        ],
        **{name: getattr(snapshot, name) for name in ("fenced", "leases_lost", "outages")},
    }


@record
class Backlog:
    """What is still to be done in a shop, by whatever worker.

    Attributes:
        waiting: effects to be done, later ones and those behind others included.
        unknown: those of them that were tried, and nobody knows yet what came of it.
        dead: effects that were given up; each blocks its lane until staff see to it.
        lag_s: how long the oldest work that is due waits already, in seconds.
    """

    waiting: int
    unknown: int
    dead: int
    lag_s: float


def backlog(store: Store, at: datetime) -> Backlog:
    """Count what is still to be done; it reads every effect that has not ended.

    Args:
        at: the time by the shop's clock.
    """
    states = Counter(row.state for row in store.effects(states=_OPEN))
    due = store.next_due()
    lag_s = 0.0 if due is None else max(0.0, (at - due).total_seconds())
    waiting = states["ready"] + states["unknown"]
    return Backlog(waiting, states["unknown"], states["dead"], lag_s)


_OPEN = frozenset({"ready", "unknown", "dead"})


@record
class Told:
    """How far a webhook's endpoint has got.

    Attributes:
        lag_s: how long the oldest event waits that it has not taken.
        failing_s: for how long it has been told in vain; 0 where the last attempt went well.
        is_disabled: it is told nothing any more, until somebody enables it.
    """

    name: str
    lag_s: float = 0.0
    failing_s: float = 0.0
    is_disabled: bool = False


def subscribers(store: Store, at: datetime) -> tuple[Told, ...]:
    """Say how far each endpoint has got that was ever told anything; reads one event for each.

    Args:
        at: the time by the shop's clock.
    """

    def since(then: datetime | None) -> float:
        return 0.0 if then is None else max(0.0, (at - then).total_seconds())

    found = []
    for one in store.subscribers():
        waiting = store.feed(one.position, 1)
        lag_s = since(waiting[0].recorded.at if waiting else None)
        found.append(Told(one.name, lag_s, since(one.failing_since), one.disabled_at is not None))
    return tuple(found)


SHARE = 0.05
"""How much of the time counting what is left may take: 5 %."""


class Recently:
    """What was counted lately: counted anew when it is asked for, where its cost allows that.

    Counting reads every effect that has not ended, so of many it takes long. Between two counts
    lie at least twenty times as long as one took, and a second.
    """

    def __init__(self, count: Callable[[], Backlog]) -> None:
        self._count = count
        self._last: Backlog | None = None
        self._again_at = 0.0
        self._lock = threading.Lock()

    def __call__(self) -> Backlog:
        """Return what is left; raises what the counting raises."""
        with self._lock:
            begun = time.monotonic()
            if self._last is None or begun >= self._again_at:
                self._last = self._count()
                now = time.monotonic()
                self._again_at = now + max(1.0, (now - begun) / SHARE)
            return self._last
