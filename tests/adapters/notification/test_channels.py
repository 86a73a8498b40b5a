"""What one channel refuses goes to the next; what nobody takes is on the staff's list."""

import pytest
from tests.adapters.notification.alert_service import AlertService
from tests.adapters.notification.mail_server import MailServer
from tests.world import World

from tilaus.ports.notification import Message
from tilaus.testing.notification import MemoryNotifier, NotificationContract, sample
from tilaus.testing.orders import VIEWS
from tilaus_adapters.notification.channels import Channels
from tilaus_adapters.notification.messenger import Contacts, MessengerNotifier
from tilaus_adapters.notification.smtp import SmtpNotifier
from tilaus_adapters.storage.memory import MemoryStore

RECEIVED = "tell:order-received"


class TestChannels(NotificationContract):
    @pytest.fixture
    def notifier(self) -> Channels:
        self.mail = MemoryNotifier()
        return Channels(customer={"mail": self.mail}, staff={"mail": self.mail})

    def received(self, notifier: Channels) -> list[str]:
        return [message.key for message in self.mail.messages]

    def refuse_next(self, notifier: Channels) -> None:
        self.mail.on_next("refuse")

    def lose_next(self, notifier: Channels) -> None:
        self.mail.on_next("lose")


# fmt: off
STORIES = [
    # mail        messenger     who has it      outcome     what is told of it
    ("",          "",           "mail",         "done",     ""),
    ("refuse",    "",           "messenger",    "done",     "mail: customer@shop.example does not exist"),
    ("lose",      "",           "",             "unknown",  "mail: the connection broke"),
    ("refuse",    "lose",       "",             "unknown",  "mail: customer@shop.example does not exist; messenger: the connection broke"),
    ("refuse",    "refuse",     "",             "refused",  "mail: customer@shop.example does not exist; messenger: customer@shop.example does not exist"),
]
# fmt: on


@pytest.mark.parametrize(("mail", "messenger", "holder", "outcome", "told"), STORIES)
def test_a_message_is_tried_channel_by_channel(
    mail: str, messenger: str, holder: str, outcome: str, told: str
) -> None:
    both = {"mail": MemoryNotifier(), "messenger": MemoryNotifier()}
    for channel, behaviour in zip(both.values(), (mail, messenger), strict=True):
        if behaviour:
            channel.on_next(behaviour)
    answer = Channels(customer=both, staff=both).send(sample(RECEIVED))
    assert (answer.state, answer.reason) == (outcome, told)
    assert [name for name, channel in both.items() if channel.messages] == [holder] * bool(holder)


def test_the_reminder_of_a_mail_that_nobody_answered_takes_another_channel() -> None:
    mail, messenger = MemoryNotifier(), MemoryNotifier()
    channels = Channels(customer={"mail": mail, "messenger": messenger}, staff={"mail": mail})
    for effect in ("tell:item-cancelled", "tell:reminder"):
        assert channels.send(sample(effect)).state == "done"
    assert [m.kind for m in mail.messages] == ["item-cancelled"]
    assert [m.kind for m in messenger.messages] == ["reminder"]


def test_where_there_is_only_mail_the_reminder_is_a_mail() -> None:
    mail = MemoryNotifier()
    channels = Channels(customer={"mail": mail}, staff={"mail": mail})
    assert channels.send(sample("tell:reminder")).state == "done"
    assert len(mail.messages) == 1


def test_an_audience_without_a_channel_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot tell a staff anything"):
        Channels(customer={"mail": MemoryNotifier()}, staff={})


def test_a_mail_that_the_server_refuses_reaches_the_customer_by_messenger(
    server: MailServer, service: AlertService
) -> None:
    channels = _real(server, lambda message: service.url)
    server.script.append({"rcpt": "550 no such user"})
    answer = channels.send(sample(RECEIVED))
    assert answer.state == "done"
    assert answer.reason == "mail: the recipient was not accepted: 550 no such user"
    ((_, text),) = service.texts
    assert "50001" in text
    assert text.endswith("https://shop.example/t/token-1")


def _real(server: MailServer, contacts: Contacts) -> Channels:
    mail = SmtpNotifier("127.0.0.1", server.port)
    messenger = MessengerNotifier(contacts)
    return Channels(customer={"mail": mail, "messenger": messenger}, staff={"mail": mail})


def test_silence_strands_no_order(server: MailServer) -> None:
    """The mail is refused, the customer has nothing else: staff have it, with both reasons."""
    world = World(MemoryStore())
    world.shop.notifier = _real(server, lambda message: "")
    server.script.append({"rcpt": "550 no such user"})
    order = world.place(VIEWS)
    world.settle()
    (parked,) = world.order(order).parked
    assert parked.what == RECEIVED
    assert parked.why == (
        "mail: the recipient was not accepted: 550 no such user; "
        "messenger: the customer has no other address"
    )
    assert any(b"staff@shop.example" in mail for mail in server.mails)


@pytest.mark.parametrize(
    ("status", "url", "state"),
    [(200, "", "done"), (503, "", "unknown"), (200, "nosuch://x", "refused")],
)
def test_a_messenger_says_what_came_of_it(
    service: AlertService, status: int, url: str, state: str
) -> None:
    service.status = status

    def contacts(message: Message) -> str:
        return url or service.url

    assert MessengerNotifier(contacts).send(sample(RECEIVED)).state == state


def test_a_worker_is_told_how_long_all_channels_may_take_together(server: MailServer) -> None:
    channels = _real(server, lambda message: "")
    assert channels.longest_call_s == 30.0 + 11.0
