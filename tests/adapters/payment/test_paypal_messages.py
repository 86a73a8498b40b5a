"""PayPal's messages: the signature before the reading, what they are about, and hostile ones."""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.adapters.payment.paypal_shop import Counter, adapter, asked, back
from tests.providers.paypal_double import WEBHOOK_ID, PayPalDouble, running
from tests.providers.paypal_signing import CERT_URL, FROM, NAME, UNTIL, Authority, headers

from tilaus.ports.payment import MessageRefused, Notice, RawMessage
from tilaus_adapters.payment.paypal import PayPalPayments
from tilaus_adapters.payment.paypal_messages import KINDS
from tilaus_adapters.payment.paypal_money import PayPalUnclear

VERIFIED = ("certificate", "postback")
FUZZED = 5_000


@pytest.fixture
def double() -> Iterator[PayPalDouble]:
    with running() as double:
        yield double


@pytest.fixture(params=VERIFIED)
def paypal(request: pytest.FixtureRequest, double: PayPalDouble) -> PayPalPayments:
    return adapter(double, verify=request.param)


def event(**more: Any) -> bytes:
    """Return a message about an approved order of ours."""
    unit = {"custom_id": "tilaus,order-1,1"}
    doc = {
        "id": "WH-1",
        "event_type": "CHECKOUT.ORDER.APPROVED",
        "resource": {"id": "O1X", "purchase_units": [unit]},
    }
    return json.dumps({**doc, **more}).encode()


def sent(double: PayPalDouble, body: bytes, **changed: str) -> RawMessage:
    """Return a message as it comes, signed, with some headers changed or taken away."""
    now = double.world.now
    given = headers(body, now, WEBHOOK_ID) | {k.replace("_", "-"): v for k, v in changed.items()}
    return RawMessage(body, {k: v for k, v in given.items() if v}, now)


def test_a_signed_message_is_a_notice_about_our_payment(
    double: PayPalDouble, paypal: PayPalPayments
) -> None:
    found = paypal.parse(sent(double, event()))
    assert found == Notice("WH-1", "CHECKOUT.ORDER.APPROVED", "order-1", "1", "O1X")


def test_every_message_of_a_payments_life_leads_to_it(
    double: PayPalDouble, paypal: PayPalPayments
) -> None:
    shop = Counter(double)
    shop.create(asked())
    shop.pay()
    shop.refund(back(1_000))
    double.refund_in_dashboard(shop.reference, 500)
    double.fail_refund(shop.reference)
    double.dispute(shop.reference)
    double.lose_dispute(shop.reference)
    kinds = []
    for body, given in double.messages():
        found = paypal.parse(RawMessage(body, given, double.world.now))
        kinds.append(found.kind)
        assert (found.order_id, found.payment, found.reference) == ("order-1", "1", shop.reference)
    assert kinds == [
        "CHECKOUT.ORDER.APPROVED",
        "PAYMENT.CAPTURE.COMPLETED",
        "PAYMENT.CAPTURE.REFUNDED",
        "PAYMENT.CAPTURE.REFUNDED",
        "PAYMENT.REFUND.FAILED",
        "CUSTOMER.DISPUTE.CREATED",
        "CUSTOMER.DISPUTE.RESOLVED",
    ]
    assert set(kinds) <= set(KINDS)


@pytest.mark.parametrize(
    "changed",
    [
        {"event_type": "BILLING.PLAN.CREATED"},
        {"resource": {}},
        {"resource": {"id": "O1X", "purchase_units": [{"custom_id": "of another app"}]}},
        {"resource": {"id": "O1X", "purchase_units": [{"custom_id": 7}]}},
        {"resource": {"id": "O1X", "purchase_units": "none"}},
        {"event_type": "PAYMENT.CAPTURE.REFUNDED", "resource": {"links": [{"rel": "up"}]}},
        {
            "event_type": "PAYMENT.CAPTURE.REFUNDED",
            "resource": {"links": [{"rel": "up", "href": "https://[/payments/captures/C1X"}]},
        },
        {
            "event_type": "CUSTOMER.DISPUTE.CREATED",
            "resource": {"disputed_transactions": [{"seller_transaction_id": "NOBODYKNOWS"}]},
        },
    ],
)
def test_a_message_about_something_else_is_about_nothing_of_ours(
    double: PayPalDouble, paypal: PayPalPayments, changed: dict[str, Any]
) -> None:
    found = paypal.parse(sent(double, event(**changed)))
    assert (found.id, found.order_id, found.payment) == ("WH-1", "", "")


