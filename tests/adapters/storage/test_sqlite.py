"""What only SQLite promises: files, processes, the caller's transaction, its errors in words."""

import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from tilaus.codec import chain
from tilaus.commands import AddNote, Advance, Erase, Line
from tilaus.order import Customer, Order
from tilaus.ports.storage import Conflict, Query, StoreError
from tilaus.record import replace
from tilaus.testing.orders import (
    BOSS,
    FIRST_NUMBER,
    STAFF,
    VIEWS,
    Clerk,
    Clock,
    paid,
    reported,
)
from tilaus.testing.storage_books import WALLET, given
from tilaus.testing.storage_case import at_once, check_whole, loaded, written
from tilaus_adapters.storage.migrations import Migration, shipped
from tilaus_adapters.storage.recent import RecentOrders
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.storage.sqlite_database import Database, statements
from tilaus_adapters.storage.sqlite_migrations import migrate

MANY = 100_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "shop.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path, lease_clock=Clock().seconds)) as store:
        yield store


@pytest.fixture
def clerk(store: SqliteStore) -> Clerk:
    return Clerk(store)


@pytest.fixture
def raw(store: SqliteStore, path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store's file from outside, as an attacker, a colleague or a broken disk would."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


# --------------------------------------------------------------------------------- the schema


def test_every_table_is_strict_and_has_a_name_that_no_shop_uses(raw: sqlite3.Connection) -> None:
    tables = raw.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    found = {row["name"]: row["strict"] for row in tables if not row["name"].startswith("sqlite_")}
    assert len(found) > 10
    assert {name for name in found if not name.startswith("tilaus_")} == set()
    assert set(found.values()) == {1}


def test_a_file_is_durable_shared_and_overwrites_what_it_deletes(path: Path) -> None:
    with closing(Database(path, 1)) as database, database.reading() as db:
        settings = {
            name: db._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    full = 2
    assert settings == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


# fmt: off
ATTACKS = (
    "UPDATE tilaus_events SET document = '{}'",
    "DELETE FROM tilaus_events",
    "INSERT OR REPLACE INTO tilaus_events SELECT * FROM tilaus_events",
    "INSERT INTO tilaus_events (order_id, seq, document, hash) SELECT order_id, seq + 9, document, hash FROM tilaus_events",
    "INSERT OR REPLACE INTO tilaus_events (position, order_id, seq, document, hash) SELECT 1, order_id, max(seq) + 1, document, hash FROM tilaus_events",
    "UPDATE tilaus_entries SET memo = 'x'",
    "DELETE FROM tilaus_entries",
    "INSERT OR REPLACE INTO tilaus_entries SELECT * FROM tilaus_entries",
    "UPDATE tilaus_lines SET minor = 0",
    "DELETE FROM tilaus_lines",
    "INSERT OR REPLACE INTO tilaus_lines SELECT entry, position, account, 0 FROM tilaus_lines",
)
# fmt: on


@pytest.mark.parametrize("attack", ATTACKS)
def test_history_and_books_are_only_appended_to(
    clerk: Clerk, raw: sqlite3.Connection, attack: str
) -> None:
    order = clerk.place()
    clerk.do(order.id, paid(order))
    with pytest.raises(sqlite3.IntegrityError, match="append"):
        raw.execute(attack)
    check_whole(clerk.store, order.id)


WRONG = (
    "UPDATE tilaus_items SET delivered = quantity + 1",
    "UPDATE tilaus_items SET total_minor = total_minor - 1",
    "UPDATE tilaus_items SET quantity = 'many'",
    "UPDATE tilaus_payments SET captured_minor = -1",
    "UPDATE tilaus_orders SET version = 0",
    "UPDATE tilaus_orders SET wake_at = '2026-01-05T09:00:00+00:00'",
    "UPDATE tilaus_effects SET state = 'lost'",
    "UPDATE tilaus_effects SET run_at = 'soon'",
)


@pytest.mark.parametrize("wrong", WRONG)
def test_values_that_cannot_be_true_are_refused_by_the_database(
    clerk: Clerk, raw: sqlite3.Connection, wrong: str
) -> None:
    clerk.place()
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute(wrong)


# ---------------------------------------------------------------------- what a command writes


def rows_written(raw: sqlite3.Connection, work: Callable[[], object]) -> int:
    before = raw.total_changes
    work()
    return raw.total_changes - before


def test_a_command_writes_the_rows_that_it_changed_and_no_more() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        clerk = Clerk(SqliteStore(connection))
        big = clerk.place(*(Line("views", f"@user-{n}", 10, 1) for n in range(1_000)))
        clerk.do(big.id, paid(big))
        small = clerk.place(Line("views", "@somebody", 10, 1))
        clerk.do(small.id, paid(small))
        note, progress = AddNote("one of a thousand", by=STAFF), reported("1", "progress", 5)
        for command in (note, progress):
            counts = [
                rows_written(connection, partial(clerk.do, order.id, command))
                for order in (big, small)
            ]
            assert counts[0] == counts[1] < 10, command


# --------------------------------------------------------------------------- as fast when full


@pytest.fixture
def full() -> Iterator[sqlite3.Connection]:
    """Fill a store with many orders that are over, as a shop has after some years."""
    with closing(sqlite3.connect(":memory:")) as connection:
        clerk = Clerk(SqliteStore(connection), Clock())
        order = clerk.place(VIEWS)
        clerk.do(order.id, paid(order), reported("1", "delivered"), Advance("complete", by=STAFF))
        clerk.work()
        for table in ("orders", "items", "payments", "effects", "entries", "lines", "accounts"):
            connection.execute(_copies(connection, f"tilaus_{table}"))
        connection.commit()
        yield connection


def _copies(connection: sqlite3.Connection, table: str) -> str:
    """Write the statement that copies what a table has, many times, under other keys."""
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    other = {
        "tilaus_orders": {"id": "id || n", "number": "number + n"},
        "tilaus_effects": {"seq": "NULL", "key": "key || n", "order_id": "order_id || n"},
        "tilaus_entries": {"seq": "seq + n", "key": "key || n", "order_id": "order_id || n"},
        "tilaus_lines": {"entry": "entry + n"},
        "tilaus_accounts": {"account": "account || n"},
    }.get(table, {"order_id": "order_id || n"})
    cells = ", ".join(other.get(column, f'"{column}"') for column in columns)
    numbers = f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MANY})"
    return f"{numbers} INSERT INTO {table} SELECT {cells} FROM {table}, n ORDER BY n"


