"""`/lookup`: whoever lost the link to an order gets it by mail again.

The page never says whether a number and an address belong together: its answer is the same, byte by
byte, and is given before anything was looked up. The mail is sent afterwards, by this process; if
that dies meanwhile, whoever asked asks again.
"""

import logging
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request
from starlette.responses import Response

from tilaus.ports.notification import Message
from tilaus.ports.storage import StoreError
from tilaus_adapters.web.site import Site, site_of
from tilaus_adapters.web.throttle import Throttle, network
from tilaus_adapters.web.tracking import is_over

router: APIRouter = APIRouter(include_in_schema=False)

LOG = logging.getLogger("tilaus.lookup")

LONGEST_NUMBER = 18

Text = Annotated[str, Form(max_length=500)]


@router.get("/lookup")
def ask(request: Request) -> Response:
    """Show the form."""
    return _page(request, "", 200)


@router.post("/lookup")
def look_up(
    request: Request, after: BackgroundTasks, number: Text = "", email: Text = ""
) -> Response:
    """Promise the mail, whether or not there will be one; too many wishes have to wait."""
    site = site_of(request)
    throttle = Throttle(site.accounts.shelf, site.accounts.clock)
    given, address = number.strip().lstrip("#0"), email.strip()
    place = network(request.client.host) if request.client else ""
    if throttle.admit(f"lookup from {place}", f"lookup of {given}") is not None:
        return _page(request, "wait", 429)
    answer = _page(request, "promised", 200)
    answer.background = after
    after.add_task(_send, site, given, address)
    return answer


def _page(request: Request, said: str, status: int) -> Response:
    return site_of(request).pages.render(request, "tracking/lookup.html", status, said=said)


def _send(site: Site, given: str, address: str) -> None:
    """Send the link where number and address belong together."""
    is_number = given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER
    try:
        order = site.shop.order(int(given)) if is_number else None
        is_theirs = order is not None and order.customer.email.casefold() == address.casefold()
        if order is None or not is_theirs or not order.token or is_over(site, order):
            return
        now, house = site.shop.clock(), site.shop.policy.house
        site.shop.notifier.send(
            Message(
                key=f"{order.id}/lookup/{now:%Y%m%d%H%M%S}",
                audience="customer",
                kind="tracking-link",
                to=order.customer.email,
                order=order,
                policy=site.shop.policy,
                at=now,
                tracking_url=f"{house.url}/t/{order.token}",
            )
        )
    except (StoreError, OSError) as error:
        LOG.error("a tracking link was not sent: %s", type(error).__name__)
