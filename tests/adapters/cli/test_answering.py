"""A link is tried by hand, a secret is made, and the delivery server is asked."""

from io import StringIO
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.wiring import store_of
from tilaus_adapters.delivery.sandbox import HABITS, SandboxDelivery
from tilaus_adapters.links import AnswerLinks
from tilaus_adapters.local import local_shop, worlds
from tilaus_adapters.notification.console import ConsoleNotifier
from tilaus_adapters.signatures import key_of

SECRET = "0123456789abcdef0123456789abcdef"


def cancelled(run: Run) -> str:
    """Make a shop in which item 3 cannot be delivered; return the token to answer about it."""
    run("init")
    example = run("order", "place", "--example").out
    Path("order.json").write_text(example, encoding="utf-8")
    assert run("order", "place", "order.json").code == 0
    server = SandboxDelivery(worlds(Path("shop.db"))[1])
    with store_of("shop.db") as store:
        order = store.load(50001).order
        assert order is not None
        server.behave(order.items[2].service, HABITS["customer_error"])
        server.close()
    assert run("worker", "--once").code == 0
    assert run("sandbox", "50001", "pay").code == 0
    assert run("worker", "--once").code == 0
    with store_of("shop.db") as store:
        shop = local_shop("shop.db", store=store, notifier=ConsoleNotifier(StringIO()))
        order = shop.order(50001)
        assert order is not None
        assert order.items[2].question is not None, order.items[2]
        return AnswerLinks([SECRET], shop.policy).token(order, order.items[2], "retry")


def test_a_link_is_shown_then_answered_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    token = cancelled(run)
    assert run("answer", token).code == 3, "without TILAUS_SECRET there are no links"
    monkeypatch.setenv("TILAUS_SECRET", SECRET)
    shown = run("answer", token, "--dry-run")
    assert (shown.code, "item 3 is tried again" in shown.out) == (0, True)
    doc = run("answer", token, "--dry-run", "--json").doc
    assert (doc["number"], doc["item"], doc["choice"], doc["quote"]) == (50001, "3", "retry", None)
    assert run("answer", token, "--json").doc == {"number": 50001, "outcome": "done"}
    assert run("answer", token, "--json").doc == {"number": 50001, "outcome": "duplicate"}
    assert run("answer", token, "--dry-run").code == 1
    assert run("answer", token[:-2]).code == 1


def test_a_secret_can_be_used_as_it_is_printed(run: Run) -> None:
    first, second = run("secret").out.strip(), run("secret", "--json").doc["secret"]
    assert len(key_of(first)) == len(key_of(second)) == 32
    assert first != second


def test_the_delivery_server_is_asked_about_what_it_has(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancelled(run)
    assert run("delivery", "poll", "--json").doc == {"asked": 0, "news": 0, "failures": []}
    monkeypatch.setenv("TILAUS_DELIVERY", "http")
    assert run("delivery", "poll").code == 3, "TILAUS_DELIVERY_URL is not set"
