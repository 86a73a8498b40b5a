"""What a person sees: tables and sentences, safe to print whatever they contain.

Texts of customers are hostile: control characters never reach the terminal, and nothing is read as
markup. Colours and boxes follow the terminal: none in a pipe or under NO_COLOR.
"""

import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import IO, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 200
"""How wide a table may become where no terminal says how wide it is."""

STYLES = {
    "initial": "yellow",
    "waiting": "yellow",
    "active": "cyan",
    "held": "magenta",
    "finished": "green",
    "failed": "red",
    "closed": "blue",
}
"""The colour of a state, by its kind."""


class Screen:
    """Two streams for people: what was asked for goes to `out`, complaints to `err`."""

    def __init__(
        self, zone: tzinfo, out: IO[str] | None = None, err: IO[str] | None = None
    ) -> None:
        self.zone: tzinfo = zone
        self.out: Console = _console(out or sys.stdout)
        self.err: Console = _console(err or sys.stderr)

    def say(self, text: str | Text = "", style: str = "") -> None:
        """Print a line."""
        self.out.print(_safe(text, style), soft_wrap=True)

    def title(self, text: str) -> None:
        """Print a heading, with an empty line above."""
        self.out.print()
        self.say(text, "bold")

    def complain(self, text: str) -> None:
        """Print a line where complaints go."""
        self.err.print(_safe(text, "red"), soft_wrap=True)

    def table(
        self, heads: Sequence[str], rows: Iterable[Sequence[Any]], right: Sequence[str] = ()
    ) -> None:
        """Print a table; the columns in `right` are numbers and stand to the right."""
        made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
        for head in heads:
            is_number = head in right
            made.add_column(head, justify="right" if is_number else "left", no_wrap=is_number)
        for row in rows:
            made.add_row(*(_safe(cell) for cell in row))
        with self.out.capture() as drawn:
            self.out.print(made)
        self.out.file.writelines(f" {line.rstrip()}\n" for line in drawn.get().splitlines())

    def raw(self, text: str) -> None:
        """Print a text as it stands, for another program to read."""
        self.out.file.write(text if text.endswith("\n") else text + "\n")

    def moment(self, at: datetime | None) -> str:
        """Write a time with its zone, for example `2026-01-05 09:00 UTC`; nothing for None."""
        return "" if at is None else f"{at.astimezone(self.zone):%Y-%m-%d %H:%M %Z}"


def _console(stream: IO[str]) -> Console:
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def state(status: str, kind: str) -> Text:
    """Write a state in the colour of its kind."""
    return Text(status, STYLES.get(kind, ""))


def count(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: `1 item`, `2 items`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _safe(text: Any, style: str = "") -> Text:
    if isinstance(text, Text):
        return text
    return Text(
        "".join(
            c if c.isprintable() or c == "\n" else "\N{REPLACEMENT CHARACTER}" for c in str(text)
        ),
        style,
    )
