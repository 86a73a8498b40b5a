"""The threads of one run: each looks in its turn, does what it found, and comes back to look."""

import logging
import os
import threading
from collections.abc import Callable

from tilaus.ports.storage import Claim
from tilaus_adapters.dispatch.hands import Hands, pause_s
from tilaus_adapters.dispatch.happenings import Away, Back, Idle
from tilaus_adapters.dispatch.outage import Outage
from tilaus_adapters.dispatch.watch import Watch

LOG = logging.getLogger("tilaus.dispatch")


class Crew:
    """Threads that work until one of them is told to stop, or breaks.

    Args:
        watch: gives out the turns, to this crew alone.
        poll_s: how long nobody looks at most, in seconds.
        should_stop: asked before each look, in one thread at a time.
    """

    def __init__(
        self, hands: Hands, watch: Watch, poll_s: float, should_stop: Callable[[], bool]
    ) -> None:
        self._hands, self._watch, self._poll_s = hands, watch, poll_s
        self._should_stop = should_stop
        self._outage = Outage(f"{os.getpid()}/{id(self)}")
        self._in_vain = 0
        self._counts: list[int] = []
        self._broken: list[BaseException] = []

    def run(self, threads: int) -> int:
        """Work in this thread and in `threads - 1` more; return how much was done.

        Raises:
            BaseException: what ended a thread before its time, once all have ended.
        """
        helpers = [
            threading.Thread(target=self._serve, name=f"tilaus-{n}", daemon=True)
            for n in range(2, threads + 1)
        ]
        started = []
        try:
            for helper in helpers:
                helper.start()
                started.append(helper)
            self._serve()
        finally:
            self._watch.end()
            for helper in started:
                helper.join()
        if self._broken:
            raise self._broken[0]
        return sum(self._counts)

    def _serve(self) -> None:
        """Work in one thread; when it ends, for whatever reason, the others end too."""
        done = 0
        try:
            while self._watch.turn() and not self._should_stop():
                claim = self._look()
                if claim is not None:
                    self._hands.do(claim)
                    self._watch.worked()
                    done += 1
        except BaseException as error:  # noqa: BLE001 - it is raised where all threads have ended
            self._broken.append(error)
        finally:
            self._counts.append(done)
            self._watch.end()

    def _look(self) -> Claim | None:
        """Look once, in one's turn, and end the turn."""
        if self._outage.left_s:
            self._watch.nothing(self._outage.left_s)
            return None
        try:
            claim = self._hands.claim()
            wait_s = 0.0 if claim else self._pause_s()
        except Exception as error:  # noqa: BLE001 - whatever it is, the next look tells
            self._away(error)
            return None
        self._back()
        if claim is None:
            self._hands.tell(Idle(wait_s))
            self._watch.nothing(wait_s)
        else:
            self._in_vain = 0
            self._watch.found()
        return claim

    def _pause_s(self) -> float:
        """Return how long to wait; longer each time while what is due may not be done."""
        due_in_s, in_vain = self._hands.due_in_s(), self._in_vain
        self._in_vain = in_vain + 1 if due_in_s <= 0 else 0
        return pause_s(due_in_s, self._poll_s, in_vain)

    def _away(self, error: Exception) -> None:
        if self._outage.begins():
            LOG.error("cannot ask for work, asking again: %s: %s", type(error).__name__, error)
            self._hands.tell(Away(error))
        self._watch.nothing(self._outage.left_s)

    def _back(self) -> None:
        away_s = self._outage.ends()
        if away_s is not None:
            LOG.warning("work can be asked for again, after %.1f s", away_s)
            self._hands.tell(Back(away_s))
