"""A shop that is paid through PayPal, from placing to the last cent that goes back."""

import logging
from collections.abc import Iterator

import pytest
from tests.adapters.payment.paypal_shop import adapter
from tests.providers.paypal_double import SECRET, PayPalDouble, running
from tests.world import STAFF, World

from tilaus.commands import CancelOrder
from tilaus.inbox import receive
from tilaus.order import Order, Payment
from tilaus.ports.payment import RawMessage
from tilaus.testing.orders import GUEST, ORDER_50001
from tilaus_adapters.storage.memory import MemoryStore


class Shop:
    """A world in which PayPal takes the money, and one order of a guest's."""

    def __init__(self, double: PayPalDouble) -> None:
        self.double, self.world = double, World(MemoryStore())
        double.world.now = self.world.clock()
        self.world.shop.payments = {**self.world.shop.payments, "sandbox": adapter(double)}
        self.placed = self.world.place(*ORDER_50001, customer=GUEST, method="paypal")
        self.world.drain()

    @property
    def order(self) -> Order:
        return self.world.order(self.placed)

    @property
    def payment(self) -> Payment:
        return self.order.payments[0]

    def deliver(self, times: int = 1, *, backwards: bool = False) -> list[str]:
        """Hand the shop PayPal's messages, let it do what follows, and return its answers."""
        sent = self.double.messages() * times
        raws = [RawMessage(*message, self.double.world.now) for message in sent]
        codes = [
            receive(self.world.shop, "sandbox", raw).code
            for raw in (reversed(raws) if backwards else raws)
        ]
        self.world.drain()
        return codes

    def agrees(self) -> bool:
        """Tell whether the shop believes what PayPal's books say."""
        finished = [r.amount_minor for r in self.order.refunds if r.kind == "finished"]
        believed = self.payment.captured_minor, sum(finished)
        return believed == self.double.totals(self.payment.reference)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running() as double:
        yield Shop(double)


def paid(shop: Shop) -> Shop:
    shop.double.pay(shop.payment.reference)
    shop.deliver()
    shop.deliver()
    assert shop.payment.kind == "finished"
    return shop


def test_an_approval_is_captured_by_the_kernels_own_effect(shop: Shop) -> None:
    assert shop.payment.pay_url.startswith("https://www.sandbox.paypal.com/checkoutnow?token=")
    shop.double.pay(shop.payment.reference)
    assert shop.double.totals(shop.payment.reference) == (0, 0)
    assert shop.deliver() == ["done"]
    assert shop.payment.captured_minor == shop.payment.amount_minor
    assert shop.order.kind == "active"
    assert shop.agrees()


def test_messages_thrice_and_backwards_change_nothing(shop: Shop) -> None:
    shop.double.pay(shop.payment.reference)
    assert set(shop.deliver(times=3)) == {"done", "duplicate"}
    assert set(shop.deliver(times=3, backwards=True)) <= {"done", "duplicate"}
    assert shop.agrees()


def test_a_decline_and_then_another_card(shop: Shop) -> None:
    shop.double.decline(shop.payment.reference)
    shop.deliver()
    assert shop.payment.kind == "failed"
    assert shop.payment.pay_url
    shop.double.advance(minutes=3)
    shop.double.pay(shop.payment.reference)
    shop.deliver()
    assert shop.payment.kind == "finished"
    assert shop.agrees()


def test_an_order_that_is_called_off_goes_back_through_paypal_without_the_fee(shop: Shop) -> None:
    paid(shop)
    shop.world.handle(shop.placed, CancelOrder("changed my mind", "original", by=STAFF))
    shop.world.drain()
    shop.deliver(times=2)
    fee = shop.payment.fee_minor
    assert fee > 0
    assert {r.kind for r in shop.order.refunds} == {"finished"}
    back = shop.double.totals(shop.payment.reference)[1]
    assert back == shop.payment.amount_minor - fee
    assert shop.agrees()


def test_a_refund_in_the_dashboard_and_a_lost_dispute_reach_the_order(shop: Shop) -> None:
    paid(shop)
    shop.double.refund_in_dashboard(shop.payment.reference, 500)
    shop.deliver(times=2)
    shop.double.dispute(shop.payment.reference)
    shop.deliver()
    assert shop.payment.kind == "held"
    shop.double.lose_dispute(shop.payment.reference)
    shop.deliver()
    assert shop.payment.kind == "closed"


def test_a_won_dispute_gives_the_payment_back(shop: Shop) -> None:
    paid(shop)
    shop.double.dispute(shop.payment.reference)
    shop.deliver()
    shop.double.win_dispute(shop.payment.reference)
    shop.deliver()
    assert shop.payment.kind == "finished"
    assert shop.agrees()


def test_what_paypal_kept_is_booked(shop: Shop) -> None:
    paid(shop)
    assert shop.payment.provider_fee_minor == shop.payment.amount_minor * 34 // 1000 + 35


def test_neither_secret_nor_token_is_ever_logged(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        paid(shop)
        shop.double.expire_tokens()
        shop.double.on_next("show", "garbage")
        shop.double.refund_in_dashboard(shop.payment.reference, 500)
        shop.deliver()
    assert caplog.text
    for secret in (SECRET, *shop.double.tokens):
        assert secret not in caplog.text
