"""What is over a limit is refused, before the app sees it, and in the shape that the path wants."""

import json
from collections.abc import Iterator
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from tilaus_adapters.web.limits import Limiter, Limits

SMALL = Limits(path=50, query=40, headers=600, fields=12, body=100, receive_s=0.2)
FORM = {"content-type": "application/x-www-form-urlencoded"}


class _Echo:
    """An app that answers how much of a body it was given, and counts its requests."""

    def __init__(self) -> None:
        self.asked = 0
        paths = ("/page", "/api/v1/orders", "/api/v1/messages/stripe")
        methods = ["GET", "POST"]
        self.app = Starlette(routes=[Route(path, self.answer, methods=methods) for path in paths])

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        try:
            return Response(str(len(await request.body())))
        except Exception:  # noqa: BLE001 - as frameworks do: any fault of a body becomes a 400
            return Response("the app's own answer", 400)


@pytest.fixture
def echo() -> _Echo:
    return _Echo()


@pytest.fixture
def asker(echo: _Echo) -> TestClient:
    return TestClient(Limiter(echo.app, limits=SMALL), raise_server_exceptions=False)


def test_what_is_within_all_limits_comes_through_whole(asker: TestClient) -> None:
    assert asker.post("/page?q=x", content=b"x" * 100, headers=FORM).text == "100"
    assert asker.get("/page").text == "0"


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (414, {"url": "/api/" + "x" * 60}),
        (414, {"url": "/page?q=" + "x" * 40}),
        (431, {"url": "/page", "headers": {"x-long": "x" * 600}}),
        (431, {"url": "/page", "headers": {f"x-{n}": "x" for n in range(20)}}),
        (413, {"url": "/page", "content": b"x" * 101, "headers": FORM}),
        (413, {"url": "/page", "content": b"x", "headers": {**FORM, "content-length": "9" * 30}}),
        (400, {"url": "/page", "content": b"x", "headers": {**FORM, "content-length": "-1"}}),
        (400, {"url": "/page", "content": b"x", "headers": {**FORM, "content-length": "1²"}}),
        (415, {"url": "/page", "content": b"x"}),
        (415, {"url": "/page", "content": b"x", "headers": {"content-type": "text/xml"}}),
    ],
)
def test_what_is_over_a_limit_never_reaches_the_app(
    echo: _Echo, asker: TestClient, status: int, request_: dict[str, Any]
) -> None:
    headers = {name: value.encode() for name, value in request_.get("headers", {}).items()}
    answer = asker.request("POST", **{**request_, "headers": headers})
    assert (answer.status_code, echo.asked) == (status, 0)


def test_programs_are_told_in_problem_json_and_people_on_a_page(asker: TestClient) -> None:
    told = asker.post("/api/v1/orders", content=b"{}", headers={"content-type": "text/xml"})
    assert told.headers["content-type"] == "application/problem+json"
    assert told.json()["status"] == told.status_code == 415
    shown = asker.post("/page", content=b"x")
    assert shown.headers["content-type"].startswith("text/html")


def test_messages_of_providers_may_be_of_any_kind_but_not_of_any_size(asker: TestClient) -> None:
    path = "/api/v1/messages/stripe"
    assert asker.post(path, content=b"x" * 100).text == "100"
    assert asker.post(path, content=b"x" * 101).status_code == 413


def test_a_body_without_a_length_is_broken_off_where_it_is_too_large(asker: TestClient) -> None:
    def chunks() -> Iterator[bytes]:
        yield from (b"x" * 60, b"x" * 60, b"x" * 60)

    answer = asker.post("/page", content=chunks(), headers=FORM)
    assert (answer.status_code, answer.headers["connection"]) == (413, "close")
    assert "the app's own" not in answer.text


def test_a_body_that_does_not_arrive_is_not_waited_for(echo: _Echo) -> None:
    scope = _scope([(b"content-length", b"10"), (b"content-type", b"application/json")])
    sent = anyio.run(_told, Limiter(echo.app, limits=SMALL), scope)
    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["status"] == 408


def test_an_answer_that_takes_long_is_not_cut_off() -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await anyio.sleep(2 * SMALL.receive_s)
        with anyio.move_on_after(2 * SMALL.receive_s):
            await receive()  # waits for the end of the connection, as endless answers do
        await Response("done")(scope, receive, send)

    sent = anyio.run(_told, Limiter(slow, limits=SMALL), _scope([]), True)
    assert sent[0]["status"] == 200


def _scope(headers: list[tuple[bytes, bytes]]) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/orders",
        "raw_path": b"/api/v1/orders",
        "root_path": "",
        "scheme": "http",
        "query_string": b"",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }


async def _told(app: Limiter, scope: Scope, is_whole: bool = False) -> list[Message]:
    """Ask an app with a body that does not go on; return what it sends."""
    sent: list[Message] = []
    rest = [{"type": "http.request", "body": b"", "more_body": not is_whole}]

    async def receive() -> Message:
        if rest:
            return rest.pop()
        await anyio.sleep_forever()
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    with anyio.fail_after(10):
        await app(scope, receive, send)
    return sent
