"""Explore a world to the end, breadth first, so that the first breach found is a shortest story."""

from array import array
from collections.abc import Callable, Sequence

from tilaus.instances import Claims, settle_moves
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.verify.alone import Alone, Move
from tilaus.verify.coverage import Coverage
from tilaus.verify.model import Bounds, Step, canonical
from tilaus.verify.promises import broken_by_claims
from tilaus.verify.symmetry import Symmetry

Turn = tuple[str, str]
"""An item by the place of its order and its own id."""

MAX_BREACHES = 5
"""How many broken promises are told; the exploration ends with the last of them."""

EVERY = 2_000
"""How many new states lie between two reports of progress."""


@record
class World:
    """One state: the orders by number, who holds and awaits instances, and turns not told yet.

    `left` counts contradicting messages that may still come; it stays where there is no limit.
    """

    orders: tuple[int, ...]
    claims: Claims
    turns: frozenset[Turn]
    left: int


@record
class Breach:
    """A broken promise, and a shortest story that leads to it."""

    promise: str
    story: tuple[Step, ...]


@record
class Findings:
    """What an exploration saw.

    Attributes:
        states: distinct states, counted once where they differ only in who is who.
        transitions: steps between them; those that change nothing are among them.
        decided: how often `decide` was asked; every other step was known from another world.
        depth: the number of steps of the longest shortest story.
        is_complete: whether every reachable state was explored; False where a limit, or the last
            breach that is told, ended it.
        outside: steps that were not followed because they led beyond the bounds.
    """

    bounds: Bounds
    states: int
    transitions: int
    decided: int
    depth: int
    is_complete: bool
    outside: int
    breaches: tuple[Breach, ...]
    seen: Coverage


