"""Whatever the kernel writes in a story is what was approved: see tests/kernel/stories.py."""

import pytest
from tests.kernel.stories import STORIES, approved, text

from tilaus.commands import AdoptLifecycle, Command, Import
from tilaus.decide import HANDLERS

APPROVED = approved()


@pytest.mark.parametrize("title", STORIES)
def test_the_kernel_writes_what_was_approved_to_the_letter(title: str) -> None:
    assert text(title) == APPROVED[title]


def test_no_approved_story_is_left_over() -> None:
    assert list(APPROVED) == list(STORIES)


def test_every_command_is_given_in_a_story() -> None:
    steps = [step for _, steps in STORIES.values() for step in steps]
    given = {type(step) for step in steps if isinstance(step, Command)}
    # Adopting tells the fingerprints of tables, which change with every word of them.
    assert given == HANDLERS.keys() - {AdoptLifecycle, Import}
