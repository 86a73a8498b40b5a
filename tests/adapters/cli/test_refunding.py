"""Quotes and refunds on the command line."""

import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.cli.command import Run

BOTH = """\
                     to the wallet   to card
 ────────────────────────────────────────────────────────
 the customer gets   6.00 EUR        6.23 EUR
 of it fee           0.00 EUR        0.23 EUR
 fee kept            0.23 EUR        0.00 EUR
"""


@pytest.fixture
def cancelled(shop: Run) -> Run:
    """Make a shop where item 3 of order 50001 was cancelled."""
    assert shop("order", "do", "50001", "cancel", "--item", "3").code == 0
    return shop


def quote(shop: Run, *words: str) -> dict[str, Any]:
    done = shop("quote", "50001", *words, "--json")
    assert done.code == 0, done
    doc: dict[str, Any] = done.doc["quotes"]
    return doc


def test_wallet_and_card_stand_beside_each_other(cancelled: Run) -> None:
    shown = cancelled("quote", "50001", "--item", "3")
    assert shown.code == 0
    assert shown.out.startswith(BOTH)
    assert " there by            at once         20" in shown.out


def test_a_quote_as_a_document_has_amounts_fees_and_dates(cancelled: Run) -> None:
    quotes = quote(cancelled, "--item", "3")
    assert {to: (q["amount_minor"], q["fee_returned_minor"], q["fee_kept_minor"]) for to, q in quotes.items()} == {
        "wallet": (600, 0, 23),
        "original": (623, 23, 0),
    }  # fmt: skip
    assert quotes["wallet"]["available_at"] < quotes["original"]["available_at"]


def test_items_units_and_amounts_can_be_quoted(cancelled: Run) -> None:
    assert quote(cancelled, "--item", "3:50")["wallet"]["amount_minor"] == 150
    assert quote(cancelled, "--amount", "2.50")["wallet"]["amount_minor"] == 250


def test_what_cannot_be_refunded_is_refused_with_the_reason_for_each_destination(
    cancelled: Run,
) -> None:
    done = cancelled("quote", "50001", "--item", "1")
    assert done.code == 1
    assert "to wallet: cannot refund item 1: item 1 is pending" in done.out
    doc = cancelled("quote", "50001", "--item", "1", "--json").doc
    assert doc["quotes"] == {}
    assert doc["refusals"]["original"]["code"] == "item_open"


def test_a_guest_is_not_offered_the_wallet(run: Run) -> None:
    run("init")
    order = run("order", "place", "--example").out.replace('"id": "customer-1"', '"name": "guest"')
    Path("order.json").write_text(order, encoding="utf-8")
    run("order", "place", "order.json")
    shown = run("quote", "50001")
    assert "to wallet: cannot refund to the wallet: a guest has no wallet" in shown.out


def test_a_refund_is_sent_once_for_each_key(cancelled: Run) -> None:
    words = [
        "refund",
        "50001",
        "--item",
        "3",
        "--to",
        "wallet",
        "--yes",
        "--key",
        "desk-12",
        "--json",
    ]
    first = cancelled(*words)
    assert (first.code, first.doc["outcome"]) == (0, "done")
    assert cancelled(*words).doc["outcome"] == "duplicate"
    cancelled("worker", "--once")
    (sent,) = cancelled("order", "show", "50001", "--json").doc["refunds"]
    assert (sent["status"], sent["amount_minor"], sent["to"]) == ("succeeded", 600, "wallet")
    again = cancelled("refund", "50001", "--item", "3", "--to", "wallet", "--yes")
    assert again.code == 1


def test_a_refund_needs_a_yes_where_nobody_can_be_asked(cancelled: Run) -> None:
    done = cancelled("refund", "50001", "--item", "3", "--to", "original")
    assert (done.code, done.out) == (2, "")
    assert done.err == "nothing was sent: nobody is here to ask; if it is meant, add --yes\n"
    assert cancelled("order", "show", "50001", "--json").doc["refunds"] == []


class Person(StringIO):
    """Somebody at a terminal who types an answer."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "code", "refunds"), [("y\n", 0, 1), ("n\n", 2, 0), ("", 2, 0)])
def test_a_person_sees_the_amount_and_is_asked(
    cancelled: Run, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, refunds: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Person(answer))
    done = cancelled("refund", "50001", "--item", "3", "--to", "original")
    assert done.code == code
    assert "send 6.23 EUR to original? [y/N]" in done.out
    assert len(cancelled("order", "show", "50001", "--json").doc["refunds"]) == refunds


# fmt: off
WRONG = [
    ("quote 50001 --item 3:half",                "cannot refund item '3:half': write ID or ID:UNITS, as in 3:50\n"),
    ("quote 50001 --item 3:-1",                  "cannot refund item '3:-1': write ID or ID:UNITS, as in 3:50\n"),
    ("quote 50001 --amount 5.005",               "cannot read '5.005' as EUR: write digits with at most 2 decimals, for example 12.30\n"),
    ("quote 50001 --amount 5 --item 3",          "cannot refund an amount of parts: give --amount, or --item and --charge\n"),
    ("refund 50001 --item 3",                    'Command "refund" parameter --to requires an argument.\n'),
]
# fmt: on


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_understood_is_said(shop: Run, words: str, said: str) -> None:
    done = shop(*words.split())
    assert (done.code, done.out, done.err) == (2, "", said)


def test_a_charge_is_refunded_by_its_id(run: Run) -> None:
    run("init")
    order = run("order", "place", "--example").out
    order = order.replace('"payments"', '"charges": [{"id": "ship", "kind": "shipping", "total_minor": 300}], "payments"')  # fmt: skip
    Path("order.json").write_text(order, encoding="utf-8")
    assert run("order", "place", "order.json").code == 0
    for words in ("worker --once", "sandbox 50001 pay", "worker --once"):
        run(*words.split())
    assert quote(run, "--charge", "ship")["wallet"]["amount_minor"] == 300
