"""What a worker tells people by is said by settings, each of which is read or refused."""

from pathlib import Path
from threading import Event

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.notification.alert_service import AlertService
from tests.adapters.notification.mail_server import MailServer

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.testing.notification import sample
from tilaus_adapters.cli.plugs import notifier_of
from tilaus_adapters.cli.tending import tended

CANCEL = ("order", "do", "50001", "cancel", "--item", "2", "--reason", "server_problem")


def test_a_worker_alerts_staff_through_apprise_and_customers_by_mail(
    shop: Run, service: AlertService, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TILAUS_ALERTS", service.url)
    monkeypatch.setenv("TILAUS_SMTP", f"127.0.0.1:{server.port}")
    done = shop(*CANCEL)
    assert done.code == 0, done
    assert shop("worker", "--once").code == 0
    assert [text for pair in service.texts for text in pair if "50001" in text]
    assert server.recipients
    assert "staff@shop.example" not in server.recipients
    assert Path("shop-alerts.db").exists()


def test_an_urgent_alert_that_no_address_takes_goes_by_mail(
    tmp_path: Path, service: AlertService, server: MailServer
) -> None:
    service.status = 500
    settings = {"TILAUS_SMTP": f"127.0.0.1:{server.port}", "TILAUS_ALERTS": service.url}
    answer = notifier_of(tmp_path / "shop.db", settings).send(sample("alert:refund-failed"))
    assert answer.state == "done"
    assert answer.reason.startswith("alerts: no address for alerts takes anything now")
    assert server.recipients == ["staff@shop.example"]


# fmt: off
WRONG = [
    # a setting                                       what the command says
    ("TILAUS_SMTP", "nowhere",                        "write HOST:PORT"),
    ("TILAUS_ALERTS", "nosuch://s3cret@host",         "Apprise knows none such"),
    ("TILAUS_TEMPLATES", "/nowhere/at/all",           "there is no such folder"),
]
# fmt: on


@pytest.mark.parametrize(("name", "value", "said"), WRONG)
def test_a_setting_that_cannot_be_used_says_so_in_a_sentence(
    shop: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    done = shop("worker", "--once")
    assert done.code == 3
    assert said in done.err
    assert "s3cret" not in done.err


def test_a_worker_sees_to_what_waits_while_it_works_whatever_goes_wrong(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tilaus_adapters.cli.tending.EVERY_S", 0.01)
    told = _Stubborn()
    with tended(told):
        assert told.enough.wait(30)
    assert caplog.text.count("cannot see to what waits") == 1


class _Stubborn:
    """A channel that keeps things, and cannot see to them at first."""

    def __init__(self) -> None:
        self.times = 0
        self.enough = Event()

    def send(self, message: Message) -> Outcome:
        return Outcome("done")

    def tend(self) -> None:
        self.times += 1
        if self.times < 3:
            raise OSError("not yet")
        self.enough.set()
