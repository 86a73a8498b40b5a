"""Whether a message was sent by PayPal, to this webhook, not too long ago, and is unchanged.

Signed is `transmission id|time|webhook id|crc32 of the body` with RSA and SHA-256. Source:
developer.paypal.com, "Integrate webhooks". Everything is checked before the body is read.

PayPal repeats a message for three days until it is taken, and may send it with its first time. So
the window is wide to the past. What is sent again does nothing more: its id is known, and it is a
hint only.
"""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tilaus.ports.payment import MessageRefused, RawMessage
from tilaus.record import record
from tilaus_adapters.payment.paypal_certificates import Certificates, checked_url
from tilaus_adapters.payment.paypal_http import Talk
from tilaus_adapters.payment.paypal_money import PayPalUnclear

OLDEST, EARLIEST = timedelta(days=4), timedelta(minutes=5)
"""How long ago a message may have been sent, and how far its clock may be ahead of ours."""

MAX_BODY = 1 << 20
"""Longer messages are refused unread, in bytes; PayPal's have some thousand."""

_FORMS: Mapping[str, re.Pattern[str]] = {
    "paypal-transmission-id": re.compile(r"(?!\d+$)\w[!-~]{1,49}", re.ASCII),
    "paypal-transmission-time": re.compile(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII
    ),
    "paypal-transmission-sig": re.compile(r"[A-Za-z0-9+/]{16,1000}={0,2}"),
    "paypal-cert-url": re.compile(r"[!-~]{1,500}"),
    "paypal-auth-algo": re.compile(r"SHA256withRSA"),
}


@record
class Transmission:
    """What PayPal's headers say of a message."""

    id: str
    time: str
    signature: str
    cert_url: str
    algorithm: str


class Judge(Protocol):
    """Whoever can tell whether a signature is PayPal's."""

    def check(self, sent: Transmission, body: bytes, at: datetime) -> None:
        """Return if it is; raise `MessageRefused` if not, or whatever keeps it from knowing."""
        ...


class ByCertificate:
    """Check a signature with PayPal's certificate."""

    def __init__(self, webhook_id: str, certificates: Certificates, talk: Talk) -> None:
        self._webhook_id, self._certificates, self._talk = webhook_id, certificates, talk

    def check(self, sent: Transmission, body: bytes, at: datetime) -> None:
        """See `Judge`."""
        try:
            signature = base64.b64decode(sent.signature, validate=True)
        except (binascii.Error, ValueError):
            raise MessageRefused("its signature is not base64") from None
        key = self._certificates.key(sent.cert_url, at, self._talk)
        signed = f"{sent.id}|{sent.time}|{self._webhook_id}|{zlib.crc32(body)}".encode()
        try:
            key.verify(signature, signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise MessageRefused("its signature is wrong") from None


class ByPostback:
    """Ask PayPal whether a signature is its own."""

    def __init__(self, webhook_id: str, talk: Talk) -> None:
        self._webhook_id, self._talk = webhook_id, talk

    def check(self, sent: Transmission, body: bytes, at: datetime) -> None:
        """See `Judge`."""
        # PayPal wants the very bytes that it signed, so they are put in as they came. That they are
        # one whole object is made sure before, or they could bring their own fields along.
        as_document(body)
        head = {
            "auth_algo": sent.algorithm,
            "cert_url": sent.cert_url,
            "transmission_id": sent.id,
            "transmission_sig": sent.signature,
            "transmission_time": sent.time,
            "webhook_id": self._webhook_id,
        }
        text = json.dumps(head)[:-1].encode() + b', "webhook_event": ' + body + b"}"
        answer = self._talk.post_text("/v1/notifications/verify-webhook-signature", text)
        status = answer.doc.get("verification_status")
        if answer.is_done and status == "SUCCESS":
            return
        if status == "FAILURE" or answer.status in (400, 422):
            raise MessageRefused("PayPal says that its signature is wrong")
        raise PayPalUnclear(f"PayPal does not say whether a signature is right: {answer.status}")


def check(message: RawMessage, mode: str, webhook_id: str, judge: Judge) -> Mapping[str, Any]:
    """Return a message's document, once it is certain that PayPal sent it.

    Raises:
        MessageRefused: it did not, or the message is too old, too long, or not readable.
        Exception: what keeps us from finding out.
    """
    if not webhook_id:
        raise MessageRefused("no webhook id is set, so that no message can be checked")
    if len(message.body) > MAX_BODY:
        raise MessageRefused(f"it is longer than {MAX_BODY} bytes")
    sent = _transmission(message.headers)
    checked_url(sent.cert_url, mode)
    age = message.at - _moment(sent.time)
    if not -EARLIEST <= age <= OLDEST:
        raise MessageRefused("it was sent too long ago, or in the future")
    judge.check(sent, message.body, message.at)
    return as_document(message.body)


def as_document(body: bytes) -> Mapping[str, Any]:
    """Read a body as one JSON object; raises `MessageRefused`."""
    try:
        doc = json.loads(body.decode())
    except (ValueError, RecursionError):
        doc = None
    if not isinstance(doc, dict):
        raise MessageRefused("its body is not a JSON object")
    return doc


def _transmission(headers: Mapping[str, str]) -> Transmission:
    given = {name.lower(): value for name, value in headers.items()}
    for name, form in _FORMS.items():
        if form.fullmatch(given.get(name, "")) is None:
            raise MessageRefused(f"its header {name} is missing or malformed")
    return Transmission(
        id=given["paypal-transmission-id"],
        time=given["paypal-transmission-time"],
        signature=given["paypal-transmission-sig"],
        cert_url=given["paypal-cert-url"],
        algorithm=given["paypal-auth-algo"],
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        raise MessageRefused("its time is not one") from None
