"""What only PostgreSQL promises: its server may go, its tables defend themselves."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, LiteralString

import psycopg
import pytest
from psycopg.rows import dict_row
from tests.adapters.storage.cutter import Cutter
from tests.postgres import PATIENCE_S, Server

from tilaus.codec import chain
from tilaus.commands import AddNote, Advance, Command, Erase
from tilaus.decide import Decision
from tilaus.ports.storage import Change, Query, RequestKey, StoreError
from tilaus.record import replace
from tilaus.testing.orders import BOSS, MEMBER, STAFF, VIEWS, Clerk, paid, reported
from tilaus.testing.storage_books import WALLET, given, spent
from tilaus.testing.storage_case import at_once, check_whole, statuses, written
from tilaus_adapters.storage.postgres import Limits, PostgresStore

LEASE_S = 60.0
QUICK = Limits(reconnect_s=0.3, wait_s=0.2, lock_s=0.2)


@pytest.fixture
def store(postgres_address: str) -> Iterator[PostgresStore]:
    with closing(PostgresStore(postgres_address)) as store:
        yield store


@pytest.fixture
def clerk(store: PostgresStore) -> Clerk:
    return Clerk(store)


@pytest.fixture
def raw(postgres_address: str) -> Iterator[psycopg.Connection[Any]]:
    """Open the database from outside, as a colleague or an attacker would."""
    with closing(psycopg.connect(postgres_address, autocommit=True)) as connection:
        yield connection


def until(done: Callable[[], bool]) -> None:
    """Wait for something that another thread or the server does."""
    ends = time.monotonic() + PATIENCE_S
    while not done():
        assert time.monotonic() < ends, "it did not come"
        threading.Event().wait(0.01)


# ------------------------------------------------------------------------ what the tables refuse

FORBIDDEN = (
    "UPDATE tilaus_events SET document = '{}'",
    "DELETE FROM tilaus_events",
    "TRUNCATE tilaus_events",
    "UPDATE tilaus_entries SET memo = ''",
    "DELETE FROM tilaus_entries",
    "TRUNCATE tilaus_entries CASCADE",
    "UPDATE tilaus_lines SET minor = 0",
    "DELETE FROM tilaus_lines",
    "TRUNCATE tilaus_lines",
    "DELETE FROM tilaus_orders",
    "TRUNCATE tilaus_orders CASCADE",
    "INSERT INTO tilaus_events SELECT order_id, seq + 2, document, hash, 0 FROM tilaus_events",
    "INSERT INTO tilaus_events SELECT order_id, seq, document, hash, 0 FROM tilaus_events",
    "UPDATE tilaus_items SET total_minor = total_minor + 1",
    "UPDATE tilaus_effects SET state = 'nonsense'",
)


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_what_happened_cannot_be_changed_in_the_database_itself(
    clerk: Clerk, raw: psycopg.Connection[Any], statement: str
) -> None:
    order = clerk.place()
    clerk.store.commit(clerk.change(order.id, paid(order)))
    before = written(clerk.store)
    with pytest.raises(psycopg.errors.IntegrityError):
        raw.execute(statement.encode())
    assert written(clerk.store) == before


def test_the_history_is_chained_by_the_database_as_the_kernel_chains_it(
    clerk: Clerk, raw: psycopg.Connection[Any]
) -> None:
    order = clerk.place(customer=MEMBER)
    clerk.do(order.id, paid(order), AddNote("☎ 🎉", by=STAFF))
    previous = ""
    for document, hash in raw.execute("SELECT document, hash FROM tilaus_events ORDER BY seq"):
        assert hash == chain(previous, document)
        previous = hash


def test_a_history_that_was_tampered_with_is_not_read(
    clerk: Clerk, raw: psycopg.Connection[Any]
) -> None:
    order = clerk.place()
    raw.execute("SET session_replication_role = replica")
    raw.execute("UPDATE tilaus_events SET document = replace(document, 'EUR', 'SEK')")
    with pytest.raises(StoreError, match=f"event 1 of order {order.id}.*chain.*backup"):
        clerk.store.history(order.id)


def test_erased_texts_are_in_no_table(clerk: Clerk, raw: psycopg.Connection[Any]) -> None:
    order = clerk.place(VIEWS, customer=MEMBER)
    clerk.do(order.id, paid(order), reported("1", "delivered"), AddNote("called back", by=STAFF))
    clerk.do(order.id, Advance("complete", by=STAFF), Erase(by=BOSS))
    tables = raw.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'tilaus%'")
    kept = ""
    for (table,) in tables.fetchall():
        kept += repr(raw.execute(f"SELECT * FROM {table}".encode()).fetchall())
    assert order.id in kept
    for text in (MEMBER.email, MEMBER.name, VIEWS.target, "called back"):
        assert text not in kept


# -------------------------------------------------------------------------- sessions of others


def test_the_zone_and_the_rows_of_the_callers_session_do_not_matter(postgres_address: str) -> None:
    with closing(psycopg.connect(postgres_address, row_factory=dict_row)) as connection:
        connection.execute("SET timezone = 'Asia/Kathmandu'")
        connection.execute("SET datestyle = 'German'")
        clerk = Clerk(PostgresStore(connection))
        order = clerk.place(customer=MEMBER)
        clerk.do(order.id, paid(order))
        check_whole(clerk.store, order.id)
        loaded = clerk.store.load(order.id).order
        assert loaded is not None
        assert loaded.placed_at.tzinfo is UTC
        assert {row.run_at.tzinfo for row in clerk.store.effects()} == {UTC}
        due = clerk.store.next_due()
        assert due is not None
        assert due.tzinfo is UTC


def test_a_shop_may_live_in_a_schema_of_its_own(postgres: Server) -> None:
    address = postgres.fresh_database()
    with closing(psycopg.connect(address, autocommit=True)) as own:
        own.execute("CREATE SCHEMA shop")
    inside = f"{address}?options=-csearch_path%3Dshop"
    with closing(PostgresStore(inside)) as store:
        clerk = Clerk(store)
        order = clerk.place()
        clerk.do(order.id, paid(order))
        clerk.work()
        check_whole(store, order.id)
    with closing(PostgresStore(address)) as elsewhere:
        assert elsewhere.search(Query()) == ()


def test_a_store_never_commits_what_the_caller_began(postgres_address: str) -> None:
    with closing(psycopg.connect(postgres_address)) as connection:
        Clerk(PostgresStore(connection)).place()
        connection.rollback()
    with closing(PostgresStore(postgres_address)) as store:
        assert store.search(Query()) == ()


# ------------------------------------------------------------------------------ many at once


def test_leases_run_by_the_clock_of_the_database(
    clerk: Clerk, raw: psycopg.Connection[Any]
) -> None:
    clerk.place()
    clerk.claim(LEASE_S)
    row = raw.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    ends = clerk.store.next_due()
    assert ends is not None
    assert abs(ends - row[0] - timedelta(seconds=LEASE_S)) < timedelta(seconds=LEASE_S / 2)


def test_orders_that_want_each_others_instances_never_wait_in_a_ring(
    clerk: Clerk, raw: psycopg.Connection[Any]
) -> None:
    lines = [replace(VIEWS, target=f"https://youtube.com/{n}") for n in range(6)]
    orders = [clerk.place(*(lines if n % 2 else lines[::-1])) for n in range(8)]
    assert {str(e) for e in at_once(*(partial(clerk.insist, o.id, paid(o)) for o in orders))}
    for _ in range(200):
        clerk.work()
        active = [
            (order, item.id)
            for order in orders
            for item in (clerk.store.load(order.id).order or order).items
            if item.kind == "initial"
        ]
        if not active:
            break
        targets = Counter(order.items[int(item) - 1].target for order, item in active)
        assert set(targets.values()) == {1}, "two are active at once"
        ends = at_once(
            *(partial(clerk.insist, o.id, reported(item, "delivered")) for o, item in active)
        )
        assert [end for end in ends if isinstance(end, Exception)] == []
    assert {status for o in orders for status in statuses(clerk.store, o.id)} == {"completed"}
    row = raw.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
    assert row.fetchone() == (0,)
    assert raw.execute("SELECT * FROM tilaus_instances").fetchall() == []


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def test_one_that_joins_the_queue_while_the_holder_leaves_has_its_turn(
    clerk: Clerk, raw: psycopg.Connection[Any], postgres_address: str
) -> None:
    first, second = clerk.place(VIEWS), clerk.place(VIEWS)
    clerk.do(first.id, paid(first))
    joining = clerk.change(second.id, paid(second))
    with closing(psycopg.connect(postgres_address)) as own:
        leaving = Clerk(PostgresStore(own))
        leaving.store.commit(leaving.change(first.id, reported("1", "delivered")))
        thread = threading.Thread(target=clerk.store.commit, args=(joining,))
        thread.start()
        until(lambda: raw.execute(WAITING).fetchone() != (0,) or not thread.is_alive())
        own.commit()
    thread.join(PATIENCE_S)
    assert statuses(clerk.store, second.id) == ["on_hold"]
    clerk.work()
    assert statuses(clerk.store, second.id) == ["pending"]


def test_an_account_of_all_orders_is_spread_and_its_balance_is_the_sum(
    clerk: Clerk, raw: psycopg.Connection[Any]
) -> None:
    orders = [clerk.place(VIEWS, customer=MEMBER) for _ in range(12)]
    for order in orders:
        clerk.do(order.id, paid(order))
    slots = raw.execute("SELECT count(*) FROM tilaus_accounts WHERE account = 'provider:sandbox'")
    row = slots.fetchone()
    assert row is not None
    assert row[0] > 1
    total = sum(order.total_minor for order in orders)
    assert clerk.store.balance("provider:sandbox") == total


MANY = 20_000
COPIES = b"""
INSERT INTO tilaus_orders
SELECT (jsonb_populate_record(o, jsonb_build_object('id', 'copy-' || n, 'number', n))).*
FROM tilaus_orders AS o, generate_series(1, 20000) AS n
"""


@pytest.mark.parametrize("without", [frozenset[str](), frozenset({"notification"})])
def test_a_long_queue_costs_no_more_than_a_short_one(
    clerk: Clerk, raw: psycopg.Connection[Any], without: frozenset[str]
) -> None:
    clerk.place(VIEWS)
    raw.execute(COPIES)
    raw.execute("ANALYZE tilaus_orders")
    clerk.clock.advance(seconds=1)
    last = clerk.place(VIEWS)
    told = clerk.store.claim(clerk.clock(), LEASE_S, order_id=last.id)
    assert told is not None
    clerk.settle(told)
    explain: LiteralString = (
        "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) "
        "SELECT * FROM tilaus_claim(%s, 0, NULL, NULL, %s::text[])"
    )
    with raw.transaction(force_rollback=True):  # What a new connection reads of the catalogue.
        raw.execute(explain, [clerk.clock(), sorted(without)])
    plan = raw.execute(explain, [clerk.clock(), sorted(without)]).fetchone()
    assert plan is not None
    assert plan[0][0]["Plan"]["Shared Hit Blocks"] < MANY / 100
    claim = clerk.store.claim(clerk.clock(), LEASE_S, without=without)
    assert claim is not None
    assert (claim.order_id == last.id) == bool(without)


# ----------------------------------------------------------------- when the server is away


def test_whatever_is_asked_after_the_connections_were_ended_is_done(
    clerk: Clerk, postgres: Server, postgres_address: str
) -> None:
    order = clerk.place()
    tried: list[Callable[[], object]] = [
        lambda: clerk.store.load(order.id).order,
        lambda: clerk.store.history(order.id),
        clerk.store.effects,
        lambda: clerk.store.next_number(1),
        lambda: clerk.do(order.id, AddNote("again", by=STAFF)),
        lambda: clerk.store.post(given(5)),
        lambda: clerk.store.claim(clerk.clock(), LEASE_S),
    ]
    for ask in tried:
        assert postgres.terminate(postgres_address) > 0
        assert ask()
    check_whole(clerk.store, order.id)


def test_a_store_goes_on_after_a_crash_of_the_server(postgres: Server) -> None:
    address = postgres.fresh_database()
    with closing(PostgresStore(address)) as store:
        clerk = Clerk(store)
        order = clerk.place()
        postgres.restart("immediate")
        clerk.do(order.id, paid(order))
        check_whole(store, order.id)


def settled(clerk: Clerk) -> Change:
    """Return the end of an attempt of which nothing follows."""
    return clerk.settled(clerk.claim(), "unknown", outcome="time-out")


def answered(clerk: Clerk) -> Change:
    """Return an answer to a request that changes nothing."""
    order = clerk.store.search(Query())[0]
    request = RequestKey("desk", "press-1")
    return Change(Decision(order, (), (), (), "duplicate"), order, clerk.clock(), None, request)


def changed(command: Command) -> Callable[[Clerk], Change]:
    """Return what makes a change of the newest order."""
    return lambda clerk: clerk.change(clerk.store.search(Query())[0].id, command)


def captured(clerk: Clerk) -> Change:
    """Return a change with events, effects, an entry and a claim of an instance."""
    order = clerk.store.search(Query())[0]
    return clerk.change(order.id, paid(order), request=RequestKey("provider", "evt-1"))


CHANGES: dict[str, Callable[[Clerk], Change]] = {
    "a payment": captured,
    "a note": changed(AddNote("once", by=STAFF)),
    "the end of an attempt": settled,
    "an answer": answered,
}


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("what", list(CHANGES))
def test_a_commit_whose_answer_is_lost_is_written_once(
    postgres: Server, postgres_address: str, what: str, when: str
) -> None:
    with Cutter(postgres.port) as cutter:
        through = postgres_address.replace(str(postgres.port), str(cutter.port))
        with closing(PostgresStore(through)) as store:
            clerk = Clerk(store)
            clerk.place(VIEWS)
            change = CHANGES[what](clerk)
            cutter.cut(b'"nonce":', when)
            store.commit(change)
            assert cutter.cuts == 1
            order = change.decision.order
            assert store.load(order.id).order == order
            check_whole(store, order.id)
            attempts = [row.attempts for row in store.effects()]
            assert max(attempts) == (what == "the end of an attempt")


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_entry_whose_answer_is_lost_is_booked_once(
    postgres: Server, postgres_address: str, when: str
) -> None:
    with Cutter(postgres.port) as cutter:
        through = postgres_address.replace(str(postgres.port), str(cutter.port))
        with closing(PostgresStore(through)) as store:
            store.post(given(500))
            cutter.cut(b"spend", when)
            assert store.post(spent(300), owed=WALLET)
            assert (cutter.cuts, store.balance(WALLET)) == (1, -200)


def test_where_nobody_can_know_what_became_of_a_commit_the_error_says_so(
    postgres: Server, postgres_address: str
) -> None:
    with Cutter(postgres.port) as cutter:
        through = postgres_address.replace(str(postgres.port), str(cutter.port))
        with closing(PostgresStore(through, limits=QUICK)) as store:
            clerk = Clerk(store)
            order = clerk.place(VIEWS)
            change = clerk.change(order.id, paid(order))
            cutter.cut(b'"nonce":', "after", for_good=True)
            with pytest.raises(StoreError, match="whether it was kept is not known"):
                store.commit(change)
            with pytest.raises(StoreError, match="look whether the server runs"):
                store.load(order.id)
    with closing(PostgresStore(postgres_address)) as store:
        assert store.load(order.id).order == change.decision.order


# --------------------------------------------------------------------------- errors in words


@contextmanager
def told(*words: str) -> Iterator[None]:
    """Hold that an error says all of this, and no password."""
    with pytest.raises(StoreError) as error:
        yield
    for word in words:
        assert word in str(error.value)
    assert "geheim" not in str(error.value)
    assert "\n" not in str(error.value)


def test_an_address_that_leads_nowhere_is_told_with_its_cure(
    postgres: Server, postgres_address: str
) -> None:
    here = f"127.0.0.1:{postgres.port}"
    with told("Connection refused", "look whether the server runs"):
        PostgresStore("postgresql://shop:geheim@127.0.0.1:1/shop")
    with told('"nowhere" does not exist', "createdb"):
        PostgresStore(f"postgresql://postgres:geheim@{here}/nowhere")
    with told('role "nobody" does not exist', "user and password"):
        PostgresStore(f"postgresql://nobody:geheim@{here}/{postgres_address.rpartition('/')[2]}")
    with told("the address cannot be read", "postgresql://USER"):
        PostgresStore("postgresql://shop:geheim@[::1/shop")
    with told("the address cannot be read"):
        PostgresStore("postgresql://shop:ge%zzheim@localhost/shop")


SETTINGS = (
    # what an administrator did                            what is told
    ("REVOKE CONNECT ON DATABASE {db} FROM PUBLIC",        "permission denied"),
    ("ALTER DATABASE {db} CONNECTION LIMIT 0",             "max_connections"),
    ("ALTER ROLE clerk SET search_path = elsewhere",       "make the schema"),
    ("SELECT 1",                                           "rights"),
    ("ALTER ROLE clerk PASSWORD 'x' NOLOGIN",              "is not permitted to log in"),
)  # fmt: skip


@pytest.mark.parametrize(("done", "words"), SETTINGS)
def test_what_an_administrator_withholds_is_told_with_its_cure(
    postgres: Server, done: str, words: str
) -> None:
    address = postgres.fresh_database()
    database = address.rpartition("/")[2]
    with closing(postgres.connect(database)) as boss:
        boss.execute("DROP ROLE IF EXISTS clerk")
        boss.execute("CREATE ROLE clerk LOGIN")
        PostgresStore(address).close()
        boss.execute(done.format(db=database).encode())
        with told(words):
            as_clerk = PostgresStore(address.replace("postgres@", "clerk:geheim@"))
            with closing(as_clerk):
                as_clerk.search(Query())
        boss.execute(b"DROP ROLE clerk")


def test_a_database_that_only_reads_is_told_and_can_be_read(postgres: Server) -> None:
    address = postgres.fresh_database()
    PostgresStore(address).close()
    with closing(PostgresStore(f"{address}?options=-cdefault_transaction_read_only%3Don")) as store:
        assert store.search(Query()) == ()
        with told("read-only", "primary server"):
            Clerk(store).place()


def test_who_waits_too_long_for_a_lock_is_told(
    postgres_address: str, raw: psycopg.Connection[Any]
) -> None:
    with closing(PostgresStore(postgres_address, limits=QUICK)) as store:
        clerk = Clerk(store)
        order = clerk.place()
        with raw.transaction():
            raw.execute("SELECT * FROM tilaus_orders FOR UPDATE")
            with told("lock timeout", "who has a transaction open"):
                clerk.do(order.id, paid(order))
        clerk.do(order.id, paid(order))


def test_what_cannot_be_kept_is_refused_and_nothing_is_written(clerk: Clerk) -> None:
    order = clerk.place()
    before = written(clerk.store)
    for id in ("\ud800", "nul \0"):
        with told("cannot"):
            clerk.store.commit(
                clerk.change(order.id, AddNote("x", by=STAFF), request=RequestKey("desk", id))
            )
    assert written(clerk.store) == before
    assert clerk.store.load("nul \0").order is None
    assert clerk.store.history("nul \0") == ()
    assert clerk.store.take("nul \0", LEASE_S) is None


# ------------------------------------------------------------------------------- connections


def test_a_store_opens_no_more_connections_than_it_may(
    postgres_address: str, raw: psycopg.Connection[Any]
) -> None:
    with closing(PostgresStore(postgres_address, limits=Limits(max_size=3))) as store:
        clerk = Clerk(store)
        order = clerk.place()
        most = [0]

        def watch() -> None:
            for _ in range(50):
                sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'tilaus'"
                row = raw.execute(sql).fetchone()
                most.append(0 if row is None else row[0])

        def work() -> None:
            for _ in range(10):
                clerk.insist(order.id, AddNote("x", by=STAFF))

        assert at_once(watch, *[work] * 8) == [None] * 9
        assert 1 <= max(most) <= 3
        check_whole(store, order.id)


def test_who_finds_all_connections_in_use_is_told(
    postgres_address: str, raw: psycopg.Connection[Any]
) -> None:
    limits = Limits(max_size=1, wait_s=0.1)
    with closing(PostgresStore(postgres_address, limits=limits)) as store:
        clerk = Clerk(store)
        order = clerk.place()
        with raw.transaction():
            raw.execute("SELECT * FROM tilaus_orders FOR UPDATE")
            waiting = threading.Thread(target=store.take, args=(order.id, LEASE_S))
            waiting.start()
            with closing(psycopg.connect(postgres_address, autocommit=True)) as watch:
                until(lambda: watch.execute(WAITING).fetchone() != (0,))
            with told("all 1 connections are in use", "max_size"):
                store.load(order.id)
        waiting.join(PATIENCE_S)


def test_a_store_that_was_closed_says_so(postgres_address: str) -> None:
    store = PostgresStore(postgres_address)
    store.close()
    with told("it was closed"):
        store.load(1)


# -------------------------------------------------------------------------------------- hints


def test_who_listens_hears_of_orders_that_have_work(postgres_address: str) -> None:
    heard: list[str] = []
    with (
        closing(PostgresStore(postgres_address, hints=True)) as store,
        store.listening(heard.append),
    ):
        clerk = Clerk(store)
        order = clerk.place()
        until(lambda: order.id in heard)


def test_who_listens_hears_that_the_connection_was_lost_and_goes_on(
    postgres: Server, postgres_address: str
) -> None:
    heard: list[str] = []
    with (
        closing(PostgresStore(postgres_address, hints=True)) as store,
        store.listening(heard.append),
    ):
        postgres.terminate(postgres_address)
        until(lambda: heard == [""])
        order = Clerk(store).place()
        until(lambda: order.id in heard)


def test_a_store_on_the_callers_connection_cannot_listen(postgres_address: str) -> None:
    with closing(psycopg.connect(postgres_address, autocommit=True)) as connection:
        store = PostgresStore(connection)
        with told("open one by address"), store.listening(lambda _: None):
            raise AssertionError("it listens")


def test_times_of_the_journal_come_back_to_the_microsecond(clerk: Clerk) -> None:
    clerk.clock.at = datetime(2026, 7, 1, 12, 0, 0, 1, UTC)
    clerk.place()
    assert {row.run_at for row in clerk.store.effects()} == {clerk.clock.at}
