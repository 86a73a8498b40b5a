"""Stripe's own description as a judge of requests and answers.

A form body is decoded from bracket notation into a tree, its texts are read as the types that the
schema names, and the tree is validated. Nested objects are closed: Stripe refuses names that it
does not know at any depth, its description says so at the top only.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

import pytest
from openapi_schema_validator import OAS30Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

ROOT = Path(__file__).parents[2]
PEERS = Path(os.environ.get("TILAUS_PEERS", ROOT.parent / "shared" / "peers"))
DESCRIPTION = PEERS / "stripe" / "openapi-slim.json"
MISSING = "Stripe's description is neither in ../shared/peers nor in $TILAUS_PEERS"

needed = pytest.mark.skipif(not DESCRIPTION.exists(), reason=MISSING)

Tree = dict[str, Any]
_WHOLE = re.compile(r"-?\d+", re.ASCII)


class Judge:
    """Judges what went over the wire; `counted` tells how many of each were found right."""

    def __init__(self, document: Tree) -> None:
        self._document = document
        self._registry: Registry[Any] = Registry().with_resource(
            "urn:stripe", DRAFT4.create_resource(document)
        )
        self._validators: dict[str, tuple[Tree, Any]] = {}
        self.counted: Counter[str] = Counter()

    def request(self, method: str, path: str, query: str, body: str) -> list[str]:
        """List what is wrong with a request; nothing where it is right."""
        template, operation = self._operation(method, path)
        if operation is None:
            return [f"{method} {path}: no such operation"]
        form = _tree(parse_qsl(body, keep_blank_values=True))
        asked = _tree(parse_qsl(query, keep_blank_values=True))
        faults = [*self._faults(form, _form_schema(operation), f"{method} {template}")]
        faults += self._faults(asked, _query_schema(operation), f"{method} {template}?")
        if not faults:
            self.counted["requests"] += 1
        return faults

    def answer(self, method: str, path: str, status: int, tree: Tree) -> list[str]:
        """List what is wrong with an answer."""
        template, operation = self._operation(method, path)
        if operation is None:
            return []
        told = operation["responses"].get(str(status), operation["responses"]["default"])
        schema = told["content"]["application/json"]["schema"]
        parts: dict[str, list[Tree]] = {"charge": [], "balance_transaction": []}
        faults = [*self._faults(_collapsed(tree, parts), schema, f"{method} {template} {status}")]
        for name, found in parts.items():
            reference = {"$ref": f"#/components/schemas/{name}"}
            for one in found:
                faults += self._faults(one, reference, f"{name} in {template}")
        if not faults:
            self.counted["answers"] += 1
        return faults

    def event(self, tree: Tree) -> list[str]:
        """List what is wrong with a message, and with the object that it carries."""
        kind = tree["data"]["object"]["object"]
        reference = "#/components/schemas/"
        faults = [*self._faults(tree, {"$ref": f"{reference}event"}, "event")]
        found = _collapsed(tree["data"]["object"], {"charge": [], "balance_transaction": []})
        faults += self._faults(found, {"$ref": f"{reference}{kind}"}, f"event about {kind}")
        if not faults:
            self.counted["messages"] += 1
        return faults

    def _operation(self, method: str, path: str) -> tuple[str, Tree | None]:
        """Find an operation; a path without variables goes before one with."""
        paths: Tree = self._document["paths"]
        for template in sorted(paths, key=lambda one: one.count("{")):
            pattern = re.sub(r"\{\w+\}", "[^/]+", template)
            if re.fullmatch(pattern, path) and method.lower() in paths[template]:
                return template, paths[template][method.lower()]
        return path, None

    def _faults(self, tree: Any, schema: Tree, where: str) -> Iterable[str]:
        if where not in self._validators:
            wide = json.loads(json.dumps(schema).replace('"#/', '"urn:stripe#/'))
            self._validators[where] = wide, OAS30Validator(wide, registry=self._registry)
        wide, validator = self._validators[where]
        for error in validator.iter_errors(_typed(tree, wide)):
            at = ".".join(str(step) for step in error.absolute_path)
            yield f"{where}: {at or 'body'}: {error.message[:200]}"


@cache
def judge() -> Judge | None:
    """Return the judge of this process, or None where the description is not here."""
    if not DESCRIPTION.exists():
        return None
    return Judge(_nullable(json.loads(DESCRIPTION.read_text(encoding="utf-8"))))


def _nullable(node: Any) -> Any:
    """Say of `anyOf` and `enum` what the validator takes from `type` only: that null is right."""
    if isinstance(node, list):
        return [_nullable(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {name: _nullable(one) for name, one in node.items()}
    if found.get("nullable") is True and "anyOf" in found:
        nothing = {"type": "string", "nullable": True, "enum": [None]}
        found["anyOf"] = [*found["anyOf"], nothing]
    if found.get("nullable") is True and "enum" in found:
        found["enum"] = [*found["enum"], None]
    return found


def _form_schema(operation: Tree) -> Tree:
    content = operation.get("requestBody", {}).get("content", {})
    form = content.get("application/x-www-form-urlencoded", {})
    nothing: Tree = {"type": "object", "properties": {}}
    return cast(Tree, _closed(form.get("schema", nothing)))


def _query_schema(operation: Tree) -> Tree:
    asked = [one for one in operation.get("parameters", []) if one["in"] == "query"]
    schema = {
        "type": "object",
        "properties": {one["name"]: one["schema"] for one in asked},
        "required": [one["name"] for one in asked if one.get("required")],
    }
    return cast(Tree, _closed(schema if schema["required"] else {**schema, "required": []}))


def _closed(node: Any) -> Any:
    if isinstance(node, list):
        return [_closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    found = {name: _closed(one) for name, one in node.items()}
    if found.get("required") == []:
        del found["required"]
    if found.get("type") == "object" and isinstance(found.get("properties"), dict):
        found.setdefault("additionalProperties", False)
    return found


def _tree(pairs: Iterable[tuple[str, str]]) -> Tree:
    """Read `a[b][0]=c` as `{"a": {"b": ["c"]}}`."""
    tree: Tree = {}
    for name, text in pairs:
        first, *steps = [one.rstrip("]") for one in name.split("[")]
        node, last = tree, first
        for step in steps:
            node = node.setdefault(last, {})
            last = step or str(len(node))
        node[last] = text
    return cast(Tree, _lists(tree))


def _lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    if node and all(name.isdecimal() for name in node):
        return [_lists(node[name]) for name in sorted(node, key=int)]
    return {name: _lists(one) for name, one in node.items()}


def _typed(value: Any, schema: Tree) -> Any:
    """Read texts as what the schema names; a text that is no such thing stays, and is a fault."""
    for option in schema.get("anyOf", []):
        read = _typed(value, option)
        if OAS30Validator(option).is_valid(read):
            return read
    kind = schema.get("type")
    if isinstance(value, dict) and kind == "object":
        names: Mapping[str, Tree] = schema.get("properties", {})
        return {name: _typed(one, names.get(name, {})) for name, one in value.items()}
    if isinstance(value, list) and kind == "array":
        return [_typed(one, schema.get("items", {})) for one in value]
    if isinstance(value, str) and kind == "integer" and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, str) and kind == "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _collapsed(node: Any, parts: dict[str, list[Tree]]) -> Any:
    """Put the id in the place of what was given whole because the request asked for it."""
    if not isinstance(node, dict):
        return node
    found = dict(node)
    if node.get("object") == "list":
        found["data"] = [_collapsed(one, parts) for one in node["data"]]
    for name, kind in (("latest_charge", "charge"), ("balance_transaction",) * 2):
        inner = found.get(name)
        if isinstance(inner, dict):
            parts[kind].append(_collapsed(inner, parts))
            found[name] = inner["id"]
    return found
