"""A message as a mail (RFC 5322): text and HTML in one, the same Message-ID each time.

It is written here, not by Python's mail package, because that takes longer than all the rest of
sending it. What is written is simple on purpose: each body is quoted-printable (RFC 2045, 6.7), so
that it holds no long line and no boundary, and every header that comes from a person is one line.
"""

import re
from binascii import b2a_qp
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

from tilaus.ports.notification import Message
from tilaus.record import record
from tilaus_adapters.notification.render import Templates, one_line

_NO_ADDRESS = re.compile(r"[\s,;:<>()\[\]\\\"]|=\?|@.*@|\.\.|^\.|\.@|@-|@\.|\.$|\x7f")
"""What stands in no address that a shop takes; quoted local parts and address literals among it."""

_LONGEST = 254
"""An address is no longer than this, in bytes (RFC 5321, 4.5.3.1.3)."""

_NOT_THE_SAME = re.compile("[ßς\u200c\u200d]")
"""Letters that the IDNA of Python's library writes as others: it would be another's domain."""


@record
class Mail:
    """A mail, ready to be sent.

    Attributes:
        sender, recipient: addresses of the envelope.
        subject: in plain words, as a reader sees it.
        id: the Message-ID, in its angle brackets.
        content: headers and body, lines ended by CR LF; without the dots that SMTP doubles.
        needs_utf8: an address is in a script that only servers with SMTPUTF8 (RFC 6531) take.
    """

    sender: str
    recipient: str
    subject: str
    id: str
    content: bytes
    needs_utf8: bool = False


def compose(message: Message, templates: Templates) -> Mail:
    """Write a message as a mail: the same key gives the same Message-ID.

    Raises:
        ValueError: the address of the customer, or of the shop, is none.
    """
    house = message.policy.house
    sender, recipient = _must(house.mail_from, house.name), _must(message.to)
    said = templates.render(message)
    subject, id = header_text(said.subject), message_id(message, sender.domain)
    boundary = f"=_{sha256(id.encode()).hexdigest()[:24]}"  # "=_" stands in no quoted-printable.
    headers = [
        ("From", _shown(sender)),
        ("To", _shown(recipient)),
        *([("Reply-To", _shown(_must(house.reply_to)))] if house.reply_to else []),
        ("Subject", _words(subject, "Subject")),
        ("Date", format_datetime(message.at)),
        ("Message-ID", id),
        ("Auto-Submitted", "auto-generated"),
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    parts = (_part("plain", said.text), _part("html", said.html))
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    content = b"%b\r\n%b--%b--\r\n" % (head.encode(), body, boundary.encode())
    pair = sender.addr_spec, recipient.addr_spec
    return Mail(*pair, subject, id, content, needs_utf8=not "".join(pair).isascii())


def _must(text: str, name: str = "") -> Address:
    found = address(text, name)
    if found is None:
        raise ValueError(f"cannot write a mail: {text[:80]!r} is no address")
    return found


def _part(subtype: str, text: str) -> bytes:
    """Write one body; its lines end as mail's do, and none is longer than 76 characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
    head += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    return head.encode() + b2a_qp(lines.encode(errors="replace"), istext=True)


def header_text(text: str) -> str:
    """Make a text safe as the value of a header: one line, and nothing that is decoded again.

    An encoded word (RFC 2047) that somebody wrote into a name would be decoded by whoever reads the
    mail, and what it decodes to, a line end and another header perhaps, be believed. So `=?` is
    taken apart.
    """
    return one_line(text).replace("=?", "= ?")


@lru_cache(maxsize=1024)
def _words(text: str, name: str) -> str:
    """Write a text as the value of a header: folded, and encoded where it is not ASCII."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, header_name=name).encode(linesep="\r\n")


_PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
"""A name that needs no quotes (RFC 5322, 3.2.3)."""


def _shown(who: Address) -> str:
    name = who.display_name
    if not name:
        return who.addr_spec
    if not name.isascii():
        return f"{_words(name, 'From')} <{who.addr_spec}>"
    if not _PLAIN.fullmatch(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name}\r\n <{who.addr_spec}>" if len(name) > 60 else f"{name} <{who.addr_spec}>"


@lru_cache(maxsize=4096)
def address(text: str, name: str = "") -> Address | None:
    """Read a mail address, in any script; None where the text is not exactly one.

    A domain in any script is written in ASCII (IDNA), which every server takes, unless it could
    mean another's domain then.
    """
    local, _, domain = text.rpartition("@")
    if not local or not domain or not text.isprintable() or _NO_ADDRESS.search(text):
        return None
    try:
        sent = domain if domain.isascii() or not local.isascii() else _ascii(domain)
        long = max(len(sent.encode()), len(local.encode()) + len(domain.encode()) + 1)
        # Even a local part in another script is refused where its domain could be none.
        _ascii(domain)
    except UnicodeError:
        return None
    return Address(header_text(name), local, sent) if long <= _LONGEST else None


def _ascii(domain: str) -> str:
    return domain if _NOT_THE_SAME.search(domain) else domain.encode("idna").decode()


def message_id(message: Message, domain: str) -> str:
    """Return the Message-ID (RFC 5322, 3.6.4): the same for ever, and no secret in it.

    The order's number comes first, so that a mail that comes back finds its order.
    """
    host = domain if domain.isascii() else domain.encode("idna").decode()
    return f"<{message.order.number}.{fingerprint(message.key)}@{host}>"


def fingerprint(key: str) -> str:
    """Return what stands for a message's key in its Message-ID: 40 characters, 160 bits."""
    return sha256(key.encode()).hexdigest()[:40]
