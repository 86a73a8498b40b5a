"""Tell endpoints outside what happens: in order, again and again until each has taken it.

An endpoint has its place in the feed (`tilaus.ports.feed`), so one that is down holds up no order
and no other endpoint, and misses nothing. What it is told is signed by Standard Webhooks; every
secret that counts signs, so that one can replace another. Told at least once: the place moves after
the endpoint has answered, so a crash in between tells it again, under the same webhook-id.
"""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from tilaus.announced import type_of
from tilaus.evolve import replay
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.feed import FeedEntry, Held, Subscriber
from tilaus.ports.notification import Message
from tilaus.record import record, replace
from tilaus.shop import Shop
from tilaus.webhooks import Webhook, setting_of
from tilaus_adapters.notification.webhook_body import (
    CONTENT_TYPE,
    body_of,
    id_of,
    trial_body,
)
from tilaus_adapters.notification.webhook_post import DEADLINE_S, Answer, Post, Unreachable
from tilaus_adapters.signatures import check_secrets, sign_all

BATCH = 100
"""How many events are read from the feed at once."""

LEASE_S = DEADLINE_S + 45.0
"""For how long a worker has an endpoint for itself, from each answer on, in seconds."""

FIRST_S, LONGEST_S = 5.0, 3_600.0
"""The pauses between attempts, in seconds: doubling, and each a random half to a whole of it."""

LONGEST_ASKED_S = 86_400.0
"""The longest pause that an endpoint may ask for by Retry-After, in seconds."""

GONE = 410
"""The answer of an endpoint that wants to be told nothing any more."""

SETTINGS: Mapping[str, str] = {
    "TILAUS_WEBHOOK_SECRET_<NAME>": "the secrets of the webhook NAME (capitals, - as _), separated "
    "by commas, the newest first: all of them sign",
}
"""The settings that `endpoints` reads."""


class Posting(Protocol):
    """What posts a body; see `tilaus_adapters.notification.webhook_post.Post`."""

    def __call__(
        self,
        url: str,
        headers: Mapping[str, str],
        body: bytes,
        at: datetime,
        *,
        allow_private: bool,
    ) -> Answer: ...


class Endpoint:
    """A webhook of the policy together with its secrets, which are never shown.

    Raises:
        ValueError: there is no secret, or one is not of its form.
    """

    def __init__(self, webhook: Webhook, secrets: tuple[str, ...]) -> None:
        self.webhook: Webhook = webhook
        self._secrets = check_secrets(secrets)

    def __repr__(self) -> str:
        return f"Endpoint({self.webhook.name!r}, {len(self._secrets)} secrets)"

    def headers(self, id: str, at: datetime, body: bytes) -> dict[str, str]:
        """Return the headers of a message: signed by every secret."""
        signed = sign_all(self._secrets, id, at, body)
        return {"content-type": CONTENT_TYPE, "user-agent": "tilaus", **signed}


def endpoints(policy: Policy, settings: Mapping[str, str]) -> tuple[Endpoint, ...]:
    """Return the endpoints of a policy with the secrets of the settings.

    Raises:
        ValueError: an endpoint has no secret, or one that is not of its form; shows none.
    """
    return tuple(_endpoint(webhook, settings) for webhook in policy.webhooks)


def _endpoint(webhook: Webhook, settings: Mapping[str, str]) -> Endpoint:
    key = setting_of(webhook.name)
    given = tuple(secret.strip() for secret in settings.get(key, "").split(",") if secret.strip())
    try:
        return Endpoint(webhook, given)
    except ValueError as error:
        raise ValueError(f"cannot sign for webhook {webhook.name} ({key}): {error}") from None


@record
class Sent:
    """What came of a look at one endpoint: how much it took, and what went wrong, if anything."""

    name: str
    taken: int = 0
    trouble: str = ""


