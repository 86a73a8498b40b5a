"""Refunds that begin without a quote keep the caps too: surplus, asked for again, observed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from tests.proofs import orders
from tests.proofs.promises import (
    a_part_adds_up,
    a_part_is_not_refunded_twice,
    a_payment_keeps_its_caps,
    money_of,
    the_library_finds_no_breach,
)
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove
from tests.proofs.terms import smallest

from tilaus import refunds
from tilaus.decide import refunds as observations
from tilaus.facts import View, facts
from tilaus.lifecycle import Blocked
from tilaus.order import Covered, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.refunds import parts_of

Amounts = Path | Sample
Told = Callable[[str, object], None]


def money_not_needed_goes_back_whole(patch: pytest.MonkeyPatch) -> Claim:
    """Claim that a surplus refund sends what a payment can still give: all of it and no more."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        payment = orders.payment(path, "1")
        before = orders.order(payments=[payment], refunds=tuple(orders.earlier(path, payment)))
        given = sum(r.amount_minor for r in before.refunds)
        policy = orders.policy(path, before.payments)
        back = refunds.surplus(before, payment, policy, orders.AT)
        if back is None:
            path.holds("only where nothing is left", given == payment.captured_minor)
            return
        path.holds("something goes back", back.amount_minor > 0)
        path.holds("all that is left", given + back.amount_minor == payment.captured_minor)
        path.holds("its parts add up", back.amount_minor == back.base_minor)
        after = replace(before, refunds=(*before.refunds, back))
        path.holds("no promise is broken", the_library_finds_no_breach(after, (back,)))

    return claim


def test_money_that_is_not_needed_goes_back_whole(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(money_not_needed_goes_back_whole(monkeypatch))
    record_property("told", f"surplus: {proof}")


def a_refund_asked_for_again_keeps_the_caps(
    patch: pytest.MonkeyPatch, *, is_surplus: bool
) -> Claim:
    """Claim that a failed refund which its row's guard lets through is sound as it is renewed."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        payment = orders.payment(path, "1")
        base, back = path.number("failed base", 1), path.number("failed fee returned", 0)
        kept = path.number("failed fee kept", 0)
        covers = () if is_surplus else (Covered("charge", "box", base),)
        failed = orders.refund("f", payment, base, back, kept, covers, is_surplus=is_surplus)
        failed = replace(failed, kind="failed", status="failed")
        others = tuple(orders.earlier(path, payment))
        before = orders.order(payments=[payment], refunds=(*others, failed))
        policy = orders.policy(path, before.payments)
        seen = facts(View(before, policy, orders.AT), "refund", failed)
        if isinstance(policy.lifecycles.refund.step("failed", "retry", None, seen), Blocked):
            return
        again = replace(refunds.renewed(before, failed, policy, orders.AT), kind="initial")
        after = replace(before, refunds=(*others, again))
        held = a_payment_keeps_its_caps(replace(before, refunds=others), after, payment)
        path.holds("what was asked for is what is asked for again", again.base_minor == base)
        path.holds("a renewed refund adds up", *a_part_adds_up(again)[: 4 if is_surplus else None])
        path.holds("the payment keeps its caps", *held)
        path.holds("no promise is broken", the_library_finds_no_breach(after, (again,)))

    return claim


@pytest.mark.parametrize("is_surplus", [False, True])
def test_a_refund_that_is_asked_for_again_keeps_the_caps(
    is_surplus: bool, monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(a_refund_asked_for_again_keeps_the_caps(monkeypatch, is_surplus=is_surplus))
    record_property("told", f"renewed{' surplus' if is_surplus else ''}: {proof}")


def what_is_observed_stands_for_what_is_left(patch: pytest.MonkeyPatch) -> Claim:
    """Claim that a refund made at the provider, of at most the room, covers no part twice."""

    def claim(path: Amounts) -> None:
        orders.by_law(patch, path)
        patch.setattr(observations, "min", smallest, raising=False)
        before = orders.sound_order(path)
        payment, amount = before.payments[0], path.number("observed", 1)
        path.assume(amount <= refunds.room(before, payment))
        covers = tuple(observations._any_parts(before, payment, amount))
        base: Any = sum(c.minor for c in covers)
        path.holds("it stands for at most what went back", base <= amount, base >= 0)
        again = orders.refund("o", payment, base, amount - base, 0, covers)
        after = replace(before, refunds=(*before.refunds, again))
        for part in parts_of(after):
            path.holds("no part is refunded twice", *a_part_is_not_refunded_twice(after, part))
        gone = sum(r.amount_minor for r in money_of(after, payment))
        path.holds("no more than was captured", gone <= payment.captured_minor)

    return claim


def test_a_refund_made_at_the_provider_covers_no_part_twice(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    proof = prove(what_is_observed_stands_for_what_is_left(monkeypatch))
    record_property("told", f"observed at the provider: {proof}")


# ------------------------------------------------------------------------------- seeded mistakes


def renewed_as_it_was(order: Order, refund: Refund, policy: Policy, at: datetime) -> Refund:
    """Ask again for the fee's share as it was reckoned before others were sent."""
    return replace(refund, attempt=refund.attempt + 1)


def test_a_renewed_refund_whose_fee_is_not_reckoned_anew_is_refuted(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    monkeypatch.setattr(refunds, "renewed", renewed_as_it_was)
    claim = a_refund_asked_for_again_keeps_the_caps(monkeypatch, is_surplus=False)
    record_property("told", f"refuted, renewed as it was: {counterexample(claim)}")


def surplus_as_captured(
    order: Order, payment: Payment, policy: Policy, at: datetime
) -> Refund | None:
    """Send back all that was captured, whatever went back before."""
    return _SURPLUS(replace(order, refunds=()), payment, policy, at)


_SURPLUS = refunds.surplus


def test_a_surplus_refund_that_forgets_others_is_refuted(
    monkeypatch: pytest.MonkeyPatch, record_property: Told
) -> None:
    monkeypatch.setattr(refunds, "surplus", surplus_as_captured)
    claim = money_not_needed_goes_back_whole(monkeypatch)
    record_property("told", f"refuted, surplus as captured: {counterexample(claim)}")
