"""What a form of the desk brings: texts within limits, the version that was seen, a one-time key.

Everything in it is hostile until it was read here.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import Depends, Request

from tilaus.ports.storage import RequestKey
from tilaus.record import record

MOST_TEXT = 2_000
"""The longest text of one field, in characters."""

NO_VERSION = -1
"""No order has this version: a form without one is answered as one that is out of date."""

_KEY = re.compile(r"[0-9A-Za-z_-]{16,64}")


class BadForm(ValueError):  # noqa: N818 - it is said to whoever sent it
    """A form that no page of ours made; the text says what was found."""


@record
class Fields:
    """The fields of a form, by name; files that were sent with it are dropped."""

    values: Mapping[str, Sequence[str]]

    def text(self, name: str) -> str:
        """Return a field without the space around it; empty where it is not there.

        Raises:
            BadForm: it is longer than `MOST_TEXT`.
        """
        found = (self.values.get(name) or ("",))[0].strip()
        if len(found) > MOST_TEXT:
            raise BadForm(f"{name} has {len(found)} characters: at most {MOST_TEXT} are taken")
        return found.replace("\x00", "").replace("\r\n", "\n")

    def all(self, name: str) -> Sequence[str]:
        """Return every value of a field that may be there several times."""
        return self.values.get(name, ())

    def whole(self, name: str) -> int | None:
        """Return a field as a whole number of 0 or more; None where it is empty.

        Raises:
            BadForm: it is no such number, or has more than 12 digits.
        """
        text = self.text(name)
        if text and not is_whole(text):
            raise BadForm(f"{text[:40]!r} is no whole number")
        return int(text) if text else None

    @property
    def version(self) -> int:
        """Return the version of the order that the person saw; `NO_VERSION` where none is given."""
        text = self.text("version")
        return int(text) if is_whole(text) else NO_VERSION

    def request(self, user: str) -> RequestKey:
        """Return the key that makes a second sending of the same form a duplicate.

        Raises:
            BadForm: there is none.
        """
        key = self.text("key")
        if _KEY.fullmatch(key) is None:
            raise BadForm("the form has no key: load the page again, and send it from there")
        return RequestKey(f"desk:{user}", key)


def is_whole(text: str) -> bool:
    """Tell whether a text is a whole number of at most 12 digits, 0 or more."""
    return text.isascii() and text.isdigit() and len(text) <= 12


async def fields(request: Request) -> Fields:
    """Read the fields of a form that was posted; the framework refuses more than a thousand."""
    form = await request.form()
    values: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            values.setdefault(name, []).append(value)
    return Fields(values)


Sent = Annotated[Fields, Depends(fields)]
"""A parameter of an endpoint: the form that was posted."""
