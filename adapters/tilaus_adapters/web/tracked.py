"""What a customer sees of an order: states in their words, what happens next, money, history."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tilaus.events import Moved, Placed, Recorded
from tilaus.order import LIVE, Order, Payment
from tilaus.ports.notification import Message
from tilaus.record import record
from tilaus.table import State
from tilaus_adapters import wording
from tilaus_adapters.languages import Language
from tilaus_adapters.notification.facts import facts_of
from tilaus_adapters.web.site import Site

MOST_TOLD = 50
"""So much of the history is shown, the newest first."""


@record
class Line:
    """One thing of an order, as its customer sees it."""

    id: str
    service: str
    target: str
    quantity: int
    delivered: int
    total_minor: int
    refunded_minor: int
    kind: str
    label: str
    note: str
    reason: str
    next: str
    answers: tuple[tuple[str, Any], ...] = ()
    until: datetime | None = None


@record
class Back:
    """Money that goes back: how much, where to, how far it is, and when it is there."""

    amount_minor: int
    to: str
    method: str
    kind: str
    label: str
    note: str
    available_at: datetime


@record
class Told:
    """One thing that happened: when, of what, and what it became."""

    at: datetime
    what: str
    became: str
    kind: str


def facts(site: Site, order: Order, language: Language, at: datetime) -> dict[str, Any]:
    """Return what the tracking page shows, by name."""
    policy = site.shop.policy
    state = _state(site, "order", order.status)
    return {
        "order": order,
        "at": at,
        "state": state,
        "label": wording.label(language, "order", state),
        "note": wording.note(language, "order", state),
        "next": _next(language, f"order {order.kind}"),
        "items": [_line(site, order, i.id, language, at) for i in order.items],
        "fee_minor": order.total_minor - order.base_minor,
        "refunds": list(_backs(site, order, language)),
        "to_pay": _to_pay(order),
        "told": list(_told(site, order, language)),
        "is_live": order.kind in LIVE or any(r.kind in LIVE for r in order.refunds),
        "currency": order.currency,
        "policy_days": policy.tracking_days,
    }


def _state(site: Site, machine: str, status: str) -> State:
    """Return a state; one of an older lifecycle has nothing but its name."""
    states = site.shop.policy.lifecycles[machine].states
    return states.get(status) or State(status, "closed", status)


def _next(language: Language, then: str) -> str:
    """Say what happens next; empty where nothing more does."""
    return wording.word(language, "next", then) if then in wording.NEXT else ""


def _line(site: Site, order: Order, id: str, language: Language, at: datetime) -> Line:
    asked = Message(
        f"{order.id}/page",
        "customer",
        "item-cancelled",
        order.customer.email,
        order,
        site.shop.policy,
        at,
        about=id,
        answer_urls={} if site.answers is None else site.answers(order, id),
    )
    known = facts_of(asked, language)
    shown, item = known["item"], known["item"].item
    is_over = item.kind == "failed" and not shown.refunded_minor
    then = f"item {item.kind}"
    if item.question is not None:
        then = "item asked"
    elif is_over and not order.covers("item", item.id):
        then = "item given up"
    elif order.kind == "initial":
        then = ""  # the order says that it is to be paid first
    return Line(
        item.id,
        item.service,
        item.target,
        item.quantity,
        item.delivered,
        item.total_minor,
        shown.refunded_minor,
        item.kind,
        shown.label,
        shown.note,
        wording.word(language, "reason", item.reason) if item.kind == "failed" else "",
        _next(language, then),
        tuple((_path(url), choice) for url, choice in known["answers"]),
        None if item.question is None else item.question.until,
    )


def _path(url: str) -> str:
    """Return the path of one of our own links: the page is where the browser is already."""
    return url[url.index("/a/") :]


def _backs(site: Site, order: Order, language: Language) -> Iterator[Back]:
    methods = {payment.id: payment.method for payment in order.payments}
    for refund in order.refunds:
        state = _state(site, "refund", refund.status)
        yield Back(
            refund.amount_minor,
            refund.to,
            methods[refund.payment],
            refund.kind,
            wording.label(language, "refund", state),
            wording.note(language, "refund", state),
            refund.available_at,
        )


def _to_pay(order: Order) -> Payment | None:
    """Return the payment that waits for the customer, and says where it is paid."""
    open_ones = (p for p in order.payments if p.kind in ("initial", "waiting"))
    return next(
        (p for p in open_ones if p.pay_url.startswith("https://") or p.method == "bank_transfer"),
        None,
    )


def _told(site: Site, order: Order, language: Language) -> Iterator[Told]:
    """Say what happened, the newest first, in the words of the states."""
    history = site.shop.store.history(order.id)
    names = {item.id: item.service for item in order.items}
    found = [told for recorded in history if (told := _one(site, recorded, names, language))]
    yield from list(reversed(found))[:MOST_TOLD]


def _one(
    site: Site, recorded: Recorded, names: Mapping[str, str], language: Language
) -> Told | None:
    event = recorded.event
    if isinstance(event, Placed):
        return Told(recorded.at, "", wording.word(language, "part", "placed"), "initial")
    if not isinstance(event, Moved) or event.source == event.target:
        return None
    state = _state(site, event.machine, event.target)
    what = (
        names.get(event.about, "")
        if event.machine == "item"
        else wording.word(language, "part", event.machine)
    )
    return Told(recorded.at, what, wording.label(language, event.machine, state), state.kind)
