"""What must be true of every state and every step of the model: the safety promises.

Promises about one order stand in `tilaus.invariants`, where production checks them too; here are
those that speak of several orders, of a step, or of what was written.
"""

from collections.abc import Iterator, Sequence

from tilaus import events as e
from tilaus.commands import Command
from tilaus.decide import Decision
from tilaus.evolve import evolve
from tilaus.instances import Claims
from tilaus.invariants import breaches
from tilaus.ledger import balances, expected
from tilaus.order import LIVE, Item, Order
from tilaus.policy import Policy
from tilaus.refunds import owed
from tilaus.refusals import Refusal
from tilaus.table import OVER
from tilaus.verify.model import MESSAGES


def broken_by_order(order: Order) -> Iterator[str]:
    """Yield every promise that an order breaks by itself."""
    yield from breaches(order)
    yield from _unexplained_money(order)
    yield from _refunded_means_money(order)
    yield from _finished_means_every_item(order)
    yield from _refunded_item_is_closed(order)
    yield from _open_item_keeps_its_money(order)
    yield from _disputed_order_is_parked(order)


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


def _finished_means_every_item(order: Order) -> Iterator[str]:
    """An order that ended as it was meant to has no item that is still worked on."""
    if order.kind == "finished" and any(i.kind not in OVER for i in order.items):
        yield f"the order is {order.status}, but an item is not finished"


def _refunded_item_is_closed(order: Order) -> Iterator[str]:
    """When all that is owed of a given-up item went back, its status says so."""
    for item in order.items:
        sent = _minor(order, item, frozenset({"finished"}))
        if item.kind == "failed" and sent >= owed(item) and sent > 0:
            yield f"item {item.id}: all that was owed went back, but it is {item.status}"


def _open_item_keeps_its_money(order: Order) -> Iterator[str]:
    """What is still worked on is neither refunded nor being refunded."""
    for item in order.items:
        if item.kind not in OVER and _minor(order, item, LIVE | {"finished"}) > 0:
            yield f"item {item.id} is {item.status} although its money goes back"


def _minor(order: Order, item: Item, kinds: frozenset[str]) -> int:
    return sum(
        c.minor
        for r in order.refunds
        if r.kind in kinds
        for c in r.covers
        if (c.kind, c.id) == ("item", item.id)
    )


def _disputed_order_is_parked(order: Order) -> Iterator[str]:
    """While a payment is in dispute nothing is begun for it."""
    for payment in order.payments:
        if payment.kind == "held" and order.kind in ("initial", "active"):
            yield f"payment {payment.id} is {payment.status}, but the order is {order.status}"


def broken_by_claims(orders: Sequence[Order], claims: Claims) -> Iterator[str]:
    """Yield every breach of: one item works on an instance, and others wait only behind it.

    Args:
        claims: who holds and awaits instances, each named by its order's place and its own id.
    """
    holders = dict(claims.holders)
    waiting = {who for _, queue in claims.queues for who in queue}
    for place, order in enumerate(orders):
        for item in order.items:
            who = (str(place), item.id)
            name = f"item {item.id} of order {place + 1}"
            is_holder = holders.get(item.instance) == who
            if item.kind not in OVER and item.handed_over and not is_holder:
                yield f"{name} works on an instance that it does not hold"
            if item.kind == "waiting" and who not in waiting and not is_holder:
                yield f"{name} waits behind nobody"
            if item.kind in OVER and (who in waiting or is_holder):
                yield f"{name} has ended and keeps its instance"


def broken_by_step(before: Order | None, decision: Decision, policy: Policy) -> Iterator[str]:
    """Yield every promise that a step breaks: replay, ledger, keys, and who is told what."""
    folded = before
    for recorded in decision.events:
        folded = evolve(folded, recorded.event)
        yield from _said_too_early(folded, recorded.event)
    if decision.events and folded != decision.order:
        yield "replaying the events does not give the state"
    yield from _keys(before, decision)
    yield from _ledger(before, decision)
    yield from _told(decision, policy)


def _said_too_early(order: Order, event: e.Event) -> Iterator[str]:
    """Not even for a moment is an order called complete or refunded when it is not."""
    if not isinstance(event, e.Moved) or event.machine != "order" or event.is_forced:
        return
    if event.kind == "finished" and any(i.kind not in OVER for i in order.items):
        yield f"the order became {order.status} with an item that is not finished"
    if event.kind == "closed" and order.refunded_minor != order.refundable_minor:
        yield f"the order became {order.status} before its money went back"


def stopped(command: Command, why: Refusal) -> str:
    """Say what is wrong when the promises about money have to refuse a command (Law 9), or "".

    A message that is refused so is lost for good; a wish is one that no table should have allowed.
    """
    if why.code != "invariant_broken":
        return ""
    if isinstance(command, MESSAGES):
        return f"a message of the world is refused for good: {why.found}"
    return f"the tables allow what only the last check refuses: {why.found}"


def _keys(before: Order | None, decision: Decision) -> Iterator[str]:
    """No two effects of an order ever have the same key: each carries a version that is new."""
    keys = [effect.key for effect in decision.effects]
    if len(set(keys)) < len(keys):
        yield "two effects have the same key"
    version = before.version if before else 0
    new = range(version + 1, decision.order.version + 1)
    if any(int(key.split("/")[1]) not in new for key in keys):
        yield "an effect has a key that an earlier one may have had"


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


def _told(decision: Decision, policy: Policy) -> Iterator[str]:
    """Each item that is given up alerts staff once; each completed order is mailed once.

    Not where the order was called off, or a person forced it: they know.
    """
    moved = [r.event for r in decision.events if isinstance(r.event, e.Moved)]
    moved = [m for m in moved if not m.is_forced and m.trigger != "call_off"]
    names = [effect.name for effect in decision.effects]
    items, orders = policy.lifecycles.item, policy.lifecycles.order
    failed = [m for m in moved if m.machine == "item" and m.kind == "failed"]
    failed = [m for m in failed if not items.is_over(m.source)]
    if names.count("alert:item-cancelled") != len(failed):
        yield "a cancelled item was not alerted exactly once"
    completed = [m for m in moved if m.machine == "order" and m.kind == "finished"]
    completed = [m for m in completed if not orders.is_over(m.source)]
    if names.count("tell:order-completed") != len(completed):
        yield "a completed order was not mailed exactly once"
