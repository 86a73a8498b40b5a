"""The wallet keeps the promises of the port, and its money is the ledger's."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from threading import Barrier

import pytest

from tilaus.ledger import balances
from tilaus.money import MAX_MINOR
from tilaus.ports.payment import PaymentAsk, Standing
from tilaus.ports.storage import Books, Store
from tilaus.record import replace
from tilaus.testing.payment import PRICE, PaymentContract
from tilaus_adapters.payment.wallet import TopUpDiffers, WalletPayments
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


def test_a_key_that_was_used_for_another_amount_is_refused(wallet: WalletPayments) -> None:
    wallet.top_up("customer-1", 500, "a")
    assert wallet.topped_up("customer-1", "a") == 500
    with pytest.raises(TopUpDiffers, match="the key 'a' put 500 minor units on it before"):
        wallet.top_up("customer-1", 700, "a")
    assert wallet.balance("customer-1") == 500
    assert wallet.topped_up("customer-1", "b") is None


# fmt: off
ODD_NAMES = (
    # customer           key              why            said
    ("",                 "a",             "",            "a customer is named"),
    ("  ",               "a",             "",            "a customer is named"),
    ("c" * 201,          "a",             "",            "a customer is named"),
    ("c\x1b[31m",        "a",             "",            "a customer is named"),
    ("c\ud800",          "a",             "",            "a customer is named"),
    ("c",                "",              "",            "a key is named"),
    ("c",                "a\n",           "",            "a key is named"),
    ("c",                "a",             "two\nlines",  "a reason is a line"),
)
# fmt: on


@pytest.mark.parametrize(("customer", "key", "why", "said"), ODD_NAMES)
def test_texts_that_cannot_be_kept_are_refused(
    wallet: WalletPayments, customer: str, key: str, why: str, said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        wallet.top_up(customer, 500, key, why=why)


def test_more_than_an_order_may_hold_is_no_top_up(wallet: WalletPayments) -> None:
    with pytest.raises(ValueError, match="cannot top up"):
        wallet.top_up("customer-1", MAX_MINOR + 1, "a")
    assert wallet.top_up("customer-1", MAX_MINOR, "a", why="a present") == MAX_MINOR
    assert wallet.statement("customer-1")[0].memo == "wallet of customer-1 topped up: a present"


def test_a_statement_adds_up_to_the_balance_page_by_page(wallet: WalletPayments) -> None:
    wallet.top_up("customer-1", 15_000, "a")
    wallet.top_up("customer-2", 1, "a")
    wallet.create(ASK())
    wallet.refund(BACK(4_000))
    found = wallet.statement("customer-1")
    assert [(line.memo, line.minor) for line in found] == [
        ("refund 1 of order 50001 to the wallet", 4_000),
        ("payment 1 of order 50001 from the wallet", -10_000),
        ("wallet of customer-1 topped up", 15_000),
    ]
    assert sum(line.minor for line in found) == wallet.balance("customer-1") == 9_000
    assert wallet.statement("customer-1", 2) == found[:2]
    assert wallet.statement("customer-1", 2, found[1].seq) == found[2:]
    assert wallet.statement("somebody else") == ()


def test_a_payment_stands_as_the_books_say(wallet: WalletPayments) -> None:
    wallet.top_up("customer-1", 15_000, "a")
    assert wallet.standing(ASK()) is None
    paid = wallet.create(ASK())
    assert wallet.standing(ASK()) == Standing(
        paid.reference, "EUR", ("captured",), PRICE, fee_minor=0
    )
    wallet.refund(BACK(4_000))
    wallet.refund(BACK(PRICE, refund="2"))
    wallet.refund(BACK(1_000, refund="2", attempt=2))
    standing = wallet.standing(ASK("anything"))
    assert standing is not None
    assert standing.refunded_minor == 5_000
    told = [(r.refund, r.attempt, r.amount_minor, r.message) for r in standing.refunds]
    assert told == [("1", 1, 4_000, "succeeded"), ("2", 2, 1_000, "succeeded")]


def test_a_payment_that_was_refused_or_given_up_stands_so(wallet: WalletPayments) -> None:
    wallet.create(ASK())
    wallet.void(replace(ASK("void"), payment="2"))
    refused = wallet.standing(ASK())
    given_up = wallet.standing(replace(ASK(), payment="2"))
    assert refused is not None
    assert given_up is not None
    assert (refused.messages, given_up.messages) == (("failed",), ("voided",))
    assert refused.reason == "the wallet holds 0.00 EUR of 100.00 EUR"
    assert (refused.captured_minor, given_up.captured_minor) == (0, 0)


def test_what_was_paid_otherwise_stands_with_what_the_wallet_was_given(
    wallet: WalletPayments,
) -> None:
    card = replace(BACK(4_000), method="card", to="wallet")
    wallet.refund(card)
    standing = wallet.standing(replace(ASK(), method="card"))
    assert standing is not None
    assert (standing.messages, standing.captured_minor, standing.refunded_minor) == ((), 0, 4_000)


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


CREDIT, WORKERS, ORDERS = 15_000, 8, 32


def test_many_orders_at_once_never_spend_more_than_a_wallet_holds(store: Store) -> None:
    wallet = WalletPayments(store)
    wallet.top_up("customer-1", CREDIT, "a")
    start = Barrier(WORKERS)

    def spend(worker: int) -> int:
        start.wait(30)
        asks = [_order(n) for n in range(worker, ORDERS, WORKERS)]
        return sum(wallet.create(ask).state == "done" for ask in asks)

    with ThreadPoolExecutor(WORKERS) as pool:
        paid = sum(pool.map(spend, range(WORKERS)))
    assert paid == CREDIT // 1_000
    assert wallet.balance("customer-1") == 0
    assert sum(line.minor for line in wallet.statement("customer-1")) == 0
    _check_answers(wallet, paid)


def _order(number: int) -> PaymentAsk:
    asked = {"order_id": f"order-{number}", "key": f"order-{number}/payment/1/create"}
    return replace(ASK(), **asked, amount_minor=1_000)


def _check_answers(wallet: WalletPayments, paid: int) -> None:
    """Ask each order again: it says what it said, and what was refused took nothing."""
    answers = [wallet.create(_order(n)) for n in range(ORDERS)]
    assert sum(answer.state == "done" for answer in answers) == paid
    assert {a.reason for a in answers if a.state == "refused"} == {
        "the wallet holds 0.00 EUR of 10.00 EUR"
    }


def _spend_in_a_process(address: str, worker: int) -> int:
    with closing(SqliteStore(address)) as store:
        wallet = WalletPayments(store)
        asks = [_order(n) for n in range(worker, ORDERS, 4)]
        return sum(wallet.create(ask).state == "done" for ask in asks)


def test_many_processes_at_once_never_spend_more_than_a_wallet_holds(tmp_path: Path) -> None:
    address = str(tmp_path / "shop.db")
    with closing(SqliteStore(address)) as store:
        wallet = WalletPayments(store)
        wallet.top_up("customer-1", CREDIT, "a")
        with ProcessPoolExecutor(4, get_context("spawn")) as pool:
            paid = sum(pool.map(partial(_spend_in_a_process, address), range(4)))
        assert paid == CREDIT // 1_000
        assert wallet.balance("customer-1") == 0
        _check_answers(wallet, paid)


def test_a_key_tops_up_once_however_many_use_it_at_once(store: Store) -> None:
    wallet = WalletPayments(store)
    start = Barrier(WORKERS)

    def top_up(_: int) -> int:
        start.wait(30)
        return wallet.top_up("customer-1", 500, "a")

    with ThreadPoolExecutor(WORKERS) as pool:
        assert set(pool.map(top_up, range(WORKERS))) == {500}
    assert wallet.balance("customer-1") == 500


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
