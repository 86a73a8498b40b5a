"""How hypothesis searches, what tests tell, and the worlds in which stories are played."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from tests.world import World

from tilaus.ports.storage import Store
from tilaus_adapters.storage.memory import MemoryStore
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


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    on_file = SqliteStore(tmp_path / "shop.db")
    yield on_file
    on_file.close()


@pytest.fixture
def world(store: Store) -> World:
    return World(store)
