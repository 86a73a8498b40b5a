"""What random worlds found: for each the shortest story, and the claim that holds since."""

from datetime import datetime, timedelta
from typing import Self

import pytest

from tilaus import commands as c
from tilaus.commands import CLOCK, PROCESSOR, SERVER, Actor, Line, Tender
from tilaus.decide import Decision, decide
from tilaus.decide.checkout import MAX_LINES
from tilaus.invariants import breaches
from tilaus.money import MAX_MINOR
from tilaus.order import Order
from tilaus.policy import METHODS, Policy
from tilaus.record import replace
from tilaus.refunds import RefundLine, RefundRequest, owed_line, room
from tilaus.refusals import Refusal
from tilaus.testing.strategies import MANAGER, REGISTERED, STAFF, START

TWO = (Line("likes", "@ann", 10, 100), Line("views", "@bob", 10, 100))
CARD = (Tender("card"),)
WALLET_AND_CARD = (Tender("wallet", 1000), Tender("card"))


def fixed_fee(minor: int, **rules: object) -> Policy:
    """A policy under which every provider takes a fixed fee."""
    methods = tuple(
        replace(m, fee_bps=0, fee_minor=minor) if m.provider == "sandbox" else m for m in METHODS
    )
    return replace(Policy(methods=methods), **rules)


class Story:
    """An order and what is asked of it; everything must be granted."""

    def __init__(
        self,
        lines: tuple[Line, ...] = TWO,
        tenders: tuple[Tender, ...] = CARD,
        policy: Policy | None = None,
    ) -> None:
        self.policy, self.at = policy or Policy(), START
        self.known: Order | None = None
        self.do(
            c.Place(
                "o1",
                50001,
                "token",
                self.policy.currency,
                REGISTERED,
                lines,
                tenders,
                by=Actor("customer"),
            )
        )

    @property
    def order(self) -> Order:
        assert self.known is not None
        return self.known

    def asked(self, command: c.Command) -> Decision | Refusal:
        return decide(self.known, command, self.policy, self.at)

    def do(self, *commands: c.Command) -> Self:
        for command in commands:
            found = self.asked(command)
            assert isinstance(found, Decision), found
            assert breaches(found.order) == []
            self.known = found.order
        return self

    def refused(self, command: c.Command) -> str:
        found = self.asked(command)
        assert isinstance(found, Refusal)
        return found.code

    def pay(self, *ids: str) -> Self:
        for payment in self.order.payments:
            if payment.id in ids or not ids:
                self.do(captured(payment.id, payment.amount_minor))
        return self

    def fail(self, *items: str) -> Self:
        return self.do(*(c.DeliveryReported(item, "failed", by=SERVER) for item in items))

    def until(self, at: datetime) -> Self:
        self.at = at
        return self.do(c.Tick(by=CLOCK))


def captured(id: str, minor: int) -> c.PaymentReported:
    return c.PaymentReported(id, "captured", minor, by=PROCESSOR)


def payment(id: str, message: str) -> c.PaymentReported:
    return c.PaymentReported(id, message, by=PROCESSOR)


def refund(id: str, message: str) -> c.RefundReported:
    return c.RefundReported(id, message, by=PROCESSOR)


def refund_item(id: str, units: int | None = None) -> c.RequestRefund:
    return c.RequestRefund(RefundRequest((RefundLine(id, units=units),)), "original", by=STAFF)


HOLD = c.Advance("hold", by=STAFF)


# ---------------------------------------------------------------------------------------- payments


def test_paying_a_parked_order_one_way_withdraws_the_other() -> None:
    story = Story().do(c.AddPayment("paypal", by=STAFF), HOLD).pay("1")
    assert [p.status for p in story.order.payments] == ["captured", "voided"]


def test_more_money_of_a_disputed_payment_is_booked() -> None:
    story = Story().do(captured("1", 500), payment("1", "disputed"), captured("1", 900))
    assert story.order.captured_minor == 900
    assert story.order.payments[0].status == "disputed"


def test_of_a_payment_that_is_lost_nothing_is_left_whoever_says_so() -> None:
    story = Story().pay().fail("1").do(refund_item("1"))
    story.do(c.Advance("lose_dispute", "payment", "1", by=PROCESSOR))
    assert story.order.captured_minor == story.order.in_flight_minor > 0
    story.do(c.Advance("fail", "refund", "1", by=PROCESSOR))
    assert story.order.captured_minor == 0
    assert room(story.order, story.order.payments[0]) == 0


def test_a_payment_that_took_no_money_cannot_be_forced_into_a_dispute() -> None:
    force = c.Force("disputed", "by hand", "payment", "1", by=MANAGER)
    assert Story().refused(force) == "invariant_broken"


def test_an_order_whose_only_money_was_charged_back_still_expires() -> None:
    story = Story(tenders=(Tender("bank_transfer", 60), Tender("card"))).pay("2")
    story.do(c.RefundObserved("2", "seen", 500, by=STAFF), payment("2", "dispute_lost"))
    story.until(START + timedelta(days=8))
    assert story.order.status == "cancelled"


# ------------------------------------------------------------------------------------- calling off


def test_a_parked_order_that_is_partly_paid_is_called_off_and_its_money_goes_back() -> None:
    story = Story().do(captured("1", 500), HOLD, c.CancelOrder(by=STAFF))
    assert story.order.status == "cancelled"
    assert story.order.in_flight_minor == 500


