"""What guards may read, computed from an order: one function for each fact of each machine.

Facts are computed when a guard asks for them and not before.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tilaus import events as e
from tilaus.guards import Facts
from tilaus.order import LIVE, PAYABLE, Covered, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.refunds import base_room, left, owed, parts_of, room
from tilaus.table import OVER


@record
class View:
    """What facts are computed from.

    Attributes:
        busy: ids of the order's items whose instance belongs to somebody else in the shop.
        reported: the number that a message brings: units delivered, or minor units captured.
    """

    order: Order
    policy: Policy
    at: datetime
    busy: frozenset[str] = frozenset()
    reported: int = 0


def wants_money(order: Order) -> bool:
    """Tell whether the order still needs money: it is not over, and not all of it has arrived.

    One that is parked because a refund came back is over but for that refund.
    """
    is_over = order.kind in OVER or order.held_by == "refund_failed"
    return not is_over and order.captured_minor < order.due_minor


def is_instance_busy(view: View, item: Item) -> bool:
    """Tell whether another item with the same service and target is active, here or elsewhere."""
    return item.id in view.busy or any(
        (other.handed_over or other.kind == "active") and other.kind not in OVER
        for other in view.order.items
        if other.instance == item.instance and other.id != item.id and item.instance
    )


def _refunded(view: View, item: Item, kinds: frozenset[str]) -> int:
    return sum(
        c.minor
        for r in view.order.refunds
        if r.kind in kinds
        for c in r.covers
        if c.kind == "item" and c.id == item.id
    )


SENT = frozenset({"finished"})

ORDER: Mapping[str, Callable[[View, Order], int]] = {
    "due": lambda v, o: o.due_minor,
    "captured": lambda v, o: o.captured_minor,
    "refunded": lambda v, o: o.refunded_minor,
    "refundable": lambda v, o: o.refundable_minor,
    "in_flight": lambda v, o: o.in_flight_minor,
    "live_payments": lambda v, o: sum(p.kind in PAYABLE for p in o.payments),
    "charged_back": lambda v, o: sum(p.kind == "closed" for p in o.payments),
    "disputed": lambda v, o: sum(p.kind == "held" for p in o.payments),
    "open_items": lambda v, o: sum(i.kind not in OVER for i in o.items),
    "undelivered_items": lambda v, o: sum(i.kind not in ("finished", "closed") for i in o.items),
    "undecided_items": lambda v, o: sum(i.kind == "failed" and bool(owed(i)) for i in o.items),
    "overdue": lambda v, o: v.at >= o.expires_at,
    "held_by_dispute": lambda v, o: o.held_by == "dispute",
    "held_by_failed_refund": lambda v, o: o.held_by == "refund_failed",
    "may_complete_itself": lambda v, o: v.policy.completion == "automatic",
}

QUIET: frozenset[type[Any]] = frozenset(
    {
        *(e.Answered, e.Asked, e.Awaited, e.HandedOver, e.Imported, e.Noted),
        *(e.PaymentNamed, e.ProviderFeeTaken, e.RefundNamed, e.Retargeted, e.TrackingRenewed),
    }
)
"""Events that change no fact of the order itself, so that its rows need no other look: an order of
a thousand items is handed over in one step for each, not in a thousand."""

ITEM: Mapping[str, Callable[[View, Item], int]] = {
    "order_active": lambda v, i: v.order.kind == "active",
    "order_live": lambda v, i: _is_live(v.order),
    "instance_busy": is_instance_busy,
    "handed_over": lambda v, i: i.handed_over,
    "advances": lambda v, i: i.delivered < v.reported <= i.quantity,
    "delivered": lambda v, i: i.delivered,
    "quantity": lambda v, i: i.quantity,
    "total": lambda v, i: i.total_minor,
    "owed": lambda v, i: owed(i),
    "refunded": lambda v, i: _refunded(v, i, SENT),
    "in_flight": lambda v, i: _refunded(v, i, LIVE),
}

PAYMENT: Mapping[str, Callable[[View, Payment], int]] = {
    "wanted": lambda v, p: wants_money(v.order),
    "raises": lambda v, p: v.reported > p.captured_minor,
}

REFUND: Mapping[str, Callable[[View, Refund], int]] = {
    "base": lambda v, r: r.base_minor,
    "free": lambda v, r: _free(v.order, r),
    "item_open": lambda v, r: any(_is_open(v.order, c) for c in r.covers),
    "refunded_otherwise": lambda v, r: any(_is_gone(v.order, c) for c in r.covers),
}

FACTS: Mapping[str, Mapping[str, Callable[[View, Any], int]]] = {
    "order": ORDER,
    "item": ITEM,
    "payment": PAYMENT,
    "refund": REFUND,
}


def facts(view: View, machine: str, subject: Any) -> Facts:
    """Return the facts of one machine about one subject, as guards read them."""
    table = FACTS[machine]
    return lambda name: table[name](view, subject)


def _is_live(order: Order) -> bool:
    is_paid = order.captured_minor >= order.due_minor
    is_on = order.kind in ("waiting", "active", "held", "finished")
    return is_on and is_paid and not order.is_erased


def _free(order: Order, refund: Refund) -> int:
    payment = order.payment(refund.payment)
    if payment is None:
        return 0
    left = room(order, payment) if refund.is_surplus else base_room(order, payment)
    return max(0, left)


def _is_open(order: Order, part: Covered) -> bool:
    item = order.item(part.id) if part.kind == "item" else None
    return item is not None and item.kind not in OVER


def _is_gone(order: Order, part: Covered) -> bool:
    """Tell whether less is left of a part than a failed refund stood for."""
    is_item = part.kind == "item"
    found = (p for p in parts_of(order) if p.id == part.id and isinstance(p, Item) == is_item)
    return any(left(order, whole) < part.minor for whole in found)
