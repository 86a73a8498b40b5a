"""The part of the storage contract about orders: load, commit, history, search, erasing."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tilaus.commands import (
    PROCESSOR,
    Actor,
    AddNote,
    Advance,
    AnswerCustomer,
    AskCustomer,
    Command,
    Erase,
    Line,
    PaymentReported,
    RefundReported,
    RequestRefund,
    ResolveParked,
    RetryItem,
)
from tilaus.decide import Decision
from tilaus.evolve import ERASED
from tilaus.order import Charge, Customer, Order
from tilaus.ports.storage import (
    Answered,
    Change,
    Conflict,
    Fenced,
    Query,
    RequestKey,
    Settlement,
    Store,
)
from tilaus.record import replace
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import (
    BOSS,
    FIRST_NUMBER,
    LIKES,
    MEMBER,
    STAFF,
    START,
    VIEWS,
    Clerk,
    Clock,
    cancelling,
    paid,
    placing,
    reported,
)
from tilaus.testing.storage_case import MakeStore, StoreCase, check_whole, loaded, written

SHIPPING = Charge("shipping", "shipping", 490)
PRESS_1 = RequestKey("desk", "press-1")
DISPUTED = 10**9
"""More than was asked for, in minor units: the message is parked."""


def life(order: Order) -> list[Command]:
    """Return what happens to an order with a member's three items and a charge, part by part."""
    charge = RefundRequest((RefundLine("shipping", "charge"),))
    return [
        paid(order),
        reported("1", "accepted"),
        reported("2", "progress", 50),
        reported("2", "delivered"),
        reported("3", "failed"),
        Advance("hold", reason="the bank has a question", by=STAFF),
        Advance("resume", by=STAFF),
        PaymentReported("1", "captured", DISPUTED, reference="pay-1", by=PROCESSOR),
        AddNote("called back ☎", by=STAFF),
        AskCustomer("3", by=STAFF),
        AnswerCustomer("3", "wallet", by=Actor("customer", "member-1")),
        RefundReported("1", "submitted", None, "refund-1", by=PROCESSOR),
        RefundReported("1", "succeeded", by=PROCESSOR),
        RequestRefund(charge, "original", "came late", by=STAFF),
        RefundReported("2", "failed", reason="card expired", by=PROCESSOR),
        cancelling("1"),
        RetryItem("1", "https://youtube.com/watch?v=2", by=STAFF),
        reported("1", "delivered"),
    ]


def live(clerk: Clerk, *, until_over: bool = True) -> Order:
    """Let an order live through all of that, and be completed."""
    order = clerk.place(customer=MEMBER, charges=[SHIPPING])
    order = clerk.do(order.id, *life(order))
    if until_over:
        parked = [ResolveParked(p.id, "the provider's mistake", by=STAFF) for p in order.parked]
        order = clerk.do(order.id, *parked, Advance("complete", by=STAFF))
    return order


SEARCHES: tuple[tuple[str, list[int]], ...] = (
    # text                         numbers found
    ("50002",                       [50002]),
    ("guest@example.org",           [50003, 50001]),
    ("member@example.org",          [50002]),
    ("https://instagram.com/p/1",   [50003, 50001]),
    ("https://instagram.com/p/",    []),
    ("guest@example.or_",           []),
    ("GUEST@example.org",           []),
    ("%",                           []),
    ("' OR 1=1 --",                 []),
    ("\ud800",                      []),
    ("050002",                      []),
    ("٥٠٠٠٢",                       []),
    ("9" * 40,                      []),
)  # fmt: skip


