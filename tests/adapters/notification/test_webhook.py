"""Endpoints are told what happens: signed, in order, at least once, whatever becomes of them."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from tests.adapters.notification.endpoint import BadEventError, Endpoint, Said, taken
from tests.world import World

from tilaus.commands import AddNote
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.feed import Subscriber
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import Fenced, StoreError
from tilaus.record import replace
from tilaus.testing.orders import GUEST, STAFF, VIEWS, Clock
from tilaus.testing.storage_case import at_once
from tilaus.webhooks import Webhook
from tilaus_adapters.notification import webhook as module
from tilaus_adapters.notification.webhook import Sent, WebhookSender, endpoints
from tilaus_adapters.notification.webhook_post import Answer, Unreachable
from tilaus_adapters.signatures import new_secret
from tilaus_adapters.storage.memory import MemoryStore

SECRET, OLDER, FOREIGN = new_secret(), new_secret(), new_secret()
KEY = "TILAUS_WEBHOOK_SECRET_BOOKS"


@dataclass
class Line:
    """A shop, one endpoint, and what tells it."""

    world: World
    endpoint: Endpoint
    webhook: Webhook
    secrets: str = SECRET

    def sender(self, **how: object) -> WebhookSender:
        return WebhookSender(self.world.shop, jitter=lambda: 1.0, **how)  # type: ignore[arg-type]

    def send(self, **how: object) -> Sent:
        (found,) = endpoints(self.world.shop.policy, {KEY: self.secrets})
        return self.sender(**how).send(found, lambda: False)

    @property
    def subscriber(self) -> Subscriber:
        (found,) = self.world.store.subscribers()
        return found

    @property
    def is_disabled(self) -> bool:
        return any(found.disabled_at for found in self.world.store.subscribers())

    def all_ids(self, order: Order) -> list[str]:
        """Return the ids of all that happened to an order."""
        return [f"{order.id}/{r.seq}" for r in self.world.store.history(order.id)]


@pytest.fixture
def make_line() -> Iterator[Callable[..., Line]]:
    with Endpoint() as endpoint:

        def make(**rules: object) -> Line:
            told: dict[str, object] = {"allow_private": True, "since": "beginning", **rules}
            webhook = Webhook("books", endpoint.url, **told)  # type: ignore[arg-type]
            # Receivers have a clock of their own, so here it is the real time.
            clock = Clock(datetime.now(UTC))
            world = World(MemoryStore(lease_clock=clock.seconds), clock=clock)
            world.shop.policy = Policy(webhooks=(webhook,))
            return Line(world, endpoint, webhook)

        yield make


@pytest.fixture
def line(make_line: Callable[..., Line]) -> Line:
    return make_line()


# --------------------------------------------------------------------- what a receiver sees


def test_a_receiver_with_the_official_libraries_takes_every_event_in_its_order(line: Line) -> None:
    order = line.world.place(VIEWS)
    line.world.pay(order)
    line.world.settle()
    assert line.send().taken == len(line.endpoint.posted) > 5
    assert line.endpoint.ids() == line.all_ids(order)
    events = [taken(posted, SECRET) for posted in line.endpoint.posted]
    assert events[0].get_type() == "shop.tilaus.order.placed"
    assert {event.get_subject() for event in events} == {str(order.number)}
    assert {event.get_source() for event in events} == {line.world.shop.policy.house.url}
    assert all(event.get_time().tzinfo for event in events)
    told = [(event.get_data()["order"], event.get_data()["seq"]) for event in events]
    assert [seq for _, seq in told] == [order["version"] for order, _ in told]
    assert told[0][0]["status"] == "pending"
    assert told[-1][0]["status"] == line.world.order(order).status == "processing"


def test_the_same_event_is_the_same_bytes_however_much_happened_since(line: Line) -> None:
    line.endpoint.script.append(Said(500))
    order = line.world.place(VIEWS)
    line.send()
    line.world.pay(order)
    line.world.settle()
    line.world.advance(hours=2)
    line.send()
    first, again = line.endpoint.posted[:2]
    assert (first.body, first.headers["webhook-id"]) == (again.body, again.headers["webhook-id"])
    assert first.headers["webhook-timestamp"] != again.headers["webhook-timestamp"]


PERSONAL = (GUEST.email, GUEST.name, VIEWS.target, "called back at night", "desk-1", "pay.example")


def told_of(line: Line) -> str:
    order = line.world.place(VIEWS, customer=GUEST)
    line.world.pay(order)
    line.world.handle(order, AddNote("called back at night", by=STAFF))
    line.send()
    return "\n".join(posted.body.decode() for posted in line.endpoint.posted)


def test_an_endpoint_is_told_nothing_about_persons_unless_it_asks(line: Line) -> None:
    told = told_of(line)
    assert [text for text in PERSONAL if text in told] == []
    assert [name for name in ("customer", "pay_url", "token") if f'"{name}"' in told] == []
    assert "YouTube views" in told


def test_an_endpoint_that_asks_is_told_about_persons_and_never_a_secret(
    make_line: Callable[..., Line],
) -> None:
    line = make_line(personal_data=True)
    told = told_of(line)
    assert [text for text in PERSONAL[:5] if text not in told] == []
    (order,) = line.world.orders()
    assert '"pay_url"' in told
    assert order.token not in told
    assert '"token"' not in told


def test_an_endpoint_is_told_only_what_it_wants(make_line: Callable[..., Line]) -> None:
    line = make_line(events=("payment.*", "order.processing"))
    order = line.world.place(VIEWS)
    line.world.pay(order)
    line.world.settle()
    line.send()
    types = [taken(posted, SECRET).get_type() for posted in line.endpoint.posted]
    names = [name.removeprefix("shop.tilaus.") for name in types]
    assert "order.processing" in names
    assert {name.partition(".")[0] for name in names if name != "order.processing"} == {"payment"}
    assert line.subscriber.position == line.world.store.feed_end()


def test_an_endpoint_that_begins_now_is_told_nothing_of_before(
    make_line: Callable[..., Line],
) -> None:
    line = make_line(since="now")
    line.world.place(VIEWS)
    assert line.send().taken == 0
    second = line.world.place(VIEWS)
    line.send()
    assert line.endpoint.ids() == line.all_ids(second)


# ---------------------------------------------------------------- what a receiver refuses


def test_a_receiver_refuses_what_was_changed_or_sent_again_later_or_signed_otherwise(
    line: Line,
) -> None:
    line.world.place(VIEWS)
    line.send()
    good = line.endpoint.posted[0]
    taken(good, SECRET)
    stale = str(int(good.headers["webhook-timestamp"]) - 600)
    for bad, secret in (
        (good._replace(body=good.body.replace(b"EUR", b"SEK")), SECRET),
        (good._replace(headers={**good.headers, "webhook-id": "other/1"}), SECRET),
        (good._replace(headers={**good.headers, "webhook-timestamp": stale}), SECRET),
        (good, FOREIGN),
    ):
        with pytest.raises(BadEventError):
            taken(bad, secret)


def test_a_message_that_is_really_old_is_refused_as_a_replay(line: Line) -> None:
    line.world.clock.at -= timedelta(minutes=6)
    line.world.place(VIEWS)
    line.send()
    with pytest.raises(BadEventError, match="too old"):
        taken(line.endpoint.posted[0], SECRET)


def test_while_a_secret_is_replaced_both_count_and_afterwards_only_the_new_one(line: Line) -> None:
    for given, good, bad in (
        (OLDER, [OLDER], [SECRET]),
        (f"{SECRET}, {OLDER}", [SECRET, OLDER], [FOREIGN]),
        (SECRET, [SECRET], [OLDER]),
    ):
        line.secrets = given
        line.world.place(VIEWS)
        line.send()
        posted = line.endpoint.posted[-1]
        assert all(taken(posted, secret) for secret in good)
        for secret in bad:
            with pytest.raises(BadEventError):
                taken(posted, secret)


@pytest.mark.parametrize(
    "given",
    ["", " , ", "whsec_", "whsec_AAAA", f"{SECRET},nonsense"],
    ids=["none", "blanks", "no key", "a short one", "one that is none"],
)
def test_an_endpoint_without_a_good_secret_is_refused_and_none_is_shown(
    line: Line, given: str
) -> None:
    with pytest.raises(ValueError, match=KEY) as refused:
        endpoints(line.world.shop.policy, {KEY: given})
    assert SECRET not in str(refused.value)
    (good,) = endpoints(line.world.shop.policy, {KEY: SECRET})
    assert SECRET not in repr(good)


# -------------------------------------------------------------------------- what fails


def test_what_fails_is_told_again_later_and_nothing_behind_it_is_told_before(line: Line) -> None:
    order = line.world.place(VIEWS)
    line.endpoint.script.extend([Said(500), Said(503), Said(429)])
    for attempt, pause_s in enumerate((5, 10, 20), start=1):
        assert line.send().trouble.startswith("it answered")
        assert line.subscriber.attempts == attempt
        assert line.subscriber.next_at == line.world.clock() + timedelta(seconds=pause_s)
        line.world.advance(seconds=pause_s - 1)
        assert line.send() == Sent("books")
        line.world.advance(seconds=1)
    assert line.send().trouble == ""
    first, *rest = line.all_ids(order)
    assert line.endpoint.ids() == [first] * 4 + rest
    assert line.subscriber == Subscriber(
        "books", line.world.store.feed_end(), outcome="it answered 204"
    )


# fmt: off
RETRY_AFTER = (
    # what it says      seconds until it is asked again
    ("120",             120),
    ("0",               1),
    ("999999999",       86_400),
    ("-5",              5),
    ("soon",            5),
    ("",                5),
)
# fmt: on


@pytest.mark.parametrize(("said", "pause_s"), RETRY_AFTER)
def test_an_endpoint_may_say_when_it_is_asked_again_within_a_day(
    line: Line, said: str, pause_s: int
) -> None:
    line.world.place(VIEWS)
    line.endpoint.script.append(Said(503, {"retry-after": said}))
    line.send()
    assert line.subscriber.next_at == line.world.clock() + timedelta(seconds=pause_s)


def test_an_endpoint_that_was_down_for_days_loses_nothing_once_it_is_enabled(line: Line) -> None:
    days = line.webhook.give_up_days
    orders = [line.world.place(VIEWS)]
    while not line.is_disabled:
        line.endpoint.script.append(Said(502))
        line.send()
        line.world.advance(hours=6)
        orders.append(line.world.place(VIEWS))
        assert len(orders) < 4 * days + 5
    assert line.world.clock() - orders[0].placed_at >= timedelta(days=days)
    tried = len(line.endpoint.posted)
    line.endpoint.script.clear()
    assert line.send() == Sent("books")
    assert len(line.endpoint.posted) == tried
    line.sender().enable(line.webhook)
    assert line.send().trouble == ""
    entries = [e for o in orders for e in line.all_ids(o)]
    assert sorted(line.endpoint.ids()[tried:]) == sorted(entries)
    for order in orders:
        got = [id for id in line.endpoint.ids()[tried:] if id.startswith(order.id)]
        assert got == line.all_ids(order)


def alerts(line: Line) -> list[str]:
    sent = [message for message in line.world.mail.messages if message.kind == "webhook-disabled"]
    assert all(message.audience == "staff" for message in sent)
    return [message.about for message in sent]


def test_an_endpoint_that_is_gone_is_disabled_at_once_and_staff_are_alerted_once(
    line: Line,
) -> None:
    line.world.place(VIEWS)
    line.endpoint.script.append(Said(410))
    assert line.send().trouble == "it answered 410"
    assert line.subscriber.disabled_at == line.world.clock()
    for _ in range(3):
        line.world.advance(days=1)
        line.world.place(VIEWS)
        line.send()
    assert len(line.endpoint.posted) == 1
    assert alerts(line) == ["books"]


def test_an_endpoint_is_not_disabled_before_staff_could_be_told(line: Line) -> None:
    line.world.place(VIEWS)
    line.endpoint.script.extend([Said(410), Said(410)])
    line.world.shop.notifier = Broken()
    line.send()
    assert line.subscriber.next_at is not None
    assert "no alert" in line.subscriber.outcome
    line.world.shop.notifier = line.world.mail
    line.world.advance(hours=1)
    line.send()
    assert line.subscriber.disabled_at is not None
    assert alerts(line) == ["books"]


class Broken:
    """A notifier whose server is away."""

    def send(self, message: object) -> Outcome:
        return Outcome("unknown", reason="the mail server is away")


def test_a_shop_without_mail_for_staff_disables_an_endpoint_all_the_same(line: Line) -> None:
    house = replace(line.world.shop.policy.house, staff_mail="")
    line.world.shop.policy = replace(line.world.shop.policy, house=house)
    line.world.place(VIEWS)
    line.endpoint.script.append(Said(410))
    line.send()
    assert line.subscriber.disabled_at is not None
    assert alerts(line) == []


# ------------------------------------------------------------------ crashes, and two at once


def test_a_crash_between_the_answer_and_the_move_tells_it_again_under_the_same_id(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = line.world.place(VIEWS)

    def die(*_: object) -> None:
        raise StoreError("the power went")

    with monkeypatch.context() as power:
        power.setattr(line.world.store, "move", die)
        with pytest.raises(StoreError):
            line.send()
    assert line.send() == Sent("books")
    line.world.advance(seconds=module.LEASE_S)
    line.send()
    first, *rest = line.all_ids(order)
    assert line.endpoint.ids() == [first, first, *rest]


def test_two_workers_at_once_tell_each_event_once(line: Line) -> None:
    orders = [line.world.place(VIEWS) for _ in range(5)]
    ends = at_once(*[line.send] * 4)
    assert all(isinstance(end, Sent) and not end.trouble for end in ends), ends
    line.send()
    assert line.endpoint.ids() == [id for order in orders for id in line.all_ids(order)]


def test_a_worker_that_stood_still_loses_the_endpoint_and_moves_nothing_back(line: Line) -> None:
    order = line.world.place(VIEWS)

    def stand_still() -> None:
        line.world.advance(seconds=module.LEASE_S)
        assert line.send().taken == len(line.all_ids(order))

    line.endpoint.script.append(Said(204, first=stand_still, body=b""))
    with pytest.raises(Fenced):
        line.send()
    assert line.subscriber.position == line.world.store.feed_end()


def test_who_is_told_to_stop_finishes_one_event_and_gives_the_endpoint_back(line: Line) -> None:
    order = line.world.place(VIEWS)
    stop = Event()
    line.endpoint.script.append(Said(204, first=stop.set, body=b""))
    (found,) = endpoints(line.world.shop.policy, {KEY: SECRET})
    assert line.sender().send(found, stop.is_set).taken == 1
    assert line.send().taken == len(line.all_ids(order)) - 1
    assert line.endpoint.ids() == line.all_ids(order)


def test_looking_for_something_new_writes_nothing_where_there_is_nothing(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    line.world.place(VIEWS)
    line.send()
    writes: list[str] = []
    monkeypatch.setattr(line.world.store, "hold", lambda *_: writes.append("hold"))
    assert line.send() == Sent("books")
    assert writes == []


def test_an_endpoint_that_is_down_holds_up_no_order(line: Line) -> None:
    line.webhook = replace(line.webhook, url="http://127.0.0.1:1/")
    line.world.shop.policy = replace(line.world.shop.policy, webhooks=(line.webhook,))
    order = line.world.place(VIEWS)
    assert line.send().trouble != ""
    line.world.pay(order)
    line.world.settle()
    assert line.world.order(order).status == "processing"


def test_a_test_message_is_signed_and_moves_nothing(line: Line) -> None:
    line.world.place(VIEWS)
    (found,) = endpoints(line.world.shop.policy, {KEY: SECRET})
    assert line.sender().test(found) == Sent("books", 1)
    event = taken(line.endpoint.posted[0], SECRET)
    assert event.get_type() == "shop.tilaus.test"
    assert line.world.store.subscribers() == ()
    line.endpoint.script.append(Said(401))
    assert line.sender().test(found).trouble == "it answered 401"


def test_no_secret_is_ever_logged(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    line.world.place(VIEWS)
    line.endpoint.script.append(Said(500))
    line.send()
    assert SECRET.removeprefix("whsec_") not in caplog.text
    assert json.dumps(caplog.messages).count("whsec_") == 0


def test_what_posts_may_be_another_one(line: Line) -> None:
    def away(*_: object, **__: object) -> Answer:
        raise Unreachable("nobody is there")

    line.world.place(VIEWS)
    assert line.send(post=away) == Sent("books", trouble="nobody is there")
