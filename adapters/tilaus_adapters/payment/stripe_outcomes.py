"""What Stripe's states amount to in the lifecycles of payment and refund: tables."""

from collections.abc import Mapping, Sequence
from typing import Literal

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Returned, Standing
from tilaus_adapters.payment.stripe_http import Unanswered
from tilaus_adapters.payment.stripe_objects import Dispute, Intent, Refund, Session

# fmt: off
_INTENTS: Mapping[str, str] = {
    "requires_payment_method": "opened",
    "requires_confirmation":   "opened",
    "requires_action":         "opened",
    "processing":              "opened",
    "requires_capture":        "authorised",
    "succeeded":               "captured",
    "canceled":                "voided",
}
"""The message that the state of a payment amounts to."""

_REFUNDS: Mapping[str, str] = {
    "":                "submitted",
    "pending":         "submitted",
    "requires_action": "submitted",
    "succeeded":       "succeeded",
    "failed":          "failed",
    "canceled":        "failed",
}
"""The message that the state of a refund amounts to."""

_DISPUTES: Mapping[str, str] = {
    "needs_response": "disputed",
    "under_review":   "disputed",
    "won":            "dispute_won",
    "lost":           "dispute_lost",
}
"""The message that the state of a dispute amounts to; an inquiry takes no money and is none."""

_STATES: Mapping[str, Literal["done", "pending", "refused"]] = {
    "opened":     "pending",
    "submitted":  "pending",
    "authorised": "done",
    "captured":   "done",
    "succeeded":  "done",
    "failed":     "refused",
    "voided":     "refused",
    "expired":    "refused",
}
"""The outcome of a call that asked for money, by the message that the state amounts to."""
# fmt: on

_GIVEN_UP = frozenset({"voided", "expired"})


def refused(why: str, code: str = "", *, may_retry: bool = False) -> Outcome:
    """Say no: it did not happen, and will not under this key."""
    return Outcome("refused", "failed", reason=why, code=code, may_retry=may_retry)


def message_of(session: Session | None, intent: Intent | None) -> str:
    """Return the message of the payment's lifecycle that its state amounts to."""
    if session is not None and intent is None:
        return "expired" if session.status == "expired" else "opened"
    if intent is None or intent.status not in _INTENTS:
        raise Unanswered("Stripe tells a state of the payment that is not known here")
    message = _INTENTS[intent.status]
    if message == "opened" and session is not None and session.status == "expired":
        return "expired"
    if message == "voided" and intent.gave_up == "automatic":
        return "expired"
    return "failed" if message == "opened" and _is_declined(intent) else message


def _is_declined(intent: Intent) -> bool:
    return intent.status == "requires_payment_method" and bool(intent.code or intent.reason)


def of_created(session: Session | None, intent: Intent | None) -> Outcome:
    """Say what came of opening a payment, as it stands now."""
    message, reference = message_of(session, intent), _reference(session, intent)
    if message in _GIVEN_UP:
        return Outcome("refused", "failed", reference, reason=f"the payment is {message}")
    if message == "failed" and intent is not None:
        no = refused(intent.reason or "declined", intent.code, may_retry=True)
        return Outcome(
            "refused", "failed", reference, reason=no.reason, code=no.code, may_retry=True
        )
    if message == "captured" and intent is not None:
        return _captured(reference, intent)
    return Outcome(_STATES[message], message, reference, _pay_url(session, intent))


def of_capture(reference: str, intent: Intent) -> Outcome:
    """Say what came of taking authorised money."""
    message = message_of(None, intent)
    if message == "captured":
        return _captured(reference, intent)
    if intent.status == "processing":
        raise Unanswered("the money is still being taken")
    return refused(intent.reason or f"the authorisation is gone: the payment is {message}")


def of_void(reference: str, session: Session | None, intent: Intent | None) -> Outcome | None:
    """Say how a payment that was to be given up has ended; None where it has not."""
    message = message_of(session, intent)
    if message == "captured" and intent is not None:
        return _captured(reference, intent)
    return Outcome("done", "voided", reference) if message in _GIVEN_UP else None


def of_refund(sent: Refund) -> Outcome:
    """Say what became of money that goes back."""
    message = _refund_message(sent)
    if message == "failed":
        why = sent.reason or sent.status
        return Outcome("refused", "failed", sent.id, reason=f"the refund failed: {why}", code=why)
    return Outcome(_STATES[message], message, sent.id, amount_minor=sent.amount_minor)


def returned(sent: Refund) -> Returned:
    """Describe a refund as the port does; one that was made at Stripe names none of ours."""
    refund, attempt = attempt_of(sent)
    message = _refund_message(sent)
    return Returned(sent.id, sent.amount_minor, message, refund, attempt, sent.reason)


def attempt_of(sent: Refund) -> tuple[str, int]:
    """Return which of our refunds it carries out, and which attempt at it."""
    attempt = sent.metadata.get("attempt", "")
    is_number = attempt.isascii() and attempt.isdecimal() and len(attempt) < 7
    return sent.metadata.get("refund", ""), int(attempt) if is_number else 1


def standing_of(
    session: Session | None,
    intent: Intent | None,
    currency: str,
    refunds: Sequence[Returned],
    dispute: Dispute | None,
) -> Standing:
    """Describe a payment as the port does."""
    messages = [message_of(session, intent)]
    reason = intent.reason if intent is not None and messages == ["failed"] else ""
    if dispute is not None and dispute.status in _DISPUTES:
        messages.append(_DISPUTES[dispute.status])
        reason = dispute.reason
    return Standing(
        _reference(session, intent),
        currency,
        tuple(messages),
        intent.received_minor if intent else 0,
        tuple(refunds),
        _fee(intent, dispute),
        reason,
    )


def _fee(intent: Intent | None, dispute: Dispute | None) -> int | None:
    if intent is None or intent.charge is None or intent.charge.fee_minor is None:
        return None
    if dispute is None:
        return intent.charge.fee_minor
    return None if dispute.fee_minor is None else intent.charge.fee_minor + dispute.fee_minor


def _captured(reference: str, intent: Intent) -> Outcome:
    return Outcome("done", "captured", reference, amount_minor=intent.received_minor)


def _reference(session: Session | None, intent: Intent | None) -> str:
    return session.id if session else intent.id if intent else ""


def _pay_url(session: Session | None, intent: Intent | None) -> str:
    """Return where the customer goes on: the page, or their bank (3-D Secure)."""
    if session is not None:
        return session.url
    return intent.next_url if intent else ""


def _refund_message(sent: Refund) -> str:
    if sent.status not in _REFUNDS:
        raise Unanswered("Stripe tells a state of the refund that is not known here")
    return _REFUNDS[sent.status]
