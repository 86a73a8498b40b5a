"""The shop's events as CloudEvents, in the feed's sequence: what webhooks are told, as lines."""

from collections.abc import Iterator

from tilaus.evolve import evolve, replay
from tilaus.order import Order
from tilaus.policy import House
from tilaus.ports.feed import MAX_FED, FeedEntry
from tilaus.ports.storage import Store
from tilaus.webhooks import Webhook
from tilaus_adapters.notification.webhook_body import body_of

REMEMBERED = 1_000
"""Of how many orders the state is kept between two events, so that no history is read twice."""


def bodies(
    store: Store, house: House, after: int, limit: int | None, *, personal_data: bool
) -> Iterator[tuple[int, bytes]]:
    """Give the events that follow a position, as their position and the body of a CloudEvent.

    Args:
        after: a position of the feed; 0 for the beginning.
        limit: how many at most; None for all that are there now.
        personal_data: whether texts about persons are told; secrets never are.
    """
    hook = Webhook("export", "https://export.invalid", personal_data=personal_data)
    orders: dict[str, Order] = {}
    left = limit
    while left is None or left > 0:
        page = store.feed(after, min(MAX_FED, MAX_FED if left is None else left))
        if not page:
            return
        for entry in page:
            order = _after(store, entry, orders)
            yield entry.position, body_of(entry, order, house, hook)
        after = page[-1].position
        left = None if left is None else left - len(page)


def _after(store: Store, entry: FeedEntry, orders: dict[str, Order]) -> Order:
    """Return the order as it was after an event."""
    seq, known = entry.recorded.seq, orders.pop(entry.order_id, None)
    if known is not None and known.version == seq - 1:
        order = evolve(known, entry.recorded.event)
    elif seq == 1:
        order = evolve(None, entry.recorded.event)
    else:
        history = store.history(entry.order_id)
        order = replay(r.event for r in history if r.seq <= seq)
    orders[entry.order_id] = order
    if len(orders) > REMEMBERED:
        del orders[next(iter(orders))]
    return order
