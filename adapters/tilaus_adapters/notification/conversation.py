"""One conversation with a mail server (RFC 5321): it ends in time, however slow the server is."""

import ipaddress
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Literal, TypeVar

from tilaus.record import record
from tilaus_adapters.notification.mail import Mail

T = TypeVar("T")

Security = Literal["none", "starttls", "tls"]

LONGEST_LINE, MOST_LINES = 2_048, 200
"""More than this no server says in one reply: it plays with us, or it is no mail server."""

GOODBYE = 421
"""The reply of a server that ends the conversation, whenever it likes (RFC 5321, 3.8)."""


class Deadline:
    """A moment by which all of something must have happened, `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def left_s(self) -> float:
        """Return the seconds that are left, > 0.

        Raises:
            TimeoutError: none are left.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the mail server took too long")
        return left


def within(seconds: float, ask: Callable[[], T]) -> T:
    """Ask something that knows no deadline, in a thread of its own, and wait so long at most.

    Raises:
        TimeoutError: there is no answer yet; one that comes later is dropped.
    """
    found: list[T] = []
    wrong: list[Exception] = []

    def run() -> None:
        try:
            found.append(ask())
        except Exception as error:  # noqa: BLE001 - it is raised where somebody waits for it
            wrong.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if wrong:
        raise wrong[0]
    if not found:
        raise TimeoutError(f"no answer after {seconds:.1f} s")
    return found[0]


@record
class Server:
    """A mail server, and how to speak to it.

    Attributes:
        security: `none`, `starttls` (refuses to go on without), or `tls` from the first byte.
        user: name for the login; empty for none.
        name: what this machine calls itself; empty for its address.
        context: how certificates are checked.
    """

    host: str
    port: int
    security: Security = "none"
    user: str = ""
    password: str = ""
    name: str = ""
    context: ssl.SSLContext | None = None


@record
class Reply:
    """What a server said in the end, and to what: the `sender`, the `recipient` or the `mail`."""

    to: Literal["sender", "recipient", "mail"]
    code: int
    words: str = ""


class LoginError(smtplib.SMTPException):
    """The server does not take the name and the password; the text holds neither."""


