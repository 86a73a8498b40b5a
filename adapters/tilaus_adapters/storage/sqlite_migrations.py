"""Bring a SQLite database to the newest schema."""

from collections.abc import Sequence

from tilaus_adapters.storage.migrations import Migration, missing
from tilaus_adapters.storage.sqlite_database import Database, Session


def migrate(database: Database, steps: Sequence[Migration]) -> None:
    """Apply the steps that are missing; do nothing where none is.

    Two processes may start at once: the second waits for the first and finds the work done.

    Raises:
        StoreError: as `missing` does.
    """
    with database.reading() as db:
        if not missing(applied(db), steps, database.name):
            return
    with database.writing() as db:
        db.run("make_migrations")
        for step in missing(applied(db), steps, database.name):
            db.run_script(step.text)
            db.run("record_migration", number=step.number, name=step.name, checksum=step.checksum)


def applied(db: Session) -> Sequence[object]:
    """Return the steps that were applied, in order; none where there is no schema at all."""
    return db.all("applied_migrations") if db.one("has_migrations") else []
