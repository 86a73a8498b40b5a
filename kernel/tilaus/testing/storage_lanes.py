"""The part of the storage contract about picking a lane: one order's, or all but some carriers'."""

from datetime import timedelta
from functools import partial

import pytest

from tilaus.commands import AddNote
from tilaus.effects import carrier
from tilaus.ports.storage import Claim, Fenced, Store
from tilaus.testing.orders import MANY, STAFF, VIEWS, Clerk, paid
from tilaus.testing.storage_case import StoreCase

LEASE_S = 60.0

WITHOUT = (
    # passed over                        first order that is claimed, of: mail, payment, deadline
    ((),                                 0),
    (("delivery",),                      0),
    (("notification",),                  1),
    (("notification", "delivery"),       1),
    (("notification", "sandbox"),        2),
)  # fmt: skip


def only(store: Store, clerk: Clerk, order_id: str) -> str | None:
    """Claim the lane of an order; return the effect's name, `tick`, or None."""
    claim = store.claim(clerk.clock(), LEASE_S, order_id=order_id)
    if claim is None:
        return None
    assert claim.order_id == order_id
    return claim.row.effect.name if claim.row else "tick"


def only_claim(clerk: Clerk, order_id: str) -> Claim:
    """Claim the lane of an order, of which something must be due."""
    claim = clerk.store.claim(clerk.clock(), LEASE_S, order_id=order_id)
    assert claim is not None
    return claim


def held(clerk: Clerk) -> list[Claim]:
    """Claim all that is due, and settle none of it."""
    return list(iter(lambda: clerk.store.claim(clerk.clock(), LEASE_S), None))


