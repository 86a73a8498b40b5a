"""To and from the package `transitions`: its only importer.

`transitions` binds a mutable model to a machine and answers a refused guard with a bare False; a
`Lifecycle` is a checked table that says why. The bridge reads the one into the other, in both
directions, so that a shop can have its existing machine checked, or keep its models and take a
checked table. What a direction cannot carry, its function's docstring says.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from transitions import Event, EventData, Machine, MachineError
from transitions import State as MachineState
from transitions import Transition as MachineTransition

from tilaus.guards import Facts, Formula, GuardError, can_hold, parse
from tilaus.lifecycle import Lifecycle
from tilaus.record import record
from tilaus.table import HISTORY, OVER, ROLES, Fact, State, Transition, origins

CAME_FROM = "held_from"
"""The attribute in which a model of `to_machine` keeps where a history row leads back to."""


class BridgeError(ValueError):
    """Something cannot be translated: the sentence says what, and what could be written instead."""


@record
class Supplement:
    """What a declaration of `transitions` does not say.

    Attributes:
        name: what goes through the lifecycle.
        kinds: state -> kind (`tilaus.table.KINDS`). Without it the initial state is `initial`, a
            final state and one without exits is `finished`, any other is `active`.
        by: trigger -> the roles that may, separated by spaces; without it `system`.
        reopens: triggers that may leave a state in which the work has ended.
        facts: kinds and notes of facts; one that is not here is `yes_no`.
    """

    name: str = "machine"
    kinds: Mapping[str, str] = {}
    by: Mapping[str, str] = {}
    reopens: Collection[str] = ()
    facts: Iterable[Fact] = ()


NOTHING_MORE = Supplement()


def from_declaration(
    states: Sequence[Any],
    transitions: Sequence[Any],
    initial: str,
    supplement: Supplement = NOTHING_MORE,
) -> Lifecycle:
    """Read states and transitions, written as `transitions.Machine` takes them, into a lifecycle.

    The package itself reads the declaration, so every form that it knows is understood; what is
    lost and what is refused is the same as in `from_machine`.

    Args:
        states: names, dicts, `State` objects, or an Enum.
        transitions: lists or dicts; `*` and `=` mean what they mean there.
        initial: name of the state in which things are born.

    Raises:
        BridgeError: the declaration cannot be read, or not be translated.
        LifecycleError: it can, and the table that comes of it cannot be trusted.
    """
    try:
        declared = [dict(s) if isinstance(s, dict) else s for s in states]
        _refuse_nested(s["name"] for s in declared if isinstance(s, dict) and s.get("children"))
        machine = Machine(
            model=None,
            states=declared,
            transitions=transitions,
            initial=None,
            auto_transitions=False,
        )
    except BridgeError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, MachineError) as error:
        raise BridgeError(f"cannot read the declaration: {str(error)[:200]}") from None
    if len(machine.states) != len(declared):
        raise BridgeError("cannot read the declaration: a state is declared twice; name each once")
    return _read(machine, initial, supplement)


def from_machine(machine: Machine, supplement: Supplement = NOTHING_MORE) -> Lifecycle:
    """Read a `transitions.Machine` into a lifecycle.

    Names in `conditions` and `unless` become facts, their conjunction the guard. Of several rows
    for one (source, trigger) `transitions` takes the first that may; here the later ones say so:
    their guards get `and not (...)`. A machine of `to_machine` gives all back.

    Lost: callbacks (`prepare`, `before`, `after`, `on_enter` ...), the difference between an
    internal and a reflexive transition, `ignore_invalid_triggers`, `queued`, the jumps `to_STATE`
    that `auto_transitions` adds, and everything that only a lifecycle has (messages, answers).

    Raises:
        BridgeError: states within states; a condition that is a function and not the name of one; a
            row that can never be taken; no initial state.
        LifecycleError: the table that comes of it cannot be trusted.
    """
    if not isinstance(machine, Machine):
        raise BridgeError(f"a transitions.Machine is expected, not a {type(machine).__name__}")
    return _read(machine, machine.initial or "", supplement)


def _read(machine: Machine, initial: str, supplement: Supplement) -> Lifecycle:
    _refuse_nested(name for name, state in machine.states.items() if getattr(state, "states", None))
    if initial not in machine.states:
        known = ", ".join(machine.states)
        raise BridgeError(f"there is no state {initial!r} to begin in; states are {known}")
    rows = [row for event in _events(machine) for row in _rows(event, supplement)]
    ordered = list(dict.fromkeys(row for _, row in sorted(rows, key=lambda placed: placed[0])))
    states = [_state(state, initial, ordered, supplement) for state in machine.states.values()]
    known_facts = {fact.name: fact for fact in supplement.facts}
    read = sorted({name for row in ordered for name in _facts_of(row)} - known_facts.keys())
    facts = [*known_facts.values(), *(Fact(name, "yes_no", "") for name in read)]
    return Lifecycle(supplement.name, states, [ordered], facts)


def _refuse_nested(names: Iterable[str]) -> None:
    for name in names:
        raise BridgeError(f"state {name!r} has states within it: write each as a state of its own")


def _facts_of(row: Transition) -> frozenset[str]:
    return row.guard.facts | (row.automatic.facts if row.automatic else frozenset())


def _events(machine: Machine) -> Iterator[Event]:
    """Yield the events that were declared, without the jumps that the package adds itself."""
    prefix = "to_" if machine.model_attribute == "state" else f"to_{machine.model_attribute}_"
    for event in machine.events.values():
        target = event.name.removeprefix(prefix)
        is_jump = event.name.startswith(prefix) and target in machine.states
        if not (machine.auto_transitions and is_jump):
            yield event


def _state(
    state: MachineState, initial: str, rows: list[Transition], supplement: Supplement
) -> State:
    if isinstance(state, _TableState):
        return state.declared
    has_exit = any(row.source == state.name != row.target for row in rows)
    by_shape = "finished" if state.final or not has_exit else "active"
    by_shape = "initial" if state.name == initial else by_shape
    label = state.name.replace("_", " ").capitalize()
    return State(state.name, supplement.kinds.get(state.name, by_shape), label)


def _rows(event: Event, supplement: Supplement) -> Iterator[tuple[float, Transition]]:
    """Yield the rows of an event, each with its place in the table that it once came from."""
    roles = frozenset(supplement.by.get(event.name, "system").split())
    for source, declared in event.transitions.items():
        earlier: list[Formula] = []
        for made in declared:
            ours = _ours(made)
            if ours is not None:
                earlier.append(ours.row.guard)
                yield ours.place, ours.row
                continue
            own = _guard(event.name, made)
            guard = _after(event.name, source, own, earlier)
            earlier.append(own)
            target, reopens = made.dest or source, event.name in supplement.reopens
            row = Transition(event.name, source, target, guard, roles, reopens=reopens)
            yield float("inf"), row


def _guard(trigger: str, made: MachineTransition) -> Formula:
    words = []
    for condition in made.conditions:
        name = condition.func
        if not isinstance(name, str) or not name.isidentifier():
            place = f"{made.source} -{trigger}-> {made.dest}"
            raise BridgeError(
                f"{place}: the condition {getattr(name, '__qualname__', name)!s:.60} "
                "is not the name "
                "of a fact; write the name of a method or an attribute of the model"
            )
        words.append(name if condition.target else f"not {name}")
    return _parsed(" and ".join(words))


def _after(trigger: str, source: str, own: Formula, earlier: list[Formula]) -> Formula:
    """Say what a later row means: no earlier one of its (source, trigger) may be taken."""
    for first in earlier:
        if not first.text:
            raise BridgeError(
                f"{source} -{trigger}->: a row after one without conditions can never be taken; "
                "remove it, or write it first"
            )
        if can_hold(own, first, booleans=own.facts | first.facts) is not None:
            mine = f"({own.text}) and " if own.text else ""
            own = _parsed(f"{mine}not ({first.text})")
    return own


def _parsed(text: str) -> Formula:
    try:
        return parse(text)
    except GuardError as error:
        raise BridgeError(f"cannot write the conditions as a guard: {error}") from None


# ---------------------------------------------------------------------------- the other direction


def to_machine(lifecycle: Lifecycle, *models: Any, initial: str = "", **options: Any) -> Machine:
    """Give a lifecycle as a `transitions.Machine` for models of the user's own.

    A row may be taken when the role that asks is one of the row's (`model.cancel(role="staff")`,
    or else the model's attribute `role`) and its guard holds on the model's facts: `model.facts`
    where it is a function from a fact's name to a whole number, or else the model's attributes or
    methods of the facts' names. A model that already has a known state keeps it. A state with a
    history row notes in `model.held_from` where it was entered from.

    Lost: automatic rows (trigger them yourself), effects (attach callbacks), messages and answers,
    kinds, labels and notes, and why a step was refused: a row that may not be taken is False, and a
    state that has none raises `MachineError`.

    Args:
        models: bound now; `Machine.add_model` binds more, unchecked.
        initial: where models without a state begin; without it the first state of the kind initial.
        options: for `transitions.Machine`, for example `model_attribute="status"`.

    Raises:
        BridgeError: a model lacks facts that guards read, or has attributes named as triggers.
    """
    if initial and initial not in lifecycle.states:
        known = ", ".join(lifecycle.states)
        raise BridgeError(f"there is no state {initial!r} to begin in; states are {known}")
    attribute = options.setdefault("model_attribute", "state")
    kept = _came_from(lifecycle)
    options["before_state_change"] = [kept, *_listed(options.get("before_state_change"))]
    born = initial or next(s.name for s in lifecycle.states.values() if s.kind == "initial")
    options |= {"send_event": True, "auto_transitions": False, "initial": born}
    try:
        states = [_TableState(state) for state in lifecycle.states.values()]
        machine = Machine(None, states, transitions=[*_declared(lifecycle)], **options)
        for model in models:
            _refuse_misfit(lifecycle, machine, model)
            present = getattr(model, attribute, None)
            machine.add_model(model, present if present in machine.states else born)
    except (ValueError, TypeError, AttributeError) as error:
        raise BridgeError(f"cannot make a machine of {lifecycle.name}: {error}") from None
    return machine


class _TableState(MachineState):
    """A state that remembers what the table says of it."""

    def __init__(self, declared: State) -> None:
        self.declared = declared
        super().__init__(declared.name, final=declared.kind in OVER)


class _RowCondition:
    """A row of a table as one condition: the role may, the guard holds, the way back is right."""

    def __init__(self, row: Transition, place: int, origin: str) -> None:
        self.row, self.place, self.origin = row, place, origin
        self.__name__ = row.guard.text or "always"

    def __call__(self, event: EventData) -> bool:
        if self.origin and getattr(event.model, CAME_FROM, "") != self.origin:
            return False
        return _role(event) in self.row.by and self.row.guard.holds(_facts(event.model))


def _ours(made: MachineTransition) -> _RowCondition | None:
    conditions = [c.func for c in made.conditions if isinstance(c.func, _RowCondition)]
    return conditions[0] if len(conditions) == len(made.conditions) == 1 else None


def _declared(lifecycle: Lifecycle) -> Iterator[dict[str, Any]]:
    """Yield the rows; one with a history target once for each state that it may lead back to."""
    for place, row in enumerate(lifecycle.transitions):
        back = origins(lifecycle.transitions, row.source) if row.target == HISTORY else ("",)
        for origin in back:
            condition = _RowCondition(row, place, origin)
            step = {"trigger": row.trigger, "source": row.source, "dest": origin or row.target}
            yield {**step, "conditions": [condition]}


def _came_from(lifecycle: Lifecycle) -> Callable[[EventData], None]:
    holding = {row.source for row in lifecycle.transitions if row.target == HISTORY}

    def note(event: EventData) -> None:
        target = event.transition.dest if event.transition else None
        if target in holding and target != event.state.name:
            setattr(event.model, CAME_FROM, event.state.name)

    return note


def _role(event: EventData) -> str:
    role = event.kwargs.get("role", getattr(event.model, "role", None))
    if role not in ROLES:
        raise BridgeError(
            f"cannot {event.event.name}: {role!r:.40} is no role; pass role=..., or give the model "
            f"an attribute `role`: one of {', '.join(ROLES)}"
        )
    return str(role)


def _facts(model: Any) -> Facts:
    if not callable(getattr(model, "facts", None)):
        return partial(_attribute, model)
    facts: Facts = model.facts
    return facts


def _attribute(model: Any, name: str) -> int:
    found = getattr(model, name, None)
    value = found() if callable(found) else found
    if not isinstance(value, int):
        raise BridgeError(f"fact {name}: the model's {name} is {value!r:.40}, not a whole number")
    return int(value)


def _refuse_misfit(lifecycle: Lifecycle, machine: Machine, model: Any) -> None:
    read = {name for row in lifecycle.transitions for name in row.guard.facts}
    if not callable(getattr(model, "facts", None)):
        lacking = sorted(n for n in read if not hasattr(model, n))
        if lacking:
            found = f"a {type(model).__name__} has no attributes {', '.join(lacking)}"
            raise BridgeError(f"{found}; add them, or a method `facts` from a name to a number")
    taken = sorted(trigger for trigger in lifecycle.triggers if hasattr(model, trigger))
    if taken and not machine.model_override:
        found = f"a {type(model).__name__} already has {', '.join(taken)}"
        raise BridgeError(f"{found}, where triggers would go; rename them in the model")


def _listed(callbacks: Any) -> list[Any]:
    if callbacks is None:
        return []
    return list(callbacks) if isinstance(callbacks, list | tuple) else [callbacks]
