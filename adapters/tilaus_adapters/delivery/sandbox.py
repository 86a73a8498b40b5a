"""A delivery server in a file: it delivers by a timetable, and misbehaves on demand.

    server = SandboxDelivery()
    server.behave("Facebook followers", HABITS["customer_error"])

Time passes when `advance` says so. Messages count the units of an item over all its attempts.
"""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from tilaus.codec import dump, load
from tilaus.commands import SERVER, DeliveryReported
from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.ports.report import Report
from tilaus.record import record
from tilaus_adapters.outside import Outside

SCHEMA = """
CREATE TABLE IF NOT EXISTS habits(
    service TEXT NOT NULL, target TEXT NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (service, target));
CREATE TABLE IF NOT EXISTS jobs(
    key TEXT PRIMARY KEY, order_id TEXT NOT NULL, item TEXT NOT NULL, attempt INTEGER NOT NULL,
    quantity INTEGER NOT NULL, before INTEGER NOT NULL, habit TEXT NOT NULL, answer TEXT NOT NULL,
    state TEXT NOT NULL, started TEXT NOT NULL, steps INTEGER NOT NULL, delivered INTEGER NOT NULL);
"""

BEHAVIOURS: Mapping[str, tuple[str, ...]] = {
    "hand_over": ("busy", "timeout_before_success", "timeout_after_success"),
    "stop": ("busy", "timeout_before_success", "timeout_after_success"),
    "look_up": ("busy", "timeout_before_success"),
}
"""What each call can be scripted to do, beside messages (`tilaus_adapters.outside.MESSAGES`)."""

BUSY_S = 30.0


@record
class Habit:
    """How the server delivers a service.

    Attributes:
        start_after_s: seconds until it accepts an item; 0 accepts at once.
        steps: in how many equal parts it delivers, at least 1.
        step_s: seconds from one part to the next.
        stops_after: of the steps, after how many it ends; None delivers all of them.
        ends: the last message: `delivered`, `failed`, `stopped`, or empty for silence.
        reason: why it failed or stopped: `customer_error` or `server_problem`.
        refuses: the reason for which it does not take items at all; empty where it does.
    """

    start_after_s: float = 0
    steps: int = 1
    step_s: float = 0
    stops_after: int | None = None
    ends: str = "delivered"
    reason: str = ""
    refuses: str = ""


# fmt: off
HABITS: Mapping[str, Habit] = {
    "at_once":        Habit(),
    "delayed":        Habit(start_after_s=3600),
    "gradual":        Habit(steps=4, step_s=3600),
    "customer_error": Habit(stops_after=0, ends="failed", reason="customer_error"),
    "server_problem": Habit(stops_after=0, ends="failed", reason="server_problem"),
    "half":           Habit(steps=2, step_s=3600, stops_after=1, ends="stopped", reason="server_problem"),
    "silent":         Habit(stops_after=0, ends=""),
    "never_starts":   Habit(start_after_s=10**9),
    "refused":        Habit(refuses="customer_error"),
}
# fmt: on


