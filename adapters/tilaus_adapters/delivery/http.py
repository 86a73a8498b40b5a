"""Delivery by a server that is spoken to over HTTP.

The protocol is in `docs/reference/delivery-protocol.md`.

    server = HttpDelivery("https://delivery.example/v1", ["whsec_..."])

Every request is signed, and what comes back is taken for hostile: its size, its types and its
numbers are checked before anything of it is believed. What the server does not plainly say is
`unknown`, and asked again under the same key. What it says by itself is read by
`tilaus_adapters.delivery.callbacks`.
"""

import ssl
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus_adapters.delivery.exchange import Answered, Exchange
from tilaus_adapters.delivery.wire import BadAnswer, as_outcome, handed_over, name_of, read_job
from tilaus_adapters.signatures import check_secrets, sign_all

TIMEOUT_S = 20.0
"""How long one request may take in all, in seconds; shorter than the lease of a worker."""

POLL_EVERY_S = 300.0
"""How often a worker asks what became of all jobs, in seconds."""

LONGEST_S = 86_400.0

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that may be spoken to without TLS: nothing leaves the machine."""

SETTINGS: Mapping[str, str] = {
    "TILAUS_DELIVERY_URL": "where the server has jobs, for example https://delivery.example/v1",
    "TILAUS_DELIVERY_SECRETS": "secrets by which we sign, the newest first, with spaces between",
    "TILAUS_DELIVERY_CALLBACK_SECRETS": "secrets by which the server signs its messages",
    "TILAUS_DELIVERY_TIMEOUT_S": "seconds that one request may take in all; 20 if not given",
    "TILAUS_DELIVERY_POLL_S": "seconds between two rounds of asking about all jobs; 300 if not "
    "given, 0 for a server that sends messages and need not be asked",
    "TILAUS_DELIVERY_CA": "file with the certificates that vouch for the server",
}
"""What `from_settings` and `callbacks.callback_secrets` read."""


class HttpDelivery:
    """Speak to a delivery server over HTTP; see `tilaus.ports.delivery.DeliveryServer`.

    Safe to use from several threads. Redirects are not followed, and no proxy is used.

    Args:
        url: the address under which jobs lie; https, or http on this machine.
        secrets: we sign with each of them.
        timeout_s: how long one request may take in all, 1 to 50 s; from its name to its last byte.
        poll_every_s: how often a worker asks what became of all jobs: 1 to 86,400 s, 0 for never.
        ca_file: certificates that vouch for the server; the machine's own where it is empty.
        clock: returns the time, aware; the machine's where it is not given.

    Attributes:
        poll_every_s: as above.

    Raises:
        ValueError: the address, a secret or the time is not of its form.
        ImportError: the extra `http` is not installed; the text says how to install it.
    """

    def __init__(
        self,
        url: str,
        secrets: Sequence[str],
        *,
        timeout_s: float = TIMEOUT_S,
        poll_every_s: float = POLL_EVERY_S,
        ca_file: str = "",
        clock: Callable[[], datetime] | None = None,
    ) -> None:
        self.url: str = _checked(url)
        if not 1 <= timeout_s <= 50:
            raise ValueError(f"cannot wait {timeout_s:g} s for a delivery server: use 1 to 50 s")
        if not (poll_every_s == 0 or 1 <= poll_every_s <= LONGEST_S):
            found = f"cannot ask a delivery server every {poll_every_s:g} s"
            raise ValueError(f"{found}: use 1 to {LONGEST_S:g} s, or 0 for never")
        self.poll_every_s: float = poll_every_s
        self._secrets = check_secrets(secrets)
        self._clock = clock or (lambda: datetime.now(UTC))
        trust = ssl.create_default_context(cafile=ca_file) if ca_file else None
        self._exchange = Exchange(timeout_s, trust)

    def __repr__(self) -> str:
        return f"HttpDelivery({self.url!r})"

    def hand_over(self, job: Job) -> Outcome:
        answer = self._ask("PUT", job, handed_over(job))
        if answer.code in (200, 201):
            return _said(job, answer)
        if answer.code == 422:
            return Outcome("refused", "failed", reason=_blame(answer))
        return answer.unknown()

    def stop(self, job: Job) -> Outcome:
        answer = self._ask("POST", job, b"{}", "/stop")
        if answer.says_unknown_job:
            return Outcome("done")
        if answer.code != 200:
            return answer.unknown()
        found = _said(job, answer)
        return found if found.message == "stopped" or found.state == "unknown" else Outcome("done")

    def look_up(self, job: Job) -> Outcome | None:
        answer = self._ask("GET", job, b"")
        if answer.says_unknown_job:
            return None
        if answer.code != 200:
            return answer.unknown()
        return _said(job, answer)

    def _ask(self, method: str, job: Job, body: bytes, more: str = "") -> Answered:
        """Send one signed request; the id that is signed names method and path."""
        path = f"/jobs/{name_of(job.key)}{more}"
        headers = sign_all(self._secrets, f"{method} {path}", self._clock(), body)
        return self._exchange.ask(method, self.url + path, headers, body)


def _said(job: Job, answer: Answered) -> Outcome:
    """Return what an answer amounts to; what cannot be believed is asked again."""
    try:
        return as_outcome(job, read_job(answer.body, job))
    except BadAnswer as error:
        return Outcome("unknown", reason=f"the answer cannot be believed: {error}")


def _blame(answer: Answered) -> str:
    """Return whose fault a refusal is: the server's, unless it plainly says the customer's."""
    return "customer_error" if answer.word("reason") == "customer_error" else "server_problem"


def _checked(url: str) -> str:
    """Return an address without its last slash, or say what is wrong with it."""
    wish = "cannot deliver over HTTP"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"{wish}: the address is none; write https://HOST/PATH") from None
    if parts.scheme not in ("https", "http") or not host or parts.query or parts.fragment:
        raise ValueError(f"{wish}: the address is none; write https://HOST/PATH")
    if parts.username is not None or parts.password is not None:
        raise ValueError(f"{wish}: the address holds a name or password; requests are signed")
    if parts.scheme == "http" and host not in LOCAL:
        raise ValueError(f"{wish}: {host} is not this machine, so it needs TLS; write https://")
    return url.rstrip("/")


def from_settings(settings: Mapping[str, str]) -> HttpDelivery:
    """Return the adapter that the settings describe; see `SETTINGS`.

    Raises:
        ValueError: the address or the secrets are missing, or not of their form.
        ImportError: the extra `http` is not installed.
    """
    missing = [n for n in ("TILAUS_DELIVERY_URL", "TILAUS_DELIVERY_SECRETS") if not settings.get(n)]
    if missing:
        raise ValueError(f"cannot deliver over HTTP: {' and '.join(missing)} is not set")
    return HttpDelivery(
        settings["TILAUS_DELIVERY_URL"],
        settings["TILAUS_DELIVERY_SECRETS"].split(),
        timeout_s=_seconds(settings, "TILAUS_DELIVERY_TIMEOUT_S", TIMEOUT_S),
        poll_every_s=_seconds(settings, "TILAUS_DELIVERY_POLL_S", POLL_EVERY_S),
        ca_file=settings.get("TILAUS_DELIVERY_CA", ""),
    )


def _seconds(settings: Mapping[str, str], name: str, otherwise: float) -> float:
    given = settings.get(name, "") or str(otherwise)
    try:
        return float(given)
    except ValueError:
        found = f"{name} is {given[:20]!r}"
        raise ValueError(f"cannot deliver over HTTP: {found}; write seconds") from None
