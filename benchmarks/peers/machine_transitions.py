"""The order machine in `transitions`: rows as dictionaries, conditions as the model's methods."""

from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Any

from benchmarks.peers.facts import EVENTS, Facts, Guarded
from transitions import Machine, MachineError

NAME, PACKAGE = "transitions", "transitions"
REFUSALS = (MachineError,)

STATES = ("pending", "processing", "on_hold", "completed", "cancelled", "refunded")

# fmt: off
ROWS = (
    ("confirm",       "pending",                              "processing", "is_paid"),
    ("expire",        "pending",                              "cancelled",  "is_too_late"),
    ("cancel",        "pending",                              "cancelled",  "is_unpaid"),
    ("cancel",        "processing",                           "processing", "is_undelivered"),
    ("cancel",        "on_hold",                              "cancelled",  "is_empty"),
    ("cancel",        "on_hold",                              "processing", "is_paid_and_undelivered"),
    ("hold",          ["pending", "processing"],              "on_hold",    None),
    ("dispute",       ["pending", "processing"],              "on_hold",    "is_disputed"),
    ("resume",        "on_hold",                              "pending",    "was_pending"),
    ("resume",        "on_hold",                              "processing", "was_processing"),
    ("resume",        "on_hold",                              "refunded",   "was_refunded"),
    ("refund",        ["processing", "completed", "cancelled"], "refunded", "is_refunded"),
    ("refund",        "on_hold",                              "refunded",   "is_refunded_while_held"),
    ("refund_failed", "refunded",                             "on_hold",    "came_back"),
    ("complete",      "processing",                           "completed",  "is_finished"),
    ("reopen",        "completed",                            "processing", "is_open"),
    ("revive",        "cancelled",                            "processing", "may_revive"),
)
# fmt: on


class Order(Guarded):
    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.state = "pending"

    def remember(self) -> None:
        self.held_from = self.state


def _row(trigger: str, source: Any, dest: str, condition: str | None) -> dict[str, Any]:
    before = {"before": "remember"} if dest == "on_hold" else {}
    return {"trigger": trigger, "source": source, "dest": dest, "conditions": condition, **before}


MACHINE = Machine(
    None,
    states=list(STATES),
    initial="pending",
    transitions=[_row(*row) for row in ROWS],
    auto_transitions=False,
)


def born(facts: Facts) -> Order:
    order = Order(facts)
    MACHINE.add_model(order)
    MACHINE.models.clear()  # It looks through all of them for each new one, and nobody asks it to.
    return order


FIRE: Mapping[str, Callable[[Any], object]] = {event: methodcaller(event) for event in EVENTS}


def status(order: Order) -> str:
    return order.state
