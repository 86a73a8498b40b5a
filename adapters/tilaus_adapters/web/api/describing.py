"""What the OpenAPI document says of the answers of a path: the status, the model, the headers."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from tilaus_adapters.web.api.answers import ProblemDoc

Responses = dict[int | str, dict[str, Any]]

# fmt: off
MEANING: Mapping[int, str] = {
    304: "It is as `If-None-Match` says.",
    400: "The request is not complete, or not one at all.",
    401: "There is no token, or none that counts.",
    403: "The token's scopes, or the shop's tables, do not allow it.",
    404: "There is nothing of that name here.",
    408: "The body did not arrive in time.",
    409: "The order does not allow it as it stands.",
    410: "It was here, and is not shown any more.",
    412: "The order has changed since the version that If-Match names.",
    413: "The body is too long.",
    414: "The address is too long.",
    415: "The body is not application/json.",
    422: "What was sent can never be granted as it is.",
    431: "The headers are too long.",
    503: "Not now: try again later.",
}
# fmt: on

ALWAYS = (400, 414, 431, 503)
"""What every path may answer."""

READ = (401, 403, 422)
"""What paths that only read may answer besides."""

CHANGE = (400, 401, 403, 404, 408, 409, 412, 413, 415, 422)
"""What paths that take a body may answer besides."""


def answers(model: type[BaseModel], *statuses: int, good: int = 200, what: str = "") -> Responses:
    """Describe a path: its good answer, and the statuses of its problems."""
    found: Responses = {good: {"model": model, "description": what or _first_line(model)}}
    return {**found, **problems(*statuses)}


def problems(*statuses: int) -> Responses:
    """Describe the problems of a path."""
    return {
        status: {"model": ProblemDoc, "description": MEANING[status]}
        for status in sorted({*statuses, *ALWAYS})
    }


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def header(name: str, what: str, *, required: bool, example: str) -> dict[str, Any]:
    """Describe a header that a path reads by itself."""
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": what,
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        "example": example,
    }


KEY: dict[str, Any] = {
    **header(
        "Idempotency-Key",
        "Names the wish: sent again, it changes nothing and is answered with what came of it.",
        required=True,
        example="9a3f1c52-2f6e-4b5a-8d31-0d0f4b0c7a11",
    ),
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
}

IF_MATCH: dict[str, Any] = {
    **header(
        "If-Match",
        "The ETag that the order came with: answered with 412 where it has changed since.",
        required=False,
        example='"7"',
    ),
    "schema": {"type": "string", "pattern": '^("[0-9]{1,15}"|\\*)$'},
}
