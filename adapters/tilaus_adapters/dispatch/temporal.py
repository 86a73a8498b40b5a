"""Work on any number of machines: Temporal carries wake-ups, the journal stays the truth.

    dispatcher = TemporalDispatcher(shop, target="127.0.0.1:7233")
    dispatcher.run(should_stop)             # or `relay` on one machine and `work` on others

A relay reads in the journal which orders are due, and starts a workflow for each, named after the
order's id, so that Temporal gives every order to one worker at a time. The worker claims the order
in the journal and does what is due. Temporal learns ids of orders and nothing else, and decides
nothing: what it loses, doubles or forgets costs only the time until the relay's next look.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tilaus.drain import LEASE_S
from tilaus.shop import Shop

try:
    import temporalio  # noqa: F401 - an extra: whoever has it not is told where to get it
except ImportError as _missing:
    _CURE = "install it with: pip install 'tilaus[temporal]'"
    raise ImportError(f"cannot dispatch over Temporal: {_missing}; {_CURE}") from _missing

from tilaus_adapters.dispatch.embedded import outlasting
from tilaus_adapters.dispatch.hands import Hands
from tilaus_adapters.dispatch.happenings import Observer
from tilaus_adapters.dispatch.slots import Slots, half_of
from tilaus_adapters.dispatch.temporal_engine import Engine
from tilaus_adapters.dispatch.temporal_relay import Relay, wait
from tilaus_adapters.dispatch.temporal_worker import Bench, at_work

THREADS = 8
"""How many threads of a process work where nobody says."""


class TemporalDispatcher:
    """Have due work done by workers on any machine; see `tilaus.ports.dispatch.Dispatcher`.

    Any number of processes may run, relay and work for one shop at the same time. All must name the
    same namespace, task queue and lease. Connect after forking, not before: a process that is
    forked afterwards has no connection.

    Args:
        target: the server's frontend, `HOST:PORT`.
        namespace: the namespace of the server; it must exist.
        task_queue: the name under which relays and workers of this shop find each other.
        poll_s: how long the relay waits from one look at the journal to the next, in seconds, > 0:
            the longest that a lost nudge costs.
        batch: how many orders the relay reads at one look, at least 1.
        threads: on how many orders this process works at once, at least 1.
        per_provider: how many of them may wait for one provider at once, at least 1; half of them
            where it is None.
        lease_s: how long one effect may take before another worker may do it, in seconds; longer
            than every call of an adapter that declares how long its calls may take.
        connect: further arguments of `temporalio.client.Client.connect`: tls, api_key ...
        observers: are told what this process does; one that raises is logged.

    Raises:
        ValueError: a number is out of its range, or a call may outlast a lease.
    """

    def __init__(
        self,
        shop: Shop,
        *,
        target: str,
        namespace: str = "default",
        task_queue: str = "tilaus",
        poll_s: float = 1.0,
        batch: int = 500,
        threads: int = THREADS,
        per_provider: int | None = None,
        lease_s: float = LEASE_S,
        connect: Mapping[str, Any] | None = None,
        observers: Sequence[Observer] = (),
    ) -> None:
        most = half_of(threads) if per_provider is None else per_provider
        if min(threads, most, batch) < 1:
            found = f"{threads} threads, {most} for one provider, {batch} orders at one look"
            raise ValueError(f"cannot dispatch: {found}; all are whole numbers from 1 on")
        if calls := outlasting(shop, lease_s):
            cure = "use a longer lease, or a shorter time-out"
            raise ValueError(f"cannot dispatch: {'; '.join(calls)}; {cure}")
        self._pulse, self._threads = threading.Event(), threads
        self._hands = Hands(shop, Slots(most), lease_s, observers)
        self._engine = Engine(target, namespace, task_queue, connect or {}, lease_s)
        self._relay = Relay(shop, self._engine, poll_s, batch, self._pulse)

    def nudge(self, order_id: str, at: datetime) -> None:
        """Wake an order soon; returns at once, also while the server is away."""
        self._engine.nudge(order_id)
        self._pulse.set()

    def run(self, should_stop: Callable[[], bool]) -> int:
        """Relay and work in this process; return how many effects and deadlines it handled."""
        return self._working(should_stop, self._relay.run)

    def work(self, should_stop: Callable[[], bool]) -> int:
        """Only do what relays elsewhere have woken; return as `run` does."""
        return self._working(should_stop, self._idle)

    def relay(self, should_stop: Callable[[], bool]) -> int:
        """Only wake what is due, for workers elsewhere; return how many wake-ups were sent."""
        return self._relay.run(should_stop)

    def close(self) -> None:
        """Close the connection; nudges that are under way are lost."""
        self._engine.close()

    def _working(
        self, should_stop: Callable[[], bool], meanwhile: Callable[[Callable[[], bool]], int]
    ) -> int:
        if should_stop():
            return 0
        bench = Bench(self._hands, self._engine.slice_s, self._pulse)
        with at_work(self._engine, bench, self._threads):
            meanwhile(should_stop)
        return bench.done

    def _idle(self, should_stop: Callable[[], bool]) -> int:
        wait(should_stop, self._pulse, float("inf"))
        return 0
