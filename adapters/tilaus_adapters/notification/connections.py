"""Connections to a mail server that are kept open between mails, and closed when nobody sends."""

import threading
import time

from tilaus_adapters.notification.conversation import Conversation, Deadline, Server

GOODBYE_S = 2.0
"""How long a server may take to say goodbye, in seconds."""


class Connections:
    """The open conversations with one server. Safe to use from several threads.

    As many are open as threads send at once; each is used by one thread at a time.

    Args:
        idle_s: after how long without a mail one is closed, in seconds.
    """

    def __init__(self, server: Server, idle_s: float) -> None:
        self._server, self._idle_s = server, idle_s
        self._lock = threading.Lock()
        self._idle: list[Conversation] = []
        self._sweeper: threading.Timer | None = None

    def take(self, deadline: Deadline) -> tuple[Conversation, bool]:
        """Return a conversation, and whether it was kept from an earlier mail.

        One that was kept may have been closed by the server meanwhile.

        Raises:
            OSError, smtplib.SMTPException: there is none, and none could be begun.
        """
        with self._lock:
            kept = self._idle.pop() if self._idle else None
        if kept is not None:
            kept.deadline = deadline
            return kept, True
        return self.fresh(deadline), False

    def fresh(self, deadline: Deadline) -> Conversation:
        """Begin a new conversation; raises as `take`."""
        return Conversation(self._server, deadline)

    def give(self, conversation: Conversation) -> None:
        """Keep a conversation for the next mail; one that is closed is dropped."""
        if conversation.sock is None:
            return
        with self._lock:
            self._idle.append(conversation)
            if self._sweeper is None:
                self._sweep_later()

    def _sweep_later(self) -> None:
        self._sweeper = threading.Timer(self._idle_s, self._sweep)
        self._sweeper.daemon = True
        self._sweeper.start()

    def _sweep(self) -> None:
        """Close those that nobody used for a while, and come back while there are others."""
        longest = time.monotonic() - self._idle_s
        with self._lock:
            ended = [one for one in self._idle if one.used_at <= longest]
            self._idle = [one for one in self._idle if one.used_at > longest]
            self._sweeper = None
            if self._idle:
                self._sweep_later()
        _end(ended)

    def close(self) -> None:
        """Close those that are not in use; a second time changes nothing."""
        with self._lock:
            ended, self._idle = self._idle, []
            if self._sweeper is not None:
                self._sweeper.cancel()
                self._sweeper = None
        _end(ended)


def _end(conversations: list[Conversation]) -> None:
    for one in conversations:
        one.deadline = Deadline(GOODBYE_S)
        one.end()
