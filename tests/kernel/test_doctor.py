"""The doctor names what is wrong with a shop, since when, and the command that helps."""

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.kernel.test_audit import lived_in
from tests.kernel.test_journal_commands import STAGES, die, kill, nothing_done
from tests.world import World

from tilaus import commands as c
from tilaus.doctor import KINDS, Ailment, examine, in_order
from tilaus.policy import Policy
from tilaus.ports.storage import JournalRow, StoreError
from tilaus.testing.lifecycles import changed_lifecycles
from tilaus.testing.orders import BOSS, FOLLOWERS, LIKES, STAFF, VIEWS, Clock
from tilaus_adapters.cli.app import build
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

Story = Callable[[World], None]


def working(world: World, *lines: c.Line, method: str = "paypal", habit: str = "silent") -> None:
    """Let an order be paid and handed over."""
    world.delivery.behave(VIEWS.service, HABITS[habit])
    world.pay(world.place(*(lines or (VIEWS,)), method=method))
    world.settle()


def given_up(world: World) -> None:
    die(world, "hand_over", nothing_done)


def two_given_up(world: World) -> None:
    world.delivery.behave(FOLLOWERS.service, HABITS["silent"])
    working(world, VIEWS, FOLLOWERS)
    for item in "12":
        world.handle(50001, c.Advance("cancel", "item", item, "gone", by=STAFF))
    world.settle()
    rows = [row for row in world.store.effects() if row.effect.name == "stop_delivery"]
    for row in rows:
        kill(world, row)


def not_known(world: World) -> None:
    order = STAGES["hand_over"](
        world, lambda on_next, call: on_next(call, "timeout_before_success", times=20)
    )
    for _ in range(8):
        world.drain()
        world.advance(seconds=1_000)
    world.drain()
    assert world.store.effects(order.id, frozenset({"unknown"}))


def nobody_works(world: World) -> None:
    world.place(VIEWS)
    world.place(LIKES)
    world.advance(seconds=601)


def a_deadline_passed(world: World) -> None:
    working(world, LIKES)
    world.place(VIEWS)
    world.drain()
    world.advance(days=1, seconds=601)


def another_lifecycle(world: World) -> None:
    world.place(VIEWS)
    world.shop.policy = Policy(lifecycles=changed_lifecycles()[2])
    world.advance(days=2)


def disputing(world: World) -> None:
    working(world)
    (payment,) = world.order(50001).payments
    world.payments.dispute(payment.reference)
    world.settle()


def late_money(world: World) -> None:
    world.shop.policy = Policy(late_payment="park")
    order = world.place(VIEWS)
    world.settle()
    world.handle(order, c.CancelOrder(by=STAFF))
    world.settle()
    world.handle(order, c.PaymentReported("1", "captured", 1_054, by=c.PROCESSOR))
    world.settle()


def contradicted(world: World) -> None:
    working(world)
    world.handle(50001, c.DeliveryReported("1", "progress", 5_000, by=c.SERVER))
    world.settle()


def a_refund_failed(world: World) -> None:
    working(world)
    world.payments.on_next("refund", "refuse")
    world.handle(50001, c.CancelOrder(by=STAFF))
    world.settle()


def a_refund_is_overdue(world: World) -> None:
    working(world, method="card")
    world.payments.on_next("refund", "late")
    world.handle(50001, c.CancelOrder(by=STAFF))
    world.settle()
    world.advance(days=10)


def no_answer(world: World) -> None:
    working(world)
    world.handle(50001, c.Advance("cancel", "item", "1", "wrong link", by=STAFF))
    world.settle()
    world.advance(days=7)
    world.settle()


def nobody_decided(world: World) -> None:
    world.shop.policy = Policy(ask="staff")
    working(world)
    world.handle(50001, c.Advance("cancel", "item", "1", "wrong link", by=STAFF))
    world.settle()


def a_clock_that_goes_back(world: World) -> None:
    world.place(VIEWS)
    world.drain()
    world.advance(seconds=-120)


