"""A finite model as data: variables, guarded actions, promises. One form, for three engines.

`walk` evaluates it in Python, `tla` prints it for TLC and `maude` for Maude. The language of its
expressions is closed and tiny, so that it is plain that the three mean the same: constants,
variables, names of definitions, and `SIGNS`.

The functions that make expressions leave out what is settled already (`and TRUE`, `+ 0`), so that
a person can read what is printed. They are named after what they write.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from tilaus.record import record

SIGNS: Mapping[str, str] = {
    "==": "two values are the same",
    "<=": "a number is not more than another",
    "<": "a number is less than another",
    "in": "a value is one of the constants that follow it",
    "and": "all hold; none means true",
    "or": "one holds; none means false",
    "not": "it does not hold",
    "=>": "where the first holds, the second does",
    "+": "the sum; none means 0",
    "-": "the first less the second",
    "min": "the smaller of two numbers",
    "max": "the greater of two numbers",
    "if": "the second where the first holds, else the third",
}
"""Every operator of the language."""


@record
class Const:
    """A number, a text, or yes and no."""

    value: int | str


@record
class Var:
    """The value of a variable in the present state."""

    name: str


@record
class Ref:
    """The value of a definition of the model in the present state."""

    name: str


@record
class Op:
    """An operator of `SIGNS` and what it is applied to."""

    sign: str
    args: "tuple[Expr, ...]"


Expr: TypeAlias = Const | Var | Ref | Op

YES, NO = Const(True), Const(False)


@record
class Variable:
    """A variable: where it begins, and all that it may be (a text, a number, yes or no).

    `group` is the subject that it belongs to: order, item1, payment1, refund1.
    """

    name: str
    group: str
    initial: int | str
    domain: tuple[int | str, ...]


@record
class Definition:
    """A name for an expression, so that guards read as they stand in the tables."""

    name: str
    expr: Expr
    note: str = ""


@record
class Action:
    """Something that may happen: all `guard` clauses hold, and `updates` are made at once.

    `row` says of which row of which table it is an instance, as (machine, trigger, source, number
    of the row in its table); empty where it is none.
    """

    name: str
    group: str
    guard: tuple[Expr, ...]
    updates: tuple[tuple[str, Expr], ...]
    note: str = ""
    by: frozenset[str] = frozenset()
    row: tuple[str, str, str, int] | tuple[()] = ()


@record
class Promise:
    """What holds in every state that can be reached."""

    name: str
    expr: Expr
    note: str


@record
class Duty:
    """Actions of which one is taken at some time, if they are possible long or often enough."""

    name: str
    actions: tuple[str, ...]
    note: str


@record
class Property:
    """Whenever `when` holds, `then` holds at some later time, or at once."""

    name: str
    when: Expr
    then: Expr
    note: str


@record
class Model:
    """A finite model. Its actions are all that ever happens; or nothing happens any more.

    `system` is the duty of the kernel itself, which never lets a state wait; the other duties are
    of people and of the world.
    """

    title: str
    variables: tuple[Variable, ...]
    definitions: tuple[Definition, ...]
    actions: tuple[Action, ...]
    promises: tuple[Promise, ...]
    system: Duty
    duties: tuple[Duty, ...]
    properties: tuple[Property, ...]


def same(a: Expr, b: Expr) -> Expr:
    """Write `a == b`."""
    if isinstance(a, Const) and isinstance(b, Const):
        return Const(a.value == b.value)
    return Op("==", (a, b))


def at_most(a: Expr, b: Expr) -> Expr:
    """Write `a <= b`."""
    if isinstance(a, Const) and isinstance(b, Const):
        return Const(int(a.value) <= int(b.value))
    return Op("<=", (a, b))


def less(a: Expr, b: Expr) -> Expr:
    """Write `a < b`."""
    if isinstance(a, Const) and isinstance(b, Const):
        return Const(int(a.value) < int(b.value))
    return Op("<", (a, b))


def one_of(a: Expr, names: Iterable[str]) -> Expr:
    """Write that `a` is one of the texts."""
    found = tuple(Const(name) for name in names)
    if len(found) == 1:
        return same(a, found[0])
    if isinstance(a, Const):
        return Const(a in found)
    return Op("in", (a, *found)) if found else NO


def every(parts: Iterable[Expr]) -> Expr:
    """Write that all hold."""
    found = _flat("and", parts, YES)
    if NO in found:
        return NO
    return found[0] if len(found) == 1 else Op("and", found) if found else YES


def some(parts: Iterable[Expr]) -> Expr:
    """Write that at least one holds."""
    found = _flat("or", parts, NO)
    if YES in found:
        return YES
    return found[0] if len(found) == 1 else Op("or", found) if found else NO


def _flat(sign: str, parts: Iterable[Expr], unit: Expr) -> tuple[Expr, ...]:
    """Open brackets of the same operator, and leave out the unit and what stands there twice."""
    found: list[Expr] = []
    for part in parts:
        found += part.args if isinstance(part, Op) and part.sign == sign else [part]
    return tuple(part for part in dict.fromkeys(found) if part != unit)


def no(a: Expr) -> Expr:
    """Write `not a`."""
    if isinstance(a, Const):
        return Const(not a.value)
    return a.args[0] if isinstance(a, Op) and a.sign == "not" else Op("not", (a,))


def follows(a: Expr, b: Expr) -> Expr:
    """Write that where `a` holds, `b` does."""
    if isinstance(a, Const) or isinstance(b, Const):
        return some((no(a), b))
    return Op("=>", (a, b))


def total(parts: Iterable[Expr]) -> Expr:
    """Write the sum."""
    found = tuple(part for part in parts if part != Const(0))
    constants = sum(int(part.value) for part in found if isinstance(part, Const))
    named = tuple(part for part in found if not isinstance(part, Const))
    found = (*named, Const(constants)) if constants else named
    return found[0] if len(found) == 1 else Op("+", found) if found else Const(0)


def minus(a: Expr, b: Expr) -> Expr:
    """Write `a - b`."""
    if isinstance(a, Const) and isinstance(b, Const):
        return Const(int(a.value) - int(b.value))
    return a if b == Const(0) else Op("-", (a, b))


def times(number: int, a: Expr) -> Expr:
    """Write a small multiple of `a`, as a sum."""
    if isinstance(a, Const):
        return Const(number * int(a.value))
    return total([a] * number)


def smaller(a: Expr, b: Expr) -> Expr:
    """Write the smaller of two numbers."""
    return a if a == b else Op("min", (a, b))


def greater(a: Expr, b: Expr) -> Expr:
    """Write the greater of two numbers."""
    return a if a == b else Op("max", (a, b))


def pick(when: Expr, a: Expr, b: Expr) -> Expr:
    """Write `a` where `when` holds, else `b`."""
    if isinstance(when, Const):
        return a if when.value else b
    return a if a == b else Op("if", (when, a, b))


def count(parts: Iterable[Expr]) -> Expr:
    """Write how many hold."""
    return total(pick(part, Const(1), Const(0)) for part in parts)
