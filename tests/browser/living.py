"""A shop that is served by a process of its own, with a mailbox, as whoever runs it sees it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from tests.adapters.notification.mail_server import MailServer
from tests.faults.waiting import rest

PATIENCE_S = 30.0
PASSWORD = "correct horse battery staple"
TILAUS = (sys.executable, "-m", "tilaus_adapters.cli")
LINK = re.compile(r"http://127\.0\.0\.1:\d+(/[ta]/[^\s<>\"]+)")

SHOP_TOML = """
[house]
name = "The Example Shop"
url = "http://127.0.0.1:{port}"
mail_from = "shop@example.org"
staff_mail = "desk@example.org"
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Living:
    """A shop in a folder: its file, its process, and the mails that it sent."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.mails = MailServer()
        self._token = ""
        (folder / "shop.toml").write_text(SHOP_TOML.format(port=self.port))
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TILAUS_")},
            "TILAUS_DB": str(folder / "shop.db"),
            "TILAUS_SMTP": f"127.0.0.1:{self.mails.port}",
            "TILAUS_DELIVERY": "manual",
        }
        self.tilaus("init")
        for name, role in (("anna", "staff"), ("bella", "manager")):
            self.tilaus("user", "add", name, "--role", role, said=f"{PASSWORD}\n")
        self.log = (folder / "serve.log").open("wb")
        self._server = subprocess.Popen(
            [*TILAUS, "serve", "--port", str(self.port)],
            cwd=folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )
        try:
            self.until(self._is_ready, "the shop to be ready")
        except BaseException:
            self.close()
            raise

    def tilaus(self, *words: str, said: str = "") -> Any:
        """Run a command beside the server; return its document."""
        done = subprocess.run(
            [*TILAUS, *words, "--json"],
            cwd=self.folder,
            env=self._environment,
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{words}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout or "null")

    def place(self, order: Mapping[str, Any], key: str) -> int:
        """Place an order as a storefront does, through the API; return its number."""
        if not self._token:
            words = ("token", "add", "storefront", "--scope", "read", "--scope", "place")
            self._token = self.tilaus(*words)["token"]
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": key}
        status, placed = self.ask("POST", "/api/v1/orders", order, headers)
        if status != HTTPStatus.CREATED:
            raise RuntimeError(f"not placed: {status} {placed}")
        return int(placed["order"]["number"])

    def ask(
        self, method: str, path: str, doc: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, Any]:
        """Send one request to the API; return status and document."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            sent = {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, path, None if doc is None else json.dumps(doc), sent)
            answer = connection.getresponse()
            text = answer.read()
            return answer.status, json.loads(text) if text else None
        finally:
            connection.close()

    def read_mails(self) -> list[EmailMessage]:
        """Return the mails that came, the oldest first."""
        return [message_from_bytes(m, policy=policy.default) for m in list(self.mails.mails)]

    def mail(self, words: str, to: str = "guest") -> EmailMessage:
        """Wait for a mail whose subject has these words."""

        def found() -> list[EmailMessage]:
            return [m for m in self.read_mails() if words in m["Subject"] and to in m["To"]]

        self.until(found, f"a mail about {words!r}")
        return found()[-1]

    def links(self, mail: EmailMessage) -> list[str]:
        """Return the paths of the shop's pages that a mail links to."""
        text = mail.get_body(("plain",))
        return [] if text is None else list(dict.fromkeys(LINK.findall(text.get_content())))

    def until(self, is_so: Any, what: str) -> None:
        """Wait until something is so, for a while."""
        ends = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > ends:
                raise TimeoutError(f"waited in vain for {what}: {self.said()[-2000:]}")
            rest(0.05)

    def said(self) -> str:
        """Return what the server wrote."""
        return (self.folder / "serve.log").read_text(errors="replace")

    def _is_ready(self) -> bool:
        if self._server.poll() is not None:
            raise RuntimeError(f"the server ended: {self.said()}")
        try:
            return self.ask("GET", "/readyz")[0] == 200
        except OSError:
            return False

    def close(self) -> None:
        """Stop the server as whoever runs it would."""
        if self._server.poll() is None:
            self._server.send_signal(signal.SIGTERM)
            try:
                self._server.wait(PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        self.log.close()
        self.mails.close()
