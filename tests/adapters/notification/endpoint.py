"""An endpoint of webhooks on this machine, by the official libraries: it keeps what it took."""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, NamedTuple

from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from standardwebhooks.webhooks import Webhook, WebhookVerificationError


class Posted(NamedTuple):
    """A request as it came: its path, its headers with small letters, and its body."""

    path: str
    headers: dict[str, str]
    body: bytes


class Said(NamedTuple):
    """What is answered to one request, after something else is done."""

    code: int
    headers: Mapping[str, str] = MappingProxyType({})
    first: Callable[[], object] = lambda: None
    body: bytes = b"{}"


class BadEventError(Exception):
    """A request is no CloudEvent that was signed with the secret."""


def taken(posted: Posted, secret: str) -> Any:
    """Judge a request as a receiver does, by `standardwebhooks` and `cloudevents`.

    Raises:
        BadEventError: the signature does not fit, or is too old.
    """
    try:
        Webhook(secret).verify(posted.body, posted.headers)
    except WebhookVerificationError as why:
        raise BadEventError(str(why)) from why
    event = from_http_event(HTTPMessage(posted.headers, posted.body))
    assert event.get_id() == posted.headers["webhook-id"]
    return event


class Endpoint:
    """A web server on 127.0.0.1, from entering the context to leaving it.

    Attributes:
        posted: the requests, in the order in which they came.
        script: what is answered next; 204 where it is empty.
    """

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.script: deque[Said] = deque()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                said = endpoint.script.popleft() if endpoint.script else Said(204, body=b"")
                endpoint.posted.append(Posted(self.path, headers, body))
                said.first()
                self.send_response(said.code)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(said.body)))
                self.end_headers()
                self.wfile.write(said.body)

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    @property
    def url(self) -> str:
        """Return the address at which it listens."""
        return f"http://127.0.0.1:{self._server.server_port}/hooks?shop=1"

    @property
    def port(self) -> int:
        """Return the port at which it listens."""
        return self._server.server_port

    def ids(self) -> list[str]:
        """Return the webhook-ids of all requests."""
        return [posted.headers["webhook-id"] for posted in self.posted]

    def __enter__(self) -> "Endpoint":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
