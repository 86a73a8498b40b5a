"""Play steps on real orders, one by one, and say of each what it did and what it broke."""

from collections.abc import Iterable
from datetime import datetime

from tilaus import commands as c
from tilaus import events as e
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.effects import Effect
from tilaus.instances import Claims, moves, settle_moves
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.verify.model import T0, Step
from tilaus.verify.promises import broken_by_claims, broken_by_order, broken_by_step, stopped


@record
class Played:
    """What one step did.

    Attributes:
        number: its place in the story, from 1 on.
        place: the place of its order, from 0 on.
        moved: every step of a machine, in order.
        effects: what was asked of the world.
        broken: the promises that are broken now, in sentences.
        refusal: why it did nothing, or None.
    """

    number: int
    place: int
    command: c.Command
    at: datetime
    moved: tuple[e.Moved, ...] = ()
    effects: tuple[Effect, ...] = ()
    broken: tuple[str, ...] = ()
    refusal: Refusal | None = None


class Stage:
    """Some orders and the instances that they share, in memory."""

    def __init__(self, policy: Policy) -> None:
        self.policy: Policy = policy
        self.orders: list[Order] = []
        self.claims: Claims = Claims()
        self.now: datetime = T0
        self._played = 0

    def play(self, steps: Iterable[Step]) -> list[Played]:
        """Play steps in turn; one that is refused changes nothing, and the next is played."""
        return [self.step(step) for step in steps]

    def step(self, step: Step) -> Played:
        """Play one step; a `Tick` moves the clock to the next deadline of its order."""
        self._played += 1
        before = self.orders[step.place] if step.place < len(self.orders) else None
        if isinstance(step.command, c.Tick) and before is not None:
            self.now = max(self.now, due_at(before, self.policy) or self.now)
        busy = frozenset[str]() if before is None else self._busy(step.place, before)
        told = self._played, step.place, step.command, self.now
        try:
            decided = decide(before, step.command, self.policy, self.now, busy=busy)
        except Exception as error:  # noqa: BLE001 - as in the model
            return Played(*told, broken=(f"decide fails: {error!r}",))
        if isinstance(decided, Refusal):
            broken = stopped(step.command, decided)
            return Played(*told, broken=(broken,) if broken else (), refusal=decided)
        return self._done(before, decided, told)

    def _done(
        self, before: Order | None, decided: Decision, told: tuple[int, int, c.Command, datetime]
    ) -> Played:
        place = told[1]
        self.orders[place : place + 1] = [decided.order]
        found = moves(before, decided.events, decided.order)
        self.claims, _ = settle_moves(self.claims, str(place), found)
        moved = tuple(r.event for r in decided.events if isinstance(r.event, e.Moved))
        broken = [*broken_by_step(before, decided, self.policy), *broken_by_order(decided.order)]
        broken += broken_by_claims(self.orders, self.claims)
        return Played(*told, moved, decided.effects, tuple(broken))

    def _busy(self, place: int, order: Order) -> frozenset[str]:
        holders, mine = dict(self.claims.holders), str(place)
        return frozenset(
            i.id for i in order.items if holders.get(i.instance, (mine, i.id)) != (mine, i.id)
        )
