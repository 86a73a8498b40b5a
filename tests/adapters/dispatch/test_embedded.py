"""The embedded dispatcher keeps the promises of the port, in one process, on every store."""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from tests.world import World

from tilaus.commands import Tender
from tilaus.ports.storage import Claim, Store
from tilaus.shop import Receipt, Shop
from tilaus.testing.dispatch import PATIENCE_S, DispatchContract
from tilaus.testing.orders import LIKES, MEMBER
from tilaus_adapters.dispatch.embedded import SHORTEST_S, EmbeddedDispatcher
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore

HOUR_S = 3600.0


class TestEmbeddedDispatcher(DispatchContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()

    @pytest.fixture
    def shop(self, store: Store) -> Shop:
        return World(store).shop

    def dispatcher(self, shop: Shop) -> EmbeddedDispatcher:
        return EmbeddedDispatcher(shop, poll_s=0.01)

    def patient_dispatcher(self, shop: Shop) -> EmbeddedDispatcher:
        return EmbeddedDispatcher(shop, poll_s=HOUR_S)

    def place(self, shop: Shop) -> str:
        placed = shop.place(MEMBER, (LIKES,), (Tender("card"),))
        assert isinstance(placed, Receipt)
        return placed.order.id

    def spoil(self, shop: Shop, order_id: str) -> None:
        load = shop.store.load

        class Spoilt(type(shop.store)):  # type: ignore[misc]
            def load(self, ref, request=None):  # type: ignore[no-untyped-def]
                if ref == order_id:
                    raise LookupError("the page of the file cannot be read")
                return load(ref, request)

        shop.store.__class__ = Spoilt


class TestEmbeddedDispatcherOnSqlite(TestEmbeddedDispatcher):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = SqliteStore(tmp_path / "shop.db")
        yield store
        store.close()


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


def test_it_waits_no_longer_than_until_something_is_due(world: World) -> None:
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=HOUR_S)
    assert dispatcher.pause_s() == HOUR_S
    world.mail.on_next("lose")
    world.place(LIKES)
    world.drain()
    due = world.store.next_due()
    assert due is not None
    assert dispatcher.pause_s() == (due - world.clock()).total_seconds() < 1


def test_it_never_waits_so_shortly_that_it_spins(world: World) -> None:
    world.place(LIKES)
    assert EmbeddedDispatcher(world.shop, poll_s=HOUR_S).pause_s() == SHORTEST_S


def test_a_store_that_is_away_for_a_while_is_asked_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(MemoryStore):
        left = 2

        def claim(self, at: datetime, lease_s: float) -> Claim | None:
            if self.left:
                self.left -= 1
                raise OSError("the disk is away")
            return super().claim(at, lease_s)

        def next_due(self) -> datetime | None:
            if self.left:
                raise OSError("the disk is away")
            return super().next_due()

    away = World(Away())
    order = away.place(LIKES)
    done = DispatchContract().until_nothing_is_open(away.shop, order.id)
    with caplog.at_level(logging.ERROR, "tilaus.dispatch"):
        assert EmbeddedDispatcher(away.shop, poll_s=0.01).run(done) > 0
    assert caplog.messages.count("cannot ask for work") == 2


def test_an_order_that_cannot_be_worked_on_is_named_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    contract = TestEmbeddedDispatcher()
    spoilt, sound = world.place(LIKES), world.place(LIKES)
    contract.spoil(world.shop, spoilt.id)
    with caplog.at_level(logging.ERROR, "tilaus.dispatch"):
        EmbeddedDispatcher(world.shop, poll_s=0.01).run(
            contract.until_nothing_is_open(world.shop, sound.id)
        )
    assert f"cannot work on order {spoilt.id}" in caplog.messages


def test_a_nudge_right_after_it_was_told_to_go_on_is_not_lost(world: World) -> None:
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=PATIENCE_S)
    asked: list[bool] = []

    def should_stop() -> bool:
        asked.append(True)
        dispatcher.nudge("", world.clock())
        return len(asked) > 1

    start = time.monotonic()
    assert dispatcher.run(should_stop) == 0
    assert time.monotonic() - start < PATIENCE_S
