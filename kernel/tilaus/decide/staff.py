"""What people and the clock do to a whole order: advance, cancel, force, note, erase, tick."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tilaus import events as e
from tilaus.commands import (
    AddNote,
    Advance,
    CancelOrder,
    Erase,
    Force,
    RenewTracking,
    ReportUndelivered,
    ResolveParked,
    RetryItem,
    Tick,
)
from tilaus.decide import items
from tilaus.decide.draft import Draft, text_of
from tilaus.decide.refunds import send, send_owed, send_surplus, write_off
from tilaus.order import PAYABLE, Destination, Item, Order, Question
from tilaus.policy import Policy
from tilaus.refunds import RefundLine, RefundRequest, left, owed_line
from tilaus.refusals import Refused, refuse
from tilaus.table import OVER
from tilaus.tracking import MADE_OF, is_secret


def advance(draft: Draft, command: Advance) -> None:
    """Trigger a row of a table; the rows that need more than a step have a way of their own."""
    special = _SPECIAL.get((command.machine, command.trigger))
    if special is not None:
        special(draft, command)
    else:
        reason = text_of(command.reason, f"{command.trigger} {command.machine}")
        draft.move(command.machine, command.about, command.trigger, reason=reason)
        _write_off_lost(draft, command.machine, command.about)


def _write_off_lost(draft: Draft, machine: str, about: str) -> None:
    """Write off what a person declares lost: a payment, or a refund of a payment that is gone."""
    refund = draft.order.refund(about) if machine == "refund" else None
    id = refund.payment if refund else about
    if machine in ("payment", "refund") and draft.subject("payment", id).kind == "closed":
        write_off(draft, id)


def cancel(draft: Draft, command: CancelOrder) -> None:
    """Call an order off: before payment it ends; after it, all that is owed goes back (F10)."""
    order = draft.order
    reason = text_of(command.reason, f"cancel order {order.number}")
    if _was_never_paid(draft):
        return_partial_payments(draft)
    row = draft.step("order", "", "cancel")
    draft.take("order", "", row, reason)
    call_off_items(draft)
    if draft.order.kind not in OVER:
        _send_everything_owed(draft, command.to or "original", reason)


def _was_never_paid(draft: Draft) -> bool:
    before = draft.order.held_from or draft.order.status
    return draft.policy.lifecycles.order.kind(before) == "initial"


def return_partial_payments(draft: Draft) -> None:
    """Send back what arrived of a payment that will never be whole."""
    for payment in draft.order.payments:
        if payment.is_applied and payment.captured_minor and payment.kind != "held":
            draft.emit(e.Captured(payment.id, payment.captured_minor, is_applied=False))
            send_surplus(draft, payment, "the order was called off before it was paid")


def call_off_items(draft: Draft) -> None:
    """Call off every item that is still worked on."""
    for item in draft.order.items:
        if item.kind not in OVER:
            draft.move("item", item.id, "call_off", reason="order_cancelled", own=True)


def _send_everything_owed(draft: Draft, to: Destination, reason: str) -> None:
    order = draft.order
    lines = [line for i in order.items if i.kind == "failed" and (line := owed_line(order, i))]
    if all(i.delivered == 0 for i in order.items):
        lines += [RefundLine(c.id, "charge") for c in order.charges if left(order, c) > 0]
    if lines:
        try:
            send(draft, RefundRequest(tuple(lines)), to, reason or "the order was called off")
        except Refused as refused:  # Charged back, say: it is called off all the same (F10).
            if refused.refusal.code != "exceeds_captured":
                raise
            draft.park("order", "", "refund", refused.refusal.found, "alert:refund-failed")


def _cancel_plainly(draft: Draft, command: Advance) -> None:
    cancel(draft, CancelOrder(command.reason, by=command.by))


def _retry_plainly(draft: Draft, command: Advance) -> None:
    items.retry(draft, RetryItem(command.about, by=command.by))


_SPECIAL: Mapping[tuple[str, str], Callable[[Draft, Advance], None]] = {
    ("order", "cancel"): _cancel_plainly,
    ("item", "retry"): _retry_plainly,
}


def force(draft: Draft, command: Force) -> None:
    """Put a subject into a state by hand; the promises about money hold all the same."""
    wish = f"force {command.machine} {command.about or draft.order.number} to {command.state}"
    draft.permit("force", wish)
    subject = draft.subject(command.machine, command.about, wish)
    states = draft.policy.lifecycles[command.machine].states
    if command.state not in states:
        raise refuse("malformed", wish, "there is no such state", *states)
    if not text_of(command.reason, wish).strip():
        raise refuse("malformed", wish, "a forced transition needs a reason")
    if command.state == subject.status:
        raise refuse("malformed", wish, f"it is {subject.status} already")
    kind = states[command.state].kind
    _check_instance(draft, command, kind, wish)
    step = (command.machine, command.about, "force", subject.status, command.state, kind)
    if command.machine == "item" and kind == "finished" and subject.delivered < subject.quantity:
        draft.emit(e.Progressed(subject.id, subject.quantity))
    draft.emit(e.Moved(*step, command.reason, is_forced=True))
    _write_off_lost(draft, command.machine, command.about)
    draft.keep_promises()


def _check_instance(draft: Draft, command: Force, kind: str, wish: str) -> None:
    """Refuse to force an item into work while another has its instance (F22)."""
    is_at_work = command.machine == "item" and kind in ("initial", "active")
    if is_at_work and draft.facts("item", command.about)("instance_busy"):
        raise refuse("guard_failed", wish, "another item with its service and target is active")


def resolve(draft: Draft, command: ResolveParked) -> None:
    """Take something off the list of what needs a person."""
    wish = f"resolve {command.parked}"
    draft.permit("resolve", wish)
    known = [p.id for p in draft.order.parked]
    if command.parked not in known:
        raise refuse("unknown_part", wish, "nothing of that id is parked", *known)
    draft.emit(e.ParkedResolved(command.parked, text_of(command.note, wish)))


def undelivered(draft: Draft, command: ReportUndelivered) -> None:
    """Put an effect that will not happen on the staff's list, so that silence strands nothing."""
    draft.permit("tick", "report what was not delivered")
    draft.park("order", command.about, command.effect, command.why, "alert:message-parked")


