"""The model checker: small worlds explored to the end, and a fault put in that it must find."""

import pytest

from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import ORDER, SHIPPED
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.verify.explore import explore
from tilaus.verify.model import Bounds

WORLDS = [
    Bounds("a guest's order", guest=True),
    Bounds("a registered customer's order"),
]


@pytest.mark.parametrize("late_payment", ["refund", "park", "revive"])
@pytest.mark.parametrize("bounds", WORLDS, ids=lambda bounds: bounds.name)
def test_no_promise_can_be_broken_in_a_small_world(bounds: Bounds, late_payment: str) -> None:
    policy = replace(Policy(), late_payment=late_payment)
    found = explore(bounds, policy)
    assert found.is_complete
    assert found.breaches == ()
    assert found.codes["invariant_broken"] == 0, "a message of the world was refused for good"


def test_a_table_that_forgets_parked_orders_is_found_with_the_shortest_story() -> None:
    kept = [r for r in ORDER.transitions if (r.source, r.trigger) != ("on_hold", "refund")]
    order = Lifecycle("order", ORDER.states.values(), [kept], ORDER.facts.values())
    policy = replace(Policy(), lifecycles=replace(SHIPPED, order=order))
    (breach,) = explore(WORLDS[0], policy).breaches
    assert breach.promise == "all money went back, but the order is on_hold"
    assert [type(step.command).__name__ for step in breach.story] == [
        "Place",
        "PaymentReported",
        "Advance",
        "PaymentReported",
        "RefundReported",
    ]
