"""What may happen next to an order, and why not the rest: for pages, scripts and refusals."""

from datetime import datetime
from typing import Any

from tilaus.facts import View, facts
from tilaus.guards import Failure
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.table import Transition


@record
class Allowed:
    """One row of a table for one part of an order, as a role sees it.

    Attributes:
        machine: order, item, payment or refund; `about` is its id, empty for the order.
        failed: the guards that do not hold now, with the facts that they saw.
        is_permitted: whether the role may trigger it at all.
        by: the roles that may, by the policy or else by the table.
    """

    machine: str
    about: str
    transition: Transition
    failed: tuple[Failure, ...]
    is_permitted: bool
    by: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Tell whether the role may trigger it now."""
        return self.is_permitted and not self.failed

    @property
    def why_not(self) -> str:
        """Say what stands in the way; empty when nothing does."""
        if not self.is_permitted:
            return f"only by {', '.join(sorted(self.by)) or 'nobody'}"
        return "; ".join(str(failure) for failure in self.failed)


def allowed(
    order: Order,
    role: str,
    policy: Policy,
    at: datetime,
    *,
    busy: frozenset[str] = frozenset(),
) -> tuple[Allowed, ...]:
    """List every row that leaves the present states of the order and its parts.

    Args:
        role: who asks, see `tilaus.table.ROLES`.
        busy: as for `tilaus.decide.decide`.
    """
    view = View(order, policy, at, busy)
    parts: list[tuple[str, str, str, Any]] = [("order", "", order.status, order)]
    parts += [("item", i.id, i.status, i) for i in order.items]
    parts += [("payment", p.id, p.status, p) for p in order.payments]
    parts += [("refund", r.id, r.status, r) for r in order.refunds]
    return tuple(
        Allowed(
            machine,
            about,
            option.transition,
            option.failed,
            role in (by := policy.roles_of(machine, option.transition)),
            by,
        )
        for machine, about, status, subject in parts
        for option in policy.lifecycles[machine].options(
            status, role, facts(view, machine, subject)
        )
    )
