"""Store credit of customers: what is on it, what came and went, and putting money on it."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from tilaus.refusals import Refusal
from tilaus_adapters.payment.wallet import TopUpDiffers, WalletPayments
from tilaus_adapters.web.api import acting, pages
from tilaus_adapters.web.api.answers import ToppedUp, WalletDoc
from tilaus_adapters.web.api.asking import TopUpIn
from tilaus_adapters.web.api.calling import TokenRoute, may
from tilaus_adapters.web.api.describing import CHANGE, KEY, READ, answers
from tilaus_adapters.web.api.keys import request_key, unmatched
from tilaus_adapters.web.api.orders import Cursor, Limit
from tilaus_adapters.web.api.problems import Problem, refused
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(route_class=TokenRoute, tags=["wallets"])

CustomerId = Annotated[
    str,
    Query(
        min_length=1,
        max_length=200,
        pattern=r"^[^\x00-\x1f\x7f]+$",
        description="The customer's id, as orders have it.",
        examples=["customer-1"],
    ),
]

MAY_TOP_UP = ("staff", "manager")
"""The roles that may put money on a wallet."""

EXAMPLE: dict[str, Any] = {
    "customer": "customer-1",
    "amount_minor": 2500,
    "currency": "EUR",
    "reason": "sorry for the delay",
    "by": {"role": "staff", "id": "anna"},
}


@router.get(
    "/wallet",
    response_class=JSONResponse,
    responses=answers(WalletDoc, *READ),
    dependencies=[Depends(may("read"))],
)
def wallet(
    request: Request, customer: CustomerId, limit: Limit = 50, cursor: Cursor = None
) -> Response:
    """Show what is on a customer's wallet and its statement, the newest line first.

    All pages together add up to the balance. A customer of whom nothing was ever booked has an
    empty wallet.
    """
    shop = site_of(request).shop
    kept, before = WalletPayments(shop.store), pages.place("wallet", cursor)
    lines = kept.statement(customer, limit + 1, before)
    page = lines[:limit]
    next = pages.cursor("wallet", page[-1].seq) if len(lines) > limit else None
    doc = {
        "customer": customer,
        "currency": shop.policy.currency,
        "balance_minor": kept.balance(customer),
        "lines": [{"seq": f.seq, "memo": f.memo, "amount_minor": f.minor} for f in page],
        "next": next,
    }
    return JSONResponse(doc, headers=pages.following(request, next))


@router.post(
    "/wallet/top-ups",
    response_class=JSONResponse,
    responses=answers(ToppedUp, *CHANGE),
    openapi_extra={"parameters": [KEY]},
)
def top_up(request: Request, body: Annotated[TopUpIn, Body(examples=[EXAMPLE])]) -> Response:
    """Put money on a customer's wallet that they paid elsewhere, or were given.

    Needs the scope `act:staff` or `act:manager`, as `by` says.
    """
    unmatched(request)
    by = acting.actor(request, body.by)
    wish, shop = "top up a wallet", site_of(request).shop
    if by.role not in MAY_TOP_UP:
        others = tuple(f"by {role}" for role in MAY_TOP_UP)
        return refused(request, Refusal("not_permitted", wish, f"{by.role} may not", others))
    if body.currency != shop.policy.currency:
        found = f"it is in {body.currency}, wallets in {shop.policy.currency}"
        return refused(request, Refusal("currency_mismatch", wish, found))
    return _topped_up(request, body)


def _topped_up(request: Request, body: TopUpIn) -> Response:
    kept, asked = WalletPayments(site_of(request).shop.store), request_key(request)
    key = f"{asked.source}/{asked.id}"
    if len(key) > 200:
        raise Problem("key_missing", "for a wallet a key has at most 130 characters")
    try:
        is_known = kept.topped_up(body.customer, key) is not None
        balance = kept.top_up(body.customer, body.amount_minor, key, why=body.reason)
    except TopUpDiffers as differs:
        raise Problem("key_reused", str(differs)) from None
    except ValueError as error:
        raise Problem("bad_request", str(error)) from None
    doc = {
        "outcome": "duplicate" if is_known else "done",
        "customer": body.customer,
        "currency": body.currency,
        "amount_minor": body.amount_minor,
        "balance_minor": balance,
    }
    return JSONResponse(doc)
