"""The connection to a Temporal server, on a thread of its own; the only part that wakes orders."""

import asyncio
import logging
import threading
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import Future
from datetime import timedelta
from functools import cache
from typing import Any, TypeVar

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.runtime import (
    LogForwardingConfig,
    LoggingConfig,
    Runtime,
    TelemetryConfig,
    TelemetryFilter,
)
from temporalio.service import RPCError

from tilaus_adapters.dispatch.hands import LOG
from tilaus_adapters.dispatch.temporal_workflow import OrderIsDue, Wake

CALL_S = 5.0
"""How long one call of the server may take, in seconds."""

CALLS_AT_ONCE = 32
"""How many orders are woken at the same time."""

MOST_NUDGES = 1_000
"""So many nudges wait for the server at most; what is more is left to the relay."""

SLICE_S = 10.0
"""After so many seconds at one order another has its turn; not more than a lease."""

GRACE_S = 5.0
"""What is added to every sum of times, for the way there and back."""

AWAY = (RPCError, RuntimeError, OSError, TimeoutError)
"""What is raised while the server cannot be reached or cannot answer."""

T = TypeVar("T")


class Absence:
    """Tell the log once that something is away, and once that it is back.

    Args:
        what: what is away, as a sentence about it begins.
    """

    def __init__(self, what: str) -> None:
        self._what, self._lock, self._is_away = what, threading.Lock(), False

    def begins(self, error: BaseException) -> None:
        """Say that it is away, unless that was said already."""
        with self._lock:
            was_away, self._is_away = self._is_away, True
        if not was_away:
            LOG.warning("%s is away, and is asked again and again: %s", self._what, error)

    def ends(self) -> None:
        """Say that it is back, if it was away."""
        with self._lock:
            was_away, self._is_away = self._is_away, False
        if was_away:
            LOG.warning("%s is back", self._what)


class Engine:
    """Wake orders by starting their workflows; the id of a workflow is `order/` and the order's id.

    Nothing happens until it is asked for the first time, so a process may be forked before that.
    Safe to use from several threads.

    Args:
        connect: further arguments of `temporalio.client.Client.connect`.
        lease_s: how long a worker may take for one effect, in seconds, > 0.

    Attributes:
        slice_s: how long a worker begins effects of one order before another has its turn.
        longest_s: how long a worker says nothing at most; then it counts as dead.
        absence: what the log was told of the server being away.
    """

    def __init__(
        self,
        target: str,
        namespace: str,
        task_queue: str,
        connect: Mapping[str, Any],
        lease_s: float,
    ) -> None:
        self.task_queue: str = task_queue
        self.slice_s: float = min(SLICE_S, lease_s)
        self.longest_s: float = self.slice_s + lease_s + GRACE_S
        self.absence: Absence = Absence(f"the Temporal server {target}")
        self._target, self._namespace, self._connect = target, namespace, connect
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._client: Client | None = None
        self._nudges: set[Future[None]] = set()

    def call(self, work: Coroutine[Any, Any, T]) -> "Future[T]":
        """Run something on the engine's own thread."""
        with self._lock:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                self._thread = threading.Thread(
                    target=self._loop.run_forever, name="tilaus-temporal", daemon=True
                )
                self._thread.start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        """Give up what is under way and end the thread; the next call begins anew."""
        with self._lock:
            loop, thread = self._loop, self._thread
            self._loop = self._thread = self._client = None
        if loop is None or thread is None:
            return
        asyncio.run_coroutine_threadsafe(_cancel_others(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    async def client(self) -> Client:
        """Return the connection, which mends itself once it was made; raises one of `AWAY`."""
        if self._client is None:
            given = {"namespace": self._namespace, "runtime": _runtime(), **self._connect}
            self._client = await asyncio.wait_for(Client.connect(self._target, **given), CALL_S)
        return self._client

    def nudge(self, order_id: str) -> None:
        """Wake an order soon, and return at once; nothing is raised, and it may be lost."""
        if len(self._nudges) >= MOST_NUDGES:
            return
        nudge = self.call(self._nudge(order_id))
        self._nudges.add(nudge)
        nudge.add_done_callback(self._nudges.discard)

    async def _nudge(self, order_id: str) -> None:
        try:
            await self._wake(await self.client(), order_id)
        except AWAY as error:
            self.absence.begins(error)
        else:
            self.absence.ends()

    def wake(self, order_ids: Sequence[str]) -> None:
        """Wake orders and wait until the server took them all; raises one of `AWAY`."""
        self.call(self._wake_all(order_ids)).result()

    async def _wake_all(self, order_ids: Sequence[str]) -> None:
        client, left = await self.client(), iter(order_ids)

        async def some() -> None:
            for order_id in left:
                await self._wake(client, order_id)

        ways = (some() for _ in range(min(CALLS_AT_ONCE, len(order_ids))))
        for error in await asyncio.gather(*ways, return_exceptions=True):
            if error is not None:
                raise error

    async def _wake(self, client: Client, order_id: str) -> None:
        """Start the workflow of an order, unless it runs.

        One that hangs, for whatever reason, is ended by Temporal; then the order is woken again.
        """
        await client.start_workflow(
            OrderIsDue.run,
            Wake(order_id, self.longest_s),
            id=f"order/{order_id}",
            task_queue=self.task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            execution_timeout=timedelta(seconds=10 * self.longest_s),
            task_timeout=timedelta(seconds=GRACE_S),
            rpc_timeout=timedelta(seconds=CALL_S),
        )


@cache
def _runtime() -> Runtime:
    """Make the threads that talk with servers, once in each process.

    What they have to say goes to the log `temporalio`, where by itself it would be printed; and
    only errors, because each call that is repeated while a server is away would be a line.
    """
    words = LoggingConfig(
        TelemetryFilter(core_level="ERROR", other_level="ERROR"),
        forwarding=LogForwardingConfig(logging.getLogger("temporalio")),
    )
    return Runtime(telemetry=TelemetryConfig(logging=words))


async def _cancel_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
