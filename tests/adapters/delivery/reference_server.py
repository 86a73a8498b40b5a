"""A delivery server as the protocol's page describes it, in a process of its own.

    python -m tests.adapters.delivery.reference_server SECRET CALLBACK_SECRET [CALLBACK_URL]

It prints its port. It shares no code with tilaus: signatures are those of the package
`standardwebhooks`. How it delivers a job stands in the job's service, and more after a plus sign:
`gradual`, `at_once+500_after_success`. Nothing happens by itself: `POST /-/advance` lets every job
take its next step and sends the callbacks, `POST /-/release` those that were held back.
"""

import json
import sys
import threading
import urllib.error
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError

STEPS: dict[str, list[tuple[str, float, str]]] = {
    # service      state, part delivered, reason; the first is the answer to the hand-over
    "start_delay": [("waiting", 0, ""), ("running", 0, ""), ("delivered", 1, "")],
    "gradual": [("running", part / 4, "") for part in range(4)] + [("delivered", 1, "")],
    "at_once": [("delivered", 1, "")],
    "fails": [("running", 0, ""), ("failed", 0, "customer_error")],
    "half": [("running", 0, ""), ("running", 0.5, ""), ("stopped", 0.5, "server_problem")],
    "silent": [("running", 0, "")],
    "refuses": [],
}

HANG_S = 20.0
"""How long an answer is held back at most, in seconds."""


class Jobs:
    """What the server knows: jobs by key, and callbacks that wait."""

    def __init__(self, callback_secret: str, callback_url: str) -> None:
        self.lock = threading.Lock()
        self.jobs: dict[str, dict[str, Any]] = {}
        self.held: list[tuple[str, bytes]] = []
        self.sent = 0
        self._webhook, self._url = Webhook(callback_secret), callback_url

    def take(self, key: str, body: bytes) -> tuple[int, dict[str, Any]]:
        doc = json.loads(body)
        service, _, more = doc["service"].partition("+")
        steps = STEPS.get(service, STEPS["silent"])
        if not steps:
            return 422, {"error": "refused", "reason": "customer_error"}
        known = self.jobs.get(key)
        if known is not None and known["body"] != body:
            return 409, {"error": "another_job"}
        if known is None:
            known = {"body": body, "doc": doc, "steps": steps, "more": more, "at": 0}
            known |= {"stopped": False, "faults": 0}
            self.jobs[key] = known
        return 200, self.seen(key)

    def seen(self, key: str) -> dict[str, Any]:
        job = self.jobs[key]
        state, part, reason = job["steps"][job["at"]]
        if job["stopped"]:
            state, reason = "stopped", ""
        delivered = int(job["doc"]["quantity"] * part)
        found = {"key": key, "state": state, "delivered": delivered, "reference": f"ref-{key}"}
        return found | ({"reason": reason} if reason else {})

    def stop(self, key: str) -> tuple[int, dict[str, Any]]:
        if key not in self.jobs:
            return 404, {"error": "unknown_job"}
        job = self.jobs[key]
        if job["steps"][job["at"]][0] in ("running", "waiting"):
            job["stopped"] = True
        return 200, self.seen(key)

    def advance(self) -> None:
        for key, job in self.jobs.items():
            if job["stopped"] or job["at"] + 1 >= len(job["steps"]):
                continue
            job["at"] += 1
            self.sent += 1
            message = {"type": "job.changed", **self.seen(key)}
            told = f"evt_{self.sent}", json.dumps(message).encode()
            if "late" in job["more"]:
                self.held.append(told)
            else:
                self.tell(*told)
            if "doubled" in job["more"]:
                self.tell(*told)

    def release(self) -> None:
        while self.held:
            self.tell(*self.held.pop())  # The last one first: they overtake each other.

    def tell(self, id: str, body: bytes) -> None:
        if not self._url:
            return
        now = datetime.now(UTC)
        headers = {
            "webhook-id": id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._webhook.sign(id, now, body.decode()),
            "content-type": "application/json",
        }
        request = urllib.request.Request(self._url, body, headers, method="POST")
        with urllib.request.urlopen(request, timeout=10):
            pass


class Handler(BaseHTTPRequestHandler):
    jobs: Jobs
    secret: str

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _answer(self, method: str) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        with self.jobs.lock:
            code, doc, fault = self._done(method, body)
        if fault == "500_after_success":
            code, doc = 500, {"error": "broken"}
        elif fault == "timeout_after_success":
            self.connection.settimeout(HANG_S)
            with suppress(OSError):
                self.connection.recv(1)  # Until whoever asked has given up.
        sent = json.dumps(doc).encode()
        try:
            self.send_response(code)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)
        except OSError:
            pass  # Whoever asked did not wait.

    def _done(self, method: str, body: bytes) -> tuple[int, dict[str, Any], str]:
        if self.path == "/-/advance":
            self.jobs.advance()
            return 200, {}, ""
        if self.path == "/-/release":
            self.jobs.release()
            return 200, {}, ""
        if self.path == "/-/jobs":
            return 200, {"count": len(self.jobs.jobs)}, ""
        if not self._is_signed(method, body):
            return 401, {"error": "bad_signature"}, ""
        _, _, key, *more = self.path.split("/")
        if method == "PUT":
            code, doc = self.jobs.take(key, body)
        elif more == ["stop"]:
            code, doc = self.jobs.stop(key)
        elif key in self.jobs.jobs:
            code, doc = 200, self.jobs.seen(key)
        else:
            code, doc = 404, {"error": "unknown_job"}
        return code, doc, self._fault(key, method)

    def _fault(self, key: str, method: str) -> str:
        """Return what goes wrong with the first answer to a hand-over, after it was taken."""
        job = self.jobs.jobs.get(key)
        if job is None or method != "PUT" or job["faults"]:
            return ""
        job["faults"] += 1
        return str(job["more"])

    def _is_signed(self, method: str, body: bytes) -> bool:
        if self.headers.get("webhook-id") != f"{method} {self.path}":
            return False
        try:
            Webhook(self.secret).verify(body, dict(self.headers.items()), json_parse=False)
        except (WebhookVerificationError, ValueError):
            return False
        return True


def main(secret: str, callback_secret: str, callback_url: str = "") -> None:
    Handler.jobs, Handler.secret = Jobs(callback_secret, callback_url), secret
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
