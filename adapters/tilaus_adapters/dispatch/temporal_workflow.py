"""The workflow of the Temporal dispatcher: it knows an order's id, and nothing else of the shop.

Temporal runs this code anew from its history, so it must stay deterministic, and every change of it
must still fit to the histories of workflows that are open (docs/how-to/temporal.md says how). This
is why it is three lines, and why its module imports nothing but Temporal: the sandbox in which
workflows run imports it again for each of them.
"""

from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

WORK = "work"
"""The name of the activity: it outlives the functions that do it."""

PATIENCE = RetryPolicy(maximum_interval=timedelta(seconds=10))
"""How an activity is tried again whose worker died or had no store: soon, and without end."""


@dataclass(frozen=True)
class Wake:
    """What a workflow is told.

    Attributes:
        order_id: the only thing about the order that Temporal ever learns.
        longest_s: after how many seconds a worker that said nothing counts as dead.
    """

    order_id: str
    longest_s: float


@workflow.defn(name="order")
class OrderIsDue:
    """Have an order's due work done, by whoever is there, until nothing of it is due."""

    @workflow.run
    async def run(self, wake: Wake) -> None:
        """Ask for work again and again; end before the history grows long: the relay goes on."""
        longest = timedelta(seconds=wake.longest_s)
        while not workflow.info().is_continue_as_new_suggested():
            if not await workflow.execute_activity(
                WORK,
                wake.order_id,
                start_to_close_timeout=longest,
                retry_policy=PATIENCE,
                result_type=bool,
            ):
                break
