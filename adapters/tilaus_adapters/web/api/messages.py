"""`/messages/{provider}`: what payment providers and the delivery server send by themselves.

No token: their signatures count, over the body byte by byte. What is answered is for them, so that
they send again what should come again, and nothing else.
"""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import JSONResponse, Response

from tilaus import inbox
from tilaus.ports.payment import RawMessage
from tilaus_adapters.delivery import callbacks
from tilaus_adapters.web.api.answers import Taken
from tilaus_adapters.web.api.calling import OpenRoute, whole_body
from tilaus_adapters.web.api.describing import answers
from tilaus_adapters.web.api.problems import Problem
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(route_class=OpenRoute, tags=["messages"])

DELIVERY = "delivery"
"""The name under which the delivery server sends."""

ANYTHING: dict[str, Any] = {
    "requestBody": {
        "description": "As the provider sends it; its signature is in the headers.",
        "required": True,
        "content": {"application/json": {"schema": {}}, "application/octet-stream": {"schema": {}}},
    }
}

PROBLEMS = {400: "bad_message", 401: "bad_signature", 404: "unknown_provider", 413: "too_large"}
"""What the statuses of an inbox are called here; others mean that it should be sent again."""


async def _raw(request: Request) -> bytes:
    return await whole_body(request, inbox.MAX_BODY)


@router.post(
    "/messages/{provider}",
    response_class=JSONResponse,
    responses=answers(Taken, 401, 404, 408, 413, 422),
    openapi_extra=ANYTHING,
)
def take(
    request: Request,
    provider: Annotated[str, Path(max_length=100, examples=["stripe"])],
    body: Annotated[bytes, Depends(_raw)],
) -> Response:
    """Take a message of a payment provider, or of the delivery server (`delivery`)."""
    told = _delivered(request, body) if provider == DELIVERY else _paid(request, provider, body)
    status, code, text = told
    if status == 200:
        return JSONResponse({"code": code, "text": text})
    again = {"Retry-After": "30"} if status == 503 else {}
    raise Problem(PROBLEMS.get(status, "try_again"), text, again)


def _paid(request: Request, provider: str, body: bytes) -> tuple[int, str, str]:
    shop = site_of(request).shop
    message = RawMessage(body, dict(request.headers), shop.clock())
    reply = inbox.receive(shop, provider, message)
    return reply.status, reply.code, reply.text


def _delivered(request: Request, body: bytes) -> tuple[int, str, str]:
    """Take a message of the delivery server; a shop without its secrets takes none."""
    secrets: Sequence[str] = getattr(request.app.state, "delivery_secrets", ())
    if not secrets:
        return 404, "", "no delivery server sends messages here"
    shop = site_of(request).shop
    reply = callbacks.receive(shop, secrets, body, dict(request.headers), shop.clock())
    return reply.status, "taken", reply.text
