"""Print a table model as TLA+, for TLC and for people: one named action for each row of the tables.

`tla` gives the module, `tla_config` what TLC is to check of it. The text depends on nothing but the
model, so the same tables give the same text.
"""

import textwrap
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Literal

from tilaus.verify.tables.abstract import (
    Action,
    Const,
    Definition,
    Duty,
    Expr,
    Model,
    Op,
    Ref,
    Var,
    Variable,
)

MODULE = "Tilaus"
"""The name of the module, and so of its file."""

WIDTH = 90

Spec = Literal["Spec", "WeakSpec", "StrongSpec"]

_HEAD = """\
(*
The lifecycle tables of a shop as a specification: order, items, payments and refunds, with their
guards and bounded counters, for a world of {title}.

Each row of a table is an action, once for each subject and for each number that its message may
report. What the kernel does by itself comes first: nothing else may happen before all is settled.
Nothing need happen: Spec has no fairness. WeakSpec and StrongSpec say who is assumed to do what.

This is an abstraction of the decider that moves real orders: it has no fees, charges, questions or
deadlines (a deadline may pass at any time), and the refunds that calling an order off requests are
steps of their own. A guard with a disjunction is compared with TRUE, so that TLC takes it as a
value: as a part of an action it would make one step of it for each disjunct that holds.
*)"""


def tla(model: Model) -> str:
    """Print the module, as the text of `Tilaus.tla`."""
    return "\n".join(line.rstrip() for line in _lines(model)) + "\n"


def tla_config(
    model: Model,
    spec: Spec = "Spec",
    *,
    promises: bool = True,
    properties: tuple[str, ...] = (),
) -> str:
    """Print what TLC is to check: a specification, the promises or not, and some properties."""
    lines = [f"SPECIFICATION {spec}"]
    if promises:
        lines += ["INVARIANTS", "    TypeOK", *(f"    {p.name}" for p in model.promises)]
    if properties:
        lines += ["PROPERTIES", *(f"    {name}" for name in properties)]
    return "\n".join(lines) + "\n"


def _lines(model: Model) -> Iterator[str]:
    own = frozenset(model.system.actions)
    yield f"---- MODULE {MODULE} ----"
    yield _HEAD.format(title=model.title)
    yield from ("EXTENDS Integers", "")
    yield from ("Min(a, b) == IF a < b THEN a ELSE b", "Max(a, b) == IF a < b THEN b ELSE a", "")
    yield from _variables(model)
    yield from _section("What the tables call facts, and when the kernel takes a step by itself")
    for definition in model.definitions:
        yield from _definition(definition)
    for (group, is_own), actions in groupby(model.actions, lambda a: (a.group, a.name in own)):
        who = "what the kernel does by itself" if is_own else "what people and the world do"
        yield from _section(f"{group.capitalize()}: {who}")
        for action in actions:
            yield from _action(action, model)
    yield from _section("All that may happen")
    yield from _next(model)
    yield from _section("Promises: what holds in every state")
    yield from _promises(model)
    yield from _section("Fairness: who is assumed to do what")
    yield from _fairness(model)
    yield from _section("What must happen at last")
    for found in model.properties:
        yield from _comment(found.note)
        yield from _wrapped(
            f"({text(found.when)}) ~> ({text(found.then)})", f"{found.name} == ", ""
        )
    yield "===="


def _section(title: str) -> Iterator[str]:
    yield from ("-" * WIDTH, f"\\* {title}", "")


def _groups(model: Model) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for variable in model.variables:
        groups[variable.group] = (*groups.get(variable.group, ()), variable.name)
    return groups


def _variables(model: Model) -> Iterator[str]:
    groups = _groups(model)
    yield "VARIABLES"
    lines = ["    " + ", ".join(names) for names in groups.values()]
    yield from ",\n".join(lines).split("\n")
    yield ""
    for group, names in groups.items():
        yield f"{group}_vars == <<{', '.join(names)}>>"
    everything = ", ".join(variable.name for variable in model.variables)
    yield from _wrapped(f"<<{everything}>>", "vars == ", "")
    yield ""
    yield "TypeOK =="
    for v in model.variables:
        yield from _wrapped(f"{v.name} \\in {_domain(v)}", _CLAUSE, _UNDER)
    yield ""
    yield "Init =="
    yield from (f"    /\\ {v.name} = {_value(v.initial)}" for v in model.variables)


