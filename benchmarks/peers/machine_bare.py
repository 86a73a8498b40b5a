"""`transitions` at its barest: one row, no condition, no callback; the unit of the goals."""

from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Any

from benchmarks.peers.facts import Facts
from transitions import Machine, MachineError

NAME, PACKAGE = "transitions, bare", "transitions"
REFUSALS = (MachineError,)

MACHINE = Machine(
    None,
    states=["pending", "processing"],
    initial="pending",
    transitions=[["confirm", "pending", "processing"]],
    auto_transitions=False,
)


class Order:
    state = "pending"


def born(facts: Facts) -> Order:
    order = Order()
    MACHINE.add_model(order)
    MACHINE.models.clear()  # It looks through all of them for each new one, and nobody asks it to.
    if facts.captured < facts.due:  # It has no guard: what is refused must be refused by the state.
        order.state = "processing"
    return order


FIRE: Mapping[str, Callable[[Any], object]] = {"confirm": methodcaller("confirm")}


def status(order: Order) -> str:
    return order.state
