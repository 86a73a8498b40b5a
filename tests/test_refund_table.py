"""The refund table of the help page, from the order to the money, on every adapter that takes it.

Another provider joins with a scene (see `Scene`) and its rows in `TABLE`.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from tests.providers.paypal_double import CLIENT_ID, SECRET, WEBHOOK_ID, PayPalDouble
from tests.providers.stripe_double import StripeDouble
from tilaus.commands import Actor, Advance, AnswerCustomer, Command, Line, Tender
from tilaus.drain import drain
from tilaus.inbox import receive
from tilaus.invariants import breaches
from tilaus.ledger import balances
from tilaus.order import PAYABLE, Order
from tilaus.policy import METHODS, Policy
from tilaus.ports.payment import PaymentProvider, RawMessage
from tilaus.ports.storage import Store
from tilaus.record import replace
from tilaus.shop import Receipt, Shop
from tilaus.testing.notification import MemoryNotifier
from tilaus.testing.orders import GUEST, MEMBER, STAFF, Clock
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.payment.paypal import PayPalPayments
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.payment.stripe import StripePayments
from tilaus_adapters.payment.wallet import WalletPayments
from tilaus_adapters.storage.sqlite import SqliteStore

FRIDAY = datetime(2026, 1, 9, 16, 30, tzinfo=UTC)
HOLIDAYS = (date(2026, 1, 12), date(2026, 1, 19))
"""Two Mondays on which banks rest: the calendar is data of the policy."""

PRICE = 10_000
GOODS = Line("YouTube views", "https://youtube.com/watch?v=1", PRICE, 1)
MOST_ROUNDS = 100


class Scene:
    """A provider and its world: how its customer pays, what it sends, and what it really did."""

    provider: PaymentProvider

    def pay(self, reference: str) -> None:
        """Let the customer pay all that was asked."""

    def messages(self) -> list[tuple[bytes, Mapping[str, str]]]:
        """Return the signed messages that are to be delivered."""
        return []

    def tell(self, shop: Shop) -> int:
        """Bring the provider's messages to the shop; return how many."""
        messages = self.messages()
        for body, headers in messages:
            reply = receive(shop, "real", RawMessage(body, headers, shop.clock()))
            assert reply.status == 200, reply
        return len(messages)

    def totals(self, order: Order) -> tuple[int, int]:
        """Return what the provider captured and sent back, by its own books; minor units."""
        raise NotImplementedError

    def advance(self, by: timedelta) -> None:
        """Let time pass at the provider."""

    def close(self) -> None:
        """End its world."""


class SandboxScene(Scene):
    def __init__(self, store: Store, at: datetime) -> None:
        self.sandbox = SandboxPayments()
        self.provider = self.sandbox

    def pay(self, reference: str) -> None:
        self.sandbox.pay(reference)

    def tell(self, shop: Shop) -> int:
        messages = self.sandbox.outside.messages()
        for report in messages:
            assert isinstance(shop.handle(report.order_id, report.command, report.request), Receipt)
            self.sandbox.outside.acknowledge(report)
        return len(messages)

    def totals(self, order: Order) -> tuple[int, int]:
        (told,) = self.sandbox.totals(order.id)
        return told.captured_minor, told.refunded_minor


class StripeScene(Scene):
    def __init__(self, store: Store, at: datetime) -> None:
        self.double = StripeDouble()
        self.double.state.now = int(at.timestamp())
        self.stripe = StripePayments(
            self.double.key,
            [self.double.secret],
            return_url="https://shop.example/paid",
            base_url=self.double.url,
            clock=self.double.at,
        )
        self.provider = self.stripe

    def pay(self, reference: str) -> None:
        self.double.pay(reference)

    def messages(self) -> list[tuple[bytes, Mapping[str, str]]]:
        return self.double.messages()

    def totals(self, order: Order) -> tuple[int, int]:
        return self.double.totals(order.payments[0].reference)

    def advance(self, by: timedelta) -> None:
        self.double.advance(by)

    def close(self) -> None:
        self.stripe.close()
        self.double.close()


class PayPalScene(Scene):
    def __init__(self, store: Store, at: datetime) -> None:
        self.double = PayPalDouble()
        self.double.world.now = at
        self.paypal = PayPalPayments(
            CLIENT_ID,
            SECRET,
            WEBHOOK_ID,
            mode="test",
            base_url=self.double.url,
            trust_roots=[self.double.authority.certificate],
        )
        self.double.clients.append(self.paypal.close)
        self.provider = self.paypal

    def pay(self, reference: str) -> None:
        self.double.pay(reference)

    def messages(self) -> list[tuple[bytes, Mapping[str, str]]]:
        return list(self.double.messages())

    def totals(self, order: Order) -> tuple[int, int]:
        return self.double.totals(order.payments[0].reference)

    def advance(self, by: timedelta) -> None:
        self.double.advance(seconds=by.total_seconds())

    def close(self) -> None:
        self.double.close()


