"""The four tables that ship: order, item, payment and refund. Each is one screen of data."""

from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles.item import ITEM
from tilaus.lifecycles.order import ORDER
from tilaus.lifecycles.payment import PAYMENT
from tilaus.lifecycles.refund import REFUND
from tilaus.record import record

__all__ = ["ITEM", "MACHINES", "ORDER", "PAYMENT", "REFUND", "SHIPPED", "Lifecycles"]

MACHINES = ("order", "item", "payment", "refund")
"""What goes through a lifecycle."""


@record
class Lifecycles:
    """The lifecycle of each machine. A shop may replace any of them.

    `id` and `version` (from 1 on) name them together; every order remembers their `fingerprint`.
    """

    order: Lifecycle = ORDER
    item: Lifecycle = ITEM
    payment: Lifecycle = PAYMENT
    refund: Lifecycle = REFUND
    id: str = "shipped"
    version: int = 1

    def __getitem__(self, machine: str) -> Lifecycle:
        """Return the lifecycle of a machine by name: order, item, payment or refund."""
        found: Lifecycle = getattr(self, machine)
        return found

    @property
    def fingerprint(self) -> str:
        """The name that orders remember: id, version, and a hash of the four structures."""
        # Every command asks, mostly about the same one; to compare two would take much longer.
        last, known = _LAST[0]
        if last is not self:
            known = self._fingerprint()
            _LAST[0] = self, known
        return known

    def _fingerprint(self) -> str:
        from hashlib import sha256  # Not before somebody places an order.

        tables = self.order, self.item, self.payment, self.refund
        digest = sha256("\n".join(table.structure for table in tables).encode()).hexdigest()
        return f"{self.id}/{self.version}/{digest[:16]}"


_LAST: list[tuple[Lifecycles | None, str]] = [(None, "")]
"""The lifecycles that were asked for their fingerprint last, and the answer."""


SHIPPED = Lifecycles()
"""The lifecycles as they ship, checked when they are imported."""