def test_a_disputed_payment_is_not_sent_back_when_the_order_is_called_off() -> None:
    story = Story().do(captured("1", 500), payment("1", "disputed"))
    assert story.order.status == "on_hold"
    assert story.refused(c.CancelOrder(by=STAFF)) == "guard_failed"
    assert story.order.refunds == ()


def test_an_order_that_was_charged_back_is_called_off_and_staff_are_told_what_is_owed() -> None:
    story = Story().pay().do(payment("1", "dispute_lost"), c.CancelOrder(by=STAFF))
    assert [i.status for i in story.order.items] == ["cancelled", "cancelled"]
    assert [p.what for p in story.order.parked] == ["refund"]
    assert story.order.refunds == ()


# ----------------------------------------------------------------------------------------- refunds


@pytest.mark.parametrize(("method", "sent"), [("card", 310), ("paypal", 300)])
def test_refunds_that_failed_and_are_tried_again_sum_to_what_the_rule_says(
    method: str, sent: int
) -> None:
    lines = tuple(Line(f"s{n}", "@ann", 1, 100) for n in range(3))
    story = Story(lines, (Tender(method),), fixed_fee(10)).pay().fail("1", "2", "3")
    for id in "123":
        story.do(refund_item(id), refund(id, "failed"))
    for id in "123":
        story.do(c.Advance("retry", "refund", id, by=STAFF), refund(id, "succeeded"))
    assert story.order.refunded_minor == sent
    assert story.order.status == "refunded"


def test_what_one_of_two_payments_could_not_give_is_still_owed() -> None:
    story = Story(tenders=WALLET_AND_CARD).pay().fail("1", "2").do(refund_item("1", units=10))
    story.do(refund("1", "succeeded"), refund("2", "failed"))
    assert owed_line(story.order, story.order.items[0]) == RefundLine("1", amount_minor=500)
    story.do(c.AskCustomer("1", by=STAFF))
    story.do(c.AnswerCustomer("1", "original", by=Actor("customer")))
    assert sum(r.base_minor for r in story.order.refunds if r.kind != "failed") == 1000


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (RefundRequest((RefundLine("1"), RefundLine("1", "Item"))), "unknown_part"),
        (RefundRequest((RefundLine("1", units=1, amount_minor=1),)), "malformed"),
        (RefundRequest((RefundLine("1"),), amount_minor=5), "malformed"),
    ],
)
def test_a_request_that_says_two_things_at_once_is_refused(
    request_: RefundRequest, code: str
) -> None:
    story = Story().pay().fail("1", "2")
    assert story.refused(c.RequestRefund(request_, "original", by=STAFF)) == code


def test_a_refund_made_at_the_provider_needs_its_reference() -> None:
    story = Story().pay().fail("1").do(refund_item("1"))
    assert story.refused(c.RefundObserved("1", " ", 5, by=PROCESSOR)) == "malformed"


# ------------------------------------------------------------------------------- erased, too large


def test_an_item_of_an_erased_order_is_not_tried_again() -> None:
    story = Story(TWO[:1]).pay().fail("1").do(c.AnswerCustomer("1", "original", by=STAFF))
    story.do(refund("1", "failed"), c.Advance("complete", by=STAFF), c.Erase(by=MANAGER))
    assert story.refused(c.RetryItem("1", "@eve", by=STAFF)) == "guard_failed"


def test_late_money_does_not_revive_an_erased_order_but_goes_back() -> None:
    story = Story(policy=Policy(late_payment="revive")).do(c.CancelOrder(by=STAFF))
    story.do(c.Erase(by=MANAGER)).pay()
    assert story.order.status == "cancelled"
    assert story.order.in_flight_minor == story.order.unapplied_minor > 0


def test_an_order_with_as_many_items_as_may_be_is_handed_over_whole() -> None:
    lines = tuple(Line("likes", f"@ann{n}", 1, 1) for n in range(MAX_LINES))
    story = Story(lines).pay()
    assert sum(item.handed_over for item in story.order.items) == MAX_LINES


def test_an_order_that_costs_more_than_a_number_holds_is_refused() -> None:
    lines = tuple(Line("likes", "@ann", 1, MAX_MINOR) for _ in range(2))
    place = c.Place("o1", 50001, "token", "EUR", REGISTERED, lines, CARD, by=Actor("customer"))
    found = decide(None, place, Policy(), START)
    assert isinstance(found, Refusal)
    assert found.code == "malformed"


@pytest.mark.parametrize("text", ["\ud800", "a\x85b", "a\u2028b"])
def test_a_text_that_cannot_be_stored_or_breaks_a_mail_is_refused(text: str) -> None:
    for command in (c.AddNote(text, by=STAFF), c.Force("on_hold", text, by=MANAGER)):
        assert Story().refused(command) == "malformed"
    story = Story().pay().fail("1")
    assert story.refused(c.RetryItem("1", text, by=STAFF)) == "wrong_target"
    place = c.Place(
        "o1", 1, "t", "EUR", replace(REGISTERED, name=text), TWO, CARD, by=Actor("customer")
    )
    found = decide(None, place, Policy(), START)
    assert isinstance(found, Refusal)
    assert found.code == "malformed"
