"""A store that is away: asked again after growing pauses, and told of once, not at every try."""

import time
from zlib import crc32

FIRST_S, LONGEST_S = 0.1, 5.0
"""The pauses between two tries, in seconds: doubling from the first to the longest, with jitter."""


class Outage:
    """One absence of the store after the other.

    Args:
        seed: workers with other seeds come back at other moments, so that a store that has just
            started is not asked by all at once.
    """

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._tries = 0
        self._since = self._until = 0.0

    @property
    def left_s(self) -> float:
        """Return how long the store is still to be left alone, in seconds; 0 where it is not."""
        return max(0.0, self._until - time.monotonic())

    def begins(self) -> bool:
        """Count a try that failed, and let the store alone for a while; True for the first one."""
        if not self._tries:
            self._since = time.monotonic()
        self._until = time.monotonic() + pause_s(self._seed, self._tries)
        self._tries += 1
        return self._tries == 1

    def ends(self) -> float | None:
        """Count a try that succeeded; return how long the store was away, None where it was not."""
        if not self._tries:
            return None
        self._tries, self._until = 0, 0.0
        return time.monotonic() - self._since


def pause_s(seed: str, tries: int) -> float:
    """Return the seconds before the next try: between half of the doubled pause and all of it."""
    longest = min(LONGEST_S, FIRST_S * 2.0 ** min(tries, 16))
    jitter = crc32(f"{seed}/{tries}".encode()) % 1000 / 1000
    return longest * (0.5 + jitter / 2)
