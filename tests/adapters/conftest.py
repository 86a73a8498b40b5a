"""Servers on 127.0.0.1 that several adapters talk to."""

from collections.abc import Iterator

import pytest
from tests.adapters.notification.alert_service import AlertService
from tests.adapters.notification.mail_server import MailServer


@pytest.fixture
def service() -> Iterator[AlertService]:
    running = AlertService()
    yield running
    running.close()


@pytest.fixture
def server() -> Iterator[MailServer]:
    running = MailServer()
    yield running
    running.close()