# Each row: which header is changed to what, and what is said. An empty text takes the header away.
REFUSED = [
    ("Paypal_Transmission_Sig", "", "header paypal-transmission-sig is missing or malformed"),
    ("Paypal_Transmission_Sig", "A" * 342 + "==", "signature is wrong"),
    ("Paypal_Transmission_Sig", "not base64 at all!!", "malformed"),
    ("Paypal_Transmission_Id", "another-0-id", "signature is wrong"),
    ("Paypal_Transmission_Id", "1234567", "malformed"),
    ("Paypal_Transmission_Time", "2026-03-02T12:00:01Z", "signature is wrong"),
    ("Paypal_Transmission_Time", "2026-02-26T11:59:59Z", "too long ago, or in the future"),
    ("Paypal_Transmission_Time", "2026-03-02T12:05:01Z", "too long ago, or in the future"),
    ("Paypal_Transmission_Time", "2026-13-02T12:05:01Z", "its time is not one"),
    ("Paypal_Transmission_Time", "yesterday", "malformed"),
    ("Paypal_Auth_Algo", "SHA1withRSA", "malformed"),
    ("Paypal_Auth_Algo", "none", "malformed"),
    ("Paypal_Cert_Url", "", "malformed"),
    ("Paypal_Cert_Url", CERT_URL.replace("https", "http"), "not of PayPal's form"),
    ("Paypal_Cert_Url", CERT_URL.replace("paypal.com", "paypal.com.evil.example"), "another host"),
    ("Paypal_Cert_Url", CERT_URL.replace("//", "//me@"), "another host"),
    ("Paypal_Cert_Url", CERT_URL.replace("paypal.com", "paypal.com:444"), "another host"),
    ("Paypal_Cert_Url", CERT_URL.replace(".sandbox", ""), "PayPal's other world"),
    ("Paypal_Cert_Url", CERT_URL + "?x=1", "not of PayPal's form"),
    ("Paypal_Cert_Url", CERT_URL.replace("CERT", "../CERT"), "not of PayPal's form"),
    ("Paypal_Cert_Url", "https://[", "cannot be read"),
]


@pytest.mark.parametrize(("header", "value", "said"), REFUSED)
def test_a_message_with_a_wrong_header_is_refused(
    double: PayPalDouble, paypal: PayPalPayments, header: str, value: str, said: str
) -> None:
    with pytest.raises(MessageRefused, match=said):
        paypal.parse(sent(double, event(), **{header: value}))


def test_a_changed_body_is_refused(double: PayPalDouble, paypal: PayPalPayments) -> None:
    message = sent(double, event())
    for body in (event(id="WH-2"), message.body + b" ", b"", message.body[:-1]):
        with pytest.raises(MessageRefused):
            paypal.parse(RawMessage(body, message.headers, message.at))


def test_a_message_to_another_webhook_is_refused(double: PayPalDouble) -> None:
    body = event()
    other = headers(body, double.world.now, "ANOTHERWEBHOOK")
    with pytest.raises(MessageRefused, match="signature is wrong"):
        adapter(double).parse(RawMessage(body, other, double.world.now))


def test_the_postback_cannot_be_led_astray_by_what_a_body_brings_along(
    double: PayPalDouble,
) -> None:
    """A body that closes its own object and goes on would bring a webhook id of its own."""
    body = b'{}, "webhook_id": "ANOTHERWEBHOOK", "x": {}'
    other = headers(body, double.world.now, "ANOTHERWEBHOOK")
    with pytest.raises(MessageRefused, match="not a JSON object"):
        adapter(double, verify="postback").parse(RawMessage(body, other, double.world.now))
    assert not double.requests


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b'"text"', b"{", b"\xff\xfe", b"[" * 100_000, b"{}", event(id="")],
)
def test_a_signed_message_that_cannot_be_read_is_refused(
    double: PayPalDouble, paypal: PayPalPayments, body: bytes
) -> None:
    with pytest.raises(MessageRefused):
        paypal.parse(sent(double, body))


