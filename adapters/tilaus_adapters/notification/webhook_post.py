"""Post one announcement: to a public address that was looked at, within a time, and nowhere else.

Whoever writes an endpoint's address into the policy, or owns its name in the DNS, could otherwise
reach from the shop's machine what only that machine reaches. So the name is resolved first, what
it stands for is judged, and the connection goes to that very address: not to what the name stands
for a moment later. A redirect is not followed, and no proxy of the environment is used.
"""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from tilaus.record import record
from tilaus_adapters.cutter import Cutter

DEADLINE_S = 15.0
"""How long one attempt may take in all, in seconds."""

MAX_READ = 16_384
"""So many bytes of an answer are read; what they say does not matter."""

NAT64 = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""Return the addresses that a name stands for; raises OSError where there are none."""


@record
class Answer:
    """What an endpoint answered: its code, and in how many seconds it wants another try."""

    code: int
    retry_after_s: float | None = None


class Unreachable(Exception):  # noqa: N818 - it is an outcome
    """No answer came, or none may be asked for; the text says why, in words fit for a log."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, in the order of the system's choice."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(text: str) -> bool:
    """Tell whether an address is one of the internet: of no private network, machine or service.

    An IPv6 address that stands for an IPv4 one is judged by that.
    """
    try:
        address: Address = ipaddress.ip_address(text)
    except ValueError:  # such as one with a zone: it is of this machine's own network
        return False
    inner = _inner(address) if isinstance(address, ipaddress.IPv6Address) else None
    if inner is not None:
        return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


class Post:
    """Post bodies to addresses. Safe to use from several threads; each post has its connection.

    Args:
        deadline_s: how long one may take in all, in seconds; a name that does not resolve may take
            longer, because the system cannot be interrupted there.
        trust: what vouches for endpoints; the machine's own certificates where it is None.
        resolve: finds addresses.

    Raises:
        ImportError: httpx2 is not installed.
    """

    def __init__(
        self,
        deadline_s: float = DEADLINE_S,
        *,
        trust: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        try:
            import httpx2
        except ImportError:
            found = "cannot send webhooks: httpx2 is not installed"
            raise ImportError(f"{found}; install it with: pip install 'tilaus[http]'") from None
        self._http = httpx2
        self._trust = trust or ssl.create_default_context()
        self._deadline_s, self._resolve = deadline_s, resolve

    def __call__(
        self,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        at: datetime,
        *,
        allow_private: bool,
    ) -> Answer:
        """Post a body and return the answer, whatever its code is.

        Args:
            at: the time, against which a date in Retry-After is reckoned.
            allow_private: whether the address may be in a private network.

        Raises:
            Unreachable: no answer came in time, or the address may not be asked.
        """
        ends = monotonic() + self._deadline_s
        tried = ""
        for address in self._addresses(url, allow_private=allow_private):
            left_s = ends - monotonic()
            if left_s <= 0:
                break
            try:
                return self._send(address, url, headers, body, at, left_s)
            except self._http.ConnectError as error:
                # Nothing was sent, so the next address of the same name may be tried.
                tried = f"{type(error).__name__}: {error}"[:200]
            except self._http.HTTPError as error:
                if monotonic() >= ends or isinstance(error, self._http.TimeoutException):
                    break
                raise Unreachable(f"{type(error).__name__}: {error}"[:200]) from None
        raise Unreachable(tried or f"no answer within {self._deadline_s:g} s")

    def _addresses(self, url: str, *, allow_private: bool) -> Sequence[str]:
        """Return the addresses that may be connected to; one that may not refuses all of them."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            found = self._resolve(host, parts.port or (443 if parts.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            raise Unreachable(f"the name {host[:80]} stands for no address: {error}") from None
        barred = [] if allow_private else [address for address in found if not is_public(address)]
        if barred:
            cure = "allow_private = true allows it"
            raise Unreachable(f"the name {host[:80]} stands for {barred[0]}, no public one; {cure}")
        return found

    def _send(
        self,
        address: str,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        at: datetime,
        left_s: float,
    ) -> Answer:
        cutter = Cutter(left_s)
        place = self._http.URL(url)
        client = self._http.Client(verify=self._trust, trust_env=False, timeout=left_s)
        with client, cutter:
            request = client.build_request(
                "POST",
                place.copy_with(host=address),
                headers={**headers, "host": place.netloc.decode(), "accept-encoding": "identity"},
                content=body,
                # The certificate is asked of, and must be of, the name and not the address.
                extensions={"sni_hostname": place.raw_host.decode(), "trace": cutter.trace},
            )
            answer = client.send(request, stream=True, follow_redirects=False)
            with suppress(self._http.HTTPError):  # The code counts, whatever becomes of the rest.
                _read(answer)
            return Answer(answer.status_code, _wait_s(answer.headers.get("retry-after", ""), at))


def _read(answer: Any) -> None:
    """Read the body of a polite answer, so that the connection ends politely too."""
    size = 0
    for chunk in answer.iter_raw():
        size += len(chunk)
        if size >= MAX_READ:
            return


def _wait_s(text: str, at: datetime) -> float | None:
    """Read for how many seconds an endpoint wants to be left alone; None where it does not say."""
    if text.isascii() and text.isdigit():
        return float(text[:9])
    with suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(text) - at).total_seconds())
    return None
