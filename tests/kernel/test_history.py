"""Imports: an order's past elsewhere is decided as of its times, and asks nothing of the world."""

from datetime import timedelta

import pytest

from tilaus import commands as c
from tilaus import events as e
from tilaus.audit import Audit
from tilaus.commands import PROCESSOR, SERVER
from tilaus.decide import Decision, decide
from tilaus.decide.history import MAY_BE_TOLD
from tilaus.evolve import evolve
from tilaus.ledger import balances, expected
from tilaus.order import Covered, Order
from tilaus.policy import Policy
from tilaus.ports.storage import Change
from tilaus.refusals import Refusal
from tilaus.testing.orders import STAFF, START, placing
from tilaus_adapters.storage.memory import MemoryStore

POLICY = Policy()
NOW = START + timedelta(days=300)
DAY = timedelta(days=1)
PLACED = c.Told(START, placing(727, method="bank_transfer"))
PAID = c.Told(START + DAY, c.PaymentReported("1", "captured", 1_900, by=PROCESSOR))
DELIVERED = tuple(
    c.Told(START + 2 * DAY, c.DeliveryReported(item, "delivered", by=SERVER)) for item in "123"
)
COMPLETED = c.Told(START + 3 * DAY, c.Advance("complete", by=STAFF), "active")
WHOLE = (PLACED, PAID, *DELIVERED, COMPLETED)


def importing(*history: c.Told, by: c.Actor = c.SYSTEM) -> c.Import:
    return c.Import("woocommerce:shop.example", "727", history, by=by)


def done(command: c.Import, order: Order | None = None, policy: Policy = POLICY) -> Decision:
    answer = decide(order, command, policy, NOW)
    assert isinstance(answer, Decision), answer
    return answer


def refused(command: c.Import, order: Order | None = None) -> Refusal:
    answer = decide(order, command, POLICY, NOW)
    assert isinstance(answer, Refusal), answer
    return answer


def test_the_past_is_told_as_of_its_times_and_the_import_as_of_now() -> None:
    made = done(importing(*WHOLE))
    assert (made.order.status, made.order.captured_minor) == ("completed", 1_900)
    assert made.order.placed_at == START
    *told, last = made.events
    assert last.at == NOW
    assert last.event == e.Imported("woocommerce:shop.example", "727", len(told))
    assert {r.at for r in told} == {START + n * DAY for n in range(4)}


def test_nothing_is_asked_of_the_world_and_the_money_is_booked() -> None:
    made = done(importing(*WHOLE))
    assert made.effects == ()
    assert balances(made.entries) == {**expected(made.order), "provider:banktransfer": 1_900}


def test_the_events_of_an_import_fold_to_its_order() -> None:
    made = done(importing(*WHOLE))
    order = None
    for recorded in made.events:
        order = evolve(order, recorded.event)
    assert order == made.order


def test_an_audit_misses_no_effect_of_what_happened_elsewhere_but_of_what_follows_here() -> None:
    store = MemoryStore()
    made = done(importing(PLACED, PAID))
    store.commit(Change(made, None, NOW, None))
    assert list(Audit(store, POLICY.lifecycles).findings()) == []
    again = decide(made.order, c.Advance("cancel", "item", "1", by=STAFF), POLICY, NOW)
    assert isinstance(again, Decision)
    lost = Decision(again.order, again.events, (), again.entries)
    store.commit(Change(lost, made.order, NOW, None))
    assert {f.what for f in Audit(store, POLICY.lifecycles).findings()} == {"effects"}


def test_a_refund_is_told_of_an_order_that_is_here() -> None:
    order = done(importing(*WHOLE)).order
    told = c.RefundObserved("1", "refund-9", 500, (Covered("item", "3", 500),), by=PROCESSOR)
    later = done(importing(c.Told(START + 9 * DAY, told)), order)
    assert later.effects == ()
    assert [i.status for i in later.order.items] == ["completed", "completed", "refunded"]
    same = done(importing(c.Told(START + 9 * DAY, told)), later.order)
    assert (same.outcome, same.events) == ("duplicate", ())


