"""What may happen to an order is triggered, by staff and by those whom they speak for."""

from pathlib import Path
from typing import Any

import pytest
from tests.adapters.cli.command import Run

from tilaus import commands as c
from tilaus.lifecycles import SHIPPED
from tilaus_adapters.triggers import Misfit, Wish, command

STAFF = c.Actor("staff")
SERVER, PROCESSOR = c.Actor("server"), c.Actor("processor")


# fmt: off
MEANT = [
    # of, id, trigger                                            the command
    (Wish("hold", "order", "", STAFF, reason="r"),               c.Advance("hold", "order", "", "r", by=STAFF)),
    (Wish("complete", "order", "", STAFF),                       c.Advance("complete", by=STAFF)),
    (Wish("cancel", "order", "", STAFF),                         c.CancelOrder(by=STAFF)),
    (Wish("cancel", "order", "", STAFF, reason="r", to="wallet"), c.CancelOrder("r", "wallet", by=STAFF)),
    (Wish("pay", "order", "", STAFF, method="card"),             c.AddPayment("card", by=STAFF)),
    (Wish("note", "order", "", STAFF, reason="r"),               c.AddNote("r", by=STAFF)),
    (Wish("renew-tracking", "order", "", STAFF, token="new"),    c.RenewTracking("new", by=STAFF)),
    (Wish("revoke-tracking", "order", "", STAFF, token="new"),   c.RenewTracking("", by=STAFF)),
    (Wish("erase", "order", "", STAFF),                          c.Erase(by=STAFF)),
    (Wish("tick", "order", "", STAFF),                           c.Tick(by=STAFF)),
    (Wish("force", "order", "", STAFF, state="s", reason="r"),   c.Force("s", "r", by=STAFF)),
    (Wish("start", "item", "1", STAFF),                          c.Advance("start", "item", "1", by=STAFF)),
    (Wish("deliver", "item", "1", STAFF),                        c.Advance("deliver", "item", "1", by=STAFF)),
    (Wish("deliver", "item", "1", SERVER),                       c.DeliveryReported("1", "delivered", by=SERVER)),
    (Wish("fail", "item", "1", SERVER, reason="customer_error"), c.DeliveryReported("1", "failed", reason="customer_error", by=SERVER)),
    (Wish("stop", "item", "1", SERVER, units=5),                 c.DeliveryReported("1", "stopped", 5, by=SERVER)),
    (Wish("progress", "item", "1", STAFF, units=5),              c.DeliveryReported("1", "progress", 5, by=STAFF)),
    (Wish("cancel", "item", "1", STAFF, reason="r"),             c.Advance("cancel", "item", "1", "r", by=STAFF)),
    (Wish("retry", "item", "1", STAFF, target="t"),              c.RetryItem("1", "t", by=STAFF)),
    (Wish("ask", "item", "1", STAFF),                            c.AskCustomer("1", by=STAFF)),
    (Wish("answer", "item", "1", STAFF, choice="retry", target="t"), c.AnswerCustomer("1", "retry", "t", by=STAFF)),
    (Wish("force", "item", "1", STAFF, state="s", reason="r"),   c.Force("s", "r", "item", "1", by=STAFF)),
    (Wish("capture", "payment", "1", STAFF, amount_minor=5),     c.PaymentReported("1", "captured", 5, by=STAFF)),
    (Wish("capture", "payment", "1", PROCESSOR, amount_minor=5), c.PaymentReported("1", "captured", 5, by=PROCESSOR)),
    (Wish("fail", "payment", "1", PROCESSOR),                    c.PaymentReported("1", "failed", by=PROCESSOR)),
    (Wish("withdraw", "payment", "1", STAFF),                    c.Advance("withdraw", "payment", "1", by=STAFF)),
    (Wish("observe", "payment", "1", STAFF, amount_minor=5, reference="x"), c.RefundObserved("1", "x", 5, by=STAFF)),
    (Wish("succeed", "refund", "1", STAFF, reference="x"),       c.RefundReported("1", "succeeded", None, "x", by=STAFF)),
    (Wish("fail", "refund", "1", PROCESSOR, reason="r"),         c.RefundReported("1", "failed", reason="r", by=PROCESSOR)),
    (Wish("retry", "refund", "1", STAFF),                        c.Advance("retry", "refund", "1", by=STAFF)),
    (Wish("return", "payment", "2", STAFF, reason="r"),          c.ReturnPayment("2", "r", by=STAFF)),
    (Wish("resolve", "parked", "9", STAFF, reason="r"),          c.ResolveParked("9", "r", by=STAFF)),
    (Wish("pack", "item", "1", STAFF),                           c.Advance("pack", "item", "1", by=STAFF)),
]

MISUSED = [
    (Wish("note", "order", "", STAFF),                           "cannot note order: give --reason"),
    (Wish("force", "item", "1", STAFF),                          "cannot force item 1: give --reason and --state"),
    (Wish("hold", "order", "", STAFF, target="t"),               "cannot hold order: --target does not go with it; it takes --reason"),
    (Wish("erase", "order", "", STAFF, reason="r"),              "cannot erase order: --reason does not go with it; it takes nothing"),
    (Wish("progress", "item", "1", STAFF),                       "cannot progress item 1: give --units"),
    (Wish("capture", "payment", "1", STAFF),                     "cannot capture payment 1: give --amount"),
    (Wish("fail", "item", "1", SERVER, amount_minor=3),          "cannot fail item 1: --amount does not go with it; it takes --reason and --units"),
]
# fmt: on


