"""Ask the delivery server what became of what it has, again and again, while a worker works.

A server that sends no messages is heard of only so; of one that does, what was lost is found.
Several workers may ask at once: what is known is a duplicate.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from tilaus.polling import Polled, poll
from tilaus.ports.storage import StoreError
from tilaus.shop import Shop

LOG = logging.getLogger("tilaus.delivery")

GOODBYE_S = 5.0
"""How long a worker that ends waits for an answer, in seconds; what it says is asked for again."""


@runtime_checkable
class AskedInTurn(Protocol):
    """A delivery server that has to be asked.

    Attributes:
        poll_every_s: how long it is left alone between two rounds, in seconds; 0 for never asked.
    """

    poll_every_s: float


@contextmanager
def polling(shop: Shop, on_trouble: Callable[[str], None] = LOG.warning) -> Iterator[None]:
    """Ask the shop's server while the context lasts, in a thread of its own.

    At its end nothing more is asked, and an answer is waited for.

    Args:
        on_trouble: is called with a sentence, in that thread, where a round did not go well; once
            for as long as the same goes wrong.
    """
    server: object = shop.delivery
    every_s = server.poll_every_s if isinstance(server, AskedInTurn) else 0.0
    if not every_s:
        yield
        return
    stop = threading.Event()

    def ask() -> None:
        told = ""
        while not stop.wait(every_s):
            trouble = ask_once(shop, stop.is_set)
            if trouble and trouble != told:
                on_trouble(trouble)
            told = trouble

    thread = threading.Thread(target=ask, name="tilaus-delivery", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(GOODBYE_S)


def ask_once(shop: Shop, stop: Callable[[], bool]) -> str:
    """Ask about every running item once; return what went wrong, as a sentence, or nothing."""
    try:
        found = poll(shop, stop)
    except StoreError as error:  # The dispatcher meets it too, and tells of it.
        return f"cannot ask the delivery server: {error}"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is asked again
        return f"cannot ask the delivery server: {type(error).__name__}: {error}"
    return _sentence(found)


def _sentence(found: Polled) -> str:
    if not found.failures:
        return ""
    more = len(found.failures) - 1
    return f"{found.failures[0]}{f', and {more} more' if more else ''}"
