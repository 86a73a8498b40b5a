"""The figures of a shop in memory: counted anew each time."""

import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from tilaus.lifecycles import MACHINES
from tilaus.order import Order
from tilaus.ports.figures import MAX_REASONS, DayCount, ReasonCount


class MemoryFigures:
    """The part of a store that counts; see `tilaus.ports.figures.Figures`."""

    _lock: threading.Lock

    def _orders(self) -> Iterator[Order]:
        """Yield every order, while the lock is held."""
        raise NotImplementedError

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        found: dict[str, Counter[str]] = {machine: Counter() for machine in MACHINES}
        with self._lock:
            for order in self._orders():
                found["order"][order.status] += 1
                found["item"].update(item.status for item in order.items)
                found["payment"].update(payment.status for payment in order.payments)
                found["refund"].update(refund.status for refund in order.refunds)
        return {machine: dict(statuses) for machine, statuses in found.items()}

    def placed_per_day(self, since: datetime) -> Sequence[DayCount]:
        with self._lock:
            placed = [o.placed_at.astimezone(UTC) for o in self._orders() if o.placed_at >= since]
        days = Counter(at.date() for at in placed)
        return tuple(DayCount(day, days[day]) for day in sorted(days))

    def refunds_per_reason(self, since: datetime) -> Sequence[ReasonCount]:
        refunds: Counter[tuple[str, str]] = Counter()
        minor: Counter[tuple[str, str]] = Counter()
        with self._lock:
            for order in self._orders():
                for refund in order.refunds:
                    if refund.requested_at >= since and refund.kind != "failed":
                        reason = refund.reason, order.currency.code
                        refunds[reason] += 1
                        minor[reason] += refund.amount_minor
        ranked = sorted(refunds, key=lambda reason: (-refunds[reason], *reason))
        return tuple(ReasonCount(*r, refunds[r], minor[r]) for r in ranked[:MAX_REASONS])
