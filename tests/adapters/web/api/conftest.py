"""A program that uses the API of a shop in memory: `program` has every scope."""

from collections.abc import Collection, Iterator
from itertools import count
from typing import Any

import pytest
from httpx2 import Response
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking
from tests.world import World

from tilaus_adapters.web.site import Site
from tilaus_adapters.web.tokens import SCOPES, ApiTokens

V1 = "/api/v1"

GUESTS_ORDER: dict[str, Any] = {
    "currency": "EUR",
    "customer": {"email": "guest@customer.example"},
    "items": [{"service": "YouTube views", "target": "clip", "quantity": 1000, "unit_minor": 1}],
    "payments": [{"method": "card"}],
}
"""An order as a program places it, for a guest."""

STAFF = {"role": "staff", "id": "anna"}

Json = Any


class Program:
    """Somebody with a token; every POST gets a key of its own, unless one is named."""

    def __init__(self, client: TestClient, secret: str) -> None:
        self.client, self.secret = client, secret
        self._keys = count(1)

    def get(self, path: str, **headers: str) -> Response:
        """Ask for a path below /api/v1; headers are named with underscores."""
        return self.client.get(V1 + path, headers=self._headers(headers))

    def post(self, path: str, body: Json, **headers: str) -> Response:
        """Send a document."""
        named = {"idempotency_key": f"key-{next(self._keys)}", **headers}
        return self.client.post(V1 + path, json=body, headers=self._headers(named))

    def send(self, path: str, content: bytes, **headers: str) -> Response:
        """Send bytes that may be anything, as JSON."""
        named = {"idempotency_key": f"key-{next(self._keys)}", **headers}
        told = {"content-type": "application/json", **self._headers(named)}
        return self.client.post(V1 + path, content=content, headers=told)

    def give(self, number: int, name: str, body: Json, **headers: str) -> Response:
        """Give a command, as staff where the body names nobody."""
        return self.post(f"/orders/{number}/commands/{name}", {"by": STAFF, **body}, **headers)

    def place(self, **changes: Any) -> dict[str, Any]:
        """Place an order that must be granted; return its document."""
        answer = self.post("/orders", {**GUESTS_ORDER, **changes})
        assert answer.status_code == 201, answer.text
        placed: dict[str, Any] = answer.json()["order"]
        return placed

    def _headers(self, headers: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return {"authorization": f"Bearer {self.secret}", **named}


def program_of(
    site: Site, client: TestClient, scopes: Collection[str], name: str = "store"
) -> Program:
    """Return a program with a new token."""
    shop = site.shop
    return Program(client, ApiTokens(shop.store, shop.clock).add(name, scopes))


@pytest.fixture
def program(site: Site) -> Iterator[Program]:
    with asking(site) as client:
        yield program_of(site, client, SCOPES)


@pytest.fixture
def shop_world(world: World, program: Program) -> World:
    """The world that the program's shop is in."""
    return world
