"""The desk's figures: drawn, and told in tables, from what the store counts and histories say."""

import re
from datetime import UTC, date, datetime

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import signed_in
from tests.world import World

from tilaus.commands import Actor, RequestRefund
from tilaus.events import Moved
from tilaus.ports.figures import DayCount
from tilaus.refunds import RefundRequest
from tilaus.testing.orders import VIEWS
from tilaus_adapters.web.desk.figures import PERIODS, every_day, measured, stays_of
from tilaus_adapters.web.site import Site

MANAGER = Actor("manager", "desk-2")


def _page(site: Site, query: str = "") -> str:
    answer = signed_in(site).get(f"/desk/figures{query}")
    assert answer.status_code == 200
    return answer.text


def _table(page: str, name: str) -> list[list[str]]:
    """Return the rows of a figure's table as texts."""
    part = page.partition(f'id="figure-{name}"')[2].partition("</section>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)[1:]
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_nobody_sees_them_without_signing_in(client: TestClient) -> None:
    assert client.get("/desk/figures").status_code == 303


def test_a_shop_without_orders_says_so_for_every_figure(site: Site) -> None:
    page = _page(site)
    assert "No order was placed in these days." in page
    assert page.count("Nothing has left a state yet.") == 2
    assert "No refund was requested in these days." in page
    assert "<svg" not in page


def test_orders_are_counted_by_day_and_days_without_any_are_there(world: World, site: Site) -> None:
    world.place(VIEWS)
    world.advance(days=2)
    world.place(VIEWS)
    world.place(VIEWS)
    counts = [row[1] for row in _table(_page(site, "?days=7"), "days")]
    assert counts == ["0", "0", "0", "0", "1", "0", "2"]
    assert len(_table(_page(site, "?days=30"), "days")) == 30


def test_every_day_is_filled_in() -> None:
    since = datetime(2026, 2, 27, tzinfo=UTC)
    counted = [DayCount(date(2026, 2, 28), 5)]
    assert [d.orders for d in every_day(counted, since, 3)] == [0, 5, 0]
    assert every_day(counted, since, 3)[-1].day == date(2026, 3, 1)


def test_refunds_are_counted_by_reason_with_their_amounts(world: World, site: Site) -> None:
    order = world.place()
    world.pay(order)
    world.settle()
    reason = "<b>broken</b> promise"
    asked = RefundRequest(amount_minor=500)
    world.handle(order, RequestRefund(asked, "original", reason, by=MANAGER))
    page = _page(site)
    ((name, number, amount),) = _table(page, "reasons")
    assert (name, number) == ("&lt;b&gt;broken&lt;/b&gt; promise", "1")
    assert "5.21" in amount  # with its share of the fee, as the rules say for a card
    assert "<b>broken" not in page


def test_stays_are_measured_from_the_moments_of_a_history(world: World) -> None:
    order = world.place(VIEWS)
    world.advance(seconds=90)
    world.pay(order)
    world.settle()
    stays = stays_of(world.store.history(order.id))
    assert ("order", "pending", 90.0) in stays
    assert not any(state == "processing" for machine, state, _ in stays if machine == "order")


def test_each_stay_begins_where_the_one_before_it_ended(world: World) -> None:
    order = world.place(VIEWS)
    world.advance(seconds=90)
    world.pay(order)
    world.live(hours=6)
    history = world.store.history(order.id)
    moves = [r.at for r in history if isinstance(r.event, Moved) and r.event.machine == "item"]
    stays = [seconds for machine, _, seconds in stays_of(history) if machine == "item"]
    assert len(stays) == len(moves) >= 2
    assert sum(stays) == (moves[-1] - history[0].at).total_seconds()


def test_times_in_states_are_of_the_latest_orders_and_the_page_says_so(
    world: World, site: Site
) -> None:
    for _ in range(3):
        order = world.place(VIEWS)
        world.advance(seconds=90)
        world.pay(order)
        world.live(hours=6)
    assert measured(world.store, 2).orders == 2
    page = _page(site)
    assert "Orders: 3" in page
    assert any(row[0] == "Pending payment" and row[1] == "3" for row in _table(page, "order"))
    assert _table(page, "item")


@pytest.mark.parametrize("asked", ["0", "-1", "abc", "8", "1e3", "%00", "x" * 11])
def test_a_period_that_there_is_not_is_the_usual_one_or_refused(site: Site, asked: str) -> None:
    answer = signed_in(site).get(f"/desk/figures?days={asked}")
    assert answer.status_code in (200, 422)
    if answer.status_code == 200:
        assert f'days={PERIODS[1]}" aria-current="page"' in answer.text


def test_plots_stand_in_the_page_without_styles_of_their_own(world: World, site: Site) -> None:
    world.place(VIEWS)
    page = _page(site)
    assert "<svg" in page
    assert "<style" not in page
    assert "style=" not in page
