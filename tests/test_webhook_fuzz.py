"""What anybody may send to the address for a provider's messages: nothing changes, nothing breaks.

Each body is one of the provider's own messages, spoiled. Those that are signed rightly are what a
provider with a fault of its own would send.
"""

import hmac
import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from tests.providers.harness import Harness, PayPal, StripeCheckout
from tests.providers.paypal_double import WEBHOOK_ID
from tests.providers.paypal_signing import headers as paypal_headers
from tests.world import World
from tilaus.inbox import MAX_BODY, receive
from tilaus.ports.payment import RawMessage
from tilaus.testing.orders import ORDER_50001
from tilaus_adapters.storage.memory import MemoryStore

BODIES = 5_000
CODES = {
    200: {"done", "duplicate", "nothing_of_ours", "unknown_order"},
    400: {"bad_message"},
    413: {"too_long"},
    503: {"away"},
}
"""The answers that are documented (`tilaus.inbox.Reply`)."""

Signed = tuple[bytes, Mapping[str, str]]
Chance = random.Random
STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    1 << 80,
    1.5,
    "",
    "x" * 5_000,
    [],
    {},
    [[]],
    {"id": {}},
    "\x00",
    "🧾",
)


def stripe_signed(harness: Any, body: bytes) -> Signed:
    at = harness.double.state.now
    words = f"{at}.".encode() + body
    mac = hmac.new(harness.double.secret.encode(), words, sha256).hexdigest()
    return body, {"Stripe-Signature": f"t={at},v1={mac}"}


def paypal_signed(harness: Any, body: bytes) -> Signed:
    return body, paypal_headers(body, harness.now(), WEBHOOK_ID, "fuzz-1")


SIGNED: Mapping[type[Harness], Callable[[Any, bytes], Signed]] = {
    StripeCheckout: stripe_signed,
    PayPal: paypal_signed,
}


def _places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(tree, dict | list):
        for step, below in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from _places(below, (*path, step))


def _retyped(chance: Chance, body: bytes) -> bytes:
    """Put something strange in a place of a document, or take the place out."""
    tree = json.loads(body)
    path = chance.choice(list(_places(tree)))
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    if chance.random() < 0.3:
        del parent[path[-1]]
    else:
        parent[path[-1]] = chance.choice(STRANGE)
    return json.dumps(tree).encode()


def _doubled(chance: Chance, body: bytes) -> bytes:
    """Give a document the same key twice."""
    key = chance.choice(list(json.loads(body)))
    return body[:-1] + f', "{key}": {json.dumps(chance.choice(STRANGE))}}}'.encode()


def _flipped(chance: Chance, body: bytes) -> bytes:
    at = chance.randrange(len(body))
    return body[:at] + bytes([body[at] ^ (1 << chance.randrange(8))]) + body[at + 1 :]


def _cut(chance: Chance, body: bytes) -> bytes:
    return body[: chance.randrange(len(body))]


def _deep(chance: Chance, body: bytes) -> bytes:
    return b"[" * chance.choice((10, 2_000, 100_000))


def _huge(chance: Chance, body: bytes) -> bytes:
    return body + b" " * MAX_BODY


SPOILED = (_retyped, _retyped, _doubled, _flipped, _cut, _deep)


def _headers(chance: Chance, headers: Mapping[str, str]) -> dict[str, str]:
    """Spoil a header, or leave one out."""
    spoiled = dict(headers)
    name = chance.choice(list(spoiled))
    if chance.random() < 0.3:
        del spoiled[name]
    else:
        value = spoiled[name]
        at = chance.randrange(len(value))
        other = chance.choice(("", "ä", "\x00", "0", "=,", value[:at], value[::-1], value * 50))
        spoiled[name] = value[:at] + other
    return spoiled


@pytest.fixture(params=SIGNED, ids=lambda kind: kind.name)
def harness(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = request.param(World(MemoryStore()))
    yield made
    if hasattr(made.double, "faults"):
        made.double.faults.clear()  # What an adapter asks about a spoiled id need not be found.
    made.close()


def messages(harness: Any) -> list[Signed]:
    """Let an order be paid; return what the provider said of it, all of it known already."""
    harness.world.place(*ORDER_50001, method=harness.method)
    harness.world.drain()
    said: list[Signed] = []
    harness.pay(harness.world.order(50001).payments[0].reference)
    for _ in range(3):
        fresh = harness.double.messages()
        said += fresh
        for body, headers in fresh:
            receive(harness.world.shop, "sandbox", RawMessage(body, headers, harness.now()))
        harness.world.drain()
    assert harness.world.order(50001).status == "processing"
    return said


def spoiled(harness: Any, chance: Chance, said: list[Signed]) -> tuple[str, RawMessage]:
    """Return one message that nobody should take, and what is wrong with it."""
    body, headers = chance.choice(said)
    now, kind = harness.now(), chance.randrange(6)
    if kind == 0:
        return "header", RawMessage(body, _headers(chance, headers), now)
    if kind == 1:
        return "body", RawMessage(chance.choice(SPOILED)(chance, body), headers, now)
    if kind == 2:
        return "age", RawMessage(body, headers, now + timedelta(hours=chance.choice((-9, 9))))
    if kind == 3 and chance.random() < 0.05:
        return "huge", RawMessage(*SIGNED[type(harness)](harness, _huge(chance, body)), now)
    if kind == 4:
        return "replay", RawMessage(body, headers, now)
    wrong = chance.choice(SPOILED)(chance, body)
    return "signed", RawMessage(*SIGNED[type(harness)](harness, wrong), now)


def test_five_thousand_spoiled_messages_change_nothing_and_are_answered_as_documented(
    harness: Any,
) -> None:
    chance, said = random.Random(harness.name), messages(harness)
    before, seen = harness.world.order(50001), Counter[tuple[str, str]]()
    for _ in range(BODIES):
        kind, message = spoiled(harness, chance, said)
        reply = receive(harness.world.shop, "sandbox", message)
        assert reply.code in CODES[reply.status], (kind, reply)
        assert not reply.refusals, (kind, reply)
        seen[kind, reply.code] += 1
    assert harness.world.order(50001) == before
    assert seen.total() == BODIES
    never = {"header", "age"}
    assert not [code for kind, code in seen if kind in never and code in ("done", "unknown_order")]
