"""Work in this process: no broker, no second machine, only the journal and a thread that waits."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from tilaus.drain import LEASE_S, work
from tilaus.ports.storage import Claim
from tilaus.shop import Shop

LOG = logging.getLogger("tilaus.dispatch")

SHORTEST_S = 0.05
"""The least wait between two looks at the journal, where another worker holds what is due."""


class EmbeddedDispatcher:
    """Do what is due, then wait; see `tilaus.ports.dispatch.Dispatcher`.

    `run` may be called from several threads of a shop whose store allows it, and in several
    processes on one file. To stop at once, let `should_stop` say so and `nudge`: what is being done
    is finished first.

    Args:
        poll_s: how long it waits at most before it looks by itself, in seconds, > 0.
        lease_s: how long one effect may take before another worker may do it, in seconds.
    """

    def __init__(self, shop: Shop, *, poll_s: float = 5.0, lease_s: float = LEASE_S) -> None:
        self._shop, self._poll_s, self._lease_s = shop, poll_s, lease_s
        self._nudged = threading.Event()

    def nudge(self, order_id: str, at: datetime) -> None:
        self._nudged.set()

    def run(self, should_stop: Callable[[], bool]) -> int:
        done = 0
        while True:
            # Forget a nudge before asking whether to stop: who stops us sets that before nudging.
            self._nudged.clear()
            if should_stop():
                return done
            if self._work():
                done += 1
            else:
                self._nudged.wait(self.pause_s())

    def pause_s(self) -> float:
        """Return how long to wait when nothing is due: until something is, or `poll_s`."""
        try:
            due = self._shop.store.next_due()
        except Exception:  # the store may be away for a while: the next look tells
            LOG.exception("cannot read when work is due")
            return self._poll_s
        if due is None:
            return self._poll_s
        return min(max((due - self._shop.clock()).total_seconds(), SHORTEST_S), self._poll_s)

    def _work(self) -> bool:
        """Do one due thing; one that fails stays under its lease, and the others go on (F18)."""
        claim = self._claim()
        if claim is None:
            return False
        try:
            work(self._shop, claim)
        except Exception:  # each lane fails for itself
            LOG.exception("cannot work on order %s", claim.order_id)
        return True

    def _claim(self) -> Claim | None:
        try:
            return self._shop.store.claim(self._shop.clock(), self._lease_s)
        except Exception:  # the store may be away for a while: the next look tells
            LOG.exception("cannot ask for work")
            return None
