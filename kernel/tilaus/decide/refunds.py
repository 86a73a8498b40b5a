"""Refunds: requested with a reservation, answered by the provider, observed at the provider."""

from collections.abc import Callable, Mapping
from typing import Any

from tilaus import events as e
from tilaus.commands import RefundObserved, RefundReported, RequestRefund, ReturnPayment
from tilaus.decide.draft import Draft, text_of
from tilaus.order import Covered, Destination, Item, Order, Payment, Refund
from tilaus.record import replace
from tilaus.refunds import (
    RefundRequest,
    base_room,
    kind_of,
    left,
    make_quote,
    owed_line,
    parts_of,
    room,
    surplus,
)
from tilaus.refusals import refuse
from tilaus.table import Answer


def request(draft: Draft, command: RequestRefund) -> None:
    """Request a refund as the quote says; every part reserves its amount at once (F02)."""
    wish = f"refund order {draft.order.number}"
    draft.permit("refund", wish)
    send(draft, command.request, command.to, text_of(command.reason, wish))


def send(draft: Draft, wanted: RefundRequest, to: Destination, reason: str) -> None:
    """Request what a quote says, and tell the customer once."""
    quote = make_quote(draft.order, wanted, to, draft.policy, draft.at)
    for part in quote.parts:
        draft.emit(e.RefundRequested(replace(part, reason=reason)))
        draft.effect("send_refund", part.id)
    draft.effect("tell:refund-requested", quote.parts[0].id)


def send_owed(draft: Draft, items: list[Item], to: Destination, reason: str) -> bool:
    """Request what is owed of given-up items, if anything; say whether something was."""
    lines = tuple(line for item in items if (line := owed_line(draft.order, item)))
    if lines:
        send(draft, RefundRequest(lines), to, reason)
    return bool(lines)


def send_surplus(draft: Draft, payment: Payment, reason: str) -> None:
    """Send back all of a payment that the order does not need, the way it was paid."""
    fresh = draft.subject("payment", payment.id)
    back = surplus(draft.order, fresh, draft.policy, draft.at)
    if back is not None:
        draft.emit(e.RefundRequested(replace(back, reason=reason)))
        draft.effect("send_refund", back.id)
        draft.effect("tell:refund-requested", back.id)


def returned(draft: Draft, command: ReturnPayment) -> None:
    """Send back money that was not needed, and take it off the staff's list."""
    wish = f"send payment {command.payment} back"
    draft.permit("refund", wish)
    payment: Payment = draft.subject("payment", command.payment, wish)
    if payment.is_applied or payment.kind != "finished" or room(draft.order, payment) <= 0:
        found = "the order needs it" if payment.is_applied else "nothing of it is left to send"
        if payment.kind == "held":
            found = f"it is {payment.status}"
        raise refuse("nothing_to_refund", wish, found)
    reason = text_of(command.reason, wish) or "the order does not need this payment"
    send_surplus(draft, payment, reason)
    for parked in draft.order.parked:
        if (parked.machine, parked.about, parked.what) == ("payment", payment.id, "captured"):
            draft.emit(e.ParkedResolved(parked.id, "sent back"))


def reported(draft: Draft, command: RefundReported) -> None:
    """Answer a message about a refund: a row of its table, or duplicate, park, refuse."""
    wish = f"take the message {command.message!r} about refund {command.refund}"
    refund: Refund = draft.subject("refund", command.refund, wish)
    lifecycle = draft.policy.lifecycles.refund
    if command.message not in lifecycle.messages:
        raise refuse("malformed", wish, "there is no such message", *lifecycle.messages)
    draft.permit_message("refund", command.message, wish)
    if command.amount_minor is not None and command.amount_minor != refund.amount_minor:
        money = draft.order.currency.format
        why = (
            f"it speaks of {money(command.amount_minor)}, we asked for {money(refund.amount_minor)}"
        )
        draft.park("refund", refund.id, command.message, why, "alert:message-parked")
        return
    if command.attempt not in (None, refund.attempt):
        _told_late(draft, refund, command)
        return
    found = lifecycle.answer(refund.status, command.message, draft.facts("refund", refund.id))
    if isinstance(found, Answer):
        draft.answer("refund", refund.id, found, command.reason)
        return
    draft.step("refund", refund.id, found.trigger)
    if command.reference and command.reference != refund.reference:
        draft.emit(e.RefundNamed(refund.id, command.reference))
    draft.take("refund", refund.id, found, command.reason)
    if draft.subject("payment", refund.payment).kind == "closed":
        write_off(draft, refund.payment)


