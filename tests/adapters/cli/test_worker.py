"""The worker does what is left, whoever left it, and says what it could not do."""

import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus_adapters.cli.mailbox import Mailbox
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.cli.working import Work, work_off
from tilaus_adapters.interop.order_file import example
from tilaus_adapters.payment.sandbox import SandboxPayments


def placed(run: Run) -> Run:
    run("init")
    Path("order.json").write_bytes(example())
    run("order", "place", "order.json")
    return run


def test_a_worker_does_what_is_due_and_ends(run: Run) -> None:
    placed(run)
    done = run("worker", "--once")
    assert (done.code, done.out) == (0, "3 effects or deadlines handled, 0 messages taken\n")
    assert done.err.startswith(
        "mail to registered@customer.example: We received your order 50001\n"
    )
    assert run("worker", "--once").out == "0 effects or deadlines handled, 0 messages taken\n"


def test_a_worker_sends_mails_to_the_server_that_the_environment_names(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(run)
    with Mailbox() as mailbox:
        monkeypatch.setenv("TILAUS_SMTP", f"127.0.0.1:{mailbox.port}")
        assert run("worker", "--once", "--json").doc["handled"] == 3
    mail, _ = mailbox.received
    assert mail["To"] == "registered@customer.example"


def test_what_could_not_be_done_waits_and_is_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(run)
    monkeypatch.setenv("TILAUS_SMTP", "127.0.0.1:1")
    doc = run("worker", "--once", "--json").doc
    shown = run("worker", "--once").out
    # The call is done all the same; and where the machine is slow, the next try is due at once.
    assert doc["handled"] >= 2
    assert [row["state"] for row in doc["waiting"]] == ["unknown", "ready"]
    assert "ConnectionRefusedError" in doc["waiting"][0]["outcome"]
    assert "waits until" in shown


def test_a_lane_that_was_left_by_a_killed_worker_is_done_when_its_lease_ends(run: Run) -> None:
    placed(run)
    with opened(Options(db="shop.db")) as shop:
        assert shop.store.claim(shop.clock(), 0.3) is not None
        assert work_off(shop) == Work(handled=3)


def test_a_worker_does_not_wait_for_ever_for_a_lane_that_somebody_has(run: Run) -> None:
    placed(run)
    with opened(Options(db="shop.db")) as shop:
        assert shop.store.claim(shop.clock(), 3600) is not None
        assert work_off(shop, patience_s=0.1) == Work()


def test_an_unpaid_order_is_called_off_when_its_time_has_passed(run: Run) -> None:
    placed(run)
    run("worker", "--once")
    later = datetime.now(UTC) + timedelta(days=2)
    Path("shop-clock.txt").write_text(later.isoformat(), encoding="ascii")
    done = run("worker", "--once")
    assert done.out.startswith("the clock of this shop stands at")
    assert run("order", "show", "50001", "--json").doc["status"] == "cancelled"


def test_a_message_that_is_refused_is_told_and_not_asked_for_again(run: Run) -> None:
    placed(run)
    run("worker", "--once")
    run("sandbox", "50001", "pay")
    Path("shop.db").rename("other.db")
    for file in ("shop-sandbox-payments.db", "shop-sandbox-delivery.db"):
        Path(file).rename(file.replace("shop", "new"))
    run("init", "--db", "new.db")
    done = run("worker", "--once", "--db", "new.db")
    assert done.code == 3
    assert "was refused: cannot find order" in done.err
    assert run("worker", "--once", "--db", "new.db").code == 0


def test_a_declined_payment_is_told_to_the_shop(run: Run) -> None:
    placed(run)
    early = run("sandbox", "50001", "pay")
    assert (early.code, "the sandbox does not know it yet" in early.err) == (1, True)
    run("worker", "--once")
    assert run("sandbox", "50001", "decline", "--json").doc["act"] == "decline"
    run("worker", "--once")
    order = run("order", "show", "50001", "--json").doc
    assert (order["status"], order["payments"][0]["status"]) == ("pending", "failed")
    assert run("sandbox", "50001", "dispute").code == 1
    odd = run("sandbox", "50001", "pay", "--payment", "7")
    assert odd.err == "order 50001 has not payment '7' at the sandbox; it has 1 (sandbox)\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--concurrency 0", "cannot work with --concurrency 0: it is 1 to 64"),
        ("--concurrency 65", "cannot work with --concurrency 65: it is 1 to 64"),
        ("--per-provider 0", "cannot work with --per-provider 0: it is 1 to 64"),
        ("--lease 0.5", "cannot work with --lease 0.5: it is 1 to 86400"),
        ("--lease nan", "cannot work with --lease nan: it is 1 to 86400"),
        ("--grace -1", "cannot work with --grace -1: it is 0 to 86400"),
        ("--metrics here", "cannot serve metrics at 'here': write HOST:PORT, as in 127.0.0.1:9464"),
        ("--metrics :99999", "cannot serve metrics at ':99999': write HOST:PORT"),
    ],
)
def test_numbers_out_of_their_range_are_refused(run: Run, words: str, found: str) -> None:
    done = run("worker", "--once", *words.split())
    assert done.code == 2
    assert found in done.err


def test_without_prometheus_client_metrics_say_how_to_install_it(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(run)
    monkeypatch.delitem(sys.modules, "tilaus_adapters.dispatch.prometheus", raising=False)
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    done = run("worker", "--once", "--metrics", "127.0.0.1:0")
    found = "cannot serve metrics: prometheus-client is not installed"
    assert (done.code, done.err) == (
        3,
        f"{found}. Install it with: pip install 'tilaus[metrics]'\n",
    )


def test_an_address_that_is_taken_is_named(run: Run) -> None:
    placed(run)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("worker", "--once", "--metrics", address)
    assert done.code == 3
    assert done.err.startswith(f"cannot serve metrics at {address}: Address already in use")


def test_a_lease_that_a_provider_may_outlast_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed(run)
    monkeypatch.setattr(SandboxPayments, "longest_call_s", 80.0, raising=False)
    done = run("worker", "--once")
    assert done.code == 3
    assert "a call of sandbox may take 80 s, and a lease ends after 60 s" in done.err
    assert run("worker", "--once", "--lease", "81").code == 0


def test_what_a_worker_counted_is_in_its_document(run: Run) -> None:
    placed(run)
    doc = run("worker", "--once", "--json").doc
    assert doc["effects"] == [
        {"name": "create_payment", "state": "done", "count": 1},
        {"name": "tell:order-received", "state": "done", "count": 1},
        {"name": "tell:payment-awaited", "state": "done", "count": 1},
    ]
    assert [call["via"] for call in doc["calls"]] == ["notification", "sandbox"]
    assert (doc["unfinished"], doc["fenced"], doc["leases_lost"], doc["outages"]) == (0, 0, 0, 0)
