"""A mail server on this machine that keeps what it receives: where the mails of the demo go."""

import asyncio
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType

from aiosmtpd.smtp import SMTP, Envelope, Session


class Mailbox:
    """An SMTP server on 127.0.0.1, from entering the context to leaving it.

    Attributes:
        port: where it listens, chosen by the system.
        received: the mails, in the order in which they came.
    """

    def __init__(self) -> None:
        self.port: int = 0
        self.received: list[EmailMessage] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it by this name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep one mail."""
        content = envelope.content
        data = content if isinstance(content, bytes) else (content or "").encode()
        self.received.append(message_from_bytes(data, policy=policy.default))
        return "250 OK"

    def __enter__(self) -> "Mailbox":
        # A host name of its own, so that the name of this machine is not looked up anywhere.
        def make() -> SMTP:
            return SMTP(self, hostname="localhost", loop=self._loop, enable_SMTPUTF8=True)

        starting = self._loop.create_server(make, "127.0.0.1", 0)
        self._server = self._loop.run_until_complete(starting)
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end(self) -> None:
        self._server.close()
        others = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
