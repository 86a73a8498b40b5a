"""Explore worlds side by side, each in a process of its own, and say how far they are."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from multiprocessing.queues import Queue
from queue import Empty
from typing import Any

from tilaus.policy import Policy
from tilaus.policy_file import load_policy
from tilaus.record import record
from tilaus.verify.explore import Findings, explore
from tilaus.verify.liveness import Judgement, judge
from tilaus.verify.model import Bounds

EVERY_S = 0.2
"""How often progress is looked at, in seconds."""


@record
class Task:
    """A world to be explored: for safety, or for what its whole runs keep."""

    bounds: Bounds
    is_for_runs: bool = False


@record
class Proof:
    """What became of a task; `judged` where it was for whole runs. `seconds` are of one core."""

    task: Task
    findings: Findings
    judged: tuple[Judgement, ...]
    seconds: float


Report = Callable[[str], None]

_progress: "Queue[tuple[str, int, int]] | None" = None


def prove(
    policy_text: str, tasks: Sequence[Task], *, jobs: int, limit: int | None, say: Report
) -> Iterator[Proof]:
    """Do every task, `jobs` at a time, and yield each as it is done; the longest are begun first.

    Args:
        policy_text: the policy file; empty for the policy that ships. It goes to the processes as
            text, and each reads it.
        say: called with a line about how far it is.
    """
    if jobs == 1 or len(tasks) == 1:
        for task in tasks:
            yield _proved(policy_text, task, limit, _telling(task, say))
        return
    context = get_context("spawn")
    queue: Queue[tuple[str, int, int]] = context.Queue()
    with ProcessPoolExecutor(jobs, context, _begin, (queue,)) as pool:
        try:
            waiting = {pool.submit(_work, policy_text, task, limit) for task in tasks}
            yield from _done(waiting, queue, say)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _done(
    waiting: "set[Future[Proof]]", queue: "Queue[tuple[str, int, int]]", say: Report
) -> Iterator[Proof]:
    while waiting:
        done, waiting = wait(waiting, EVERY_S, FIRST_COMPLETED)
        line = _newest(queue)
        if line:
            say(line)
        for future in done:
            yield future.result()


def _newest(queue: "Queue[tuple[str, int, int]]") -> str:
    line = ""
    while True:
        try:
            name, states, depth = queue.get_nowait()
        except Empty:
            return line
        line = f"{name}: {states:,} states, {depth} steps deep"


def _telling(task: Task, say: Report) -> Callable[[int, int], None]:
    return lambda states, depth: say(f"{task.bounds.name}: {states:,} states, {depth} steps deep")


def _begin(queue: "Queue[tuple[str, int, int]]") -> None:
    """Begin a process: it says how far it is through the queue, and ends quietly when told to."""
    import signal

    global _progress  # noqa: PLW0603 - one for each process, set when it begins
    _progress = queue
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(policy_text: str, task: Task, limit: int | None) -> Proof:
    def tell(states: int, depth: int) -> None:
        if _progress is not None:
            _progress.put((task.bounds.name, states, depth))

    return _proved(policy_text, task, limit, tell)


def _proved(
    policy_text: str, task: Task, limit: int | None, tell: Callable[[int, int], None]
) -> Proof:
    policy = load_policy(policy_text) if policy_text else Policy()
    begun = time.process_time()
    if task.is_for_runs:
        findings, judged = judge(task.bounds, policy, limit=limit, progress=tell)
    else:
        findings, judged = explore(task.bounds, policy, limit=limit, progress=tell), ()
    return Proof(task, findings, judged, time.process_time() - begun)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Ticker:
    """A line on a terminal that is written over; in a pipe nothing is said."""

    def __init__(self) -> None:
        self._is_shown = sys.stderr.isatty()

    def __call__(self, line: str) -> None:
        """Say how far it is."""
        if self._is_shown:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def close(self) -> None:
        """Leave no trace of the line."""
        self("")


def plain(bounds: Bounds) -> dict[str, Any]:
    """Return bounds for programs."""
    names = (
        "orders",
        "items",
        "quantity",
        "price",
        "tenders",
        "payments",
        "refunds",
        "doubled",
        "calm",
    )
    more = ("guest", "shared", "partial")
    found = {name: getattr(bounds, name) for name in (*names, *more)}
    return {**found, "tenders": list(bounds.tenders)}
