"""What Stripe is asked, as forms: amounts in its own units, names by which it is found again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from tilaus.money import currency
from tilaus.ports.payment import PaymentAsk

MAX_LINES = 100
MAX_NAME = 250
MAX_QUANTITY = 999_999
SOONEST, LATEST = timedelta(minutes=31), timedelta(hours=23, minutes=59)
"""A page may be open for 30 minutes to 24 hours; a minute is left for clocks that differ."""

_HUNDREDFOLD = frozenset({"ISK", "UGX"})
"""No decimals by ISO 4217, but Stripe still writes them with two: 5 ISK is 500."""
_WHOLE = frozenset({"MGA"})
"""Two decimals by ISO 4217, but Stripe takes whole units only."""
# fmt: off
_LOCALES = frozenset({
    "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt",
    "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
})
# fmt: on
_MAIL = re.compile(r"[\w.+%-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)

Form = dict[str, Any]


def flatten(tree: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    """Write a tree as the fields of a form: `{"a": {"b": [1]}}` is `a[b][0]=1`."""
    for name, value in tree.items():
        field = f"{under}[{name}]" if under else name
        if isinstance(value, Mapping):
            yield from flatten(value, field)
        elif isinstance(value, (list, tuple)):
            yield from flatten({str(n): one for n, one in enumerate(value)}, field)
        else:
            yield field, str(value)


def to_stripe(minor: int, code: str) -> int:
    """Turn minor units of ISO 4217 into Stripe's units.

    See https://docs.stripe.com/currencies (zero-decimal, three-decimal, special cases).

    Raises:
        ValueError: Stripe cannot take this amount or this currency.
    """
    exponent = currency(code).exponent
    step = 100 if code in _WHOLE else 10 if exponent == 3 else 1
    if exponent > 3 or minor % step:
        shown = currency(code).format(minor)
        raise ValueError(
            f"Stripe does not take {shown}: its amounts are multiples of "
            f"{currency(code).format(step)}"
            if exponent <= 3
            else f"Stripe does not take {code}"
        )
    if code in _WHOLE:
        return minor // 100
    return minor * 100 if code in _HUNDREDFOLD else minor


def from_stripe(units: int, code: str) -> int:
    """Turn Stripe's units into minor units of ISO 4217.

    Raises:
        ValueError: the currency is unknown, or it is a part of a minor unit.
    """
    currency(code)
    if code in _WHOLE:
        return units * 100
    if code in _HUNDREDFOLD:
        if units % 100:
            raise ValueError(f"{units} hundredths are no whole {code}")
        return units // 100
    return units


def names(ask: PaymentAsk) -> dict[str, str]:
    """Name what an object at Stripe is about, so that it is found again for ever."""
    found = {"order_id": ask.order_id, "payment": ask.payment, "number": str(ask.number)}
    if ask.refund:
        found |= {"refund": ask.refund, "attempt": str(ask.attempt)}
    return found


def session_form(ask: PaymentAsk, capture: str, return_url: str, *, ends: bool) -> Form:
    """Ask for a page on which the customer pays.

    Args:
        ends: the page is closed when the shop gives up; otherwise after Stripe's 24 hours.
    """
    form: Form = {
        "mode": "payment",
        "client_reference_id": f"{ask.order_id}-{ask.payment}"[:200],
        "success_url": return_url,
        "cancel_url": return_url,
        "locale": ask.language if ask.language in _LOCALES else "auto",
        "payment_method_types": ["card"],
        "line_items": list(_lines(ask)),
        "metadata": names(ask),
        "payment_intent_data": {"capture_method": capture, "metadata": names(ask)},
    }
    if _MAIL.fullmatch(ask.email):
        form["customer_email"] = ask.email
    if ends and ask.expires_at is not None:
        form["expires_at"] = int(ask.expires_at.timestamp())
    return form


def may_end(ask: PaymentAsk, at: datetime) -> bool:
    """Tell whether the page can be closed at the very time at which the shop gives up."""
    return ask.expires_at is not None and SOONEST <= ask.expires_at - at <= LATEST


def intent_form(ask: PaymentAsk, capture: str) -> Form:
    """Ask for a payment that the shop's own form brings to its end."""
    return {
        "amount": to_stripe(ask.amount_minor, ask.currency),
        "currency": ask.currency.lower(),
        "capture_method": capture,
        "payment_method_types": ["card"],
        "metadata": names(ask),
    }


def refund_form(ask: PaymentAsk, intent: str) -> Form:
    """Ask for money to be sent back."""
    amount = to_stripe(ask.amount_minor, ask.currency)
    return {"payment_intent": intent, "amount": amount, "metadata": names(ask)}


def found_by(ask: PaymentAsk) -> str:
    """Write the search for a payment by its names, in Stripe's search language."""
    wanted = {"order_id": ask.order_id, "payment": ask.payment}
    quoted = ((name, re.sub(r"([\\'])", r"\\\1", text)) for name, text in wanted.items())
    return " AND ".join(f"metadata['{name}']:'{text}'" for name, text in quoted)


def _lines(ask: PaymentAsk) -> Sequence[Form]:
    """Write the lines that add up to the amount; where they cannot, one line for the order.

    Stripe multiplies a price by a quantity. A total that is no multiple (10,000 views for 9.99)
    becomes one piece that names its quantity.
    """
    total = to_stripe(ask.amount_minor, ask.currency)
    whole = [_line(f"{ask.number}", 1, total, ask.currency)]
    if not 0 < len(ask.lines) <= MAX_LINES:
        return whole
    if sum(line.total_minor for line in ask.lines) != ask.amount_minor:
        return whole
    try:
        totals = [to_stripe(line.total_minor, ask.currency) for line in ask.lines]
    except ValueError:
        return whole
    return [
        _line(line.name, line.quantity, units, ask.currency)
        for line, units in zip(ask.lines, totals, strict=True)
    ]


def _line(name: str, quantity: int, total: int, code: str) -> Form:
    shown = " ".join("".join(c if c.isprintable() else " " for c in name).split()) or "-"
    if not 0 < quantity <= MAX_QUANTITY or total % quantity:
        shown, quantity = f"{quantity} × {shown}", 1
    price = {
        "currency": code.lower(),
        "unit_amount": total // quantity,
        "product_data": {"name": shown[:MAX_NAME]},
    }
    return {"price_data": price, "quantity": quantity}
