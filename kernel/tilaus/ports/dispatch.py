"""The dispatch port: who wakes the workers. A lost nudge costs latency, nothing else."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol


class Dispatcher(Protocol):
    """Get due work done."""

    def nudge(self, order_id: str, at: datetime) -> None:
        """Hint that an order has work at a time. May be lost or doubled without harm."""
        ...

    def run(self, should_stop: Callable[[], bool]) -> int:
        """Work until told to stop; return how many effects and deadlines were handled."""
        ...
