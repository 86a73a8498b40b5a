"""What proofs run on: every possible path, and no other; and what is refuted is so in truth."""

from itertools import product
from typing import Any

import pytest
from tests.proofs.laws import share_by_law
from tests.proofs.symbolic import Path, Refuted, Sample, Undecided, counterexample, prove
from tests.proofs.terms import largest, smallest

Amounts = Path | Sample


def test_every_possible_path_is_run_and_no_other() -> None:
    seen = []

    def claim(path: Amounts) -> None:
        a = path.number("a", 0)
        seen.append("0" if a == 0 else "below" if a < 0 else "even" if a // 2 * 2 == a else "odd")

    assert prove(claim).paths == 3
    assert sorted(seen) == ["0", "even", "odd"]


def test_a_claim_that_is_false_of_one_number_is_refuted_with_it() -> None:
    def claim(path: Amounts) -> None:
        a = path.number("a", 0)
        path.holds("no square is 1522756", a * a != 1522756)

    assert counterexample(claim).amounts == {"a": 1234}


def test_a_claim_that_is_false_on_the_last_path_only_is_refuted() -> None:
    def claim(path: Amounts) -> None:
        a = path.number("a")
        if a < 10 or a > 10:
            return
        path.holds("it is not 10", a != 10)

    assert counterexample(claim).amounts == {"a": 10}


def test_the_least_and_the_greatest_are_those_of_python() -> None:
    def claim(path: Amounts) -> None:
        numbers = [path.number(name) for name in "abc"]
        path.holds(
            "the least", smallest(*numbers) == min(*numbers), smallest(numbers) == min(numbers)
        )
        path.holds("the greatest", largest(*numbers) == max(*numbers))

    assert prove(claim).paths > 1


@pytest.mark.parametrize(("over", "under"), list(product(range(-7, 8), (1, 2, 3))))
def test_division_is_that_of_python(over: int, under: int) -> None:
    def claim(path: Amounts) -> None:
        a, b = path.number("over"), path.number("under")
        path.assume(a == over, b == under)
        path.holds("it rounds down", a // b == over // under)

    prove(claim)


def test_division_by_what_may_be_nothing_is_refuted() -> None:
    with pytest.raises(Refuted, match="a divisor is positive"):
        prove(lambda path: path.number("a") // path.number("b", 0))


def test_what_the_laws_leave_open_is_settled_by_the_function_itself() -> None:
    def claim(path: Amounts) -> None:
        share, part = share_by_law(path), path.number("part", 1)
        path.assume(part <= 1)
        path.holds("half of 5, rounded up", share(5, part, 2) == 3)

    prove(claim)


def test_what_is_assumed_of_a_function_refutes_nothing_that_is_true() -> None:
    def claim(path: Amounts) -> None:
        share, part = share_by_law(path), path.number("part", 0)
        path.assume(part <= 4)
        path.holds("a quarter of 4", share(4, part, 4) == part)

    prove(claim)


def test_nothing_is_proven_of_amounts_that_cannot_be() -> None:
    def claim(path: Amounts) -> None:
        a = path.number("a", 1)
        path.assume(a < 1)
        path.holds("anything", False)

    with pytest.raises(Undecided):
        prove(claim)


def test_what_the_prover_cannot_decide_is_not_proven() -> None:
    def claim(path: Amounts) -> None:
        a, b, c = (path.number(name, 1) for name in "abc")
        path.holds("Fermat", a * a * a + b * b * b != c * c * c)

    with pytest.raises(Undecided):
        prove(claim, patience_ms=50)


def test_a_number_that_is_not_known_never_passes_for_a_known_one() -> None:
    def claim(path: Amounts) -> None:
        symbol: Any = path.number("a")
        assert type(symbol) is not int
        for known in (int, range, hash, [1, 2].__getitem__):
            with pytest.raises(TypeError):
                known(symbol)
        assert (symbol == None) is False  # noqa: E711 - what `None in (...)` asks

    prove(claim)
