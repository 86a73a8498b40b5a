"""Accounts, passwords and the throttle: what is taken, what is never told, and who has to wait."""

import pytest
from argon2 import PasswordHasher
from tests.world import World

from tilaus.testing.orders import Clock
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.web.accounts import Account, Accounts, Denied
from tilaus_adapters.web.passwords import Passwords, checked
from tilaus_adapters.web.throttle import FREE, LONGEST_S, Throttle
from tilaus_adapters.web.tokens import SCOPES, ApiTokens

GOOD, HERE = "correct horse battery staple", "192.0.2.7"


class Counted(Passwords):
    """Passwords of which each comparison is counted; cheap ones, because this is a test."""

    def __init__(self) -> None:
        super().__init__(PasswordHasher(1, 8, 1))
        self.comparisons = 0

    def is_right(self, kept: str | None, password: str) -> bool:
        self.comparisons += 1
        return super().is_right(kept, password)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def passwords() -> Counted:
    return Counted()


@pytest.fixture
def accounts(clock: Clock, passwords: Counted) -> Accounts:
    made = Accounts(MemoryStore(), clock, passwords)
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
    for number in range(FREE + 1):
        accounts.sign_in(f"name{number}", GOOD, HERE)
    assert accounts.sign_in("anna", GOOD, HERE) != accounts.user("anna")
    assert accounts.sign_in("anna", GOOD, "198.51.100.1") == accounts.user("anna")


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
