"""A mail server on 127.0.0.1 that answers as it is told, and keeps what it gets, byte by byte."""

import asyncio
import ssl
import threading
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

PATIENCE_S = 30.0


class MailServer:
    """Keep mails; `script` holds what the next conversations are answered, a dictionary for each.

    Its keys are `connect`, `mail`, `rcpt`, `data` and `taken` (which keeps the mail); the values
    are replies, or `drop`, which ends the connection without one. With `tls` the server speaks TLS
    from the first byte.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, **options: Any) -> None:
        self.script: list[dict[str, str]] = []
        self.mails: list[bytes] = []
        self.senders: list[str | None] = []
        self.recipients: list[str] = []
        self.options: list[list[str]] = []
        self.connections = 0
        self._spoken: list[SMTP] = []
        self._smtp_options, self._tls = options, tls
        self._ready: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        self.port = self._ready.result(PATIENCE_S)

    def _conversation(self) -> SMTP:
        self.connections += 1
        # A host name of its own, so that the name of this machine is not looked up anywhere.
        made = SMTP(self, loop=self._loop, hostname="localhost", **self._smtp_options)
        self._spoken.append(made)
        return made

    def _serve(self) -> None:
        starting = self._loop.create_server(self._conversation, "127.0.0.1", 0, ssl=self._tls)
        server = self._loop.run_until_complete(starting)
        self._ready.set_result(server.sockets[0].getsockname()[1])
        self._loop.run_forever()
        server.close()
        self._hang_up()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0.01))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    def _hang_up(self) -> None:
        for one in self._spoken:
            if isinstance(one.transport, asyncio.Transport):
                one.transport.abort()
        self._spoken.clear()

    def hang_up(self) -> None:
        """Close all connections, as a server does with those on which nothing is said."""

        async def end() -> None:
            self._hang_up()
            await asyncio.sleep(0)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(PATIENCE_S)

    def open_connections(self) -> int:
        """Count the connections that neither side has closed."""
        spoken = [one.transport for one in self._spoken]
        return sum(one is not None and not one.is_closing() for one in spoken)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE_S)

    def _answer(self, server: SMTP, step: str) -> str:
        answer = self.script[0].get(step, "") if self.script else ""
        if answer == "drop" and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
            return "421 gone"
        return answer

    async def handle_EHLO(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, name: str, responses: list[str]
    ) -> list[str]:
        session.host_name = name
        if answer := self._answer(server, "connect"):
            return [answer]
        return responses

    async def handle_MAIL(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self._answer(server, "mail"):
            self._next()
            return answer
        self.options.append(options)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self._answer(server, "rcpt"):
            self._next()
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the library's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        answer, taken = self._answer(server, "data"), self._answer(server, "taken")
        self._next()
        if answer:
            return answer
        content = envelope.original_content or b""
        self.mails.append(content)
        self.senders.append(envelope.mail_from)
        self.recipients += envelope.rcpt_tos
        return taken or "250 OK"

    def _next(self) -> None:
        if self.script:
            self.script.pop(0)


def server_context(folder: Path) -> ssl.SSLContext:
    """Make a certificate for 127.0.0.1 in a folder, and return the context of who has its key."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(days=1)).not_valid_after(
        now + timedelta(days=1)
    )
    made = builder.add_extension(host, critical=False).sign(key, hashes.SHA256())
    form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*form))
    (folder / "crt.pem").write_bytes(made.public_bytes(Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "crt.pem", folder / "key.pem")
    return context


def trusting_context(folder: Path) -> ssl.SSLContext:
    """Return the context of who trusts the certificate in a folder, and checks its name."""
    return ssl.create_default_context(cafile=folder / "crt.pem")


def plain_context() -> ssl.SSLContext:
    """Return a context that checks nothing, for a server whose certificate nobody signed."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
