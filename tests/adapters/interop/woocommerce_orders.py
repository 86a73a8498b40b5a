"""Orders and refunds as WooCommerce writes them, made by a seed: many of each state, balanced."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

Doc = dict[str, Any]

START = datetime(2025, 1, 2, 8, 0, 0, tzinfo=UTC)
STATUSES = (
    *(["completed"] * 8),
    *(["processing"] * 3),
    *("refunded", "cancelled", "cancelled-paid", "failed", "on-hold", "pending", "on-hold-paid"),
)


def money(minor: int) -> str:
    """Write an amount as WooCommerce does."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"


def when(at: datetime) -> str:
    """Write a time as WooCommerce does: without a zone."""
    return at.replace(tzinfo=None).isoformat(timespec="seconds")


def order(id: int, seed: int = 0) -> Doc:
    """Make the order of this id; the same for the same seed."""
    random = Random(f"{seed}/{id}")
    state = random.choice(STATUSES)
    is_paid = state in ("completed", "processing", "refunded") or state.endswith("-paid")
    placed = START + timedelta(minutes=random.randrange(400_000))
    lines = [_line(id * 100 + n, random) for n in range(random.randint(1, 4))]
    shipping = [_extra(id * 100 + 50, random.choice((0, 490, 1000)), "method_title", "Flat Rate")]
    fees = []
    if random.random() < 0.2:
        fees.append(_extra(id * 100 + 60, random.choice((150, -100)), "name", "Gift wrap"))
    total = sum(cost(entry) for entry in (*lines, *shipping, *fees))
    return {
        "id": id,
        "number": str(id),
        "status": state.removesuffix("-paid"),
        "currency": "EUR",
        "date_created_gmt": when(placed),
        "date_modified_gmt": when(placed + timedelta(days=3)),
        "date_paid_gmt": when(placed + timedelta(minutes=2)) if is_paid else None,
        "date_completed_gmt": when(placed + timedelta(days=2)) if state == "completed" else None,
        "total": money(total),
        "customer_id": random.choice((0, 0, random.randrange(1, 500))),
        "customer_note": random.choice(("", "Please ring twice")),
        "billing": {
            "first_name": "Customer",
            "last_name": str(id),
            "email": f"customer-{id % 700}@customer.example",
            "address_1": "1 Street",
        },
        "payment_method": "stripe",
        "payment_method_title": "Card",
        "transaction_id": f"ch_{id}" if is_paid else "",
        "line_items": lines,
        "shipping_lines": shipping,
        "fee_lines": fees,
        "coupon_lines": [],
        "refunds": _refunds(id, state, total, placed, random),
        "_links": {"self": [{"href": f"https://shop.example/wp-json/wc/v3/orders/{id}"}]},
    }


def cost(entry: Doc) -> int:
    """Return what a line costs, tax included, in minor units."""
    return sum(round(float(entry[key]) * 100) for key in ("total", "total_tax"))


def _line(id: int, random: Random) -> Doc:
    quantity, price = random.randint(1, 5), random.randint(200, 4_000)
    subtotal = quantity * price
    total = subtotal - random.choice((0, 0, 0, subtotal // 10, 7))
    return {
        "id": id,
        "name": f"Thing {random.randrange(50)}",
        "product_id": random.randrange(1, 900),
        "quantity": quantity,
        "subtotal": money(subtotal),
        "total": money(total),
        "total_tax": money(total * 24 // 100),
        "meta_data": [{"id": 1, "key": "colour", "value": "blue"}],
        "sku": f"T-{id}",
    }


def _extra(id: int, minor: int, key: str, name: str) -> Doc:
    return {"id": id, key: name, "total": money(minor), "total_tax": "0.00"}


def _refunds(
    id: int, state: str, total: int, placed: datetime, random: Random
) -> list[dict[str, Any]]:
    parts = [total] if state == "refunded" else []
    if state == "completed" and random.random() < 0.1 and total > 300:
        parts = [total // 3, total // 5]
    return [
        {
            "id": id * 1_000 + 900 + n,
            "reason": "broken",
            "total": money(-part),
            "date_created_gmt": when(placed + timedelta(days=4 + n)),
        }
        for n, part in enumerate(parts)
    ]


def orders(count: int, seed: int = 0, first: int = 1) -> Iterator[Doc]:
    """Make many orders, with ids from `first` on."""
    for id in range(first, first + count):
        yield order(id, seed)
