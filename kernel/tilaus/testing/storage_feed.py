"""The part of the storage contract about the feed: every event once, and places that are kept."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from tilaus.commands import AddNote, Advance, Erase
from tilaus.events import Noted, Placed
from tilaus.evolve import ERASED
from tilaus.ports.feed import MAX_FED, FeedEntry, Subscriber
from tilaus.ports.storage import Fenced, Query, Store
from tilaus.record import replace
from tilaus.testing.orders import BOSS, MANY, STAFF, VIEWS, Clerk, paid
from tilaus.testing.storage_case import MakeStore, StoreCase, at_once

LEASE_S = 60.0


def read_on(store: Store, after: int = 0, limit: int = MAX_FED) -> Iterator[FeedEntry]:
    """Read the feed as it is now to its end, as a subscriber does."""
    for _ in range(MANY):
        entries = store.feed(after, limit)
        yield from entries
        if not entries:
            return
        after = entries[-1].position
    raise RuntimeError("the feed has no end")


def names(entries: list[FeedEntry]) -> list[tuple[str, int]]:
    """Return which events of which orders these are."""
    return [(entry.order_id, entry.recorded.seq) for entry in entries]


def all_events(store: Store) -> list[tuple[str, int]]:
    """Return every event that there is, by order."""
    orders = store.search(Query(limit=1_000))
    return [(o.id, recorded.seq) for o in orders for recorded in store.history(o.id)]


def check_feed(store: Store, found: list[FeedEntry]) -> None:
    """Check that the feed gave each event once, those of one order in their order, as it was."""
    told = names(found)
    assert sorted(told) == sorted(all_events(store))
    positions = [entry.position for entry in found]
    assert positions == sorted(set(positions))
    for order_id in {id for id, _ in told}:
        history = [entry.recorded for entry in found if entry.order_id == order_id]
        assert history == list(store.history(order_id))


def held(store: Store, name: str = "books") -> tuple[Subscriber, int]:
    """Take a subscriber that nobody has."""
    found = store.hold(name, LEASE_S)
    assert found is not None
    return found.subscriber, found.token


class FeedContract(StoreCase):
    """The promises of `tilaus.ports.feed.Feed`."""

    def test_an_empty_feed_has_no_end_and_nothing_in_it(self, store: Store) -> None:
        assert store.feed(0, 10) == ()
        assert store.feed_end() == 0
        assert store.subscribers() == ()

    @pytest.mark.parametrize("limit", [0, -1, MAX_FED + 1])
    def test_how_much_is_read_at_once_has_bounds(self, store: Store, limit: int) -> None:
        with pytest.raises(ValueError, match="limit"):
            store.feed(0, limit)

    @pytest.mark.parametrize("limit", [1, 2, 7, MAX_FED])
    def test_every_event_is_in_the_feed_once_in_the_order_of_the_commits(
        self, clerk: Clerk, limit: int
    ) -> None:
        first, second = clerk.place(), clerk.place(VIEWS)
        clerk.do(second.id, paid(second), AddNote("later", by=STAFF))
        clerk.do(first.id, paid(first))
        found = list(read_on(clerk.store, limit=limit))
        check_feed(clerk.store, found)
        assert clerk.store.feed_end() == found[-1].position
        changes = [entry.order_id for entry in found if isinstance(entry.recorded.event, Placed)]
        assert changes == [first.id, second.id]
        assert found[-1].order_id == first.id

    def test_who_reads_on_later_is_given_only_what_is_new(self, clerk: Clerk) -> None:
        order = clerk.place()
        end = clerk.store.feed_end()
        assert clerk.store.feed(end, 10) == ()
        clerk.do(order.id, AddNote("new", by=STAFF))
        (new,) = clerk.store.feed(end, 10)
        assert new.recorded.event == Noted("new")
        assert new.position > end
        assert clerk.store.feed(new.position, 10) == ()
        assert clerk.store.feed(2**80, 10) == ()

    def test_what_was_erased_is_erased_in_the_feed_too(self, clerk: Clerk) -> None:
        order = clerk.place()
        clerk.do(order.id, AddNote("calls herself Anna", by=STAFF))
        assert Noted("calls herself Anna") in [
            entry.recorded.event for entry in read_on(clerk.store)
        ]
        clerk.do(order.id, Advance("cancel", "order", "", "", by=STAFF), Erase(by=BOSS))
        found = list(read_on(clerk.store))
        assert Noted(ERASED) in [entry.recorded.event for entry in found]
        assert "Anna" not in repr(found)
        check_feed(clerk.store, found)

    def test_events_of_commits_from_all_sides_are_seen_once_by_who_reads_meanwhile(
        self, clerk: Clerk, crowd: int
    ) -> None:
        orders = [clerk.place(VIEWS) for _ in range(3)]
        ended: list[int] = []

        def write(n: int) -> None:
            try:
                for round in range(8):
                    clerk.insist(orders[(n + round) % 3].id, AddNote(f"{n}/{round}", by=STAFF))
            finally:
                ended.append(n)

        def read() -> list[FeedEntry]:
            found: list[FeedEntry] = []
            while True:
                is_last = len(ended) == crowd
                found += read_on(clerk.store, found[-1].position if found else 0, limit=3)
                if is_last:
                    return found

        writers = [partial(write, n) for n in range(crowd)]
        ends = at_once(*writers, read, read)
        for found in ends[crowd:]:
            assert isinstance(found, list), found
            check_feed(clerk.store, found)
        assert ends[:crowd] == [None] * crowd

    # ------------------------------------------------------------------------- subscribers

    def test_a_subscriber_keeps_its_place_however_often_it_is_put_there(self, store: Store) -> None:
        new = store.subscribe("books", 7)
        assert new == Subscriber("books", 7)
        assert store.subscribe("books", 99) == new
        store.subscribe("accounts", 0)
        assert store.subscribers() == (Subscriber("accounts"), new)

    def test_everything_that_is_known_of_a_subscriber_is_kept(
        self, clerk: Clerk, make_store: MakeStore
    ) -> None:
        clerk.store.subscribe("books", 0)
        known, token = held(clerk.store)
        at = clerk.clock()
        times = {"next_at": at + timedelta(hours=1), "failing_since": at, "disabled_at": at}
        moved = replace(known, position=12, attempts=3, outcome="answer 500 ä", **times)
        clerk.store.move(moved, token)
        again = make_store(clerk.clock.seconds) if self.is_shared else clerk.store
        assert again.subscribers() == (moved,)
        assert held(again)[0] == moved

    def test_only_one_at_a_time_holds_a_subscriber(self, clerk: Clerk) -> None:
        store = clerk.store
        assert store.hold("books", LEASE_S) is None
        store.subscribe("books", 0)
        known, token = held(store)
        assert store.hold("books", LEASE_S) is None
        store.move(known, token, LEASE_S)
        assert store.hold("books", LEASE_S) is None
        store.move(replace(known, position=1), token)
        assert held(store)[0].position == 1

    def test_a_lease_that_ended_may_be_taken_over_and_its_former_holder_is_fenced(
        self, clerk: Clerk
    ) -> None:
        store = clerk.store
        store.subscribe("books", 0)
        known, token = held(store)
        clerk.clock.advance(seconds=LEASE_S)
        store.move(replace(known, position=1), token, LEASE_S)
        clerk.clock.advance(seconds=LEASE_S)
        other, newer = held(store)
        assert (other.position, newer > token) == (1, True)
        with pytest.raises(Fenced):
            store.move(replace(known, position=2), token)
        store.move(replace(other, position=3), newer)
        with pytest.raises(Fenced):
            store.move(replace(other, position=4), newer)
        with pytest.raises(Fenced):
            store.move(Subscriber("nobody"), 1)
        assert [subscriber.position for subscriber in store.subscribers()] == [3]

    def test_of_many_who_would_hold_a_subscriber_at_once_one_does(
        self, store: Store, crowd: int
    ) -> None:
        store.subscribe("books", 0)
        for _ in range(5):
            found = at_once(*[partial(store.hold, "books", LEASE_S)] * crowd)
            (one,) = [got for got in found if got is not None]
            assert not isinstance(one, Exception), one
            store.move(one.subscriber, one.token)
