"""What orders take in memory: one that is loaded, and a process that lists a hundred thousand.

python -m benchmarks.memory [--quick]

The orders of three items lie in a file of SQLite, copies of one that lived. A process of its own
loads so many of them and keeps them all; it is asked how much it holds before and after. Then one
lists all of them page by page, as a desk does, and keeps what it was given.
"""

import gc
import multiprocessing
import re
import tempfile
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from benchmarks.measuring import Table, alone, said
from benchmarks.shops import live, open_shop
from benchmarks.stored import fill_sqlite

from tilaus.order import Order
from tilaus.ports.storage import MAX_LISTED, Query
from tilaus_adapters.storage.sqlite import SqliteStore

LOADED, LISTED = 1_000, 100_000

SPAWN = multiprocessing.get_context("spawn")


def filled(path: Path, many: int) -> None:
    """Fill a file with so many orders."""
    with closing(SqliteStore(path)) as store:
        live(open_shop(store, "first"))
        first = store.search(Query(limit=1))[0].id
    fill_sqlite(path, first, many)


def listed(store: SqliteStore, many: int) -> list[Order]:
    """Return so many orders, page by page."""
    found: list[Order] = []
    while len(found) < many:
        before = found[-1].number if found else None
        page = store.search(Query(limit=min(MAX_LISTED, many - len(found)), before=before))
        if not page:
            return found
        found += page
    return found


def loaded(path: Path) -> float:
    """Return the bytes of one loaded order, by Python's own count of what it gave out."""
    with closing(SqliteStore(path)) as store:
        listed(store, 10)
        gc.collect()
        tracemalloc.start()
        orders = listed(store, LOADED)
        gc.collect()
        took, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return took / len(orders)


def process(path: Path, many: int) -> float:
    """List orders; return the most memory that this process ever had, in bytes (on Linux)."""
    with closing(SqliteStore(path)) as store:
        kept = listed(store, many)
        if len(kept) < min(many, 1):
            raise LookupError("there are no orders")
    # Not `getrusage`, which counts what the parent took before this program began.
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    return 1024.0 * int(found[1]) if found else float("nan")


def apart(work: Callable[..., float], *given: object) -> float:
    """Do some work in a process of its own."""
    with SPAWN.Pool(1) as pool:
        return pool.apply(work, given)


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    many = LISTED if rounds > 1 else LISTED // 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.db"
        filled(path, many)
        said("")
        each = apart(loaded, path)
        empty, full = apart(process, path, 0), apart(process, path, many)
    rows = (
        ("one loaded order of three items", f"{each / 1e3:.1f} kB"),
        ("a process with the store open and no order", f"{empty / 1e6:.0f} MB"),
        (f"a process that listed {many:,} orders and keeps them", f"{full / 1e6:.0f} MB"),
        ("of these, for each order", f"{(full - empty) / many / 1e3:.1f} kB"),
    )
    told = "Orders as records, in CPython; what the processes take is the most they ever took."
    return [Table("Memory", told, ("what", "takes"), rows)]


if __name__ == "__main__":
    alone(tables)
