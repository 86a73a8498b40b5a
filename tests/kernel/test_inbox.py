"""Messages of providers: taken once, in any order, and never trusted for what they say."""

from typing import Any

import pytest
from tests.world import World

from tilaus.inbox import MAX_BODY, Reply, receive
from tilaus.order import Order
from tilaus.ports.payment import MessageRefused, Notice, PaymentAsk, RawMessage, Standing
from tilaus.reconcile import apply, differences
from tilaus.testing.orders import ORDER_50001
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.storage.memory import MemoryStore


class Sending(SandboxPayments):
    """The sandbox, as a provider whose messages come over HTTP: `ID ORDER PAYMENT` is one."""

    def parse(self, message: RawMessage) -> Notice:
        if message.headers.get("signature") != "right":
            raise MessageRefused("the signature is wrong")
        if message.body == b"away":
            raise ConnectionError("the certificate could not be fetched")
        id, order_id, payment = message.body.decode().split(" ")
        return Notice(id, "payment.changed", order_id, payment)


@pytest.fixture
def world() -> World:
    made = World(MemoryStore())
    sending = Sending()
    made.payments = sending
    made.shop.payments = {**made.shop.payments, "sandbox": sending}
    return made


@pytest.fixture
def order(world: World) -> Order:
    """Return an order whose payment is open and was paid, which the shop does not know yet."""
    placed = world.place(*ORDER_50001)
    world.drain()
    world.payments.pay(reference(world, placed), placed_amount(world, placed))
    return world.order(placed)


def reference(world: World, order: Order) -> str:
    return world.order(order).payments[0].reference


def placed_amount(world: World, order: Order) -> int:
    return world.order(order).payments[0].amount_minor


def sent(world: World, body: str | bytes, signature: str = "right") -> Reply:
    raw = body if isinstance(body, bytes) else body.encode()
    return receive(world.shop, "sandbox", RawMessage(raw, {"signature": signature}, world.clock()))


def told(world: World, order: Order, id: str = "m1") -> Reply:
    return sent(world, f"{id} {order.id} 1")


def test_a_message_tells_the_order_how_its_payment_stands(world: World, order: Order) -> None:
    assert told(world, order).code == "done"
    assert world.order(order).status == "processing"


def test_the_same_message_again_is_known_and_asks_nobody(world: World, order: Order) -> None:
    told(world, order)
    version = world.order(order).version
    world.payments.on_next("look_up", "timeout_before_success")
    assert (told(world, order).status, told(world, order).code) == (200, "duplicate")
    assert world.order(order).version == version


def test_another_message_about_the_same_changes_nothing(world: World, order: Order) -> None:
    told(world, order)
    version = world.order(order).version
    assert told(world, order, "m2") == Reply(
        200, "duplicate", "the order knows how the payment stands"
    )
    assert world.order(order).version == version


def test_a_refund_in_the_dashboard_is_booked_once(world: World, order: Order) -> None:
    told(world, order)
    world.payments.refund_in_dashboard(reference(world, order), 100)
    assert told(world, order, "m2").code == "done"
    assert told(world, order, "m3").code == "duplicate"
    assert [r.amount_minor for r in world.order(order).refunds] == [100]


def test_a_dispute_that_came_and_went_leaves_the_payment_captured(
    world: World, order: Order
) -> None:
    told(world, order)
    world.payments.dispute(reference(world, order))
    told(world, order, "m2")
    assert world.order(order).payments[0].status == "disputed"
    world.payments.win_dispute(reference(world, order))
    told(world, order, "m3")
    assert world.order(order).payments[0].status == "captured"


# fmt: off
REFUSED: list[tuple[str, Any, str, int, str]] = [
    # what is promised                                body              signature  status  code
    ("a wrong signature is told before anything else", "m1 nobody 1",    "wrong",   400, "bad_message"),
    ("a message that is too long is not even checked", b"x" * (MAX_BODY + 1), "wrong", 413, "too_long"),
    ("what cannot be checked now is sent again",       b"away",           "right",   503, "away"),
    ("what is about nothing of ours is taken",         "m1  ",            "right",   200, "nothing_of_ours"),
    ("an order of another shop is taken",              "m1 stranger 1",   "right",   200, "unknown_order"),
]
# fmt: on


@pytest.mark.parametrize(
    ("body", "signature", "status", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_what_is_not_for_an_order(
    world: World, body: Any, signature: str, status: int, code: str
) -> None:
    reply = sent(world, body, signature)
    assert (reply.status, reply.code) == (status, code)


def test_a_payment_that_the_order_does_not_have_is_taken(world: World, order: Order) -> None:
    assert sent(world, f"m1 {order.id} 7").code == "unknown_order"


def test_a_provider_that_is_away_is_asked_when_the_message_comes_again(
    world: World, order: Order
) -> None:
    world.payments.on_next("look_up", "timeout_before_success")
    assert told(world, order).status == 503
    assert told(world, order).code == "done"


def test_a_provider_that_sends_no_messages_has_no_address(world: World) -> None:
    message = RawMessage(b"", {}, world.clock())
    assert receive(world.shop, "wallet", message).status == 404
    assert receive(world.shop, "nobody", message).status == 404


def test_reconciliation_lists_what_the_provider_knows_and_changes_nothing(
    world: World, order: Order
) -> None:
    found = list(differences(world.shop, order))
    assert [d.provider for d in found] == ["sandbox"]
    assert "it has captured" in found[0].found
    assert found[0].cure == f"tilaus reconcile --order {order.number} --apply"
    assert world.order(order) == order


def test_reconciliation_mends_what_it_listed_and_finds_nothing_afterwards(
    world: World, order: Order
) -> None:
    assert [d.is_mended for d in apply(world.shop, order)] == [True]
    assert world.order(order).status == "processing"
    assert list(differences(world.shop, world.order(order))) == []


def test_a_refund_beyond_the_payment_is_put_before_a_person_once(
    world: World, order: Order
) -> None:
    told(world, order)
    with world.payments.outside.transaction() as db:
        row = "ref-over", reference(world, order), "", 999_999, "succeeded"
        db.execute("INSERT INTO refunds VALUES (?, ?, ?, ?, ?)", row)
    for id in ("m2", "m3"):
        told(world, order, id)
    assert [p.what for p in world.order(order).parked] == ["refund observed"]
    assert list(differences(world.shop, world.order(order))) == []


def test_a_message_before_the_answer_lends_its_name_for_the_payment(world: World) -> None:
    placed = world.place(*ORDER_50001)
    asked: list[str] = []

    class Named(Sending):
        def parse(self, message: RawMessage) -> Notice:
            return Notice("m1", "payment.changed", placed.id, "1", "pay-early")

        def standing(self, ask: PaymentAsk) -> Standing | None:
            asked.append(ask.reference)
            return None

    world.shop.payments = {**world.shop.payments, "sandbox": Named()}
    assert sent(world, "m1").code == "nothing_of_ours"
    assert asked == ["pay-early"]