def explore(
    bounds: Bounds,
    policy: Policy,
    *,
    limit: int | None = None,
    is_merging: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Findings:
    """Visit every reachable state of a bounded world and check every promise in it.

    Args:
        limit: stop after so many states; None explores to the end.
        is_merging: whether states that differ only in who is who are one.
        progress: called now and then with (states, depth).
    """
    return Search(bounds, policy, limit, progress, is_merging=is_merging).run()


class Search:
    """An exploration under way, and the graph that it leaves.

    Attributes:
        worlds: the states; the first is where it starts, by default with nothing ordered.
        edges: of each state, the numbers of the states that follow, and what each step is called
            by fairness; kept only where `keeps_graph` is set.
    """

    def __init__(
        self,
        bounds: Bounds,
        policy: Policy,
        limit: int | None = None,
        progress: Callable[[int, int], None] | None = None,
        *,
        is_merging: bool = True,
        keeps_graph: bool = False,
        start: "tuple[Sequence[Order], Claims] | None" = None,
    ) -> None:
        self.bounds: Bounds = bounds
        self.limit: int | None = limit
        self.progress: Callable[[int, int], None] | None = progress
        self.seen: Coverage = Coverage()
        self.alone: Alone = Alone(bounds, policy, self.seen)
        self.symmetry: Symmetry = Symmetry(self.alone.orders, bounds, is_merging=is_merging)
        self.worlds: list[World] = []
        self.edges: list[list[tuple[int, str]]] = []
        self.keeps_graph: bool = keeps_graph
        self._numbers: dict[object, int] = {}
        self._came: list[tuple[int, int, Move] | None] = []
        self._depths = array("H")
        self._breaches: dict[str, Breach] = {}
        self.transitions: int = 0
        self.outside: int = 0
        self._start = start or ((), Claims())

    def run(self) -> Findings:
        """Explore, and say what was seen."""
        doubled = -1 if self.bounds.doubled is None else self.bounds.doubled
        orders, claims = self._start
        numbers = tuple(self.alone.number(canonical(order, None)) for order in orders)
        self._reach(World(numbers, claims, frozenset(), doubled), None)
        done = 0
        while done < len(self.worlds) and not self._is_ended():
            self._expand(done)
            done += 1
            if self.progress and done % EVERY == 0:
                self.progress(len(self.worlds), self._depths[-1])
        return Findings(
            self.bounds,
            len(self.worlds),
            self.transitions,
            self.alone.decided,
            self._depths[-1],
            done == len(self.worlds),
            self.outside,
            tuple(self._breaches.values()),
            self.seen,
        )

    def _is_ended(self) -> bool:
        is_full = self.limit is not None and len(self.worlds) >= self.limit
        return is_full or len(self._breaches) >= MAX_BREACHES

    def _expand(self, number: int) -> None:
        world = self.worlds[number]
        following: list[tuple[int, str]] = []
        for place, move in self._moves(world):
            if move.contradicts and world.left == 0:
                continue
            if move.is_outside:
                self.outside += 1
                following.append((OUTSIDE, _label(place, move)))
                continue
            self.transitions += 1
            if move.broken:
                self._break(move.broken, number, place, move)
                continue
            after = self._reach(self._after(world, place, move), (number, place, move))
            following.append((after, _label(place, move)))
        if self.keeps_graph:
            self.edges.append(following)

    def _moves(self, world: World) -> "list[tuple[int, Move]]":
        found: list[tuple[int, Move]] = []
        if len(world.orders) < self.bounds.orders:
            place = len(world.orders)
            placed = self.alone.placed(place)
            found += [] if placed is None else [(place, placed)]
        for place, number in enumerate(world.orders):
            mine = str(place)
            moves = self.alone.moves(number, self._busy(world, place, number))
            found += [(place, m) for m in moves if not m.turn or (mine, m.turn) in world.turns]
        return found

    def _busy(self, world: World, place: int, number: int) -> frozenset[str]:
        if not world.claims.holders:
            return _NOBODY
        holders = dict(world.claims.holders)
        items = self.alone.orders[number].items
        mine = str(place)
        return frozenset(
            i.id for i in items if holders.get(i.instance, (mine, i.id)) != (mine, i.id)
        )

    def _after(self, world: World, place: int, move: Move) -> World:
        orders, claims, turns = world.orders, world.claims, world.turns
        if move.claims:
            claims, granted = settle_moves(claims, str(place), move.claims)
            turns |= granted
        if move.turn:
            turns -= {(str(place), move.turn)}
        left = world.left - 1 if move.contradicts and world.left > 0 else world.left
        return World((*orders[:place], move.after, *orders[place + 1 :]), claims, turns, left)

    def _reach(self, world: World, came: tuple[int, int, Move] | None) -> int:
        key = self.symmetry.key(world.orders, world.claims, world.turns), world.left
        number = self._numbers.setdefault(key, len(self.worlds))
        if number == len(self.worlds):
            self.worlds.append(world)
            self._came.append(came)
            self._depths.append(0 if came is None else self._depths[came[0]] + 1)
            broken = self._broken(world)
            if broken and came is not None:
                self._break(broken, *came)
        return number

    def _broken(self, world: World) -> str:
        alone = next((self.alone.broken[n] for n in world.orders if self.alone.broken[n]), "")
        orders = [self.alone.orders[n] for n in world.orders]
        return alone or next(broken_by_claims(orders, world.claims), "")

    def _break(self, promise: str, number: int, place: int, move: Move) -> None:
        if promise not in self._breaches:
            last = Step(place, move.command, move.at)
            self._breaches[promise] = Breach(promise, (*self.story(number), last))

    def story(self, number: int) -> tuple[Step, ...]:
        """Return the steps of a shortest way from the beginning to a state."""
        told: list[Step] = []
        came = self._came[number]
        while came is not None:
            number, place, move = came
            told.append(Step(place, move.command, move.at))
            came = self._came[number]
        return tuple(reversed(told))


OUTSIDE = -1
"""Stands in the graph for what lies beyond the bounds."""

_NOBODY: frozenset[str] = frozenset()


def _label(place: int, move: Move) -> str:
    return f"{place} {move.helps}" if move.helps else ""
