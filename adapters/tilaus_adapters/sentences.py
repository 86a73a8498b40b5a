"""Events as sentences: what happened, for people."""

from collections.abc import Callable, Mapping
from typing import Any

from tilaus import events as e
from tilaus.money import Currency

Money = Callable[[int], str]


def sentence(event: e.Event, currency: Currency) -> str:
    """Say what happened."""
    return _SENTENCES[type(event)](event, currency.format)


def _moved(event: e.Moved, money: Money) -> str:
    what = f"{event.machine} {event.about}".strip()
    step = f"{event.source} -> {event.target}"
    if event.source == event.target:
        step = f"stays {event.target}"
    why = f" ({event.reason})" if event.reason else ""
    return f"{what}: {step}{' by force' if event.is_forced else ''}, {event.trigger}{why}"


def _captured(event: e.Captured, money: Money) -> str:
    needed = "" if event.is_applied else ", which the order does not need"
    return f"payment {event.payment}: {money(event.captured_minor)} arrived{needed}"


def _asked(event: e.Asked, money: Money) -> str:
    again = " again" if event.question.is_reminded else ""
    return f"item {event.item}: the customer is asked{again} how to handle it"


def _awaited(event: e.Awaited, money: Money) -> str:
    if event.until is None:
        return f"item {event.item}: staff are told that the server is silent"
    until = f"{event.until:%Y-%m-%d %H:%M} UTC"
    return f"item {event.item}: news of the server is expected until {until}"


def _requested(event: e.RefundRequested, money: Money) -> str:
    refund = event.refund
    fee = f", {money(refund.fee_returned_minor)} of it fee" if refund.fee_returned_minor else ""
    return f"refund {refund.id}: {money(refund.amount_minor)}{fee}, to {refund.to}, requested"


def _effect(event: e.EffectResolved, money: Money) -> str:
    asked = f"{event.effect} {event.about}".strip()
    return f"{asked}, which was {event.was}: {ENDS[event.what]} ({event.reason})"


ENDS: Mapping[str, str] = {
    "retry": "to be tried again now",
    "done": "it happened",
    "void": "not to be done any more",
}
"""What a person may say of an effect that hangs, as it reads in a history."""


def _adopted(event: e.LifecycleAdopted) -> str:
    parts = [f"{s.machine} {s.about}".strip() + f": {s.old} is {s.new}" for s in event.states]
    return "; ".join([f"lives under the lifecycle {event.lifecycle} now", *parts])


_SENTENCES: Mapping[type[Any], Callable[[Any, Money], str]] = {
    e.Placed: lambda v, m: f"order {v.order.number} placed",
    e.Moved: _moved,
    e.PaymentAdded: lambda v, m: f"payment {v.payment.id}: {m(v.payment.amount_minor)} asked for",
    e.PaymentNamed: lambda v, m: f"payment {v.payment}: the provider calls it {v.reference}",
    e.Captured: _captured,
    e.ProviderFeeTaken: lambda v, m: (
        f"payment {v.payment}: the provider kept {m(v.fee_minor)} of it in all"
    ),
    e.HandedOver: lambda v, m: f"item {v.item}: given to the server, attempt {v.attempt}",
    e.Awaited: _awaited,
    e.Progressed: lambda v, m: f"item {v.item}: {v.delivered} delivered",
    e.Retargeted: lambda v, m: f"item {v.item}: goes to {v.target} now",
    e.Asked: _asked,
    e.Answered: lambda v, m: f"item {v.item}: the question is settled ({v.choice})",
    e.RefundRequested: _requested,
    e.RefundRenewed: lambda v, m: f"refund {v.refund}: asked for again, attempt {v.attempt}",
    e.RefundNamed: lambda v, m: f"refund {v.refund}: the provider calls it {v.reference}",
    e.MessageParked: lambda v, m: f"parked {v.parked.id}: {v.parked.what}, {v.parked.why}",
    e.ParkedResolved: lambda v, m: f"parked {v.parked}: resolved, {v.note}",
    e.EffectResolved: _effect,
    e.LifecycleAdopted: lambda v, m: _adopted(v),
    e.Noted: lambda v, m: f"note: {v.text}",
    e.Imported: lambda v, m: f"imported from {v.source}, where it is {v.reference}",
    e.TrackingRenewed: lambda v, m: f"tracking link {'renewed' if v.token else 'revoked'}",
    e.Erased: lambda v, m: "the customer's personal data was erased",
}