# fmt: off
SICK: list[tuple[str, Story, str, str, int | None, str]] = [
    # what          story                  urgency   command that helps                                                                order  why
    ("dead",        given_up,              "urgent", 'tilaus effect retry --order 50001 --name hand_over --reason "..."',              50001, "hand_over 1 via delivery was given up after 15 attempts: TimeoutError: no answer"),
    ("dead",        two_given_up,          "urgent", 'tilaus effect void --order 50001 --name stop_delivery --about 2 --reason "..." --role manager', 50001, "stop_delivery 2 via delivery was given up after 2 attempts: refused"),
    ("unknown",     not_known,             "soon",   'tilaus effect done --order 50001 --name hand_over --reason "..." --role manager', 50001, "whether hand_over 1 via delivery happened is not known after 9 attempts: TimeoutError: no answer"),
    ("late",        nobody_works,          "urgent", "tilaus worker --once",                                                          None,  "2 effects are due via sandbox and not done, the oldest of order 50001"),
    ("late",        a_deadline_passed,     "urgent", "tilaus worker --once",                                                          None,  "1 deadline has passed and nothing followed, the oldest of order 50002"),
    ("lifecycle",   another_lifecycle,     "urgent", "tilaus switch NEW.toml --dry-run",                                              None,  f"1 order lives under another lifecycle than {changed_lifecycles()[2].fingerprint}, first 50001"),
    ("dispute",     disputing,             "urgent", "tilaus order show 50001 --history",                                             50001, "payment 1 of 10.69 EUR is disputed: answer it at the provider"),
    ("money",       late_money,            "urgent", "tilaus order do 50001 return --payment 1",                                      50001, "10.54 EUR arrived when the order was cancelled"),
    ("parked",      contradicted,          "soon",   "tilaus order show 50001 --history",                                             50001, "progress was put aside, about item 1: it reports 5000 delivered of 1000"),
    ("refund",      a_refund_failed,       "urgent", "tilaus order do 50001 retry --refund 1",                                        50001, "refund 1 of 10.00 EUR to original failed"),
    ("overdue",     a_refund_is_overdue,   "soon",   'tilaus order do 50001 succeed --refund 1 --reference "..."',                    50001, "refund 1 of 10.54 EUR should be there, and its end was not told"),
    ("silence",     no_answer,             "soon",   "tilaus order do 50001 ask --item 1",                                            50001, "the customer was asked how to handle item 1, and does not answer"),
    ("undecided",   nobody_decided,        "look",   "tilaus order do 50001 ask --item 1",                                            50001, "item 1 is cancelled, and nobody decided about its 10.00 EUR"),
    ("clock",       a_clock_that_goes_back, "urgent", "date",                                                                         50001, "it is 2026-01-05 08:58 UTC, and the order was placed after that"),
]
# fmt: on


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    clock = Clock()
    if request.param == "memory":
        yield World(MemoryStore(lease_clock=clock.seconds), clock=clock)
        return
    if request.param == "postgres":
        address = request.getfixturevalue("postgres_address")
        with closing(PostgresStore(address, lease_clock=clock.seconds)) as kept:
            yield World(kept, clock=clock)
        return
    with closing(SqliteStore(tmp_path / "shop.db", lease_clock=clock.seconds)) as store:
        yield World(store, clock=clock)


@pytest.mark.parametrize(("what", "story", "urgency", "command", "order", "why"), SICK)
def test_what_is_wrong_is_named_with_the_command_that_helps(
    world: World, what: str, story: Story, urgency: str, command: str, order: int | None, why: str
) -> None:
    story(world)
    found = [a for a in examine(world.shop) if a.what == what]
    named = [a for a in found if a.why == why]
    assert len(named) == 1, [a.why for a in found]
    (ailment,) = named
    assert (ailment.order, ailment.urgency) == (order, urgency)
    assert command in ailment.commands
    if what not in ("undecided", "lifecycle"):
        assert ailment.since is not None
        assert what == "clock" or ailment.since <= world.clock()


@pytest.mark.parametrize("story", [row[1] for row in SICK])
def test_nothing_else_is_said_of_it_and_every_command_is_understood(
    world: World, story: Story
) -> None:
    story(world)
    wanted = {row[0] for row in SICK if row[1] is story}
    found = examine(world.shop)
    assert {a.what for a in found} == wanted, [a.sentence for a in found]
    for command in (command for a in found for command in a.commands if command != "date"):
        words = shlex.split(command)
        assert words[0] == "tilaus"
        build().parse_args(words[1:], exit_on_error=False, print_error=False)


