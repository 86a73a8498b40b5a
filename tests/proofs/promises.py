"""What must hold of an order and its refunds, reckoned here anew and not with the kernel's sums."""

from collections.abc import Sequence
from typing import Any

from tests.proofs.terms import either, largest, smallest

from tilaus.invariants import (
    never_refund_a_part_twice,
    never_refund_more_than_captured,
    refunds_add_up,
)
from tilaus.order import Charge, Item, Order, Payment, Refund
from tilaus.record import replace


def money_of(order: Order, payment: Payment) -> list[Refund]:
    """List what refunds give of a payment, in flight included."""
    return [r for r in order.refunds if r.payment == payment.id and r.kind != "failed"]


def a_part_adds_up(part: Refund) -> list[Any]:
    """Say that a refund is its base and the fee, and stands for its base; nothing is negative."""
    return [
        part.amount_minor == part.base_minor + part.fee_returned_minor,
        part.base_minor > 0,
        part.fee_returned_minor >= 0,
        part.fee_kept_minor >= 0,
        sum(c.minor for c in part.covers) == part.base_minor,
        *(c.minor >= 0 for c in part.covers),
        *(c.units >= 0 for c in part.covers if c.units is not None),
    ]


def a_payment_keeps_its_caps(before: Order, after: Order, payment: Payment) -> list[Any]:
    """Say that no more goes back than was captured, nor than was paid for parts, nor of the fee."""
    of = money_of(after, payment)
    caps = [sum(r.amount_minor for r in of) <= payment.captured_minor]
    if len(of) > len(money_of(before, payment)):
        new = of[-1]
        caps.append(new.fee_returned_minor + new.fee_kept_minor <= fee_left(before, payment))
        if not new.is_surplus:
            caps.append(sum(r.base_minor for r in of if not r.is_surplus) <= payment.base_minor)
    return caps


def fee_left(order: Order, payment: Payment) -> Any:
    """Return what no refund has yet given back or kept of the fee that arrived."""
    return largest(0, fee_that_arrived(payment) - fee_of(money_of(order, payment)))


def fee_that_arrived(payment: Payment) -> Any:
    """Return what was captured beyond what the payment pays for, at most its fee."""
    return smallest(payment.fee_minor, largest(0, payment.captured_minor - payment.base_minor))


def fee_of(given: Sequence[Refund]) -> Any:
    """Return what refunds gave back of a fee, or kept."""
    return sum(r.fee_returned_minor + r.fee_kept_minor for r in given)


def nothing_stays_that_did_not_arrive(before: Order, after: Order, payment: Payment) -> Any:
    """Say that what went back and the fee that stays are together at most what arrived.

    Not where money that was too much went back of it, nor where more of the fee was given before
    than arrived; a quote does neither.
    """
    was, of = money_of(before, payment), money_of(after, payment)
    gone = sum(r.amount_minor + r.fee_kept_minor for r in of)
    too_much = sum(r.amount_minor for r in of if r.is_surplus)
    return either(
        too_much > 0,
        fee_of(was) > fee_that_arrived(payment),
        len(of) == len(was),
        gone <= payment.captured_minor,
    )


def a_part_is_not_refunded_twice(after: Order, part: Item | Charge) -> list[Any]:
    """Say that of no item or charge more is refunded than it cost, nor more units than bought."""
    kind = "item" if isinstance(part, Item) else "charge"
    covers = [c for r in after.refunds for c in r.covers if (c.kind, c.id) == (kind, part.id)]
    caps = [sum(c.minor for c in covers) <= part.total_minor]
    if isinstance(part, Item):
        caps.append(sum(c.units for c in covers if c.units is not None) <= part.quantity)
    return caps


def the_library_finds_no_breach(after: Order, parts: tuple[Refund, ...]) -> bool:
    """Ask the promises that are kept in production; the sums of earlier refunds may be 0."""
    promises = (never_refund_more_than_captured, never_refund_a_part_twice)
    found = [sentence for promise in promises for sentence in promise(after)]
    return not [*found, *refunds_add_up(replace(after, refunds=parts))]
