"""`tilaus verify` counts what it looked at, and exits with 1 where something is wrong."""

import io
import sqlite3
import sys
from contextlib import closing

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.verifying import counted


def spoil(statement: str) -> None:
    with closing(sqlite3.connect("shop.db")) as db, db:
        assert db.execute(statement).rowcount > 0


def test_a_sound_shop_is_counted(shop: Run) -> None:
    done = shop("verify")
    assert (done.code, done.err) == (0, "")
    assert done.out == "1 order, 9 events, 1 entry, 8 effects, 0 findings\n"
    doc = shop("verify", "--json").doc
    assert (doc["orders"], doc["findings"], doc["found"]) == (1, 0, [])


def test_what_is_wrong_is_named_with_its_order(shop: Run) -> None:
    spoil("UPDATE tilaus_items SET delivered = 1 WHERE id = '2'")
    done = shop("verify")
    assert done.code == 1
    wrong = "order 50001: the history does not lead to the order as it is stored: expected"
    assert done.out.startswith(f"{wrong} items[2].delivered nothing, found 1\n")
    assert done.out.endswith(", 1 finding\n")
    (found,) = shop("verify", "--json", "--order", "50001").doc["found"]
    assert (found["order"], found["what"], found["severity"]) == (50001, "replay", "wrong")


def test_one_order_is_verified_alone(shop: Run) -> None:
    assert shop("verify", "--order", "50001").out.startswith("1 order, 9 events")
    assert shop("verify", "--order", "7").code == 1


def test_a_terminal_sees_how_far_it_is(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert shop("verify").out.endswith("0 findings\n")
    assert "looking at the newest orders" in terminal.getvalue()


@pytest.mark.parametrize(
    ("number", "many", "told"),
    [
        (1, "orders", "1 order"),
        (1_234, "orders", "1,234 orders"),
        (1, "entries", "1 entry"),
        (0, "findings", "0 findings"),
    ],
)
def test_numbers_are_written_with_their_nouns(number: int, many: str, told: str) -> None:
    assert counted(number, many) == told