def _domain(variable: Variable) -> str:
    domain = variable.domain
    if isinstance(domain[0], bool):
        return "BOOLEAN"
    if isinstance(domain[0], int):
        return f"{domain[0]}..{domain[-1]}"
    return f"{{{', '.join(_value(value) for value in domain)}}}"


def _definition(definition: Definition) -> Iterator[str]:
    yield from _comment(definition.note)
    yield from _told(definition.name, definition.expr)


def _comment(note: str) -> Iterator[str]:
    """Write a note of a table as a comment: one that holds anything stays a comment."""
    plain = "".join(c if c.isprintable() else " " for c in " ".join(note.split()))
    for line in textwrap.wrap(plain, WIDTH):
        yield f"\\* {line}"


def _told(name: str, expr: Expr) -> Iterator[str]:
    """Write a definition, on one line or laid out on as many as it needs."""
    if len(name) + len(text(expr)) + 4 <= WIDTH:
        yield f"{name} == {text(expr)}"
    else:
        yield f"{name} =="
        yield from _laid_out(expr, "    ", "    ")


def _laid_out(expr: Expr, first: str, later: str) -> Iterator[str]:
    """Lay an expression out: `first` stands before its first line, `later` before the others.

    Conjunctions and disjunctions become lists, in which TLA+ reads the column as brackets.
    """
    if len(first + text(expr)) <= WIDTH or not isinstance(expr, Op):
        yield from _wrapped(text(expr), first, later)
    elif expr.sign in _LISTED:
        bullet = f"{_LISTED[expr.sign]} "
        for number, part in enumerate(expr.args):
            under = later + " " * len(bullet)
            yield from _laid_out(part, (later if number else first) + bullet, under)
    elif expr.sign == "if":
        for word, part in zip(("IF ", "THEN ", "ELSE "), expr.args, strict=True):
            start = first if word == "IF " else later
            yield from _laid_out(part, f"{start}{word}", later + " " * len(word))
    elif expr.sign in ("+", "=>"):
        for number, part in enumerate(expr.args):
            start = f"{later}{expr.sign} " if number else first
            yield from _wrapped(text(part, inner=True), start, later)
    else:
        yield from _wrapped(text(expr), first, later)


_LISTED: Mapping[str, str] = {"and": "/\\", "or": "\\/"}


