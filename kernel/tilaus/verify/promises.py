"""What must be true of every state and every step of the model: the safety promises.

Promises about one order stand in `tilaus.invariants`, where production checks them too; here are
those that speak of several orders, of a step, or of what was written.
"""

from collections.abc import Iterator

from tilaus import events as e
from tilaus.decide import Decision
from tilaus.evolve import evolve
from tilaus.invariants import breaches
from tilaus.ledger import balances, expected
from tilaus.order import LIVE, Order
from tilaus.table import OVER
from tilaus.verify.model import World


def broken_by_state(world: World) -> Iterator[str]:
    """Yield every promise that a state breaks."""
    for order in world.orders:
        yield from breaches(order)
        yield from _unexplained_money(order)
        yield from _refunded_means_money(order)
    yield from _one_active_item_for_each_instance(world)


def _unexplained_money(order: Order) -> Iterator[str]:
    """An order that ended has no money that is neither applied, going back, nor parked."""
    if order.kind not in OVER:
        return
    for p in order.payments:
        on_its_way = sum(
            r.amount_minor
            for r in order.refunds
            if r.payment == p.id and r.kind in (*LIVE, "finished", "failed")
        )
        parked = any(k.about == p.id for k in order.parked)
        if not p.is_applied and p.captured_minor > on_its_way and not parked:
            yield f"payment {p.id}: {p.captured_minor - on_its_way} belong to nobody"


def _refunded_means_money(order: Order) -> Iterator[str]:
    """When the whole refundable payment went back, an order without open work says so."""
    whole = order.refunded_minor == order.refundable_minor > 0
    idle = all(i.kind in OVER for i in order.items)
    undisputed = all(p.kind != "closed" for p in order.payments)
    if whole and idle and undisputed and order.kind not in ("closed", "initial"):
        yield f"all money went back, but the order is {order.status}"


def _one_active_item_for_each_instance(world: World) -> Iterator[str]:
    """One item works on an instance, and others wait only behind it."""
    holders = dict(world.claims.holders)
    waiting = {who for _, queue in world.claims.queues for who in queue}
    for order in world.orders:
        for item in order.items:
            who = (order.id, item.id)
            at_work = item.kind not in OVER and item.handed_over
            if at_work and holders.get(item.instance) != who:
                yield f"{who} works on an instance that it does not hold"
            if item.kind == "waiting" and who not in waiting and holders.get(item.instance) != who:
                yield f"{who} waits behind nobody"
            if item.kind in OVER and (who in waiting or holders.get(item.instance) == who):
                yield f"{who} has ended and keeps its instance"


def broken_by_step(before: Order | None, decision: Decision) -> Iterator[str]:
    """Yield every promise that a step breaks: replay, ledger, keys, and who is told what."""
    folded = before
    for recorded in decision.events:
        folded = evolve(folded, recorded.event)
    if decision.events and folded != decision.order:
        yield "replaying the events does not give the state"
    keys = [effect.key for effect in decision.effects]
    if len(set(keys)) < len(keys):
        yield "two effects have the same key"
    yield from _ledger(before, decision)
    yield from _told(decision)


def _ledger(before: Order | None, decision: Decision) -> Iterator[str]:
    if any(not entry.is_balanced for entry in decision.entries):
        yield "a ledger entry is not balanced"
    moved = balances(decision.entries)
    own = {k: v for k, v in moved.items() if k.startswith(("order:", "unapplied:"))}
    old = expected(before) if before else {}
    new = expected(decision.order)
    difference = {
        k: new.get(k, 0) - old.get(k, 0)
        for k in sorted(old.keys() | new.keys())
        if new.get(k, 0) != old.get(k, 0)
    }
    if own != difference:
        yield f"the ledger says {own}, the order {difference}"


def _told(decision: Decision) -> Iterator[str]:
    """Each cancelled item alerts staff once; each completed order is mailed once."""
    moved = [r.event for r in decision.events if isinstance(r.event, e.Moved)]
    names = [effect.name for effect in decision.effects]
    failed = [m for m in moved if m.machine == "item" and m.trigger in ("fail", "cancel", "stop")]
    if names.count("alert:item-cancelled") != len(failed):
        yield "a cancelled item was not alerted exactly once"
    completed = [m for m in moved if m.machine == "order" and m.kind == "finished"]
    completed = [m for m in completed if not m.is_forced]
    if names.count("tell:order-completed") != len(completed):
        yield "a completed order was not mailed exactly once"
