"""What a refund stands for and which payment gives it, with sums that were reckoned by hand.

`tests/kernel/test_refund_properties.py` holds the laws for any amounts; here are the cent that is
left over, the payment that cannot give its share, and the words of a refusal.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tilaus.money import currency
from tilaus.order import Charge, Covered, Customer, Destination, Item, Order, Payment, Refund
from tilaus.policy import Method, Policy, RefundRule
from tilaus.record import replace
from tilaus.refunds import (
    WHOLE,
    Quote,
    RefundLine,
    RefundRequest,
    base_room,
    left,
    owed,
    owed_line,
    parts_of,
    quote,
    renewed,
    room,
    surplus,
)
from tilaus.refusals import Refusal

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
MEMBER, GUEST = Customer("ann@shop.example", "c1", "Ann"), Customer("bob@shop.example")
FAILED: Mapping[str, Any] = {"status": "failed", "kind": "failed"}

# The card gives its fee back after five bank days, cash keeps it and is there at once.
SHOP = Policy(
    methods=(Method("card", "sandbox", 0, 10), Method("cash", "sandbox", 0, 10)),
    refund_rules=(
        RefundRule("card", "original", True, 5),
        RefundRule("cash", "original", False),
        RefundRule("card", "wallet", False, registered_only=True),
    ),
)
WALLET_FIRST = replace(SHOP, split="wallet_first")


def item(id: str, total: int, quantity: int = 1, delivered: int = 0, status: str = "") -> Item:
    """Make an item that was given up, or is in another status."""
    status = status or "cancelled"
    kind = {"cancelled": "failed", "completed": "finished", "processing": "active"}[status]
    made = Item(id, "likes", f"@{id}", quantity, total // quantity, total, delivered=delivered)
    return replace(made, status=status, kind=kind)


def payment(id: str, base: int, fee: int = 0, method: str = "card", **more: object) -> Payment:
    """Make a payment of which all has arrived."""
    provider = "wallet" if method == "wallet" else "sandbox"
    made = Payment(id, method, provider, base + fee, fee, AT, AT, "captured", "finished")
    return replace(made, **{"captured_minor": base + fee, "is_applied": True, **more})


def sent(id: str, payment: str, *covers: Covered, back: int = 0, **more: object) -> Refund:
    """Make a refund that was sent, and gave `back` of the fee."""
    base = sum(part.minor for part in covers)
    made = Refund(id, payment, "original", base + back, base, AT, AT, back, covers=covers)
    return replace(made, **{"status": "succeeded", "kind": "finished", **more})


def order(*parts: Item | Charge | Payment | Refund, customer: Customer = MEMBER) -> Order:
    """Make an order of its parts."""
    return Order(
        "o1",
        50001,
        currency("EUR"),
        customer,
        tuple(part for part in parts if isinstance(part, Item)),
        AT,
        AT,
        charges=tuple(part for part in parts if isinstance(part, Charge)),
        payments=tuple(part for part in parts if isinstance(part, Payment)),
        refunds=tuple(part for part in parts if isinstance(part, Refund)),
        status="processing",
        kind="active",
    )


def of(id: str, minor: int, units: int | None = None) -> Covered:
    """Say that so much of an item is covered."""
    return Covered("item", id, minor, units)


def asked(
    order: Order, request: RefundRequest, policy: Policy = SHOP, to: Destination = "original"
) -> str:
    """Write a quote: what each payment gives, of it from the fee, and for what; or a refusal."""
    found = quote(order, request, to, policy, AT)
    if isinstance(found, Refusal):
        return f"{found.code}: {found.sentence}; {dict(found.facts)}"
    return "; ".join(_part(refund) for refund in found.parts)


def _part(refund: Refund) -> str:
    fee = f"{refund.fee_returned_minor}/{refund.fee_kept_minor}"
    covers = " ".join(
        f"{c.kind}-{c.id}:{c.minor}{'' if c.units is None else f'({c.units})'}"
        for c in refund.covers
    )
    return f"#{refund.id} {refund.payment} gives {refund.amount_minor}, fee {fee}: {covers}"


def amount(minor: int) -> RefundRequest:
    """Ask for an amount of the order."""
    return RefundRequest(amount_minor=minor)


def units(id: str, number: int | None = None) -> RefundRequest:
    """Ask for so many units of an item, or all that are left."""
    return RefundRequest((RefundLine(id, units=number),))


BOX = Charge("box", "gift wrap", 100)
THREE = (item("1", 100), item("2", 100), BOX, payment("1", 300))
UNEVEN = (item("1", 1), item("2", 998), BOX, payment("1", 1099))
SPLIT = (item("1", 1000, 3), payment("1", 300, 10), payment("2", 700, 10, "cash"))
TRIPLE = (item("1", 100), payment("1", 34), payment("2", 33), payment("3", 33))
WALLET = (item("1", 1000, 4), payment("1", 600), payment("2", 400, 0, "cash", provider="wallet"))

# fmt: off
SUMS: list[tuple[str, Order, RefundRequest, Policy, str]] = [
    # what                                          the order                                                  asked for           policy         which payment gives what
    ("an amount goes over what is left",            order(*THREE),                                             amount(10),         SHOP,         "#1 1 gives 10, fee 0/0: item-1:3 item-2:4 charge-box:3"),
    ("a cent goes to one part",                     order(*THREE),                                             amount(1),          SHOP,         "#1 1 gives 1, fee 0/0: item-2:1"),
    ("two cents go to two parts",                   order(*THREE),                                             amount(2),          SHOP,         "#1 1 gives 2, fee 0/0: item-1:1 charge-box:1"),
    ("an amount is all that is left",               order(*THREE),                                             amount(300),        SHOP,         "#1 1 gives 300, fee 0/0: item-1:100 item-2:100 charge-box:100"),
    ("everything has every cent",                   order(*UNEVEN),                                            WHOLE,              SHOP,         "#1 1 gives 1099, fee 0/0: item-1:1(1) item-2:998(1) charge-box:100"),
    ("a part of one cent gets its cent",            order(*UNEVEN),                                            amount(1099),       SHOP,         "#1 1 gives 1099, fee 0/0: item-1:1 item-2:998 charge-box:100"),
    ("what was refunded gets nothing more",         order(*THREE, sent("1", "1", of("1", 100))),               amount(100),        SHOP,         "#2 1 gives 100, fee 0/0: item-2:50 charge-box:50"),
    ("what failed counts as never sent",            order(*THREE, sent("1", "1", of("1", 100), **FAILED)),     amount(300),        SHOP,         "#2 1 gives 300, fee 0/0: item-1:100 item-2:100 charge-box:100"),
    ("what is worked on gets nothing",              order(*THREE, item("3", 50, status="processing")),         amount(300),        SHOP,         "#1 1 gives 300, fee 0/0: item-1:100 item-2:100 charge-box:100"),
    ("everything names items, then charges",        order(*THREE),                                             WHOLE,              SHOP,         "#1 1 gives 300, fee 0/0: item-1:100(1) item-2:100(1) charge-box:100"),
    ("everything leaves out what went back",        order(*THREE, sent("1", "1", of("2", 100, 1))),            WHOLE,              SHOP,         "#2 1 gives 200, fee 0/0: item-1:100(1) charge-box:100"),
    ("one unit of three",                           order(*SPLIT),                                             units("1", 1),      SHOP,         "#1 1 gives 103, fee 3/0: item-1:100(1); #2 2 gives 233, fee 0/3: item-1:233(0)"),
    ("the second unit of three",                    order(*SPLIT, sent("1", "1", of("1", 100, 1), back=3), sent("2", "2", of("1", 233, 0), fee_kept_minor=3)), units("1", 1), SHOP, "#3 1 gives 104, fee 4/0: item-1:100(1); #4 2 gives 234, fee 0/4: item-1:234(0)"),
    ("all units at once",                           order(*SPLIT),                                             units("1"),         SHOP,         "#1 1 gives 310, fee 10/0: item-1:300(3); #2 2 gives 700, fee 0/10: item-1:700(0)"),
    ("units after an amount",                       order(*SPLIT, sent("1", "1", of("1", 100))),               units("1", 3),      SHOP,         "#2 1 gives 210, fee 10/0: item-1:200(3); #3 2 gives 700, fee 0/10: item-1:700(0)"),
    ("a cent from three payments",                  order(*TRIPLE),                                            amount(1),          SHOP,         "#1 2 gives 1, fee 0/0: item-1:1"),
    ("two cents from three payments",               order(*TRIPLE),                                            amount(2),          SHOP,         "#1 1 gives 1, fee 0/0: item-1:1; #2 3 gives 1, fee 0/0: item-1:1"),
    ("half from three payments",                    order(*TRIPLE),                                            amount(50),         SHOP,         "#1 1 gives 17, fee 0/0: item-1:17; #2 2 gives 17, fee 0/0: item-1:17; #3 3 gives 16, fee 0/0: item-1:16"),
    ("the wallet gives first",                      order(*WALLET),                                            units("1", 2),      WALLET_FIRST, "#1 2 gives 400, fee 0/0: item-1:400(2); #2 1 gives 100, fee 0/0: item-1:100(0)"),
    ("in proportion it does not",                   order(*WALLET),                                            units("1", 2),      SHOP,         "#1 1 gives 300, fee 0/0: item-1:300(2); #2 2 gives 200, fee 0/0: item-1:200(0)"),
    ("what the wallet gave it does not give again", order(*WALLET, sent("1", "2", of("1", 400, 2))),           units("1", 1),      WALLET_FIRST, "#2 1 gives 350, fee 0/0: item-1:350(1)"),
    ("a disputed payment gives nothing",            order(item("1", 100), payment("1", 60, kind="held"), payment("2", 100)), units("1"), SHOP,   "#1 2 gives 100, fee 0/0: item-1:100(1)"),
    ("money that was not needed gives nothing",     order(item("1", 100), payment("1", 60, is_applied=False), payment("2", 100)), units("1"), SHOP, "#1 2 gives 100, fee 0/0: item-1:100(1)"),
    ("who cannot give a share leaves it to others", order(item("1", 100, 2), payment("1", 50), payment("2", 50), sent("1", "1", of("9", 40))), units("1"), SHOP, "exceeds_captured: cannot refund: 1.00 EUR asked for, the payments can give 0.60 EUR; {'asked': 100, 'left': 60}"),
    ("the fee is no more than what is left",        order(item("1", 100), payment("1", 100, 10, captured_minor=104)), units("1"), SHOP,          "#1 1 gives 104, fee 4/0: item-1:100(1)"),
    ("more units than are left",                    order(*SPLIT, sent("1", "1", of("1", 333, 1))),            units("1", 3),      SHOP,         "exceeds_units: cannot refund item 1: 3 units asked for, 2 of 3 are left; {'units': 3, 'left': 2}"),
    ("more than is left",                           order(*THREE, sent("1", "1", of("2", 40))),                amount(261),        SHOP,         "exceeds_refundable: cannot refund: 2.61 EUR asked for, 2.60 EUR is left of ended items and charges; {'asked': 261, 'left': 260}"),
    ("more than is left of a charge",               order(*THREE), RefundRequest((RefundLine("box", "charge", amount_minor=101),)), SHOP,        "exceeds_refundable: cannot refund charge box: 1.01 EUR asked for, 1.00 EUR of 1.00 EUR is left; {'asked': 101, 'left': 100}"),
    ("units of a charge",                           order(*THREE), RefundRequest((RefundLine("box", "charge", units=1),)), SHOP,                 "malformed: cannot refund: a charge has no units; name an amount, or nothing; {}"),
    ("units or an amount, not both",                order(*THREE), RefundRequest((RefundLine("1", units=1, amount_minor=1),)), SHOP,              "malformed: cannot refund: a line names units or an amount, not both; {}"),
    ("lines or an amount, not both",                order(*THREE), RefundRequest((RefundLine("1"),), 1),                           SHOP,          "malformed: cannot refund: a request names lines or an amount, not both; {}"),
    ("an amount was so much that no unit is owed",  order(item("1", 100, 10), payment("1", 100), sent("1", "1", of("1", 50, 5)), sent("2", "1", of("1", 45))), units("1", 1), SHOP, "nothing_to_refund: cannot refund: nothing is left to refund of what was named; {}"),
    ("no rule leads there",                         order(item("1", 100), payment("1", 100, method="gold")),   units("1"),         SHOP,         "destination_closed: cannot refund to original: no refund rule for money paid with gold; {}"),
]
# fmt: on


@pytest.mark.parametrize(
    ("order", "request_", "policy", "expected"),
    [s[1:] for s in SUMS],
    ids=[s[0].replace(" ", "-") for s in SUMS],
)
def test_a_quote_says_which_payment_gives_what_and_for_what(
    order: Order, request_: RefundRequest, policy: Policy, expected: str
) -> None:
    assert asked(order, request_, policy) == expected


def test_what_members_may_get_is_refused_to_a_guest_though_nobody_checked_the_policy() -> None:
    rules = (RefundRule("card", "original", True, registered_only=True),)
    closed = replace(SHOP, refund_rules=rules)
    whole = order(item("1", 100), payment("1", 100), customer=GUEST)
    assert asked(whole, WHOLE, closed) == (
        "destination_closed: cannot refund to original: "
        "money paid with card goes there for registered customers only; {}"
    )
    assert asked(replace(whole, customer=MEMBER), WHOLE, closed).startswith("#1 1 gives 100")


def test_a_quote_sums_its_parts_and_ends_with_the_last_of_them() -> None:
    found = quote(order(*SPLIT), units("1"), "original", SHOP, AT)
    assert isinstance(found, Quote)
    assert found.to == "original"
    assert (found.amount_minor, found.fee_returned_minor, found.fee_kept_minor) == (1010, 10, 10)
    assert [part.available_at for part in found.parts] == [AT + timedelta(days=7), AT]
    assert found.available_at == AT + timedelta(days=7)
    assert {part.requested_at for part in found.parts} == {AT}


# ------------------------------------------------------------------- what is left, what is owed

# fmt: off
OWED: list[tuple[Order, int, RefundLine | None]] = [
    # the order                                                                          owed   asked for
    (order(item("1", 1000, 4)),                                                          1000,  RefundLine("1", units=4)),
    (order(item("1", 1000, 4, 3)),                                                       250,   RefundLine("1", units=1)),
    (order(item("1", 1000, 4, 4)),                                                       0,     None),
    (order(item("1", 0, 4)),                                                             0,     None),
    (order(item("1", 1, 1)),                                                             1,     RefundLine("1", units=1)),
    (order(item("1", 1000, 4, 1), sent("1", "1", of("1", 500, 2))),                      750,   RefundLine("1", units=1)),
    (order(item("1", 1000, 4), sent("1", "1", of("1", 1000))),                           1000,  None),
    (order(item("1", 1000, 4, 1), sent("1", "1", of("1", 749, 3))),                      750,   RefundLine("1", amount_minor=1)),
    (order(item("1", 1000, 4, 1), sent("1", "1", of("1", 750, 3))),                      750,   None),
    (order(item("1", 1000, 4, 1), sent("1", "1", of("1", 300, 3)), sent("2", "2", of("2", 450))), 750, RefundLine("1", amount_minor=450)),
    (order(item("1", 1000, 4, 1), sent("1", "1", of("1", 300, 3)), sent("2", "2", of("1", 450, 0), **FAILED)), 750, RefundLine("1", amount_minor=450)),
]
# fmt: on


@pytest.mark.parametrize(("order", "minor", "line"), OWED)
def test_what_is_owed_of_an_item_is_asked_for_by_units_or_else_by_what_is_missing(
    order: Order, minor: int, line: RefundLine | None
) -> None:
    assert owed(order.items[0]) == minor
    assert owed_line(order, order.items[0]) == line


def test_what_a_payment_and_a_part_can_still_give() -> None:
    running = sent("2", "1", Covered("charge", "box", 40), status="submitted", kind="active")
    whole = order(*THREE, sent("1", "1", of("1", 100), back=7), running)
    assert room(whole, whole.payments[0]) == 300 - 107 - 40
    assert base_room(whole, whole.payments[0]) == 300 - 107 - 40
    assert [left(whole, part) for part in parts_of(whole)] == [0, 100, 60]
    rich = replace(whole, payments=(payment("1", 300, 20),))
    assert base_room(rich, rich.payments[0]) == 300 - 100 - 40


# --------------------------------------------------------------- money that was not needed, again


@pytest.mark.parametrize(("given", "rest"), [(0, 110), (109, 1), (110, None)])
def test_all_that_is_left_of_money_that_was_not_needed_goes_back(
    given: int, rest: int | None
) -> None:
    late = payment("1", 100, 10, is_applied=False)
    before = sent("1", "1", amount_minor=given, base_minor=given, is_surplus=True)
    whole = order(item("1", 100), late, *([before] if given else []))
    expected = rest and Refund(
        "2" if given else "1",
        "1",
        "original",
        rest,
        rest,
        AT,
        AT + timedelta(days=7),
        is_surplus=True,
    )
    assert surplus(whole, late, SHOP, AT) == expected


def test_a_refund_that_is_asked_for_again_has_its_sums_and_its_day_as_of_now() -> None:
    monday = AT + timedelta(days=7)
    first = sent("1", "1", of("1", 300, 1), back=3, **FAILED)
    whole = order(item("1", 1000, 3), payment("1", 1000, 10), first)
    assert renewed(whole, first, SHOP, monday) == replace(
        first, attempt=2, available_at=monday + timedelta(days=7)
    )
    meanwhile = sent("2", "1", of("1", 50), back=1)
    later = renewed(replace(whole, refunds=(first, meanwhile)), first, SHOP, monday)
    assert (later.amount_minor, later.fee_returned_minor, later.fee_kept_minor) == (303, 3, 0)


@pytest.mark.parametrize(
    ("method", "captured", "back", "kept"),
    [("card", 1010, 10, 0), ("card", 1004, 4, 0), ("cash", 1010, 0, 10)],
)
def test_of_the_fee_a_refund_that_is_asked_for_again_gives_what_the_rule_and_the_money_allow(
    method: str, captured: int, back: int, kept: int
) -> None:
    first = sent("1", "1", of("1", 1000, 3), **FAILED)
    paid = payment("1", 1000, 10, method, captured_minor=captured)
    again = renewed(order(item("1", 1000, 3), paid, first), first, SHOP, AT)
    assert (again.amount_minor, again.fee_returned_minor, again.fee_kept_minor) == (
        1000 + back,
        back,
        kept,
    )


def test_of_money_that_was_not_needed_no_fee_is_reckoned_when_it_is_asked_for_again() -> None:
    first = sent("1", "1", amount_minor=110, base_minor=110, is_surplus=True, **FAILED)
    late = payment("1", 100, 10, is_applied=False)
    again = renewed(order(item("1", 100), late, first), first, SHOP, AT)
    assert (again.amount_minor, again.fee_returned_minor, again.fee_kept_minor) == (110, 0, 0)


def test_a_refund_of_a_payment_that_is_not_there_is_no_refund_of_this_order() -> None:
    stray = sent("1", "9", of("1", 5))
    with pytest.raises(LookupError, match=r"^9$"):
        renewed(order(item("1", 100)), stray, SHOP, AT)
