"""Work in this process: no broker, no second machine, only the journal and threads that wait."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from tilaus.drain import LEASE_S
from tilaus.shop import Shop
from tilaus_adapters.dispatch.crew import Crew
from tilaus_adapters.dispatch.hands import LOG, SHORTEST_S, Hands, pause_s
from tilaus_adapters.dispatch.happenings import Observer
from tilaus_adapters.dispatch.slots import Slots, half_of
from tilaus_adapters.dispatch.watch import Watch

__all__ = ["LOG", "SHORTEST_S", "THREADS", "EmbeddedDispatcher", "outlasting"]

THREADS = 4
"""How many threads work where nobody says."""


class EmbeddedDispatcher:
    """Do what is due, then wait; see `tilaus.ports.dispatch.Dispatcher`.

    Any number of them may work on one store, in any number of processes. `run` works in the thread
    that calls it and in `threads - 1` more. It asks `should_stop` before each look at the journal,
    in one thread at a time. To stop it at once, let that say so and `nudge`: what is being done is
    finished first. With one thread a call that hangs holds up everything else.

    Args:
        threads: how many work at once, at least 1.
        per_provider: how many of them may wait for one provider at once, at least 1; half of them
            where it is None.
        poll_s: how long it waits at most before it looks by itself, in seconds, > 0.
        lease_s: how long one effect may take before another worker may do it, in seconds; longer
            than every call of an adapter that declares how long its calls may take.
        observers: are told all that happens; one that raises is logged, and told the rest.

    Raises:
        ValueError: a number is out of its range, or a call may outlast a lease.
    """

    def __init__(
        self,
        shop: Shop,
        *,
        threads: int = THREADS,
        per_provider: int | None = None,
        poll_s: float = 5.0,
        lease_s: float = LEASE_S,
        observers: Sequence[Observer] = (),
    ) -> None:
        most = half_of(threads) if per_provider is None else per_provider
        if threads < 1 or most < 1:
            found = f"{threads} threads, of which {most} for one provider"
            raise ValueError(f"cannot dispatch: {found}; both are whole numbers from 1 on")
        if calls := outlasting(shop, lease_s):
            cure = "use a longer lease, or a shorter time-out"
            raise ValueError(f"cannot dispatch: {'; '.join(calls)}; {cure}")
        self._threads, self._poll_s = threads, poll_s
        self._hands = Hands(shop, Slots(most), lease_s, observers)
        self._watches: set[Watch] = set()

    def nudge(self, order_id: str, at: datetime) -> None:
        for watch in tuple(self._watches):
            watch.nudge()

    def run(self, should_stop: Callable[[], bool]) -> int:
        watch = Watch()
        self._watches.add(watch)
        try:
            return Crew(self._hands, watch, self._poll_s, should_stop).run(self._threads)
        finally:
            self._watches.discard(watch)

    def pause_s(self) -> float:
        """Return how long to wait when nothing is due: until something is, or `poll_s`."""
        return pause_s(self._hands.due_in_s(), self._poll_s)


def outlasting(shop: Shop, lease_s: float) -> list[str]:
    """List the adapters of a shop whose calls may outlast a lease, one sentence each.

    An adapter says how long one of its calls may take, in seconds, by an attribute
    `longest_call_s`. One that has none is not listed.
    """
    adapters: dict[str, Any] = {**shop.payments}
    adapters |= {"delivery": shop.delivery, "notification": shop.notifier}
    longest = {name: getattr(one, "longest_call_s", 0.0) for name, one in adapters.items()}
    return [
        f"a call of {name} may take {seconds:g} s, and a lease ends after {lease_s:g} s"
        for name, seconds in longest.items()
        if seconds >= lease_s
    ]
