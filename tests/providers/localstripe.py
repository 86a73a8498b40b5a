"""localstripe as its own process: somebody else's idea of Stripe. It is GPL: never imported.

    with started() as server:
        payments = StripePayments(server.key, base_url=server.url, form="intent")

Its limits, wherever they matter to a test: no Checkout, no search, no 3-D Secure by redirect; it
ignores idempotency keys, accepts refunds of more than was paid, sends no message about refunds,
and books a partial capture as a capture of all and a refund of the rest.
"""

import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from urllib.parse import urlencode

PATIENCE_S = 30.0
PAUSE_S = 0.05
MISSING = "the program localstripe is not here, or this machine has no IPv6 loopback"


def program() -> str | None:
    """Return the path of the program of this environment, or None where it cannot run."""
    beside = Path(sys.executable).with_name("localstripe")
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::", 0))
    except OSError:
        return None
    return str(beside) if beside.exists() else None


class Server:
    """A running localstripe.

    Attributes:
        url: its address.
        key: a key that it takes.
        secret: what its messages are signed with.
        messages: what it sent, as `(body, headers)`.
    """

    key = "sk_test_of_localstripe"
    secret = "whsec_of_localstripe"

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.messages: Queue[tuple[bytes, dict[str, str]]] = Queue()

    def post(self, path: str, **form: str) -> bytes:
        """Ask it as somebody else: to set it up, or as the customer's browser."""
        asked = urllib.request.Request(
            self.url + path,
            urlencode(form).encode(),
            {"Authorization": f"Bearer {self.key}"},
        )
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
            read: bytes = answer.read()
            return read


@contextmanager
def started() -> Iterator[Server]:
    """Start it on a free port, with a place on 127.0.0.1 for its messages; end it after."""
    found = program()
    if found is None:
        raise LookupError(MISSING)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [found, "--port", str(port), "--from-scratch"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    try:
        server = Server(port)
        _wait_for(process, port)
        with _ear(server) as address:
            server.post("/_config/webhooks/test", url=address, secret=server.secret)
            yield server
    finally:
        process.kill()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    pause = threading.Event()
    for _ in range(int(PATIENCE_S / PAUSE_S)):
        if process.poll() is not None:
            raise LookupError(f"localstripe ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), PAUSE_S).close()
        except OSError:
            pause.wait(PAUSE_S)
        else:
            return
    raise LookupError("localstripe does not listen")


@contextmanager
def _ear(server: Server) -> Iterator[str]:
    class Ear(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            server.messages.put((body, dict(self.headers.items())))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    listening.daemon_threads = True
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.server_port}/"
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
