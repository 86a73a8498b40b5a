"""What grows, and with what: the items of one order, and the orders that are stored.

python -m benchmarks.growing [--quick]

The same work as `benchmarks.stored`, smaller: a million stored orders take their time there.
"""

import tempfile
from pathlib import Path

from benchmarks.measuring import Table, alone
from benchmarks.stored import ITEM_WORK, MEASURED, cost_ms, items_ms, sqlite

SIZES = (1, 10, 100, 1_000)
STORED = (1_000, 50_000)


def of_items(rounds: int) -> Table:
    """Measure commands by the number of items of their order."""
    with tempfile.TemporaryDirectory() as folder:
        found = {n: items_ms(Path(folder), n, rounds) for n in SIZES}
    rows = tuple((f"{n:,}", *(f"{ms:.2f}" for ms in costs)) for n, costs in found.items())
    at = ITEM_WORK.index("one item is delivered")
    ratio = found[1_000][at] / found[10][at]
    goal = f"one item's command among 1,000 items at most 5 times that among 10: {ratio:.1f} times"
    return Table(
        "Growth with the items of an order",
        f"Milliseconds on SQLite with synchronous=FULL, medians of {rounds} rounds.",
        ("items", *ITEM_WORK),
        rows,
        ((goal, ratio <= 5),),
        "ms for one delivered item",
        tuple((f"{n:,} items", costs[at]) for n, costs in found.items()),
    )


def of_orders(rounds: int) -> Table:
    """Measure commands and effects by the number of stored orders."""
    with tempfile.TemporaryDirectory() as folder:
        costs = []
        for many in STORED:
            with sqlite(Path(folder), many) as store:
                costs.append(cost_ms(store, many, rounds))
    rows = tuple(
        (what, *(f"{cost[what]:.2f}" for cost in costs), f"{costs[1][what] / costs[0][what]:.2f}")
        for what in MEASURED
    )
    return Table(
        "Growth with stored orders",
        "Milliseconds each on SQLite; a million orders are in [how far it scales](scale.md).",
        ("what", *(f"{many:,} orders" for many in STORED), "ratio"),
        rows,
    )


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    return [of_items(rounds), of_orders(rounds)]


if __name__ == "__main__":
    alone(tables)
