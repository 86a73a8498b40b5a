"""What an older tilaus left in the middle of its work, the present code finishes."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from tests.faults import stores
from tests.golden.make import POLICY, QUICK, line, on_sqlite
from tests.postgres import Server
from tests.world import World

from tilaus.commands import SYSTEM
from tilaus.drain import LEASE_S
from tilaus.ports.storage import ENDED, JournalRow
from tilaus.switching import adopt_all
from tilaus.testing.orders import Clock
from tilaus.testing.storage_attention import check_concerns, found
from tilaus.testing.storage_feed import check_feed, read_on
from tilaus_adapters.storage.migrations import shipped
from tilaus_adapters.storage.opening import bring_up

HERE = Path(__file__).parent
FOLDERS = sorted(folder.name for folder in HERE.iterdir() if (folder / "shop.sql").exists())

DEAD = 50007
"""The order whose payment was given up: it stays so until staff see to it."""

# fmt: off
ENDS = {
    # order   at first       its items               in the end     its items
    50001: ("completed",  "completed completed",  "completed",   "completed completed"),
    50002: ("refunded",   "refunded",             "refunded",    "refunded"),
    50003: ("completed",  "completed",            "completed",   "completed"),
    50004: ("cancelled",  "cancelled",            "cancelled",   "cancelled"),
    50005: ("cancelled",  "cancelled",            "cancelled",   "cancelled"),
    50006: ("on_hold",    "processing",           "on_hold",     "processing"),
    50007: ("pending",    "pending",              "cancelled",   "cancelled"),
    50008: ("processing", "cancelled completed",  "completed",   "refunded completed"),
    50009: ("processing", "processing",           "completed",   "completed"),
    50010: ("processing", "on_hold",              "completed",   "completed"),
    50011: ("processing", "on_hold",              "completed",   "completed"),
    50012: ("processing", "processing",           "completed",   "completed"),
    50013: ("pending",    "pending",              "cancelled",   "cancelled"),
    50014: ("pending",    "pending",              "cancelled",   "cancelled"),
    50015: ("processing", "cancelled",            "refunded",    "refunded"),
    50016: ("processing", "completed processing", "processing",  "completed processing"),
    50017: ("pending",    "pending",              "cancelled",   "cancelled"),
    50018: ("pending",    "pending",              "cancelled",   "cancelled"),
    50019: ("pending",    "pending",              "cancelled",   "cancelled"),
    50020: ("processing", "pending pending",      "completed",   "completed refunded"),
    50021: ("pending",    "pending pending",      "cancelled",   "cancelled cancelled"),
}
# fmt: on


def restored(folder: Path, into: Path, postgres: Callable[[], Server]) -> tuple[str, Clock]:
    """Make the databases of a golden folder again; return the shop's address and its clock."""
    address = str(into / "shop.db")
    for what in ("shop", "payments", "delivery"):
        text = (folder / f"{what}.sql").read_text("utf-8")
        if what == "shop" and folder.name.startswith("postgres"):
            address = postgres().fresh_database()
            with closing(psycopg.connect(address, autocommit=True)) as connection:
                connection.execute(text.encode())
        else:
            with closing(sqlite3.connect(into / f"{what}.db")) as db:
                db.executescript(text)
    return address, Clock(datetime.fromisoformat((folder / "at.txt").read_text("ascii").strip()))


@contextmanager
def opened(address: str, folder: Path, clock: Clock) -> Iterator[World]:
    """Open a shop by the present code, which brings its schema and lifecycles up to date."""
    bring_up(address)
    with stores.opened(address, clock.seconds) as store:
        world = World(store, folder=folder, clock=clock, policy=POLICY, seed="later")
        refused = [a.number for a in adopt_all(world.shop, {}, by=SYSTEM) if a.refusal]
        assert not refused, refused
        yield world
        world.payments.close()
        world.delivery.close()


@pytest.fixture(params=FOLDERS)
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """Return the shop of a golden folder, opened by the present code."""

    def postgres() -> Server:
        server: Server = request.getfixturevalue("postgres")
        return server

    address, clock = restored(HERE / request.param, tmp_path, postgres)
    with opened(address, tmp_path, clock) as found:
        yield found


def states(world: World) -> dict[int, tuple[str, str]]:
    return {o.number: (o.status, " ".join(i.status for i in o.items)) for o in world.orders()}


def test_there_is_a_golden_database_for_each_step_of_the_schema_since_it_was_made() -> None:
    assert "sqlite-0001" in FOLDERS
    for engine in ("sqlite", "postgres"):
        newest = f"{engine}-{shipped(engine)[-1].number:04}"
        assert newest in FOLDERS, f"make it: python -m tests.golden.make tests/golden/{newest}"


def test_what_was_written_is_read_as_it_was_meant(world: World) -> None:
    assert states(world) == {number: cells[:2] for number, cells in ENDS.items()}
    open_effects = [row for row in world.store.effects() if row.state not in ENDED]
    assert {row.state for row in open_effects} == {"ready", "unknown", "dead"}


def test_what_happened_before_there_was_a_feed_is_in_it_in_its_order(world: World) -> None:
    found = list(read_on(world.store))
    check_feed(world.store, found)
    world.place(line(QUICK, "after"))
    check_feed(world.store, list(read_on(world.store)))


def test_who_needed_a_person_before_there_was_a_list_is_on_it(world: World) -> None:
    orders = [world.order(order) for order in world.orders()]
    check_concerns(world.store, orders)
    assert found(world.store, concern="disputed") == [world.order(50006).id]
    assert found(world.store, concern="parked") == [world.order(n).id for n in (50007, 50005)]
    assert world.order(50008).id in found(world.store, concern="question-open")
    assert found(world.store, concern="effect-dead") == [world.order(DEAD).id]


def test_orders_are_found_by_what_providers_called_their_money_before(world: World) -> None:
    named = 0
    for order in map(world.order, world.orders()):
        names = {order.token, *(p.reference for p in order.payments)}
        names |= {r.reference for r in order.refunds}
        for name in names - {""}:
            assert found(world.store, text=name) == [order.id]
            named += 1
    assert named > len(ENDS)


def test_lanes_of_workers_that_are_gone_wait_for_the_end_of_their_leases(world: World) -> None:
    world.drain()
    left = {world.order(row.order_id).number for row in ready(world)}
    assert left == {50018, 50019}
    world.advance(seconds=LEASE_S + 1)
    world.drain()
    assert ready(world) == []


def ready(world: World) -> list[JournalRow]:
    return list(world.store.effects(states=frozenset({"ready"})))


def test_everything_that_was_in_flight_is_finished(world: World) -> None:
    waiting = {row.effect.key for row in world.store.effects() if row.state not in ENDED}
    world.live(hours=2)
    world.payments.settle_refund(world.order(50015).refunds[0].reference)
    for _ in range(15 * 3):
        world.advance(hours=8)
        world.settle()
    assert states(world) == {number: cells[2:] for number, cells in ENDS.items()}
    rows = {row.effect.key: row for row in world.store.effects()}
    assert waiting <= rows.keys()
    stuck = [row for row in rows.values() if row.state not in ENDED]
    assert {world.order(row.order_id).number for row in stuck} == {DEAD}
    assert stuck[0].state == "dead"
    world.check()


def test_the_script_still_makes_a_database_in_which_the_same_is_in_flight(tmp_path: Path) -> None:
    clock = Clock()
    on_sqlite(tmp_path, clock)
    with opened(str(tmp_path / "shop.db"), tmp_path, clock) as world:
        assert states(world) == {number: cells[:2] for number, cells in ENDS.items()}
