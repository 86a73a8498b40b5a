"""Answers that say that something is wrong: a page for people, problem+json for programs.

Which of both is by the path: below /api everything is JSON (RFC 9457), so that no header that
somebody sends decides it. No answer tells anything about how the site is built.
"""

import html
import json
import logging
from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tilaus_adapters.page_words import FAULTS
from tilaus_adapters.web.site import Site

LOG = logging.getLogger("tilaus.web")

API = "/api/"
"""Below this path programs ask."""

PLAIN = ("/healthz", "/readyz", "/metrics", "/static/")
"""What neither people nor programs of the shop ask for: a line of text is enough."""


def is_api(path: str) -> bool:
    """Tell whether programs ask for a path."""
    return path.startswith(API)


def answer_of(
    status: int,
    scope: Scope,
    *,
    detail: str = "",
    headers: Mapping[str, str] | None = None,
    close: bool = False,
) -> Response:
    """Return the answer that says what is wrong, as its path wants it.

    Args:
        detail: for programs: what was found and what would help.
        close: whether the connection ends after it, because the request was not read to its end.
    """
    path = str(scope["path"])
    own = {**(headers or {}), **({"Connection": "close"} if close else {})}
    if is_api(path):
        return problem(status, detail, request_id=_request_id(scope), headers=own)
    if path.startswith(PLAIN):
        return PlainTextResponse(f"{_text(status)[0]}\n", status, own)
    return _page(status, scope, own)


def problem(
    status: int,
    detail: str = "",
    *,
    request_id: str = "",
    headers: Mapping[str, str] | None = None,
    **more: Any,
) -> Response:
    """Return a problem document (RFC 9457); `more` are members of its own, such as `code`."""
    title, cure = _text(status)
    doc = {"type": "about:blank", "title": title, "status": status, "detail": detail or cure}
    if request_id:
        doc["request_id"] = request_id
    body = json.dumps({**doc, **more}, ensure_ascii=False)
    return Response(body, status, headers, media_type="application/problem+json")


def _text(status: int) -> tuple[str, str]:
    return FAULTS.get(status, FAULTS[400 if status < 500 else 500])


def _page(status: int, scope: Scope, headers: Mapping[str, str]) -> Response:
    """Make the page in the shop's words; where even that fails, a plain one."""
    title, cure = _text(status)
    request, id = Request(scope), _request_id(scope)
    try:
        site: Site = scope["app"].state.site
        page: Response = site.pages.render(
            request, "error.html", status, title=title, text=cure, code=status, request_id=id
        )
    except Exception:
        LOG.exception("cannot make the page of an error")
        page = HTMLResponse(_bare(title, cure), status)
    MutableHeaders(raw=page.raw_headers).update(headers)
    return page


def _bare(title: str, cure: str) -> str:
    said, helps = html.escape(title), html.escape(cure)
    head = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{said}</title></head>'
    )
    return f"{head}<body><main><h1>{said}</h1><p>{helps}</p></main></body></html>"


def _request_id(scope: Scope) -> str:
    return str(scope.get("state", {}).get("request_id", ""))


def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what an endpoint, or the router, refused."""
    if not isinstance(error, HTTPException):
        raise error
    if 300 <= error.status_code < 400:
        return Response(status_code=error.status_code, headers=error.headers)
    # The router's own texts ("Not Found") say less than ours.
    detail = "" if error.detail == _phrase(error.status_code) else str(error.detail)
    return answer_of(error.status_code, request.scope, detail=detail, headers=error.headers)


def _phrase(status: int) -> str:
    return HTTPException(status).detail


def on_wrong_request(request: Request, error: Exception) -> Response:
    """Answer a request whose fields are wrong: which, and why; never what was in them."""
    if not isinstance(error, RequestValidationError):
        raise error
    if not is_api(request.url.path):
        return answer_of(422, request.scope)
    wrong = [{"at": _place(found["loc"]), "says": found["msg"]} for found in error.errors()]
    detail = "; ".join(f"{one['at']}: {one['says']}" for one in wrong[:5])
    return problem(422, detail, request_id=_request_id(request.scope), errors=wrong[:50])


def _place(loc: tuple[Any, ...]) -> str:
    return ".".join(str(part)[:60] for part in loc)


def on_store_error(request: Request, error: Exception) -> Response:
    """Answer while the database is away: it is nobody's fault here, and ends."""
    LOG.error("the store cannot be used: %s", error)
    return answer_of(503, request.scope, headers={"Retry-After": "5"})


class Faults:
    """Answer what no handler answered, so that it has all headers and a request id: ASGI."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_begun = False

        async def sending(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception:
            LOG.exception("a request failed")
            if is_begun:
                raise
            await answer_of(500, scope)(scope, receive, send)
