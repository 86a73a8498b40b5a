"""What a command costs when a thousand orders are stored, and when a million are.

python -m benchmarks.stored [--orders N --orders N] [--store sqlite|postgres] [--folder DIR]
python -m benchmarks.stored --items

The stored orders are copies of one that was played to its end, made by the database itself: all
rows of all tables, under other ids (their hash chains are not valid; nobody reads them here). Then
new orders live, and notes are written to stored ones that are picked at random.

With --items: what commands cost in orders of 1, 10, 100 and 1,000 items.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from benchmarks.on_postgres import DURABLE
from benchmarks.shops import commands, granted, live, open_shop, place
from tests.postgres import NEWEST, started

from tilaus.commands import AddNote, Command
from tilaus.drain import drain
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus.testing.orders import STAFF, paid, reported
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

TABLES = (
    "orders", "items", "charges", "payments", "events", "texts", "marks", "effects", "entries",
    "lines",
)  # fmt: skip
"""What an order is in a database, each after what it refers to."""

STEP = 1_000
"""Numbers of effects and entries that a copy takes: more than it has."""

BATCH = 20_000
BASE = 10_000_000

# What a column of a copy is, where it is not what the column of the first order is; n numbers it.
# Ids grow with n, so that a million are appended to the indexes and not scattered over them.
COPY = "'copy-' || substr('00000000' || n, -8)"
CHANGED = {
    ("orders", "id"): COPY,
    ("orders", "number"): f"{BASE} + n",
    ("effects", "seq"): f"{BASE} + n * {STEP} + seq",
    ("entries", "seq"): f"{BASE} + n * {STEP} + seq",
    ("lines", "entry"): f"{BASE} + n * {STEP} + entry",
    ("effects", "key"): f"replace(key, :first, {COPY})",
    ("entries", "key"): f"replace(key, :first, {COPY})",
}
LEFT_TO_THE_DATABASE = {("texts", "seq"), ("events", "position")}


def copying(table: str, columns: list[str], numbers: str) -> str:
    """Return the statement that copies one table's rows of the first order, `:low` to `:high`.

    SQLite looks through the left side of a cross join once, and not once for each copy.
    """
    taken = [c for c in columns if (table, c) not in LEFT_TO_THE_DATABASE]
    values = [CHANGED.get((table, c), COPY if c == "order_id" else f'"{c}"') for c in taken]
    which = {"orders": "id = :first", "lines": "entry < 1000"}.get(table, "order_id = :first")
    names = ", ".join(f'"{c}"' for c in taken)
    return (
        f"INSERT INTO tilaus_{table} ({names}) {{overriding}} SELECT {', '.join(values)} "
        f"FROM tilaus_{table} CROSS JOIN {numbers} WHERE {which}"
    )


def fill_sqlite(path: Path, first: str, many: int) -> None:
    """Copy an order so many times."""
    numbers = (
        "(WITH RECURSIVE count(n) AS (SELECT :low UNION ALL SELECT n + 1 FROM count"
        " WHERE n < :high - 1) SELECT n FROM count)"
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.execute("PRAGMA cache_size=-2000000")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type='trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        for low in range(0, many, BATCH):
            bounds = {"first": first, "low": low, "high": min(low + BATCH, many)}
            db.execute("BEGIN")
            for table in TABLES:
                found = db.execute(f"PRAGMA table_info(tilaus_{table})").fetchall()
                sql = copying(table, [row[1] for row in found], numbers)
                db.execute(sql.format(overriding=""), bounds)
            db.execute("COMMIT")
            print(f"\r{bounds['high']:,} of {many:,} orders", end="", file=sys.stderr, flush=True)
        for _, sql in triggers:
            db.execute(sql)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def fill_postgres(address: str, first: str, many: int) -> None:
    """Copy an order so many times."""
    numbers = "generate_series(%(low)s::bigint, %(high)s::bigint - 1) AS n"
    with closing(psycopg.connect(address, autocommit=True)) as db:
        db.execute("SET session_replication_role = replica")
        db.execute("SET synchronous_commit = off")
        for low in range(0, many, BATCH):
            bounds = {"first": first, "low": low, "high": min(low + BATCH, many)}
            for table in TABLES:
                columns = db.execute(
                    "SELECT column_name FROM information_schema.columns WHERE table_name = %s"
                    " ORDER BY ordinal_position",
                    [f"tilaus_{table}"],
                ).fetchall()
                sql = copying(table, [name for (name,) in columns], numbers)
                sql = sql.replace(":first", "%(first)s").replace(
                    "substr('00000000' || n, -8)", "lpad(n::text, 8, '0')"
                )
                db.execute(sql.format(overriding="OVERRIDING SYSTEM VALUE").encode(), bounds)
            print(f"\r{bounds['high']:,} of {many:,} orders", end="", file=sys.stderr, flush=True)
        db.execute("VACUUM ANALYZE")
        db.execute("CHECKPOINT")


@contextmanager
def sqlite(folder: Path, many: int) -> Iterator[Store]:
    """Return a store with so many orders in a file."""
    path = folder / f"{many}.db"
    with closing(SqliteStore(path)) as store:
        first = ended(open_shop(store, "first"))
    fill_sqlite(path, first, many)
    print(f"\n{path.stat().st_size / 1e9:.2f} GB", file=sys.stderr)
    with closing(SqliteStore(path)) as store:
        yield store
    path.unlink()


@contextmanager
def postgres(folder: Path, many: int) -> Iterator[Store]:
    """Return a store with so many orders in a server of its own."""
    with started(NEWEST, {**DURABLE, "shared_buffers": "2GB", "max_wal_size": "8GB"}) as server:
        address = server.fresh_database()
        with closing(PostgresStore(address)) as store:
            first = ended(open_shop(store, "first"))
        fill_postgres(address, first, many)
        with closing(server.connect(address.rpartition("/")[2])) as db:
            found = db.execute("SELECT pg_database_size(current_database())").fetchone()
        print(f"\n{(found or [0])[0] / 1e9:.2f} GB", file=sys.stderr)
        with closing(PostgresStore(address)) as store:
            yield store


def ended(shop: Shop) -> str:
    """Let an order of one item live to its end and return its id."""
    id = place(shop, items=1)
    order = shop.order(id)
    drain(shop)
    for command in (paid(order), reported("1", "delivered")) if order else ():
        granted(shop.handle(id, command))
        drain(shop)
    return id


MEASURED: dict[str, Callable[[Shop, int], tuple[int, float]]] = {
    "commands of new orders": lambda shop, many: timed(lambda: sum(live(shop) for _ in range(25))),
    "effects of new orders": lambda shop, many: timed(lambda: drain(shop)),
    "notes to stored orders": lambda shop, many: timed(lambda: notes(shop, many)),
}


def notes(shop: Shop, many: int) -> int:
    """Write notes to stored orders, picked at random."""
    chance = random.Random(many)
    for _ in range(200):
        granted(shop.handle(f"copy-{chance.randrange(many):08}", AddNote("x", by=STAFF)))
    return 200


def timed(work: Callable[[], int]) -> tuple[int, float]:
    """Return how much was done, and the seconds."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def cost_ms(store: Store, many: int, rounds: int = 7) -> dict[str, float]:
    """Return the milliseconds of each kind of work: medians of rounds."""
    seen: dict[str, list[float]] = {what: [] for what in MEASURED}
    for number in range(rounds):
        shop = open_shop(store, f"round-{number}")
        for what, measure in MEASURED.items():
            done, seconds = measure(shop, many)
            seen[what].append(1e3 * seconds / done)
    return {what: median(times) for what, times in seen.items()}


