"""Whether what must happen at last does happen in a table model, and under which fairness.

*Weak* fairness: a duty that can be done without interruption is done at some time. *Strong*
fairness: one that can be done again and again is, although it cannot at times. The kernel itself is
assumed to be weakly fair in both, and nothing else is: whatever else may happen may also never
happen, and all may stop.

The search is for a set of states from which runs need not leave, in which every duty is heeded, and
in which what must happen does not.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from tilaus.record import record
from tilaus.verify.components import components
from tilaus.verify.tables.abstract import Duty, Model, Property
from tilaus.verify.tables.walk import Machine, State, Walked

Fairness = Literal["weak", "strong"]

_Graph = Mapping[State, list[tuple[int, State]]]


@record
class Endless:
    """A run that never does what must happen: the way into a set of states that it never leaves.

    `way` is a shortest one from the beginning, as (action, state after it); `states` are all states
    of the set, of which one is enough where the run simply stops.
    """

    property: str
    way: tuple[tuple[str, State], ...]
    states: frozenset[State]


def endless_run(
    model: Model, walked: Walked, wanted: Property, fairness: Fairness
) -> Endless | None:
    """Find a fair run on which a property fails, or None where there is none.

    Args:
        walked: the model, walked to its end.
    """
    machine = Machine(model)
    when, then = machine.reader(wanted.when), machine.reader(wanted.then)
    without = {state for state in walked.states if not then(machine.cells(state))}
    graph = _changes(walked)
    begin = [state for state in without if when(machine.cells(state))]
    reached = _reach(begin, graph, without)
    duties = _Duties(model, graph, fairness)
    for trap in _traps(reached, graph, duties):
        return Endless(wanted.name, _way(model, walked, trap), frozenset(trap))
    return None


def _changes(walked: Walked) -> _Graph:
    """Keep the steps that change something: fairness asks for no others."""
    return {
        state: [(number, after) for number, after in steps if after != state]
        for state, steps in walked.states.items()
    }


def _reach(begin: Iterable[State], graph: _Graph, within: set[State]) -> set[State]:
    seen = set(begin)
    new = list(seen)
    while new:
        for _, after in graph[new.pop()]:
            if after in within and after not in seen:
                seen.add(after)
                new.append(after)
    return seen


class _Duties:
    """In which states each duty can be done, and which steps do it."""

    def __init__(self, model: Model, graph: _Graph, fairness: Fairness) -> None:
        numbers = {action.name: n for n, action in enumerate(model.actions)}
        self._all: list[tuple[frozenset[int], bool]] = [
            (frozenset(numbers[name] for name in duty.actions), is_strong)
            for duty, is_strong in _strengths(model, fairness)
        ]
        self._graph = graph

    def heed(self, component: set[State]) -> set[State] | None:
        """Say which states a fair run that stays in a component would have to leave out.

        None where no fair run stays in it; the empty set where one can.
        """
        for actions, is_strong in self._all:
            able = {s for s in component if any(n in actions for n, _ in self._graph[s])}
            if not able or self._is_done(actions, able, component):
                continue
            if is_strong:
                return able
            if len(able) == len(component):
                return None
        return set()

    def _is_done(self, actions: frozenset[int], able: set[State], component: set[State]) -> bool:
        return any(n in actions and after in component for s in able for n, after in self._graph[s])


def _strengths(model: Model, fairness: Fairness) -> Iterator[tuple[Duty, bool]]:
    yield model.system, False
    for duty in model.duties:
        yield duty, fairness == "strong"


def _traps(states: set[State], graph: _Graph, duties: _Duties) -> Iterator[set[State]]:
    """Yield sets of states in which a fair run can stay for ever."""
    # In an order that does not depend on the set, so that the same run is found every time.
    rank = {state: number for number, state in enumerate(graph)}
    waiting = [states]
    while waiting:
        ordered = sorted(waiting.pop(), key=rank.__getitem__)
        for component in components(ordered, lambda s: (after for _, after in graph[s])):
            unfair = duties.heed(component)
            if unfair:
                waiting.append(component - unfair)
            elif unfair is not None:
                yield component


def _way(model: Model, walked: Walked, goal: set[State]) -> tuple[tuple[str, State], ...]:
    """Return a shortest way from the beginning into a set of states."""
    begin = Machine(model).initial
    came_from: dict[State, tuple[State, int] | None] = {begin: None}
    layer = [begin]
    while layer and not goal & came_from.keys():
        new: list[State] = []
        for state in layer:
            for number, after in walked.states[state]:
                if after not in came_from:
                    came_from[after] = state, number
                    new.append(after)
        layer = new
    state = next(iter(sorted(goal & came_from.keys(), key=repr)))
    way: list[tuple[str, State]] = []
    came = came_from[state]
    while came is not None:
        way.append((model.actions[came[1]].name, state))
        state, came = came[0], came_from[came[0]]
    return tuple(reversed(way))
