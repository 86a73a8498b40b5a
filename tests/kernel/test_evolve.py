"""Folding events: a history gives the order that was stored, and nothing is changed in place."""

from typing import get_args

import pytest
from hypothesis import given

from tilaus import events as e
from tilaus.evolve import ERASED, evolve, replay
from tilaus.money import currency
from tilaus.order import Charge, Covered, Customer, Item, Order, Parked, Payment, Question, Refund
from tilaus.record import replace
from tilaus.testing import strategies
from tilaus.testing.strategies import START as AT
from tilaus.testing.strategies import Walk

ITEM = Item("1", "likes", "@ann", 4, 25, 100, instance="likes|@ann")
OTHER = Item("2", "views", "@bob", 1, 50, 50, instance="views|@bob")
PAID = Payment("1", "card", "sandbox", 160, 10, AT, AT)
BACK = Refund("1", "1", "original", 27, 25, AT, AT, 2, 0, (Covered("item", "1", 25, 1),))
NOTICE = Parked("9", "payment", "1", "captured", "too late", AT)
ASKED = Question(AT, AT)
ORDER = Order(
    "o1",
    50001,
    currency("EUR"),
    Customer("ann@shop.example", "c1", "Ann"),
    (ITEM, OTHER),
    AT,
    AT,
    "secret",
    charges=(Charge("c0", "shipping", 5),),
    payments=(PAID,),
    refunds=(BACK,),
    parked=(NOTICE,),
    version=7,
)


def moved(machine: str, about: str, source: str, target: str, kind: str, why: str = "") -> e.Moved:
    return e.Moved(machine, about, "go", source, target, kind, why)


def first(order: Order, **changes: object) -> Order:
    """Return the order with its first item changed."""
    return replace(order, items=(replace(order.items[0], **changes), *order.items[1:]))


HELD = replace(ORDER, status="on_hold", kind="held", held_from="pending", held_by="hold")
AWAITED, SILENT = first(ORDER, silent_at=AT), first(ORDER, is_silent=True)
AT_WORK = first(ORDER, status="processing", kind="active", handed_over=True)
CANCELLED = first(
    ORDER, status="cancelled", kind="failed", question=ASKED, reason="why", handed_over=True
)

