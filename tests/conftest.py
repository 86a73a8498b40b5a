"""How hypothesis searches, what tests tell, and the worlds in which stories are played."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres import NEWEST, OLDEST, Server, started
from tests.world import World
from tilaus.ports.storage import Store
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

# No deadline: on a busy machine it would fail good code. A printed blob repeats a failure anywhere.
settings.register_profile("search", max_examples=100, deadline=None, print_blob=True)
# In CI the same examples come every time, so that a red run is about the change that was tested;
# the search for new ones goes on wherever a person runs the tests.
settings.register_profile("ci", settings.get_profile("search"), derandomize=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "search")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what a test wants to be read: `record_property("told", "2000 examples")`.

    Properties travel with the report of a test, so they also come from the workers of xdist.
    """
    for report in terminalreporter.getreports("passed"):
        for name, text in report.user_properties:
            if name == "told":
                terminalreporter.write_line(f"{text}")


def _server(version: str) -> Iterator[Server]:
    try:
        with started(version) as server:
            yield server
    except LookupError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL of the wheel: one server for all tests of a process."""
    yield from _server(NEWEST)


@pytest.fixture(scope="session")
def postgres_15() -> Iterator[Server]:
    """Debian's PostgreSQL, the oldest that is supported."""
    yield from _server(OLDEST)


@pytest.fixture(scope="session")
def _migrated(postgres: Server) -> str:
    return migrated(postgres)


@pytest.fixture
def postgres_address(postgres: Server, _migrated: str) -> str:
    """The address of a shop without orders; tests share the database, each finds it empty."""
    postgres.wipe(_migrated)
    return _migrated


@pytest.fixture(scope="session")
def _migrated_15(postgres_15: Server) -> str:
    return migrated(postgres_15)


@pytest.fixture
def postgres_15_address(postgres_15: Server, _migrated_15: str) -> str:
    """The address of an empty shop in Debian's PostgreSQL."""
    postgres_15.wipe(_migrated_15)
    return _migrated_15


def migrated(server: Server) -> str:
    """Make a database with the newest schema; return its address."""
    address = server.fresh_database()
    PostgresStore(address).close()
    return address


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    if request.param == "sqlite":
        opened: SqliteStore | PostgresStore = SqliteStore(tmp_path / "shop.db")
    else:
        opened = PostgresStore(request.getfixturevalue("postgres_address"))
    with closing(opened):
        yield opened


@pytest.fixture
def world(store: Store) -> World:
    return World(store)
