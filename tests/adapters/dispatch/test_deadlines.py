"""Each deadline of the policy takes effect once, though eight threads look for it at once."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.world import World

from tilaus import events as e
from tilaus.commands import Tender
from tilaus.order import Customer, Order
from tilaus.policy import Method, Policy
from tilaus.ports.storage import ENDED
from tilaus.record import replace
from tilaus.testing.orders import GUEST, LIKES, MEMBER
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.dispatch.embedded import EmbeddedDispatcher
from tilaus_adapters.storage.sqlite import SqliteStore

THREADS, ORDERS = 8, 6


class Deadlines:
    """A shop in a file with a few orders, and the worker that is to see to their deadlines."""

    def __init__(self, store: SqliteStore, policy: Policy) -> None:
        self.world = World(store, policy=policy)
        self.world.delivery.behave(LIKES.service, HABITS["customer_error"])
        self.orders: list[Order] = []

    def place(self, customer: Customer, method: str, *, is_paid: bool) -> None:
        """Place the orders; paid ones have an item that failed, and wait for an answer."""
        for n in range(ORDERS):
            line = replace(LIKES, target=f"{LIKES.target}{n}")
            self.orders.append(self.world.place(line, customer=customer, method=method))
        for order in self.orders:
            if is_paid:
                self.world.pay(order)
        self.work()
        self.world.settle()

    def work(self) -> int:
        """Do all that is due, with eight threads; return how much that was."""
        dispatcher = EmbeddedDispatcher(self.world.shop, threads=THREADS, poll_s=0.01)
        return dispatcher.run(self._is_done)

    def _is_done(self) -> bool:
        due, now = self.world.store.next_due(), self.world.clock()
        rows = self.world.store.effects()
        is_open = any(row.state not in ENDED and row.run_at <= now for row in rows)
        return not is_open and (due is None or due > now)

    def after(self, *, days: float = 0, hours: float = 0) -> None:
        """Let time pass, and then all that follows from it."""
        self.world.advance(days=days, hours=hours)
        while self.work() + self.world.receive():
            pass  # What was done may have made more work, and more messages.

    def kinds(self) -> list[tuple[str, ...]]:
        """Return what each order, its payment and its item are now."""
        found = (self.world.order(order) for order in self.orders)
        return [(o.status, o.payments[0].status, o.items[0].status) for o in found]

    def mails(self, kind: str) -> list[int]:
        """Return how many messages of a kind were told about each order."""
        told = Counter(m.order.id for m in self.world.mail.messages if m.kind == kind)
        return [told[order.id] for order in self.orders]

    def moves(self, machine: str, trigger: str) -> list[int]:
        """Return how often something moved in each order."""
        return [
            sum(
                isinstance(r.event, e.Moved)
                and (r.event.machine, r.event.trigger) == (machine, trigger)
                for r in self.world.store.history(order.id)
            )
            for order in self.orders
        ]


ONCE, NEVER = [1] * ORDERS, [0] * ORDERS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    store = SqliteStore(tmp_path / "shop.db")
    yield store
    store.close()


def test_a_payment_that_nobody_paid_lapses_and_its_order_expires_once(store: SqliteStore) -> None:
    shop = Deadlines(store, Policy())
    shop.place(MEMBER, "card", is_paid=False)
    shop.after(hours=23)
    assert shop.kinds() == [("pending", "created", "pending")] * ORDERS
    shop.after(hours=1)
    assert shop.kinds() == [("cancelled", "expired", "cancelled")] * ORDERS
    assert shop.moves("payment", "lapse") == shop.moves("order", "expire") == ONCE
    assert shop.mails("order-cancelled") == ONCE
    shop.after(days=30)
    assert shop.mails("order-cancelled") == ONCE
    shop.world.check()


def test_each_way_to_pay_has_its_own_time(store: SqliteStore) -> None:
    shop = Deadlines(store, Policy())
    shop.place(MEMBER, "bank_transfer", is_paid=False)
    shop.after(days=6)
    assert shop.moves("payment", "lapse") == NEVER
    shop.after(days=1)
    assert shop.moves("payment", "lapse") == shop.moves("order", "expire") == ONCE
    shop.world.check()


def test_an_order_waits_for_the_slowest_of_its_payments(store: SqliteStore) -> None:
    methods = (
        Method("card", "sandbox", expires_hours=1),
        Method("bank_transfer", "banktransfer", expires_hours=3),
    )
    rules = tuple(
        rule for rule in Policy().refund_rules if rule.paid_with in ("card", "bank_transfer")
    )
    shop = Deadlines(store, Policy(methods=methods, refund_rules=rules))
    tenders = (Tender("card", 100), Tender("bank_transfer"))
    shop.orders = [shop.world.place(LIKES, tenders=tenders) for _ in range(ORDERS)]
    shop.work()
    shop.after(hours=1)
    assert (shop.moves("payment", "lapse"), shop.moves("order", "expire")) == (ONCE, NEVER)
    shop.after(hours=2)
    assert (shop.moves("payment", "lapse"), shop.moves("order", "expire")) == ([2] * ORDERS, ONCE)
    shop.world.check()


def test_the_money_of_a_guest_who_does_not_answer_goes_back_once(store: SqliteStore) -> None:
    shop = Deadlines(store, Policy())
    shop.place(GUEST, "card", is_paid=True)
    assert shop.mails("item-cancelled") == [2] * ORDERS  # The customer is asked, staff alerted.
    shop.after(days=6)
    assert shop.mails("refund-requested") == NEVER
    shop.after(days=1)
    assert shop.mails("refund-requested") == shop.mails("refund-sent") == ONCE
    for order in shop.orders:
        (total,) = shop.world.payments.totals(order.id)
        assert total.refunded_minor == total.captured_minor > 0
    shop.world.check()


def test_a_registered_customer_is_reminded_once_and_then_paid_back_once(
    store: SqliteStore,
) -> None:
    shop = Deadlines(store, Policy(silence_registered="wallet"))
    shop.place(MEMBER, "card", is_paid=True)
    shop.after(days=7)
    assert (shop.mails("reminder"), shop.mails("refund-requested")) == (ONCE, NEVER)
    shop.after(days=7)
    assert shop.mails("reminder") == shop.mails("refund-requested") == ONCE
    for order in shop.orders:
        (refund,) = shop.world.order(order).refunds
        assert (refund.to, refund.kind) == ("wallet", "finished")
    shop.world.check()


@pytest.mark.parametrize(
    ("silence", "refunds", "alerts"), [("original", ONCE, NEVER), ("staff", NEVER, ONCE)]
)
def test_silence_after_the_reminder_does_what_the_policy_says_once(
    store: SqliteStore, silence: str, refunds: list[int], alerts: list[int]
) -> None:
    policy = Policy(silence_registered="original" if silence == "original" else "staff")
    shop = Deadlines(store, policy)
    shop.place(MEMBER, "card", is_paid=True)
    shop.after(days=7)
    shop.after(days=7)
    shop.after(days=365)
    assert shop.mails("reminder") == ONCE
    assert (shop.mails("refund-requested"), shop.mails("no-answer")) == (refunds, alerts)
    shop.world.check()
