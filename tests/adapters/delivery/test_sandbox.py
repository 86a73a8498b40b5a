"""The sandbox server keeps the promises of the port, and delivers by its timetable."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tilaus.commands import DeliveryReported
from tilaus.record import replace
from tilaus.testing.delivery import DeliveryContract
from tilaus_adapters.delivery.sandbox import HABITS, Habit, SandboxDelivery

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
JOB = DeliveryContract().job()


class TestSandboxDelivery(DeliveryContract):
    @pytest.fixture
    def server(self) -> SandboxDelivery:
        return SandboxDelivery()

    def jobs_taken(self, server: SandboxDelivery) -> int:
        with server.outside.transaction() as db:
            return int(db.execute("SELECT count(*) FROM jobs").fetchone()[0])


class TestSandboxDeliveryInAFile(TestSandboxDelivery):
    @pytest.fixture
    def server(self, tmp_path: Path) -> SandboxDelivery:
        return SandboxDelivery(tmp_path / "server.db")


def told(server: SandboxDelivery, at: datetime) -> list[tuple[str, int | None, str]]:
    found = []
    for report in server.messages(at):
        assert isinstance(report.command, DeliveryReported)
        found.append((report.command.message, report.command.delivered, report.command.reason))
        server.acknowledge(report)
    return found


# fmt: off
TIMETABLE: list[tuple[str, list[list[tuple[str, int, str]]]]] = [
    # habit           messages at once,                             after 1 h,                            2 h,  3 h,  4 h
    ("at_once",        [[("accepted", 0, ""), ("delivered", 1000, "")]]),
    ("delayed",        [[],                   [("accepted", 0, ""), ("delivered", 1000, "")]]),
    ("gradual",        [[("accepted", 0, "")], [("progress", 250, "")], [("progress", 500, "")], [("progress", 750, "")], [("delivered", 1000, "")], []]),
    ("customer_error", [[("accepted", 0, ""), ("failed", 0, "customer_error")], []]),
    ("server_problem", [[("accepted", 0, ""), ("failed", 0, "server_problem")], []]),
    ("half",           [[("accepted", 0, "")], [("progress", 500, ""), ("stopped", 500, "server_problem")], []]),
    ("silent",         [[("accepted", 0, "")], [], []]),
    ("never_starts",   [[], [], []]),
]
# fmt: on


@pytest.mark.parametrize(("habit", "hours"), TIMETABLE, ids=[name for name, _ in TIMETABLE])
def test_each_habit_has_its_timetable(habit: str, hours: list[list[tuple[str, int, str]]]) -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS[habit]})
    server.hand_over(JOB)
    for hour, expected in enumerate(hours):
        assert told(server, START + hour * HOUR) == expected


def test_a_server_that_was_not_asked_for_hours_tells_every_step_it_took() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["gradual"]})
    server.hand_over(JOB)
    server.advance(START)
    assert [m for m, *_ in told(server, START + 9 * HOUR)] == [
        *("accepted", "progress", "progress", "progress"),
        "delivered",
    ]


def test_a_server_with_a_delay_accepts_later() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["delayed"]})
    answer = server.hand_over(JOB)
    assert (answer.state, answer.message) == ("pending", "")


def test_a_server_may_refuse_an_item_at_once() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["refused"]})
    answer = server.hand_over(JOB)
    assert (answer.state, answer.message, answer.reason) == ("refused", "failed", "customer_error")
    assert told(server, START) == []


def test_a_habit_for_a_target_counts_more_than_one_for_its_service() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["at_once"]})
    server.behave(JOB.service, HABITS["customer_error"], target=JOB.target)
    server.hand_over(JOB)
    server.hand_over(replace(JOB, key="other", target="elsewhere"))
    assert [message for message, *_ in told(server, START)] == [
        *("accepted", "failed", "accepted"),
        "delivered",
    ]


def test_a_stopped_job_delivers_no_more_and_tells_what_it_had_delivered() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["gradual"]})
    server.hand_over(JOB)
    server.advance(START)
    server.advance(START + HOUR)
    answer = server.stop(JOB)
    assert (answer.message, answer.delivered) == ("stopped", 250)
    told(server, START)
    assert told(server, START + 9 * HOUR) == []
    assert server.delivered(JOB.key) == 250


def test_a_job_that_is_over_cannot_be_stopped() -> None:
    server = SandboxDelivery()
    server.hand_over(JOB)
    server.advance(START)
    told_before = server.messages()
    answer = server.stop(JOB)
    assert (answer.state, answer.message) == ("done", "")
    assert server.messages() == told_before


def test_a_second_attempt_counts_what_the_first_delivered() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["half"]})
    server.hand_over(JOB)
    server.advance(START)
    server.advance(START + HOUR)
    server.behave(JOB.service, Habit())
    told(server, START)
    server.hand_over(replace(JOB, key="order-1/item/1/2", attempt=2, quantity=500, delivered=500))
    assert told(server, START + HOUR) == [("accepted", 500, ""), ("delivered", 1_000, "")]
    assert server.delivered("order-1/item/1/2") == 500


@pytest.mark.parametrize("operation", ["hand_over", "stop"])
def test_a_time_out_after_success_did_it_once(operation: str) -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["gradual"]})
    server.on_next(operation, "timeout_after_success")
    if operation == "stop":
        server.hand_over(JOB)
    with pytest.raises(TimeoutError):
        getattr(server, operation)(JOB)
    again = getattr(server, operation)(JOB)
    assert again.message == {"hand_over": "accepted", "stop": "stopped"}[operation]


@pytest.mark.parametrize("operation", ["hand_over", "stop", "look_up"])
def test_a_time_out_before_success_does_nothing(operation: str) -> None:
    server = SandboxDelivery()
    server.on_next(operation, "timeout_before_success")
    with pytest.raises(TimeoutError):
        getattr(server, operation)(JOB)
    assert server.look_up(JOB) is None


def test_a_busy_server_says_when_to_come_again() -> None:
    server = SandboxDelivery()
    server.on_next("hand_over", "busy")
    server.on_next("stop", "busy")
    assert server.hand_over(JOB).retry_after_s == 30.0
    assert server.stop(JOB).state == "unknown"


def test_its_messages_can_be_doubled() -> None:
    server = SandboxDelivery(habits={JOB.service: HABITS["silent"]})
    server.on_next("message", "double", "DeliveryReported")
    server.hand_over(JOB)
    first, second = server.messages(START)
    assert first == second


def test_its_world_outlives_the_process(tmp_path: Path) -> None:
    first = SandboxDelivery(tmp_path / "server.db", {JOB.service: HABITS["gradual"]})
    first.hand_over(JOB)
    taken = first.look_up(JOB)
    first.advance(START)
    first.close()
    first.close()
    again = SandboxDelivery(tmp_path / "server.db")
    again.advance(START + HOUR)
    assert again.delivered(JOB.key) == 250
    assert again.look_up(JOB) == taken
