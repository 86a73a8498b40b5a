"""What eight threads see of one shop is as if each command had come after the other."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.postgres import Server
from tests.simulation.linear import Seen, Witness, crowd, faults
from tests.world import World

from tilaus.ports.storage import Change, RequestKey, Store, Stored
from tilaus.testing.orders import LIKES, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

THREADS, CALLS, ORDERS = 8, 60, 4


def seen_by_many(store: Store, seed: int, world: World) -> list[Seen]:
    """Let eight threads loose on four paid orders that fight for two instances."""
    for line in (VIEWS, LIKES):
        world.delivery.behave(line.service, HABITS["silent"])
    orders = [world.place(VIEWS, LIKES) for _ in range(ORDERS)]
    for order in orders:
        world.pay(order)
    world.settle()

    def make() -> Witness:
        shop = world.shop
        return Witness(
            store,
            policy=shop.policy,
            payments=shop.payments,
            delivery=shop.delivery,
            notifier=shop.notifier,
            clock=shop.clock,
            new_id=shop.new_id,
        )

    return crowd(make, [order.id for order in orders], THREADS, CALLS, seed)


def found(store: Store, seed: int = 1) -> tuple[list[Seen], list[str]]:
    """Return what was seen, and what is wrong with it."""
    world = World(store)
    seen = seen_by_many(store, seed, world)
    ids = {one.order_id for one in seen}
    histories = {id: store.history(id) for id in ids}
    return seen, faults(seen, histories, world.shop.policy)


@pytest.mark.parametrize("seed", range(3))
def test_calls_of_eight_threads_on_memory_linearise(
    seed: int, record_property: Callable[[str, object], None]
) -> None:
    seen, wrong = found(MemoryStore(), seed)
    assert wrong == []
    record_property("told", _told("memory", seen))
    assert sum(one.wrote > 0 for one in seen) > 40, "too little happened to prove anything"


def test_calls_of_eight_threads_on_a_sqlite_file_linearise(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    with closing(SqliteStore(tmp_path / "shop.db")) as store:
        seen, wrong = found(store)
    assert wrong == []
    record_property("told", _told("a SQLite file", seen))


def test_calls_of_eight_threads_on_postgresql_linearise(
    postgres: Server, record_property: Callable[[str, object], None]
) -> None:
    with closing(PostgresStore(postgres.fresh_database())) as store:
        seen, wrong = found(store)
    assert wrong == []
    record_property("told", _told("PostgreSQL", seen))


def _told(where: str, seen: list[Seen]) -> str:
    wrote = sum(one.wrote > 0 for one in seen)
    reads = sum(one.command is None for one in seen)
    return f"linearised on {where}: {len(seen)} calls, {wrote} changes, {reads} reads"


class Forgetful(MemoryStore):
    """Loses updates: what was committed on an old version replaces what came in between."""

    def commit(self, change: Change) -> None:
        with self._lock:
            lane = self._lanes.get(change.decision.order.id)
            if lane is not None and change.before is not None and change.decision.events:
                lane.order = change.before
                lane.history = lane.history[: change.before.version]
                self._keys -= {effect.key for effect in change.decision.effects}
                for entry in change.decision.entries:
                    self._entries.pop(entry.key, None)
        super().commit(change)


class Behind(MemoryStore):
    """Reads what was current a while ago, as a replica does that lags behind."""

    def __init__(self) -> None:
        super().__init__()
        self._old: dict[str | int, list[Stored]] = {}

    def load(self, ref: str | int, request: RequestKey | None = None) -> Stored:
        fresh = super().load(ref, request)
        kept = self._old.setdefault(ref, [])
        kept.append(fresh)
        return kept[-2] if len(kept) % 7 == 0 else fresh


def test_a_store_that_loses_updates_is_found() -> None:
    wrong = _until_wrong(Forgetful)
    assert any("was written twice" in fault for fault in wrong)


def test_a_store_that_reads_old_states_is_found() -> None:
    wrong = _until_wrong(Behind)
    assert any("was seen after" in fault for fault in wrong)


def _until_wrong(make: Callable[[], MemoryStore]) -> list[str]:
    """Threads meet by chance: try until they did."""
    for seed in range(20):
        _, wrong = found(make(), seed)
        if wrong:
            return wrong
    return []
