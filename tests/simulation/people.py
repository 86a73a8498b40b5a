"""Customers and staff: what they ask for, again and again under one key until they are answered."""

from collections import defaultdict
from collections.abc import Callable
from typing import Literal

from tests.simulation.provider import Provider
from tests.simulation.schedule import Schedule
from tests.simulation.watched import Away

from tilaus.commands import (
    AddNote,
    AddPayment,
    Advance,
    AnswerCustomer,
    CancelOrder,
    Command,
    Line,
    RequestRefund,
    RetryItem,
    Tender,
)
from tilaus.order import Customer, Order
from tilaus.ports.storage import OrderStore, RequestKey
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus.testing.orders import BOSS, STAFF

AGAIN_S = (1.0, 30.0, 2_000.0, 20_000.0)
"""How long after a refund came back staff try it again."""

Answer = Receipt | Refusal
Destination = Literal["wallet", "original"]

SERVICES = (("views", 12, 7), ("likes", 5, 31))
METHODS = ("card", "card", "google_pay", "paypal", "wallet")
WAYS = (*("pay",) * 7, "decline", "never", "late")
"""What customers do about a payment."""

LOOKS_S = (1.0, 5.0, 20.0, 60.0, 300.0, 1_000.0, 5_000.0, 20_000.0, 50_000.0, 90_000.0)
"""How long customers wait before they look again whether they can pay."""

WHEN_S = (0.5, 5.0, 60.0, 120.0, 500.0, 5_000.0, 20_000.0, 100_000.0)
"""When staff do something."""


