"""A quote as a whole, for all amounts: an order that is sound before it is sound after it.

This is the step of an induction. An order without refunds is sound; whatever was refunded since, by
any number of refunds, stands in sums (`orders.earlier`), of which nothing is known but that the
order is sound. So it stays sound however often something is refunded.

The code that is run is `tilaus.refunds.make_quote` with all that it calls, save `share`, of which
only the laws are known that `test_share` proves.
"""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from tests.proofs import orders
from tests.proofs.promises import (
    a_part_adds_up,
    a_part_is_not_refunded_twice,
    a_payment_keeps_its_caps,
    nothing_stays_that_did_not_arrive,
    the_library_finds_no_breach,
)
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove
from tests.proofs.terms import smallest

from tilaus import refunds
from tilaus.order import Charge, Covered, Item, Order, Payment, Refund
from tilaus.record import replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest, make_quote, parts_of
from tilaus.refusals import Refused

Amounts = Path | Sample
Told = Callable[[str, object], None]
Split = Literal["proportional", "wallet_first"]


# ------------------------------------------------------------------------------- what is asked for


def some_lines(path: Amounts) -> RefundRequest:
    """Ask for units of one item, an amount of the other, and all of the charge."""
    units = RefundLine("1", units=path.number("asked units"))
    amount = RefundLine("2", amount_minor=path.number("asked amount"))
    return RefundRequest((units, amount, RefundLine("box", "charge")))


def an_amount(path: Amounts) -> RefundRequest:
    """Ask for an amount of the order."""
    return RefundRequest(amount_minor=path.number("asked"))


def all_that_is_left(path: Amounts) -> RefundRequest:
    """Ask for all that is left of the order."""
    return WHOLE


REQUESTS = (some_lines, an_amount, all_that_is_left)
SPLITS: tuple[Split, ...] = ("proportional", "wallet_first")


# ----------------------------------------------------------------------------------- the claims


def what_was_asked_for_is_given(request: RefundRequest, before: Order, after: Order) -> list[Any]:
    """Say that a refund is neither more nor less than what was asked for."""
    if request.amount_minor is not None:
        whole = sum(
            refunds.left(before, part) - refunds.left(after, part) for part in parts_of(after)
        )
        return [whole == request.amount_minor]
    asked = {line.id: line for line in request.lines}
    return [_as_asked(asked.get(part.id), before, after, part) for part in parts_of(after)]


def _as_asked(line: RefundLine | None, before: Order, after: Order, part: Item | Charge) -> Any:
    if line is not None and line.amount_minor is not None:
        return refunds.left(before, part) - refunds.left(after, part) == line.amount_minor
    if line is not None and line.units is not None:
        return _units(after, part) - _units(before, part) == line.units
    return refunds.left(after, part) == 0


def _units(order: Order, part: Item | Charge) -> Any:
    return sum(c.units for c in order.covers("item", part.id) if c.units is not None)


def quote_keeps_an_order_sound(
    patch: pytest.MonkeyPatch, asked: Callable[[Amounts], RefundRequest], split: Split
) -> Claim:
    """Claim that what a quote adds leaves a sound order sound."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        before = orders.sound_order(path)
        policy = orders.policy(path, before.payments, split)
        try:
            request = asked(path)
            quote = make_quote(before, request, "original", policy, orders.AT)
        except Refused:
            return
        after = replace(before, refunds=(*before.refunds, *quote.parts))
        promises: dict[str, list[Any]] = {}
        for part in quote.parts:
            promises[f"part {part.id} adds up"] = a_part_adds_up(part)
        for payment in after.payments:
            caps = a_payment_keeps_its_caps(before, after, payment)
            promises[f"payment {payment.id} keeps its caps"] = caps
            rest = nothing_stays_that_did_not_arrive(before, after, payment)
            promises[f"of payment {payment.id} nothing stays that did not arrive"] = [rest]
        for bought in parts_of(after):
            promises[f"{bought.id} is not refunded twice"] = a_part_is_not_refunded_twice(
                after, bought
            )
        given = what_was_asked_for_is_given(request, before, after)
        path.hold({**promises, "what was asked for is given": given})
        if asked is some_lines:
            path.holds("no promise is broken", the_library_finds_no_breach(after, quote.parts))

    return claim


@pytest.mark.parametrize("split", SPLITS)
@pytest.mark.parametrize("asked", REQUESTS)
def test_a_sound_order_stays_sound_whatever_is_refunded(
    asked: Callable[[Amounts], RefundRequest],
    split: Split,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Told,
) -> None:
    proof = prove(quote_keeps_an_order_sound(monkeypatch, asked, split))
    record_property("told", f"quote of {asked.__name__}, {split}: {proof}")


# ------------------------------------------------------------- why one record may stand for many


def only_sums_count(patch: pytest.MonkeyPatch) -> Claim:
    """Claim that a quote is the same after two refunds, and a failed one, as after their sum."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        item, payment = orders.item(path, "1"), orders.payment(path, "1")
        gave = [[path.number(f"{n} {what}", 0) for what in GIVEN] for n in ("first", "second")]
        lost = [path.number(f"failed {what}", 0) for what in GIVEN]
        apart = [_given(f"{n}", payment, *amounts) for n, amounts in enumerate(gave)]
        apart.append(replace(_given("f", payment, *lost), kind="failed"))
        together = [_given("0", payment, *(a + b for a, b in zip(*gave, strict=True)))]
        policy = orders.policy(path, [payment])
        request = RefundRequest((RefundLine("1", units=path.number("asked", 1)),))
        answers: list[Any] = []
        for earlier in (apart, together):
            order = orders.order([item], payments=[payment], refunds=earlier)
            try:
                quote = make_quote(order, request, "original", policy, orders.AT)
                answers.append([_amounts(part) for part in quote.parts])
            except Refused as refused:
                answers.append(refused.refusal.code)
        if isinstance(answers[0], str) or isinstance(answers[1], str):
            path.holds("refused alike", answers[0] == answers[1])
            return
        first, second = ([each for part in parts for each in part] for parts in answers)
        same = [a == b for a, b in zip(first, second, strict=True)]
        path.holds("the quotes are alike", *same)

    return claim


