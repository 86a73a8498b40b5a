"""Walk through every state of a table model, breadth first, and check its promises.

What is counted is what the other engines count: states are distinct; an edge is one action that
can be taken in one state, also where it changes nothing, or leads where another one leads.
"""

from collections import Counter
from collections.abc import Callable, Mapping

from tilaus.record import record
from tilaus.verify.tables.abstract import Action, Const, Expr, Model, Ref, Var

State = tuple[int | str, ...]
"""The values of the variables, in the order of the model."""

_Cells = list[int | str | None]
"""A state while it is looked at: its values, then those of the definitions that were needed."""

_Reader = Callable[[_Cells], int | str]


class WalkTooLong(RuntimeError):  # noqa: N818 - it is an outcome
    """There are more states than were allowed for."""


@record
class Fault:
    """A promise that does not hold, and the shortest way there: (action, state after it)."""

    promise: str
    path: tuple[tuple[str, State], ...]


@record
class Walked:
    """What was seen.

    Attributes:
        states: every state with the steps that leave it, as (number of the action, state after).
        depth: the most steps that the shortest way to a state takes.
        fault: the first broken promise, or None; it ends the walk.
        taken: of each action, how often.
    """

    states: Mapping[State, tuple[tuple[int, State], ...]]
    depth: int
    fault: Fault | None
    taken: Mapping[str, int]

    @property
    def edges(self) -> int:
        """Return the number of edges."""
        return sum(len(steps) for steps in self.states.values())


def walk(model: Model, *, limit: int | None = None) -> Walked:
    """Visit every state, until one breaks a promise.

    Args:
        limit: the most states that may be visited.

    Raises:
        WalkTooLong: there are more.
    """
    return _Walk(model, limit).run()


class Machine:
    """A model that can be run: its expressions as functions of a state."""

    def __init__(self, model: Model) -> None:
        self._columns = {v.name: n for n, v in enumerate(model.variables)}
        self._blank: _Cells = [None] * len(model.definitions)
        self._readers: dict[str, _Reader] = {}
        for number, definition in enumerate(model.definitions, start=len(self._columns)):
            self._readers[definition.name] = _kept(number, self.reader(definition.expr))
        self._actions = [self._compiled(action) for action in model.actions]
        self.initial: State = tuple(v.initial for v in model.variables)
        self._domains = [frozenset(v.domain) for v in model.variables]
        self._promises = [(p.name, self.reader(p.expr)) for p in model.promises]

    def cells(self, state: State) -> _Cells:
        """Look at a state."""
        return [*state, *self._blank]

    def steps(self, state: State) -> list[tuple[int, State]]:
        """List every action that can be taken, by its number, and the state after it."""
        cells, found = self.cells(state), []
        for number, (guards, changes) in enumerate(self._actions):
            for guard in guards:
                if not guard(cells):
                    break
            else:
                after = list(state)
                for column, reader in changes:
                    after[column] = reader(cells)
                found.append((number, tuple(after)))
        return found

    def broken(self, state: State) -> str | None:
        """Name a promise that a state breaks, or None; a value out of its range is `TypeOK`."""
        if any(value not in known for value, known in zip(state, self._domains, strict=True)):
            return TYPE_OK
        cells = self.cells(state)
        return next((name for name, holds in self._promises if not holds(cells)), None)

    def _compiled(
        self, action: Action
    ) -> tuple[tuple[_Reader, ...], tuple[tuple[int, _Reader], ...]]:
        guards = tuple(self.reader(part) for part in action.guard)
        changes = tuple((self._columns[name], self.reader(e)) for name, e in action.updates)
        return guards, changes

    def reader(self, expr: Expr) -> _Reader:
        """Return the function that reads an expression of a state's cells."""
        match expr:
            case Const(value=value):
                return lambda cells: value
            case Var(name=name):
                column = self._columns[name]
                return lambda cells: cells[column]  # type: ignore[return-value]
            case Ref(name=name):
                return self._readers[name]
        if expr.sign in ("==", "in") and isinstance(expr.args[0], Var):
            constants = [part.value for part in expr.args[1:] if isinstance(part, Const)]
            if len(constants) == len(expr.args) - 1:
                column, known = self._columns[expr.args[0].name], frozenset(constants)
                return lambda cells: cells[column] in known
        return _APPLIED[expr.sign](*(self.reader(part) for part in expr.args))