STORES: dict[str, Callable[[Path, int], Any]] = {"sqlite": sqlite, "postgres": postgres}


def stored(names: list[str], sizes: list[int], folder: Path) -> None:
    """Print what work costs by the number of orders that are stored."""
    print(f"| store | what | {' | '.join(f'{n:,} orders' for n in sizes)} | ratio |")
    print("|---|---" + "|---" * len(sizes) + "|---|")
    for name in names:
        costs = []
        for many in sizes:
            with STORES[name](folder, many) as store:
                costs.append(cost_ms(store, many))
        for what in MEASURED:
            cells = " | ".join(f"{cost[what]:.2f} ms" for cost in costs)
            print(f"| {name} | {what} | {cells} | {costs[-1][what] / costs[0][what]:.2f} |")


ITEM_WORK = ("place", "money arrives", "one item is delivered", "a note", "read anew")
"""What is measured by the number of items of an order."""


def items(folder: Path) -> None:
    """Print what commands cost by the number of items of an order, on SQLite."""
    print(f"| items | {' | '.join(ITEM_WORK)} |")
    print("|---|" + "---|" * len(ITEM_WORK))
    for many in (1, 10, 100, 1_000):
        cells = (f"{ms:.2f} ms" for ms in items_ms(folder, many, 5))
        print(f"| {many:,} | {' | '.join(cells)} |", flush=True)


def items_ms(folder: Path, many: int, rounds: int) -> list[float]:
    """Return the milliseconds of `ITEM_WORK` in orders of so many items: medians of rounds."""
    seen = [_of_items(folder / f"{many}-{n}.db", many) for n in range(rounds)]
    return [median(times) for times in zip(*seen, strict=True)]


def _of_items(path: Path, many: int) -> list[float]:
    with closing(SqliteStore(path)) as store:
        shop = open_shop(store)
        live(shop)
        ids: list[str] = []
        times = [timed(lambda: placed(ids, place(shop, many)))]
        arrives = next(commands(shop, ids[0]))
        told = (arrives, reported("1", "delivered"), AddNote("x", by=STAFF))
        times += [timed(partial(handled, shop, ids[0], command)) for command in told]
    with closing(SqliteStore(path)) as store:
        store.load(1)
        times.append(timed(lambda: bool(store.load(ids[0]))))
    return [1e3 * seconds for _, seconds in times]


def placed(ids: list[str], id: str) -> int:
    """Remember what was placed."""
    ids.append(id)
    return 1


def handled(shop: Shop, id: str, command: Command) -> int:
    """Let one command happen."""
    granted(shop.handle(id, command))
    return 1


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, action="append")
    parser.add_argument("--store", choices=STORES, action="append")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--items", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        if given.items:
            items(Path(folder))
        else:
            sizes = given.orders or [1_000, 1_000_000]
            stored(given.store or list(STORES), sizes, Path(folder))


if __name__ == "__main__":
    main()