class WebhookSender:
    """Tell the endpoints of a shop what they want to know. Safe to use from several threads.

    Any number of workers may have one: an endpoint is told by one of them at a time.

    Args:
        post: posts a body.
        jitter: returns a random number from 0 to 1, so that endpoints that fell together are not
            tried together.
    """

    def __init__(
        self,
        shop: Shop,
        *,
        post: Posting | None = None,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._shop = shop
        self._post = post or Post()
        self._jitter = jitter

    def subscriber(self, webhook: Webhook) -> Subscriber:
        """Return how far an endpoint has got; it begins where the policy says."""
        store = self._shop.store
        for known in store.subscribers():
            if known.name == webhook.name:
                return known
        start = 0 if webhook.since == "beginning" else store.feed_end()
        return store.subscribe(webhook.name, start)

    def send(self, endpoint: Endpoint, should_stop: Callable[[], bool]) -> Sent:
        """Tell an endpoint all that it may be told now, in order, up to the first that fails.

        Nothing is written where there is nothing to tell. A worker that lost its lease stops.

        Raises:
            Fenced: another worker has the endpoint now, because this one stood still.
            StoreError: the store cannot be used.
        """
        store, name = self._shop.store, endpoint.webhook.name
        known = self.subscriber(endpoint.webhook)
        if not self._is_due(known) or not store.feed(known.position, 1):
            return Sent(name)
        held = store.hold(name, LEASE_S)
        if held is None:
            return Sent(name)
        round = _Round(endpoint, held)
        if self._is_due(held.subscriber):
            self._tell_all(round, should_stop)
        store.move(round.subscriber, held.token)
        return Sent(name, round.taken, round.trouble)

    def _is_due(self, subscriber: Subscriber) -> bool:
        is_early = subscriber.next_at is not None and subscriber.next_at > self._shop.clock()
        return subscriber.disabled_at is None and not is_early

    def _tell_all(self, round: "_Round", should_stop: Callable[[], bool]) -> None:
        store, webhook = self._shop.store, round.endpoint.webhook
        while entries := store.feed(round.subscriber.position, BATCH):
            for entry in entries:
                if round.trouble or should_stop():
                    return
                if webhook.wants(type_of(entry.recorded.event)):
                    self._tell(round, entry)
                    store.move(round.subscriber, round.token, LEASE_S)
                else:
                    round.pass_over(entry)
            store.move(round.subscriber, round.token, LEASE_S)

    def _tell(self, round: "_Round", entry: FeedEntry) -> None:
        """Tell one event, and let the subscriber be what follows from the answer."""
        order = self._as_it_was(entry)
        body = body_of(entry, order, self._shop.policy.house, round.endpoint.webhook)
        answer, trouble = self._answer(round.endpoint, id_of(entry), body)
        if answer is not None and 200 <= answer.code < 300:
            round.took(entry, f"it answered {answer.code}")
            return
        failed = _failed(round.subscriber, answer, trouble, self._shop.clock(), self._jitter())
        if _is_given_up(round.endpoint.webhook, answer, failed, self._shop.clock()):
            failed = self._disabled(failed, order)
        round.subscriber, round.trouble = failed, failed.outcome

    def _answer(self, endpoint: Endpoint, id: str, body: bytes) -> tuple[Answer | None, str]:
        """Return the answer of an endpoint, or None and why there is none."""
        webhook, at = endpoint.webhook, self._shop.clock()
        headers = endpoint.headers(id, at, body)
        try:
            allow = webhook.allow_private
            return self._post(webhook.url, headers, body, at, allow_private=allow), ""
        except Unreachable as why:
            return None, str(why)

    def _as_it_was(self, entry: FeedEntry) -> Order:
        """Return the order as it was after an event."""
        history = self._shop.store.history(entry.order_id)
        return replay(recorded.event for recorded in history[: entry.recorded.seq])

    def _disabled(self, failed: Subscriber, order: Order) -> Subscriber:
        """Disable an endpoint, once staff are told of it: it must not fall silent unheard."""
        at, house = self._shop.clock(), self._shop.policy.house
        since = failed.failing_since or at
        key = f"webhook/{failed.name}/{failed.position}/{int(since.timestamp())}/disabled"
        if house.staff_mail:
            to, kind = house.staff_mail, "webhook-disabled"
            alert = Message(key, "staff", kind, to, order, self._shop.policy, at, about=failed.name)
            try:
                told = self._shop.notifier.send(alert)
            except Exception as error:  # noqa: BLE001 - a notifier raises what it likes
                return replace(failed, outcome=f"{failed.outcome}; no alert could be sent: {error}")
            if told.state == "unknown":
                return replace(failed, outcome=f"{failed.outcome}; no alert could be sent yet")
        return replace(failed, disabled_at=at, next_at=None)

    def test(self, endpoint: Endpoint) -> Sent:
        """Send a message of the type `test`, which is no event; the place in the feed stays."""
        id, at = f"test/{self._shop.new_id()}", self._shop.clock().isoformat()
        body = trial_body(id, at, self._shop.policy.house)
        answer, trouble = self._answer(endpoint, id, body)
        name = endpoint.webhook.name
        if answer is None:
            return Sent(name, trouble=trouble)
        is_taken = 200 <= answer.code < 300
        return Sent(name, 1) if is_taken else Sent(name, trouble=f"it answered {answer.code}")

    def enable(self, webhook: Webhook) -> Subscriber | None:
        """Let an endpoint be told again, at once and from where it was; None while it is told."""
        self.subscriber(webhook)
        held = self._shop.store.hold(webhook.name, LEASE_S)
        if held is None:
            return None
        fresh = Subscriber(webhook.name, held.subscriber.position, outcome="enabled by staff")
        self._shop.store.move(fresh, held.token)
        return fresh


class _Round:
    """One worker's turn at an endpoint: what became of it so far."""

    def __init__(self, endpoint: Endpoint, held: Held) -> None:
        self.endpoint = endpoint
        self.subscriber, self.token = held.subscriber, held.token
        self.taken, self.trouble = 0, ""

    def pass_over(self, entry: FeedEntry) -> None:
        self.subscriber = replace(self.subscriber, position=entry.position)

    def took(self, entry: FeedEntry, outcome: str) -> None:
        self.subscriber = Subscriber(self.subscriber.name, entry.position, outcome=outcome)
        self.taken += 1


def _failed(
    known: Subscriber, answer: Answer | None, trouble: str, at: datetime, chance: float
) -> Subscriber:
    """Return a subscriber after an attempt in vain: when it is tried again, and what was found."""
    pause_s = min(FIRST_S * 2.0 ** min(known.attempts, 16), LONGEST_S) * (0.5 + chance / 2)
    if answer is not None and answer.retry_after_s is not None:
        pause_s = min(max(answer.retry_after_s, 1.0), LONGEST_ASKED_S)
    return replace(
        known,
        attempts=known.attempts + 1,
        next_at=at + timedelta(seconds=pause_s),
        failing_since=known.failing_since or at,
        outcome=trouble if answer is None else _words(answer.code),
    )


def _words(code: int) -> str:
    note = ", a redirect, which is not followed" if 300 <= code < 400 else ""
    return f"it answered {code}{note}"


def _is_given_up(webhook: Webhook, answer: Answer | None, failed: Subscriber, at: datetime) -> bool:
    if answer is not None and answer.code == GONE:
        return True
    since = failed.failing_since or at
    return at - since >= timedelta(days=webhook.give_up_days)
