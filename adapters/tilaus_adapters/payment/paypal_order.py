"""What PayPal is told about an order of ours, and by which names it brings it back.

Everything that PayPal keeps for us bears a `custom_id` with our ids in it, so that it is found
again for ever, long after the idempotency key is forgotten.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from tilaus.ports.payment import PaymentAsk, PaymentLine
from tilaus.record import record
from tilaus_adapters.payment.paypal_money import fits, written

MAX_CUSTOM_ID, MAX_NAME = 127, 127
MAX_UNITS = 9_999_999_999

LOCALES: Mapping[str, str] = {
    "da": "da-DK", "de": "de-DE", "en": "en-GB", "es": "es-ES", "fi": "fi-FI", "fr": "fr-FR",
    "it": "it-IT", "nb": "no-NO", "nl": "nl-NL", "no": "no-NO", "pl": "pl-PL", "pt": "pt-PT",
    "sv": "sv-SE",
}  # fmt: skip
"""The locale in which PayPal's pages speak a language; others are left to PayPal."""

_MARK = "tilaus"
_PLAIN = re.compile(r"[A-Za-z0-9_-]")


@record
class Ours:
    """Which payment of ours something at PayPal belongs to, and which attempt at which refund."""

    order_id: str
    payment: str
    refund: str = ""
    attempt: int = 1


@record
class Manner:
    """How a shop meets its customers at PayPal.

    Attributes:
        intent: `CAPTURE` or `AUTHORIZE`.
        brand: the shop's name on PayPal's pages; empty leaves it to the account.
        shipping: `NO_SHIPPING` for services; `GET_FROM_FILE` lets the customer choose an address.
        funds: `IMMEDIATE_PAYMENT_REQUIRED`, or `UNRESTRICTED` to take what clears in days.
    """

    intent: str = "CAPTURE"
    brand: str = ""
    shipping: str = "NO_SHIPPING"
    funds: str = "IMMEDIATE_PAYMENT_REQUIRED"


def request_id(key: str) -> str:
    """Return the idempotency key as PayPal takes it: 36 characters, whatever ours is made of."""
    return sha256(key.encode()).hexdigest()[:36]


def custom_id(ask: PaymentAsk) -> str:
    """Write our ids as PayPal can keep them: in letters, digits and `-_.,` only."""
    names = [ask.order_id, ask.payment]
    if ask.refund:
        names += [ask.refund, str(ask.attempt)]
    return ",".join([_MARK, *map(_escaped, names)])


def read_custom_id(text: object) -> Ours | None:
    """Read our ids; None where the text is not of ours. Law: it reads what `custom_id` wrote."""
    if not isinstance(text, str) or len(text) > MAX_CUSTOM_ID:
        return None
    mark, *escaped = text.split(",")
    names = [_unescaped(name) for name in escaped]
    if mark != _MARK or "" in names or len(names) not in (2, 4):
        return None
    if len(names) == 2:
        return Ours(names[0], names[1])
    is_number = re.fullmatch(r"[1-9][0-9]{0,5}", names[3])
    return Ours(names[0], names[1], names[2], int(names[3])) if is_number else None


def new_order(ask: PaymentAsk, manner: Manner) -> dict[str, Any]:
    """Return the body that opens a payment; its sums match to the minor unit."""
    unit: dict[str, Any] = {
        "reference_id": "default",
        "custom_id": custom_id(ask),
        "invoice_id": f"{ask.number}-{request_id(f'{ask.order_id}/{ask.payment}')[:12]}",
        "description": f"Order {ask.number}",
        "amount": written(ask.amount_minor, ask.currency),
    }
    if items := _items(ask):
        total = written(ask.amount_minor, ask.currency)
        unit |= {"items": items, "amount": {**total, "breakdown": {"item_total": total}}}
    wallet = {"experience_context": _experience(ask, manner)}
    return {
        "intent": manner.intent,
        "purchase_units": [unit],
        "payment_source": {"paypal": wallet},
    }


def new_refund(ask: PaymentAsk) -> dict[str, Any]:
    """Return the body that sends money of a capture back."""
    unique = request_id(f"{ask.order_id}/{ask.payment}/{ask.refund}/{ask.attempt}")[:12]
    return {
        "amount": written(ask.amount_minor, ask.currency),
        "custom_id": custom_id(ask),
        "invoice_id": f"{ask.number}-{unique}",
        "note_to_payer": f"Refund of order {ask.number}",
    }


def _items(ask: PaymentAsk) -> list[dict[str, Any]]:
    """List what is paid for, or nothing where it cannot be written so that it adds up exactly."""
    priced = [line for line in ask.lines if line.total_minor]
    adds_up = sum(line.total_minor for line in priced) == ask.amount_minor
    can_write = all(
        line.total_minor > 0 and fits(line.total_minor, ask.currency) for line in priced
    )
    return [_item(line, ask.currency) for line in priced] if adds_up and can_write else []


def _item(line: PaymentLine, code: str) -> dict[str, Any]:
    quantity = line.quantity if 0 < line.quantity <= MAX_UNITS else 1
    unit, rest = divmod(line.total_minor, quantity)
    if rest or not fits(unit, code):
        # What is no whole price for each unit is one item whose name says how many it is.
        name, quantity, unit = f"{line.quantity} x {line.name}", 1, line.total_minor
    else:
        name = line.name
    return {
        "name": one_line(name, MAX_NAME) or "-",
        "quantity": str(quantity),
        "unit_amount": written(unit, code),
    }


def _experience(ask: PaymentAsk, manner: Manner) -> dict[str, str]:
    said = {
        "user_action": "PAY_NOW",
        "shipping_preference": manner.shipping,
        "payment_method_preference": manner.funds,
        "brand_name": one_line(manner.brand, MAX_NAME),
        "locale": LOCALES.get(re.split("[-_]", ask.language)[0].lower(), ""),
    }
    if urlsplit(ask.return_url).scheme in ("http", "https"):
        said |= {"return_url": ask.return_url, "cancel_url": ask.return_url}
    return {name: value for name, value in said.items() if value}


def one_line(text: object, longest: int = 200) -> str:
    """Return what can be printed of somebody else's words, on one line, in so many characters."""
    words = "".join(c if c.isprintable() else " " for c in str(text)[: 4 * longest])
    return " ".join(words.split())[:longest]


def _escaped(name: str) -> str:
    return "".join(
        c if _PLAIN.fullmatch(c) else "".join(f".{byte:02x}" for byte in c.encode()) for c in name
    )


def _unescaped(text: str) -> str:
    """Read an escaped name; empty where it is none."""
    if re.fullmatch(r"(?:[A-Za-z0-9_-]|\.[0-9a-f]{2})+", text) is None:
        return ""
    parts = re.findall(r"\.[0-9a-f]{2}|[^.]", text)
    raw = b"".join(bytes.fromhex(p[1:]) if p[0] == "." else p.encode() for p in parts)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return ""
