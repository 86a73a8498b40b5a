"""Every store that ships keeps the promises of the storage contract."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tilaus.testing.storage import MakeStore, StoreContract
from tilaus_adapters.storage.memory import MemoryStore
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
