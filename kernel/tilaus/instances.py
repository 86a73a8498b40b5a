"""Instances: of all items with one service and target, in all orders, only one is active.

What a decision does to claims and queues follows from its events; a store applies it in the same
transaction. A storage adapter needs nothing else to know of this rule.
"""

from collections.abc import Iterable
from typing import Literal

from tilaus import events as e
from tilaus.order import Order
from tilaus.record import record
from tilaus.table import OVER


@record
class InstanceMove:
    """What happens to an item's instance.

    `claim`: the item is active and must be the only one (a conflict where it is not).
    `wait`: it joins the end of the queue. `release`: it gives up its claim or its place; where it
    held the claim, the first in the queue gets it.
    """

    what: Literal["claim", "wait", "release"]
    instance: str
    item: str


def moves(before: Order | None, events: Iterable[e.Recorded], after: Order) -> list[InstanceMove]:
    """Return what a decision's events do to instances, in their order."""
    names = {i.id: i.instance for i in (before or after).items}
    found: list[InstanceMove] = []
    for recorded in events:
        event = recorded.event
        if isinstance(event, e.Retargeted):
            names[event.item] = event.instance
        elif isinstance(event, e.HandedOver):
            found.append(InstanceMove("claim", names[event.item], event.item))
        elif isinstance(event, e.Moved) and event.machine == "item":
            if event.kind == "waiting":
                found.append(InstanceMove("wait", names[event.about], event.about))
            elif event.is_forced and event.kind not in OVER:
                found.append(InstanceMove("claim", names[event.about], event.about))
            elif event.kind in OVER:
                found.append(InstanceMove("release", names[event.about], event.about))
    return [move for move in found if move.instance]
