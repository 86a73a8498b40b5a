"""An order in the form of the Universal Commerce Protocol: what platforms and agents read.

https://ucp.dev/specification/shopping/order/. Amounts are minor units there too. What the
form cannot say of an order (questions, attempts, books) is left out; `tilaus export jsonl` has it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tilaus import events as e
from tilaus.order import PAYABLE, Item, Order, Refund
from tilaus.policy import Policy
from tilaus.table import OVER

VERSION = "2026-08-25"
"""The version of the protocol that the document follows."""

CAPABILITY = "dev.ucp.shopping.order"

Doc = dict[str, Any]


def document(order: Order, history: Iterable[e.Recorded], policy: Policy) -> Doc:
    """Return an order as a document of the protocol.

    Law: `subtotal`, discounts, tax, fulfilment and fees add up to `total`, which is the order's.
    """
    page = f"{policy.house.url}/t/{order.token}" if order.token else policy.house.url
    return {
        "ucp": {"version": VERSION, "capabilities": {CAPABILITY: [{"version": VERSION}]}},
        "id": order.id,
        "label": str(order.number),
        "checkout_id": order.id,
        "permalink_url": page,
        "currency": order.currency.code,
        "line_items": [_line(item) for item in order.items],
        "fulfillment": {
            "expectations": list(_expectations(order)),
            "events": list(_deliveries(order, history, page)),
        },
        "adjustments": [_adjustment(refund) for refund in order.refunds],
        "totals": _totals(order),
    }


def _line(item: Item) -> Doc:
    total = _active(item)
    fulfilled = min(item.delivered, total)
    return {
        "id": item.id,
        "item": {"id": item.service, "title": item.service, "price": item.unit_minor},
        "quantity": {"original": item.quantity, "total": total, "fulfilled": fulfilled},
        "totals": [{"type": kind, "amount": minor} for kind, minor in _amounts([item]) if minor]
        + [{"type": "total", "amount": item.total_minor}],
        "status": _status(total, fulfilled),
    }


def _active(item: Item) -> int:
    """Return how many units are still wanted: none that were given up, or went back."""
    if item.kind == "closed" and item.delivered == item.quantity:
        return 0
    return item.delivered if item.kind in ("failed", "closed") else item.quantity


def _status(total: int, fulfilled: int) -> str:
    if total == 0:
        return "removed"
    if fulfilled == total:
        return "fulfilled"
    return "partial" if fulfilled else "processing"


def _amounts(items: Iterable[Item]) -> list[tuple[str, int]]:
    items = list(items)
    return [
        ("subtotal", sum(i.unit_minor * i.quantity for i in items)),
        ("items_discount", -sum(i.discount_minor for i in items)),
        ("tax", sum(i.tax_minor for i in items)),
    ]


def _totals(order: Order) -> list[Doc]:
    subtotal, *rest = _amounts(order.items)
    found: list[Doc] = [{"type": subtotal[0], "amount": subtotal[1]}]
    found += [{"type": kind, "amount": minor} for kind, minor in rest if minor]
    for charge in order.charges:
        kind = "fulfillment" if charge.kind == "shipping" else "fee"
        words = charge.kind.replace("_", " ").capitalize()
        found.append({"type": kind, "display_text": words, "amount": charge.total_minor})
    fees = sum(p.fee_minor for p in order.payments if p.is_applied or p.kind in PAYABLE)
    if fees:
        found.append({"type": "fee", "display_text": "Processing fee", "amount": fees})
    return [*found, {"type": "total", "amount": order.total_minor}]


def _expectations(order: Order) -> Iterator[Doc]:
    """Yield what the customer may still wait for."""
    is_shipped = any(charge.kind == "shipping" for charge in order.charges)
    waiting = [i for i in order.items if i.kind not in OVER and i.delivered < i.quantity]
    if waiting:
        yield {
            "id": "1",
            "line_items": [{"id": i.id, "quantity": i.quantity - i.delivered} for i in waiting],
            "method_type": "shipping" if is_shipped else "digital",
            "destination": {},
        }


def _deliveries(order: Order, history: Iterable[e.Recorded], page: str) -> Iterator[Doc]:
    delivered: dict[str, int] = {}
    for recorded in history:
        event = recorded.event
        if isinstance(event, e.Progressed):
            more = event.delivered - delivered.get(event.item, 0)
            delivered[event.item] = event.delivered
            if more > 0:
                yield {
                    "id": str(recorded.seq),
                    "occurred_at": recorded.at.isoformat(),
                    "type": "delivered",
                    "line_items": [{"id": event.item, "quantity": more}],
                    "tracking_number": str(order.number),
                    "tracking_url": page,
                }


STATUS: Mapping[str, str] = {"finished": "completed", "failed": "failed"}
"""The status of an adjustment by the kind of its refund; all others are `pending`."""


def _adjustment(refund: Refund) -> Doc:
    lines = [{"id": c.id, "quantity": -(c.units or 0)} for c in refund.covers if c.kind == "item"]
    told = {"line_items": lines} if lines else {}
    why = {"description": refund.reason} if refund.reason else {}
    return {
        "id": refund.id,
        "type": "refund",
        "occurred_at": refund.requested_at.isoformat(),
        "status": STATUS.get(refund.kind, "pending"),
        "totals": [{"type": "total", "amount": -refund.amount_minor}],
        **told,
        **why,
    }
