"""Logs are JSON, name requests by their templates, and hold no secret and no person."""

import json
import logging
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.world import World

from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.logs import LOG, QUIET, struck_out, write_json
from tilaus_adapters.web.site import Site

TOKEN = "fjT3kq1ZsoMEsecretsecret0001"


@pytest.fixture
def written() -> Iterator[StringIO]:
    """What is logged as JSON while a test runs; the loggers are put back after it."""
    stream = StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    write_json(stream, logging.DEBUG)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def _lines(stream: StringIO, event: str = "request") -> list[dict[str, Any]]:
    docs = [json.loads(line) for line in stream.getvalue().splitlines()]
    return [doc for doc in docs if doc["event"] == event]


def test_a_request_is_one_line_with_its_id_route_status_and_time(
    client: TestClient, written: StringIO
) -> None:
    answer = client.get("/healthz")
    (line,) = _lines(written)
    assert line["request_id"] == answer.headers["x-request-id"]
    assert (line["method"], line["route"], line["status"]) == ("GET", "/healthz", 200)
    assert line["ms"] >= 0
    assert line["level"] == "debug"


@pytest.mark.parametrize("path", [f"/t/{TOKEN}", f"/a/{TOKEN}", f"/nowhere/{TOKEN}", f"/{TOKEN}"])
def test_a_tracking_token_is_never_written(
    client: TestClient, written: StringIO, path: str
) -> None:
    client.get(f"{path}?q={TOKEN}", headers={"referer": f"http://127.0.0.1:8080{path}"})
    assert _lines(written)
    assert TOKEN not in written.getvalue()


def test_a_line_names_the_order_by_its_number(
    world: World, client: TestClient, written: StringIO
) -> None:
    order = world.place()
    client.get(f"/desk/orders/{order.number}")
    (line,) = _lines(written)
    assert line["order"] == str(order.number)
    assert "{number" in line["route"]


def test_nothing_that_names_a_person_is_written(
    world: World, client: TestClient, written: StringIO
) -> None:
    order = world.place()
    asked = {"number": str(order.number), "mail": order.customer.email}
    client.post("/lookup", data=asked, headers={"user-agent": "Mozilla/odd"})
    assert _lines(written)
    for secret in (order.customer.email, order.token, "Mozilla/odd"):
        assert secret not in written.getvalue()


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 65, "line\r\nx", "white space id", 'quote"quote"'.rjust(12)]
)
def test_an_id_that_is_no_id_is_replaced(client: TestClient, given: str) -> None:
    answer = client.get("/healthz", headers={b"x-request-id": given.encode()})
    assert answer.headers["x-request-id"] != given
    assert len(answer.headers["x-request-id"]) == 16


def test_the_id_that_a_proxy_gave_is_kept(client: TestClient) -> None:
    answer = client.get("/healthz", headers={"x-request-id": "0af7651916cd43dd"})
    assert answer.headers["x-request-id"] == "0af7651916cd43dd"


def test_a_fault_is_written_with_its_traceback_and_the_request(
    site: Site, written: StringIO
) -> None:
    def broken() -> None:
        raise RuntimeError(f"password=hunter2 guest@customer.example /t/{TOKEN}")

    app = make_app(site)
    app.add_api_route("/broken", broken)
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"
    (line,) = _lines(written, "a request failed")
    assert "RuntimeError" in line["error"]
    assert line["request_id"] == answer.headers["x-request-id"]
    for secret in ("hunter2", "guest@customer.example", TOKEN):
        assert secret not in written.getvalue()


# fmt: off
STRUCK = (
    ("Authorization: Bearer abc.def-ghi",                "Authorization: *** ***"),
    ("sent with bearer abc.def",                         "sent with Bearer ***"),
    ("postgresql://shop:pass@db/shop",                   "postgresql://***@db/shop"),
    ("GET /t/abcdef?x=1",                                "GET /t/***?x=1"),
    ("/t/{token}",                                       "/t/{token}"),
    ("/a/abc.def/yes",                                   "/a/***/yes"),
    ('{"password": "a b", "name": "anna"}',              '{"password": ***, "name": "anna"}'),
    ("TILAUS_STRIPE_KEY and api_key=sk_live_12",         "TILAUS_STRIPE_KEY and api_key=***"),
    ("sk_test_abc whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "*** whsec_***"),
    ("customer guest@customer.example wrote",            "customer ***@*** wrote"),
    ("card 4242 4242 4242 4242 declined",                "card *** declined"),
    ("order 50001, 3 items in 12.5 ms",                  "order 50001, 3 items in 12.5 ms"),
    ("csrf=abc; tilaus_csrf='x y'",                      "csrf=***; tilaus_csrf=***"),
)
# fmt: on


@pytest.mark.parametrize(("text", "kept"), STRUCK)
def test_secrets_in_what_others_say_are_struck_out(text: str, kept: str) -> None:
    assert struck_out(text) == kept


def test_a_text_without_end_is_cut() -> None:
    assert len(struck_out("x" * 100_000)) < 10_000


def test_probes_do_not_fill_the_log(written: StringIO, client: TestClient) -> None:
    logging.getLogger().setLevel(logging.INFO)
    for route in QUIET:
        client.get(route)
    assert not _lines(written)
    assert LOG.isEnabledFor(logging.INFO)
