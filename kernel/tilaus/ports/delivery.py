"""The delivery port: the server that takes items and delivers them.

An item is handed over as a *job*, once for each attempt, and the server tells what becomes of it:
accepted, progress (so many units so far), delivered, failed or stopped, each with the units that
were delivered in all. It answers when it is asked, and sends messages (`DeliveryReported`) or is
polled (`tilaus.polling`); both may repeat themselves and overtake each other.
"""

from typing import Protocol

from tilaus.ports.outcome import Outcome
from tilaus.record import record


@record
class Job:
    """An item for the server; the same record for the same key, whenever it is asked for.

    Attributes:
        key: names the order, the item and the attempt; the same job is never started twice.
        quantity: units that this attempt has to deliver, > 0.
        delivered: units that earlier attempts delivered; answers and messages count them in.
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
        """Give the server an item. The second time with the same key answers as the first.

        Returns:
            `done` with `accepted` (delivery runs, messages follow) or `delivered`; `pending` where
            a person or the server will accept it later; `refused` with `failed` and the reason
            `customer_error` or `server_problem`; `unknown` where nobody knows.
        """
        ...

    def stop(self, job: Job) -> Outcome:
        """Ask the server to deliver no more: `done` with `stopped` and the units delivered in all.

        `done` without a message where the server does not know the job or cannot stop, or where
        its work is over: then a message has told, or will. The second time answers as the first.
        """
        ...

    def look_up(self, job: Job) -> Outcome | None:
        """Say what became of a hand-over; None where the server never saw it. Changes nothing.

        Returns:
            The answer to the hand-over, or what came of the job since: `done` with `progress`,
            `delivered`, `failed` or `stopped` and the units delivered in all.
        """
        ...
