"""Orders per second that `tilaus import woocommerce` takes in, and how that grows.

python -m benchmarks.imports [--quick]

The command itself, a process of its own, on a new SQLite shop with durable commits, over a file of
generated orders with their refunds; then the same file again, when all of it is known. Beside it:
Python's json reading the same lines and doing nothing with them, the limit of any importer.
"""

import json
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from benchmarks.measuring import Table, alone, said, seconds
from tests.adapters.interop.woocommerce_orders import orders

TILAUS = str(Path(sys.executable).parent / "tilaus")
FILE = "orders.jsonl"


def run(folder: Path, *words: str) -> float:
    """Run the command, its bar in sight of whoever started this; return its seconds."""
    start = partial(subprocess.run, (TILAUS, *words), cwd=folder, check=True)
    return seconds(partial(start, stdout=subprocess.DEVNULL))


def parsed(file: Path) -> None:
    """Read a file as JSON, line by line."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            json.loads(line)


def measured(count: int) -> tuple[str, ...]:
    """Import so many orders into a new shop, and once more."""
    said(f"importing: {count:,} orders")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with (folder / FILE).open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(doc) + "\n" for doc in orders(count))
        run(folder, "init", "--imports")
        first, again = (run(folder, "import", "woocommerce", FILE) for _ in range(2))
        limit = seconds(partial(parsed, folder / FILE))
        stored = (folder / "shop.db").stat().st_size / count / 1024
    rates = (f"{count / took:,.0f}" for took in (first, again, limit))
    return f"{count:,} orders", f"{first:.1f}", *rates, f"{stored:.1f}"


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found; quickly for one round."""
    most = 10_000 if rounds > 1 else 1_000
    rows = tuple(measured(count) for count in (most // 10, most))
    told = (
        "`tilaus import woocommerce` into SQLite, with the start of the command; orders per second "
        "as they come in, once more when all are known, and of Python's json alone."
    )
    head = ("imported", "seconds", "orders/s", "known, orders/s", "json, orders/s", "KiB an order")
    return [Table("Importing", told, head, rows)]


if __name__ == "__main__":
    alone(tables)
