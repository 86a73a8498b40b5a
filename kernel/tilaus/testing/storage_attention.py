"""The part of the storage contract about finding: by what a provider calls it, and by concern."""

from collections.abc import Sequence

import pytest

from tilaus.attention import ANY, CONCERNS, HANGING, lasting
from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    Advance,
    Command,
    Erase,
    Line,
    PaymentReported,
    RenewTracking,
    Tick,
)
from tilaus.order import Customer, Order
from tilaus.policy import Policy
from tilaus.ports.storage import EffectState, Query, Store
from tilaus.testing.orders import BOSS, MEMBER, STAFF, VIEWS, Clerk, Clock, paid, reported
from tilaus.testing.storage_case import StoreCase, loaded
from tilaus.testing.storage_orders import SHIPPING, life

NEW_LINK = "another-link-that-is-long-enough"


def found(store: Store, **wanted: str) -> list[str]:
    """Return the ids of the orders that are found, the newest first."""
    return [order.id for order in store.search(Query(**wanted))]  # type: ignore[arg-type]


def check_concerns(store: Store, orders: Sequence[Order]) -> None:
    """Check that each order is listed under the concerns that it has, and no others."""
    hangs = {row.order_id for row in store.effects(states=frozenset(HANGING.values()))}
    newest = sorted(orders, key=lambda order: -order.number)
    codes = {order.id: lasting(loaded(store, order.id)) for order in newest}
    for code in CONCERNS.keys() - HANGING.keys():
        assert found(store, concern=code) == [id for id, has in codes.items() if code in has], code
    assert found(store, concern=ANY) == [id for id, has in codes.items() if has or id in hangs]


def disputes(order: Order) -> list[Command]:
    """Return a life in which the payer disputes the payment, twice, and wins."""
    says = ("disputed", "dispute_won", "disputed", "dispute_lost")
    told = [PaymentReported("1", word, reason="why", by=PROCESSOR) for word in says]
    return [paid(order), *told]


