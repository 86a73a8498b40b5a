"""What the OpenAPI document says is what the API does: asked at random, by the document itself."""

import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.adapters.web.conftest import site_of_world
from tests.world import STAFF, World

from tilaus.commands import SERVER, Advance, DeliveryReported
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.api import routes
from tilaus_adapters.web.api.problems import OWN
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.tokens import SCOPES, ApiTokens

ROOT = Path(__file__).parents[4]

EACH = 32
"""How many requests each path is asked with, rightly and again wrongly, at most."""

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)

CHECKS: list[Callable[..., Any]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]

pytestmark = pytest.mark.filterwarnings("default::DeprecationWarning")


def _document() -> dict[str, Any]:
    doc: dict[str, Any] = json.loads(routes.openapi())
    return doc


def test_the_document_is_valid_openapi_3_1() -> None:
    OpenAPIV31SpecValidator(_document()).validate()


def test_each_operation_has_a_name_of_its_own_and_says_what_it_is() -> None:
    operations = [o for path in _document()["paths"].values() for o in path.values()]
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names)) == len(operations)
    assert all(o["description"] and o["tags"] and "security" in o for o in operations)


def test_every_body_has_an_example_that_its_own_schema_takes() -> None:
    from openapi_schema_validator import OAS31Validator

    doc = _document()
    seen = 0
    for path, operations in doc["paths"].items():
        body = operations.get("post", {}).get("requestBody", {}).get("content", {})
        schema = body.get("application/json", {}).get("schema")
        if not schema:
            continue
        name = schema["$ref"].rpartition("/")[2]
        whole = {**doc["components"]["schemas"][name], "components": doc["components"]}
        assert schema["examples"], path
        for example in schema["examples"]:
            OAS31Validator(whole).validate(example)
            seen += 1
    assert seen >= 24


def test_what_changes_something_needs_a_key_and_says_so() -> None:
    for path, operations in _document()["paths"].items():
        if "post" in operations and not path.endswith("/quote") and "/messages/" not in path:
            named = {p["name"]: p["required"] for p in operations["post"]["parameters"]}
            assert named.get("Idempotency-Key") is True, path


def test_the_examples_of_the_how_to_are_requests_that_the_document_knows() -> None:
    from openapi_schema_validator import OAS31Validator

    doc = _document()
    page = (ROOT / "docs/how-to/use-the-api.md").read_text(encoding="utf-8")
    calls = re.findall(r"curl -s http://127.0.0.1:8080(\S+).*?-d '(.*?)'\n```", page, re.DOTALL)
    assert len(calls) == 3
    for path, body in calls:
        named = path.replace("/50001", "/{number}")
        content = doc["paths"][named]["post"]["requestBody"]["content"]
        name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
        whole = {**doc["components"]["schemas"][name], "components": doc["components"]}
        OAS31Validator(whole).validate(json.loads(body))


def test_the_reference_names_every_path_and_every_code_of_the_api() -> None:
    page = (ROOT / "docs/reference/rest.md").read_text(encoding="utf-8")
    for path in _document()["paths"]:
        short = path.removeprefix("/api/v1")
        name = short.rpartition("/")[2] if "/commands/" in short else short
        assert f"{name}`" in page, path
    assert [code for code in OWN if f"`{code}`" not in page] == []


def test_random_requests_get_documented_answers_and_no_server_error() -> None:
    """At least 2,000 requests, right ones and wrong ones, against a shop with orders in it."""
    world = _lively()
    secret = ApiTokens(world.store, world.clock).add("fuzz", SCOPES)
    app = make_app(site_of_world(world))
    app.state.stopping.set()  # streams tell what there is, and do not wait for more
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
    asked: Counter[int] = Counter()
    numbers = sorted(order.number for order in world.orders())
    for found in schema.get_all_operations():
        described: Any = found
        operation = described.ok()
        for mode in MODES:
            _ask(operation, mode, secret, numbers, asked)
    assert asked.total() >= 2_000, asked
    assert asked[200] + asked[201] >= 200, asked
    world.settle()
    world.check()


def _ask(
    operation: Any, mode: GenerationMode, secret: str, numbers: list[int], asked: Counter[int]
) -> None:
    """Ask one path with requests that its document describes, or with wrong ones."""

    @seed(7)
    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), number=st.sampled_from(numbers))
    def ask(case: Any, number: int) -> None:
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {secret}"}
        if mode is GenerationMode.POSITIVE and "number" in (case.path_parameters or {}):
            case.path_parameters["number"] = number
        answer = case.call()
        asked[answer.status_code] += 1
        # An address that is too long never comes to what looks at its parts.
        checks = [*CHECKS, negative_data_rejection] if answer.status_code != 414 else CHECKS
        case.validate_response(answer, checks=checks)

    ask()


def _lively() -> World:
    """Return a shop with orders in all kinds of states."""
    world = World(MemoryStore())
    for step in range(4):
        order = world.place()
        if step > 0:
            world.pay(order)
            world.settle()
        if step == 2:
            failed = DeliveryReported("1", "failed", reason="customer_error", by=SERVER)
            world.shop.handle(order.id, failed)
    world.handle(world.place(), Advance("hold", by=STAFF))
    return world
