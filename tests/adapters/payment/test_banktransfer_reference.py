"""Creditor references (ISO 11649) are made of order numbers, and found in what customers write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus_adapters.payment.banktransfer_reference import (
    creditor_reference,
    in_groups,
    numbers,
    referred,
)

EXAMPLES = (
    # number          reference               written in groups
    (539007547034,   "RF18539007547034",     "RF18 5390 0754 7034"),  # the example of ISO 11649
    (50001,          "RF2350001",            "RF23 5000 1"),
    (1,              "RF741",                "RF74 1"),
)  # fmt: skip


@pytest.mark.parametrize(("number", "reference", "groups"), EXAMPLES)
def test_a_number_has_one_reference(number: int, reference: str, groups: str) -> None:
    assert creditor_reference(number) == reference
    assert in_groups(reference) == groups
    assert referred(groups) == [number]


@given(st.integers(1, 10**15 - 1))
def test_what_is_made_is_found_again_and_a_slip_of_one_digit_is_not(number: int) -> None:
    reference = creditor_reference(number)
    assert int(f"{reference[4:]}2715{reference[2:4]}") % 97 == 1, "the check of the standard"
    assert referred(f"order {in_groups(reference).lower()}, thanks") == [number]
    for place in range(2, len(reference)):
        slip = str((int(reference[place]) + 1) % 10)
        assert not referred(reference[:place] + slip + reference[place + 1 :])


@pytest.mark.parametrize("number", [0, -1, 10**15])
def test_other_numbers_have_none(number: int) -> None:
    with pytest.raises(ValueError, match="cannot make a reference"):
        creditor_reference(number)


# fmt: off
TEXTS: tuple[tuple[str, list[int], list[int]], ...] = (
    # text                                         references   numbers
    ("RF2350001",                                  [50001],     []),
    ("RF23 5000 1 RF741",                          [50001, 1],  [5000, 1]),
    ("rf23 5000 1",                                [50001],     [5000, 1]),
    ("RF23 5000 1 12345678",                       [50001],     [5000, 1, 12345678]),
    ("RF23000050001",                              [50001],     []),
    ("RF2450001",                                  [],          []),
    ("XRF2350001",                                 [],          []),
    ("order 50001",                                [],          [50001]),
    ("Order #50001, thanks!",                      [],          [50001]),
    ("50001 and 50002.",                           [],          [50001, 50002]),
    ("50001 50001",                                [],          [50001]),
    ("paid 12.50 on 2026-01-05, 5.1.2026",         [],          []),
    ("call +358401234567 or 09:30, room 5/7",      [],          []),
    ("A50001 50001B",                              [],          []),
    ("0",                                          [],          []),
    ("1234567890123456",                           [],          []),
    ("\u0665\u0660\u0660\u0660\u0661",             [],          []),
    ("",                                           [],          []),
)
# fmt: on


@pytest.mark.parametrize(("text", "references", "plain"), TEXTS)
def test_numbers_are_found_where_they_can_be_meant(
    text: str, references: list[int], plain: list[int]
) -> None:
    assert referred(text) == references
    assert numbers(text) == plain


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    for number in (*referred(text), *numbers(text)):
        assert 0 < number < 10**15
