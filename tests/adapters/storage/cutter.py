"""A proxy before a server that cuts a connection once, before or after it passed a word on."""

import socket
import threading
from contextlib import closing, suppress
from types import TracebackType
from typing import Self

CHUNK = 1 << 16


class Cutter:
    """Passes bytes on between clients and 127.0.0.1:port, until it is told to cut.

    Attributes:
        port: where clients connect. cuts: how often it cut.
    """

    def __init__(self, port: int) -> None:
        self._server = port
        self._word, self._when, self._for_good = b"", "", False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.cuts = 0
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def cut(self, word: bytes, when: str, *, for_good: bool = False) -> None:
        """Cut the connection whose client sends `word`: before the server has it, or after it did.

        Args:
            for_good: nobody is let in any more.
        """
        self._word, self._when, self._for_good = word, when, for_good

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop_listening()
        for end in self._open:
            _end(end)
        for thread in self._threads:
            thread.join(10)

    def _stop_listening(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._server))
            self._open += [client, server]
            for job in (self._to_server, self._to_client):
                thread = threading.Thread(target=job, args=(client, server), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with closing(client), closing(server), suppress(OSError):
            while chunk := client.recv(CHUNK):
                if self._word and self._word in chunk:
                    self._word = b""
                    self.cuts += 1
                    if self._for_good:
                        self._stop_listening()
                    if self._when == "before":
                        break
                    # Nothing of the answer reaches the client, but the server did its work.
                    _end(client, socket.SHUT_WR)
                    server.sendall(chunk)
                    server.settimeout(10)
                    server.recv(1, socket.MSG_PEEK)
                    break
                server.sendall(chunk)
            _end(client)
            _end(server)

    def _to_client(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while chunk := server.recv(CHUNK):
                client.sendall(chunk)
            _end(client)


def _end(end: socket.socket, how: int = socket.SHUT_RDWR) -> None:
    with suppress(OSError):
        end.shutdown(how)
