"""`/desk/orders/NUMBER`: all of an order, what happened to it, and what may be done now."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from tilaus.commands import Actor
from tilaus.events import Moved, Recorded
from tilaus.order import Order
from tilaus.policy import RIGHTS
from tilaus.ports.storage import Stored
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters import desk_words as words
from tilaus_adapters.languages import Language
from tilaus_adapters.web.desk import shown
from tilaus_adapters.web.desk.offers import Desk, Offer, Offers, offers
from tilaus_adapters.web.desk.timeline import MOST, Entry, timeline
from tilaus_adapters.web.sessions import Session, signed_in
from tilaus_adapters.web.site import Site, site_of

router: APIRouter = APIRouter(include_in_schema=False)

Signed = Annotated[Session, Depends(signed_in)]
"""A parameter of an endpoint: who is signed in; whoever is not is sent to sign in."""

STATUS: Mapping[str, int] = {
    "version_conflict": 409,
    "lane_held": 409,
    "not_permitted": 403,
    "unknown_order": 404,
}
"""The HTTP status of a refusal; 422 for all others."""


@record
class Notice:
    """What a page says first.

    Attributes:
        tone: `done`, `refused` or `changed`.
        text: one sentence, where it is not in the template.
        entries: what happened since the reader looked last.
        undo: what takes it back, where there is a way.
    """

    tone: str
    text: str = ""
    entries: tuple[Entry, ...] = ()
    possible: tuple[str, ...] = ()
    undo: Offer | None = None


@router.get("/desk/orders/{number:int}")
def show(request: Request, number: int, session: Signed) -> HTMLResponse:
    """Show an order; after something was done to it, what that was."""
    since = _version(request.query_params.get("since", ""))
    tone = "done" if request.query_params.get("done") else "changed"
    wanted = request.query_params.get("open", "")[:100]
    return page(request, session, number, since=since, tone=tone, wanted=wanted)


def page(
    request: Request,
    session: Session,
    number: int,
    *,
    since: int | None = None,
    tone: str = "changed",
    refusal: Refusal | None = None,
    text: str = "",
    asked: Mapping[str, str] | None = None,
    wanted: str = "",
) -> HTMLResponse:
    """Show the page of an order.

    Args:
        since: the version that the reader saw before; what came after it is marked as new.
        refusal: what stood in the way of what was asked; `text` says so where nobody refused.
        asked: what a form had brought that was not done: it stands in it again.
        wanted: the offer whose form is open at first.

    Raises:
        HTTPException: 404, there is no such order.
    """
    site = site_of(request)
    desk = desk_of(site, session)
    stored, history = read(site, number)
    facts = _facts(desk, stored, history, since)
    offered: Offers = facts["offered"]
    order = existing(stored)
    refused = refusal is not None or bool(text)
    notice = None
    if refused:
        notice = _refused(desk, refusal, text, facts["entries"])
    elif since is not None and since < order.version:
        notice = _told(session, tone, facts["entries"], history, offered)
    status = 200
    if refused:
        status = 422 if refusal is None else STATUS.get(refusal.code, 422)
    facts |= {"notice": notice, "asked": asked or {}, "wanted": wanted, "history": history}
    return rendered(request, session, "desk/order.html", status, **facts)


def rendered(
    request: Request, session: Session, template: str, status: int = 200, **facts: Any
) -> HTMLResponse:
    """Render a page of the desk in the language of the shop's staff."""
    site = site_of(request)
    language = staff_language(site)
    return site.pages.render(
        request,
        template,
        status,
        form_key=site.shop.new_id,
        say=lambda text: words.said(language, text),
        pressed=words.PRESSED,
        choices=words.CHOICES,
        now=site.shop.clock(),
        **facts,
    )


def read(site: Site, number: int) -> tuple[Stored, Sequence[Recorded]]:
    """Read an order and its history; raises HTTPException 404 where there is none."""
    stored = site.shop.store.load(number)
    if stored.order is None:
        raise HTTPException(404, f"there is no order {number}")
    return stored, site.shop.store.history(stored.order.id)


