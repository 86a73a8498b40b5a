"""The demo tells the whole story, on a real file, with real mails; and it can be told again."""

from collections import Counter
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.cli.command import Done, Run

from tilaus.policy_file import dump_policy
from tilaus_adapters.cli import files, story
from tilaus_adapters.cli.mailbox import Mailbox
from tilaus_adapters.cli.reply import WorldError
from tilaus_adapters.storage.sqlite import SqliteStore

CUSTOMER, GUEST, STAFF = "registered@customer.example", "guest@other.example", "staff@shop.example"


@pytest.fixture
def told(run: Run) -> Done:
    """Tell the story in a shop that stays."""
    done = run("demo", "--db", "shop.db", "--json")
    assert done.code == 0, done
    return done


def item(doc: dict[str, Any], number: int) -> dict[str, Any]:
    (order,) = (o for o in doc["orders"] if o["number"] == 50001)
    found: dict[str, Any] = order["items"][number - 1]
    return found


def test_order_50001_ends_completed_with_one_item_waited_one_delivered_one_refunded(
    told: Done,
) -> None:
    doc = told.doc
    assert [(o["number"], o["status"]) for o in doc["orders"]] == [
        (50000, "completed"),
        (50001, "completed"),
    ]
    assert [item(doc, n)["status"] for n in (1, 2, 3)] == ["completed", "completed", "refunded"]
    steps = [
        (h["about"], h["source"], h["target"])
        for h in doc["history"]
        if h["order"] == 50001 and h["event"] == "Moved" and h["machine"] == "item"
    ]
    assert steps.index(("2", "pending", "on_hold")) < steps.index(("2", "on_hold", "pending"))
    assert ("3", "processing", "cancelled") in steps
    other = doc["orders"][0]["items"][0]
    waited = item(doc, 2)
    assert (other["service"], other["target"]) == (waited["service"], waited["target"])
    assert doc["orders"][0]["email"] != doc["orders"][1]["email"]


def test_the_waiting_item_starts_by_itself_when_the_other_one_is_delivered(told: Done) -> None:
    moved = [h for h in told.doc["history"] if h["event"] == "Moved" and h["machine"] == "item"]
    (ended,) = (h["at"] for h in moved if h["order"] == 50000 and h["target"] == "completed")
    (begun,) = (h for h in moved if h["trigger"] == "release")
    assert (begun["role"], begun["at"]) == ("system", ended)


def test_the_mails_say_what_happened_and_carry_the_tracking_link(told: Done) -> None:
    mails = told.doc["mails"]
    assert Counter((m["to"], m["kind"]) for m in mails) == Counter(
        [
            (GUEST, "order-received"),
            (GUEST, "payment-awaited"),
            (GUEST, "payment-confirmed"),
            (GUEST, "instance-awaited"),
            (GUEST, "order-completed"),
            (CUSTOMER, "order-received"),
            (CUSTOMER, "payment-awaited"),
            (CUSTOMER, "payment-confirmed"),
            (CUSTOMER, "item-on-hold"),
            (CUSTOMER, "item-cancelled"),
            (STAFF, "item-cancelled"),
            (CUSTOMER, "refund-requested"),
            (CUSTOMER, "refund-sent"),
            (CUSTOMER, "order-completed"),
        ]
    )
    assert {m["state"] for m in mails} == {"done"}
    assert len({m["message_id"] for m in mails}) == len(mails)
    assert all("5000" in m["subject"] for m in mails)
    for mail in mails:
        is_staff = mail["to"] == STAFF
        assert (mail["tracking_url"] is None) == is_staff
        assert is_staff or mail["tracking_url"].startswith("https://shop.example/t/")
    assert len({m["tracking_url"] for m in mails if m["to"] == CUSTOMER}) == 1


def test_the_refund_returns_the_share_of_the_fee_and_arrives_after_five_bank_days(
    told: Done,
) -> None:
    (refund,) = told.doc["refunds"]
    assert (refund["to"], refund["status"], refund["currency"]) == ("original", "succeeded", "EUR")
    # 200 followers at 0.03, and of the fee of 1.00 on 26.00 the share of 6.00.
    assert (refund["amount_minor"], refund["fee_returned_minor"]) == (623, 23)
    days = (
        datetime.fromisoformat(refund["requested_at"]),
        datetime.fromisoformat(refund["available_at"]),
    )
    assert [d.date() for d in days] == [date(2026, 1, 5), date(2026, 1, 12)]
    quotes = told.doc["quotes"]
    assert (quotes["wallet"]["amount_minor"], quotes["original"]["amount_minor"]) == (600, 623)
    assert quotes["wallet"]["available_at"] < quotes["original"]["available_at"]


def test_the_ledger_is_balanced_and_holds_what_was_paid_less_what_went_back(told: Done) -> None:
    ledger = told.doc["ledger"]
    assert ledger["balanced"] is True
    assert len(ledger["entries"]) == 3
    assert ledger["balances"]["provider:sandbox"] == 655 + 2700 - 623


def test_the_shop_stays_where_a_file_is_named(told: Done, run: Run) -> None:
    shown = run("order", "show", "50001")
    assert (shown.code, "Order 50001: Completed" in shown.out) == (0, True)
    assert run("order", "show", "50001", "--db", "shop.db", "--json").doc["status"] == "completed"
    assert run("worker", "--once").out == "0 effects or deadlines handled, 0 messages taken\n"
    assert run("policy", "show").out == dump_policy(story.POLICY)
    Path("order.json").write_text(run("order", "place", "--example").out, encoding="utf-8")
    assert run("order", "place", "order.json", "--json").doc["order"]["number"] > 50001