class AttentionContract(StoreCase):
    """What `tilaus.ports.storage.Query` promises of `text` and `concern`."""

    # ---------------------------------------------------------------------------- by its names

    def test_an_order_is_found_by_what_a_provider_calls_its_payments_and_refunds(
        self, clerk: Clerk
    ) -> None:
        other = clerk.place(VIEWS)
        order = clerk.place(customer=MEMBER, charges=[SHIPPING])
        assert not found(clerk.store, text="pay-1")
        order = clerk.do(order.id, *life(order))
        payment = PaymentReported("1", "opened", reference="pay-2 ☎'", by=PROCESSOR)
        clerk.do(other.id, payment)
        names = {"pay-2 ☎'": other.id, "refund-1": order.id, order.payments[0].reference: order.id}
        for name, id in names.items():
            assert found(clerk.store, text=name) == ([id] if name else [order.id, other.id])
        assert not found(clerk.store, text="pay-2 ☎''")
        assert not found(clerk.store, text="refund-")

    def test_an_order_is_found_by_its_tracking_link_until_that_is_renewed(
        self, clerk: Clerk
    ) -> None:
        first, second = clerk.place(VIEWS), clerk.place(VIEWS)
        assert found(clerk.store, text=first.token) == [first.id]
        clerk.do(first.id, RenewTracking(NEW_LINK, by=STAFF))
        assert not found(clerk.store, text=first.token)
        assert found(clerk.store, text=NEW_LINK) == [first.id]
        clerk.do(first.id, RenewTracking("", by=STAFF))
        assert not found(clerk.store, text=NEW_LINK)
        assert found(clerk.store, text=second.token) == [second.id]
        assert loaded(clerk.store, first.id).token == ""

    def test_an_order_that_was_erased_has_no_tracking_link(self, clerk: Clerk) -> None:
        order = clerk.place(VIEWS)
        clerk.do(order.id, Advance("cancel", by=STAFF), Erase(by=BOSS))
        assert not found(clerk.store, text=order.token)

    # -------------------------------------------------------------------------- by its concerns

    @pytest.mark.parametrize("tale", [life, disputes], ids=lambda tale: tale.__name__)
    def test_orders_are_listed_under_the_concerns_that_they_have_at_each_moment(
        self, clerk: Clerk, tale: object
    ) -> None:
        orders = [clerk.place(customer=MEMBER, charges=[SHIPPING]), clerk.place(VIEWS)]
        seen: set[str] = set()
        for command in tale(orders[0]):  # type: ignore[operator]
            clerk.do(orders[0].id, command)
            seen |= lasting(loaded(clerk.store, orders[0].id))
            check_concerns(clerk.store, orders)
        assert seen

    def test_an_order_whose_server_is_silent_is_listed_until_something_is_heard(
        self, store: Store, clock: Clock
    ) -> None:
        clerk = Clerk(store, clock, Policy(silent_server_hours=1))
        order = clerk.place(VIEWS)
        clerk.do(order.id, paid(order), reported("1", "accepted"))
        assert not found(store, concern="server-silent")
        clock.advance(hours=2)
        clerk.do(order.id, Tick(by=CLOCK))
        assert found(store, concern="server-silent") == [order.id]
        check_concerns(store, [order])
        clerk.do(order.id, reported("1", "progress", 5))
        assert not found(store, concern=ANY)

    @pytest.mark.parametrize("state", ["dead", "unknown", "ready", "done"])
    def test_an_order_with_an_effect_that_hangs_is_listed(
        self, clerk: Clerk, state: EffectState
    ) -> None:
        clerk.place(VIEWS)
        order = clerk.place(VIEWS)
        claim = clerk.store.claim(clerk.clock(), 60, order_id=order.id)
        assert claim is not None
        clerk.settle(claim, state, wait_s=3_600)
        codes = {code for code, hangs in HANGING.items() if hangs == state}
        for code in HANGING:
            assert found(clerk.store, concern=code) == ([order.id] if code in codes else [])
        assert found(clerk.store, concern=ANY) == ([order.id] if codes else [])

    def test_nothing_that_a_customer_writes_makes_a_concern(self, clerk: Clerk) -> None:
        texts = [f"{begin}{code}" for begin in ("concern:", "") for code in (*CONCERNS, ANY)]
        for text in texts:
            clerk.place(
                Line("YouTube views", text, 1, 1), customer=Customer(f"{text}@x.example", name=text)
            )
        for code in (*CONCERNS, ANY, "concern:", ""):
            expected = texts if not code else []
            assert len(found(clerk.store, concern=code)) == len(expected)
        assert len(found(clerk.store, text="concern:parked")) == 1

    @pytest.mark.parametrize(
        "code",
        ["no such", "~", "%", "concern:", "' OR 1=1 --", "\ud800", "a\0b", "ANY", "x" * 9_999],
    )
    def test_an_unknown_concern_finds_nothing(self, clerk: Clerk, code: str) -> None:
        order = clerk.place(VIEWS)
        clerk.do(order.id, *disputes(order)[:2])
        assert found(clerk.store, concern=ANY) == [order.id]
        assert not found(clerk.store, concern=code)

    def test_a_list_of_concerns_has_pages_and_takes_other_conditions_too(
        self, clerk: Clerk
    ) -> None:
        orders = [clerk.place(VIEWS, customer=MEMBER if n % 2 else replaced(n)) for n in range(6)]
        for order in orders[:5]:
            clerk.do(order.id, *disputes(order)[:2])
        numbers = [order.number for order in reversed(orders[:5])]
        pages: list[int] = []
        while page := clerk.store.search(
            Query(concern=ANY, limit=2, before=pages[-1] if pages else None)
        ):
            pages += [order.number for order in page]
        assert pages == numbers
        assert found(clerk.store, concern="disputed", text=MEMBER.email) == [
            orders[3].id,
            orders[1].id,
        ]
        status = loaded(clerk.store, orders[0].id).status
        assert len(found(clerk.store, concern="disputed", status=status)) == 5
        assert not found(clerk.store, concern="disputed", status="completed")
        assert not found(clerk.store, concern="parked", text=MEMBER.email)


def replaced(n: int) -> Customer:
    """Return a guest of their own."""
    return Customer(f"guest-{n}@example.org")
