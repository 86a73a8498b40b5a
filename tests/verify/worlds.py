"""The worlds that all engines explore, and the tables that are put wrong in seventeen ways."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from tilaus.guards import parse
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.record import replace
from tilaus.table import Answer, Transition
from tilaus.verify.tables.abstract import Model
from tilaus.verify.tables.facts import TableBounds
from tilaus.verify.tables.model import table_model
from tilaus.verify.tables.walk import Walked, walk

NO_REFUND = TableBounds(refunds=0)
ONE_OF_EACH = TableBounds()
TWO_REFUNDS_OF_TWO = TableBounds(items=2, refunds=2)
QUEUE = TableBounds(items=2, refunds=0, is_shared=True)
PARTS = TableBounds(quantity=2, is_partial=True)
TWO_REFUNDS = TableBounds(quantity=2, refunds=2, is_partial=True)
PAIR = TableBounds(items=2, is_shared=True)

WORLDS: Mapping[str, TableBounds] = {
    "an item, no refund": NO_REFUND,
    "one of each": ONE_OF_EACH,
    "two items share an instance": QUEUE,
    "money and units in parts": PARTS,
    "two items and a refund": PAIR,
}
"""Worlds of different sizes; the last takes TLC some seconds."""


@cache
def model(bounds: TableBounds, tables: Lifecycles = SHIPPED) -> Model:
    """Make the table model of a world once."""
    return table_model(tables, bounds)


@cache
def walked(bounds: TableBounds, tables: Lifecycles = SHIPPED) -> Walked:
    """Walk through a world once."""
    return walk(model(bounds, tables))


class Fault(NamedTuple):
    """A table that was put wrong: which, how, in which world it shows, and what is found."""

    machine: str
    changes: Sequence[Callable[[Lifecycle], Lifecycle]]
    bounds: TableBounds
    finding: str

    def tables(self) -> Lifecycles:
        """Return the lifecycles with the fault in them."""
        table = SHIPPED[self.machine]
        for change in self.changes:
            table = change(table)
        return replace(SHIPPED, **{self.machine: table})


Change = Callable[[Transition], Transition | None]


def rows(trigger: str, source: str, change: Change) -> Callable[[Lifecycle], Lifecycle]:
    """Change, or leave out, the rows of a trigger; of all sources where none is named."""

    def changed(table: Lifecycle) -> Lifecycle:
        meant = [r for r in table.transitions if r.trigger == trigger and source in (r.source, "")]
        if not meant:
            raise LookupError(f"no row {source} -{trigger}->: the list is out of date")
        new = [change(row) if row in meant else row for row in table.transitions]
        return rebuilt(table, [row for row in new if row is not None], [*table.answers.values()])

    return changed


def rebuilt(table: Lifecycle, new: list[Transition], answers: list[Answer]) -> Lifecycle:
    """Make a table with other rows and answers; all that is checked of a table is checked."""
    return Lifecycle(
        table.name, table.states.values(), [new], table.facts.values(), table.messages, answers
    )


def guarded(text: str) -> Change:
    return lambda row: replace(row, guard=parse(text))


def by(roles: str) -> Change:
    return lambda row: replace(row, by=frozenset(roles.split()))


def left_out(row: Transition) -> None:
    return None


def left_out_if(clause: str) -> Change:
    return lambda row: None if clause in row.guard.text else row


def not_automatic(row: Transition) -> Transition:
    return replace(row, automatic=None)


def answered(state: str, message: str, answer: str) -> Callable[[Lifecycle], Lifecycle]:
    def changed(table: Lifecycle) -> Lifecycle:
        answers = {**table.answers, (state, message): Answer(state, message, answer)}
        return rebuilt(table, [*table.transitions], [*answers.values()])

    return changed


# fmt: off
FAULTS: Mapping[str, Fault] = {
    # what is wrong                             in       how                                                        world        what is found
    "a completed order is not reopened":  Fault("order",   [rows("reopen", "completed", not_automatic)],              ONE_OF_EACH, "EndedOrderHasNoOpenItem"),
    "a parked order forgets its refund":  Fault("order",   [rows("refund", "on_hold", left_out)],                     ONE_OF_EACH, "MoneyThatWentBackClosesTheOrder"),
    "a refund that came back is unseen":  Fault("order",   [rows("refund_failed", "refunded", not_automatic)],        ONE_OF_EACH, "ClosedOrderSentItsMoneyBack"),
    "work begins before the money":       Fault("order",   [rows("confirm", "pending", guarded("captured >= 0"))],    NO_REFUND,   "WorkIsPaid"),
    "a dispute does not park":            Fault("order",   [rows("dispute", "processing", not_automatic)],            NO_REFUND,   "DisputedOrderIsParked"),
    "only customers complete an order":   Fault("order",   [rows("complete", "processing", by("customer system"))],   NO_REFUND,   "EveryPaidOrderEnds"),
    "a lost payment strands its order":   Fault("order",   [rows("refund", "on_hold", left_out_if("charged_back > 0"))], ONE_OF_EACH, "EveryPaidOrderEnds"),
    "both items of an instance start":    Fault("item",    [rows("hand_over", "pending", guarded("order_active and not handed_over")),
                                                            rows("wait", "pending", guarded("instance_busy and handed_over"))], QUEUE, "OneActiveItemPerInstance"),
    "a waiting item is not woken":        Fault("item",    [rows("release", "on_hold", not_automatic)],               QUEUE,       "ItemWaitsBehindAnother"),
    "waiting and waking never end":       Fault("item",    [rows("release", "on_hold", guarded(""))],                 QUEUE,       "EveryWaitingItem2StartsOrEnds"),
    "delivery nobody asked for":          Fault("item",    [rows("start", "pending", guarded("not order_live"))],     NO_REFUND,   "ServerWorksOnWhatItWasAskedFor"),
    "less money is believed":             Fault("payment", [rows("capture", "captured", guarded("not wanted"))],      PARTS,       "WorkIsPaid"),
    "late bad news is taken for known":   Fault("payment", [answered("captured", "expired", "duplicate")],            NO_REFUND,   "NothingIsOverheard"),
    "renewed while the item is tried":    Fault("refund",  [rows("retry", "failed", guarded("base <= free and not refunded_otherwise"))], ONE_OF_EACH, "NoItemIsWorkedOnAndRefunded"),
    "renewed when another stands for it": Fault("refund",  [rows("retry", "failed", guarded("base <= free and not item_open"))], TWO_REFUNDS_OF_TWO, "RefundsStayWithinTheItem"),
    "a refund is renewed without room":   Fault("refund",  [rows("retry", "failed", guarded("not item_open and not refunded_otherwise"))], TWO_REFUNDS, "RefundsStayWithinThePayment"),
    "nobody reports what was refunded":   Fault("refund",  [rows("succeed", "submitted", by("customer")),
                                                            rows("fail", "submitted", by("customer"))],               ONE_OF_EACH, "EveryRefund1Ends"),
}
# fmt: on
"""Faults of every kind: a guard, a path, a role, an answer, an automatic flag, a counter."""
