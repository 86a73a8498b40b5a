"""The certificates with which PayPal signs its messages: from PayPal's own host, checked, kept."""

import re
import ssl
import threading
import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from tilaus.ports.payment import MessageRefused
from tilaus_adapters.payment.paypal_http import Talk
from tilaus_adapters.payment.paypal_money import PayPalUnclear

HOSTS: Mapping[str, str] = {"test": "api.sandbox.paypal.com", "live": "api.paypal.com"}
"""The only hosts from which a certificate is fetched, by mode."""

NAMES: Mapping[str, str] = {
    "test": "messageverificationcerts.sandbox.paypal.com",
    "live": "messageverificationcerts.paypal.com",
}
"""The name that a certificate must have been issued to, by mode."""

KEPT_FOR = timedelta(days=1)
"""For how long a certificate is not fetched again, though it may be valid for longer."""

MAX_KEPT = 16
MAX_CHAIN = 10
_PATH = re.compile(r"/v1/notifications/certs/[A-Za-z0-9_-]{1,200}")


def checked_url(url: str, mode: str) -> str:
    """Return the path of a certificate's address, if it is one of PayPal's in this mode.

    Raises:
        MessageRefused: it is any other address.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        raise MessageRefused("its certificate's address cannot be read") from None
    if parts.netloc != HOSTS[mode]:
        is_other = parts.netloc in HOSTS.values()
        where = "PayPal's other world" if is_other else "another host than PayPal's"
        raise MessageRefused(f"its certificate is at {where}; this shop takes mode {mode}")
    is_plain = parts.scheme == "https" and not parts.query and not parts.fragment
    if not is_plain or _PATH.fullmatch(parts.path) is None:
        raise MessageRefused("its certificate's address is not of PayPal's form")
    return parts.path


class Certificates:
    """Fetch, check and keep PayPal's certificates. Safe to use from several threads.

    Args:
        base_url: for tests: from where certificates are fetched instead of PayPal's host.
        trust_roots: who may vouch for them; None takes the authorities that the machine trusts.
    """

    def __init__(
        self, mode: str, base_url: str = "", trust_roots: Sequence[x509.Certificate] | None = None
    ) -> None:
        self._mode = mode
        self._base = base_url.rstrip("/") or f"https://{HOSTS[mode]}"
        self._roots = None if trust_roots is None else list(trust_roots)
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[datetime, x509.Certificate]] = {}

    def key(self, url: str, at: datetime, talk: Talk) -> RSAPublicKey:
        """Return the public key at an address, if PayPal's certificate for it is right.

        Args:
            at: the time now, aware: what the certificate must be valid at.

        Raises:
            MessageRefused: the address or the certificate is not PayPal's, or is not valid now.
            PayPalUnclear: the certificate could not be fetched.
        """
        path = checked_url(url, self._mode)
        with self._lock:
            fetched, leaf = self._kept.get(path, (at, None))
        if leaf is None or not timedelta(0) <= at - fetched < KEPT_FOR:
            leaf = self._fetched(path, at, talk)
        if not leaf.not_valid_before_utc <= at <= leaf.not_valid_after_utc:
            raise MessageRefused("its certificate is not valid now")
        key = leaf.public_key()
        if not isinstance(key, RSAPublicKey):
            raise MessageRefused("its certificate has no RSA key")
        return key

    def _fetched(self, path: str, at: datetime, talk: Talk) -> x509.Certificate:
        status, body = talk.fetch(self._base + path)
        if status == 404:
            raise MessageRefused("PayPal has no such certificate")
        if status != 200:
            raise PayPalUnclear(f"PayPal answered {status} for a certificate")
        leaf = self._checked(body, at)
        with self._lock:
            if len(self._kept) >= MAX_KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[path] = (at, leaf)
        return leaf

    def _checked(self, body: bytes, at: datetime) -> x509.Certificate:
        try:
            chain = x509.load_pem_x509_certificates(body)
        except ValueError:
            raise MessageRefused("its certificate cannot be read") from None
        if len(chain) > MAX_CHAIN:
            raise MessageRefused("its certificate has too long a chain")
        policy = PolicyBuilder().store(Store(self._trusted())).time(at)
        judge = policy.build_server_verifier(x509.DNSName(NAMES[self._mode]))
        try:
            judge.verify(chain[0], chain[1:])
        except VerificationError:
            raise MessageRefused("nobody whom we trust vouches for its certificate") from None
        return chain[0]

    def _trusted(self) -> list[x509.Certificate]:
        if self._roots is None:
            self._roots = _machine_roots()
        if not self._roots:
            raise PayPalUnclear("this machine trusts no authority: give trust_roots, or postback")
        return self._roots


def _machine_roots() -> list[x509.Certificate]:
    found = []
    for raw in ssl.create_default_context().get_ca_certs(binary_form=True):
        # One that is too odd to be read vouches for nobody; the others still do.
        with suppress(ValueError), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found.append(x509.load_der_x509_certificate(raw))
    return found
