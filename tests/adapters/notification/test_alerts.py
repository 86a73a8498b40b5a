"""Alerts reach staff through Apprise: gathered, quiet at night, and never lost once accepted."""

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.adapters.notification.alert_service import AlertService
from tests.adapters.notification.mail_server import MailServer

from tilaus.drain import LEASE_S
from tilaus.ports.notification import Message
from tilaus.record import replace
from tilaus.testing.notification import sample
from tilaus.testing.orders import Clock
from tilaus_adapters.notification.alerts import (
    DIGEST,
    MOST_TOLD,
    PATIENCE,
    URGENT,
    AlertNotifier,
    from_settings,
)
from tilaus_adapters.notification.alerts import SETTINGS as DOCUMENTED
from tilaus_adapters.notification.quiet import quiet_hours
from tilaus_adapters.notification.reaching import named
from tilaus_adapters.notification.spool import AlertSpool

pytest.importorskip("apprise", reason="alerts go through Apprise, which is not installed")


@pytest.fixture
def clock() -> Clock:
    return Clock()


def alert(kind: str = "item-cancelled", number: int = 1) -> Message:
    message = sample(f"alert:{kind}")
    order = replace(message.order, number=50_000 + number)
    changed: Message = replace(message, key=f"{kind}/{number}", order=order)
    return changed


def notifier_of(
    *services: AlertService, clock: Clock, spool: AlertSpool, quiet: str = ""
) -> AlertNotifier:
    urls = [service.url for service in services]
    return AlertNotifier(urls, spool, quiet=quiet_hours(quiet, "UTC"), clock=clock)


@pytest.fixture
def spool(tmp_path: Path) -> AlertSpool:
    return AlertSpool(tmp_path / "alerts.db")


