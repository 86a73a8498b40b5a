"""Logs: one JSON object a line, of every request and of whatever else this process has to say.

A request is named by the template of its path, `/t/{token}`: addresses hold secrets, so no address
is ever written. Nor is anything that names a person: no client, no mail address, no query, no
header but the request's id. What an error quotes is struck out where it looks like any of these.
"""

import json
import logging
import re
import sys
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from secrets import token_hex
from typing import IO, Any, TypeAlias

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID: ContextVar[str] = ContextVar("tilaus_request_id", default="")
"""The id of the request that is being answered; endpoints inherit it in their threads."""

_GIVEN_ID = re.compile(rb"[A-Za-z0-9_-]{8,64}")
"""A request's id that a proxy may give; with anything else it gets one of ours."""

_WORDS = r"passwords?|passwd|secrets?|tokens?|api[-_]?keys?|authorization|cookies?|csrf|signature"
_MAILBOX = r"[\w.!#$%&'*+/=?^`{|}~-]"

# Each pattern begins where a word does, so that a long text is gone through once and not from each
# of its characters on.
# fmt: off
_STRUCK: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\bbearer\s+[^\s,;\"']+"),                                  "Bearer ***"),
    (re.compile(rf"(?i)([\"']?(?<![\w-])[\w-]*(?:{_WORDS})[\"']?\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s,;&]+)"), r"\1***"),
    (re.compile(r"(://)[^/@\s]+@"),                                              r"\1***@"),
    (re.compile(r"(/(?:t|a)/)[^\s/?#\"'{]+"),                                     r"\1***"),
    (re.compile(r"\bwhsec_[A-Za-z0-9+/=]+"),                                     "whsec_***"),
    (re.compile(r"\b[sr]k_(?:live|test)_\w+"),                                   "***"),
    (re.compile(rf"(?<!{_MAILBOX}){_MAILBOX}+@[\w-]+(?:\.[\w-]+)+"),           "***@***"),
    (re.compile(r"\b\d(?:[ -]?\d){12,18}\b"),                                      "***"),
)
"""What an error may quote and a log must not: secrets, links, mail addresses, numbers of cards."""
# fmt: on

LONGEST = 8_000
"""More of one text is not written."""

Facts: TypeAlias = Mapping[str, object]


def struck_out(text: str) -> str:
    """Return a text without what looks like a secret or names a person."""
    for pattern, instead in _STRUCK:
        text = pattern.sub(instead, text)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


class JsonLines(logging.Formatter):
    """Write a record of the standard library's logging as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; `record.facts`, where given, are members of their own."""
        at = datetime.fromtimestamp(record.created, UTC)
        doc: dict[str, object] = {
            "time": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": struck_out(record.getMessage()),
            "logger": record.name,
        }
        if request_id := REQUEST_ID.get():
            doc["request_id"] = request_id
        facts: Facts = getattr(record, "facts", {})
        doc |= {name: _plain(fact) for name, fact in facts.items()}
        if record.exc_info:
            doc["error"] = struck_out(self.formatException(record.exc_info))
        return json.dumps(doc, ensure_ascii=False)


def _plain(fact: object) -> object:
    is_number = isinstance(fact, bool | int | float) or fact is None
    return fact if is_number else struck_out(str(fact))


def write_json(stream: IO[str] | None = None, level: int = logging.INFO) -> logging.Handler:
    """Let everything that this process logs be JSON, on standard error where no stream is given.

    uvicorn's own log of requests is off: it writes addresses. What asks other servers logs their
    addresses at `info`, so only its warnings are written.
    """
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = name != "uvicorn.access"
        logger.setLevel(logging.WARNING)
    for name in ("httpx", "httpx2", "httpcore", "httpcore2", "apprise"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


LOG = logging.getLogger("tilaus.requests")

UNKNOWN = "(none)"
"""The route of a request that no route takes."""

QUIET = frozenset({"/healthz", "/readyz", "/metrics"})
"""Routes that machines ask for all the time: written at `debug` while all is well."""

Seen: TypeAlias = Callable[[str, str, int, float], None]
"""Is told of each request: method, route, status and seconds."""


def route_of(scope: Scope) -> str:
    """Return the template of the path of a request that was answered; never the path itself."""
    template = getattr(scope.get("route"), "path", None)
    if isinstance(template, str):
        return template
    return "/static" if str(scope["path"]).startswith("/static/") else UNKNOWN


class RequestLog:
    """Write a line for each request, and give it an id: a pure ASGI middleware.

    Args:
        seen: is told of each request too.
    """

    def __init__(self, app: ASGIApp, *, seen: Seen | None = None) -> None:
        self._app, self._seen = app, seen

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        id = _id_of(scope)
        scope.setdefault("state", {})["request_id"] = id
        mark = REQUEST_ID.set(id)
        status, begun = 0, time.perf_counter()

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = id
            await send(message)

        try:
            await self._app(scope, receive, sending)
        finally:
            self._tell(scope, status, time.perf_counter() - begun)
            REQUEST_ID.reset(mark)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route, method = route_of(scope), _method(scope)
        if self._seen:
            self._seen(method, route, status, seconds)
        facts: dict[str, Any] = {"method": method, "route": route, "status": status}
        facts["ms"] = round(1e3 * seconds, 1)
        if order := _order_of(scope):
            facts["order"] = order
        LOG.log(_level(route, status), "request", extra={"facts": facts})


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _method(scope: Scope) -> str:
    return scope["method"] if scope["method"] in METHODS else "OTHER"


def _level(route: str, status: int) -> int:
    if status >= 500 or not status:
        return logging.ERROR
    return logging.DEBUG if route in QUIET else logging.INFO


def _id_of(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _GIVEN_ID.fullmatch(value):
            return str(value, "ascii")
    return token_hex(8)


def _order_of(scope: Scope) -> str:
    """Return the number of the order that a request is about, where its path or endpoint says."""
    told = scope.get("state", {}).get("order", "")
    number = str(told or scope.get("path_params", {}).get("number", ""))
    return number if number.isascii() and number.isdigit() and len(number) <= 18 else ""
