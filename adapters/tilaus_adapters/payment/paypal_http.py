"""Talking to PayPal's API: one pool of connections, one token, one deadline for each call.

An answer is either PayPal's definite word (`Answer`: it was done, or it will not be) or
`PayPalUnclear`: the connection broke, the time ran out, the server failed, is busy, is doing it
just now, or answers what is no answer.
"""

import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx2

from tilaus.record import record
from tilaus_adapters.payment.paypal_money import PayPalUnclear

HOSTS: Mapping[str, str] = {
    "test": "https://api-m.sandbox.paypal.com",
    "live": "https://api-m.paypal.com",
}
"""Where the API is, by mode."""

BUDGET_S = 20.0
"""How long one call of the port may go on reading, in seconds, however many requests it needs; with
the longest wait for one part of an answer on top of it, it stays under 30."""

CONNECT_S, READ_S = 4.0, 9.0
"""How long connecting, and one part of an answer, may take at most, in seconds."""

MAX_ANSWER = 1 << 20
"""Answers longer than this are not read on, in bytes; PayPal's have some thousand."""

RENEW_BEFORE_S = 60.0
"""How long before its end a token is no longer used, in seconds."""

LONGEST_WAIT_S = 86_400.0
"""The longest that PayPal may ask us to wait, in seconds."""

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_UNCLEAR = frozenset({408, 409, 425, 429})


@record
class Answer:
    """What PayPal said for certain: a status from 200 to 299 or from 400 to 499, and a document."""

    status: int
    doc: Mapping[str, Any]

    @property
    def is_done(self) -> bool:
        """Tell whether PayPal did what it was asked."""
        return self.status < 300


def checked_base_url(url: str) -> str:
    """Return the address of an API if secrets may go there.

    Raises:
        ValueError: it is neither https nor this machine.
    """
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    if not is_safe or not parts.hostname or parts.username is not None:
        raise ValueError("cannot use this base_url: secrets go only to https, or to 127.0.0.1")
    return url.rstrip("/")


