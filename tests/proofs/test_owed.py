"""What is owed of an item that was given up can be asked for, and the customer then has it.

For any price, quantity and units delivered, and whatever was refunded of the item before.
"""

from collections.abc import Callable

import pytest
from tests.proofs import orders
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove

from tilaus import refunds
from tilaus.order import Item, Order
from tilaus.record import replace
from tilaus.refunds import RefundLine
from tilaus.refusals import Refused

Amounts = Path | Sample
Told = Callable[[str, object], None]
OwedLine = Callable[[Order, Item], RefundLine | None]


def what_is_owed_can_be_had(patch: pytest.MonkeyPatch) -> Claim:
    """Claim that the line for what is owed is granted, and that at least that is refunded then."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        item = replace(orders.item(path, "1"), delivered=path.number("delivered", 0))
        path.assume(item.delivered <= item.quantity)
        payment = orders.payment(path, "1")
        covers = tuple(orders.covered(path, [item]))
        order = orders.order([item], refunds=[orders.refund("1", payment, 0, 0, 0, covers)])
        owed, before = refunds.owed(item), sum(c.minor for c in covers)
        path.holds("what is owed is at most the price", owed >= 0, owed <= item.total_minor)
        line, more = refunds.owed_line(order, item), 0
        if line is not None:
            try:
                more = refunds._cover(order, {item.id: item}, line).minor
            except Refused:
                path.holds("the line is granted", False)
            path.holds("it is worth something", more > 0)
        path.holds("what is owed is refunded then", before + more >= owed)
        path.holds("and never more than the price", before + more <= item.total_minor)

    return claim


def test_what_is_owed_of_an_item_can_always_be_had(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(what_is_owed_can_be_had(monkeypatch))
    record_property("told", f"what is owed of an item: {proof}")


def nothing_where_no_units_are_left(order: Order, item: Item) -> RefundLine | None:
    """Forget money that is left where no units are."""
    line = _OWED_LINE(order, item)
    return line if line is not None and line.amount_minor is None else None


def all_that_was_bought(order: Order, item: Item) -> RefundLine | None:
    """Ask for every unit that was bought, whatever was refunded before."""
    return RefundLine(item.id, units=item.quantity - item.delivered)


_OWED_LINE = refunds.owed_line


@pytest.mark.parametrize("wrong", [nothing_where_no_units_are_left, all_that_was_bought])
def test_a_mistake_about_what_is_owed_is_refuted_with_amounts(
    wrong: OwedLine, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    monkeypatch.setattr(refunds, "owed_line", wrong)
    found = counterexample(what_is_owed_can_be_had(monkeypatch))
    record_property("told", f"refuted, {wrong.__name__}: {found}")
