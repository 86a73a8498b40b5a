"""Mail over SMTP (RFC 5321), sent at least once; see docs/explanation/what-messages-promise.md.

The Message-ID is made of the message's key, so a mail that is sent again because nobody knows
whether it arrived is the same mail to every mailbox that compares ids.
"""

import smtplib
import ssl
import weakref
from collections.abc import Mapping

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus_adapters.notification.connections import Connections
from tilaus_adapters.notification.conversation import (
    GOODBYE,
    Conversation,
    Deadline,
    Reply,
    Security,
    Server,
)
from tilaus_adapters.notification.mail import Mail, address, compose
from tilaus_adapters.notification.render import Templates, one_line, shipped

NOT_ACCEPTED = 500
"""From this reply code on a server says: never (RFC 5321, 4.2.1). Below it: not now."""

LONGEST_S = 30.0
"""How long one mail may take in all, in seconds; less than a lease."""

IDLE_S = 20.0
"""How long a connection is kept open for the next mail, in seconds."""

SETTINGS: Mapping[str, str] = {
    "TILAUS_SMTP": "HOST:PORT of the mail server; without it mails are printed",
    "TILAUS_SMTP_SECURITY": "starttls, tls or none; if not given: tls at port 465, starttls at "
    "587 and wherever there is a user, none elsewhere",
    "TILAUS_SMTP_USER": "the name for the login; without it none is made",
    "TILAUS_SMTP_PASSWORD": "the password for the login",
    "TILAUS_SMTP_NAME": "what this machine calls itself (EHLO); its address if not given",
}
"""The settings that `from_settings` reads."""


class SmtpNotifier:
    """Send mails; see `tilaus.ports.notification.Notifier`. Safe to use from several threads.

    The connection stays open between mails. A refusal of the recipient or of the mail itself is
    final; everything else that goes wrong (no connection, no time, no login, "not now") is unknown
    and tried again: it may be mended while the shop goes on.

    Args:
        port: 25 or 587 with `starttls`, 465 with `tls`.
        security: `none`, `starttls` (refuses to go on without), or `tls` from the first byte.
        user: name for the login; empty logs in nowhere. Never sent over a plain connection.
        name: what this machine calls itself; empty for its address.
        timeout_s: for a mail in all, in seconds, however many steps it takes.
        idle_s: how long a connection is kept for the next mail, in seconds.
        context: how certificates are checked; None for the system's rules.
        templates: the words, those that ship where it is None.

    Attributes:
        longest_call_s: how long `send` takes at most, in seconds.

    Raises:
        ValueError: there is a user, but the connection would be plain.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Security = "none",
        user: str = "",
        password: str = "",
        name: str = "",
        timeout_s: float = LONGEST_S,
        idle_s: float = IDLE_S,
        context: ssl.SSLContext | None = None,
        templates: Templates | None = None,
    ) -> None:
        if user and security == "none":
            raise ValueError(
                f"cannot log in to {host} in plain sight: use security starttls or tls"
            )
        if security != "none" and context is None:
            context = ssl.create_default_context()
        self.longest_call_s: float = timeout_s
        self._server = f"{host}:{port} ({security})"
        self._connections = Connections(
            Server(host, port, security, user, password, name, context), idle_s
        )
        # Whoever forgets a notifier leaves no connection open.
        weakref.finalize(self, self._connections.close)
        self._templates = templates or shipped()

    def __repr__(self) -> str:
        return f"SmtpNotifier({self._server})"

    def close(self) -> None:
        """Close the connections; the next mail opens one again."""
        self._connections.close()

    def send(self, message: Message) -> Outcome:
        if address(message.to) is None:
            return Outcome("refused", reason=f"{message.to[:80]!r} is no address for a mail")
        mail = compose(message, self._templates)
        try:
            return self._deliver(mail, Deadline(self.longest_call_s))
        except (smtplib.SMTPException, OSError) as error:
            return Outcome("unknown", reason=one_line(_words(error))[:300])

    def _deliver(self, mail: Mail, deadline: Deadline) -> Outcome:
        """Send by a connection that was kept; where it turns out to be closed, by a new one."""
        conversation, is_kept = self._connections.take(deadline)
        if is_kept:
            try:
                outcome = self._talk(conversation, mail)
            except (smtplib.SMTPException, OSError):
                conversation.close()
                if conversation.may_have_it:
                    raise
                outcome = None
            if outcome is not None:
                return outcome
            conversation = self._connections.fresh(deadline)
        try:
            outcome = self._talk(conversation, mail)
        except BaseException:
            conversation.close()
            raise
        return outcome or Outcome("unknown", reason="the mail server takes no mails now: 421")

    def _talk(self, conversation: Conversation, mail: Mail) -> Outcome | None:
        """Hand over a mail and keep the connection; None where the server ended it before."""
        if mail.needs_utf8 and not conversation.has_extn("smtputf8"):
            self._connections.give(conversation)
            reason = f"the mail server takes no address such as {_foreign(mail)}: "
            return Outcome("refused", reason=reason + "it has no SMTPUTF8")
        reply = conversation.hand_over(mail)
        if reply.code == GOODBYE and not conversation.may_have_it:
            return None
        self._keep(conversation, reply)
        if (reply.to, reply.code) == ("mail", 250):
            return Outcome("done", reference=mail.id)
        return _answered(reply)

    def _keep(self, conversation: Conversation, reply: Reply) -> None:
        """Keep a connection; what goes wrong with it now changes nothing for this mail."""
        try:
            if reply.code != 250 and conversation.sock is not None:
                conversation.forget()
        except (smtplib.SMTPException, OSError):
            conversation.close()
        self._connections.give(conversation)


def _foreign(mail: Mail) -> str:
    return mail.sender if mail.recipient.isascii() else mail.recipient


def _words(error: Exception) -> str:
    """Say what went wrong, with the name of the error only where its text says nothing."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        told = said.decode(errors="replace") if isinstance(said, bytes) else said
        return f"the mail server said {error.smtp_code} {told}"
    return f"{type(error).__name__}: {error}"


