"""What programs read: orders page by page, one order, its history, what is allowed, and more."""

import re

import pytest
from tests.adapters.web.api.conftest import STAFF, Program, program_of
from tests.world import World

from tilaus.commands import SERVER, DeliveryReported
from tilaus_adapters.web.site import Site


def test_all_pages_together_are_all_orders_the_newest_first(world: World, program: Program) -> None:
    numbers = [world.place().number for _ in range(7)]
    seen: list[int] = []
    path = "/orders?limit=3"
    while path:
        answer = program.get(path)
        seen += [order["number"] for order in answer.json()["orders"]]
        link = re.fullmatch(r'</api/v1(.*)>; rel="next"', answer.headers.get("link", ""))
        assert bool(link) == (answer.json()["next"] is not None)
        path = link[1] if link else ""
    assert seen == sorted(numbers, reverse=True)


def test_a_search_keeps_its_words_from_page_to_page(world: World, program: Program) -> None:
    for _ in range(3):
        world.place()
    answer = program.get("/orders?limit=1&text=member@example.org")
    assert "text=member%40example.org" in answer.headers["link"]
    assert program.get("/orders?text=nobody@example.org").json()["orders"] == []


def test_a_cursor_of_another_list_is_refused(world: World, program: Program) -> None:
    for _ in range(2):
        world.place()
    cursor = program.get("/orders?limit=1").json()["next"]
    for wrong in (cursor + "A", "AAAA", "%ff", ""):
        assert program.get(f"/orders?cursor={wrong}").json()["code"] == "bad_cursor"
    assert program.get(f"/effects?cursor={cursor}").json()["code"] == "bad_cursor"


def test_an_order_that_has_not_changed_is_not_sent_again(program: Program) -> None:
    number = program.place()["number"]
    first = program.get(f"/orders/{number}")
    assert first.headers["etag"] == '"1"'
    again = program.get(f"/orders/{number}", if_none_match='"0", W/"1"')
    assert (again.status_code, again.content) == (304, b"")
    program.give(number, "add-note", {"text": "called"})
    assert program.get(f"/orders/{number}", if_none_match='"1"').status_code == 200


def test_the_history_comes_page_by_page_and_tells_no_secret(world: World, program: Program) -> None:
    number = program.place()["number"]
    program.give(number, "renew-tracking", {})
    program.give(number, "add-note", {"text": "called"})
    first = program.get(f"/orders/{number}/history?limit=2").json()
    rest = program.get(f"/orders/{number}/history?cursor={first['next']}").json()
    told = [*first["events"], *rest["events"]]
    assert [event["seq"] for event in told] == [1, 2, 3]
    assert rest["next"] is None
    assert told[1]["by"] == {"role": "staff", "id": "store:anna"}
    secret = world.order(number).token
    assert secret not in program.get(f"/orders/{number}/history").text
    assert secret not in program.get(f"/orders/{number}/events?lasts_s=0").text


def test_who_may_only_read_is_not_given_the_tracking_link(
    world: World, site: Site, program: Program
) -> None:
    number = program.place()["number"]
    assert world.order(number).token in program.get(f"/orders/{number}").json()["tracking_url"]
    reader = program_of(site, program.client, ("read",), "reader")
    assert reader.get(f"/orders/{number}").json()["tracking_url"] is None
    assert world.order(number).token not in reader.get(f"/orders/{number}").text


def test_what_a_role_may_do_is_listed_with_what_stands_in_the_way(program: Program) -> None:
    number = program.place()["number"]
    doc = program.get(f"/orders/{number}/allowed?role=staff").json()
    found = {one["trigger"]: one for one in doc["allowed"] if one["machine"] == "order"}
    assert found["hold"]["is_open"]
    assert (found["confirm"]["is_open"], found["confirm"]["why_not"]) == (False, "only by system")


def test_a_quote_says_what_each_destination_gets_and_changes_nothing(
    world: World, program: Program
) -> None:
    order = world.place()
    world.pay(order)
    world.settle()
    path = f"/orders/{order.number}/quote"
    doc = program.post(path, {}).json()
    assert doc["quotes"].keys() | doc["refusals"].keys() == {"wallet", "original"}
    before = world.order(order).version
    quoted = program.post(path, {"amount_minor": 100})
    assert quoted.status_code == 200
    assert world.order(order).version == before


