"""Every refusal has its status, and whatever is wrong is said in one shape."""

from typing import Any

import pytest
from tests.adapters.web.api.conftest import GUESTS_ORDER, Program, program_of
from tests.adapters.web.conftest import asking
from tests.world import World

from tilaus.ports.storage import StoreError
from tilaus.refusals import CODES
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.api.problems import OWN, STATUS
from tilaus_adapters.web.site import Site


def test_every_refusal_has_a_status_and_no_status_is_left_over() -> None:
    assert STATUS.keys() == CODES.keys()
    assert set(STATUS.values()) == {403, 404, 409, 412, 422}


def test_no_code_of_the_api_is_a_code_of_the_kernel() -> None:
    assert not OWN.keys() & CODES.keys()


def test_a_refusal_says_code_sentence_facts_and_what_is_allowed(program: Program) -> None:
    number = program.place()["number"]
    answer = program.give(number, "advance", {"trigger": "complete"})
    doc = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, doc["status"], doc["code"]) == (409, 409, "no_transition")
    assert doc["detail"].startswith(f"cannot complete order {number}: ")
    assert doc["facts"] == {"state": "pending", "trigger": "complete", "role": "staff"}
    assert {"machine": "order", "about": "", "trigger": "hold"} in doc["allowed"]
    assert doc["possible"]
    assert doc["title"] == CODES["no_transition"]
    assert doc["request_id"] == answer.headers["x-request-id"]


WRONG: dict[str, tuple[bytes, str]] = {
    "no JSON": (b'{"a": 1', "bad_json"),
    "nothing": (b"", "bad_json"),
    "no UTF-8": (b'{"text": "\xff"}', "bad_json"),
    "UTF-16": ('{"text": "x"}'.encode("utf-16"), "bad_json"),
    "a NUL": (rb'{"by": {"role": "staff"}, "text": "a\u0000b"}', "bad_json"),
    "half of a character": (rb'{"by": {"role": "staff"}, "text": "\ud800"}', "bad_json"),
    "a key twice": (b'{"text": "a", "text": "b"}', "bad_json"),
    "a number too long": (b'{"text": 12345678901234567890}', "bad_json"),
    "no number": (b'{"text": NaN}', "bad_json"),
    "nested too deeply": (b'{"text": ' + b"[" * 20 + b"]" * 20 + b"}", "bad_json"),
    "nested far too deeply": (b"[" * 100_000, "bad_json"),
    "a list": (b"[]", "bad_request"),
    "nothing of it": (b"{}", "bad_request"),
    "an unknown field": (b'{"by": {"role": "staff"}, "text": "a", "more": 1}', "bad_request"),
    "an unknown role": (b'{"by": {"role": "system"}, "text": "a"}', "bad_request"),
    "the kernel's clock": (b'{"by": {"role": "clock"}, "text": "a"}', "bad_request"),
    "a number for a text": (b'{"by": {"role": "staff"}, "text": 1}', "bad_request"),
    "a text too long": (
        b'{"by": {"role": "staff"}, "text": "' + b"x" * 2_001 + b'"}',
        "bad_request",
    ),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_body_is_a_422_that_says_what_is_wrong(program: Program, what: str) -> None:
    number = program.place()["number"]
    content, code = WRONG[what]
    answer = program.send(f"/orders/{number}/commands/add-note", content)
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert program.get(f"/orders/{number}").json()["version"] == 1


def _line(**changes: Any) -> dict[str, Any]:
    return {"items": [{**GUESTS_ORDER["items"][0], **changes}]}


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        (_line(quantity=0), "body.items.0.quantity"),
        (_line(quantity=2**53), "body.items.0.quantity"),
        (_line(quantity="1"), "body.items.0.quantity"),
        (_line(quantity=True), "body.items.0.quantity"),
        (_line(unit_minor=1.5), "body.items.0.unit_minor"),
        (_line(unit_minor=-1), "body.items.0.unit_minor"),
        (_line(service=""), "body.items.0.service"),
        (_line(price=1), "body.items.0.price"),
        ({"items": []}, "body.items"),
        ({"payments": []}, "body.payments"),
        ({"currency": "eur"}, "body.currency"),
        ({"customer": {"email": "a@b.example", "admin": True}}, "body.customer.admin"),
    ],
)
def test_a_wrong_field_is_named_and_its_value_never_repeated(
    program: Program, changes: dict[str, Any], at: str
) -> None:
    answer = program.post("/orders", {**GUESTS_ORDER, **changes})
    assert answer.status_code == 422
    assert at in [error["at"] for error in answer.json()["errors"]]


def test_another_kind_of_body_is_a_415_and_a_long_one_a_413(program: Program) -> None:
    number = program.place()["number"]
    path = f"/orders/{number}/commands/add-note"
    assert program.send(path, b"{}", content_type="text/plain").status_code == 415
    form = "application/x-www-form-urlencoded"
    assert program.send(path, b"a=1", content_type=form).status_code == 415
    assert program.send(path, b" " * 2_000_000).status_code == 413


def test_what_is_not_there_and_what_cannot_be_done_are_problems_too(program: Program) -> None:
    for answer, status in (
        (program.get("/nothing"), 404),
        (program.get("/orders/99999999"), 404),
        (program.get("/orders/0"), 422),
        (program.get("/orders/9007199254740993"), 422),
        (program.post("/figures", {}), 405),
        (program.get("/orders?limit=0"), 422),
        (program.get("/orders?limit=201"), 422),
        (program.get("/orders?text=a%00b"), 422),
    ):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


class _Away(MemoryStore):
    """A store that can be made to be away."""

    is_away = False

    def load(self, *args: Any, **more: Any) -> Any:
        if self.is_away:
            raise StoreError("the server is away")
        return super().load(*args, **more)


def test_a_database_that_is_away_is_a_503_that_may_be_tried_again(
    world: World, site: Site, program: Program
) -> None:
    store = _Away()
    away = World(store)
    from tests.adapters.web.conftest import site_of_world

    with asking(site_of_world(away)) as client:
        asker = program_of(site_of_world(away), client, ("read",))
        store.is_away = True
        answer = asker.get("/orders/50001")
    assert (answer.status_code, answer.json()["code"]) == (503, "away")
    assert answer.headers["retry-after"]
    assert "server is away" not in answer.text
