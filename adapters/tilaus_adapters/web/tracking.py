"""`/t/TOKEN`: an order as its customer sees it. The secret in the address is all that it takes."""

import hmac
from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Query, Request
from starlette.responses import Response

from tilaus.diagrams.figure import Marks, path_of
from tilaus.order import Order
from tilaus.ports import storage
from tilaus.tracking import is_secret, shown_until
from tilaus_adapters import wording
from tilaus_adapters.web import path_picture, tracked
from tilaus_adapters.web.site import Site, site_of

router: APIRouter = APIRouter(include_in_schema=False)

Token = Annotated[str, Path(max_length=500)]

REFRESH_S = 15
"""How often the page looks for news by itself, in seconds, where scripts run."""


@router.get("/t/{token}")
def show(request: Request, token: Token, seen: Annotated[int | None, Query()] = None) -> Response:
    """Show the order; to htmx only what changes, and nothing where it has seen this version."""
    site = site_of(request)
    order = found(site, token)
    if order is None:
        return _gone(request, "unknown", 404)
    if is_over(site, order):
        return _gone(request, "expired", 410, order.customer.language)
    request.state.order = str(order.number)
    language = site.languages.choose(order.customer.language)
    is_part = request.headers.get("hx-request") == "true"
    if is_part and seen == order.version:
        return Response(status_code=204)
    template = "tracking/news.html" if is_part else "tracking/page.html"
    known = tracked.facts(site, order, language, site.shop.clock())
    return site.pages.render(
        request, template, language=language.tag, token=token, refresh_s=REFRESH_S, **known
    )


@router.get("/t/{token}/path.svg")
def path(request: Request, token: Token) -> Response:
    """Draw the order's own path on the machine of orders, in its customer's words."""
    site = site_of(request)
    order = found(site, token)
    if order is None or is_over(site, order):
        raise HTTPException(404)
    language = site.languages.choose(order.customer.language)
    machine = site.shop.policy.lifecycles.order
    labels = {name: wording.label(language, "order", s) for name, s in machine.states.items()}
    marks = Marks(order.status, path_of(site.shop.store.history(order.id), "order"))
    heading = language.gettext("Order %(number)s") % {"number": order.number}
    drawn = path_picture.draw(machine, marks, labels, heading)
    return Response(drawn, media_type="image/svg+xml")


def found(site: Site, token: str) -> Order | None:
    """Return the order of a tracking link; None for a link that is forged, revoked or unknown."""
    if not is_secret(token) or (site.tokens is not None and not site.tokens.is_ours(token)):
        return None
    for order in site.shop.store.search(storage.Query(text=token, limit=1)):
        if order.token and hmac.compare_digest(order.token.encode(), token.encode()):
            return order
    return None


def is_over(site: Site, order: Order) -> bool:
    """Tell whether the page of an order is shown no more."""
    until = shown_until(order, site.shop.store.history(order.id), site.shop.policy)
    return until is not None and until <= site.shop.clock()


def _gone(request: Request, why: str, status: int, language: str | None = None) -> Response:
    pages = site_of(request).pages
    return pages.render(request, "tracking/gone.html", status, language=language, why=why)
