"""The refund table of the help page, row by row, and the refusals of `quote` in their order."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import groupby, product
from typing import get_args

import pytest

from tilaus import commands as c
from tilaus.decide import decide
from tilaus.order import Charge, Customer, Destination, Order
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.refunds import WHOLE, Quote, RefundRequest, quote
from tilaus.refunds import RefundLine as Line
from tilaus.refusals import CODES, Refusal, Refused
from tilaus.testing.orders import GUEST, MEMBER, STAFF, paid, placing, reported

MONDAY = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
POLICY = Policy()
CLOSED_RULES = tuple(r for r in POLICY.refund_rules if (r.paid_with, r.to) != ("card", "wallet"))
NO_RULE = replace(POLICY, refund_rules=CLOSED_RULES)
CUSTOMERS = {"guest": GUEST, "registered": MEMBER}

# One thing for 100.00 EUR, undeliverable. The fees: card and Google Pay 2.9 % + 0.25, PayPal
# 3.4 % + 0.35, wallet and bank transfer none.
# fmt: off
RULES: list[tuple[str, str, Destination, str]] = [
    # who          paid with        to          what goes back, when, and what of the fee
    ("registered", "card",          "wallet",   "100.00 EUR at once; fee: 0.00 back, 3.15 kept"),
    ("registered", "card",          "original", "103.15 EUR after 5 bank days; fee: 3.15 back, 0.00 kept"),
    ("registered", "google_pay",    "wallet",   "100.00 EUR at once; fee: 0.00 back, 3.15 kept"),
    ("registered", "google_pay",    "original", "103.15 EUR after 5 bank days; fee: 3.15 back, 0.00 kept"),
    ("registered", "paypal",        "wallet",   "100.00 EUR at once; fee: 0.00 back, 3.75 kept"),
    ("registered", "paypal",        "original", "100.00 EUR at once; fee: 0.00 back, 3.75 kept"),
    ("registered", "wallet",        "wallet",   "100.00 EUR at once; fee: 0.00 back, 0.00 kept"),
    ("registered", "wallet",        "original", "100.00 EUR at once; fee: 0.00 back, 0.00 kept"),
    ("registered", "bank_transfer", "wallet",   "100.00 EUR at once; fee: 0.00 back, 0.00 kept"),
    ("registered", "bank_transfer", "original", "100.00 EUR after 2 bank days; fee: 0.00 back, 0.00 kept"),
    ("guest",      "card",          "wallet",   "destination_closed"),
    ("guest",      "card",          "original", "103.15 EUR after 5 bank days; fee: 3.15 back, 0.00 kept"),
    ("guest",      "google_pay",    "wallet",   "destination_closed"),
    ("guest",      "google_pay",    "original", "103.15 EUR after 5 bank days; fee: 3.15 back, 0.00 kept"),
    ("guest",      "paypal",        "wallet",   "destination_closed"),
    ("guest",      "paypal",        "original", "100.00 EUR at once; fee: 0.00 back, 3.75 kept"),
    ("guest",      "wallet",        "wallet",   "unknown_method"),
    ("guest",      "wallet",        "original", "unknown_method"),
    ("guest",      "bank_transfer", "wallet",   "destination_closed"),
    ("guest",      "bank_transfer", "original", "100.00 EUR after 2 bank days; fee: 0.00 back, 0.00 kept"),
]

# January 2026: the 1st is a Thursday, so 3, 4, 10, 11, 17 and 18 are days on which banks rest.
DATES = [
    # paid with        asked on              holidays    the customer has it on
    ("card",           "2026-01-05 Monday",    [],         "2026-01-12 Monday"),
    ("card",           "2026-01-09 Friday",    [],         "2026-01-16 Friday"),
    ("card",           "2026-01-10 Saturday",  [],         "2026-01-16 Friday"),
    ("card",           "2026-01-11 Sunday",    [],         "2026-01-16 Friday"),
    ("card",           "2026-01-05 Monday",    [6],        "2026-01-13 Tuesday"),
    ("card",           "2026-01-05 Monday",    [5],        "2026-01-12 Monday"),
    ("card",           "2026-01-05 Monday",    [10],       "2026-01-12 Monday"),
    ("card",           "2026-01-05 Monday",    [12],       "2026-01-13 Tuesday"),
    ("card",           "2026-01-05 Monday",    [9, 12],    "2026-01-14 Wednesday"),
    ("bank_transfer",  "2026-01-07 Wednesday", [],         "2026-01-09 Friday"),
    ("bank_transfer",  "2026-01-08 Thursday",  [],         "2026-01-12 Monday"),
    ("bank_transfer",  "2026-01-08 Thursday",  [9],        "2026-01-13 Tuesday"),
    ("paypal",         "2026-01-10 Saturday",  [],         "2026-01-10 Saturday"),
    ("wallet",         "2026-01-06 Tuesday",   [6],        "2026-01-06 Tuesday"),
]

# The order: item 1 cancelled (4 units, 10.00), item 2 processing (5.00), item 3 cancelled (free),
# charge `box` (3.00), paid with a card. Where the payment is disputed it can give nothing. No rule
# leads from the card to the wallet, which is found out last.
TWICE, OPEN, FREE = (Line("1"), Line("1", units=1)), Line("2"), Line("3")
REFUSALS: list[tuple[str, str, Destination, RefundRequest, str]] = [
    # who          payment     to          what                                                     refused with
    ("guest",      "captured", "wallet",   WHOLE,                                                   "destination_closed"),
    ("guest",      "captured", "wallet",   RefundRequest(TWICE),                                    "destination_closed"),
    ("guest",      "disputed", "wallet",   RefundRequest(amount_minor=0),                           "destination_closed"),
    ("guest",      "captured", "wallet",   RefundRequest(TWICE, 1),                                 "destination_closed"),
    ("registered", "captured", "original", RefundRequest((Line("1"),), 1),                          "malformed"),
    ("registered", "captured", "original", RefundRequest(TWICE, -1),                                "malformed"),
    ("registered", "captured", "original", RefundRequest((Line("1", "item", 1, 250),)),             "malformed"),
    ("registered", "captured", "original", RefundRequest((*TWICE, Line("99", "item", 1, 250))),     "malformed"),
    ("registered", "captured", "wallet",   RefundRequest(TWICE),                                    "duplicate_line"),
    ("registered", "captured", "original", RefundRequest((*TWICE, Line("99"))),                     "duplicate_line"),
    ("registered", "captured", "original", RefundRequest((OPEN, *TWICE)),                           "duplicate_line"),
    ("registered", "captured", "original", RefundRequest((Line("99"), Line("99"))),                 "duplicate_line"),
    ("registered", "captured", "original", RefundRequest((Line("box", "charge"),) * 2),             "duplicate_line"),
    ("registered", "captured", "original", RefundRequest((Line("99"),)),                            "unknown_part"),
    ("registered", "captured", "original", RefundRequest((Line("box"),)),                           "unknown_part"),
    ("registered", "captured", "original", RefundRequest((Line("1", "charge"),)),                   "unknown_part"),
    ("registered", "captured", "original", RefundRequest((Line("1", "gift"),)),                     "unknown_part"),
    ("registered", "captured", "original", RefundRequest((Line("1"), Line("1", "gift"))),           "unknown_part"),
    ("registered", "captured", "original", RefundRequest((Line("99", units=0),)),                   "unknown_part"),
    ("registered", "disputed", "original", RefundRequest((Line("99"), OPEN)),                       "unknown_part"),
    ("registered", "captured", "original", RefundRequest((OPEN,)),                                  "item_open"),
    ("registered", "captured", "original", WHOLE,                                                   "item_open"),
    ("registered", "captured", "original", RefundRequest((Line("2", units=99),)),                   "item_open"),
    ("registered", "disputed", "original", RefundRequest((Line("2", amount_minor=-1),)),            "item_open"),
    ("registered", "captured", "original", RefundRequest((OPEN, Line("1", units=5))),               "item_open"),
    ("registered", "captured", "original", RefundRequest((Line("1", units=5),)),                    "exceeds_units"),
    ("registered", "captured", "original", RefundRequest((Line("1", units=0),)),                    "exceeds_units"),
    ("registered", "captured", "original", RefundRequest((Line("1", units=-1),)),                   "exceeds_units"),
    ("registered", "captured", "original", RefundRequest((Line("3", units=2),)),                    "exceeds_units"),
    ("registered", "disputed", "original", RefundRequest((Line("1", units=5),)),                    "exceeds_units"),
    ("registered", "captured", "original", RefundRequest((Line("1", amount_minor=1001),)),          "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest((Line("1", amount_minor=-1),)),            "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest((Line("box", "charge", None, 301),)),      "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest(amount_minor=1301),                        "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest(amount_minor=0),                           "exceeds_refundable"),
    ("registered", "disputed", "original", RefundRequest(amount_minor=1301),                        "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest((FREE, Line("1", amount_minor=1001))),     "exceeds_refundable"),
    ("registered", "captured", "original", RefundRequest((FREE,)),                                  "nothing_to_refund"),
    ("registered", "captured", "original", RefundRequest((Line("1", amount_minor=0),)),             "nothing_to_refund"),
    ("registered", "disputed", "original", RefundRequest((FREE,)),                                  "nothing_to_refund"),
    ("registered", "disputed", "original", RefundRequest((Line("1", units=1),)),                    "exceeds_captured"),
    ("registered", "disputed", "wallet",   RefundRequest(amount_minor=1300),                        "exceeds_captured"),
    ("registered", "captured", "wallet",   RefundRequest((Line("1"),)),                             "destination_closed"),
    ("registered", "captured", "wallet",   RefundRequest(amount_minor=1300),                        "destination_closed"),
]
# fmt: on


def ordered(order: Order | None, *commands: c.Command) -> Order:
    """Decide commands one after the other; raise the refusal of the first that is refused."""
    for command in commands:
        decided = decide(order, command, POLICY, MONDAY)
        if isinstance(decided, Refusal):
            raise Refused(decided)
        order = decided.order
    assert order is not None
    return order


def undeliverable(customer: Customer, method: str) -> Order | Refusal:
    """Place an order of one thing for 100.00 EUR, pay it, fail to deliver it; or be refused."""
    lines = [c.Line("likes", "@a", 1, 10_000)]
    placed = decide(None, placing(1, lines, customer, method=method), POLICY, MONDAY)
    if isinstance(placed, Refusal):
        return placed
    return ordered(placed.order, paid(placed.order), reported("1", "failed"))


def undelivered(who: str, method: str) -> Order:
    """Do the same for an order that must be granted."""
    order = undeliverable(CUSTOMERS[who], method)
    assert isinstance(order, Order)
    return order


def partly_cancelled(customer: Customer, payment: str) -> Order:
    """Place and pay the order of the table of refusals; `payment` is the status that it gets."""
    lines = [
        c.Line("likes", "@a", 4, 250),
        c.Line("views", "@b", 1, 500),
        c.Line("gifts", "@c", 1, 0),
    ]
    placed = ordered(None, placing(1, lines, customer, charges=[Charge("box", "gift wrap", 300)]))
    order = ordered(placed, paid(placed), reported("1", "failed"), reported("3", "failed"))
    if payment == "disputed":
        order = ordered(order, c.PaymentReported("1", "disputed", by=c.PROCESSOR))
    assert [p.status for p in order.payments] == [payment]
    return order


ARRIVES = {
    MONDAY: "at once",
    MONDAY + timedelta(days=2): "after 2 bank days",
    MONDAY + timedelta(days=7): "after 5 bank days",
}


def outcome(answer: Quote | Refusal) -> str:
    """Write a quote as the last column of the table does; a refusal by its code."""
    if isinstance(answer, Refusal):
        return answer.code
    sums = (answer.amount_minor, answer.fee_returned_minor, answer.fee_kept_minor)
    amount, back, kept = (f"{minor // 100}.{minor % 100:02}" for minor in sums)
    return f"{amount} EUR {ARRIVES[answer.available_at]}; fee: {back} back, {kept} kept"


@pytest.mark.parametrize(("who", "paid_with", "to", "expected"), RULES)
def test_a_refund_is_what_the_help_page_says(
    who: str, paid_with: str, to: Destination, expected: str
) -> None:
    order = undeliverable(CUSTOMERS[who], paid_with)
    answer = order if isinstance(order, Refusal) else quote(order, WHOLE, to, POLICY, MONDAY)
    assert outcome(answer) == expected


def test_the_table_has_every_customer_method_and_destination() -> None:
    methods, destinations = [m.name for m in POLICY.methods], get_args(Destination)
    assert [row[:3] for row in RULES] == list(product(reversed(CUSTOMERS), methods, destinations))


@pytest.mark.parametrize("row", [row for row in RULES if row[-1].endswith("kept")])
def test_what_was_quoted_is_what_is_requested(row: tuple[str, str, Destination, str]) -> None:
    who, paid_with, to, expected = row
    order = undelivered(who, paid_with)
    requested = ordered(order, c.RequestRefund(WHOLE, to, by=STAFF))
    assert outcome(Quote(to, requested.refunds)) == expected
    returned = ordered(requested, c.RefundReported("1", "succeeded", by=c.PROCESSOR))
    assert returned.status == "refunded"


@pytest.mark.parametrize(("paid_with", "asked", "holidays", "expected"), DATES)
def test_banks_rest_at_weekends_and_on_holidays(
    paid_with: str, asked: str, holidays: list[int], expected: str
) -> None:
    policy = Policy(holidays=tuple(date(2026, 1, day) for day in holidays))
    order = undelivered("registered", paid_with)
    at = datetime.fromisoformat(f"{asked.split()[0]}T16:30:00+00:00")
    assert f"{at:%Y-%m-%d %A}" == asked
    answer = quote(order, WHOLE, "original", policy, at)
    assert isinstance(answer, Quote)
    assert f"{answer.available_at:%Y-%m-%d %A}" == expected
    assert answer.available_at.time() == at.time()


@pytest.mark.parametrize(("who", "payment", "to", "request_", "code"), REFUSALS)
def test_the_first_refusal_that_applies_is_the_answer(
    who: str, payment: str, to: Destination, request_: RefundRequest, code: str
) -> None:
    order = partly_cancelled(CUSTOMERS[who], payment)
    answer = quote(order, request_, to, NO_RULE, MONDAY)
    assert isinstance(answer, Refusal)
    assert answer.code == code
    assert decide(order, c.RequestRefund(request_, to, by=STAFF), NO_RULE, MONDAY) == answer


def test_what_a_quote_documents_is_the_table_and_its_order() -> None:
    promise = (quote.__doc__ or "").partition("in this order:")[2]
    documented = [code for code in re.findall(r"`(\w+)`", promise) if code in CODES]
    assert [code for code, _ in groupby(row[-1] for row in REFUSALS)] == documented


def test_a_refund_of_what_was_refunded_is_refused_even_while_it_is_on_its_way() -> None:
    order = undelivered("registered", "card")
    requested = ordered(order, c.RequestRefund(WHOLE, "wallet", by=STAFF))
    assert outcome(quote(requested, WHOLE, "original", POLICY, MONDAY)) == "nothing_to_refund"
    returned = ordered(requested, c.RefundReported("1", "succeeded", by=c.PROCESSOR))
    assert outcome(quote(returned, WHOLE, "original", POLICY, MONDAY)) == "nothing_to_refund"


def test_of_a_fee_that_did_not_arrive_nothing_is_kept() -> None:
    """The shop kept 3.75 of a fee that never came, so the order never became refunded."""
    placed = ordered(None, placing(1, [c.Line("likes", "@a", 1, 10_000)], method="paypal"))
    short = c.PaymentReported("1", "captured", 10_000, by=c.PROCESSOR)
    parked = ordered(placed, short, c.Advance("hold", by=STAFF))
    over = ordered(parked, c.Advance("cancel", "item", "1", by=STAFF))
    requested = ordered(over, c.RequestRefund(WHOLE, "original", by=STAFF))
    (refund,) = requested.refunds
    assert (refund.amount_minor, refund.fee_kept_minor) == (10_000, 0)
    returned = ordered(requested, c.RefundReported("1", "succeeded", by=c.PROCESSOR))
    assert (returned.status, returned.refundable_minor) == ("refunded", 10_000)


def test_a_fee_that_the_provider_sent_back_is_not_kept() -> None:
    """The rest was refunded at the provider, its fee included; the order stayed in processing."""
    placed = ordered(None, placing(1, [c.Line("likes", "@a", 10, 1_000)], customer=MEMBER))
    (payment,) = placed.payments
    cancelled = ordered(
        placed,
        c.PaymentReported("1", "captured", payment.amount_minor, by=c.PROCESSOR),
        c.Advance("cancel", "item", "1", by=STAFF),
        c.RequestRefund(RefundRequest((Line("1", units=5),)), "wallet", by=STAFF),
        c.RefundReported("1", "succeeded", by=c.PROCESSOR),
    )
    (refund,) = cancelled.refunds
    assert (refund.amount_minor, refund.fee_kept_minor) == (5_000, 158)
    rest = payment.amount_minor - 5_000
    returned = ordered(cancelled, c.RefundObserved("1", "re_9", rest, by=c.PROCESSOR))
    assert (returned.status, returned.refundable_minor) == ("refunded", payment.amount_minor)
