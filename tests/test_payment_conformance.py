"""One suite for every payment adapter, with a liar between shop and provider.

After each story what the shop believes, what its ledger holds and what the provider's own books say
are the same: the customer was charged once and paid back once.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.providers.harness import HARNESSES, Harness
from tests.world import STAFF, World
from tilaus.commands import Advance, RequestRefund
from tilaus.ledger import balances
from tilaus.order import Order, Payment
from tilaus.reconcile import differences
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import ORDER_50001
from tilaus_adapters.storage.memory import MemoryStore


@pytest.fixture(params=HARNESSES, ids=lambda kind: kind.name)
def harness(request: pytest.FixtureRequest) -> Iterator[Any]:
    made = request.param(World(MemoryStore()))
    yield made
    made.close()


def order(harness: Harness) -> Order:
    return harness.world.order(50001)


def payment(harness: Harness) -> Payment:
    return order(harness).payments[0]


def placed(harness: Harness) -> None:
    harness.world.place(*ORDER_50001, method=harness.method)
    harness.settle()


def bought(harness: Harness) -> None:
    placed(harness)
    harness.pay(payment(harness).reference)
    harness.settle()
    assert payment(harness).kind == "finished"


def refunding(harness: Harness, item: str = "1") -> None:
    harness.world.handle(50001, Advance("cancel", "item", item, by=STAFF))
    request = RefundRequest((RefundLine(item),))
    harness.world.handle(50001, RequestRefund(request, "original", "it broke", by=STAFF))


def agree(harness: Harness) -> None:
    """Hold the shop, its ledger and the provider against each other."""
    now, paid = order(harness), payment(harness)
    back = sum(r.amount_minor for r in now.refunds if r.kind == "finished" and r.to == "original")
    assert (paid.captured_minor, back) == harness.totals(paid.reference)
    held = balances(harness.world.store.entries(now.id))
    assert held.get(f"order:{now.id}", 0) == -(paid.captured_minor - back)
    if harness.provider != "wallet":
        there = held.get(f"provider:{harness.provider}", 0)
        assert there == paid.captured_minor - back - paid.provider_fee_minor
    assert list(differences(harness.world.shop, now)) == []


LIES = ("timeout", "error")


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("operation", ["create", "capture"])
def test_a_lost_answer_to_a_payment_charges_once(
    harness: Harness, operation: str, lie: str
) -> None:
    harness.lie(operation, lie)
    bought(harness)
    assert harness.totals(payment(harness).reference)[0] == payment(harness).amount_minor
    assert len(order(harness).payments) == 1
    agree(harness)


@pytest.mark.parametrize("lie", LIES)
def test_a_lost_answer_to_a_refund_sends_it_once(harness: Harness, lie: str) -> None:
    bought(harness)
    harness.lie("refund", lie)
    refunding(harness)
    harness.settle()
    assert [r.kind for r in order(harness).refunds] == ["finished"]
    agree(harness)


@pytest.mark.parametrize("lie", LIES)
def test_a_refund_is_sent_once_though_its_key_was_forgotten_before_the_next_try(
    harness: Harness, lie: str
) -> None:
    bought(harness)
    harness.lie("refund", lie)
    refunding(harness)
    harness.world.drain()
    harness.forget()
    harness.settle()
    assert [r.kind for r in order(harness).refunds] == ["finished"]
    agree(harness)


def test_two_refunds_of_the_same_amount_are_both_sent(harness: Harness) -> None:
    bought(harness)
    for item in ("1", "3"):
        refunding(harness, item)
    harness.settle()
    assert [r.kind for r in order(harness).refunds] == ["finished", "finished"]
    agree(harness)


@pytest.mark.parametrize("backwards", [False, True], ids=["in order", "backwards"])
def test_messages_thrice_change_nothing_more(harness: Harness, *, backwards: bool) -> None:
    if "messages" not in harness.can:
        pytest.skip(f"{harness.name} sends no messages")
    placed(harness)
    harness.pay(payment(harness).reference)
    harness.receive(3, backwards=backwards)
    harness.settle()
    refunding(harness)
    harness.world.drain()
    harness.receive(3, backwards=backwards)
    harness.settle()
    assert len(order(harness).refunds) == 1
    agree(harness)


@pytest.mark.parametrize("operation", ["capture", "refund"])
def test_a_message_comes_before_the_answer(harness: Harness, operation: str) -> None:
    if "messages" not in harness.can:
        pytest.skip(f"{harness.name} sends no messages")
    if operation == "capture":
        harness.lie("capture", "timeout")
        bought(harness)
    else:
        bought(harness)
        harness.lie("refund", "timeout")
        refunding(harness)
        harness.world.drain()
        harness.receive()
    harness.settle()
    agree(harness)


def test_a_refund_that_comes_back_later_is_free_again(harness: Any) -> None:
    if "late failure" not in harness.can:
        pytest.skip(f"nothing comes back at {harness.name} without staff")
    bought(harness)
    refunding(harness)
    harness.settle()
    harness.fail_refund(payment(harness).reference, order(harness).refunds[0].reference)
    harness.settle()
    assert [r.kind for r in order(harness).refunds] == ["failed"]
    assert "refund-failed" in harness.world.told(50001, "staff")
    agree(harness)


ENDS: dict[str, tuple[Callable[[Any, str], None], str]] = {
    "won": (lambda harness, name: harness.win_dispute(name), "finished"),
    "lost": (lambda harness, name: harness.lose_dispute(name), "closed"),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_dispute(harness: Any, end: str) -> None:
    if "dispute" not in harness.can:
        pytest.skip(f"nobody disputes at {harness.name}")
    bought(harness)
    harness.dispute(payment(harness).reference)
    harness.settle()
    assert payment(harness).kind == "held"
    act, kind = ENDS[end]
    act(harness, payment(harness).reference)
    harness.settle()
    assert payment(harness).kind == kind
    assert list(differences(harness.world.shop, order(harness))) == []


def test_a_refund_in_the_dashboard_is_booked_once(harness: Any) -> None:
    if "dashboard" not in harness.can:
        pytest.skip(f"{harness.name} has no dashboard")
    bought(harness)
    harness.refund_in_dashboard(payment(harness).reference, 100)
    harness.settle()
    harness.receive(2)
    assert [r.amount_minor for r in order(harness).refunds] == [100]
    agree(harness)


def test_what_the_dashboard_sent_back_is_not_sent_again(harness: Any) -> None:
    """The whole payment goes back in the dashboard while the shop asks for a part: no more goes."""
    if "dashboard" not in harness.can:
        pytest.skip(f"{harness.name} has no dashboard")
    bought(harness)
    refunding(harness)
    harness.refund_in_dashboard(payment(harness).reference, payment(harness).captured_minor)
    harness.settle()
    captured, refunded = harness.totals(payment(harness).reference)
    assert refunded == captured
    assert "refund-failed" in harness.world.told(50001, "staff")