class SandboxDelivery:
    """A server that plays delivery; see `tilaus.ports.delivery.DeliveryServer`.

    A job starts at the first `advance` after it was handed over, because calls carry no time.

    Args:
        path: the SQLite file of the server's world, or `:memory:`.
        habits: by service; `behave` sets more. What is set is kept in the file.
    """

    def __init__(
        self, path: str | Path = ":memory:", habits: Mapping[str, Habit] | None = None
    ) -> None:
        self.outside: Outside = Outside(path, "sandbox-delivery", SCHEMA, BEHAVIOURS)
        for service, habit in (habits or {}).items():
            self.behave(service, habit)

    def close(self) -> None:
        """Close the file; a second time changes nothing."""
        self.outside.close()

    def on_next(self, operation: str, behaviour: str, about: str = "", times: int = 1) -> None:
        """Script the next calls; see `tilaus_adapters.outside.Outside.on_next`."""
        self.outside.on_next(operation, behaviour, about, times)

    def behave(self, service: str, habit: Habit, target: str = "") -> None:
        """Set how a service is delivered from now on; with a target, only there."""
        row = service, target, json.dumps(dump(habit))
        with self.outside.transaction() as db:
            db.execute("INSERT OR REPLACE INTO habits VALUES (?, ?, ?)", row)

    def hand_over(self, job: Job) -> Outcome:
        behaviour = self.outside.scripted("hand_over", job.service)
        if behaviour in ("busy", "timeout_before_success"):
            return _interrupted(behaviour)
        with self.outside.transaction() as db:
            row = self._job(job.key)
            answer = (
                self._take(db, job) if row is None else load(json.loads(row["answer"]), Outcome)
            )
        if behaviour == "timeout_after_success":
            raise TimeoutError(f"no answer to {job.key}")
        return answer

    def stop(self, job: Job) -> Outcome:
        behaviour = self.outside.scripted("stop", job.service)
        if behaviour in ("busy", "timeout_before_success"):
            return _interrupted(behaviour)
        with self.outside.transaction() as db:
            row = self._job(job.key)
            if row is not None and row["state"] in ("taken", "stopped"):
                db.execute("UPDATE jobs SET state = 'stopped' WHERE key = ?", (job.key,))
                outcome = Outcome("done", "stopped", delivered=row["before"] + row["delivered"])
            else:
                outcome = Outcome("done")  # Never seen, or over: a message has told, or will.
        if behaviour == "timeout_after_success":
            raise TimeoutError(f"no answer to the stop of {job.key}")
        return outcome

    def look_up(self, job: Job) -> Outcome | None:
        if behaviour := self.outside.scripted("look_up", job.service):
            return _interrupted(behaviour)
        row = self._job(job.key)
        return None if row is None else load(json.loads(row["answer"]), Outcome)

    def advance(self, at: datetime) -> int:
        """Let time pass until `at`: deliver what is due and tell it; return how many messages."""
        with self.outside.transaction() as db:
            rows = db.execute("SELECT * FROM jobs WHERE state = 'taken' ORDER BY rowid").fetchall()
            return sum(self._work(db, row, at) for row in rows)

    def messages(self, at: datetime | None = None) -> tuple[Report, ...]:
        """Return the messages that nobody acknowledged, after time has passed until `at`."""
        if at is not None:
            self.advance(at)
        return self.outside.messages()

    def acknowledge(self, report: Report) -> None:
        """Take a message off the list, in all its copies; a second time changes nothing."""
        self.outside.acknowledge(report)

    def delivered(self, key: str) -> int:
        """Return how many units of a job were really delivered; 0 for one never seen."""
        row = self._job(key)
        return 0 if row is None else int(row["delivered"])

    def _job(self, key: str) -> sqlite3.Row | None:
        with self.outside.transaction() as db:
            found = db.execute("SELECT * FROM jobs WHERE key = ?", (key,))
            row: sqlite3.Row | None = found.fetchone()
            return row

    def _habit(self, db: sqlite3.Connection, job: Job) -> Habit:
        row = db.execute(
            "SELECT doc FROM habits WHERE service = ? AND target IN ('', ?) ORDER BY target DESC",
            (job.service, job.target),
        ).fetchone()
        return HABITS["at_once"] if row is None else load(json.loads(row["doc"]), Habit)

    def _take(self, db: sqlite3.Connection, job: Job) -> Outcome:
        habit = self._habit(db, job)
        answer, state = Outcome("done", "accepted", reference=job.key), "taken"
        if habit.refuses:
            answer, state = Outcome("refused", "failed", reason=habit.refuses), "over"
        elif habit.start_after_s:
            answer = Outcome("pending", reference=job.key)
        db.execute(
            "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', 0, 0)",
            (
                *(job.key, job.order_id, job.item, job.attempt, job.quantity, job.delivered),
                *(json.dumps(dump(habit)), json.dumps(dump(answer)), state),
            ),
        )
        return answer

    def _work(self, db: sqlite3.Connection, row: sqlite3.Row, at: datetime) -> int:
        """Deliver the steps of a job that are due; `steps` counts the acceptance as the first."""
        habit = load(json.loads(row["habit"]), Habit)
        started = datetime.fromisoformat(row["started"]) if row["started"] else at
        new = due(habit, at - started)
        told = 0
        for step in range(row["steps"], new):
            told += self._step(db, row, habit, step)
        db.execute(
            "UPDATE jobs SET started = ?, steps = ? WHERE key = ?",
            (started.isoformat(), max(new, row["steps"]), row["key"]),
        )
        return told

    def _step(self, db: sqlite3.Connection, row: sqlite3.Row, habit: Habit, step: int) -> int:
        last = habit.steps if habit.stops_after is None else habit.stops_after
        count = row["quantity"] * min(step, last) // habit.steps
        db.execute("UPDATE jobs SET delivered = ? WHERE key = ?", (count, row["key"]))
        messages = ["accepted"] if step == 0 else []
        if 0 < step < last or (step == last > 0 and habit.ends != "delivered"):
            messages.append("progress")
        if step == last:
            db.execute("UPDATE jobs SET state = 'over' WHERE key = ?", (row["key"],))
            messages += filter(None, [habit.ends])
        for message in messages:
            reason = habit.reason if message == habit.ends else ""
            about = row["item"], message, row["before"] + count, row["attempt"], reason
            self.outside.report(row["order_id"], DeliveryReported(*about, by=SERVER))
        return len(messages)


def due(habit: Habit, since: timedelta) -> int:
    """Return how many steps of a habit are due after so much time, the acceptance included."""
    worked = since.total_seconds() - habit.start_after_s
    last = habit.steps if habit.stops_after is None else habit.stops_after
    if worked < 0:
        return 0
    done = last if habit.step_s == 0 else min(last, int(worked // habit.step_s))
    return done + 1


def _interrupted(behaviour: str) -> Outcome:
    if behaviour == "busy":
        return Outcome("unknown", reason="too many requests", retry_after_s=BUSY_S)
    raise TimeoutError("no answer")
