"""Mails over real conversations with a server on 127.0.0.1, read from the bytes that it got."""

import base64
import email
import email.header
import email.policy
import logging
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.message import EmailMessage
from email.message import Message as OldMessage
from io import BufferedRWPair
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from tests.adapters.notification.mail_server import (
    MailServer,
    plain_context,
    server_context,
    trusting_context,
)

from tilaus.drain import LEASE_S
from tilaus.order import Customer
from tilaus.policy import House
from tilaus.ports.notification import Message
from tilaus.record import replace
from tilaus.testing.notification import POLICY, NotificationContract, sample
from tilaus_adapters.notification.mail import compose, message_id
from tilaus_adapters.notification.render import shipped
from tilaus_adapters.notification.smtp import SETTINGS as DOCUMENTED
from tilaus_adapters.notification.smtp import SmtpNotifier, from_settings

RECEIVED = "tell:order-received"


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer(enable_SMTPUTF8=True)
    yield running
    running.close()


@pytest.fixture
def notifier(server: MailServer) -> SmtpNotifier:
    return SmtpNotifier("127.0.0.1", server.port)


class TestSmtpNotifier(NotificationContract):
    @pytest.fixture
    def notifier(self, server: MailServer) -> SmtpNotifier:
        self.server = server
        return SmtpNotifier("127.0.0.1", server.port)

    def received(self, notifier: SmtpNotifier) -> list[str]:
        return [str(parsed(raw)["Message-ID"]) for raw in self.server.mails]

    def refuse_next(self, notifier: SmtpNotifier) -> None:
        self.server.script.append({"rcpt": "550 no such user"})

    def lose_next(self, notifier: SmtpNotifier) -> None:
        self.server.script.append({"data": "drop"})


def parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.SMTP)


def old(raw: bytes) -> "OldMessage[str, str]":
    return email.message_from_bytes(raw, policy=email.policy.compat32)


def text_of(raw: bytes, kind: str) -> str:
    body = parsed(raw).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def with_service(name: str) -> Message:
    message = sample("tell:item-cancelled")
    items = tuple(replace(item, service=name) for item in message.order.items)
    changed: Message = replace(message, order=replace(message.order, items=items))
    return changed


# fmt: off
ANSWERS = [
    # what the server answers                   state       what the reason says
    ({"rcpt": "550 no such user"},              "refused",  "550 no such user"),
    ({"rcpt": "553 bad mailbox"},               "refused",  "553 bad mailbox"),
    ({"data": "554 looks like spam"},           "refused",  "554 looks like spam"),
    ({"rcpt": "450 mailbox busy"},              "unknown",  "450 mailbox busy"),
    ({"data": "451 come again later"},          "unknown",  "451 come again later"),
    ({"mail": "451 too many of you"},           "unknown",  "451"),
    ({"mail": "550 you may not send"},          "unknown",  "550"),
    ({"data": "drop"},                          "unknown",  "closed"),
]
# fmt: on


@pytest.mark.parametrize(("script", "state", "reason"), ANSWERS)
def test_each_answer_of_the_server_has_its_outcome(
    server: MailServer, notifier: SmtpNotifier, script: dict[str, str], state: str, reason: str
) -> None:
    server.script.append(script)
    answer = notifier.send(sample(RECEIVED))
    assert (answer.state, server.mails) == (state, [])
    assert reason in answer.reason


@pytest.mark.parametrize("first", [{"data": "451 later"}, {"data": "drop"}])
def test_what_was_not_taken_at_first_is_taken_when_it_is_sent_again(
    server: MailServer, notifier: SmtpNotifier, first: dict[str, str]
) -> None:
    server.script.append(first)
    assert notifier.send(sample(RECEIVED)).state == "unknown"
    answer = notifier.send(sample(RECEIVED))
    assert answer.state == "done"
    assert answer.reference == parsed(server.mails[0])["Message-ID"]


def test_a_server_that_is_not_there_is_unknown() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        answer = SmtpNotifier("127.0.0.1", nobody.getsockname()[1]).send(sample(RECEIVED))
    assert answer.state == "unknown"


def test_a_server_that_says_nothing_is_unknown_after_the_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        notifier = SmtpNotifier("127.0.0.1", silent.getsockname()[1], timeout_s=0.05)
        assert notifier.send(sample(RECEIVED)).state == "unknown"


