"""Amounts as PayPal writes them: decimal texts, with the decimals that PayPal gives a currency.

Source: developer.paypal.com, "Currency codes": HUF, JPY and TWD take no decimals, all others two.
Nothing here is ever a float.
"""

import re
from collections.abc import Mapping
from typing import Any

from tilaus.money import EXPONENTS, currency

CURRENCIES = frozenset(
    [
        "AUD",
        "BRL",
        "CAD",
        "CHF",
        "CNY",
        "CZK",
        "DKK",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "ILS",
        "JPY",
        "MXN",
        "MYR",
        "NOK",
        "NZD",
        "PHP",
        "PLN",
        "SEK",
        "SGD",
        "THB",
        "TWD",
        "USD",
    ]
)
"""The currencies in which PayPal takes payments."""

WHOLE = frozenset({"HUF", "JPY", "TWD"})
"""The currencies that take no decimals at PayPal, whatever ISO 4217 says of them."""

_VALUE = re.compile(r"([0-9]{1,15})(?:\.([0-9]{1,4}))?")


class PayPalUnclear(Exception):  # noqa: N818 - it is an outcome
    """PayPal did not say what became of a call, or said what cannot be believed: it is unknown.

    Attributes:
        retry_after_s: when to ask again, in seconds from now, where PayPal said it.
    """

    def __init__(self, found: str, retry_after_s: float | None = None) -> None:
        super().__init__(found)
        self.retry_after_s: float | None = retry_after_s


def why_unfit(minor: int, code: str) -> str:
    """Say why PayPal cannot take an amount; empty where it can.

    Args:
        minor: minor units by ISO 4217.
    """
    if code not in CURRENCIES:
        return f"PayPal takes no payments in {code[:3]}"
    if minor % _step(code):
        return f"PayPal takes no decimals in {code}: {currency(code).format(minor)}"
    return "" if minor > 0 else f"an amount must be more than 0: {currency(code).format(minor)}"


def fits(minor: int, code: str) -> bool:
    """Tell whether an amount can be written in the decimals that PayPal gives its currency."""
    return minor % _step(code) == 0


def written(minor: int, code: str) -> dict[str, str]:
    """Write an amount as PayPal reads it: `{"currency_code": "EUR", "value": "12.30"}`.

    Args:
        minor: minor units that PayPal can take, see `fits`; >= 0.

    Raises:
        ValueError: PayPal cannot write this amount.
    """
    if code not in CURRENCIES or minor < 0 or not fits(minor, code):
        raise ValueError(f"cannot write {minor} minor units of {code[:3]} as PayPal does")
    text = currency(code).format(minor).partition(" ")[0]
    return {"currency_code": code, "value": text.partition(".")[0] if code in WHOLE else text}


def read(doc: Any, code: str) -> int:
    """Read an amount of PayPal's as minor units. Law: `read(written(m, c), c) == m`.

    Raises:
        PayPalUnclear: it is no amount, or one of another currency.
    """
    found = doc if isinstance(doc, Mapping) else {}
    value, named = found.get("value"), found.get("currency_code")
    matched = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if matched is None or named != code:
        raise PayPalUnclear(f"PayPal's answer holds no amount in {code} where one must be")
    whole, part = matched[1], (matched[2] or "").rstrip("0")
    if len(part) > EXPONENTS[code]:
        raise PayPalUnclear(f"PayPal's answer holds an amount finer than {code} has")
    return int(whole + part.ljust(EXPONENTS[code], "0"))


def _step(code: str) -> int:
    return 10 ** EXPONENTS[code] if code in WHOLE else 1
