"""What is somebody else's is answered as what does not exist, byte for byte."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from httpx2 import Response
from tests.adapters.web.api.conftest import Program, program_of
from tests.adapters.web.conftest import HERE
from tests.adapters.web.roles.people import OTHERS_SECRET, SECRET, WHO, Asker, Bench
from tests.world import STAFF

from tilaus.commands import AddPayment, RenewTracking
from tilaus.jobs import key_of
from tilaus.order import Order
from tilaus.record import replace
from tilaus.testing.orders import GUEST, VIEWS
from tilaus_adapters.delivery.wire import name_of
from tilaus_adapters.links import AnswerLinks, TrackingTokens
from tilaus_adapters.signatures import new_secret, sign
from tilaus_adapters.triggers import way_of
from tilaus_adapters.web.api.command_table import ROWS

NEVER = 98_765
"""An order's number that the shop has not given yet."""

NO_PART = "none-77"
"""A part's id that no order has."""

SIGNED_OUT = tuple(who for who in WHO if "staff" not in who and who != "manager")

FRESH = r"[0-9a-f]{16,32}|csrf\" value=\"[^\"]*"
"""What is new in every answer: the id of the request, keys of forms, their protection."""

PAGES = (
    *("GET /desk/orders/{}", "GET /desk/orders/{}/refund", "GET /desk?done={}"),
    *("GET /desk/orders?q={}", "GET /desk/orders.csv?q={}"),
    *("POST /desk/orders/{}/do", "POST /desk/orders/{}/effects", "POST /desk/orders/{}/refund"),
    *("POST /desk/orders/{}/refund/quote", "POST /desk/orders/bulk?order={}"),
)
"""Everywhere on the desk where an order, or an export of some, can be asked for."""

READ = ("", "/history", "/events?lasts_s=0", "/allowed?role=staff", "/concerns", "/effects")
"""What the API tells of an order."""


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    """One shop for all tests here; each asks about orders of its own."""
    with Bench() as bench:
        yield bench


@pytest.fixture
def other(bench: Bench) -> Order:
    """Somebody else's order, of which there is something of everything."""
    return bench.refunding()


@pytest.fixture
def own(bench: Bench, other: Order) -> Order:
    """A guest's own order, of which there is little."""
    return bench.world.place(VIEWS, customer=GUEST)


def plain(
    answer: Response, asked: object = "", real: object = ""
) -> tuple[int, dict[str, str], str]:
    """Return all of an answer but what is new in each, as if it had been asked for the real id."""

    def read(text: str) -> str:
        text = re.sub(FRESH, "NEW", text)
        return text.replace(str(asked), str(real)) if asked else text

    headers = {name: read(value) for name, value in answer.headers.items()}
    for new in ("x-request-id", "content-length"):
        headers.pop(new, None)
    return answer.status_code, headers, read(answer.text)


def ask(asker: Asker, method: str, path: str, form: Mapping[str, str] | None = None) -> Response:
    """Ask a page as somebody."""
    data = None if method == "GET" else {"csrf": asker.csrf, "key": "k" * 20, **(form or {})}
    return asker.client.request(method, path, data=data, headers={"origin": HERE})


