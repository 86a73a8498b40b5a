"""What provider and server want to say: messages that are doubled, late and in any order."""

from collections.abc import Callable
from itertools import count

from tests.simulation.schedule import Schedule
from tests.simulation.watched import Away

from tilaus.commands import Command
from tilaus.ports.report import Report
from tilaus.ports.storage import RequestKey
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Shop

LATE_S = (1.0, 30.0, 200.0, 5_000.0)
AGAIN_S = 15.0
"""After how many seconds a message comes again that nobody acknowledged."""


@record
class Mailed:
    """A message on its way, and when it may arrive."""

    at: float
    report: Report


class Post:
    """Keeps messages until they are acknowledged; senders take any that is due."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._waiting: list[Mailed] = []
        self._ids = count(1)
        self.refused: list[Refusal] = []

    def tell(self, order_id: str, command: Command, after_s: float = 0.0) -> None:
        """Say something, perhaps late, perhaps twice, as the plan has it."""
        schedule, plan = self._schedule, self._schedule.plan
        report = Report(order_id, RequestKey("world", str(next(self._ids))), command)
        if schedule.chance.random() < plan.late:
            schedule.counts["webhook late"] += 1
            after_s += schedule.chance.choice(LATE_S)
        self._waiting.append(Mailed(schedule.now + after_s, report))
        if schedule.chance.random() < plan.doubled:
            schedule.counts["webhook doubled"] += 1
            later = schedule.chance.choice((0.0, *LATE_S))
            self._waiting.append(Mailed(schedule.now + after_s + later, report))
        self._schedule.nudge()

    def bring(self, shop: Shop) -> None:
        """Be a sender: bring what is due, in any order, until it was acknowledged."""
        schedule = self._schedule
        while True:
            due = [mailed for mailed in self._waiting if mailed.at <= schedule.now]
            if due:
                self._hand_in(shop, schedule.chance.choice(due))
            else:
                schedule.rest(min((m.at for m in self._waiting), default=float("inf")))

    def _hand_in(self, shop: Shop, mailed: Mailed) -> None:
        """Hand one in; who dies or fails on the way has not acknowledged it, so it comes again."""
        report, schedule = mailed.report, self._schedule
        self._waiting.remove(mailed)
        is_taken = False
        try:
            answer = self._guarded(
                lambda: shop.handle(report.order_id, report.command, report.request)
            )
            is_taken = answer is not None
        finally:
            if not is_taken:
                self._waiting.append(Mailed(schedule.now + AGAIN_S, report))
        if isinstance(answer, Refusal):
            self.refused.append(answer)

    def _guarded(self, call: Callable[[], object]) -> object:
        try:
            return call()
        except Away as error:
            self._schedule.note(f"failed: {error}")
            return None
