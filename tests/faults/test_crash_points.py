"""A process may die at any point of a story, and whoever takes over may die too."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.faults.boundaries import of_sqlite
from tests.faults.crash_postgres import Postgres
from tests.faults.crash_sqlite import Sqlite
from tests.faults.kills import memory
from tests.faults.story import STORIES
from tests.faults.tally import Tally, told
from tests.postgres import NEWEST, programs, started

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.record import replace
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.storage.sqlite import SqliteStore

Property = Callable[[str, object], None]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Return a folder in memory: a process dies here, not the machine."""
    with TemporaryDirectory(dir=memory()) as name:
        yield Path(name)


def survived(
    tried: Iterator[tuple[str, Tally]], store: str, story: str, record_property: Property
) -> None:
    for what, tally in tried:
        record_property("told", told(store, story, what, tally, 0).partition(" (0 s)")[0])
        assert tally.faults == ()
        assert tally.points > 10


def test_whoever_dies_at_any_single_point_leaves_what_another_can_finish(
    folder: Path, record_property: Property
) -> None:
    tried = Sqlite(STORIES["long"], folder).run(pairs=False, few=False)
    survived(tried, "sqlite", "long", record_property)


def test_whoever_takes_over_may_die_as_well_at_any_commit_or_call(
    folder: Path, record_property: Property
) -> None:
    tried = Sqlite(STORIES["short"], folder).run(pairs=True, few=True)
    survived(tried, "sqlite", "short", record_property)


@pytest.mark.skipif(programs(NEWEST) is None, reason="the wheel of PostgreSQL is not installed")
def test_on_postgresql_a_process_may_die_an_answer_get_lost_and_the_server_crash(
    folder: Path, record_property: Property
) -> None:
    with started(NEWEST) as server:
        tried = Postgres(STORIES["short"], folder, server).run(pairs=False, few=True)
        survived(tried, "postgresql", "short", record_property)


def test_a_story_leaves_other_states_only_at_its_commits_and_calls(folder: Path) -> None:
    states = []
    for few in (False, True):
        (folder / str(few)).mkdir()
        ((_, tally),) = Sqlite(STORIES["short"], folder / str(few)).run(pairs=False, few=few)
        states.append(tally.states)
    # By its time alone another state is what each step finds that moves the clock; and of no commit
    # is the file before its schema was begun.
    assert 0 <= states[0] - states[1] <= len(STORIES["short"]) + 1


def test_points_are_before_and_after_each_statement(tmp_path: Path) -> None:
    points: list[str] = []
    with of_sqlite(tmp_path / "shop.db", points.append):
        SqliteStore(tmp_path / "shop.db").close()
    assert "before PRAGMA journal_mode=WAL" in points
    assert points.index("before BEGIN IMMEDIATE") < len(points) - points[::-1].index("after COMMIT")
    assert any("CREATE TABLE tilaus_orders" in point for point in points)


def test_it_is_seen_when_each_attempt_has_a_new_key(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, refund = iter(range(10**6)), SandboxPayments.refund

    def under_a_new_key(self: SandboxPayments, ask: PaymentAsk) -> Outcome:
        return refund(self, replace(ask, key=f"{ask.key}/{next(keys)}"))

    monkeypatch.setattr(SandboxPayments, "refund", under_a_new_key)
    ((_, tally),) = Sqlite(STORIES["short"], folder).run(pairs=False, few=True)
    assert any("the provider captured and refunded" in fault for fault in tally.faults)
