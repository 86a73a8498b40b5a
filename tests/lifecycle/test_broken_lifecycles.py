"""Lifecycles that a shop broke: each file has one mistake, and the finding in its first line.

What is wrong with the tables themselves is said when the file is read. What is not to be seen in
them the model checker finds, with a story.
"""

from pathlib import Path

import pytest

from tilaus.policy_file import PolicyError, load_policy
from tilaus.verify.explore import explore
from tilaus.verify.model import Bounds

FILES = sorted((Path(__file__).parent / "broken").glob("*.toml"))
SAYS = "# finding: "

ASKED_FOR = {
    "dead-end-that-holds-money",
    "unreachable-state",
    "refund-path-removed",
    "two-rows-that-are-not-exclusive",
    "role-that-nobody-has",
    "automatic-loop",
    "guard-that-can-never-be-true",
    "instance-never-released",
    "completion-that-forgets-an-open-item",
    "message-without-an-answer",
    "fact-that-does-not-exist",
    "trigger-of-the-kernel-removed",
    "effect-that-does-not-exist",
    "ended-state-that-is-left",
    "label-missing",
}


def findings(text: str) -> list[str]:
    """List what is found of a policy file: in its tables, or else by exploring a small world."""
    try:
        policy = load_policy(text)
    except PolicyError as error:
        return error.problems
    return [breach.promise for breach in explore(Bounds("an order", guest=True), policy).breaches]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_broken_lifecycle_gives_its_finding_and_no_other(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert first.startswith(SAYS)
    (found,) = findings(text)
    assert first.removeprefix(SAYS) in found


def test_every_mistake_that_a_shop_is_likely_to_make_has_its_file() -> None:
    names = {file.stem for file in FILES}
    assert names >= ASKED_FOR
    assert len(names) >= 12


def test_what_the_tables_do_not_show_is_told_as_a_story() -> None:
    (file,) = (file for file in FILES if file.stem == "dispute-won-after-it-was-lost")
    policy = load_policy(file.read_text(encoding="utf-8"))
    (breach,) = explore(Bounds("an order", guest=True), policy).breaches
    assert [type(step.command).__name__ for step in breach.story][:2] == [
        "Place",
        "PaymentReported",
    ]
