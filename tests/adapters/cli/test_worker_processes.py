"""Real processes of `tilaus worker`: several on one shop, and how each ends when it is told to."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from prometheus_client.parser import text_string_to_metric_families
from tests.adapters.cli.command import Run

from tilaus.commands import PROCESSOR, PaymentReported, Tender
from tilaus.ports.storage import JournalRow
from tilaus.record import replace
from tilaus.shop import Receipt, Shop
from tilaus.testing.orders import LIKES, MEMBER
from tilaus_adapters.cli.mailbox import Mailbox
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.cli.working import OPEN
from tilaus_adapters.payment.sandbox import SandboxPayments

PATIENCE_S = 120.0
SHOP = Options(db="shop.db")


class Worker:
    """One `tilaus worker` in a process of its own."""

    def __init__(self, port: int, *words: str) -> None:
        self.process = subprocess.Popen(
            (sys.executable, "-m", "tilaus_adapters.cli", "worker", "--json", *words),
            env={**os.environ, "TILAUS_SMTP": f"127.0.0.1:{port}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def told(self, what: str) -> str:
        """Wait for a line on its standard error that has these words."""
        assert self.process.stderr is not None
        lines = iter(self.process.stderr.readline, "")
        return next(line for line in lines if what in line)

    def signal(self, number: signal.Signals = signal.SIGTERM) -> None:
        self.process.send_signal(number)

    def ended(self) -> tuple[int, Any, str]:
        """Wait for its end; return its exit code, its document, and what else it said."""
        out, err = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, json.loads(out), err


@pytest.fixture
def started(run: Run) -> Iterator[Callable[..., Worker]]:
    """Start workers on a new shop; what is left of them at the end is killed."""
    run("init")
    workers: list[Worker] = []

    def start(port: int, *words: str) -> Worker:
        workers.append(Worker(port, *words))
        return workers[-1]

    yield start
    for worker in workers:
        if worker.process.poll() is None:
            worker.process.kill()
        worker.process.communicate()


def place(shop: Shop, count: int) -> list[str]:
    """Place orders of different things; return their ids."""
    placed = []
    for n in range(count):
        line = replace(LIKES, target=f"https://instagram.com/p/{n}")
        receipt = shop.place(MEMBER, (line,), (Tender("card"),))
        assert isinstance(receipt, Receipt)
        placed.append(receipt.order.id)
    return placed


def left(shop: Shop) -> list[JournalRow]:
    return [*shop.store.effects(states=OPEN)]


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("it never came")
        threading.Event().wait(0.1)


@pytest.fixture(params=["sqlite", "postgres"])
def db(request: pytest.FixtureRequest) -> str:
    """Return the address of a shop in a file, or in a server."""
    is_file = request.param == "sqlite"
    return "shop.db" if is_file else str(request.getfixturevalue("postgres_address"))


def test_three_workers_on_one_shop_do_everything_once(
    started: Callable[..., Worker], db: str
) -> None:
    with Mailbox() as mailbox, opened(Options(db=db)) as shop:
        orders = place(shop, 150)
        workers = [started(mailbox.port, "--db", db) for _ in range(3)]
        wait_until(lambda: not left(shop))
        provider = shop.payments["sandbox"]
        assert isinstance(provider, SandboxPayments)
        for order_id in orders[:20]:
            (total,) = provider.totals(order_id)
            provider.pay(total.reference)
        # Each of the three takes the messages of provider and server; each message counts once.
        wait_until(lambda: len(shop.store.entries()) == 20 and not left(shop))
        wait_until(lambda: _delivered(shop, orders[:20]))
        wait_until(lambda: not left(shop))
        for worker in workers:
            worker.signal()
        ends = [worker.ended() for worker in workers]
        rows = shop.store.effects()
    assert [code for code, _, _ in ends] == [0, 0, 0]
    docs = [doc for _, doc, _ in ends]
    assert sum(doc["handled"] for doc in docs) == len(rows) > 300
    assert all(doc["handled"] > 0 for doc in docs)
    assert {(doc["fenced"], doc["leases_lost"], doc["unfinished"]) for doc in docs} == {(0, 0, 0)}
    assert {(row.state, row.attempts) for row in rows} == {("done", 1)}
    mails = Counter(str(mail["Message-ID"]) for mail in mailbox.received)
    assert set(mails.values()) == {1}
    assert len(mails) == sum(row.effect.is_message for row in rows)


def _delivered(shop: Shop, orders: list[str]) -> bool:
    found = (shop.order(order_id) for order_id in orders)
    return all(order is not None and order.items[0].kind == "finished" for order in found)


class SlowMailbox(Mailbox):
    """A mail server that answers nobody before it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.came, self.release = threading.Event(), threading.Event()

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.came.set()
        while not self.release.is_set():
            await asyncio.sleep(0.01)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def slow() -> Iterator[SlowMailbox]:
    slow = SlowMailbox()
    with slow:
        yield slow
        slow.release.set()


