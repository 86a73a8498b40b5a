"""How a sum is split over payments, asked for again, and sent back: the caps, for all amounts.

`_filled` is proven for any number of payments, by induction; `_per_payment`, which finds the rooms
and calls it, as it is for the numbers of payments named here.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.proofs import orders
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove
from tests.proofs.terms import largest, smallest

from tilaus import refunds
from tilaus.order import Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.refusals import Refused

Amounts = Path | Sample
Told = Callable[[str, object], None]

COUNTS = (1, 2, 3, 4, 5)
SPLITS = ("proportional", "wallet_first")


# ------------------------------------------------------------------ any number of payments: _filled


def filling_keeps_the_rooms(patch: pytest.MonkeyPatch, others: int) -> Claim:
    """Claim that the first payment gives what it can, and that the others can give what is left.

    What the first gives depends on the others only by the sum of what is wanted of them, so that
    one payment stands for any number of others.
    """

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        count = 1 + others
        payments = [orders.payment(path, f"{n}") for n in range(count)]
        rooms = {p.id: path.number(f"room {p.id}", 0) for p in payments}
        wanted = {p.id: path.number(f"wanted of {p.id}", 0) for p in payments}
        base = path.number("base", 0)
        path.assume(*(wanted[id] <= rooms[id] for id in rooms), base <= sum(rooms.values()))
        takes = [take for _, take in refunds._filled(payments, rooms, wanted, base)]
        first, *rest = [rooms[p.id] for p in payments]
        path.holds("the first keeps to its room", takes[0] >= 0, takes[0] <= first)
        path.holds("the others have room for the rest", base - takes[0] <= sum(rest))
        path.holds("nothing more is taken than asked for", base - takes[0] >= 0)
        if others:
            alone = refunds._filled(
                payments[1:],
                {p.id: rooms[p.id] for p in payments[1:]},
                {p.id: wanted[p.id] for p in payments[1:]},
                base - takes[0],
            )
            same = [a == b for a, (_, b) in zip(takes[1:], alone, strict=True)]
            path.holds("the others fill the rest by the same rule", *same)

    return claim


@pytest.mark.parametrize("others", range(4))
def test_filling_keeps_every_room_and_is_exact_for_any_number_of_payments(
    others: int, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(filling_keeps_the_rooms(monkeypatch, others))
    record_property("told", f"_filled, one payment and {others} more: {proof}")


# ----------------------------------------------------- a given number of payments: _per_payment


def room_of(order: Order, payment: Payment) -> Any:
    """Return what a payment can give for parts, reckoned here anew."""
    of = [r for r in order.refunds if r.payment == payment.id and r.kind != "failed"]
    for_parts = payment.base_minor - sum(r.base_minor for r in of if not r.is_surplus)
    of_all = payment.captured_minor - sum(r.amount_minor for r in of)
    return largest(0, smallest(for_parts, of_all))


def paid_order(path: Amounts, count: int) -> Order:
    """Make an order with so many payments of which anything was refunded before."""
    payments = [orders.payment(path, f"{n}") for n in range(1, count + 1)]
    given = [refund for payment in payments for refund in orders.earlier(path, payment)]
    return orders.order(payments=payments, refunds=given)


def payments_keep_their_caps(patch: pytest.MonkeyPatch, count: int, split: Any) -> Claim:
    """Claim that the takes sum to the base, each within its room; refused only without room."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        order, base = paid_order(path, count), path.number("base", 1)
        rooms = {p.id: room_of(order, p) for p in order.payments}
        try:
            shares = refunds._per_payment(order, base, Policy(split=split))
        except Refused as refused:
            path.holds("refused where the rooms are too small", sum(rooms.values()) < base)
            path.holds("and says so", refused.refusal.code == "exceeds_captured")
            return
        takes = {payment.id: take for payment, take in shares}
        path.holds("no payment gives twice", len(takes) == len(shares))
        path.holds("the takes sum to the base", sum(takes.values()) == base)
        path.holds("a take is positive", *(take > 0 for take in takes.values()))
        path.holds("and within its room", *(take <= rooms[id] for id, take in takes.items()))
        if split == "wallet_first" and "2" in rooms and takes.keys() - {"2"}:
            path.holds("the wallet gives first", takes.get("2", 0) == rooms["2"])

    return claim


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("split", SPLITS)
def test_every_take_is_within_its_room_and_the_takes_sum_to_the_base(
    count: int, split: str, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(payments_keep_their_caps(monkeypatch, count, split))
    record_property("told", f"_per_payment of {count}, {split}: {proof}")


def all_that_was_paid_can_go_back(patch: pytest.MonkeyPatch, count: int) -> Claim:
    """Claim that nothing which is left of fully captured payments is ever refused for lack of room.

    Of the fee no more may have been given than the fee, and no payment may have sent too much back.
    """

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        order, base = paid_order(path, count), path.number("base", 1)
        rest: Any = 0
        for payment, (parts, surplus) in zip(order.payments, _pairs(order.refunds), strict=True):
            path.assume(payment.captured_minor == payment.amount_minor)
            path.assume(surplus.amount_minor == 0, parts.base_minor <= payment.base_minor)
            path.assume(parts.fee_returned_minor <= payment.fee_minor)
            rest += payment.base_minor - parts.base_minor
        path.assume(base <= rest)
        try:
            refunds._per_payment(order, base, Policy())
        except Refused:
            path.holds("it is not refused", False)
        path.holds("it is granted", True)

    return claim


def _pairs(given: Sequence[Refund]) -> list[tuple[Refund, Refund]]:
    return list(zip(given[::2], given[1::2], strict=True))


@pytest.mark.parametrize("count", COUNTS)
def test_what_is_left_of_what_was_paid_is_never_refused(
    count: int, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(all_that_was_paid_can_go_back(monkeypatch, count))
    record_property("told", f"what is left of {count} can go back: {proof}")


# ------------------------------------------------------------------------------- seeded mistakes


def filled_one_short(
    payments: Any, rooms: dict[str, int], wanted: dict[str, int], base: int
) -> list[tuple[Payment, int]]:
    """Mend towards a sum that is one too low."""
    return _FILLED(payments, rooms, wanted, base - 1)


def filled_without_least(
    payments: Any, rooms: dict[str, int], wanted: dict[str, int], base: int
) -> list[tuple[Payment, int]]:
    """Let a take become negative."""
    rest, takes = base - sum(wanted.values()), []
    for payment in payments:
        mended = smallest(wanted[payment.id] + rest, rooms[payment.id])
        rest -= mended - wanted[payment.id]
        takes.append((payment, mended))
    return takes


def filled_without_most(
    payments: Any, rooms: dict[str, int], wanted: dict[str, int], base: int
) -> list[tuple[Payment, int]]:
    """Let the first payment give more than it can."""
    rest, takes = base - sum(wanted.values()), []
    for payment in payments:
        mended = largest(wanted[payment.id] + rest, 0)
        rest -= mended - wanted[payment.id]
        takes.append((payment, mended))
    return takes


def in_flight_is_forgotten(order: Order, payment: Payment) -> list[Refund]:
    """Count only refunds that were sent."""
    return [r for r in order.refunds if r.payment == payment.id and r.kind == "finished"]


def room_as_priced(order: Order, payment: Payment) -> int:
    """Forget that less may have been captured than was asked for."""
    return payment.base_minor - sum(r.base_minor for r in refunds._given(order, payment))


def wanted_without_room(
    payments: list[Payment], got: dict[str, int], rooms: dict[str, int], base: int
) -> dict[str, int]:
    """Want of each payment what is its share, whether it can give it or not."""
    return _PROPORTIONAL(payments, got, dict.fromkeys(rooms, base), base)


_FILLED, _PROPORTIONAL = refunds._filled, refunds._proportional

MISTAKES: list[tuple[str, Callable[..., Any]]] = [
    ("_filled", filled_one_short),
    ("_filled", filled_without_least),
    ("_filled", filled_without_most),
    ("_given", in_flight_is_forgotten),
    ("base_room", room_as_priced),
    ("_proportional", wanted_without_room),
]


@pytest.mark.parametrize(("name", "wrong"), MISTAKES)
def test_a_seeded_mistake_of_the_split_is_refuted_with_amounts(
    name: str,
    wrong: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Told,
) -> None:
    monkeypatch.setattr(refunds, name, wrong)
    found = counterexample(payments_keep_their_caps(monkeypatch, 2, "proportional"))
    record_property("told", f"refuted, {wrong.__name__}: {found}")
