"""The three changed lifecycles that ship: sound, explored, and each played to its end on SQLite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tilaus.commands import (
    SERVER,
    Actor,
    Advance,
    DeliveryReported,
    Line,
    RequestRefund,
    Tender,
)
from tilaus.drain import drain
from tilaus.invariants import breaches
from tilaus.ledger import balances
from tilaus.order import Customer, Order
from tilaus.policy import Policy, problems
from tilaus.policy_file import dump_policy, load_policy
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus.testing.notification import MemoryNotifier
from tilaus.testing.orders import Clock
from tilaus.verify.explore import explore
from tilaus.verify.model import Bounds
from tilaus_adapters.cli.working import take_messages
from tilaus_adapters.delivery.manual import ManualDelivery
from tilaus_adapters.local import local_shop
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.storage.sqlite import SqliteStore

FOLDER = Path(__file__).parents[2] / "examples" / "lifecycles"
NAMES = ("goods", "click-and-collect", "manager-approval")
GUEST = Customer("guest@customer.example")

MUG, LAMP = Line("Mug", "Main street 1", 1, 1_000), Line("Lamp", "Main street 1", 1, 3_000)
PALLET = Line("Mug", "Main street 1", 60, 1_000)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.toml").read_text(encoding="utf-8")


class Desk:
    """A shop in a SQLite file whose staff deliver by hand, and whoever stands at its desk."""

    def __init__(self, path: Path, policy: Policy) -> None:
        self.clock, self.mail = Clock(), MemoryNotifier()
        self.store = SqliteStore(path)
        self.shop: Shop = local_shop(
            path,
            store=self.store,
            policy=policy,
            delivery=ManualDelivery(),
            notifier=self.mail,
            clock=self.clock,
        )

    def place(self, *lines: Line) -> Order:
        placed = self.shop.place(GUEST, lines, (Tender("card"),))
        assert isinstance(placed, Receipt)
        self.settle()
        provider = self.shop.payments["sandbox"]
        assert isinstance(provider, SandboxPayments)
        for payment in self.order(placed.order).payments:
            provider.pay(payment.reference)
        self.settle()
        return self.order(placed.order)

    def settle(self) -> None:
        while drain(self.shop) + take_messages(self.shop).messages:
            pass

    def order(self, order: Order) -> Order:
        found = self.shop.order(order.id)
        assert found is not None
        return found

    def ask(self, order: Order, trigger: str, item: str = "", role: str = "staff") -> Order:
        wish = Advance(trigger, "item" if item else "order", item, by=Actor(role))
        answer = self.shop.handle(order.id, wish)
        assert isinstance(answer, Receipt), answer
        self.settle()
        return self.order(order)

    def refusal(self, order: Order, trigger: str, item: str = "", role: str = "staff") -> Refusal:
        wish = Advance(trigger, "item" if item else "order", item, by=Actor(role))
        answer = self.shop.handle(order.id, wish)
        assert isinstance(answer, Refusal), answer
        return answer

    def refund(self, order: Order, *items: str) -> Order:
        lines = tuple(RefundLine(item) for item in items)
        wish = RequestRefund(RefundRequest(lines), "original", by=Actor("staff"))
        assert isinstance(self.shop.handle(order.id, wish), Receipt)
        self.settle()
        return self.order(order)

    def told(self, audience: str = "customer") -> list[str]:
        return [mail.kind for mail in self.mail.messages if mail.audience == audience]

    def check(self, order: Order) -> None:
        """Hold the books against the order, and see that nothing was given up."""
        now, entries = self.order(order), self.store.entries()
        assert breaches(now) == []
        assert not self.store.effects(states=frozenset({"dead", "ready", "unknown"}))
        assert all(entry.is_balanced for entry in entries)
        assert sum(balances(entries).values()) == 0


@pytest.fixture
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path / "shop.db", load_policy(text_of(request.param)))
    yield desk
    desk.store.close()


def at(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("desk", [name], indirect=True)


@pytest.mark.parametrize("name", NAMES)
def test_a_changed_lifecycle_that_ships_is_sound_and_read_back_as_it_is_written(name: str) -> None:
    policy = load_policy(text_of(name))
    assert problems(policy) == []
    assert policy.lifecycles.id == name
    assert load_policy(dump_policy(policy)) == policy


def test_the_files_that_ship_are_those_that_are_played() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == {*NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_no_promise_can_be_broken_in_a_small_world_of_a_changed_lifecycle(name: str) -> None:
    # The model's orders cost one unit of 1.00: let it be a large one.
    policy = load_policy(text_of(name).replace("50000", "100"))
    found = explore(Bounds("a guest's order", guest=True), policy)
    assert found.is_complete
    assert found.breaches == ()


@at("goods")
def test_goods_are_packed_shipped_delivered_and_one_comes_back(desk: Desk) -> None:
    order = desk.place(MUG, LAMP)
    for item in ("1", "2"):
        order = desk.ask(order, "start", item)
        refused = desk.refusal(order, "ship", item)
        assert refused.sentence == (
            f"cannot ship item {item}: item {item} is processing; possible now: "
            "cancel (by manager, staff), pack (by manager, staff)"
        )
        order = desk.ask(order, "pack", item)
        order = desk.ask(order, "ship", item)
        order = desk.ask(order, "deliver", item)
    order = desk.ask(order, "complete")
    assert [i.status for i in order.items] == ["completed", "completed"]
    order = desk.ask(order, "take_back", "2")
    assert order.items[1].status == "returned"
    order = desk.refund(order, "2")
    assert [i.status for i in order.items] == ["completed", "refunded"]
    # 40.00, and 2.9 % and 0.25 for the card; of the fee the lamp's share, 3/4, goes back as well.
    assert order.captured_minor == 4_000 + 116 + 25
    assert order.refunded_minor == 3_000 + 106
    assert order.status == "completed"
    assert desk.told() == [
        "order-received",
        "payment-awaited",
        "payment-confirmed",
        "order-completed",
        "refund-requested",
        "refund-sent",
    ]
    assert desk.told("staff") == []
    desk.check(order)


@at("goods")
def test_what_the_carrier_says_of_goods_that_were_not_shipped_is_parked(desk: Desk) -> None:
    order = desk.ask(desk.place(MUG), "start", "1")
    order = desk.ask(order, "pack", "1")
    says = DeliveryReported("1", "delivered", by=SERVER)
    assert isinstance(desk.shop.handle(order.id, says), Receipt)
    desk.settle()
    order = desk.order(order)
    assert (order.items[0].status, order.items[0].delivered) == ("packed", 0)
    assert [parked.what for parked in order.parked] == ["delivered"]
    assert desk.told("staff") == ["message-parked"]


@at("click-and-collect")
def test_one_item_is_collected_and_the_other_is_not_and_is_paid_back(desk: Desk) -> None:
    order = desk.place(MUG, LAMP)
    order = desk.ask(order, "make_ready", "1")
    order = desk.ask(order, "start", "2")
    order = desk.ask(order, "make_ready", "2")
    assert [i.status for i in order.items] == ["awaiting_pickup", "awaiting_pickup"]
    order = desk.ask(order, "collect", "1")
    order = desk.ask(order, "cancel", "2")
    assert [i.status for i in order.items] == ["completed", "cancelled"]
    assert desk.told("staff") == ["item-cancelled"]
    desk.clock.advance(days=2)
    desk.settle()
    assert desk.order(order).refunded_minor == 0
    desk.clock.advance(days=1)
    desk.settle()
    order = desk.order(order)
    assert [i.status for i in order.items] == ["completed", "refunded"]
    assert order.refunded_minor == 3_000 + 106
    order = desk.ask(order, "complete")
    assert desk.told() == [
        "order-received",
        "payment-awaited",
        "payment-confirmed",
        "item-cancelled",
        "refund-requested",
        "refund-sent",
        "order-completed",
    ]
    desk.check(order)


@at("manager-approval")
def test_a_small_order_goes_on_and_a_large_one_waits_for_the_manager(desk: Desk) -> None:
    small = desk.place(MUG)
    assert (small.status, small.items[0].handed_over) == ("processing", True)
    large = desk.place(PALLET)
    assert (large.status, large.kind, large.items[0].handed_over) == (
        "needs_approval",
        "waiting",
        False,
    )
    refused = desk.refusal(large, "approve")
    assert refused.sentence.startswith(f"cannot approve order {large.number}: staff may not")
    large = desk.ask(large, "approve", role="manager")
    # It is for the same address as the small one, and so it waits behind it.
    assert (large.status, large.items[0].status) == ("processing", "on_hold")
    for order in (small, large):
        desk.ask(order, "start", "1")
        desk.ask(order, "deliver", "1")
        done = desk.ask(order, "complete")
        assert done.status == "completed"
        desk.check(done)
    assert desk.told().count("payment-confirmed") == 2
    assert desk.told().count("order-completed") == 2


@at("manager-approval")
def test_a_large_order_that_is_not_approved_is_called_off_and_paid_back(desk: Desk) -> None:
    order = desk.place(PALLET)
    order = desk.ask(order, "cancel", role="manager")
    assert (order.status, order.items[0].status) == ("refunded", "refunded")
    assert order.refunded_minor == order.captured_minor > 0
    assert desk.told() == [
        "order-received",
        "payment-awaited",
        "payment-confirmed",
        "refund-requested",
        "refund-sent",
        "order-refunded",
    ]
    desk.check(order)


@at("manager-approval")
def test_a_large_order_gets_around_the_manager_neither_parked_nor_late(desk: Desk) -> None:
    order = desk.place(PALLET)
    order = desk.ask(order, "hold")
    assert (order.status, order.held_from) == ("on_hold", "needs_approval")
    order = desk.ask(order, "resume")
    assert order.status == "needs_approval"
    order = desk.ask(desk.ask(order, "hold"), "cancel")
    assert order.items[0].attempt == 0
    assert order.status == "refunded"
    desk.check(order)


@at("manager-approval")
def test_an_item_that_was_given_up_is_tried_again_while_its_order_waits(desk: Desk) -> None:
    order = desk.ask(desk.place(PALLET), "cancel", "1")
    assert (order.status, order.items[0].status) == ("needs_approval", "cancelled")
    order = desk.ask(order, "retry", "1")
    assert (order.status, order.items[0].status) == ("needs_approval", "pending")
    order = desk.ask(order, "approve", role="manager")
    assert order.items[0].handed_over
    desk.check(order)
