"""TLC judges the tables: what it finds is what we find, with and without faults."""

from pathlib import Path

import pytest
from tests.verify.engines import HAS_JAVA, NO_JAVA, Verdict, tlc
from tests.verify.worlds import FAULTS, NO_REFUND, ONE_OF_EACH, QUEUE, Fault, model

from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.verify.tables.facts import TableBounds
from tilaus.verify.tables.fairness import Fairness
from tilaus.verify.tables.tla import Spec

pytestmark = pytest.mark.skipif(not HAS_JAVA, reason=NO_JAVA)

SPECS: dict[Fairness, Spec] = {"weak": "WeakSpec", "strong": "StrongSpec"}


def judged(
    bounds: TableBounds, wanted: str, fairness: Fairness, folder: Path, tables: Lifecycles = SHIPPED
) -> Verdict:
    spec = SPECS[fairness]
    return tlc(model(bounds, tables), folder, spec, promises=False, properties=(wanted,))


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_in_the_tables_is_found(what: str, tmp_path: Path) -> None:
    fault: Fault = FAULTS[what]
    if fault.finding.startswith("Every"):
        verdict = judged(fault.bounds, fault.finding, "strong", tmp_path, fault.tables())
        assert verdict.is_endless
    else:
        verdict = tlc(model(fault.bounds, fault.tables()), tmp_path)
        assert verdict.broken == fault.finding


# fmt: off
# Strong fairness of two items that share an instance is left to our search: TLC takes a minute.
LIVENESS = [
    # world      what must happen                fairness  holds
    (NO_REFUND,   "EveryPaidOrderEnds",            "strong", True),
    # An order that is parked and resumed again and again can be completed again and again, but
    # never for long: weak fairness asks for nothing then.
    (NO_REFUND,   "EveryPaidOrderEnds",            "weak",   False),
    (ONE_OF_EACH, "EveryRefund1Ends",              "strong", True),
    (ONE_OF_EACH, "EveryRefund1Ends",              "weak",   False),
    (QUEUE,       "EveryWaitingItem2StartsOrEnds", "weak",   False),
]
# fmt: on


@pytest.mark.parametrize(("bounds", "wanted", "fairness", "holds"), LIVENESS)
def test_what_must_happen_does_under_strong_fairness_and_not_under_weak(
    bounds: TableBounds, wanted: str, fairness: Fairness, holds: bool, tmp_path: Path
) -> None:
    assert judged(bounds, wanted, fairness, tmp_path).is_endless is not holds


def test_any_words_of_a_shop_stay_comments(tmp_path: Path) -> None:
    tables = FAULTS["work begins before the money"].tables()
    hostile = 'ä "q" *) (* \\ /\\ <<x>> ~> [] ====\n---- MODULE x ----\r\x00\x1b[0m\u2028 \\* end'
    for row in tables.order.transitions:
        object.__setattr__(row, "note", hostile)
    verdict = tlc(model(NO_REFUND, tables), tmp_path)
    assert verdict.broken == "WorkIsPaid"
