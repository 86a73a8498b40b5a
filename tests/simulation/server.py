"""A delivery server that lies, and a mail server that is down now and then."""

from collections.abc import Callable

from tests.simulation.post import Post
from tests.simulation.provider import BUSY_S, LATE_S, Executed
from tests.simulation.schedule import Schedule

from tilaus.commands import SERVER, DeliveryReported
from tilaus.ports.delivery import Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.testing.notification import MemoryNotifier

LIES = ("before", "after", "error", "busy", "late")

ENDS = (
    # part delivered, last message, reason
    (1.0, "delivered", ""),
    (1.0, "delivered", ""),
    (0.0, "failed", "customer_error"),
    (0.5, "stopped", "server_problem"),
)  # fmt: skip
"""How the server's work on an item may end."""

SLOWNESS_S = (0.0, 5.0, 5_000.0)


class Server:
    """The server's world: which jobs it took, and what it delivered of each."""

    def __init__(self, schedule: Schedule, post: Post) -> None:
        self._schedule, self._post = schedule, post
        self.on_executed: Callable[[Executed], object] = lambda done: None
        self.stopped: set[str] = set()
        self.delivered: dict[str, int] = {}
        self._answers: dict[str, Outcome] = {}
        self._before: dict[str, int] = {}

    def hand_over(self, job: Job) -> Outcome:
        return self._asked("hand_over", job, self._take)

    def stop(self, job: Job) -> Outcome:
        return self._asked("stop", job, self._stop)

    def look_up(self, job: Job) -> Outcome | None:
        self._schedule.boundary(f"look up {job.key}")
        if self._schedule.fault("lie", self._schedule.plan.lie / 2):
            raise TimeoutError("no answer to the look-up")
        return self._answers.get(job.key)

    def _asked(self, what: str, job: Job, act: Callable[[Job, int], Outcome]) -> Outcome:
        schedule = self._schedule
        schedule.boundary(f"{what} {job.key}")
        lie = ""
        if schedule.fault("lie", schedule.plan.lie):
            lie = schedule.chance.choice(LIES)
            schedule.counts[f"lie: {lie}"] += 1
        if lie == "before":
            raise TimeoutError("no answer")
        if lie == "busy":
            return Outcome("unknown", reason="too many requests", retry_after_s=BUSY_S)
        row = schedule.current.row if schedule.current else 0
        if lie == "late":
            late_s = schedule.chance.choice(LATE_S)
            schedule.start(
                "the network", lambda: _once(act, job, row), after_s=late_s, mortal=False
            )
            raise TimeoutError("no answer yet")
        answer = act(job, row)
        schedule.boundary(f"{what} answers {answer.state}{f', {lie}' if lie else ''}")
        if lie == "after":
            raise TimeoutError("no answer")
        return Outcome("unknown", reason="error 500") if lie == "error" else answer

    def _take(self, job: Job, row: int) -> Outcome:
        if job.key in self._answers:
            return self._answers[job.key]
        chance = self._schedule.chance
        self._answers[job.key] = answer = Outcome("done", "accepted", reference=job.key)
        self._before[job.key] = job.delivered
        self.on_executed(Executed("hand_over", job.order_id, job.item, job.key, row))
        part, message, reason = chance.choice(ENDS)
        slow_s = chance.choice(SLOWNESS_S)
        if part == 0.5:
            self._work(job, "progress", job.quantity // 3, "", slow_s)
        self._work(job, message, int(job.quantity * part), reason, slow_s * 2)
        return answer

    def _work(self, job: Job, message: str, units: int, reason: str, after_s: float) -> None:
        """Deliver so many units of a job by then and tell it, unless it was stopped before."""

        def happen() -> None:
            if job.key in self.stopped:
                return
            self.delivered[job.key] = units
            count = self._before[job.key] + units
            told = DeliveryReported(job.item, message, count, job.attempt, reason, by=SERVER)
            self._post.tell(job.order_id, told)

        if after_s:
            self._schedule.start("the server", happen, after_s=after_s, mortal=False)
        else:
            happen()

    def _stop(self, job: Job, row: int) -> Outcome:
        self.stopped.add(job.key)
        if job.key not in self._answers:
            return Outcome("done")
        units = self._before[job.key] + self.delivered.get(job.key, 0)
        return Outcome("done", "stopped", delivered=units)


def _once(act: Callable[[Job, int], Outcome], job: Job, row: int) -> None:
    act(job, row)


class Mail(MemoryNotifier):
    """A mailbox behind a server that is down now and then."""

    def __init__(self, schedule: Schedule) -> None:
        super().__init__()
        self._schedule = schedule

    def send(self, message: Message) -> Outcome:
        self._schedule.boundary(f"send {message.key}")
        if self._schedule.fault("mail down", self._schedule.plan.mail_down):
            raise ConnectionError("the mail server is down")
        answer = super().send(message)
        self._schedule.boundary(f"sent {message.key}")
        return answer
