"""What people say of an effect that hangs: retry, done, void; for each effect, on a whole shop."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.world import World

from tilaus import commands as c
from tilaus import events as e
from tilaus.audit import Audit
from tilaus.commands import Actor, ResolveEffect
from tilaus.decide import Decision, decide
from tilaus.decide.journal import WAYS
from tilaus.drain import MAX_ATTEMPTS, work
from tilaus.effects import EFFECTS
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import (
    ENDED,
    Change,
    Fenced,
    JournalRow,
    RequestKey,
    Settlement,
)
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus.testing.orders import BOSS, LIKES, MEMBER, STAFF, VIEWS, Clock
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

WHY = "I saw it at the provider"
CALLS = [
    name for name in EFFECTS if not name.startswith(("tell:", "alert:")) and name != "grant_turn"
]
SAID = [name for name in EFFECTS if name.startswith(("tell:", "alert:"))]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    clock = Clock()
    if request.param == "memory":
        yield World(MemoryStore(lease_clock=clock.seconds), clock=clock)
        return
    if request.param == "postgres":
        address = request.getfixturevalue("postgres_address")
        with closing(PostgresStore(address, lease_clock=clock.seconds)) as kept:
            yield World(kept, clock=clock)
        return
    with closing(SqliteStore(tmp_path / "shop.db", lease_clock=clock.seconds)) as store:
        yield World(store, clock=clock)


# ------------------------------------------------------------- how each effect comes to hang


def opening(world: World, script: Callable[..., None]) -> Order:
    script(world.payments.on_next, "create")
    return world.place(VIEWS, method="paypal")


def capturing(world: World, script: Callable[..., None]) -> Order:
    order = world.place(VIEWS)
    world.pay(order)
    script(world.payments.on_next, "capture")
    world.receive()
    return order


def voiding(world: World, script: Callable[..., None]) -> Order:
    order = world.place(VIEWS)
    world.settle()
    script(world.payments.on_next, "void")
    return world.handle(order, c.CancelOrder(by=STAFF))


def refunding(world: World, script: Callable[..., None]) -> Order:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS, method="paypal")
    world.pay(order)
    world.settle()
    script(world.payments.on_next, "refund")
    return world.handle(order, c.CancelOrder(by=STAFF))


def handing_over(world: World, script: Callable[..., None]) -> Order:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS, method="paypal")
    world.pay(order)
    script(world.delivery.on_next, "hand_over")
    world.receive()
    return order


def stopping(world: World, script: Callable[..., None]) -> Order:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS, LIKES, method="paypal")
    world.pay(order)
    world.settle()
    script(world.delivery.on_next, "stop")
    return world.handle(order, c.Advance("cancel", "item", "1", "gone", by=STAFF))


STAGES: dict[str, Callable[[World, Callable[..., None]], Order]] = {
    "create_payment": opening,
    "capture_payment": capturing,
    "void_payment": voiding,
    "send_refund": refunding,
    "hand_over": handing_over,
    "stop_delivery": stopping,
}
"""How an order comes to ask for each call."""


def nothing_done(on_next: Callable[..., None], call: str) -> None:
    """Let the other side do nothing at all, for as long as the shop tries."""
    on_next(call, "timeout_before_success", times=MAX_ATTEMPTS)


def done_unseen(on_next: Callable[..., None], call: str) -> None:
    """Let the other side do it, and answer nothing for as long as the shop tries."""
    on_next(call, "timeout_after_success", times=MAX_ATTEMPTS if call == "stop" else 1)
    if call != "stop":
        on_next("look_up", "timeout_before_success", times=MAX_ATTEMPTS - 1)


def die(world: World, name: str, script: Callable[..., None]) -> JournalRow:
    """Let an effect hang until a worker gives it up; return it as it is in the journal then."""
    order = STAGES[name](world, script)
    for _ in range(MAX_ATTEMPTS):
        world.drain()
        world.advance(seconds=3_600)
    (dead,) = world.dead()
    assert (dead.effect.name, dead.order_id, dead.attempts) == (name, order.id, MAX_ATTEMPTS)
    assert [p.what for p in world.order(order).parked] == [name]
    return dead


def resolve(
    world: World, row: JournalRow, what: str, by: Actor = BOSS, **more: object
) -> Receipt | Refusal:
    wish = ResolveEffect(row.effect.key, what, WHY, by=by, **more)  # type: ignore[arg-type]
    return world.shop.resolve_effect(row.order_id, wish)


def state(world: World, row: JournalRow) -> str:
    (found,) = (r for r in world.store.effects(row.order_id) if r.seq == row.seq)
    return found.state


def statuses(world: World, row: JournalRow) -> str:
    """Write the order, its items, payments and refunds as `order: items; payments; refunds`."""
    order = world.order(row.order_id)
    parts = [
        " ".join(part.status for part in parts) or "-"
        for parts in (order.items, order.payments, order.refunds)
    ]
    return f"{order.status}: {'; '.join(parts)}"


# fmt: off
RESOLVED = [
    # effect            what     script         what it leads to at once                    and when everybody came to rest
    ("create_payment",  "retry", nothing_done,  "pending: pending; created; -",             "pending: pending; created; -"),
    ("create_payment",  "retry", done_unseen,   "pending: pending; created; -",             "pending: pending; created; -"),
    ("create_payment",  "done",  done_unseen,   "pending: pending; created; -",             "pending: pending; created; -"),
    ("create_payment",  "void",  nothing_done,  "pending: pending; created; -",             "pending: pending; created; -"),
    ("capture_payment", "retry", nothing_done,  "pending: pending; authorised; -",          "processing: completed; captured; -"),
    ("capture_payment", "retry", done_unseen,   "pending: pending; authorised; -",          "processing: completed; captured; -"),
    ("capture_payment", "done",  done_unseen,   "processing: pending; captured; -",         "processing: completed; captured; -"),
    ("capture_payment", "void",  nothing_done,  "pending: pending; authorised; -",          "pending: pending; authorised; -"),
    ("void_payment",    "retry", nothing_done,  "cancelled: cancelled; voided; -",          "cancelled: cancelled; voided; -"),
    ("void_payment",    "retry", done_unseen,   "cancelled: cancelled; voided; -",          "cancelled: cancelled; voided; -"),
    ("void_payment",    "done",  done_unseen,   "cancelled: cancelled; voided; -",          "cancelled: cancelled; voided; -"),
    ("void_payment",    "void",  nothing_done,  "cancelled: cancelled; voided; -",          "cancelled: cancelled; voided; -"),
    ("send_refund",     "retry", nothing_done,  "processing: cancelled; captured; requested", "refunded: refunded; captured; succeeded"),
    ("send_refund",     "retry", done_unseen,   "processing: cancelled; captured; requested", "refunded: refunded; captured; succeeded"),
    ("send_refund",     "done",  done_unseen,   "refunded: refunded; captured; succeeded",  "refunded: refunded; captured; succeeded"),
    ("send_refund",     "void",  nothing_done,  "processing: cancelled; captured; requested", "processing: cancelled; captured; requested"),
    ("hand_over",       "retry", nothing_done,  "processing: pending; captured; -",         "processing: processing; captured; -"),
    ("hand_over",       "retry", done_unseen,   "processing: pending; captured; -",         "processing: processing; captured; -"),
    ("hand_over",       "done",  done_unseen,   "processing: processing; captured; -",      "processing: processing; captured; -"),
    ("hand_over",       "void",  nothing_done,  "processing: pending; captured; -",         "processing: pending; captured; -"),
    ("stop_delivery",   "retry", nothing_done,  "processing: cancelled completed; captured; -", "processing: cancelled completed; captured; -"),
    ("stop_delivery",   "retry", done_unseen,   "processing: cancelled completed; captured; -", "processing: cancelled completed; captured; -"),
    ("stop_delivery",   "done",  done_unseen,   "processing: cancelled completed; captured; -", "processing: cancelled completed; captured; -"),
    ("stop_delivery",   "void",  nothing_done,  "processing: cancelled completed; captured; -", "processing: cancelled completed; captured; -"),
]
# fmt: on


@pytest.mark.parametrize(("name", "what", "script", "at_once", "at_rest"), RESOLVED)
def test_a_call_that_was_given_up_is_settled_by_a_persons_word(
    world: World, name: str, what: str, script: Callable[..., None], at_once: str, at_rest: str
) -> None:
    dead = die(world, name, script)
    receipt = resolve(world, dead, what)
    assert isinstance(receipt, Receipt), receipt
    assert statuses(world, dead) == at_once
    assert state(world, dead) == {"retry": "unknown", "done": "done", "void": "void"}[what]
    assert world.order(dead.order_id).parked == ()
    if what == "done":  # The provider's own message about it may come too, and changes nothing.
        world.receive()
    world.settle()
    assert statuses(world, dead) == at_rest
    assert state(world, dead) in ENDED
    assert world.dead() == []
    world.check()


def test_every_call_and_every_way_to_settle_it_is_in_the_table() -> None:
    assert {row[0] for row in RESOLVED} == set(CALLS)
    assert {row[1] for row in RESOLVED} == set(WAYS)
    assert len({row[:2] for row in RESOLVED}) == len(CALLS) * len(WAYS)


@pytest.mark.parametrize("what", WAYS)
@pytest.mark.parametrize("name", SAID)
def test_nothing_follows_from_what_is_said_about_a_message(name: str, what: str) -> None:
    world = World(MemoryStore())
    order = world.place(VIEWS)
    wish = ResolveEffect("k", what, WHY, effect=name, via="notification", was="dead", by=BOSS)
    decided = decide(order, wish, Policy(), world.clock())
    assert isinstance(decided, Decision)
    assert [r.event for r in decided.events] == [e.EffectResolved("k", name, "", what, "dead", WHY)]
    assert (decided.effects, decided.entries, decided.outcome) == ((), (), "done")


def kill(world: World, row: JournalRow) -> None:
    """Let an effect be dead in the journal, as one is whose follow-up was refused."""
    stored, token = world.store.load(row.order_id), world.store.take(row.order_id, 60)
    assert stored.order is not None
    given_up = Settlement(row.seq, "dead", world.clock(), "refused")
    nothing = Decision(stored.order, (), (), ())
    world.store.commit(
        Change(nothing, stored.order, world.clock(), None, fence=token, settlement=given_up)
    )


@pytest.mark.parametrize(
    ("what", "at_once", "at_rest"),
    [
        ("retry", "on_hold", "completed"),
        ("done", "pending", "completed"),
        ("void", "on_hold", "on_hold"),
    ],
)
def test_a_turn_that_was_given_up_is_settled_by_a_persons_word(
    world: World, what: str, at_once: str, at_rest: str
) -> None:
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    first, second = world.place(VIEWS, method="paypal"), world.place(VIEWS, method="paypal")
    for order in (first, second):
        world.pay(order)
        world.settle()
    world.delivery.behave(VIEWS.service, HABITS["at_once"])
    world.handle(first, c.Advance("cancel", "item", "1", "gone", by=STAFF))
    (turn,) = (row for row in world.store.effects(second.id) if row.effect.name == "grant_turn")
    kill(world, turn)
    assert isinstance(resolve(world, turn, what), Receipt)
    assert world.statuses(second) == (at_once,)
    world.settle()
    assert world.statuses(second) == (at_rest,)
    world.check()
    # Whoever gives a turn up must see to the item: an audit names it until somebody does.
    found = [f.order for f in Audit(world.store).findings()]
    assert found == ([second.number] if what == "void" else [])
    if what == "void":
        world.handle(second, c.Advance("cancel", "item", "1", "again", by=STAFF))
        world.handle(second, c.RetryItem("1", by=STAFF))
        world.settle()
        assert world.statuses(second) == ("completed",)


# ------------------------------------------------------------------------- what is written


def test_who_said_what_and_why_is_in_the_history_before_what_follows(world: World) -> None:
    dead = die(world, "send_refund", done_unseen)
    before = world.order(dead.order_id).version
    resolve(world, dead, "done", reference="ref-7")
    told = list(world.store.history(dead.order_id))[before:]
    said = e.EffectResolved(dead.effect.key, "send_refund", "1", "done", "dead", WHY)
    assert (told[0].event, told[0].by) == (said, BOSS)
    assert [type(r.event).__name__ for r in told[1:4]] == ["ParkedResolved", "RefundNamed", "Moved"]
    assert (told[1].by, told[3].by) == (BOSS, c.PROCESSOR)
    refund = world.order(dead.order_id).refund("1")
    assert refund is not None
    assert (refund.status, refund.reference) == ("succeeded", "ref-7")


def test_the_history_is_the_same_as_if_the_provider_had_answered(world: World) -> None:
    dead = die(world, "send_refund", done_unseen)
    before, at = world.store.load(dead.order_id), world.clock()
    answer = c.RefundReported("1", "succeeded", None, "", WHY, by=c.PROCESSOR)
    assert before.order is not None
    answered = decide(before.order, answer, Policy(), at)
    assert isinstance(answered, Decision)
    receipt = resolve(world, dead, "done")
    assert isinstance(receipt, Receipt)
    assert receipt.decision is not None
    followed = [r.event for r in receipt.decision.events]
    assert followed[2:] == [r.event for r in answered.events]
    assert [x.lines for x in receipt.decision.entries] == [x.lines for x in answered.entries]
    assert [x.name for x in receipt.decision.effects] == [x.name for x in answered.effects]


def test_a_part_of_the_money_that_arrived_is_booked_as_it_is_given(world: World) -> None:
    dead = die(world, "capture_payment", nothing_done)
    resolve(world, dead, "done", amount_minor=400)
    assert world.order(dead.order_id).captured_minor == 400
    assert world.store.balance(f"order:{dead.order_id}") == -400


def test_a_payment_that_was_opened_gets_its_name_and_its_page(world: World) -> None:
    dead = die(world, "create_payment", nothing_done)
    resolve(world, dead, "done", reference="pay-7", pay_url="https://pay.example/7")
    payment = world.order(dead.order_id).payment("1")
    assert payment is not None
    assert (payment.reference, payment.pay_url) == ("pay-7", "https://pay.example/7")


def test_a_hand_over_that_was_followed_by_another_one_says_nothing_of_that(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    world.handle(dead.order_id, c.Advance("cancel", "item", "1", "gone", by=STAFF))
    world.handle(dead.order_id, c.RetryItem("1", by=STAFF))
    assert isinstance(resolve(world, dead, "done"), Receipt)
    order = world.order(dead.order_id)
    assert (order.items[0].status, order.items[0].attempt) == ("pending", 2)
    assert [p.why for p in order.parked] == ["it speaks of attempt 1, the present one is 2"]
    world.settle()
    assert world.statuses(order) == ("processing",)
    world.check()


def test_only_the_entry_of_the_effect_is_taken_off_the_list(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    other = c.ReportUndelivered("tell:reminder", "1", "no such mailbox", by=c.SYSTEM)
    world.handle(dead.order_id, other)
    resolve(world, dead, "void")
    assert [p.what for p in world.order(dead.order_id).parked] == ["tell:reminder"]


def test_a_retry_is_looked_up_before_it_is_asked_and_its_key_stays(world: World) -> None:
    dead = die(world, "send_refund", done_unseen)
    resolve(world, dead, "retry", by=STAFF)
    (row,) = (r for r in world.store.effects(dead.order_id) if r.seq == dead.seq)
    assert (row.effect, row.run_at) == (dead.effect, world.clock())
    world.payments.on_next("refund", "refuse")  # Asked again, it would be refused.
    world.settle()
    assert statuses(world, dead).startswith("refunded")


def test_a_retry_that_fails_again_is_given_up_at_once_and_told_again(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    resolve(world, dead, "retry")
    world.delivery.on_next("hand_over", "busy")
    world.drain()
    assert [row.seq for row in world.dead()] == [dead.seq]
    assert [p.what for p in world.order(dead.order_id).parked] == ["hand_over"]


def test_what_waits_long_is_due_at_once(world: World) -> None:
    order = STAGES["hand_over"](world, lambda on_next, call: on_next(call, "busy"))
    world.drain()
    (row,) = world.store.effects(order.id, frozenset({"unknown"}))
    assert row.run_at > world.clock()
    assert isinstance(resolve(world, row, "retry", by=STAFF), Receipt)
    world.settle()
    assert world.statuses(order) == ("processing",)


# ----------------------------------------------------------------------- lanes and workers


def test_while_a_worker_holds_the_lane_a_person_is_told_to_try_again(world: World) -> None:
    order = STAGES["hand_over"](world, lambda on_next, call: None)
    claim = world.store.claim(world.clock(), 60)
    assert claim is not None
    assert claim.row is not None
    refusal = resolve(world, claim.row, "void")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, "try again in 60 s" in refusal.sentence) == ("lane_held", True)
    assert "EffectResolved" not in repr(world.store.history(order.id))


@pytest.mark.parametrize("what", ["done", "void"])
def test_a_worker_that_was_too_slow_is_fenced_by_a_persons_word(world: World, what: str) -> None:
    order = STAGES["hand_over"](world, lambda on_next, call: None)
    claim = world.store.claim(world.clock(), 60)
    assert claim is not None
    assert claim.row is not None
    world.advance(seconds=61)
    assert isinstance(resolve(world, claim.row, what), Receipt)
    said = world.store.history(order.id)
    nothing = Decision(world.order(order), (), (), ())
    late = Change(nothing, world.order(order), world.clock(), None, fence=claim.token)
    with pytest.raises(Fenced):
        world.store.commit(late)
    work(world.shop, claim)  # Gives way quietly.
    assert world.store.history(order.id) == said
    assert state(world, claim.row) == what


@pytest.mark.parametrize(
    ("what", "by"),
    [("nonsense", BOSS), ("void", STAFF), ("done", STAFF), ("retry", Actor("guest"))],
)
def test_a_refused_word_gives_the_lane_back(world: World, what: str, by: Actor) -> None:
    dead = die(world, "hand_over", nothing_done)
    before = world.store.history(dead.order_id)
    assert isinstance(resolve(world, dead, what, by), Refusal)
    assert world.store.history(dead.order_id) == before
    assert state(world, dead) == "dead"
    assert world.store.take(dead.order_id, 1) is not None


@pytest.mark.parametrize("what", ["done", "void"])
def test_the_same_end_again_changes_nothing_and_another_end_is_refused(
    world: World, what: str
) -> None:
    dead = die(world, "hand_over", nothing_done)
    resolve(world, dead, what)
    before = world.store.history(dead.order_id)
    again = resolve(world, dead, what)
    assert isinstance(again, Receipt)
    assert (again.outcome, again.decision) == ("duplicate", None)
    for other in set(WAYS) - {what}:
        refusal = resolve(world, dead, other)
        assert isinstance(refusal, Refusal)
        assert (refusal.code, refusal.found) == ("effect_ended", f"it is {what}")
    assert world.store.history(dead.order_id) == before
    assert world.store.take(dead.order_id, 1) is not None


def test_a_retry_of_what_is_due_changes_nothing(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    assert isinstance(resolve(world, dead, "retry"), Receipt)
    again = resolve(world, dead, "retry")
    assert isinstance(again, Receipt)
    assert again.outcome == "duplicate"


def test_a_word_that_is_given_twice_under_one_request_counts_once(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    wish = ResolveEffect(dead.effect.key, "void", WHY, by=BOSS)
    key = RequestKey("desk", "1")
    first = world.shop.resolve_effect(dead.order_id, wish, key)
    second = world.shop.resolve_effect(dead.order_id, wish, key)
    assert isinstance(first, Receipt)
    assert isinstance(second, Receipt)
    assert (first.outcome, second.outcome) == ("done", "duplicate")


def test_an_order_that_changes_meanwhile_is_decided_anew(world: World) -> None:
    dead = die(world, "send_refund", done_unseen)
    commit = world.store.commit
    orders = [world.order(dead.order_id)]

    def meanwhile(change: Change) -> None:
        if orders:
            world.handle(orders.pop(), c.AddNote("meanwhile", by=STAFF))
        commit(change)

    object.__setattr__(world.store, "commit", meanwhile)
    assert isinstance(resolve(world, dead, "done"), Receipt)
    world.settle()
    assert statuses(world, dead).startswith("refunded")


# -------------------------------------------------------------------------- what is refused


def hung(world: World) -> Order:
    return world.place(VIEWS)


# fmt: off
BASE = ResolveEffect("o/1/hand_over/1", "void", WHY, effect="hand_over", about="1", via="delivery", was="dead", by=BOSS)
REFUSED = [
    ("malformed",      replace(BASE, what="forget"),                      "settle an effect of order 50001: 'forget' is no way to settle it; possible now: retry, done, void"),
    ("malformed",      replace(BASE, reason=" "),                         "void hand_over 1 of order 50001: it needs a reason: what was seen, and where"),
    ("malformed",      replace(BASE, reason="\x00"),                      "void hand_over 1 of order 50001: a text has at most 2000 printable characters"),
    ("malformed",      replace(BASE, amount_minor=1),                     "void hand_over 1 of order 50001: amount_minor does not go with it"),
    ("malformed",      replace(BASE, what="done", reference="x"),         "say that hand_over 1 of order 50001 is done: reference does not go with it"),
    ("malformed",      replace(BASE, what="done", effect="send_refund", amount_minor=0), "say that send_refund 1 of order 50001 is done: an amount is more than 0"),
    ("unknown_effect", replace(BASE, effect="", about=""),                "void an effect of order 50001: the journal of order 50001 has no effect 'o/1/hand_over/1'; possible now: tilaus effect list --order 50001"),
    ("not_permitted",  replace(BASE, by=STAFF),                           "void hand_over 1 of order 50001: staff may not; possible now: by manager"),
    ("not_permitted",  replace(BASE, what="done", by=STAFF),              "say that hand_over 1 of order 50001 is done: staff may not; possible now: by manager"),
    ("not_permitted",  replace(BASE, what="retry", by=c.SYSTEM),          "try hand_over 1 of order 50001 again now: system may not; possible now: by manager, staff"),
    ("guard_failed",   replace(BASE, what="done", effect="send_refund", via="wallet"), "say that send_refund 1 of order 50001 is done: the wallet is kept in the shop's own books: a retry finds there whether it happened, and does it where not; possible now: retry, void"),
    ("effect_ended",   replace(BASE, was="done"),                         "void hand_over 1 of order 50001: it is done"),
    ("effect_ended",   replace(BASE, was="refused"),                      "void hand_over 1 of order 50001: it is refused"),
]
# fmt: on


@pytest.mark.parametrize(("code", "wish", "sentence"), REFUSED)
def test_a_word_is_refused_with_what_is_possible(
    code: str, wish: ResolveEffect, sentence: str
) -> None:
    world = World(MemoryStore())
    refusal = decide(hung(world), wish, Policy(), world.clock())
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.sentence) == (code, f"cannot {sentence}")


def test_a_word_that_does_not_go_through_the_lane_is_refused(world: World) -> None:
    dead = die(world, "hand_over", nothing_done)
    wish = ResolveEffect(dead.effect.key, "void", WHY, by=BOSS)
    assert world.refusal(dead.order_id, wish).code == "unknown_effect"


def test_an_effect_of_another_order_and_an_order_that_is_not_there_are_refused(
    world: World,
) -> None:
    dead = die(world, "hand_over", nothing_done)
    other = world.place(LIKES)
    wish = ResolveEffect(dead.effect.key, "void", WHY, by=BOSS)
    for ref, code in (
        (other.id, "unknown_effect"),
        ("nobody", "unknown_order"),
        (7, "unknown_order"),
    ):
        refusal = world.shop.resolve_effect(ref, wish)
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
    assert state(world, dead) == "dead"


def test_a_wallet_that_hangs_is_tried_again_and_not_believed(world: World) -> None:
    world.wallet.top_up(MEMBER.id, 5_000, "a")
    order = world.place(VIEWS, method="wallet")
    (row,) = (r for r in world.store.effects(order.id) if r.effect.name == "create_payment")
    kill(world, row)
    refusal = resolve(world, row, "done")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "guard_failed"
    assert isinstance(resolve(world, row, "retry", by=STAFF), Receipt)
    world.settle()
    assert statuses(world, row) == "processing: completed; captured; -"
    world.check()


def test_who_may_settle_an_effect_is_the_policys_to_say() -> None:
    world = World(MemoryStore(), policy=Policy(permissions={"settle_effect": ("staff",)}))
    dead = die(world, "hand_over", nothing_done)
    assert isinstance(resolve(world, dead, "void", BOSS), Refusal)
    assert isinstance(resolve(world, dead, "void", STAFF), Receipt)


def test_an_erased_order_keeps_no_word_about_a_person(world: World) -> None:
    dead = die(world, "void_payment", nothing_done)
    resolve(world, dead, "void")
    world.settle()
    world.handle(dead.order_id, c.Erase(by=BOSS))
    assert WHY not in repr(world.store.history(dead.order_id))
    assert WHY not in repr(world.store.effects(dead.order_id))


def test_a_refund_that_is_void_is_forced_to_failed_and_asked_for_again(world: World) -> None:
    dead = die(world, "send_refund", nothing_done)
    resolve(world, dead, "void")
    world.handle(dead.order_id, c.Force("failed", "never sent", "refund", "1", by=BOSS))
    world.handle(dead.order_id, c.Advance("retry", "refund", "1", by=STAFF))
    world.settle()
    assert statuses(world, dead) == "refunded: refunded; captured; succeeded"
    world.check()
