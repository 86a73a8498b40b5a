"""Cut the connection of an HTTP request when its time is over, whatever it is doing then.

The client's own time-outs are for one step each: a server that sends a byte now and then would hold
a thread for ever.
"""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from time import monotonic
from typing import Any, Self

_OPENED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class Cutter:
    """One deadline for one request of httpx2, as a context; `trace` goes into its extensions.

    Args:
        timeout_s: how long the request may take in all, in seconds, from now on.
    """

    def __init__(self, timeout_s: float) -> None:
        self._ends = monotonic() + timeout_s
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(timeout_s, self._cut)
        self._timer.daemon = True

    @property
    def is_over(self) -> bool:
        """Tell whether the time is over."""
        return monotonic() >= self._ends

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            self._socket = None

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Remember the connection that the client opens; it tells each of its steps."""
        if name in _OPENED:
            with self._lock:
                self._socket = info["return_value"].get_extra_info("socket")
            if self.is_over:  # The timer may have found nothing to cut.
                self._cut()

    def _cut(self) -> None:
        with self._lock, suppress(OSError):
            if self._socket is not None:
                self._socket.shutdown(socket.SHUT_RDWR)
