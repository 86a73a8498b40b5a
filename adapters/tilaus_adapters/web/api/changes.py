"""Changing orders: placing one, and every command about one."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from starlette.responses import JSONResponse, Response

from tilaus.commands import Actor, ResolveEffect
from tilaus.refusals import Refusal
from tilaus_adapters.web.api import acting, command_table, shown
from tilaus_adapters.web.api.answers import Changed
from tilaus_adapters.web.api.asking import By, PlaceIn
from tilaus_adapters.web.api.calling import TokenRoute, need, token_of
from tilaus_adapters.web.api.describing import CHANGE, IF_MATCH, KEY, answers
from tilaus_adapters.web.api.keys import etag, matched, request_key, unmatched
from tilaus_adapters.web.api.orders import Number
from tilaus_adapters.web.api.problems import refused
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(route_class=TokenRoute)

EXAMPLE: dict[str, Any] = {
    "currency": "EUR",
    "customer": {"email": "guest@customer.example"},
    "items": [
        {
            "service": "YouTube views",
            "target": "https://www.youtube.com/watch?v=example50001",
            "quantity": 1000,
            "unit_minor": 1,
        }
    ],
    "payments": [{"method": "card"}],
}

_PLACED = answers(Changed, *CHANGE, good=201, what="The order was placed.")
_KNOWN = answers(Changed, what="The key was known: this is the order that it placed.")


@router.post(
    "/orders",
    tags=["orders"],
    response_class=JSONResponse,
    status_code=201,
    responses={**_KNOWN, **_PLACED},
    openapi_extra={"parameters": [KEY]},
)
def place(request: Request, body: Annotated[PlaceIn, Body(examples=[EXAMPLE])]) -> Response:
    """Place an order. Needs the scope `place`; `act:ROLE` too where `by` is not the customer."""
    need(request, "place")
    wanted, shop = body.parts(), site_of(request).shop
    by = _placer(request, body.by, wanted.customer.role)
    answer = shop.place(
        wanted.customer,
        wanted.lines,
        wanted.tenders,
        wanted.charges,
        by=by,
        currency=body.currency,
        request=request_key(request),
    )
    if isinstance(answer, Refusal):
        return refused(request, answer)
    status = 200 if answer.outcome == "duplicate" else 201
    path = request.url.path.rstrip("/")
    return shown.changed(request, answer, status, {"Location": f"{path}/{answer.order.number}"})


def _placer(request: Request, by: By | None, role: str) -> Actor:
    """Return who places an order: who is named, or else its customer, by the token's hand."""
    if by is None or by.role == role:
        return Actor(role, token_of(request).name)
    return acting.actor(request, by)


def _change(name: str) -> Callable[..., Response]:
    """Return the endpoint of a command."""
    row = command_table.ROWS[name]
    settles = name == "resolve-effect"
    more = ("place",) if name == "add-payment" else ()

    def change(request: Request, number: Number, body: Any) -> Response:
        by = acting.actor(request, body.by, *more)
        shop = site_of(request).shop
        if settles:
            unmatched(request)
        order = acting.seen(request, number, body.by)
        if isinstance(order, Refusal):
            return refused(request, order)
        version, command = matched(request, order), row.make(body, by, shop)
        key = request_key(request)
        if isinstance(command, ResolveEffect):
            answer = shop.resolve_effect(number, command, key)
        else:
            answer = shop.handle(number, command, key, version=version)
        if isinstance(answer, Refusal):
            role = by.role if order.version else ""
            conflicting = refused(request, answer, ref=number, role=role)
            conflicting.headers["ETag"] = etag(shop.order(number) or order)
            return conflicting
        return shown.changed(request, answer)

    example: Any = dict(row.example)
    change.__annotations__["body"] = Annotated[row.body, Body(examples=[example])]
    change.__name__ = name.replace("-", "_")
    change.__doc__ = _description(name, settles=settles)
    return change


def _description(name: str, *, settles: bool) -> str:
    needs = "Needs the scope `act:ROLE` of the role that acts"
    also = " (or `place`, for a customer or guest)" if name == "add-payment" else ""
    version = "" if settles else " With `If-Match` it is done only on that version."
    return f"{command_table.ROWS[name].what}\n\n{needs}{also}.{version}"


for _name in command_table.ROWS:
    router.add_api_route(
        f"/orders/{{number}}/commands/{_name}",
        _change(_name),
        methods=["POST"],
        summary=command_table.ROWS[_name].what.rstrip("."),
        tags=["commands"],
        response_class=JSONResponse,
        responses=answers(Changed, *CHANGE),
        openapi_extra={"parameters": [KEY] if _name == "resolve-effect" else [KEY, IF_MATCH]},
    )