def test_a_message_that_is_too_long_is_refused_unread(
    double: PayPalDouble, paypal: PayPalPayments
) -> None:
    with pytest.raises(MessageRefused, match="longer than"):
        paypal.parse(sent(double, b"x" * (1 << 20) + b"x"))


def test_without_a_webhook_id_no_message_is_taken(double: PayPalDouble) -> None:
    paypal = PayPalPayments("me", "hush", "", mode="test", base_url=double.url)
    with pytest.raises(MessageRefused, match="no webhook id is set"):
        paypal.parse(sent(double, event()))
    paypal.close()


def test_a_message_that_paypal_repeats_for_three_days_is_taken(
    double: PayPalDouble, paypal: PayPalPayments
) -> None:
    message = sent(double, event())
    late = RawMessage(message.body, message.headers, message.at + timedelta(days=3, hours=1))
    assert paypal.parse(late).id == "WH-1"


# Certificates.


def test_a_certificate_is_fetched_once_a_day(double: PayPalDouble) -> None:
    paypal = adapter(double)
    for hours, fetched in ((0, 1), (1, 1), (24, 2)):
        double.advance(hours=hours)
        paypal.parse(sent(double, event()))
        assert double.certificates_fetched == fetched


NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "certificate",
    [
        Authority("somebody else").issue(),
        Authority().issue(name="messageverificationcerts.paypal.com"),
        Authority().issue(name="paypal.com"),
        Authority().issue(NAME, FROM, NOW - timedelta(seconds=1)),
        Authority().issue(NAME, NOW + timedelta(seconds=1), UNTIL),
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"<html>",
    ],
    ids=["other authority", "other mode", "other name", "over", "not yet", "broken", "none"],
)
def test_a_certificate_that_is_not_paypals_is_refused(
    double: PayPalDouble, certificate: bytes
) -> None:
    double.certificate = certificate
    with pytest.raises(MessageRefused, match="certificate"):
        adapter(double).parse(sent(double, event()))


def test_an_authority_that_the_machine_trusts_not_is_not_enough(double: PayPalDouble) -> None:
    with pytest.raises(MessageRefused, match="nobody whom we trust vouches"):
        adapter(double, trust_roots=None).parse(sent(double, event()))


def test_a_certificate_that_does_not_exist_is_refused(double: PayPalDouble) -> None:
    with pytest.raises(MessageRefused, match="no such certificate"):
        adapter(double).parse(sent(double, event(), Paypal_Cert_Url=CERT_URL + "x"))


@pytest.mark.parametrize("lie", ["500_before", "redirect", "cut_before", "busy"])
@pytest.mark.parametrize("verify", VERIFIED)
def test_what_cannot_be_checked_now_should_be_sent_again(
    double: PayPalDouble, verify: str, lie: str
) -> None:
    double.on_next("certificate" if verify == "certificate" else "verify", lie)
    paypal = adapter(double, verify=verify)
    with pytest.raises(PayPalUnclear):
        paypal.parse(sent(double, event()))
    assert paypal.parse(sent(double, event())).id == "WH-1"


def test_five_thousand_spoiled_messages_are_refused_and_none_asks_for_more(
    double: PayPalDouble,
) -> None:
    chance, paypal = random.Random(20), adapter(double)
    paypal.parse(sent(double, event()))
    for _ in range(FUZZED):
        message = _spoiled(chance, sent(double, event()))
        with pytest.raises(MessageRefused) as refused:
            paypal.parse(message)
        assert "WH-1" not in str(refused.value)
    assert double.certificates_fetched == 1
    assert double.requests == []


def _spoiled(chance: random.Random, message: RawMessage) -> RawMessage:
    """Return a message of which one thing was changed, whatever it is."""
    body, given = bytearray(message.body), dict(message.headers)
    del given["Content-Type"]
    kind = chance.randrange(5)
    if kind == 0:
        body[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
    elif kind == 1:
        del body[chance.randrange(len(body)) :]
    elif kind == 2:
        body += chance.randbytes(chance.randrange(1, 2_000))
    elif kind == 3:
        del given[chance.choice(sorted(given))]
    else:
        name = chance.choice(sorted(set(given) - {"Paypal-Cert-Url"}))
        text = given[name]
        place = chance.randrange(len(text))
        given[name] = text[:place] + chr(chance.randrange(0x20, 0x250)) + text[place + 2 :]
    return RawMessage(bytes(body), given, message.at)