@pytest.mark.parametrize(("asked", "meant"), MEANT)
def test_a_trigger_is_the_command_that_it_means(asked: Wish, meant: c.Command) -> None:
    assert command(asked, SHIPPED) == meant


@pytest.mark.parametrize(("asked", "said"), MISUSED)
def test_what_is_missing_or_does_not_go_with_a_trigger_is_said(asked: Wish, said: str) -> None:
    with pytest.raises(Misfit) as found:
        command(asked, SHIPPED)
    assert found.value.sentence("--") == said


def do(shop: Run, words: str, *more: str) -> dict[str, Any]:
    """Trigger something that is granted, and return the order after it."""
    done = shop("order", "do", "50001", *words.split(), *more, "--json")
    assert done.code == 0, done
    order: dict[str, Any] = done.doc["order"]
    return order


def test_staff_deliver_an_order_by_hand(shop: Run) -> None:
    assert do(shop, "start --item 1")["items"][0]["status"] == "processing"
    assert do(shop, "progress --item 1 --units 250")["items"][0]["delivered"] == 250
    assert do(shop, "deliver --item 1")["items"][0]["delivered"] == 1000
    assert do(shop, "hold --reason", "a question")["status"] == "on_hold"
    assert do(shop, "resume")["status"] == "processing"
    do(shop, "deliver --item 2")
    assert do(shop, "cancel --item 3 --reason customer_error")["items"][2]["status"] == "cancelled"
    assert do(shop, "ask --item 3")["items"][2]["answer_until"] is not None
    assert (
        do(shop, "retry --item 3 --target https://example.org/b")["items"][2]["status"] == "pending"
    )
    shop("worker", "--once")
    do(shop, "deliver --item 3")
    assert do(shop, "note --reason", "all is well")["version"] > 0
    assert do(shop, "complete")["status"] == "completed"
    refused = shop("order", "do", "50001", "erase")
    assert (refused.code, "staff may not" in refused.err) == (1, True)
    assert do(shop, "erase --role manager")["customer"]["email"] == ""


def test_a_tracking_link_is_renewed_and_revoked(shop: Run) -> None:
    first = shop("order", "show", "50001", "--json").doc["tracking_url"]
    renewed = do(shop, "renew-tracking")["tracking_url"]
    assert renewed.rpartition("/")[0] == first.rpartition("/")[0]
    assert renewed != first
    assert do(shop, "revoke-tracking")["tracking_url"] is None
    told = shop("order", "show", "50001", "--history").out
    assert "tracking link renewed" in told
    assert renewed.rpartition("/")[2] not in told


def test_a_request_with_a_key_is_done_once(shop: Run) -> None:
    words = ("order", "do", "50001", "hold", "--reason", "r", "--key", "desk-1", "--json")
    assert shop(*words).doc["outcome"] == "done"
    again = shop(*words)
    assert (again.code, again.doc["outcome"]) == (0, "duplicate")


def test_a_refusal_says_why_and_what_is_possible(shop: Run) -> None:
    done = shop("order", "do", "50001", "complete")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("cannot complete order 50001: open_items == 0 (open_items is 3)")
    assert "possible now:" in done.err
    doc = shop("order", "do", "50001", "complete", "--json").doc
    assert (doc["error"], doc["code"]) == ("refused", "guard_failed")
    assert doc["failed"] == [{"guard": "open_items == 0", "facts": {"open_items": 3}}]
    assert doc["possible"]


def test_an_unknown_trigger_is_refused(shop: Run) -> None:
    done = shop("order", "do", "50001", "fly")
    assert (done.code, done.err.split(";")[0]) == (
        1,
        "cannot fly order 50001: the order has no trigger of that name",
    )


# fmt: off
WRONG = [
    ("hold --item 1 --payment 1",     "cannot do one thing to several: choose one of --item and --payment\n"),
    ("capture --payment 1 --amount 1,5", "cannot read '1,5' as EUR: write digits with at most 2 decimals, for example 12.30\n"),
    ("progress --item 1 --units many", 'Invalid value for --units: unable to convert "many" into int.\n'),
    ("cancel --to moon",              'Invalid value "moon" for --to. Choose from: "wallet", "original", "".\n'),
]
# fmt: on


@pytest.mark.parametrize(("words", "said"), WRONG)
def test_what_cannot_be_understood_is_said(shop: Run, words: str, said: str) -> None:
    done = shop("order", "do", "50001", *words.split())
    assert (done.code, done.out, done.err) == (2, "", said)


def test_money_that_arrived_is_reported_by_staff(run: Run) -> None:
    run("init")
    order = run("order", "place", "--example").out.replace('"card"', '"bank_transfer"')
    Path("order.json").write_text(order, encoding="utf-8")
    run("order", "place", "order.json")
    run("worker", "--once")
    paid = run("order", "do", "50001", "capture", "--payment", "1", "--amount", "26.00", "--json")
    assert (paid.doc["order"]["status"], paid.doc["order"]["captured_minor"]) == (
        "processing",
        2600,
    )
