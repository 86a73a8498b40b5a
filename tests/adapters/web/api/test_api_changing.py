"""What programs change: once for each key, on the version they saw, as whom their token allows."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.adapters.web.api.conftest import GUESTS_ORDER, STAFF, Program, program_of
from tests.world import World

from tilaus import commands
from tilaus.decide import HANDLERS
from tilaus.testing.orders import GUEST, MEMBER
from tilaus_adapters.web.api import command_table
from tilaus_adapters.web.api.command_table import KERNELS_OWN, ROWS
from tilaus_adapters.web.api.keys import KEPT_DAYS
from tilaus_adapters.web.site import Site


def test_every_command_of_the_kernel_has_a_path_or_is_the_kernels_own(world: World) -> None:
    by = commands.Actor("staff")
    made = set()
    for name, row in ROWS.items():
        body = row.body.model_validate(dict(row.example))
        made.add(type(row.make(body, by, world.shop)))
        assert name == name.lower()
    assert made | KERNELS_OWN == HANDLERS.keys() | {commands.ResolveEffect}


def test_an_order_is_placed_and_told_where_it_is(program: Program) -> None:
    answer = program.post("/orders", GUESTS_ORDER)
    number = answer.json()["order"]["number"]
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/api/v1/orders/{number}"
    shown = program.get(f"/orders/{number}")
    assert shown.json() == answer.json()["order"]
    assert shown.headers["etag"] == answer.headers["etag"]


def test_the_same_key_and_wish_is_the_same_order_again(program: Program) -> None:
    first = program.post("/orders", GUESTS_ORDER, idempotency_key="one")
    again = program.post("/orders", GUESTS_ORDER, idempotency_key="one")
    assert (again.status_code, again.json()["outcome"]) == (200, "duplicate")
    assert again.json()["order"] == first.json()["order"]
    assert again.headers["idempotency-replayed"] == "true"
    assert len(program.get("/orders").json()["orders"]) == 1


def test_the_same_key_with_another_wish_is_refused(world: World, program: Program) -> None:
    first = program.post("/orders", GUESTS_ORDER, idempotency_key="one")
    number = first.json()["order"]["number"]
    other = program.post("/orders", {**GUESTS_ORDER, "charges": []}, idempotency_key="one")
    elsewhere = program.give(number, "add-note", {"text": "x"}, idempotency_key="one")
    for answer in (other, elsewhere):
        assert (answer.status_code, answer.json()["code"]) == (422, "key_reused")
    assert world.order(number).version == 1


def test_a_key_of_another_token_is_another_key(site: Site, program: Program) -> None:
    other = program_of(site, program.client, ("place",), "other")
    first = program.post("/orders", GUESTS_ORDER, idempotency_key="one")
    second = other.post("/orders", GUESTS_ORDER, idempotency_key="one")
    assert second.status_code == 201
    assert second.json()["order"]["number"] != first.json()["order"]["number"]


def test_a_wish_that_was_refused_may_be_sent_again_under_its_key(
    world: World, program: Program
) -> None:
    number = program.place()["number"]
    wish = {"trigger": "resume"}
    first = program.give(number, "advance", wish, idempotency_key="one")
    assert first.status_code == 409
    program.give(number, "advance", {"trigger": "hold"})
    again = program.give(number, "advance", wish, idempotency_key="one")
    assert (again.status_code, again.json()["outcome"]) == (200, "done")


def test_an_old_key_still_changes_nothing_a_second_time(world: World, program: Program) -> None:
    number = program.place()["number"]
    program.give(number, "add-note", {"text": "a"}, idempotency_key="one")
    world.advance(days=KEPT_DAYS + 1)
    again = program.give(number, "add-note", {"text": "b"}, idempotency_key="one")
    assert again.json()["outcome"] == "duplicate"


@pytest.mark.parametrize("key", ["", "a b", "ä", "x" * 201])
def test_a_change_without_a_key_is_not_even_tried(program: Program, key: str) -> None:
    raw: Any = key.encode()
    answer = program.post("/orders", GUESTS_ORDER, idempotency_key=raw)
    assert (answer.status_code, answer.json()["code"]) == (400, "key_missing")
    assert program.get("/orders").json()["orders"] == []


def test_a_change_on_another_version_is_refused_with_the_present_one(
    world: World, program: Program
) -> None:
    number = program.place()["number"]
    program.give(number, "add-note", {"text": "a"}, if_match='"1"')
    late = program.give(number, "add-note", {"text": "b"}, if_match='"1"')
    assert (late.status_code, late.json()["code"]) == (412, "version_conflict")
    assert late.headers["etag"] == '"2"'
    assert program.give(number, "add-note", {"text": "c"}, if_match='"1", "2"').status_code == 200
    assert program.give(number, "add-note", {"text": "d"}, if_match="*").status_code == 200
    for odd in ("2", 'W/"4"', '"x"', '""'):
        answer = program.give(number, "add-note", {"text": "e"}, if_match=odd)
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_match")
    assert world.order(number).version == 4


def test_of_many_who_saw_the_same_version_one_changes_it(world: World, program: Program) -> None:
    number = program.place()["number"]
    together = threading.Barrier(6)

    def change(n: int) -> int:
        together.wait(timeout=30)
        answer = program.give(number, "add-note", {"text": f"note {n}"}, if_match='"1"')
        return answer.status_code

    with ThreadPoolExecutor(6) as pool:
        statuses = sorted(pool.map(change, range(6)))
    assert statuses == [200, 412, 412, 412, 412, 412]
    assert world.order(number).version == 2


def test_of_many_who_send_the_same_request_all_get_the_same_order(program: Program) -> None:
    together = threading.Barrier(6)

    def place(_: int) -> tuple[int, int]:
        together.wait(timeout=30)
        answer = program.post("/orders", GUESTS_ORDER, idempotency_key="one")
        return answer.status_code, answer.json()["order"]["number"]

    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(place, range(6)))
    assert len({number for _, number in found}) == 1
    assert sorted(status for status, _ in found) == [200] * 5 + [201]
    assert len(program.get("/orders").json()["orders"]) == 1


def test_somebody_elses_order_is_answered_as_if_it_did_not_exist(
    world: World, program: Program
) -> None:
    member, guest = world.place(customer=MEMBER), world.place(customer=GUEST)
    strangers: list[tuple[int, dict[str, str]]] = [
        (member.number, {"role": "customer", "id": "somebody"}),
        (member.number, {"role": "customer"}),
        (member.number, {"role": "guest", "id": MEMBER.email}),
        (guest.number, {"role": "guest", "id": "other@example.org"}),
        (guest.number, {"role": "guest"}),
        (guest.number, {"role": "customer", "id": ""}),
        (guest.number, {"role": "customer", "id": GUEST.email}),
    ]
    unknown = _shape(program.give(99_999_999, "cancel-order", {}).json(), 99_999_999)
    for number, by in strangers:
        answer = program.give(number, "cancel-order", {"by": by})
        assert answer.status_code == 404
        assert _shape(answer.json(), number) == unknown
    own = {"role": "guest", "id": GUEST.email.upper()}
    assert program.give(guest.number, "cancel-order", {"by": own}).status_code == 200
    own = {"role": "customer", "id": MEMBER.id}
    assert program.give(member.number, "cancel-order", {"by": own}).status_code == 200


def _shape(doc: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a problem without what is different in each: the number, and the request's name."""
    detail = doc["detail"].replace(str(number), "N")
    return {**doc, "detail": detail, "request_id": ""}