def test_told_again_the_story_changes_nothing_and_reads_the_same(told: Done, run: Run) -> None:
    before = dump()
    again = run("demo", "--db", "shop.db", "--json")
    assert again.out == told.out
    assert dump() == before
    assert run("demo", "--json").out == told.out


def dump() -> list[Any]:
    with closing(SqliteStore("shop.db")) as store:
        return [store.effects(), store.entries()]


def test_a_person_reads_statuses_mails_quotes_and_books(run: Run) -> None:
    done = run("demo")
    assert done.code == 0
    for text in (
        "order 50001, Instagram likes: pending -> on_hold",
        "order 50001, Instagram likes: on_hold -> processing",
        "order 50001, YouTube views: processing -> processing 250/1000",
        "order 50001, Facebook followers: pending -> cancelled (customer_error)",
        f"mail to {CUSTOMER}: We received your order 50001",
        "https://shop.example/t/",
        "refused: cannot complete order 50001",
        "to the wallet   to card",
        "order 50001: processing -> on_hold",
        "Ledger",
        "14 mails were received on 127.0.0.1",
    ):
        assert text in done.out, text
    assert not list(Path().iterdir())


def test_the_mails_are_really_sent_to_the_server_that_is_named(run: Run) -> None:
    with Mailbox() as mailbox:
        doc = run("demo", "--smtp", f"127.0.0.1:{mailbox.port}", "--json").doc
    received = [str(mail["Message-ID"]) for mail in mailbox.received]
    assert received == [mail["message_id"] for mail in doc["mails"]]
    assert [m["To"] for m in mailbox.received] == [m["to"] for m in doc["mails"]]
    assert [m["Subject"] for m in mailbox.received] == [m["subject"] for m in doc["mails"]]
    for mail, said in zip(mailbox.received, doc["mails"], strict=True):
        body = mail.get_body(("plain",))
        assert body is not None
        assert said["tracking_url"] is None or said["tracking_url"] in body.get_content()


def test_without_a_mail_server_nothing_is_begun(run: Run) -> None:
    done = run("demo", "--smtp", "127.0.0.1:1", "--db", "shop.db")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("no mail server answers at 127.0.0.1:1: ConnectionRefusedError")
    assert not Path("shop.db").exists()


# fmt: off
TAKEN = [
    # what is there                                     what is said
    (["init"],                                          "shop.toml is the policy of another shop"),
    (["demo", "rm shop.db"],                            "belong to a shop that is gone"),
    (["init", "rm shop.toml"],                          "there is another shop"),
]
# fmt: on


@pytest.mark.parametrize(("before", "said"), TAKEN)
def test_the_story_is_told_in_no_other_shop(run: Run, before: list[str], said: str) -> None:
    for words in before:
        if words.startswith("rm "):
            Path(words[3:]).unlink()
        else:
            assert run(*words.split(), "--db", "shop.db").code == 0
    done = run("demo", "--db", "shop.db")
    assert (done.code, done.out) == (1, "")
    assert said in done.err


@pytest.mark.parametrize("number", range(len(story.STEPS)))
def test_a_demo_that_stopped_in_any_step_goes_on_there(
    run: Run, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Stop after what the step asks for, before anything that follows from it was done."""
    stops = story.STEPS[number].at
    with monkeypatch.context() as patched:
        patched.setattr("tilaus_adapters.cli.demo.work_off", stopping(stops))
        assert run("demo", "--db", "shop.db").code == 3
    clock = files.stopped_at(Path("shop.db"))
    assert clock == stops
    assert run("worker", "--once", "--json").doc["clock"] == stops.isoformat()
    resumed = run("demo", "--db", "shop.db")
    assert resumed.code == 0
    if number:
        assert resumed.out.startswith(f"told by an earlier run: {number} step")
    doc = run("demo", "--db", "shop.db", "--json").doc
    assert [o["status"] for o in doc["orders"]] == ["completed", "completed"]
    assert (len(doc["mails"]), len(doc["refunds"]), doc["ledger"]["balanced"]) == (14, 1, True)
    assert files.stopped_at(Path("shop.db")) is None


def stopping(at: datetime) -> Any:
    """Return what works off a shop until its clock shows a time, and breaks then."""
    from tilaus_adapters.cli.working import work_off

    def work(shop: Any, lease_s: float) -> Any:
        if shop.clock() >= at:
            raise WorldError("the power is cut")
        return work_off(shop, lease_s)

    return work


def test_a_mail_server_that_goes_away_stops_the_story_and_it_goes_on_later(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("tilaus_adapters.cli.demo.TRIES", 2)
        patched.setattr("tilaus_adapters.cli.demo.notifier_of", lambda *_: Unplugged())
        done = run("demo", "--db", "shop.db", "--json")
    assert (done.code, done.doc["error"]) == (3, "broken")
    assert "run the demo again to go on:\n" in done.doc["sentence"]
    assert "ConnectionError: unplugged" in done.doc["sentence"]
    again = run("demo", "--db", "shop.db", "--json")
    assert again.code == 0, again
    doc = again.doc
    assert {mail["state"] for mail in doc["mails"]} == {"done"}
    assert [o["status"] for o in doc["orders"]] == ["completed", "completed"]


class Unplugged:
    """A notifier whose connection is always broken."""

    def send(self, message: object) -> Any:
        raise ConnectionError("unplugged")
