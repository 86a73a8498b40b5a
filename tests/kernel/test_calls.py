"""What an effect asks of the world when time has passed, or more was asked, since its writing."""

from tests.world import STAFF, World

from tilaus.commands import PROCESSOR, Advance, PaymentReported, RequestRefund, RetryItem
from tilaus.drain import LEASE_S
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk
from tilaus.refunds import WHOLE
from tilaus.testing.orders import BOSS, VIEWS
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.storage.memory import MemoryStore


class Forgetful(SandboxPayments):
    """A provider that surely remembers a key for a minute; what was asked of it is written down."""

    abilities = Abilities(60.0)

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def refund(self, ask: PaymentAsk) -> Outcome:
        self.asked.append("refund")
        return super().refund(ask)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        self.asked.append("look up")
        return super().look_up(ask)


def with_refund_that_waits() -> tuple[World, Forgetful]:
    """Return a world in which a worker died with a refund in its hands."""
    world = World(MemoryStore())
    provider = Forgetful()
    world.payments = provider
    world.shop.payments = {**world.shop.payments, "sandbox": provider}
    order = world.place(VIEWS, method="paypal")
    world.pay(order)
    world.settle()
    world.handle(order, RequestRefund(WHOLE, "original", by=STAFF))
    return world, provider


def test_an_effect_that_was_never_tried_is_looked_up_once_its_key_may_be_forgotten() -> None:
    world, provider = with_refund_that_waits()
    world.advance(seconds=LEASE_S + 1)
    world.settle()
    assert provider.asked == ["look up", "refund"]


def test_an_effect_that_was_never_tried_is_asked_at_once_while_its_key_is_remembered() -> None:
    world, provider = with_refund_that_waits()
    world.advance(seconds=LEASE_S - 1)
    world.settle()
    assert provider.asked == ["refund"]


def test_an_item_tried_again_before_it_was_stopped_is_stopped_where_it_ran_before() -> None:
    world = World(MemoryStore())
    world.delivery.behave(VIEWS.service, HABITS["gradual"])
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    world.handle(order, Advance("cancel", "item", "1", "wrong link", by=STAFF))
    world.handle(order, RetryItem("1", by=STAFF))
    world.live(hours=5)
    assert world.statuses(order) == ("completed",)
    keys = [f"{order.id}/item/1/{attempt}" for attempt in (1, 2)]
    assert [world.delivery.delivered(key) for key in keys] == [0, VIEWS.quantity]
    world.check()


def test_an_item_given_up_and_tried_again_before_its_first_hand_over_is_handed_over_once() -> None:
    world = World(MemoryStore())
    order = world.place(VIEWS, method="paypal")
    world.pay(order)
    world.receive()
    assert world.order(order).items[0].attempt == 1
    world.handle(order, Advance("cancel", "item", "1", "wrong link", by=STAFF))
    world.handle(order, RetryItem("1", by=STAFF))
    world.settle()
    assert world.statuses(order) == ("completed",)
    keys = [f"{order.id}/item/1/{attempt}" for attempt in (1, 2)]
    assert [world.delivery.delivered(key) for key in keys] == [0, VIEWS.quantity]


class Crossed(SandboxPayments):
    """A provider that tells of money while it is asked to give the payment up."""

    def __init__(self) -> None:
        super().__init__()
        self.world: World | None = None

    def void(self, ask: PaymentAsk) -> Outcome:
        if self.world is not None:
            arrived = PaymentReported(ask.payment, "captured", ask.amount_minor, by=PROCESSOR)
            self.world.handle(ask.order_id, arrived)
        return Outcome("done", "voided")


def test_an_answer_that_changed_nothing_before_the_call_is_weighed_again_after_it() -> None:
    world, provider = World(MemoryStore()), Crossed()
    world.payments = provider
    world.shop.payments = {**world.shop.payments, "sandbox": provider}
    order = world.place(VIEWS)
    world.drain()
    provider.world = world
    world.handle(order, Advance("cancel", by=BOSS))
    world.drain()
    assert world.order(order).payments[0].captured_minor == order.total_minor
    parked = [(p.about, p.what) for p in world.order(order).parked]
    assert ("1", "voided") in parked, "voided, and the money is here: a person must look"
