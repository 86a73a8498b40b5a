"""Guard formulas as data: read from text, evaluated on facts, printed as text and as TLA+.

A formula says when a transition may happen: `captured >= total and not disputed`. It is made of
facts, whole numbers, comparisons, `and`, `or`, `not` and brackets, and of nothing else: the text of
a policy file is hostile, so it is parsed against an allow-list and never handed to `eval`.

There is no arithmetic, on purpose. A formula without it can be *decided*: whether it can ever be
true, and whether two of them can be true at once, follows from finitely many points (`can_hold`).
"""

import ast
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from tilaus.record import record

Facts = Callable[[str], int]
"""Look one fact up by its name: a whole number, or 0 and 1 for no and yes."""

MAX_LENGTH = 500

_NUMBER = re.compile(r"\b[0-9]+\b")

_COMPARE: Mapping[type[ast.cmpop], tuple[str, str, Callable[[int, int], bool]]] = {
    ast.Eq: ("==", "=", operator.eq),
    ast.NotEq: ("!=", "/=", operator.ne),
    ast.Lt: ("<", "<", operator.lt),
    ast.LtE: ("<=", "<=", operator.le),
    ast.Gt: (">", ">", operator.gt),
    ast.GtE: (">=", ">=", operator.ge),
}


class GuardError(ValueError):
    """A formula cannot be read: the message names the place and what may be written there."""


@record
class Formula:
    """A parsed guard: `text` in its normal form, the `facts` it reads, and how to evaluate it.

    Two formulas are equal when their normal forms are. `Formula.holds(facts)` costs one call of a
    closure that was made when the text was parsed.
    """

    text: str
    facts: frozenset[str]
    clauses: "tuple[Formula, ...]"
    tla: str
    holds: Callable[[Facts], bool]

    def failures(self, facts: Facts) -> "tuple[Failure, ...]":
        """List the clauses of this conjunction that do not hold, each with the facts it saw."""
        return tuple(
            Failure(clause.text, {name: facts(name) for name in sorted(clause.facts)})
            for clause in self.clauses or (self,)
            if not clause.holds(facts)
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)


@record
class Failure:
    """One clause of a guard that did not hold, and the facts that it saw."""

    guard: str
    facts: Mapping[str, int]

    def __str__(self) -> str:
        seen = ", ".join(f"{name} is {value}" for name, value in self.facts.items())
        return f"{self.guard} ({seen})"


def parse(text: str) -> Formula:
    """Read a guard formula; the empty text is the guard that always holds.

    Raises:
        GuardError: the text is too long, or holds anything but facts, whole numbers, comparisons,
            `and`, `or`, `not` and brackets.
    """
    if not text.strip():
        return ALWAYS
    if len(text) > MAX_LENGTH:
        raise GuardError(f"a guard has at most {MAX_LENGTH} characters; this one has {len(text)}")
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise GuardError(f"cannot read the guard {text[:60]!r}: {type(error).__name__}") from None
    try:
        return _formula(tree)
    except RecursionError:
        raise GuardError(f"the guard {text[:60]!r} is nested too deeply") from None


def tree(formula: Formula) -> tuple[Any, ...]:
    """Return a formula as a tree, for whoever prints or translates it.

    `("and" | "or", tree, ...)`, `("not", tree)`, `("==" | "!=" | ..., leaf, leaf)`, and leaves:
    `("fact", name)`, `("number", n)`. The formula that always holds is `("and",)`.
    """
    return _tree(ast.parse(formula.text, mode="eval").body) if formula.text else ("and",)


def _tree(node: ast.expr) -> tuple[Any, ...]:
    match node:
        case ast.BoolOp(op=op, values=values):
            sign = "and" if isinstance(op, ast.And) else "or"
            return (sign, *(_tree(value) for value in values))
        case ast.UnaryOp(operand=inner):
            return ("not", _tree(inner))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return (_COMPARE[type(op)][0], _tree(left), _tree(right))
    leaf = _term(node)
    return ("fact", leaf) if isinstance(leaf, str) else ("number", leaf)


def _formula(node: ast.expr) -> Formula:
    match node:
        case ast.BoolOp(op=ast.And()):
            return _all([_formula(value) for value in node.values])
        case ast.BoolOp(op=ast.Or()):
            return _any([_formula(value) for value in node.values])
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return _not(_formula(inner))
        case ast.Compare(left=left, ops=ops, comparators=rights):
            pairs = zip([left, *rights], ops, rights, strict=False)
            parts = [_comparison(a, op, b) for a, op, b in pairs]
            return parts[0] if len(parts) == 1 else _all(parts)
        case ast.Name(id=name):
            return Formula(name, frozenset({name}), (), f"{name}", lambda facts: bool(facts(name)))
    raise GuardError(_unreadable(node))


def _unreadable(node: ast.AST) -> str:
    found = ast.unparse(node)[:40]
    return (
        f"a guard cannot contain {found!r}: write facts, whole numbers, == != < <= > >=, "
        "and, or, not and brackets"
    )


def _comparison(left: ast.expr, op: ast.cmpop, right: ast.expr) -> Formula:
    if type(op) not in _COMPARE:
        raise GuardError(f"a guard compares with == != < <= > >=, not with {type(op).__name__}")
    sign, tla, compare = _COMPARE[type(op)]
    a, b = _term(left), _term(right)
    names = frozenset(side for side in (a, b) if isinstance(side, str))
    holds = _comparing(a, compare, b)
    return Formula(f"{a} {sign} {b}", names, (), f"{a} {tla} {b}", holds)


