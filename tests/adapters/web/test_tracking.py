"""The customer's pages: what a link shows, to whom it shows nothing, and what it can do."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking
from tests.world import STAFF, World

from tilaus.commands import Actor, Advance, Erase, Line, RenewTracking
from tilaus.order import Customer, Order
from tilaus.record import replace
from tilaus.testing.orders import LIKES, VIEWS, reported
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.links import AnswerLinks, TrackingTokens
from tilaus_adapters.web.site import Site

SECRET = "a long and random secret for links"
GUEST = Customer("guest@customer.example", name="A Guest")
MANAGER = Actor("manager", "bella")
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def site(site: Site, world: World) -> Site:
    """The site with signed links."""
    answers = AnswerLinks([SECRET], world.shop.policy)
    tokens = TrackingTokens([SECRET])
    world.shop.links, world.shop.new_token = answers, tokens.new
    return replace(site, answers=answers, tokens=tokens)


def half_way(world: World, customer: Customer = GUEST) -> Order:
    """An order of which one item is delivered and one waits for the customer's answer."""
    order = world.place(VIEWS, LIKES, customer=customer)
    world.pay(order)
    world.settle()
    return world.order(order)


def asked(world: World, customer: Customer = GUEST) -> Order:
    """An order whose first item could not be delivered: its customer is asked."""
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS, customer=customer)
    world.pay(order)
    world.settle()
    world.handle(order, reported("1", "failed"))
    world.drain()
    return world.order(order)


def test_the_link_shows_the_order_and_each_item_beside_each_other(
    world: World, client: TestClient
) -> None:
    order = half_way(world)
    page = client.get(f"/t/{order.token}")
    assert page.status_code == 200
    for words in ("Order 50001", VIEWS.service, LIKES.service, VIEWS.target, "Total"):
        assert words in page.text
    assert page.text.count('class="badge kind-') >= 1 + len(order.items)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Order 50001"), ("fi", "Tilaus 50001"), ("sv", "Beställning 50001")],
)
def test_it_speaks_the_customers_language(
    world: World, client: TestClient, language: str, words: str
) -> None:
    order = half_way(world, replace(GUEST, language=language))
    page = client.get(f"/t/{order.token}", headers={"Accept-Language": "de"})
    assert f'<html lang="{language}"' in page.text
    assert words in page.text


def test_forged_revoked_and_unknown_links_answer_alike(world: World, client: TestClient) -> None:
    order = half_way(world)
    first = order.token
    new = world.handle(order, RenewTracking(world.shop.new_token(), by=STAFF)).token
    assert client.get(f"/t/{new}").status_code == 200
    world.handle(order, RenewTracking("", by=STAFF))
    others = (first, new, first[:-1] + "x", "forged", TrackingTokens([SECRET]).new(), "a" * 400)
    answers = [client.get(f"/t/{token}") for token in others]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    pictures = [client.get(f"/t/{token}/path.svg").status_code for token in others]
    assert set(pictures) == {404}


def test_a_token_signed_by_somebody_else_is_not_even_looked_up(
    world: World, client: TestClient
) -> None:
    others = TrackingTokens(["somebody else's secret, as long as ours"])
    world.shop.new_token = others.new
    order = half_way(world)
    assert order.token
    assert client.get(f"/t/{order.token}").status_code == 404


def test_a_page_is_shown_until_long_after_the_end_and_then_says_so(
    world: World, client: TestClient
) -> None:
    order = half_way(world)
    world.handle(order, Advance("complete", by=STAFF))
    days = world.shop.policy.tracking_days
    world.clock.advance(days=days - 1)
    assert client.get(f"/t/{order.token}").status_code == 200
    world.clock.advance(days=2)
    page = client.get(f"/t/{order.token}")
    assert page.status_code == 410
    assert GUEST.email not in page.text


def test_no_cache_keeps_a_page_and_no_address_of_it_leaks(world: World, client: TestClient) -> None:
    page = client.get(f"/t/{half_way(world).token}")
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert 'name="robots" content="noindex' in page.text


def test_whatever_a_customer_wrote_is_only_text(world: World, client: TestClient) -> None:
    line = Line("Comments", SCRIPT, 1, 100)
    order = world.place(line, customer=replace(GUEST, name=SCRIPT))
    page = client.get(f"/t/{order.token}").text
    assert SCRIPT not in page
    assert "&lt;script&gt;" in page
    assert re.findall(r"<script(?! src=)", page) == []
    assert "style=" not in page


