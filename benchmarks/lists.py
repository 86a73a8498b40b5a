"""What lists and figures cost when a hundred thousand orders are stored.

python -m benchmarks.lists [--orders N] [--store sqlite|postgres] [--folder DIR]

The stored orders are copies, as in `benchmarks.stored`; in SQLite one in fifty is marked as in
dispute, as if it needed a person. Each call is made some times, and the median is printed.
"""

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.stored import STORES

from tilaus.ports.storage import Query, Store

EVERY = 50
ROUNDS = 9
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

ASKED: dict[str, Callable[[Store], object]] = {
    "counts per machine and status": lambda store: store.counts(),
    "orders per day, all days": lambda store: store.placed_per_day(LONG_AGO),
    "refunds per reason, all days": lambda store: store.refunds_per_reason(LONG_AGO),
    "the newest 50 orders": lambda store: store.search(Query()),
    "the newest 50 that need a person": lambda store: store.search(Query(concern="any")),
    "the newest 50 in dispute": lambda store: store.search(Query(concern="disputed")),
    "the newest 50 of them in one status": lambda store: store.search(
        Query("completed", concern="disputed")
    ),
    "effects that hang": lambda store: store.effects(None, frozenset({"dead", "unknown"})),
    "an order by its tracking link": lambda store: store.search(
        Query(text="no-such-link", limit=1)
    ),
}
"""What is asked of a store."""

MARKS = """
INSERT INTO tilaus_marks (mark, order_id)
SELECT 'concern:disputed', id FROM tilaus_orders WHERE number % {every} = 0
"""


def cost_ms(ask: Callable[[], object]) -> float:
    """Return the median of some calls, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        ask()
        times.append(1e3 * (time.perf_counter() - start))
    return median(times)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--orders", type=int, default=100_000)
    parser.add_argument("--store", choices=STORES, default="sqlite")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        with STORES[given.store](folder, given.orders) as store:
            if given.store == "sqlite":
                with closing(sqlite3.connect(folder / f"{given.orders}.db")) as db, db:
                    db.execute(MARKS.format(every=EVERY))
            print(f"| {given.store}, {given.orders:,} orders | ms |\n|---|---|")
            for what, ask in ASKED.items():
                print(f"| {what} | {cost_ms(lambda ask=ask: ask(store)):.2f} |")


if __name__ == "__main__":
    main()
