"""Open a store by its address, and say which steps of its schema it has.

A store is imported when it is opened: who has no PostgreSQL needs no driver for it. Addresses:

    shop.db                              a SQLite file
    sqlite:///shop.db                    the same
    postgresql://shop@db.internal/shop   a PostgreSQL database (also postgres://)
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus_adapters.storage.migrations import Migration, missing, shipped

if TYPE_CHECKING:
    from tilaus_adapters.storage.postgres import PostgresStore
    from tilaus_adapters.storage.postgres_database import Database
    from tilaus_adapters.storage.sqlite import SqliteStore

SCHEMES = ("postgresql://", "postgres://")

T = TypeVar("T")


@record
class Schema:
    """The steps of a store's schema, in order: those that it has, and those that it lacks.

    `place` names the database, without a password.
    """

    place: str
    applied: tuple[Migration, ...]
    missing: tuple[Migration, ...]


def is_postgres(address: str) -> bool:
    """Tell whether an address is one of PostgreSQL; anything else is a SQLite file."""
    return address.startswith(SCHEMES)


def open_store(address: str) -> "SqliteStore | PostgresStore":
    """Open the store behind an address; the tables are made where there are none.

    Whoever opens it closes it.

    Raises:
        StoreError: it cannot be opened; or PostgreSQL's schema is behind, see `schema_of`.
    """
    if not is_postgres(address):
        from tilaus_adapters.storage.sqlite import SqliteStore

        return SqliteStore(file_of(address))
    _need_psycopg(address)
    from tilaus_adapters.storage.postgres import PostgresStore

    return PostgresStore(address)


def file_of(address: str) -> Path:
    """Return the path of a SQLite file's address.

    Raises:
        StoreError: it names no file.
    """
    path = address.removeprefix("sqlite:///")
    if not path or path == ":memory:" or "\0" in path:
        raise StoreError(f"cannot open {address!r}: a shop is a file; name one, as in shop.db")
    return Path(path)


def place_of(address: str) -> str:
    """Return an address as it may be shown and logged: without a password."""
    if not is_postgres(address):
        return str(file_of(address))
    _need_psycopg(address)
    from tilaus_adapters.storage.postgres_errors import masked

    return masked(address)


def database_of(address: str) -> str:
    """Return the name of the database that a PostgreSQL address means; empty where it has none."""
    _need_psycopg(address)
    from tilaus_adapters.storage.postgres_errors import database_name

    return database_name(address)


def schema_of(address: str) -> Schema:
    """Say which steps a store has and lacks; changes nothing, and makes nothing.

    Raises:
        StoreError: it cannot be read, a newer tilaus wrote it, or a step is not as it was shipped.
    """
    if is_postgres(address):
        from_postgres = _with_database(address, _applied_to)
        return _schema(place_of(address), from_postgres, "postgres")
    path = file_of(address)
    return _schema(str(path), _applied_in(path), "sqlite")


def bring_up(address: str) -> Schema:
    """Apply the steps that a store lacks, all or none, and say what it had before.

    Several may do it at once: one does, the others wait and find it done.

    Raises:
        StoreError: as `schema_of`, or a step failed and nothing of it stayed.
    """
    before = schema_of(address)
    if not is_postgres(address):
        open_store(address).close()
    elif before.missing:
        _with_database(address, _migrate)
    return before


def _schema(place: str, applied: list[dict[str, Any]], engine: str) -> Schema:
    steps = shipped(engine)
    lacking = missing(applied, steps, place)
    return Schema(place, steps[: len(applied)], tuple(lacking))


def _applied_in(path: Path) -> list[dict[str, Any]]:
    """Read the steps of a SQLite file without making or changing it."""
    if not path.exists():
        return []
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            tables = connection.execute(
                "SELECT 1 FROM sqlite_schema WHERE name = 'tilaus_migrations'"
            )
            if tables.fetchone() is None:
                return []
            steps = "SELECT number, name, checksum FROM tilaus_migrations ORDER BY number"
            return [dict(row) for row in connection.execute(steps)]
    except sqlite3.Error as error:
        found = f"{error}; is it the file of a shop?"
        raise StoreError(f"cannot use the store {path}: {found}") from error


def _with_database(address: str, job: "Callable[[Database], T]") -> T:
    _need_psycopg(address)
    from tilaus_adapters.storage.postgres_database import Database, Limits

    database = Database(address, Limits())
    try:
        return job(database)
    finally:
        database.close()


def _applied_to(database: "Database") -> list[dict[str, Any]]:
    from tilaus_adapters.storage.postgres_migrations import applied_to

    return applied_to(database)


def _migrate(database: "Database") -> None:
    from tilaus_adapters.storage.postgres_migrations import migrate

    migrate(database, shipped("postgres"))


def _need_psycopg(address: str) -> None:
    if find_spec("psycopg") is None:
        scheme = address.partition("://")[0]
        found = "the package psycopg is not installed"
        raise StoreError(f"cannot open {scheme}://…: {found}; install tilaus[postgres]")
