"""Who looks for work: of all threads one at a time, and while nothing is due only one now and then.

Looks cost the store something, so idle threads must not each poll. One keeps watch: it sleeps until
the next look is due. The others rest, without any time-out. Whoever finds work wakes one more, who
looks too: so a burst of work wakes as many as it needs, and a nudge about nothing wakes one.
"""

import threading
import time


class Watch:
    """Give out turns to look. A turn ends with `found` or `nothing`, which its holder must call."""

    def __init__(self) -> None:
        lock = threading.RLock()
        self._watch, self._rest = threading.Condition(lock), threading.Condition(lock)
        self._lock = lock
        self._is_looking = self._is_watched = self._is_over = False
        self._has_news = True
        self._look_at = 0.0

    def turn(self) -> bool:
        """Wait until it is one's turn to look; False where nobody needs to look any more."""
        with self._lock:
            while not self._is_over:
                if self._may_look():
                    self._is_looking, self._has_news = True, False
                    return True
                self._wait()
            return False

    def _may_look(self) -> bool:
        has_reason = self._has_news or time.monotonic() >= self._look_at
        return has_reason and not self._is_looking

    def _wait(self) -> None:
        if self._is_watched or self._is_looking:
            self._rest.wait()
            return
        self._is_watched = True
        try:
            self._watch.wait(max(0.0, self._look_at - time.monotonic()))
        finally:
            self._is_watched = False

    def found(self) -> None:
        """End a turn that found work: where there was some there may be more, so one more looks."""
        with self._lock:
            self._is_looking, self._has_news = False, True
            self._wake()

    def nothing(self, pause_s: float) -> None:
        """End a turn that found nothing: unless there is news, the next is after `pause_s`."""
        with self._lock:
            self._is_looking = False
            self._look_at = time.monotonic() + pause_s
            if self._is_watched:
                # Whoever sleeps may have to look earlier than was known when it fell asleep.
                self._watch.notify()

    def worked(self) -> None:
        """Note that work was done, which may have made more: its doer comes to look."""
        with self._lock:
            self._has_news = True

    def nudge(self) -> None:
        """Wake one to look now. While all work nothing changes: each looks when it has done."""
        with self._lock:
            self._has_news = True
            self._wake()

    def end(self) -> None:
        """Let nobody have a turn any more, and wake all to hear it; again it changes nothing."""
        with self._lock:
            self._is_over = True
            self._watch.notify_all()
            self._rest.notify_all()

    def _wake(self) -> None:
        (self._watch if self._is_watched else self._rest).notify()
