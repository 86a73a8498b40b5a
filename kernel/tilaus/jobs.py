"""The job that one hand-over of an item is: the same for its key whenever it is asked for.

What a server was asked for does not change when an item is delivered in part, gets a new target or
is tried again: so a job is read from the history, as it was when its attempt began.
"""

from collections.abc import Iterable

from tilaus import events as e
from tilaus.order import Order
from tilaus.ports.delivery import Job

MAX_KEY = 300
"""The longest key of a job that is read, in characters."""


def key_of(order_id: str, item: str, attempt: int) -> str:
    """Return the key of a job, unique for ever."""
    return f"{order_id}/item/{item}/{attempt}"


def parts_of(key: str) -> tuple[str, str, int] | None:
    """Return the order's id, the item and the attempt that a key names; None where it is none."""
    order_id, _, rest = key[:MAX_KEY].rpartition("/item/")
    item, _, attempt = rest.partition("/")
    is_whole = attempt.isascii() and attempt.isdigit() and len(attempt) <= 9
    found = (order_id, item, int(attempt)) if order_id and item and is_whole else None
    return found if found is not None and key_of(*found) == key else None


def job_of(order: Order, history: Iterable[e.Event], item: str, attempt: int) -> Job | None:
    """Return the job that an attempt is, or None where the item was never handed over so.

    Args:
        order: names the job; what may change since is read from the history.
        history: all events of the order, oldest first.

    Returns:
        Law: at whatever time it is asked for, it is the same job for the same attempt, until the
        order's personal data is erased.
    """
    bought = order.item(item)
    if bought is None:
        return None
    target, delivered = bought.target, 0
    for event in history:
        if isinstance(event, e.Placed):
            first = event.order.item(item)
            target = target if first is None else first.target
        elif isinstance(event, e.Retargeted) and event.item == item:
            target = event.target
        elif isinstance(event, e.Progressed) and event.item == item:
            delivered = event.delivered
        elif isinstance(event, e.HandedOver) and (event.item, event.attempt) == (item, attempt):
            return Job(
                key=key_of(order.id, item, attempt),
                order_id=order.id,
                number=order.number,
                item=item,
                attempt=attempt,
                service=bought.service,
                target=target,
                quantity=bought.quantity - delivered,
                delivered=delivered,
            )
    return None
