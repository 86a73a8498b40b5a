"""`/desk`: what needs a person, why, since when, and what may be done about it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from tilaus.attention import ANY, CONCERNS, HANGING, Concern, concerns, hanging
from tilaus.order import Order
from tilaus.ports.storage import Query
from tilaus.record import record
from tilaus_adapters import desk_words as words
from tilaus_adapters.web.desk.forms import is_whole
from tilaus_adapters.web.desk.offers import Desk
from tilaus_adapters.web.desk.order import Signed, desk_of, rendered
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False)

PAGE = 25
"""So many orders stand on a page."""

STUCK = frozenset(HANGING.values())
"""The states of an effect in which it needs a person."""


@record
class Way:
    """Something that may be done about a concern.

    Attributes:
        label: what the button says.
        href: where it is done.
        post: the trigger, where one press does it.
    """

    label: str
    href: str
    post: str = ""


@record
class Needed:
    """A row of the queue: one concern of one order."""

    order: Order
    concern: Concern
    title: str
    advice: str
    detail: str
    ways: tuple[Way, ...]

    @property
    def since(self) -> datetime | None:
        """Return since when it needs a person, where the order says."""
        return self.concern.since


@router.get("/desk")
def queue(request: Request, session: Signed) -> HTMLResponse:
    """Show what needs a person: orders by number, the newest first."""
    desk = desk_of(site_of(request), session)
    asked = request.query_params
    kind = asked.get("kind", "")
    kind = kind if kind in CONCERNS else ""
    before = int(asked["before"]) if is_whole(asked.get("before", "")) else None
    orders = _orders(desk, kind or ANY, before)
    needed = [row for order in orders for row in _of_order(desk, order, kind)]
    more = orders[-1].number if len(orders) == PAGE else None
    done = asked.get("done", "")
    return rendered(
        request,
        session,
        "desk/queue.html",
        needed=tuple(needed),
        kind=kind,
        kinds={code: words.said(desk.language, words.CONCERNS[code][0]) for code in CONCERNS},
        next=_link(kind, more),
        is_first=before is None,
        first=_link(kind, None),
        done=int(done) if is_whole(done) else None,
    )


def _link(kind: str, before: int | None) -> str:
    asked = {"kind": kind, "before": "" if before is None else str(before)}
    given = "&".join(f"{name}={value}" for name, value in asked.items() if value)
    return f"/desk?{given}" if given else "/desk"


def _orders(desk: Desk, concern: str, before: int | None) -> Sequence[Order]:
    return desk.shop.store.search(Query(concern=concern, limit=PAGE, before=before))


def _of_order(desk: Desk, order: Order, kind: str) -> list[Needed]:
    """Return why an order needs a person, what hangs of it first."""
    hung = [hanging(row) for row in desk.shop.store.effects(order.id, STUCK)]
    found = (*hung, *concerns(order, desk.policy, desk.shop.clock()))
    return [_needed(desk, order, concern) for concern in found if kind in ("", concern.code)]


def _needed(desk: Desk, order: Order, concern: Concern) -> Needed:
    title, advice = words.CONCERNS.get(concern.code, (concern.code, ""))
    item = order.item(concern.about) if concern.machine == "item" else None
    detail = f"{item.service} · {item.target}" if item else ""
    ways = tuple(w for action in concern.actions if (w := _way(desk, order, concern, action)))
    said = words.said(desk.language, title), words.said(desk.language, advice)
    return Needed(order, concern, *said, detail, ways)


_PRESS = frozenset({"item.ask"})
"""What is done by one press, from the queue itself: it asks for nothing and warns of nothing."""


def _way(desk: Desk, order: Order, concern: Concern, action: str) -> Way | None:
    """Return where something is done about a concern; None where it is done elsewhere."""
    here = f"/desk/orders/{order.number}"
    if action == "refund":
        of = f"?item={quote(concern.about)}" if concern.machine == "item" else ""
        return Way(words.said(desk.language, "Refund"), f"{here}/refund{of}")
    machine, _, trigger = action.partition(".")
    if not trigger:
        return None
    label = words.said(desk.language, words.deed(machine, trigger).label)
    about = _about(order, concern, machine)
    if machine == "effect":
        return Way(label, f"{here}?open={quote(action)}#effects")
    offer = f"{machine}.{about}.{trigger}"
    post = trigger if action in _PRESS else ""
    return Way(label, f"{here}?open={quote(offer)}#{quote(f'{machine}-{about}')}", post)


def _about(order: Order, concern: Concern, machine: str) -> str:
    """Return which part an action is about: for parked money the payment that it arrived by."""
    if machine == concern.machine:
        return concern.about
    found: Mapping[str, str] = {p.id: p.about for p in order.parked}
    return found.get(concern.about, concern.about)
