"""The tracking page in every state of the stories, in each language; and its news."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import escape

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from tests.adapters.web.conftest import site_of_world
from tests.kernel.stories import START, STORIES
from tests.world import STAFF, World

from tilaus.commands import Advance, Line
from tilaus.decide import Decision, decide
from tilaus.order import Customer, Order
from tilaus.policy import Policy
from tilaus.testing.orders import GUEST, LIKES, VIEWS
from tilaus_adapters import wording
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web import tracked
from tilaus_adapters.web.site import Site

NEWS = {"HX-Request": "true"}

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:alert(1)",
    "<!--<svg/onload=alert(1)>",
    "%(number)s %s {0}",
]
"""What a customer may write into any field; none of it may be more than text."""


def orders(policy: Policy, name: str) -> Iterator[tuple[Order, datetime]]:
    """Yield the order of a story after each of its commands, and when that was."""
    _, steps = STORIES[name]
    order: Order | None = None
    at, busy = START, frozenset[str]()
    for step in steps:
        if isinstance(step, timedelta):
            at += step
        elif isinstance(step, frozenset):
            busy = step
        else:
            found = decide(order, step, policy, at, busy=busy)
            if isinstance(found, Decision):
                order = found.order
                yield order, at


def page(site: Site, order: Order, code: str, at: datetime) -> str:
    """Render the page of an order that no store has."""
    scope = {"type": "http", "method": "GET", "path": "/t/x", "headers": [], "query_string": b""}
    facts = tracked.facts(site, order, site.languages.choose(code), at)
    made = site.pages.render(
        Request(scope), "tracking/page.html", language=code, token="x", refresh_s=15, **facts
    )
    return bytes(made.body).decode()


@pytest.mark.parametrize("code", ["en", "fi", "sv"])
@pytest.mark.parametrize("name", list(STORIES))
def test_every_state_of_every_story_is_shown_in_the_customers_words(name: str, code: str) -> None:
    policy = STORIES[name][0]
    site = site_of_world(World(MemoryStore(), policy=policy))
    language = site.languages.choose(code)
    for order, at in orders(policy, name):
        shown = page(site, order, code, at)
        states = [("order", order.status), *(("item", item.status) for item in order.items)]
        states += [("refund", refund.status) for refund in order.refunds]
        for machine, status in states:
            state = policy.lifecycles[machine].states[status]
            for words in (
                wording.label(language, machine, state),
                wording.note(language, machine, state),
            ):
                assert escape(words) in shown.replace("&#39;", "&#x27;"), (order.status, words)
        assert re.findall(r"%\(|\{\{|\{%|None|StrictUndefined", shown) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_in_every_field_of_a_customer_are_only_text(
    world: World, client: TestClient, text: str
) -> None:
    customer = Customer("guest@customer.example", name=text, language=text[:35])
    order = world.place(Line(text, text, 1, 100), customer=customer)
    world.pay(order)
    world.settle()
    order = world.order(order)
    for headers in ({}, NEWS):
        answer = client.get(f"/t/{order.token}", headers=headers)
        assert answer.status_code == 200
        assert escape(text).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in answer.text
        tags = re.findall(r"<(\w+)([^>]*)>", answer.text)
        assert {tag for tag, _ in tags} & {"svg", "iframe", "style"} == set()
        assert not any(re.search(r"\son\w+=", inside) for _, inside in tags)
        assert not re.search(r'(href|src|action)="\s*javascript:', answer.text)
        assert "49" not in re.sub(r"<head>.*</head>", "", answer.text, flags=re.DOTALL)


def test_a_page_that_saw_everything_is_told_nothing(world: World, client: TestClient) -> None:
    order = world.place(VIEWS, LIKES)
    world.pay(order)
    world.drain()
    first = client.get(f"/t/{order.token}").text
    found = re.search(r'hx-get="(/t/[^"]+)"', first)
    assert found is not None
    quiet = client.get(found[1], headers=NEWS)
    assert (quiet.status_code, quiet.text) == (204, "")
    world.settle()
    news = client.get(found[1], headers=NEWS)
    assert news.status_code == 200
    assert 'id="news" hx-swap-oob' in news.text
    assert news.text.count('id="so-far"') == 1
    assert client.get(found[1]).status_code == 200


def test_whoever_listens_hears_what_changed_and_not_the_whole_page(
    world: World, client: TestClient
) -> None:
    order = world.place(VIEWS, LIKES)
    page = client.get(f"/t/{order.token}").text
    assert re.findall(r'<(\w+) id="(\w+)"[^>]*aria-live="polite"', page) == [("p", "news")]


def test_a_page_of_an_order_that_ended_asks_no_more(world: World, client: TestClient) -> None:
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    world.handle(order, Advance("complete", by=STAFF))
    assert "hx-get" not in client.get(f"/t/{order.token}").text


@pytest.mark.parametrize("seen", ["x", "1e9", "-1", "9" * 30])
def test_a_version_that_is_none_is_no_error_of_ours(
    world: World, client: TestClient, seen: str
) -> None:
    order = world.place(VIEWS)
    answer = client.get(f"/t/{order.token}?seen={seen}", headers=NEWS)
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("is_asked", [False, True])
def test_who_pays_by_transfer_is_told_what_to_write_and_where_to_ask_for_the_account(
    world: World, client: TestClient, is_asked: bool
) -> None:
    order = world.place(VIEWS, customer=GUEST, method="bank_transfer")
    if is_asked:  # Then the payment has a reference that the bank can check.
        world.drain()
    page = client.get(f"/t/{order.token}").text
    reference = world.order(order).payments[0].reference
    assert bool(reference) == is_asked
    what = f"reference {reference}" if is_asked else f"number {order.number}"
    assert f"Write the {what} on the transfer." in page
    assert f"Ask us, and name order {order.number}: how to reach us stands below." in page
    assert "How to reach us" in page
