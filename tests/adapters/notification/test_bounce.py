"""A mail that came back is on the staff's list, once, and nothing else in it is believed."""

import string
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import World

from tilaus.order import Order
from tilaus.shop import Receipt
from tilaus.testing.orders import VIEWS
from tilaus_adapters.notification.bounce import MOST_BYTES, Bounce, NoBounceError, read, report
from tilaus_adapters.notification.mail import fingerprint, message_id
from tilaus_adapters.storage.memory import MemoryStore

STATUS = """\
Reporting-MTA: dns; mail.shop.example
Arrival-Date: Mon, 5 Jan 2026 09:00:00 +0000

Final-Recipient: rfc822; customer@shop.example
Action: {action}
Status: {status}
Diagnostic-Code: {words}
"""


def bounce_mail(
    id: str,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    words: str = "smtp; 550 no such user",
    original: str = "text/rfc822-headers",
) -> bytes:
    """Write what a mail server writes when it cannot deliver (RFC 3464, RFC 6522)."""
    told = STATUS.format(action=action, status=status, words=words)
    headers = f"From: orders@shop.example\nMessage-ID: {id}\nSubject: We received your order\n"
    parts = [
        ("text/plain", "Your mail could not be delivered.\n"),
        ("message/delivery-status", told),
        (original, headers + ("\nthe words\n" if original == "message/rfc822" else "")),
    ]
    body = "".join(f"--b\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts) + "--b--\n"
    head = (
        "From: MAILER-DAEMON@mail.shop.example\nTo: orders@shop.example\n"
        "Subject: Undelivered mail\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
    )
    return (head + body).replace("\n", "\r\n").encode()


def told(world: World) -> tuple[Order, str]:
    """Place an order, and return it with the Message-ID of what was told about it."""
    order = world.place(VIEWS)
    world.settle()
    message = next(m for m in world.mail.messages if m.kind == "order-received")
    return order, message_id(message, "shop.example")


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


def parked(world: World, order: Order) -> list[tuple[str, str]]:
    return [(p.what, p.why) for p in world.order(order).parked]


@pytest.mark.parametrize("original", ["text/rfc822-headers", "message/rfc822"])
def test_a_mail_that_came_back_is_on_the_staffs_list(world: World, original: str) -> None:
    order, id = told(world)
    receipt = report(world.shop, read(bounce_mail(id, original=original)))
    assert isinstance(receipt, Receipt)
    why = "the mail came back: 5.1.1 smtp; 550 no such user"
    assert parked(world, order) == [("tell:order-received", why)]
    world.settle()
    assert [m.kind for m in world.mail.messages if m.audience == "staff"] == ["message-parked"]


def test_the_same_mail_twice_changes_nothing(world: World) -> None:
    order, id = told(world)
    outcomes = []
    for words in ("550 no such user", "550 no such user", "554 another sentence"):
        receipt = report(world.shop, read(bounce_mail(id, words=words)))
        assert isinstance(receipt, Receipt)
        outcomes.append(receipt.outcome)
    assert outcomes == ["done", "duplicate", "duplicate"]
    assert len(parked(world, order)) == 1


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "", "Failed?"])
def test_what_says_no_failure_is_none(world: World, action: str) -> None:
    _, id = told(world)
    with pytest.raises(NoBounceError, match="reports no failure"):
        read(bounce_mail(id, action=action))


def test_a_message_that_the_shop_did_not_send_is_not_believed(world: World) -> None:
    order, id = told(world)
    forged = f"<{order.number}.{'0' * 40}@shop.example>"
    other = id.replace(str(order.number), str(order.number + 1))
    for wrong in (forged, other, f"<{10**18 - 1}.{'0' * 40}@x>"):
        with pytest.raises(NoBounceError, match="sent no such message"):
            report(world.shop, read(bounce_mail(wrong)))
    assert parked(world, order) == []


def test_a_mail_about_somebody_elses_message_is_none() -> None:
    for id in ("<abc@other.example>", "", "<50001.zz@shop.example>", f"<1.{'0' * 41}@x>"):
        with pytest.raises(NoBounceError, match="names no Message-ID"):
            read(bounce_mail(id))


def test_an_alert_that_came_back_makes_no_alert(world: World) -> None:
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    message = _alert(world, order)
    with pytest.raises(NoBounceError, match="an alert to staff"):
        report(world.shop, read(bounce_mail(message)))


def _alert(world: World, order: Order) -> str:
    """Let a first mail come back, and return the Message-ID of the alert that says so."""
    first = next(m for m in world.mail.messages if m.kind == "order-received")
    report(world.shop, read(bounce_mail(message_id(first, "shop.example"))))
    world.settle()
    alert = next(m for m in world.mail.messages if m.audience == "staff")
    return message_id(alert, "shop.example")


def test_what_the_other_server_says_is_one_short_line(world: World) -> None:
    order, id = told(world)
    words = "smtp; 550 \x07bad\x1b[31m" + "x" * 5_000
    report(world.shop, read(bounce_mail(id, words=words)))
    ((_, why),) = parked(world, order)
    assert why.isprintable()
    assert len(why) < 400


def test_a_status_that_is_none_reads_as_the_general_one() -> None:
    id = f"<50001.{'a' * 40}@shop.example>"
    assert read(bounce_mail(id, status="9.x")) == Bounce(
        50001, "a" * 40, "5.0.0", "smtp; 550 no such user"
    )


def test_a_long_mail_is_not_read() -> None:
    with pytest.raises(NoBounceError, match="longer than"):
        read(b"x" * (MOST_BYTES + 1))


def test_a_plain_mail_is_none() -> None:
    mail = EmailMessage()
    mail["Message-ID"] = f"<50001.{'a' * 40}@shop.example>"
    mail.set_content("Action: failed\nStatus: 5.1.1\n")
    with pytest.raises(NoBounceError, match="reports no failure"):
        read(mail.as_bytes())


GOOD = bounce_mail(f"<50001.{'a' * 40}@shop.example>")


@given(st.binary(max_size=2_000))
def test_no_bytes_make_it_fail(raw: bytes) -> None:
    _is_read_or_refused(raw)


@given(st.integers(0, len(GOOD)), st.integers(0, 40), st.binary(max_size=40))
def test_no_change_of_a_true_one_makes_it_fail(at: int, length: int, instead: bytes) -> None:
    _is_read_or_refused(GOOD[:at] + instead + GOOD[at + length :])


@given(st.text(string.printable, max_size=200), st.text(string.printable, max_size=200))
def test_no_words_of_a_status_make_it_fail(status: str, words: str) -> None:
    _is_read_or_refused(bounce_mail("<1.a@b>", status=status, words=words))


def _is_read_or_refused(raw: bytes) -> None:
    try:
        found = read(raw)
    except NoBounceError:
        return
    assert found.words.isprintable()
    assert len(found.fingerprint) == 40


def test_a_fingerprint_shows_nothing_of_the_key() -> None:
    assert "order" not in fingerprint("order-1/1/tell:order-received/")
