"""The part of the storage contract about the journal: claims, leases, outcomes and deadlines."""

from datetime import timedelta

import pytest

from tilaus.commands import CLOCK, AddNote, Tick
from tilaus.ports.storage import Conflict, EffectState, Fenced, JournalRow, Store
from tilaus.record import replace
from tilaus.testing.orders import MANY, MEMBER, STAFF, VIEWS, Clerk, paid
from tilaus.testing.storage_case import StoreCase, check_whole, loaded, written

AT_PLACING = ["tell:order-received", "create_payment"]
LEASE_S = 60.0


def lane(store: Store, order_id: str) -> list[str]:
    """Return the states of an order's effects, in the order of its lane."""
    return [row.state for row in store.effects(order_id)]


OUTCOMES = (
    # state     next call of the order
    ("done",    "hand_over"),
    ("refused", "hand_over"),
    ("void",    "hand_over"),
    ("unknown", "create_payment"),
    ("dead",    None),
)  # fmt: skip


def next_call(clerk: Clerk) -> str | None:
    """Do the messages that are due; return the call that is claimed then, or None."""
    for claim in clerk.claims():
        if claim.row is None or not claim.row.effect.is_message:
            return claim.row.effect.name if claim.row else "tick"
        clerk.settle(claim)
    return None


