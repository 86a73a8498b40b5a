"""The order machine in tilaus: the shipped table, a frozen record, and the step of the kernel.

Besides what the others do, it looks whether the role may ask, and a refusal says what it saw.
"""

from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.peers.facts import EVENTS, Facts

from tilaus.lifecycle import Blocked
from tilaus.lifecycles.order import ORDER
from tilaus.record import record
from tilaus.table import HISTORY

NAME, PACKAGE = "tilaus", "tilaus"
REFUSALS = ()

WHO = {
    event: min(frozenset.intersection(*(r.by for r in ORDER.transitions if r.trigger == event)))
    for event in EVENTS
}
"""Of each event, a role that may ask for it in every state."""


@record
class Held:
    """The state of an order, and where it returns to when it is parked."""

    status: str
    held_from: str = ""


class Order:
    """A live order: a variable with its record."""

    __slots__ = ("look", "now")

    def __init__(self, facts: Facts) -> None:
        self.now = Held("pending")
        self.look = facts.__dict__.__getitem__


def born(facts: Facts) -> Order:
    return Order(facts)


def _fire(event: str, role: str, order: Order) -> bool:
    now = order.now
    row = ORDER.step(now.status, event, role, order.look)
    if isinstance(row, Blocked):
        return False
    target = row.target
    if target == "on_hold":
        order.now = Held(target, now.status)
    else:
        order.now = Held(now.held_from if target == HISTORY else target)
    return True


FIRE: Mapping[str, Callable[[Order], object]] = {
    event: partial(_fire, event, role) for event, role in WHO.items()
}


def status(order: Order) -> str:
    return order.now.status
