"""The one decider: what a command does to an order, or why it may not (Law 3).

One file for each family of commands; each has a `HANDLERS` table from command to function.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tilaus.commands import AdoptLifecycle, Command
from tilaus.decide import (
    checkout,
    history,
    items,
    journal,
    lifecycle,
    payments,
    refunds,
    staff,
)
from tilaus.decide.draft import Decision, Draft
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.refusals import Refusal, Refused

__all__ = ["HANDLERS", "Decision", "decide"]

HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    **checkout.HANDLERS,
    **payments.HANDLERS,
    **items.HANDLERS,
    **refunds.HANDLERS,
    **staff.HANDLERS,
    **journal.HANDLERS,
    **lifecycle.HANDLERS,
    **history.HANDLERS,
}


def decide(
    order: Order | None,
    command: Command,
    policy: Policy,
    at: datetime,
    *,
    busy: frozenset[str] = frozenset(),
) -> Decision | Refusal:
    """Decide a command: pure, total, and the only way that an order changes.

    Args:
        order: the order as it is; None only for `Place`, and an `Import` that begins with it.
        command: what is asked, and by whom.
        policy: the shop's rules and lifecycles.
        at: the time, aware and in UTC.
        busy: ids of the order's items whose instance is held, or waited for earlier, by another
            item in the shop.

    Returns:
        A `Decision` to be written whole, or a `Refusal`; the given order is never changed. Law:
        folding the decision's events onto `order` gives the decision's order.
    """
    if order is not None and type(command) is not AdoptLifecycle:
        refusal = lifecycle.under_another(order, policy)
        if refusal is not None:
            return refusal
    draft = Draft(order, policy, at, command.by, busy)
    try:
        HANDLERS[type(command)](draft, command)
        return draft.decision()
    except Refused as refused:
        return refused.refusal
