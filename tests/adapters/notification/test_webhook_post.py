"""A body goes to the public address that was looked at, in time, and nowhere else."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.adapters.notification.endpoint import Endpoint, Said

from tilaus_adapters.notification.webhook_post import Answer, Post, Unreachable, is_public

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

# fmt: off
ADDRESSES = (
    # address                         public
    ("93.184.215.14",                 True),
    ("2606:2800:21f:cb07::1",         True),
    ("8.8.8.8",                       True),
    ("127.0.0.1",                     False),
    ("127.9.9.9",                     False),
    ("0.0.0.0",                       False),
    ("10.1.2.3",                      False),
    ("172.16.0.1",                    False),
    ("172.31.255.255",                False),
    ("192.168.1.1",                   False),
    ("100.64.0.1",                    False),
    ("169.254.169.254",               False),
    ("192.0.2.1",                     False),
    ("198.18.0.1",                    False),
    ("224.0.0.1",                     False),
    ("240.0.0.1",                     False),
    ("255.255.255.255",               False),
    ("::",                            False),
    ("::1",                           False),
    ("fe80::1",                       False),
    ("fe80::1%eth0",                  False),
    ("fc00::1",                       False),
    ("fd00:ec2::254",                 False),
    ("ff02::1",                       False),
    ("2001:db8::1",                   False),
    ("::ffff:10.0.0.1",               False),
    ("::ffff:169.254.169.254",        False),
    ("::ffff:8.8.8.8",                True),
    ("64:ff9b::a00:1",                False),
    ("64:ff9b::808:808",              True),
    ("2002:a00:1::1",                 False),
    ("not an address",                False),
)
# fmt: on


@pytest.mark.parametrize(("address", "public"), ADDRESSES)
def test_only_addresses_of_the_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with Endpoint() as endpoint:
        yield endpoint


def posted(post: Post, url: str, *, allow_private: bool = True) -> Answer:
    return post(url, {"x-test": "1"}, b"{}", AT, allow_private=allow_private)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.1", "169.254.169.254"])
def test_a_name_that_stands_for_a_private_address_is_not_even_connected_to(
    endpoint: Endpoint, address: str
) -> None:
    post = Post(resolve=lambda host, port: ["93.184.215.14", address])
    with pytest.raises(Unreachable, match="no public one"):
        posted(post, f"http://inside.example:{endpoint.port}/", allow_private=False)
    assert endpoint.posted == []


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "127.1", "2130706433"])
def test_private_addresses_in_every_spelling_are_refused(endpoint: Endpoint, host: str) -> None:
    with pytest.raises(Unreachable, match=r"no public one|no address"):
        posted(Post(), f"http://{host}:{endpoint.port}/", allow_private=False)
    assert endpoint.posted == []


def test_a_name_is_resolved_once_and_what_was_judged_is_what_is_connected_to(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    def never(host: str, *_: object, **__: object) -> object:
        assert host == "127.0.0.1", f"{host} was looked up again"
        return real(host, *_, **__)  # type: ignore[arg-type]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", never)
    answer = posted(Post(resolve=resolve), f"http://rebound.example:{endpoint.port}/x?y=1")
    assert (answer.code, asked) == (204, ["rebound.example"])
    assert endpoint.posted[0].headers["host"] == f"rebound.example:{endpoint.port}"
    assert endpoint.posted[0].path == "/x?y=1"


def test_a_redirect_is_not_followed_to_wherever_it_leads(endpoint: Endpoint) -> None:
    with Endpoint() as inside:
        for code in (301, 302, 303, 307, 308):
            endpoint.script.append(Said(code, {"location": inside.url}))
            assert posted(Post(), endpoint.url).code == code
        assert inside.posted == []


def test_a_proxy_of_the_environment_is_not_used(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Endpoint() as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert posted(Post(), endpoint.url).code == 204
        assert proxy.posted == []


def test_the_next_address_of_a_name_is_tried_where_nobody_listens_at_the_first(
    endpoint: Endpoint,
) -> None:
    post = Post(resolve=lambda host, port: ["127.0.0.9", "127.0.0.1"])
    assert posted(post, f"http://two.example:{endpoint.port}/").code == 204


def test_nobody_there_is_said_in_words() -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror("Name or service not known")

    with pytest.raises(Unreachable, match="no address: Name or service not known"):
        posted(Post(resolve=resolve), "http://nobody.invalid/")
    with pytest.raises(Unreachable, match="refused"):
        posted(Post(), "http://127.0.0.1:1/")


def test_an_answer_that_never_ends_is_not_read_to_its_end(endpoint: Endpoint) -> None:
    endpoint.script.append(Said(200, body=b"x" * 3_000_000))
    assert posted(Post(), endpoint.url).code == 200


@contextmanager
def dripping(first: bytes) -> Iterator[int]:
    """Listen on 127.0.0.1 and send a byte now and then, for ever."""
    ended = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(first)
            try:
                while not ended.wait(0.02):
                    connection.sendall(b"x")
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        ended.set()
        thread.join()


def test_an_endpoint_that_sends_a_byte_now_and_then_is_given_up_at_the_deadline() -> None:
    with dripping(b"HTTP/1.1 200 OK\r\nx-long: ") as port:
        begun = time.monotonic()
        with pytest.raises(Unreachable, match="no answer within"):
            posted(Post(0.3), f"http://127.0.0.1:{port}/")
        assert time.monotonic() - begun < 5


def test_a_code_counts_although_the_rest_of_the_answer_never_ends() -> None:
    with dripping(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n") as port:
        assert posted(Post(0.3), f"http://127.0.0.1:{port}/").code == 200


def test_a_date_says_how_long_to_wait_too(endpoint: Endpoint) -> None:
    for text, wait_s in (
        ("Mon, 05 Jan 2026 09:01:30 GMT", 90.0),
        ("Mon, 05 Jan 2026 08:00:00 GMT", 0.0),
        ("60", 60.0),
        ("nonsense", None),
    ):
        endpoint.script.append(Said(503, {"retry-after": text}))
        assert posted(Post(), endpoint.url) == Answer(503, wait_s)


# -------------------------------------------------------------------------------------- TLS


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate of a name that vouches for itself; return the file, key included."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    path = folder / f"{name}.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, form, plain)
    )
    return path


def test_the_certificate_must_be_of_the_name_although_the_address_is_connected_to(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    pem = certificate(tmp_path, "books.example")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    listener = endpoint._server
    listener.socket = server.wrap_socket(listener.socket, server_side=True)
    post = Post(trust=ssl.create_default_context(cafile=str(pem)), resolve=lambda *_: ["127.0.0.1"])
    assert posted(post, f"https://books.example:{endpoint.port}/").code == 204
    with pytest.raises(Unreachable, match="certificate"):
        posted(post, f"https://other.example:{endpoint.port}/")
    with pytest.raises(Unreachable, match="certificate"):
        posted(Post(resolve=lambda *_: ["127.0.0.1"]), f"https://books.example:{endpoint.port}/")
    assert len(endpoint.posted) == 1
