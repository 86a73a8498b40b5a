"""Orders on the command line: placed, listed, shown, and asked what may happen next."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.adapters.cli.command import Run

from tilaus_adapters.interop.order_file import example


def test_a_new_shop_is_empty_and_says_how_to_fill_it(run: Run) -> None:
    made = run("init")
    assert made.code == 0
    assert "shop.toml" in made.out
    assert (
        run("order", "list").out == "no orders yet; place one with: tilaus order place FILE.json\n"
    )
    assert run("order", "list", "--status", "pending").out == "no such orders\n"
    assert run("order", "list", "--json").doc == {"orders": []}


def test_a_shop_is_not_made_twice_and_its_policy_is_kept(run: Run) -> None:
    Path("shop.toml").write_text("silence_days = 3\n", encoding="utf-8")
    made = run("init", "--json")
    assert made.doc == {"db": "shop.db", "policy": "shop.toml", "policy_written": False}
    again = run("init")
    assert (again.code, again.out) == (1, "")
    assert "nothing was changed" in again.err
    assert run("policy", "show", "--json").doc["silence_days"] == 3


def test_an_order_is_placed_once_for_each_key(run: Run) -> None:
    run("init")
    Path("order.json").write_bytes(example())
    first = run("order", "place", "order.json", "--key", "checkout-77", "--json")
    assert (first.code, first.doc["outcome"], first.doc["order"]["number"]) == (0, "done", 50001)
    assert first.doc["effects_waiting"] == 2
    second = run("order", "place", "order.json", "--key", "checkout-77", "--json")
    assert (second.code, second.doc["outcome"]) == (0, "duplicate")
    assert second.doc["order"] == first.doc["order"]
    third = run("order", "place", "order.json", "--json")
    # A number may be lost to a request that was a repetition; none is used twice.
    other = third.doc["order"]["number"]
    assert other > 50001
    assert [o["number"] for o in run("order", "list", "--json").doc["orders"]] == [other, 50001]


def test_an_order_is_placed_from_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(example())))
    assert run("order", "place", "-", "--json").doc["order"]["status"] == "pending"


def test_the_schema_and_an_example_are_printed(run: Run) -> None:
    schema, order = run("order", "place", "--schema").doc, run("order", "place", "--example").doc
    Draft202012Validator(schema).validate(order)
    assert run("order", "place", "--schema", "--json").doc == schema
    assert run("order", "place", "--example").out == example().decode()


def test_an_order_is_shown_with_all_that_belongs_to_it(shop: Run) -> None:
    shown = shop("order", "show", "50001")
    assert shown.code == 0
    for text in ("Order 50001: Processing", "YouTube views", "27.00 EUR", "UTC", "tracking link"):
        assert text in shown.out
    assert "History" not in shown.out
    history = shop("order", "show", "50001", "--history").out
    assert "payment 1: 27.00 EUR arrived" in history
    assert "provider:sandbox" in history


ORDER_KEYS = [
    "number",
    "id",
    "status",
    "placed_at",
    "email",
    "currency",
    "total_minor",
    "captured_minor",
    "refunded_minor",
    "label",
    "reason",
    "held_from",
    "version",
    "expires_at",
    "refundable_minor",
    "in_flight_minor",
    "tracking_url",
    "customer",
    "items",
    "charges",
    "payments",
    "refunds",
    "parked",
    "history",
    "ledger",
]


def test_an_order_as_a_document_has_keys_that_stay(shop: Run) -> None:
    doc = shop("order", "show", "50001", "--json").doc
    assert list(doc) == ORDER_KEYS
    assert (doc["status"], doc["total_minor"], doc["captured_minor"]) == ("processing", 2700, 2700)
    assert [i["status"] for i in doc["items"]] == ["pending"] * 3
    assert (doc["payments"][0]["fee_minor"], doc["payments"][0]["status"]) == (100, "captured")
    assert doc["ledger"]["balanced"] is True
    assert doc["history"][0]["event"] == "Placed"


def test_times_are_shown_in_the_zone_that_is_asked_for(shop: Run) -> None:
    assert " EET" in shop("order", "show", "50001", "--tz", "Europe/Helsinki").out.replace(
        "EEST", "EET"
    )
    odd = shop("order", "show", "50001", "--tz", "Nowhere/Land")
    assert (odd.code, odd.out) == (2, "")
    assert odd.err == (
        "cannot show times in 'Nowhere/Land': there is no such zone; one is Europe/Helsinki\n"
    )


def test_orders_are_found_by_status_address_and_number(shop: Run) -> None:
    def numbers(*words: str) -> list[int]:
        return [o["number"] for o in shop("order", "list", *words, "--json").doc["orders"]]

    assert numbers("--status", "processing") == [50001]
    assert numbers("--status", "pending") == []
    assert numbers("--find", "registered@customer.example") == [50001]
    assert numbers("--find", "50001") == [50001]
    assert numbers("--find", "nobody@customer.example") == []
    assert numbers("--before", "50001") == []
    assert "50001" in shop("order", "list").out
    assert "1 order\n" in shop("order", "list").out


def test_what_may_happen_is_listed_with_why_not_the_rest(shop: Run) -> None:
    doc = shop("order", "allowed", "50001", "--json").doc
    rows = {(row["machine"], row["about"], row["trigger"]): row for row in doc["allowed"]}
    assert rows["order", "", "hold"]["is_open"] is True
    assert rows["order", "", "complete"]["is_open"] is False
    assert rows["order", "", "complete"]["why_not"] == "open_items == 0 (open_items is 3)"
    assert rows["order", "", "dispute"]["why_not"] == "only by system"
    shown = shop("order", "allowed", "50001", "--role", "customer").out
    assert "A customer may now" in shown
    assert "only by manager, staff" in shown


UNKNOWN = "cannot find order 7: there is none of that number; possible now: tilaus order list\n"


@pytest.mark.parametrize(
    "words",
    ["order show 7", "order allowed 7", "quote 7", "sandbox 7 pay"],
)
def test_an_unknown_order_is_refused(shop: Run, words: str) -> None:
    done = shop(*words.split())
    assert (done.code, done.out, done.err) == (1, "", UNKNOWN)
    doc = shop(*words.split(), "--json").doc
    assert (doc["error"], doc["code"]) == ("refused", "unknown_order")


def changed(**changes: Any) -> bytes:
    return json.dumps({**json.loads(example()), **changes}).encode()


# fmt: off
REFUSED = [
    # the file                                            exit  what is said
    (changed(currency="USD"),                             1, "cannot place an order: the shop sells in EUR, not in 'USD'"),
    (changed(payments=[{"method": "shells"}]),            1, "cannot pay with 'shells': the shop does not take it"),
    (changed(customer={"email": "nobody"}),               1, "cannot place an order: 'nobody' is no mail address"),
    (changed(items=[]),                                   1, "cannot place an order: an order has 1 to 1000 items, not 0"),
    (changed(currency=5),                                 2, "cannot read order.json:\n  currency: a text is expected, not 5\nan order file to begin with: tilaus order place --example"),
    (b"{",                                                2, "cannot read order.json:\n  line 1, column 2: this is no JSON"),
    (changed(items=[{}] * 50),                            2, "and 180 more"),
]
# fmt: on


@pytest.mark.parametrize(("data", "code", "said"), REFUSED, ids=range(len(REFUSED)))
def test_an_order_that_cannot_be_is_refused_and_nothing_is_written(
    run: Run, data: bytes, code: int, said: str
) -> None:
    run("init")
    Path("order.json").write_bytes(data)
    done = run("order", "place", "order.json")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert run("order", "list", "--json").doc == {"orders": []}


# fmt: off
MISUSED = [
    # the words                       what is said
    ("order place",                   "cannot place an order: name its file, or - for standard input\n"),
    ("order place nowhere.json",      "cannot read nowhere.json: No such file or directory\n"),
    ("order place .",                 "cannot read .: Is a directory\n"),
    ("order list --limit 0",          "cannot list 0 orders: --limit is 1 to 1000\n"),
    ("order list --status flying",    "cannot list orders that are 'flying': states are pending, processing, on_hold, completed, cancelled, refunded\n"),
    ("order show",                    'Command "order show" parameter NUMBER requires an argument.\n'),
    ("order show fifty",              'Invalid value for NUMBER: unable to convert "fifty" into int.\n'),
    ("order shwo 5",                  'Unknown command "shwo". Did you mean "show"? Available commands: place, list, show, allowed, do.\n'),
    ("order show 5 --nothing",        "Unknown option: --nothing.\n"),
    ("order allowed 5 --role king",   'Invalid value "king" for --role. Choose from: "customer", "guest", "staff", "manager", "processor", "server", "clock", "system".\n'),
]
# fmt: on


@pytest.mark.parametrize(("words", "said"), MISUSED)
def test_what_was_asked_for_wrongly_is_said(run: Run, words: str, said: str) -> None:
    run("init")
    done = run(*words.split())
    assert (done.code, done.out, done.err) == (2, "", said)
    as_json = run(*words.split(), "--json")
    assert as_json.doc == {"error": "usage", "sentence": said.rstrip("\n")}
