"""What the shop asked of the world: what waits, what hangs, what was done."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from tilaus.ports.storage import JournalRow
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.web.api import pages
from tilaus_adapters.web.api.acting import unknown
from tilaus_adapters.web.api.answers import EffectList
from tilaus_adapters.web.api.calling import TokenRoute, may
from tilaus_adapters.web.api.describing import READ, answers
from tilaus_adapters.web.api.orders import Cursor, Limit, Number
from tilaus_adapters.web.api.problems import refused
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(
    route_class=TokenRoute, tags=["effects"], dependencies=[Depends(may("read"))]
)

OPEN = frozenset({"ready", "unknown", "dead"})

State = Annotated[
    Literal["open", "ready", "unknown", "dead"], Query(description="Open: what has not ended.")
]


@router.get("/effects", response_class=JSONResponse, responses=answers(EffectList, *READ))
def effects(
    request: Request, state: State = "open", limit: Limit = 100, cursor: Cursor = None
) -> Response:
    """List effects of all orders that have not ended, the oldest first.

    One that is `dead` or `unknown` is settled by the command `resolve-effect` of its order.
    """
    after = pages.place("effects", cursor) or 0
    states = OPEN if state == "open" else frozenset({state})
    rows = site_of(request).shop.store.effects(None, states)
    return _page(request, [row for row in rows if row.seq > after], limit)


@router.get(
    "/orders/{number}/effects",
    response_class=JSONResponse,
    responses=answers(EffectList, 404, *READ),
)
def of_order(
    request: Request, number: Number, limit: Limit = 100, cursor: Cursor = None
) -> Response:
    """List all effects of an order, ended ones too, the oldest first."""
    after = pages.place("effects", cursor) or 0
    shop = site_of(request).shop
    order = shop.order(number)
    if order is None:
        return refused(request, unknown(number))
    return _page(request, [row for row in shop.store.effects(order.id) if row.seq > after], limit)


def _page(request: Request, rows: list[JournalRow], limit: int) -> Response:
    page = rows[:limit]
    next = pages.cursor("effects", page[-1].seq) if len(rows) > limit else None
    doc = {"effects": _listed(site_of(request).shop, page), "next": next}
    return JSONResponse(doc, headers=pages.following(request, next))


def _listed(shop: Shop, rows: list[JournalRow]) -> list[dict[str, Any]]:
    ids = {row.order_id for row in rows}
    numbers = {id: order.number for id in ids if (order := shop.order(id)) is not None}
    return [
        {
            "order": numbers.get(row.order_id),
            **documents.effect(row),
            "via": row.effect.via,
            "first_attempt_at": documents.moment(row.first_attempt_at),
        }
        for row in rows
    ]
