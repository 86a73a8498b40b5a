"""Explore a world to the end, breadth first, so that the first breach found is a shortest story."""

from collections import Counter
from collections.abc import Callable

from tilaus.events import Moved
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.verify.model import Bounds, Step, World, apply, start, steps
from tilaus.verify.promises import broken_by_state, broken_by_step


@record
class Breach:
    """A broken promise, and the shortest story that leads to it."""

    promise: str
    story: tuple[Step, ...]


@record
class Findings:
    """What an exploration saw.

    Attributes:
        is_complete: whether every reachable state was explored; False where a limit or a breach
            ended it.
        transitions: steps that were granted; `refused` counts the others.
        rows: (machine, trigger, source, target) -> how often it was taken.
        codes: refusal code -> how often.
    """

    bounds: Bounds
    states: int
    transitions: int
    refused: int
    depth: int
    is_complete: bool
    breaches: tuple[Breach, ...]
    rows: Counter[tuple[str, str, str, str]]
    codes: Counter[str]


def explore(
    bounds: Bounds,
    policy: Policy,
    *,
    limit: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Findings:
    """Visit every reachable state of a bounded world and check every promise in it.

    Args:
        limit: stop after so many states; None explores to the end.
        progress: called after each layer with (states, depth).
    """
    return _Search(bounds, policy, limit, progress).run()


class _Search:
    def __init__(
        self,
        bounds: Bounds,
        policy: Policy,
        limit: int | None,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self.bounds, self.policy, self.limit, self.progress = bounds, policy, limit, progress
        self.came_from: dict[World, tuple[World, Step] | None] = {start(): None}
        self.granted = self.refused = self.outside = self.depth = 0
        self.rows: Counter[tuple[str, str, str, str]] = Counter()
        self.codes: Counter[str] = Counter()
        self.breach: Breach | None = None

    def run(self) -> Findings:
        layer = [start()]
        while layer and self.breach is None and not self._is_full():
            layer = self._next_layer(layer)
            self.depth += 1
            if self.progress:
                self.progress(len(self.came_from), self.depth)
        breaches = () if self.breach is None else (self.breach,)
        return Findings(
            self.bounds,
            len(self.came_from),
            self.granted,
            self.refused,
            self.depth,
            not layer,
            breaches,
            self.rows,
            self.codes,
        )

    def _is_full(self) -> bool:
        return self.limit is not None and len(self.came_from) >= self.limit

    def _next_layer(self, layer: list[World]) -> list[World]:
        found: list[World] = []
        for world in layer:
            for step in steps(world, self.bounds, self.policy):
                after = self._take(world, step)
                if self.breach is not None:
                    return []
                if after is not None:
                    found.append(after)
        return found

    def _take(self, world: World, step: Step) -> World | None:
        result = apply(world, step, self.policy)
        if isinstance(result, Refusal):
            self.refused += 1
            self.codes[result.code] += 1
            return None
        after, decision = result
        if any(len(order.refunds) > self.bounds.refunds for order in after.orders):
            self.outside += 1
            return None
        self.granted += 1
        before = next((o for o in world.orders if o.id == step.order), None)
        for recorded in decision.events:
            event = recorded.event
            if isinstance(event, Moved):
                self.rows[event.machine, event.trigger, event.source, event.target] += 1
        broken = next(broken_by_step(before, decision), None)
        is_new = after not in self.came_from
        if is_new:
            self.came_from[after] = (world, step)
            broken = broken or next(broken_by_state(after), None)
        if broken is not None:
            self.came_from.setdefault(after, (world, step))
            self.breach = Breach(broken, (*self._story(world), step))
        return after if is_new else None

    def _story(self, world: World) -> tuple[Step, ...]:
        told: list[Step] = []
        came = self.came_from[world]
        while came is not None:
            world, step = came
            told.append(step)
            came = self.came_from[world]
        return tuple(reversed(told))
