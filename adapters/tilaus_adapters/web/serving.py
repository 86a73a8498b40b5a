"""The site on a socket: uvicorn in a thread of its own, which ends without losing a request.

When it is told to end it takes no new connection, closes those on which nobody asks just now, and
answers every request that it has read. uvicorn waits for the head of a request for ever; here it
has a time, so that connections that say nothing are not kept open.
"""

import asyncio
import signal
import socket
import threading
from collections.abc import Sequence
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from tilaus.record import record
from tilaus_adapters.web.limits import DEFAULTS

HEAD_S = 10.0
"""How long the head of a request may take to arrive once a connection is there, in seconds."""

KEPT_S = 15
"""How long a connection on which nobody asks is kept open, in seconds."""

BACKLOG = 2_048
"""How many connections the system keeps for us until they are taken."""


class ImpatientProtocol(H11Protocol):
    """HTTP/1.1 by h11, where the head of a request has a time to arrive in."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        head_s: float = HEAD_S,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._head_s = head_s
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first head."""
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Take what arrived; where it is not a whole head yet, the rest has its time."""
        super().data_received(data)
        if self._is_asked():
            self._stop_waiting()
        elif self._head_timer is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_asked(self) -> bool:
        """Tell whether a request whose head has arrived is still being answered."""
        return bool(self.cycle) and not self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._head_timer = self.loop.call_later(self._head_s, self._give_up)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _give_up(self) -> None:
        self._head_timer = None
        self.transport.close()


@record
class Address:
    """Where to serve, and whose word about the browser behind a proxy counts.

    Attributes:
        port: 0 for one that is free.
        proxies: addresses or networks (CIDR) of proxies; X-Forwarded-For and X-Forwarded-Proto of
            others are what anybody may write, and are not looked at.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    proxies: tuple[str, ...] = ()


def bound(address: Address) -> socket.socket:
    """Return a socket that listens at an address; raises OSError where it cannot be used."""
    found = socket.getaddrinfo(
        address.host, address.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )
    family, place = found[0][0], found[0][4]
    return socket.create_server((str(place[0]), address.port), family=family, backlog=BACKLOG)


class WebServer:
    """Serve an app in a thread of its own, until it is told to stop.

    Args:
        listening: a socket that listens; it is closed at the end.
        proxies: see `Address`.
        grace_s: how long requests that were read may take when it is told to stop, in seconds.

    Attributes:
        error: what broke it, if something did.
    """

    def __init__(
        self,
        app: ASGIApp,
        listening: socket.socket,
        *,
        proxies: Sequence[str] = (),
        grace_s: float = 30.0,
        head_s: float = HEAD_S,
    ) -> None:
        config = Config(
            app,
            http=partial(ImpatientProtocol, head_s=head_s),  # type: ignore[arg-type]
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            timeout_keep_alive=KEPT_S,
            timeout_graceful_shutdown=max(1, round(grace_s)),
            h11_max_incomplete_event_size=2 * DEFAULTS.headers,
            backlog=BACKLOG,
        )
        self._server = uvicorn.Server(config)
        self._listening = listening
        self._thread = threading.Thread(target=self._run, name="tilaus-web", daemon=True)
        self.error: BaseException | None = None

    @property
    def port(self) -> int:
        """Return the port at which it serves."""
        return int(self._listening.getsockname()[1])

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Take nothing new; what was read is answered."""
        self._server.should_exit = True

    def join(self, within_s: float) -> bool:
        """Wait for its end; tell whether it came in time."""
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._server.run(sockets=[self._listening])
        except BaseException as error:  # noqa: BLE001 - it is told by the command's own thread
            self.error = error
        if not self._server.should_exit:
            # A shop without pages must not look as if it had some: the whole process ends.
            signal.raise_signal(signal.SIGTERM)
