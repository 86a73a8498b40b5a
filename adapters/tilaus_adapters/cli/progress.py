"""What a worker shows while it works: one live line, or a line now and then, and what fails.

What fails is a line of `name=value` pairs (logfmt) on standard error, for people and programs.
"""

import json
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import IO

from rich.console import Console
from rich.live import Live
from rich.text import Text

from tilaus.shop import Shop
from tilaus_adapters.dispatch.happenings import Away, Back, Failed, Happening, Piece, Settled
from tilaus_adapters.dispatch.metrics import Backlog, Tally
from tilaus_adapters.notification.webhook import Sent

EVERY_S = 10.0
"""The least time between two lines where no terminal shows them, in seconds."""

_SECRETS = (
    (re.compile(r"(://)[^/@\s]+@"), r"\1***@"),
    (re.compile(r"(/t/)[\w-]+"), r"\1***"),
    (re.compile(r"(?i)\b(password|secret|token|api_?key)(\s*[=:]\s*)\S+"), r"\1\2***"),
)
"""What an error may quote and a log must not: log-ins, tracking links, words after `password=`."""


def line(event: str, *, level: str = "error", **facts: object) -> str:
    """Write one line of a log: when, how bad, what, and the facts, secrets struck out."""
    told = {"time": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", "level": level, "event": event}
    return " ".join(f"{name}={_value(fact)}" for name, fact in {**told, **facts}.items())


def _value(fact: object) -> str:
    text = str(fact)
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text if re.fullmatch(r"[\w.:/+@*-]+", text, re.ASCII) else json.dumps(text)


class LogLines:
    """Write what goes wrong to a stream, a line each: an observer of a dispatcher.

    Attributes:
        failures: the latest of what failed, as sentences.
    """

    def __init__(self, shop: Shop, stream: IO[str]) -> None:
        self._shop, self._stream, self._lock = shop, stream, threading.Lock()
        self.failures: dict[str, None] = {}

    def __call__(self, happening: Happening) -> None:
        match happening:
            case Failed(piece, seconds, error):
                found = f"{type(error).__name__}: {error}"
                self._about(piece, "failed", seconds=f"{seconds:.3f}", error=found)
                self.remember(f"cannot work on order {piece.order_id}: {found}")
            case Settled(piece, "dead", _, outcome):
                self._about(piece, "given_up", error=outcome)
            case Settled(piece, "fenced", seconds):
                self._about(piece, "fenced", level="warning", seconds=f"{seconds:.3f}")
            case Away(error):
                self.write("store_away", error=f"{type(error).__name__}: {error}")
            case Back(after_s):
                self.write("store_back", level="info", after_s=f"{after_s:.1f}")

    def webhook(self, sent: Sent) -> None:
        """Say that an endpoint did not take what it was told; it is told again later."""
        self.write("webhook", level="warning", webhook=sent.name, error=sent.trouble)

    def delivery(self, trouble: str) -> None:
        """Say that the delivery server did not say what became of an item; it is asked again."""
        self.write("delivery", level="warning", error=trouble)

    def remember(self, sentence: str) -> None:
        """Keep a sentence for the summary, once; the oldest gives way to it."""
        with self._lock:
            self.failures[sentence] = None
            if len(self.failures) > MOST_REMEMBERED:
                self.failures.pop(next(iter(self.failures)))

    def write(self, event: str, *, level: str = "error", **facts: object) -> None:
        """Write one line."""
        self._stream.write(line(event, level=level, **facts) + "\n")
        self._stream.flush()

    def _about(self, piece: Piece, event: str, *, level: str = "error", **facts: object) -> None:
        about = {"order": self._number(piece.order_id), "effect": piece.name, "key": piece.key}
        self.write(event, level=level, **about, via=piece.via, **facts)

    def _number(self, order_id: str) -> str:
        """Return the number by which staff know an order; its id where it cannot be read."""
        try:
            order = self._shop.order(order_id)
        except Exception:  # noqa: BLE001 - what failed may be just this
            order = None
        return order_id if order is None else str(order.number)


MOST_REMEMBERED = 100
"""How many failures a summary names."""


class Progress:
    """Show how work goes on, as a context: while it lasts, a terminal has a live line below all.

    Args:
        stream: a terminal has one live line; anything else a line at most every `EVERY_S`, and
            only where something was done.

    Attributes:
        left: returns what is left in the shop, None where it is not known.
    """

    def __init__(self, stream: IO[str], tally: Tally, threads: int) -> None:
        self._stream, self._tally, self._threads = stream, tally, threads
        self.left: Callable[[], Backlog | None] = lambda: None
        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        self._live = Live(console=console, auto_refresh=False, transient=True)
        self._is_live = stream.isatty()
        self._handled, self._at = 0, time.monotonic()
        self._per_s = 0.0

    def __enter__(self) -> "Progress":
        if self._is_live:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Take the live line away; again it changes nothing."""
        if self._is_live:
            self._live.stop()

    def show(self) -> None:
        """Show where the work stands; called a few times in a second."""
        handled, now = self._tally.snapshot().handled, time.monotonic()
        since = now - self._at
        if self._is_live:
            self._live.update(Text(self._told(handled, since)), refresh=True)
            if since < 1.0:
                return
        elif since < EVERY_S or handled == self._handled:
            return
        else:
            self._stream.write(self._told(handled, since) + "\n")
            self._stream.flush()
        self._per_s = (handled - self._handled) / since
        self._handled, self._at = handled, now

    def _told(self, handled: int, since: float) -> str:
        per_s = self._per_s if since < 1.0 else (handled - self._handled) / since
        busy = self._tally.snapshot().busy
        told = f"{handled:,} done, {per_s:.1f}/s, {busy} of {self._threads} threads at work"
        left = self.left()
        if left is None:
            return told
        return f"{told}; {left.waiting:,} waiting, {left.unknown:,} unknown, {left.dead:,} dead"
