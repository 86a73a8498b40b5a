"""The tracking link: until when its page is shown, what its secret is, and who is never told it."""

from datetime import timedelta

import pytest
from hypothesis import given
from tests.kernel.test_evolve import NOTICE, ORDER, first
from tests.world import World

from tilaus import events as e
from tilaus.announced import public
from tilaus.codec import to_json
from tilaus.commands import SYSTEM
from tilaus.order import LIVE, Order, Question
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.table import KINDS, OVER
from tilaus.testing import strategies
from tilaus.testing.strategies import START as AT
from tilaus.testing.strategies import Walk
from tilaus.tracking import is_secret, is_under_way, shown_until
from tilaus_adapters.storage.memory import MemoryStore

POLICY = Policy(tracking_days=30)
OVER_NOW = replace(ORDER, kind="finished", status="completed", refunds=(), parked=())
BACK = replace(ORDER.refunds[0], kind="finished")


def told(*events: e.Event) -> list[e.Recorded]:
    """Return a history of one event a day."""
    days = enumerate(events)
    return [e.Recorded(n + 1, AT + timedelta(days=n), SYSTEM, event) for n, event in days]


ENDED = e.Moved("order", "", "complete", "processing", "completed", "finished")
SENT = e.Moved("refund", "1", "succeed", "submitted", "succeeded", "finished")

# fmt: off
WAITS: list[tuple[Order, bool]] = [
    # order                                                      something may still happen
    (OVER_NOW,                                                   False),
    (replace(OVER_NOW, parked=(NOTICE,)),                        True),
    (first(OVER_NOW, question=Question(AT, AT)),                 True),
    *((replace(OVER_NOW, kind=kind), kind not in OVER)           for kind in KINDS),
    *((replace(OVER_NOW, refunds=(replace(BACK, kind=kind),)), kind in LIVE) for kind in KINDS),
]
# fmt: on


@pytest.mark.parametrize(("order", "waits"), WAITS)
def test_a_page_has_no_end_while_something_may_still_happen(order: Order, waits: bool) -> None:
    history = told(e.Placed(order), ENDED)
    assert is_under_way(order) == waits
    until = shown_until(order, history, POLICY)
    assert until == (None if waits else AT + timedelta(days=1 + 30))


# fmt: off
AFTERWARDS: list[tuple[e.Event, int]] = [
    # what came after the end                  days by which the page is shown longer
    (SENT,                                     1),
    (e.Captured("1", 5, False),                1),
    (e.Noted("called"),                        0),
    (e.TrackingRenewed("another"),             0),
    (e.LifecycleAdopted("new"),                0),
    (e.Imported("woocommerce", "727", 3),      0),
    (e.Erased(),                               0),
]
# fmt: on


@pytest.mark.parametrize(("event", "days"), AFTERWARDS)
def test_the_days_count_from_the_last_thing_that_a_customer_sees(event: e.Event, days: int) -> None:
    until = shown_until(OVER_NOW, told(e.Placed(OVER_NOW), ENDED, event), POLICY)
    assert until == AT + timedelta(days=1 + days + 30)


@given(strategies.walks())
def test_every_order_has_an_end_of_its_page_or_is_under_way(walk: Walk) -> None:
    history = [recorded for asked in walk.asked for recorded in asked.decision.events]
    until = shown_until(walk.order, history, walk.policy)
    assert (until is None) == is_under_way(walk.order)
    assert until is None or until >= AT + walk.policy.tracking()


# fmt: off
TOKENS = [
    ("a" * 16,                       True),
    ("a" * 200,                      True),
    ("AZaz09._~:-AZaz09",            True),
    ("a" * 15,                       False),
    ("a" * 201,                      False),
    ("",                             False),
    ("a" * 16 + "\n",                False),
    ("a" * 16 + "/",                 False),
    ("a" * 16 + "?",                 False),
    ("a" * 16 + " ",                 False),
    ("ä" * 16,                       False),
    ("٣" * 16,                       False),
    ("a" * 16 + "\ud800",            False),
]
# fmt: on


@pytest.mark.parametrize(("token", "is_one"), TOKENS)
def test_a_secret_is_long_and_goes_into_a_url_as_it_is(token: str, is_one: bool) -> None:
    assert is_secret(token) == is_one


def test_an_order_is_placed_with_a_secret_of_the_shops_making() -> None:
    links = ["the-first-link-of-all", "the-second-link-of-all"]
    world, left = World(MemoryStore()), iter(links)
    world.shop.new_token = lambda: next(left)
    orders = [world.place() for _ in links]
    assert [order.token for order in orders] == links
    assert not {order.id for order in orders} & {*links}


@pytest.mark.parametrize("personal_data", [False, True])
def test_nobody_outside_is_told_the_secret_of_a_link(personal_data: bool) -> None:
    recorded = e.Recorded(2, AT, SYSTEM, e.TrackingRenewed("the-secret-of-a-link"))
    doc = public(recorded, personal_data=personal_data)
    assert doc["event"] == {"event": "TrackingRenewed"}
    assert "the-secret" not in to_json(doc)
