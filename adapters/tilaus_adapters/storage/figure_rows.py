"""Figures as rows, and back, for every store."""

from collections.abc import Iterable, Mapping
from datetime import date

from tilaus.lifecycles import MACHINES
from tilaus.ports.figures import DayCount, ReasonCount
from tilaus_adapters.storage.rows import Row


def read_counts(rows: Iterable[Row]) -> Mapping[str, Mapping[str, int]]:
    """Build the counts of all machines from a row for each status."""
    found: dict[str, dict[str, int]] = {machine: {} for machine in MACHINES}
    for row in rows:
        found[row["machine"]][row["status"]] = row["many"]
    return found


def read_days(rows: Iterable[Row]) -> tuple[DayCount, ...]:
    """Build the counts of days."""
    return tuple(DayCount(date.fromisoformat(row["day"]), row["orders"]) for row in rows)


def read_reasons(rows: Iterable[Row]) -> tuple[ReasonCount, ...]:
    """Build the counts of reasons."""
    return tuple(ReasonCount(r["reason"], r["currency"], r["refunds"], r["minor"]) for r in rows)
