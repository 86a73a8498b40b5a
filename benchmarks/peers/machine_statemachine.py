"""The order machine in `python-statemachine`: a class of states and events, one for each order."""

from collections.abc import Callable, Mapping
from operator import methodcaller
from typing import Any

from benchmarks.peers.facts import EVENTS, Facts, Guarded
from statemachine import State, StateMachine
from statemachine.exceptions import TransitionNotAllowed

NAME, PACKAGE = "python-statemachine", "python-statemachine"
REFUSALS = (TransitionNotAllowed,)


class Order(Guarded):
    state: Any = None

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


class Machine(StateMachine):
    pending = State(initial=True)
    processing = State()
    on_hold = State()
    completed = State()
    cancelled = State()
    refunded = State()

    confirm = pending.to(processing, cond="is_paid")
    expire = pending.to(cancelled, cond="is_too_late")
    cancel = (
        pending.to(cancelled, cond="is_unpaid")
        | processing.to.itself(cond="is_undelivered")
        | on_hold.to(cancelled, cond="is_empty")
        | on_hold.to(processing, cond="is_paid_and_undelivered")
    )
    hold = pending.to(on_hold, on="remember") | processing.to(on_hold, on="remember")
    dispute = pending.to(on_hold, cond="is_disputed", on="remember") | processing.to(
        on_hold, cond="is_disputed", on="remember"
    )
    resume = (
        on_hold.to(pending, cond="was_pending")
        | on_hold.to(processing, cond="was_processing")
        | on_hold.to(refunded, cond="was_refunded")
    )
    refund = (
        processing.to(refunded, cond="is_refunded")
        | completed.to(refunded, cond="is_refunded")
        | cancelled.to(refunded, cond="is_refunded")
        | on_hold.to(refunded, cond="is_refunded_while_held")
    )
    refund_failed = refunded.to(on_hold, cond="came_back", on="remember")
    complete = processing.to(completed, cond="is_finished")
    reopen = completed.to(processing, cond="is_open")
    revive = cancelled.to(processing, cond="may_revive")

    def remember(self, source: State) -> None:
        self.model.held_from = source.id


def born(facts: Facts) -> Machine:
    return Machine(Order(facts))


FIRE: Mapping[str, Callable[[Any], object]] = {event: methodcaller(event) for event in EVENTS}


def status(order: Machine) -> str:
    return str(order.model.state)
