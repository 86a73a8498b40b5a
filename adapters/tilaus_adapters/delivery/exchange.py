"""One HTTP request and its answer, within a time, a size and no more than one place.

The client's own time-outs are for one step each, so a server that sends a byte now and then could
hold a worker for ever. Here the whole exchange has one deadline: when it is over, the connection is
cut.
"""

import ssl
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tilaus.ports.outcome import Outcome
from tilaus.record import record
from tilaus_adapters.cutter import Cutter
from tilaus_adapters.delivery.wire import MAX_BODY, BadAnswer, read_object

LONGEST_WAIT_S = 3_600.0
"""The longest time to wait that a server may ask for, in seconds."""


@record
class Answered:
    """What a server answered: the code, the body, and after how many seconds to ask again."""

    code: int
    body: bytes
    retry_after_s: float | None = None

    @property
    def says_unknown_job(self) -> bool:
        """Tell whether the server itself says that it has no such job, and no proxy before it."""
        return self.code == 404 and self.word("error") == "unknown_job"

    def word(self, name: str) -> str:
        """Return a text of the body; empty where there is none."""
        with suppress(BadAnswer):
            found = read_object(self.body).get(name, "")
            return found if isinstance(found, str) else ""
        return ""

    def unknown(self) -> Outcome:
        """Return that nobody knows what came of it: it is asked again, under the same key."""
        reason = f"the delivery server answered {self.code}"
        return Outcome("unknown", reason=reason, retry_after_s=self.retry_after_s)


class Exchange:
    """Send requests; safe to use from several threads. Each has a connection of its own.

    Args:
        timeout_s: how long one may take in all; finding the server's address is not counted.
        trust: what vouches for the server; the machine's own certificates where it is None.
    """

    def __init__(self, timeout_s: float, trust: ssl.SSLContext | None = None) -> None:
        try:
            import httpx2
        except ImportError:
            found = "cannot deliver over HTTP: httpx2 is not installed"
            raise ImportError(f"{found}; install it with: pip install 'tilaus[http]'") from None
        self._http = httpx2
        self._timeout_s = timeout_s
        self._trust = trust or ssl.create_default_context()

    def ask(self, method: str, url: str, headers: Mapping[str, str], body: bytes) -> Answered:
        """Send one request and read its answer.

        Raises:
            TimeoutError: the time was over; whether the server did it nobody knows.
            OSError: the connection failed, or the answer is longer than `wire.MAX_BODY`; the same.
        """
        cutter = Cutter(self._timeout_s)
        sent = {**headers, "accept": "application/json", "accept-encoding": "identity"}
        if body:
            sent["content-type"] = "application/json"
        client = self._http.Client(verify=self._trust, trust_env=False, timeout=self._timeout_s)
        try:
            with client, cutter:
                request = client.build_request(
                    method, url, headers=sent, content=body, extensions={"trace": cutter.trace}
                )
                with_answer = client.send(request, stream=True, follow_redirects=False)
                return Answered(
                    with_answer.status_code,
                    _read(with_answer, cutter),
                    _wait_s(with_answer.headers.get("retry-after", "")),
                )
        except self._http.HTTPError as error:
            if cutter.is_over or isinstance(error, self._http.TimeoutException):
                raise TimeoutError(f"no answer within {self._timeout_s:g} s") from None
            raise ConnectionError(f"{type(error).__name__}: {error}"[:200]) from None


def _read(answer: Any, cutter: Cutter) -> bytes:
    body = bytearray()
    for chunk in answer.iter_raw():
        body += chunk
        if len(body) > MAX_BODY:
            raise ConnectionError(f"the answer is longer than {MAX_BODY} bytes")
        if cutter.is_over:
            raise TimeoutError("the answer took too long")
    return bytes(body)


def _wait_s(text: str) -> float | None:
    """Read for how many seconds the server wants to be left alone; dates are passed over."""
    is_number = text.isascii() and text.isdigit() and len(text) <= 6
    return max(1.0, min(float(text), LONGEST_WAIT_S)) if is_number else None
