"""Creditor references (ISO 11649): `RF`, two check digits, and the order's number.

Banks check the digits when the customer types them, so a slip is seen before the money leaves.
"""

import re
from collections.abc import Iterator

MAX_DIGITS = 15
"""The longest order number that is looked for; the standard has room for 21 characters."""

_REFERENCE = re.compile(r"(?<![A-Z0-9])RF\s?(\d{2})((?:\s?\d){1,40})", re.ASCII)
_NUMBER = re.compile(r"(?<![\w.,:/+-])#?(\d{1,15})(?![\w:/+-]|[.,]\d)", re.ASCII)
_RF00 = 271500
"""`RF00` with each letter as the number that the standard gives it: R is 27, F is 15."""


def creditor_reference(number: int) -> str:
    """Return the reference of an order: `RF` + check digits + number, without spaces.

    Raises:
        ValueError: the number is below 1 or longer than `MAX_DIGITS` digits.
    """
    if not 0 < number < 10**MAX_DIGITS:
        raise ValueError(f"cannot make a reference of {number}: it has 1 to {MAX_DIGITS} digits")
    return f"RF{_check(number):02d}{number}"


def _check(number: int) -> int:
    return 98 - (number * 10**6 + _RF00) % 97


def in_groups(reference: str) -> str:
    """Write a reference as people read it: four characters at a time."""
    return " ".join(reference[n : n + 4] for n in range(0, len(reference), 4))


def referred(text: str) -> list[int]:
    """Return the numbers of all right creditor references in a text, each once, in their order.

    Spaces may stand anywhere in a reference; where digits of something else follow it, each end at
    a space is tried. One whose check digits are wrong is none.
    """
    return list(dict.fromkeys(_referred(text.upper())))


def _referred(text: str) -> Iterator[int]:
    for found in _REFERENCE.finditer(text):
        groups = found.group(2).split()
        for n in range(len(groups), 0, -1):
            digits = "".join(groups[:n])
            number = int(digits)
            if 0 < number < 10**MAX_DIGITS and _check(number) == int(found.group(1)):
                yield number
                break


def numbers(text: str) -> list[int]:
    """Return the plain whole numbers in a text, each once: those of which an order's may be one.

    Parts of words, dates, amounts and telephone numbers are none.
    """
    found = (int(match) for match in _NUMBER.findall(text))
    return list(dict.fromkeys(number for number in found if number))
