"""Instances: of all items with one service and target, in all orders, only one is active.

What a decision does to claims and queues follows from its events; a store applies it in the same
transaction. A storage adapter needs nothing else to know of this rule.
"""

from collections.abc import Iterable
from typing import Literal

from tilaus import events as e
from tilaus.effects import NOTIFICATION, Effect
from tilaus.order import Order
from tilaus.record import record
from tilaus.table import OVER


@record
class InstanceMove:
    """What happens to an item's instance.

    `claim`: the item is active and must be the only one (a conflict where it is not); it leaves the
    queue. `wait`: it gives up its claim, if it has it, and joins the end of the queue, unless it is
    in it. `release`: it gives up its claim or its place. Where the instance is free after any of
    them, the first in the queue gets it and a `turn`: also one that joined because the holder was
    there when it was decided, and left before it was committed.
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


@record
class Claims:
    """Who holds each instance, and who waits for it, as (order id, item id), first come first.

    A value, for the model checker and for stores that keep everything in memory.
    """

    holders: tuple[tuple[str, tuple[str, str]], ...] = ()
    queues: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def busy(self, order: Order) -> frozenset[str]:
        """Return the ids of the order's items whose instance belongs to another item."""
        holders = dict(self.holders)
        return frozenset(
            item.id
            for item in order.items
            if holders.get(item.instance, (order.id, item.id)) != (order.id, item.id)
        )


class InstanceTaken(Exception):  # noqa: N818 - it is an outcome
    """Another item has the instance that `item` claims: decide again, with the item as busy."""

    def __init__(self, instance: str, item: str) -> None:
        self.item = item
        super().__init__(instance)


def settle(
    claims: Claims, before: Order | None, events: Iterable[e.Recorded], after: Order
) -> tuple[Claims, frozenset[tuple[str, str]]]:
    """Apply a decision's moves; return the claims, and the items whose turn has come by it.

    Raises:
        InstanceTaken: an instance that the decision claims belongs to another item.
    """
    return settle_moves(claims, after.id, moves(before, events, after))


def settle_moves(
    claims: Claims, order_id: str, found: Iterable[InstanceMove]
) -> tuple[Claims, frozenset[tuple[str, str]]]:
    """Apply moves of one order's items; as `settle`, for who has the moves already."""
    holders = dict(claims.holders)
    queues = {name: list(queue) for name, queue in claims.queues}
    granted: set[tuple[str, str]] = set()
    for move in found:
        who = (order_id, move.item)
        queue = queues.setdefault(move.instance, [])
        if move.what == "claim" and holders.setdefault(move.instance, who) != who:
            raise InstanceTaken(move.instance, move.item)
        if move.what != "claim" and holders.get(move.instance) == who:
            del holders[move.instance]
        if move.what == "wait" and who not in queue:
            queue.append(who)
        elif move.what != "wait" and who in queue:
            queue.remove(who)
        if queue and move.instance not in holders:
            holders[move.instance] = queue.pop(0)
            granted.add(holders[move.instance])
    kept = tuple(sorted((name, tuple(queue)) for name, queue in queues.items() if queue))
    return Claims(tuple(sorted(holders.items())), kept), frozenset(granted)


def turn(order_id: str, item: str, given_by: Order, nth: int) -> Effect:
    """Make the effect that tells a waiting item of its turn.

    Args:
        order_id: the order of the waiting item.
        given_by: the order whose change freed the instance, as it is after that change.
        nth: which of the turns that this change gives; so the key is unique for ever.
    """
    key = f"{order_id}/grant_turn/{item}/{given_by.id}/{given_by.version}/{nth}"
    return Effect("grant_turn", key, item)


def awaits(waiting: Order, holder: Order) -> bool:
    """Tell whether an order that waits belongs to somebody else than the order that it waits for.

    Two guests are two customers: nobody knows better. Who has both orders is told once, by the one
    that waits.
    """
    has_both = holder.customer.id != "" and holder.customer.id == waiting.customer.id
    return waiting.id != holder.id and not has_both


def notice(order_id: str, item: str, attempt: int) -> Effect:
    """Make the effect that tells a customer that somebody else's order waits for their item.

    Whoever writes it leaves one with its key alone: so it is told once for each attempt, however
    many wait, come and go.

    Args:
        order_id: the order of the item that has the instance.
        item: that item.
        attempt: the hand-over for which it has it: the present one, or the next if none is.
    """
    key = f"{order_id}/tell:instance-awaited/{item}/{attempt}"
    return Effect("tell:instance-awaited", key, item, NOTIFICATION)
