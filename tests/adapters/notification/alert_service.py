"""A chat service on 127.0.0.1 that takes what Apprise's `json://` posts, and answers as told."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE_S = 30.0


class AlertService:
    """Keep what was posted. `status` is what the next posts are answered; 0 is no answer at all.

    Attributes:
        texts: the title and the text of what was taken, in its order.
        url: the address as Apprise writes it; with a token that must never be shown.
    """

    def __init__(self) -> None:
        self.status = 200
        self.asked = 0
        self.texts: list[tuple[str, str]] = []
        self.gate = threading.Event()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                service.asked += 1
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if not service.status:
                    service.gate.wait(PATIENCE_S)
                    return
                if service.status < 300:
                    service.texts.append((told["title"], told["message"]))
                self.send_response(service.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"json://shop:s3cret-token@127.0.0.1:{self._server.server_port}/s3cret-token"

    def close(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE_S)
