"""What a diagram shows, whatever language it is written in: boxes, and arrows between them.

Besides the table itself that may be one subject's own path, and how many are in each state now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tilaus.diagrams.legend import Edge, edges, printable
from tilaus.events import Moved, Recorded
from tilaus.lifecycle import Lifecycle
from tilaus.record import record
from tilaus.table import origins

MAX_NUMBERS = 5
"""How many numbers of steps, or ranges of them, stand at one arrow before they are abridged."""


@record
class Marks:
    """What is drawn on a lifecycle besides its table.

    Attributes:
        now: the present state of one subject; empty where nobody's path is drawn.
        path: the steps of that subject, oldest first.
        counts: state -> how many are in it now (0 where it is missing); None where nobody counted.
    """

    now: str = ""
    path: tuple[Moved, ...] = ()
    counts: Mapping[str, int] | None = None

    @property
    def visited(self) -> frozenset[str]:
        """Return the states in which the subject is or was."""
        found = {self.now, *(s.source for s in self.path), *(s.target for s in self.path)}
        return frozenset(found - {""})


UNMARKED = Marks()
"""Nothing but the table."""


@record
class Box:
    """A state as it is drawn.

    `kind` is empty where the lifecycle has no such state: an order that is older than its table may
    have been there. `is_visited` and `is_now` speak of the path.
    """

    name: str
    caption: str
    kind: str
    is_over: bool
    is_visited: bool
    is_now: bool


@record
class Arrow:
    """One line of a diagram: all that leads from `source` to `target`.

    `is_way_back` tells that it leads to one of the places from which its source can be entered.
    `titles` stand at it, one for each trigger. `steps` are the numbers of the steps that took it,
    from 1 on. An arrow without `edges` is in no row of the table: somebody forced the step, or the
    table was another one then.
    """

    source: str
    target: str
    is_way_back: bool
    titles: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    steps: tuple[int, ...] = ()


def path_of(history: Iterable[Recorded], machine: str, about: str = "") -> tuple[Moved, ...]:
    """Return the steps of one subject, oldest first; `about` is its id, empty for the order.

    A row that stays where it is and only asks something of the world leaves no step.
    """
    moves = (r.event for r in history if isinstance(r.event, Moved))
    return tuple(m for m in moves if (m.machine, m.about) == (machine, about))


def boxes(lifecycle: Lifecycle, marks: Marks = UNMARKED) -> Iterator[Box]:
    """Yield the states in the order of the table, then those that only the marks know."""
    visited, counts = marks.visited, marks.counts or {}
    strangers = sorted((visited | counts.keys()) - lifecycle.states.keys())
    for name in (*lifecycle.states, *strangers):
        state = lifecycle.states.get(name)
        is_now = name == marks.now
        label = printable(state.label if state else name)
        count = "" if marks.counts is None else f": {counts.get(name, 0)}"
        yield Box(
            name=name,
            caption=f"{label}{count}{' (now)' if is_now else ''}",
            kind=state.kind if state else "",
            is_over=state is not None and state.is_over,
            is_visited=name in visited,
            is_now=is_now,
        )


def born(lifecycle: Lifecycle) -> tuple[str, ...]:
    """Return the states into which something can be born."""
    return tuple(s.name for s in lifecycle.states.values() if s.kind == "initial")


def arrows(lifecycle: Lifecycle, marks: Marks = UNMARKED) -> Iterator[Arrow]:
    """Yield the lines of a diagram; a way back is one line to each of the places it may lead to.

    Steps that no row of the table explains come last, as arrows of their own.
    """
    taken = _taken(marks.path)
    for (source, target, is_way_back), found in _lines(lifecycle).items():
        groups: dict[str, list[Edge]] = {}
        for edge in found:
            groups.setdefault(edge.trigger, []).append(edge)
        steps = {name: taken.pop((source, target, name, False), []) for name in groups}
        titles = tuple(_title(name, group, steps[name]) for name, group in groups.items())
        numbers = sorted(n for some in steps.values() for n in some)
        yield Arrow(source, target, is_way_back, titles, tuple(found), tuple(numbers))
    for (source, target, name, is_forced), numbers in taken.items():
        titles = (_title("forced" if is_forced else name, [], numbers),)
        yield Arrow(source, target, is_way_back=False, titles=titles, steps=tuple(numbers))


def _lines(lifecycle: Lifecycle) -> dict[tuple[str, str, bool], list[Edge]]:
    lines: dict[tuple[str, str, bool], list[Edge]] = {}
    for edge in edges(lifecycle):
        for row in edge.rows:
            back = origins(lifecycle.transitions, row.source)
            for target in back if edge.is_way_back else (row.target,):
                lines.setdefault((row.source, target, edge.is_way_back), []).append(edge)
    return lines


def _taken(path: Sequence[Moved]) -> dict[tuple[str, str, str, bool], list[int]]:
    """Number the steps, by where they went and by what; a forced one is of no row."""
    taken: dict[tuple[str, str, str, bool], list[int]] = {}
    for number, step in enumerate(path, 1):
        what = step.source, step.target, step.trigger, step.is_forced
        taken.setdefault(what, []).append(number)
    return taken


def _title(trigger: str, edges: Sequence[Edge], steps: Sequence[int]) -> str:
    """Write what stands at an arrow: `A pay`, or `A/B pay (1, 4-6)` with the steps that took it."""
    letters = "/".join(edge.letter for edge in edges)
    numbers = f" ({abridged(steps)})" if steps else ""
    return f"{letters} {printable(trigger)}".strip() + numbers


def abridged(numbers: Sequence[int]) -> str:
    """Write growing numbers with ranges, and abridge where there are many: `1, 4-6`."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][-1] == number - 1:
            ranges[-1] = [ranges[-1][0], number]
        else:
            ranges.append([number])
    words = ["-".join(map(str, some)) for some in ranges]
    if len(words) <= MAX_NUMBERS:
        return ", ".join(words)
    return f"{', '.join(words[: MAX_NUMBERS - 2])} ... {words[-1]}: {len(numbers)} times"
