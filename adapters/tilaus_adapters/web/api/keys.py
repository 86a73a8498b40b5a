"""Requests that change something: their Idempotency-Key, and the version that they build on.

A key belongs to the token that sent it and to the first request that it came with. The kernel
remembers what was granted under it for ever; here the shelf keeps a hash of the request, so that a
key that comes with another request is told so, and not answered with what the first one did.
"""

import hashlib
import re
from datetime import timedelta

from fastapi import Request

from tilaus.codec import to_json
from tilaus.order import Order
from tilaus.ports.shelf import Doc
from tilaus.ports.storage import RequestKey
from tilaus_adapters.web.api.calling import token_of
from tilaus_adapters.web.api.problems import Problem
from tilaus_adapters.web.site import site_of

KIND = "api-request"
"""The documents on the shelf."""

KEPT_DAYS = 30
"""So long a key is held against the request that it came with."""

_KEY = re.compile(r"[\x21-\x7e]{1,200}")

_TAGS = re.compile(r'\s*"([0-9]{1,15})"\s*(?:,\s*"([0-9]{1,15})"\s*)*')


def request_key(request: Request) -> RequestKey:
    """Return the key of a request, bound to what it asks; another body under it is refused.

    Raises:
        Problem: there is none, it is no key, or it came with another request before.
    """
    key = request.headers.get("idempotency-key", "")
    if not _KEY.fullmatch(key):
        found = "it has none" if not key else "a key is 1 to 200 characters of visible ASCII"
        cure = "send Idempotency-Key with a text that is new for each wish, such as a UUID"
        raise Problem("key_missing", f"cannot take the request: {found}; {cure}")
    source = f"api:{token_of(request).name}"
    _bind(request, RequestKey(source, key))
    return RequestKey(source, key)


def _bind(request: Request, key: RequestKey) -> None:
    """Hold the key against this request; the first of two at once counts."""
    shelf, now = site_of(request).shop.store, site_of(request).shop.clock()
    id = _hash(f"{key.source}\0{key.id}")
    asked = _hash(f"{request.method} {request.url.path}\n{to_json(request.state.doc)}")
    until = now + timedelta(days=KEPT_DAYS)
    found = shelf.doc(KIND, id, now)
    if found is None and not shelf.put_doc(Doc(KIND, id, asked, 1, until), now):
        found = shelf.doc(KIND, id, now)
    if found is not None and found.text != asked:
        cure = "take a new key for a new wish; send the same request to ask for the same again"
        raise Problem("key_reused", f"this key came with another request before: {cure}")


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def etag(order: Order) -> str:
    """Return the entity tag of an order: its version."""
    return f'"{order.version}"'


def matched(request: Request, order: Order) -> int | None:
    """Return the version that `If-Match` asks for; None where it asks for none, or any.

    Of several versions it is the order's own, where that is among them.

    Raises:
        Problem: it is not made of tags that `etag` gives.
    """
    text = request.headers.get("if-match")
    if text is None or text.strip() == "*":
        return None
    if len(text) > 500 or not _TAGS.fullmatch(text):
        cure = 'send the ETag that the order came with, as in If-Match: "7"'
        raise Problem("bad_match", f"cannot compare the version: {cure}")
    versions = [int(part.strip().strip('"')) for part in text.split(",")]
    return order.version if order.version in versions else versions[0]


def unmatched(request: Request) -> None:
    """Refuse `If-Match` where it would not be looked at; raises Problem."""
    if "if-match" in request.headers:
        raise Problem("bad_match", "this does not take If-Match: what it changes has no version")
