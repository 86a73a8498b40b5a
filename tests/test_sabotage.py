"""The list of deliberate faults fits the code as it is; `make sabotage` tries them."""

import ast

import pytest

from tests.sabotage import FAILURES, FAULTS, ROOT, SPARED, broken


@pytest.mark.parametrize("id", FAULTS)
def test_a_fault_can_be_made_in_exactly_one_place_and_leaves_python(id: str) -> None:
    fault = FAULTS[id]
    sound = (ROOT / fault.file).read_text(encoding="utf-8")
    spoilt = broken(id, fault, sound)
    assert spoilt != sound
    if fault.file.endswith(".py"):
        ast.parse(spoilt)


def test_every_fault_names_tests_that_are_there() -> None:
    for id, fault in FAULTS.items():
        for file in fault.tests.split():
            assert (ROOT / file).is_file(), f"{id}: there is no {file}"
    there = (ROOT / FAILURES).read_text(encoding="utf-8")
    assert [id for id in FAULTS if id[0] == "f" and f"def test_{id}_" not in there] == []


def test_only_faults_of_the_list_are_spared() -> None:
    assert SPARED.keys() <= FAULTS.keys()
