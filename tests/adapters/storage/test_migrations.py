"""The schema of both stores: steps are applied once, all or none, whoever starts at once."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import psycopg
import pytest
from tests.postgres import Server

from tilaus.ports.storage import Query, StoreError
from tilaus.record import replace
from tilaus.testing.storage_case import at_once
from tilaus_adapters.storage import postgres_migrations, sqlite_migrations
from tilaus_adapters.storage.migrations import Migration, shipped
from tilaus_adapters.storage.opening import Schema, bring_up, open_store, schema_of
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.postgres_database import Database, Limits
from tilaus_adapters.storage.sqlite_database import Database as File

Apply = Callable[[str, tuple[Migration, ...]], None]


def to_file(address: str, steps: tuple[Migration, ...]) -> None:
    with closing(File(address, 5.0)) as database:
        sqlite_migrations.migrate(database, steps)


def to_postgres(address: str, steps: tuple[Migration, ...]) -> None:
    with closing(Database(address, Limits())) as database:
        postgres_migrations.migrate(database, steps)


APPLY: dict[str, Apply] = {"sqlite": to_file, "postgres": to_postgres}


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def address(engine: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return where a shop may be made."""
    if engine == "sqlite":
        return str(tmp_path / "shop.db")
    server: Server = request.getfixturevalue("postgres")
    return server.fresh_database()


def tables(address: str) -> set[str]:
    """Return the names of the tables of a store."""
    if address.startswith("postgresql://"):
        with closing(psycopg.connect(address)) as server:
            rows = server.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            return {name for (name,) in rows}
    with closing(sqlite3.connect(address)) as file:
        return {name for (name,) in file.execute("SELECT name FROM sqlite_schema")}


def test_a_new_store_has_every_step_in_order(engine: str, address: str) -> None:
    assert schema_of(address).missing == shipped(engine)
    open_store(address).close()
    found = schema_of(address)
    assert (found.applied, found.missing) == (shipped(engine), ())


def test_a_look_at_the_schema_makes_and_changes_nothing(engine: str, address: str) -> None:
    schema_of(address)
    if engine == "sqlite":
        assert not Path(address).exists()
    else:
        assert tables(address) == set()
    APPLY[engine](address, shipped(engine)[:1])
    assert schema_of(address).missing == shipped(engine)[1:]
    assert schema_of(address).applied == shipped(engine)[:1]


def test_a_store_that_is_behind_is_brought_up_once(engine: str, address: str) -> None:
    APPLY[engine](address, shipped(engine)[:1])
    assert bring_up(address).missing == shipped(engine)[1:]
    assert bring_up(address).missing == ()
    with closing(open_store(address)) as store:
        assert store.search(Query()) == ()


def test_postgres_that_is_behind_is_refused_until_somebody_migrates_it(postgres: Server) -> None:
    address = postgres.fresh_database()
    to_postgres(address, shipped("postgres")[:2])
    with pytest.raises(StoreError, match=r"lacks 0003_.*run: tilaus migrate"):
        PostgresStore(address)
    PostgresStore(address, migrate=True).close()
    PostgresStore(address).close()


def test_many_who_start_at_once_make_one_schema(engine: str, address: str) -> None:
    def start() -> Schema:
        open_store(address).close()
        return schema_of(address)

    ends = at_once(*[start] * 6)
    assert [end for end in ends if isinstance(end, Exception)] == []
    assert {end.applied for end in ends if isinstance(end, Schema)} == {shipped(engine)}


def test_many_who_migrate_at_once_apply_each_step_once(engine: str, address: str) -> None:
    APPLY[engine](address, shipped(engine)[:1])
    assert at_once(*[partial(APPLY[engine], address, shipped(engine))] * 6) == [None] * 6
    assert schema_of(address).missing == ()


def test_a_step_that_is_not_as_it_was_applied_is_refused(engine: str, address: str) -> None:
    open_store(address).close()
    steps = shipped(engine)
    edited = (replace(steps[0], text=f"{steps[0].text}-- edited\n"), *steps[1:])
    with pytest.raises(StoreError, match=r"0001_.*is not the 0001_"):
        APPLY[engine](address, edited)


def test_a_newer_schema_is_refused(engine: str, address: str) -> None:
    newer = Migration(99, "0099_newer.sql", "CREATE TABLE tilaus_newer (id INTEGER);")
    APPLY[engine](address, (*shipped(engine), newer))
    with pytest.raises(StoreError, match=r"0099_newer.sql.*install the newer tilaus"):
        open_store(address)


def test_steps_that_fail_in_the_middle_leave_nothing(engine: str, address: str) -> None:
    broken = Migration(99, "0099.sql", "CREATE TABLE tilaus_half (id INTEGER);\nSELECT nonsense;")
    with pytest.raises(StoreError, match="nonsense"):
        APPLY[engine](address, (*shipped(engine), broken))
    assert tables(address) == set()
    open_store(address).close()
    with pytest.raises(StoreError, match="nonsense"):
        APPLY[engine](address, (*shipped(engine), broken))
    assert "tilaus_half" not in tables(address)
    assert schema_of(address).missing == ()


def test_a_database_of_the_shops_own_keeps_its_tables(engine: str, address: str) -> None:
    if engine == "postgres":
        with closing(psycopg.connect(address, autocommit=True)) as own:
            own.execute("CREATE TABLE stock (product integer)")
    else:
        with closing(sqlite3.connect(address)) as file:
            file.execute("CREATE TABLE stock (product integer)")
    open_store(address).close()
    assert "stock" in tables(address)
    named = {name for name in tables(address) if not name.startswith(("sqlite_", "stock"))}
    assert all(name.startswith("tilaus_") for name in named)
