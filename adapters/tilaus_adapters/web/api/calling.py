"""What every request of the API goes through: the token, the body, and how errors are answered.

Two kinds of routes: `TokenRoute` needs a token before anything of the request is read, `OpenRoute`
needs none. Both read a JSON body strictly, and answer everything that is wrong as a problem, also
in an app that is not ours.
"""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.responses import Response

from tilaus.ports.storage import StoreError
from tilaus_adapters import strict_json
from tilaus_adapters.web.api.problems import Problem
from tilaus_adapters.web.tokens import ApiToken, bearer

MAX_BODY = 1 << 20
"""The longest body that is read, in bytes."""

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class OpenRoute(APIRoute):
    """A path of the API that takes anybody."""

    needs_token = False

    def get_route_handler(self) -> Handler:
        """Put around FastAPI's handler what this module promises."""
        inner = super().get_route_handler()
        takes_json = self.body_field is not None

        async def handle(request: Request) -> Response:
            try:
                if self.needs_token:
                    request.state.token = await run_in_threadpool(_token, request)
                if takes_json:
                    request.state.doc = await _json(request)
                return await inner(request)
            except Problem as problem:
                return problem.answer(request)
            except RequestValidationError as error:
                return _wrong(request, error)
            except StoreError:
                away = Problem(
                    "away", "the database cannot be used: try again", {"Retry-After": "5"}
                )
                return away.answer(request)

        return handle


class TokenRoute(OpenRoute):
    """A path of the API that needs a token."""

    needs_token = True


def token_of(request: Request) -> ApiToken:
    """Return the token that a request to a `TokenRoute` came with."""
    token: ApiToken = request.state.token
    return token


def may(scope: str) -> Callable[[Request], None]:
    """Return a dependency that refuses tokens without a scope."""

    def check(request: Request) -> None:
        need(request, scope)

    return check


def need(request: Request, *scopes: str) -> None:
    """Refuse a request whose token has none of the scopes; raises Problem."""
    token = token_of(request)
    if not any(token.may(scope) for scope in scopes):
        wanted = " or ".join(scopes)
        has = ", ".join(sorted(token.scopes))
        raise Problem("scope_missing", f"this needs the scope {wanted}; the token has {has}")


def _token(request: Request) -> ApiToken:
    try:
        return bearer(request)
    except HTTPException as error:
        raise Problem("unauthorised", str(error.detail), error.headers) from None


async def _json(request: Request) -> Any:
    """Read the body strictly, before FastAPI reads it as a model."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        found = f"the body is {kind[:60] or 'of no declared type'}"
        raise Problem("wrong_type", f"{found}; send Content-Type: application/json")
    try:
        return strict_json.read(await whole_body(request))
    except strict_json.BadJson as error:
        raise Problem("bad_json", f"cannot read the body: {error}") from None


async def whole_body(request: Request, most: int = MAX_BODY) -> bytes:
    """Read the raw body, of so many bytes at most; raises Problem where it is longer."""
    length = request.headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and len(length) < 19 and int(length) > most:
        raise _too_large(most)
    body = await request.body()
    if len(body) > most:
        raise _too_large(most)
    return body


def _too_large(most: int) -> Problem:
    return Problem("too_large", f"a body has at most {most} bytes")


def _wrong(request: Request, error: RequestValidationError) -> Response:
    """Answer a request that is not of the form: which fields, and why; never what was in them."""
    found = [{"at": _place(one["loc"]), "says": str(one["msg"])[:300]} for one in error.errors()]
    detail = "; ".join(f"{one['at']}: {one['says']}" for one in found[:5])
    return Problem("bad_request", detail).answer(request, errors=found[:50])


def _place(loc: tuple[Any, ...]) -> str:
    text = ".".join(str(part)[:60] for part in loc)
    return text if text.isprintable() else ascii(text)