class OrderContract(StoreCase):
    """The promises of `tilaus.ports.storage.OrderStore`."""

    @pytest.mark.parametrize(
        "ref", ["", "nobody", "order-50001 ", "' OR 1=1 --", "\ud800", 0, -1, 1, 2**63, 10**40]
    )
    def test_what_was_never_placed_is_absent(self, clerk: Clerk, ref: str | int) -> None:
        clerk.place()
        assert clerk.store.load(ref).order is None

    def test_nobody_has_a_history(self, store: Store) -> None:
        assert not store.history("nobody")

    def test_an_order_is_loaded_as_it_was_committed_at_every_step_of_its_life(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place(customer=MEMBER, charges=[SHIPPING])
        assert loaded(clerk.store, order.id) == loaded(clerk.store, order.number) == order
        for command in life(order):
            change = clerk.change(order.id, command)
            clerk.store.commit(change)
            assert loaded(clerk.store, order.id) == change.decision.order
            check_whole(clerk.store, order.id)

    def test_that_life_has_every_part_that_an_order_can_have(self, clerk: Clerk) -> None:
        order = live(clerk, until_over=False)
        assert order.charges and order.payments and order.refunds and order.parked
        assert any(refund.covers for refund in order.refunds)

    def test_orders_do_not_mix(self, clerk: Clerk) -> None:
        first, second = clerk.place(), clerk.place(customer=MEMBER)
        clerk.do(first.id, paid(first))
        assert loaded(clerk.store, second.id) == second
        assert len(clerk.store.history(second.id)) == 1

    def test_texts_come_back_letter_by_letter(self, clerk: Clerk) -> None:
        service = ("ä🎉'\"\\%_?:a ☎ " * 50)[:500]
        target = ("\u202eä🎉e\u0301'\"\\%_:a" * 50)[:499] + "."
        customer = Customer("å🎉'%@example.org", "member-1", target)
        order = clerk.place(Line(service, target, 1, 0), customer=customer)
        assert len(order.items[0].target) == 500
        assert loaded(clerk.store, order.id) == order
        check_whole(clerk.store, order.id)

    def test_an_order_of_a_thousand_items_comes_back_in_order(self, clerk: Clerk) -> None:
        lines = [replace(VIEWS, target=f"https://youtube.com/{n}") for n in range(1_000)]
        order = clerk.place(*lines)
        order = clerk.do(order.id, paid(order), reported("777", "delivered"))
        assert [item.id for item in loaded(clerk.store, order.id).items] == [
            str(n) for n in range(1, 1_001)
        ]
        check_whole(clerk.store, order.id)

    def test_times_keep_their_microseconds_in_whatever_zone_they_came(
        self, store: Store, clock: Clock
    ) -> None:
        clock.at = datetime(2026, 3, 29, 3, 0, 0, 999_999, timezone(timedelta(hours=3)))
        order = Clerk(store, clock).place()
        assert loaded(store, order.id) == order
        assert loaded(store, order.id).placed_at == datetime(2026, 3, 29, 0, 0, 0, 999_999, UTC)
        assert store.claim(datetime(2026, 3, 29, 0, 0, 0, 999_998, UTC), 60) is None
        assert store.claim(datetime(2026, 3, 29, 0, 0, 0, 999_999, UTC), 60) is not None

    def test_loading_changes_nothing(self, clerk: Clerk) -> None:
        live(clerk)
        before = written(clerk.store)
        clerk.store.load(FIRST_NUMBER, PRESS_1)
        assert written(clerk.store) == before

    # ------------------------------------------------------------------------------- numbers

    def test_numbers_begin_where_the_shop_says_and_never_repeat(self, store: Store) -> None:
        assert [store.next_number(50001) for _ in range(3)] == [50001, 50002, 50003]

    def test_numbers_leap_with_the_first_and_never_fall_back(self, store: Store) -> None:
        assert [store.next_number(first) for first in (7, 1_000, 5)] == [7, 1_000, 1_001]

    @pytest.mark.parametrize("taken", ["id", "number"])
    def test_a_taken_id_or_number_is_a_conflict_and_nothing_is_written(
        self, clerk: Clerk, taken: str
    ) -> None:
        order = clerk.place()
        before = written(clerk.store)
        new = {
            "id": placing(order.number + 1, id=order.id),
            "number": placing(order.number, id="another"),
        }[taken]
        with pytest.raises(Conflict):
            clerk.store.commit(clerk.change(order.id, new, request=PRESS_1))
        assert written(clerk.store) == before
        assert clerk.store.load(order.id, PRESS_1).answer is None

    # ------------------------------------------------------------------------------- versions

    def test_a_change_of_an_old_version_is_a_conflict_and_nothing_is_written(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        stale = clerk.change(order.id, paid(order), request=PRESS_1)
        clerk.do(order.id, AddNote("first", by=STAFF))
        before = written(clerk.store)
        with pytest.raises(Conflict):
            clerk.store.commit(stale)
        assert written(clerk.store) == before
        assert clerk.store.load(order.id, PRESS_1).answer is None
        assert clerk.store.balance("provider:sandbox") == 0

    def test_a_change_is_not_written_twice(self, clerk: Clerk) -> None:
        order = clerk.place()
        change = clerk.change(order.id, paid(order))
        clerk.store.commit(change)
        with pytest.raises(Conflict):
            clerk.store.commit(change)
        check_whole(clerk.store, order.id)

    def test_a_change_of_an_order_that_is_not_there_is_a_conflict(
        self, clerk: Clerk, store: Store
    ) -> None:
        order = clerk.change(FIRST_NUMBER, placing(FIRST_NUMBER)).decision.order
        decided = clerk.change(FIRST_NUMBER, placing(FIRST_NUMBER)).decision
        with pytest.raises(Conflict):
            store.commit(Change(decided, order, START, None))
        assert store.load(order.id).order is None

    def test_without_events_no_version_is_needed_and_no_row_is_overwritten(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place()
        seen = loaded(clerk.store, order.id)
        (effect, *_) = clerk.store.effects(order.id)
        now = clerk.do(order.id, paid(order))
        due = clerk.store.next_due()
        clerk.store.commit(
            Change(
                Decision(seen, (), (), (), "duplicate"),
                seen,
                START,
                START - timedelta(days=1),
                PRESS_1,
                settlement=Settlement(effect.seq, "done", START),
            )
        )
        assert loaded(clerk.store, order.id) == now
        assert clerk.store.load(order.id, PRESS_1).answer == "duplicate"
        assert [row.state for row in clerk.store.effects(order.id)][:2] == ["done", "ready"]
        assert clerk.store.next_due() == due, "wake_at is of an old version"

    # ------------------------------------------------------------------------------- requests

    def test_a_request_is_answered_once_and_its_answer_is_kept(self, clerk: Clerk) -> None:
        order = clerk.place(request=PRESS_1)
        other = clerk.place()
        before = written(clerk.store)
        assert clerk.store.load(order.id, PRESS_1).answer == "done"
        with pytest.raises(Answered) as answered:
            clerk.store.commit(clerk.change(other.id, paid(other), request=PRESS_1))
        assert (answered.value.order_id, answered.value.answer) == (order.id, "done")
        assert written(clerk.store) == before

    @pytest.mark.parametrize(
        "unlike", [RequestKey("desk", "press-2"), RequestKey("app", "press-1")]
    )
    def test_another_source_or_id_is_another_request(
        self, clerk: Clerk, unlike: RequestKey
    ) -> None:
        order = clerk.place(request=PRESS_1)
        assert clerk.store.load(order.id, unlike).answer is None
        assert clerk.store.load(order.id).answer is None
        clerk.place(request=unlike)

    def test_answered_comes_before_fenced_and_fenced_before_conflict(self, clerk: Clerk) -> None:
        order = clerk.place(request=PRESS_1)
        stale = clerk.change(order.id, paid(order))
        clerk.do(order.id, AddNote("first", by=STAFF))
        with pytest.raises(Answered):
            clerk.store.commit(replace(stale, request=PRESS_1, fence=999))
        with pytest.raises(Fenced):
            clerk.store.commit(replace(stale, fence=999))
        with pytest.raises(Conflict):
            clerk.store.commit(stale)

    # -------------------------------------------------------------------------------- history

    def test_a_history_is_the_events_that_were_committed(self, clerk: Clerk) -> None:
        order = clerk.place(customer=MEMBER, charges=[SHIPPING])
        events = list(clerk.store.history(order.id))
        for command in life(order):
            clerk.clock.advance(seconds=0.000001)
            change = clerk.change(order.id, command)
            clerk.store.commit(change)
            events += change.decision.events
        assert list(clerk.store.history(order.id)) == events

    # --------------------------------------------------------------------------------- search

    def test_orders_are_listed_newest_first_page_by_page(self, clerk: Clerk) -> None:
        numbers = [clerk.place(VIEWS).number for _ in range(7)]
        pages, before = [], None
        for _ in range(4):
            pages.append([o.number for o in clerk.store.search(Query(limit=3, before=before))])
            before = pages[-1][-1] if pages[-1] else before
        newest = numbers[::-1]
        assert pages == [newest[:3], newest[3:6], newest[6:], []]

    def test_listed_orders_are_whole(self, clerk: Clerk) -> None:
        order = live(clerk)
        assert list(clerk.store.search(Query())) == [order]

    @pytest.mark.parametrize("limit", [-1, 0, 1_001])
    def test_a_list_without_end_is_refused(self, store: Store, limit: int) -> None:
        with pytest.raises(ValueError, match="the limit is 1 to 1000"):
            store.search(Query(limit=limit))

    def test_orders_are_found_by_status(self, clerk: Clerk) -> None:
        orders = [clerk.place() for _ in range(4)]
        for order in orders[::2]:
            clerk.do(order.id, Advance("hold", reason="?", by=STAFF))
        held = loaded(clerk.store, orders[0].id).status
        assert [o.id for o in clerk.store.search(Query(held))] == [orders[2].id, orders[0].id]
        assert [o.id for o in clerk.store.search(Query(held, limit=1))] == [orders[2].id]
        assert not clerk.store.search(Query("no such status"))

    @pytest.mark.parametrize(("text", "found"), SEARCHES)
    def test_orders_are_found_by_the_exact_number_mail_address_or_target(
        self, clerk: Clerk, text: str, found: list[int]
    ) -> None:
        clerk.place()
        clerk.place(VIEWS, customer=MEMBER)
        clerk.place(LIKES)
        assert [order.number for order in clerk.store.search(Query(text=text))] == found

    def test_conditions_of_a_search_hold_together(self, clerk: Clerk) -> None:
        first, second, third = (clerk.place() for _ in range(3))
        clerk.do(second.id, Advance("hold", reason="?", by=STAFF))
        query = Query(first.status, "guest@example.org", 1, before=third.number)
        assert [order.id for order in clerk.store.search(query)] == [first.id]

    # -------------------------------------------------------------------------------- erasing

    def test_what_is_erased_is_gone_from_the_order_and_from_its_history(self, clerk: Clerk) -> None:
        order, other = live(clerk), clerk.place(customer=MEMBER)
        texts = [order.customer.email, order.customer.name, *(i.target for i in order.items)]
        texts += ["called back", "came late", "mistake", "wrong link"]
        before = repr(clerk.store.history(order.id))
        assert all(text in before for text in texts)
        clerk.do(order.id, Erase(by=BOSS))
        after = repr((loaded(clerk.store, order.id), clerk.store.history(order.id)))
        assert [text for text in texts if text in after] == []
        assert ERASED in after
        assert [o.id for o in clerk.store.search(Query(text=LIKES.target))] == [other.id]
        assert loaded(clerk.store, other.id) == other
        assert MEMBER.email in repr(clerk.store.history(other.id))

    def test_an_erased_order_still_follows_from_its_history(self, clerk: Clerk) -> None:
        order = live(clerk)
        clerk.do(order.id, Erase(by=BOSS))
        check_whole(clerk.store, order.id)

    def test_texts_that_came_after_an_erasure_stay(self, clerk: Clerk) -> None:
        order = live(clerk)
        clerk.do(order.id, Erase(by=BOSS), AddNote("asked again", by=STAFF))
        (*_, last) = clerk.store.history(order.id)
        assert "asked again" in repr(last)
        assert repr(clerk.store.history(order.id)).count("asked again") == 1
        check_whole(clerk.store, order.id)

    def test_erasing_blanks_the_words_of_others_in_the_journal(self, clerk: Clerk) -> None:
        order = live(clerk)
        clerk.settle(clerk.claim(), "refused", outcome="550 no such user member@example.org")
        clerk.do(order.id, Erase(by=BOSS))
        outcomes = {row.outcome for row in clerk.store.effects(order.id)}
        assert outcomes == {"", ERASED}

    # ---------------------------------------------------------------------------- opened again

    def test_whoever_opens_the_store_next_finds_what_was_committed(
        self, clerk: Clerk, make_store: MakeStore
    ) -> None:
        if not self.is_shared:
            pytest.skip("is_shared: the data of this store lives in one object")
        live(clerk)
        again = make_store(clerk.clock.seconds)
        assert written(again) == written(clerk.store)
        assert again.next_number(1) == FIRST_NUMBER + 1
