"""What makes a lifecycle table trustworthy: the refusals at construction.

Each check is a function from the table to sentences; the table is sound when all are silent.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Protocol

from tilaus.effects import EFFECTS
from tilaus.guards import Formula, GuardError, can_hold
from tilaus.table import (
    ANSWERS,
    HISTORY,
    KINDS,
    OVER,
    ROLES,
    Answer,
    Fact,
    State,
    Transition,
    origins,
)

FACT_KINDS = ("yes_no", "number", "amount")


class Table(Protocol):
    """What the checks read of a lifecycle."""

    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    facts: Mapping[str, Fact]
    messages: Mapping[str, str]
    answers: Mapping[tuple[str, str], Answer]


def problems(table: Table) -> list[str]:
    """List what is wrong with a table, one sentence each; names first, the graph after them."""
    found = [p for check in (_names, _rows) for p in check(table)]
    if not found:
        graph = (_reachable, _ends, _reopenings, _histories)
        checks = (*graph, _guards_can_hold, _exclusive, _messages, _answered)
        try:
            found = [p for check in checks for p in check(table)]
        except GuardError as error:
            found = [str(error)]
    return found


def _names(table: Table) -> Iterator[str]:
    for state in table.states.values():
        if not state.name.isidentifier():
            yield f"state {state.name!r}: write its name in snake_case"
        if state.kind not in KINDS:
            yield f"state {state.name}: unknown kind {state.kind!r}; kinds are {_list(KINDS)}"
        if not state.label:
            yield f"state {state.name}: has no label for customers to read"
    if not any(state.kind == "initial" for state in table.states.values()):
        yield "no state is of the kind initial: nothing could be born"
    for fact in table.facts.values():
        if fact.kind not in FACT_KINDS:
            yield f"fact {fact.name}: unknown kind {fact.kind!r}; kinds are {_list(FACT_KINDS)}"


def _rows(table: Table) -> Iterator[str]:
    for row in table.transitions:
        for state, more in ((row.source, ()), (row.target, (HISTORY,))):
            if state not in table.states and state not in more:
                yield f"{_row(row)}: unknown state {state!r}; states are {_list(table.states)}"
        if not row.by:
            yield f"{_row(row)}: nobody may trigger it; name at least one role in `by`"
        for role in sorted(row.by - ROLES.keys()):
            yield f"{_row(row)}: unknown role {role!r}; roles are {_list(ROLES)}"
        formulas = [row.guard] if row.automatic is None else [row.guard, row.automatic]
        for fact in sorted(frozenset().union(*(f.facts for f in formulas)) - table.facts.keys()):
            yield f"{_row(row)}: unknown fact {fact!r}; facts are {_list(table.facts)}"
        for effect in row.effects:
            if effect not in EFFECTS:
                yield f"{_row(row)}: unknown effect {effect!r}; effects are {_list(EFFECTS)}"
        if row.is_automatic and "system" not in row.by:
            yield f"{_row(row)}: is automatic, so `by` must name system"


def edges(table: Table) -> set[tuple[str, str]]:
    """Return the pairs (source, target) of the table, with history targets spelled out."""
    plain = {(row.source, row.target) for row in table.transitions if row.target != HISTORY}
    held = {row.source for row in table.transitions if row.target == HISTORY}
    return plain | {(state, back) for state in held for back in origins(table.transitions, state)}


def _reachable(table: Table) -> Iterator[str]:
    born = {state.name for state in table.states.values() if state.kind == "initial"}
    for name in sorted(table.states.keys() - _closure(born, edges(table))):
        yield f"state {name}: no transition leads to it from an initial state"


def _ends(table: Table) -> Iterator[str]:
    over = {state.name for state in table.states.values() if state.kind in OVER}
    backwards = {(target, source) for source, target in edges(table)}
    for name in sorted(table.states.keys() - _closure(over, backwards)):
        yield f"state {name}: from here no finished, failed or closed state can be reached"


def _reopenings(table: Table) -> Iterator[str]:
    for row in table.transitions:
        source = table.states[row.source]
        target = source if row.target == HISTORY else table.states[row.target]
        leaves = source.is_over and not target.is_over
        if (leaves or (source.kind == "closed" and target != source)) and not row.reopens:
            yield f"{_row(row)}: leaves a state in which the work has ended; declare `reopens`"


def _guards_can_hold(table: Table) -> Iterator[str]:
    booleans = _booleans(table)
    for row in table.transitions:
        if can_hold(row.guard, booleans=booleans) is None:
            yield f"{_row(row)}: its guard can never be true: {row.guard.text}"
        elif row.automatic and can_hold(row.guard, row.automatic, booleans=booleans) is None:
            yield f"{_row(row)}: is never taken by itself: {row.automatic.text} excludes its guard"


def _histories(table: Table) -> Iterator[str]:
    """Only what is parked remembers where it was before."""
    for row in table.transitions:
        if row.target == HISTORY and table.states[row.source].kind != "held":
            yield f"{_row(row)}: only a state of the kind held leads back"


def _messages(table: Table) -> Iterator[str]:
    triggers = {row.trigger for row in table.transitions}
    for message, trigger in table.messages.items():
        if trigger not in triggers:
            yield f"message {message}: no row has the trigger {trigger!r}"


def _exclusive(table: Table) -> Iterator[str]:
    booleans = _booleans(table)
    for one, other in combinations(table.transitions, 2):
        if (one.source, one.trigger) == (other.source, other.trigger):
            both = overlap(one.guard, other.guard, booleans)
            if both is not None:
                seen = ", ".join(f"{name} = {value}" for name, value in both.items()) or "always"
                yield (
                    f"{_row(one)} and {_row(other)}: both guards hold when {seen}; "
                    "make them exclusive"
                )


def overlap(one: Formula, other: Formula, booleans: frozenset[str]) -> Mapping[str, int] | None:
    """Return facts for which both guards hold, or None where they exclude each other.

    Two clauses that contradict each other are proof enough, and are found much sooner.
    """
    for mine in one.clauses or (one,):
        for theirs in other.clauses or (other,):
            if mine.facts & theirs.facts and can_hold(mine, theirs, booleans=booleans) is None:
                return None
    return can_hold(one, other, booleans=booleans)


def _answered(table: Table) -> Iterator[str]:
    unguarded = {(r.source, r.trigger) for r in table.transitions if not r.guard.text}
    for state in table.states:
        for message, trigger in table.messages.items():
            answer = table.answers.get((state, message))
            if answer is None and (state, trigger) not in unguarded:
                yield f"state {state}: has no answer to {message} where no row accepts it"
            elif answer is not None and (state, trigger) in unguarded:
                yield f"state {state}: always accepts {message}, so its answer never applies"
    for (state, message), answer in table.answers.items():
        if state not in table.states or message not in table.messages:
            yield f"answer for ({state}, {message}): there is no such state or message"
        if answer.answer not in ANSWERS:
            yield f"answer for ({state}, {message}): {answer.answer!r} is none of {_list(ANSWERS)}"


def _booleans(table: Table) -> frozenset[str]:
    return frozenset(fact.name for fact in table.facts.values() if fact.kind == "yes_no")


def _closure(start: set[str], steps: set[tuple[str, str]]) -> set[str]:
    seen, new = set(start), set(start)
    while new:
        new = {target for source, target in steps if source in new} - seen
        seen |= new
    return seen


def _row(row: Transition) -> str:
    return f"{row.source} -{row.trigger}-> {row.target}"


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
