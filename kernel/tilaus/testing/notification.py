"""What every notification adapter promises, as tests, and one message of every kind to send.

class TestMyNotifier(NotificationContract):
    @pytest.fixture
    def notifier(self) -> MyNotifier: ...

    def received(self, notifier) -> list[str]: ...   # the identity of each message, as received
"""

import threading
from collections import Counter
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    SERVER,
    SYSTEM,
    Actor,
    Advance,
    CancelOrder,
    Command,
    DeliveryReported,
    Line,
    PaymentReported,
    Place,
    RefundReported,
    ReportUndelivered,
    RequestRefund,
    Tender,
    Tick,
    TurnGranted,
)
from tilaus.decide import decide
from tilaus.effects import MESSAGES
from tilaus.order import Customer, Order
from tilaus.policy import House, Policy, Service
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.record import replace
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.refusals import Refusal

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
"""A Monday morning: when the orders of the samples are placed."""

CUSTOMER = Customer("customer@shop.example", "customer-1", "Customer One")
GUEST = Customer("guest@shop.example")
POLICY = Policy(
    house=House(messenger="+358 40 0000000", phone="+358 9 0000000"),
    services=(
        Service(
            "Facebook followers", "url", ("facebook.com",), "The full address of a public page."
        ),
    ),
)
LINES = (
    Line("YouTube views", "https://youtube.com/watch?v=abc", 1_000, 1),
    Line("Instagram likes", "https://instagram.com/p/xyz", 200, 2),
    Line("Facebook followers", "https://facebook.com/somebody", 50, 12),
)
STAFF = Actor("staff")
OPENED = PaymentReported(
    "1", "opened", reference="pay-1", pay_url="https://pay.example/pay-1", by=PROCESSOR
)


SENT, FINAL = frozenset({"done"}), frozenset({"done", "refused"})
"""The outcomes of a message that was taken, and of one that is not sent again."""