def test_what_a_program_does_stands_under_its_name(world: World, program: Program) -> None:
    number = program.place()["number"]
    program.give(number, "add-note", {"text": "a"})
    program.give(number, "add-note", {"text": "b", "by": {"role": "manager"}})
    told = [recorded.by for recorded in world.store.history(world.order(number).id)]
    named = [(by.role, by.id) for by in told]
    assert named == [("guest", "store"), ("staff", "store:anna"), ("manager", "store")]


def test_a_token_acts_in_no_role_that_it_was_not_given(site: Site, program: Program) -> None:
    number = program.place()["number"]
    other = program_of(site, program.client, ("read", "place", "act:customer"), "front")
    answer = other.give(number, "add-note", {"text": "a"})
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    by_staff = other.post("/orders", {**GUESTS_ORDER, "by": STAFF})
    assert (by_staff.status_code, by_staff.json()["code"]) == (403, "scope_missing")
    assert other.post("/orders", GUESTS_ORDER).status_code == 201


def test_a_tracking_link_is_renewed_and_revoked(world: World, program: Program) -> None:
    number = program.place()["number"]
    first = world.order(number).token
    program.give(number, "renew-tracking", {})
    second = world.order(number).token
    assert (bool(second), second != first) == (True, True)
    assert program.client.get(f"/api/v1/tracking/{first}").status_code == 404
    assert program.client.get(f"/api/v1/tracking/{second}").status_code == 200
    program.give(number, "revoke-tracking", {})
    assert program.client.get(f"/api/v1/tracking/{second}").status_code == 404


def test_the_example_of_each_command_is_one_that_its_body_takes() -> None:
    for row in command_table.ROWS.values():
        row.body.model_validate(dict(row.example))
