"""Order 50001 of the shop's help page from placing to completion, on every store, and the world
itself: that what it checks can fail."""

from pathlib import Path

import pytest

from tests.world import STAFF, World
from tilaus.commands import Advance, AnswerCustomer, RequestRefund, Tender
from tilaus.ledger import Entry
from tilaus.record import replace
from tilaus.refunds import Quote, RefundLine, RefundRequest
from tilaus.testing.orders import FOLLOWERS, GUEST, LIKES, MEMBER, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore


def test_order_50001_from_placing_to_completion(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    world.delivery.behave(FOLLOWERS.service, HABITS["customer_error"])
    order = world.place(VIEWS, LIKES, FOLLOWERS)
    assert order.number == 50001
    other = world.place(VIEWS, customer=GUEST, method="paypal")

    world.pay(other)
    world.settle()
    assert world.statuses(other) == ("processing",)
    assert world.order(order).status == "pending"

    world.pay(order)
    world.settle()
    assert world.order(order).status == "processing"
    assert world.statuses(order) == ("on_hold", "completed", "cancelled")

    world.live(hours=4)
    assert world.statuses(other) == ("completed",)
    assert world.statuses(order) == ("processing", "completed", "cancelled")

    world.handle(order, AnswerCustomer("3", "original", by=STAFF))
    world.settle()
    assert world.statuses(order) == ("processing", "completed", "refunded")
    refusal = world.refusal(order, Advance("complete", by=STAFF))
    assert refusal.code == "guard_failed"

    world.live(hours=4)
    assert world.statuses(order) == ("completed", "completed", "refunded")
    world.handle(order, Advance("complete", by=STAFF))
    world.settle()

    assert world.order(order).status == "completed"
    assert world.order(order).refunded_minor == world.order(order).refunds[0].amount_minor == 521
    assert world.told(order) == [
        *("order-received", "payment-awaited", "payment-confirmed", "item-on-hold"),
        "item-cancelled",
        *("refund-requested", "refund-sent", "order-completed"),
    ]
    assert world.told(order, "staff") == ["item-cancelled"]
    assert world.refused == []
    assert world.dead() == []
    world.check()


def test_both_ways_back_are_quoted_before_one_is_chosen(world: World) -> None:
    world.delivery.behave(FOLLOWERS.service, HABITS["customer_error"])
    order = world.place(FOLLOWERS)
    world.pay(order)
    world.settle()
    request = RefundRequest((RefundLine("1"),))
    wallet = world.shop.quote(order.id, request, "wallet")
    original = world.shop.quote(order.id, request, "original")
    assert isinstance(wallet, Quote)
    assert isinstance(original, Quote)
    assert (wallet.amount_minor, wallet.available_at) == (500, world.clock())
    assert original.amount_minor == order.total_minor
    assert original.available_at > world.clock()


@pytest.mark.parametrize("method", ["card", "google_pay", "paypal", "bank_transfer", "wallet"])
def test_each_way_to_pay_pays_and_gives_back(world: World, method: str) -> None:
    world.wallet.top_up(MEMBER.id, 10_000, "first")
    world.delivery.behave(LIKES.service, HABITS["server_problem"])
    order = world.place(LIKES, method=method)
    world.pay(order)
    world.settle()
    assert world.statuses(order) == ("cancelled",)
    world.handle(order, AnswerCustomer("1", "original", by=STAFF))
    world.settle()
    world.send_refunds_by_hand(order)
    world.settle()
    assert world.order(order).status == "refunded"
    world.check()


def test_a_refund_to_the_wallet_pays_the_next_order(world: World) -> None:
    world.delivery.behave(LIKES.service, HABITS["server_problem"])
    order = world.place(LIKES)
    world.pay(order)
    world.settle()
    world.handle(order, AnswerCustomer("1", "wallet", by=STAFF))
    world.settle()
    assert world.wallet.balance(MEMBER.id) == order.base_minor
    following = world.place(VIEWS, tenders=(Tender("wallet", 400), Tender("card")))
    world.pay(following)
    world.settle()
    assert world.wallet.balance(MEMBER.id) == 0
    assert world.statuses(following) == ("completed",)
    world.check()


def test_messages_that_come_twice_late_and_again_change_nothing(world: World) -> None:
    world.delivery.on_next("message", "double", times=4)
    world.payments.on_next("message", "hold")
    world.payments.on_next("message", "double", times=4)
    order = world.place()
    world.pay(order)
    world.settle()
    assert world.order(order).status == "pending"
    world.payments.outside.release()
    world.settle()
    before = world.order(order)
    world.payments.outside.resend()
    world.delivery.outside.resend()
    world.settle()
    assert world.order(order) == before
    assert world.statuses(order) == ("completed", "completed", "completed")
    world.check()


def test_time_outs_on_every_call_cost_only_time(world: World) -> None:
    for when in ("timeout_before_success", "timeout_after_success"):
        for operation in ("create", "capture", "refund"):
            world.payments.on_next(operation, when)
        world.delivery.on_next("hand_over", when)
        world.mail.on_next("lose")
        world.mail.on_next("double")
    world.delivery.behave(LIKES.service, HABITS["server_problem"])
    order = world.place(LIKES)
    world.live(hours=6)
    world.pay(order)
    world.live(hours=6)
    world.handle(order, AnswerCustomer("1", "original", by=STAFF))
    world.live(hours=6)
    assert world.order(order).status == "refunded"
    world.check()


def test_a_shop_that_was_started_anew_goes_on_in_the_same_world(tmp_path: Path) -> None:
    first_store = SqliteStore(tmp_path / "shop.db")
    first = World(first_store, folder=tmp_path)
    order = first.place()
    first.pay(order)
    first_store.close()

    again_store = SqliteStore(tmp_path / "shop.db")
    again = World(again_store, folder=tmp_path, clock=first.clock, seed="again")
    again.settle()
    assert again.statuses(order) == ("completed", "completed", "completed")
    again.check()
    again_store.close()


def settled(world: World) -> None:
    order = world.place()
    world.pay(order)
    world.settle()
    world.check()


def test_the_check_sees_an_order_that_its_history_does_not_lead_to() -> None:
    class Forgetful(MemoryStore):
        def history(self, order_id: str):  # type: ignore[no-untyped-def]
            return super().history(order_id)[:-1]

    world = World(MemoryStore())
    settled(world)
    world.store.__class__ = Forgetful
    with pytest.raises(AssertionError, match="its history does not lead to what is stored"):
        world.check()


def test_the_check_sees_money_that_was_not_booked() -> None:
    world = World(MemoryStore())
    settled(world)
    order = next(world.orders())
    world.store.post(Entry("stray", "stray", (("provider:sandbox", 1), (f"order:{order.id}", -1))))
    with pytest.raises(AssertionError, match=r"booked .* expected"):
        world.check()


def test_the_check_sees_a_refund_that_the_shop_does_not_know_of() -> None:
    world = World(MemoryStore())
    settled(world)
    (totals,) = world.payments.totals(next(world.orders()).id)
    world.payments.on_next("message", "lose")
    world.payments.refund_in_dashboard(totals.reference, 100)
    world.settle()
    with pytest.raises(AssertionError, match="the provider captured and refunded"):
        world.check()
    world.payments.outside.resend()
    world.settle()
    world.check()


def test_the_check_sees_a_message_that_was_told_twice() -> None:
    world = World(MemoryStore())
    settled(world)
    world.mail.send(world.mail.messages[0])
    with pytest.raises(AssertionError, match="2 times"):
        world.check()


def test_the_check_sees_money_that_the_wallet_gave_and_no_order_got() -> None:
    world = World(MemoryStore())
    settled(world)
    world.wallet.top_up(MEMBER.id, 500, "a")
    spend = (f"wallet:{MEMBER.id}", 500), ("provider:wallet", -500)
    world.store.post(Entry("stray", "stray", spend))
    with pytest.raises(AssertionError, match="differ by -500"):
        world.check()


def test_what_must_be_granted_or_refused_says_what_came_instead(world: World) -> None:
    order = world.place()
    with pytest.raises(AssertionError, match="refused: cannot"):
        world.handle(order, Advance("complete", by=STAFF))
    with pytest.raises(AssertionError, match="it was granted"):
        world.refusal(order, Advance("cancel", by=STAFF))
    with pytest.raises(AssertionError, match="there is no order 1"):
        world.order(1)
    with pytest.raises(AssertionError, match="refused: cannot"):
        world.handle(order, RequestRefund(RefundRequest(), "original", by=replace(STAFF, role="x")))