@pytest.mark.parametrize("who", SIGNED_OUT)
@pytest.mark.parametrize("page", PAGES)
def test_the_desk_tells_nobody_outside_whether_an_order_exists(
    bench: Bench, own: Order, other: Order, who: str, page: str
) -> None:
    asker = bench.asker(who, own, other)
    method, _, path = page.partition(" ")
    answers = [
        plain(ask(asker, method, path.format(number)), number, other.number)
        for number in (other.number, NEVER)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 303


@pytest.mark.parametrize("path", ["/t/{}", "/t/{}/path.svg", "/api/v1/tracking/{}"])
def test_a_link_that_was_revoked_is_as_one_that_never_was(
    bench: Bench, other: Order, path: str
) -> None:
    revoked, never = other.token, TrackingTokens([SECRET]).new()
    client = bench.client()
    assert client.get(path.format(revoked)).status_code == 200
    bench.world.handle(other, RenewTracking("", by=STAFF))
    answers = [plain(client.get(path.format(token)), token, revoked) for token in (revoked, never)]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_forged_answer_about_an_order_is_as_one_about_none(bench: Bench, method: str) -> None:
    order = bench.asked()
    forged = AnswerLinks([OTHERS_SECRET], bench.world.shop.policy)
    never = replace(order, number=NEVER)
    asker = bench.asker("nobody", order, order)
    tokens = [
        forged.token(order, order.items[1], "retry"),
        forged.token(never, never.items[1], "retry"),
        bench.links.token(never, never.items[1], "retry"),  # As if the database was another one.
    ]
    answers = [plain(ask(asker, method, f"/a/{token}"), token, tokens[0]) for token in tokens]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 404


def test_looking_up_somebody_elses_order_is_as_looking_up_none(bench: Bench, other: Order) -> None:
    client = bench.client()
    forms = [{"number": str(n), "email": "me@customer.example"} for n in (other.number, NEVER)]
    told = bench.world.told(other)
    answers = [plain(client.post("/lookup", data=form)) for form in forms]
    assert answers[0] == answers[1]
    assert bench.world.told(other) == told


def test_a_user_who_exists_is_refused_as_one_who_does_not(bench: Bench, own: Order) -> None:
    bench.asker("staff", own, own)
    answers = [
        plain(
            bench.client().post("/desk/sign-in", data={"name": name, "password": "a wrong one"}),
            name,
            "staff",
        )
        for name in ("staff", "stuff")
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 401


@pytest.mark.parametrize("machine", ["item", "payment", "refund", "parked"])
@pytest.mark.parametrize("trigger", ["retry", "force", "resolve", "withdraw", "capture", "answer"])
def test_a_part_of_another_order_is_as_a_part_that_does_not_exist(
    bench: Bench, own: Order, other: Order, machine: str, trigger: str
) -> None:
    theirs = {"item": "2", "payment": "2", "refund": "1", "parked": other.parked[0].id}[machine]
    if machine == "payment":
        other = bench.world.handle(bench.pending(), AddPayment("card", by=STAFF))
    assert any(part.id == theirs for part in _parts(other, machine))
    assert all(part.id != theirs for part in _parts(own, machine))
    form = {"machine": machine, "trigger": trigger, "state": "completed", "amount": "1.00"}
    form |= {name: "" for name in ("state", "amount") if name not in _needs(machine, trigger)}
    _is_as_none(bench, own, "do", form, "about", (theirs, NO_PART))


def _parts(order: Order, machine: str) -> Any:
    return order.parked if machine == "parked" else getattr(order, f"{machine}s")


def _needs(machine: str, trigger: str) -> list[str]:
    return way_of(machine, trigger).needs.split()


def _is_as_none(
    bench: Bench, own: Order, path: str, form: Mapping[str, str], name: str, ids: Sequence[str]
) -> None:
    """Send a form as a manager with each of the ids: it is refused alike, and writes nothing."""
    asker, before = bench.asker("manager", own, own), bench.world.order(own)
    answers = []
    for id in ids:
        sent = {**form, name: id, "reason": "seen", "version": str(before.version)}
        answer = ask(asker, "POST", f"/desk/orders/{own.number}/{path}", sent)
        answers.append(plain(answer, id, ids[0]))
    assert answers[0] == answers[1]
    assert answers[0][0] == 422
    assert bench.world.order(own) == before


@pytest.mark.parametrize("what", ["retry", "done", "void"])
def test_an_effect_of_another_order_is_as_an_effect_that_does_not_exist(
    bench: Bench, own: Order, other: Order, what: str
) -> None:
    theirs = bench.world.store.effects(other.id)[-1]
    never = theirs.effect.key.replace(other.id, "0" * 32)
    _is_as_none(bench, own, "effects", {"trigger": what}, "effect", (theirs.effect.key, never))
    assert bench.world.store.effects(other.id)[-1] == theirs


@pytest.mark.parametrize("field", ["of", "item-2"])
def test_an_item_of_another_order_is_refunded_as_one_that_does_not_exist(
    bench: Bench, own: Order, other: Order, field: str
) -> None:
    asker = bench.asker("manager", own, other)
    asked = {"by": "amount", "amount": "1.00"} if field == "of" else {"by": "units"}
    given = (
        ({"of": "2"}, {"of": NO_PART})
        if field == "of"
        else ({"item-2": "1"}, {f"item-{NO_PART}": "1"})
    )
    answers = []
    for more in given:
        form = {**asked, **more, "press": "original", "version": str(own.version)}
        answer = ask(asker, "POST", f"/desk/orders/{own.number}/refund", form)
        answers.append(plain(answer, NO_PART, "2"))
    assert answers[0] == answers[1]
    assert not bench.world.order(own).refunds


@pytest.fixture(scope="module")
def guest(bench: Bench) -> Program:
    """A program that may do whatever customers and guests may, and read nothing."""
    return program_of(bench.site, bench.client(), ("act:customer", "act:guest"))


@pytest.mark.parametrize("role", ["customer", "guest"])
@pytest.mark.parametrize("name", ROWS)
def test_a_buyer_commands_somebody_elses_order_as_one_that_does_not_exist(
    guest: Program, other: Order, name: str, role: str
) -> None:
    body = {**ROWS[name].example, "by": {"role": role, "id": "me@customer.example"}}
    answers = [
        plain(guest.post(f"/orders/{number}/commands/{name}", body), number, other.number)
        for number in (other.number, NEVER)
    ]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("path", READ)
def test_who_may_not_read_is_told_nothing_by_the_api(
    bench: Bench, guest: Program, other: Order, path: str
) -> None:
    for program, status in ((guest, 403), (Program(bench.client(), other.token), 401)):
        answers = [
            plain(program.get(f"/orders/{number}{path}"), number, other.number)
            for number in (other.number, NEVER)
        ]
        assert answers[0] == answers[1]
        assert answers[0][0] == status


def test_a_message_that_is_not_signed_says_nothing_about_the_job_that_it_names(
    bench: Bench, other: Order
) -> None:
    bench.app.state.delivery_secrets = (new_secret(),)
    client, answers = bench.client(), []
    for named in (key_of(other.id, "2", 1), key_of("0" * 32, "2", 1)):
        body = json.dumps({"type": "job.changed", "key": name_of(named)}).encode()
        signed = sign(new_secret(), "message-1", bench.world.clock(), body)
        answers.append(
            plain(client.post("/api/v1/messages/delivery", content=body, headers=signed))
        )
    assert answers[0] == answers[1]
    assert answers[0][0] == 401
