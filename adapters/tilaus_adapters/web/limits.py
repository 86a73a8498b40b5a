"""Limits of requests: how long, how large, how slow, and of which kind a body may be.

They hold before anything is read or looked up, so that a hostile request costs little. There is
none on how long an answer takes: endpoints work in threads, and a thread that has begun to write
cannot be called back; so a time-out would tell somebody that nothing happened where it did.
"""

import asyncio
from collections.abc import Iterable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tilaus.record import record
from tilaus_adapters.web.faults import answer_of

BODIES = frozenset({"application/json", "application/x-www-form-urlencoded", "multipart/form-data"})
"""What a body may be; messages of providers may be anything, their signatures count."""

MESSAGES = "/api/v1/messages/"
"""Below this path providers send messages."""


@record
class Limits:
    """How much of a request is taken.

    Attributes:
        path: characters of the path, escaped as it was sent.
        query: characters of the query.
        headers: bytes of all headers together, names included.
        fields: how many headers.
        body: bytes of a body.
        receive_s: how long the whole body may take to arrive, in seconds.
    """

    path: int = 2_000
    query: int = 4_000
    headers: int = 16_000
    fields: int = 100
    body: int = 1_000_000
    receive_s: float = 20.0


DEFAULTS = Limits()


class _Refused(Exception):  # noqa: N818 - it is an outcome
    """The rest of a body is not taken."""


class Limiter:
    """Refuse what is over a limit: a pure ASGI middleware."""

    def __init__(self, app: ASGIApp, *, limits: Limits = DEFAULTS) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = _first_wrong(scope, self._limits)
        if status:
            await answer_of(status, scope)(scope, receive, send)
            return
        await _Bounded(self._app, self._limits).answer(scope, receive, send)


class _Bounded:
    """One request, whose body has a size and a time to arrive in."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._received, self._refused_with = 0, 0
        self._is_whole = self._is_begun = False
        self._ends_at = asyncio.get_running_loop().time() + limits.receive_s

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or say why not; what has begun to be answered is only broken off."""

        async def receiving() -> Message:
            return await self._receive(receive)

        async def sending(message: Message) -> None:
            # The app may make an answer of its own of a body that broke off: ours counts.
            if self._is_begun or not self._refused_with:
                self._is_begun = True
                await send(message)

        try:
            await self._app(scope, receiving, sending)
        except _Refused:
            if self._is_begun:
                raise
        if self._refused_with and not self._is_begun:
            refusal = answer_of(self._refused_with, scope, close=True)
            await refusal(scope, receive, send)

    async def _receive(self, receive: Receive) -> Message:
        if self._is_whole:
            return await receive()  # only the end of the connection can follow
        clock = asyncio.timeout_at(self._ends_at)
        try:
            async with clock:
                message = await receive()
        except TimeoutError:
            if not clock.expired():
                raise
            raise self._refusal(408) from None
        self._received += len(message.get("body", b""))
        self._is_whole = not message.get("more_body", False)
        if self._received > self._limits.body:
            raise self._refusal(413)
        return message

    def _refusal(self, status: int) -> _Refused:
        self._refused_with = status
        return _Refused(status)


def _first_wrong(scope: Scope, limits: Limits) -> int:
    """Return the status that refuses a request by its head; 0 where nothing is wrong."""
    raw = scope.get("raw_path") or scope["path"].encode()
    if len(raw) > limits.path or len(scope["query_string"]) > limits.query:
        return 414
    fields: Iterable[tuple[bytes, bytes]] = scope["headers"]
    sizes = [len(name) + len(value) for name, value in fields]
    if len(sizes) > limits.fields or sum(sizes) > limits.headers:
        return 431
    return _wrong_body(scope, Headers(scope=scope), limits)


def _wrong_body(scope: Scope, headers: Headers, limits: Limits) -> int:
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return 400
    if len(length) > 18 or int(length) > limits.body:
        return 413
    has_body = int(length) > 0 or "transfer-encoding" in headers
    if not has_body or str(scope["path"]).startswith(MESSAGES):
        return 0
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return 0 if kind in BODIES else 415