def steps(connection: sqlite3.Connection, work: Callable[[], object]) -> int:
    """Count the steps that SQLite's machine takes: what a clock would measure, without noise."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection.set_progress_handler(step, 1)
    work()
    connection.set_progress_handler(None, 1)
    return count


def test_work_on_one_order_costs_the_same_among_a_hundred_thousand(
    full: sqlite3.Connection,
) -> None:
    def deeds(connection: sqlite3.Connection) -> dict[str, int]:
        clock = Clock()
        store = SqliteStore(connection, lease_clock=clock.seconds)
        clerk = Clerk(store, clock)
        store.next_number(FIRST_NUMBER + MANY + 1)
        order = clerk.place(Line("views", "@somebody", 10, 1))
        return {
            "load": steps(connection, lambda: store.load(order.id)),
            "load by number": steps(connection, lambda: store.load(order.number)),
            "command": steps(connection, lambda: clerk.do(order.id, paid(order))),
            "history": steps(connection, lambda: store.history(order.id)),
            "next due": steps(connection, store.next_due),
            "claim": steps(connection, clerk.claim),
            "claim in vain": steps(connection, lambda: store.claim(clock(), 60)),
            "next due of a lease": steps(connection, store.next_due),
            "open": steps(connection, lambda: store.effects(states=frozenset({"ready", "dead"}))),
            "effects": steps(connection, lambda: store.effects(order.id)),
            "balance": steps(connection, lambda: store.balance("provider:sandbox")),
            "post": steps(connection, lambda: store.post(given(5), owed=WALLET)),
            "entries": steps(connection, lambda: store.entries(order.id)),
            "newest": steps(connection, lambda: store.search(Query(limit=1))),
            "by status": steps(connection, lambda: store.search(Query("pending", limit=1))),
            "by target": steps(connection, lambda: store.search(Query(text="@somebody"))),
            "number": steps(connection, lambda: store.next_number(1)),
        }

    with closing(sqlite3.connect(":memory:")) as empty:
        few, many = deeds(empty), deeds(full)
    assert {
        deed: (few[deed], many[deed]) for deed in few if many[deed] > few[deed] * 1.2 + 20
    } == {}


def test_no_statement_on_the_way_of_a_command_scans_a_table(raw: sqlite3.Connection) -> None:
    may_scan = {"all_effects", "all_entries", "newest_orders", "applied_migrations", "subscribers"}
    may_scan |= {"counts"}  # It counts the rows of indexes; see test_attention.py.
    scans = {}
    for name, sql in statements().items():
        if name.endswith("_cursor") or name in may_scan or sql.startswith("CREATE"):
            continue
        values = dict.fromkeys(("lease_until", "now", "limit"), 1)
        plan = raw.execute(f"EXPLAIN QUERY PLAN {sql}", _Anything(values)).fetchall()
        found = [row[3] for row in plan if row[3].startswith("SCAN tilaus_")]
        scans[name] = [line for line in found if "tilaus_effects_open" not in line]
    assert len(scans) > 40
    assert {name: lines for name, lines in scans.items() if lines} == {}


class _Anything(dict[str, object]):
    """Values for every parameter that a statement may have."""

    def __missing__(self, name: str) -> str:
        return ""


# ------------------------------------------------------------------------------------ erasing

PERSONAL = Customer("nobody.knows.me@mail.example", name="Someone Quite Unmistakable")
SECRETS = ("nobody.knows.me", "Unmistakable", "secret-target", "secret-note", "secret-outcome")


def bytes_on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob("shop.db*")))


def personal_order(clerk: Clerk, n: int) -> Order:
    """Place an order full of personal texts of many lengths, and let its work end."""
    lines = [
        Line("views", f"https://secret-target.example/{n}/{i}" + "x" * (n % 400), 1, 1)
        for i in (1, 2)
    ]
    order = clerk.place(*lines, customer=PERSONAL)
    clerk.do(order.id, paid(order), AddNote("secret-note " * (n % 50 + 1), by=STAFF))
    clerk.settle(clerk.claim(), "refused", outcome="secret-outcome")
    clerk.do(order.id, reported("1", "delivered"), reported("2", "delivered"))
    return clerk.do(order.id, Advance("complete", reason="secret-note", by=STAFF))


def test_after_erasing_no_byte_of_a_person_is_on_the_disk(clerk: Clerk, path: Path) -> None:
    orders = [personal_order(clerk, 7 * n) for n in range(60)]
    kept = clerk.place(Line("views", "https://kept.example", 1, 1))
    on_disk = bytes_on_disk(path)
    assert [secret for secret in SECRETS if secret.encode() not in on_disk] == []
    for order in orders[::2] + orders[1::2]:
        clerk.do(order.id, Erase(by=BOSS))
    on_disk = bytes_on_disk(path)
    assert {secret: on_disk.count(secret.encode()) for secret in SECRETS} == dict.fromkeys(
        SECRETS, 0
    )
    assert b"https://kept.example" in on_disk
    for order in (*orders, kept):
        check_whole(clerk.store, order.id)


def test_erasing_breaks_no_hash(clerk: Clerk, raw: sqlite3.Connection) -> None:
    order = personal_order(clerk, 1)
    chained = "SELECT document, hash FROM tilaus_events WHERE order_id = ? ORDER BY seq"
    before = raw.execute(chained, (order.id,)).fetchall()
    clerk.do(order.id, Erase(by=BOSS))
    after = raw.execute(chained, (order.id,)).fetchall()
    assert [tuple(row) for row in after[: len(before)]] == [tuple(row) for row in before]
    previous = ""
    for row in after:
        assert row["hash"] == chain(previous, row["document"])
        previous = row["hash"]
    assert "(erased)" in repr(clerk.store.history(order.id))


def test_no_event_holds_a_personal_text_even_before_it_is_erased(
    clerk: Clerk, raw: sqlite3.Connection
) -> None:
    personal_order(clerk, 1)
    documents = "".join(row["document"] for row in raw.execute("SELECT * FROM tilaus_events"))
    assert [secret for secret in SECRETS if secret in documents] == []


# ----------------------------------------------------------------------------- damaged rows

DAMAGES = (
    "UPDATE tilaus_items SET question = '{'",
    "UPDATE tilaus_items SET question = '{\"asked_at\": 7}'",
    "UPDATE tilaus_items SET handed_over = 7",
    "UPDATE tilaus_items SET question = '" + "[" * 100_000 + "'",
    "UPDATE tilaus_payments SET created_at = 'yesterday'",
    "UPDATE tilaus_payments SET created_at = '2026-01-05T09:00:00'",
    "UPDATE tilaus_orders SET placed_at = ''",
    "UPDATE tilaus_orders SET status = CAST(x'ff' AS TEXT)",
)
EVENT_DAMAGES = (
    "UPDATE tilaus_events SET document = '{'",
    "UPDATE tilaus_events SET document = replace(document, '50001', '50002')",
    "UPDATE tilaus_events SET hash = replace(hash, substr(hash, 1, 1), 'x')",
    "DELETE FROM tilaus_events WHERE seq = 1",
    "DELETE FROM tilaus_events WHERE seq = 2",
)


def damage(raw: sqlite3.Connection, sql: str) -> None:
    """Change rows as a tool could that knows nothing of the rules."""
    for trigger in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger['name']}")
    raw.execute("PRAGMA ignore_check_constraints=ON")
    raw.execute("PRAGMA foreign_keys=OFF")
    assert raw.execute(sql).rowcount > 0


@pytest.mark.parametrize("sql", DAMAGES, ids=range(len(DAMAGES)))
def test_a_damaged_row_is_an_error_that_names_the_order(
    clerk: Clerk, path: Path, raw: sqlite3.Connection, sql: str
) -> None:
    clerk.place()
    damage(raw, sql)
    with closing(SqliteStore(path)) as store:
        for read in (lambda: store.load(FIRST_NUMBER), lambda: store.search(Query())):
            with pytest.raises(StoreError, match=r"order 50001|Could not decode"):
                read()


# ------------------------------------------------------------------- what is remembered


def test_an_order_that_another_process_changed_is_read_anew(clerk: Clerk, path: Path) -> None:
    order = clerk.place()
    clerk.store.load(order.id)
    with closing(SqliteStore(path)) as other:
        changed = Clerk(other).do(order.id, paid(order))
    assert loaded(clerk.store, order.id) == changed
    check_whole(clerk.store, order.id)


def test_an_order_whose_change_was_rolled_back_is_read_anew(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        clerk = Clerk(SqliteStore(connection))
        order = clerk.place()
        connection.execute("BEGIN")
        undone = clerk.do(order.id, paid(order))
        connection.execute("ROLLBACK")
        assert undone.version == clerk.do(order.id, AddNote("x", by=STAFF)).version + 5
        noted = loaded(clerk.store, order.id)
        assert (noted.captured_minor, noted.version) == (0, order.version + 1)
        check_whole(clerk.store, order.id)


def test_only_as_many_orders_are_remembered_as_were_asked_for() -> None:
    known = RecentOrders(2)
    first, second, third = (Clerk(SqliteStore(":memory:")).place() for _ in range(3))
    orders = [replace(o, id=f"order-{n}") for n, o in enumerate((first, second, third))]
    for order in orders[:2]:
        known.put("hash", order)
    assert known.get("order-0", "hash") == orders[0]
    assert known.get("order-0", "another") is None
    known.put("hash", orders[2])
    assert known.get("order-1", "hash") is None, "it was looked at longest ago"
    assert known.get("order-0", "hash") == orders[0]


def test_nothing_is_remembered_where_nothing_should_be(clerk: Clerk) -> None:
    known = RecentOrders(0)
    known.put("hash", clerk.place())
    assert known.get("order-50001", "hash") is None


@pytest.mark.parametrize("sql", EVENT_DAMAGES)
def test_a_history_that_was_tampered_with_is_an_error_that_names_the_event(
    clerk: Clerk, raw: sqlite3.Connection, sql: str
) -> None:
    order = clerk.place()
    clerk.do(order.id, paid(order))
    damage(raw, sql)
    with pytest.raises(StoreError, match=r"event \d of order order-50001"):
        clerk.store.history(order.id)


def test_an_event_of_a_kind_that_nobody_knows_is_an_error_that_names_it(
    clerk: Clerk, raw: sqlite3.Connection
) -> None:
    order = clerk.place()
    (row,) = raw.execute("SELECT document FROM tilaus_events").fetchall()
    document = row["document"].replace('"Placed"', '"Teleported"')
    damage(raw, f"UPDATE tilaus_events SET document = '{document}', hash = '{chain('', document)}'")
    with pytest.raises(StoreError, match="event 1 of order order-50001"):
        clerk.store.history(order.id)


def test_a_damaged_effect_is_an_error_that_names_it(clerk: Clerk, raw: sqlite3.Connection) -> None:
    clerk.place()
    damage(raw, "UPDATE tilaus_effects SET run_at = 'soon'")
    with pytest.raises(StoreError, match="effect 1 of order order-50001"):
        clerk.store.effects()


# ------------------------------------------------------------------------- the caller's own


@pytest.fixture(params=[None, "", "IMMEDIATE"], ids=["autocommit", "legacy", "immediate"])
def shop(request: pytest.FixtureRequest, path: Path) -> Iterator[sqlite3.Connection]:
    """Open a shop's own database, as drivers and frameworks do, with a table of its own."""
    with closing(sqlite3.connect(path, isolation_level=request.param)) as connection:
        connection.execute("CREATE TABLE orders (stock INTEGER)")
        connection.execute("INSERT INTO orders VALUES (7)")
        connection.commit()
        yield connection


