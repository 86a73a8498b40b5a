"""Run the library's own functions on amounts that stand for all amounts at once.

A `Symbol` is a whole number that is not known: a term of the prover z3. Arithmetic on symbols makes
longer terms. Where the code asks something of one (`if a < b`), both answers may be possible: the
function is then run once for each, from the start, with the answers given so far as a script. An
answer that the assumptions exclude is not tried, so what is run is every *path* that some amounts
take, and no other. On each path `holds` asks z3 for amounts that break a claim. Where it finds
none, the claim is proven for all amounts; where it finds some, `Refuted` shows them.

Three things are not run as they are; `test_symbolic` shows that the first two change no number:

* `min` and `max` (`smallest`, `largest`) become one term instead of two paths each;
* `a // b` becomes the number `q` with `b * q <= a < b * q + b`, after b > 0 was proven;
* a function may be replaced by the laws that were proven of it (`Path.assumed`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import z3
from tests.proofs.terms import Symbol, Truth, term

Claim = Callable[[Any], None]
"""What is to be proven: it takes a `Path` (or a `Sample`), names amounts, runs code, and says what
holds."""

Promises = Mapping[str, Sequence[Any]]
"""What is claimed, by name: facts that are all true, each a `Truth`, a yes or no, or a term."""

PATIENCE_MS = 20_000

MOST_CORRECTIONS = 500
"""How often the prover may be told, on one path, that what it made up of a function is not so."""


class Refuted(AssertionError):  # noqa: N818 - what it tells is a result
    """A claim that does not hold; `amounts` are the numbers, by name, for which it does not.

    The message leaves those out that are 0.
    """

    def __init__(self, what: str, amounts: Mapping[str, int]) -> None:
        shown = ", ".join(f"{name} = {value}" for name, value in amounts.items() if value)
        super().__init__(f"{what}: not where {shown or 'everything is 0'}")
        self.what = what
        self.amounts = dict(amounts)


class Undecided(AssertionError):  # noqa: N818 - the same
    """The prover gave up: nothing is proven, nothing is refuted."""


class Excluded(Exception):  # noqa: N818 - nothing is wrong: these amounts are not meant
    """What was assumed cannot be, so that this path ends without a word."""


@dataclass
class _Decision:
    """One answer on the path; `other` says that the opposite one is still to be tried."""

    condition: Any
    answer: bool
    other: bool

    def told(self) -> Any:
        """Return what is known after this answer."""
        return self.condition if self.answer else z3.Not(self.condition)


@dataclass
class Assumed:
    """A function of whole numbers of which only laws are known.

    `real` is the function itself: when z3 finds amounts against a claim, what it made up for the
    function is compared with the truth, and corrected until it is true. `laws(call, earlier)` gives
    the laws for one call, and for it with each earlier one.
    """

    real: Callable[..., int]
    laws: Callable[["Call", "Call"], Iterable[Any]]
    symbol: Any


@dataclass(frozen=True)
class Call:
    """One call of an assumed function: the terms of what was given and of what came back."""

    given: tuple[Any, ...]
    result: Any


@dataclass
class Path:
    """One run of a claim; see the module. Made by `prove` only."""

    solver: Any
    decisions: list[_Decision]
    position: int = 0
    names: dict[str, Any] = field(default_factory=dict)
    calls: list[tuple[Assumed, Call]] = field(default_factory=list)
    divisions: int = 0
    checks: int = 0
    corrections: int = 0

    @property
    def is_replayed(self) -> bool:
        """Tell whether the solver knows all this from the path before, up to the last fork."""
        return self.position < len(self.decisions)

    def number(self, name: str, least: int | None = None) -> Any:
        """Name an amount that may be any whole number, `least` or more."""
        self.names[name] = z3.Int(name)
        if least is not None:
            self.add(self.names[name] >= least)
        return Symbol(self, self.names[name])

    def truth(self, name: str) -> Any:
        """Name something that may be true or false."""
        return self.number(name) != 0

    def assume(self, *facts: Any) -> None:
        """Take facts for granted from here on."""
        for fact in facts:
            self.add(term(fact))
        if not self.is_replayed and not self._possible():
            raise Excluded

    def add(self, *facts: Any) -> None:
        """Tell the solver terms, once."""
        if not self.is_replayed:
            self.solver.add(*facts)

    def decide(self, condition: Any) -> bool:
        """Answer what the code asks; ask z3 which answers are possible where the script ends."""
        if not self.is_replayed:
            yes = self._possible(condition)
            other = yes and self._possible(z3.Not(condition))
            self.decisions.append(_Decision(condition, yes, other))
            self.solver.push()
            self.solver.add(self.decisions[-1].told())
        decision = self.decisions[self.position]
        self.position += 1
        return decision.answer

    def holds(self, what: str, *facts: Any) -> None:
        """Prove facts on this path, for all amounts; raise `Refuted` with some that break one."""
        self.hold({what: facts})

    def hold(self, promises: Promises) -> None:
        """Prove several promises at once, each of some facts; see `holds`."""
        if self.is_replayed:
            return
        self.checks += sum(map(len, promises.values()))
        terms = {what: z3.And(*map(term, facts)) for what, facts in promises.items()}
        self.solver.push()
        self.solver.add(z3.Not(z3.And(*terms.values())))
        if self._possible():
            self._refute(terms)
        self.solver.pop()
        self.solver.add(*terms.values())  # Proven, so they may help with what comes next.

    def _refute(self, promises: Mapping[str, Any]) -> None:
        """Raise the smallest amounts found that break one; return where there are none in truth.

        What is only assumed of a function may be made up: see `_is_true_to_life`.
        """
        for most in (5, 20, 100, None):
            small = [z3.And(-most <= n, n <= most) for n in self.names.values() if most is not None]
            while self._possible(*small):
                if self._is_true_to_life():
                    model = self.solver.model()
                    broken = (w for w, t in promises.items() if not z3.is_true(model.eval(t, True)))
                    raise Refuted(next(broken), self._amounts())

    def quotient(self, over: Any, under: Any) -> Symbol:
        """Return `over // under`, after proving that `under` is positive."""
        self.holds("a divisor is positive", Truth(self, under > 0))
        self.divisions += 1
        result = z3.Int(f"quotient {self.divisions}")
        self.add(under * result <= over, over < under * result + under)
        return Symbol(self, result)

    def assumed(
        self, real: Callable[..., int], laws: Callable[[Call, Call], Iterable[Any]]
    ) -> Callable[..., Any]:
        """Return a stand-in for `real` of which only `laws` are known."""
        count = real.__code__.co_argcount
        symbol = z3.Function(real.__name__, *[z3.IntSort()] * (count + 1))
        function = Assumed(real, laws, symbol)

        def stand_in(*given: Any) -> Any:
            if not any(isinstance(value, Symbol) for value in given):
                return real(*given)
            terms = tuple(z3.simplify(term(value)) for value in given)
            call = Call(terms, symbol(*terms))
            if not self.is_replayed:
                earlier = [other for known, other in self.calls if known is function]
                self.add(*(law for other in (call, *earlier) for law in laws(call, other)))
            self.calls.append((function, call))
            return Symbol(self, call.result)

        return stand_in

    def _possible(self, *conditions: Any) -> bool:
        found = self.solver.check(*conditions)
        if found == z3.unknown:
            raise Undecided(f"z3 gave up: {self.solver.reason_unknown()}")
        return bool(found == z3.sat)

    def _is_true_to_life(self) -> bool:
        """Tell whether the amounts found need no falsehood about an assumed function.

        Every falsehood is corrected, so that the next amounts are not found by the same one.
        """
        self.corrections += 1
        if self.corrections > MOST_CORRECTIONS:
            raise Undecided("what is assumed of a function is too little to prove or refute it")
        model, wrong = self.solver.model(), []
        for function, call in self.calls:
            given = [model.eval(each, model_completion=True).as_long() for each in call.given]
            made_up = model.eval(call.result, model_completion=True).as_long()
            if made_up != (truth := function.real(*given)):
                wrong.append(function.symbol(*given) == truth)
        self.solver.add(*wrong)
        return not wrong

    def _amounts(self) -> dict[str, int]:
        model = self.solver.model()
        values = {
            name: model.eval(at, model_completion=True).as_long() for name, at in self.names.items()
        }
        return dict(sorted(values.items()))


@dataclass
class Proof:
    """What a proof took: paths that were run to their end, and facts that were proven on them."""

    paths: int = 0
    facts: int = 0

    def __add__(self, other: "Proof") -> "Proof":
        return Proof(self.paths + other.paths, self.facts + other.facts)

    def __str__(self) -> str:
        return f"{self.paths} paths, {self.facts} facts"


def prove(claim: Claim, patience_ms: int = PATIENCE_MS) -> Proof:
    """Run a claim on every path, and return what that took.

    Raises:
        Refuted: some amounts break it; the message names them.
        Undecided: z3 did not decide a question in `patience_ms`, or no amounts are possible at all.
    """
    solver = z3.Solver()
    solver.set("timeout", patience_ms)
    decisions: list[_Decision] = []
    proof = Proof()
    while True:
        path = Path(solver, decisions)
        try:
            claim(path)
            proof.paths += path._possible()
        except Excluded:
            pass
        proof.facts += path.checks
        if not _turned(solver, decisions):
            break
    if proof.paths == 0:
        raise Undecided("nothing is proven of amounts that cannot be")
    return proof


def _turned(solver: Any, decisions: list[_Decision]) -> bool:
    """Give the other answer at the last fork that has one; say whether there was such a fork."""
    while decisions:
        decision = decisions.pop()
        solver.pop()
        if decision.other:
            decisions.append(_Decision(decision.condition, not decision.answer, other=False))
            solver.push()
            solver.add(decisions[-1].told())
            return True
    return False


@dataclass
class Sample:
    """A run of a claim with plain numbers and nothing assumed: what a `Path` is for all amounts."""

    amounts: Mapping[str, int]

    def number(self, name: str, least: int | None = None) -> Any:
        """Return the amount of this name."""
        if least is not None and self.amounts[name] < least:
            raise Excluded
        return self.amounts[name]

    def truth(self, name: str) -> Any:
        """Return the yes or no of this name."""
        return bool(self.amounts[name])

    def assume(self, *facts: Any) -> None:
        """End the run where a fact is false."""
        if not all(facts):
            raise Excluded

    def holds(self, what: str, *facts: Any) -> None:
        """Raise `Refuted` where a fact is false."""
        self.hold({what: facts})

    def hold(self, promises: Promises) -> None:
        """Raise `Refuted` for the first promise of which a fact is false."""
        for what, facts in promises.items():
            if not all(z3.is_true(z3.simplify(term(fact))) for fact in facts):
                raise Refuted(what, self.amounts)

    def assumed(self, real: Callable[..., int], laws: Any) -> Callable[..., int]:
        """Return the function itself."""
        return real


def counterexample(claim: Claim) -> Refuted:
    """Return the amounts that refute a claim, after they refuted it as plain numbers as well.

    Raises:
        AssertionError: the claim is proven, or its refutation is none for plain numbers.
    """
    try:
        proof = prove(claim)
    except Refuted as found:
        refuted = found
    else:
        raise AssertionError(f"nothing refutes it: {proof}")
    try:
        claim(Sample(refuted.amounts))
    except Refuted:
        return refuted
    raise AssertionError(f"with plain numbers it holds all the same: {refuted}")
