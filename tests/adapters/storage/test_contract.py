"""Every store that ships keeps the promises of the storage contract."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from tilaus.testing.storage import MakeStore, StoreContract
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def make_store(self) -> MakeStore:
        return lambda lease_clock: MemoryStore(lease_clock=lease_clock)


class TestSqliteFile(StoreContract):
    is_shared = True

    @pytest.fixture
    def make_store(self, tmp_path: Path) -> Iterator[MakeStore]:
        opened: list[SqliteStore] = []

        def make(lease_clock: Callable[[], float]) -> SqliteStore:
            opened.append(SqliteStore(tmp_path / "shop.db", lease_clock=lease_clock))
            return opened[-1]

        yield make
        for store in opened:
            store.close()


class TestSqliteInMemory(StoreContract):
    @pytest.fixture
    def make_store(self) -> MakeStore:
        return lambda lease_clock: SqliteStore(":memory:", lease_clock=lease_clock)


class TestSqliteOnTheCallersConnection(StoreContract):
    is_shared = True

    @pytest.fixture
    def make_store(self) -> Iterator[MakeStore]:
        with closing(sqlite3.connect(":memory:", check_same_thread=False)) as connection:
            yield lambda lease_clock: SqliteStore(connection, lease_clock=lease_clock)


class TestSqliteInTheCallersTransaction(StoreContract):
    is_shared = True

    @pytest.fixture
    def make_store(self, tmp_path: Path) -> Iterator[MakeStore]:
        path = tmp_path / "shop.db"
        with closing(sqlite3.connect(path, check_same_thread=False)) as connection:
            connection.execute("BEGIN")
            yield lambda lease_clock: SqliteStore(connection, lease_clock=lease_clock)
            assert connection.in_transaction, "the caller's transaction is the caller's to end"


class PostgresCase(StoreContract):
    """Stores that are opened by address, each test with an empty database."""

    is_shared = True

    @pytest.fixture
    def make_store(self, address: str) -> Iterator[MakeStore]:
        opened: list[PostgresStore] = []

        def make(lease_clock: Callable[[], float]) -> PostgresStore:
            opened.append(PostgresStore(address, lease_clock=lease_clock))
            return opened[-1]

        yield make
        for store in opened:
            store.close()


class TestPostgres18(PostgresCase):
    @pytest.fixture
    def address(self, postgres_address: str) -> str:
        return postgres_address


class TestPostgres15(PostgresCase):
    @pytest.fixture
    def address(self, postgres_15_address: str) -> str:
        return postgres_15_address


class TestPostgresOnTheCallersConnection(StoreContract):
    is_shared = True

    @pytest.fixture
    def make_store(self, postgres_address: str) -> Iterator[MakeStore]:
        with psycopg.connect(postgres_address, autocommit=True) as connection:
            yield lambda lease_clock: PostgresStore(connection, lease_clock=lease_clock)


class TestPostgresInTheCallersTransaction(StoreContract):
    is_shared = True

    @pytest.fixture
    def make_store(self, postgres_address: str) -> Iterator[MakeStore]:
        with closing(psycopg.connect(postgres_address)) as connection:
            yield lambda lease_clock: PostgresStore(connection, lease_clock=lease_clock)
            status = connection.info.transaction_status
            assert status == psycopg.pq.TransactionStatus.INTRANS, "it is the caller's to end"
