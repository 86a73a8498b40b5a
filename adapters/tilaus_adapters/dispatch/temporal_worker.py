"""The worker: whoever is woken claims the order in the journal, and does what is due there."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta

from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory
from temporalio.worker import Worker

from tilaus.ports.storage import Claim
from tilaus_adapters.dispatch.hands import Hands
from tilaus_adapters.dispatch.temporal_engine import AWAY, Absence, Engine
from tilaus_adapters.dispatch.temporal_workflow import WORK, OrderIsDue

PAUSE_S = 1.0
"""How long to wait before a worker that the server sent away asks it again, in seconds."""

STICKY = timedelta(seconds=2)
"""How long a workflow waits for the worker that knew it, before any other may go on with it."""


class Bench:
    """Where woken orders are worked on, one in each of several threads.

    Args:
        slice_s: after so many seconds at one order, another has its turn.
        pulse: set whenever something was done.

    Attributes:
        done: how many effects and deadlines were handled.
        is_closing: whether no more should be begun.
    """

    def __init__(self, hands: Hands, slice_s: float, pulse: threading.Event) -> None:
        self.done: int = 0
        self.is_closing: bool = False
        self._hands, self._slice_s, self._pulse = hands, slice_s, pulse
        self._claiming, self._counting = threading.Lock(), threading.Lock()
        self._store = Absence("the store")

    # A thread that is cancelled in the middle of a call would leave its outcome unknown.
    @activity.defn(name=WORK, no_thread_cancel_exception=True)
    def work(self, order_id: str) -> bool:
        """Do what is due of an order; return whether there may be more of it.

        Idempotent as far as the journal is: done a second time it finds nothing to do.
        """
        until = time.monotonic() + self._slice_s
        while claim := self._claim(order_id):
            self._hands.do(claim)
            self._count()
            if self.is_closing or time.monotonic() > until:
                return True
        return False

    def _claim(self, order_id: str) -> Claim | None:
        try:
            with self._claiming:
                claim = self._hands.claim(order_id)
        except Exception as error:  # noqa: BLE001 - the store may be away for a while
            self._store.begins(error)
        else:
            self._store.ends()
            return claim
        # Raised outside of the handler: Temporal keeps the causes too, and they may quote anything.
        raise ApplicationError(
            "this worker's store is away; its log says why",
            category=ApplicationErrorCategory.BENIGN,
        )

    def _count(self) -> None:
        with self._counting:
            self.done += 1
        self._pulse.set()


@contextmanager
def at_work(engine: Engine, bench: Bench, threads: int) -> Iterator[None]:
    """Take orders from Temporal meanwhile; at the end finish what was begun."""
    stop = asyncio.Event()
    serving = engine.call(_serve(engine, bench, threads, stop))
    try:
        yield
    finally:
        bench.is_closing = True
        engine.call(_set(stop)).result()
        serving.result()


async def _set(event: asyncio.Event) -> None:
    event.set()


async def _serve(engine: Engine, bench: Bench, threads: int, stop: asyncio.Event) -> None:
    """Serve until told to stop; a server that is away, or knows us no more, is asked again."""
    with ThreadPoolExecutor(threads, thread_name_prefix="tilaus-work") as pool:
        while not stop.is_set():
            try:
                worker = Worker(
                    await engine.client(),
                    task_queue=engine.task_queue,
                    workflows=[OrderIsDue],
                    activities=[bench.work],
                    activity_executor=pool,
                    max_concurrent_activities=threads,
                    graceful_shutdown_timeout=timedelta(seconds=engine.longest_s),
                    sticky_queue_schedule_to_start_timeout=STICKY,
                )
                await _until(worker, stop)
            except AWAY as error:
                engine.absence.begins(error)
                await _rest(stop)


async def _until(worker: Worker, stop: asyncio.Event) -> None:
    """Let a worker run until it is told to stop; raises what ended it before."""
    running, stopped = asyncio.ensure_future(worker.run()), asyncio.ensure_future(stop.wait())
    await asyncio.wait((running, stopped), return_when=asyncio.FIRST_COMPLETED)
    if not running.done():
        await worker.shutdown()
    stopped.cancel()
    await running


async def _rest(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), PAUSE_S)
    except TimeoutError:
        return
