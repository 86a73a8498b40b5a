"""Strongly connected components: the sets of states in which a run can stay for ever."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

N = TypeVar("N", bound=Hashable)


def components(states: Iterable[N], after: Callable[[N], Iterable[N]]) -> Iterator[set[N]]:
    """Divide states into strongly connected components (R. Tarjan, 1972), without recursion.

    A state from which nothing leads back is a component too: a run may rest in it.

    Args:
        states: in the order in which they are begun with; equal orders give equal results.
        after: the states that follow one; those that are not among `states` are passed over.
    """
    begun = list(states)
    inside = set(begun)
    order: dict[N, int] = {}
    low: dict[N, int] = {}
    path: dict[N, None] = {}
    for root in begun:
        work = [] if root in order else [(root, iter(after(root)))]
        while work:
            state, following = work[-1]
            if state not in order:
                order[state] = low[state] = len(order)
                path[state] = None
            for other in following:
                if other in inside and other not in order:
                    work.append((other, iter(after(other))))
                    break
                if other in path:
                    low[state] = min(low[state], order[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[state])
                if low[state] == order[state]:
                    yield _cut(path, state)


def _cut(path: dict[N, None], first: N) -> set[N]:
    """Take from the end of the path all that was begun since a state, and the state itself."""
    found: set[N] = set()
    while first not in found:
        state, _ = path.popitem()
        found.add(state)
    return found
