"""Print a table model as a Maude module: a state is one term, an action is one conditional rule.

Maude is a third engine beside ours and TLC, and has nothing in common with either: it rewrites
terms. Reachable terms are the states, and applications of rules the edges.
"""

from collections.abc import Callable, Iterator, Mapping

from tilaus.verify.tables.abstract import Action, Const, Definition, Expr, Model, Ref, Var, Variable

MODULE = "TILAUS"
"""The name of the module."""

INITIAL = "initial"
"""The term that stands for the first state."""


def maude(model: Model) -> str:
    """Print the module."""
    return "\n".join(_lines(model)) + "\n"


def _lines(model: Model) -> Iterator[str]:
    yield f"*** The lifecycle tables of a shop, for a world of {model.title}."
    yield f"mod {MODULE} is"
    yield "  protecting INT . protecting STRING . protecting EXT-BOOL ."
    yield "  sort State ."
    yield f"  op s : {' '.join(_sort(v) for v in model.variables)} -> State [ctor] ."
    yield f"  op {INITIAL} : -> State ."
    yield "  var S : State ."
    for variable in model.variables:
        yield f"  var {_variable(variable.name)} : {_sort(variable)} ."
    begin = ", ".join(_value(v.initial) for v in model.variables)
    yield f"  eq {INITIAL} = s({begin}) ."
    yield ""
    for definition in model.definitions:
        yield from _definition(definition, model)
    yield ""
    for action in model.actions:
        yield from _rule(action, model)
    yield "endm"


def _sort(variable: Variable) -> str:
    first = variable.domain[0]
    return "Bool" if isinstance(first, bool) else "Int" if isinstance(first, int) else "String"


def _variable(name: str) -> str:
    return name.upper().replace("_", "-")


def _operator(name: str) -> str:
    return name.replace("_", "-")


def _state(model: Model, changed: Mapping[str, Expr]) -> str:
    cells = (text(changed.get(v.name, Var(v.name))) for v in model.variables)
    return f"s({', '.join(cells)})"


def _definition(definition: Definition, model: Model) -> Iterator[str]:
    name, sort = _operator(definition.name), _sort_of(definition.expr, model)
    yield f"  op {name} : State -> {sort} [memo] ."
    yield f"  ceq {name}(S) = {text(definition.expr)} if {_state(model, {})} := S ."


def _sort_of(expr: Expr, model: Model) -> str:
    """Tell of what sort an expression is, from what it is made of."""
    match expr:
        case Const(value=value):
            return (
                "Bool" if isinstance(value, bool) else "Int" if isinstance(value, int) else "String"
            )
        case Var(name=name):
            return next(_sort(v) for v in model.variables if v.name == name)
        case Ref(name=name):
            return next(_sort_of(d.expr, model) for d in model.definitions if d.name == name)
    if expr.sign == "if":
        return _sort_of(expr.args[1], model)
    return "Int" if expr.sign in ("+", "-", "min", "max") else "Bool"


def _rule(action: Action, model: Model) -> Iterator[str]:
    after = _state(model, dict(action.updates))
    guards = " /\\ ".join([f"{_state(model, {})} := S", *(text(part) for part in action.guard)])
    yield f"  crl [{_operator(action.name)}] : S => {after}"
    yield f"   if {guards} ."


def text(expr: Expr) -> str:
    """Print an expression; `S` is the state that definitions are asked about."""
    match expr:
        case Const(value=value):
            return _value(value)
        case Var(name=name):
            return _variable(name)
        case Ref(name=name):
            return f"{_operator(name)}(S)"
    return _SHOWN[expr.sign](*(text(part) for part in expr.args))


def _value(value: int | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _between(sign: str) -> Callable[..., str]:
    return lambda *args: f"({f' {sign} '.join(args)})"


def _member(value: str, *names: str) -> str:
    return f"({' or-else '.join(f'({value} == {name})' for name in names)})"


_SHOWN: Mapping[str, Callable[..., str]] = {
    "==": _between("=="),
    "<=": _between("<="),
    "<": _between("<"),
    "in": _member,
    "and": _between("and-then"),
    "or": _between("or-else"),
    "not": lambda a: f"(not {a})",
    "=>": lambda a, b: f"((not {a}) or-else {b})",
    "+": _between("+"),
    "-": _between("-"),
    "min": lambda a, b: f"min({a}, {b})",
    "max": lambda a, b: f"max({a}, {b})",
    "if": lambda when, a, b: f"(if {when} then {a} else {b} fi)",
}
