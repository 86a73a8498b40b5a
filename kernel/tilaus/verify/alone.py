"""One order by itself: what each step does to it, decided once by the real decider."""

from collections.abc import Iterator
from datetime import datetime

from tilaus import commands as c
from tilaus import events as e
from tilaus.decide import Decision, decide
from tilaus.instances import InstanceMove, moves
from tilaus.order import Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.table import OVER
from tilaus.verify.coverage import Coverage
from tilaus.verify.model import MESSAGES, T0, Bounds, canonical, placing, wishes
from tilaus.verify.promises import broken_by_order, broken_by_step, stopped

NOWHERE = -1
"""The number of an order that was not placed yet."""


@record
class Move:
    """What a step does to one order, whatever the rest of the world is.

    Attributes:
        after: number of the order after it.
        claims: what it does to instances.
        turn: id of the item whose turn it uses up, or empty.
        contradicts: whether it is a message about something that was over.
        is_outside: whether it leads to more refunds than the bounds have; it is not followed.
        broken: the promise that it breaks, or empty.
        helps: what fairness calls it (see `tilaus.verify.liveness`), or empty.
    """

    command: c.Command
    at: datetime
    after: int
    claims: tuple[InstanceMove, ...] = ()
    turn: str = ""
    contradicts: bool = False
    is_outside: bool = False
    broken: str = ""
    helps: str = ""


class Alone:
    """Every order that was seen, by number, and what each step does to it."""

    def __init__(self, bounds: Bounds, policy: Policy, seen: Coverage) -> None:
        self.bounds: Bounds = bounds
        self.policy: Policy = seen.watched(policy)
        self.seen: Coverage = seen
        self.orders: list[Order] = []
        self.broken: list[str] = []
        self.decided: int = 0
        self._numbers: dict[Order, int] = {}
        self._moves: dict[tuple[int, frozenset[str]], tuple[Move, ...]] = {}

    def moves(self, number: int, busy: frozenset[str]) -> tuple[Move, ...]:
        """Return what may happen to an order while some of its items' instances are busy."""
        found = self._moves.get((number, busy))
        if found is None:
            found = self._moves[number, busy] = tuple(self._decided(self.orders[number], busy))
        return found

    def placed(self, place: int) -> Move | None:
        """Return the step that places the order with this place, or None where it is refused."""
        command = placing(place, self.bounds, self.policy)
        return self._step(None, command, T0, frozenset())

    def _decided(self, order: Order, busy: frozenset[str]) -> Iterator[Move]:
        for command, at in wishes(order, self.bounds, self.policy):
            move = self._step(order, command, at, busy)
            if move is not None:
                yield move

    def _step(
        self, order: Order | None, command: c.Command, at: datetime, busy: frozenset[str]
    ) -> Move | None:
        self.decided += 1
        try:
            decided = decide(order, command, self.policy, at, busy=busy)
        except Exception as error:  # noqa: BLE001 - a changed table may lead anywhere: a finding
            return Move(command, at, NOWHERE, broken=f"decide fails: {error!r}")
        if isinstance(decided, Refusal):
            return self._refused(command, at, decided)
        turn = command.item if isinstance(command, c.TurnGranted) else ""
        if order is not None and not decided.events:
            broken = broken_by_step(order, decided, self.policy) if decided.effects else iter(())
            return Move(command, at, self.number(order), turn=turn, broken=next(broken, ""))
        after = canonical(decided.order, order)
        return Move(
            command,
            at,
            self.number(after),
            tuple(moves(order, decided.events, decided.order)),
            turn,
            order is not None and _contradicts(order, command, decided),
            len(after.refunds) > self.bounds.refunds,
            next(broken_by_step(order, decided, self.policy), ""),
            _helps(command, order, after) if order is not None and after != order else "",
        )

    def _refused(self, command: c.Command, at: datetime, why: Refusal) -> Move | None:
        """A wish may be refused, but not by the last check: then a table let it pass."""
        self.seen.codes[why.code] += 1
        broken = stopped(command, why)
        return Move(command, at, NOWHERE, broken=broken) if broken else None

    def number(self, order: Order) -> int:
        """Return the number of an order, which must be canonical; a new one gets the next."""
        number = self._numbers.setdefault(order, len(self.orders))
        if number == len(self.orders):
            self.orders.append(order)
            self.broken.append(next(broken_by_order(order), ""))
        return number


def _subject(order: Order, command: c.Command) -> Item | Payment | Refund | Order | None:
    if isinstance(command, c.PaymentReported):
        return order.payment(command.payment)
    if isinstance(command, c.RefundReported):
        return order.refund(command.refund)
    if isinstance(command, c.DeliveryReported):
        return order.item(command.item)
    return order


def _contradicts(order: Order, command: c.Command, decided: Decision) -> bool:
    """Tell whether a message changes something about which the last word had been spoken."""
    subject = _subject(order, command)
    is_message = isinstance(command, MESSAGES) and decided.outcome == "done"
    is_said = any(not isinstance(r.event, e.MessageParked) for r in decided.events)
    return is_message and is_said and subject is not None and subject.kind in OVER


def _helps(command: c.Command, order: Order, after: Order) -> str:
    """Name the actions of which fairness speaks: those that lead forward, by what they concern."""
    subject = _subject(order, command)
    if isinstance(command, c.TurnGranted):
        return f"time turn {command.item}"
    if isinstance(command, c.Tick):
        return f"time {_deadline(order, after)}"
    if isinstance(command, MESSAGES) and subject is not None and subject.kind not in OVER:
        word = command.message if isinstance(command, c.RefundReported) else ""
        return f"{type(command).__name__} {getattr(subject, 'id', '')} {word}"
    if isinstance(command, c.Advance) and _leads_forward(command, order, after):
        return f"{command.trigger} {command.machine} {command.about}"
    return ""


def _deadline(before: Order, after: Order) -> str:
    """Name the deadline that passed, by what it changed."""
    if before.status != after.status:
        return "order"
    changed = (p for p in before.payments if p not in after.payments)
    return next((f"payment {p.id}" for p in changed), "question")


def _leads_forward(command: c.Advance, order: Order, after: Order) -> bool:
    """A row that neither parks nor gives up, ends what is parked, or tries a refund again."""
    if command.machine == "refund":
        return True
    before, then = (
        o if command.machine == "order" else getattr(o, command.machine)(command.about)
        for o in (order, after)
    )
    if before.kind == "held":
        return then.kind != "held"
    if before.status == then.status:  # To call off what was paid leaves the order where it is.
        return False
    return before.kind not in OVER and then.kind not in ("held", "failed")
