"""The pages of docs/reference for who runs a shop: its numbers, and its database.

Both are read from what runs: a registry that all counters are told to, and an empty database after
its migrations. What a table is for and what unit a number has is said here; a test holds that
nothing is missing and nothing left over.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol, cast

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric

from tilaus_adapters.dispatch.metrics import Backlog
from tilaus_adapters.dispatch.prometheus import PrometheusMetrics
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.web.counting import Happened, RequestNumbers, States

# fmt: off
TABLES: Mapping[str, str] = {
    "tilaus_orders":      "One row for each order; it is also the head of the order's lane in the journal.",
    "tilaus_items":       "The items of each order, as they stand.",
    "tilaus_charges":     "What an order costs beside its items: shipping, fees, tax, discounts.",
    "tilaus_payments":    "The payments of each order, as they stand.",
    "tilaus_refunds":     "The refunds of each order, with what each takes from items and charges.",
    "tilaus_parked":      "Messages that contradict what is known, until a person has looked.",
    "tilaus_events":      "What happened, as it was committed; each hash covers the one before. Only appended.",
    "tilaus_texts":       "Personal texts: names, addresses, targets, free text. They stand only here, to be erased.",
    "tilaus_marks":       "Fingerprints of personal texts, by which orders are found.",
    "tilaus_effects":     "The journal: what is asked of the world, one after the other for each order.",
    "tilaus_inbox":       "Which requests were answered, and how: the same key gets the same answer.",
    "tilaus_instances":   "Who has the one running item that a target may have.",
    "tilaus_queue":       "Who waits for a target, in turn.",
    "tilaus_entries":     "The books: entries, each of which sums to 0. Only appended.",
    "tilaus_lines":       "The lines of the entries. Only appended.",
    "tilaus_accounts":    "The balance of each account: the sum of its lines.",
    "tilaus_counters":    "The number that the next order gets.",
    "tilaus_subscribers": "Who is told of events, and how far each has got: webhooks.",
    "tilaus_docs":        "Documents that adapters keep beside the orders: accounts, sessions, tokens.",
    "tilaus_migrations":  "Which steps of the schema were applied, with their checksums.",
}
UNITS: Mapping[str, str] = {
    "_seconds": "seconds",
    "_total":   "times, counted since the process began",
    "_away":    "1: yes, 0: no",
    "_disabled": "1: yes, 0: no",
}
# fmt: on


class Described(Protocol):
    """A collector that says which numbers it has before it counts anything: all of ours do."""

    def describe(self) -> Iterable[Metric]:
        """Name them, with labels and without values."""
        ...


SERVE, WORKER = "`tilaus serve`", "`tilaus worker --metrics`, `tilaus serve`"


def metrics_page() -> Iterator[str]:
    """Say which numbers there are, with their labels and units."""
    yield "# Metrics"
    yield ""
    yield (
        "What Prometheus reads at `/metrics` of [a worker](../how-to/run-workers.md) and of "
        "`tilaus serve`. No label names an order, a customer or an address: each value of a label "
        "is a series that is kept for ever. While the store is away, what is counted in it is not "
        "told; the rest is."
    )
    yield ""
    yield from grid(("name", "kind", "labels", "unit", "meaning", "told by"), metric_rows())
    yield ""
    yield "## What to watch"
    yield ""
    yield "- `tilaus_dead_effects > 0`: something was given up; `tilaus effect list` names it."
    yield "- `tilaus_lane_lag_seconds` grows: workers are too few, or a provider is away."
    yield "- `tilaus_store_away` or `tilaus_webhook_disabled` is 1: `tilaus doctor` says more."


def metric_rows() -> Iterator[tuple[str, ...]]:
    """Describe every number that is registered, each once."""
    for registry, told_by in ((worker_numbers(), WORKER), (page_numbers(), SERVE)):
        for name, metric, labels in described(registry):
            sign = ", ".join(f"`{label}`" for label in labels)
            yield f"`{name}`", metric.type, sign, unit(name), metric.documentation, told_by


def described(registry: CollectorRegistry) -> Iterator[tuple[str, Metric, tuple[str, ...]]]:
    """Give each number's exposed name, what is said of it, and its labels."""
    collectors = cast("Iterable[Described]", registry._names_to_collectors.values())
    for collector in dict.fromkeys(collectors):
        own_labels = getattr(collector, "_labelnames", None)
        for metric in collector.describe():
            labels = own_labels if own_labels is not None else getattr(metric, "_labelnames", ())
            suffix = "_total" if metric.type == "counter" else ""
            yield metric.name + suffix, metric, tuple(labels)


def worker_numbers() -> CollectorRegistry:
    """Register what a worker counts."""
    return PrometheusMetrics(1, lambda: Backlog(0, 0, 0, 0)).registry


def page_numbers() -> CollectorRegistry:
    """Register what the pages count."""
    registry = CollectorRegistry()
    RequestNumbers(registry)
    registry.register(States(dict))
    registry.register(Happened(MemoryStore()))
    return registry


def unit(name: str) -> str:
    """Say what a number counts, by how its name ends."""
    return next((unit for end, unit in UNITS.items() if name.endswith(end)), "how many now")


def database_page() -> Iterator[str]:
    """Say what each table is for, with its columns and indexes."""
    yield "# Database"
    yield ""
    yield (
        "Amounts are whole minor units. Times are UTC. All names begin with `tilaus_`, because the "
        "database may be the shop's own. This is the schema on SQLite after `tilaus migrate`; "
        "PostgreSQL has the same tables, with `timestamptz`, `boolean` and `jsonb` where SQLite "
        "has texts and numbers, and does each command in one call of the function `tilaus_commit`. "
        "Read what you like; write by commands only: `tilaus verify` finds what was changed "
        "otherwise. The layout may change with any version, [the exports](cli.md) do not."
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "shop.db"
        SqliteStore(file).close()
        with closing(sqlite3.connect(file)) as db:
            for table in tables(db):
                yield from table_lines(db, table)


def tables(db: sqlite3.Connection) -> list[str]:
    """Name the tables, those of `TABLES` first and in that order."""
    found = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = {name for name in found if name.startswith("tilaus_")}
    return [*(name for name in TABLES if name in ours), *sorted(ours - TABLES.keys())]


def table_lines(db: sqlite3.Connection, table: str) -> Iterator[str]:
    """Describe one table."""
    yield from ("", f"## {table}", "", TABLES[table], "")
    columns = db.execute('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,))
    rows = [
        (f"`{name}`", kind.lower(), "" if full or key else "may be empty", "key" if key else "")
        for name, kind, full, key in columns
    ]
    yield from grid(("column", "type", "", ""), rows)
    query = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql <> ''"
    indexes = sorted(name for (name,) in db.execute(query, (table,)))
    if indexes:
        yield from ("", f"Indexes: {', '.join(f'`{name}`' for name in indexes)}.")


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Draw a table."""
    head = tuple(head)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
