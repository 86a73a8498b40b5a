"""Records are frozen, also those that were copied; a copy is as good as one that was made anew."""

import pickle
from copy import copy
from typing import Any

import pytest

from tilaus.record import FrozenRecordError, field, record, replace


@record
class Asked:
    by: str = field(kw_only=True)


@record
class Placed(Asked):
    number: int
    note: str = ""


@record
class Nothing:
    pass


MADE = Placed(50001, "first", by="guest")


@pytest.mark.parametrize("name", ["by", "number", "note", "__class__", "unknown"])
def test_a_copied_record_can_be_changed_no_more_than_one_that_was_made(name: str) -> None:
    for one in (MADE, replace(MADE, note="second"), copy(MADE)):
        with pytest.raises(FrozenRecordError, match=f"cannot change {name} of a Placed"):
            setattr(one, name, "other")
        with pytest.raises(FrozenRecordError):
            delattr(one, name)


def test_a_copy_is_of_the_same_class_equal_and_of_the_same_hash() -> None:
    same = replace(MADE)
    assert type(same) is Placed
    assert isinstance(same, Asked)
    assert (same, hash(same), repr(same)) == (MADE, hash(MADE), repr(MADE))
    assert not hasattr(same, "__dict__")


def test_only_what_is_named_differs_in_a_copy() -> None:
    changed = replace(MADE, by="staff")
    assert (changed.number, changed.note, changed.by) == (50001, "first", "staff")
    assert (MADE.by, changed) == ("guest", Placed(50001, "first", by="staff"))


def test_a_copy_goes_through_pickle_as_a_record() -> None:
    # What is read back was written here, two words before.
    again = pickle.loads(pickle.dumps(replace(MADE, note="second")))
    assert type(again) is Placed
    assert again == replace(MADE, note="second")


def test_a_record_without_fields_can_be_copied() -> None:
    assert replace(Nothing()) == Nothing()


def test_a_field_that_a_record_does_not_have_is_refused() -> None:
    changes: dict[str, Any] = {"colour": "red"}
    with pytest.raises(TypeError, match="colour"):
        replace(MADE, **changes)