def test_the_part_that_changes_is_asked_for_alone(world: World, client: TestClient) -> None:
    order = half_way(world)
    part = client.get(f"/t/{order.token}", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert "Order 50001" in part.text


def test_the_path_of_the_order_is_drawn(world: World, client: TestClient) -> None:
    picture = client.get(f"/t/{half_way(world).token}/path.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "Order 50001" in picture.text


def test_a_question_is_answered_from_the_page(world: World, client: TestClient) -> None:
    order = asked(world)
    page = client.get(f"/t/{order.token}").text
    paths = dict.fromkeys(re.findall(r'href="(/a/[^"]+)"', page))
    assert len(paths) == 2
    for path in paths:
        shown = client.get(path)
        assert shown.status_code == 200
        assert world.order(order).items[0].question is not None
    back = next(path for path in paths if "back the way you paid" in _heading(client, path))
    answered = client.post(back)
    assert answered.headers["location"].startswith(f"/t/{order.token}")
    world.settle()
    (refund,) = world.order(order).refunds
    assert refund.to == "original"
    assert world.order(order).items[0].question is None
    assert client.post(back).status_code == 303
    assert client.get(back).status_code == 410


def test_a_link_that_answers_does_not_lead_to_a_tracking_link_that_was_renewed(
    world: World, client: TestClient
) -> None:
    order = asked(world)
    paths = re.findall(r'href="(/a/[^"]+)"', client.get(f"/t/{order.token}").text)
    new = world.shop.new_token()
    world.handle(order, RenewTracking(new, by=STAFF))
    back = next(path for path in paths if "back the way you paid" in _heading(client, path))
    assert new not in client.get(back).text
    for _ in range(2):
        answered = client.post(back)
        assert (answered.status_code, answered.headers["location"]) == (303, back)
    assert "This was answered already" in client.get(back).text


def _heading(client: TestClient, path: str) -> str:
    found = re.search("<h1>(.*?)</h1>", client.get(path).text, re.DOTALL)
    return "" if found is None else found.group(1)


def test_a_wrong_target_is_refused_with_what_is_expected_and_the_link_still_works(
    world: World, client: TestClient
) -> None:
    order = asked(world)
    page = client.get(f"/t/{order.token}").text
    retry = next(
        path for path in re.findall(r'href="(/a/[^"]+)"', page) if "Try" in _heading(client, path)
    )
    wrong = client.post(retry, data={"target": "\0"})
    assert wrong.status_code in (409, 422)
    assert world.order(order).items[0].question is not None
    assert client.get(retry).status_code == 200


@pytest.mark.parametrize("token", ["forged", "a" * 1400, "%00", "ä"])
def test_an_answer_link_that_is_none_of_ours_says_what_to_do(
    client: TestClient, token: str
) -> None:
    for answer in (client.get(f"/a/{token}"), client.post(f"/a/{token}")):
        assert answer.status_code == 404


def test_an_answer_after_its_time_is_refused(world: World, client: TestClient) -> None:
    order = asked(world)
    page = client.get(f"/t/{order.token}").text
    path = re.findall(r'href="(/a/[^"]+)"', page)[0]
    world.clock.at += timedelta(days=60)
    assert client.get(path).status_code == 410


def test_looking_up_answers_alike_and_mails_the_link_to_whom_it_belongs(
    world: World, client: TestClient
) -> None:
    order = half_way(world)
    told = len(world.mail.messages)
    pairs = [
        (f"#{order.number} ", GUEST.email.upper()),
        (str(order.number), "other@customer.example"),
        ("50002", GUEST.email),
        ("not a number", "no address"),
        ("9" * 18, SCRIPT),
    ]
    answers = [client.post("/lookup", data={"number": n, "email": mail}) for n, mail in pairs]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    (sent,) = world.mail.messages[told:]
    assert (sent.kind, sent.to) == ("tracking-link", GUEST.email)
    assert sent.tracking_url.endswith(f"/t/{order.token}")


def test_looking_up_again_and_again_has_to_wait(world: World, client: TestClient) -> None:
    order = half_way(world)
    form = {"number": str(order.number), "email": "other@customer.example"}
    statuses = [client.post("/lookup", data=form).status_code for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429


def test_a_number_that_is_guessed_from_many_addresses_has_to_wait(world: World, site: Site) -> None:
    order = half_way(world)
    statuses = []
    for number in range(8):
        form = {"number": "#" + "0" * number + str(order.number), "email": "o@customer.example"}
        with asking(site, f"192.0.2.{number}") as other:
            statuses.append(other.post("/lookup", data=form).status_code)
    assert statuses[-1] == 429


def test_an_erased_order_has_no_link(world: World, client: TestClient) -> None:
    order = half_way(world)
    world.handle(order, Advance("complete", by=STAFF))
    world.settle()
    world.handle(order, Erase(by=MANAGER))
    page = client.get(f"/t/{order.token}")
    assert GUEST.email not in page.text
    form = {"number": str(order.number), "email": GUEST.email}
    told = len(world.mail.messages)
    client.post("/lookup", data=form)
    assert len(world.mail.messages) == told
