"""Delivery over HTTP keeps the promises of the port, and believes no server blindly."""

import json
import select
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from tests.adapters.delivery.servers import (
    CALLBACK_SECRET,
    SECRET,
    Reference,
    answering,
    reference_server,
)

from tilaus.record import replace
from tilaus.testing.delivery import DeliveryContract
from tilaus_adapters.delivery.http import POLL_EVERY_S, HttpDelivery, from_settings
from tilaus_adapters.delivery.wire import MAX_BODY, key_of, name_of
from tilaus_adapters.signatures import new_secret

JOB = DeliveryContract().job()
NAME = name_of(JOB.key)


class Known(HttpDelivery):
    """The adapter, with the server that it speaks to."""

    def __init__(self, reference: Reference) -> None:
        super().__init__(reference.url, [SECRET])
        self.reference = reference


class TestHttpDelivery(DeliveryContract):
    @pytest.fixture
    def server(self) -> Iterator[Known]:
        with reference_server() as reference:
            yield Known(reference)

    def jobs_taken(self, server: Known) -> int:
        return server.reference.jobs()


@pytest.fixture(scope="module")
def reference() -> Iterator[Reference]:
    with reference_server() as found:
        yield found


def job(key: str, service: str) -> Any:
    return replace(JOB, key=f"{key}/item/1/1", order_id=key, service=service)


# fmt: off
COURSES: dict[str, list[tuple[str, str, int | None, str]]] = {
    # service      outcome of the hand-over, then of each look-up after a step
    "start_delay": [("pending", "", None, ""), ("done", "accepted", 0, ""), ("done", "delivered", 1000, "")],
    "gradual":     [("done", "accepted", 0, ""), ("done", "progress", 250, ""), ("done", "progress", 500, ""), ("done", "progress", 750, ""), ("done", "delivered", 1000, "")],
    "at_once":     [("done", "delivered", 1000, "")],
    "fails":       [("done", "accepted", 0, ""), ("done", "failed", 0, "customer_error")],
    "half":        [("done", "accepted", 0, ""), ("done", "progress", 500, ""), ("done", "stopped", 500, "server_problem")],
    "silent":      [("done", "accepted", 0, ""), ("done", "accepted", 0, "")],
    "refuses":     [("refused", "failed", None, "customer_error")],
}
# fmt: on


@pytest.mark.parametrize("service", COURSES)
def test_what_becomes_of_a_job_is_seen_by_asking(service: str) -> None:
    with reference_server() as reference:
        server, ours = HttpDelivery(reference.url, [SECRET]), job("o", service)
        told = [server.hand_over(ours)]
        for _ in COURSES[service][1:]:
            reference.advance()
            found = server.look_up(ours)
            assert found is not None
            told.append(found)
        assert [(o.state, o.message, o.delivered, o.reason) for o in told] == COURSES[service]


def test_an_answer_that_was_lost_after_success_leads_to_one_job(reference: Reference) -> None:
    before, server = reference.jobs(), HttpDelivery(reference.url, [SECRET], timeout_s=1)
    broken, slow = job("a", "gradual+500_after_success"), job("b", "gradual+timeout_after_success")
    assert server.hand_over(broken).state == "unknown"
    with pytest.raises(TimeoutError):
        server.hand_over(slow)
    for ours in (broken, slow):
        found = server.look_up(ours)
        assert found is not None
        assert found == server.hand_over(ours)
        assert found.message == "accepted"
    assert reference.jobs() == before + 2


def test_a_key_is_never_used_for_two_jobs(reference: Reference) -> None:
    server, ours = HttpDelivery(reference.url, [SECRET]), job("c", "gradual")
    server.hand_over(ours)
    answer = server.hand_over(replace(ours, target="https://youtube.com/elsewhere"))
    assert (answer.state, answer.reason) == ("unknown", "the delivery server answered 409")


def test_a_request_with_a_wrong_secret_is_refused_there_and_given_up_by_nobody(
    reference: Reference,
) -> None:
    server, ours = HttpDelivery(reference.url, [new_secret()]), job("d", "gradual")
    assert server.hand_over(ours).state == "unknown"
    assert server.stop(ours).state == "unknown"
    found = server.look_up(ours)
    assert found is not None
    assert found.state == "unknown"


