"""The part of the storage contract about instances: of equal items only one is active at a time."""

from itertools import pairwise

import pytest

from tilaus.commands import Actor, AnswerCustomer, Command, RetryItem
from tilaus.order import Customer, Order
from tilaus.ports.storage import Change, Conflict, Store
from tilaus.record import replace
from tilaus.testing.orders import (
    GUEST,
    MEMBER,
    STAFF,
    VIEWS,
    Clerk,
    cancelling,
    paid,
    placing,
    reported,
)
from tilaus.testing.storage_case import StoreCase, check_whole, loaded, statuses, written

ELSEWHERE = replace(VIEWS, target="https://youtube.com/watch?v=2")


OTHER = Customer("other@example.org", id="member-2", name="Another Member")


def paid_order(clerk: Clerk, customer: Customer = GUEST) -> Order:
    """Place and pay an order of one item with the instance that all of these tests are about."""
    order = clerk.place(VIEWS, customer=customer)
    return clerk.do(order.id, paid(order))


def turns(store: Store, order: Order) -> list[str]:
    """Return the items of an order that were told of their turn."""
    rows = store.effects(order.id)
    return [row.effect.about for row in rows if row.effect.name == "grant_turn"]


def notices(store: Store, *orders: Order) -> list[list[str]]:
    """Return, for each order, the items of which its customer is told that others wait for them."""
    rows = [store.effects(order.id) for order in orders]
    name = "tell:instance-awaited"
    return [[row.effect.about for row in found if row.effect.name == name] for found in rows]


