"""`/tracking/{token}`: an order as its customer sees it. The secret in the path is all it takes."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import JSONResponse, Response

from tilaus.order import Order, Payment
from tilaus_adapters import documents
from tilaus_adapters.languages import Language
from tilaus_adapters.web import tracked, tracking
from tilaus_adapters.web.api.answers import TrackedDoc
from tilaus_adapters.web.api.calling import OpenRoute
from tilaus_adapters.web.api.describing import answers
from tilaus_adapters.web.api.problems import Problem
from tilaus_adapters.web.site import Site, site_of

router: APIRouter = APIRouter(route_class=OpenRoute, tags=["tracking"])


@router.get(
    "/tracking/{token}", response_class=JSONResponse, responses=answers(TrackedDoc, 404, 410, 422)
)
def track(
    request: Request,
    token: Annotated[str, Path(max_length=500, description="The end of the tracking link.")],
) -> Response:
    """Show an order to its customer, in their language. Needs no API token.

    A link that is forged, revoked or unknown is answered alike.
    """
    site = site_of(request)
    order = tracking.found(site, token)
    if order is None:
        raise Problem("unknown_page", "there is no order of this link: copy the whole link")
    if tracking.is_over(site, order):
        raise Problem("page_ended", "the page of this order is shown no more")
    request.state.order = str(order.number)
    headers = {"Cache-Control": "no-store", "Content-Language": order.customer.language}
    language = site.languages.choose(order.customer.language)
    headers["Content-Language"] = language.tag
    return JSONResponse(_tracked(site, order, language), headers=headers)


def _tracked(site: Site, order: Order, language: Language) -> dict[str, Any]:
    facts = tracked.facts(site, order, language, site.shop.clock())
    return {
        "number": order.number,
        "language": language.tag,
        "placed_at": documents.moment(order.placed_at),
        "currency": order.currency.code,
        "total_minor": order.total_minor,
        "captured_minor": order.captured_minor,
        "refunded_minor": order.refunded_minor,
        "status": order.status,
        "kind": order.kind,
        "label": facts["label"],
        "note": facts["note"],
        "next": facts["next"],
        "is_live": facts["is_live"],
        "items": [_item(line) for line in facts["items"]],
        "refunds": [_refund(back) for back in facts["refunds"]],
        "to_pay": _payment(facts["to_pay"]),
    }


_LINE = ("id", "service", "target", "quantity", "delivered", "total_minor", "refunded_minor")
_WORDS = ("kind", "label", "note", "reason", "next")


def _item(line: tracked.Line) -> dict[str, Any]:
    told = {name: getattr(line, name) for name in (*_LINE, *_WORDS)}
    answers = {choice: path for path, choice in line.answers}
    return {**told, "answers": answers, "answer_until": documents.moment(line.until)}


def _refund(back: tracked.Back) -> dict[str, Any]:
    names = ("amount_minor", "to", "method", "kind", "label", "note")
    told = {name: getattr(back, name) for name in names}
    return {**told, "available_at": documents.moment(back.available_at)}


def _payment(payment: Payment | None) -> dict[str, Any] | None:
    if payment is None:
        return None
    return {
        "method": payment.method,
        "amount_minor": payment.amount_minor,
        "pay_url": payment.pay_url,
        "reference": payment.reference,
        "expires_at": documents.moment(payment.expires_at),
    }
