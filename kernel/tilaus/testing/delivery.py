"""What every delivery adapter promises, as tests: derive a class, name it `Test...`.

class TestMyDelivery(DeliveryContract):
    @pytest.fixture
    def server(self) -> MyDelivery: ...
"""

from typing import Any

import pytest

from tilaus.lifecycles import ITEM
from tilaus.ports.delivery import Job
from tilaus.record import replace

TAKEN = frozenset({"done", "pending"})
"""The outcomes after which nobody asks again."""


class DeliveryContract:
    """The promises of `tilaus.ports.delivery.DeliveryServer`.

    Attributes:
        keeps_jobs: the server remembers jobs: `look_up` knows them and `stop` stops them.
    """

    keeps_jobs = True

    @pytest.fixture
    def server(self) -> Any:
        """Return a server that never saw a job, and takes those of the contract."""
        raise NotImplementedError

    def jobs_taken(self, server: Any) -> int:
        """Return how many jobs the server really has."""
        raise NotImplementedError

    def job(self, attempt: int = 1) -> Job:
        """Return the contract's job."""
        return Job(
            key=f"order-1/item/1/{attempt}",
            order_id="order-1",
            number=50001,
            item="1",
            attempt=attempt,
            service="YouTube views",
            target="https://youtube.com/watch?v=abc",
            quantity=1_000,
        )

    def test_a_job_is_taken_or_waits_for_somebody(self, server: Any) -> None:
        answer = server.hand_over(self.job())
        assert answer.state in TAKEN
        assert answer.message in ("", "accepted", "delivered")

    def test_a_job_handed_over_twice_is_taken_once_and_answered_the_same(self, server: Any) -> None:
        assert server.hand_over(self.job()) == server.hand_over(self.job())
        if self.keeps_jobs:
            assert self.jobs_taken(server) == 1

    def test_another_attempt_is_another_job(self, server: Any) -> None:
        server.hand_over(self.job())
        server.hand_over(self.job(attempt=2))
        if self.keeps_jobs:
            assert self.jobs_taken(server) == 2

    def test_a_job_never_handed_over_is_unknown_to_look_up(self, server: Any) -> None:
        assert server.look_up(self.job()) is None
        assert server.look_up(self.job()) is None

    def test_look_up_tells_the_answer_that_was_given(self, server: Any) -> None:
        answer = server.hand_over(self.job())
        assert server.look_up(self.job()) == (answer if self.keeps_jobs else None)

    def test_stopping_a_job_never_seen_is_done_and_says_nothing(self, server: Any) -> None:
        answer = server.stop(self.job())
        assert (answer.state, answer.message) == ("done", "")

    def test_stopping_tells_the_units_delivered_in_all(self, server: Any) -> None:
        server.hand_over(self.job())
        answer = server.stop(self.job())
        assert answer.state in TAKEN
        assert answer.message in ("", *ITEM.messages)
        if self.keeps_jobs:
            assert (answer.message, answer.delivered) == ("stopped", 0)

    def test_units_of_earlier_attempts_are_counted_in(self, server: Any) -> None:
        again = replace(self.job(attempt=2), quantity=600, delivered=400)
        server.hand_over(again)
        answer = server.stop(again)
        if self.keeps_jobs:
            assert (answer.message, answer.delivered) == ("stopped", 400)

    def test_looking_up_changes_nothing(self, server: Any) -> None:
        server.look_up(self.job())
        server.hand_over(self.job())
        assert server.look_up(self.job()) == server.look_up(self.job())
        if self.keeps_jobs:
            assert self.jobs_taken(server) == 1

    def test_a_job_that_was_stopped_is_not_started_by_a_second_hand_over(self, server: Any) -> None:
        server.hand_over(self.job())
        first = server.stop(self.job())
        server.hand_over(self.job())
        assert server.stop(self.job()) == first
        if self.keeps_jobs:
            assert self.jobs_taken(server) == 1

    def test_stopping_twice_answers_the_same(self, server: Any) -> None:
        server.hand_over(self.job())
        assert server.stop(self.job()) == server.stop(self.job())

    def test_how_much_is_left_is_no_part_of_what_names_a_job(self, server: Any) -> None:
        server.hand_over(self.job())
        later: Job = replace(self.job(), quantity=400)
        assert server.look_up(later) == server.look_up(self.job())
        assert server.stop(later).state in TAKEN
