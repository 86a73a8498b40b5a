"""PayPal's own OpenAPI as judge of every request and of every answer, also of the double's."""

import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from openapi_core import OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

# A second validator, in Rust, is taken where it is installed, as other tests need it; it refuses
# patterns of PayPal's that are right.
os.environ.setdefault("OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND", "jsonschema")

FILES = ("checkout_orders_v2", "payments_payment_v2", "notifications_webhooks_v1")
HOST = "https://api-m.sandbox.paypal.com"

Json = dict[str, Any]


def folder() -> Path:
    """Return where PayPal's OpenAPI would be."""
    beside = Path(__file__).parents[3] / "shared" / "peers"
    return Path(os.environ.get("TILAUS_PEERS", beside)) / "paypal"


class Spec:
    """One of PayPal's files."""

    def __init__(self, doc: Json) -> None:
        self.doc = doc
        # The double looks at the token itself; the validator knows no OAuth and says so each time.
        for scheme in (doc, *(o for p in doc["paths"].values() for o in p.values())):
            if isinstance(scheme, dict):
                scheme.pop("security", None)
        # PayPal's file calls read-only what has to be posted back to have a message verified.
        for part in doc["components"]["schemas"].get("event", {}).get("properties", {}).values():
            part.pop("readOnly", None)
        self.openapi = OpenAPI.from_dict(doc)
        self.paths = [(_pattern(path), path) for path in doc["paths"]]

    def operation(self, method: str, path: str) -> Json | None:
        found = (named for pattern, named in self.paths if pattern.fullmatch(path))
        return next((o for n in found if (o := self.doc["paths"][n].get(method.lower()))), None)

    def unknown(self, schema: Json, found: object, at: str = "") -> Iterator[str]:
        """List the names in a request that PayPal's schema does not know: it would pass them."""
        if isinstance(found, list):
            items: Json = next((s["items"] for s in self.parts(schema) if "items" in s), {})
            for item in found:
                yield from self.unknown(items, item, at)
        if isinstance(found, dict):
            parts = list(self.parts(schema))
            known: Json = {}
            for part in parts:
                known |= part.get("properties", {})
            if any(part.get("additionalProperties") for part in parts) or not known:
                return
            for name, value in found.items():
                if name not in known:
                    yield f"{at}/{name} is unknown to PayPal"
                else:
                    yield from self.unknown(known[name], value, f"{at}/{name}")

    def parts(self, schema: Json) -> Iterator[Json]:
        if "$ref" in schema:
            target: Any = self.doc
            for step in schema["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            yield from self.parts(target)
            return
        yield schema
        for kind in ("allOf", "anyOf", "oneOf"):
            for part in schema.get(kind, ()):
                yield from self.parts(part)


@cache
def specs() -> tuple[Spec, ...]:
    """Read PayPal's files; none where they are absent."""
    files = [folder() / f"{name}.json" for name in FILES]
    return tuple(Spec(json.loads(f.read_text())) for f in files if f.exists())


class Judge:
    """Validate requests and answers, count them, and keep what is wrong with them."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.requests = 0
        self.answers = 0
        self.outside = 0
        self._lock = threading.Lock()

    def request(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """Return what is wrong with a request; empty where nothing is, or no file speaks of it."""
        with self._lock:
            spec = _spec(method, path)
            if spec is None:
                self.outside += 1
                return ""
            self.requests += 1
            fault = _request_fault(spec, method, path, headers, body)
            self.faults += [f"request {method} {path}: {fault}"] if fault else []
            return fault

    def answer(self, method: str, path: str, status: int, sent: bytes, body: bytes) -> str:
        """Return what is wrong with an answer to a request."""
        with self._lock:
            spec = _spec(method, path)
            if spec is None:
                return ""
            self.answers += 1
            if not body:
                return ""
            asked = _mock(method, path, {}, sent)
            reply = MockResponse(data=body, status_code=status, content_type="application/json")
            try:
                spec.openapi.validate_response(asked, reply)
            except OpenAPIError as found:
                fault = _words(found)
                self.faults.append(f"answer {status} to {method} {path}: {fault}")
                return fault
            return ""


TOTAL = Judge()
"""The judge of the whole run."""


def _request_fault(
    spec: Spec, method: str, path: str, headers: Mapping[str, str], body: bytes
) -> str:
    try:
        spec.openapi.validate_request(_mock(method, path, headers, body))
    except OpenAPIError as found:
        return _words(found)
    operation = spec.operation(method, path) or {}
    content = next(spec.parts(operation.get("requestBody", {})), {}).get("content", {})
    schema = content.get("application/json", {}).get("schema")
    unknown = list(spec.unknown(schema, json.loads(body))) if schema and body else []
    return "; ".join(unknown)


def _mock(method: str, path: str, headers: Mapping[str, str], body: bytes) -> MockRequest:
    named = {k: v for k, v in headers.items() if k.lower() != "content-type"}
    kind = next((v for k, v in headers.items() if k.lower() == "content-type"), "application/json")
    bare, _, query = path.partition("?")
    args = dict(p.split("=", 1) for p in query.split("&") if "=" in p)
    return MockRequest(
        HOST, method.lower(), bare, args=args, headers=named, data=body, content_type=kind
    )


def _spec(method: str, path: str) -> Spec | None:
    bare = path.partition("?")[0]
    return next((s for s in specs() if s.operation(method, bare) is not None), None)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", path))


def _words(found: BaseException) -> str:
    cause = found.__cause__ or found
    errors: Any = getattr(cause, "schema_errors", None) or getattr(found, "schema_errors", ())
    said = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in errors]
    return "; ".join(said) or f"{type(found).__name__} {cause}"[:300]
