"""The console shows a message in short, and keeps the promises of the port."""

import io

import pytest

from tilaus.testing.notification import MemoryNotifier, NotificationContract, sample
from tilaus_adapters.notification.console import ConsoleNotifier


class Pipe(io.StringIO):
    """A stream whose reader may go away."""

    is_broken = False

    def write(self, text: str) -> int:
        if self.is_broken:
            self.is_broken = False
            raise BrokenPipeError("nobody reads")
        return super().write(text)


class TestConsoleNotifier(NotificationContract):
    can_refuse = False
    shows_identity = False

    @pytest.fixture
    def notifier(self) -> ConsoleNotifier:
        self.pipe = Pipe()
        return ConsoleNotifier(self.pipe)

    def received(self, notifier: ConsoleNotifier) -> list[str]:
        return self.pipe.getvalue().split("mail ")[1:]

    def lose_next(self, notifier: ConsoleNotifier) -> None:
        self.pipe.is_broken = True


class TestMemoryNotifier(NotificationContract):
    @pytest.fixture
    def notifier(self) -> MemoryNotifier:
        return MemoryNotifier()

    def received(self, notifier: MemoryNotifier) -> list[str]:
        return [message.key for message in notifier.messages]

    def refuse_next(self, notifier: MemoryNotifier) -> None:
        notifier.on_next("refuse")

    def lose_next(self, notifier: MemoryNotifier) -> None:
        notifier.on_next("lose")


def test_a_message_to_a_customer_is_shown_with_its_link() -> None:
    stream = io.StringIO()
    ConsoleNotifier(stream).send(sample("tell:order-received"))
    assert stream.getvalue() == (
        "mail to customer@shop.example: We received your order 50001\n"
        "    https://shop.example/t/token-1\n"
    )


def test_an_alert_shows_staff_no_secret_of_the_customer() -> None:
    stream = io.StringIO()
    ConsoleNotifier(stream).send(sample("alert:item-cancelled"))
    assert "token-1" not in stream.getvalue()


def test_a_closed_stream_is_unknown() -> None:
    stream = io.StringIO()
    stream.close()
    assert ConsoleNotifier(stream).send(sample("tell:order-received")).state == "unknown"


def test_a_mailbox_that_doubles_says_which() -> None:
    mailbox, message = MemoryNotifier(), sample("tell:order-received")
    mailbox.on_next("double")
    assert mailbox.send(message).state == "unknown"
    assert mailbox.send(message).state == "done"
    assert [m.key for m in mailbox.messages] == [message.key] * 2
    assert mailbox.doubled[message.key] == 1


def test_a_mailbox_is_only_scripted_to_what_it_can() -> None:
    with pytest.raises(ValueError, match="use refuse, lose or double"):
        MemoryNotifier().on_next("explode")
