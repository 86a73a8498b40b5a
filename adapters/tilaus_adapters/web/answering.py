"""`/a/TOKEN`: the customer's answer to a question. Opening it only shows; its button answers."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Request
from starlette.responses import RedirectResponse, Response

from tilaus.events import TrackingRenewed
from tilaus.order import Order
from tilaus.refusals import Refusal
from tilaus_adapters import wording
from tilaus_adapters.links import AnswerLinks, Offer
from tilaus_adapters.web.site import Site, site_of

router: APIRouter = APIRouter(include_in_schema=False)

Token = Annotated[str, Path(max_length=1_500)]

STATUSES = {"forged": 404, "expired": 410, "used": 410, "replaced": 410}
"""How the page of a link answers that cannot be used, by what became of it."""


@router.get("/a/{token}")
def show(request: Request, token: Token) -> Response:
    """Show what the link would do, and change nothing: mail scanners open every link."""
    site, links = _site(request)
    return _shown(request, site, links.read(site.shop, token), token)


@router.post("/a/{token}")
def answer(
    request: Request, token: Token, target: Annotated[str, Form(max_length=2_000)] = ""
) -> Response:
    """Do what the link says; a second time it is the same answer."""
    site, links = _site(request)
    offer = links.read(site.shop, token)
    done = links.answer(site.shop, token, target.strip())
    if not isinstance(done, Refusal):
        tracking = _tracking(site, done.order)
        return RedirectResponse(f"/t/{tracking}#items" if tracking else f"/a/{token}", 303)
    if done.code == "wrong_target" and isinstance(offer, Offer):
        return _shown(request, site, offer, token, target=target, wrong=True)
    return _shown(request, site, done, token)


def _tracking(site: Site, order: Order) -> str:
    """Return the secret of the order's page, as far as whoever has an answer link may have it.

    A tracking link is renewed because strangers have the former one. Its page showed them the links
    that answer, and these must not lead them to the new one.
    """
    history = site.shop.store.history(order.id)
    is_renewed = any(isinstance(recorded.event, TrackingRenewed) for recorded in history)
    return "" if is_renewed else order.token


def _site(request: Request) -> tuple[Site, AnswerLinks]:
    site = site_of(request)
    if site.answers is None:
        raise HTTPException(404)
    return site, site.answers


def _shown(
    request: Request,
    site: Site,
    found: Offer | Refusal,
    token: str,
    *,
    target: str = "",
    wrong: bool = False,
) -> Response:
    if isinstance(found, Refusal):
        how = str(found.facts.get("link", "used"))
        status = STATUSES.get(how, 409)
        return site.pages.render(request, "tracking/answer_gone.html", status, how=how)
    order, language = found.order, site.languages.choose(found.order.customer.language)
    request.state.order = str(order.number)
    hint = site.shop.policy.service(found.item.service).hint
    methods = {payment.id: payment.method for payment in order.payments}
    return site.pages.render(
        request,
        "tracking/answer.html",
        422 if wrong else 200,
        language=language.tag,
        token=token,
        offer=found,
        order=order,
        tracking=_tracking(site, order),
        item=found.item,
        reason=wording.word(language, "reason", found.item.reason),
        hint=language.pgettext("hint", hint) if hint else "",
        methods=methods,
        target=target or found.item.target,
        wrong=wrong,
        now=site.shop.clock(),
        others=[] if site.answers is None else _others(site, found, token),
    )


def _others(site: Site, found: Offer, token: str) -> list[tuple[str, Offer]]:
    """Return the other answers to the same question, each with what it would do."""
    if site.answers is None:
        return []
    offers: list[tuple[str, Offer]] = []
    for choice, url in site.answers(found.order, found.item.id).items():
        other = url.rpartition("/")[2]
        offer = site.answers.read(site.shop, other)
        if choice != found.choice and isinstance(offer, Offer):
            offers.append((f"/a/{other}", offer))
    return offers