GIVEN = ("base", "returned", "kept", "by units", "units", "by amount")


def _given(id: str, paid: Payment, base: Any, back: Any, kept: Any, *of_item: Any) -> Refund:
    by_units, units, by_amount = of_item
    covers = (Covered("item", "1", by_units, units), Covered("item", "1", by_amount))
    return orders.refund(id, paid, base, back, kept, covers)


def _amounts(part: Refund) -> list[Any]:
    fees = [part.amount_minor, part.base_minor, part.fee_returned_minor, part.fee_kept_minor]
    return [*fees, *(c.minor for c in part.covers), *(c.units or 0 for c in part.covers)]


def test_of_earlier_refunds_only_the_sums_count(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(only_sums_count(monkeypatch))
    record_property("told", f"only sums of earlier refunds count: {proof}")


# ------------------------------------------------------------------------------- seeded mistakes


def in_flight_is_forgotten(order: Order, payment: Payment) -> list[Refund]:
    """Count only refunds that were sent."""
    return [r for r in order.refunds if r.payment == payment.id and r.kind == "finished"]


def each_fee_by_itself(order: Order, paid: Payment, base: int) -> Any:
    """Forget which share of the fee was given before."""
    return orders.share(paid.fee_minor, smallest(base, paid.base_minor), paid.base_minor)


def a_fee_that_never_arrived(order: Order, paid: Payment, base: int) -> int:
    """Give or keep a share of the fee even where less than it was captured."""
    return _FEE_SHARE(order, replace(paid, captured_minor=paid.amount_minor), base)


def fee_never_below_nothing_is_forgotten(order: Order, paid: Payment, base: int) -> Any:
    """Let a share of the fee be negative where more of it was given before."""
    given = refunds._given(order, paid)
    got = sum(r.fee_returned_minor + r.fee_kept_minor for r in given)
    done = sum(r.base_minor for r in given) + base
    return orders.share(paid.fee_minor, smallest(done, paid.base_minor), paid.base_minor) - got


def units_by_themselves(order: Order, item: Item, line: RefundLine) -> Covered:
    """Forget what was refunded of an item by amount."""
    minor = orders.share(item.total_minor, line.units or 0, item.quantity)
    return Covered("item", item.id, minor, line.units)


def one_unit_too_many(order: Order, item: Item, line: RefundLine) -> Covered:
    """Grant one unit more than is left."""
    more = replace(item, quantity=item.quantity + 1)
    return _COVER_ITEM(order, more, line)


def an_amount_spread_beyond_it(order: Order, amount: int) -> list[Covered]:
    """Give every part a unit more than its share."""
    return [replace(cover, minor=cover.minor + 1) for cover in _SPREAD(order, amount)]


def left_as_priced(order: Order, part: Item | Charge) -> int:
    """Forget what was refunded of a part."""
    return part.total_minor


def units_on_both_halves(queue: list[Covered], base: int) -> tuple[list[Covered], list[Covered]]:
    """Let both halves of a split line stand for all of its units."""
    taken = []
    while base > 0:
        head = queue[0]
        minor = smallest(base, head.minor)
        taken.append(replace(head, minor=minor))
        rest = replace(head, minor=head.minor - minor)
        queue = [rest, *queue[1:]] if rest.minor else queue[1:]
        base -= minor
    return queue, taken


def line_not_taken_off(queue: list[Covered], base: int) -> tuple[list[Covered], list[Covered]]:
    """Let every payment pay for the same lines."""
    return queue, _TAKE(queue, base)[1]


_COVER_ITEM, _FEE_SHARE = refunds._cover_item, refunds._fee_share
_SPREAD, _TAKE = refunds._spread, refunds._take

MISTAKES: list[tuple[str, Callable[..., Any]]] = [
    ("_given", in_flight_is_forgotten),
    ("_fee_share", each_fee_by_itself),
    ("_fee_share", a_fee_that_never_arrived),
    ("_fee_share", fee_never_below_nothing_is_forgotten),
    ("_cover_item", units_by_themselves),
    ("_cover_item", one_unit_too_many),
    ("left", left_as_priced),
    ("_spread", an_amount_spread_beyond_it),
    ("_take", units_on_both_halves),
    ("_take", line_not_taken_off),
]


@pytest.mark.parametrize(("name", "wrong"), MISTAKES)
def test_a_seeded_mistake_of_the_quote_is_refuted_with_amounts(
    name: str,
    wrong: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    record_property: Told,
) -> None:
    monkeypatch.setattr(refunds, name, wrong)
    asked = an_amount if name == "_spread" else some_lines
    found = counterexample(quote_keeps_an_order_sound(monkeypatch, asked, "proportional"))
    record_property("told", f"refuted, {wrong.__name__}: {found}")
