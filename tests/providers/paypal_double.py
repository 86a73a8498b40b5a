"""PayPal's API in this process: stateful, with a clock of its own, and it lies when told to.

    double.on_next("capture", "cut_after")

makes the next capture go through and cuts the connection. Every request and every answer is held
against PayPal's OpenAPI where that is at hand (`paypal_judge`).
"""

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

from tests.providers.paypal_judge import TOTAL, Judge
from tests.providers.paypal_signing import CERT_URL, Authority, headers, rsa_key, signed_text
from tests.providers.paypal_world import (
    PAGE,
    WHOLE,
    Json,
    Refusal,
    World,
    approve_link,
    money,
    payments,
    related,
    shown,
)

CLIENT_ID, SECRET, WEBHOOK_ID = "double-client", "double-secret-5f2c", "3JH86294D6297924G"

OPERATIONS: Mapping[str, tuple[str, str]] = {
    "token": ("POST", r"/v1/oauth2/token"),
    "create": ("POST", r"/v2/checkout/orders"),
    "show": ("GET", r"/v2/checkout/orders/(\w+)"),
    "capture": ("POST", r"/v2/checkout/orders/(\w+)/capture"),
    "authorize": ("POST", r"/v2/checkout/orders/(\w+)/authorize"),
    "show_authorization": ("GET", r"/v2/payments/authorizations/(\w+)"),
    "capture_authorization": ("POST", r"/v2/payments/authorizations/(\w+)/capture"),
    "void": ("POST", r"/v2/payments/authorizations/(\w+)/void"),
    "show_capture": ("GET", r"/v2/payments/captures/(\w+)"),
    "refund": ("POST", r"/v2/payments/captures/(\w+)/refund"),
    "show_refund": ("GET", r"/v2/payments/refunds/(\w+)"),
    "disputes": ("GET", r"/v1/customer/disputes\?disputed_transaction_id=(\w+)"),
    "dispute": ("GET", r"/v1/customer/disputes/([\w-]+)"),
    "verify": ("POST", r"/v1/notifications/verify-webhook-signature"),
    "certificate": ("GET", r"(/v1/notifications/certs/[\w-]+)"),
}
LIES = (
    "cut_before", "cut_after", "timeout_before_success", "timeout_after_success", "500_before",
    "500_after_success", "busy", "conflict", "redirect", "garbage", "array", "huge", "unauthorised",
    "forbidden", "decline", "pending", "strange_link", "strange_money",
)  # fmt: skip
_CUTS = ("cut_before", "timeout_before_success", "cut_after", "timeout_after_success")
_SWAPS = ("garbage", "array", "huge", "strange_link", "strange_money")
_KEPT = ("create", "capture", "authorize", "capture_authorization", "refund")
KEYS_S = {"create": 6 * 3600, "capture": 6 * 3600, "authorize": 6 * 3600}
PAYMENT_KEYS_S = 45 * 86_400

Reply = tuple[int, Any, dict[str, str]]