TYPE_OK = "TypeOK"
"""The promise that every variable keeps to its range."""


def _kept(number: int, reader: _Reader) -> _Reader:
    """Read a definition once for each state."""

    def read(cells: _Cells) -> int | str:
        value = cells[number]
        if value is None:
            value = cells[number] = reader(cells)
        return value

    return read


def _all(*parts: _Reader) -> _Reader:
    return lambda cells: all(part(cells) for part in parts)


def _any(*parts: _Reader) -> _Reader:
    return lambda cells: any(part(cells) for part in parts)


def _one_of(value: _Reader, *parts: _Reader) -> _Reader:
    return lambda cells: value(cells) in [part(cells) for part in parts]


def _sum(*parts: _Reader) -> _Reader:
    return lambda cells: sum(int(part(cells)) for part in parts)


def _number(compare: Callable[[int, int], int]) -> Callable[..., _Reader]:
    def applied(a: _Reader, b: _Reader) -> _Reader:
        return lambda cells: compare(int(a(cells)), int(b(cells)))

    return applied


def _pick(when: _Reader, a: _Reader, b: _Reader) -> _Reader:
    return lambda cells: a(cells) if when(cells) else b(cells)


_APPLIED: Mapping[str, Callable[..., _Reader]] = {
    "==": lambda a, b: lambda cells: a(cells) == b(cells),
    "<=": _number(lambda a, b: a <= b),
    "<": _number(lambda a, b: a < b),
    "in": _one_of,
    "and": _all,
    "or": _any,
    "not": lambda a: lambda cells: not a(cells),
    "=>": lambda a, b: lambda cells: b(cells) if a(cells) else True,
    "+": _sum,
    "-": _number(lambda a, b: a - b),
    "min": _number(min),
    "max": _number(max),
    "if": _pick,
}


class _Walk:
    def __init__(self, model: Model, limit: int | None) -> None:
        self.model, self.limit = model, limit
        self.machine = Machine(model)
        begin = self.machine.initial
        self.came_from: dict[State, tuple[State, int] | None] = {begin: None}
        self.states: dict[State, tuple[tuple[int, State], ...]] = {}
        self.taken: Counter[int] = Counter()
        broken = self.machine.broken(begin)
        self.fault: Fault | None = Fault(broken, ()) if broken else None

    def run(self) -> Walked:
        layer, depth = [self.machine.initial], 0
        while layer and self.fault is None:
            layer = self._next_layer(layer)
            depth += bool(layer)
        names = [action.name for action in self.model.actions]
        taken = {name: self.taken[number] for number, name in enumerate(names)}
        return Walked(self.states, depth, self.fault, taken)

    def _next_layer(self, layer: list[State]) -> list[State]:
        found: list[State] = []
        for state in layer:
            steps = self.states[state] = tuple(self.machine.steps(state))
            for number, after in steps:
                self.taken[number] += 1
                if after not in self.came_from:
                    self.came_from[after] = state, number
                    self._check(after)
                    found.append(after)
                if self.fault is not None:
                    return []
        if self.limit is not None and len(self.came_from) > self.limit:
            raise WalkTooLong(f"more than {self.limit} states")
        return found

    def _check(self, state: State) -> None:
        broken = self.machine.broken(state)
        if broken is not None:
            self.fault = Fault(broken, self._path(state))

    def _path(self, state: State) -> tuple[tuple[str, State], ...]:
        path: list[tuple[str, State]] = []
        came = self.came_from[state]
        while came is not None:
            before, number = came
            path.append((self.model.actions[number].name, state))
            state, came = before, self.came_from[before]
        return tuple(reversed(path))