class People:
    """Everybody who asks something of the shop, and what they were answered."""

    def __init__(
        self, schedule: Schedule, shop: Shop, store: OrderStore, provider: Provider
    ) -> None:
        self._schedule, self._shop, self._provider = schedule, shop, provider
        self._store = store  # To look at an order before anything is wished for it.
        self.placed: dict[int, str] = {}
        self.answers: defaultdict[RequestKey, list[Answer]] = defaultdict(list)
        provider.on_refund_back = self._send_again

    def arrive(self) -> None:
        """Let all of them start, each at a time of their own."""
        chance, plan = self._schedule.chance, self._schedule.plan
        for number in range(plan.orders):
            act = self._customer(number)
            after_s = 0.0 if chance.random() < plan.rush else chance.choice((0.0, 3.0, 100.0))
            self._schedule.start(f"customer {number}", act, after_s=after_s)
        for number in range(plan.staff):
            self._staff(number, chance.choice(WHEN_S))

    def _insist(self, request: RequestKey, ask: Callable[[RequestKey], Answer]) -> Answer:
        """Ask until there is an answer, always under the same key."""
        while True:
            try:
                answer = ask(request)
            except Away as away:
                self._schedule.note(f"failed: {away}")
                self._schedule.sleep(2.0)
                continue
            if isinstance(answer, Refusal) and answer.code == "version_conflict":
                self._schedule.sleep(2.0)
                continue
            self.answers[request].append(answer)
            self._schedule.counts[_kind(answer)] += 1
            self._schedule.note(f"answered {request.id}: {_kind(answer)}")
            return answer

    def _customer(self, number: int) -> Callable[[], None]:
        chance, plan = self._schedule.chance, self._schedule.plan
        lines = tuple(
            Line(service, f"target {chance.randrange(plan.targets)}", quantity, unit)
            for service, quantity, unit in SERVICES[: chance.choice((1, 1, 2))]
        )
        method, way = chance.choice(METHODS), chance.choice(WAYS)
        is_guest = method != "wallet" and chance.random() < 0.4
        who = Customer(f"c{number}@shop.example", "" if is_guest else f"c{number}", f"{number}")
        request = RequestKey("shop", f"place {number}")

        def place() -> None:
            answer = self._insist(
                request,
                lambda key: self._shop.place(who, lines, (Tender(method),), request=key),
            )
            if isinstance(answer, Receipt):
                self.placed[number] = answer.order.id

        def act() -> None:
            place()
            if number in self.placed:
                self._pay(self.placed[number], way)

        if chance.random() < 0.4:
            self._schedule.start(f"customer {number} again", place, after_s=chance.random())
        return act

    def _pay(self, order_id: str, way: str) -> None:
        """Look whether the payment is open, and do with it what the customer wants."""
        if way == "never":
            return
        for look_s in LOOKS_S:
            # In a rush all look at the same moments.
            since_s = self._schedule.now % look_s if self._schedule.plan.rush else 0.0
            self._schedule.sleep(look_s - since_s)
            payments = [p for id, p in self._provider.accounts if id == order_id]
            for payment in payments:
                if way == "decline":
                    self._provider.decline(order_id, payment)
                    way = "pay"
                elif way == "pay" and self._provider.pay(order_id, payment):
                    return
                elif way == "late":
                    self._provider.pay_late(order_id, payment)

    def _staff(self, number: int, after_s: float) -> None:
        """Let staff ask for something; perhaps two of them at once, under one key or under two."""
        chance = self._schedule.chance
        request = RequestKey("desk", f"staff {number}")
        wish: list[tuple[str, Command]] = []
        is_hasty = chance.random() < 0.5

        def act() -> None:
            if not wish:
                found = self._wish(request.id)
                if found is None:
                    return
                wish.append(found)
            order_id, command = wish[0]
            self._insist(request, lambda key: self._shop.handle(order_id, command, key))
            if isinstance(command, Advance) and command.machine == "item" and is_hasty:
                again = RetryItem(command.about, by=STAFF)
                retry = RequestKey("desk", f"{request.id} retry")
                self._insist(retry, lambda key: self._shop.handle(order_id, again, key))

        self._schedule.start(f"staff {number}", act, after_s=after_s)
        if chance.random() < 0.5:
            self._schedule.start(f"staff {number} again", act, after_s=after_s + chance.random())

    def _send_again(self, order_id: str, refund: str) -> None:
        """Let staff send a refund again that came back; they may be quicker than a late message."""
        after_s = self._schedule.chance.choice(AGAIN_S)
        request = RequestKey("desk", f"staff again {order_id} {refund} {self._schedule.now}")
        command = Advance("retry", "refund", refund, "again", by=STAFF)

        def act() -> None:
            self._insist(request, lambda key: self._shop.handle(order_id, command, key))

        self._schedule.start(f"staff again {refund}", act, after_s=after_s)

    def _wish(self, name: str) -> tuple[str, Command] | None:
        placed = sorted(self.placed.items())
        if not placed:
            return None
        _, order_id = self._schedule.chance.choice(placed)
        order = self._store.load(order_id).order
        if order is None:
            self._schedule.violated("what was answered is stored", f"order {order_id} is not")
            return None
        return order_id, self._schedule.chance.choice(wishes(order, name))


def _kind(answer: Answer) -> str:
    return f"refused: {answer.code}" if isinstance(answer, Refusal) else answer.outcome


def wishes(order: Order, name: str) -> list[Command]:
    """List what staff may want of an order as it stands; some of it will be refused."""
    line = RefundRequest((RefundLine("1"),))
    some = RefundRequest(amount_minor=max(1, order.base_minor // 3))
    found: list[Command] = [
        AddNote(name, by=STAFF),
        CancelOrder(name, by=STAFF),
        Advance("hold", reason=name, by=STAFF),
        Advance("cancel", "item", "1", name, by=STAFF),
        RequestRefund(some, "original", name, by=STAFF),
        RequestRefund(line, "original", name, by=STAFF),
    ]
    if order.kind == "initial":
        found += [AddPayment("paypal", by=BOSS), AddPayment("card", by=BOSS)]
    for item in order.items:
        if item.kind == "failed":
            found += [RetryItem(item.id, by=STAFF), RequestRefund(WHOLE, "wallet", name, by=STAFF)]
        if item.question is not None:
            found += [AnswerCustomer(item.id, choice, by=STAFF) for choice in ("retry", "original")]
    found += [
        Advance("retry", "refund", r.id, name, by=STAFF)
        for r in order.refunds
        if r.kind == "failed"
    ]
    return found