def _told_late(draft: Draft, refund: Refund, command: RefundReported) -> None:
    """Answer a message about another attempt: only that an earlier one failed is no news.

    To take it for one about the present attempt would be to say that money was sent which was not.
    """
    lifecycle = draft.policy.lifecycles.refund
    failed = next(state for state in lifecycle.states.values() if state.kind == "failed")
    known = lifecycle.answers.get((failed.name, command.message))
    if (
        known is not None
        and known.answer == "duplicate"
        and (command.attempt or 0) < refund.attempt
    ):
        draft.outcome = "duplicate"
        return
    why = f"it speaks of attempt {command.attempt}, the present one is {refund.attempt}"
    draft.park("refund", refund.id, command.message, why, "alert:message-parked")


def write_off(draft: Draft, id: str) -> None:
    """Of a payment that was charged back only what refunds gave of it remains as captured."""
    payment: Payment = draft.subject("payment", id)
    given = payment.captured_minor - room(draft.order, payment)
    if given != payment.captured_minor:
        draft.emit(e.Captured(id, given, payment.is_applied))


def observed(draft: Draft, command: RefundObserved) -> None:
    """Book a refund that we did not ask for, once, or recognise one that we did (F19)."""
    wish = f"book a refund of payment {command.payment}"
    draft.permit("observe_refund", wish)
    payment: Payment = draft.subject("payment", command.payment, wish)
    if not command.reference.strip():
        raise refuse("malformed", wish, "a refund made at the provider has its reference there")
    if any(
        r.reference == command.reference and r.payment == payment.id for r in draft.order.refunds
    ):
        draft.outcome = "duplicate"
        return
    ours = _awaited(draft.order, payment, command.amount_minor)
    if ours is not None:
        message = RefundReported(ours.id, "succeeded", None, command.reference, by=draft.by)
        reported(draft, message)
    elif not 0 < command.amount_minor <= room(draft.order, payment):
        money = draft.order.currency.format(command.amount_minor)
        more = "more than the payment can give" if command.amount_minor > 0 else "which is nothing"
        why = f"the provider refunded {money}, {more}"
        draft.park_message("payment", payment.id, "refund observed", why)
    else:
        _book(draft, payment, command)


def _awaited(order: Order, payment: Payment, amount_minor: int) -> Refund | None:
    waiting = (
        r
        for r in order.refunds
        if r.payment == payment.id and r.to == "original" and r.kind in ("initial", "active")
    )
    return next((r for r in waiting if not r.reference and r.amount_minor == amount_minor), None)


def _book(draft: Draft, payment: Payment, command: RefundObserved) -> None:
    _check_covers(draft.order, payment, command)
    covers = list(command.covers) or _any_parts(draft.order, payment, command.amount_minor)
    base = sum(c.minor for c in covers)
    refund = Refund(
        id=str(len(draft.order.refunds) + 1),
        payment=payment.id,
        to="original",
        amount_minor=command.amount_minor,
        base_minor=base if payment.is_applied else command.amount_minor,
        requested_at=draft.at,
        available_at=draft.at,
        fee_returned_minor=command.amount_minor - base if payment.is_applied else 0,
        covers=tuple(covers) if payment.is_applied else (),
        is_surplus=not payment.is_applied,
        reason="made at the provider",
        reference=command.reference,
    )
    draft.emit(e.RefundRequested(refund))
    draft.move("refund", refund.id, "succeed", own=True)


def _check_covers(order: Order, payment: Payment, command: RefundObserved) -> None:
    """Refuse to book an observed refund for parts that are not there, or have not so much left."""
    wish = f"book a refund of payment {payment.id}"
    rests = {(kind_of(part), part.id): left(order, part) for part in parts_of(order)}
    for covered in command.covers:
        rest = rests.pop((covered.kind, covered.id), None)
        if rest is None:
            found = f"{covered.kind} {covered.id[:40]!r} is no part of the order, or named twice"
            raise refuse("unknown_part", wish, found)
        if covered.units is not None or not 0 < covered.minor <= rest:
            money = order.currency.format
            found = f"{money(covered.minor)} of {covered.kind} {covered.id}, {money(rest)} is left"
            raise refuse("exceeds_refundable", wish, found, asked=covered.minor, left=rest)
    most = min(command.amount_minor, max(0, base_room(order, payment)))
    if sum(c.minor for c in command.covers) > most:
        found = "it stands for more than the payment gave, or than went back"
        raise refuse("exceeds_captured", wish, found)


def _any_parts(order: Order, payment: Payment, amount_minor: int) -> list[Covered]:
    """Say what an observed refund stands for: whatever is left, from the first part on."""
    given = [r for r in order.refunds if r.payment == payment.id and r.kind != "failed"]
    rest = min(amount_minor, payment.base_minor - sum(r.base_minor for r in given))
    covers = []
    for part in parts_of(order):
        minor = min(rest, left(order, part))
        if minor > 0:
            covers.append(Covered(kind_of(part), part.id, minor))
            rest -= minor
    return covers


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    RequestRefund: request,
    ReturnPayment: returned,
    RefundReported: reported,
    RefundObserved: observed,
}
