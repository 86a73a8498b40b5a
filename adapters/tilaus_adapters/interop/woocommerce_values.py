"""Single values of WooCommerce's objects, read strictly: text, amounts, ids, times, lists."""

import html
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tilaus.money import Currency

Doc = Mapping[str, Any]

_AMOUNT = re.compile(r"-?\d{1,15}(\.\d{1,12})?")
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class Unfit(ValueError):  # noqa: N818 - it is an outcome
    """An object cannot be imported; the sentence names the field and says why."""


def line_text(doc: Doc, key: str) -> str:
    """Return a text on one line, HTML entities read, white space and control characters joined.

    Nothing, null and a number are what they say: empty, empty, its digits.
    """
    value = doc.get(key)
    if isinstance(value, bool | list | dict):
        raise Unfit(f"{key}: a text is expected")
    return one_line("" if value is None else str(value))


def one_line(text: str) -> str:
    """Return a text as one line without control characters, as `line_text` does."""
    return " ".join(_BAD.sub(" ", html.unescape(text)).split())


def minor(doc: Doc, key: str, money: Currency) -> int:
    """Return an amount in minor units, rounded half up; nothing and null are 0."""
    value = doc.get(key)
    if value is None or value == "":
        return 0
    text = value if isinstance(value, str) else _plain(value)
    if not _AMOUNT.fullmatch(text):
        raise Unfit(f"{key}: an amount such as 12.30 is expected, not {text[:20]!a}")
    scaled = Decimal(text).scaleb(money.exponent)
    return int(scaled.quantize(Decimal(1), ROUND_HALF_UP))


def _plain(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return repr(value)[:20]
    is_small = isinstance(value, int) or -12 <= value.adjusted() <= 15
    return f"{value:f}" if is_small else str(value)[:20]


def whole_id(doc: Doc) -> int:
    """Return the id of an object."""
    found = optional_id(doc, "id")
    if not found:
        raise Unfit("id: a whole number from 1 on is expected")
    return found


def optional_id(doc: Doc, key: str) -> int:
    """Return a whole number that names something; 0 where there is none."""
    value = doc.get(key)
    if value is None or value == "":
        return 0
    if isinstance(value, str) and re.fullmatch(r"\d{1,15}", value):
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**15:
        raise Unfit(f"{key}: a whole number is expected, not {value!s:.20}")
    return value


def instant(doc: Doc, key: str) -> datetime | None:
    """Return a time: `KEY_gmt`, or else `KEY`, of which WooCommerce does not say the zone."""
    for name in (f"{key}_gmt", key):
        text = line_text(doc, name)
        if not text:
            continue
        try:
            at = datetime.fromisoformat(text)
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        except (ValueError, OverflowError):
            raise Unfit(f"{name}: a time is expected, not {text[:40]!a}") from None
        if not 1990 <= at.year <= 9000:
            raise Unfit(f"{name}: {text[:40]!a} is no time at which somebody bought something")
        return at
    return None


def mapping(doc: Doc, key: str) -> Doc:
    """Return an object in an object; empty where there is none."""
    value = doc.get(key)
    if value in (None, [], ""):
        return {}
    if not isinstance(value, dict):
        raise Unfit(f"{key}: an object is expected")
    return value


def entries(doc: Doc, key: str) -> Sequence[Doc]:
    """Return a list of objects; empty where there is none."""
    value = doc.get(key)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise Unfit(f"{key}: a list of objects is expected")
    return value
