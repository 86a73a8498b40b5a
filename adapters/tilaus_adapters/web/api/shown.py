"""Orders and events as the API shows them to a token."""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import JSONResponse

from tilaus.announced import public, type_of
from tilaus.events import Recorded
from tilaus.order import Order
from tilaus.shop import Receipt
from tilaus_adapters import documents
from tilaus_adapters.web.api.calling import token_of
from tilaus_adapters.web.api.keys import etag
from tilaus_adapters.web.site import site_of

TRUSTED = ("place", "act:staff", "act:manager")
"""The scopes of programs that may hand on the tracking link: it lets its holder act."""


def order(request: Request, found: Order) -> dict[str, Any]:
    """Return the document of an order; the tracking link is in it for those who may hand it on."""
    doc = documents.order(found, site_of(request).shop.policy)
    if not any(token_of(request).may(scope) for scope in TRUSTED):
        doc["tracking_url"] = None
    return doc


def event(recorded: Recorded) -> dict[str, Any]:
    """Return the document of an event, without the secret of any tracking link."""
    told = public(recorded, personal_data=True)["event"]
    return {
        "seq": recorded.seq,
        "at": documents.moment(recorded.at),
        "type": type_of(recorded.event),
        "by": {"role": recorded.by.role, "id": recorded.by.id},
        "event": told,
    }


def changed(
    request: Request, receipt: Receipt, status: int = 200, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Answer a wish that was granted, with the order after it."""
    request.state.order = str(receipt.order.number)
    is_known = receipt.outcome == "duplicate"
    replayed = {"Idempotency-Replayed": "true"} if is_known else {}
    doc = {"outcome": receipt.outcome, "order": order(request, receipt.order)}
    tag = {"ETag": etag(receipt.order)}
    return JSONResponse(doc, status, {**tag, **replayed, **(headers or {})})
