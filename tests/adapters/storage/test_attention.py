"""Who needs a person, and the figures: filled in for older shops, and read from indexes only."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.adapters.storage.test_walks import Twins, lived
from tests.postgres import Server

from tilaus.attention import ANY, CONCERNS, HANGING
from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    Advance,
    Command,
    Line,
    RefundReported,
    RequestRefund,
    Tick,
)
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import Query, Store
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import MEMBER, STAFF, Clerk, Clock, paid, reported
from tilaus.testing.storage_attention import disputes, found
from tilaus.testing.storage_orders import SHIPPING, life
from tilaus_adapters.storage.migrations import shipped
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore
from tilaus_adapters.storage.sqlite_database import statements

Run = Callable[[str], object]


def filling(engine: str) -> Iterator[str]:
    """Yield what the step of the schema does about the rows that are there."""
    (step,) = (step for step in shipped(engine) if step.name.endswith("_attention.sql"))
    for statement in step.text.split(";\n\n"):
        lines = (line for line in statement.splitlines() if not line.startswith("--"))
        sql = "\n".join(lines).strip()
        if sql.startswith(("UPDATE tilaus_items", "INSERT INTO tilaus_marks")):
            yield sql


def fill_again(engine: str, run: Run) -> None:
    """Forget who needs a person, and let the step of the schema find it out."""
    run("DELETE FROM tilaus_marks WHERE mark LIKE 'concern:%'")
    run("UPDATE tilaus_items SET is_silent = false")
    steps = list(filling(engine))
    assert len(steps) == 2
    for sql in steps:
        run(sql)


def told(store: Store) -> dict[str, list[str]]:
    return {code: found(store, concern=code) for code in (*CONCERNS, ANY)}


def check_filling(engine: str, twins: Twins, run: Run) -> None:
    lists, orders = told(twins.model), list(twins.store.search(Query()))
    fill_again(engine, run)
    assert told(twins.store) == lists
    assert list(twins.store.search(Query())) == orders


@settings(max_examples=150)
@given(st.data())
def test_an_older_shop_in_sqlite_knows_who_needs_a_person(data: st.DataObject) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        twins = lived(data, lambda clock: SqliteStore(db, lease_clock=clock, recent=0))
        check_filling("sqlite", twins, db.execute)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_older_shop_in_postgresql_knows_who_needs_a_person(
    postgres: Server, postgres_address: str, data: st.DataObject
) -> None:
    postgres.wipe(postgres_address)
    with closing(psycopg.connect(postgres_address, autocommit=True)) as db:
        twins = lived(data, lambda clock: PostgresStore(db, lease_clock=clock, recent=0))
        check_filling("postgres", twins, lambda sql: db.execute(sql.encode()))


def silences(store: Store) -> list[str]:
    """Let servers be silent, and end it in every way; return the ids of those that still are."""
    clock = Clock()
    clerk = Clerk(store, clock, Policy(silent_server_hours=1))
    orders = [clerk.place(line) for line in LINES]
    for order in orders:
        clerk.do(order.id, paid(order), reported("1", "accepted"))
    clock.advance(hours=2)
    for order in orders[:-1]:
        clerk.do(order.id, Tick(by=CLOCK))
    clerk.do(orders[0].id, reported("1", "progress", 3))
    clerk.do(orders[1].id, reported("1", "delivered"))
    clerk.do(orders[2].id, Advance("cancel", "item", "1", by=STAFF))
    clerk.do(orders[3].id, Advance("hold", reason="looked at", by=STAFF))
    return [orders[4].id, orders[3].id]


BACK = RefundRequest((RefundLine("1", units=3),))
FAILED = [
    Advance("cancel", "item", "1", "x", by=STAFF),
    RequestRefund(BACK, "original", "asked", by=STAFF),
    RefundReported("1", "failed", reason="no account", by=PROCESSOR),
    RequestRefund(BACK, "original", "again", by=STAFF),
    RefundReported("2", "failed", reason="no account", by=PROCESSOR),
]
"""A refund that fails, and the one in its place fails too."""


def late(order: Order) -> list[Command]:
    """Return the life of an order that was called off, whose money arrives and cannot go back."""
    failed = RefundReported("1", "failed", reason="no account", by=PROCESSOR)
    return [Advance("cancel", by=STAFF), paid(order), failed]


def check_troubles(engine: str, store: Store, run: Run) -> None:
    """Let orders live badly, and look after each step whether it would have been found out."""
    clerk, seen = Clerk(store, policy=Policy(ask="staff")), set[str]()
    whole = clerk.place(customer=MEMBER, charges=[SHIPPING])
    others = [clerk.place(line, customer=MEMBER) for line in LINES[:3]]
    fate = disputes(others[0]), [paid(others[1]), *FAILED], late(others[2])
    tales = zip(others, fate, strict=True)
    for order, commands in [(whole, life(whole)), *tales]:
        for command in commands:
            clerk.do(order.id, command)
            lists = told(store)
            fill_again(engine, run)
            assert told(store) == lists, command
            seen |= {code for code in CONCERNS if lists[code]}
    assert seen == CONCERNS.keys() - HANGING.keys() - {"server-silent"}


def test_every_moment_of_lives_that_go_wrong_is_found_out_in_sqlite() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        check_troubles("sqlite", SqliteStore(db, recent=0), db.execute)


def test_every_moment_of_lives_that_go_wrong_is_found_out_in_postgresql(
    postgres_address: str,
) -> None:
    with closing(psycopg.connect(postgres_address, autocommit=True)) as db:
        store = PostgresStore(db, recent=0)
        check_troubles("postgres", store, lambda sql: db.execute(sql.encode()))


LINES = [Line("YouTube views", f"https://youtube.com/{n}", 10, 1) for n in range(6)]


def test_a_silence_that_lasts_is_read_from_the_history_in_sqlite() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        store = SqliteStore(db, recent=0)
        silent = silences(store)
        assert found(store, concern="server-silent") == silent
        fill_again("sqlite", db.execute)
        assert found(store, concern="server-silent") == silent


def test_a_silence_that_lasts_is_read_from_the_history_in_postgresql(postgres_address: str) -> None:
    with closing(psycopg.connect(postgres_address, autocommit=True)) as db:
        store = PostgresStore(db, recent=0)
        silent = silences(store)
        assert found(store, concern="server-silent") == silent
        fill_again("postgres", lambda sql: db.execute(sql.encode()))
        assert found(store, concern="server-silent") == silent


# ------------------------------------------------------------------------------------- indexes

PLANS = {
    "counts": 4,
    "placed_per_day": 1,
    "refunds_per_reason": 3,
    "orders_of_concern": 3,
    "orders_that_match": 6,
    "orders_of_concern_that_match": 8,
}
"""Statements, and in how many places each must be read from an index."""


@pytest.mark.parametrize("name", PLANS)
def test_lists_and_figures_are_read_from_indexes(name: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        SqliteStore(db)
        values = dict.fromkeys(("limit", "number", "before"), 1)
        plan = db.execute(f"EXPLAIN QUERY PLAN {statements()[name]}", _Anything(values)).fetchall()
    steps = [row[3] for row in plan if "tilaus_" in row[3] or "placed" in row[3]]
    read = [line for line in steps if line.startswith(("SCAN", "SEARCH"))]
    assert [line for line in read if "INDEX" not in line and "PRIMARY KEY" not in line] == []
    assert len(read) >= PLANS[name], plan


class _Anything(dict[str, object]):
    """Values for every parameter that a statement may have."""

    def __missing__(self, name: str) -> str:
        return ""
