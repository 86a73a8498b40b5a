"""How other order systems fail, each as a test of what tilaus does instead.

F01 to F23 are faults that were seen in the sources and issue threads of other shop systems; the
threads are named at each test. F24, forged and replayed webhooks, needs a provider's webhooks and
comes with them. Every test runs on every store.
"""

import itertools
import threading
from collections.abc import Callable

import pytest

from tests.world import STAFF, World
from tilaus.commands import (
    PROCESSOR,
    SERVER,
    Actor,
    AddPayment,
    Advance,
    AnswerCustomer,
    CancelOrder,
    DeliveryReported,
    Force,
    Line,
    PaymentReported,
    RefundReported,
    RequestRefund,
    Tender,
)
from tilaus.drain import drain
from tilaus.order import Order
from tilaus.policy import Method, Policy
from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import Conflict, RequestKey, Store
from tilaus.record import replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus.testing.orders import FOLLOWERS, GUEST, LIKES, MEMBER, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS

MANAGER = Actor("manager", "boss")


def paid(world: World, *lines: Line, **how: object) -> Order:
    """Place an order, let the customer pay it, and let the shop hand its items over."""
    order = world.place(*lines, **how)  # type: ignore[arg-type]
    world.pay(order)
    world.settle()
    return world.order(order)


def given_up(world: World, *lines: Line, **how: object) -> Order:
    """Place and pay an order of which nothing can be delivered."""
    for line in lines:
        world.delivery.behave(line.service, HABITS["server_problem"])
    return paid(world, *lines, **how)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Let several threads do something at the same moment; return what came of each."""
    barrier, results = threading.Barrier(len(calls)), [object()] * len(calls)

    def run(n: int, call: Callable[[], object]) -> None:
        barrier.wait(timeout=10)
        results[n] = call()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def names(world: World, order: Order) -> list[str]:
    """Return the names of the events in an order's history."""
    return [type(recorded.event).__name__ for recorded in world.store.history(order.id)]


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
@pytest.mark.parametrize("turns", sorted(set(itertools.permutations((1, 1, 2, 3)))))
def test_f01_parts_of_a_refund_add_up_to_the_whole(
    store: Store, currency: str, turns: tuple[int, ...]
) -> None:
    """woocommerce#64668, #41919, saleor#7271: 179.26 went back on 179.25."""
    world = World(store, policy=Policy(currency=currency))
    odd = Line("Posters", "A2", 7, 2561, discount_minor=39, tax_minor=35)
    order = given_up(world, odd)
    assert order.base_minor == 17923
    for units in turns:
        wish = RefundRequest((RefundLine("1", units=units),))
        world.handle(order, RequestRefund(wish, "original", by=STAFF))
        world.settle()
    order = world.order(order)
    assert (order.refunded_minor, order.status) == (order.captured_minor, "refunded")
    world.check()


