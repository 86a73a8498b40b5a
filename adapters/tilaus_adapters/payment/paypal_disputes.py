"""What PayPal's Disputes API says of a capture: open, won, or lost.

A capture only bears the mark of a dispute while it lasts; how it ended stands in the dispute. An
account whose app may not read disputes answers 403: then the mark is all that is known, and the end
of a dispute is not told but has to be booked by staff.
"""

from collections.abc import Mapping
from typing import Any

from tilaus_adapters.payment.paypal_http import Talk
from tilaus_adapters.payment.paypal_money import PayPalUnclear, read
from tilaus_adapters.payment.paypal_order import one_line
from tilaus_adapters.payment.paypal_reading import Seen

LOST = frozenset({"RESOLVED_BUYER_FAVOUR", "ACCEPTED"})
WON = frozenset({"RESOLVED_SELLER_FAVOUR", "RESOLVED_WITH_PAYOUT", "CANCELED_BY_BUYER", "DENIED"})


def disputed(talk: Talk, seen: Seen) -> tuple[tuple[str, ...], str]:
    """Return the messages of the payment's lifecycle that its disputes amount to, and why.

    `disputed` while one is open or cannot be told; `dispute_lost` where one ended for the payer;
    `dispute_won` where all ended for the shop; none where there is none.

    Raises:
        PayPalUnclear: PayPal did not say.
    """
    found: list[tuple[str, str]] = []
    for capture in seen.captures:
        listed = talk.get(f"/v1/customer/disputes?disputed_transaction_id={capture.id}")
        if not listed.is_done:
            return (("disputed",) if seen.is_disputed else ()), seen.reason
        items = listed.doc.get("items")
        found += [_end(talk, item, seen) for item in (items if isinstance(items, list) else [])]
    for message in ("dispute_lost", "disputed", "dispute_won"):
        reasons = [reason for told, reason in found if told == message]
        if reasons:
            return (message,), reasons[-1]
    return (("disputed",) if seen.is_disputed else ()), seen.reason


def _end(talk: Talk, item: object, seen: Seen) -> tuple[str, str]:
    named = item.get("dispute_id") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or not is_dispute_id(named):
        raise PayPalUnclear("PayPal's answer names no dispute where one must be")
    reason = one_line(item.get("reason", ""))
    if item.get("status") != "RESOLVED":
        return "disputed", reason
    answer = talk.get(f"/v1/customer/disputes/{named}")
    if not answer.is_done:
        raise PayPalUnclear("PayPal does not say how a dispute ended")
    return _ended(answer.doc, seen, reason)


def is_dispute_id(text: object) -> bool:
    """Tell whether a text is a dispute's id as PayPal makes them, safe in a path."""
    is_text = isinstance(text, str) and 0 < len(text) <= 255 and text.isascii()
    return is_text and str(text).replace("-", "").isalnum()


def _ended(doc: Mapping[str, Any], seen: Seen, reason: str) -> tuple[str, str]:
    outcome = doc.get("dispute_outcome")
    code = outcome.get("outcome_code") if isinstance(outcome, Mapping) else None
    if code in WON:
        return "dispute_won", reason
    if code not in LOST:
        return "disputed", reason
    if read(doc.get("dispute_amount"), seen.currency) < seen.captured_minor:
        # A charge-back writes the whole payment off; a part of it is a person's to book.
        return "disputed", f"a dispute about a part of the payment was lost: {reason}"
    return "dispute_lost", reason