# fmt: off
FOLDS = [
    # before     event                                                              what changes
    (ORDER,      moved("order", "", "pending", "processing", "active", "why"),      {"status": "processing", "kind": "active", "reason": "why"}),
    (ORDER,      e.Moved("order", "", "hold", "pending", "on_hold", "held"),        {"status": "on_hold", "kind": "held", "held_from": "pending", "held_by": "hold"}),
    (HELD,       moved("order", "", "on_hold", "pending", "initial"),               {"status": "pending", "kind": "initial", "held_from": "", "held_by": ""}),
    (ORDER,      moved("payment", "1", "created", "captured", "finished"),          {"payments": (replace(PAID, status="captured", kind="finished"),)}),
    (ORDER,      moved("refund", "1", "requested", "failed", "failed"),             {"refunds": (replace(BACK, status="failed", kind="failed"),)}),
    (ORDER,      e.PaymentAdded(replace(PAID, id="2"), AT),                         {"payments": (PAID, replace(PAID, id="2")), "expires_at": AT}),
    (ORDER,      e.PaymentNamed("1", "ref", "https://pay.example"),                 {"payments": (replace(PAID, reference="ref", pay_url="https://pay.example"),)}),
    (ORDER,      e.Captured("1", 160, True),                                        {"payments": (replace(PAID, captured_minor=160, is_applied=True),)}),
    (ORDER,      e.ProviderFeeTaken("1", 7),                                        {"payments": (replace(PAID, provider_fee_minor=7),)}),
    (ORDER,      e.HandedOver("1", 2),                                              {"items": (replace(ITEM, handed_over=True, attempt=2), OTHER)}),
    (ORDER,      e.Progressed("1", 3),                                              {"items": (replace(ITEM, delivered=3), OTHER)}),
    (ORDER,      e.Retargeted("1", "@eve", "likes|@eve"),                           {"items": (replace(ITEM, target="@eve", instance="likes|@eve"), OTHER)}),
    (ORDER,      e.Awaited("1", AT),                                                {"items": (replace(ITEM, silent_at=AT), OTHER)}),
    (AWAITED,    e.Awaited("1"),                                                    {"items": (replace(ITEM, is_silent=True), OTHER)}),
    (SILENT,     e.Awaited("1", AT),                                                {"items": (replace(ITEM, silent_at=AT), OTHER)}),
    (SILENT,     moved("item", "1", "pending", "cancelled", "failed"),              {"items": (replace(ITEM, status="cancelled", kind="failed"), OTHER)}),
    (SILENT,     moved("item", "1", "pending", "completed", "finished"),            {"items": (replace(ITEM, status="completed", kind="finished"), OTHER)}),
    (ORDER,      e.Asked("1", ASKED),                                               {"items": (replace(ITEM, question=ASKED), OTHER)}),
    (CANCELLED,  e.Answered("1", "retry"),                                          {"items": (replace(CANCELLED.items[0], question=None), OTHER)}),
    (ORDER,      moved("item", "1", "pending", "on_hold", "waiting"),               {"items": (replace(ITEM, status="on_hold", kind="waiting"), OTHER)}),
    (AT_WORK,    moved("item", "1", "processing", "on_hold", "waiting"),            {"items": (replace(ITEM, status="on_hold", kind="waiting"), OTHER)}),
    (ORDER,      moved("item", "1", "pending", "cancelled", "failed", "why"),       {"items": (replace(ITEM, status="cancelled", kind="failed", reason="why"), OTHER)}),
    (CANCELLED,  moved("item", "1", "cancelled", "pending", "initial"),             {"items": (ITEM, OTHER)}),
    (CANCELLED,  moved("item", "1", "cancelled", "refunded", "closed"),             {"items": (replace(CANCELLED.items[0], status="refunded", kind="closed", question=None), OTHER)}),
    (CANCELLED,  e.RefundRequested(replace(BACK, id="2")),                          {"refunds": (BACK, replace(BACK, id="2")), "items": (replace(CANCELLED.items[0], question=None), OTHER)}),
    (ORDER,      e.RefundRenewed("1", 2, AT, 1, 3),                                 {"refunds": (replace(BACK, attempt=2, amount_minor=26, fee_returned_minor=1, fee_kept_minor=3),)}),
    (ORDER,      e.RefundNamed("1", "back-1"),                                      {"refunds": (replace(BACK, reference="back-1"),)}),
    (ORDER,      e.MessageParked(replace(NOTICE, id="10")),                         {"parked": (NOTICE, replace(NOTICE, id="10"))}),
    (ORDER,      e.ParkedResolved("9", "done"),                                     {"parked": ()}),
    (ORDER,      e.EffectResolved("k", "send_refund", "1", "done", "dead", "seen"), {}),
    (HELD,       e.Moved("order", "", "nag", "on_hold", "on_hold", "held"),         {}),
    (HELD,       e.Moved("order", "", "ask", "on_hold", "asked", "held"),           {"status": "asked", "held_by": "ask"}),
    (ORDER,      e.LifecycleAdopted("new/2/f00"),                                   {"lifecycle": "new/2/f00"}),
    (HELD,       e.LifecycleAdopted("new", (), "waiting"),                          {"lifecycle": "new", "held_from": "waiting"}),
    (HELD,       e.LifecycleAdopted("new", (e.Restated("order", "", "on_hold", "busy", "active"),)),
                                                                                    {"lifecycle": "new", "status": "busy", "kind": "active", "held_from": "", "held_by": ""}),
    (ORDER,      e.LifecycleAdopted("new", (e.Restated("item", "1", "pending", "new", "active"), e.Restated("item", "2", "pending", "born", "initial"))),
                                                                                    {"lifecycle": "new", "items": (replace(ITEM, status="new", kind="active"), replace(OTHER, status="born"))}),
    (ORDER,      e.Imported("woocommerce:shop.example", "727", 3),                  {}),
    (ORDER,      e.TrackingRenewed("another"),                                      {"token": "another"}),
    (ORDER,      e.TrackingRenewed(""),                                             {"token": ""}),
    (ORDER,      e.Noted("a word"),                                                 {}),
]
# fmt: on


@pytest.mark.parametrize(("before", "event", "changes"), FOLDS)
def test_an_event_changes_what_it_says_and_nothing_else(
    before: Order, event: e.Event, changes: dict[str, object]
) -> None:
    kept = repr(before)
    after = evolve(before, event)
    assert after == replace(before, version=8, **changes)
    assert repr(before) == kept


def test_every_event_is_folded_somewhere_here() -> None:
    folded = {type(event) for _, event, _ in FOLDS} | {e.Placed, e.Erased}
    assert folded == set(get_args(e.Event))


def test_placing_begins_at_version_one() -> None:
    assert evolve(None, e.Placed(ORDER)) == replace(ORDER, version=1)
    assert replay([e.Placed(ORDER), e.Noted("a"), e.Noted("b")]).version == 3


def test_erasing_leaves_no_word_about_the_person() -> None:
    erased = evolve(first(ORDER, reason="because of Ann"), e.Erased())
    assert erased.is_erased
    assert erased.customer == Customer("", "c1")
    assert [i.target for i in erased.items] == [ERASED, ERASED]
    assert not any(word in repr(erased).lower() for word in ("ann", "@bob", "secret"))


@pytest.mark.parametrize("events", [[], [e.Noted("a")]])
def test_a_history_that_does_not_begin_with_placing_is_refused(events: list[e.Event]) -> None:
    with pytest.raises(ValueError, match=r"history"):
        replay(events)


def test_an_event_about_a_part_that_is_not_there_is_no_history_of_this_order() -> None:
    with pytest.raises(LookupError, match="99"):
        evolve(ORDER, e.Progressed("99", 1))


@given(strategies.walks(longest=20))
def test_replaying_gives_every_order_on_the_way(walk: Walk) -> None:
    events: list[e.Event] = []
    for asked in walk.asked:
        decision = asked.decision
        events += [recorded.event for recorded in decision.events]
        assert replay(events) == decision.order
        assert decision.order.version == len(events)