def _answered(reply: Reply) -> Outcome:
    """Return what a refusal amounts to; that of the sender is about the shop, and may be mended."""
    is_final = reply.code >= NOT_ACCEPTED and reply.to != "sender"
    reason = one_line(f"the {reply.to} was not accepted: {reply.code} {reply.words}")[:300]
    return Outcome("refused" if is_final else "unknown", reason=reason)


def from_settings(
    settings: Mapping[str, str], templates: Templates | None = None
) -> SmtpNotifier | None:
    """Return what `SETTINGS` ask for; None where they name no mail server.

    Raises:
        ValueError: a setting cannot be used; says which, and what it may be.
    """
    if not (place := settings.get("TILAUS_SMTP", "")):
        return None
    host, colon, number = place.rpartition(":")
    port = int(number) if number.isascii() and number.isdigit() else 0
    if not host or not colon or not 0 < port < 65_536:
        found = f"cannot send to {place[:80]!r}"
        raise ValueError(f"{found}: write HOST:PORT, as in 127.0.0.1:1025")
    user = settings.get("TILAUS_SMTP_USER", "")
    return SmtpNotifier(
        host.strip("[]"),
        port,
        security=_security(settings.get("TILAUS_SMTP_SECURITY", ""), port, user),
        user=user,
        password=settings.get("TILAUS_SMTP_PASSWORD", ""),
        name=settings.get("TILAUS_SMTP_NAME", ""),
        templates=templates,
    )


_SECURITIES: Mapping[str, Security] = {"none": "none", "starttls": "starttls", "tls": "tls"}


def _security(chosen: str, port: int, user: str) -> Security:
    if not chosen:
        chosen = {465: "tls", 587: "starttls"}.get(port, "starttls" if user else "none")
    if chosen in _SECURITIES:
        return _SECURITIES[chosen]
    names = ", ".join(_SECURITIES)
    raise ValueError(f"cannot send by {chosen[:40]!r}: TILAUS_SMTP_SECURITY is one of {names}")
