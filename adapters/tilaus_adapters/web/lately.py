"""What was worked out lately, kept for a while in this process: for pages that many look at."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import TypeVar

from tilaus.record import record

T = TypeVar("T")

MOST = 100
"""So many results are kept; when there are more, all are worked out anew."""


@record
class _Kept:
    value: object
    until: float


class Lately:
    """Results by key, each kept for so long as its maker says."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: dict[Hashable, _Kept] = {}
        self._locks: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def get(self, key: Hashable, seconds: float, make: Callable[[], T]) -> T:
        """Return what was made for a key, or make it; of those who ask at once one makes it.

        Args:
            key: names the result, and so its type.
            seconds: for how long it is kept, > 0.
        """
        with self._lock:
            if len(self._kept) >= MOST:
                self._kept.clear()
                self._locks.clear()
            lock = self._locks.setdefault(key, threading.Lock())
        with lock:
            found = self._kept.get(key)
            if found is None or self._clock() >= found.until:
                found = _Kept(make(), self._clock() + seconds)
                self._kept[key] = found
            value: T = found.value  # type: ignore[assignment]
            return value
