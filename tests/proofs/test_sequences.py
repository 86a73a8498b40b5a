"""Any sequence of refunds, in any order and of any length, gives exactly the total.

By induction: what was given is the share of what was done (true at the start: nothing of nothing).
One more step is run symbolically, by the library's own code, and leaves it so; and the share of all
is the total. What was given before stands in one record, see `test_quote` for why it may.
"""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.proofs import orders
from tests.proofs.laws import share_by_law
from tests.proofs.promises import fee_that_arrived
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove
from tests.proofs.terms import either, smallest

from tilaus import money, refunds
from tilaus.money import allocate
from tilaus.order import Covered, Item, Order, Payment
from tilaus.refunds import RefundLine

Amounts = Path | Sample
Told = Callable[[str, object], None]
Step = Callable[..., Any]
Divide = Callable[[int, Sequence[int]], list[int]]


# ------------------------------------------------------- the fee of a payment, refund by refund


def a_step_of_the_fee(patch: pytest.MonkeyPatch, wrong: Step | None = None) -> Claim:
    """Claim that one more refund is given the share of the fee up to it, less what was given."""
    fee_share = wrong or refunds._fee_share

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        paid = orders.payment(path, "1")
        fee = fee_that_arrived(paid)
        done, asked = path.number("refunded before", 0), path.number("refunded now", 0)
        given, kept = path.number("fee given before", 0), path.number("of it kept", 0)
        path.assume(done + asked <= paid.base_minor, kept <= given)
        path.assume(given == orders.share(fee, done, paid.base_minor))
        order = orders.order(
            payments=[paid], refunds=[orders.refund("1", paid, done, given - kept, kept)]
        )
        step = fee_share(order, paid, asked)
        after = orders.share(fee, done + asked, paid.base_minor)
        path.holds("no step takes back", step >= 0)
        path.holds("what was given is the share of what was done", given + step == after)
        if paid.base_minor > 0 and done + asked == paid.base_minor:
            path.holds("all of it gives all of the fee", given + step == fee)

    return claim


def test_the_shares_of_a_fee_add_up_in_any_order(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(a_step_of_the_fee(monkeypatch))
    record_property("told", f"the shares of a fee, step of the induction: {proof}")


def the_last_refund_gives_the_rest_of_the_fee(patch: pytest.MonkeyPatch) -> Claim:
    """Claim the same end whatever was given before, as after refunds that failed."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        paid = orders.payment(path, "1")
        earlier = tuple(orders.earlier(path, paid))
        given = earlier[0].fee_returned_minor + earlier[0].fee_kept_minor
        asked = path.number("refunded now", 0)
        path.assume(given <= fee_that_arrived(paid), paid.base_minor > 0)
        path.assume(earlier[0].base_minor + asked == paid.base_minor)
        order = orders.order(payments=[paid], refunds=earlier)
        step = refunds._fee_share(order, paid, asked)
        path.holds("the fee is given, all of it", given + step == fee_that_arrived(paid))

    return claim


def test_when_all_of_a_payment_went_back_all_of_its_fee_was_given_or_kept(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(the_last_refund_gives_the_rest_of_the_fee(monkeypatch))
    record_property("told", f"the last refund of a payment, after any others: {proof}")


# --------------------------------------------------------- the units of an item, some at a time


def a_step_of_the_units(patch: pytest.MonkeyPatch, wrong: Step | None = None) -> Claim:
    """Claim that some more units are worth the share up to them, less what was given for others.

    What was refunded by amount lowers the price of which it is a share, once and for all.
    """
    cover_item = wrong or refunds._cover_item

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        item = orders.item(path, "1")
        done, asked = path.number("units before", 0), path.number("units now", 1)
        given, amount = path.number("given before", 0), path.number("refunded by amount", 0)
        price = item.total_minor - amount
        path.assume(done + asked <= item.quantity, amount <= item.total_minor)
        path.assume(given == orders.share(price, done, item.quantity))
        covers = (Covered("item", "1", given, done), Covered("item", "1", amount))
        before = orders.refund("1", orders.payment(path, "1"), given, 0, 0, covers)
        order = orders.order([item], refunds=[before])
        step = cover_item(order, item, RefundLine("1", units=asked)).minor
        after = orders.share(price, done + asked, item.quantity)
        path.holds("no step takes back", step >= 0)
        path.holds("what was given is the share of what was done", given + step == after)
        if done + asked == item.quantity:
            path.holds("all units give the total", amount + given + step == item.total_minor)

    return claim


def test_the_units_of_an_item_add_up_in_any_order(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(a_step_of_the_units(monkeypatch))
    record_property("told", f"the units of an item, step of the induction: {proof}")


# ------------------------------------------------------------------------------- parts of any sum


def parts_sum_to_the_total(patch: pytest.MonkeyPatch, count: int, divide: Divide) -> Claim:
    """Claim that a sum of any sign is divided to the unit, and no part turns against it."""

    def claim(path: Amounts) -> None:
        patch.setattr(money, "min", smallest, raising=False)
        patch.setattr(money, "share", share_by_law(path))
        total, weights = path.number("total"), [path.number(f"weight {n}") for n in range(count)]
        try:
            parts = divide(total, weights)
        except ValueError:
            nothing = either(sum(weights) <= 0, *(weight < 0 for weight in weights))
            path.holds("refused only where there is nothing to divide by", nothing)
            return
        path.holds("the parts sum to the total", sum(parts) == total)
        turned = [part * (1 if total >= 0 else -1) for part in parts]
        path.holds("no part turns against the total", *(part >= 0 for part in turned))

    return claim


@pytest.mark.parametrize("count", range(1, 9))
def test_the_parts_of_any_sum_add_up(
    count: int, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(parts_sum_to_the_total(monkeypatch, count, allocate))
    record_property("told", f"a sum divided into {count}: {proof}")


# ------------------------------------------------------------------------------- seeded mistakes


def each_by_itself(order: Order, paid: Payment, base: int) -> Any:
    """Reckon the fee of each refund by itself, and round each."""
    return orders.share(paid.fee_minor, base, paid.base_minor)


def each_unit_by_itself(order: Order, item: Item, line: RefundLine) -> Covered:
    """Reckon some units by themselves, and round them."""
    units = line.units or 0
    minor = orders.share(item.total_minor, units, item.quantity)
    return Covered("item", item.id, minor, units)


def each_weight_by_itself(total: int, weights: Sequence[int]) -> list[int]:
    """Round each part by itself."""
    whole = sum(weights)
    if whole <= 0 or smallest(weights) < 0:
        raise ValueError
    return [(-1 if total < 0 else 1) * money.share(abs(total), each, whole) for each in weights]


def test_fees_that_are_each_rounded_by_themselves_are_refuted(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    found = counterexample(a_step_of_the_fee(monkeypatch, each_by_itself))
    record_property("told", f"refuted, each fee by itself: {found}")


def test_units_that_are_each_rounded_by_themselves_are_refuted(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    found = counterexample(a_step_of_the_units(monkeypatch, each_unit_by_itself))
    record_property("told", f"refuted, units by themselves: {found}")


def test_parts_that_are_each_rounded_by_themselves_are_refuted(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    found = counterexample(parts_sum_to_the_total(monkeypatch, 3, each_weight_by_itself))
    record_property("told", f"refuted, each part by itself: {found}")
