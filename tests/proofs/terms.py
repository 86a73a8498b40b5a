"""Whole numbers that are not known: `Symbol`, and what is asked of one: `Truth`.

Arithmetic on symbols makes longer terms of the prover z3. What may be known of a symbol is the
matter of the path on which it is (`symbolic.Path`).
"""

from collections.abc import Iterable
from functools import reduce
from typing import Any, Protocol

import z3


class Decides(Protocol):
    """What a symbol asks of its path."""

    def decide(self, condition: Any) -> bool:
        """Say on which side of a condition the path goes on."""
        ...

    def quotient(self, over: Any, under: Any) -> "Symbol":
        """Divide one term by another, and round down."""
        ...


class Symbol:
    """A whole number that is not known: `term` over the named amounts of a `Path`."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, path: Decides, term: Any) -> None:
        self.path = path
        self.term = term

    def _new(self, term: Any) -> "Symbol":
        return Symbol(self.path, term)

    def __add__(self, other: Any) -> "Symbol":
        return self._new(self.term + term(other))

    def __radd__(self, other: Any) -> "Symbol":
        return self._new(term(other) + self.term)

    def __sub__(self, other: Any) -> "Symbol":
        return self._new(self.term - term(other))

    def __rsub__(self, other: Any) -> "Symbol":
        return self._new(term(other) - self.term)

    def __mul__(self, other: Any) -> "Symbol":
        return self._new(self.term * term(other))

    def __rmul__(self, other: Any) -> "Symbol":
        return self._new(term(other) * self.term)

    def __neg__(self) -> "Symbol":
        return self._new(-self.term)

    def __abs__(self) -> "Symbol":
        return self._new(z3.If(self.term < 0, -self.term, self.term))

    def __floordiv__(self, other: Any) -> "Symbol":
        return self.path.quotient(self.term, term(other))

    def __lt__(self, other: Any) -> "Truth":
        return Truth(self.path, self.term < term(other))

    def __le__(self, other: Any) -> "Truth":
        return Truth(self.path, self.term <= term(other))

    def __gt__(self, other: Any) -> "Truth":
        return Truth(self.path, self.term > term(other))

    def __ge__(self, other: Any) -> "Truth":
        return Truth(self.path, self.term >= term(other))

    def __eq__(self, other: object) -> Any:
        if other is None:
            return False
        return Truth(self.path, self.term == term(other))

    def __ne__(self, other: object) -> Any:
        if other is None:
            return True
        return Truth(self.path, self.term != term(other))

    def __bool__(self) -> bool:
        return self.path.decide(self.term != 0)

    def __str__(self) -> str:
        return "?"  # In a sentence of a refusal.


class Truth:
    """A yes or no that is not known; asking it (`if`, `and`, `not`) makes the path fork."""

    __hash__ = None  # type: ignore[assignment]

    def __init__(self, path: Decides, term: Any) -> None:
        self.path = path
        self.term = term

    def __bool__(self) -> bool:
        return self.path.decide(self.term)


def term(value: Any) -> Any:
    """Return the z3 term of a symbol, a truth, a plain number, or a term."""
    if isinstance(value, z3.ExprRef):
        return value
    if isinstance(value, Symbol | Truth):
        return value.term
    if isinstance(value, bool):
        return z3.BoolVal(value)
    if isinstance(value, int):
        return z3.IntVal(value)
    raise TypeError(f"{value!r} is no number")


def either(*facts: Any) -> Any:
    """Return the fact that one of these is true, at least."""
    return z3.Or(*map(term, facts))


def smallest(*numbers: Any) -> Any:
    """Return the least of some numbers, or of a sequence of them, as `min` does, without a fork."""
    return reduce(lambda a, b: _chosen(b < a, b, a), _listed(numbers))


def largest(*numbers: Any) -> Any:
    """Return the greatest of some numbers, or of a sequence, as `max` does, without a fork."""
    return reduce(lambda a, b: _chosen(b > a, b, a), _listed(numbers))


def _listed(numbers: tuple[Any, ...]) -> Iterable[Any]:
    listed: Iterable[Any] = numbers if len(numbers) > 1 else numbers[0]
    return listed


def _chosen(truth: Any, yes: Any, no: Any) -> Any:
    if isinstance(truth, Truth):
        return Symbol(truth.path, z3.If(truth.term, term(yes), term(no)))
    return yes if truth else no
