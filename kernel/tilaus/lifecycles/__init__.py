"""The four tables that ship: order, item, payment and refund. Each is one screen of data."""

from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles.item import ITEM
from tilaus.lifecycles.order import ORDER
from tilaus.lifecycles.payment import PAYMENT
from tilaus.lifecycles.refund import REFUND
from tilaus.record import record

__all__ = ["ITEM", "ORDER", "PAYMENT", "REFUND", "SHIPPED", "Lifecycles"]


@record
class Lifecycles:
    """The lifecycle of each machine. A shop may replace any of them."""

    order: Lifecycle = ORDER
    item: Lifecycle = ITEM
    payment: Lifecycle = PAYMENT
    refund: Lifecycle = REFUND

    def __getitem__(self, machine: str) -> Lifecycle:
        """Return the lifecycle of a machine by name: order, item, payment or refund."""
        found: Lifecycle = getattr(self, machine)
        return found


SHIPPED = Lifecycles()
"""The lifecycles as they ship, checked when they are imported."""
