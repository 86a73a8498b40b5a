"""What a shop changes in a lifecycle table: states and rows that come, and those that go.

A change is data, as a policy file holds it. `changed` applies it to a table; `difference` finds the
change that leads from one table to another. Law: `changed(base, difference(base, own)) == own`.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from tilaus.guards import GuardError
from tilaus.lifecycle import Lifecycle, LifecycleError
from tilaus.record import record, replace
from tilaus.table import Answer, State, Transition, transition

MAX_STATES = 100
MAX_ROWS = 500
"""The most states and rows of one machine: every pair of rows is compared when a table is built."""


@record
class ChangedState:
    """A state that is new, or new words for one that is there.

    Attributes:
        like: an older state: its kind, its answers to messages, and every row that leaves it are
            taken over, unless something else is said.
        note: None keeps the note of a state that is there.
    """

    name: str
    like: str = ""
    kind: str = ""
    label: str = ""
    note: str | None = None


@record
class ChangedRow:
    """A row that is new, one for each source; the words are those of `tilaus.table.transition`."""

    trigger: str
    source: tuple[str, ...]
    target: str
    by: tuple[str, ...]
    guard: str = ""
    automatic: str | None = None
    effects: tuple[str, ...] = ()
    reopens: bool = False
    note: str = ""


@record
class RowName:
    """Names the rows that go: all with this trigger and source; where given, this target."""

    trigger: str
    source: tuple[str, ...]
    target: str = ""


@record
class Changes:
    """Everything that a shop changes in one table.

    Attributes:
        base: the table that is changed: the one that ships, or an empty one.
        answers: state -> message -> answer, see `tilaus.table.ANSWERS`.
    """

    base: Literal["shipped", "empty"] = "shipped"
    states: tuple[ChangedState, ...] = ()
    remove_states: tuple[str, ...] = ()
    remove: tuple[RowName, ...] = ()
    transitions: tuple[ChangedRow, ...] = ()
    messages: Mapping[str, str] = {}
    answers: Mapping[str, Mapping[str, str]] = {}


def changed(shipped: Lifecycle, changes: Changes) -> Lifecycle:
    """Return the table that a change makes of the one that ships.

    What is taken over by `like` is taken over first, then states and rows are removed, then rows
    are added: so `remove` may speak of what was taken over.

    Raises:
        LifecycleError: the change speaks of something that is not there, or the table that it makes
            cannot be trusted; all problems are listed.
    """
    table = _Table(shipped, changes)
    if table.problems:
        raise LifecycleError(shipped.name, table.problems)
    return Lifecycle(
        shipped.name,
        table.states.values(),
        [table.rows],
        shipped.facts.values(),
        table.messages,
        table.all_answers(changes),
    )


class _Table:
    """A table while it is being changed."""

    def __init__(self, shipped: Lifecycle, changes: Changes) -> None:
        is_empty = changes.base == "empty"
        self.problems: list[str] = []
        self.states: dict[str, State] = {} if is_empty else dict(shipped.states)
        self.rows: list[Transition] = [] if is_empty else list(shipped.transitions)
        self.answers: dict[tuple[str, str], Answer] = {} if is_empty else dict(shipped.answers)
        self.messages: dict[str, str] = {} if is_empty else dict(shipped.messages)
        for state in changes.states:
            self._state(state)
        for name in changes.remove_states:
            self._remove_state(name)
        for row in changes.remove:
            self._remove_row(row)
        for number, new in enumerate(changes.transitions, start=1):
            self._row(number, new)
        self.messages |= changes.messages
        self._too_many()

    def _too_many(self) -> None:
        if len(self.states) > MAX_STATES or len(self.rows) > MAX_ROWS:
            found = f"{len(self.states)} states and {len(self.rows)} rows"
            self.problems.append(f"{found}: {MAX_STATES} states and {MAX_ROWS} rows are the most")

    def _state(self, new: ChangedState) -> None:
        old = self.states.get(new.name)
        if old is not None and new.like:
            self.problems.append(
                f"state {new.name}: is there already, and `like` is for a new state; remove `like`"
            )
        elif old is not None:
            note = old.note if new.note is None else new.note
            kind, label = new.kind or old.kind, new.label or old.label
            self.states[new.name] = State(new.name, kind, label, note)
        elif new.like and new.like not in self.states:
            known = ", ".join(self.states)
            self.problems.append(
                f"state {new.name}: is like {new.like!r}, which is no state; states are {known}"
            )
        else:
            kind = new.kind or (self.states[new.like].kind if new.like else "")
            self.states[new.name] = State(new.name, kind, new.label, new.note or "")
            self._take_over(new.like, new.name)

    def _take_over(self, like: str, name: str) -> None:
        rows = [row for row in self.rows if row.source == like]
        self.rows += [
            replace(row, source=name, target=name if row.target == like else row.target)
            for row in rows
        ]
        answers = [answer for answer in self.answers.values() if answer.state == like]
        self.answers |= {(name, a.message): replace(a, state=name) for a in answers}

    def _remove_state(self, name: str) -> None:
        if name not in self.states:
            known = ", ".join(self.states)
            self.problems.append(
                f"remove_states: {name!r} is no state, so it cannot go; states are {known}"
            )
        self.states.pop(name, None)
        self.rows = [row for row in self.rows if name not in (row.source, row.target)]
        self.answers = {key: answer for key, answer in self.answers.items() if answer.state != name}

    def _remove_row(self, gone: RowName) -> None:
        for source in gone.source:
            found = [row for row in self.rows if _is_meant(gone, source, row)]
            if not found:
                to = f" to {gone.target}" if gone.target else ""
                row = f"no row {gone.trigger!r} leads from {source}{to}"
                known = ", ".join(dict.fromkeys(r.trigger for r in self.rows if r.source == source))
                self.problems.append(f"remove: {row}, so it cannot go; there are {known or 'none'}")
            self.rows = [row for row in self.rows if row not in found]

    def _row(self, number: int, new: ChangedRow) -> None:
        words = [new.trigger, *new.source, new.target, *new.by, *new.effects]
        if not new.source or any(word.split() != [word] for word in words):
            self.problems.append(
                f"transitions #{number}: trigger, source, target, by and effects are names, "
                "each without blanks"
            )
            return
        try:
            self.rows += transition(
                new.trigger,
                " ".join(new.source),
                new.target,
                new.guard,
                by=" ".join(new.by),
                automatic=new.automatic,
                effects=" ".join(new.effects),
                reopens=new.reopens,
                note=new.note,
            )
        except GuardError as error:
            self.problems.append(f"transitions #{number} ({new.trigger}): {error}")

    def inherited(self) -> dict[tuple[str, str], Answer]:
        """Return the answers that were there or taken over, but for those that never apply now."""
        always = {(row.source, row.trigger) for row in self.rows if not row.guard.text}
        return {
            (state, message): answer
            for (state, message), answer in self.answers.items()
            if (state, self.messages.get(message)) not in always
        }

    def all_answers(self, changes: Changes) -> Iterable[Answer]:
        """Return the answers of the table: what is inherited, and over it what is said."""
        said = {
            (state, message): Answer(state, message, answer)
            for state, answers in changes.answers.items()
            for message, answer in answers.items()
        }
        return {**self.inherited(), **said}.values()


def _is_meant(gone: RowName, source: str, row: Transition) -> bool:
    is_target = gone.target in ("", row.target) or (gone.target == "=" and row.target == source)
    return row.trigger == gone.trigger and row.source == source and is_target


def difference(shipped: Lifecycle, own: Lifecycle) -> Changes:
    """Return the change that makes `own` of the table that ships, as short as is easily found.

    Raises:
        LifecycleError: no change leads there, because the table has a name or facts of its own.
    """
    for changes in (_from(shipped, own), _whole(own)):
        try:
            if changed(shipped, changes) == own:
                return changes
        except LifecycleError:
            continue
    found = "a file cannot hold it: it has facts or names of its own; set it in Python"
    raise LifecycleError(own.name, [found])


def _from(shipped: Lifecycle, own: Lifecycle) -> Changes:
    gone = tuple(name for name in shipped.states if name not in own.states)
    lost = {row for row in shipped.transitions if row not in own.transitions}
    names = {
        RowName(r.trigger, (r.source,)): None
        for r in shipped.transitions
        if r in lost and not {r.source, r.target} & {*gone}
    }
    changes = Changes(
        states=tuple(_words(shipped, s) for s in own.states.values() if s != _old(shipped, s)),
        remove_states=gone,
        remove=tuple(names),
        messages={m: t for m, t in own.messages.items() if shipped.messages.get(m) != t},
    )
    kept = set(_Table(shipped, changes).rows)
    added = tuple(_written(row) for row in own.transitions if row not in kept)
    changes = replace(changes, transitions=added)
    inherited = _Table(shipped, changes).inherited()
    said = [a for key, a in own.answers.items() if inherited.get(key) != a]
    return replace(changes, answers=_by_state(said))


def _old(shipped: Lifecycle, state: State) -> State | None:
    return shipped.states.get(state.name)


def _words(shipped: Lifecycle, state: State) -> ChangedState:
    old = _old(shipped, state)
    if old is None:
        return ChangedState(state.name, "", state.kind, state.label, state.note or None)
    kind, label = state.kind != old.kind, state.label != old.label
    return ChangedState(
        state.name,
        kind=state.kind if kind else "",
        label=state.label if label else "",
        note=state.note if state.note != old.note else None,
    )


def _written(row: Transition) -> ChangedRow:
    return ChangedRow(
        row.trigger,
        (row.source,),
        row.target,
        tuple(sorted(row.by)),
        row.guard.text,
        None if row.automatic is None else row.automatic.text,
        row.effects,
        row.reopens,
        row.note,
    )


def _by_state(answers: Iterable[Answer]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for answer in answers:
        found.setdefault(answer.state, {})[answer.message] = answer.answer
    return found


def _whole(own: Lifecycle) -> Changes:
    return Changes(
        base="empty",
        states=tuple(
            ChangedState(s.name, "", s.kind, s.label, s.note or None) for s in own.states.values()
        ),
        transitions=tuple(_written(row) for row in own.transitions),
        messages=own.messages,
        answers=_by_state(own.answers.values()),
    )
