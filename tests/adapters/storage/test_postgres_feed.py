"""What only the feed in PostgreSQL promises: it waits for transactions, and for nothing else."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest

from tilaus.commands import AddNote
from tilaus.ports.storage import StoreError
from tilaus.testing.orders import STAFF, VIEWS, Clerk, Clock
from tilaus.testing.storage_feed import check_feed, read_on
from tilaus_adapters.storage.postgres import PostgresStore


@pytest.fixture
def store(postgres_address: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(postgres_address)) as store:
        yield store


@pytest.fixture
def caller(postgres_address: str, store: PostgresStore) -> Iterator[psycopg.Connection[Any]]:
    """Open a connection of the shop's own, in whose transactions orders change too."""
    with closing(psycopg.connect(postgres_address)) as connection:
        yield connection


def guards(store: PostgresStore) -> int:
    """Count the guards that are held in the database of a store."""
    with store._database.transaction() as connection:
        (found,) = connection.execute(
            b"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'"
        ).fetchall()
        return int(found[0])


def test_the_feed_stops_before_what_an_open_transaction_may_still_commit(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    before = Clerk(store).place(VIEWS)
    known = list(read_on(store))
    Clerk(PostgresStore(caller), Clock()).do(before.id, AddNote("in between", by=STAFF))
    after = Clerk(store).place(VIEWS)
    assert list(read_on(store)) == known
    assert store.feed_end() == known[-1].position
    caller.commit()
    found = list(read_on(store, known[-1].position))
    assert [entry.order_id for entry in found][:1] == [before.id]
    assert {entry.order_id for entry in found[1:]} == {after.id}
    check_feed(store, [*known, *found])


def test_a_transaction_that_is_rolled_back_leaves_a_gap_and_holds_up_nobody(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    order = Clerk(store).place(VIEWS)
    Clerk(PostgresStore(caller)).do(order.id, AddNote("never was", by=STAFF))
    caller.rollback()
    Clerk(store).do(order.id, AddNote("was", by=STAFF))
    check_feed(store, list(read_on(store)))


def test_a_transaction_that_changes_no_order_holds_up_nobody(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    caller.execute(b"CREATE TABLE stock (units bigint)")
    Clerk(store).place(VIEWS)
    check_feed(store, list(read_on(store)))


def test_many_changes_in_one_transaction_take_one_lock(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    clerk = Clerk(PostgresStore(caller))
    for _ in range(5):
        clerk.place(VIEWS)
    assert guards(store) == 1
    caller.commit()
    assert guards(store) == 0


def test_what_goes_on_after_a_savepoint_was_rolled_back_is_guarded_again(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    order = Clerk(store).place(VIEWS)
    known = list(read_on(store))
    clerk = Clerk(PostgresStore(caller))
    caller.execute(b"SELECT")
    with caller.transaction(force_rollback=True):
        clerk.do(order.id, AddNote("undone", by=STAFF))
    assert guards(store) == 0
    clerk.do(order.id, AddNote("kept", by=STAFF))
    Clerk(store).place(VIEWS)
    assert list(read_on(store)) == known
    caller.commit()
    check_feed(store, list(read_on(store)))


def test_a_transaction_that_sees_an_older_state_cannot_read_the_feed(
    store: PostgresStore, caller: psycopg.Connection[Any]
) -> None:
    Clerk(store).place(VIEWS)
    caller.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with pytest.raises(StoreError, match="read committed only"):
        PostgresStore(caller).feed(0, 10)
