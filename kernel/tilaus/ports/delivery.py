"""The delivery port: the server that takes items and delivers them."""

from typing import Protocol

from tilaus.ports.outcome import Outcome
from tilaus.record import record


@record
class Job:
    """An item for the server.

    Attributes:
        key: names the order, the item and the attempt; the same job is never started twice.
        quantity: units still to be delivered, > 0.
        delivered: units that earlier attempts delivered; messages count them in.
        attempt: counts hand-overs of the item from 1; messages about the item name it.
    """

    key: str
    order_id: str
    number: int
    item: str
    attempt: int
    service: str
    target: str
    quantity: int
    delivered: int = 0


class DeliveryServer(Protocol):
    """Deliver items. Idempotent by `job.key`; never raises for what the server says."""

    def hand_over(self, job: Job) -> Outcome:
        """Give the server an item.

        Returns:
            `done` with `accepted` (delivery runs, messages follow) or `delivered`; `pending` where
            a person or the server will accept it later; `refused` with `failed` and the reason
            `customer_error` or `server_problem`.
        """
        ...

    def stop(self, job: Job) -> Outcome:
        """Ask the server to deliver no more: `done` with `stopped` and the units delivered in all.

        `done` without a message where the server does not know the job or cannot stop.
        """
        ...

    def look_up(self, job: Job) -> Outcome | None:
        """Say what became of a hand-over; None where the server never saw it. Changes nothing."""
        ...