class LaneContract(StoreCase):
    """The promises of `Journal.claim` about which lanes it looks at, and of `Journal.take`."""

    def test_effects_are_kept_with_who_carries_them_out(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.do(order.id, paid(order))
        found = {row.effect.name: row.effect.via for row in clerk.store.effects(order.id)}
        assert found["create_payment"] == "sandbox"
        assert found["hand_over"] == "delivery"
        assert found["tell:order-received"] == "notification"
        assert all(via == carrier(order, name, "1") for name, via in found.items())

    @pytest.mark.parametrize(("passed_over", "first"), WITHOUT)
    def test_lanes_whose_next_effect_is_via_somebody_are_passed_over(
        self, clerk: Clerk, passed_over: tuple[str, ...], first: int
    ) -> None:
        overdue = clerk.place(VIEWS)
        clerk.work()
        clerk.clock.at = overdue.expires_at - timedelta(seconds=2)
        telling = clerk.place(VIEWS)
        clerk.clock.advance(seconds=1)
        paying = clerk.place(VIEWS)
        told = clerk.store.claim(clerk.clock(), LEASE_S, order_id=paying.id)
        assert told is not None
        clerk.settle(told)
        clerk.clock.at = overdue.expires_at
        expected = (telling, paying, overdue)[first]
        claim = clerk.store.claim(clerk.clock(), LEASE_S, without=frozenset(passed_over))
        assert claim is not None
        assert claim.order_id == expected.id

    def test_nothing_is_claimed_where_all_that_is_due_is_passed_over(self, clerk: Clerk) -> None:
        clerk.place()
        nobody = frozenset({"notification"})
        assert clerk.store.claim(clerk.clock(), LEASE_S, without=nobody) is None
        assert clerk.claim().row is not None

    def test_a_deadline_of_an_order_that_is_passed_over_waits_too(self, clerk: Clerk) -> None:
        clerk.place()
        clerk.clock.advance(days=3)
        nobody = frozenset({"notification"})
        assert clerk.store.claim(clerk.clock(), LEASE_S, without=nobody) is None

    def test_who_is_not_due_yet_is_passed_over_for_nobody(self, clerk: Clerk) -> None:
        clerk.place()
        clerk.settle(clerk.claim(), "unknown", wait_s=10 * 24 * 3600)
        clerk.clock.advance(days=3)
        nobody = frozenset({"notification"})
        claim = clerk.store.claim(clerk.clock(), LEASE_S, without=nobody)
        assert claim is not None
        assert claim.row is not None
        assert claim.row.effect.name == "create_payment"

    # ------------------------------------------------------------------------------ one order

    def test_the_lane_of_one_order_is_claimed_though_others_are_older(self, clerk: Clerk) -> None:
        old, new = clerk.place(), clerk.place()
        assert only(clerk.store, clerk, new.id) == "tell:order-received"
        assert only(clerk.store, clerk, new.id) is None, "it is leased"
        assert only(clerk.store, clerk, old.id) == "tell:order-received"

    def test_an_order_with_nothing_due_and_an_unknown_one_are_not_claimed(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        clerk.work()
        assert only(clerk.store, clerk, order.id) is None
        assert only(clerk.store, clerk, "nobody") is None
        clerk.clock.at = order.expires_at
        assert only(clerk.store, clerk, order.id) == "tick"

    def test_one_order_is_passed_over_too(self, clerk: Clerk) -> None:
        order, nobody = clerk.place(), frozenset({"notification"})
        claim = partial(clerk.store.claim, clerk.clock(), LEASE_S, order_id=order.id)
        assert claim(without=nobody) is None
        assert claim(without=frozenset({"sandbox"})) is not None

    # --------------------------------------------------------------------------- what is due

    def test_orders_that_are_due_are_listed_as_claims_would_take_them(self, clerk: Clerk) -> None:
        overdue, unknown, dead, settled = (clerk.place() for _ in range(4))
        clerk.settle(only_claim(clerk, unknown.id), "unknown", wait_s=5)
        clerk.settle(only_claim(clerk, dead.id), "dead")
        clerk.settle(only_claim(clerk, settled.id))
        late = clerk.place()
        for _ in range(2):
            due = list(clerk.store.due_orders(clerk.clock(), MANY).items())
            for limit in (1, 2, MANY):
                first = clerk.store.due_orders(clerk.clock(), limit)
                assert list(first.items()) == due[:limit], "it changes nothing"
            assert [at for _, at in due] == sorted(at for _, at in due if at <= clerk.clock())
            assert len(due) > 1
            assert [order_id for order_id, _ in due] == [claim.order_id for claim in held(clerk)]
            assert not clerk.store.due_orders(clerk.clock(), MANY), "leased lanes are not listed"
            clerk.clock.at = max(order.expires_at for order in (overdue, late))
        early = clerk.clock() - timedelta(days=30)
        assert not clerk.store.due_orders(early, MANY)

    # ------------------------------------------------------------------------------- taking

    def test_a_lane_is_taken_whether_or_not_something_is_due(self, clerk: Clerk) -> None:
        order = clerk.place()
        claim = clerk.claim()
        clerk.settle(claim, "dead")
        clerk.work()
        token = clerk.store.take(order.id, LEASE_S)
        assert token is not None
        assert token > claim.token

    def test_nobody_takes_a_lane_that_somebody_has_or_that_is_not_there(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.claim()
        assert clerk.store.take(order.id, LEASE_S) is None
        assert clerk.store.take("nobody", LEASE_S) is None
        clerk.clock.advance(seconds=LEASE_S + 1)
        assert clerk.store.take(order.id, LEASE_S) is not None

    def test_who_took_a_lane_has_it_until_a_commit_or_the_end_of_the_lease(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        late = clerk.claim()
        clerk.clock.advance(seconds=LEASE_S + 1)
        token = clerk.store.take(order.id, LEASE_S)
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        with pytest.raises(Fenced):
            clerk.settle(late)
        noted = clerk.change(order.id, AddNote("looked at it", by=STAFF), token=token)
        clerk.store.commit(noted)
        assert clerk.claim().order_id == order.id