def existing(stored: Stored) -> Order:
    """Return the order of what was read; raises LookupError where there is none."""
    if stored.order is None:
        raise LookupError("nothing was stored")
    return stored.order


def staff_language(site: Site) -> Language:
    """Return the language in which the shop's staff read."""
    return site.languages.choose(site.shop.policy.house.staff_language)


def desk_of(site: Site, session: Session) -> Desk:
    """Return who asks: the role of the session, under the name of the user."""
    return Desk(site.shop, Actor(session.role, session.user), staff_language(site))


def _facts(
    desk: Desk, stored: Stored, history: Sequence[Recorded], since: int | None
) -> dict[str, Any]:
    order = existing(stored)
    offered = offers(desk, stored)
    effects = desk.shop.store.effects(order.id)
    return {
        "order": order,
        "offered": offered,
        "parts": shown.parts(order, desk.policy, desk.language, offered),
        "effects": shown.hanging(effects, desk.language),
        "effect_ways": _effect_ways(desk),
        "entries": timeline(history, order, desk.policy, desk.language, since),
        "most": MOST,
        "methods": desk.policy.methods,
        "states": {
            m: desk.policy.lifecycles[m].states for m in ("order", "item", "payment", "refund")
        },
        "tracking_url": f"{desk.policy.house.url}/t/{order.token}" if order.token else "",
    }


def _effect_ways(desk: Desk) -> tuple[Offer, ...]:
    """Return what this person may say of an effect that hangs."""
    rights = {"retry": "retry_effect", "done": "settle_effect", "void": "settle_effect"}
    return tuple(
        Offer(
            "effect",
            "",
            what,
            words.said(desk.language, words.deed("effect", what).label),
            words.said(desk.language, words.deed("effect", what).warning),
            words.deed("effect", what).is_grave,
            ("reason", "amount", "reference") if what == "done" else ("reason",),
            frozenset({"reason"}),
            desk.by.role in roles,
            "" if desk.by.role in roles else ", ".join(sorted(roles)),
        )
        for what, right in rights.items()
        for roles in (_roles(desk, right),)
    )


def _roles(desk: Desk, right: str) -> frozenset[str]:
    granted = desk.policy.roles(right)
    return frozenset(RIGHTS[right].split()) if granted is None else granted


def _refused(desk: Desk, refusal: Refusal | None, text: str, entries: Sequence[Entry]) -> Notice:
    if refusal is None:
        return Notice("refused", text)
    new = tuple(entry for entry in entries if entry.is_new)
    if refusal.code == "version_conflict":
        return Notice("conflict", "", new)
    sentence, possible = words.why_not(desk.language, refusal), refusal.possible
    if sentence == refusal.found:
        sentence = f"cannot {refusal.wish}: {sentence}"
    else:
        possible = ()  # They are in English; the page offers below what may be done.
    return Notice("refused", sentence[:1].upper() + sentence[1:], (), possible)


def _told(
    session: Session,
    tone: str,
    entries: Sequence[Entry],
    history: Sequence[Recorded],
    offered: Offers,
) -> Notice:
    new = tuple(entry for entry in entries if entry.is_new)
    undo = _undo(session, history, {e.seq for e in new}, offered) if tone == "done" else None
    return Notice(tone, "", new, (), undo)


def _undo(
    session: Session, history: Sequence[Recorded], new: set[int], offered: Offers
) -> Offer | None:
    """Find what takes the reader's own last step back, where the table has a way."""
    for found in reversed(history):
        event = found.event
        if found.seq in new and isinstance(event, Moved) and found.by.id == session.user:
            back = words.UNDO.get((event.machine, event.trigger))
            ways = offered.get((event.machine, event.about), ())
            return next((o for o in ways if (o.machine, o.trigger) == back and o.is_open), None)
    return None


def _version(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None
