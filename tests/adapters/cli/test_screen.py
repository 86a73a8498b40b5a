"""What a person sees fits the terminal and can do nothing to it."""

import json
import re
from datetime import UTC
from io import StringIO
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.screen import Screen, count, state
from tilaus_adapters.interop.order_file import example


class Terminal(StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_texts_of_customers_reach_the_terminal_without_their_control_characters() -> None:
    out = StringIO()
    screen = Screen(UTC, out=out, err=out)
    hostile = "a\x1b[31mb\x9b2Jc\u202ed[red]e[/red]"
    screen.say(hostile)
    screen.table(["what"], [[hostile]])
    screen.complain(hostile)
    assert not set(out.getvalue()) & set("\x1b\x9b\u202e")
    assert out.getvalue().count("[red]e[/red]") == 3


def test_a_hostile_name_is_shown_harmlessly(run: Run) -> None:
    run("init")
    order = json.loads(example())
    order["items"][0]["service"] = "[bold]views :smile:"
    Path("order.json").write_text(json.dumps(order), encoding="utf-8")
    shown = run("order", "place", "order.json").out
    assert "[bold]views :smile:" in shown


def test_a_terminal_gets_colours_and_no_color_takes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = Terminal()
    Screen(UTC, out=coloured).say(state("cancelled", "failed"))
    assert "\x1b[31m" in coloured.getvalue()
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Terminal()
    Screen(UTC, out=plain).say(state("cancelled", "failed"))
    assert plain.getvalue() == "cancelled\n"


def test_a_table_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    out = Terminal()
    Screen(UTC, out=out).table(["number", "words"], [[50001, "word " * 30]], right=["number"])
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()).splitlines()
    assert max(map(len, lines)) <= 41
    assert any("50001" in line for line in lines)


def test_a_table_in_a_pipe_keeps_its_lines_whole() -> None:
    out = StringIO()
    Screen(UTC, out=out).table(["words"], [["word " * 30]])
    assert "word " * 29 + "word" in out.getvalue()
    assert not any(line.endswith(" ") for line in out.getvalue().splitlines())


def test_nouns_are_counted() -> None:
    assert [count(n, "item") for n in (0, 1, 2)] == ["0 items", "1 item", "2 items"]
    assert count(2, "entry", "entries") == "2 entries"