class MemoryNotifier:
    """Keep messages, as a mailbox does; see `tilaus.ports.notification.Notifier`.

    Attributes:
        messages: what arrived, in its order; a message that was sent twice is there twice.
        doubled: keys of messages that arrived without their sender knowing, so they come again.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.doubled: Counter[str] = Counter()
        self._next: list[str] = []
        self._lock = threading.Lock()

    def on_next(self, behaviour: str, times: int = 1) -> None:
        """Script the next messages: `refuse`, `lose` (unknown, and never came), or `double`.

        A doubled one came although the answer was unknown, so that it is sent again.

        Raises:
            ValueError: the behaviour is none of these.
        """
        if behaviour not in ("refuse", "lose", "double"):
            raise ValueError(f"cannot script {behaviour!r}: use refuse, lose or double")
        self._next += [behaviour] * times

    def send(self, message: Message) -> Outcome:
        """Keep a message, or do what the script says."""
        with self._lock:
            behaviour = self._next.pop(0) if self._next else ""
            if behaviour == "refuse":
                return Outcome("refused", reason=f"{message.to} does not exist")
            if behaviour != "lose":
                self.messages.append(message)
            if behaviour == "double":
                self.doubled[message.key] += 1
            if behaviour:
                return Outcome("unknown", reason="the connection broke")
            return Outcome("done", reference=message.key)


class NotificationContract:
    """The promises of `tilaus.ports.notification.Notifier`.

    Attributes:
        can_refuse: the channel can say that it will never deliver a message.
        shows_identity: what comes out of the channel carries the identity of its message.
    """

    can_refuse = True
    shows_identity = True

    @pytest.fixture
    def notifier(self) -> Any:
        """Return a notifier whose channel works."""
        raise NotImplementedError

    def received(self, notifier: Any) -> list[str]:
        """Return the identity of each message that came out of the channel, in their order."""
        raise NotImplementedError

    def refuse_next(self, notifier: Any) -> None:
        """Let the channel refuse the next message for good."""
        raise NotImplementedError

    def lose_next(self, notifier: Any) -> None:
        """Let the channel break before it took responsibility for the next message."""
        raise NotImplementedError

    @pytest.mark.parametrize("effect", MESSAGES)
    def test_a_message_of_every_kind_is_done(self, notifier: Any, effect: str) -> None:
        assert notifier.send(sample(effect)).state in SENT
        assert len(self.received(notifier)) == 1

    def test_a_message_sent_again_is_the_same_message(self, notifier: Any) -> None:
        notifier.send(sample("tell:order-received"))
        notifier.send(sample("tell:order-received"))
        first, second = self.received(notifier)
        assert first == second

    def test_other_keys_are_other_messages(self, notifier: Any) -> None:
        notifier.send(sample("tell:order-received"))
        notifier.send(replace(sample("tell:order-received"), key="another"))
        first, second = self.received(notifier)
        if self.shows_identity:
            assert first != second

    def test_what_is_refused_for_good_is_refused_and_says_why(self, notifier: Any) -> None:
        if self.can_refuse:
            self.refuse_next(notifier)
            answer = notifier.send(sample("tell:order-received"))
            assert answer.state in FINAL - SENT
            assert answer.reason
            assert self.received(notifier) == []

    def test_a_broken_channel_is_unknown_and_says_why(self, notifier: Any) -> None:
        self.lose_next(notifier)
        answer = notifier.send(sample("tell:order-received"))
        assert answer.state not in FINAL
        assert answer.reason

    def test_after_a_break_the_next_attempt_arrives(self, notifier: Any) -> None:
        self.lose_next(notifier)
        notifier.send(sample("tell:order-received"))
        assert notifier.send(sample("tell:order-received")).state in SENT
        assert len(self.received(notifier)) == 1


def sample(effect: str) -> Message:
    """Return a message of a kind, named as in `tilaus.effects.MESSAGES`, about a fitting order."""
    return samples()[effect]


@cache
def samples() -> dict[str, Message]:
    """Return one message for each that people get, by its name."""
    placed = _placed(CUSTOMER)
    paid = _then(placed, _captured(placed), busy=frozenset({"1"}))
    failed = _failed(paid)
    asked = _asked(failed, "3")
    sent = _then(asked, RefundReported("1", "succeeded", by=PROCESSOR))
    silent = _then(failed, Tick(by=CLOCK), days=8)
    parked = _then(paid, ReportUndelivered("tell:reminder", "", "no such address", by=SYSTEM))
    found = {
        "tell:order-received": (placed, ""),
        "tell:payment-awaited": (_then(placed, OPENED), "1"),
        "tell:payment-confirmed": (paid, ""),
        "tell:item-on-hold": (paid, "1"),
        "tell:instance-awaited": (paid, "2"),
        "tell:item-cancelled": (failed, "3"),
        "alert:item-cancelled": (failed, "3"),
        "tell:reminder": (silent, "3"),
        "alert:no-answer": (silent, "3"),
        "alert:server-silent": (paid, "2"),
        "tell:refund-requested": (asked, "1"),
        "tell:refund-sent": (sent, "1"),
        "alert:refund-failed": (_then(asked, RefundReported("1", "failed", by=PROCESSOR)), "1"),
        "tell:order-completed": (_completed(sent), ""),
        "tell:order-cancelled": (_then(placed, CancelOrder(by=STAFF)), ""),
        "tell:order-refunded": (_refunded(), ""),
        "tell:payment-disputed": (_disputed(paid), ""),
        "alert:payment-disputed": (_disputed(paid), "1"),
        "alert:message-parked": (parked, ""),
        "alert:money-parked": (_late(), "1"),
        "alert:webhook-disabled": (placed, "accounting"),
        "tell:tracking-link": (placed, ""),
    }
    return {effect: message(effect, *about) for effect, about in found.items()}


def message(effect: str, order: Order, about: str = "", policy: Policy = POLICY) -> Message:
    """Return the message of an effect about an order, as `tilaus.drain` makes it."""
    name, _, kind = effect.partition(":")
    is_for_customer = name == "tell"
    return Message(
        key=f"{order.id}/{order.version}/{effect}/{about}",
        audience="customer" if is_for_customer else "staff",
        kind=kind,
        to=order.customer.email if is_for_customer else policy.house.staff_mail,
        order=order,
        policy=policy,
        at=START,
        about=about,
        tracking_url=f"{policy.house.url}/t/{order.token}",
    )


def _placed(customer: Customer, method: str = "card") -> Order:
    by = Actor(customer.role)
    place = Place("order-1", 50001, "token-1", "EUR", customer, LINES, (Tender(method),), by=by)
    return _then(None, place)


def _then(
    order: Order | None,
    command: Command,
    busy: frozenset[str] = frozenset(),
    days: int = 0,
    policy: Policy = POLICY,
) -> Order:
    decided = decide(order, command, policy, START.replace(day=5 + days), busy=busy)
    if isinstance(decided, Refusal):
        raise ValueError(decided.sentence)
    return decided.order


def _captured(order: Order) -> Command:
    return PaymentReported("1", "captured", order.payments[0].amount_minor, by=PROCESSOR)


def _failed(paid: Order) -> Order:
    waits = frozenset({"1"})
    done = _then(paid, DeliveryReported("2", "delivered", by=SERVER), busy=waits)
    wrong = DeliveryReported("3", "failed", 20, reason="customer_error", by=SERVER)
    return _then(done, wrong, busy=waits)


def _asked(order: Order, *items: str) -> Order:
    lines = RefundRequest(tuple(RefundLine(item) for item in items))
    return _then(order, RequestRefund(lines, "original", by=STAFF), busy=frozenset({"1"}))


def _completed(sent: Order) -> Order:
    """End the item that waited, and let staff complete the order."""
    turn = _then(sent, TurnGranted("1", by=SYSTEM))
    done = _then(turn, DeliveryReported("1", "delivered", by=SERVER))
    return _then(done, Advance("complete", by=STAFF))


def _refunded() -> Order:
    order = _placed(GUEST)
    order = _then(order, _captured(order))
    for item in ("1", "2", "3"):
        order = _then(order, DeliveryReported(item, "failed", reason="server_problem", by=SERVER))
    return _then(_asked(order, "1", "2", "3"), RefundReported("1", "succeeded", by=PROCESSOR))


def _disputed(paid: Order) -> Order:
    waits = frozenset({"1"})
    return _then(paid, PaymentReported("1", "disputed", by=PROCESSOR), busy=waits)


def _late() -> Order:
    cancelled = _then(_placed(CUSTOMER), CancelOrder(by=STAFF))
    return _then(cancelled, _captured(cancelled), policy=replace(POLICY, late_payment="park"))
