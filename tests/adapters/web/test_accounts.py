"""Accounts, passwords and the throttle: what is taken, what is never told, and who has to wait."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from tests.world import World

from tilaus.ports.storage import Store
from tilaus.testing.orders import Clock
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.web.accounts import Account, Accounts, Denied
from tilaus_adapters.web.passwords import AT_ONCE, LONGEST, Passwords, checked
from tilaus_adapters.web.throttle import FREE, FREE_OF, LONGEST_S, Throttle, network
from tilaus_adapters.web.tokens import SCOPES, ApiTokens

GOOD, HERE = "correct horse battery staple", "192.0.2.7"


class Counted(Passwords):
    """Passwords of which each comparison is counted; cheap ones, because this is a test."""

    def __init__(self) -> None:
        super().__init__(PasswordHasher(1, 8, 1))
        self.comparisons = 0
        self._lock = threading.Lock()

    def is_right(self, kept: str | None, password: str) -> bool:
        with self._lock:
            self.comparisons += 1
        return super().is_right(kept, password)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def passwords() -> Counted:
    return Counted()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    store = SqliteStore(tmp_path / "shop.db")
    yield store
    store.close()


@pytest.fixture
def accounts(store: Store, clock: Clock, passwords: Counted) -> Accounts:
    made = Accounts(store, clock, passwords)
    made.add("anna", GOOD, "staff")
    return made


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "5 characters"),
        ("a" * 257, "257 characters"),
        ("annas secret words", "the name"),
        ("password123456", "guessed"),
        ("Salasana2026!", "guessed"),
        ("abababababababab", "guessed"),
    ],
)
def test_a_weak_password_is_refused(password: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        checked(password, "anna")


def test_a_password_is_the_same_however_its_letters_were_typed(accounts: Accounts) -> None:
    accounts.add("bo", "päärynäpuun\u00a0alla", "staff")
    assert isinstance(accounts.sign_in("bo", "pa\u0308a\u0308ryna\u0308puun alla", HERE), Account)


@pytest.mark.parametrize("name", ["", "Anna", "a b", "-a", "a" * 61, "é", "a\n", "../a"])
def test_a_name_that_is_none_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(ValueError, match="no name"):
        accounts.add(name, GOOD, "staff")


def test_a_second_account_of_a_name_and_a_role_that_is_none_are_refused(
    accounts: Accounts,
) -> None:
    with pytest.raises(ValueError, match="already"):
        accounts.add("anna", GOOD, "manager")
    with pytest.raises(ValueError, match="a role is"):
        accounts.add("bo", GOOD, "root")


def test_what_is_kept_of_a_password_is_not_shown(accounts: Accounts) -> None:
    (anna,) = accounts.users()
    assert anna.password not in repr(anna)
    assert GOOD not in anna.password


def test_whatever_is_wrong_is_answered_alike_and_takes_the_same_work(
    accounts: Accounts, passwords: Counted
) -> None:
    accounts.add("gone", GOOD, "staff")
    accounts.disable("gone")
    answers = []
    for number, (name, password) in enumerate(
        [("anna", "wrong password here"), ("nobody", GOOD), ("gone", GOOD), ("anna\0", GOOD)]
    ):
        passwords.comparisons = 0
        answers.append(accounts.sign_in(name, password, f"192.0.2.{number}"))
        assert passwords.comparisons == 1, name
    assert answers == [Denied()] * 4


def test_after_some_wrong_tries_even_the_right_password_has_to_wait(
    accounts: Accounts, clock: Clock, passwords: Counted
) -> None:
    for number in range(FREE + 1):
        denied = accounts.sign_in("anna", "wrong password here", f"192.0.2.{number}")
        assert isinstance(denied, Denied)
    passwords.comparisons = 0
    waits = accounts.sign_in("anna", GOOD, "198.51.100.1")
    assert isinstance(waits, Denied)
    assert waits.opens_at is not None
    assert passwords.comparisons == 0
    clock.at = waits.opens_at
    assert isinstance(accounts.sign_in("anna", GOOD, "198.51.100.1"), Account)


def test_an_address_that_guesses_many_names_has_to_wait(accounts: Accounts) -> None:
    for number in range(FREE_OF["address"] + 1):
        assert accounts.sign_in(f"name{number}", GOOD, HERE) == Denied() or number > FREE
    assert isinstance(accounts.sign_in("anna", GOOD, HERE), Denied)
    assert accounts.sign_in("anna", GOOD, "198.51.100.1") == accounts.user("anna")


def test_right_passwords_of_an_office_neither_shut_its_address_nor_open_it(
    accounts: Accounts,
) -> None:
    for _ in range(2 * FREE_OF["address"]):
        assert isinstance(accounts.sign_in("anna", GOOD, HERE), Account)
    for number in range(FREE_OF["address"]):
        accounts.sign_in(f"name{number}", GOOD, HERE)
    assert isinstance(accounts.sign_in("anna", GOOD, HERE), Account)
    accounts.sign_in("one more", GOOD, HERE)
    assert isinstance(accounts.sign_in("anna", GOOD, HERE), Denied)


def test_who_guesses_all_at_once_is_let_in_no_more_often(
    accounts: Accounts, passwords: Counted
) -> None:
    def guess(number: int) -> Account | Denied:
        return accounts.sign_in("anna", "wrong password here", f"192.0.2.{number}")

    with ThreadPoolExecutor(16) as guessers:
        assert all(isinstance(found, Denied) for found in guessers.map(guess, range(64)))
    assert passwords.comparisons == FREE + 1


def test_all_processes_of_a_shop_count_together_and_end_sessions_together(
    tmp_path: Path, clock: Clock
) -> None:
    one, two = SqliteStore(tmp_path / "shop.db"), SqliteStore(tmp_path / "shop.db")
    here, there = Accounts(one, clock, Counted()), Accounts(two, clock, Counted())
    here.add("anna", GOOD, "staff")
    for number in range(FREE + 1):
        (here, there)[number % 2].sign_in("anna", "wrong password here", f"192.0.2.{number}")
    assert isinstance(there.sign_in("anna", GOOD, HERE), Denied)
    before = there.sign_out_everywhere("anna").epoch
    assert here.sign_out_everywhere("anna").epoch == before + 1
    one.close()
    two.close()


# fmt: off
NETWORKS = [
    # address                     whom it may belong to
    ("192.0.2.7",                 "192.0.2.7"),
    ("::ffff:192.0.2.7",          "192.0.2.7"),
    ("2001:db8:1:2:3:4:5:6",      "2001:db8:1:2::/64"),
    ("2001:db8:1:2::",            "2001:db8:1:2::/64"),
    ("2001:db8:1:3::",            "2001:db8:1:3::/64"),
    ("fe80::1%eth0",              "fe80::/64"),
    ("testclient",                "testclient"),
    ("",                          ""),
]
# fmt: on


@pytest.mark.parametrize(("address", "found"), NETWORKS)
def test_addresses_of_one_household_count_together(address: str, found: str) -> None:
    assert network(address) == found


def test_a_throttle_that_nobody_else_writes_admits_what_it_says(clock: Clock) -> None:
    throttle = Throttle(MemoryStore(), clock)
    for _ in range(FREE + 1):
        assert throttle.admit("key", "other") is None
    shut = throttle.admit("key")
    assert shut == throttle.opens_at("key", "third")
    assert throttle.admit("third", "key") == shut
    assert throttle.opens_at("third") is None
    throttle.forgive("key", "third")
    assert throttle.is_open("key")
    assert throttle.admit("key") is None
    assert not throttle.is_open("key")


def test_waits_grow_to_their_longest_and_failures_are_forgotten_in_a_day(clock: Clock) -> None:
    throttle, waits = Throttle(MemoryStore(), clock), list[float]()
    for _ in range(FREE + 9):
        throttle.failed("key")
        opens_at = throttle.opens_at("key")
        waits.append(0.0 if opens_at is None else (opens_at - clock.at).total_seconds())
    assert waits[:FREE] == [0.0] * FREE
    assert waits[FREE:] == sorted(waits[FREE:])
    assert waits[-1] == LONGEST_S
    clock.advance(hours=24)
    throttle.failed("key")
    assert throttle.is_open("key")


def test_another_password_lets_in_who_was_kept_out(accounts: Accounts) -> None:
    for number in range(FREE + 1):
        accounts.sign_in("anna", "wrong password here", f"192.0.2.{number}")
    accounts.set_password("anna", "another set of good words")
    assert isinstance(accounts.sign_in("anna", "another set of good words", HERE), Account)


def test_a_password_hashed_with_other_parameters_is_hashed_anew(clock: Clock) -> None:
    store = MemoryStore()
    Accounts(store, clock, Passwords(PasswordHasher(2, 8, 1))).add("anna", GOOD, "staff")
    new = Accounts(store, clock, Passwords(PasswordHasher(1, 8, 1)))
    before = new.user("anna")
    assert isinstance(new.sign_in("anna", GOOD, HERE), Account)
    after = new.user("anna")
    assert before is not None
    assert after is not None
    assert before.password != after.password
    assert isinstance(new.sign_in("anna", GOOD, HERE), Account)


def test_a_password_that_is_changed_while_it_is_hashed_anew_stays_changed(clock: Clock) -> None:
    store, new_words = MemoryStore(), "another set of good words"
    Accounts(store, clock, Passwords(PasswordHasher(2, 8, 1))).add("anna", GOOD, "staff")

    class Interrupted(Counted):
        def hashed_anew(self, password: str) -> str:
            Accounts(store, clock, Counted()).set_password("anna", new_words)
            return super().hashed_anew(password)

    accounts = Accounts(store, clock, Interrupted())
    signed_in = accounts.sign_in("anna", GOOD, HERE)
    assert isinstance(signed_in, Account)
    now = accounts.user("anna")
    assert now is not None
    assert signed_in.epoch < now.epoch, "a session by the old password counts no more"
    assert isinstance(accounts.sign_in("anna", GOOD, HERE), Denied)
    assert isinstance(accounts.sign_in("anna", new_words, HERE), Account)


def test_passwords_are_hashed_as_rfc_9106_recommends_where_memory_is_dear() -> None:
    kept = Passwords().hashed(GOOD, "anna")
    found = extract_parameters(kept)
    assert (found.type, found.time_cost, found.memory_cost) == (Type.ID, 3, 64 * 1024)
    assert (found.parallelism, found.salt_len, found.hash_len) == (4, 16, 32)
    assert Passwords().is_right(kept, GOOD)


def test_the_longest_password_is_the_same_in_letters_that_are_typed_as_two() -> None:
    longest = ("äöåéü" * LONGEST)[:LONGEST]
    passwords = Counted()
    kept = passwords.hashed(longest, "anna")
    assert passwords.is_right(kept, longest.replace("ä", "a\u0308").replace("é", "e\u0301"))
    assert not passwords.is_right(kept, longest + "x")
    assert not passwords.is_right(kept, longest + "x" * 1_000_000)


def test_no_more_passwords_are_hashed_at_once_than_there_is_memory_for() -> None:
    class Slow(PasswordHasher):
        def __init__(self) -> None:
            super().__init__(1, 8, 1)
            self.now = self.most = self.met = 0
            self.changed = threading.Condition()

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            with self.changed:
                self.now += 1
                self.met += 1
                self.most = max(self.most, self.now)
                self.changed.notify_all()
                # The first ones wait for each other, so that all who may be in at once are.
                self.changed.wait_for(lambda: self.met >= AT_ONCE, timeout=30)
            try:
                return super().verify(hash, password)
            finally:
                with self.changed:
                    self.now -= 1

    slow = Slow()
    passwords = Passwords(slow)
    with ThreadPoolExecutor(3 * AT_ONCE) as guessers:
        found = guessers.map(lambda _: passwords.is_right(None, GOOD), range(6 * AT_ONCE))
    assert not any(found)
    assert slow.most == AT_ONCE


def test_a_token_is_known_by_its_secret_until_it_is_revoked_or_over(world: World) -> None:
    tokens = ApiTokens(world.store, world.clock)
    secret = tokens.add("books", {"read"}, days=2)
    found = tokens.find(secret)
    assert found is not None
    assert found.may("read")
    assert not found.may("place")
    assert secret not in str(tokens.tokens())
    assert tokens.find(secret[:-1]) is None
    world.clock.advance(days=2)
    assert tokens.find(secret) is None
    other = tokens.add("books", {"read"})
    assert tokens.revoke("books")
    assert not tokens.revoke("books")
    assert tokens.find(other) is None


@pytest.mark.parametrize(
    ("name", "scopes", "days", "says"),
    [
        ("Books", {"read"}, None, "a name is"),
        ("books", set[str](), None, "its scopes are none"),
        ("books", {"read", "root"}, None, "its scopes are root"),
        ("books", {"act:system"}, None, "act:system"),
        ("books", {"read"}, 0, "0 days"),
        ("books", {"read"}, 3651, "3651 days"),
        ("known", {"read"}, None, "revoke it first"),
    ],
)
def test_a_token_that_cannot_be_is_refused(
    world: World, name: str, scopes: set[str], days: int | None, says: str
) -> None:
    tokens = ApiTokens(world.store, world.clock)
    tokens.add("known", SCOPES)
    with pytest.raises(ValueError, match=says):
        tokens.add(name, scopes, days)
