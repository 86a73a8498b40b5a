"""The order machine in `automat`. It has no guards: what a guard says is another input there.

Whoever calls asks the guard first, and gives the input of its outcome; where a guard fails nothing
is given, which is a refusal. The machine tells which state it is in through a method of each state.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from automat import NoTransition, TypeMachineBuilder
from benchmarks.peers.facts import EVENTS, Facts, Guarded

NAME, PACKAGE = "automat", "automat"
REFUSALS = (NoTransition,)

STATES = ("pending", "processing", "on_hold", "completed", "cancelled", "refunded")


class Inputs(Protocol):
    """What may be told to an order; an event with two outcomes has an input for each."""

    def confirm(self) -> None: ...
    def expire(self) -> None: ...
    def cancel(self) -> None: ...
    def call_off(self) -> None: ...
    def hold(self) -> None: ...
    def dispute(self) -> None: ...
    def resume_pending(self) -> None: ...
    def resume_processing(self) -> None: ...
    def resume_refunded(self) -> None: ...
    def refund(self) -> None: ...
    def refund_failed(self) -> None: ...
    def complete(self) -> None: ...
    def reopen(self) -> None: ...
    def revive(self) -> None: ...
    def status(self) -> str: ...


class Core(Guarded):
    """What the machine keeps for an order."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


# fmt: off
ROWS = (
    (Inputs.confirm,           "pending",                          "processing"),
    (Inputs.expire,            "pending",                          "cancelled"),
    (Inputs.cancel,            "pending on_hold",                  "cancelled"),
    (Inputs.call_off,          "processing on_hold",               "processing"),
    (Inputs.hold,              "pending processing",               "on_hold"),
    (Inputs.dispute,           "pending processing",               "on_hold"),
    (Inputs.resume_pending,    "on_hold",                          "pending"),
    (Inputs.resume_processing, "on_hold",                          "processing"),
    (Inputs.resume_refunded,   "on_hold",                          "refunded"),
    (Inputs.refund,            "processing completed cancelled on_hold", "refunded"),
    (Inputs.refund_failed,     "refunded",                         "on_hold"),
    (Inputs.complete,          "processing",                       "completed"),
    (Inputs.reopen,            "completed",                        "processing"),
    (Inputs.revive,            "cancelled",                        "processing"),
)
# fmt: on


def _built() -> Any:
    builder = TypeMachineBuilder(Inputs, Core)
    states = {name: builder.state(name) for name in STATES}
    for name, state in states.items():
        told = state.upon(Inputs.status).loop()
        told(_status(name))
        for event, sources, target in ROWS:
            if name in sources.split() and target == "on_hold":
                state.upon(event).to(states[target])(_remembering(name))
            elif name in sources.split():
                state.upon(event).to(states[target]).returns(None)
    return builder.build()


def _status(name: str) -> Any:
    def status(inputs: Inputs, core: Core) -> str:
        return name

    return status


def _remembering(name: str) -> Any:
    def remember(inputs: Inputs, core: Core) -> None:
        core.held_from = name

    return remember


MACHINE = _built()


class Order:
    """A machine and its core, for the guards."""

    __slots__ = ("core", "machine")

    def __init__(self, facts: Facts) -> None:
        self.core = Core(facts)
        self.machine = MACHINE(self.core)


GUARDS: Mapping[tuple[str, str], tuple[tuple[str, str], ...]] = {
    ("pending", "cancel"): (("is_unpaid", "cancel"),),
    ("processing", "cancel"): (("is_undelivered", "call_off"),),
    ("on_hold", "cancel"): (("is_empty", "cancel"), ("is_paid_and_undelivered", "call_off")),
    ("on_hold", "refund"): (("is_refunded_while_held", "refund"),),
}
"""Where the input depends on the state too: the guard and the input that it allows."""

INPUTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "confirm": (("is_paid", "confirm"),),
    "expire": (("is_too_late", "expire"),),
    "dispute": (("is_disputed", "dispute"),),
    "resume": (
        ("was_pending", "resume_pending"),
        ("was_processing", "resume_processing"),
        ("was_refunded", "resume_refunded"),
    ),
    "refund": (("is_refunded", "refund"),),
    "refund_failed": (("came_back", "refund_failed"),),
    "complete": (("is_finished", "complete"),),
    "reopen": (("is_open", "reopen"),),
    "revive": (("may_revive", "revive"),),
}


def _guarded(event: str, order: Order) -> bool:
    for guard, told in INPUTS[event]:
        if getattr(order.core, guard)():
            getattr(order.machine, told)()
            return True
    return False


def _by_state(event: str, order: Order) -> bool:
    for guard, told in GUARDS.get((order.machine.status(), event), INPUTS.get(event, ())):
        if getattr(order.core, guard)():
            getattr(order.machine, told)()
            return True
    return False


def _hold(order: Order) -> None:
    order.machine.hold()


def born(facts: Facts) -> Order:
    return Order(facts)


FIRE: Mapping[str, Callable[[Order], object]] = {
    **{event: partial(_guarded, event) for event in EVENTS if event in INPUTS},
    "cancel": partial(_by_state, "cancel"),
    "refund": partial(_by_state, "refund"),
    "hold": _hold,
}


def status(order: Order) -> str:
    return str(order.machine.status())
