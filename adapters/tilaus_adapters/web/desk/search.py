"""`/desk/orders`: find orders, by status and by whatever names one."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import Query
from tilaus.record import record
from tilaus_adapters.languages import Language
from tilaus_adapters.web.desk.order import Signed, desk_of, rendered
from tilaus_adapters.web.desk.shown import Badge, badge
from tilaus_adapters.web.sessions import Session
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False)

PAGE = 50
"""So many orders stand on a page."""

MOST_TEXT = 300
"""A longer text names nothing that we have."""

TRACKING = "/t/"


@record
class Found:
    """An order in a list: its badge, and those of its items, each with how many have it."""

    order: Order
    badge: Badge
    badges: tuple[tuple[Badge, int], ...]


@router.get("/desk/orders")
def orders(request: Request, session: Signed) -> Response:
    """List what is found; a number that names one order leads to it at once."""
    query = query_of(request.query_params)
    site = site_of(request)
    found = site.shop.store.search(query)
    is_first = query.before is None and not query.status
    if is_first and len(found) == 1 and query.text == str(found[0].number):
        return RedirectResponse(f"/desk/orders/{found[0].number}", 303)
    return listed(request, session, query, found)


def listed(
    request: Request, session: Session, query: Query, found: Any, **facts: Any
) -> HTMLResponse:
    """Show a page of orders, with what may be done to several at once."""
    desk = desk_of(site_of(request), session)
    more = len(found) == query.limit
    asked = {"q": request.query_params.get("q", "")[:MOST_TEXT].strip(), "status": query.status}
    kept = {name: value for name, value in asked.items() if value}
    return rendered(
        request,
        session,
        "desk/orders.html",
        found=tuple(shown(desk.policy, desk.language, order) for order in found),
        q=asked["q"],
        status_asked=query.status,
        states=desk.policy.lifecycles.order.states.values(),
        next=_link({**kept, "before": str(found[-1].number)}) if more else "",
        first=_link(kept) if query.before is not None else "",
        export=f"/desk/orders.csv?{urlencode(kept)}",
        **facts,
    )


def _link(asked: Mapping[str, str]) -> str:
    return f"/desk/orders?{urlencode(asked)}"


def shown(policy: Policy, language: Language, order: Order) -> Found:
    """Return an order as a list shows it."""
    many = Counter((item.status, item.kind) for item in order.items)
    return Found(
        order,
        badge(policy, language, "order", order.status, order.kind),
        tuple((badge(policy, language, "item", *state), n) for state, n in many.items()),
    )


def query_of(asked: Mapping[str, str]) -> Query:
    """Read what is looked for: a text (`q`), a status, and where the page begins (`before`).

    A tracking link stands for its order, with or without the shop's address before it.
    """
    text = asked.get("q", "").strip()[:MOST_TEXT].replace("\x00", "")
    if TRACKING in text:
        text = text.rpartition(TRACKING)[2].partition("?")[0].strip("/ ")
    before, status = asked.get("before", ""), asked.get("status", "")[:100]
    is_number = before.isascii() and before.isdigit() and len(before) <= 15
    return Query(
        status=status.replace("\x00", ""),
        text=text.removeprefix("#"),
        limit=PAGE,
        before=int(before) if is_number else None,
    )
