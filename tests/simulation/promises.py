"""What must be true when a world has come to rest; a breach is a promise and what was found.

Shop, provider and books are compared by `tests.world.World.check`. What is added here needs to know
what really was executed, and what everybody was answered.
"""

from collections import Counter
from collections.abc import Iterator
from typing import cast

from tests.simulation.people import People
from tests.simulation.provider import Executed, Provider
from tests.simulation.server import Mail, Server
from tests.simulation.watched import Watch
from tests.world import World

from tilaus.events import Noted, RefundRequested
from tilaus.order import Order
from tilaus.ports.storage import ENDED, Store
from tilaus.shop import Receipt
from tilaus_adapters.payment.sandbox import SandboxPayments

Breach = tuple[str, str]


class Ends(World):
    """A world that has come to rest, with a provider of its own; it is only looked at."""

    def __init__(self, store: Store, provider: Provider, server: Server, mail: Mail) -> None:
        self.store = store
        # Of the provider `check` asks nothing but `totals`.
        self.payments = cast(SandboxPayments, provider)
        self.provider, self.server, self.mail = provider, server, mail
        for key, times in Counter(message.key for message in mail.messages).items():
            mail.doubled[key] = times - 1


def broken(ends: Ends, people: People, watch: Watch, executed: list[Executed]) -> Iterator[Breach]:
    """Yield every promise that does not hold."""
    orders = list(ends.orders())
    for order in orders:
        yield from _of_order(ends, order)
    try:
        ends.check()
    except AssertionError as error:
        for found in str(error).splitlines():
            yield "shop, books and provider agree", found
    yield from _executed_once(ends, executed)
    yield from _answered_once(ends, people, orders)
    for order_id, item in watch.waiting():
        yield "nobody waits for ever", f"item {item} of order {order_id}"


def _of_order(ends: Ends, order: Order) -> Iterator[Breach]:
    sent = {message.key for message in ends.mail.messages}
    for row in ends.store.effects(order.id):
        if row.state not in ENDED:
            yield "every effect ends", f"{row.effect.key} is {row.state}: {row.outcome}"
        if row.effect.is_message and row.state == "done" and row.effect.key not in sent:
            yield "what is done happened", f"{row.effect.key} was never sent"
    for item in order.items:
        keys = [f"{order.id}/item/{item.id}/{n}" for n in range(1, item.attempt + 1)]
        really = sum(ends.server.delivered.get(key, 0) for key in keys)
        is_parked = any(p.machine == "item" and p.about == item.id for p in order.parked)
        if really != item.delivered and not is_parked:
            found = f"item {item.id} of {order.id}: {item.delivered}, really {really}"
            yield "shop and server agree", found


def _executed_once(ends: Ends, done: list[Executed]) -> Iterator[Breach]:
    for key, times in Counter((e.what, e.key) for e in done).items():
        if times > 1:
            yield "no effect is executed twice", f"{key}: {times} times"
    for about, keys in _keys(done).items():
        if len(keys) > 1:
            yield "no effect has two keys", f"{about}: {sorted(keys)}"
    for (order_id, payment), account in ends.provider.accounts.items():
        really = Counter(p.ask.refund for p in account.refunds.values() if p.state != "failed")
        for refund, times in really.items():
            if times > 1:
                yield "a refund is sent once", f"{order_id}/{payment}/{refund}: {times} times"


def _keys(done: list[Executed]) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = {}
    for one in done:
        if one.row:
            found.setdefault((one.what, one.row), set()).add(one.key)
    return found


def _answered_once(ends: Ends, people: People, orders: list[Order]) -> Iterator[Breach]:
    placed = Counter(order.customer.name for order in orders)
    for name, times in placed.items():
        if times > 1:
            yield "a request is answered once", f"place {name}: {times} orders"
    marks: Counter[str] = Counter()
    for order in orders:
        for event in (recorded.event for recorded in ends.store.history(order.id)):
            if isinstance(event, Noted):
                marks[f"note {event.text}"] += 1
            elif isinstance(event, RefundRequested) and event.refund.reason.startswith("staff"):
                marks[f"refund {event.refund.reason} {event.refund.payment}"] += 1
    for mark, times in marks.items():
        if times > 1:
            yield "a request is answered once", f"{mark}: {times} times"
    for request, answers in people.answers.items():
        granted = [answer for answer in answers if isinstance(answer, Receipt)]
        if sum(a.outcome == "done" for a in granted) > 1 or len({a.order.id for a in granted}) > 1:
            yield "a request is answered once", f"{request.id}: {[a.outcome for a in granted]}"
