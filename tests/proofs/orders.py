"""Orders whose amounts are not known, as any history may have left them.

What was refunded before stands in one record for each payment, and one for money that the order did
not need: the rules read of earlier refunds nothing but sums, which `test_quote` proves as well.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.proofs.laws import share_by_law
from tests.proofs.symbolic import Path, Sample
from tests.proofs.terms import largest, smallest

from tilaus import invariants, refunds
from tilaus.money import currency
from tilaus.order import Charge, Covered, Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy, RefundRule

AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
Amounts = Path | Sample


def by_law(patch: pytest.MonkeyPatch, path: Amounts) -> None:
    """Let the rules of refunds reckon on a path: `share` by its laws, `min` and `max` as terms."""
    patch.setattr(refunds, "share", share_by_law(path))
    for module in (refunds, invariants):
        patch.setattr(module, "min", smallest, raising=False)
        patch.setattr(module, "max", largest, raising=False)


def share(total: Any, part: Any, whole: Any) -> Any:
    """Call what stands for `share` in the rules of refunds at the moment."""
    return vars(refunds)["share"](total, part, whole)


def item(path: Amounts, id: str, *, kind: str = "failed") -> Item:
    """Make an item of any price and any number of units that has ended."""
    return Item(
        id=id,
        service="likes",
        target="@a",
        quantity=path.number(f"item {id} quantity", 1),
        unit_minor=0,
        total_minor=path.number(f"item {id} total", 0),
        status=kind,
        kind=kind,
    )


def charge(path: Amounts, id: str) -> Charge:
    """Make a charge of any amount."""
    return Charge(id, "shipping", path.number(f"charge {id} total", 0))


def payment(path: Amounts, id: str) -> Payment:
    """Make a payment of any amount and fee of which any part, but never more, was captured."""
    amount, fee = path.number(f"payment {id} amount"), path.number(f"payment {id} fee", 0)
    captured = path.number(f"payment {id} captured", 1)
    path.assume(fee <= amount, captured <= amount)
    return Payment(
        id=id,
        method=f"method {id}",
        provider="wallet" if id == "2" else "sandbox",
        amount_minor=amount,
        fee_minor=fee,
        created_at=AT,
        expires_at=AT,
        status="captured",
        kind="finished",
        captured_minor=captured,
        is_applied=True,
    )


def earlier(path: Amounts, paid: Payment, covers: tuple[Covered, ...] = ()) -> Iterator[Refund]:
    """Make what went back of a payment before: for parts, of its fee, and what was too much.

    All of it together is at most what was captured. Neither its base nor its fee is held to what
    the payment paid for, nor is what it stood for tied to its base: refunds that were made at the
    provider may break that, and the caps must hold all the same.
    """
    name = f"payment {paid.id} gave"
    base, surplus = path.number(f"{name} for parts", 0), path.number(f"{name} too much", 0)
    returned, kept = path.number(f"{name} of its fee", 0), path.number(f"{name} not, its fee", 0)
    path.assume(base + returned + surplus <= paid.captured_minor)
    yield refund(f"{paid.id}", paid, base, returned, kept, covers)
    yield refund(f"{paid.id}s", paid, surplus, 0, 0, is_surplus=True)


def covered(path: Amounts, parts: Sequence[Item | Charge]) -> Iterator[Covered]:
    """Say what was refunded of each part before: at most all of it, by units and by amount."""
    for part in parts:
        amount = path.number(f"{part.id} refunded by amount", 0)
        if isinstance(part, Charge):
            path.assume(amount <= part.total_minor)
            yield Covered("charge", part.id, amount)
            continue
        by_units = path.number(f"{part.id} refunded by units", 0)
        units = path.number(f"{part.id} units refunded", 0)
        path.assume(by_units + amount <= part.total_minor, units <= part.quantity)
        yield Covered("item", part.id, by_units, units)
        yield Covered("item", part.id, amount)


def refund(
    id: str,
    paid: Payment,
    base: Any,
    returned: Any,
    kept: Any,
    covers: tuple[Covered, ...] = (),
    *,
    is_surplus: bool = False,
) -> Refund:
    """Make a refund that is on its way."""
    return Refund(
        id=id,
        payment=paid.id,
        to="original",
        amount_minor=base + returned,
        base_minor=base,
        requested_at=AT,
        available_at=AT,
        fee_returned_minor=returned,
        fee_kept_minor=kept,
        covers=covers,
        is_surplus=is_surplus,
    )


def order(
    items: Sequence[Item] = (),
    charges: Sequence[Charge] = (),
    payments: Sequence[Payment] = (),
    refunds: Sequence[Refund] = (),
) -> Order:
    """Make an order of these."""
    return Order(
        id="o1",
        number=50001,
        currency=currency("EUR"),
        customer=Customer("a@example.com", "c1"),
        items=tuple(items),
        placed_at=AT,
        expires_at=AT,
        charges=tuple(charges),
        payments=tuple(payments),
        refunds=tuple(refunds),
        status="processing",
        kind="active",
    )


def policy(path: Amounts, payments: Sequence[Payment], split: Any = "proportional") -> Policy:
    """Make a policy in which each payment's fee may go back or stay."""
    rules = (
        RefundRule(p.method, "original", path.truth(f"fee {p.id} goes back")) for p in payments
    )
    return Policy(split=split, refund_rules=tuple(rules))


def sound_order(path: Amounts) -> Order:
    """Make an order with two items, a charge and two payments of which anything was refunded."""
    items = (item(path, "1"), item(path, "2"))
    charges = (charge(path, "box"),)
    payments = (payment(path, "1"), payment(path, "2"))
    covers = tuple(covered(path, (*items, *charges)))
    given = (
        refund
        for payment, of in zip(payments, (covers, ()), strict=True)
        for refund in earlier(path, payment, of)
    )
    return order(items, charges, payments, tuple(given))
