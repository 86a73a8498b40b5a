"""The conversation with Stripe's server: one pool of connections, a deadline, answers as they are.

What Stripe says is one of three: an object; a refusal that will not change (`Declined`); or
nothing that tells whether it was done (`Unanswered`): a cut connection, a server's error, too many
requests, a text that is no JSON. See https://docs.stripe.com/api/errors and
https://docs.stripe.com/api/idempotent_requests.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tilaus.record import record

try:
    import httpx2
except ImportError as _missing:
    _CURE = "install it with: pip install 'tilaus[stripe]'"
    raise ImportError(f"cannot take money through Stripe: {_missing}; {_CURE}") from _missing

from tilaus_adapters.payment.stripe_forms import flatten

API = "https://api.stripe.com"
VERSION = "2025-09-30.clover"
"""The version of Stripe's API that this adapter speaks, whatever the account's default is: the one
that Stripe's description of 2025-10-15 describes."""

DEADLINE_S = 25.0
"""How long one call of the port may take, in seconds, over all its requests."""

MAX_BYTES = 4_000_000
MAX_REASON = 300
MAX_KEY = 255
LONGEST_WAIT_S = 3600.0

_DEFINITE = frozenset({400, 402, 404})
_MINE = frozenset({"127.0.0.1", "localhost", "::1"})


class Unanswered(Exception):  # noqa: N818 - it is an outcome
    """Nobody knows whether it was done.

    Attributes:
        retry_after_s: when to ask again, in seconds from now; None leaves it to the back-off.
    """

    def __init__(self, reason: str, retry_after_s: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after_s: float | None = retry_after_s


class KeyIsTaken(Unanswered):
    """The key stands for a request with other words; what came of it is not told."""


class Missing(Unanswered):
    """What was to be read is not there, or may not be read with this key."""


class Declined(Exception):  # noqa: N818 - it is an outcome
    """Stripe said no, and will say so again.

    Attributes:
        status: the HTTP status, 400, 402 or 404.
        kind: Stripe's type of the error: `card_error`, `invalid_request_error` ...
        code: Stripe's code; where the bank said why, the bank's.
        about: the parameter that it is about, empty where it is about none.
    """

    def __init__(self, status: int, kind: str, code: str, about: str, reason: str) -> None:
        super().__init__(reason)
        self.status: int = status
        self.kind: str = kind
        self.code: str = code
        self.about: str = about


@record
class Answer:
    """An object, and whether it is the one that was told to an earlier call with this key."""

    body: Mapping[str, Any]
    is_replayed: bool = False


def one_line(text: object, longest: int = MAX_REASON) -> str:
    """Clean somebody else's words: one printable line of at most `longest` characters."""
    words = text if isinstance(text, str) else ""
    shown = "".join(c if c.isprintable() else " " for c in words[: 4 * longest])
    return " ".join(shown.split())[:longest]


class Connections:
    """The pool of connections to Stripe; any number of threads may talk over it.

    Args:
        key: the secret key.
        base_url: Stripe's own address, or for tests one on this machine or under https.

    Raises:
        ValueError: the address is neither.
    """

    def __init__(self, key: str, base_url: str = API, deadline_s: float = DEADLINE_S) -> None:
        address = urlsplit(base_url)
        if address.scheme != "https" and address.hostname not in _MINE:
            raise ValueError(
                f"cannot talk to Stripe at {base_url[:60]!r}: the key would be sent in the clear; "
                "use https, or 127.0.0.1 in a test"
            )
        self._deadline_s = deadline_s
        self._client = httpx2.Client(
            base_url=base_url,
            headers={"Authorization": f"Bearer {key}", "Stripe-Version": VERSION},
            follow_redirects=False,
            trust_env=False,
        )

    def talk(self) -> "Talk":
        """Begin a conversation, whose requests have one deadline together."""
        return Talk(self._client, monotonic() + self._deadline_s)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class Talk:
    """The requests of one call of the port."""

    def __init__(self, client: httpx2.Client, until: float) -> None:
        self._client, self._until = client, until

    def get(self, path: str, tree: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
        """Fetch an object. A read that was refused says nothing about what was asked to be done.

        Raises:
            Missing: there is none, or it may not be read.
            Unanswered: it is not known.
        """
        try:
            return self._ask("GET", path, params=dict(flatten(tree or {}))).body
        except Declined as no:
            raise Missing(f"Stripe does not show it to this key: {no}") from no

    def post(self, path: str, tree: Mapping[str, Any], key: str = "") -> Answer:
        """Have something done, once for each `key`.

        Raises:
            Declined: it was not done, and will not be.
            Unanswered: nobody knows.
        """
        headers = {"Idempotency-Key": _short(key)} if key else {}
        return self._ask("POST", path, data=dict(flatten(tree)), headers=headers)

    def pages(self, path: str, tree: Mapping[str, Any], most: int) -> Iterator[Mapping[str, Any]]:
        """List objects, newest first, at most `most` pages of a hundred."""
        asked = {**tree, "limit": 100}
        for _ in range(most):
            page = self.get(path, asked)
            found = page.get("data")
            if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
                raise Unanswered(f"Stripe's list at {path} cannot be read")
            yield from found
            if not found or page.get("has_more") is not True:
                return
            asked["starting_after"] = one_line(found[-1].get("id"))

    def _ask(self, method: str, path: str, **request: Any) -> Answer:
        try:
            return self._exchange(method, path, request)
        except httpx2.HTTPError as error:
            raise Unanswered(f"no answer from Stripe: {type(error).__name__}") from error

    def _exchange(self, method: str, path: str, request: dict[str, Any]) -> Answer:
        body = bytearray()
        with self._client.stream(method, path, timeout=self._left(), **request) as response:
            for piece in response.iter_bytes():
                body += piece
                self._left()
                if len(body) > MAX_BYTES:
                    raise Unanswered(f"Stripe's answer has more than {MAX_BYTES} bytes")
        return _answer(response, bytes(body))

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise Unanswered("Stripe took too long to answer")
        return left


def _short(key: str) -> str:
    """Keep a key as it is where Stripe takes it; the metadata tell what a hashed one is about."""
    is_plain = key.isascii() and key.isprintable() and len(key) <= MAX_KEY
    return key if is_plain else "sha256-" + hashlib.sha256(key.encode()).hexdigest()


def _answer(response: httpx2.Response, body: bytes) -> Answer:
    tree, status = _tree(body), response.status_code
    if status == 200 and tree is not None:
        return Answer(tree, response.headers.get("Idempotent-Replayed") == "true")
    error = tree.get("error") if tree is not None else None
    is_sure = status in _DEFINITE and response.headers.get("Stripe-Should-Retry") != "true"
    if not is_sure or not isinstance(error, dict):
        raise Unanswered(f"Stripe answered {status}", _wait(response.headers))
    kind = one_line(error.get("type"))
    if kind == "idempotency_error":
        raise KeyIsTaken("Stripe knows the key of another request")
    code = one_line(error.get("decline_code") or error.get("code") or kind, 80)
    reason = one_line(error.get("message")) or code or f"Stripe answered {status}"
    raise Declined(status, kind, code, one_line(error.get("param"), 80), reason)


def _tree(body: bytes) -> dict[str, Any] | None:
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return tree if isinstance(tree, dict) else None


def _wait(headers: Mapping[str, str]) -> float | None:
    text = headers.get("Retry-After", "")
    is_number = text.isascii() and text.isdecimal() and len(text) < 7
    return min(float(text), LONGEST_WAIT_S) if is_number else None