class WalletScene(Scene):
    def __init__(self, store: Store, at: datetime) -> None:
        self.wallet = WalletPayments(store)
        self.wallet.top_up(MEMBER.id, PRICE, "first")
        self.provider = self.wallet
        self.store = store

    def totals(self, order: Order) -> tuple[int, int]:
        lines = [line.minor for line in self.wallet.statement(MEMBER.id)]
        return -sum(n for n in lines if n < 0), sum(n for n in lines if n > 0) - PRICE


SCENES: Mapping[str, Callable[[Store, datetime], Scene]] = {
    "sandbox": SandboxScene,
    "stripe": StripeScene,
    "paypal": PayPalScene,
    "wallet": WalletScene,
}
"""The providers that take part, each with a world of its own."""


class Street:
    """A shop on SQLite, whose money comes through one provider; all others are the wallet."""

    def __init__(self, store: Store, scene: Scene) -> None:
        counter = count(1)
        self.scene, self.store, self.clock = scene, store, Clock(FRIDAY)
        self.wallet, self.mail = WalletPayments(store), MemoryNotifier()
        self.delivery = SandboxDelivery()
        names = [m if m.provider == "wallet" else replace(m, provider="real") for m in METHODS]
        self.shop = Shop(
            store,
            policy=Policy(methods=tuple(names), holidays=HOLIDAYS, completion="automatic"),
            payments={"real": scene.provider, "wallet": self.wallet},
            delivery=self.delivery,
            notifier=self.mail,
            clock=self.clock,
            new_id=lambda: sha256(f"street/{next(counter)}".encode()).hexdigest()[:32],
        )

    def settle(self) -> None:
        for _ in range(MOST_ROUNDS):
            if not drain(self.shop) + self.scene.tell(self.shop):
                return
        raise AssertionError(f"the street did not come to rest in {MOST_ROUNDS} rounds")

    def bought(self, who: str, method: str) -> int:
        """Let somebody buy and pay; return the order's number."""
        customer = GUEST if who == "guest" else MEMBER
        placed = self.shop.place(customer, [GOODS], [Tender(method)])
        assert isinstance(placed, Receipt), placed
        self.settle()
        for payment in self.order(placed.order.number).payments:
            if payment.kind in PAYABLE:
                self.scene.pay(payment.reference)
        self.settle()
        assert self.order(placed.order.number).status == "processing"
        return placed.order.number

    def do(self, number: int, command: Command) -> None:
        answer = self.shop.handle(number, command)
        assert isinstance(answer, Receipt), answer
        self.settle()

    def order(self, number: int) -> Order:
        found = self.shop.order(number)
        assert found is not None
        return found

    def wait(self, days: int) -> None:
        self.clock.advance(days=days)
        self.scene.advance(timedelta(days=days))
        self.settle()


@pytest.fixture
def street(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Street]:
    with closing(SqliteStore(tmp_path / "shop.db")) as store:
        scene = SCENES[request.param](store, FRIDAY)
        with closing(scene):
            yield Street(store, scene)


