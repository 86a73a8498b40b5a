"""PayPal's side of a signed message: an authority, a certificate, headers; made at run time."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NAME = "messageverificationcerts.sandbox.paypal.com"
CERT_URL = "https://api.sandbox.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594"
FROM, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@cache
def rsa_key(name: str) -> rsa.RSAPrivateKey:
    """Return the key of somebody; the same one as long as the process lives."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Authority:
    """Somebody who vouches for certificates."""

    def __init__(self, name: str = "authority") -> None:
        self.key = rsa_key(name)
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        built = _begun(self.name, self.name, self.key.public_key(), FROM, UNTIL)
        built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        built = built.add_extension(usage, critical=True)
        own = x509.SubjectKeyIdentifier.from_public_key(self.key.public_key())
        self.certificate = built.add_extension(own, critical=False).sign(self.key, hashes.SHA256())

    def issue(
        self, name: str = NAME, start: datetime = FROM + timedelta(1), end: datetime = UNTIL
    ) -> bytes:
        """Return a certificate for PayPal's key in PEM, with the authority's own after it."""
        key = rsa_key("paypal").public_key()
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        built = _begun(subject, self.name, key, start, end)
        built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), False)
        built = built.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        above = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        leaf = built.add_extension(above, critical=False).sign(self.key, hashes.SHA256())
        return leaf.public_bytes(Encoding.PEM) + self.certificate.public_bytes(Encoding.PEM)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    built = x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(key)
    built = built.serial_number(x509.random_serial_number())
    return built.not_valid_before(start).not_valid_after(end)


def signed_text(id: str, time: str, webhook_id: str, body: bytes) -> bytes:
    """Return what PayPal signs of a message."""
    return f"{id}|{time}|{webhook_id}|{zlib.crc32(body)}".encode()


def headers(
    body: bytes, at: datetime, webhook_id: str, id: str = "d938e770-8046-11e6", key: str = "paypal"
) -> dict[str, str]:
    """Return the headers of a message that PayPal sends."""
    time = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    text = signed_text(id, time, webhook_id, body)
    signature = rsa_key(key).sign(text, padding.PKCS1v15(), hashes.SHA256())
    return {
        "Paypal-Transmission-Id": id,
        "Paypal-Transmission-Time": time,
        "Paypal-Transmission-Sig": base64.b64encode(signature).decode(),
        "Paypal-Cert-Url": CERT_URL,
        "Paypal-Auth-Algo": "SHA256withRSA",
        "Content-Type": "application/json",
    }
