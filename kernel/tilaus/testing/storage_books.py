"""The part of the storage contract about the books: entries once, sums at hand, floors held."""

import pytest

from tilaus.ledger import Entry, balances, transfer
from tilaus.ports.storage import Store
from tilaus.testing.orders import MEMBER, Clerk, paid
from tilaus.testing.storage_case import StoreCase, check_whole

WALLET, ORDER = "wallet:member-1", "order:order-1"


def given(minor: int, key: str = "gift") -> Entry:
    """Make the entry that gives a customer store credit."""
    return transfer(key, "store credit 🎉", "provider:wallet", WALLET, minor)


def spent(minor: int, key: str = "spend") -> Entry:
    """Make the entry that takes store credit for an order."""
    return transfer(key, "paid from the wallet", WALLET, "provider:wallet", minor)


SPENDING = (
    # credit  wanted  left
    (500,     499,    1),
    (500,     500,    0),
    (500,     501,    500),
    (0,       1,      0),
    (500,     0,      500),
)  # fmt: skip


class BooksContract(StoreCase):
    """The promises of `tilaus.ports.storage.Books`."""

    def test_an_account_that_nobody_booked_on_has_nothing(self, store: Store) -> None:
        assert store.balance("wallet:nobody") == 0
        assert not store.entries()

    def test_an_entry_is_booked_once_however_often_it_is_posted(self, store: Store) -> None:
        assert [store.post(given(500)) for _ in range(3)] == [True] * 3
        assert store.balance(WALLET) == -500
        assert list(store.entries()) == [given(500)]

    def test_another_entry_under_a_known_key_changes_nothing(self, store: Store) -> None:
        store.post(given(500))
        assert store.post(given(700))
        assert list(store.entries()) == [given(500)]

    @pytest.mark.parametrize(("credit", "wanted", "left"), SPENDING)
    def test_nobody_spends_more_than_the_shop_owes_them(
        self, store: Store, credit: int, wanted: int, left: int
    ) -> None:
        store.post(given(credit))
        is_booked = store.post(spent(wanted), owed=WALLET)
        assert is_booked == (left == credit - wanted)
        assert store.balance(WALLET) == -left
        assert len(store.entries()) == 1 + is_booked

    def test_what_was_booked_stays_booked_when_nothing_is_left(self, store: Store) -> None:
        store.post(given(500))
        assert store.post(spent(500), owed=WALLET)
        assert store.post(spent(500), owed=WALLET)
        assert not store.post(spent(500, "again"), owed=WALLET)

    def test_what_was_refused_may_be_booked_once_there_is_enough(self, store: Store) -> None:
        assert not store.post(spent(500), owed=WALLET)
        store.post(given(500))
        assert store.post(spent(500), owed=WALLET)
        assert store.balance(WALLET) == 0

    def test_a_floor_never_stops_what_raises_the_credit(self, store: Store) -> None:
        store.post(spent(300))
        assert store.post(given(100), owed=WALLET)
        assert store.balance(WALLET) == 200

    def test_an_entry_that_is_not_balanced_is_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="gift"):
            store.post(Entry("gift", "from nowhere", ((WALLET, -500),)))
        assert store.balance(WALLET) == 0
        assert not store.entries()

    def test_entries_come_back_line_by_line_in_the_order_of_booking(self, store: Store) -> None:
        lines = ((WALLET, -3), ("provider:wallet", 7), (WALLET, -4), ("order:z", 0))
        entries = [Entry("b", "", lines), Entry("a", "é", ()), given(1, "c"), spent(1, "0")]
        assert [store.post(entry) for entry in entries] == [True] * 4
        assert list(store.entries()) == entries
        sums = {account: store.balance(account) for account in (WALLET, "provider:wallet")}
        assert sums == balances(entries)

    def test_an_entry_is_about_the_order_that_begins_its_key(self, store: Store) -> None:
        mine = [given(1, "order-1/gift"), given(2, "order-1/payment/1/create")]
        others = [given(3, "order-11/gift"), given(4, "order-1"), given(5, "gift/order-1/")]
        for entry in (*mine, *others[:1], *others[2:]):
            store.post(entry)
        assert list(store.entries("order-1")) == mine
        assert not store.entries("nobody")

    def test_the_lines_of_an_account_are_its_own_newest_first_and_in_pages(
        self, store: Store
    ) -> None:
        for n in range(1, 8):
            store.post(given(n, f"gift-{n}"))
            store.post(transfer(f"other-{n}", "", "provider:wallet", "wallet:other", n))
        first = store.lines(WALLET, 3)
        assert [(line.key, line.minor) for line in first] == [
            ("gift-7", -7),
            ("gift-6", -6),
            ("gift-5", -5),
        ]
        assert {line.memo for line in first} == {"store credit 🎉"}
        second = store.lines(WALLET, 3, first[-1].seq)
        third = store.lines(WALLET, 3, second[-1].seq)
        assert [line.minor for line in (*second, *third)] == [-4, -3, -2, -1]
        assert not store.lines(WALLET, 3, third[-1].seq)
        assert sum(line.minor for line in store.lines(WALLET, 1_000)) == store.balance(WALLET)
        for nobody in ("wallet:nobody", "", "wallet:\ud800", "wallet:\0"):
            assert not store.lines(nobody, 3)
        for far in (0, -(10**30), first[-1].seq - 10**30):
            assert not store.lines(WALLET, 3, far)
        assert store.lines(WALLET, 3, 10**30) == first

    def test_what_one_entry_books_twice_on_an_account_is_one_line(self, store: Store) -> None:
        store.post(Entry("a", "twice", ((WALLET, -3), ("provider:wallet", 7), (WALLET, -4))))
        store.post(Entry("b", "there and back", ((WALLET, -1), (WALLET, 1))))
        assert [(line.key, line.minor) for line in store.lines(WALLET, 9)] == [("b", 0), ("a", -7)]

    @pytest.mark.parametrize("limit", [0, -1, 1_001])
    def test_too_many_lines_or_none_cannot_be_listed_at_once(
        self, store: Store, limit: int
    ) -> None:
        with pytest.raises(ValueError, match="the limit is 1 to 1000"):
            store.lines(WALLET, limit)

    def test_the_money_of_an_order_is_in_the_books_as_its_folds_say(self, clerk: Clerk) -> None:
        orders = [clerk.place(customer=MEMBER) for _ in range(3)]
        for order in orders:
            clerk.do(order.id, paid(order))
            check_whole(clerk.store, order.id)
        total = sum(order.total_minor for order in orders)
        assert clerk.store.balance("provider:sandbox") == total
        assert balances(clerk.store.entries())["provider:sandbox"] == total
        assert sum(balances(clerk.store.entries()).values()) == 0
        assert len(clerk.store.entries(orders[0].id)) == 1
