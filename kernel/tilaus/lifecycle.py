"""Run a lifecycle table: step it, explain it, answer messages.

A table is checked when a `Lifecycle` is built from it. The lifecycle holds no state of its own and
knows nothing of orders or money: facts come in as a function from a name to a whole number.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from tilaus.guards import Facts, Failure
from tilaus.record import record
from tilaus.soundness import problems
from tilaus.table import Answer, Fact, State, Transition


class LifecycleError(ValueError):
    """A table cannot be trusted; `problems` lists everything that was found, one sentence each."""

    def __init__(self, name: str, problems: list[str]) -> None:
        self.name: str = name
        self.problems: list[str] = problems
        super().__init__(f"the {name} lifecycle cannot be used:\n  " + "\n  ".join(problems))


@record
class Blocked:
    """Why a step is not possible: `code`, the state and trigger, and every guard that failed.

    Codes in order of precedence: `unknown_trigger` (no row of the machine has it), `no_transition`
    (none from this state), `not_permitted` (not for this role), `guard_failed`.
    """

    code: str
    state: str
    trigger: str
    failed: tuple[Failure, ...] = ()


@record
class Option:
    """What could be done from here: the row, and what stands in the way of this role."""

    transition: Transition
    failed: tuple[Failure, ...]
    is_permitted: bool

    @property
    def is_open(self) -> bool:
        """Tell whether the transition may happen now, by the role that was asked about."""
        return self.is_permitted and not self.failed


class Lifecycle:
    """A checked table. Immutable after construction; safe to share between threads.

    Args:
        name: what goes through it: order, item, payment, refund.
        states: in the order in which they are to be shown.
        transitions: rows; of the automatic rows the first whose formulas hold is taken.
        facts: what guards may read.
        messages: message from the world -> the trigger that it stands for.
        answers: what becomes of a message where no row accepts it, for every such pair.

    Raises:
        LifecycleError: the table is incomplete or contradicts itself; all problems are listed.
    """

    def __init__(
        self,
        name: str,
        states: Iterable[State],
        transitions: Iterable[Iterable[Transition]],
        facts: Iterable[Fact] = (),
        messages: Mapping[str, str] | None = None,
        answers: Iterable[Answer] = (),
    ) -> None:
        states, answers = tuple(states), tuple(answers)
        self.name: str = name
        self.states: Mapping[str, State] = {state.name: state for state in states}
        self.transitions: tuple[Transition, ...] = tuple(r for rows in transitions for r in rows)
        self.facts: Mapping[str, Fact] = {fact.name: fact for fact in facts}
        self.messages: Mapping[str, str] = dict(messages or {})
        self.answers: Mapping[tuple[str, str], Answer] = {(a.state, a.message): a for a in answers}
        found = [f"state {s.name}: declared twice" for s in states if self.states[s.name] is not s]
        found += [
            f"answer for ({a.state}, {a.message}): declared twice"
            for a in answers
            if self.answers[a.state, a.message] is not a
        ]
        found += problems(self)
        if found:
            raise LifecycleError(name, found)
        self._index()

    def _index(self) -> None:
        self.triggers: tuple[str, ...] = tuple(dict.fromkeys(r.trigger for r in self.transitions))
        self._from: dict[str, tuple[Transition, ...]] = {
            state: tuple(row for row in self.transitions if row.source == state)
            for state in self.states
        }
        self._rows: dict[tuple[str, str], tuple[Transition, ...]] = {}
        for row in self.transitions:
            key = row.source, row.trigger
            self._rows[key] = (*self._rows.get(key, ()), row)
        self._permitted = {
            (*key, role): tuple(row for row in rows if role is None or role in row.by)
            for key, rows in self._rows.items()
            for role in (None, *frozenset().union(*(row.by for row in rows)))
        }
        self._automatic = {
            state: tuple(row for row in rows if row.automatic is not None)
            for state, rows in self._from.items()
        }
        self._roles: dict[str, frozenset[str]] = {
            trigger: frozenset().union(*(r.by for r in self.transitions if r.trigger == trigger))
            for trigger in self.triggers
        }

    def __eq__(self, other: object) -> bool:
        """Compare by content: the order of states and rows counts, that of the rest does not."""
        if self is other:
            return True
        return isinstance(other, Lifecycle) and self._content() == other._content()

    def __hash__(self) -> int:
        return hash((self.name, *self.states))

    def _content(self) -> tuple[object, ...]:
        tables = self.facts, self.messages, self.answers
        return self.name, tuple(self.states.values()), self.transitions, *tables

    @cached_property
    def structure(self) -> str:
        """A hash (SHA-256, hexadecimal) of what decides where an order may go.

        Names and kinds of states, rows, messages and answers count. Words that people read do not:
        labels and notes may change under orders that live.
        """
        from hashlib import sha256  # Not before somebody places an order.

        return sha256("\n".join(self._structure()).encode()).hexdigest()

    def _structure(self) -> Iterator[str]:
        yield self.name
        yield from (f"state {s.name} {s.kind}" for s in self.states.values())
        for r in self.transitions:
            automatic = "-" if r.automatic is None else f"({r.automatic.text})"
            words = [r.trigger, r.source, r.target, f"({r.guard.text})", automatic]
            words += [",".join(sorted(r.by)), ",".join(r.effects), str(r.reopens)]
            yield " ".join(["row", *words])
        yield from (f"message {m} {trigger}" for m, trigger in sorted(self.messages.items()))
        yield from sorted(f"answer {a.state} {a.message} {a.answer}" for a in self.answers.values())

    def label(self, state: str) -> str:
        """Return what customers read of a state; of one that the table does not have, its name."""
        found = self.states.get(state)
        return state if found is None else found.label

    def kind(self, state: str) -> str:
        """Return the kind of a state, see `tilaus.table.KINDS`."""
        return self.states[state].kind

    def is_over(self, state: str) -> bool:
        """Tell whether the work has ended in this state."""
        return self.states[state].is_over

    def rows(self, state: str) -> tuple[Transition, ...]:
        """Return the rows that leave `state`, in the order of the table."""
        return self._from[state]

    def roles(self, trigger: str) -> frozenset[str]:
        """Return the roles that may trigger it by any row; none where no row has it."""
        return self._roles.get(trigger, frozenset())

    def step(
        self, state: str, trigger: str, role: str | None, facts: Facts
    ) -> Transition | Blocked:
        """Find the row that `role` takes from `state` by `trigger`, or say why there is none.

        Args:
            role: who asks; None asks for anybody, which is for the kernel's own moves.
            facts: read only where a guard needs them.
        """
        permitted = self._permitted.get((state, trigger, role), ())
        for row in permitted:
            if row.guard.holds(facts):
                return row
        if (state, trigger) not in self._rows:
            code = "no_transition" if trigger in self.triggers else "unknown_trigger"
            return Blocked(code, state, trigger)
        if not permitted:
            return Blocked("not_permitted", state, trigger)
        failed = tuple(failure for row in permitted for failure in row.guard.failures(facts))
        return Blocked("guard_failed", state, trigger, failed)

    def has_automatic(self, state: str) -> bool:
        """Tell whether any row from `state` may be taken by itself."""
        return bool(self._automatic[state])

    def automatic(self, state: str, facts: Facts) -> Transition | None:
        """Find the first automatic row from `state` whose formulas hold now."""
        for row in self._automatic[state]:
            if row.automatic is not None and row.automatic.holds(facts) and row.guard.holds(facts):
                return row
        return None

    def answer(self, state: str, message: str, facts: Facts) -> Transition | Answer:
        """Say what becomes of a message from the world: the row that accepts it, or the answer.

        Total by construction: every (state, message) pair has one.
        """
        for row in self._rows.get((state, self.messages[message]), ()):
            if row.guard.holds(facts):
                return row
        return self.answers[state, message]

    def options(self, state: str, role: str | None, facts: Facts) -> tuple[Option, ...]:
        """List every row from `state`, with the guards that fail now and whether `role` may ask.

        None leaves a state that the table does not have: an order of another lifecycle may be seen.
        """
        return tuple(
            Option(row, row.guard.failures(facts), role is None or role in row.by)
            for row in self._from.get(state, ())
        )