def test_every_kind_is_in_the_table() -> None:
    here = {row[0] for row in SICK} | {"drift", "unreadable"}
    assert here == KINDS.keys()


def test_a_shop_that_lives_has_nothing_wrong(world: World) -> None:
    lived_in(world)
    assert examine(world.shop) == []
    for _ in range(30):
        world.advance(hours=8)
        world.settle()
        assert {a.what for a in examine(world.shop)} <= {"silence"}


def test_a_shop_in_which_nobody_bought_has_nothing_wrong(world: World) -> None:
    assert examine(world.shop) == []


@pytest.mark.parametrize("command", [0, 2])
def test_the_command_that_is_proposed_heals(world: World, command: int) -> None:
    given_up(world)
    (dead,) = examine(world.shop)
    name = re.search(r"--name (\S+)", dead.commands[command])
    assert name is not None
    (row,) = world.dead()
    assert row.effect.name == name[1]
    what = dead.commands[command].split()[2]
    wish = c.ResolveEffect(row.effect.key, what, "as the doctor said", by=BOSS)
    world.shop.resolve_effect(row.order_id, wish)
    world.settle()
    assert examine(world.shop) == []


def test_two_effects_that_only_differ_in_their_keys_are_named_by_them(world: World) -> None:
    working(world)
    for _ in range(2):
        world.handle(50001, c.Advance("cancel", "item", "1", "gone", by=STAFF))
        world.settle()
        world.handle(50001, c.RetryItem("1", by=STAFF))
        world.settle()
    for row in world.store.effects():
        if row.effect.name == "stop_delivery":
            kill(world, row)
    keys = {row.effect.key for row in world.dead()}
    assert len(keys) == 2
    assert {a.commands[0].split()[3] for a in examine(world.shop) if a.what == "dead"} == keys


def test_an_entry_on_the_list_is_not_told_beside_its_dead_effect(world: World) -> None:
    given_up(world)
    assert world.order(50001).parked != ()
    assert [a.what for a in examine(world.shop)] == ["dead"]


def test_a_failed_refund_that_went_otherwise_is_no_trouble(world: World) -> None:
    a_refund_failed(world)
    world.handle(50001, c.Advance("retry", "refund", "1", by=STAFF))
    world.settle()
    assert examine(world.shop) == []


def test_what_drifts_is_found_in_orders_that_are_not_over(tmp_path: Path) -> None:
    with closing(SqliteStore(tmp_path / "shop.db")) as store:
        world = World(store)
        working(world)
        with closing(sqlite3.connect(tmp_path / "shop.db")) as db, db:
            db.execute("UPDATE tilaus_items SET delivered = 7")
        (drift,) = examine(world.shop)
    assert (drift.what, drift.order, drift.urgency) == ("drift", 50001, "urgent")
    assert drift.commands == ("tilaus verify --order 50001",)
    assert drift.why.endswith("expected items[1].delivered nothing, found 7")


class Unreadable(MemoryStore):
    """A store whose journal cannot be read."""

    def effects(self, *args: Any, **more: Any) -> tuple[JournalRow, ...]:
        raise StoreError("cannot read effect 7 of order x: it is damaged")


def test_a_store_that_cannot_be_read_is_named_and_ends_nothing() -> None:
    world = World(Unreadable())
    world.place(VIEWS)
    found = examine(world.shop)
    assert {a.what for a in found} >= {"unreadable"}
    assert all(isinstance(a, Ailment) for a in found)


def test_what_is_urgent_comes_first_and_then_what_is_older(world: World) -> None:
    working(world)
    for item, at in (("1", 0), ("1", 60)):
        world.advance(seconds=at)
        world.handle(50001, c.DeliveryReported(item, "progress", 5_000, by=c.SERVER))
    world.settle()
    world.payments.dispute(world.order(50001).payments[0].reference)
    world.settle()
    found = examine(world.shop)
    assert [a.what for a in found] == ["dispute", "parked", "parked"]
    assert in_order(reversed(found)) == found


def test_examining_writes_nothing(world: World) -> None:
    given_up(world)
    before = [world.store.history(order.id) for order in world.orders()], world.store.effects()
    examine(world.shop)
    after = [world.store.history(order.id) for order in world.orders()], world.store.effects()
    assert before == after
