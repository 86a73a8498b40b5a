"""Walk through a page as a stranger does: save its files, give its commands, see what it shows.

<!-- save as: shop.py -->      the block below is the file; a second one is added to its end
<!-- save over: shop.py -->    the block below takes the place of the file
<!-- prints -->                the block below is a part of what the next command prints

A block `console` holds commands behind `$ `, each with what it prints. A line `...` stands for any
lines, and `...` in a line for any text: secrets and hours differ from run to run. Every command has
to succeed; those of a block below `<!-- refused -->` have to fail.
"""

import doctest
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tilaus.record import record

BLOCK = re.compile(r"(?:^<!-- ([^>]+?) -->\n+)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOOK = re.compile(r"\bin \d+\.\d+s\b")
SAVE, OVER, PRINTS, REFUSED = "save as: ", "save over: ", "prints", "refused"

FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
"""How exact it must be: where a line ends at the terminal's right end is no matter."""

PROGRAMS: Mapping[str, tuple[str, ...]] = {
    "python": (sys.executable,),
    "pytest": (sys.executable, "-m", "pytest", "-p", "no:cacheprovider"),
    "tilaus": (sys.executable, "-m", "tilaus_adapters.cli"),
}
"""What pages may start, and how it is started here."""

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONWARNINGS": "error",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "COLUMNS": "80",
    "PYTHONUNBUFFERED": "1",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
}


@record
class Block:
    """A block of code of a page, with the remark above it; both may be empty."""

    remark: str
    language: str
    text: str


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page's text."""
    return [Block(*found) for found in BLOCK.findall(page)]


def is_walked(page: str) -> bool:
    """Tell whether a page has commands to give."""
    return any(block.language == "console" for block in blocks(page))


@record
class Given:
    """A command that was given: what its page shows of it, and what came of it."""

    command: str
    shown: str
    printed: str
    is_refused: bool
    code: int

    @property
    def is_as_shown(self) -> bool:
        """Tell whether the command printed what its page shows, and ended as it says."""
        shown, printed = TOOK.sub("in a moment", self.shown), TOOK.sub("in a moment", self.printed)
        check = doctest.OutputChecker().check_output
        return check(shown, printed, FLAGS) and self.is_refused == bool(self.code)


def walk(page: str, folder: Path) -> Iterator[Given]:
    """Do what a page says, in an empty folder; yield what came of each command."""
    shown = ""
    for block in blocks(page):
        if block.remark.startswith(SAVE):
            _save(folder / block.remark.removeprefix(SAVE), block.text)
        elif block.remark.startswith(OVER):
            (folder / block.remark.removeprefix(OVER)).write_text(block.text, encoding="utf-8")
        elif block.remark == PRINTS:
            shown += block.text
        elif block.language == "console":
            for command, text in _commands(block.text):
                done = _run(command, folder)
                refused = block.remark == REFUSED
                yield Given(command, shown + text, done.stdout, refused, done.returncode)
                shown = ""


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        yield command, shown


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as it stands in a page; both streams are one, as in a terminal."""
    name, *rest = shlex.split(command)
    return subprocess.run(
        [*PROGRAMS[name], *rest],
        cwd=folder,
        env={**ENVIRONMENT, "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