# One thing for 100.00 EUR that cannot be delivered, on Friday, 9 January 2026; the next Monday and
# the one after it are holidays. The fees: card and Google Pay 3.15, PayPal 3.75, the wallet none.
# fmt: off
TABLE = (
    # through    paid with      who           says         paid     gets     of it fee  into        and has it on
    ("sandbox",  "card",        "registered", "original",  10_315,  10_315,  315,       "original", "2026-01-20 Tuesday"),
    ("sandbox",  "card",        "registered", "wallet",    10_315,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("sandbox",  "card",        "guest",      "nothing",   10_315,  10_315,  315,       "original", "2026-01-26 Monday"),
    ("sandbox",  "google_pay",  "registered", "original",  10_315,  10_315,  315,       "original", "2026-01-20 Tuesday"),
    ("sandbox",  "google_pay",  "registered", "wallet",    10_315,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("sandbox",  "google_pay",  "guest",      "nothing",   10_315,  10_315,  315,       "original", "2026-01-26 Monday"),
    ("sandbox",  "paypal",      "registered", "original",  10_375,  10_000,  0,         "original", "2026-01-09 Friday"),
    ("sandbox",  "paypal",      "registered", "wallet",    10_375,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("sandbox",  "paypal",      "guest",      "nothing",   10_375,  10_000,  0,         "original", "2026-01-16 Friday"),
    ("stripe",   "card",        "registered", "original",  10_315,  10_315,  315,       "original", "2026-01-20 Tuesday"),
    ("stripe",   "card",        "registered", "wallet",    10_315,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("stripe",   "card",        "guest",      "nothing",   10_315,  10_315,  315,       "original", "2026-01-26 Monday"),
    ("stripe",   "card",        "guest",      "original",  10_315,  10_315,  315,       "original", "2026-01-20 Tuesday"),
    ("stripe",   "google_pay",  "registered", "original",  10_315,  10_315,  315,       "original", "2026-01-20 Tuesday"),
    ("stripe",   "google_pay",  "registered", "wallet",    10_315,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("stripe",   "google_pay",  "guest",      "nothing",   10_315,  10_315,  315,       "original", "2026-01-26 Monday"),
    ("paypal",   "paypal",      "registered", "original",  10_375,  10_000,  0,         "original", "2026-01-09 Friday"),
    ("paypal",   "paypal",      "registered", "wallet",    10_375,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
    ("paypal",   "paypal",      "guest",      "original",  10_375,  10_000,  0,         "original", "2026-01-09 Friday"),
    ("paypal",   "paypal",      "guest",      "nothing",   10_375,  10_000,  0,         "original", "2026-01-16 Friday"),
    ("wallet",   "wallet",      "registered", "original",  10_000,  10_000,  0,         "original", "2026-01-09 Friday"),
    ("wallet",   "wallet",      "registered", "wallet",    10_000,  10_000,  0,         "wallet",   "2026-01-09 Friday"),
)
# fmt: on


@pytest.mark.parametrize(
    ("street", "method", "who", "says", "paid", "gets", "fee", "into", "on"),
    TABLE,
    indirect=["street"],
)
def test_the_customer_gets_what_the_help_page_says(
    street: Street,
    method: str,
    who: str,
    says: str,
    paid: int,
    gets: int,
    fee: int,
    into: str,
    on: str,
) -> None:
    number = street.bought(who, method)
    assert street.scene.totals(street.order(number)) == (paid, 0)
    street.do(number, Advance("cancel", "item", "1", "private profile", by=STAFF))
    if says == "nothing":
        street.wait(street.shop.policy.silence_days - 1)
        assert not street.order(number).refunds, "the customer may still answer"
        street.wait(1)
    else:
        role = Actor("guest" if who == "guest" else "customer")
        street.do(number, AnswerCustomer("1", says, by=role))
    order = street.order(number)
    (refund,) = order.refunds
    assert (refund.amount_minor, refund.fee_returned_minor, refund.to) == (gets, fee, into)
    assert f"{refund.available_at:%Y-%m-%d %A}" == on
    assert (refund.kind, order.status) == ("finished", "refunded")
    is_wallets = "wallet" in (into, method)
    assert street.wallet.balance(MEMBER.id) == (gets if is_wallets else 0)
    assert street.scene.totals(order) == (
        paid,
        gets if into == "original" or method == "wallet" else 0,
    )
    _check(street, order)


def _check(street: Street, order: Order) -> None:
    """Hold order, provider and books against each other."""
    assert not breaches(order)
    captured, refunded = street.scene.totals(order)
    (payment,) = order.payments
    held = street.store.balance(f"provider:{payment.provider}")
    kept = payment.provider_fee_minor
    assert street.store.balance(f"fees:{payment.provider}") == kept
    assert held == (0 if payment.provider == "wallet" else captured - refunded - kept)
    assert payment.captured_minor == captured
    sums = balances(street.store.entries())
    assert sum(sums.values()) == 0
    assert {account: street.store.balance(account) for account in sums} == sums


@pytest.mark.parametrize(
    ("street", "method"),
    [("sandbox", "card"), ("stripe", "card"), ("paypal", "paypal")],
    indirect=["street"],
)
def test_what_is_on_the_wallet_buys_something_new_at_once_and_without_a_fee(
    street: Street, method: str
) -> None:
    number = street.bought("registered", method)
    street.do(number, Advance("cancel", "item", "1", "private profile", by=STAFF))
    street.do(number, AnswerCustomer("1", "wallet", by=Actor("customer")))
    assert street.clock() == FRIDAY, "no time has passed"
    again = street.order(street.bought("registered", "wallet"))
    assert (again.captured_minor, again.payments[0].fee_minor) == (PRICE, 0)
    assert street.wallet.balance(MEMBER.id) == 0
    assert street.store.balance("provider:wallet") == 0