def test_a_mail_has_the_headers_of_a_message_that_a_machine_sent(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    message = sample(RECEIVED)
    notifier.send(message)
    mail = parsed(server.mails[0])
    assert {name: str(mail[name]) for name in mail if not name.startswith("Content-")} == {
        "From": "Tilaus demo shop <orders@shop.example>",
        "To": "customer@shop.example",
        "Subject": "We received your order 50001",
        "Date": "Mon, 05 Jan 2026 09:00:00 +0000",
        "Message-ID": message_id(message, "shop.example"),
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
    }
    assert server.senders == ["orders@shop.example"]


def test_a_mail_is_text_and_html_of_the_same_message(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    notifier.send(sample(RECEIVED))
    (raw,) = server.mails
    assert parsed(raw).get_content_type() == "multipart/alternative"
    text, html = text_of(raw, "plain"), text_of(raw, "html")
    for said in ("50001", "YouTube views", "https://youtube.com/watch?v=abc", "/t/token-1"):
        assert said in text
        assert said in html
    assert html.startswith("<!doctype html>")


def test_old_and_new_readers_of_mail_see_the_same(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    notifier.send(with_service("YouTube katselut, 1\u202f000 · €"))
    (raw,) = server.mails
    _, plain, _ = old(raw).walk()
    decoded = plain.get_payload(decode=True)
    assert isinstance(decoded, bytes)
    assert decoded.decode().replace("\r\n", "\n") == text_of(raw, "plain").replace("\r\n", "\n")
    words = email.header.decode_header(str(old(raw)["Subject"]))
    subject = str(email.header.make_header(words))
    assert subject == parsed(raw)["Subject"]


def test_lines_of_a_mail_are_as_short_as_the_rules_demand(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    notifier.send(with_service("x" * 500))
    (raw,) = server.mails
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw.isascii()


HOSTILE = [
    "x\r\nBcc: everybody@shop.example",
    "x\nSubject: another",
    "x\rX-Evil: 1",
    "x\r\n\r\nbody of my own",
    "x\u2028Bcc: everybody@shop.example",
    "x\x85Bcc: everybody@shop.example",
    "x\x0b\x0c\x1c\x1d\x1eBcc: everybody@shop.example",
    "=?utf-8?q?x=0D=0ABcc=3A_everybody=40shop.example?=",
    "x" * 70 + "\r\nBcc: everybody@shop.example",
    "ä" * 70 + "\r\nBcc: everybody@shop.example",
    "x\x00y",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_value_of_a_customer_begins_a_header_of_its_own(
    server: MailServer, notifier: SmtpNotifier, name: str
) -> None:
    answer = notifier.send(with_service(name))
    assert answer.state == "done"
    (raw,) = server.mails
    expected = ["From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"]
    for mail in (parsed(raw), old(raw)):
        assert [n for n in mail if n != "Content-Type"] == expected
    assert "\n" not in parsed(raw)["Subject"]
    assert len(server.senders) == 1


@pytest.mark.parametrize("name", HOSTILE)
def test_the_shops_own_name_cannot_begin_a_header_either(
    server: MailServer, notifier: SmtpNotifier, name: str
) -> None:
    house = replace(POLICY.house, name=name)
    answer = notifier.send(replace(sample(RECEIVED), policy=replace(POLICY, house=house)))
    assert answer.state == "done"
    assert "Bcc" not in old(server.mails[0])


@pytest.mark.parametrize(
    "address",
    [
        "a@b\r\nBcc: x@y",
        "a@b\nX: y",
        "",
        "nobody",
        "@",
        "a b@c",
        "a@b, c@d",
        "<a@b>",
        "a@b>x",
        "a@b\x00",
        "a@b@c",
        "=?utf-8?q?a=0D=0AX:?=@b",
    ],
)
def test_what_is_no_address_is_refused_and_nothing_is_sent(
    server: MailServer, notifier: SmtpNotifier, address: str
) -> None:
    answer = notifier.send(replace(sample(RECEIVED), to=address))
    assert answer.state == "refused"
    assert "no address" in answer.reason
    assert server.mails == []


def test_an_address_in_any_script_is_sent_where_the_server_knows_how(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    answer = notifier.send(replace(sample(RECEIVED), to="päivi@kauppa.example"))
    assert answer.state == "done"
    assert "SMTPUTF8" in server.options[0]
    mail = email.message_from_bytes(server.mails[0], policy=email.policy.SMTPUTF8)
    assert mail["To"] == "päivi@kauppa.example"


def test_an_address_in_any_script_is_refused_where_the_server_does_not() -> None:
    server = MailServer(enable_SMTPUTF8=False)
    try:
        notifier = SmtpNotifier("127.0.0.1", server.port)
        answer = notifier.send(replace(sample(RECEIVED), to="päivi@kauppa.example"))
    finally:
        server.close()
    assert answer.state == "refused"
    assert answer.reason == (
        "the mail server takes no address such as päivi@kauppa.example: it has no SMTPUTF8"
    )


def test_a_name_of_the_shop_in_any_script_reads_back(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    house = House(name="Päivin kauppa, Öy")
    notifier.send(replace(sample(RECEIVED), policy=replace(POLICY, house=house)))
    assert parsed(server.mails[0])["From"].addresses[0].display_name == "Päivin kauppa, Öy"


def test_customer_data_is_escaped_in_html_and_plain_in_text(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    message = sample(RECEIVED)
    evil = Customer("customer@shop.example", "customer-1", "<script>alert(1)</script>")
    notifier.send(replace(message, order=replace(message.order, customer=evil)))
    (raw,) = server.mails
    assert "<script>" not in text_of(raw, "html")
    assert "&lt;script&gt;" in text_of(raw, "html")
    assert "Hello <script>alert(1)</script>," in text_of(raw, "plain")


def test_a_server_without_starttls_gets_no_mail_and_no_password(server: MailServer) -> None:
    notifier = SmtpNotifier(
        "127.0.0.1", server.port, security="starttls", user="shop", password="not a secret"
    )
    answer = notifier.send(sample(RECEIVED))
    assert (answer.state, server.mails) == ("unknown", [])
    assert "STARTTLS" in answer.reason


def test_a_password_is_never_sent_in_plain_sight() -> None:
    with pytest.raises(ValueError, match="use security starttls or tls"):
        SmtpNotifier("127.0.0.1", 25, user="shop", password="not a secret")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> ssl.SSLContext:
    """Return the context of a server whose certificate is for 127.0.0.1, and signed by itself."""
    return server_context(tmp_path_factory.mktemp("certificate"))


def test_a_mail_goes_over_starttls(certificate: ssl.SSLContext) -> None:
    server = MailServer(tls_context=certificate, require_starttls=True)
    try:
        notifier = SmtpNotifier(
            "127.0.0.1", server.port, security="starttls", context=plain_context()
        )
        assert notifier.send(sample(RECEIVED)).state == "done"
    finally:
        server.close()
    assert len(server.mails) == 1


def test_a_mail_goes_over_tls_from_the_first_byte(certificate: ssl.SSLContext) -> None:
    server = MailServer(tls=certificate)
    try:
        notifier = SmtpNotifier("127.0.0.1", server.port, security="tls", context=plain_context())
        assert notifier.send(sample(RECEIVED)).state == "done"
    finally:
        server.close()
    assert len(server.mails) == 1


@pytest.mark.parametrize(("password", "state"), [("right", "done"), ("wrong", "unknown")])
def test_a_login_that_fails_may_be_mended_and_is_unknown(
    certificate: ssl.SSLContext, password: str, state: str
) -> None:
    def is_right(*about: object) -> AuthResult:
        data = about[-1]
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (
            b"shop",
            b"right",
        )
        return AuthResult(success=known, handled=False)

    server = MailServer(tls_context=certificate, require_starttls=True, authenticator=is_right)
    try:
        notifier = SmtpNotifier(
            *("127.0.0.1", server.port),
            security="starttls",
            user="shop",
            password=password,
            context=plain_context(),
        )
        assert notifier.send(sample(RECEIVED)).state == state
    finally:
        server.close()
    assert len(server.mails) == (state == "done")


def test_a_shop_whose_own_address_is_none_cannot_write_mails() -> None:
    house = replace(POLICY.house, mail_from="nobody")
    message = replace(sample(RECEIVED), policy=replace(POLICY, house=house))
    with pytest.raises(ValueError, match="'nobody' is no address"):
        compose(message, shipped())


def test_a_certificate_that_nobody_signed_is_not_trusted(certificate: ssl.SSLContext) -> None:
    server = MailServer(tls_context=certificate, require_starttls=True)
    try:
        notifier = SmtpNotifier("127.0.0.1", server.port, security="starttls")
        answer = notifier.send(sample(RECEIVED))
    finally:
        server.close()
    assert (answer.state, server.mails) == ("unknown", [])
    assert "certificate" in answer.reason.lower()


def test_a_mail_that_was_accepted_is_done_although_the_goodbye_fails() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        notifier = SmtpNotifier("127.0.0.1", listener.getsockname()[1])
        answer = _talk_and_hang_up(listener, notifier)
    assert answer == "done"


def _talk_and_hang_up(listener: socket.socket, notifier: SmtpNotifier) -> str:
    """Play a server that closes right after it accepted the mail."""
    with ThreadPoolExecutor(1) as pool:
        sending = pool.submit(notifier.send, sample(RECEIVED))
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb") as lines:
            _say(lines, b"220 here")
            for reply in (b"250 hello", b"250 OK", b"250 OK", b"354 go on"):
                lines.readline()
                _say(lines, reply)
            while lines.readline() != b".\r\n":
                continue
            _say(lines, b"250 taken")
        return sending.result(30).state


def _say(lines: BufferedRWPair, reply: bytes) -> None:
    lines.write(reply + b"\r\n")
    lines.flush()


def refusing(server: MailServer, **script: str) -> None:
    server.script.append(script)


def test_451_then_250_is_one_mail(server: MailServer, notifier: SmtpNotifier) -> None:
    refusing(server, data="451 come again later")
    answers = [notifier.send(sample(RECEIVED)).state for _ in range(2)]
    assert answers == ["unknown", "done"]
    assert len(server.mails) == 1


def test_a_mail_that_may_have_arrived_is_sent_again_as_the_same_mail(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    """The at-least-once case: the server takes the mail, and the connection breaks."""
    refusing(server, taken="drop")
    assert notifier.send(sample(RECEIVED)).state == "unknown"
    assert notifier.send(sample(RECEIVED)).state == "done"
    first, second = (parsed(raw)["Message-ID"] for raw in server.mails)
    assert first == second == message_id(sample(RECEIVED), "shop.example")


def test_a_kept_connection_that_breaks_after_the_mail_is_not_asked_again_at_once(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    assert notifier.send(sample(RECEIVED)).state == "done"
    refusing(server, taken="drop")
    assert notifier.send(sample(RECEIVED)).state == "unknown"
    assert len(server.mails) == 2


def test_mails_after_each_other_share_a_connection(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    for n in range(5):
        assert notifier.send(replace(sample(RECEIVED), key=str(n))).state == "done"
    refusing(server, rcpt="550 no such user")
    assert notifier.send(sample(RECEIVED)).state == "refused"
    assert notifier.send(sample(RECEIVED)).state == "done"
    assert (server.connections, len(server.mails)) == (1, 6)


def test_a_connection_that_the_server_closed_meanwhile_is_opened_again(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    assert notifier.send(sample(RECEIVED)).state == "done"
    server.hang_up()
    assert notifier.send(sample(RECEIVED)).state == "done"
    assert (server.connections, len(server.mails)) == (2, 2)


def test_a_server_that_ends_the_conversation_is_asked_once_more_by_a_new_one(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    assert notifier.send(sample(RECEIVED)).state == "done"
    refusing(server, mail="421 enough mails for one connection")
    assert notifier.send(sample(RECEIVED)).state == "done"
    assert server.connections == 2


def test_a_server_that_takes_no_mails_at_all_is_not_asked_for_ever(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    assert notifier.send(sample(RECEIVED)).state == "done"
    for _ in range(2):
        refusing(server, mail="421 closed for today")
    answer = notifier.send(sample(RECEIVED))
    assert (answer.state, server.connections) == ("unknown", 2)
    assert "421" in answer.reason


def test_a_connection_that_nobody_uses_is_closed(server: MailServer) -> None:
    notifier = SmtpNotifier("127.0.0.1", server.port, idle_s=0.05)
    assert notifier.send(sample(RECEIVED)).state == "done"
    deadline = time.monotonic() + 30
    while server.open_connections() and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    assert server.open_connections() == 0
    assert notifier.send(sample(RECEIVED)).state == "done"


def test_threads_that_send_at_once_have_a_connection_each_and_mix_nothing_up(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    messages = [
        replace(sample(RECEIVED), key=str(n), to=f"customer-{n}@shop.example") for n in range(60)
    ]
    with ThreadPoolExecutor(4) as pool:
        states = {answer.state for answer in pool.map(notifier.send, messages)}
    assert states == {"done"}
    assert server.connections <= 4
    pairs = {(str(parsed(raw)["To"]), str(parsed(raw)["Message-ID"])) for raw in server.mails}
    assert pairs == {(m.to, message_id(m, "shop.example")) for m in messages}


@pytest.mark.parametrize("drip", [b"220 here", b"2", b"220-more\r\n", b"x" * 10])
def test_a_server_that_speaks_ever_so_slowly_does_not_outlast_the_deadline(drip: bytes) -> None:
    """Each of its bytes comes in time; all of them together do not."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        notifier = SmtpNotifier("127.0.0.1", listener.getsockname()[1], timeout_s=0.5)
        is_over = threading.Event()

        def speak() -> None:
            connection, _ = listener.accept()
            with connection, suppress(OSError):
                for n in range(10_000):
                    connection.sendall(drip[n % len(drip) :][:1])
                    if is_over.wait(0.02):
                        return

        speaker = threading.Thread(target=speak)
        speaker.start()
        begun = time.monotonic()
        answer = notifier.send(sample(RECEIVED))
        took = time.monotonic() - begun
        is_over.set()
        speaker.join()
    assert answer.state == "unknown"
    assert took < 5
    assert notifier.longest_call_s == 0.5


def test_a_server_that_reads_nothing_does_not_outlast_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        notifier = SmtpNotifier("127.0.0.1", listener.getsockname()[1], timeout_s=1.0)
        huge = with_service("x" * 3_000_000)
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(notifier.send, huge)
            connection, _ = listener.accept()
            with connection, connection.makefile("rwb") as lines:
                _say(lines, b"220 here")
                for reply in (b"250 hello", b"250 OK", b"250 OK", b"354 go on"):
                    lines.readline()
                    _say(lines, reply)
                assert sending.result(30).state == "unknown"


@pytest.mark.parametrize(
    "nonsense", [b"\xff\xfe\r\n", b"GET / HTTP/1.1\r\n", b"99\r\n", b"2 20 hello\r\n", b"\n" * 50]
)
def test_what_no_mail_server_says_is_unknown(nonsense: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        notifier = SmtpNotifier("127.0.0.1", listener.getsockname()[1])
        sending = pool.submit(notifier.send, sample(RECEIVED))
        connection, _ = listener.accept()
        with connection:
            connection.sendall(nonsense)
            assert sending.result(30).state == "unknown"


def test_a_worker_is_told_how_long_a_mail_may_take() -> None:
    assert 0 < SmtpNotifier("mail.shop.example", 25).longest_call_s < LEASE_S


def test_a_certificate_that_is_trusted_is_checked_by_its_name(
    certificate: ssl.SSLContext, tmp_path: Path
) -> None:
    server = MailServer(tls_context=server_context(tmp_path), require_starttls=True)
    try:
        notifier = SmtpNotifier(
            "127.0.0.1", server.port, security="starttls", context=trusting_context(tmp_path)
        )
        assert notifier.send(sample(RECEIVED)).state == "done"
        notifier.close()
        elsewhere = SmtpNotifier(
            "localhost", server.port, security="starttls", context=trusting_context(tmp_path)
        )
        assert "certificate" in elsewhere.send(sample(RECEIVED)).reason.lower()
    finally:
        server.close()
    assert len(server.mails) == 1


def test_what_is_said_in_the_clear_after_starttls_is_not_believed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as pool:
        notifier = SmtpNotifier("127.0.0.1", listener.getsockname()[1], security="starttls")
        sending = pool.submit(notifier.send, sample(RECEIVED))
        connection, _ = listener.accept()
        with connection, connection.makefile("rwb") as lines:
            _say(lines, b"220 here")
            lines.readline()
            _say(lines, b"250-hello\r\n250 STARTTLS")
            lines.readline()
            _say(lines, b"220 go on\r\n250 injected")
            answer = sending.result(30)
    assert answer.state == "unknown"


def test_neither_password_nor_what_a_server_says_of_it_is_told(
    certificate: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "hunter2-of-the-shop"
    server = MailServer(
        tls_context=certificate,
        require_starttls=True,
        authenticator=lambda *about: AuthResult(
            success=False, handled=False, message=f"535 not {secret}"
        ),
    )
    try:
        notifier = SmtpNotifier(
            "127.0.0.1",
            server.port,
            security="starttls",
            user="shop",
            password=secret,
            context=plain_context(),
        )
        answer = notifier.send(sample(RECEIVED))
    finally:
        server.close()
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith("mail.")]
    told = repr(notifier) + answer.reason + "".join(ours)
    assert secret not in told
    assert base64.b64encode(secret.encode()).decode() not in told


# fmt: off
PLACES = [
    # address                       ASCII after IDNA?       what the server sees
    ("customer@kauppa.example",     "",                     "customer@kauppa.example"),
    ("customer@käpy.example",       "",                     "customer@xn--kpy-qla.example"),
    ("customer@例え.example",       "",                     "customer@xn--r8jz45g.example"),
    ("päivi@kauppa.example",        "SMTPUTF8",             "päivi@kauppa.example"),
    ("päivi@käpy.example",          "SMTPUTF8",             "päivi@käpy.example"),
    ("customer@straße.example",     "SMTPUTF8",             "customer@straße.example"),
]
# fmt: on


@pytest.mark.parametrize(("address", "option", "seen"), PLACES)
def test_a_domain_in_any_script_reaches_every_server(
    server: MailServer, notifier: SmtpNotifier, address: str, option: str, seen: str
) -> None:
    assert notifier.send(replace(sample(RECEIVED), to=address)).state == "done"
    assert ("SMTPUTF8" in server.options[0]) == bool(option)
    assert server.recipients == [seen]


def test_an_address_of_the_shop_in_any_script_writes_mails(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    house = replace(POLICY.house, mail_from="tilaukset@käpy.example", name="Käpy")
    message = replace(sample(RECEIVED), policy=replace(POLICY, house=house))
    assert notifier.send(message).state == "done"
    assert server.senders == ["tilaukset@xn--kpy-qla.example"]
    assert str(parsed(server.mails[0])["Message-ID"]).endswith("@xn--kpy-qla.example>")


def test_answers_go_where_the_shop_wants_them(server: MailServer, notifier: SmtpNotifier) -> None:
    house = replace(POLICY.house, reply_to="help@shop.example")
    notifier.send(replace(sample(RECEIVED), policy=replace(POLICY, house=house)))
    assert parsed(server.mails[0])["Reply-To"] == "help@shop.example"


def test_a_line_that_begins_with_a_dot_arrives_with_its_dot(
    server: MailServer, notifier: SmtpNotifier
) -> None:
    notifier.send(with_service(".\r\n. QUIT ..."))
    assert len(server.mails) == 1
    assert ". . QUIT ..." in text_of(server.mails[0], "plain")


# fmt: off
SETTINGS = [
    # settings                                                          what is made of them
    ({},                                                                "None"),
    ({"SMTP": "127.0.0.1:1025"},                                        "SmtpNotifier(127.0.0.1:1025 (none))"),
    ({"SMTP": "[::1]:25"},                                              "SmtpNotifier(::1:25 (none))"),
    ({"SMTP": "mail.shop.example:465"},                                 "SmtpNotifier(mail.shop.example:465 (tls))"),
    ({"SMTP": "mail.shop.example:587"},                                 "SmtpNotifier(mail.shop.example:587 (starttls))"),
    ({"SMTP": "mail.shop.example:25", "SMTP_USER": "shop"},             "SmtpNotifier(mail.shop.example:25 (starttls))"),
    ({"SMTP": "mail.shop.example:25", "SMTP_SECURITY": "starttls"},     "SmtpNotifier(mail.shop.example:25 (starttls))"),
    ({"SMTP": "h:25", "SMTP_SECURITY": "ssl"},                          "TILAUS_SMTP_SECURITY is one of none, starttls, tls"),
    ({"SMTP": "h:25", "SMTP_SECURITY": "none", "SMTP_USER": "shop"},    "cannot log in to h in plain sight"),
    ({"SMTP": "mail.shop.example"},                                     "write HOST:PORT"),
    ({"SMTP": "h:0"},                                                   "write HOST:PORT"),
    ({"SMTP": "h:٢٥"},                                                  "write HOST:PORT"),
]
# fmt: on


@pytest.mark.parametrize(("settings", "expected"), SETTINGS)
def test_settings_say_how_mails_are_sent(settings: dict[str, str], expected: str) -> None:
    full = {f"TILAUS_{name}": value for name, value in settings.items()}
    assert full.keys() <= DOCUMENTED.keys()
    try:
        found = repr(from_settings(full))
    except ValueError as error:
        found = str(error)
    assert expected in found
