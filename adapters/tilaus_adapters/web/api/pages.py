"""Long lists, page by page: an opaque cursor, and the header that leads to the next page."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from tilaus_adapters.web.api.problems import Problem

MAX_PAGE = 200
"""The most things on one page."""


def cursor(what: str, place: int) -> str:
    """Return the cursor that goes on after a place in a list of `what`."""
    return base64.urlsafe_b64encode(f"{what}:{place}".encode()).decode().rstrip("=")


def place(what: str, text: str | None) -> int | None:
    """Return the place that a cursor of a list of `what` stands for; None without one.

    Raises:
        Problem: it is no cursor of that list.
    """
    if text is None:
        return None
    try:
        padded = text + "=" * (-len(text) % 4)
        found = base64.b64decode(padded, altchars=b"-_", validate=True).decode("ascii")
    except (binascii.Error, ValueError):
        found = ""
    kind, _, number = found.partition(":")
    if kind != what or not (number.isdigit() and len(number) <= 18):
        cure = "use the `next` of the page before as it is, or none for the first page"
        raise Problem("bad_cursor", f"cannot go on from this cursor: {cure}")
    return int(number)


def following(request: Request, next: str | None) -> Mapping[str, str]:
    """Return the header `Link` (RFC 8288) to the next page; nothing on the last one."""
    if next is None:
        return {}
    kept: list[tuple[str, Any]] = [
        (name, value) for name, value in request.query_params.multi_items() if name != "cursor"
    ]
    query = urlencode([*kept, ("cursor", next)])
    return {"Link": f'<{request.url.path}?{query}>; rel="next"'}
