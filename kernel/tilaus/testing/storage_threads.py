"""The part of the storage contract about many at once: whatever they do, it is as one by one."""

from functools import partial

from tilaus.commands import AddNote
from tilaus.ports.storage import Answered, Conflict, Query, RequestKey, Store
from tilaus.record import replace
from tilaus.testing.orders import MEMBER, STAFF, VIEWS, Clerk, paid, placing, reported
from tilaus.testing.storage_books import WALLET, given, spent
from tilaus.testing.storage_case import StoreCase, at_once, check_whole, loaded, statuses


def commit(store: Store, change: object) -> str:
    """Commit a change and say how it went."""
    try:
        store.commit(change)  # type: ignore[arg-type]
    except (Conflict, Answered) as outcome:
        return type(outcome).__name__
    return "done"


class ThreadContract(StoreCase):
    """The promises of a store that several threads use at once: F02, F14, F22."""

    def test_of_two_changes_of_one_version_exactly_one_wins(self, clerk: Clerk, crowd: int) -> None:
        order = clerk.place()
        for _ in range(10):
            notes = [AddNote(f"note {n}", by=STAFF) for n in range(2)]
            changes = [clerk.change(order.id, note) for note in notes]
            ends = at_once(*(partial(commit, clerk.store, change) for change in changes))
            assert sorted(map(str, ends)) == ["Conflict", "done"]
        assert loaded(clerk.store, order.id).version == order.version + 10
        check_whole(clerk.store, order.id)

    def test_a_request_that_comes_twice_at_once_is_done_once(
        self, clerk: Clerk, crowd: int
    ) -> None:
        for n in range(10):
            request = RequestKey("desk", f"press-{n}")
            changes = [
                clerk.change(0, placing(1_000 * (side + 1) + n), request=request)
                for side in range(2)
            ]
            ends = at_once(*(partial(commit, clerk.store, change) for change in changes))
            assert sorted(map(str, ends)) == ["Answered", "done"]
        assert len(clerk.store.search(Query())) == 10

    def test_numbers_that_are_taken_at_once_are_all_different(
        self, store: Store, crowd: int
    ) -> None:
        def take() -> list[int]:
            return [store.next_number(50001) for _ in range(20)]

        taken = at_once(*[take] * crowd)
        numbers = [number for each in taken if isinstance(each, list) for number in each]
        assert sorted(numbers) == list(range(50001, 50001 + 20 * crowd))

    def test_commands_from_all_sides_end_as_if_they_came_one_by_one(
        self, clerk: Clerk, crowd: int
    ) -> None:
        lines = [replace(VIEWS, target=f"https://youtube.com/{n}") for n in range(crowd)]
        orders = [clerk.place(*lines, customer=MEMBER) for _ in range(3)]
        clerk.do(orders[0].id, paid(orders[0]))

        def busy(n: int) -> None:
            item = str(n + 1)
            for command in (
                AddNote(f"thread {n}", by=STAFF),
                reported(item, "progress", n + 1),
                reported(item, "delivered" if n % 2 else "failed"),
                AddNote(f"thread {n} again", by=STAFF),
            ):
                clerk.insist(orders[0].id, command)
            for order in orders[1:]:
                clerk.insist(order.id, paid(order))

        assert at_once(*(partial(busy, n) for n in range(crowd))) == [None] * crowd
        for order in orders:
            check_whole(clerk.store, order.id)
        notes = repr(clerk.store.history(orders[0].id)).count("Noted")
        assert notes == 2 * crowd
        total = sum(loaded(clerk.store, order.id).captured_minor for order in orders)
        assert clerk.store.balance("provider:sandbox") == total

    def test_many_who_spend_at_once_never_spend_more_than_there_is(
        self, store: Store, crowd: int
    ) -> None:
        store.post(given(1_000))

        def spend(who: int) -> int:
            entries = [spent(70, f"{who}/{n}") for n in range(5)]
            return sum(store.post(entry, owed=WALLET) for entry in entries)

        granted = at_once(*(partial(spend, who) for who in range(crowd)))
        assert sum(n for n in granted if isinstance(n, int)) == 1_000 // 70
        assert store.balance(WALLET) == -(1_000 % 70)

    def test_one_entry_posted_from_all_sides_is_booked_once(self, store: Store, crowd: int) -> None:
        assert at_once(*[partial(store.post, given(5))] * crowd) == [True] * crowd
        assert store.balance(WALLET) == -5

    def test_every_lane_is_held_by_one_at_a_time_and_every_effect_is_done_once(
        self, clerk: Clerk, crowd: int
    ) -> None:
        orders = [clerk.place(VIEWS) for _ in range(2 * crowd)]
        held: set[str] = set()

        def work() -> list[int]:
            done = []
            for claim in clerk.claims():
                assert claim.order_id not in held, "two hold one lane"
                held.add(claim.order_id)
                assert claim.row is not None
                done.append(claim.row.seq)
                held.remove(claim.order_id)
                clerk.settle(claim)
            return done

        ends = at_once(*[work] * crowd)
        assert [end for end in ends if isinstance(end, Exception)] == []
        done = sorted(seq for end in ends if isinstance(end, list) for seq in end)
        assert done == [row.seq for row in clerk.store.effects()]
        assert {row.attempts for row in clerk.store.effects()} == {1}
        assert len(orders) == len({row.order_id for row in clerk.store.effects()})

    def test_equal_items_that_start_at_once_are_active_one_at_a_time_and_all_have_their_turn(
        self, clerk: Clerk, crowd: int
    ) -> None:
        orders = [clerk.place(VIEWS) for _ in range(crowd)]
        ends = at_once(*(partial(clerk.insist, o.id, paid(o)) for o in orders))
        assert [end for end in ends if isinstance(end, Exception)] == []
        for _ in orders:
            clerk.work()
            active = [o for o in orders if statuses(clerk.store, o.id) == ["pending"]]
            assert len(active) == 1
            clerk.do(active[0].id, reported("1", "delivered"))
        assert {status for o in orders for status in statuses(clerk.store, o.id)} == {"completed"}
        for order in orders:
            check_whole(clerk.store, order.id)
