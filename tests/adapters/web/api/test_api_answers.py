"""Whoever asks for whatever is answered as was approved: see tests/adapters/web/api/answers.py."""

import json

from tests.adapters.web.api import answers

from tilaus_adapters.web.api import routes


def test_every_token_and_every_role_is_answered_as_was_approved() -> None:
    assert answers.text() == answers.HERE.read_text(encoding="utf-8")


def test_every_path_of_the_document_is_in_the_table() -> None:
    document = json.loads(routes.openapi())
    asked = {
        (method, "/api/v1" + path.partition("?")[0].replace("/sandbox", "/{provider}"))
        for method, path in answers.PATHS
    }
    known = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
        if "/commands/" not in path
    }
    named = {(method, path.replace("/machines/item", "/machines/{name}")) for method, path in asked}
    assert known <= named