def stock(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT stock FROM orders")]


def sell(connection: sqlite3.Connection) -> None:
    if not connection.in_transaction:
        connection.execute("BEGIN")
    connection.execute("UPDATE orders SET stock = stock - 1")


def test_an_order_is_undone_together_with_the_rows_of_the_shop(shop: sqlite3.Connection) -> None:
    clerk = Clerk(SqliteStore(shop))
    kept = clerk.place()
    before = written(clerk.store)
    sell(shop)
    clerk.place()
    clerk.do(kept.id, paid(kept))
    shop.rollback()
    assert stock(shop) == [7]
    assert written(clerk.store) == before


def test_an_order_is_kept_together_with_the_rows_of_the_shop(
    shop: sqlite3.Connection, path: Path
) -> None:
    clerk = Clerk(SqliteStore(shop))
    sell(shop)
    order = clerk.place()
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM tilaus_orders").fetchone() == (0,)
        shop.commit()
        assert other.execute("SELECT count(*) FROM tilaus_orders").fetchone() == (1,)
        assert stock(other) == [6]
    check_whole(clerk.store, order.id)


def test_a_conflict_undoes_its_own_writes_and_none_of_the_callers(
    shop: sqlite3.Connection,
) -> None:
    clerk = Clerk(SqliteStore(shop))
    first, second = clerk.place(VIEWS), clerk.place(VIEWS)
    change = clerk.change(second.id, paid(second))
    clerk.do(first.id, paid(first))
    sell(shop)
    before = written(clerk.store)
    with pytest.raises(Conflict):
        clerk.store.commit(change)
    assert shop.in_transaction
    assert written(clerk.store) == before
    shop.commit()
    assert stock(shop) == [6]


def test_outside_of_a_transaction_every_change_is_kept_at_once(
    shop: sqlite3.Connection, path: Path
) -> None:
    order = Clerk(SqliteStore(shop)).place()
    assert not shop.in_transaction
    with closing(SqliteStore(path)) as other:
        assert loaded(other, order.id) == order


def test_the_callers_connection_stays_as_it_was(shop: sqlite3.Connection) -> None:
    def factory(cursor: sqlite3.Cursor, row: tuple[object, ...]) -> list[object]:
        return list(row)

    shop.row_factory = factory
    level = shop.isolation_level
    store = SqliteStore(shop)
    live_order = Clerk(store).place()
    check_whole(store, live_order.id)
    store.close()
    assert (shop.row_factory, shop.isolation_level) == (factory, level)
    assert shop.execute("SELECT stock FROM orders").fetchone() == [7]


def test_a_transaction_that_read_before_others_wrote_is_told_how_to_begin(
    path: Path, clerk: Clerk
) -> None:
    clerk.place()
    with closing(sqlite3.connect(path, isolation_level=None)) as shop:
        own = Clerk(SqliteStore(shop))
        shop.execute("BEGIN")
        own.store.load(FIRST_NUMBER)
        clerk.place()
        with pytest.raises(StoreError, match="BEGIN IMMEDIATE"):
            own.place()


# --------------------------------------------------------------------------- errors in words


def test_a_file_that_is_no_database_is_named(path: Path) -> None:
    path.write_text("This is a letter, and no database. " * 100)
    with pytest.raises(StoreError, match=r"shop\.db.*no SQLite database; name another file"):
        SqliteStore(path)
    assert path.read_text().startswith("This is a letter")


@pytest.mark.parametrize("place", [".", "no/such/folder/shop.db"])
def test_a_place_where_no_file_can_be_is_named(tmp_path: Path, place: str) -> None:
    with pytest.raises(StoreError, match="look whether its folder exists"):
        SqliteStore(tmp_path / place)


def test_an_empty_path_is_refused_and_no_store_that_nobody_finds_again_is_made() -> None:
    with pytest.raises(StoreError, match="path is empty"):
        SqliteStore("")


def test_a_database_that_may_only_be_read_says_who_must_give_the_right(path: Path) -> None:
    SqliteStore(path).close()
    reading = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
    with closing(reading) as connection:
        store = SqliteStore(connection)
        assert store.load(1).order is None
        with pytest.raises(StoreError, match="the right to write"):
            store.next_number(1)


def test_a_database_that_somebody_keeps_locked_is_an_error_after_the_given_time(
    path: Path, raw: sqlite3.Connection
) -> None:
    with closing(SqliteStore(path, busy_s=0)) as store:
        raw.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process keeps it locked"):
            store.next_number(1)
        assert store.load(1).order is None, "reading needs no lock"
        raw.execute("ROLLBACK")
        assert store.next_number(1) == 1


def test_a_closed_store_says_that_it_is_closed(path: Path) -> None:
    store = SqliteStore(path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.load(1)


def test_a_number_too_large_for_a_database_is_refused_whole(clerk: Clerk) -> None:
    before = written(clerk.store)
    with pytest.raises(StoreError, match="too large"):
        clerk.store.post(given(2**70))
    assert written(clerk.store) == before


# ------------------------------------------------------------------------------- migrations


def test_a_schema_newer_than_the_code_is_refused(path: Path, raw: sqlite3.Connection) -> None:
    raw.execute(
        "INSERT INTO tilaus_migrations (number, name, checksum) VALUES (99, '0099_x.sql', '')"
    )
    with pytest.raises(StoreError, match=r"0099_x\.sql.*install the newer tilaus"):
        SqliteStore(path)


def test_a_schema_that_was_made_by_other_steps_is_refused(
    path: Path, raw: sqlite3.Connection
) -> None:
    raw.execute("UPDATE tilaus_migrations SET checksum = 'other'")
    with pytest.raises(StoreError, match=r"is not the 0001_"):
        SqliteStore(path)


def test_steps_are_applied_once_and_new_ones_are_added(path: Path) -> None:
    another = Migration(99, "0099_more.sql", "CREATE TABLE more (x);\n-- A comment; with a sign.\n")
    with closing(Database(path, 1)) as database:
        migrate(database, shipped("sqlite"))
        migrate(database, shipped("sqlite"))
        migrate(database, [*shipped("sqlite"), another])
        migrate(database, [*shipped("sqlite"), another])
        with database.reading() as db:
            numbers = [step.number for step in shipped("sqlite")]
            assert [row["number"] for row in db.all("applied_migrations")] == [*numbers, 99]


def test_a_step_that_fails_leaves_nothing_behind(path: Path) -> None:
    broken = Migration(99, "0099_broken.sql", "CREATE TABLE more (x);\nCREATE TABLE more (x);\n")
    with closing(Database(path, 1)) as database:
        with pytest.raises(StoreError, match="already exists"):
            migrate(database, [*shipped("sqlite"), broken])
        with database.reading() as db:
            assert db.one("has_migrations") is None


def test_steps_are_numbered_without_a_gap_and_end_with_a_whole_statement() -> None:
    assert [step.number for step in shipped("sqlite")] == list(range(1, len(shipped("sqlite")) + 1))
    for step in shipped("sqlite"):
        assert sqlite3.complete_statement(step.text)


def test_the_checksum_of_a_step_is_the_same_on_every_system() -> None:
    unix, other = (Migration(1, "x", f"a;{end}b;{end}") for end in ("\n", "\r\n"))
    assert unix.checksum == other.checksum


# ------------------------------------------------------------------- threads and processes


def test_many_who_open_a_new_file_at_once_all_find_one_schema(path: Path) -> None:
    def start() -> int:
        with closing(SqliteStore(path)) as store:
            return store.next_number(1)

    assert sorted(map(str, at_once(*[start] * 8))) == [str(n) for n in range(1, 9)]


def test_a_thread_that_ends_closes_its_connection(store: SqliteStore) -> None:
    for _ in range(20):
        thread = threading.Thread(target=store.load, args=(1,))
        thread.start()
        thread.join()
    assert len(store._database._handles) <= 1


def test_a_store_in_memory_outlives_the_thread_that_opened_it() -> None:
    opened: list[SqliteStore] = []
    thread = threading.Thread(target=lambda: opened.append(SqliteStore(":memory:")))
    thread.start()
    thread.join()
    order = Clerk(opened[0]).place()
    check_whole(opened[0], order.id)


PROCESS = """
import os, signal, sys
from tilaus.commands import AddNote
from tilaus.testing.orders import STAFF, Clerk, paid
from tilaus_adapters.storage.sqlite import SqliteStore

clerk = Clerk(SqliteStore(sys.argv[1]))
sys.stdin.readline()
for n in range(10):
    order = clerk.place()
    clerk.insist(order.id, AddNote("x", by=STAFF) if n else paid(order))
    print(order.id, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_several_processes_committed_is_there_after_they_were_killed(
    path: Path,
) -> None:
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", PROCESS, str(path)]
    started = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(4)]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate()[0].split() for process in started]
    assert [process.returncode for process in started] == [-signal.SIGKILL] * 4
    ids = [id for each in told for id in each]
    assert len(set(ids)) == len(ids) == 40
    with closing(SqliteStore(path)) as store:
        for id in ids:
            check_whole(store, id)
            assert loaded(store, id).version > 1
