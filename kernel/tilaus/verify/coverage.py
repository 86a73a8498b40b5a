"""What an exploration has seen of the tables: rows taken, guards that held and failed, messages."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

from tilaus.guards import Facts, Formula
from tilaus.lifecycle import Blocked, Lifecycle
from tilaus.lifecycles import Lifecycles
from tilaus.policy import Policy
from tilaus.record import record, replace
from tilaus.table import Answer, Transition

K = TypeVar("K", bound=Hashable)

MACHINES = ("order", "item", "payment", "refund")


@record
class Part:
    """How many things of one kind there are, and which of them were not seen."""

    what: str
    count: int
    missing: tuple[str, ...]

    @property
    def seen(self) -> int:
        """Return how many were seen."""
        return self.count - len(self.missing)


class Coverage:
    """A tally of what happened in the tables; `merge` adds that of another exploration."""

    def __init__(self) -> None:
        self.rows: Counter[tuple[str, int]] = Counter()
        self.guards: Counter[tuple[str, int, bool]] = Counter()
        self.messages: Counter[tuple[str, str, str, str]] = Counter()
        self.codes: Counter[str] = Counter()

    def merge(self, other: "Coverage") -> None:
        """Add what another exploration saw of the same tables."""
        self.rows.update(other.rows)
        self.guards.update(other.guards)
        self.messages.update(other.messages)
        self.codes.update(other.codes)

    def watched(self, policy: Policy) -> Policy:
        """Return the policy with tables that count what is asked of them; all else is the same."""
        tables = {m: _Watched(policy.lifecycles[m], m, self) for m in MACHINES}
        return replace(policy, lifecycles=replace(policy.lifecycles, **tables))

    def parts(self, tables: Lifecycles) -> tuple[Part, ...]:
        """Say what was seen of the tables, and name the rest as their declarations do."""
        rows = {(m, n): _named(m, row) for m, n, row in _all_rows(tables)}
        guards = {
            (m, n, held): f"{_named(m, row)}: {'held' if held else 'failed'}"
            for m, n, row in _all_rows(tables)
            if row.guard.text
            for held in (True, False)
        }
        answers = {pair: "{0}: {2} when {1} -> {3}".format(*pair) for pair in _all_answers(tables)}
        return (
            _part("rows of the tables", rows, self.rows),
            _part("outcomes of guards", guards, self.guards),
            _part("answers to (state, message)", answers, self.messages),
        )


class _Watched(Lifecycle):
    """A table that counts; it answers as the one that it was made of."""

    def __init__(self, table: Lifecycle, machine: str, tally: Coverage) -> None:
        self.__dict__.update(table.__dict__)
        self._machine, self._tally = machine, tally
        self._places: dict[int, int] = {}
        rows = []
        for place, row in enumerate(table.transitions):
            told = replace(row, guard=_telling(row.guard, tally.guards, (machine, place)))
            self._places[id(told)] = place
            rows.append(told)
        self.transitions = tuple(rows)
        self._index()

    def _count(self, row: Transition) -> None:
        self._tally.rows[self._machine, self._places[id(row)]] += 1

    def step(
        self, state: str, trigger: str, role: str | None, facts: Facts
    ) -> Transition | Blocked:
        found = super().step(state, trigger, role, facts)
        if isinstance(found, Transition):
            self._count(found)
        return found

    def automatic(self, state: str, facts: Facts) -> Transition | None:
        found = super().automatic(state, facts)
        if found is not None:
            self._count(found)
        return found

    def answer(self, state: str, message: str, facts: Facts) -> Transition | Answer:
        found = super().answer(state, message, facts)
        word = found.answer if isinstance(found, Answer) else "accept"
        self._tally.messages[self._machine, state, message, word] += 1
        return found


def _telling(
    guard: Formula, tally: Counter[tuple[str, int, bool]], row: tuple[str, int]
) -> Formula:
    def holds(facts: Facts) -> bool:
        held = inner(facts)
        tally[*row, held] += 1
        return held

    inner: Callable[[Facts], bool] = guard.holds
    return replace(guard, holds=holds) if guard.text else guard


def _all_rows(tables: Lifecycles) -> Iterator[tuple[str, int, Transition]]:
    for machine in MACHINES:
        for place, row in enumerate(tables[machine].transitions):
            yield machine, place, row


def _all_answers(tables: Lifecycles) -> Iterator[tuple[str, str, str, str]]:
    for machine in MACHINES:
        table = tables[machine]
        accepting = {(row.source, row.trigger) for row in table.transitions}
        for state in table.states:
            for message, trigger in table.messages.items():
                if (state, trigger) in accepting:
                    yield machine, state, message, "accept"
                if (state, message) in table.answers:
                    yield machine, state, message, table.answers[state, message].answer


def _named(machine: str, row: Transition) -> str:
    guard = f" [{row.guard.text}]" if row.guard.text else ""
    return f"{machine}: {row.source} -{row.trigger}-> {row.target}{guard}"


def _part(what: str, names: Mapping[K, str], seen: Counter[K]) -> Part:
    return Part(what, len(names), tuple(name for key, name in names.items() if not seen[key]))
