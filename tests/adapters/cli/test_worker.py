"""The worker does what is left, whoever left it, and says what it could not do."""

import signal
import subprocess
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


def placed(run: Run) -> Run:
    run("init")
    Path("order.json").write_bytes(example())
    run("order", "place", "order.json")
    return run


def test_a_worker_does_what_is_due_and_ends(run: Run) -> None:
    placed(run)
    done = run("worker", "--once")
    assert (done.code, done.out) == (0, "2 effects or deadlines handled, 0 messages taken\n")
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
        assert run("worker", "--once", "--json").doc["handled"] == 2
    (mail,) = mailbox.received
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
    assert [row["state"] for row in doc["waiting"]] == ["unknown"]
    assert "ConnectionRefusedError" in doc["waiting"][0]["outcome"]
    assert "waits until" in shown


def test_a_lane_that_was_left_by_a_killed_worker_is_done_when_its_lease_ends(run: Run) -> None:
    placed(run)
    with opened(Options(db="shop.db")) as shop:
        assert shop.store.claim(shop.clock(), 0.3) is not None
        assert work_off(shop) == Work(handled=2)


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


def test_a_worker_works_until_it_is_stopped(run: Run) -> None:
    placed(run)
    command = [sys.executable, "-m", "tilaus_adapters.cli", "worker", "--json"]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert worker.stderr is not None
    assert "We received your order 50001" in worker.stderr.readline()
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert '"handled": 2' in out or '"handled": 1' in out


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
