"""What a shop changes in a table: applied, written down, read back, and refused with sentences."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus.changes import (
    MAX_ROWS,
    ChangedRow,
    ChangedState,
    Changes,
    RowName,
    changed,
    difference,
)
from tilaus.lifecycle import Lifecycle, LifecycleError
from tilaus.lifecycles import ITEM, MACHINES, ORDER, PAYMENT, REFUND, SHIPPED
from tilaus.record import replace
from tilaus.table import Transition, transition
from tilaus.testing.lifecycles import item_tables

PACKED = ChangedState("packed", like="processing", label="Packed", note="It is packed.")
PACK = ChangedRow("pack", ("processing",), "packed", ("staff",))
WITH_PACKED = Changes(states=(PACKED,), transitions=(PACK,))


def rows(table: Lifecycle, state: str) -> set[tuple[str, str]]:
    return {(row.trigger, row.target) for row in table.rows(state)}


def test_nothing_changed_is_the_table_itself() -> None:
    assert changed(ITEM, Changes()) == ITEM
    assert difference(ITEM, ITEM) == Changes()


def test_a_state_that_is_like_another_takes_over_its_kind_its_answers_and_what_leaves_it() -> None:
    made = changed(ITEM, WITH_PACKED)
    assert made.kind("packed") == "active"
    stays = {("progress", "processing")}
    assert rows(made, "packed") == (rows(ITEM, "processing") - stays) | {("progress", "packed")}
    assert ("pack", "packed") in rows(made, "processing")
    for message in ITEM.messages:
        theirs, ours = (made.answers[state, message] for state in ("processing", "packed"))
        assert theirs.answer == ours.answer
    assert [row for row in made.transitions if row.source != "packed"][:-1] == [*ITEM.transitions]


def test_what_is_taken_over_can_be_removed_again_and_what_is_said_stands_over_it() -> None:
    made = changed(
        ITEM,
        replace(
            WITH_PACKED,
            states=(replace(PACKED, kind="waiting"),),
            remove=(RowName("stop", ("packed", "processing")),),
            answers={"packed": {"stopped": "refuse"}},
        ),
    )
    assert made.kind("packed") == "waiting"
    assert "stop" not in {trigger for trigger, _ in rows(made, "packed")}
    assert "stop" not in {trigger for trigger, _ in rows(made, "processing")}
    assert made.answers["packed", "stopped"].answer == "refuse"


def test_a_row_goes_by_its_target_alone_where_that_is_named() -> None:
    made = changed(ORDER, Changes(remove=(RowName("cancel", ("on_hold",), "processing"),)))
    assert [r.target for r in made.rows("on_hold") if r.trigger == "cancel"] == ["cancelled"]
    itself = changed(ITEM, Changes(remove=(RowName("stop", ("cancelled",), "="),)))
    assert not [r for r in itself.rows("cancelled") if r.trigger == "stop"]


def test_words_of_a_state_change_alone_and_its_rows_stay() -> None:
    made = changed(ITEM, Changes(states=(ChangedState("processing", label="At work"),)))
    assert made.states["processing"].label == "At work"
    assert made.states["processing"].note == ITEM.states["processing"].note
    assert made.transitions == ITEM.transitions
    assert changed(ITEM, Changes(states=(ChangedState("pending", note=""),))).states[
        "pending"
    ] == replace(ITEM.states["pending"], note="")


def test_a_state_goes_with_its_rows_and_its_answers() -> None:
    gone = Changes(remove_states=("on_hold",))
    made = changed(ORDER, gone)
    assert "on_hold" not in made.states
    assert not [r for r in made.transitions if "on_hold" in (r.source, r.target)]
    assert difference(ORDER, made) == gone


def test_an_answer_that_never_applies_any_more_goes_by_itself() -> None:
    always = ChangedRow("start", ("cancelled",), "pending", ("server",), reopens=True)
    made = changed(ITEM, Changes(transitions=(always,)))
    assert ("cancelled", "accepted") not in made.answers
    assert changed(ITEM, difference(ITEM, made)) == made


# fmt: off
WRONG = [
    # the change                                                             what is said
    (Changes(states=(replace(PACKED, like="packing"),)),                     "state packed: is like 'packing', which is no state; states are pending, "),
    (Changes(states=(ChangedState("processing", like="pending"),)),          "state processing: is there already, and `like` is for a new state; remove `like`"),
    (Changes(remove_states=("packed",)),                                     "remove_states: 'packed' is no state, so it cannot go; states are pending, "),
    (Changes(remove=(RowName("pack", ("processing",)),)),                    "remove: no row 'pack' leads from processing, so it cannot go; there are progress, deliver, "),
    (Changes(remove=(RowName("stop", ("processing",), "pending"),)),         "remove: no row 'stop' leads from processing to pending, so it cannot go; "),
    (Changes(transitions=(replace(PACK, by=("staff manager",)),)),           "transitions #1: trigger, source, target, by and effects are names, each without blanks"),
    (Changes(transitions=(replace(PACK, source=()),)),                       "transitions #1: trigger, source, target, by and effects are names, each without blanks"),
    (Changes(transitions=(replace(PACK, trigger=""),)),                      "transitions #1: trigger, source, target, by and effects are names, each without blanks"),
    (Changes(transitions=(replace(PACK, guard="a +"),)),                     "transitions #1 (pack): cannot read the guard 'a +': SyntaxError"),
    (Changes(transitions=(PACK,)),                                           "processing -pack-> packed: unknown state 'packed'; states are "),
    (Changes(transitions=(replace(PACK, target="=", by=()),)),               "processing -pack-> processing: nobody may trigger it; name at least one role in `by`"),
    (Changes(base="empty"),                                                  "no state is of the kind initial: nothing could be born"),
    (Changes(states=tuple(ChangedState(f"s{n}", "processing", label="S") for n in range(101))), "107 states and 839 rows: 100 states and 500 rows are the most"),
    (Changes(answers={"packed": {"accepted": "park"}}),                      "answer for (packed, accepted): there is no such state or message"),
    (Changes(answers={"pending": {"accepted": "shrug"}}),                    "answer for (pending, accepted): 'shrug' is none of duplicate, park, refuse"),
    (Changes(messages={"accepted": "nod"}),                                  "message accepted: no row has the trigger 'nod'"),
]
# fmt: on


@pytest.mark.parametrize(("changes", "said"), WRONG)
def test_a_change_that_cannot_be_made_is_refused_with_a_sentence(
    changes: Changes, said: str
) -> None:
    with pytest.raises(LifecycleError) as caught:
        changed(ITEM, changes)
    assert any(problem.startswith(said) for problem in caught.value.problems), caught.value


def test_a_table_with_facts_of_another_has_no_difference_to_it() -> None:
    for one in MACHINES:
        for other in MACHINES:
            if one != other:
                with pytest.raises(LifecycleError, match="set it in Python"):
                    difference(SHIPPED[one], SHIPPED[other])


# ------------------------------------------------------------------------------------------- laws


@given(item_tables())
def test_the_difference_leads_from_one_table_to_the_other(own: Lifecycle) -> None:
    assert changed(ITEM, difference(ITEM, own)) == own


@given(st.sampled_from([ITEM, ORDER, PAYMENT, REFUND]), st.randoms(use_true_random=False))
def test_a_table_in_another_order_is_another_table_and_is_written_whole(
    table: Lifecycle, chance: Random
) -> None:
    shuffled: list[Transition] = list(table.transitions)
    chance.shuffle(shuffled)
    facts, answers = table.facts.values(), table.answers.values()
    own = Lifecycle(table.name, table.states.values(), [shuffled], facts, table.messages, answers)
    assert (own == table) == (shuffled == [*table.transitions])
    assert changed(table, difference(table, own)) == own


def test_a_lifecycle_is_compared_by_its_content_and_its_structure_leaves_words_out() -> None:
    same = changed(ITEM, Changes(base="shipped"))
    assert same is not ITEM
    assert (same, hash(same), same.structure) == (ITEM, hash(ITEM), ITEM.structure)
    reworded = changed(ITEM, Changes(states=(ChangedState("pending", label="Waiting"),)))
    assert reworded != ITEM
    assert reworded.structure == ITEM.structure
    assert ITEM != "item"


# fmt: off
STRUCTURAL = [
    WITH_PACKED,
    Changes(remove=(RowName("retry", ("cancelled",)),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("staff",)),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("manager",)),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("staff",), "handed_over"),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("system",), "", "handed_over"),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("staff",), effects=("hand_over",)),)),
    Changes(transitions=(ChangedRow("poke", ("processing",), "=", ("staff",), reopens=True),)),
    Changes(answers={"pending": {"accepted": "refuse"}}),
    Changes(states=(ChangedState("processing", kind="held"),)),
    Changes(messages={"accepted": "progress"}),
]
# fmt: on


def test_whatever_decides_where_an_order_may_go_is_part_of_the_structure() -> None:
    structures = [ITEM.structure, *(changed(ITEM, changes).structure for changes in STRUCTURAL)]
    assert len(set(structures)) == len(structures)


def test_so_many_rows_as_are_allowed_are_read_quickly_enough_to_be_compared() -> None:
    names = [f"go{n}" for n in range(MAX_ROWS - len(ITEM.transitions))]
    more = tuple(ChangedRow(name, ("processing",), "=", ("staff",)) for name in names)
    assert len(changed(ITEM, Changes(transitions=more)).transitions) == MAX_ROWS
    assert transition("go", "processing", "=", by="staff")[0].target == "processing"