def test_a_command_is_left_out_where_the_order_is_of_another_kind_by_then() -> None:
    automatic = Policy(completion="automatic")
    assert done(importing(*WHOLE), policy=automatic).order.status == "completed"
    always = c.Told(COMPLETED.at, COMPLETED.command)
    answer = decide(None, importing(*WHOLE[:-1], always), automatic, NOW)
    assert isinstance(answer, Refusal)


CALLED_OFF = c.Told(START + DAY, c.CancelOrder(by=STAFF))
FAR = c.Told(NOW + DAY, c.Tick(by=c.CLOCK))
DISPUTED = c.Told(START + DAY, c.PaymentReported("1", "disputed", by=PROCESSOR))

# fmt: off
REFUSED = [
    # why                                    command                                             code            found
    ("staff may not",                        importing(PLACED, by=STAFF),                         "not_permitted", "staff may not"),
    ("it has not happened yet",              importing(PLACED, FAR),                              "malformed",     "some of it has not happened yet"),
    ("its times go backwards",               importing(c.Told(START + DAY, PLACED.command), c.Told(START, PAID.command)), "malformed", "its times go backwards"),
    ("somebody would have to send money",    importing(PLACED, PAID, c.Told(START + DAY, CALLED_OFF.command)), "malformed", "it leaves a refund on its way, which nobody here would send"),
    ("it contradicts itself",                importing(PLACED, DISPUTED),                         "malformed",     "it contradicts itself: payment 1 is created"),
    ("an import is no part of one",          importing(c.Told(START, importing(PLACED))),         "malformed",     "Import is no command of a history"),
    ("a request asks for something",         importing(PLACED, c.Told(START, c.AddPayment("card", by=STAFF))), "malformed", "AddPayment is no command of a history"),
    ("it begins with nothing",               importing(PAID),                                     "not_placed",    "it was not placed yet"),
    ("it has no name",                       c.Import("woocommerce", " ", (PLACED,), by=c.SYSTEM), "malformed",    "source and reference are 1 to 200 characters each"),
    ("one of its commands is refused",       importing(PLACED, c.Told(START, c.Advance("complete", by=STAFF))), "no_transition", "order 727 is pending"),
]
# fmt: on


@pytest.mark.parametrize(("why", "command", "code", "found"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_past_that_cannot_be_told_is_refused_whole(
    why: str, command: c.Import, code: str, found: str
) -> None:
    refusal = refused(command)
    assert (refusal.code, refusal.found) == (code, found)


def test_only_what_asks_nothing_of_the_world_may_be_told() -> None:
    asking = {c.AddPayment, c.RequestRefund, c.ReturnPayment, c.RetryItem, c.AskCustomer, c.Erase}
    assert not asking & MAY_BE_TOLD.keys()
    assert {c.Place, c.PaymentReported, c.RefundObserved, c.Advance} <= MAY_BE_TOLD.keys()


# fmt: off
COVERS = [
    # covers                                                          code
    ((Covered("item", "9", 1),),                                      "unknown_part"),
    ((Covered("item", "1", 1), Covered("item", "1", 1)),              "unknown_part"),
    ((Covered("item", "1", 1_001),),                                  "exceeds_refundable"),
    ((Covered("item", "1", 0),),                                      "exceeds_refundable"),
    ((Covered("item", "1", 5, units=5),),                             "exceeds_refundable"),
    ((Covered("item", "1", 101),),                                    "exceeds_captured"),
]
# fmt: on


@pytest.mark.parametrize(("covers", "code"), COVERS)
def test_an_observed_refund_stands_for_parts_that_are_there_and_no_more(
    covers: tuple[Covered, ...], code: str
) -> None:
    order = done(importing(*WHOLE)).order
    seen = c.RefundObserved("1", "refund-9", 100, covers, by=PROCESSOR)
    answer = decide(order, seen, POLICY, NOW)
    assert isinstance(answer, Refusal)
    assert answer.code == code


def test_an_observed_refund_is_booked_for_the_parts_that_it_names() -> None:
    order = done(importing(*WHOLE)).order
    covers = (Covered("item", "2", 30), Covered("item", "3", 70))
    answer = decide(order, c.RefundObserved("1", "r", 100, covers, by=PROCESSOR), POLICY, NOW)
    assert isinstance(answer, Decision)
    assert answer.order.refunds[0].covers == covers