class JournalContract(StoreCase):
    """The promises of `tilaus.ports.storage.Journal`, and of `commit` about claims."""

    def test_an_empty_journal_has_nothing_to_do(self, clerk: Clerk) -> None:
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        assert clerk.store.next_due() is None
        assert not clerk.store.effects()

    # ------------------------------------------------------------------------------- the list

    def test_effects_are_kept_as_they_were_asked_for(self, clerk: Clerk) -> None:
        order = clerk.place()
        change = clerk.change(order.id, paid(order))
        clerk.store.commit(change)
        rows = clerk.store.effects(order.id)
        assert [row.effect for row in rows][2:] == list(change.decision.effects)
        assert [row.effect.name for row in rows][:2] == AT_PLACING
        new = JournalRow(rows[0].seq, order.id, rows[0].effect, "ready", clerk.clock())
        assert rows[0] == new

    def test_effects_are_listed_by_order_and_by_state(self, clerk: Clerk) -> None:
        first, second = clerk.place(), clerk.place()
        clerk.settle(clerk.claim())
        every = clerk.store.effects()
        assert [row.order_id for row in every] == [first.id] * 2 + [second.id] * 2
        assert [row.seq for row in every] == sorted({row.seq for row in every})
        assert list(clerk.store.effects(second.id)) == list(every[2:])
        for states in ({"done"}, {"ready"}, {"ready", "done"}, {"dead"}, set[str]()):
            wanted = frozenset(states)
            found = [row for row in every if row.state in wanted]
            assert list(clerk.store.effects(states=wanted)) == found
            of_first = [row for row in found if row.order_id == first.id]
            assert list(clerk.store.effects(first.id, wanted)) == of_first
        assert not clerk.store.effects("nobody")

    # ------------------------------------------------------------------------------ the claim

    def test_a_claim_holds_the_oldest_effect_of_the_lane(self, clerk: Clerk) -> None:
        order = clerk.place()
        claim = clerk.claim()
        assert claim.order_id == order.id
        assert claim.row == clerk.store.effects(order.id)[0]

    def test_a_lane_is_worked_on_in_order_one_at_a_time(self, clerk: Clerk) -> None:
        clerk.place()
        done = []
        for claim in clerk.claims():
            assert clerk.store.claim(clerk.clock(), LEASE_S) is None, "the lane is leased"
            done.append(claim.row.effect.name if claim.row else "")
            clerk.settle(claim)
        assert done == AT_PLACING

    def test_a_leased_lane_is_passed_over_for_another(self, clerk: Clerk) -> None:
        orders = [clerk.place() for _ in range(3)]
        claimed = [clerk.claim().order_id for _ in orders]
        assert claimed == [order.id for order in orders]
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None

    def test_nothing_is_claimed_before_its_time(self, clerk: Clerk) -> None:
        clerk.place()
        early = clerk.clock() - timedelta(microseconds=1)
        assert clerk.store.claim(early, LEASE_S) is None
        assert clerk.store.claim(clerk.clock(), LEASE_S) is not None

    def test_the_oldest_that_is_due_comes_first_so_that_no_lane_starves(self, clerk: Clerk) -> None:
        old, new = clerk.place(), clerk.place()
        clerk.settle(clerk.claim(), "unknown", wait_s=5)
        clerk.settle(clerk.claim(), "unknown", wait_s=4)
        clerk.clock.advance(seconds=10)
        clerk.do(new.id, AddNote("a", by=STAFF))
        latest = clerk.place()
        assert [clerk.claim().order_id for _ in range(3)] == [new.id, old.id, latest.id]

    # --------------------------------------------------------------------------- the outcomes

    @pytest.mark.parametrize(("state", "next_effect"), OUTCOMES)
    def test_an_outcome_ends_the_effect_or_repeats_it_or_blocks_the_lane(
        self, clerk: Clerk, state: EffectState, next_effect: str | None
    ) -> None:
        order = clerk.place()
        clerk.settle(clerk.claim())
        claim = clerk.claim()
        clerk.do(order.id, paid(order))
        clerk.settle(claim, state, outcome="a word 🎉")
        assert next_call(clerk) == next_effect

    def test_an_outcome_is_kept_with_its_attempts(self, clerk: Clerk) -> None:
        order = clerk.place()
        first = clerk.clock()
        clerk.settle(clerk.claim(), "unknown", wait_s=1, outcome="time-out")
        clerk.settle(clerk.claim())
        clerk.clock.advance(seconds=1.5)
        again = clerk.claim().row
        assert again is not None
        assert (again.attempts, again.first_attempt_at, again.outcome) == (1, first, "time-out")
        assert again.run_at == first + timedelta(seconds=1)
        clerk.clock.advance(seconds=LEASE_S)
        clerk.settle(clerk.claim(), "done", outcome="")
        (row, _) = clerk.store.effects(order.id)
        assert (row.attempts, row.first_attempt_at, row.outcome) == (2, first, "")
        assert lane(clerk.store, order.id) == ["done", "done"]

    def test_what_is_unknown_waits_for_its_time_and_holds_up_its_lane_only(
        self, clerk: Clerk
    ) -> None:
        first, second = clerk.place(), clerk.place()
        clerk.settle(clerk.claim(), "unknown", wait_s=30)
        assert clerk.work() == ["create_payment", *AT_PLACING]
        assert lane(clerk.store, first.id) == ["unknown", "done"]
        assert lane(clerk.store, second.id) == ["done", "done"]
        clerk.clock.advance(seconds=29.999999)
        assert clerk.work() == []
        clerk.clock.advance(seconds=0.000001)
        assert clerk.work() == ["tell:order-received"]

    def test_a_dead_effect_blocks_its_lane_only(self, clerk: Clerk) -> None:
        first, second = clerk.place(), clerk.place()
        clerk.settle(clerk.claim())
        clerk.settle(clerk.claim(), "dead", outcome="gave up")
        clerk.do(first.id, paid(first))
        assert clerk.work() == [*AT_PLACING, "tell:payment-confirmed"]
        assert set(lane(clerk.store, first.id)) == {"done", "dead", "ready"}
        assert set(lane(clerk.store, second.id)) == {"done"}
        assert [r.outcome for r in clerk.store.effects(states=frozenset({"dead"}))] == ["gave up"]

    def test_deadlines_of_a_blocked_lane_still_fire(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.settle(clerk.claim())
        clerk.settle(clerk.claim(), "dead")
        clerk.clock.advance(days=2)
        claim = clerk.claim()
        assert (claim.order_id, claim.row) == (order.id, None)
        clerk.settle(claim, command=Tick(by=CLOCK))
        assert loaded(clerk.store, order.id).kind == "failed"
        assert clerk.work() == ["tell:order-cancelled"]

    def test_a_dead_effect_that_is_made_ready_again_goes_on(self, clerk: Clerk) -> None:
        clerk.place()
        claim = clerk.claim()
        clerk.settle(claim, "dead")
        clerk.store.commit(replace(clerk.settled(claim, "ready"), fence=None))
        assert clerk.work() == AT_PLACING

    def test_words_that_are_no_text_do_not_stop_a_lane(self, clerk: Clerk) -> None:
        clerk.place()
        clerk.settle(clerk.claim(), "refused", outcome="half a letter: \ud83d, and \x00")
        assert clerk.work() == AT_PLACING[1:]

    # ---------------------------------------------------------------------------- the lease

    def test_a_lease_ends_and_the_next_token_is_another(self, clerk: Clerk) -> None:
        clerk.place()
        first = clerk.claim()
        clerk.clock.advance(seconds=LEASE_S - 0.001)
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        clerk.clock.advance(seconds=0.002)
        second = clerk.claim()
        assert (second.order_id, second.row) == (first.order_id, first.row)
        assert second.token > first.token

    def test_who_lost_the_lease_is_fenced_and_nothing_is_written(self, clerk: Clerk) -> None:
        order = clerk.place()
        late = clerk.claim()
        clerk.clock.advance(seconds=LEASE_S + 1)
        now = clerk.claim()
        before = written(clerk.store)
        with pytest.raises(Fenced):
            clerk.settle(late, command=paid(order))
        assert written(clerk.store) == before
        clerk.settle(now, command=paid(order))
        check_whole(clerk.store, order.id)

    def test_a_lease_that_ended_and_nobody_took_is_no_reason_to_lose_a_result(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        claim = clerk.claim()
        clerk.clock.advance(seconds=LEASE_S * 10)
        clerk.settle(claim)
        assert lane(clerk.store, order.id) == ["done", "ready"]

    def test_a_settled_claim_cannot_be_settled_by_another_who_held_it_before(
        self, clerk: Clerk
    ) -> None:
        clerk.place()
        late = clerk.claim()
        clerk.clock.advance(seconds=LEASE_S + 1)
        clerk.settle(clerk.claim())
        with pytest.raises(Fenced):
            clerk.settle(late)

    def test_a_conflict_keeps_the_lease_so_that_the_result_can_be_decided_anew(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        claim = clerk.claim()
        stale = clerk.settled(claim, command=paid(order))
        clerk.do(order.id, AddNote("meanwhile", by=STAFF))
        with pytest.raises(Conflict):
            clerk.store.commit(stale)
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        clerk.settle(claim, command=paid(order))
        check_whole(clerk.store, order.id)

    def test_others_may_change_an_order_during_a_lease_and_do_not_end_it(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        claim = clerk.claim()
        clerk.do(order.id, paid(order))
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        clerk.settle(claim)
        follow_up = clerk.claim().row
        assert follow_up is not None
        assert follow_up.effect.name == AT_PLACING[1], "what was asked for first is done first"

    # -------------------------------------------------------------------------- the deadlines

    def test_a_deadline_is_claimed_when_it_is_due_and_not_before(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.work()
        clerk.clock.at = order.expires_at - timedelta(microseconds=1)
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None
        clerk.clock.at = order.expires_at
        claim = clerk.claim()
        assert (claim.order_id, claim.row) == (order.id, None)

    def test_a_deadline_that_was_handled_or_moved_is_not_claimed_again(self, clerk: Clerk) -> None:
        handled, moved = clerk.place(VIEWS), clerk.place(VIEWS)
        clerk.do(moved.id, paid(moved))
        clerk.clock.advance(days=2)
        done = clerk.work()
        assert done.count("tick") == 1
        assert loaded(clerk.store, handled.id).kind == "failed"
        assert clerk.store.claim(clerk.clock(), LEASE_S) is None

    def test_of_two_deadlines_the_older_comes_first(self, clerk: Clerk) -> None:
        orders = [clerk.place(VIEWS, customer=MEMBER)]
        clerk.clock.advance(seconds=1)
        orders += [clerk.place(VIEWS), clerk.place(VIEWS)]
        clerk.work()
        clerk.clock.advance(days=2)
        assert [clerk.claim().order_id for _ in orders] == [order.id for order in orders]

    def test_within_an_order_effects_come_before_deadlines(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.settle(clerk.claim(), "unknown", wait_s=48 * 3600)
        clerk.clock.advance(days=3)
        claim = clerk.claim()
        assert claim.row is not None, "the deadline is older, the effect comes first"
        clerk.settle(claim)
        assert clerk.work()[:2] == ["tell:order-received", "tick"]
        check_whole(clerk.store, order.id)

    def test_effects_of_others_do_not_hold_up_an_older_deadline(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.work()
        clerk.clock.at = order.expires_at
        clerk.clock.advance(seconds=1)
        clerk.place(customer=MEMBER)
        claim = clerk.claim()
        assert (claim.order_id, claim.row) == (order.id, None)

    # --------------------------------------------------------------------------- what is next

    def test_what_is_due_next_is_the_earliest_effect_or_deadline(self, clerk: Clerk) -> None:
        order = clerk.place()
        assert clerk.store.next_due() == clerk.clock()
        clerk.settle(clerk.claim(), "unknown", wait_s=90)
        clerk.settle(clerk.claim())
        assert clerk.store.next_due() == clerk.clock() + timedelta(seconds=90)
        clerk.clock.advance(seconds=90)
        clerk.work()
        assert clerk.store.next_due() == order.expires_at
        clerk.do(order.id, paid(order))
        clerk.work()
        assert clerk.store.next_due() is None

    def test_a_leased_lane_is_due_next_when_its_lease_ends(self, clerk: Clerk) -> None:
        clerk.place()
        clerk.claim(lease_s=60)
        assert clerk.store.next_due() == clerk.clock() + timedelta(seconds=60)
        clerk.clock.advance(seconds=61)
        due = clerk.store.next_due()
        assert due is not None
        assert due <= clerk.clock()

    def test_what_is_due_next_can_be_claimed_then_until_nothing_is_left(self, clerk: Clerk) -> None:
        done: list[str] = []
        order = clerk.place()
        for due in iter(clerk.store.next_due, None):
            clerk.clock.at = max(due, clerk.clock())
            claim = clerk.claim()
            assert len(done) < MANY
            done.append(claim.row.effect.name if claim.row else "tick")
            clerk.settle(claim, command=None if claim.row else Tick(by=CLOCK))
        assert done == [*AT_PLACING, "tick", "void_payment", "tell:order-cancelled"]
        assert loaded(clerk.store, order.id).kind == "failed"
