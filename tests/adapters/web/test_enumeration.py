"""Nobody learns from how long an answer takes whether a guess was right: 2,000 requests say so.

The measure is the chance that a right guess takes longer than a wrong one (the rank statistic of
Mann and Whitney): a half where time tells nothing. Of 1,000 and 1,000 equal answers it strays from
there by 0.013 (one standard deviation); what is refused here strays four times as far.
"""

import threading
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import count
from time import monotonic
from urllib.parse import urlencode

import pytest
import uvicorn
from tests.adapters.notification.mail_server import MailServer
from tests.adapters.web.conftest import CHEAP
from tests.adapters.web.guessing import PATIENCE_S, guessed
from tests.adapters.web.test_tracking import GUEST, SECRET, half_way
from tests.world import STAFF, World

from tilaus.commands import RenewTracking
from tilaus.record import replace
from tilaus_adapters.links import TrackingTokens
from tilaus_adapters.notification import smtp
from tilaus_adapters.web.accounts import Accounts
from tilaus_adapters.web.app import make_app
from tilaus_adapters.web.site import Site

EACH = 1_000
FARTHEST = 4 * 0.013

pytestmark = pytest.mark.alone


@pytest.fixture
def mails(world: World) -> Iterator[MailServer]:
    """A real mail server, to which sending takes the shop some time."""
    server = MailServer()
    sender = smtp.from_settings({"TILAUS_SMTP": f"127.0.0.1:{server.port}"})
    assert sender is not None
    world.shop.notifier = sender
    yield server
    sender.close()
    server.close()


@pytest.fixture
def port(site: Site, world: World) -> Iterator[int]:
    """The shop behind a real server, whose throttle forgets at once what was tried before."""
    tokens, days, start = TrackingTokens([SECRET]), count(1), world.clock()

    def racing() -> datetime:
        return start + timedelta(days=2 * next(days))

    world.shop.new_token = tokens.new
    accounts = Accounts(world.store, racing, CHEAP)
    app = make_app(replace(site, tokens=tokens, accounts=accounts))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    ends = monotonic() + PATIENCE_S
    while not server.started and monotonic() < ends:
        thread.join(0.01)
    yield int(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join(PATIENCE_S)


def chance_of_longer(some: Sequence[float], others: Sequence[float]) -> float:
    """Return how often one of some takes longer than one of others."""
    ranked = sorted([(s, True) for s in some] + [(s, False) for s in others])
    ranks = sum(rank for rank, (_, is_some) in enumerate(ranked, 1) if is_some)
    return (ranks - len(some) * (len(some) + 1) / 2) / (len(some) * len(others))


def test_the_measure_sees_a_difference() -> None:
    assert chance_of_longer([2.0, 3.0], [0.0, 1.0]) == 1.0
    assert chance_of_longer([0.0, 3.0], [1.0, 2.0]) == 0.5


def test_looking_up_takes_as_long_for_a_wrong_address_as_for_the_right_one(
    port: int, world: World, mails: MailServer
) -> None:
    order = half_way(world)
    told = len(mails.mails)

    def form(email: str) -> list[str]:
        asked = {"number": str(order.number), "email": email}
        return ["POST", "/lookup", urlencode(asked)]

    found = guessed(port, EACH, form(GUEST.email), form("other@customer.example"))
    assert len(found["answers"]) == 1
    ends = monotonic() + PATIENCE_S
    while len(mails.mails) < told + EACH and monotonic() < ends:
        threading.Event().wait(0.01)
    assert len(mails.mails) == told + EACH
    assert abs(chance_of_longer(found["right"], found["wrong"]) - 0.5) < FARTHEST


def test_a_revoked_link_takes_as_long_as_one_that_never_was(port: int, world: World) -> None:
    order = half_way(world)
    revoked, never = order.token, TrackingTokens([SECRET]).new()
    world.handle(order, RenewTracking("", by=STAFF))
    found = guessed(port, EACH, ["GET", f"/t/{revoked}", ""], ["GET", f"/t/{never}", ""])
    assert len(found["answers"]) == 1
    assert abs(chance_of_longer(found["right"], found["wrong"]) - 0.5) < FARTHEST