class InstanceContract(StoreCase):
    """The promises of `OrderStore.commit` about instances: mission, "on-hold"; F22 and F23."""

    def test_the_second_of_two_equal_items_waits_and_the_first_does_not(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk), paid_order(clerk)
        assert statuses(clerk.store, first.id) == ["pending"]
        assert statuses(clerk.store, second.id) == ["on_hold"]
        assert clerk.store.load(first.id).busy == frozenset()
        assert clerk.store.load(second.id).busy == {"1"}

    def test_an_item_elsewhere_does_not_wait(self, clerk: Clerk) -> None:
        paid_order(clerk)
        other = clerk.place(ELSEWHERE)
        assert clerk.store.load(other.id).busy == frozenset()
        clerk.do(other.id, paid(other))
        assert statuses(clerk.store, other.id) == ["pending"]

    def test_of_two_equal_items_in_one_order_the_second_waits(self, clerk: Clerk) -> None:
        order = clerk.place(VIEWS, VIEWS)
        clerk.do(order.id, paid(order))
        assert statuses(clerk.store, order.id) == ["pending", "on_hold"]
        assert clerk.store.load(order.id).busy == {"2"}
        clerk.do(order.id, reported("1", "delivered"))
        assert turns(clerk.store, order) == ["2"]
        clerk.work()
        assert statuses(clerk.store, order.id) == ["completed", "pending"]

    def test_those_who_wait_have_their_turn_first_come_first_served(self, clerk: Clerk) -> None:
        orders = [paid_order(clerk) for _ in range(5)]
        for now, then in pairwise(orders):
            clerk.work()
            assert [statuses(clerk.store, o.id)[0] for o in orders].count("pending") == 1
            clerk.do(now.id, reported("1", "delivered"))
            assert turns(clerk.store, then) == ["1"]
        clerk.work()
        done = ["completed"] * 4 + ["pending"]
        assert [statuses(clerk.store, o.id)[0] for o in orders] == done
        for order in orders:
            check_whole(clerk.store, order.id)

    def test_release_and_wake_are_one_write(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk), paid_order(clerk)
        clerk.work()
        change = clerk.change(first.id, reported("1", "delivered"))
        assert turns(clerk.store, second) == []
        clerk.store.commit(change)
        assert turns(clerk.store, second) == ["1"]
        assert clerk.store.load(second.id).busy == frozenset()

    @pytest.mark.parametrize("end", [reported("1", "failed"), cancelling("1")])
    def test_any_end_of_the_holder_gives_the_instance_to_the_next(
        self, clerk: Clerk, end: Command
    ) -> None:
        first, second = paid_order(clerk), paid_order(clerk)
        clerk.do(first.id, end)
        clerk.work()
        assert statuses(clerk.store, second.id) == ["pending"]
        assert clerk.store.load(first.id).busy == {"1"}

    def test_one_that_stops_waiting_gives_up_its_place(self, clerk: Clerk) -> None:
        first, second, third = (paid_order(clerk) for _ in range(3))
        clerk.do(second.id, cancelling("1"))
        assert turns(clerk.store, third) == []
        clerk.do(first.id, reported("1", "delivered"))
        assert (turns(clerk.store, second), turns(clerk.store, third)) == ([], ["1"])

    def test_one_that_has_its_turn_and_ends_before_it_starts_passes_it_on(
        self, clerk: Clerk
    ) -> None:
        first, second, third = (paid_order(clerk) for _ in range(3))
        clerk.do(first.id, reported("1", "delivered"))
        clerk.do(second.id, cancelling("1"))
        assert turns(clerk.store, third) == ["1"]
        clerk.work()
        assert statuses(clerk.store, third.id) == ["pending"]

    def test_one_that_comes_back_queues_at_the_end(self, clerk: Clerk) -> None:
        first, second, third = (paid_order(clerk) for _ in range(3))
        clerk.do(second.id, cancelling("1"), RetryItem("1", by=STAFF))
        clerk.do(first.id, reported("1", "delivered"))
        assert (turns(clerk.store, second), turns(clerk.store, third)) == ([], ["1"])

    def test_every_turn_has_a_key_of_its_own(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk), paid_order(clerk)
        for _ in range(3):
            clerk.do(first.id, cancelling("1"))
            clerk.work()
            clerk.do(first.id, RetryItem("1", by=STAFF))
            clerk.do(second.id, cancelling("1"))
            clerk.work()
            clerk.do(second.id, RetryItem("1", by=STAFF))
        keys = [row.effect.key for row in clerk.store.effects()]
        assert len(set(keys)) == len(keys)
        assert (turns(clerk.store, first), turns(clerk.store, second)) == (["1"] * 3, ["1"] * 3)

    def test_who_has_an_instance_is_told_once_that_somebody_else_waits_for_it(
        self, clerk: Clerk
    ) -> None:
        first = paid_order(clerk, MEMBER)
        assert notices(clerk.store, first) == [[]]
        others = [paid_order(clerk, customer) for customer in (GUEST, OTHER, GUEST)]
        clerk.do(others[0].id, cancelling("1"), RetryItem("1", by=STAFF))
        assert notices(clerk.store, first, *others) == [["1"], [], [], []]
        assert clerk.work().count("tell:instance-awaited") == 1

    def test_who_waits_and_who_is_told_of_it_are_one_write(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk, MEMBER), clerk.place(VIEWS)
        clerk.work()
        change = clerk.change(second.id, paid(second))
        assert notices(clerk.store, first) == [[]]
        clerk.store.commit(change)
        assert notices(clerk.store, first, second) == [["1"], []]
        assert first.id in clerk.store.due_orders(clerk.clock(), 10)

    @pytest.mark.parametrize(
        ("first", "second", "told"),
        [
            (MEMBER, MEMBER, []),
            (MEMBER, OTHER, ["1"]),
            (MEMBER, GUEST, ["1"]),
            (GUEST, GUEST, ["1"]),
        ],
        ids=["their own", "another member", "a guest", "two guests"],
    )
    def test_nobody_is_told_of_an_order_of_their_own(
        self, clerk: Clerk, first: Customer, second: Customer, told: list[str]
    ) -> None:
        holder, waiting = paid_order(clerk, first), paid_order(clerk, second)
        assert notices(clerk.store, holder, waiting) == [told, []]
        twins = clerk.place(ELSEWHERE, ELSEWHERE)
        clerk.do(twins.id, paid(twins))
        assert notices(clerk.store, twins) == [[]]

    def test_who_has_an_instance_next_is_told_where_somebody_waits_still(
        self, clerk: Clerk
    ) -> None:
        first, second, third = (paid_order(clerk, who) for who in (MEMBER, OTHER, GUEST))
        clerk.do(first.id, reported("1", "delivered"))
        assert notices(clerk.store, first, second, third) == [["1"], ["1"], []]
        clerk.work()
        clerk.do(second.id, reported("1", "delivered"))
        clerk.work()
        assert notices(clerk.store, first, second, third) == [["1"], ["1"], []]
        assert statuses(clerk.store, third.id) == ["pending"]

    def test_another_attempt_for_which_others_wait_is_told_again(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk, MEMBER), paid_order(clerk)
        clerk.do(first.id, cancelling("1"))
        clerk.do(first.id, RetryItem("1", by=STAFF))
        clerk.do(second.id, cancelling("1"))
        clerk.work()
        clerk.do(second.id, RetryItem("1", by=STAFF))
        assert notices(clerk.store, first, second) == [["1"] * 2, ["1"]]
        keys = [row.effect.key for row in clerk.store.effects()]
        assert len(set(keys)) == len(keys)

    def test_an_instance_that_was_claimed_meanwhile_is_a_conflict_that_names_the_item(
        self, clerk: Clerk
    ) -> None:
        first, second = clerk.place(VIEWS), clerk.place(ELSEWHERE, VIEWS)
        change = clerk.change(second.id, paid(second))
        clerk.do(first.id, paid(first))
        before = written(clerk.store)
        with pytest.raises(Conflict) as conflict:
            clerk.store.commit(change)
        assert conflict.value.busy == {"2"}
        assert written(clerk.store) == before
        clerk.do(second.id, paid(second))
        assert statuses(clerk.store, second.id) == ["pending", "on_hold"]

    def test_one_that_would_wait_for_nobody_has_its_turn_at_once(self, clerk: Clerk) -> None:
        first, second = paid_order(clerk), clerk.place(VIEWS)
        waits = clerk.change(second.id, paid(second))
        clerk.do(first.id, reported("1", "delivered"))
        clerk.store.commit(waits)
        assert statuses(clerk.store, second.id) == ["on_hold"]
        assert turns(clerk.store, second) == ["1"]
        clerk.work()
        assert statuses(clerk.store, second.id) == ["pending"]

    def test_an_item_with_a_new_target_leaves_the_old_instance_to_the_next(
        self, clerk: Clerk
    ) -> None:
        first, second = paid_order(clerk), paid_order(clerk)
        clerk.do(first.id, reported("1", "failed"))
        answer = AnswerCustomer("1", "retry", ELSEWHERE.target, by=Actor("guest"))
        clerk.insist(first.id, answer)
        clerk.work()
        assert clerk.store.load(first.id).busy == clerk.store.load(second.id).busy == frozenset()
        assert loaded(clerk.store, first.id).items[0].target == ELSEWHERE.target
        assert statuses(clerk.store, second.id) == ["pending"]

    def test_an_item_whose_new_target_is_taken_waits_there(self, clerk: Clerk) -> None:
        first = paid_order(clerk)
        other = clerk.place(ELSEWHERE)
        clerk.do(other.id, paid(other), cancelling("1"))
        retry = RetryItem("1", VIEWS.target, by=STAFF)
        with pytest.raises(Conflict) as conflict:
            clerk.do(other.id, retry)
        assert conflict.value.busy == {"1"}
        clerk.insist(other.id, retry)
        assert statuses(clerk.store, other.id) == ["on_hold"]
        clerk.do(first.id, reported("1", "delivered"))
        clerk.work()
        assert statuses(clerk.store, other.id) == ["pending"]

    def test_an_item_without_a_target_that_counts_never_waits(self, clerk: Clerk) -> None:
        for number in (1, 2):
            placed = clerk.change(number, placing(number, [VIEWS]))
            order = placed.decision.order
            bare = replace(order, items=tuple(replace(i, instance="") for i in order.items))
            (event,) = placed.decision.events
            event = replace(event, event=replace(event.event, order=bare))
            decision = replace(placed.decision, order=bare, events=(event,))
            clerk.store.commit(Change(decision, None, placed.at, placed.wake_at))
            clerk.do(bare.id, paid(bare))
            assert statuses(clerk.store, bare.id) == ["pending"]
