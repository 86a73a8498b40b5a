"""Promises about whole runs are kept under the fairness that is named, and breaches are found."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.verify.changed import by_hand, guarded, without

from tilaus.policy import Policy
from tilaus.verify.components import components
from tilaus.verify.liveness import FAIRNESS, _trap, judge
from tilaus.verify.model import Bounds

GUEST = Bounds("guest", guest=True)
TWINS = Bounds("twins", items=2, refunds=0, doubled=0, calm=True, shared=True, guest=True)
CALM = Bounds("calm", doubled=0, calm=True, guest=True)


@pytest.mark.parametrize("bounds", [GUEST, Bounds("customer"), TWINS], ids=lambda b: b.name)
def test_every_promise_is_kept_under_strong_fairness(bounds: Bounds) -> None:
    found, judged = judge(bounds, Policy())
    assert found.is_complete
    assert judged
    assert all(each.can and each.strong and each.story is None for each in judged)


def test_weak_fairness_is_not_enough_where_staff_may_park_again_and_again() -> None:
    judged = {each.sentence: each for each in judge(GUEST, Policy())[1]}
    paid = judged["an order that was paid ends"]
    assert (paid.strong, paid.weak) == (True, False)


# fmt: off
FAULTS = {
    # what is broken                     the policy                                                   world  the promise
    "nobody resumes a parked order":     (guarded("order", "on_hold", "resume", "disputed > 1"),      GUEST, "an order that was paid ends"),
    "a failed refund is never retried":  (without("refund", "failed", "retry"),                       GUEST, "an order that was paid ends"),
    "a waiting item is never released":  (by_hand("item", "on_hold", "release"), TWINS, "item 1, waiting, starts or ends"),
    "nobody completes":                  (guarded("order", "processing", "complete", "open_items > 9"), CALM, "an order that was paid ends"),
}
# fmt: on


def test_fairness_says_what_is_assumed() -> None:
    assert {"time", "staff", "PaymentReported", "RefundReported", "DeliveryReported"} == {*FAIRNESS}


def test_components_are_those_of_the_graph() -> None:
    #        0 -> 1 <-> 2 -> 3, and 4 alone
    after = {0: [1], 1: [2], 2: [1, 3], 3: [9], 4: [4]}
    found = sorted(sorted(part) for part in components(range(5), after.__getitem__))
    assert found == [[0], [1, 2], [3], [4]]


@given(st.lists(st.lists(st.integers(0, 7), max_size=4), min_size=8, max_size=8))
def test_two_states_are_in_one_component_when_each_leads_to_the_other(
    after: list[list[int]],
) -> None:
    found = list(components(range(8), after.__getitem__))
    assert sorted(state for part in found for state in part) == list(range(8))
    of = {state: number for number, part in enumerate(found) for state in part}
    for one, other in product(range(8), repeat=2):
        is_mutual = other in reached(one, after) and one in reached(other, after)
        assert (of[one] == of[other]) == (is_mutual or one == other)


def reached(start: int, after: list[list[int]]) -> set[int]:
    seen: set[int] = set()
    new = [start]
    while new:
        fresh = set(after[new.pop()]) - seen
        seen |= fresh
        new += fresh
    return seen


@pytest.mark.parametrize(
    ("edges", "strong", "weak"),
    [
        ([[]], {0}, {0}),  # it may rest where nothing fair can happen
        ([[(9, "a")]], set(), set()),  # a leads out, and must happen in the end
        ([[(1, "")], [(0, ""), (9, "a")]], {0}, {0, 1}),  # it may rest where a is not possible
        ([[(1, "b")], [(0, ""), (9, "a")]], set(), {0, 1}),  # a is possible again and again only
        ([[(1, "a")], [(0, "a"), (9, "a")]], {0, 1}, {0, 1}),  # a happens inside: fair for ever
    ],
)
def test_a_trap_is_where_a_fair_run_can_stay(
    edges: list[list[tuple[int, str]]], strong: set[int], weak: set[int]
) -> None:
    inside = set(range(len(edges)))
    assert _trap(edges, inside, is_strong=True) == strong
    assert _trap(edges, inside, is_strong=False) == weak


@pytest.mark.parametrize("fault", FAULTS)
def test_a_promise_that_is_not_kept_is_found_with_a_way_into_the_trap(fault: str) -> None:
    policy, bounds, sentence = FAULTS[fault]
    judged = {each.sentence: each for each in judge(bounds, policy)[1]}
    assert not judged[sentence].strong
    story = judged[sentence].story
    assert story is not None
    assert story.promise == sentence
