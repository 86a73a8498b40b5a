"""A refusal says what could not be done, what was found, and what would be possible."""

import pytest

from tilaus.guards import Failure
from tilaus.refusals import CODES, Refusal, Refused, refuse

# fmt: off
SAID = [
    (Refusal("malformed", "place an order", "it is empty"),                   "cannot place an order: it is empty"),
    (Refusal("no_question", "answer", "none is open", ("wait",)),             "cannot answer: none is open; possible now: wait"),
    (Refusal("guard_failed", "hold", "it is over", ("a (by b)", "c (by d)")), "cannot hold: it is over; possible now: a (by b), c (by d)"),
]
# fmt: on


@pytest.mark.parametrize(("refusal", "sentence"), SAID)
def test_the_sentence_follows_from_the_facts(refusal: Refusal, sentence: str) -> None:
    assert refusal.sentence == sentence
    assert str(refusal) == sentence


def test_a_refusal_can_be_raised_and_carries_its_facts() -> None:
    failed = (Failure("a > 1", {"a": 0}),)
    raised = refuse("guard_failed", "go", "a is 0", "wait", failed=failed, state="here", a=0)
    with pytest.raises(Refused, match="cannot go: a is 0; possible now: wait") as caught:
        raise raised
    refusal = caught.value.refusal
    assert refusal == Refusal(
        "guard_failed", "go", "a is 0", ("wait",), failed, {"state": "here", "a": 0}
    )


def test_every_code_has_its_meaning() -> None:
    assert all(code.isidentifier() and meaning for code, meaning in CODES.items())
