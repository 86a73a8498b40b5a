"""A mail server on 127.0.0.1 that answers as it is told, and keeps what it gets, byte by byte."""

import asyncio
import ssl
import threading
from concurrent.futures import Future
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

PATIENCE_S = 30.0


class MailServer:
    """Keep mails; `script` holds what the next conversations are answered, a dictionary for each.

    Its keys are `connect`, `mail`, `rcpt` and `data`; the values are replies, or `drop`, which ends
    the connection without one. With `tls` the server speaks TLS from the first byte.
    """

    def __init__(self, tls: ssl.SSLContext | None = None, **options: Any) -> None:
        self.script: list[dict[str, str]] = []
        self.mails: list[bytes] = []
        self.senders: list[str | None] = []
        self.options: list[list[str]] = []
        self._smtp_options, self._tls = options, tls
        self._ready: Future[int] = Future()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()
        self.port = self._ready.result(PATIENCE_S)

    def _conversation(self) -> SMTP:
        return SMTP(self, loop=self._loop, **self._smtp_options)

    def _serve(self) -> None:
        starting = self._loop.create_server(self._conversation, "127.0.0.1", 0, ssl=self._tls)
        server = self._loop.run_until_complete(starting)
        self._ready.set_result(server.sockets[0].getsockname()[1])
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

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
        answer = self._answer(server, "data")
        self._next()
        if answer:
            return answer
        content = envelope.original_content or b""
        self.mails.append(content)
        self.senders.append(envelope.mail_from)
        return "250 OK"

    def _next(self) -> None:
        if self.script:
            self.script.pop(0)


def plain_context() -> ssl.SSLContext:
    """Return a context that checks nothing, for a server whose certificate nobody signed."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
