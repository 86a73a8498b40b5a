"""An order paid in part from the wallet and the rest by card: each payment's share is exact."""

from typing import Literal, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.world import World
from tilaus.commands import Advance, Line, RequestRefund, Tender
from tilaus.money import share
from tilaus.order import Charge, Destination, Order, Payment
from tilaus.policy import Policy
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.testing.orders import MEMBER, STAFF
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore

Split = Literal["proportional", "wallet_first"]

GOODS = (
    Line("YouTube views", "https://youtube.com/watch?v=1", 7, 333),
    Line("Instagram likes", "https://instagram.com/p/1", 3, 1_111),
)
SHIPPING = Charge("ship", "shipping", 499)
BASE = 7 * 333 + 3 * 1_111 + 499


def split_order(split: Split, from_wallet: int, first: str = "wallet") -> tuple[World, Order]:
    """Return an order, paid in two parts, of which nothing could be delivered.

    Args:
        first: the method that is named first.
    """
    world = World(MemoryStore(), policy=Policy(split=split))
    world.wallet.top_up(MEMBER.id, from_wallet, "first")
    for line in GOODS:
        world.delivery.behave(line.service, HABITS["silent"])
    tenders: tuple[Tender, ...] = (Tender("wallet", from_wallet), Tender("card"))
    if first == "card":
        tenders = (Tender("card", BASE - from_wallet), Tender("wallet"))
    order = world.place(*GOODS, tenders=tenders, charges=(SHIPPING,))
    world.pay(order)
    world.settle()
    assert world.order(order).status == "processing"
    for item in order.items:
        world.handle(order, Advance("cancel", "item", item.id, "wrong link", by=STAFF))
    world.settle()
    return world, world.order(order)


ITEM, CHARGE = st.just("item"), st.just("charge")
LINES = st.one_of(
    st.builds(RefundLine, st.just("1"), ITEM, st.integers(1, 7)),
    st.builds(RefundLine, st.just("2"), ITEM, st.integers(1, 3)),
    st.builds(RefundLine, st.sampled_from(["1", "2"]), ITEM, st.none(), st.integers(1, 900)),
    st.builds(RefundLine, st.just("ship"), CHARGE, st.none(), st.integers(1, 499)),
)
REQUESTS = st.one_of(
    st.builds(RefundRequest, LINES.map(lambda line: (line,))),
    st.integers(1, 2_500).map(lambda minor: RefundRequest(amount_minor=minor)),
)


@settings(max_examples=60)
@given(
    st.sampled_from(get_args(Split)),
    st.sampled_from(["wallet", "card"]),
    st.integers(1, BASE - 1),
    st.lists(st.tuples(REQUESTS, st.sampled_from(get_args(Destination))), max_size=8),
    st.sampled_from(get_args(Destination)),
)
def test_each_payment_gives_its_exact_share_whatever_is_refunded_in_whatever_order(
    split: Split,
    first: str,
    from_wallet: int,
    wanted: list[tuple[RefundRequest, Destination]],
    last: Destination,
) -> None:
    world, order = split_order(split, from_wallet, first)
    for request, to in wanted:
        refused = isinstance(
            world.shop.handle(order.id, RequestRefund(request, to, by=STAFF)), Refusal
        )
        world.settle()
        if not refused:
            _check(world, order, split)
    if sum(r.base_minor for r in world.order(order).refunds) < BASE:
        world.handle(order, RequestRefund(WHOLE, last, by=STAFF))
    world.settle()
    _check(world, order, split)
    _check_whole(world, order)


def _check(world: World, order: Order, split: Split) -> None:
    """Hold the shares of both payments against the policy, and against who really gave them."""
    world.check()
    after = world.order(order)
    wallet, card = _wallet_and_card(after)
    base = {
        p.id: sum(r.base_minor for r in after.refunds if r.payment == p.id) for p in after.payments
    }
    total = base[wallet.id] + base[card.id]
    if split == "wallet_first":
        assert base[wallet.id] == min(total, wallet.base_minor)
    else:
        one = after.payments[0]
        assert base[one.id] == share(total, one.base_minor, BASE)
    sent = sum(r.amount_minor for r in after.refunds if (r.payment, r.to) == (card.id, "original"))
    (told,) = world.payments.totals(order.id)
    assert (told.captured_minor, told.refunded_minor) == (card.captured_minor, sent)
    into = sum(r.amount_minor for r in after.refunds if r.payment == wallet.id or r.to == "wallet")
    assert world.wallet.balance(MEMBER.id) == into


def _wallet_and_card(order: Order) -> tuple[Payment, Payment]:
    by_method = {payment.method: payment for payment in order.payments}
    return by_method["wallet"], by_method["card"]


def _check_whole(world: World, order: Order) -> None:
    """See that all went back, to the minor unit: of the fee what the rules return."""
    after = world.order(order)
    wallet, card = _wallet_and_card(after)
    parts = {p.id: [r for r in after.refunds if r.payment == p.id] for p in after.payments}
    assert sum(r.amount_minor for r in parts[wallet.id]) == wallet.captured_minor
    assert sum(r.base_minor for r in parts[card.id]) == card.base_minor
    back = sum(r.fee_returned_minor for r in parts[card.id])
    kept = sum(r.fee_kept_minor for r in parts[card.id])
    assert back + kept == card.fee_minor
    assert after.status == "refunded"


# fmt: off
PARTS: tuple[tuple[Split, int, list[int], list[int], list[int]], ...] = (
    # split            refunded     from the wallet   from the card   of its fee
    ("proportional",   1_000,       [400],            [600],          [21]),
    ("proportional",   2_500,       [1_000],          [1_500],        [54]),
    ("wallet_first",   1_000,       [1_000],          [],             []),
    ("wallet_first",   2_500,       [2_465],          [35],           [1]),
)
# fmt: on


@pytest.mark.parametrize(("split", "minor", "wallets", "cards", "fees"), PARTS)
def test_the_policy_says_which_payment_gives_first(
    split: Split, minor: int, wallets: list[int], cards: list[int], fees: list[int]
) -> None:
    world, order = split_order(split, 2_465)
    request = RefundRequest(amount_minor=minor)
    world.handle(order, RequestRefund(request, "original", by=STAFF))
    world.settle()
    after = world.order(order)
    given = {p.id: [r for r in after.refunds if r.payment == p.id] for p in after.payments}
    assert [r.base_minor for r in given["1"]] == wallets
    assert [r.base_minor for r in given["2"]] == cards
    assert [r.fee_returned_minor for r in given["2"]] == fees
    assert {r.kind for r in after.refunds} == {"finished"}
    world.check()