def test_the_first_alert_is_told_at_once_and_those_after_it_as_one(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    notifier = notifier_of(service, clock=clock, spool=spool)
    assert notifier.send(alert(number=1)).state == "done"
    notifier.tend()
    assert len(service.texts) == 1
    for number in range(2, 6):
        assert notifier.send(alert(number=number)).state == "done"
    next_at = notifier.tend()
    assert len(service.texts) == 1
    assert next_at == clock() + DIGEST
    clock.at += DIGEST
    assert notifier.tend() is None
    title, text = service.texts[1]
    assert title == "4 alerts"
    assert all(str(50_000 + number) in text for number in range(2, 6))


@pytest.mark.parametrize("kind", sorted(URGENT))
def test_what_is_about_money_in_doubt_is_told_at_once_at_any_hour(
    service: AlertService, clock: Clock, spool: AlertSpool, kind: str
) -> None:
    clock.at = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    notifier = notifier_of(service, clock=clock, spool=spool, quiet="22:00-07:00")
    assert notifier.send(alert("item-cancelled", 1)).state == "done"
    assert notifier.send(alert(kind, 2)).state == "done"
    assert [("50002" in title + text) for title, text in service.texts] == [True]


def test_at_night_what_can_wait_waits_for_the_morning(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    clock.at = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)
    notifier = notifier_of(service, clock=clock, spool=spool, quiet="22:00-07:00")
    for number in range(3):
        assert notifier.send(alert(number=number)).state == "done"
    morning = datetime(2026, 1, 6, 7, 0, tzinfo=UTC)
    assert notifier.tend() == morning
    clock.at = morning - timedelta(seconds=1)
    notifier.tend()
    assert service.texts == []
    clock.at = morning
    assert notifier.tend() is None
    assert [title for title, _ in service.texts] == ["3 alerts"]


def test_an_alert_that_was_accepted_outlives_the_process(
    service: AlertService, clock: Clock, tmp_path: Path
) -> None:
    """A process takes alerts at night and is killed; the next one tells them in the morning."""
    night = (
        "import os, sys, signal\n"
        "from datetime import UTC, datetime\n"
        "from tilaus.testing.notification import sample\n"
        "from tilaus_adapters.notification.alerts import AlertNotifier\n"
        "from tilaus_adapters.notification.quiet import quiet_hours\n"
        "from tilaus_adapters.notification.spool import AlertSpool\n"
        "at = datetime(2026, 1, 5, 23, 30, tzinfo=UTC)\n"
        "one = AlertNotifier([sys.argv[1]], AlertSpool(sys.argv[2]),\n"
        "    quiet=quiet_hours('22:00-07:00', 'UTC'), clock=lambda: at)\n"
        "assert one.send(sample('alert:item-cancelled')).state == 'done'\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = tmp_path / "alerts.db"
    killed = subprocess.run(
        [sys.executable, "-c", night, service.url, str(path)], check=False, timeout=60
    )
    assert killed.returncode == -9
    assert service.texts == []
    clock.at = datetime(2026, 1, 6, 7, 0, tzinfo=UTC)
    notifier_of(service, clock=clock, spool=AlertSpool(path), quiet="22:00-07:00").tend()
    assert len(service.texts) == 1


def test_an_address_may_be_one_for_mail(clock: Clock, spool: AlertSpool) -> None:
    server = MailServer()
    try:
        url = f"mailto://127.0.0.1:{server.port}/?from=shop@shop.example&to=desk@shop.example"
        notifier = AlertNotifier([url + "&mode=insecure"], spool, clock=clock)
        assert notifier.send(alert("refund-failed")).state == "done"
    finally:
        server.close()
    assert server.recipients == ["desk@shop.example"]


def test_the_same_alert_twice_is_told_once(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    notifier = notifier_of(service, clock=clock, spool=spool)
    for _ in range(3):
        assert notifier.send(alert("refund-failed")).state == "done"
        clock.at += timedelta(hours=1)
        notifier.tend()
    assert len(service.texts) == 1


def test_an_address_that_is_away_holds_up_no_other_and_is_told_when_it_is_back(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    other = AlertService()
    try:
        other.status = 503
        notifier = notifier_of(service, other, clock=clock, spool=spool)
        assert notifier.send(alert("refund-failed")).state == "done"
        assert (len(service.texts), other.asked) == (1, 1)
        other.status = 200
        assert notifier.tend() == clock() + timedelta(seconds=15)
        assert other.asked == 1
        clock.at += timedelta(seconds=15)
        assert notifier.tend() is None
        assert (len(service.texts), len(other.texts)) == (1, 1)
    finally:
        other.close()


def test_an_urgent_alert_that_nobody_takes_is_refused_so_that_it_moves_on_and_waits_all_the_same(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    service.status = 500
    notifier = notifier_of(service, clock=clock, spool=spool)
    answer = notifier.send(alert("money-parked"))
    assert answer.state == "refused"
    assert "no address" in answer.reason
    service.status = 200
    clock.at += timedelta(minutes=20)
    notifier.tend()
    assert len(service.texts) == 1


def test_an_alert_that_can_wait_moves_on_when_all_have_been_away_for_long(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    service.status = 500
    notifier = notifier_of(service, clock=clock, spool=spool)
    assert notifier.send(alert(number=1)).state == "done"
    notifier.tend()
    assert notifier.send(alert(number=2)).state == "done"
    clock.at += PATIENCE
    notifier.tend()
    assert notifier.send(alert(number=3)).state == "refused"


def test_the_pauses_between_tries_grow_up_to_a_quarter_of_an_hour(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    service.status = 500
    notifier = notifier_of(service, clock=clock, spool=spool)
    notifier.send(alert())
    pauses = []
    for _ in range(9):
        due = notifier.tend()
        assert due is not None
        pauses.append((due - clock()).total_seconds())
        clock.at = due
    assert pauses == [15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_a_service_that_never_answers_does_not_outlast_a_lease(
    service: AlertService, clock: Clock, spool: AlertSpool, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.status = 0
    notifier = notifier_of(service, clock=clock, spool=spool)
    assert 0 < notifier.longest_call_s < LEASE_S
    monkeypatch.setattr(notifier, "_each_s", 0.3)
    assert notifier.send(alert("refund-failed")).state == "refused"


def test_alerts_for_an_address_that_is_no_more_go_to_those_that_are(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    typo = AlertNotifier(["json://127.0.0.1:9/nobody"], spool, clock=clock)
    typo.send(alert(number=1))
    notifier_of(service, clock=clock, spool=spool).tend()
    assert len(service.texts) == 1


def test_a_digest_of_very_many_says_how_many_more_there_are(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    notifier = notifier_of(service, clock=clock, spool=spool)
    for number in range(MOST_TOLD + 5):
        notifier.send(alert(number=number))
    notifier.tend()
    ((title, text),) = service.texts
    assert title == f"{MOST_TOLD + 5} alerts"
    assert text.splitlines()[-1].startswith("and 5 more")


def test_what_was_told_is_not_kept_in_words(
    service: AlertService, clock: Clock, spool: AlertSpool, tmp_path: Path
) -> None:
    notifier = notifier_of(service, clock=clock, spool=spool)
    notifier.send(alert("refund-failed", 77))
    spool.close()
    assert b"50077" not in (tmp_path / "alerts.db").read_bytes()


def test_two_processes_do_not_tell_the_same_at_once(
    service: AlertService, clock: Clock, spool: AlertSpool
) -> None:
    first = notifier_of(service, clock=clock, spool=spool)
    first.send(alert())
    assert spool.hold(named(service.url), clock(), 60)
    first.tend()
    assert service.texts == []
    clock.at += timedelta(seconds=60)  # Whoever held it was killed.
    first.tend()
    assert len(service.texts) == 1


def test_no_token_of_an_address_is_shown_or_logged(
    service: AlertService, clock: Clock, spool: AlertSpool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    notifier = notifier_of(service, clock=clock, spool=spool)
    notifier.send(alert("refund-failed", 1))
    service.status = 500
    told = notifier.send(alert("refund-failed", 2)).reason + repr(notifier)
    with pytest.raises(ValueError, match="Apprise knows none such") as error:
        AlertNotifier(["nosuch://s3cret-token@host"], spool)
    assert "s3cret-token" not in told + str(error.value) + caplog.text
    assert "cannot alert staff" in caplog.text


def test_a_spool_that_cannot_be_used_is_unknown(clock: Clock, spool: AlertSpool) -> None:
    notifier = AlertNotifier(["json://127.0.0.1:9/"], spool, clock=clock)
    spool.close()
    assert notifier.send(alert()).state == "unknown"


# fmt: off
SETTINGS = [
    # settings                                                  what is made of them
    ({},                                                        "None"),
    ({"ALERTS": "json://127.0.0.1/ json://127.0.0.2/"},         "AlertNotifier(2 addresses)"),
    ({"ALERTS": "nosuch://x"},                                  "cannot use an address nosuch://"),
    ({"ALERTS": "json://x", "ALERTS_DIGEST": "-1"},             "TILAUS_ALERTS_DIGEST is 0 to 1440 minutes"),
    ({"ALERTS": "json://x", "ALERTS_DIGEST": "1441"},           "TILAUS_ALERTS_DIGEST is 0 to 1440 minutes"),
    ({"ALERTS": "json://x", "ALERTS_QUIET": "night"},           "write it as 22:00-07:00"),
    ({"ALERTS": "json://x", "ALERTS_QUIET": "22:00-07:00", "ALERTS_ZONE": "Mars"}, "cannot use the zone"),
]
# fmt: on


@pytest.mark.parametrize(("settings", "expected"), SETTINGS)
def test_settings_say_how_staff_are_alerted(settings: dict[str, str], expected: str) -> None:
    full = {f"TILAUS_{name}": value for name, value in settings.items()}
    assert full.keys() <= DOCUMENTED.keys()
    try:
        found = repr(from_settings(full, ":memory:"))
    except ValueError as error:
        found = str(error)
    assert expected in found
