"""The limit: a dictionary from (state, event) to rows, and a frozen record. Nobody is told why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from benchmarks.peers.facts import EVENTS, Facts, Guarded

NAME, PACKAGE = "a dictionary and a frozen record", ""
REFUSALS = ()


@dataclass(frozen=True, slots=True)
class Held:
    status: str
    held_from: str = ""


class Order(Guarded):
    def __init__(self, facts: Facts) -> None:
        self.facts, self.now = facts, Held("pending")

    @property
    def held_from(self) -> str:  # type: ignore[override]
        return self.now.held_from


Row = tuple[Callable[[Order], bool] | None, str]

ROWS: Mapping[tuple[str, str], tuple[Row, ...]] = {
    ("pending", "confirm"): ((Order.is_paid, "processing"),),
    ("pending", "expire"): ((Order.is_too_late, "cancelled"),),
    ("pending", "cancel"): ((Order.is_unpaid, "cancelled"),),
    ("processing", "cancel"): ((Order.is_undelivered, "processing"),),
    ("on_hold", "cancel"): (
        (Order.is_empty, "cancelled"),
        (Order.is_paid_and_undelivered, "processing"),
    ),
    ("pending", "hold"): ((None, "on_hold"),),
    ("processing", "hold"): ((None, "on_hold"),),
    ("pending", "dispute"): ((Order.is_disputed, "on_hold"),),
    ("processing", "dispute"): ((Order.is_disputed, "on_hold"),),
    ("on_hold", "resume"): (
        (Order.was_pending, "pending"),
        (Order.was_processing, "processing"),
        (Order.was_refunded, "refunded"),
    ),
    ("processing", "refund"): ((Order.is_refunded, "refunded"),),
    ("completed", "refund"): ((Order.is_refunded, "refunded"),),
    ("cancelled", "refund"): ((Order.is_refunded, "refunded"),),
    ("on_hold", "refund"): ((Order.is_refunded_while_held, "refunded"),),
    ("refunded", "refund_failed"): ((Order.came_back, "on_hold"),),
    ("processing", "complete"): ((Order.is_finished, "completed"),),
    ("completed", "reopen"): ((Order.is_open, "processing"),),
    ("cancelled", "revive"): ((Order.may_revive, "processing"),),
}


def born(facts: Facts) -> Order:
    return Order(facts)


def _fire(event: str, order: Order) -> bool:
    status = order.now.status
    for guard, target in ROWS.get((status, event), ()):
        if guard is None or guard(order):
            order.now = Held(target, status if target == "on_hold" else "")
            return True
    return False


FIRE: Mapping[str, Callable[[Order], object]] = {event: partial(_fire, event) for event in EVENTS}


def status(order: Order) -> str:
    return order.now.status
