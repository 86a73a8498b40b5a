"""Servers for tests: the reference server as a process, and a door for its callbacks."""

import json
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tilaus.shop import Shop
from tilaus_adapters.delivery.callbacks import receive
from tilaus_adapters.signatures import new_secret

SECRET, CALLBACK_SECRET = new_secret(), new_secret()


class Reference:
    """The reference server, and what a test lets it do."""

    def __init__(self, url: str) -> None:
        self.url = url

    def advance(self) -> None:
        """Let every job take its next step, and its callbacks be sent."""
        self._ask("POST", "/-/advance")

    def release(self) -> None:
        """Send the callbacks that were held back."""
        self._ask("POST", "/-/release")

    def jobs(self) -> int:
        """Return how many jobs it has."""
        return int(self._ask("GET", "/-/jobs")["count"])

    def _ask(self, method: str, path: str) -> Any:
        request = urllib.request.Request(self.url + path, method=method)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.loads(answer.read())


@contextmanager
def reference_server(callback_url: str = "") -> Iterator[Reference]:
    """Run the reference server until the end of the block."""
    module = "tests.adapters.delivery.reference_server"
    words = [sys.executable, "-m", module, SECRET, CALLBACK_SECRET, callback_url]
    here = Path(__file__).parents[3]  # Whoever runs a test may stand in another folder.
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=here)
    try:
        assert process.stdout is not None
        yield Reference(f"http://127.0.0.1:{int(process.stdout.readline())}")
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


class Door:
    """Where callbacks come in; `replies` are what was answered to them."""

    def __init__(self) -> None:
        self.shop: Shop | None = None
        self.replies: list[tuple[int, str]] = []

    def take(self, body: bytes, headers: dict[str, str]) -> int:
        assert self.shop is not None
        reply = receive(self.shop, [CALLBACK_SECRET], body, headers, datetime.now(UTC))
        self.replies.append((reply.status, reply.text))
        return reply.status


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """Run an HTTP server in a thread; yields its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(20)


@contextmanager
def opened_door() -> Iterator[tuple[Door, str]]:
    """Open a door for callbacks; yields it and its address."""
    door = Door()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            self.send_response(door.take(body, dict(self.headers.items())))
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with answering(Handler) as url:
        yield door, url
