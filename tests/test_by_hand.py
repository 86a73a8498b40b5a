"""What tilaus is measured against: programs written by hand that leave the very same rows."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count, islice
from pathlib import Path
from typing import Any

import psycopg
import pytest
from benchmarks import by_hand_postgres, by_hand_sqlite
from benchmarks.on_sqlite import Said, recorded, said_by
from benchmarks.shops import live, open_shop

from tests.postgres import Server
from tilaus.drain import drain
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus.testing.orders import START
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

ORDERS = 2

Table = list[str]


def ids() -> Callable[[], str]:
    """Name orders as the benchmark's shop does."""
    numbers = count(1)
    return lambda: f"shop-{next(numbers):020d}"


def shop(store: Store) -> Shop:
    """Open the benchmark's shop in a world whose clock stands still."""
    opened = open_shop(store)
    opened.clock = lambda: START
    return opened


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    pair = tmp_path / "tilaus.db", tmp_path / "hand.db"
    for path in pair:
        SqliteStore(path).close()
    return pair


def in_sqlite(path: Path) -> dict[str, Table]:
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE sql > ''")]
        tables = [name for name in names if name.startswith("tilaus_") and is_table(db, name)]
        return {name: [repr(row) for row in db.execute(f"SELECT * FROM {name}")] for name in tables}


def is_table(db: sqlite3.Connection, name: str) -> bool:
    (kind,) = db.execute("SELECT type FROM sqlite_schema WHERE name = ?", [name]).fetchone()
    return bool(kind == "table" and name != "tilaus_migrations")


def by_tilaus(path: Path) -> list[Said]:
    """Let orders live, then do their effects in another process, as it were."""

    def work(store: SqliteStore) -> int:
        store._clock = START.timestamp
        return drain(shop(store))

    placing = recorded(path, lambda store: sum(live(one) for one in [shop(store)] * ORDERS))
    return placing + recorded(path, work)


def by_hand(path: Path) -> list[Said]:
    def lives(db: sqlite3.Connection) -> int:
        return sum(islice(by_hand_sqlite.orders(db, ids(), lambda: START), ORDERS))

    def effects(db: sqlite3.Connection) -> int:
        return by_hand_sqlite.effects(db, lambda: START, START.timestamp)

    return said_by(path, lives) + said_by(path, effects)


def test_the_program_by_hand_leaves_the_rows_of_tilaus_on_sqlite(files: tuple[Path, Path]) -> None:
    tilaus, hand = files
    by_tilaus(tilaus)
    by_hand(hand)
    found, wanted = in_sqlite(hand), in_sqlite(tilaus)
    assert len(wanted["tilaus_events"]) == 20 * ORDERS
    assert found == wanted


def test_the_program_by_hand_sends_the_statements_of_tilaus(files: tuple[Path, Path]) -> None:
    tilaus, hand = files
    ours, theirs = by_tilaus(tilaus), by_hand(hand)
    assert Counter(sql for _, sql, _ in theirs) == Counter(sql for _, sql, _ in ours)


def test_the_program_by_hand_leaves_the_rows_of_tilaus_on_postgresql(postgres: Server) -> None:
    tilaus, hand = postgres.fresh_database(), postgres.fresh_database()
    PostgresStore(hand).close()
    with closing(PostgresStore(tilaus)) as store:
        one = shop(store)
        done = sum(live(one) for _ in range(ORDERS)) + drain(one)
    with closing(by_hand_postgres.connected(hand)) as db:
        orders = by_hand_postgres.orders(db, ids(), lambda: START)
        assert sum(islice(orders, ORDERS)) + by_hand_postgres.effects(db, lambda: START) == done
    assert in_postgres(hand) == in_postgres(tilaus)
    postgres.drop(tilaus)
    postgres.drop(hand)


def in_postgres(address: str) -> dict[str, Table]:
    """Read all tables, without the names of commits, which are random."""
    with closing(psycopg.connect(address)) as db:
        return {name: sorted(table(db, name)) for name in tables(db)}


def tables(db: psycopg.Connection[Any]) -> Iterator[str]:
    found = db.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'tilaus%'").fetchall()
    return (name for (name,) in found if name != "tilaus_migrations")


def table(db: psycopg.Connection[Any], name: str) -> Table:
    rows = db.execute(f"SELECT (to_jsonb(t) - 'nonce')::text FROM {name} AS t".encode())
    return [row for (row,) in rows.fetchall()]
