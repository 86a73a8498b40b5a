"""Reading orders: lists, one order, its history, what is allowed, what a refund would send."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from starlette.responses import JSONResponse, Response

from tilaus import attention
from tilaus.order import Order
from tilaus.ports.storage import Query as Search
from tilaus.refunds import Quote
from tilaus.refusals import Refusal
from tilaus.table import ROLES
from tilaus_adapters import documents
from tilaus_adapters.web.api import pages, shown
from tilaus_adapters.web.api.acting import unknown
from tilaus_adapters.web.api.answers import (
    ConcernList,
    HistoryDoc,
    OptionList,
    OrderDoc,
    OrderList,
    Quotes,
)
from tilaus_adapters.web.api.asking import MOST, RefundIn
from tilaus_adapters.web.api.calling import TokenRoute, may
from tilaus_adapters.web.api.describing import READ, answers, problems
from tilaus_adapters.web.api.keys import etag
from tilaus_adapters.web.api.problems import refused
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(
    route_class=TokenRoute, tags=["orders"], dependencies=[Depends(may("read"))]
)

Number = Annotated[int, Path(ge=1, le=MOST, description="The order's number.", examples=[50001])]
Limit = Annotated[int, Query(ge=1, le=pages.MAX_PAGE, description="At most so many.")]
Cursor = Annotated[str | None, Query(max_length=100, description="The `next` of the page before.")]
Word = Annotated[str, Query(max_length=60, pattern=r"^[a-z0-9_-]*$")]
Text = Annotated[
    str,
    Query(
        max_length=500,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="The number, a mail address, a target, a provider's reference: exactly.",
        examples=["registered@customer.example"],
    ),
]

DESTINATIONS: tuple[Literal["wallet", "original"], ...] = ("wallet", "original")


@router.get("/orders", response_class=JSONResponse, responses=answers(OrderList, *READ))
def orders(
    request: Request,
    status: Word = "",
    concern: Word = "",
    text: Text = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Response:
    """List orders, the newest first.

    `concern` is a code of what needs a person, or `any`. The header `Link` leads to the next page,
    as `next` does.
    """
    before = pages.place("orders", cursor)
    wanted = Search(status, text, limit + 1, before, concern)
    found = site_of(request).shop.store.search(wanted)
    page = found[:limit]
    next = pages.cursor("orders", page[-1].number) if len(found) > limit else None
    doc = {"orders": [documents.order_line(order) for order in page], "next": next}
    return JSONResponse(doc, headers=pages.following(request, next))


@router.get(
    "/orders/{number}",
    response_class=JSONResponse,
    responses={**answers(OrderDoc, 404, *READ), 304: {"description": "As If-None-Match says."}},
)
def order(request: Request, number: Number) -> Response:
    """Show an order. Its `ETag` is its version, for `If-Match` and `If-None-Match`."""
    found = _order(request, number)
    if isinstance(found, Refusal):
        return refused(request, found)
    tag = {"ETag": etag(found)}
    known = request.headers.get("if-none-match", "")
    if etag(found) in (part.strip().removeprefix("W/") for part in known.split(",")):
        return Response(status_code=304, headers=tag)
    return JSONResponse(shown.order(request, found), headers=tag)


@router.get(
    "/orders/{number}/history",
    response_class=JSONResponse,
    responses=answers(HistoryDoc, 404, *READ),
)
def history(
    request: Request, number: Number, limit: Limit = 100, cursor: Cursor = None
) -> Response:
    """List what happened to an order, the oldest first."""
    after = pages.place("history", cursor) or 0
    found = _order(request, number)
    if isinstance(found, Refusal):
        return refused(request, found)
    told = [r for r in site_of(request).shop.store.history(found.id) if r.seq > after]
    page = told[:limit]
    next = pages.cursor("history", page[-1].seq) if len(told) > limit else None
    doc = {"events": [shown.event(recorded) for recorded in page], "next": next}
    return JSONResponse(doc, headers=pages.following(request, next))


@router.get(
    "/orders/{number}/allowed",
    response_class=JSONResponse,
    responses=answers(OptionList, 404, 409, *READ),
)
def allowed(
    request: Request,
    number: Number,
    role: Annotated[str, Query(pattern=f"^({'|'.join(ROLES)})$", description="Who asks.")],
) -> Response:
    """List what a role may do with an order now, and why not the rest."""
    found = site_of(request).shop.allowed(number, role)
    if isinstance(found, Refusal):
        return refused(request, found)
    doc = {"number": number, "role": role, "allowed": [documents.option(one) for one in found]}
    return JSONResponse(doc)


@router.get(
    "/orders/{number}/concerns",
    response_class=JSONResponse,
    responses=answers(ConcernList, 404, *READ),
)
def concerns(request: Request, number: Number) -> Response:
    """Say why an order needs a person, what hangs of its effects included."""
    found = _order(request, number)
    if isinstance(found, Refusal):
        return refused(request, found)
    shop = site_of(request).shop
    rows = shop.store.effects(found.id, frozenset(attention.HANGING.values()))
    hanging = [attention.hanging(row) for row in rows]
    own = attention.concerns(found, shop.policy, shop.clock())
    return JSONResponse({"number": number, "concerns": _concerns([*hanging, *own])})


def _concerns(found: Sequence[attention.Concern]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "machine": one.machine,
            "about": one.about,
            "since": documents.moment(one.since),
            "why": one.why,
            "actions": list(one.actions),
        }
        for one in found
    ]


@router.post(
    "/orders/{number}/quote",
    response_class=JSONResponse,
    responses={**answers(Quotes, 404, *READ), **problems(408, 413, 415)},
)
def quote(
    request: Request,
    number: Number,
    body: Annotated[RefundIn, Body(examples=[{"lines": [{"id": "2", "units": 100}]}])],
) -> Response:
    """Say what a refund would send to the wallet and the way it was paid; nothing changes."""
    found = _order(request, number)
    if isinstance(found, Refusal):
        return refused(request, found)
    shop, wanted = site_of(request).shop, body.wanted()
    made = {to: shop.quote(number, wanted, to) for to in DESTINATIONS}
    doc = {
        "number": number,
        "quotes": {to: documents.quote(q, found) for to, q in made.items() if isinstance(q, Quote)},
        "refusals": {to: documents.refusal(q) for to, q in made.items() if isinstance(q, Refusal)},
    }
    return JSONResponse(doc)


def _order(request: Request, number: int) -> Order | Refusal:
    found = site_of(request).shop.order(number)
    if found is None:
        return unknown(number)
    request.state.order = str(number)
    return found
