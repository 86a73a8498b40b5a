"""Messages about payments, in any order, any number of times, early, late and contradicting."""

from collections.abc import Callable, Mapping
from typing import Any

from tilaus import events as e
from tilaus.commands import FeeReported, PaymentReported
from tilaus.decide.draft import Draft
from tilaus.decide.refunds import send_surplus, write_off
from tilaus.evolve import evolve
from tilaus.facts import View, facts, wants_money
from tilaus.lifecycle import Blocked
from tilaus.money import MAX_MINOR
from tilaus.order import Payment
from tilaus.refusals import refuse
from tilaus.table import Answer, Transition


def reported(draft: Draft, command: PaymentReported) -> None:
    """Answer a message about a payment: a row of its table, or duplicate, park, refuse."""
    wish = f"take the message {command.message!r} about payment {command.payment}"
    payment: Payment = draft.subject("payment", command.payment, wish)
    lifecycle = draft.policy.lifecycles.payment
    if command.message not in lifecycle.messages:
        raise refuse("malformed", wish, "there is no such message", *lifecycle.messages)
    draft.permit_message("payment", command.message, wish)
    if why := _implausible(draft, payment, command):
        draft.park_message("payment", payment.id, command.message, why)
        return
    seen = draft.facts("payment", payment.id, command.captured_minor)
    found = lifecycle.answer(payment.status, command.message, seen)
    if isinstance(found, Answer):
        draft.answer("payment", payment.id, found, command.reason)
    else:
        _accept(draft, payment, command, found)


def _implausible(draft: Draft, payment: Payment, command: PaymentReported) -> str:
    ours = draft.order.currency
    if command.currency and command.currency != ours.code:
        return f"it speaks of {command.currency[:12]}, the order of {ours.code}"
    if command.captured_minor > payment.amount_minor:
        found, asked = ours.format(command.captured_minor), ours.format(payment.amount_minor)
        return f"it reports {found} captured of a payment of {asked}"
    return ""


def _accept(draft: Draft, payment: Payment, command: PaymentReported, row: Transition) -> None:
    draft.step("payment", payment.id, row.trigger, reported=command.captured_minor)
    name = e.PaymentNamed(
        payment.id, command.reference or payment.reference, command.pay_url or payment.pay_url
    )
    is_named = (name.reference, name.pay_url) != (payment.reference, payment.pay_url)
    if is_named:
        draft.emit(name)
    is_wanted = payment.is_applied or wants_money(draft.order)
    # A row that stays where it is has its effects once, when the provider names the payment.
    if row.target != payment.status or (is_named and row.effects):
        draft.take("payment", payment.id, row, command.reason)
    if row.trigger == "capture":
        _book(draft, payment, command.captured_minor, is_wanted=is_wanted)
    elif draft.policy.lifecycles.payment.kind(row.target) == "closed":
        write_off(draft, payment.id)


def _book(draft: Draft, payment: Payment, captured_minor: int, *, is_wanted: bool) -> None:
    draft.emit(e.Captured(payment.id, captured_minor, is_wanted))
    if not is_wanted:
        LATE_PAYMENT[draft.policy.late_payment](draft, payment)


def _send_back(draft: Draft, payment: Payment) -> None:
    send_surplus(draft, payment, "the order does not need this payment")


def _park(draft: Draft, payment: Payment) -> None:
    money = draft.order.currency.format(payment.amount_minor)
    why = f"{money} arrived when the order was {draft.order.status}"
    draft.park("payment", payment.id, "captured", why, "alert:money-parked")


def _revive(draft: Draft, payment: Payment) -> None:
    """Go on with a cancelled order if every check passes with this money; or send it back."""
    late = draft.subject("payment", payment.id)
    applied = e.Captured(payment.id, late.captured_minor, is_applied=True)
    probe = evolve(draft.order, applied)
    view = View(probe, draft.policy, draft.at, draft.busy)
    lifecycle = draft.policy.lifecycles.order
    row = lifecycle.step(probe.status, "revive", None, facts(view, "order", probe))
    if isinstance(row, Blocked) or probe.is_erased:
        _send_back(draft, payment)
        return
    draft.emit(applied)
    draft.take("order", "", row, "late payment")
    for item in draft.order.items:
        seen = draft.facts("item", item.id)
        again = draft.policy.lifecycles.item.step(item.status, "retry", None, seen)
        if item.kind == "failed" and not isinstance(again, Blocked):
            draft.take("item", item.id, again)


LATE_PAYMENT: Mapping[str, Callable[[Draft, Payment], None]] = {
    "refund": _send_back,
    "park": _park,
    "revive": _revive,
}
"""What becomes of money that arrives when it is not needed, by the policy's word (F05)."""


def fee_reported(draft: Draft, command: FeeReported) -> None:
    """Book what the provider kept for itself: a cost of the shop, no part of what was paid."""
    wish = f"book the provider's fee of payment {command.payment}"
    draft.permit("report_fee", wish)
    payment: Payment = draft.subject("payment", command.payment, wish)
    ours = draft.order.currency.code
    if command.currency not in ("", ours):
        raise refuse("malformed", wish, f"it is in {command.currency[:12]}, the order in {ours}")
    if abs(command.fee_minor) > MAX_MINOR:
        raise refuse("malformed", wish, f"a fee has at most {MAX_MINOR} minor units")
    if command.fee_minor == payment.provider_fee_minor:
        draft.outcome = "duplicate"
    else:
        draft.emit(e.ProviderFeeTaken(payment.id, command.fee_minor))


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    PaymentReported: reported,
    FeeReported: fee_reported,
}
