"""What the guards of the order machine read, and the guards, for machines that take functions.

Every machine of this folder is the shipped table of the order (`tilaus.lifecycles.order`), written
as its library wants it. A module has:

    NAME          what the table calls it
    PACKAGE       the distribution whose version is told
    REFUSALS      the exceptions with which it refuses; some return False instead
    born(facts)   a new order in its first state
    FIRE          of each event, the function that lets it happen to an order
    status(order) the name of the order's state
"""

from types import SimpleNamespace

EVENTS = (
    "confirm", "expire", "cancel", "hold", "dispute", "resume", "refund", "refund_failed",
    "complete", "reopen", "revive",
)  # fmt: skip


class Facts(SimpleNamespace):
    """Whole numbers by name; yes and no are 1 and 0. Changed from outside, as the world does."""

    captured: int
    due: int
    disputed: int
    live_payments: int
    overdue: int
    undelivered_items: int
    held_by_failed_refund: int
    open_items: int
    charged_back: int
    refunded: int
    refundable: int
    in_flight: int


class Guarded:
    """An order that knows its facts and answers for its guards; machines add the state."""

    facts: Facts
    held_from: str = ""

    def is_paid(self) -> bool:
        return self.facts.captured >= self.facts.due

    def is_unpaid(self) -> bool:
        return self.facts.captured < self.facts.due

    def is_empty(self) -> bool:
        return self.facts.captured == 0

    def is_too_late(self) -> bool:
        f = self.facts
        return f.captured == 0 and f.live_payments == 0 and bool(f.overdue)

    def is_undelivered(self) -> bool:
        return self.facts.disputed == 0 and self.facts.undelivered_items > 0

    def is_paid_and_undelivered(self) -> bool:
        return self.facts.captured > 0 and self.is_undelivered()

    def is_disputed(self) -> bool:
        return self.facts.disputed > 0

    def was_pending(self) -> bool:
        return self._may_resume() and self.held_from == "pending"

    def was_processing(self) -> bool:
        return self._may_resume() and self.held_from == "processing"

    def was_refunded(self) -> bool:
        return self._may_resume() and self.held_from == "refunded"

    def _may_resume(self) -> bool:
        return self.facts.disputed == 0 and not self.facts.held_by_failed_refund

    def is_refunded(self) -> bool:
        f = self.facts
        return (
            f.open_items == 0
            and f.charged_back == 0
            and f.refunded == f.refundable
            and f.refundable > 0
        )

    def is_refunded_after_dispute(self) -> bool:
        f = self.facts
        return (
            f.open_items == 0
            and f.charged_back > 0
            and bool(f.held_by_failed_refund)
            and f.refunded == f.refundable
            and f.refundable > 0
        )

    def is_refunded_while_held(self) -> bool:
        return self.is_refunded() or self.is_refunded_after_dispute()

    def came_back(self) -> bool:
        return self.facts.refunded < self.facts.refundable or self.facts.refundable == 0

    def is_finished(self) -> bool:
        return self.facts.open_items == 0

    def is_open(self) -> bool:
        return self.facts.open_items > 0

    def may_revive(self) -> bool:
        return self.is_paid() and self.facts.refunded == 0 and self.facts.in_flight == 0
