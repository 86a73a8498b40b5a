"""Mail over SMTP (RFC 5321), as text and HTML in one message, sent at least once.

The Message-ID is made of the message's key, so a mail that is sent again because nobody knows
whether it arrived is the same mail to every mailbox that compares ids.
"""

import re
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from typing import Literal

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus_adapters.notification.render import Templates, one_line, shipped

_NO_ADDRESS = re.compile(r"[\s,;:<>()\[\]\\\"]|=\?|@.*@|\.\.|^\.|\.@")
"""What stands in no address that a shop takes; quoted local parts and address literals among it."""

NOT_ACCEPTED = 500
"""From this reply code on a server says: never (RFC 5321, 4.2.1). Below it: not now."""


class SmtpNotifier:
    """Send mails; see `tilaus.ports.notification.Notifier`.

    Each mail has a connection of its own. A refusal of the recipient or of the mail itself is
    final; everything else that goes wrong (no connection, no time, no login, "not now") is unknown
    and tried again: it may be mended while the shop goes on.

    Args:
        port: 25 or 587 with `starttls`, 465 with `tls`.
        security: `none`, `starttls` (refuses to go on without), or `tls` from the first byte.
        user: name for the login; empty logs in nowhere. Never sent over a plain connection.
        timeout_s: for each step of the conversation, in seconds.
        context: how certificates are checked; None for the system's rules.
        templates: the words, those that ship where it is None.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Literal["none", "starttls", "tls"] = "none",
        user: str = "",
        password: str = "",
        timeout_s: float = 20.0,
        context: ssl.SSLContext | None = None,
        templates: Templates | None = None,
    ) -> None:
        if user and security == "none":
            raise ValueError(
                f"cannot log in to {host} in plain sight: use security starttls or tls"
            )
        self._host, self._port, self._timeout = host, port, timeout_s
        self._security, self._user, self._password = security, user, password
        self._context = context
        self._templates = templates or shipped()

    def send(self, message: Message) -> Outcome:
        if address(message.to) is None:
            return Outcome("refused", reason=f"{message.to[:80]!r} is no address for a mail")
        mail = compose(message, self._templates)
        try:
            return self._talk(mail)
        except smtplib.SMTPNotSupportedError as error:
            return self._not_supported(mail, error)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            return _answered(code, words, "the recipient")
        except smtplib.SMTPDataError as error:
            return _answered(error.smtp_code, error.smtp_error, "the mail")
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("unknown", reason=one_line(f"{type(error).__name__}: {error}"))

    def _talk(self, mail: EmailMessage) -> Outcome:
        connection = self._connect()
        try:
            if self._security == "starttls":
                connection.starttls(context=self._tls())
            if self._user:
                connection.login(self._user, self._password)
            connection.send_message(mail)
            self._say_goodbye(connection)
        finally:
            connection.close()
        return Outcome("done", reference=str(mail["Message-ID"]))

    def _connect(self) -> smtplib.SMTP:
        if self._security == "tls":
            return smtplib.SMTP_SSL(
                self._host, self._port, timeout=self._timeout, context=self._tls()
            )
        return smtplib.SMTP(self._host, self._port, timeout=self._timeout)

    def _tls(self) -> ssl.SSLContext:
        return self._context or ssl.create_default_context()

    def _say_goodbye(self, connection: smtplib.SMTP) -> None:
        """End the conversation; the mail was accepted, so what goes wrong now changes nothing."""
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            return

    def _not_supported(self, mail: EmailMessage, error: smtplib.SMTPNotSupportedError) -> Outcome:
        if "SMTPUTF8" in str(error) and not str(mail["To"]).isascii():
            reason = f"the mail server takes no address such as {mail['To']}: it has no SMTPUTF8"
            return Outcome("refused", reason=reason)
        return Outcome("unknown", reason=one_line(error))


def compose(message: Message, templates: Templates) -> EmailMessage:
    """Write a message as a mail: the same key gives the same Message-ID.

    Raises:
        ValueError: the address of the customer, or of the shop, is none.
    """
    said, house = templates.render(message), message.policy.house
    sender, recipient = address(house.mail_from, house.name), address(message.to)
    if sender is None or recipient is None:
        wrong = house.mail_from if sender is None else message.to
        raise ValueError(f"cannot write a mail: {wrong[:80]!r} is no address")
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"] = sender, recipient
    mail["Subject"] = header_text(said.subject)
    mail["Date"] = format_datetime(message.at)
    mail["Message-ID"] = message_id(message.key, sender.domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(said.text)
    mail.add_alternative(said.html, subtype="html")
    return mail


def header_text(text: str) -> str:
    """Make a text safe as the value of a header: one line, and nothing that is decoded again.

    An encoded word (RFC 2047) in a value that is set is decoded by Python's mail package, and what
    it decodes to, a line end and another header perhaps, is written out. So `=?` is taken apart.
    """
    return one_line(text).replace("=?", "= ?")


def address(text: str, name: str = "") -> Address | None:
    """Read a mail address, in any script; None where the text is not exactly one."""
    local, _, domain = text.rpartition("@")
    if not local or not domain or not text.isprintable() or _NO_ADDRESS.search(text):
        return None
    return Address(header_text(name), local, domain)


def message_id(key: str, domain: str) -> str:
    """Return the Message-ID (RFC 5322, 3.6.4) of a key: the same for ever, and no secret in it."""
    return f"<{sha256(key.encode()).hexdigest()[:40]}@{domain}>"


def _answered(code: int, words: bytes | str, about: str) -> Outcome:
    said = words.decode(errors="replace") if isinstance(words, bytes) else words
    reason = one_line(f"{about} was not accepted: {code} {said}")
    return Outcome("refused" if code >= NOT_ACCEPTED else "unknown", reason=reason)
