"""Promises about one order that hold after every command, in production too (Law 9).

Each is a function that yields a sentence for every breach. `decide` refuses a change that would
break one; the model checker looks for a way to break one.
"""

from collections.abc import Callable, Iterator

from tilaus.order import Item, Order
from tilaus.refunds import kind_of, parts_of, room
from tilaus.table import OVER


def breaches(order: Order) -> list[str]:
    """List every promise that the order breaks; a sound order breaks none."""
    return [sentence for promise in PROMISES for sentence in promise(order)]


def never_refund_more_than_captured(order: Order) -> Iterator[str]:
    """Refunded and in flight together never exceed what a payment captured."""
    for payment in order.payments:
        if room(order, payment) < 0:
            yield f"payment {payment.id}: refunds exceed what was captured"


def never_refund_a_part_twice(order: Order) -> Iterator[str]:
    """What refunds stand for never exceeds the item's or charge's total, nor the units bought."""
    for part in parts_of(order) if order.refunds else ():
        kind = kind_of(part)
        covers = order.covers(kind, part.id)
        if sum(c.minor for c in covers) > part.total_minor:
            yield f"{kind} {part.id}: refunds exceed its total"
        if isinstance(part, Item) and sum(c.units or 0 for c in covers) > part.quantity:
            yield f"item {part.id}: more units refunded than bought"


def refunds_add_up(order: Order) -> Iterator[str]:
    """A refund's amount is what it stands for plus the fee's share, and nothing is negative."""
    for r in order.refunds:
        if r.amount_minor != r.base_minor + r.fee_returned_minor or r.amount_minor <= 0:
            yield f"refund {r.id}: its parts do not add up"
        if min(r.base_minor, r.fee_returned_minor, r.fee_kept_minor) < 0:
            yield f"refund {r.id}: has a negative part"
        if not r.is_surplus and sum(c.minor for c in r.covers) != r.base_minor:
            yield f"refund {r.id}: does not say what it stands for"


def refunded_follows_money(order: Order) -> Iterator[str]:
    """An order whose status says that its money went back has sent all of it, and only then."""
    if order.kind == "closed" and not order.refunded_minor == order.refundable_minor > 0:
        yield f"the order is {order.status}, but its money did not go back"


def an_ended_order_has_no_open_item(order: Order) -> Iterator[str]:
    """No item is worked on in an order that has ended."""
    if order.kind in OVER:
        for item in order.items:
            if item.kind not in OVER:
                yield f"the order is {order.status}, but item {item.id} is {item.status}"


def status_of_payments_follows_money(order: Order) -> Iterator[str]:
    """A payment that ended well or is disputed has captured money; one that failed has none."""
    for p in order.payments:
        if p.kind in ("finished", "held") and p.captured_minor <= 0:
            yield f"payment {p.id} is {p.status}, but nothing was captured"
        if p.kind in ("failed", "initial", "waiting") and p.captured_minor:
            yield f"payment {p.id} is {p.status}, but money was captured"


def counts_stay_in_range(order: Order) -> Iterator[str]:
    """Delivered units lie between none and all that were bought."""
    for item in order.items:
        if not 0 <= item.delivered <= item.quantity:
            yield f"item {item.id}: {item.delivered} of {item.quantity} delivered"


PROMISES: tuple[Callable[[Order], Iterator[str]], ...] = (
    never_refund_more_than_captured,
    never_refund_a_part_twice,
    refunds_add_up,
    refunded_follows_money,
    an_ended_order_has_no_open_item,
    status_of_payments_follows_money,
    counts_stay_in_range,
)
