"""Get due work done: take the messages of the sandboxes, then do what is due, till nothing is."""

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from tilaus.drain import LEASE_S
from tilaus.ports.report import Report
from tilaus.ports.storage import JournalRow
from tilaus.record import record
from tilaus.refusals import PASSING, Refusal
from tilaus.shop import Shop
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.dispatch.embedded import LOG, EmbeddedDispatcher
from tilaus_adapters.dispatch.happenings import Failed, Happening, Observer
from tilaus_adapters.payment.sandbox import SandboxPayments

WAITING = frozenset({"ready", "unknown"})
"""The states of effects that a worker will see to."""

OPEN = WAITING | {"dead"}
"""The states of effects that have not ended; a dead one blocks its lane."""


@record
class Crew:
    """Who works: how many at once, for whom how many of them, and for how long a lane is taken.

    `per_provider` is None for half of the threads.
    """

    threads: int = 1
    per_provider: int | None = None
    lease_s: float = LEASE_S

    def dispatcher(
        self, shop: Shop, *observers: Observer, poll_s: float = 5.0
    ) -> EmbeddedDispatcher:
        """Return what gets the work of a shop done; raises ValueError where it cannot."""
        return EmbeddedDispatcher(
            shop,
            threads=self.threads,
            per_provider=self.per_provider,
            poll_s=poll_s,
            lease_s=self.lease_s,
            observers=observers,
        )


@record
class Work:
    """What was done: effects and deadlines, messages, and what failed, in sentences."""

    handled: int = 0
    messages: int = 0
    failures: tuple[str, ...] = ()

    def __add__(self, other: "Work") -> "Work":
        failures = tuple(dict.fromkeys((*self.failures, *other.failures)))
        return Work(self.handled + other.handled, self.messages + other.messages, failures)


def work_off(
    shop: Shop,
    lease_s: float = LEASE_S,
    patience_s: float = LEASE_S + 5,
    *,
    crew: Crew | None = None,
    observers: Sequence[Observer] = (),
) -> Work:
    """Do all that is due now.

    Args:
        lease_s: for how long each lane is taken, where no crew says it.
        patience_s: how long to wait for lanes that a worker holds who may have been killed.
        crew: who works; one at a time where it is None.
    """
    failures: list[str] = []
    hands = (crew or Crew(lease_s=lease_s)).dispatcher(
        shop, Complaints(failures), *observers, poll_s=min(5.0, patience_s)
    )
    done = Work()
    while True:
        step = take_messages(shop)
        failures.clear()
        with quietly():
            is_idle = partial(_is_idle, shop, time.monotonic() + patience_s)
            step = step + Work(handled=hands.run(is_idle))
        done = done + step + Work(failures=tuple(failures))
        if failures or not step.handled + step.messages:
            return done


def _is_idle(shop: Shop, deadline: float) -> bool:
    due, now = shop.store.next_due(), shop.clock()
    is_due = due is not None and due <= now
    return time.monotonic() >= deadline or not (is_due or _is_held(shop, now))


def _is_held(shop: Shop, now: datetime) -> bool:
    """Tell whether a lane has due work that only its holder may do: who may have been killed.

    A store says of a held lane when its lease ends, in real time; the shop's clock may be another.
    """
    return any(row.run_at <= now for row in next_in_lanes(shop))


def next_in_lanes(shop: Shop) -> list[JournalRow]:
    """Return the next effect of each lane that has one and is not blocked by a dead one.

    An order has two lanes, one of calls and one of messages.
    """
    heads: dict[tuple[str, bool], JournalRow] = {}
    for row in shop.store.effects(states=OPEN):
        heads.setdefault((row.order_id, row.effect.is_message), row)
    return [row for row in heads.values() if row.state in WAITING]


def take_messages(shop: Shop) -> Work:
    """Hand the messages of the sandboxes to the shop, each under the sender's own key."""
    done = Work()
    provider, server = shop.payments.get("sandbox"), shop.delivery
    if isinstance(provider, SandboxPayments):
        done = done + _take(shop, provider, provider.messages())
    if isinstance(server, SandboxDelivery):
        done = done + _take(shop, server, server.messages(shop.clock()))
    return done


def _take(shop: Shop, sender: SandboxPayments | SandboxDelivery, reports: Sequence[Report]) -> Work:
    failures, taken = [], 0
    for report in reports:
        answer = shop.handle(report.order_id, report.command, report.request)
        if isinstance(answer, Refusal):
            failures.append(f"message {report.request.id} was refused: {answer.sentence}")
            if answer.code in PASSING:
                continue  # Not acknowledged: the sender repeats it, and it may be taken then.
        # What else was refused is refused for good: a sender that repeats it hears the same.
        sender.acknowledge(report)
        taken += 1
    return Work(messages=taken, failures=tuple(failures))


class Complaints:
    """Turn what fails into sentences for a person: an observer of a dispatcher."""

    def __init__(self, found: list[str]) -> None:
        self._found = found

    def __call__(self, happening: Happening) -> None:
        match happening:
            case Failed(piece, _, error):
                what = f"cannot work on order {piece.order_id}"
                self._found.append(f"{what}: {type(error).__name__}: {error}")


@contextmanager
def quietly() -> Iterator[None]:
    """Keep the dispatcher's tracebacks from the terminal: an observer says what failed."""
    silence, propagate = logging.NullHandler(), LOG.propagate
    LOG.addHandler(silence)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(silence)
        LOG.propagate = propagate