def test_what_needs_a_person_is_found_and_explained(world: World, program: Program) -> None:
    order = world.place()
    world.pay(order)
    world.receive()
    world.drain()
    failed = DeliveryReported("1", "failed", reason="customer_error", by=SERVER)
    world.handle(order, failed)
    assert [o["number"] for o in program.get("/orders?concern=any").json()["orders"]] == [
        order.number
    ]
    doc = program.get(f"/orders/{order.number}/concerns").json()
    assert [one["code"] for one in doc["concerns"]] == ["question-open"]


def test_effects_are_listed_and_settled_by_their_key(world: World, program: Program) -> None:
    number = program.place()["number"]
    rows = program.get("/effects?limit=1").json()
    assert (len(rows["effects"]), bool(rows["next"])) == (1, True)
    key = rows["effects"][0]["key"]
    body = {"key": key, "what": "void", "reason": "seen by phone", "by": {"role": "manager"}}
    assert program.give(number, "resolve-effect", body).status_code == 200
    ended = program.get(f"/orders/{number}/effects").json()["effects"]
    assert {row["key"]: row["state"] for row in ended}[key] == "void"
    matched = program.give(number, "resolve-effect", body, if_match='"1"')
    assert matched.json()["code"] == "bad_match"


def test_a_wallet_is_topped_up_once_for_each_key_and_its_pages_add_up(program: Program) -> None:
    body = {"customer": "c/1 & more", "amount_minor": 100, "currency": "EUR", "by": STAFF}
    for _ in range(2):
        program.post("/wallet/top-ups", body, idempotency_key="one")
    program.post("/wallet/top-ups", {**body, "amount_minor": 23}, idempotency_key="two")
    other = program.post("/wallet/top-ups", {**body, "amount_minor": 9}, idempotency_key="two")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    path = "/wallet?customer=c%2F1%20%26%20more&limit=1"
    first = program.get(path).json()
    rest = program.get(f"{path}&cursor={first['next']}").json()
    assert first["balance_minor"] == 123
    assert [line["amount_minor"] for line in (*first["lines"], *rest["lines"])] == [23, 100]
    assert rest["next"] is None


def test_nobody_but_staff_tops_up_a_wallet_and_in_no_other_currency(program: Program) -> None:
    body = {"customer": "c", "amount_minor": 100, "currency": "EUR"}
    buyer = program.post("/wallet/top-ups", {**body, "by": {"role": "customer", "id": "c"}})
    assert (buyer.status_code, buyer.json()["code"]) == (403, "not_permitted")
    foreign = program.post("/wallet/top-ups", {**body, "currency": "USD", "by": STAFF})
    assert (foreign.status_code, foreign.json()["code"]) == (422, "currency_mismatch")
    assert program.get("/wallet?customer=c").json()["balance_minor"] == 0


def test_figures_machines_and_rules_are_told(world: World, program: Program) -> None:
    world.place()
    figures = program.get("/figures").json()
    assert figures["counts"]["order"] == {"pending": 1}
    assert [day["orders"] for day in figures["placed_per_day"]] == [1]
    machines = program.get("/machines").json()["machines"]
    assert [machine["name"] for machine in machines] == ["order", "item", "payment", "refund"]
    assert program.get("/machines/item").json() == machines[1]
    rules = program.get("/policy").json()
    assert "card" in [method["name"] for method in rules["methods"]]
    assert "provider" not in rules["methods"][0]
    assert {"en", "fi", "sv"} <= set(rules["languages"])
    assert "staff_mail" not in rules["house"]


def test_an_order_is_shown_to_whoever_has_its_link_and_needs_no_token(
    world: World, program: Program
) -> None:
    order = world.place()
    answer = program.client.get(f"/api/v1/tracking/{order.token}")
    doc = answer.json()
    assert (doc["number"], doc["language"]) == (order.number, "fi")
    assert answer.headers["cache-control"] == "no-store"
    assert order.customer.email not in answer.text
    assert order.token not in answer.text


@pytest.mark.parametrize("token", ["x" * 16, "forged", "%00", "x" * 400])
def test_a_link_that_is_none_is_answered_alike(program: Program, token: str) -> None:
    answer = program.client.get(f"/api/v1/tracking/{token}")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_page")
