"""The bulkhead: how many threads may wait for one provider at once, so that some are left.

A provider that hangs holds every call until the call's time-out. Without a bulkhead it would soon
hold all threads, and with them the mails and payments that go another way.
"""

import threading
from collections import Counter


class Slots:
    """Count the calls under way by who carries them out. Safe to use from several threads.

    Args:
        most: calls by one provider at once, at least 1. What the shop does itself (``""``) waits
            for nobody, so it is not counted.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._taken: Counter[str] = Counter()
        self._lock = threading.Lock()

    def full(self) -> frozenset[str]:
        """Return those of whom no more may be asked now."""
        with self._lock:
            return frozenset(via for via, n in self._taken.items() if via and n >= self._most)

    def take(self, via: str) -> None:
        """Count a call that begins."""
        with self._lock:
            self._taken[via] += 1

    def give(self, via: str) -> None:
        """Count a call that ended."""
        with self._lock:
            self._taken[via] -= 1


def half_of(threads: int) -> int:
    """Return how many of so many threads one provider may hold where nobody says: half of them."""
    return max(1, -(-threads // 2))