def _wrapped(body: str, first: str, later: str) -> Iterator[str]:
    yield from textwrap.wrap(
        body,
        WIDTH,
        initial_indent=first,
        subsequent_indent=f"{later}    ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _action(action: Action, model: Model) -> Iterator[str]:
    by = ", ".join(sorted(action.by))
    yield from _comment(f"{action.note} ({by})" if by else action.note)
    yield f"{action.name} =="
    known = {definition.name: definition.expr for definition in model.definitions}
    for guard in action.guard:
        for clause in guard.args if isinstance(guard, Op) and guard.sign == "and" else (guard,):
            if _is_plain(clause, known):
                yield from _laid_out(clause, _CLAUSE, _UNDER)
            else:
                shown = text(clause, inner=True)
                yield from _wrapped(f"{shown} = TRUE", _CLAUSE, _UNDER)
    for name, expr in action.updates:
        yield from _wrapped(f"{name}' = {text(expr, inner=True)}", _CLAUSE, _UNDER)
    kept = ", ".join(_kept(action, _groups(model)))
    if kept:
        yield from _wrapped(f"UNCHANGED <<{kept}>>", _CLAUSE, _UNDER)
    yield ""


_CLAUSE, _UNDER = "    /\\ ", "       "


def _kept(action: Action, groups: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Name what an action leaves as it is: whole subjects where it touches nothing of them."""
    changed = {name for name, _ in action.updates}
    for group, names in groups.items():
        if changed.isdisjoint(names):
            yield f"{group}_vars"
        else:
            yield from (name for name in names if name not in changed)


def _is_plain(expr: Expr, known: Mapping[str, Expr]) -> bool:
    """Tell whether TLC makes one step of it, also where it stands as a part of an action."""
    if isinstance(expr, Ref):
        return _is_plain(known[expr.name], known)
    if isinstance(expr, Op) and expr.sign == "and":
        return all(_is_plain(part, known) for part in expr.args)
    return not (isinstance(expr, Op) and expr.sign in ("or", "=>", "if"))


def _next(model: Model) -> Iterator[str]:
    own = model.system.actions
    world = Duty("World", tuple(a.name for a in model.actions if a.name not in own), "")
    for duty in (model.system, world):
        yield from _comment(duty.note)
        yield from _any_of(duty.name, duty.actions)
    yield "Next == System \\/ World"
    yield ""
    yield "Spec == Init /\\ [][Next]_vars"


def _any_of(name: str, actions: tuple[str, ...]) -> Iterator[str]:
    if not actions:
        yield f"{name} == FALSE"
    else:
        yield f"{name} =="
        yield from (f"    \\/ {action}" for action in actions)
    yield ""


def _promises(model: Model) -> Iterator[str]:
    for promise in model.promises:
        yield from _comment(promise.note)
        yield from _told(promise.name, promise.expr)
        yield ""


def _fairness(model: Model) -> Iterator[str]:
    for duty in model.duties:
        yield from _comment(duty.note)
        yield from _any_of(duty.name, duty.actions)
    for name, sign, note in (
        ("WeakSpec", "WF", "What can be done without interruption is done at some time."),
        ("StrongSpec", "SF", "What can be done again and again is done at some time."),
    ):
        yield from _comment(note)
        yield f"{name} =="
        yield "    /\\ Spec"
        yield f"    /\\ WF_vars({model.system.name})"
        yield from (f"    /\\ {sign}_vars({duty.name})" for duty in model.duties)
        yield ""


def text(expr: Expr, *, inner: bool = False) -> str:
    """Print an expression; `inner` puts brackets around what would need them inside another."""
    match expr:
        case Const(value=value):
            return _value(value)
        case Var(name=name) | Ref(name=name):
            return name
    shown = _SHOWN[expr.sign](expr.args)
    return f"({shown})" if inner and expr.sign in _BRACKETED else shown


def _value(value: int | str) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return f'"{value}"' if isinstance(value, str) else str(value)


_BRACKETED = frozenset({"and", "or", "=>", "if", "+", "-"})


def _between(sign: str) -> Callable[[tuple[Expr, ...]], str]:
    return lambda args: f" {sign} ".join(text(arg, inner=True) for arg in args)


def _called(name: str) -> Callable[[tuple[Expr, ...]], str]:
    return lambda args: f"{name}({', '.join(text(arg) for arg in args)})"


def _member(args: tuple[Expr, ...]) -> str:
    return f"{text(args[0])} \\in {{{', '.join(text(arg) for arg in args[1:])}}}"


def _choice(args: tuple[Expr, ...]) -> str:
    when, a, b = (text(arg) for arg in args)
    return f"IF {when} THEN {a} ELSE {b}"


def _not(args: tuple[Expr, ...]) -> str:
    (arg,) = args
    match arg:
        case Op(sign="==", args=(a, b)):
            return f"{text(a, inner=True)} # {text(b, inner=True)}"
        case Op(sign="in"):
            return _member(arg.args).replace("\\in", "\\notin", 1)
    return f"~{text(arg)}" if isinstance(arg, Var | Ref) else f"~({text(arg)})"


_SHOWN: Mapping[str, Callable[[tuple[Expr, ...]], str]] = {
    "==": _between("="),
    "<=": _between("<="),
    "<": _between("<"),
    "in": _member,
    "and": _between("/\\"),
    "or": _between("\\/"),
    "=>": _between("=>"),
    "not": _not,
    "+": _between("+"),
    "-": _between("-"),
    "min": _called("Min"),
    "max": _called("Max"),
    "if": _choice,
}
