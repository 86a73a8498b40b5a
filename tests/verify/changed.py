"""Tables that ship, changed in one place: the faults that a checker must find."""

from collections.abc import Callable

from tilaus.guards import parse
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import SHIPPED
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.table import Transition

Change = Callable[[Transition], list[Transition]]


def changed(machine: str, change: Change) -> Policy:
    """Return the policy that ships with every row of one table put through a change."""
    table = SHIPPED[machine]
    words = table.facts.values(), table.messages, table.answers.values()
    rows = [change(row) for row in table.transitions]
    made = Lifecycle(table.name, table.states.values(), rows, *words)
    return replace(Policy(), lifecycles=replace(SHIPPED, **{machine: made}))


def _only(source: str, trigger: str, change: Change) -> Change:
    return lambda row: change(row) if (row.source, row.trigger) == (source, trigger) else [row]


def without(machine: str, source: str, trigger: str) -> Policy:
    """Return the policy without the rows of one trigger from one state."""
    return changed(machine, _only(source, trigger, lambda row: []))


def guarded(machine: str, source: str, trigger: str, guard: str) -> Policy:
    """Return the policy with another guard for the rows of one trigger from one state."""
    formula = parse(guard)
    return changed(machine, _only(source, trigger, lambda r: [replace(r, guard=formula)]))


def by_hand(machine: str, source: str, trigger: str) -> Policy:
    """Return the policy in which rows that were automatic are not."""
    return changed(machine, _only(source, trigger, lambda r: [replace(r, automatic=None)]))


def untold(machine: str, source: str, trigger: str) -> Policy:
    """Return the policy in which rows ask for no effect."""
    return changed(machine, _only(source, trigger, lambda r: [replace(r, effects=())]))
