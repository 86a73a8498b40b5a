"""Against localstripe, as its own process, with Stripe's own SDK as a second client.

What localstripe does otherwise than Stripe is told in `tests.providers.localstripe` and where it
matters below.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from urllib.error import HTTPError

import pytest
import stripe as sdk
from tests.providers.localstripe import MISSING, PATIENCE_S, Server, program, started

from tilaus.ports.payment import PaymentAsk, RawMessage
from tilaus.record import replace
from tilaus.testing.payment import PRICE, PaymentContract
from tilaus_adapters.payment.stripe import StripePayments

pytestmark = pytest.mark.skipif(program() is None, reason=MISSING)

CONTRACT = PaymentContract()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with started() as running:
        yield running


@pytest.fixture
def payments(server: Server) -> Iterator[StripePayments]:
    with closing(adapter(server, "automatic")) as made:
        yield made


def adapter(server: Server, capture: Any) -> StripePayments:
    return StripePayments(
        server.key, [server.secret], base_url=server.url, form="intent", capture=capture
    )


@pytest.fixture
def client(server: Server) -> sdk.StripeClient:
    return sdk.StripeClient(server.key, base_addresses={"api": server.url}, max_network_retries=0)


def card(server: Server, number: str = "4242424242424242") -> str:
    form = {"type": "card", "card[number]": number, "card[exp_month]": "12"}
    more = {"card[exp_year]": "2030", "card[cvc]": "123"}
    found: str = json.loads(server.post("/v1/payment_methods", **form, **more))["id"]
    return found


def confirm(server: Server, reference: str, number: str = "4242424242424242") -> None:
    """Do what Stripe's script does in the customer's browser."""
    server.post(f"/v1/payment_intents/{reference}", payment_method=card(server, number))
    server.post(f"/v1/payment_intents/{reference}/confirm")


def ask(what: str, reference: str = "", **more: Any) -> PaymentAsk:
    return replace(CONTRACT.ask(what), reference=reference, **more)


def back(minor: int, reference: str, refund: str = "1") -> PaymentAsk:
    return replace(CONTRACT.back(minor, refund), reference=reference)


def test_a_payment_is_paid_and_refunded_in_parts_and_the_sdk_sees_the_same(
    server: Server, payments: StripePayments, client: sdk.StripeClient
) -> None:
    opened = payments.create(ask("create"))
    assert (opened.state, opened.message) == ("pending", "opened")
    secret = payments.client_secret(ask("create", opened.reference))
    seen = client.v1.payment_intents.retrieve(opened.reference)
    assert (seen.amount, seen.currency, seen.client_secret) == (PRICE, "eur", secret)
    assert seen.metadata.to_dict() == {"order_id": "order-1", "payment": "1", "number": "50001"}

    confirm(server, opened.reference)
    assert client.v1.payment_intents.retrieve(opened.reference).status == "succeeded"
    paid = payments.look_up(ask("create", opened.reference))
    assert paid is not None
    assert (paid.message, paid.amount_minor) == ("captured", PRICE)

    for refund, minor in (("1", 4_000), ("2", PRICE - 4_000)):
        answer = payments.refund(back(minor, opened.reference, refund))
        assert (answer.state, answer.message) == ("done", "succeeded")
        assert payments.look_up(back(minor, opened.reference, refund)) == answer
    listed = client.v1.refunds.list({"payment_intent": opened.reference}).data
    assert sorted(one.amount for one in listed) == [4_000, PRICE - 4_000]
    found = payments.standing(ask("create", opened.reference))
    assert found is not None
    assert (found.captured_minor, found.refunded_minor, found.fee_minor) == (PRICE, PRICE, 0)
    assert {(one.refund, one.reference) for one in found.refunds} == {
        (one.metadata["refund"], one.id) for one in listed if one.metadata
    }


def test_a_refund_of_the_sdk_is_one_that_was_made_at_the_provider(
    server: Server, payments: StripePayments, client: sdk.StripeClient
) -> None:
    reference = payments.create(ask("create")).reference
    confirm(server, reference)
    made = client.v1.refunds.create({"payment_intent": reference, "amount": 300})
    found = payments.standing(ask("create", reference))
    assert found is not None
    assert [(one.reference, one.refund) for one in found.refunds] == [(made.id, "")]


def test_three_d_secure_is_waited_for(server: Server, payments: StripePayments) -> None:
    """localstripe asks for Stripe's script, never for a redirect."""
    reference = payments.create(ask("create")).reference
    confirm(server, reference, "4000002500003155")
    waiting = payments.look_up(ask("create", reference))
    assert waiting is not None
    assert (waiting.state, waiting.message, waiting.pay_url) == ("pending", "opened", "")
    server.post(
        f"/v1/payment_intents/{reference}/_authenticate",
        client_secret=payments.client_secret(ask("create", reference)),
        success="true",
    )
    paid = payments.look_up(ask("create", reference))
    assert paid is not None
    assert (paid.message, paid.amount_minor) == ("captured", PRICE)


def test_a_failed_three_d_secure_may_be_tried_again(
    server: Server, payments: StripePayments
) -> None:
    reference = payments.create(ask("create")).reference
    confirm(server, reference, "4000002500003155")
    secret = payments.client_secret(ask("create", reference))
    path = f"/v1/payment_intents/{reference}/_authenticate"
    server.post(path, client_secret=secret, success="false")
    declined = payments.look_up(ask("create", reference))
    assert declined is not None
    assert (declined.message, declined.may_retry) == ("failed", True)
    assert declined.code == "payment_intent_authentication_failure"


def test_a_decline_is_told(server: Server, payments: StripePayments) -> None:
    reference = payments.create(ask("create")).reference
    with pytest.raises(HTTPError, match="402"):
        confirm(server, reference, "4000000000000341")
    declined = payments.look_up(ask("create", reference))
    assert declined is not None
    assert (declined.state, declined.message) == ("refused", "failed")
    assert (declined.code, declined.may_retry) == ("card_declined", True)


def test_a_part_of_what_was_authorised_is_captured(
    server: Server, client: sdk.StripeClient
) -> None:
    """localstripe books all as captured and the rest as refunded: the sum is right."""
    with closing(adapter(server, "manual")) as payments:
        reference = payments.create(ask("create")).reference
        confirm(server, reference)
        found = payments.standing(ask("create", reference))
        assert found is not None
        assert found.messages == ("authorised",)
        answer = payments.capture(ask("capture", reference, amount_minor=7_000))
        assert (answer.state, answer.message) == ("done", "captured")
        found = payments.standing(ask("create", reference))
        assert found is not None
        assert found.captured_minor - found.refunded_minor == 7_000
    assert client.v1.payment_intents.retrieve(reference).status == "succeeded"


def test_an_authorisation_is_given_back(server: Server, client: sdk.StripeClient) -> None:
    with closing(adapter(server, "manual")) as payments:
        reference = payments.create(ask("create")).reference
        confirm(server, reference)
        assert payments.void(ask("void", reference)).message == "voided"
    assert client.v1.payment_intents.retrieve(reference).status == "canceled"


def test_its_messages_are_verified_and_found(server: Server, payments: StripePayments) -> None:
    reference = payments.create(ask("create")).reference
    while not server.messages.empty():
        server.messages.get()
    confirm(server, reference)
    while True:
        body, headers = server.messages.get(timeout=PATIENCE_S)
        if reference.encode() in body:
            break
    notice = payments.parse(RawMessage(body, headers, datetime.now(UTC)))
    assert (notice.kind, notice.reference) == ("payment_intent.succeeded", reference)
    assert (notice.order_id, notice.payment) == ("order-1", "1")
