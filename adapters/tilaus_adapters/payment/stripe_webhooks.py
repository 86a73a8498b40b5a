"""Stripe's messages: the signature over the bytes first, then what they are about.

See https://docs.stripe.com/webhooks#verify-manually: `Stripe-Signature: t=...,v1=...,v1=...`, an
HMAC-SHA256 of `t.body` with the whole secret, `whsec_` included.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tilaus.ports.payment import MessageRefused, RawMessage
from tilaus.record import record
from tilaus_adapters.payment.stripe_http import one_line
from tilaus_adapters.payment.stripe_objects import identity, metadata

TOLERANCE_S = 300
"""How far the time of a signature may be from the shop's clock, both ways, in seconds."""

MAX_BODY = 1_000_000
MAX_SIGNATURES = 20

OURS = ("payment_intent.", "checkout.session.", "charge.", "refund.")
"""The kinds of messages that are about payments."""


@record
class Event:
    """A message that Stripe signed.

    Attributes:
        names: what the shop wrote on the object that it is about.
        intent: the payment that it is about, as Stripe names it; empty where it names none.
    """

    id: str
    kind: str
    names: Mapping[str, str]
    intent: str = ""


def signature(secret: str, t: int, body: bytes) -> str:
    """Return what Stripe puts after `v1=`, in lower-case hexadecimals."""
    return hmac.new(secret.encode(), b"%d." % t + body, hashlib.sha256).hexdigest()


def check(secrets: Sequence[str], message: RawMessage) -> None:
    """Check that a message was signed with one of the secrets, just now.

    Raises:
        MessageRefused: it was not.
    """
    header = next((v for n, v in message.headers.items() if n.lower() == "stripe-signature"), "")
    if len(message.body) > MAX_BODY:
        raise MessageRefused(f"the message has more than {MAX_BODY} bytes")
    t, given = _parts(header)
    if t is None or not given:
        raise MessageRefused("the message has no signature of Stripe's")
    wanted = [signature(secret, t, message.body).encode() for secret in secrets]
    # Every pair is compared, so that the time taken does not tell which secret fits.
    hits = [hmac.compare_digest(one, other) for one in wanted for other in given]
    if not any(hits):
        raise MessageRefused("the signature is wrong")
    if abs(message.at.timestamp() - t) > TOLERANCE_S:
        raise MessageRefused(f"it was signed more than {TOLERANCE_S} seconds from now")


def _parts(header: str) -> tuple[int | None, list[bytes]]:
    t: int | None = None
    given: list[bytes] = []
    for part in header[:10_000].split(","):
        name, _, value = part.strip().partition("=")
        if name == "t" and value.isascii() and value.isdecimal() and len(value) <= 12:
            t = int(value)
        elif name == "v1" and len(given) < MAX_SIGNATURES:
            given.append(value.encode())
    return t, given


def read(body: bytes, is_live: bool) -> Event:
    """Read a message whose signature was right.

    Raises:
        MessageRefused: it cannot be read, or is of the other mode.
    """
    tree = _tree(body)
    id_, kind = identity(tree.get("id"), "evt_"), one_line(tree.get("type"), 80)
    if not id_ or not kind:
        raise MessageRefused("the message has no id and type of Stripe's")
    if tree.get("object") != "event":
        return Event(id_, kind, {})  # A "thin" event: it carries no object, and we asked for none.
    if tree.get("livemode") is not is_live:
        raise MessageRefused("the message is of the other mode: live and test were mixed up")
    data = tree.get("data")
    found = data.get("object") if isinstance(data, dict) else None
    if not kind.startswith(OURS) or not isinstance(found, dict):
        return Event(id_, kind, {})
    return Event(id_, kind, metadata(found), _intent(found))


def _intent(found: Mapping[str, Any]) -> str:
    return identity(found.get("id"), "pi_") or identity(found.get("payment_intent"), "pi_")


def _tree(body: bytes) -> dict[str, Any]:
    try:
        tree = json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise MessageRefused("the message is no JSON that can be read") from None
    if not isinstance(tree, dict):
        raise MessageRefused("the message is no JSON object")
    return tree


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree = dict(pairs)
    if len(tree) != len(pairs):
        raise ValueError("a name stands twice")
    return tree