def test_f02_of_two_refunds_at_the_same_moment_one_is_refused(world: World) -> None:
    """medusa#16012, hyperswitch#13182, saleor#19645: both passed the balance check."""
    order = given_up(world, LIKES)
    wish = RequestRefund(WHOLE, "original", by=STAFF)
    results = at_once(*[lambda: world.shop.handle(order.id, wish)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["Receipt", "Refusal"]
    (refusal,) = [result for result in results if isinstance(result, Refusal)]
    assert refusal.code == "nothing_to_refund"
    world.settle()
    world.check()


@pytest.mark.parametrize("when", ["timeout_before_success", "timeout_after_success"])
def test_f03_a_time_out_is_not_a_failure(world: World, when: str) -> None:
    """medusa#16681, vendure#2393: the retry used a new key, and the customer had it twice."""
    order = given_up(world, LIKES, method="paypal")
    world.payments.on_next("message", "lose", times=2)
    world.payments.on_next("refund", when)
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    assert world.order(order).refunds[0].status == "requested"
    world.live(hours=2)
    assert world.order(order).status == "refunded"
    (totals,) = world.payments.totals(order.id)
    assert totals.refunded_minor == world.order(order).refunded_minor == order.base_minor
    world.check()


def test_f04_webhook_and_redirect_complete_a_payment_once(world: World) -> None:
    """woocommerce-payments#3345, Sylius#15172, medusa#13301: two mails, stock reduced twice."""
    order = world.place(LIKES, method="paypal")
    world.pay(order)
    (report,) = world.payments.messages()
    redirect = RequestKey("redirect", "return-1")
    results = at_once(
        lambda: world.shop.handle(order.id, report.command, report.request),
        lambda: world.shop.handle(order.id, report.command, redirect),
    )
    outcomes = [result.outcome for result in results if isinstance(result, Receipt)]
    assert sorted(outcomes) == ["done", "duplicate"]
    world.settle()
    assert world.told(order).count("payment-confirmed") == 1
    assert names(world, order).count("HandedOver") == 1
    world.check()


@pytest.mark.parametrize(
    ("late_payment", "status", "unapplied", "parked"),
    [
        ("refund", "refunded", False, 0),
        ("park", "cancelled", True, 1),
        ("revive", "completed", False, 0),
    ],
)
def test_f05_money_after_the_order_was_cancelled_is_never_silent(
    store: Store, late_payment: str, status: str, unapplied: bool, parked: int
) -> None:
    """mollie/WooCommerce#1252, Sylius#8928: revived without a check, or logged and lost."""
    policy = replace(Policy(completion="automatic"), late_payment=late_payment)
    world = World(store, policy=policy)
    order = world.place(LIKES, method="paypal")
    world.settle()
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()
    world.payments.pay_late(world.order(order).payments[0].reference)
    world.settle()
    order = world.order(order)
    assert (order.status, bool(order.unapplied_minor), len(order.parked)) == (
        status,
        unapplied,
        parked,
    )
    assert ("money-parked" in world.told(order, "staff")) == bool(parked)
    world.check()


@pytest.mark.parametrize("message", ["failed", "expired", "voided"])
def test_f06_late_bad_news_does_not_cancel_a_paid_order(world: World, message: str) -> None:
    """mollie/WooCommerce#668, shopware#19037: a stale "failed" overwrote "paid"."""
    order = paid(world, LIKES)
    after = world.handle(order, PaymentReported("1", message, by=PROCESSOR))
    assert (after.status, after.payments) == (order.status, order.payments)
    assert [parked.what for parked in after.parked] == [message]
    world.settle()
    assert "message-parked" in world.told(order, "staff")
    world.check()


def test_f07_a_refund_that_comes_back_is_not_refunded_any_more(world: World) -> None:
    """woocommerce-gateway-stripe#4405: no "refunded" before success, and none after a failure."""
    order = given_up(world, LIKES)
    world.payments.on_next("refund", "late")
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    assert "refund-sent" not in world.told(order)
    refund = world.order(order).refunds[0].reference
    world.payments.settle_refund(refund)
    world.settle()
    assert (world.order(order).status, world.told(order).count("refund-sent")) == ("refunded", 1)
    world.payments.fail_refund(refund)
    world.settle()
    assert (world.order(order).status, world.order(order).refunded_minor) == ("on_hold", 0)
    assert "refund-failed" in world.told(order, "staff")
    world.handle(order, Advance("retry", "refund", "1", by=STAFF))
    world.settle()
    assert world.order(order).status == "refunded"
    world.check()


def test_f07_a_payment_that_is_charged_back_is_not_money_any_more(world: World) -> None:
    """saleor#13520: the capture was reversed later, and the order stayed paid."""
    order = given_up(world, LIKES)
    reference = order.payments[0].reference
    world.payments.dispute(reference)
    world.settle()
    assert world.order(order).status == "on_hold"
    refusal = world.refusal(order, RequestRefund(WHOLE, "original", by=STAFF))
    assert refusal.code == "exceeds_captured"
    world.payments.lose_dispute(reference)
    world.settle()
    assert (world.order(order).captured_minor, world.order(order).status) == (0, "processing")
    assert world.told(order, "staff").count("payment-disputed") == 2
    world.check()


def test_f08_the_timer_never_cancels_a_paid_order(world: World) -> None:
    """saleor#14128: the money came in the last moment, and the timer won."""
    order = world.place(LIKES, method="paypal")
    world.settle()
    world.advance(hours=24)
    world.payments.pay(world.order(order).payments[0].reference)
    world.receive()
    world.settle()
    assert world.order(order).status == "processing"
    world.check()


@pytest.mark.parametrize(("method", "hours"), [("card", 24), ("bank_transfer", 7 * 24)])
def test_f08_the_timer_fires_for_each_way_to_pay(world: World, method: str, hours: int) -> None:
    """saleor#14352, Sylius#13442, woocommerce#60375: never, because a payment was attempted."""
    order = world.place(LIKES, method=method)
    world.settle()
    world.advance(hours=hours - 1)
    world.settle()
    assert world.order(order).status == "pending"
    world.advance(hours=1)
    world.settle()
    assert world.order(order).status == "cancelled"
    assert world.statuses(order) == ("cancelled",)
    world.check()


def test_f09_refunded_follows_money_and_nobody_can_set_it(world: World) -> None:
    """woocommerce#68406, #68658: the status was used as a flag, and totals followed it."""
    order = given_up(world, LIKES)
    assert world.refusal(order, Advance("refund", by=MANAGER)).code == "not_permitted"
    forced = world.refusal(order, Force("refunded", "the customer is angry", by=MANAGER))
    assert forced.code == "invariant_broken"
    assert world.order(order) == order
    world.check()


def test_f10_cancelling_a_partly_paid_order_gives_the_money_back(world: World) -> None:
    """Sylius#12869, #6144, solidus#1066: it crashed, or kept the money."""
    world.wallet.top_up(MEMBER.id, 150, "gift")
    order = world.place(LIKES, tenders=(Tender("wallet", 150), Tender("card")))
    world.settle()
    assert (world.order(order).status, world.order(order).captured_minor) == ("pending", 150)
    world.handle(order, CancelOrder("changed my mind", by=Actor("customer", MEMBER.id)))
    world.settle()
    assert world.wallet.balance(MEMBER.id) == 150
    assert [p.status for p in world.order(order).payments] == ["captured", "voided"]
    world.check()


def test_f10_a_partly_paid_order_that_nobody_pays_gives_the_money_back(world: World) -> None:
    world.wallet.top_up(MEMBER.id, 150, "gift")
    world.place(LIKES, tenders=(Tender("wallet", 150), Tender("card")))
    world.settle()
    world.advance(days=2)
    world.settle()
    assert world.wallet.balance(MEMBER.id) == 150
    world.check()


def test_f10_cancelling_a_partly_refunded_order_refunds_the_rest(world: World) -> None:
    """medusa#5457."""
    world.delivery.behave(LIKES.service, HABITS["server_problem"])
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = paid(world, LIKES, VIEWS)
    wish = RefundRequest((RefundLine("1"),))
    world.handle(order, RequestRefund(wish, "original", by=STAFF))
    world.settle()
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()
    order = world.order(order)
    assert (order.status, order.refunded_minor) == ("refunded", order.captured_minor)
    world.check()


def test_f11_what_was_priced_stays_priced(store: Store) -> None:
    """vendure#3885, #4811: discounts, tax and shipping were computed again after payment."""
    world = World(store)
    order = given_up(world, replace(LIKES, discount_minor=7, tax_minor=31))
    half = RefundRequest((RefundLine("1", units=100),))
    before = world.shop.quote(order.id, half, "original")
    dear = Policy(methods=(Method("card", "sandbox", 5_000, 999), *Policy().methods[1:]))
    world.shop.policy = dear
    assert world.shop.quote(order.id, half, "original") == before
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    after = world.order(order)
    assert (after.total_minor, after.refunded_minor) == (order.total_minor, order.total_minor)
    world.check()


def test_f12_a_side_effect_that_throws_leaves_no_half_transition(world: World) -> None:
    """vendure#4686, PrestaShop#1441: half a transition was done, and stayed."""
    order = world.place(LIKES)
    world.pay(order)
    world.delivery.on_next("hand_over", "timeout_before_success", times=3)
    world.mail.on_next("lose", times=2)
    world.settle()
    now = world.order(order)
    assert (now.status, now.items[0].status, now.items[0].handed_over) == (
        "processing",
        "pending",
        True,
    )
    world.live(hours=5)
    assert world.statuses(order) == ("completed",)
    world.check()


def test_f13_a_failed_refund_frees_its_amount_and_stays_in_the_history(world: World) -> None:
    """vendure#3152, medusa#12192: it counted as refunded, or the wrong row was deleted."""
    order = given_up(world, LIKES)
    world.payments.on_next("refund", "refuse")
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    failed = world.order(order)
    assert ([r.status for r in failed.refunds], failed.refunded_minor) == (["failed"], 0)
    world.handle(order, RequestRefund(WHOLE, "wallet", by=STAFF))
    world.settle()
    after = world.order(order)
    assert [r.status for r in after.refunds] == ["failed", "succeeded"]
    assert world.wallet.balance(MEMBER.id) == after.refunded_minor == order.base_minor
    world.check()


def test_f14_a_stale_order_cannot_be_saved(world: World) -> None:
    """woocommerce#35951: a stale object was saved, and the status went back."""
    order = world.place(LIKES)
    stale = world.store.load(order.id)
    decided = world.shop.decide(stale, CancelOrder(by=STAFF))
    world.pay(order)
    world.settle()
    assert not isinstance(decided, Refusal)
    with pytest.raises(Conflict):
        world.shop.commit(stale, decided)
    assert world.order(order).status == "processing"
    world.check()


def test_f15_the_same_line_twice_in_one_refund_is_refused(world: World) -> None:
    """woocommerce PR #65721: it passed the cap of the line."""
    order = given_up(world, LIKES)
    twice = RefundRequest((RefundLine("1", units=150), RefundLine("1", units=150)))
    refusal = world.refusal(order, RequestRefund(twice, "original", by=STAFF))
    assert refusal.code == "duplicate_line"
    world.check()


@pytest.mark.parametrize(
    ("currency", "shown"), [("JPY", "1530 JPY"), ("EUR", "15.30 EUR"), ("KWD", "1.530 KWD")]
)
def test_f16_minor_units_follow_iso_4217(store: Store, currency: str, shown: str) -> None:
    """gumroad PR #3749: a hundred times too much in yen."""
    world = World(store, policy=Policy(currency=currency))
    order = given_up(world, Line("Posters", "A2", 1, 1530), method="google_pay")
    assert order.currency.format(order.base_minor) == shown
    assert order.currency.parse(shown.split()[0]) == 1530
    assert world.payments.totals(order.id)[0].captured_minor == order.total_minor
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    world.check()


def test_f17_store_credit_is_restored_once(world: World) -> None:
    """magento2#761: each further cancel restored it again."""
    world.wallet.top_up(MEMBER.id, 1_000, "gift")
    world.delivery.behave(LIKES.service, HABITS["silent"])
    order = paid(world, LIKES, method="wallet")
    assert world.wallet.balance(MEMBER.id) == 600
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()
    assert world.wallet.balance(MEMBER.id) == 1_000
    for wish in (CancelOrder(by=STAFF), RequestRefund(WHOLE, "wallet", by=STAFF)):
        assert isinstance(world.shop.handle(order.id, wish), Refusal)
        world.settle()
    again = PaymentAsk(
        key=f"{order.id}/refund/1/1",
        order_id=order.id,
        number=order.number,
        payment="1",
        method="wallet",
        amount_minor=400,
        currency="EUR",
        customer_id=MEMBER.id,
        refund="1",
        to="original",
    )
    assert world.wallet.refund(again).state == "done"
    assert world.wallet.balance(MEMBER.id) == 1_000
    world.check()


def test_f18_one_poison_order_does_not_block_the_others(world: World) -> None:
    """Sylius: the sweep over unpaid orders stopped at the first that failed."""
    poison = world.place(VIEWS)
    other = world.place(LIKES)
    world.pay(poison)
    world.pay(other)
    hand_over = world.delivery.hand_over

    def refuse_to_work(job: Job) -> Outcome:
        if job.order_id == poison.id:
            raise SystemError("a bug in the adapter")
        return hand_over(job)

    world.delivery.hand_over = refuse_to_work  # type: ignore[method-assign]
    world.settle()
    assert world.statuses(other) == ("completed",)
    for _ in range(20):
        world.advance(hours=1)
        world.settle()
    (dead,) = world.dead()
    assert (dead.order_id, dead.outcome) == (poison.id, "SystemError: a bug in the adapter")
    assert [parked.what for parked in world.order(poison).parked] == ["hand_over"]
    later = paid(world, FOLLOWERS)
    assert world.statuses(later) == ("completed",)


def test_f18_a_lane_that_cannot_even_be_read_does_not_block_the_others(world: World) -> None:
    poison, other = world.place(VIEWS), world.place(LIKES)
    load = world.store.load

    def unreadable(ref: str | int, request: RequestKey | None = None) -> object:
        if ref == poison.id:
            raise RuntimeError("the row is damaged")
        return load(ref, request)

    world.store.load = unreadable  # type: ignore[method-assign, assignment]
    with pytest.raises(ExceptionGroup, match="some lanes could not be worked on"):
        drain(world.shop)
    assert "order-received" in world.told(other)


@pytest.mark.parametrize("minor", [100, 400])
def test_f19_a_refund_made_at_the_provider_is_booked_once(world: World, minor: int) -> None:
    """smartstore#1544, mollie/magento2#1047: missed, or booked twice."""
    order = given_up(world, LIKES)
    world.payments.refund_in_dashboard(order.payments[0].reference, minor)
    world.settle()
    world.payments.outside.resend()
    world.settle()
    after = world.order(order)
    assert (len(after.refunds), after.refunded_minor) == (1, minor)
    world.check()


def test_f19_the_message_about_our_own_refund_is_recognised(world: World) -> None:
    order = given_up(world, LIKES, method="paypal")
    world.payments.on_next("refund", "timeout_after_success")
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    world.live(hours=2)
    assert [r.status for r in world.order(order).refunds] == ["succeeded"]
    world.check()


def test_f20_a_cancelled_item_cannot_be_fulfilled(world: World) -> None:
    """saleor#8327: a cancelled order was still shipped."""
    world.delivery.behave(LIKES.service, HABITS["delayed"])
    order = paid(world, LIKES)
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()
    refused = world.refusal(order, Advance("deliver", "item", "1", by=STAFF))
    assert refused.code == "no_transition"
    late = world.handle(order, DeliveryReported("1", "delivered", by=SERVER))
    assert late.items[0].status == "refunded"
    assert [parked.what for parked in late.parked] == ["delivered"]
    world.live(hours=3)
    world.check()


def test_f21_an_unknown_status_is_refused_with_what_is_possible(world: World) -> None:
    """WooCommerce's set_status: an unknown status silently became "pending"."""
    order = paid(world, LIKES)
    forced = world.refusal(order, Force("shipped", "typed by hand", by=MANAGER))
    assert forced.code == "malformed"
    assert "completed" in forced.possible
    asked = world.refusal(order, Advance("ship", by=STAFF))
    assert asked.code == "unknown_trigger"
    assert "complete (by manager, staff)" in asked.possible
    assert world.order(order) == order


def test_f22_two_items_with_one_instance_never_start_together(world: World) -> None:
    """The seed's on-hold rule; two workers could start both."""
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    orders = [world.place(VIEWS, method="paypal") for _ in range(4)]
    for order in orders:
        world.pay(order)
    reports = world.payments.messages()
    assert len(reports) == 4
    at_once(
        *[
            lambda report=report: world.shop.handle(report.order_id, report.command, report.request)
            for report in reports
        ]
    )
    world.settle()
    statuses = sorted(world.statuses(order)[0] for order in orders)
    assert statuses == ["on_hold", "on_hold", "on_hold", "processing"]
    world.check()


def test_f22_two_items_of_one_order_with_one_instance_never_start_together(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = paid(world, VIEWS, VIEWS)
    assert world.statuses(order) == ("processing", "on_hold")


# fmt: off
PATHS: dict[str, Callable[[World, Order], object]] = {
    "delivered":  lambda w, o: w.handle(o, DeliveryReported("1", "delivered", by=SERVER)),
    "failed":     lambda w, o: w.handle(o, DeliveryReported("1", "failed", by=SERVER)),
    "stopped":    lambda w, o: w.handle(o, DeliveryReported("1", "stopped", by=SERVER)),
    "cancelled":  lambda w, o: w.handle(o, Advance("cancel", "item", "1", by=STAFF)),
    "called off": lambda w, o: w.handle(o, CancelOrder(by=STAFF)),
    "forced":     lambda w, o: w.handle(o, Force("completed", "done by hand", "item", "1", by=MANAGER)),
}
# fmt: on


@pytest.mark.parametrize("path", PATHS)
def test_f23_a_waiting_item_starts_whatever_ended_the_one_before(world: World, path: str) -> None:
    """The seed's rule; cancelled by another path, the next was never woken."""
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    first = paid(world, VIEWS)
    second, third = paid(world, VIEWS, customer=GUEST), paid(world, VIEWS)
    assert [world.statuses(o)[0] for o in (second, third)] == ["on_hold", "on_hold"]
    PATHS[path](world, first)
    world.settle()
    assert [world.statuses(o)[0] for o in (second, third)] == ["processing", "on_hold"]
    world.handle(second, CancelOrder(by=STAFF))
    world.settle()
    assert world.statuses(third) == ("processing",)


def test_f23_a_cancelled_item_in_the_queue_leaves_it(world: World) -> None:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    first, second, third = (paid(world, VIEWS) for _ in range(3))
    world.handle(second, CancelOrder(by=STAFF))
    world.settle()
    world.handle(first, DeliveryReported("1", "delivered", by=SERVER))
    world.settle()
    assert world.statuses(third) == ("processing",)


def test_a_customer_who_pays_twice_gets_the_second_payment_back(world: World) -> None:
    """Not in the list: two windows, two ways to pay, one order."""
    order = world.place(LIKES)
    world.settle()
    old = world.order(order).payments[0].reference
    world.handle(order, AddPayment("paypal", by=Actor("customer", MEMBER.id)))
    world.drain()
    world.payments.pay(world.order(order).payments[1].reference)
    world.settle()
    world.payments.pay_late(old)
    world.settle()
    order = world.order(order)
    assert order.payments[1].is_applied
    assert (order.refunds[0].payment, order.refunds[0].is_surplus) == ("1", True)
    world.check()


def test_a_mail_server_that_is_down_holds_up_no_money(world: World) -> None:
    """A message that nobody takes must not stand in the way of the payments behind it."""
    world.mail.on_next("lose", times=1_000)
    order = world.place(LIKES)
    world.pay(order)
    world.settle()
    assert world.statuses(order) == ("completed",)
    for _ in range(30):
        world.advance(hours=1)
        world.settle()
    assert {parked.what for parked in world.order(order).parked} == {
        "tell:order-received",
        "tell:payment-confirmed",
    }
    world.check()


def test_staff_hear_of_a_call_that_was_given_up(world: World) -> None:
    order = world.place(LIKES)
    world.payments.on_next("create", "timeout_before_success", times=1_000)
    for _ in range(20):
        world.settle()
        world.advance(hours=1)
    assert [row.effect.name for row in world.dead()] == ["create_payment"]
    assert "message-parked" in world.told(order, "staff")


def test_a_guest_who_never_answers_gets_the_money_back(world: World) -> None:
    """The shop's help page: a guest who does not answer is refunded the way it was paid."""
    order = given_up(world, LIKES, customer=GUEST)
    world.advance(days=6)
    world.settle()
    assert world.order(order).refunds == ()
    world.advance(days=1)
    world.settle()
    assert world.order(order).status == "refunded"
    world.check()


def test_a_refund_that_was_answered_twice_is_sent_once(world: World) -> None:
    order = given_up(world, LIKES)
    world.handle(order, AnswerCustomer("1", "original", by=Actor("customer", MEMBER.id)))
    assert isinstance(world.shop.handle(order.id, AnswerCustomer("1", "wallet", by=STAFF)), Refusal)
    world.settle()
    world.handle(order, RefundReported("1", "succeeded", by=PROCESSOR))
    world.check()