class Conversation(smtplib.SMTP):
    """A connection that is open, and logged in where the server was told with a name.

    What smtplib waits for step by step counts here from one deadline, which is set anew for each
    mail. For one thread at a time.

    Attributes:
        deadline: by when all that is asked of it now must have happened.
        may_have_it: the server got the end of the last mail, and may have it whatever it said.
        used_at: when it was used last, by `time.monotonic`.
        mails: how many it has taken so far.

    Raises:
        OSError, smtplib.SMTPException: there is no connection, or not as it was demanded.
    """

    sock: socket.socket | None

    def __init__(self, server: Server, deadline: Deadline) -> None:
        self.deadline: Deadline = deadline
        self.may_have_it: bool = False
        self.used_at: float = time.monotonic()
        self.mails: int = 0
        self._server, self._heard = server, b""
        sock = _connected(server.host, server.port, deadline)
        try:
            # The name is always given: smtplib would look one up, for as long as that takes.
            super().__init__(local_hostname=server.name or _literal(sock))
            self.sock = self._secured(sock)
            self._begin()
        except BaseException:
            self.close()
            sock.close()
            raise

    def _secured(self, sock: socket.socket) -> socket.socket:
        if self._server.security != "tls":
            return sock
        sock.settimeout(self.deadline.left_s())
        return self._wrapped(sock)

    def _wrapped(self, sock: socket.socket) -> ssl.SSLSocket:
        context = self._server.context or ssl.create_default_context()
        return context.wrap_socket(sock, server_hostname=self._server.host)

    def _begin(self) -> None:
        code, words = self.getreply()
        if code != 220:
            raise smtplib.SMTPConnectError(code, words)
        if self._server.security == "starttls":
            self._encrypt()
        self.ehlo_or_helo_if_needed()
        if self._server.user:
            self._log_in()

    def _encrypt(self) -> None:
        """Go on encrypted (RFC 3207), or not at all."""
        self.ehlo_or_helo_if_needed()
        if not self.has_extn("starttls"):
            raise smtplib.SMTPNotSupportedError("the server offers no STARTTLS")
        code, words = self.docmd("STARTTLS")
        if code != 220:
            raise smtplib.SMTPResponseException(code, words)
        if self._heard:  # Somebody in between said it, to be heard as if it were encrypted.
            raise smtplib.SMTPException("the server spoke in the clear after STARTTLS")
        self.sock = self._wrapped(self._set_timeout())
        # All that was said in the clear is forgotten, and asked again.
        for name in ("helo_resp", "ehlo_resp"):
            setattr(self, name, None)
        setattr(self, "does_esmtp", False)  # noqa: B010 - typeshed says an int
        self.esmtp_features.clear()

    def _log_in(self) -> None:
        try:
            self.login(self._server.user, self._server.password)
        except smtplib.SMTPAuthenticationError as error:
            # What a server says to a login may repeat it, so only the code is told.
            raise LoginError(f"the mail server refused the login: {error.smtp_code}") from None

    def hand_over(self, mail: Mail) -> Reply:
        """Hand over one mail, and return what the server said.

        Raises:
            OSError, smtplib.SMTPException: the connection broke, or there was no time left;
                `may_have_it` tells whether the server may have taken the mail all the same.
        """
        self.may_have_it = False
        options = ["SMTPUTF8", "BODY=8BITMIME"] if mail.needs_utf8 else []
        code, words = self.mail(mail.sender, options)
        if code != 250:
            return self._said("sender", code, words)
        code, words = self.rcpt(mail.recipient)
        if code not in (250, 251):
            return self._said("recipient", code, words)
        code, words = self.docmd("DATA")
        if code == 354:
            self.may_have_it = True
            self.send(_dotted(mail.content) + b".\r\n")
            code, words = self.getreply()
        self.mails += code == 250
        return self._said("mail", code, words)

    def _said(self, to: Literal["sender", "recipient", "mail"], code: int, words: bytes) -> Reply:
        self.used_at = time.monotonic()
        return Reply(to, code, words.decode(errors="replace"))

    def forget(self) -> None:
        """Begin a new mail after one that was not taken; raises as `hand_over`."""
        code, words = self.rset()
        if code != 250:
            raise smtplib.SMTPResponseException(code, words)

    def end(self) -> None:
        """Say goodbye and close; what goes wrong now changes nothing."""
        try:
            self.quit()
        except (smtplib.SMTPException, OSError):
            pass
        finally:
            self.close()

    def _set_timeout(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self.sock.settimeout(self.deadline.left_s())
        return self.sock

    def send(self, s: "bytes | bytearray | memoryview | str") -> None:  # type: ignore[override]
        """Send all of it before the deadline, however slowly the server reads."""
        rest = memoryview(s.encode() if isinstance(s, str) else s)
        try:
            while rest:
                rest = rest[self._set_timeout().send(rest) :]
        except OSError:
            self.close()
            raise

    def getreply(self) -> tuple[int, bytes]:
        """Read one reply before the deadline, however slowly the server speaks."""
        lines: list[bytes] = []
        while len(lines) < MOST_LINES:
            line = self._line()
            code, rest = line[:3], line[3:]
            if not (code.isdigit() and code.isascii() and rest[:1] in (b"", b" ", b"-")):
                break
            lines.append(rest[1:].strip())
            if rest[:1] != b"-":
                if int(code) == GOODBYE:
                    self.close()
                return int(code), b"\n".join(lines)
        self.close()
        raise smtplib.SMTPServerDisconnected("the server says what no mail server says")

    def _line(self) -> bytes:
        while b"\n" not in self._heard:
            try:
                more = self._set_timeout().recv(4_096)
            except OSError:
                self.close()
                raise
            if not more or len(self._heard) > LONGEST_LINE:
                self.close()
                raise smtplib.SMTPServerDisconnected("the server closed the connection")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        return line.rstrip(b"\r")


def _dotted(content: bytes) -> bytes:
    """Double the dots that begin lines (RFC 5321, 4.5.2)."""
    return content.replace(b"\r\n.", b"\r\n..")


def _literal(sock: socket.socket) -> str:
    """Return the address of this end as a name for EHLO (RFC 5321, 4.1.3)."""
    host = str(sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{host}]" if ":" in host else f"[{host}]"


def _connected(host: str, port: int, deadline: Deadline) -> socket.socket:
    """Connect to the first address of a host that answers."""
    wrong: OSError | None = None
    for place in _places(host, port, deadline):
        try:
            return socket.create_connection(place, timeout=deadline.left_s())
        except TimeoutError:
            raise
        except OSError as error:
            wrong = error
    raise wrong or OSError(f"{host} has no address")


def _places(host: str, port: int, deadline: Deadline) -> list[tuple[str, int]]:
    """Look up a host; the system's own look-up knows no deadline."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        return [(host, port)]
    look_up = lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # noqa: E731
    found = within(deadline.left_s(), look_up)
    return list(dict.fromkeys((str(place[0]), port) for *_, place in found))
