"""Store credit on the command line."""

from typing import Any

import pytest
from tests.adapters.cli.command import Run


@pytest.fixture
def shop(run: Run) -> Run:
    """Make a shop without orders."""
    assert run("init").code == 0
    return run


def test_a_wallet_is_topped_up_once_for_each_key(shop: Run) -> None:
    words = ("wallet", "top-up", "customer-1", "25.00", "--key", "gift-7", "--reason", "a present")
    first = shop(*words)
    assert (first.code, first.err) == (0, "")
    assert first.out == "25.00 EUR put on it\non the wallet of customer-1: 25.00 EUR\n"
    again = shop(*words, "--json")
    assert (again.code, again.doc["outcome"], again.doc["balance_minor"]) == (0, "duplicate", 2_500)
    assert shop(*words).out.startswith("this was asked before: nothing changed\n")
    other = shop("wallet", "top-up", "customer-1", "5.00", "--key", "gift-7")
    assert (other.code, other.out) == (1, "")
    assert "the key 'gift-7' put 2500 minor units on it before" in other.err
    doc = shop("wallet", "top-up", "customer-1", "5.00", "--key", "gift-7", "--json").doc
    assert (doc["error"], doc["code"]) == ("refused", "key_used")


def test_a_wallet_is_shown_with_what_came_and_went_last(shop: Run) -> None:
    shop("wallet", "top-up", "customer-1", "25.00", "--key", "a", "--reason", "a present")
    shown = shop("wallet", "show", "customer-1")
    assert shown.code == 0
    assert "wallet of customer-1 topped up: a present   25.00 EUR" in shown.out
    assert shown.out.endswith("on the wallet of customer-1: 25.00 EUR\n1 line\n")


def test_a_customer_of_whom_nothing_was_booked_has_an_empty_wallet(shop: Run) -> None:
    shown = shop("wallet", "show", "nobody")
    assert shown.code == 0
    assert shown.out.startswith("on the wallet of nobody: 0.00 EUR\nnothing is listed")
    assert shop("wallet", "show", "nobody", "--json").doc == {
        "customer": "nobody",
        "currency": "EUR",
        "balance_minor": 0,
        "lines": [],
        "before": None,
    }


def test_a_statement_comes_in_pages_that_add_up_to_the_balance(shop: Run) -> None:
    for n in range(1, 6):
        shop("wallet", "top-up", "customer-1", f"{n}.00", "--key", str(n))
    amounts: list[int] = []
    before: list[str] = []
    doc: dict[str, Any] = {}
    for _ in range(3):
        doc = shop("wallet", "statement", "customer-1", "--limit", "2", *before, "--json").doc
        amounts += [line["amount_minor"] for line in doc["lines"]]
        before = ["--before", str(doc["before"])]
    assert amounts == [500, 400, 300, 200, 100]
    assert doc["before"] is None
    assert doc["balance_minor"] == sum(amounts)
    shown = shop("wallet", "statement", "customer-1", "--limit", "2")
    (hint,) = [line for line in shown.out.splitlines() if line.startswith("older lines: ")]
    words = hint.removeprefix("older lines: tilaus ").split()
    assert " 3.00 EUR" in shop(*words).out


# fmt: off
WRONG = (
    ("wallet top-up customer-1 0 --key a",          "0 is not more than 0"),
    ("wallet top-up customer-1 -5 --key a",         "-500 is not more than 0"),
    ("wallet top-up customer-1 5.005 --key a",      "cannot read '5.005' as EUR"),
    ("wallet top-up customer-1 5,00 --key a",       "cannot read '5,00' as EUR"),
    ("wallet top-up customer-1 9999999999999999 --key a", "cannot read '9999999999999999'"),
    ("wallet top-up customer-1 5.00",               "--key"),
    ("wallet statement customer-1 --limit 0",       "--limit is 1 to 1000"),
    ("wallet statement customer-1 --limit 1001",    "--limit is 1 to 1000"),
)
# fmt: on


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_understood_is_said(shop: Run, words: str, said: str) -> None:
    done = shop(*words.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert shop("wallet", "show", "customer-1", "--json").doc["balance_minor"] == 0


def test_names_that_no_terminal_should_print_are_refused(shop: Run) -> None:
    done = shop("wallet", "top-up", "\x1b[31m", "5.00", "--key", "a")
    assert done.code == 2
    assert "a customer is named by 1 to 200 printable characters" in done.err
    assert "\x1b" not in done.err
    assert "\x1b" not in shop("wallet", "show", "\x1b[31m").out