def test_a_worker_that_is_told_to_end_finishes_what_it_began_and_begins_nothing(
    started: Callable[..., Worker], slow: SlowMailbox
) -> None:
    with opened(SHOP) as shop:
        place(shop, 3)
        worker = started(slow.port, "--concurrency", "2")
        assert slow.came.wait(PATIENCE_S)
        worker.signal()
        assert "level=info event=stopping unfinished=1 grace_s=30" in worker.told("stopping")
        slow.release.set()
        code, doc, _ = worker.ended()
        assert (code, doc["unfinished"]) == (0, 0)
        mails = [row.state for row in shop.store.effects() if row.effect.is_message]
    assert sorted(mails) == ["done", "ready", "ready"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once_and_the_lease_keeps_what_it_began(
    started: Callable[..., Worker], slow: SlowMailbox, number: signal.Signals
) -> None:
    with opened(SHOP) as shop:
        place(shop, 1)
        worker = started(slow.port, "--grace", "3600")
        assert slow.came.wait(PATIENCE_S)
        worker.signal(number)
        worker.told("stopping")
        worker.signal(number)
        code, doc, _ = worker.ended()
        assert (code, doc["unfinished"]) == (0, 1)
        assert {(row.state, row.attempts) for row in left(shop)} == {("ready", 0)}
        assert shop.store.claim(shop.clock(), 1) is None


def test_at_the_end_of_its_grace_it_ends_without_what_hangs(
    started: Callable[..., Worker], slow: SlowMailbox
) -> None:
    with opened(SHOP) as shop:
        place(shop, 1)
    worker = started(slow.port, "--grace", "0.1")
    assert slow.came.wait(PATIENCE_S)
    worker.signal()
    code, doc, _ = worker.ended()
    assert (code, doc["unfinished"]) == (0, 1)


def test_prometheus_reads_a_worker_over_http(started: Callable[..., Worker]) -> None:
    with Mailbox() as mailbox, opened(SHOP) as shop:
        place(shop, 1)
        worker = started(mailbox.port, "--metrics", "0")
        address = worker.told("metrics: http://127.0.0.1:").split()[1]
        wait_until(lambda: not left(shop))
        with urllib.request.urlopen(address, timeout=PATIENCE_S) as page:
            families = {f.name: f for f in text_string_to_metric_families(page.read().decode())}
        worker.signal()
        code, doc, _ = worker.ended()
    counted = {
        s.labels["name"]: s.value for s in families["tilaus_effects"].samples if "total" in s.name
    }
    assert counted == {"create_payment": 1, "tell:order-received": 1, "tell:payment-awaited": 1}
    assert (code, doc["handled"]) == (0, 3)


def test_a_message_that_is_refused_is_one_line_in_the_log(started: Callable[..., Worker]) -> None:
    with Mailbox() as mailbox, opened(SHOP) as shop:
        provider = shop.payments["sandbox"]
        assert isinstance(provider, SandboxPayments)
        provider.outside.report("no-such-order", PaymentReported("1", "captured", 1, by=PROCESSOR))
        worker = started(mailbox.port)
        assert "level=error event=message error=" in worker.told("was refused: cannot find order")
        worker.signal()
        code, doc, _ = worker.ended()
    assert (code, doc["messages"], len(doc["failures"])) == (0, 1, 1)
