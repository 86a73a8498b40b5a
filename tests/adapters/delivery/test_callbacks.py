"""What the delivery server says by itself: verified, taken once, in any order, and never fatal."""

import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks import Webhook
from tests.adapters.delivery.servers import (
    CALLBACK_SECRET,
    SECRET,
    Door,
    Reference,
    opened_door,
    reference_server,
)
from tests.world import STAFF, World

from tilaus.commands import Advance, Line, RetryItem
from tilaus.order import Order
from tilaus.polling import poll
from tilaus.testing.orders import VIEWS
from tilaus_adapters.delivery.callbacks import Reply, callback_secrets, receive
from tilaus_adapters.delivery.http import HttpDelivery
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.delivery.wire import MAX_BODY
from tilaus_adapters.signatures import new_secret, sign
from tilaus_adapters.storage.memory import MemoryStore

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TARGET = "https://youtube.com/watch?v=1"


@pytest.fixture
def world() -> World:
    """Return a shop whose server is silent: what is said about its item, a test says."""
    found = World(MemoryStore())
    found.delivery.behave(VIEWS.service, HABITS["silent"])
    return found


@pytest.fixture
def order(world: World) -> Order:
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    return world.order(order)


def say(world: World, order: Order, id: str = "evt_1", /, **more: object) -> Reply:
    """Send a message about the first attempt at the order's item, signed as it should be."""
    doc = {"type": "job.changed", "key": f"{order.id}:item:1:1", "state": "running", **more}
    body = json.dumps(doc).encode()
    return receive(world.shop, [CALLBACK_SECRET], body, sign(CALLBACK_SECRET, id, AT, body), AT)


def test_a_message_is_taken_and_a_repetition_changes_nothing(world: World, order: Order) -> None:
    assert say(world, order, delivered=400) == Reply(200, "done")
    version = world.order(order).version
    assert say(world, order, delivered=400) == Reply(200, "duplicate")
    assert say(world, order, "evt_2", delivered=400) == Reply(200, "duplicate")
    assert world.order(order).version == version
    assert world.order(order).items[0].delivered == 400


def test_a_replayed_message_is_known_even_after_the_world_went_on(
    world: World, order: Order
) -> None:
    say(world, order, delivered=400)
    say(world, order, "evt_2", state="stopped", delivered=400)
    world.handle(order, RetryItem("1", by=STAFF))
    world.settle()
    version = world.order(order).version
    assert say(world, order, delivered=400) == Reply(200, "duplicate")
    assert world.order(order).version == version


def test_messages_that_overtake_each_other_lead_to_the_same_end(world: World, order: Order) -> None:
    assert say(world, order, "3", state="delivered") == Reply(200, "done")
    assert say(world, order, "2", delivered=900) == Reply(200, "duplicate")
    assert say(world, order, "1") == Reply(200, "duplicate")
    assert world.statuses(order) == ("completed",)
    assert not world.order(order).parked


def test_a_late_message_about_an_earlier_attempt_is_put_aside(world: World, order: Order) -> None:
    say(world, order, "1", state="failed", reason="customer_error")
    world.handle(order, RetryItem("1", TARGET, by=STAFF))
    world.settle()
    assert say(world, order, "2", state="delivered") == Reply(200, "done")
    assert world.statuses(order) == ("processing",)
    assert "attempt 1" in world.order(order).parked[0].why


def test_units_of_an_earlier_attempt_count_on(world: World, order: Order) -> None:
    say(world, order, "1", state="stopped", delivered=400)
    world.handle(order, RetryItem("1", by=STAFF))
    world.settle()
    say(world, order, "2", key=f"{order.id}:item:1:2", delivered=100)
    assert world.order(order).items[0].delivered == 500
    assert say(world, order, "3", key=f"{order.id}:item:1:2", delivered=601).status == 400


# fmt: off
UNKNOWN: dict[str, object] = {
    "another shop's order": "nobody:item:1:1",
    "an item that is not there": "{id}:item:9:1",
    "an attempt that never was": "{id}:item:1:2",
    "attempt nought":       "{id}:item:1:0",
    "an attempt that is too large": "{id}:item:1:99999999999999999999",
    "an attempt in Arabic digits": "{id}:item:1:%D9%A1",
    "an attempt with a sign": "{id}:item:1:+1",
    "no attempt":           "{id}:item:1",
    "a number":             5,
    "nothing":              None,
    "a list":               [],
    "a long one":           "x" * 5_000,
    "an empty one":         "",
}
# fmt: on


