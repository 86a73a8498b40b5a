"""What the API answers when something is wrong: problem documents (RFC 9457) with a code.

A refusal of the kernel becomes the status that stands here for its code, with everything that it
says: the sentence, what is possible, the guards that failed with the facts they saw, and what is
allowed to the same role now.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from starlette.responses import Response

from tilaus import options
from tilaus.refusals import CODES, Refusal
from tilaus_adapters import documents
from tilaus_adapters.web import faults
from tilaus_adapters.web.site import site_of

# fmt: off
STATUS: Mapping[str, int] = {
    "malformed":          422,
    "unknown_order":      404,
    "not_placed":         409,
    "version_conflict":   412,
    "lane_held":          409,
    "other_lifecycle":    409,
    "stranded":           409,
    "unknown_part":       404,
    "unknown_effect":     404,
    "not_permitted":      403,
    "unknown_trigger":    422,
    "no_transition":      409,
    "guard_failed":       409,
    "effect_ended":       409,
    "wrong_target":       422,
    "unknown_method":     422,
    "currency_mismatch":  422,
    "tenders_mismatch":   422,
    "already_paid":       409,
    "no_question":        409,
    "item_open":          409,
    "duplicate_line":     422,
    "exceeds_units":      409,
    "nothing_to_refund":  409,
    "exceeds_refundable": 409,
    "exceeds_captured":   409,
    "destination_closed": 409,
    "not_over":           409,
    "invariant_broken":   409,
}
"""The HTTP status of every refusal: 404 for what is not there, 403 for who may not, 412 for another
version than the one that was named, 422 for a wish that can never be granted as it is, 409 for one
that the order does not allow as it stands."""

OWN: Mapping[str, tuple[int, str]] = {
    "unauthorised":      (401, "no token, or none that counts"),
    "scope_missing":     (403, "the token has not the scope that this needs"),
    "unknown_provider":  (404, "no provider of that name sends messages here"),
    "unknown_machine":   (404, "there is no such machine"),
    "unknown_page":      (404, "no order has this tracking link"),
    "page_ended":        (410, "the page of the order is shown no more"),
    "too_large":         (413, "the body is too long"),
    "wrong_type":        (415, "the body is not application/json"),
    "bad_json":          (422, "the body is not the JSON that is read here"),
    "bad_request":       (422, "a field or a parameter is not as the document says"),
    "bad_cursor":        (422, "the cursor is none that this list gave"),
    "bad_match":         (422, "If-Match is not the ETag of an order, or does not go with this"),
    "key_missing":       (400, "a request that changes something needs an Idempotency-Key"),
    "key_reused":        (422, "the Idempotency-Key came with another request before"),
    "too_many_streams":  (503, "as many histories are followed as this process takes"),
    "away":              (503, "the database, or a provider, cannot be used for the moment"),
    "bad_message":       (400, "the message is not one of the provider's"),
    "bad_signature":     (401, "the message is not signed by the delivery server now"),
    "try_again":         (503, "the message should be sent again"),
}
"""Codes of the API itself, besides those of refusals: their status and meaning."""
# fmt: on

MAX_ALLOWED = 50
"""The most things that a problem lists as allowed now."""


class Problem(Exception):  # noqa: N818 - it is an answer
    """Ends a request with a problem document; `code` is one of `OWN`."""

    def __init__(self, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        self.code: str = code
        self.detail: str = detail
        self.headers: Mapping[str, str] = headers or {}
        super().__init__(detail)

    def answer(self, request: Request, **more: Any) -> Response:
        """Return the response; `more` are members of the document besides its code."""
        status, meaning = OWN[self.code]
        return faults.problem(
            status,
            self.detail,
            request_id=request_id(request),
            headers=self.headers,
            title=meaning,
            code=self.code,
            **more,
        )


def request_id(request: Request) -> str:
    """Return the id by which the log knows a request; empty where nobody gave it one."""
    return str(getattr(request.state, "request_id", ""))


def refused(
    request: Request, refusal: Refusal, *, ref: str | int | None = None, role: str = ""
) -> Response:
    """Answer a refusal.

    Args:
        ref: the order that it is about; with `role` the answer lists what that role may do now.
    """
    status = STATUS[refusal.code]
    if status == 412 and "if-match" not in request.headers:
        status = 409
    allowed = {} if ref is None or not role else {"allowed": _allowed(request, ref, role)}
    doc = documents.refusal(refusal)
    sentence = doc.pop("sentence")
    headers = {"Retry-After": "1"} if refusal.code in ("lane_held", "other_lifecycle") else {}
    return faults.problem(
        status,
        sentence,
        request_id=request_id(request),
        headers=headers,
        title=CODES[refusal.code],
        **doc,
        **allowed,
    )


def _allowed(request: Request, ref: str | int, role: str) -> list[dict[str, str]]:
    """List what a role may do with the order now."""
    found = site_of(request).shop.allowed(ref, role)
    if isinstance(found, Refusal):
        return []
    return [_named(option) for option in found if option.is_open][:MAX_ALLOWED]


def _named(option: options.Allowed) -> dict[str, str]:
    trigger = option.transition.trigger
    return {"machine": option.machine, "about": option.about, "trigger": trigger}
