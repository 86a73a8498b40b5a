"""Fold events into an order: `evolve` for one, `replay` for a history.

Folding decides nothing and never fails on an event that `decide` made: everything that a rule said
(the kind of a state, an amount, a deadline) is in the event.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from tilaus import events as e
from tilaus.order import Item, Named, Order
from tilaus.record import replace
from tilaus.table import OVER

N = TypeVar("N", bound=Named)

ERASED = "(erased)"


def evolve(order: Order | None, event: e.Event) -> Order:
    """Return the order after one more event; its version grows by one.

    Args:
        order: the order before, or None before `Placed`.
    """
    if isinstance(event, e.Placed):
        return replace(event.order, version=1)
    if order is None:
        raise ValueError("a history begins with Placed")
    changes = _FOLDS[type(event)](order, event)
    return replace(order, version=order.version + 1, **changes)


def replay(events: Iterable[e.Event]) -> Order:
    """Fold a whole history; law: it equals the order that was stored.

    Raises:
        ValueError: the history is empty or does not begin with `Placed`.
    """
    order: Order | None = None
    for event in events:
        order = evolve(order, event)
    if order is None:
        raise ValueError("an empty history is no order")
    return order


def _with(things: tuple[N, ...], id: str, **changes: Any) -> tuple[N, ...]:
    """Return `things` with the one of this id changed."""
    for index, thing in enumerate(things):
        if thing.id == id:
            return (*things[:index], replace(thing, **changes), *things[index + 1 :])
    raise LookupError(id)


def _moved(order: Order, event: e.Moved) -> dict[str, Any]:
    step: dict[str, Any] = {"status": event.target, "kind": event.kind}
    if event.machine == "order":
        if event.kind == "held" and order.kind != "held":
            step |= {"held_from": event.source, "held_by": event.trigger}
        elif event.kind == "held":  # Parked again: it still goes back to where it came from.
            step |= {"held_by": order.held_by if event.source == event.target else event.trigger}
        elif order.kind == "held":
            step |= _FREE
        return {**step, "reason": event.reason}
    if event.machine == "item":
        return {"items": _with(order.items, event.about, **step, **_item_facts(order, event))}
    parts = f"{event.machine}s"
    return {parts: _with(getattr(order, parts), event.about, **step)}


def _item_facts(order: Order, event: e.Moved) -> dict[str, Any]:
    item = order.item(event.about)
    nobody_awaited: dict[str, Any] = {"silent_at": None, "is_silent": False}
    if event.kind == "failed":
        return nobody_awaited | ({"reason": event.reason} if event.reason else {})
    if event.kind in OVER:
        return nobody_awaited | {"question": None}
    if event.kind == "waiting":
        return nobody_awaited | {"handed_over": False}
    leaves_the_end = item is not None and item.kind in OVER
    return {"reason": "", "question": None, "handed_over": False} if leaves_the_end else {}


def _payment_added(order: Order, event: e.PaymentAdded) -> dict[str, Any]:
    return {"payments": (*order.payments, event.payment), "expires_at": event.expires_at}


def _payment_named(order: Order, event: e.PaymentNamed) -> dict[str, Any]:
    names = {"reference": event.reference, "pay_url": event.pay_url}
    return {"payments": _with(order.payments, event.payment, **names)}


def _captured(order: Order, event: e.Captured) -> dict[str, Any]:
    money = {"captured_minor": event.captured_minor, "is_applied": event.is_applied}
    return {"payments": _with(order.payments, event.payment, **money)}


def _provider_fee_taken(order: Order, event: e.ProviderFeeTaken) -> dict[str, Any]:
    return {"payments": _with(order.payments, event.payment, provider_fee_minor=event.fee_minor)}


def _handed_over(order: Order, event: e.HandedOver) -> dict[str, Any]:
    return {"items": _with(order.items, event.item, handed_over=True, attempt=event.attempt)}


def _awaited(order: Order, event: e.Awaited) -> dict[str, Any]:
    news = {"silent_at": event.until, "is_silent": event.until is None}
    return {"items": _with(order.items, event.item, **news)}


def _progressed(order: Order, event: e.Progressed) -> dict[str, Any]:
    return {"items": _with(order.items, event.item, delivered=event.delivered)}


def _retargeted(order: Order, event: e.Retargeted) -> dict[str, Any]:
    place = {"target": event.target, "instance": event.instance}
    return {"items": _with(order.items, event.item, **place)}


def _asked(order: Order, event: e.Asked) -> dict[str, Any]:
    return {"items": _with(order.items, event.item, question=event.question)}


def _answered(order: Order, event: e.Answered) -> dict[str, Any]:
    return {"items": _with(order.items, event.item, question=None)}


def _refund_requested(order: Order, event: e.RefundRequested) -> dict[str, Any]:
    covered = {c.id for c in event.refund.covers if c.kind == "item"}
    answered = tuple(_settled(i) if i.id in covered else i for i in order.items)
    return {"refunds": (*order.refunds, event.refund), "items": answered}


def _settled(item: Item) -> Item:
    return replace(item, question=None) if item.question else item


def _refund_renewed(order: Order, event: e.RefundRenewed) -> dict[str, Any]:
    refund = order.refund(event.refund)
    base = 0 if refund is None else refund.base_minor
    new = {
        "attempt": event.attempt,
        "available_at": event.available_at,
        "amount_minor": base + event.fee_returned_minor,
        "fee_returned_minor": event.fee_returned_minor,
        "fee_kept_minor": event.fee_kept_minor,
    }
    return {"refunds": _with(order.refunds, event.refund, **new)}


def _refund_named(order: Order, event: e.RefundNamed) -> dict[str, Any]:
    return {"refunds": _with(order.refunds, event.refund, reference=event.reference)}


def _parked(order: Order, event: e.MessageParked) -> dict[str, Any]:
    return {"parked": (*order.parked, event.parked)}


def _resolved(order: Order, event: e.ParkedResolved) -> dict[str, Any]:
    return {"parked": tuple(p for p in order.parked if p.id != event.parked)}


def _effect_resolved(order: Order, event: e.EffectResolved) -> dict[str, Any]:
    return {}


def _adopted(order: Order, event: e.LifecycleAdopted) -> dict[str, Any]:
    changes: dict[str, Any] = {"lifecycle": event.lifecycle}
    kind = order.kind
    for part in event.states:
        named = {"status": part.new, "kind": part.kind}
        if part.machine == "order":
            changes |= named
            kind = part.kind
        else:
            parts = f"{part.machine}s"
            changes[parts] = _with(changes.get(parts, getattr(order, parts)), part.about, **named)
    if order.kind == "held":
        is_held = kind == "held"
        changes |= {"held_from": event.held_from, "held_by": order.held_by} if is_held else _FREE
    return changes


_FREE: Mapping[str, Any] = {"held_from": "", "held_by": ""}
"""What an order that is not parked any more remembers."""


def _noted(order: Order, event: e.Noted) -> dict[str, Any]:
    return {}


def _tracking_renewed(order: Order, event: e.TrackingRenewed) -> dict[str, Any]:
    return {"token": event.token}


def _imported(order: Order, event: e.Imported) -> dict[str, Any]:
    return {}


def _erased(order: Order, event: e.Erased) -> dict[str, Any]:
    nobody = replace(order.customer, email="", name="")
    items = tuple(
        replace(i, target=ERASED, instance="", reason=_without(i.reason)) for i in order.items
    )
    refunds = tuple(replace(r, reason=_without(r.reason)) for r in order.refunds)
    texts = {"token": "", "reason": _without(order.reason)}
    return {"customer": nobody, "items": items, "refunds": refunds, "is_erased": True, **texts}


def _without(text: str) -> str:
    """Blank a text that may be about a person, as a history reads after its erasure."""
    return ERASED if text else ""


_FOLDS: Mapping[type[Any], Callable[[Order, Any], dict[str, Any]]] = {
    e.Moved: _moved,
    e.PaymentAdded: _payment_added,
    e.PaymentNamed: _payment_named,
    e.Captured: _captured,
    e.ProviderFeeTaken: _provider_fee_taken,
    e.HandedOver: _handed_over,
    e.Awaited: _awaited,
    e.Progressed: _progressed,
    e.Retargeted: _retargeted,
    e.Asked: _asked,
    e.Answered: _answered,
    e.RefundRequested: _refund_requested,
    e.RefundRenewed: _refund_renewed,
    e.RefundNamed: _refund_named,
    e.MessageParked: _parked,
    e.ParkedResolved: _resolved,
    e.EffectResolved: _effect_resolved,
    e.LifecycleAdopted: _adopted,
    e.Noted: _noted,
    e.TrackingRenewed: _tracking_renewed,
    e.Imported: _imported,
    e.Erased: _erased,
}
