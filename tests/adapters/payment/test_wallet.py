"""The wallet keeps the promises of the port, and its money is the ledger's."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tilaus.ledger import balances
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import Books
from tilaus.record import replace
from tilaus.testing.payment import PRICE, PaymentContract
from tilaus_adapters.payment.wallet import WalletPayments
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore

ASK = PaymentContract().ask
BACK = PaymentContract().back


class TestWalletPayments(PaymentContract):
    method = "wallet"
    is_paid_at_once = True

    @pytest.fixture
    def books(self) -> Books:
        return MemoryStore()

    @pytest.fixture
    def provider(self, books: Books) -> WalletPayments:
        wallet = WalletPayments(books)
        wallet.top_up("customer-1", 15_000, "1")
        return wallet

    def pay(self, provider: WalletPayments, ask: PaymentAsk) -> None:
        """The wallet paid when the payment was opened."""

    def sent_back(self, provider: WalletPayments, ask: PaymentAsk) -> int:
        return provider.balance(ask.customer_id) - (15_000 - PRICE)


class TestWalletPaymentsOnSqlite(TestWalletPayments):
    @pytest.fixture
    def books(self, tmp_path: Path) -> Books:
        return SqliteStore(tmp_path / "shop.db")


@pytest.fixture
def books() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def wallet(books: MemoryStore) -> WalletPayments:
    return WalletPayments(books)


def test_a_wallet_is_topped_up_once_for_each_key(wallet: WalletPayments) -> None:
    assert wallet.top_up("customer-1", 500, "a") == 500
    assert wallet.top_up("customer-1", 500, "a") == 500
    assert wallet.top_up("customer-1", 500, "b") == 1_000
    assert wallet.top_up("customer-2", 500, "a") == 500


@pytest.mark.parametrize(("customer", "minor"), [("customer-1", 0), ("customer-1", -5), ("", 5)])
def test_nothing_and_nobody_cannot_be_topped_up(
    wallet: WalletPayments, customer: str, minor: int
) -> None:
    with pytest.raises(ValueError, match="cannot top up"):
        wallet.top_up(customer, minor, "a")


def test_a_statement_adds_up_to_the_balance(wallet: WalletPayments) -> None:
    wallet.top_up("customer-1", 15_000, "a")
    wallet.create(ASK())
    wallet.refund(BACK(4_000))
    assert wallet.statement("customer-1") == (
        ("wallet of customer-1 topped up", 15_000),
        ("payment 1 of order 50001 from the wallet", -10_000),
        ("refund 1 of order 50001 to the wallet", 4_000),
    )
    assert wallet.balance("customer-1") == 9_000
    assert wallet.statement("somebody else") == ()


def test_every_entry_of_the_wallet_is_balanced(wallet: WalletPayments, books: MemoryStore) -> None:
    wallet.top_up("customer-1", 15_000, "a")
    wallet.create(ASK())
    wallet.refund(BACK(4_000))
    assert all(entry.is_balanced for entry in books.entries())
    assert balances(books.entries()) == {
        "provider:top-up": 15_000,
        "provider:wallet": -6_000,
        "wallet:customer-1": -9_000,
    }


def test_a_wallet_that_holds_too_little_pays_nothing_and_says_what_it_holds(
    wallet: WalletPayments,
) -> None:
    wallet.top_up("customer-1", 9_999, "a")
    answer = wallet.create(ASK())
    assert (answer.state, answer.message) == ("refused", "failed")
    assert answer.reason == "the wallet holds 99.99 EUR of 100.00 EUR"
    assert wallet.balance("customer-1") == 9_999


def test_a_refused_payment_stays_refused_after_the_wallet_was_topped_up(
    wallet: WalletPayments,
) -> None:
    refused = wallet.create(ASK())
    wallet.top_up("customer-1", 15_000, "a")
    assert wallet.create(ASK()) == refused
    assert wallet.look_up(ASK()) == refused
    assert wallet.create(replace(ASK(), payment="2", key="2")).state == "done"


def test_two_orders_at_once_never_spend_the_same_money(wallet: WalletPayments) -> None:
    wallet.top_up("customer-1", 15_000, "a")
    asks = [replace(ASK(), order_id=f"order-{n}", key=f"order-{n}/create") for n in range(16)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(wallet.create, asks))
    assert sum(answer.state == "done" for answer in answers) == 1
    assert wallet.balance("customer-1") == 5_000


def test_a_guest_neither_pays_from_a_wallet_nor_gets_money_into_one(
    wallet: WalletPayments,
) -> None:
    assert wallet.create(replace(ASK(), customer_id="")).reason == "a guest has no wallet"
    assert wallet.refund(replace(BACK(1), customer_id="")).reason == "a guest has no wallet"


def test_a_refund_of_what_was_paid_otherwise_goes_into_the_wallet_once(
    wallet: WalletPayments,
) -> None:
    card = replace(BACK(4_000), method="card", to="wallet")
    assert wallet.refund(card) == wallet.refund(card)
    assert wallet.balance("customer-1") == 4_000


def test_of_what_the_wallet_paid_no_more_goes_back_whatever_the_destination_is_called(
    wallet: WalletPayments,
) -> None:
    wallet.top_up("customer-1", PRICE, "a")
    wallet.create(ASK())
    assert wallet.refund(replace(BACK(6_000), to="wallet")).state == "done"
    assert wallet.refund(replace(BACK(4_001, refund="2"), to="original")).state == "refused"
    assert wallet.balance("customer-1") == 6_000