class PayPalDouble:
    """PayPal for one account. `close` it, or use `running`."""

    def __init__(self, judge: Judge | None = None) -> None:
        self.judge = judge or Judge()
        self.world = World()
        self.authority = Authority()
        self.certificate = self.authority.issue()
        self.certificates_fetched = 0
        self.tokens: list[str] = []
        self.token_lasts_s = 32_400
        self.requests: list[tuple[str, str, Json]] = []
        self._valid: set[str] = set()
        self._lies: dict[str, list[str]] = {}
        self._keys: dict[tuple[str, str], tuple[datetime, int, Json]] = {}
        self._told = 0
        self.clients: list[Callable[[], None]] = []
        """What closes those who talk to it; called when it is closed."""
        self.lock = threading.RLock()
        handler = type("Handler", (_Handler,), {"double": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self) -> None:
        for client in self.clients:
            client()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def on_next(self, operation: str, lie: str, times: int = 1) -> None:
        """Have the next calls of an operation lie; see `OPERATIONS` and `LIES`."""
        if operation not in OPERATIONS or lie not in LIES:
            raise ValueError(f"cannot script {operation!r} to {lie!r}")
        self._lies.setdefault(operation, []).extend([lie] * times)

    def advance(self, **time: float) -> None:
        """Move the clock: `advance(hours=7)`."""
        self.world.now += timedelta(**time)

    def forget_keys(self) -> None:
        with self.lock:
            self._keys.clear()

    def expire_tokens(self) -> None:
        with self.lock:
            self._valid.clear()

    # What the customer, the bank and PayPal's staff do.

    def pay(self, reference: str, minor: int | None = None) -> None:
        """Let the customer approve; the money is taken when the shop captures it."""
        with self.lock:
            self.world.approve(reference)

    authorise = pay

    def decline(self, reference: str) -> None:
        """Let the customer approve with a card that its bank will decline."""
        self.pay(reference)
        self.on_next("capture", "decline")

    def expire(self, reference: str) -> None:
        """Forget an order, as PayPal does when nobody approved it for some hours."""
        with self.lock:
            del self.world.orders[reference]

    def dispute(self, reference: str) -> None:
        with self.lock:
            self.world.dispute(reference)

    def win_dispute(self, reference: str) -> None:
        with self.lock:
            self.world.end_dispute(reference, "RESOLVED_SELLER_FAVOUR")

    def lose_dispute(self, reference: str) -> None:
        with self.lock:
            self.world.end_dispute(reference, "RESOLVED_BUYER_FAVOUR")

    def refund_in_dashboard(self, reference: str, minor: int) -> None:
        """Send money back by hand; nobody looks whether so much is left."""
        with self.lock:
            order = self.world.order(reference)
            capture = payments(order)["captures"][-1]
            code = capture["amount"]["currency_code"]
            amount = money(minor // (100 if code in ("HUF", "TWD") else 1), code)
            self.world.send_back(order, capture, amount, {})

    def settle_refund(self, reference: str) -> None:
        """End a refund well: by its own reference, or the latest of an order."""
        self._end_refund(reference, "COMPLETED")

    def fail_refund(self, reference: str) -> None:
        """Have a refund come back, also one that had succeeded."""
        self._end_refund(reference, "FAILED")

    def _end_refund(self, reference: str, status: str) -> None:
        with self.lock:
            if reference in self.world.orders:
                order = self.world.order(reference)
                made = payments(order)["refunds"][-1]
            else:
                order, made = self.world.find("refunds", reference)
            self.world.end_refund(made, order, status)

    def totals(self, reference: str) -> tuple[int, int]:
        """Return what was captured and what went back, in minor units by ISO 4217."""
        with self.lock:
            order = self.world.orders.get(reference)
            if order is None:
                return 0, 0
            code = order["purchase_units"][0]["amount"]["currency_code"]
            factor = 100 if code in WHOLE and code != "JPY" else 1
            back = self.world.sent_back(order, "COMPLETED")
            return factor * self.world.captured(order), factor * back

    def messages(self) -> list[tuple[bytes, dict[str, str]]]:
        """Return the messages that were not yet fetched here, signed as PayPal signs them."""
        with self.lock:
            fresh = self.world.events[self._told :]
            self._told = len(self.world.events)
            return [self.message(event) for event in fresh]

    def message(self, event: Json) -> tuple[bytes, dict[str, str]]:
        """Return a message, signed."""
        body = json.dumps(event).encode()
        id = f"{event.get('id', 'x')[-12:]}-11e6-8103"
        return body, headers(body, self.world.now, WEBHOOK_ID, id)

    # The API.

    def answer(self, method: str, path: str, given: Mapping[str, str], body: bytes) -> Reply | None:
        """Answer a request; None cuts the connection."""
        with self.lock:
            operation, about = _operation(method, path)
            lies = self._lies.get(operation, [])
            lie = lies.pop(0) if lies else ""
            if early := self._before(operation, lie):
                return early
            if lie in ("cut_before", "timeout_before_success"):
                return None
            fault = self.judge.request(method, path, given, body)
            if fault:
                return 400, Refusal(400, "INVALID_PARAMETER_VALUE").document([]), {}
            status, doc = self._do(operation, about, given, body, lie)
            sent = b"" if doc is None else json.dumps(doc).encode()
            self.judge.answer(method, path, status, body, sent)
            return None if lie in _CUTS else _swapped(lie, status, doc)

    def _before(self, operation: str, lie: str) -> Reply | None:
        early: dict[str, Reply] = {
            "500_before": (500, {"name": "INTERNAL_SERVER_ERROR"}, {}),
            "busy": (429, {"name": "RATE_LIMIT_REACHED"}, {"Retry-After": "7"}),
            "conflict": (409, {"name": "RESOURCE_CONFLICT"}, {}),
            "redirect": (302, {}, {"Location": f"{self.url}/elsewhere"}),
            "unauthorised": (401, {"name": "AUTHENTICATION_FAILURE"}, {}),
            "forbidden": (403, {"name": "NOT_AUTHORIZED"}, {}),
        }
        return early.get(lie)

    def _do(
        self, operation: str, about: str, given: Mapping[str, str], body: bytes, lie: str
    ) -> tuple[int, Any]:
        if operation == "":
            return 404, {"name": "NOT_FOUND"}
        if operation == "token":
            return self._token(given, body)
        if operation == "certificate":
            self.certificates_fetched += 1
            is_known = about == CERT_URL.removeprefix("https://api.sandbox.paypal.com")
            return (200, self.certificate.decode()) if is_known else (404, {})
        if given.get("Authorization", "").removeprefix("Bearer ") not in self._valid:
            return 401, {"name": "AUTHENTICATION_FAILURE"}
        key = (f"{operation}/{about}", given.get("PayPal-Request-Id", ""))
        if operation in _KEPT and key[1] and (kept := self._keys.get(key)):
            lasts = KEYS_S.get(operation, PAYMENT_KEYS_S)
            if (self.world.now - kept[0]).total_seconds() < lasts:
                return kept[1], kept[2]
        asked = json.loads(body) if body and operation != "verify" else {}
        self.requests.append((operation, about, asked))
        try:
            status, doc = self._act(operation, about, asked, body, lie)
        except Refusal as no:
            links = [approve_link(about, False)] if no.issue == "INSTRUMENT_DECLINED" else []
            status, doc = no.status, no.document([{**x, "rel": "redirect"} for x in links])
        if operation in _KEPT:
            self._keys[key] = (self.world.now, status, json.loads(json.dumps(doc)))
        return status, doc

    def _act(
        self, operation: str, about: str, asked: Json, body: bytes, lie: str
    ) -> tuple[int, Any]:
        world = self.world
        if lie == "decline":
            raise world.decline(about)
        if lie == "pending":
            kind = "next_refund" if operation == "refund" else "next_capture"
            setattr(world, kind, "PENDING")
        acts: dict[str, Callable[[], tuple[int, Any]]] = {
            "create": lambda: (201, shown(world.create(asked))),
            "show": lambda: (200, shown(world.order(about))),
            "capture": lambda: (201, shown(world.capture(about))),
            "authorize": lambda: (201, shown(world.authorise(about))),
            "show_authorization": lambda: (200, related(*world.find("authorizations", about))),
            "capture_authorization": lambda: (201, world.capture_promised(about, asked)),
            "void": lambda: (200, world.void(about)),
            "show_capture": lambda: (200, related(*world.find("captures", about))),
            "refund": lambda: (201, world.refund(about, asked)),
            "show_refund": lambda: (200, world.find("refunds", about)[1]),
            "disputes": lambda: (200, self._disputes(about)),
            "dispute": lambda: (200, world.disputes[about]),
            "verify": lambda: (200, {"verification_status": self._verified(body)}),
        }
        return acts[operation]()

    def _token(self, given: Mapping[str, str], body: bytes) -> tuple[int, Json]:
        login = base64.b64encode(f"{CLIENT_ID}:{SECRET}".encode()).decode()
        is_form = body == b"grant_type=client_credentials"
        if given.get("Authorization") != f"Basic {login}" or not is_form:
            return 401, {"error": "invalid_client", "error_description": "Client failed"}
        token = f"A21AA{len(self.tokens)}"
        self.tokens.append(token)
        self._valid.add(token)
        said = {"access_token": token, "token_type": "Bearer", "expires_in": self.token_lasts_s}
        return 200, said

    def _disputes(self, capture: str) -> Json:
        listed = []
        for doc in self.world.disputes.values():
            if doc["disputed_transactions"][0]["seller_transaction_id"] == capture:
                names = ("dispute_id", "reason", "status", "dispute_amount", "create_time")
                listed.append({name: doc[name] for name in names})
        return {"items": listed, "links": []}

    def _verified(self, body: bytes) -> str:
        asked = json.loads(body)
        event = body.split(b'"webhook_event": ', 1)[1][:-1]
        named = (asked["transmission_id"], asked["transmission_time"], asked["webhook_id"])
        try:
            _check(asked["transmission_sig"], signed_text(*named, event))
        except ValueError:
            return "FAILURE"
        return "SUCCESS"


def _check(signature: str, text: bytes) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    raw = base64.b64decode(signature)
    try:
        rsa_key("paypal").public_key().verify(raw, text, padding.PKCS1v15(), hashes.SHA256())
    except InvalidSignature as wrong:
        raise ValueError("wrong") from wrong


def _operation(method: str, path: str) -> tuple[str, str]:
    for name, (verb, pattern) in OPERATIONS.items():
        found = re.fullmatch(pattern, path)
        if verb == method and found:
            return name, found[1] if found.groups() else ""
    return "", ""


def _swapped(lie: str, status: int, doc: Any) -> Reply:
    if lie == "500_after_success":
        return 500, {"name": "INTERNAL_SERVER_ERROR"}, {}
    if lie == "strange_link":
        doc = {**doc, "links": [{"href": f"{PAGE.replace('paypal', 'paypa1')}X", "rel": "approve"}]}
    if lie == "strange_money":
        return status, json.loads(json.dumps(doc).replace('"EUR"', '"USD"')), {}
    swaps = {"garbage": "<html>Hello</html>", "array": [1, 2], "huge": "x" * 2_000_000}
    return status, swaps.get(lie, doc), {}


class _Handler(BaseHTTPRequestHandler):
    double: ClassVar[PayPalDouble]
    protocol_version = "HTTP/1.1"

    def _handle(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        given = _Titled(dict(self.headers.items()))
        reply = self.double.answer(self.command, self.path, given, body)
        if reply is None:
            self.close_connection = True
            return
        status, doc, more = reply
        text = doc if isinstance(doc, str) else "" if doc is None else json.dumps(doc)
        sent = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **more}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        try:
            self.wfile.write(sent)
        except OSError:
            self.close_connection = True

    do_GET = do_POST = do_PATCH = _handle  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests look at what came."""


class _Titled(dict[str, str]):
    """Headers by PayPal's spelling, whatever case they came in."""

    def __init__(self, given: Mapping[str, str]) -> None:
        spelled = {"paypal-request-id": "PayPal-Request-Id"}
        super().__init__({spelled.get(k.lower(), k.title()): v for k, v in given.items()})


@contextmanager
def running() -> Iterator[PayPalDouble]:
    """Run a double whose every request and answer is judged, by the judge of the whole run."""
    before = len(TOTAL.faults)
    double = PayPalDouble(TOTAL)
    try:
        yield double
    finally:
        double.close()
    if len(TOTAL.faults) > before:
        raise AssertionError("; ".join(TOTAL.faults[before:]))
