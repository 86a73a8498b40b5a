"""A double of Stripe that keeps what it is told, and misbehaves on demand.

    with StripeDouble() as stripe:
        payments = StripePayments(stripe.key, [stripe.secret], base_url=stripe.url, clock=stripe.at)
        opened = payments.create(ask)
        stripe.pay(opened.reference)

It listens on 127.0.0.1, in a thread. Every request and every answer is judged by Stripe's own
description where that is at hand; a fault is raised when the double is closed.
"""

import json
import threading
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import urlsplit

from tests.providers.stripe_spec import Tree, judge
from tests.providers.stripe_state import Refused, Stripe, signed

LIES = (
    "timeout_before_success",
    "timeout_after_success",
    "error_before_success",
    "error_after_success",
    "busy",
    "conflict",
    "refuse",
    "garbled",
    "redirect",
)
"""What a call can be scripted to do: cut the connection, answer 500 (which Stripe keeps under the
key), 429, 409, 400, a text that is no JSON, or a redirect; before or after the thing was done."""

_BEFORE = frozenset(
    {"timeout_before_success", "error_before_success", "busy", "conflict", "refuse"}
)


class StripeDouble:
    """A server on 127.0.0.1 that speaks a part of Stripe's API.

    Attributes:
        url: its address.
        key: a secret key of its test mode.
        secret: what its messages are signed with.
        faults: what the judge found wrong.
        asked: each request as `(method, path, query, body)`, in sequence.
    """

    key = "sk_test_of_the_double"
    secret = "whsec_of_the_double"

    def __init__(self) -> None:
        self.state = Stripe()
        self.faults: list[str] = []
        self.asked: list[tuple[str, str, str, str]] = []
        self._lies: list[tuple[str, str]] = []
        self._lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop it; raises AssertionError where a request or an answer was not Stripe's."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        assert not self.faults, "\n".join(self.faults)

    # What happens at Stripe without the shop: minor units are Stripe's own.

    def at(self) -> datetime:
        """Tell the double's own time."""
        return datetime.fromtimestamp(self.state.now, UTC)

    def advance(self, by: timedelta) -> None:
        """Let time pass: keys are forgotten after 24 hours, open pages expire."""
        with self._lock:
            self.state.advance(int(by.total_seconds()))

    def pay(self, reference: str, minor: int | None = None, wallet: str = "") -> None:
        """Let the customer pay; with manual capture the money is only authorised."""
        with self._lock:
            self.state.confirm(reference, minor, wallet)

    def authorise(self, reference: str) -> None:
        """Let the customer's bank promise the money."""
        with self._lock:
            self.state.confirm(reference, None, "", only_promise=True)

    def challenge(self, reference: str) -> None:
        """Let the customer's bank ask who they are (3-D Secure)."""
        with self._lock:
            self.state.challenge(reference)

    def decline(self, reference: str, code: str = "insufficient_funds") -> None:
        """Let the customer's bank decline."""
        with self._lock:
            self.state.decline(reference, code)

    def expire(self, reference: str) -> None:
        """Let a page, or an authorisation, expire."""
        with self._lock:
            self.state.expire(reference)

    def dispute(self, reference: str, reason: str = "fraudulent") -> None:
        """Let the payer dispute the payment; Stripe takes the money and 15.00 for it."""
        with self._lock:
            self.state.dispute(reference, reason)

    def win_dispute(self, reference: str) -> None:
        """Decide the dispute for the shop."""
        with self._lock:
            self.state.close_dispute(reference, "won")

    def lose_dispute(self, reference: str) -> None:
        """Decide the dispute for the payer."""
        with self._lock:
            self.state.close_dispute(reference, "lost")

    def refund_in_dashboard(self, reference: str, minor: int) -> str:
        """Send money back without the shop; returns the refund's id."""
        with self._lock:
            form = {"payment_intent": reference, "amount": str(minor)}
            return str(self.state.refund(form)["id"])

    def refunds_are(self, status: str) -> None:
        """Choose what becomes of refunds from now on: `succeeded`, `pending`, `requires_action`."""
        self.state.refunds_are = status

    def settle_refund(self, refund: str) -> None:
        """Let a refund arrive."""
        with self._lock:
            self.state.end_refund(refund, "succeeded")

    def fail_refund(self, refund: str) -> None:
        """Let a refund come back, also one that had arrived."""
        with self._lock:
            self.state.end_refund(refund, "failed")

    def refunds(self, reference: str) -> list[str]:
        """Name the refunds of a payment, oldest first."""
        with self._lock:
            return [r["id"] for r in self.state.refunds_of(self.state.intent_of(reference)["id"])]

    def totals(self, reference: str) -> tuple[int, int]:
        """Return what was captured, and what was really refunded."""
        with self._lock:
            return self.state.totals(reference)

    def messages(self) -> list[tuple[bytes, Mapping[str, str]]]:
        """Return the messages since the last time, signed now, in sequence."""
        with self._lock:
            events, self.state.events = self.state.events, []
            for event in events:
                self._judge_event(event)
            return [signed(event, self.secret, self.state.now) for event in events]

    def on_next(self, operation: str, lie: str) -> None:
        """Script the next call of `create`, `capture`, `void`, `refund` or `look_up` (any read)."""
        assert lie in LIES, lie
        self._lies.append((operation, lie))

    def forget_keys(self) -> None:
        """Forget all idempotency keys, as after 24 hours."""
        with self._lock:
            self.state.keys.clear()

    def counted(self) -> Counter[str]:
        """Count what the judge found right, in this process so far."""
        found = judge()
        return found.counted if found else Counter()

    # The server.

    def _judge_event(self, event: Tree) -> None:
        found = judge()
        self.faults += found.event(event) if found else []

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        double = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

            def do_GET(self) -> None:
                double._serve(self, "GET", b"")

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                double._serve(self, "POST", self.rfile.read(length))

        return Handler

    def _serve(self, handler: BaseHTTPRequestHandler, method: str, raw: bytes) -> None:
        address, body = urlsplit(handler.path), raw.decode()
        with self._lock:
            lie = self._lie(method, address.path)
            answer: tuple[int, Tree, dict[str, str]]
            if handler.headers.get("Authorization") != f"Bearer {self.key}":
                answer = 401, _error("invalid_request_error", "Invalid API Key provided"), {}
            elif lie in _BEFORE:
                kind = "invalid_request_error" if lie == "refuse" else "api_error"
                answer = 500, _error(kind, "something is wrong"), {}
            else:
                key = handler.headers.get("Idempotency-Key", "") if method == "POST" else ""
                answer = self._answer(method, address.path, address.query, body, key)
                if lie == "error_after_success" and key:
                    words = self.state.keys[key][0]
                    broken = 500, _error("api_error", "something is wrong")
                    self.state.keys[key] = words, self.state.now, broken
        self._send(handler, lie, *answer)

    def _lie(self, method: str, path: str) -> str:
        operation = "look_up" if method == "GET" else _OPERATIONS.get(path.split("/")[-1], "create")
        for n, (name, lie) in enumerate(self._lies):
            if name == operation:
                del self._lies[n]
                return lie
        return ""

    def _answer(
        self, method: str, path: str, query: str, body: str, key: str
    ) -> tuple[int, Tree, dict[str, str]]:
        self.asked.append((method, path, query, body))
        found = judge()
        self.faults += found.request(method, path, query, body) if found else []
        status, tree, headers = self._kept(method, path, query, body, key)
        self.faults += found.answer(method, path, status, tree) if found else []
        return status, json.loads(json.dumps(tree)), headers

    def _kept(
        self, method: str, path: str, query: str, body: str, key: str
    ) -> tuple[int, Tree, dict[str, str]]:
        kept = self.state.kept(key)
        if kept is not None:
            words, _, (status, tree) = kept
            if words != (path, body):
                reused = _error("idempotency_error", "Keys can only be used with the same words")
                return 400, reused, {}
            return status, tree, {"Idempotent-Replayed": "true"}
        try:
            status, tree = 200, self.state.call(method, path, query, body)
        except Refused as no:
            status, tree = no.status, {"error": no.error}
        if key:
            tree = json.loads(json.dumps(tree))
            self.state.keys[key] = (path, body), self.state.now, (status, tree)
        return status, tree, {}

    def _send(
        self,
        handler: BaseHTTPRequestHandler,
        lie: str,
        status: int,
        tree: Tree,
        headers: dict[str, str],
    ) -> None:
        if lie.startswith("timeout"):
            handler.close_connection = True
            return
        body = b"{{{" if lie == "garbled" else json.dumps(tree).encode()
        told = _STATUS.get(lie, status)
        extra = {**headers, **_HEADERS.get(lie, {})}
        handler.send_response(told)
        for name, text in {"Content-Length": str(len(body)), **extra}.items():
            handler.send_header(name, text)
        handler.end_headers()
        handler.wfile.write(body)


_OPERATIONS = {"capture": "capture", "expire": "void", "cancel": "void", "refunds": "refund"}
_STATUS = {
    "error_before_success": 500,
    "error_after_success": 500,
    "busy": 429,
    "conflict": 409,
    "refuse": 400,
    "redirect": 302,
}
_HEADERS = {"busy": {"Retry-After": "30"}, "redirect": {"Location": "http://127.0.0.1:9/"}}


def _error(kind: str, message: str) -> Tree:
    return {"error": {"type": kind, "message": message}}
