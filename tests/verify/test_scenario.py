"""A counter-example is told in words, drawn, kept in a file, and played from it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mermaid import parses
from tests.verify.changed import by_hand, guarded, without

from tilaus.policy import Policy
from tilaus.policy_file import dump_policy
from tilaus.record import replace
from tilaus.verify.explore import Breach, explore
from tilaus.verify.liveness import judge
from tilaus.verify.model import Bounds, Step, placing
from tilaus.verify.replaying import Stage
from tilaus.verify.scenario import Scenario, ScenarioError, dump, load, policy_of, replay
from tilaus.verify.story import sequence, told

GUEST = Bounds("guest", guest=True)
BROKEN = without("order", "on_hold", "refund")
FOLDER = Path(__file__).parent / "scenarios"


def first(policy: Policy) -> Breach:
    return explore(GUEST, policy).breaches[0]


def kept(policy: Policy) -> Scenario:
    breach = first(policy)
    return Scenario(breach.promise, breach.story, dump_policy(policy))


def test_a_story_says_who_did_what_what_moved_and_what_broke() -> None:
    lines = list(told(Stage(BROKEN).play(first(BROKEN).story)))
    assert lines[0] == "1. order 1: the guest orders 1 x service for target 1, to be paid by card"
    assert "     order: processing -> processing (cancel)" in lines
    assert lines[-1] == "     BROKEN: all money went back, but the order is on_hold"


def test_a_story_is_drawn_as_a_sequence_that_mermaid_reads() -> None:
    text = sequence(Stage(BROKEN).play(first(BROKEN).story))
    assert parses(text) is None
    assert "participant B as Payment provider" in text
    assert "B->>S: 2. order 1" in text
    assert "BROKEN: all money went back" in text


def test_hostile_words_cannot_break_out_of_a_diagram() -> None:
    place = placing(0, GUEST, Policy())
    words = 'x"; end %% S->>C: #59; { <b> Note over S: y'
    hostile = replace(place, lines=(replace(place.lines[0], service=words),))
    text = sequence(Stage(Policy()).play([Step(0, hostile)]))
    assert words not in text
    assert parses(text) is None
    assert parses(f"{text}    {words}\n") is not None


@pytest.mark.parametrize(
    "policy",
    [
        BROKEN,
        guarded("item", "cancelled", "retry", "order_live"),
        guarded("order", "processing", "complete", ""),
        by_hand("order", "refunded", "refund_failed"),
    ],
    ids=["parked", "retry", "complete", "came-back"],
)
def test_every_counter_example_is_reproduced_from_its_file(policy: Policy) -> None:
    breaches = explore(GUEST, policy).breaches
    assert breaches
    for breach in breaches:
        assert replay(load(dump(Scenario(breach.promise, breach.story))), policy)[1]


def test_a_file_carries_the_policy_under_which_it_breaks() -> None:
    """What reading a policy refuses already has no story; this is seen only when it is played."""
    policy = guarded("item", "cancelled", "retry", "order_live")
    scenario = load(dump(kept(policy)))
    assert policy_of(scenario).lifecycles.item == policy.lifecycles.item
    assert replay(scenario, policy_of(scenario))[1]


def test_a_counter_example_is_not_reproduced_under_tables_that_are_mended() -> None:
    played, is_broken = replay(kept(BROKEN), Policy())
    assert not is_broken
    assert played[-1].broken == ()


def test_a_promise_about_whole_runs_is_reproduced_from_its_file() -> None:
    policy = without("refund", "failed", "retry")
    (story,) = [each.story for each in judge(GUEST, policy)[1] if each.story]
    scenario = Scenario(story.promise, story.story, dump_policy(policy), GUEST)
    again = load(dump(scenario))
    assert replay(again, policy_of(again))[1]
    assert not replay(again, Policy())[1]


def test_a_file_gives_back_the_scenario() -> None:
    scenario = kept(BROKEN)
    again = load(dump(scenario))
    assert [step.command for step in again.steps] == [step.command for step in scenario.steps]
    assert (again.promise, again.policy.strip()) == (scenario.promise, scenario.policy.strip())


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_what_was_broken_once_stays_mended(file: Path) -> None:
    """Each was found by `tilaus check` in the tables that ship, and then mended."""
    played, is_broken = replay(load(file.read_text(encoding="utf-8")), Policy())
    assert not is_broken
    assert not [promise for step in played for promise in step.broken]


DOC = json.loads(dump(kept(BROKEN)))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"format": "2"}, "it should begin with format"),
        ({"more": 1}, "unknown keys: more"),
        ({"promise": 1}, "a scenario has a promise"),
        ({"steps": {}}, "steps, which are a list"),
        ({"policy": "currency = 'EUR'"}, "as a list of texts"),
        ({"policy": ["currency = 1"]}, "its policy: "),
        ({"steps": [1]}, "step 1: a table is expected"),
        ({"steps": [{"order": 0, "command": "Tick"}]}, "step 1: order counts from 1"),
        ({"steps": [{"order": True, "command": "Tick"}]}, "step 1: order counts from 1"),
        ({"steps": [{"order": 1, "command": "Steal"}]}, "step 1: command is one of Place"),
        ({"steps": [{"order": 1, "command": "Tick"}]}, "step 1: field 'by' is missing"),
        ({"steps": DOC["steps"][1:]}, "step 1: order 1 was not placed yet"),
        ({"steps": [DOC["steps"][0], DOC["steps"][0]]}, ""),
        ({"forever": {"orders": "1"}}, "orders"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_with_the_place(
    change: dict[str, object], sentence: str
) -> None:
    if not sentence:
        played, is_broken = replay(load(json.dumps({**DOC, **change})), Policy())
        assert played[1].refusal is not None
        assert not is_broken
        return
    with pytest.raises(ScenarioError, match=sentence):
        policy_of(load(json.dumps({**DOC, **change})))


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_any_text_is_a_scenario_or_refused(text: str) -> None:
    with pytest.raises(ScenarioError):
        load(text)
