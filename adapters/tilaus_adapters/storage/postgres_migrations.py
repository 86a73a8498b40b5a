"""Bring a PostgreSQL database to the newest schema, or say that somebody has to."""

from collections.abc import Sequence
from typing import Any

import psycopg

from tilaus.ports.storage import StoreError
from tilaus_adapters.storage.migrations import Migration, missing
from tilaus_adapters.storage.postgres_database import Connection, Database, run


def make_ready(database: Database, steps: Sequence[Migration]) -> None:
    """Make the tables in an empty database; do nothing where they are those of this tilaus.

    Raises:
        StoreError: the schema is behind, or as `missing` does.
    """
    known = applied_to(database)
    behind = missing(known, steps, database.name)
    if not known:
        migrate(database, steps)
    elif behind:
        names = ", ".join(step.name for step in behind)
        found = f"its schema lacks {names}, and other versions of tilaus may be at work"
        raise StoreError(f"cannot use the store {database.name}: {found}; run: tilaus migrate")


def migrate(database: Database, steps: Sequence[Migration]) -> None:
    """Apply the steps that are missing, all or none; do nothing where none is.

    Two processes may start at once: the second waits for the first and finds the work done.

    Raises:
        StoreError: as `missing` does.
    """
    if not missing(applied_to(database), steps, database.name):
        return
    with database.transaction() as connection:
        run(connection, "lock_migrations")
        run(connection, "make_migrations")
        for step in missing(_applied(connection), steps, database.name):
            with psycopg.Cursor(connection) as cursor:
                cursor.execute(step.text.encode(), prepare=False)
            cells = {"number": step.number, "name": step.name, "checksum": step.checksum}
            run(connection, "record_migration", **cells)


def applied_to(database: Database) -> list[dict[str, Any]]:
    """Return the steps that were applied, in order; none where there is no schema at all."""
    with database.transaction() as connection:
        return _applied(connection)


def _applied(connection: Connection) -> list[dict[str, Any]]:
    (there,) = run(connection, "has_migrations")
    return run(connection, "applied_migrations") if there["found"] else []