class PayPalApi:
    """PayPal's API for one account. Safe to use from several threads.

    Args:
        base_url: where it is, see `checked_base_url`.
        clock: seconds that only ever rise, as `time.monotonic`.
    """

    def __init__(
        self,
        client_id: str,
        secret: str,
        base_url: str,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.base_url: str = checked_base_url(base_url)
        self.clock: Callable[[], float] = clock
        self._login = httpx2.BasicAuth(client_id, secret)
        # The environment's proxies and .netrc are not asked: the host is fixed by the mode.
        self._client = httpx2.Client(follow_redirects=False, trust_env=False)
        self._renewing = threading.Lock()
        self._token, self._ends = "", 0.0

    def close(self) -> None:
        """Close all connections; a second time changes nothing."""
        self._client.close()

    def talk(self) -> "Talk":
        """Begin what one call of the port has to say, with its own deadline."""
        return Talk(self, self.clock() + BUDGET_S)

    def send(
        self, ends: float, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Send one request and read its answer until a moment of our clock.

        Raises:
            PayPalUnclear: there was no whole answer.
        """
        try:
            return self._exchange(ends, method, url, headers, body, None)
        except httpx2.HTTPError as broken:
            found = f"PayPal did not answer: {type(broken).__name__}"
        raise PayPalUnclear(found)

    def token(self, ends: float, stale: str = "") -> str:
        """Return a token that is neither stale nor near its end; one thread at a time renews it.

        Args:
            stale: a token that PayPal refused.

        Raises:
            PayPalUnclear: no token was given.
        """
        if not self._renewing.acquire(timeout=max(ends - self.clock(), 0)):
            raise PayPalUnclear("PayPal gave no token in time")
        try:
            if self._token in ("", stale) or self.clock() >= self._ends:
                self._renew(ends)
            return self._token
        finally:
            self._renewing.release()

    def _renew(self, ends: float) -> None:
        asked = self.clock()
        form = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        body = b"grant_type=client_credentials"
        url = f"{self.base_url}/v1/oauth2/token"
        try:
            status, headers, text = self._exchange(ends, "POST", url, form, body, self._login)
        except httpx2.HTTPError as broken:
            raise PayPalUnclear(f"PayPal gave no token: {type(broken).__name__}") from None
        doc = _document(text) if status == 200 else {}
        token, lasts = doc.get("access_token"), doc.get("expires_in")
        if not _is_token(token) or not isinstance(lasts, int) or isinstance(lasts, bool):
            found = "it does not accept the client id and secret" if status == 401 else f"{status}"
            raise PayPalUnclear(f"PayPal gave no token: {found}", _retry_after(headers))
        self._token, self._ends = str(token), asked + max(lasts - RENEW_BEFORE_S, lasts / 2)

    def _exchange(
        self,
        ends: float,
        method: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes | None,
        auth: httpx2.Auth | None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        left = ends - self.clock()
        if left <= 0:
            raise PayPalUnclear("PayPal did not answer in time")
        limits = httpx2.Timeout(min(left, CONNECT_S), read=min(left, READ_S))
        sent = self._client.stream(
            method, url, headers=dict(headers), content=body, timeout=limits, auth=auth
        )
        with sent as answer:
            text = b""
            # The timeout is for each part of an answer; the deadline is for the whole of it.
            for part in answer.iter_bytes():
                text += part
                if len(text) > MAX_ANSWER or self.clock() > ends:
                    raise PayPalUnclear("PayPal's answer was too long, or came too slowly")
            return answer.status_code, answer.headers, text


class Talk:
    """The requests that one call of the port makes, all of them before its deadline.

    Args:
        ends: when it is over, by the clock of the API.
    """

    def __init__(self, api: PayPalApi, ends: float) -> None:
        self._api, self._ends = api, ends

    def get(self, path: str) -> Answer:
        """Read what stands at a path; raises `PayPalUnclear`."""
        return self._ask("GET", path, {}, None)

    def post(self, path: str, doc: Mapping[str, Any] | None, request_id: str = "") -> Answer:
        """Ask for something to be done; raises `PayPalUnclear`.

        Args:
            doc: None for a request without a body.
            request_id: the idempotency key, at most 38 characters; empty for none.
        """
        keyed = {"PayPal-Request-Id": request_id} if request_id else {}
        body = b"" if doc is None else json.dumps(doc).encode()
        return self.post_text(path, body, {"Prefer": "return=representation", **keyed})

    def post_text(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """Post a body of JSON as it is; raises `PayPalUnclear`."""
        named = {**({"Content-Type": "application/json"} if body else {}), **(headers or {})}
        return self._ask("POST", path, named, body)

    def fetch(self, url: str) -> tuple[int, bytes]:
        """Read a public address, without our token; raises `PayPalUnclear`."""
        status, _, body = self._api.send(self._ends, "GET", url, {}, None)
        return status, body

    def _ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> Answer:
        token = self._api.token(self._ends)
        status, answered, text = self._send(token, method, path, headers, body)
        if status == 401:
            token = self._api.token(self._ends, stale=token)
            status, answered, text = self._send(token, method, path, headers, body)
        if status in _UNCLEAR or status == 401 or not (200 <= status < 300 or 400 <= status < 500):
            raise PayPalUnclear(f"PayPal answered {status}", _retry_after(answered))
        return Answer(status, _document(text) if text else {})

    def _send(
        self, token: str, method: str, path: str, headers: Mapping[str, str], body: bytes | None
    ) -> tuple[int, Mapping[str, str], bytes]:
        named = {"Authorization": f"Bearer {token}", "Accept": "application/json", **headers}
        return self._api.send(self._ends, method, self._api.base_url + path, named, body)


def _document(text: bytes) -> Mapping[str, Any]:
    try:
        doc = json.loads(text)
    except (ValueError, RecursionError):
        doc = None
    if not isinstance(doc, dict):
        raise PayPalUnclear("PayPal's answer cannot be read")
    return doc


def _is_token(found: object) -> bool:
    return (
        isinstance(found, str) and found.isascii() and found.isprintable() and found.strip() != ""
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    said = headers.get("retry-after", "")
    is_number = said.isascii() and said.isdigit() and len(said) < 10
    return min(float(said), LONGEST_WAIT_S) if is_number else None
