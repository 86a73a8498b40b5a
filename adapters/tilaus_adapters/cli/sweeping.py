"""Sweep the shelf while a shop is served: sessions that are over, wrong guesses of long ago.

They count as not there anyway; but whoever guesses leaves a row for each name, for a day.
"""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tilaus.shop import Shop

LOG = logging.getLogger("tilaus.shelf")

EVERY_S = 900.0
"""How often it is swept, in seconds; the first time at once."""

GOODBYE_S = 5.0
"""How long a server that ends waits for a sweep, in seconds; the next one sweeps again."""


@contextmanager
def swept(shop: Shop, every_s: float = EVERY_S) -> Iterator[None]:
    """Sweep a shop's shelf while the context lasts, in a thread of its own."""
    stop = threading.Event()

    def sweep() -> None:
        sweep_once(shop)
        while not stop.wait(every_s):
            sweep_once(shop)

    thread = threading.Thread(target=sweep, name="tilaus-shelf", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(GOODBYE_S)


def sweep_once(shop: Shop) -> int:
    """Remove what has expired, and return how many; where it cannot be, say so in the log."""
    try:
        return shop.store.sweep_docs(shop.clock())
    except Exception as error:  # noqa: BLE001 - whatever it is, pages must not stop for it
        LOG.error("cannot sweep the shelf: %s: %s", type(error).__name__, error)
        return 0
