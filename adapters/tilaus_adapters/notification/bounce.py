"""Mails that came back: a delivery status mail (RFC 3464), read, and told to staff.

Everything in it is hostile: anybody may write one. It is believed only where it names a Message-ID
that the shop made for a message that it sent, which is as hard to guess as a secret; and even then
nothing follows but an entry on the staff's list, once for each message.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message as Part

from tilaus.commands import SYSTEM, ReportUndelivered
from tilaus.order import Order
from tilaus.ports.storage import JournalRow, RequestKey
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus_adapters.notification.mail import fingerprint
from tilaus_adapters.notification.render import one_line

MOST_BYTES = 1_000_000
"""A longer mail is not read: what says that a mail came back is short."""

_MOST_PARTS = 50
_ID = re.compile(rb"<([0-9]{1,18})\.([0-9a-f]{40})@[^<>\s]{1,255}>")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

SOURCE = "bounce"
"""The sender's name in the request keys of what is reported here."""


@record
class Bounce:
    """One mail that came back.

    Attributes:
        number: of the order.
        fingerprint: what stands for the message's key in its Message-ID.
        status: why, as a code (RFC 3463); `5.1.1` is a mailbox that does not exist.
        words: why, as the other server put it; one line.
    """

    number: int
    fingerprint: str
    status: str
    words: str


class NoBounceError(Exception):
    """It is no mail that says of one of ours that it came back; the text says what is missing."""


def read(raw: bytes) -> Bounce:
    """Read a delivery status mail.

    Raises:
        NoBounceError: it is none, or not about a mail of a shop, or says no failure.
    """
    if len(raw) > MOST_BYTES:
        raise NoBounceError(f"it is longer than {MOST_BYTES} bytes")
    parts = _parts(raw)
    failed = [block for part in parts for block in _blocks(part) if _is_failure(block)]
    if not failed:
        raise NoBounceError("it reports no failure (RFC 3464: Action: failed)")
    found = [match for part in parts for match in _ids(part)]
    if not found:
        raise NoBounceError("it names no Message-ID of a shop's mail")
    number, print_of_key = found[0]
    status = _STATUS.match(_value(failed[0], "Status"))
    words = _value(failed[0], "Diagnostic-Code") or "the mail came back"
    return Bounce(number, print_of_key, status.group() if status else "5.0.0", words)


def _parts(raw: bytes) -> list["Part[str, str]"]:
    try:
        whole = email.message_from_bytes(raw, policy=email.policy.compat32)
        return [part for part, _ in zip(whole.walk(), range(_MOST_PARTS), strict=False)]
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise NoBounceError(f"it cannot be read as a mail: {type(error).__name__}") from None


def _blocks(part: "Part[str, str]") -> Iterator["Part[str, str]"]:
    """Yield what a status says of each recipient: one block of fields each."""
    inner = part.get_payload()
    if part.get_content_type() == "message/delivery-status" and isinstance(inner, list):
        yield from (block for block in inner[:_MOST_PARTS] if isinstance(block, Part))


def _is_failure(block: "Part[str, str]") -> bool:
    return _value(block, "Action").lower() == "failed"


def _value(block: "Part[str, str]", name: str) -> str:
    return one_line(block.get(name, ""))[:300]


def _ids(part: "Part[str, str]") -> Iterator[tuple[int, str]]:
    """Yield the Message-IDs in the mail that came back, whole or only its headers."""
    named: list[str] = []
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            named.append(str(email.message_from_bytes(payload).get("Message-ID", "")))
    inner = part.get_payload()
    if part.get_content_type() == "message/rfc822" and isinstance(inner, list):
        named += [str(one.get("Message-ID", "")) for one in inner[:1] if isinstance(one, Part)]
    for text in named:
        for match in _ID.finditer(text.encode(errors="replace")):
            yield int(match[1]), match[2].decode()


def report(shop: Shop, bounce: Bounce) -> Receipt | Refusal:
    """Put a mail that came back on the staff's list; the same mail a second time is a duplicate.

    Raises:
        NoBounceError: the shop sent no such message, or it was an alert to staff.
    """
    order = shop.order(bounce.number)
    row = None if order is None else _row(shop, order, bounce)
    if order is None or row is None:
        raise NoBounceError("the shop sent no such message")
    if row.effect.name.startswith("alert:"):
        cure = "see house.staff_mail in the policy"
        raise NoBounceError(f"it is about an alert to staff, who cannot be told so: {cure}")
    why = f"the mail came back: {bounce.status} {bounce.words}"
    command = ReportUndelivered(row.effect.name, row.effect.about, why, by=SYSTEM)
    return shop.handle(order.id, command, RequestKey(SOURCE, row.effect.key))


def _row(shop: Shop, order: Order, bounce: Bounce) -> JournalRow | None:
    messages = (row for row in shop.store.effects(order.id) if row.effect.is_message)
    return next((r for r in messages if fingerprint(r.effect.key) == bounce.fingerprint), None)
