"""The one rule by which every sum is divided, and what follows from it, for all whole numbers.

Here the real `share` is run, with its product and its division; elsewhere only the laws of it that
are proven here are known (`laws.LAWS`).
"""

from collections.abc import Callable
from typing import Any

import pytest
from tests.proofs.laws import LAWS
from tests.proofs.symbolic import Claim, Path, Sample, counterexample, prove
from tests.proofs.terms import term

from tilaus.money import share

Amounts = Path | Sample
Told = Callable[[str, object], None]
Share = Callable[[Any, Any, Any], Any]


# ------------------------------------------------------------------------------ the laws of share


def law_holds(name: str, of: Share) -> Claim:
    """Claim that a law holds of any two calls of a function, whatever it is called with."""

    def claim(path: Amounts) -> None:
        terms: list[Any] = []
        for call in ("", "other "):
            total, part = path.number(f"{call}total"), path.number(f"{call}part")
            whole = path.number(f"{call}whole", 0)
            terms += map(term, (total, part, whole, of(total, part, whole)))
        path.holds(name, LAWS[name](*terms))

    return claim


def is_exact(of: Share) -> Claim:
    """Claim that what a part owes is less than one unit away from its exact share."""

    def claim(path: Amounts) -> None:
        total, part, whole = path.number("total"), path.number("part"), path.number("whole", 1)
        off = 2 * (of(total, part, whole) * whole - total * part)
        path.holds("within half a unit, and a half is rounded up", -whole < off, off <= whole)

    return claim


def parts_are_close(of: Share) -> Claim:
    """Claim that a part, reckoned from the whole, is less than a unit from its exact share."""

    def claim(path: Amounts) -> None:
        total, whole = path.number("total"), path.number("whole", 1)
        done, part = path.number("done"), path.number("part")
        owed = of(total, done + part, whole) - of(total, done, whole)
        off = owed * whole - total * part
        path.holds("less than a unit off", -whole < off, off < whole)

    return claim


@pytest.mark.parametrize("name", LAWS)
def test_share_obeys_the_law(name: str, record_property: Told) -> None:
    record_property("told", f"share, {name}: {prove(law_holds(name, share))}")


def test_share_is_within_half_a_unit_of_the_exact_share(record_property: Told) -> None:
    record_property("told", f"share, within half a unit: {prove(is_exact(share))}")


def test_no_part_of_a_sum_is_a_unit_or_more_from_its_exact_share(record_property: Told) -> None:
    record_property(
        "told", f"share, a part is less than a unit off: {prove(parts_are_close(share))}"
    )


# fmt: off
WRONG_SHARES: list[tuple[str, Share, str]] = [
    # the mistake                what it computes                                         broken law
    ("no case for no whole",     lambda t, p, w: (2 * t * p + 1) // (2 * w + 1),          "of no whole nothing is owed"),
    ("always rounded up",        lambda t, p, w: t * p // w + 1 if w else 0,              "no part owes nothing"),
    ("divided, then multiplied", lambda t, p, w: t // w * p if w else 0,                  "the whole owes the total"),
    ("a unit too much",          lambda t, p, w: (t * p + 2 * w - 2) // w if w else 0,    "what is owed lies between nothing and the total"),
    ("the part left over",       lambda t, p, w: (2 * t * (w - p) + w) // (2 * w) if w else 0, "a greater part never owes less"),
    ("the total taken away",     lambda t, p, w: (w - t * p) // w if w else 0,            "of a greater total never less is owed"),
    ("more than the whole",      lambda t, p, w: 2 * t * p // w if w else 0,              "of a total greater by an amount at most that amount more is owed"),
    ("always rounded up",        lambda t, p, w: t * p // w + 1 if w else 0,              "of a total within the whole a part never owes more than itself"),
    ("the square of the part",   lambda t, p, w: t * p * p // (w * w) if w else 0,        "of a total within the whole a part greater by an amount owes at most that amount more"),
]
# fmt: on


@pytest.mark.parametrize(("mistake", "wrong", "broken"), WRONG_SHARES)
def test_a_wrong_share_is_refuted(
    mistake: str, wrong: Share, broken: str, record_property: Told
) -> None:
    found = counterexample(law_holds(broken, wrong))
    record_property("told", f"refuted, share {mistake}: {found}")


def test_a_share_that_rounds_a_half_down_is_refuted(record_property: Told) -> None:
    found = counterexample(is_exact(lambda t, p, w: t * p // w))
    record_property("told", f"refuted, share rounded down: {found}")