def test_while_secrets_rotate_the_server_may_know_either(reference: Reference) -> None:
    server = HttpDelivery(reference.url, [new_secret(), SECRET])
    assert server.hand_over(job("e", "gradual")).message == "accepted"


@pytest.mark.parametrize("key", [JOB.key, "a/b:c%d~é/item/1/2", "/item/1/1"])
def test_a_key_is_one_segment_of_a_path_and_can_be_read_back(key: str) -> None:
    assert key_of(name_of(key)) == key
    assert set(name_of(key)).isdisjoint("/?# ")
    assert name_of(key).isascii()


# ------------------------------------------------------------------------- hostile answers


def said(code: int, body: bytes, headers: dict[str, str] | None = None) -> type[Any]:
    """Return a handler that always answers the same."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(code)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_PUT = do_POST = do_GET = _answer  # noqa: N815 - the names are those of http.server

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def state(**more: object) -> bytes:
    return json.dumps({"key": NAME, "state": "running", "delivered": 1, **more}).encode()


# fmt: off
HOSTILE: dict[str, bytes] = {
    "nothing":                     b"",
    "no JSON":                     b"<html>",
    "no UTF-8":                    b'{"key": "\xff"}',
    "a list":                      b"[]",
    "a number":                    b"7",
    "deep":                        b"[" * 30_000,
    "a name twice":                state()[:-1] + b', "delivered": 2}',
    "NaN":                         state()[:-1] + b', "x": NaN}',
    "another job":                 state(key="order-2:item:1:1"),
    "no job":                      b'{"state": "running"}',
    "a state that is none":        state(state="refunded"),
    "a state that is a list":      state(state=[]),
    "no state":                    state(state=None),
    "less than nothing":           state(delivered=-1),
    "more than was asked for":     state(delivered=1_001),
    "half a unit":                 state(delivered=0.5),
    "a yes":                       state(delivered=True),
    "a number as text":            state(delivered="7"),
    "a number of many digits":     state(delivered=10**4000),
    "infinitely many":             state()[:-1] + b', "y": 1e999, "delivered": 1e999}',
    "all delivered, but not":      state(state="delivered", delivered=999),
    "waiting, yet delivered":      state(state="waiting"),
    "a reason that is none":       state(state="failed", reason="because"),
    "a reason that is an object":  state(state="failed", reason={}),
    "a reference of two lines":    state(reference="a\nb"),
    "a reference that is none":    state(reference=5),
}
# fmt: on


@pytest.mark.parametrize("how", HOSTILE)
def test_an_answer_that_cannot_be_is_believed_in_nothing(how: str) -> None:
    with answering(said(200, HOSTILE[how])) as url:
        server = HttpDelivery(url, [SECRET])
        for answer in (server.hand_over(JOB), server.stop(JOB), server.look_up(JOB)):
            assert answer is not None
            assert (answer.state, answer.message) == ("unknown", "")
            assert len(answer.reason) < 200


@pytest.mark.parametrize("code", [100 + 99, 204, 301, 307, 400, 401, 403, 404, 409, 429, 500, 503])
def test_only_a_plain_refusal_is_one(code: int) -> None:
    with answering(said(code, b"", {"location": "http://127.0.0.1:9/"})) as url:
        server = HttpDelivery(url, [SECRET])
        if code == 199:
            with pytest.raises(OSError, match=r"."):
                server.hand_over(JOB)
            return
        assert server.hand_over(JOB).state == "unknown"
        assert server.stop(JOB).state == "unknown"


def test_whose_fault_a_refusal_is_it_says_itself() -> None:
    for body, reason in (
        (b'{"reason": "customer_error"}', "customer_error"),
        (b'{"reason": 5}', "server_problem"),
        (b"", "server_problem"),
    ):
        with answering(said(422, body)) as url:
            assert HttpDelivery(url, [SECRET]).hand_over(JOB).reason == reason


@pytest.mark.parametrize(
    ("text", "wait_s"),
    [("30", 30), ("0", 1), ("999999", 3600), ("-5", None), ("Mon, 05 Jan 2026", None), ("٣", None)],
)
def test_a_busy_server_may_ask_for_an_hour_at_most(text: str, wait_s: float | None) -> None:
    with answering(said(429, b"", {"retry-after": text.encode().decode("latin-1")})) as url:
        assert HttpDelivery(url, [SECRET]).hand_over(JOB).retry_after_s == wait_s


def test_an_answer_that_is_too_long_is_cut_off() -> None:
    with answering(said(200, b" " * (MAX_BODY + 1))) as url, pytest.raises(OSError, match="longer"):
        HttpDelivery(url, [SECRET]).hand_over(JOB)


def dripping(send: Callable[[BaseHTTPRequestHandler], None]) -> type[Any]:
    """Return a handler that answers a byte now and then, until nobody listens any more."""

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                send(self)
                for _ in range(200):
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    if select.select([self.connection], [], [], 0.1)[0]:
                        return  # It was cut off, as it should be.
            except OSError:
                pass  # It was cut off, as it should be.

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


def _body(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n")


def _head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx-slow: ")


@pytest.mark.parametrize("send", [_body, _head], ids=["a slow body", "a slow head"])
def test_a_server_that_drips_cannot_hold_a_worker(
    send: Callable[[BaseHTTPRequestHandler], None],
) -> None:
    with answering(dripping(send)) as url:
        began = time.monotonic()
        with pytest.raises(TimeoutError):
            HttpDelivery(url, [SECRET], timeout_s=1).hand_over(JOB)
        assert time.monotonic() - began < 5


def test_a_server_that_is_not_there_is_an_error_of_the_network() -> None:
    with answering(said(200, b"")) as url:
        pass
    with pytest.raises(OSError, match="Connect"):
        HttpDelivery(url, [SECRET]).hand_over(JOB)


# ------------------------------------------------------------------------------- settings


@pytest.mark.parametrize(
    "url",
    [
        *("", "delivery.example", "ftp://delivery.example", "https://", "https://h:99999/"),
        *("http://delivery.example", "http://127.0.0.1.evil.example", "https://[::"),
        *("https://name:word@delivery.example", "https://h/?a=1", "https://h/#a"),
    ],
)
def test_an_address_without_tls_or_with_secrets_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="cannot deliver over HTTP") as caught:
        HttpDelivery(url, [SECRET])
    assert "word" not in str(caught.value).replace("name or password", "")


def test_no_secret_is_shown() -> None:
    server = HttpDelivery("https://delivery.example/v1/", [SECRET])
    assert repr(server) == "HttpDelivery('https://delivery.example/v1')"


def test_the_settings_say_where_and_by_which_secrets(tmp_path: Path) -> None:
    settings = {
        "TILAUS_DELIVERY_URL": "https://delivery.example/v1",
        "TILAUS_DELIVERY_SECRETS": f"{SECRET} {CALLBACK_SECRET}",
    }
    assert from_settings(settings).url == "https://delivery.example/v1"
    for name in settings:
        with pytest.raises(ValueError, match=name):
            from_settings({**settings, name: ""})
    for seconds in ("soon", "0", "500", "nan"):
        with pytest.raises(ValueError, match=r"cannot (wait|deliver)"):
            from_settings({**settings, "TILAUS_DELIVERY_TIMEOUT_S": seconds})
    assert from_settings(settings).poll_every_s == POLL_EVERY_S
    assert from_settings({**settings, "TILAUS_DELIVERY_POLL_S": "0"}).poll_every_s == 0
    for seconds in ("often", "0.5", "86401", "nan", "-1"):
        with pytest.raises(ValueError, match=r"cannot (ask|deliver)"):
            from_settings({**settings, "TILAUS_DELIVERY_POLL_S": seconds})
    with pytest.raises(OSError, match="No such file"):
        from_settings({**settings, "TILAUS_DELIVERY_CA": str(tmp_path / "none.pem")})
