"""Waiting for other processes: for a condition, looked at again and again until a deadline."""

import time
from collections.abc import Callable
from threading import Event

PATIENCE_S = 600.0
"""How long a run may stand still before that counts as a fault, in seconds."""

rest = Event().wait
"""Lets the others work for so many seconds."""


def until(is_so: Callable[[], bool], what: str, *, every_s: float = 0.01) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it does not become so; says `what`.
    """
    ends = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > ends:
            raise TimeoutError(what)
        rest(every_s)
