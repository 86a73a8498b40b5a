"""Every command takes the address of a shop in PostgreSQL; no password is ever shown."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from tests.postgres import Server

from tilaus_adapters.interop.order_file import example
from tilaus_adapters.storage.migrations import shipped

SECRET = "geheim"


@pytest.fixture
def address(postgres: Server) -> str:
    """Return the address of an empty database, with a password in it."""
    return postgres.fresh_database().replace("postgres@", f"postgres:{SECRET}@")


def test_a_shop_lives_in_postgresql_from_its_making_to_its_audit(
    run: Run, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = address.rpartition("/")[2]
    made = run("init", "--db", address, "--json")
    assert (made.code, made.doc["policy"]) == (0, f"{name}.toml")
    (tmp_path / "order.json").write_bytes(example())
    monkeypatch.setenv("TILAUS_DB", address)
    monkeypatch.setenv("TILAUS_DELIVERY", "manual")
    done = [
        run("order", "place", "order.json"),
        run("worker", "--once"),
        run("sandbox", "50001", "pay"),
        run("worker", "--once"),
        run("order", "show", "50001", "--history"),
        run("verify"),
        run("migrate"),
    ]
    assert [(each.code, each.err) for each in done if each.code] == []
    assert run("order", "list", "--json").doc["orders"][0]["status"] == "processing"
    assert all(SECRET not in each.out + each.err for each in [made, *done])
    there = {path.name for path in tmp_path.iterdir()}
    assert there == {"order.json", f"{name}.toml", f"{name}-sandbox-payments.db"}


def test_the_demo_is_told_in_postgresql_and_not_twice(run: Run, address: str) -> None:
    first, again = run("demo", "--json", "--db", address), run("demo", "--json", "--db", address)
    assert (first.code, again.code) == (0, 0)
    assert [order["number"] for order in first.doc["orders"]] == [50000, 50001]
    assert first.doc["orders"] == again.doc["orders"]


def test_an_empty_database_is_no_shop_and_no_command_makes_one_but_init(
    run: Run, address: str
) -> None:
    for _ in range(2):
        listed = run("order", "list", "--db", address)
        assert listed.code == 3
        assert "there is no shop at postgresql://postgres@127.0.0.1" in listed.err
        assert SECRET not in listed.err
    assert run("init", "--db", address).code == 0
    again = run("init", "--db", address)
    assert (again.code, SECRET in again.err) == (1, False)


@pytest.mark.parametrize(
    ("db", "code", "told"),
    [
        (f"postgresql://shop:{SECRET}@127.0.0.1:1/shop", 3, "look whether the server runs"),
        (f"postgres://shop:{SECRET}@[::1/shop", 3, "the address cannot be read"),
        (f"mysql://shop:{SECRET}@127.0.0.1/shop", 2, "a shop is in SQLite or PostgreSQL"),
        ("sqlite://shop.db/x", 3, "there is no shop"),
    ],
)
def test_an_address_that_leads_nowhere_is_told(run: Run, db: str, code: int, told: str) -> None:
    for words in (("order", "list"), ("worker", "--once"), ("migrate",), ("verify",)):
        done = run(*words, "--db", db)
        assert done.code == code
        assert told in done.err
        assert SECRET not in done.err


# ------------------------------------------------------------------------------------ migrate


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_migrate_lists_what_a_shop_has_and_lacks(run: Run, address: str, engine: str) -> None:
    db = address if engine == "postgres" else "shop.db"
    run("init", "--db", db)
    done = run("migrate", "--dry-run", "--json", "--db", db)
    assert (done.code, done.doc["to_apply"]) == (0, [])
    steps = [{"number": s.number, "name": s.name, "checksum": s.checksum} for s in shipped(engine)]
    assert done.doc["applied"] == steps


def test_a_dry_run_lists_steps_and_applies_none(run: Run, address: str) -> None:
    first, again = (run("migrate", "--dry-run", "--json", "--db", address) for _ in range(2))
    numbers = [step["number"] for step in first.doc["to_apply"]]
    assert numbers == [step.number for step in shipped("postgres")]
    assert again.doc == first.doc
    assert run("migrate", "--json", "--db", address).doc["applied_now"] == first.doc["to_apply"]
    assert run("migrate", "--json", "--db", address).doc["applied_now"] == []


def test_migrate_refuses_what_is_no_shop(run: Run, tmp_path: Path) -> None:
    assert run("migrate", "--db", "nowhere.db").code == 3
    (tmp_path / "noise.db").write_bytes(b"noise" * 1_000)
    assert run("migrate", "--db", "noise.db").code == 3
    run("init")
    with closing(sqlite3.connect(tmp_path / "shop.db")) as file, file:
        file.execute("UPDATE tilaus_migrations SET checksum = 'other'")
    done = run("migrate")
    assert done.code == 3
    assert "is not the 0001_" in done.err
