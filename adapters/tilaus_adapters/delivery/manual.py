"""Delivery by hand: staff read which items wait, deliver them, and say so.

Staff report with the triggers of the item's table (`start`, `deliver`, `cancel`) or, where only a
part is delivered so far, with `DeliveryReported(item, "progress", delivered, by=staff)`.
"""

from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome


class ManualDelivery:
    """Leave items to staff; see `tilaus.ports.delivery.DeliveryServer`.

    Stateless: every call may be repeated, and `look_up` never knows anything.
    """

    def hand_over(self, job: Job) -> Outcome:
        """Accept nothing yet: a person will."""
        return Outcome("pending", reference=job.key)

    def stop(self, job: Job) -> Outcome:
        """Confirm nothing: whoever cancelled the item is who delivers it."""
        return Outcome("done")

    def look_up(self, job: Job) -> Outcome | None:
        return None
