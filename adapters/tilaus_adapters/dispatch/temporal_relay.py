"""The relay: it reads in the journal which orders are due, and has Temporal wake them."""

import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime

from tilaus.shop import Shop
from tilaus_adapters.dispatch.temporal_engine import AWAY, Absence, Engine

REMIND_S = 5.0
"""After so many seconds an order that is due since the same time is woken again, in case that the
engine lost it. Not at every look: it may only wait for a worker, and would wait the longer."""

TICK_S = 0.1
"""How often it is asked whether to stop, in seconds, if nothing gets done meanwhile."""


class Relay:
    """Wake what is due, again and again. Any number of relays may serve one shop.

    Args:
        poll_s: how long to wait from one look at the journal to the next, in seconds, > 0.
        batch: how many orders are read at one look, at least 1.
        pulse: set by others where it may be time to stop.
    """

    def __init__(
        self, shop: Shop, engine: Engine, poll_s: float, batch: int, pulse: threading.Event
    ) -> None:
        self._shop, self._engine, self._poll_s, self._batch = shop, engine, poll_s, batch
        self._pulse = pulse
        self._store = Absence("the store")
        self._woken: dict[tuple[str, datetime], float] = {}

    def run(self, should_stop: Callable[[], bool]) -> int:
        """Wake orders until told to stop; return how many wake-ups were sent."""
        sent = 0
        while not should_stop():
            sent += self.look()
            wait(should_stop, self._pulse, self._poll_s)
        return sent

    def look(self) -> int:
        """Wake the orders that are due and were not woken for it just now; return how many.

        Nothing is raised: where the store or the server is away, the next look tells.
        """
        due, now = self._due(), time.monotonic()
        # What is not due any more, or due anew, is not remembered: it is woken at once.
        kept = {
            (id, at): woken
            for id, at in due.items()
            if (woken := self._woken.get((id, at), -REMIND_S)) > now - REMIND_S
        }
        late = [(id, at) for id, at in due.items() if (id, at) not in kept]
        try:
            self._engine.wake([id for id, _ in late])
        except AWAY as error:
            self._engine.absence.begins(error)
            return 0
        self._engine.absence.ends()
        self._woken = kept | dict.fromkeys(late, now)
        return len(late)

    def _due(self) -> Mapping[str, datetime]:
        try:
            due = self._shop.store.due_orders(self._shop.clock(), self._batch)
        except Exception as error:  # noqa: BLE001 - the store may be away for a while
            self._store.begins(error)
            return {}
        self._store.ends()
        return due


def wait(should_stop: Callable[[], bool], pulse: threading.Event, longest_s: float) -> None:
    """Wait so many seconds, or until told to stop, which is asked again at every pulse."""
    until = time.monotonic() + longest_s
    while not should_stop() and (left := until - time.monotonic()) > 0:
        pulse.wait(min(left, TICK_S))
        pulse.clear()