def _comparing(
    a: str | int, compare: Callable[[int, int], bool], b: str | int
) -> Callable[[Facts], bool]:
    """Return the closure for one comparison; the two forms that tables use have their own."""
    if isinstance(a, str) and isinstance(b, str):
        return lambda facts: compare(facts(a), facts(b))
    if isinstance(a, str) and isinstance(b, int):
        return lambda facts: compare(facts(a), b)
    return lambda facts: compare(
        facts(a) if isinstance(a, str) else a, facts(b) if isinstance(b, str) else b
    )


def _term(node: ast.expr) -> str | int:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=int(number)) if type(number) is int and number < 10**15:
            return number
    raise GuardError(_unreadable(node))


def _all(parts: list[Formula]) -> Formula:
    clauses = tuple(clause for part in parts for clause in (part.clauses or (part,)))
    checks = tuple(clause.holds for clause in clauses)

    def holds(facts: Facts) -> bool:
        for check in checks:  # noqa: SIM110 - a generator would cost more than the checks
            if not check(facts):
                return False
        return True

    return Formula(
        " and ".join(_bracketed(c) for c in clauses),
        _names(clauses),
        clauses,
        " /\\ ".join(_bracketed(c, tla=True) for c in clauses),
        holds,
    )


def _any(parts: list[Formula]) -> Formula:
    checks = tuple(part.holds for part in parts)
    return Formula(
        " or ".join(_bracketed(p) if p.clauses else p.text for p in parts),
        _names(parts),
        (),
        " \\/ ".join(f"({p.tla})" for p in parts),
        lambda facts: any(check(facts) for check in checks),
    )


def _not(inner: Formula) -> Formula:
    check = inner.holds
    return Formula(
        f"not {inner.text}" if inner.text.isidentifier() else f"not ({inner.text})",
        inner.facts,
        (),
        f"~({inner.tla})",
        lambda facts: not check(facts),
    )


def _bracketed(part: Formula, *, tla: bool = False) -> str:
    text = part.tla if tla else part.text
    return f"({text})" if " or " in part.text or part.clauses else text


def _names(parts: Any) -> frozenset[str]:
    return frozenset().union(*(part.facts for part in parts))


ALWAYS = Formula("", frozenset(), (), "TRUE", lambda facts: True)
"""The guard of a transition that has none."""


def both(one: Formula, other: Formula) -> Formula:
    """Return the formula that holds where both hold."""
    if not one.text or not other.text:
        return one if one.text else other
    return _all([one, other])


def negated(formula: Formula) -> Formula:
    """Return the formula that holds where this one does not."""
    return _not(formula) if formula.text else parse("0 == 1")


def points(
    *formulas: Formula, booleans: frozenset[str] = frozenset()
) -> Iterator[Mapping[str, int]]:
    """Yield finitely many assignments of facts that together decide the formulas.

    Facts are compared only with each other and with constants, so it is enough to try, around each
    constant, as many neighbours as there are facts (the small-model property of comparisons); facts
    are whole numbers >= 0, and those in `booleans` are 0 or 1.
    """
    domains = _domains(formulas, booleans)
    for values in product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


def _domains(
    formulas: tuple[Formula, ...], booleans: frozenset[str]
) -> Mapping[str, tuple[int, ...]]:
    names = sorted(frozenset().union(*(f.facts for f in formulas)))
    constants = {0} | {int(number) for f in formulas for number in _NUMBER.findall(f.text)}
    reach = range(-len(names), len(names) + 1)
    numbers = tuple(sorted({c + d for c in constants for d in reach if c + d >= 0}))
    return {name: (0, 1) if name in booleans else numbers for name in names}


MAX_POINTS = 200_000
"""So many points are tried to decide formulas. The tables that ship need a few hundred."""


class _Unread(LookupError):  # noqa: N818 - it asks for a value
    """A formula reads a fact that has no value yet."""


def can_hold(
    *formulas: Formula, booleans: frozenset[str] = frozenset()
) -> Mapping[str, int] | None:
    """Return facts for which all the formulas hold at once, or None where there are none.

    Decides on the same values as `points`, but gives a fact its values only where a formula reads
    it, so that a conjunction is left as soon as one of its clauses fails.

    Raises:
        GuardError: the formulas compare so many facts with each other that `MAX_POINTS` points do
            not decide them.
    """
    domains = _domains(formulas, booleans)
    found = _search(formulas, domains, {}, iter(range(MAX_POINTS)))
    return None if found is None else {name: found.get(name, 0) for name in domains}


def _search(
    formulas: tuple[Formula, ...],
    domains: Mapping[str, tuple[int, ...]],
    known: dict[str, int],
    left: Iterator[int],
) -> dict[str, int] | None:
    if next(left, None) is None:
        text = " and ".join(_bracketed(formula) for formula in formulas)
        why = f"the guard {text[:60]!r} compares too many facts to be decided"
        raise GuardError(f"{why}; compare fewer of them with each other")

    def look(name: str) -> int:
        if name not in known:
            raise _Unread(name)
        return known[name]

    try:
        return known if all(formula.holds(look) for formula in formulas) else None
    except _Unread as unread:
        name: str = unread.args[0]
    for value in domains[name]:
        found = _search(formulas, domains, {**known, name: value}, left)
        if found is not None:
            return found
    return None
