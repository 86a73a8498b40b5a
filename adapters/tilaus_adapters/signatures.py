"""Signed messages between servers: the symmetric scheme of Standard Webhooks, in both directions.

What is signed is `id.timestamp.body` with HMAC-SHA256, so nobody can change, invent or age a
message; against repeating it the receiver keeps the id. Source: the specification at
standardwebhooks.com. Both sides may have several secrets while one replaces another: a sender signs
with each, and a receiver accepts any.
"""

import base64
import binascii
import hmac
import re
import secrets as _random
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256

ID, TIMESTAMP, SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"
"""The headers that a signed message has."""

PREFIX = "whsec_"
"""How a secret begins when it is written down; the rest is base64 of 24 to 64 bytes."""

TOLERANCE_S = 300.0
"""How far the clocks of the two sides may differ, and how long a message may travel, in seconds."""

MAX_SIGNATURES = 10
"""More signatures on one message than any rotation of secrets needs are not looked at."""

_ID = re.compile(r"[!-~]([ -~]{0,253}[!-~])?")
_STAMP = re.compile(r"[0-9]{1,12}")


class BadSignature(Exception):  # noqa: N818 - it is an outcome
    """A message was not sent by whom it claims, or not now: it must not be read any further.

    The text says what was found and quotes nothing of the message, so that it can be logged.
    """


def new_secret() -> str:
    """Return a secret that nobody can guess, as it is written into settings."""
    return PREFIX + base64.b64encode(_random.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """Return the bytes of a secret.

    Raises:
        ValueError: it is not of the form `whsec_` and base64 of 24 to 64 bytes; quotes nothing.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not 24 <= len(key) <= 64:
        found = "cannot use a secret: it is not whsec_ and base64 of 24 to 64 bytes"
        raise ValueError(f"{found}; make one with: tilaus secret")
    return key


def check_secrets(secrets: Sequence[str]) -> tuple[str, ...]:
    """Return secrets that can be used, the newest first, as they were given.

    Raises:
        ValueError: there is none, or one is not of the form; see `key_of`.
    """
    if not secrets:
        raise ValueError("cannot sign: no secret was given; make one with: tilaus secret")
    for secret in secrets:
        key_of(secret)
    return tuple(secrets)


def sign(secret: str, id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers that prove who sent a message, when, and what.

    Args:
        id: names the message for ever: 1 to 255 printable ASCII characters; a repetition has the
            same one.
        at: when it is sent, aware; a repetition has its own.

    Raises:
        ValueError: the secret or the id is not of its form.
    """
    return sign_all([secret], id, at, body)


def sign_all(secrets: Sequence[str], id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers with a signature by each secret; see `sign`."""
    if _ID.fullmatch(id) is None:
        raise ValueError("cannot sign: an id is 1 to 255 printable ASCII characters")
    stamp = str(int(at.timestamp()))
    made = (f"v1,{_signature(secret, id, stamp, body)}" for secret in check_secrets(secrets))
    return {ID: id, TIMESTAMP: stamp, SIGNATURE: " ".join(made)}


def verify(
    secrets: Sequence[str],
    headers: Mapping[str, str],
    body: bytes,
    at: datetime,
    tolerance_s: float = TOLERANCE_S,
) -> str:
    """Return the id of a message that one of the secrets signed within the time window.

    Args:
        headers: names in any case; others than the three are passed over.
        at: the time now, aware.
        tolerance_s: how far the message's time may be from now, to both sides, in seconds, >= 0.

    Raises:
        BadSignature: a header is missing or malformed, the time is outside the window, or no
            signature fits.
        ValueError: a secret of ours is not of its form.
    """
    keys = check_secrets(secrets)
    given = {name.lower(): value for name, value in headers.items()}
    id, stamp, signatures = (given.get(name, "") for name in (ID, TIMESTAMP, SIGNATURE))
    if _ID.fullmatch(id) is None or _STAMP.fullmatch(stamp) is None or not signatures:
        raise BadSignature("its headers are missing or malformed")
    if abs(at.timestamp() - int(stamp)) > tolerance_s:
        raise BadSignature("its time is outside the window")
    shown = [one.encode(errors="replace") for one in signatures.split(" ")[:MAX_SIGNATURES]]
    wanted = [f"v1,{_signature(key, id, stamp, body)}".encode() for key in keys]
    # All are compared, so that the time that it takes tells nothing about which one came near.
    if sum(hmac.compare_digest(w, s) for w in wanted for s in shown) == 0:
        raise BadSignature("no signature fits")
    return id


def _signature(secret: str, id: str, stamp: str, body: bytes) -> str:
    signed = hmac.digest(key_of(secret), f"{id}.{stamp}.".encode() + body, sha256)
    return base64.b64encode(signed).decode()
