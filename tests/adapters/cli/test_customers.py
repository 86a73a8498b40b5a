"""`tilaus customer export|erase`: a person gets all that is known of them, and is forgotten."""

import json
from pathlib import Path

from tests.adapters.cli.command import Run

from tilaus_adapters.interop.order_file import example

WHO = json.loads(example())["customer"]["email"]


def over(shop: Run) -> None:
    """Bring the order to its end: what is open is cancelled, and its money goes back."""
    assert shop("order", "do", "50001", "cancel", "--to", "original", "--role", "manager").code == 0
    for _ in range(3):
        assert shop("worker", "--once").code == 0


def test_a_person_gets_orders_history_books_and_messages(shop: Run) -> None:
    doc = shop("customer", "export", WHO, "--json").doc
    (order,) = doc["orders"]
    assert order["number"] == 50001
    assert order["customer"]["email"] == WHO
    assert order["history"]
    assert order["ledger"]
    assert {message["name"] for message in order["messages"]} >= {"tell:order-received"}


def test_capitals_of_an_address_do_not_matter(shop: Run) -> None:
    assert len(shop("customer", "export", WHO.upper(), "--json").doc["orders"]) == 1


def test_nobody_is_an_empty_document_and_no_fault(shop: Run) -> None:
    doc = shop("customer", "export", "nobody@customer.example", "--json").doc
    assert (doc["orders"], doc["wallets"]) == ([], [])
    assert "no order of that customer" in shop("customer", "erase", "nobody@x.example", "--yes").out


def test_nothing_is_erased_where_nobody_can_be_asked(shop: Run) -> None:
    done = shop("customer", "erase", WHO)
    assert (done.code, done.out) == (2, "")
    assert "add --yes" in done.err
    assert len(shop("customer", "export", WHO, "--json").doc["orders"]) == 1


def test_an_order_that_is_worked_on_stays_and_is_named(shop: Run) -> None:
    done = shop("customer", "erase", WHO, "--yes", "--json")
    assert done.code == 1
    (about,) = done.doc["orders"]
    assert (about["order"], about["outcome"]) == (50001, "refused")
    assert about["why"]
    assert len(shop("customer", "export", WHO, "--json").doc["orders"]) == 1


def test_a_person_is_erased_from_what_is_over_and_no_byte_is_left(shop: Run) -> None:
    over(shop)
    assert shop("customer", "erase", WHO, "--dry-run", "--json").doc["orders"][0]["outcome"] == (
        "erased"
    )
    assert len(shop("customer", "export", WHO, "--json").doc["orders"]) == 1
    done = shop("customer", "erase", WHO, "--yes", "--by", "anna")
    assert (done.code, done.out) == (0, "1 order erased\n")
    assert shop("customer", "export", WHO, "--json").doc["orders"] == []
    left = [p for p in Path().glob("shop.db*") if WHO.encode() in p.read_bytes()]
    assert left == []
    assert shop("verify").code == 0
    assert shop("order", "show", "50001", "--json").doc["number"] == 50001