def note(draft: Draft, command: AddNote) -> None:
    """Write a note into the history."""
    draft.permit("note", "write a note")
    if not text_of(command.text, "write a note").strip():
        raise refuse("malformed", "write a note", "it is empty")
    draft.emit(e.Noted(command.text))


def renew_tracking(draft: Draft, command: RenewTracking) -> None:
    """Give the tracking link another secret, or revoke it; an erased order has none for good."""
    wish = f"{'renew' if command.token else 'revoke'} the tracking link"
    draft.permit("renew_tracking", wish)
    if command.token and not is_secret(command.token):
        raise refuse("malformed", wish, f"a token has {MADE_OF}")
    if command.token == draft.order.token:
        draft.outcome = "duplicate"
    elif draft.order.is_erased:
        raise refuse("guard_failed", wish, "the personal data of the order was erased")
    else:
        draft.emit(e.TrackingRenewed(command.token))


def erase(draft: Draft, command: Erase) -> None:
    """Erase personal data, once nothing is left to be done with it."""
    order, wish = draft.order, f"erase the customer of order {draft.order.number}"
    draft.permit("erase", wish)
    waiting = [
        f"the order is {order.status}" if order.kind not in OVER else "",
        "a refund is on its way" if order.in_flight_minor else "",
        "money or a message is parked" if order.parked else "",
        "a question is open" if any(i.question for i in order.items) else "",
    ]
    if any(waiting):
        raise refuse("not_over", wish, ", ".join(w for w in waiting if w))
    if order.is_erased:
        draft.outcome = "duplicate"
    else:
        draft.emit(e.Erased())


def tick(draft: Draft, command: Tick) -> None:
    """Let every deadline that is due take effect: payments, the order, questions (F08)."""
    draft.permit("tick", "let time pass")
    draft.touch_all()
    for payment in draft.order.payments:
        if payment.kind == "initial" and payment.expires_at <= draft.at:
            draft.move("payment", payment.id, "lapse", own=True)
    draft.settle()
    if _is_unpaid_for_good(draft.order, draft.at):
        return_partial_payments(draft)
        draft.move("order", "", "expire", own=True)
        call_off_items(draft)
    for item in draft.order.items:
        if item.question is not None and item.question.until <= draft.at:
            _silence(draft, item, item.question)
        if item.silent_at is not None and item.silent_at <= draft.at:
            draft.emit(e.Awaited(item.id))
            draft.effect("alert:server-silent", item.id)


def _is_unpaid_for_good(order: Order, at: datetime) -> bool:
    can_be_paid = any(p.kind in PAYABLE for p in order.payments)
    return order.kind == "initial" and at >= order.expires_at and not can_be_paid


def _silence(draft: Draft, item: Item, question: Question) -> None:
    """Silence has a rule: a guest's money goes back; a registered customer is reminded first."""
    policy = draft.policy
    if draft.order.customer.is_guest:
        _give_up_asking(draft, item, "original")
    elif not question.is_reminded:
        until = draft.at + policy.silence()
        draft.emit(e.Asked(item.id, Question(question.asked_at, until, is_reminded=True)))
        draft.effect("tell:reminder", item.id)
    elif policy.silence_registered == "staff":
        draft.emit(e.Answered(item.id, "silence"))
        draft.effect("alert:no-answer", item.id)
    else:
        _give_up_asking(draft, item, policy.silence_registered)


def _give_up_asking(draft: Draft, item: Item, to: Destination) -> None:
    draft.emit(e.Answered(item.id, "silence"))
    try:
        is_sent = send_owed(draft, [item], to, "the customer did not answer")
    except Refused as refused:  # A deadline cannot wait until the payment's dispute is over.
        draft.park("item", item.id, "silence", refused.refusal.found, "alert:no-answer")
        return
    if not is_sent:
        draft.effect("alert:no-answer", item.id)


def due_at(order: Order, policy: Policy) -> datetime | None:
    """Return when `Tick` will have something to do for the order, or None."""
    times = [p.expires_at for p in order.payments if p.kind == "initial"]
    times += [i.question.until for i in order.items if i.question is not None]
    times += [i.silent_at for i in order.items if i.silent_at is not None]
    if order.kind == "initial" and not any(p.kind in PAYABLE for p in order.payments):
        times.append(order.expires_at)
    return min(times, default=None)


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    Advance: advance,
    CancelOrder: cancel,
    Force: force,
    ResolveParked: resolve,
    ReportUndelivered: undelivered,
    AddNote: note,
    RenewTracking: renew_tracking,
    Erase: erase,
    Tick: tick,
}
