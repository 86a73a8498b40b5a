"""See to what channels keep for later, such as gathered alerts, while a worker works."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tilaus.ports.notification import Notifier
from tilaus_adapters.notification.channels import Tended

LOG = logging.getLogger("tilaus.alerts")

EVERY_S = 2.0
"""How often a worker looks whether something is due, in seconds."""

GOODBYE_S = 5.0
"""How long a worker that ends waits for what is being told, in seconds; the rest is told later."""


@contextmanager
def tended(notifier: Notifier) -> Iterator[None]:
    """See to what a notifier keeps, in a thread of its own, while the context lasts."""
    if not isinstance(notifier, Tended):
        yield
        return
    stop = threading.Event()

    def tend() -> None:
        is_told = False
        while not stop.wait(EVERY_S):
            is_told = not see_to(notifier, quietly=is_told)

    thread = threading.Thread(target=tend, name="tilaus-alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(GOODBYE_S)


def see_to(notifier: Notifier, *, quietly: bool = False) -> bool:
    """See once to what a notifier keeps; False, and a line in the log, where it could not.

    Args:
        quietly: what goes wrong was told before.
    """
    try:
        if isinstance(notifier, Tended):
            notifier.tend()
    except Exception as error:  # noqa: BLE001 - whatever it is, the work itself must not stop
        if not quietly:
            LOG.error("cannot see to what waits: %s: %s", type(error).__name__, error)
        return False
    return True
