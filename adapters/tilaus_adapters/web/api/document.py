"""The OpenAPI document: what FastAPI says of the paths, and what all of them have in common."""

import json
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

Doc = dict[str, Any]

DESCRIPTION = """\
Orders, payments, deliveries and refunds of one shop, for programs.

* **Tokens.** `Authorization: Bearer tilaus_...`, made by `tilaus token add`. A scope is `read`,
  `place`, or `act:ROLE`; what a program does is recorded under that role and the token's name.
* **Amounts** are whole minor units of the currency beside them; **times** are RFC 3339 in UTC.
* **Changes** need an `Idempotency-Key`; the same request with the same key again changes nothing.
  `If-Match` with the order's `ETag` does it only where nobody changed the order meanwhile.
* **Problems** are RFC 9457 documents with a `code`.
* **Lists** come in pages: `next`, or the header `Link`, leads to the one that follows.
"""

# fmt: off
TAGS = (
    ("orders",   "Placing and reading orders."),
    ("commands", "What may be asked of an order. The shop's tables say who may, and when."),
    ("effects",  "What the shop asked of the world."),
    ("wallets",  "Store credit."),
    ("shop",     "Figures, machines and rules."),
    ("tracking", "What a customer sees; no token."),
    ("messages", "What providers and the delivery server send; signed, no token."),
)
# fmt: on

OPEN_TAGS = frozenset({"tracking", "messages"})
"""The tags of paths that need no token."""

PROBLEM = "application/problem+json"


def text(routes: Sequence[BaseRoute]) -> str:
    """Return the document of some routes as JSON; the same routes give the same text."""
    doc = get_openapi(
        title="tilaus",
        version=version("tilaus"),
        openapi_version="3.1.0",
        description=DESCRIPTION,
        routes=routes,
        tags=[{"name": name, "description": what} for name, what in TAGS],
    )
    components = doc.setdefault("components", {})
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    for operation in _operations(doc):
        _finish(operation)
    return json.dumps(doc, ensure_ascii=False, indent=1) + "\n"


def _operations(doc: Doc) -> Iterator[Doc]:
    for path in doc["paths"].values():
        yield from path.values()


def _finish(operation: Doc) -> None:
    """Say of an operation what all have in common."""
    is_open = bool(OPEN_TAGS & set(operation["tags"]))
    # FastAPI's ids go on with the path; ours are names, which no two operations share.
    operation["operationId"] = operation["operationId"].partition("_api_v1")[0]
    operation["security"] = [] if is_open else [{"token": []}]
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            response["content"] = {PROBLEM: content["application/json"]}
        if int(status) < 300 and _is_tagged(operation, response):
            what = "The order's version."
            response["headers"] = {"ETag": {"description": what, "schema": {"type": "string"}}}


def _is_tagged(operation: Doc, response: Doc) -> bool:
    """Tell whether an answer is an order, or what became of one."""
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    return name in ("OrderDoc", "Changed")
