"""Stripe's messages: the signature is checked first, and what they are about is found."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import stripe as sdk
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.stripe_double import StripeDouble

from tilaus.ports.payment import MessageRefused, Notice, RawMessage
from tilaus.record import replace
from tilaus.testing.payment import PaymentContract
from tilaus_adapters.payment.stripe import StripePayments
from tilaus_adapters.payment.stripe_http import Unanswered
from tilaus_adapters.payment.stripe_webhooks import TOLERANCE_S, check, signature

SECRET, OLD = "whsec_of_the_double", "whsec_before"
AT = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ASK = PaymentContract().ask()


@pytest.fixture
def stripe() -> Iterator[StripeDouble]:
    with StripeDouble() as double:
        yield double


@pytest.fixture
def payments(stripe: StripeDouble) -> Iterator[StripePayments]:
    made = StripePayments(
        stripe.key,
        [SECRET, OLD],
        return_url="https://shop.example/",
        base_url=stripe.url,
        clock=stripe.at,
    )
    with closing(made):
        yield made


def raw(body: bytes | Mapping[str, Any], secret: str = SECRET, at: datetime = AT) -> RawMessage:
    text = body if isinstance(body, bytes) else json.dumps(body).encode()
    t = int(at.timestamp())
    return RawMessage(text, {"stripe-signature": f"t={t},v1={signature(secret, t, text)}"}, AT)


def event(**change: Any) -> dict[str, Any]:
    about = {"object": "payment_intent", "id": "pi_1", "metadata": {}}
    return {
        "id": "evt_1",
        "object": "event",
        "type": "payment_intent.succeeded",
        "livemode": False,
        "data": {"object": about},
        **change,
    }


# ------------------------------------------------------------------------- the official SDK


def test_the_sdk_takes_what_the_double_signs_and_we_take_what_the_sdk_signs(
    stripe: StripeDouble, payments: StripePayments
) -> None:
    payments.create(ASK)
    stripe.state.now = int(time.time())
    stripe.pay("cs_test_000001")
    messages = stripe.messages()
    assert len(messages) >= 4
    for body, headers in messages:
        construct = sdk.Webhook.construct_event
        assert construct(body, headers["Stripe-Signature"], SECRET).object == "event"
        t = int(headers["Stripe-Signature"].split(",")[0][2:])
        compute = sdk.WebhookSignature._compute_signature
        theirs = {"Stripe-Signature": f"t={t},v1={compute(f'{t}.{body.decode()}', SECRET)}"}
        assert theirs == {"Stripe-Signature": headers["Stripe-Signature"]}
        check([SECRET], RawMessage(body, theirs, stripe.at()))


def test_both_refuse_what_was_tampered_with(stripe: StripeDouble, payments: StripePayments) -> None:
    payments.create(ASK)
    stripe.state.now = int(time.time())
    stripe.pay("cs_test_000001")
    for body, headers in stripe.messages():
        signed = headers["Stripe-Signature"]
        for bad, with_ in [
            (body.replace(b"10000", b"99999") + b" ", signed),
            (body, signed[:-1] + ("0" if signed[-1] != "0" else "1")),
            (body, signed.replace("t=", "t=1")),
            (body, signed.replace("v1=", "v0=")),
        ]:
            with pytest.raises(sdk.SignatureVerificationError):
                sdk.Webhook.construct_event(bad, with_, SECRET)
            with pytest.raises(MessageRefused):
                payments.parse(RawMessage(bad, {"Stripe-Signature": with_}, stripe.at()))


# ------------------------------------------------------------------------- signature and time


@pytest.mark.parametrize("secret", [SECRET, OLD])
def test_each_of_the_secrets_will_do(payments: StripePayments, secret: str) -> None:
    assert payments.parse(raw(event(type="payout.paid"), secret)).id == "evt_1"


@pytest.mark.parametrize("off_s", [-TOLERANCE_S, 0, TOLERANCE_S])
def test_a_clock_may_differ_by_five_minutes_both_ways(off_s: int) -> None:
    check([SECRET], raw(b"{}", at=AT + timedelta(seconds=off_s)))


@pytest.mark.parametrize("off_s", [-TOLERANCE_S - 1, TOLERANCE_S + 1])
def test_a_message_of_another_time_is_refused(off_s: int) -> None:
    with pytest.raises(MessageRefused, match="300 seconds"):
        check([SECRET], raw(b"{}", at=AT + timedelta(seconds=off_s)))


@pytest.mark.parametrize(
    "header",
    ["", "t=1", "v1=00", "t=,v1=00", "t=x,v1=00", "t=-1,v1=00", "t=١,v1=00", "t=1e3,v1=0", ",,,==",
     "t=9999999999999999999,v1=00"],
)  # fmt: skip
def test_a_header_that_is_no_signature_is_refused(header: str) -> None:
    with pytest.raises(MessageRefused, match="no signature"):
        check([SECRET], RawMessage(b"{}", {"Stripe-Signature": header}, AT))


def test_any_of_several_signatures_will_do() -> None:
    t = int(AT.timestamp())
    both = f"t={t},v1={'0' * 64},v1={signature(SECRET, t, b'{}')},v0=abc"
    check([SECRET], RawMessage(b"{}", {"STRIPE-SIGNATURE": both}, AT))


def test_the_signature_is_over_the_bytes_with_the_whole_secret() -> None:
    wanted = hmac.new(b"whsec_x", b"7.\xff\x00", hashlib.sha256).hexdigest()
    assert signature("whsec_x", 7, b"\xff\x00") == wanted


def test_without_a_secret_no_message_is_taken() -> None:
    with closing(StripePayments("sk_test_x")) as payments, pytest.raises(MessageRefused) as no:
        payments.parse(raw(event(), ""))
    assert "no secret" in str(no.value)


def test_nothing_is_read_before_the_signature_is_right(payments: StripePayments) -> None:
    with pytest.raises(MessageRefused, match="signature is wrong"):
        payments.parse(raw(b"no JSON at all", "whsec_other"))


# ------------------------------------------------------------------------- what it is about


def test_every_message_of_a_payments_life_is_about_it(
    stripe: StripeDouble, payments: StripePayments
) -> None:
    reference = payments.create(ASK).reference
    stripe.decline(reference)
    stripe.pay(reference)
    payments.refund(replace(PaymentContract().back(4_000), reference=reference))
    stripe.refund_in_dashboard(reference, 500)
    stripe.fail_refund(stripe.refunds(reference)[0])
    stripe.dispute(reference)
    stripe.lose_dispute(reference)
    kinds = []
    for body, headers in stripe.messages():
        notice = payments.parse(RawMessage(body, headers, stripe.at()))
        assert (notice.order_id, notice.payment) == ("order-1", "1"), notice.kind
        assert notice.reference.startswith("pi_")
        kinds.append(notice.kind)
    assert kinds == [
        "payment_intent.created",
        "payment_intent.payment_failed",
        "checkout.session.completed",
        "charge.succeeded",
        "payment_intent.succeeded",
        "refund.created",
        "charge.refunded",
        "refund.created",
        "charge.refunded",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.closed",
    ]


# fmt: off
NOTHING = {
    "a kind that is not about payments": event(type="customer.created"),
    "an object that is none":            event(data={"object": []}),
    "no data":                           event(data=None),
    "an intent that is not the shop's":  event(data={"object": {"id": "pi_gone", "metadata": {}}}),
    "a thin event":                      event(object="v2.core.event", livemode=True),
    "names of the wrong type":           event(data={"object": {"metadata": {"order_id": 1, "payment": []}}}),
}
REFUSED = {
    "no JSON":               b"{",
    "no object":             b"[]",
    "a name twice":          b'{"id": "evt_1", "id": "evt_2"}',
    "nested too deep":       b"[" * 200_000,
    "bytes that are no text": b"\xff\xfe",
    "no id":                 json.dumps(event(id=None)).encode(),
    "an id of another kind": json.dumps(event(id="pi_1")).encode(),
    "no type":               json.dumps(event(type=None)).encode(),
    "live among test":       json.dumps(event(livemode=True)).encode(),
    "no mode":               json.dumps(event(livemode=None)).encode(),
}
# fmt: on


@pytest.mark.parametrize("what", NOTHING)
def test_a_message_about_nothing_of_ours_is_a_notice_about_nothing(
    payments: StripePayments, what: str
) -> None:
    body = NOTHING[what]
    assert payments.parse(raw(body)) == Notice("evt_1", body["type"])


@pytest.mark.parametrize("what", REFUSED)
def test_a_message_that_cannot_be_read_is_refused(payments: StripePayments, what: str) -> None:
    with pytest.raises(MessageRefused):
        payments.parse(raw(REFUSED[what]))


def test_a_message_whose_payment_cannot_be_fetched_now_is_to_be_sent_again(
    stripe: StripeDouble, payments: StripePayments
) -> None:
    stripe.on_next("look_up", "error_before_success")
    with pytest.raises(Exception, match="Stripe answered 500"):
        payments.parse(raw(event(data={"object": {"payment_intent": "pi_1"}})))


@pytest.fixture(scope="module")
def alone() -> Iterator[StripePayments]:
    """An adapter whose Stripe never answers."""
    with closing(StripePayments("sk_test_x", [SECRET], base_url="http://127.0.0.1:1")) as made:
        yield made


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["id", "object", "type", "livemode", "data"]), JSON),
    st.sampled_from([SECRET, "whsec_other"]),
    st.integers(-400, 400),
    st.integers(0, 3),
)
def test_whatever_comes_is_a_notice_or_a_refusal(
    alone: StripePayments, change: dict[str, Any], secret: str, off_s: int, cut: int
) -> None:
    body = json.dumps({**event(), **change}).encode()
    message = raw(body[: len(body) - cut], secret, AT + timedelta(seconds=off_s))
    # What names an intent of somebody's is fetched, and here nobody answers.
    with suppress(MessageRefused, Unanswered):
        assert alone.parse(message).order_id == ""
