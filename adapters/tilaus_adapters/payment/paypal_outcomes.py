"""What PayPal's answers amount to, as outcomes of the port."""

from collections.abc import Mapping

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk, Returned
from tilaus_adapters.payment.paypal_http import Answer
from tilaus_adapters.payment.paypal_money import PayPalUnclear
from tilaus_adapters.payment.paypal_order import MAX_CUSTOM_ID, custom_id, one_line
from tilaus_adapters.payment.paypal_reading import Seen, pay_url

MAY_RETRY = frozenset(
    {
        "INSTRUMENT_DECLINED",
        "PAYER_ACTION_REQUIRED",
        "PAYER_CANNOT_PAY",
        "REDIRECT_PAYER_FOR_ALTERNATE_FUNDING",
    }
)
"""The refusals after which the same customer may try again."""

_IN_PROGRESS = frozenset({"ORDER_COMPLETION_IN_PROGRESS", "PREVIOUS_REQUEST_IN_PROGRESS"})


def why_too_long(ask: PaymentAsk) -> str:
    """Say why PayPal cannot keep the ids of a payment; empty where it can."""
    is_long = len(custom_id(ask)) > MAX_CUSTOM_ID
    return "the order's id is longer than PayPal can keep" if is_long else ""


def unknown(found: PayPalUnclear) -> Outcome:
    """Say that nobody knows what became of a call."""
    return Outcome("unknown", reason=str(found), retry_after_s=found.retry_after_s)


def code_of(answer: Answer) -> str:
    """Return PayPal's most exact word for a refusal, as `INSTRUMENT_DECLINED`."""
    details = answer.doc.get("details")
    first = details[0] if isinstance(details, list) and details else {}
    issue = first.get("issue") if isinstance(first, Mapping) else None
    return one_line(issue or answer.doc.get("name") or f"HTTP {answer.status}", 64)


def refused(answer: Answer, seen: Seen | None = None, mode: str = "test") -> Outcome:
    """Say that PayPal refused, with its code, and with the link where the customer may retry."""
    details = answer.doc.get("details")
    first = details[0] if isinstance(details, list) and details else {}
    said = first.get("description") if isinstance(first, Mapping) else None
    code = code_of(answer)
    if code in _IN_PROGRESS:
        raise PayPalUnclear(f"PayPal is doing it just now: {code}")
    may_retry = seen is not None and code in MAY_RETRY
    return Outcome(
        "refused",
        "failed",
        reference=seen.reference if seen else "",
        pay_url=(pay_url(answer.doc, mode) or (seen.pay_url if seen else "")) if may_retry else "",
        reason=one_line(said or answer.doc.get("message") or code),
        code=code,
        may_retry=may_retry,
    )


def opened(seen: Seen) -> Outcome:
    """Say what became of a payment that was to be opened; raises `PayPalUnclear`."""
    if seen.captures or seen.message not in ("opened", "authorised"):
        return captured(seen)
    if not seen.pay_url:
        raise PayPalUnclear("PayPal's answer holds no page of PayPal's to pay at")
    return Outcome("pending", "opened", seen.reference, seen.pay_url)


def captured(seen: Seen | None) -> Outcome:
    """Say what there is of a payment for one who wants it captured."""
    if seen is None:
        return Outcome("refused", "failed", reason="PayPal knows of no such payment to take")
    if seen.captured_minor:
        return Outcome("done", "captured", seen.reference, amount_minor=seen.captured_minor)
    if seen.is_pending or (seen.authorisation and seen.authorisation.message == "opened"):
        return Outcome("pending", "", seen.reference, reason=seen.reason)
    if seen.message == "opened":
        why, code = "the customer has not approved the payment", "ORDER_NOT_APPROVED"
        return Outcome("refused", "failed", seen.reference, seen.pay_url, reason=why, code=code)
    if seen.message == "authorised" and not seen.captures:
        raise PayPalUnclear("PayPal does not show yet what was taken")
    why = seen.reason or f"the payment is {'declined' if seen.captures else seen.message}"
    return Outcome("refused", "failed", seen.reference, reason=why)


def given_up(seen: Seen) -> Outcome:
    """Say what there is of a payment for one who wants it given up, after it was captured."""
    if seen.captured_minor or seen.is_pending:
        return captured(seen)
    return Outcome("done", "voided", seen.reference)


def sent(seen: Seen | None, ask: PaymentAsk) -> Returned | None:
    """Find the refund that an attempt of ours made; None where it made none."""
    made = seen.refunds if seen else ()
    return next((r for r in made if (r.refund, r.attempt) == (ask.refund, ask.attempt)), None)


def returned(refund: Returned) -> Outcome:
    """Say how a refund stands."""
    states = {"succeeded": "done", "submitted": "pending", "failed": "refused"}
    state = states[refund.message]
    return Outcome(
        "done" if state == "done" else "pending" if state == "pending" else "refused",
        refund.message,
        refund.reference,
        amount_minor=refund.amount_minor,
        reason=refund.reason,
    )


def was_opened(seen: Seen) -> Outcome | None:
    """The answer to `create`: what was opened stays opened, whatever became of it since."""
    return Outcome("pending", "opened", seen.reference, seen.pay_url)


def was_captured(seen: Seen) -> Outcome | None:
    """Answer who asks whether `capture` was done; None where it was not."""
    return captured(seen) if seen.captures else None


def was_voided(seen: Seen) -> Outcome | None:
    """Answer who asks whether `void` was done; None where it was not."""
    if seen.captures:
        return given_up(seen)
    return Outcome("done", "voided", seen.reference) if seen.message == "voided" else None