@pytest.mark.parametrize("how", UNKNOWN)
def test_an_unknown_job_is_acknowledged_and_logged(
    world: World, order: Order, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = UNKNOWN[how]
    key = key.replace("{id}", order.id) if isinstance(key, str) else key
    assert say(world, order, key=key) == Reply(200, "unknown job")
    assert "not ours" in caplog.text


def test_another_type_is_acknowledged(world: World, order: Order) -> None:
    assert say(world, order, type="job.paused") == Reply(200, "not needed")


def test_a_message_that_waits_tells_nothing(world: World, order: Order) -> None:
    assert say(world, order, state="waiting") == Reply(200, "no news")


def test_what_contradicts_itself_is_refused_and_changes_nothing(world: World, order: Order) -> None:
    for more in ({"delivered": -1}, {"delivered": 1_001}, {"state": "x"}, {"reason": "x"}):
        assert say(world, order, **more).status == 400
    assert world.order(order) == order


def test_nothing_is_read_before_the_signature_was_looked_at(world: World, order: Order) -> None:
    body = b"[" * 50_000
    headers = sign(new_secret(), "1", AT, body)
    assert receive(world.shop, [CALLBACK_SECRET], body, headers, AT).status == 401
    assert receive(world.shop, [CALLBACK_SECRET], body, {}, AT).status == 401
    late = sign(CALLBACK_SECRET, "1", AT, body)
    assert receive(world.shop, [CALLBACK_SECRET], body, late, AT + timedelta(hours=1)).status == 401
    large = b" " * (MAX_BODY + 1)
    signed = sign(CALLBACK_SECRET, "1", AT, large)
    assert receive(world.shop, [CALLBACK_SECRET], large, signed, AT).status == 413


def test_what_we_send_ourselves_is_no_message_of_the_server(world: World, order: Order) -> None:
    body = json.dumps({"type": "job.changed", "key": f"{order.id}:item:1:1"}).encode()
    ours = sign(SECRET, "PUT /jobs/1", AT, body)
    assert receive(world.shop, [CALLBACK_SECRET], body, ours, AT).status == 401


def test_5000_hostile_messages_break_nothing_and_change_nothing(world: World, order: Order) -> None:
    chance = random.Random(6)
    good = {"type": "job.changed", "key": f"{order.id}:item:1:1", "state": "running"}
    seen: set[int] = set()
    for n in range(5_000):
        body, headers, at = _hostile(chance, good, n)
        reply = receive(world.shop, [CALLBACK_SECRET], body, headers, at)
        seen.add(reply.status)
        assert reply.status in (200, 400, 401, 413)
    assert world.order(order) == order
    assert seen == {200, 400, 401, 413}


def _hostile(
    chance: random.Random, good: dict[str, str], n: int
) -> tuple[bytes, dict[str, str], datetime]:
    values: list[object] = [
        None,
        -1,
        1.5,
        [],
        {},
        "",
        "x",
        "\ud800",
        True,
        10**30,
        "\x00",
        "9" * 400,
    ]
    doc: dict[str, Any] = dict(good)
    doc[chance.choice(["key", "state", "delivered", "reason", "reference", "type"])] = (
        chance.choice(values)
    )
    body = json.dumps(doc).encode()
    how = chance.randrange(10)
    if how == 0:
        body = body[: chance.randrange(len(body))]
    elif how == 1:
        body = bytes(chance.randrange(256) for _ in range(chance.randrange(60)))
    elif how == 2:
        body = b'{"key": 1, ' + body[1:]
    elif how == 3:
        body += b" " * MAX_BODY
    secret = new_secret() if how == 4 else CALLBACK_SECRET
    headers, at = sign(secret, f"evt_{n}", AT, body), AT
    if how == 5:
        headers[chance.choice(list(headers))] = chance.choice(["", "x", "\ud800", "1" * 500, "é"])
    elif how == 6:
        at += timedelta(hours=chance.choice([-1, 1]))
    elif how == 7:
        doc = {**good, "delivered": chance.choice([-5, 1_001, "7", 0.1, None])}
        body = json.dumps(doc).encode()
        headers = sign(secret, f"evt_{n}", AT, body)
    return body, headers, at


def test_the_settings_name_the_servers_secrets() -> None:
    name = "TILAUS_DELIVERY_CALLBACK_SECRETS"
    assert callback_secrets({name: f"{SECRET} {CALLBACK_SECRET}"}) == (SECRET, CALLBACK_SECRET)
    with pytest.raises(ValueError, match="no secret"):
        callback_secrets({})


def test_the_signature_is_that_of_the_standard(world: World, order: Order) -> None:
    body = json.dumps({"type": "job.changed", "key": f"{order.id}:item:1:1", "state": "delivered"})
    headers = {
        "WEBHOOK-ID": "evt_9",
        "WEBHOOK-TIMESTAMP": str(int(AT.timestamp())),
        "WEBHOOK-SIGNATURE": Webhook(CALLBACK_SECRET).sign("evt_9", AT, body),
    }
    assert receive(world.shop, [CALLBACK_SECRET], body.encode(), headers, AT) == Reply(200, "done")


# ------------------------------------------------------- the whole shop, and a server of its own


def shop_with(reference: Reference, door: Door | None = None) -> World:
    world = World(MemoryStore())
    world.shop.delivery = HttpDelivery(reference.url, [SECRET], timeout_s=1)
    if door is not None:
        door.shop = world.shop
    return world


def line(service: str) -> Line:
    return Line(service, f"https://youtube.com/{service}", 1_000, 1)


# fmt: off
ENDS: list[tuple[str, int, str, int]] = [
    # service                              steps  status of the item, units
    ("start_delay",                        3,     "completed", 1_000),
    ("gradual",                            5,     "completed", 1_000),
    ("at_once",                            1,     "completed", 1_000),
    ("fails",                              2,     "cancelled", 0),
    ("half",                               3,     "cancelled", 500),
    ("silent",                             2,     "processing", 0),
    ("refuses",                            1,     "cancelled", 0),
    ("gradual+500_after_success",          5,     "completed", 1_000),
    ("gradual+timeout_after_success",      5,     "completed", 1_000),
    ("gradual+doubled",                    5,     "completed", 1_000),
    ("gradual+late",                       5,     "completed", 1_000),
    ("gradual+late+doubled",               5,     "completed", 1_000),
]
# fmt: on


@pytest.mark.parametrize(("service", "steps", "status", "units"), ENDS, ids=[e[0] for e in ENDS])
def test_whatever_the_server_does_the_item_ends_as_it_did(
    service: str, steps: int, status: str, units: int
) -> None:
    with opened_door() as (door, url), reference_server(url) as reference:
        world = shop_with(reference, door)
        order = world.place(line(service))
        world.pay(order)
        world.settle()
        world.live(hours=1)
        for _ in range(steps):
            reference.advance()
            world.settle()
        reference.release()
        world.settle()
        item = world.order(order).items[0]
        assert (item.status, item.delivered) == (status, units)
        assert reference.jobs() == (0 if service == "refuses" else 1)
        assert {code for code, _ in door.replies} <= {200}
        assert world.order(order).parked == ()
        world.check()


@pytest.mark.parametrize(("service", "steps", "status", "units"), ENDS[:7], ids=str)
def test_a_server_that_says_nothing_by_itself_is_polled(
    service: str, steps: int, status: str, units: int
) -> None:
    with reference_server() as reference:
        world = shop_with(reference)
        order = world.place(line(service))
        world.pay(order)
        world.settle()
        for _ in range(steps):
            reference.advance()
            found = poll(world.shop)
            assert found.failures == ()
            assert poll(world.shop).news == 0
        item = world.order(order).items[0]
        assert (item.status, item.delivered) == (status, units)
        assert world.order(order).parked == ()
        world.check()


def test_polling_tells_of_a_server_that_is_away_and_asks_about_the_others() -> None:
    with reference_server() as reference:
        world = shop_with(reference)
        for service in ("gradual", "silent"):
            world.pay(world.place(line(service)))
        world.settle()
    found = poll(world.shop)
    assert (found.asked, found.news, len(found.failures)) == (2, 0, 2)
    assert "cannot ask about item 1 of order 50002" in found.failures[0]


def test_polling_asks_for_nothing_that_the_server_does_not_have(world: World, order: Order) -> None:
    assert poll(world.shop).asked == 1
    world.place(VIEWS)  # Nobody paid for it.
    world.pay(world.place(VIEWS))  # It waits: the same service is active for the same target.
    world.settle()
    assert poll(world.shop).asked == 1
    world.handle(order, Advance("cancel", "item", "1", by=STAFF))
    assert poll(world.shop).asked == 0


def test_an_item_that_staff_give_up_is_stopped_at_the_server() -> None:
    with opened_door() as (door, url), reference_server(url) as reference:
        world = shop_with(reference, door)
        order = world.place(line("gradual"))
        world.pay(order)
        world.settle()
        reference.advance()
        world.handle(order, Advance("cancel", "item", "1", by=STAFF))
        world.settle()
        reference.advance()
        world.settle()
        assert world.order(order).items[0].delivered == 250
        assert door.replies == [(200, "done")]
        world.check()
