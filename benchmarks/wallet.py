"""How long one customer's statement takes beside the entries of others, as a Markdown table.

python -m benchmarks.wallet [OTHERS ...]

Each store holds 50 entries of one customer between so many entries of others (1,000 and 100,000 by
default). Measured is a page of 20 lines with the balance; medians of 50 reads, in milliseconds.
"""

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from statistics import median

import psycopg
from tests.postgres import NEWEST, started

from tilaus.ledger import transfer
from tilaus.ports.storage import Books
from tilaus_adapters.payment.wallet import WalletPayments
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

OURS, PAGE, READS = 50, 20, 50


@contextmanager
def _memory() -> Iterator[Books]:
    yield MemoryStore()


@contextmanager
def _sqlite() -> Iterator[Books]:
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(Path(folder) / "shop.db")) as connection,
    ):
        connection.execute("BEGIN")  # Whoever fills it waits for the disk once, at the end.
        yield SqliteStore(connection)


@contextmanager
def _postgres() -> Iterator[Books]:
    with started(NEWEST) as server:
        address = server.fresh_database()
        PostgresStore(address).close()
        with closing(psycopg.connect(address)) as connection:
            yield PostgresStore(connection)


STORES: dict[str, Callable[[], AbstractContextManager[Books]]] = {
    "memory": _memory,
    "SQLite": _sqlite,
    "PostgreSQL": _postgres,
}


def fill(books: Books, others: int) -> WalletPayments:
    """Book the entries of all customers, ours evenly between those of others."""
    wallet = WalletPayments(books)
    for n in range(others):
        if n % (others // OURS) == 0:
            wallet.top_up("ours", 100, str(n))
        account = f"wallet:other-{n % 97}"
        books.post(transfer(f"other/{n}", "a gift", "provider:top-up", account, 100))
    return wallet


def read_ms(wallet: WalletPayments) -> float:
    """Return the median time for a page and the balance, in milliseconds."""
    seen = []
    for _ in range(READS):
        begun = time.perf_counter()
        page, balance = wallet.statement("ours", PAGE), wallet.balance("ours")
        seen.append((time.perf_counter() - begun) * 1_000)
        if len(page) != PAGE or balance != OURS * 100:
            raise RuntimeError(f"{len(page)} lines, {balance} minor units")
    return median(seen)


def main() -> None:
    """Fill each store, read, and print the table line by line."""
    sizes = [int(word) for word in sys.argv[1:]] or [1_000, 100_000]
    print("| store | entries of others | a page and the balance, ms |")
    print("|---|---:|---:|", flush=True)
    for name, opened in STORES.items():
        for others in sizes:
            with opened() as books:
                line = f"| {name} | {others:,} | {read_ms(fill(books, others)):.2f} |"
            print(line, flush=True)


if __name__ == "__main__":
    main()
