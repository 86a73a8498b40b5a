"""Histories from seeds keep every promise, are the same each time, and can be played again."""

from collections import Counter
from collections.abc import Callable

import pytest
from greenlet import GreenletExit  # type: ignore[import-untyped]
from tests.postgres import Server
from tests.simulation.__main__ import main
from tests.simulation.campaign import batch
from tests.simulation.places import played, shrunk
from tests.simulation.plan import plan
from tests.simulation.sabotage import sabotaged
from tests.simulation.schedule import Restless, Schedule

FAULTS = {
    *("kill", "pause", "outage", "mail down", "provider down", "refund comes back"),
    *("store away before", "store away after", "webhook doubled", "webhook late"),
    *("lie: before", "lie: after", "lie: error", "lie: busy", "lie: late", "lie: refuse"),
}


def test_histories_in_memory_break_no_promise_and_meet_every_fault(
    record_property: Callable[[str, object], None],
) -> None:
    found = batch(("memory", range(600)))
    assert found.failed == ()
    assert FAULTS - found.counts.keys() == set()
    record_property("told", f"simulated: {found.histories} histories, {found.steps} steps")


def test_histories_on_sqlite_break_no_promise() -> None:
    assert batch(("sqlite", range(5_000, 5_060))).failed == ()


def test_histories_on_postgresql_break_no_promise(postgres: Server) -> None:
    assert batch((postgres.address(), range(7_000, 7_010))).failed == ()


def test_a_history_is_the_same_each_time_it_is_played() -> None:
    once, again = ([played(seed).trace_hash for seed in range(30)] for _ in range(2))
    assert once == again
    assert len(set(once)) == 30


def test_a_trace_tells_each_step_of_its_history() -> None:
    lines: list[str] = []
    seen = played(3, trace=lines.append)
    assert seen == played(3)
    assert sum("FAULT" in line for line in lines) == seen.drawn > 0
    assert any("committed 50001@1: Placed" in line for line in lines)


def test_a_fault_that_is_left_out_does_not_happen() -> None:
    lines: list[str] = []
    played(3, without=frozenset({1}), trace=lines.append)
    assert not any("FAULT 1:" in line for line in lines)


def failing() -> int:
    """Return the first history that breaks a promise, under a sabotage."""
    return next(seed for seed in range(1_000) if played(seed).violations)


def test_a_failing_history_is_shrunk_to_the_faults_that_it_needs() -> None:
    with sabotaged("settle-first"):
        seed = failing()
        whole = played(seed)
        without, less = shrunk(seed, "memory", whole.drawn)
        assert less.violations
        assert played(seed, without=without).violations == less.violations
        assert len(without) <= whole.drawn


def test_the_command_names_each_failing_history_and_how_to_see_it_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with sabotaged("settle-first"):
        seed = failing()
        assert main(["--histories", "1", "--seed", str(seed), "--jobs", "1"]) == 1
        said = capsys.readouterr().out
        assert "BROKEN " in said
        assert f"python -m tests.simulation --replay {seed}" in said
        again = said.rsplit("python -m tests.simulation ", 1)[1].split()
        assert main([word for word in again if word != "--trace"]) == 1
    assert main(["--replay", str(seed), "--trace"]) == 0


def test_the_command_sums_up_what_happened(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--histories", "20", "--jobs", "1", "--json"]) == 0
    assert '"histories": 20' in capsys.readouterr().out


def test_who_outlives_its_own_death_is_found() -> None:
    schedule = Schedule(1, plan(1))

    def immortal() -> None:
        try:
            schedule._die(schedule._present(), 1.0)
        except GreenletExit:
            schedule.note("it is still there")

    schedule.start("immortal", immortal)
    with pytest.raises(Restless):
        schedule.run()
    assert "the dead do nothing: immortal outlived its end" in schedule.violations


def test_the_dead_reach_no_boundary() -> None:
    schedule = Schedule(1, plan(1))
    reached: list[str] = []
    lives = iter((True, False))

    def stubborn() -> None:
        if not next(lives):
            return
        try:
            schedule._die(schedule._present(), 1.0)
        finally:
            schedule.boundary("after its death")
            reached.append("further")

    schedule.start("stubborn", stubborn)
    schedule.run()
    assert schedule.violations == ["the dead do nothing: stubborn went on to after its death"]
    assert reached == []


def test_plans_differ_and_cover_what_they_offer() -> None:
    drawn = [plan(seed) for seed in range(300)]
    assert Counter(p.workers for p in drawn).keys() == {2, 3}
    assert {p.policy for p in drawn} == set(range(6))
    assert min(p.most_faults for p in drawn) == 4
