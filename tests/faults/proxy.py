"""A man in the middle who cuts connections to PostgreSQL when it hurts: after a commit was sent.

He reads what clients send far enough to know which statement is executed. Of those that write, one
in so many costs the connection: at once, so that nobody knows whether the server did it, or when
the answer comes, so that it was done and the client never hears of it.
"""

import random
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress

from tests.faults.around import Lines
from tests.faults.waiting import until

WRITES = (b"tilaus_commit", b"tilaus_post", b"tilaus_claim", b"COMMIT")

STARTS_UNTYPED = {80877103, 80877104}
"""The codes of requests for encryption, after which a client begins anew."""

CHUNK = 1 << 16


class Reader:
    """Reads the messages of one client; `feed` says how many statements that write it executes."""

    def __init__(self) -> None:
        self._buffer = b""
        self._is_started = False
        self._writers: set[bytes] = set()

    def feed(self, chunk: bytes) -> int:
        """Take in what was sent; return how many executions of writing statements were in it."""
        self._buffer += chunk
        return sum(map(self._writes, self._messages()))

    def _messages(self) -> Iterator[bytes]:
        while True:
            head = 1 if self._is_started else 0
            if len(self._buffer) < head + 4:
                return
            size = head + int.from_bytes(self._buffer[head : head + 4], "big")
            if len(self._buffer) < size:
                return
            message, self._buffer = self._buffer[:size], self._buffer[size:]
            if self._is_started:
                yield message
            else:
                self._is_started = int.from_bytes(message[4:8], "big") not in STARTS_UNTYPED

    def _writes(self, message: bytes) -> bool:
        kind, body = message[:1], message[5:]
        if kind == b"P":
            name, query = body.split(b"\0")[:2]
            if any(word in query for word in WRITES):
                self._writers.add(name)
            else:
                self._writers.discard(name)
        if kind == b"B":
            return body.split(b"\0")[1] in self._writers
        return kind == b"Q" and any(word in body for word in WRITES)


class Proxy:
    """Passes everything on between a port and a server's port, and cuts now and then.

    Args:
        one_in: of so many writing statements one is the last on its connection.
        cuts: gets a line for each cut.
    """

    def __init__(self, to_port: int, seed: int, one_in: int, cuts: Lines) -> None:
        self._to_port, self._one_in, self._cuts = to_port, one_in, cuts
        self._chance = random.Random(seed)
        self._turn = threading.Lock()

    def serve(self, port: int) -> None:
        """Serve until the process is killed."""
        with closing(socket.create_server(("127.0.0.1", port))) as listener:
            while True:
                client, _ = listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with closing(client):
            try:
                server = socket.create_connection(("127.0.0.1", self._to_port))
            except OSError:
                return  # The server is away: so is this connection.
            with closing(server):
                Line(client, server, self._how).run()

    def _how(self) -> str:
        """Choose what becomes of a connection whose client executes a writing statement."""
        with self._turn:
            if self._chance.randrange(self._one_in):
                return ""
            how = self._chance.choice(("at once", "at the answer"))
        self._cuts.add(how)
        return how


class Line:
    """One connection through the proxy."""

    def __init__(
        self, client: socket.socket, server: socket.socket, how: Callable[[], str]
    ) -> None:
        self._client, self._server, self._how = client, server, how
        self._cut = ""

    def run(self) -> None:
        """Pass on in both directions until one side ends, or the connection is cut."""
        back = threading.Thread(target=self._back, daemon=True)
        back.start()
        with suppress(OSError):
            self._forth()
        self._hang_up()
        back.join()

    def _forth(self) -> None:
        reader = Reader()
        while chunk := self._client.recv(CHUNK):
            for _ in range(reader.feed(chunk)):
                self._cut = self._cut or self._how()
            self._server.sendall(chunk)
            if self._cut == "at once":
                return

    def _back(self) -> None:
        with suppress(OSError):
            while chunk := self._server.recv(CHUNK):
                if self._cut:
                    break
                self._client.sendall(chunk)
        self._hang_up()

    def _hang_up(self) -> None:
        for side in (self._client, self._server):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)


def free_port() -> int:
    """Return a port on which nobody listens."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port; raises TimeoutError where nobody does."""

    def listens() -> bool:
        with suppress(OSError), closing(socket.create_connection(("127.0.0.1", port))):
            return True
        return False

    until(listens, f"nobody listens on port {port}")
