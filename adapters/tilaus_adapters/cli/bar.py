"""A bar for work whose end is known: one live line on a terminal, else a line now and then."""

import time
from types import TracebackType
from typing import IO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from tilaus_adapters.cli.progress import EVERY_S


class Bar:
    """Show how much of some work is done, as a context.

    Args:
        stream: a terminal has one live line; anything else a line at most every `EVERY_S`.
        what: what is counted, as in "orders and refunds".
        total: how many there are.
    """

    def __init__(self, stream: IO[str], what: str, total: int) -> None:
        self._stream, self._what, self._total = stream, what, total
        self._done, self._at = 0, time.monotonic()
        console = Console(file=stream, highlight=False, markup=False, emoji=False)
        columns = BarColumn(), MofNCompleteColumn(), TextColumn(what), TimeRemainingColumn()
        self._live = Progress(*columns, console=console, transient=True)
        self._task = self._live.add_task(what, total=total)
        self._is_live = stream.isatty()

    def __enter__(self) -> "Bar":
        if self._is_live:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_live:
            self._live.stop()

    def advance(self) -> None:
        """Count one more as done."""
        self._done += 1
        now = time.monotonic()
        if self._is_live:
            self._live.update(self._task, completed=min(self._done, self._total))
        elif now - self._at >= EVERY_S:
            self._at = now
            self._stream.write(f"{self._done:,} of {self._total:,} {self._what}\n")
            self._stream.flush()
