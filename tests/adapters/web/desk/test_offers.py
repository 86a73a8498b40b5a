"""Why something may not be done stands on the page, whatever kind of fact is in the way."""

import pytest
from tests.world import World

from tilaus.commands import Actor
from tilaus.guards import Failure
from tilaus_adapters.languages import shipped_languages
from tilaus_adapters.web.desk.offers import Desk, clause


# Each language is one that no other test writes numbers in: what was written once is remembered.
@pytest.mark.parametrize(
    ("tag", "failure", "said"),
    [
        (
            "en-NZ",
            Failure("overdue", {"overdue": False}),
            "the time to pay has passed: no (overdue)",
        ),
        ("en-ZA", Failure("not overdue", {"overdue": True}), "the time to pay has passed: yes"),
        (
            "en-IE",
            Failure("open_items == 0", {"open_items": 2}),
            "items whose work has not ended: 2",
        ),
        ("en-GB", Failure("captured == 0", {"captured": 150}), "not charged back: €1.50"),
    ],
)
def test_a_fact_is_written_as_what_it_is(
    world: World, tag: str, failure: Failure, said: str
) -> None:
    order = world.place()
    desk = Desk(world.shop, Actor("staff", "anna"), shipped_languages().choose(tag))
    assert said in clause(desk, order, "order", failure)
