"""An order changes with the shop's own rows, in the transaction of Django or SQLAlchemy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django  # type: ignore[import-untyped]
import psycopg
import pytest
import sqlalchemy
from django.conf import settings  # type: ignore[import-untyped]
from django.db import connections, transaction  # type: ignore[import-untyped]
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy.orm import Session

from tilaus.ports.storage import Query, Store
from tilaus.testing.orders import Clerk, paid
from tilaus_adapters.storage.opening import open_store
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

STOCK = "CREATE TABLE IF NOT EXISTS stock (units integer NOT NULL)"
SELL, LEFT = "INSERT INTO stock (units) VALUES (-1)", "SELECT count(*) FROM stock"


class UndoError(Exception):
    """Something fails in the caller's code, after the order was written."""


def joined(connection: Any) -> Store:
    """Return a store on a driver's connection, as the shop's code would make it."""
    if isinstance(connection, sqlite3.Connection):
        return SqliteStore(connection)
    assert isinstance(connection, psycopg.Connection)
    return PostgresStore(connection)


class DjangoShop:
    """A shop on Django: its rows are written through the connection `shop`."""

    def __init__(self, address: str) -> None:
        if not settings.configured:
            settings.configure(USE_TZ=True, DATABASES={})
            django.setup()
        mine = {"ENGINE": "django.db.backends.sqlite3", "NAME": address}
        if address.startswith("postgresql://"):
            words = conninfo_to_dict(address)
            mine = {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": str(words["dbname"]),
                "USER": str(words["user"]),
                "HOST": str(words["host"]),
                "PORT": str(words["port"]),
            }
        connections.settings = connections.configure_settings({"default": {}, "shop": mine})
        self._run(STOCK)

    def _run(self, sql: str) -> list[Any]:
        with connections["shop"].cursor() as cursor:
            cursor.execute(sql)
            return list(cursor.fetchall()) if cursor.description else []

    @contextmanager
    def selling(self) -> Iterator[Store]:
        with transaction.atomic(using="shop"):
            self._run(SELL)
            yield joined(connections["shop"].connection)

    def sold(self) -> int:
        return int(self._run(LEFT)[0][0])

    def close(self) -> None:
        connections["shop"].close()
        del connections["shop"]


class AlchemyShop:
    """A shop on SQLAlchemy: its rows are written through a session."""

    def __init__(self, address: str) -> None:
        url = address.replace("postgresql://", "postgresql+psycopg://")
        self._engine = sqlalchemy.create_engine(url if "://" in url else f"sqlite:///{url}")
        with Session(self._engine) as session, session.begin():
            session.execute(sqlalchemy.text(STOCK))

    @contextmanager
    def selling(self) -> Iterator[Store]:
        with Session(self._engine) as session, session.begin():
            session.execute(sqlalchemy.text(SELL))
            yield joined(session.connection().connection.driver_connection)

    def sold(self) -> int:
        with Session(self._engine) as session:
            return int(session.execute(sqlalchemy.text(LEFT)).scalar_one())

    def close(self) -> None:
        self._engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        found = str(tmp_path / "shop.db")
    else:
        found = request.getfixturevalue("postgres").fresh_database()
    open_store(found).close()
    return found


@pytest.fixture(params=[DjangoShop, AlchemyShop])
def shop(request: pytest.FixtureRequest, address: str) -> Iterator[DjangoShop | AlchemyShop]:
    made = request.param(address)
    yield made
    made.close()


def orders(address: str) -> int:
    """Return how many orders somebody else sees."""
    store = open_store(address)
    try:
        return len(store.search(Query()))
    finally:
        store.close()


def test_the_order_and_the_shops_rows_are_kept_together(
    shop: DjangoShop | AlchemyShop, address: str
) -> None:
    with shop.selling() as store:
        clerk = Clerk(store)
        order = clerk.place()
        clerk.do(order.id, paid(order))
    assert (shop.sold(), orders(address)) == (1, 1)


def test_the_order_and_the_shops_rows_are_undone_together(
    shop: DjangoShop | AlchemyShop, address: str
) -> None:
    def sell() -> None:
        with shop.selling() as store:
            clerk = Clerk(store)
            order = clerk.place()
            clerk.do(order.id, paid(order))
            raise UndoError(store.load(order.id).order)

    with pytest.raises(UndoError, match="order-50001"):
        sell()
    assert (shop.sold(), orders(address)) == (0, 0)


def test_a_change_that_fails_leaves_the_callers_transaction_whole(
    shop: DjangoShop | AlchemyShop, address: str
) -> None:
    with shop.selling() as store:
        clerk = Clerk(store)
        order = clerk.place()
        change = clerk.change(order.id, paid(order))
        store.commit(change)
        with pytest.raises(Exception, match="is not at version"):
            store.commit(change)
        assert store.load(order.id).order == change.decision.order
    assert (shop.sold(), orders(address)) == (1, 1)


def test_nobody_sees_the_order_before_the_caller_commits(
    shop: DjangoShop | AlchemyShop, address: str
) -> None:
    if not address.startswith("postgresql://"):
        pytest.skip("a file has one writer: whoever opens it meanwhile waits")
    with shop.selling() as store:
        Clerk(store).place()
        assert orders(address) == 0
    assert orders(address) == 1
