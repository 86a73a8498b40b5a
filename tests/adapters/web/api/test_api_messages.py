"""What providers and the delivery server send counts by its signature, and needs no token."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from tests.adapters.web.conftest import asking, site_of_world
from tests.world import World

from tilaus import inbox
from tilaus.ports.payment import MessageRefused, Notice, PaymentAsk, RawMessage, Standing
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.signatures import new_secret, sign
from tilaus_adapters.web.app import make_app

HERE = "http://127.0.0.1:8080"


class Messenger(SandboxPayments):
    """A provider that sends messages: their body is the id of the order, signed by a word."""

    def parse(self, message: RawMessage) -> Notice:
        """Take what is signed."""
        if message.headers.get("signature") != "right":
            raise MessageRefused("it is not signed by this provider")
        return Notice(f"m-{message.body.decode()}", "payment", message.body.decode(), "1")

    def standing(self, ask: PaymentAsk) -> Standing | None:
        """Say that all of it is captured."""
        if not ask.amount_minor:
            raise ConnectionError
        return Standing("ref", ask.currency, ("captured",), ask.amount_minor, (), 0)


@pytest.fixture
def told(world: World) -> Iterator[TestClient]:
    payments = dict(world.shop.payments)
    world.shop.payments = {**payments, "sandbox": Messenger()}
    with asking(site_of_world(world)) as client:
        yield client


def test_a_signed_message_changes_its_order_and_a_second_one_nothing(
    world: World, told: TestClient
) -> None:
    order = world.place()
    body = order.id.encode()
    first = told.post("/api/v1/messages/sandbox", content=body, headers={"signature": "right"})
    assert (first.status_code, first.json()["code"]) == (200, "done")
    assert world.order(order).payments[0].status == "captured"
    again = told.post("/api/v1/messages/sandbox", content=body, headers={"signature": "right"})
    assert (again.status_code, again.json()["code"]) == (200, "duplicate")


def test_a_message_that_is_not_signed_is_refused(world: World, told: TestClient) -> None:
    body = world.place().id.encode()
    answer = told.post("/api/v1/messages/sandbox", content=body)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_message")


def test_a_message_that_is_too_long_is_not_read(told: TestClient) -> None:
    headers = {"signature": "right"}
    long = b"x" * (inbox.MAX_BODY + 1)
    assert told.post("/api/v1/messages/sandbox", content=long, headers=headers).status_code == 413


@pytest.mark.parametrize("name", ["wallet", "banktransfer", "nobody", "%00", "delivery"])
def test_who_sends_no_messages_here_is_answered_as_unknown(told: TestClient, name: str) -> None:
    answer = told.post(f"/api/v1/messages/{name}", content=b"x")
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_provider")


def test_the_delivery_server_is_heard_by_its_signature(world: World) -> None:
    secret = new_secret()
    app = make_app(site_of_world(world))
    app.state.delivery_secrets = (secret,)
    body = json.dumps({"type": "job.changed", "key": "nothing of ours"}).encode()
    signed = sign(secret, "message-1", world.clock(), body)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        path = "/api/v1/messages/delivery"
        taken = client.post(path, content=body, headers=signed)
        forged = client.post(path, content=body + b" ", headers=signed)
    assert (taken.status_code, taken.json()["text"]) == (200, "unknown job")
    assert (forged.status_code, forged.json()["code"]) == (401, "bad_signature")
