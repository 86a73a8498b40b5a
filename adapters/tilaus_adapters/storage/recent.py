"""Orders that were read or written a moment ago, so that a command need not read all rows again.

An order is known by its last event's hash. The hash covers the whole history, so an order with the
same hash is the same order, whoever wrote it and whatever was rolled back meanwhile: one look at
the hash tells whether what is remembered still holds. (Rows that somebody changed by hand, past
the events, are what `tilaus verify` looks for; it remembers nothing.)
"""

import threading
from collections import OrderedDict

from tilaus.order import Order

RECENT = 1_000
"""How many orders a store remembers."""


class RecentOrders:
    """Remember the orders that were seen last. Safe to use from several threads.

    Args:
        most: how many orders are remembered; 0 for none. One of three items takes four
            kilobytes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._orders: OrderedDict[str, tuple[str, Order]] = OrderedDict()

    def last(self, id: str | None) -> tuple[str, Order] | None:
        """Return the hash under which an order was seen last, and that order."""
        with self._lock:
            return None if id is None else self._orders.get(id)

    def get(self, id: str, hash: str) -> Order | None:
        """Return the order whose history ends with this hash, or None where it is not known."""
        with self._lock:
            known = self._orders.get(id)
            if known is None or known[0] != hash:
                return None
            self._orders.move_to_end(id)
            return known[1]

    def put(self, hash: str, order: Order) -> None:
        """Remember an order as it is after the event with this hash."""
        if not self._most:
            return
        with self._lock:
            self._orders[order.id] = hash, order
            self._orders.move_to_end(order.id)
            if len(self._orders) > self._most:
                self._orders.popitem(last=False)
