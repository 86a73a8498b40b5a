"""The part of the storage contract about figures: what they count is what there is."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from tilaus.commands import PROCESSOR, Advance, Erase, RefundReported, RequestRefund
from tilaus.evolve import ERASED
from tilaus.ports.figures import MAX_REASONS, DayCount, ReasonCount
from tilaus.ports.storage import Query, Store
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import BOSS, MEMBER, STAFF, START, VIEWS, Clerk, paid
from tilaus.testing.storage_case import StoreCase
from tilaus.testing.storage_orders import live

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def refund(units: int, reason: str) -> RequestRefund:
    """Ask for some units of the first item, to go to the wallet."""
    request = RefundRequest((RefundLine("1", units=units),))
    return RequestRefund(request, "wallet", reason, by=STAFF)


def counted(store: Store) -> dict[str, dict[str, int]]:
    """Count what there is by reading all of it."""
    found: dict[str, Counter[str]] = {
        machine: Counter() for machine in ("order", "item", "payment", "refund")
    }
    for order in store.search(Query(limit=1_000)):
        found["order"][order.status] += 1
        for machine in ("item", "payment", "refund"):
            found[machine].update(part.status for part in getattr(order, f"{machine}s"))
    return {machine: dict(statuses) for machine, statuses in found.items()}


class FiguresContract(StoreCase):
    """The promises of `tilaus.ports.figures.Figures`."""

    def test_a_new_shop_has_nothing_to_count(self, store: Store) -> None:
        assert store.counts() == {"order": {}, "item": {}, "payment": {}, "refund": {}}
        assert not store.placed_per_day(LONG_AGO)
        assert not store.refunds_per_reason(LONG_AGO)

    def test_counts_are_those_of_reading_everything(self, clerk: Clerk) -> None:
        live(clerk)
        live(clerk, until_over=False)
        clerk.place(VIEWS)
        paid_one = clerk.place(VIEWS)
        clerk.do(paid_one.id, paid(paid_one))
        assert clerk.store.counts() == counted(clerk.store)
        assert sum(clerk.store.counts()["order"].values()) == 4
        assert clerk.store.counts()["refund"]

    def test_orders_are_counted_by_the_day_on_which_they_were_placed(self, clerk: Clerk) -> None:
        clerk.clock.at = START.replace(hour=23, minute=59, second=59, microsecond=999_999)
        clerk.place(VIEWS)
        late = clerk.clock.at
        clerk.clock.at += timedelta(microseconds=1)
        clerk.place(VIEWS)
        clerk.place(VIEWS)
        clerk.clock.advance(days=3)
        clerk.place(VIEWS)
        days = [DayCount((START + timedelta(days=n)).date(), many) for n, many in ((0, 1), (1, 2))]
        days.append(DayCount((START + timedelta(days=4)).date(), 1))
        assert list(clerk.store.placed_per_day(LONG_AGO)) == days
        assert list(clerk.store.placed_per_day(late)) == days
        assert list(clerk.store.placed_per_day(late + timedelta(microseconds=1))) == days[1:]
        assert not clerk.store.placed_per_day(clerk.clock.at + timedelta(microseconds=1))

    def test_refunds_are_counted_by_their_reason_the_most_frequent_first(
        self, clerk: Clerk
    ) -> None:
        order = clerk.place(VIEWS, customer=MEMBER)
        asked = [refund(10, "väärä linkki ☎"), refund(20, "b"), refund(30, "b"), refund(5, "a")]
        clerk.do(order.id, paid(order), Advance("cancel", "item", "1", "x", by=STAFF), *asked)
        clerk.do(order.id, RefundReported("4", "failed", reason="no account", by=PROCESSOR))
        reasons = [
            ReasonCount("b", "EUR", 2, 50),
            ReasonCount("väärä linkki ☎", "EUR", 1, 10),
        ]
        assert list(clerk.store.refunds_per_reason(START)) == reasons
        assert not clerk.store.refunds_per_reason(START + timedelta(seconds=1))

    def test_a_reason_that_was_erased_is_not_told(self, clerk: Clerk) -> None:
        order = clerk.place(VIEWS, customer=MEMBER)
        clerk.do(order.id, paid(order), Advance("cancel", "item", "1", "x", by=STAFF))
        clerk.do(order.id, refund(1_000, "Anna asked"))
        clerk.do(order.id, RefundReported("1", "succeeded", by=PROCESSOR), Erase(by=BOSS))
        (reason,) = clerk.store.refunds_per_reason(START)
        assert (reason.reason, reason.refunds) == (ERASED, 1)

    def test_only_so_many_reasons_are_told(self, clerk: Clerk) -> None:
        order = clerk.place(VIEWS, customer=MEMBER)
        clerk.do(order.id, paid(order), Advance("cancel", "item", "1", "x", by=STAFF))
        many = MAX_REASONS + 3
        clerk.do(order.id, *(refund(1, f"{n:03}") for n in range(many)))
        told = [reason.reason for reason in clerk.store.refunds_per_reason(START)]
        assert told == [f"{n:03}" for n in range(MAX_REASONS)]
