"""What guards read of an order follows from it; some events change none of it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tilaus.evolve import evolve
from tilaus.facts import ORDER, QUIET, View
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.testing.orders import START
from tilaus.testing.strategies import Walk, walks


def facts_of(order: Order, policy: Policy, hours: int) -> dict[str, int]:
    """Return everything that guards of the order's rows may read."""
    view = View(order, policy, START + timedelta(hours=hours))
    return {name: fact(view, order) for name, fact in ORDER.items()}


@given(walks(), st.integers(0, 100))
def test_a_quiet_event_changes_nothing_that_the_rows_of_an_order_read(
    walk: Walk, hours: int
) -> None:
    order: Order | None = None
    for asked in walk.asked:
        for recorded in asked.decision.events:
            after = evolve(order, recorded.event)
            if order is not None and type(recorded.event) in QUIET:
                seen = facts_of(order, walk.policy, hours)
                assert facts_of(after, walk.policy, hours) == seen
            order = after
