"""`/desk/orders/NUMBER/refund`: how much goes back, to each destination, when; and sending it.

Only what was shown is sent: a form says which quote its reader saw, and where the quote has changed
since, the new one is shown instead.
"""

from typing import get_args

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from tilaus.commands import RequestRefund
from tilaus.order import Destination, Order
from tilaus.record import record
from tilaus.refunds import Quote, RefundRequest
from tilaus.refunds import quote as quoted
from tilaus.refusals import Refusal
from tilaus_adapters import desk_words as words
from tilaus_adapters.languages import Language, zone_of
from tilaus_adapters.web.desk.asking import Asked, asked_of, first_asked, mark, request_of
from tilaus_adapters.web.desk.forms import BadForm, Fields, Sent
from tilaus_adapters.web.desk.offers import Desk
from tilaus_adapters.web.desk.order import Signed, desk_of, existing, read, rendered
from tilaus_adapters.web.desk.timeline import timeline
from tilaus_adapters.web.sessions import Session, posted
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False)

DESTINATIONS: tuple[Destination, ...] = get_args(Destination)


@record
class Shown:
    """One destination in the dialog: its quote, or why there is none.

    Attributes:
        why_not: why there is no quote, in the reader's language; empty where there is one.
        when: the day when the customer has it; empty for at once.
        mark: names what was promised, see `tilaus_adapters.web.desk.asking.mark`.
        methods: the ways by which it was paid, for the way back.
    """

    to: Destination
    quote: Quote | None
    why_not: str
    when: str = ""
    mark: str = ""
    methods: tuple[str, ...] = ()


@router.get("/desk/orders/{number:int}/refund")
def dialog(request: Request, number: int, session: Signed) -> Response:
    """Show the dialog, filled in with what is owed."""
    stored, _ = read(site_of(request), number)
    item = request.query_params.get("item", "")[:20]
    return _show(request, session, number, first_asked(existing(stored), item))


@router.post("/desk/orders/{number:int}/refund", dependencies=[Depends(posted)])
def press(request: Request, number: int, session: Signed, sent: Sent) -> Response:
    """Quote again, or send what was quoted."""
    pressed = sent.text("press")
    to: Destination | None = next((each for each in DESTINATIONS if each == pressed), None)
    if to is None:
        return _show(request, session, number, sent)
    desk = desk_of(site_of(request), session)
    stored, _ = read(site_of(request), number)
    order = existing(stored)
    try:
        asked, key = request_of(order, sent), sent.request(session.user)
    except BadForm as error:
        return _show(request, session, number, sent, error=str(error))
    if desk.shop.store.load(number, key).answer is not None:
        return _done(number, sent)
    if sent.version != order.version:
        return _show(request, session, number, sent, why="version")
    if asked is None or not _is_as_shown(desk, order, asked, to, sent):
        return _show(request, session, number, sent, why="quote")
    wish = RequestRefund(asked, to, sent.text("reason"), by=desk.by)
    answer = desk.shop.handle(number, wish, key, version=sent.version)
    if isinstance(answer, Refusal):
        why = "version" if answer.code == "version_conflict" else ""
        said = "" if why else words.why_not(desk.language, answer)
        return _show(request, session, number, sent, error=said, why=why)
    return _done(number, sent)


@router.post("/desk/orders/{number:int}/refund/quote", dependencies=[Depends(posted)])
def requote(request: Request, number: int, session: Signed, sent: Sent) -> Response:
    """Return only the quotes, for a dialog that is being filled in."""
    return _show(request, session, number, sent, template="desk/_quotes.html")


def _done(number: int, sent: Fields) -> Response:
    return RedirectResponse(f"/desk/orders/{number}?done=1&since={max(sent.version, 0)}", 303)


def _is_as_shown(
    desk: Desk, order: Order, asked: RefundRequest, to: Destination, sent: Fields
) -> bool:
    now = _shown(desk, order, asked, to)
    return now.quote is None or now.mark == sent.text(f"shown-{to}")


def _shown(desk: Desk, order: Order, asked: RefundRequest, to: Destination) -> Shown:
    found = quoted(order, asked, to, desk.policy, desk.shop.clock())
    if isinstance(found, Refusal):
        return Shown(to, None, words.why_not(desk.language, found))
    when = when_of(found, desk.language, desk.policy.house.time_zone)
    names = {p.id: p.method for p in order.payments}
    methods = tuple(dict.fromkeys(names[part.payment] for part in found.parts))
    return Shown(to, found, "", when, mark(asked, found, when), methods)


def when_of(quote: Quote, language: Language, zone: str) -> str:
    """Return the day when the customer has all of it; empty for at once."""
    if all(part.available_at == part.requested_at for part in quote.parts):
        return ""
    return language.day(quote.available_at, zone_of(zone))


def _show(
    request: Request,
    session: Session,
    number: int,
    sent: Fields,
    *,
    error: str = "",
    why: str = "",
    template: str = "desk/refund.html",
) -> Response:
    """Show the dialog with the quotes of what stands in it.

    Args:
        why: why nothing was sent: `quote` or `version` has changed.
    """
    desk = desk_of(site_of(request), session)
    stored, history = read(site_of(request), number)
    order = existing(stored)
    quotes, problem = _quotes(desk, order, sent)
    since = max(sent.version, 0) if why == "version" else None
    entries = timeline(history, order, desk.policy, desk.language, since)
    status = {"": 422 if error else 200}.get(why, 409)
    return rendered(
        request,
        session,
        template,
        status,
        order=order,
        asked=_asked(order, sent),
        quotes=quotes,
        problem=error or problem,
        why=why,
        new=tuple(e for e in entries if e.is_new),
    )


def _asked(order: Order, sent: Fields) -> Asked:
    try:
        return asked_of(order, sent)
    except BadForm:
        return asked_of(order, Fields({}))


def _quotes(desk: Desk, order: Order, sent: Fields) -> tuple[tuple[Shown, ...], str]:
    """Return a quote for each destination, and what is wrong with what was asked."""
    try:
        asked = request_of(order, sent)
    except BadForm as error:
        return (), str(error)
    if asked is None:
        return (), ""
    return tuple(_shown(desk, order, asked, to) for to in DESTINATIONS), ""
