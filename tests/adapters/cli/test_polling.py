"""A worker asks the delivery server by itself what became of its jobs, where that says nothing."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.delivery.servers import SECRET, Reference, reference_server
from tests.world import World

from tilaus.commands import PROCESSOR, Line, PaymentReported, Tender
from tilaus.order import Order
from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import StoreError
from tilaus.shop import Receipt
from tilaus.testing.orders import MEMBER
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.polling import ask_once, polling
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.delivery.http import HttpDelivery
from tilaus_adapters.storage.memory import MemoryStore

PATIENCE_S = 60.0
LINE = Line("gradual", "https://example.org/1", 1_000, 1)


class Told(HttpDelivery):
    """A server that is asked all the time, and who asked it."""

    def __init__(self, url: str, every_s: float = 0.01) -> None:
        super().__init__(url, [SECRET])
        self.poll_every_s = every_s
        self.rounds = 0

    def look_up(self, job: Job) -> Outcome | None:
        """Count, and ask."""
        self.rounds += 1
        return super().look_up(job)


def at_the_server(world: World, url: str, every_s: float = 0.01) -> tuple[Told, Order]:
    """Let a paid order be handed over to a server."""
    told = Told(url, every_s)
    world.shop.delivery = told
    order = world.place(LINE)
    world.pay(order)
    world.receive()
    world.drain()
    return told, world.order(order)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, "it never came"
        threading.Event().wait(0.01)


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


def test_what_a_quiet_server_did_is_found_while_a_worker_works(world: World) -> None:
    with reference_server() as reference:
        _, order = at_the_server(world, reference.url)
        assert world.statuses(order) == ("processing",)
        with polling(world.shop):
            for delivered in (250, 500, 750, 1_000):
                reference.advance()
                wait_until(lambda: world.order(order).items[0].delivered == delivered)  # noqa: B023
    assert world.statuses(order) == ("completed",)
    world.check()


def test_at_the_end_nothing_more_is_asked(world: World) -> None:
    with reference_server() as reference:
        told, _ = at_the_server(world, reference.url)
        with polling(world.shop):
            wait_until(lambda: told.rounds > 1)
        rounds = told.rounds
        assert "tilaus-delivery" not in {thread.name for thread in threading.enumerate()}
        assert told.rounds == rounds


def test_a_server_that_need_not_be_asked_is_not(world: World) -> None:
    for every_s in (0.0, None):
        if every_s is not None:
            world.shop.delivery = Told("http://127.0.0.1:9", every_s)
        with polling(world.shop):
            assert "tilaus-delivery" not in {thread.name for thread in threading.enumerate()}


def test_a_server_that_went_away_is_told_of_once_and_asked_again(world: World) -> None:
    said: list[str] = []
    with reference_server() as reference:
        told, order = at_the_server(world, reference.url)
        gone = Told("http://127.0.0.1:9")
        world.shop.delivery = gone
        with polling(world.shop, said.append):
            wait_until(lambda: gone.rounds > 3)
            world.shop.delivery = told
            reference.advance()
            wait_until(lambda: world.order(order).items[0].delivered == 250)
    (sentence,) = said
    assert sentence.startswith(f"cannot ask about item 1 of order {order.number}: ")
    assert SECRET.removeprefix("whsec_") not in sentence


def test_whatever_goes_wrong_is_a_sentence_and_no_end(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for error in (StoreError("the disk is full"), RuntimeError("odd")):

        def away(*_: object, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(world.store, "search", away)
        assert ask_once(world.shop, lambda: False).startswith("cannot ask the delivery server: ")


def test_who_is_told_to_stop_asks_about_no_further_item(world: World) -> None:
    with reference_server() as reference:
        told, _ = at_the_server(world, reference.url)
        before = told.rounds
        assert ask_once(world.shop, lambda: True) == ""
        assert told.rounds == before


def test_a_worker_of_its_own_process_asks_as_often_as_the_setting_says(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")
    with reference_server() as reference:
        settings = {"": "http", "_URL": reference.url, "_SECRETS": SECRET, "_POLL_S": "1"}
        for name, value in settings.items():
            monkeypatch.setenv(f"TILAUS_DELIVERY{name}", value)
        with opened(Options(db="shop.db")) as shop:
            placed = shop.place(MEMBER, (LINE,), (Tender("card"),))
            assert isinstance(placed, Receipt)
            minor = placed.order.payments[0].amount_minor
            paid = PaymentReported("1", "captured", minor, by=PROCESSOR)
            assert isinstance(shop.handle(placed.order.id, paid), Receipt)
            words = (sys.executable, "-m", "tilaus_adapters.cli", "worker")
            worker = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            try:
                wait_until(lambda: _delivered_all(reference, lambda: shop.order(placed.order.id)))
            finally:
                worker.terminate()
                worker.communicate(timeout=PATIENCE_S)
    assert worker.returncode == 0


def _delivered_all(reference: Reference, read: Callable[[], Order | None]) -> bool:
    """Let the server go on, and look whether the shop has heard of its end."""
    if reference.jobs():
        reference.advance()
    order = read()
    return order is not None and order.items[0].status == "completed"
