"""Orders that live when their shop changes its lifecycles: refused loudly, switched, not lost."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.world import World
from tilaus import commands as c
from tilaus.adoption import adopted, fingerprint, stranded
from tilaus.decide import Decision, decide
from tilaus.drain import OtherLifecycle, work_once
from tilaus.events import LifecycleAdopted
from tilaus.evolve import evolve, replay
from tilaus.ledger import expected
from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.policy_file import load_policy, load_switch
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import Store
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.shop import Receipt
from tilaus.switching import adopt_all, orders_under_others, stranded_orders
from tilaus.testing import strategies
from tilaus.testing.orders import GUEST, LIKES, placing
from tilaus.testing.strategies import Walk
from tilaus_adapters.delivery.sandbox import HABITS

MANAGER, STAFF = c.Actor("manager", "boss"), c.Actor("staff")
SOON_S = 0.000_001
"""A lease that has ended before anybody looks again, in seconds."""

GOODS_1 = """
[lifecycle]
id = "goods"
[lifecycle.item.states.packed]
like = "processing"
label = "Packed"
[lifecycle.item]
transitions = [
  { trigger = "pack", source = "processing", target = "packed", by = "staff" },
  { trigger = "pack", source = "pending", target = "packed", by = "staff", guard = "handed_over" },
]
"""

GOODS_2 = """
[lifecycle]
id = "goods"
version = 2
[lifecycle.mapping]
item.packed = "processing"
"""

OLD = load_policy(GOODS_1)
NEW, MAPPING = load_switch(GOODS_2)
NOTHING: Mapping[str, Mapping[str, str]] = {}


def under(world: World, policy: Policy) -> World:
    """Return the same shop, clock and world around it, after it was started with another policy."""
    again = World(world.store, policy=policy, clock=world.clock, seed="again")
    again.payments, again.delivery, again.mail = world.payments, world.delivery, world.mail
    again.shop.payments = world.shop.payments
    again.shop.delivery, again.shop.notifier = world.delivery, world.mail
    return again


@pytest.fixture
def old(store: Store) -> World:
    return World(store, policy=OLD)


def work_off(world: World) -> None:
    """Do what is due, under leases so short that a lane which failed is free at once."""
    while work_once(world.shop, SOON_S):
        pass


def packed(world: World) -> Order:
    """Place and pay an order, and pack its item by hand."""
    world.delivery.behave(LIKES.service, HABITS["silent"])
    order = world.place(LIKES)
    world.pay(order)
    world.settle()
    return world.handle(order, c.Advance("pack", "item", "1", by=STAFF))


def test_an_order_remembers_the_lifecycle_under_which_it_was_placed(old: World) -> None:
    order = packed(old)
    assert order.lifecycle == OLD.lifecycles.fingerprint
    assert order.lifecycle.startswith("goods/1/")
    assert OLD.lifecycles.fingerprint != NEW.lifecycles.fingerprint != SHIPPED.fingerprint
    old.check()


# fmt: off
COMMANDS = [
    c.Advance("hold", by=STAFF),
    c.CancelOrder(by=STAFF),
    c.PaymentReported("1", "captured", 1, by=c.PROCESSOR),
    c.DeliveryReported("1", "delivered", by=c.SERVER),
    c.Tick(by=c.CLOCK),
    c.TurnGranted("1", by=c.SYSTEM),
    c.Force("completed", "why", by=MANAGER),
    c.AddNote("a note", by=STAFF),
    c.Erase(by=MANAGER),
]
# fmt: on


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
def test_nothing_is_done_to_an_order_of_another_lifecycle_and_the_cure_is_said(
    old: World, command: c.Command
) -> None:
    order = packed(old)
    refusal = under(old, NEW).refusal(order, command)
    assert refusal.code == "other_lifecycle"
    assert refusal.sentence == (
        f"cannot change order {order.number}: it lives under the lifecycle {order.lifecycle}, and "
        f"the policy has {NEW.lifecycles.fingerprint}; possible now: tilaus switch NEW.toml, "
        "the policy that the order was placed under"
    )
    assert old.order(order) == order


def test_what_may_happen_to_it_is_not_listed_either(old: World) -> None:
    order = packed(old)
    answer = under(old, NEW).shop.allowed(order.id, "staff")
    assert isinstance(answer, Refusal)
    assert answer.code == "other_lifecycle"


def test_an_order_is_not_switched_while_a_part_has_no_place_and_the_sentence_names_the_cure(
    old: World,
) -> None:
    order = packed(old)
    refusal = under(old, NEW).refusal(order, c.AdoptLifecycle(by=MANAGER))
    assert refusal.code == "stranded"
    assert refusal.found == (
        "item 1 is packed, a state that goods/2 does not have; under [lifecycle.mapping] write "
        "item.packed = one of pending, on_hold, processing, completed, cancelled, refunded"
    )
    assert old.order(order) == order


def test_a_switched_order_goes_on_under_the_new_lifecycle_and_its_books_are_untouched(
    old: World,
) -> None:
    order = packed(old)
    books = old.store.entries()
    new = under(old, NEW)
    switched = new.handle(order, c.AdoptLifecycle(MAPPING, by=MANAGER))
    assert switched.lifecycle == NEW.lifecycles.fingerprint
    assert (switched.items[0].status, switched.items[0].kind) == ("processing", "active")
    assert old.store.entries() == books
    assert replay(recorded.event for recorded in new.store.history(order.id)) == switched
    done = new.handle(order, c.Advance("deliver", "item", "1", by=STAFF))
    assert done.items[0].status == "completed"
    new.settle()
    new.check()


def test_asking_twice_changes_nothing_and_only_a_manager_may_ask(old: World) -> None:
    order, new = packed(old), under(old, NEW)
    assert new.refusal(order, c.AdoptLifecycle(MAPPING, by=STAFF)).code == "not_permitted"
    wish = c.AdoptLifecycle(MAPPING, by=MANAGER)
    switched = new.handle(order, wish)
    again = new.shop.handle(order.id, wish)
    assert isinstance(again, Receipt)
    assert (again.outcome, again.order) == ("duplicate", switched)


def test_a_message_that_was_refused_meanwhile_is_taken_when_it_comes_again(old: World) -> None:
    order = old.place(LIKES)
    old.drain()
    old.payments.pay(old.order(order).payments[0].reference)
    new = under(old, NEW)
    new.receive()
    assert [refusal.code for refusal in new.refused] == ["other_lifecycle"]
    assert new.order(order).captured_minor == 0
    new.handle(order, c.AdoptLifecycle(by=MANAGER))
    new.payments.outside.resend()
    new.settle()
    assert new.order(order).status == "processing"
    new.check()


def test_what_was_asked_of_the_world_waits_in_the_journal_and_is_done_after_the_switch(
    old: World,
) -> None:
    order = old.place(LIKES)
    new = under(old, NEW)
    before = new.store.effects(order.id)
    for _ in range(20):  # More often than an effect is tried before it is given up.
        with pytest.raises(OtherLifecycle, match="tilaus switch"):
            work_once(new.shop, SOON_S)
    assert new.store.effects(order.id) == before
    assert new.mail.messages == []
    new.handle(order, c.AdoptLifecycle(by=MANAGER))
    new.pay(order)
    new.settle()
    assert new.told(order)[:1] == ["order-received"]
    assert new.order(order).status == "processing"
    assert new.dead() == []
    new.check()


def test_a_deadline_under_another_lifecycle_waits_and_is_told_of(old: World) -> None:
    order = old.place(LIKES)
    old.settle()
    old.advance(days=2)
    new = under(old, NEW)
    with pytest.raises(OtherLifecycle):
        work_once(new.shop, SOON_S)
    assert new.order(order).status == "pending"
    new.handle(order, c.AdoptLifecycle(by=MANAGER))
    work_off(new)
    assert new.order(order).status == "cancelled"


def test_an_answer_to_a_call_during_which_the_order_was_switched_is_not_lost(old: World) -> None:
    order = old.place(LIKES)
    provider, switching = old.payments, under(old, NEW)

    class Switched:
        """A provider at whose place, in the middle of a call, somebody switches the order."""

        def create(self, ask: PaymentAsk) -> Outcome:
            answer = switching.shop.handle(order.id, c.AdoptLifecycle(by=MANAGER))
            assert isinstance(answer, Receipt)
            return provider.create(ask)

        def __getattr__(self, name: str) -> Any:
            return getattr(provider, name)

    old.shop.payments = {**old.shop.payments, "sandbox": Switched()}
    with pytest.raises(OtherLifecycle):
        work_off(old)
    assert old.dead() == []
    switching.pay(order)
    switching.settle()
    assert switching.order(order).status == "processing"
    assert len(switching.order(order).payments) == 1
    switching.check()


def test_an_order_from_before_orders_remembered_lives_under_the_lifecycle_that_ships() -> None:
    placed = decide(None, placing(1), Policy(), strategies.START)
    assert isinstance(placed, Decision)
    forgetful = replace(placed.order, lifecycle="")
    assert fingerprint(forgetful) == SHIPPED.fingerprint
    hold = c.Advance("hold", by=STAFF)
    assert isinstance(decide(forgetful, hold, Policy(), strategies.START), Decision)
    refused = decide(forgetful, hold, NEW, strategies.START)
    assert isinstance(refused, Refusal)
    assert refused.code == "other_lifecycle"


# ------------------------------------------------------------------------------ a whole store


def test_a_switch_that_was_interrupted_is_gone_on_with_and_a_second_one_has_nothing_to_do(
    old: World,
) -> None:
    placed = [old.place(LIKES, customer=GUEST) for _ in range(5)]
    packed(old)
    new = under(old, NEW)
    (one,) = stranded_orders(new.store, NEW, NOTHING)
    assert (one.number, one.lifecycle) == (50006, OLD.lifecycles.fingerprint)
    assert list(stranded_orders(new.store, NEW, MAPPING)) == []
    first = adopt_all(new.shop, MAPPING, MANAGER)
    assert [next(first).number, next(first).number] == [50006, 50005]
    del first  # The process was killed here.
    rest = list(adopt_all(new.shop, MAPPING, MANAGER))
    assert [end.number for end in rest] == [50004, 50003, 50002, 50001]
    assert all(end.refusal is None for end in rest)
    assert list(adopt_all(new.shop, MAPPING, MANAGER)) == []
    assert list(orders_under_others(new.store, NEW)) == []
    for order in placed:
        events = [recorded.event for recorded in new.store.history(order.id)]
        assert [type(event) for event in events].count(LifecycleAdopted) == 1
        assert replay(events) == new.order(order)


def test_an_order_that_cannot_be_switched_stays_and_the_others_go_on(old: World) -> None:
    old.place(LIKES)
    packed(old)
    old.place(LIKES)
    new = under(old, NEW)
    ends = {end.number: end.refusal for end in adopt_all(new.shop, NOTHING, MANAGER)}
    assert {number: refusal and refusal.code for number, refusal in ends.items()} == {
        50001: None,
        50002: "stranded",
        50003: None,
    }


# ------------------------------------------------------------------------------ what is stranded

PARKED = """
[lifecycle]
id = "parked"
[lifecycle.order.states.checked]
like = "processing"
kind = "waiting"
label = "Checked"
[lifecycle.order]
transitions = [
  { trigger = "check", source = "processing", target = "checked", by = "staff" },
  { trigger = "go_on", source = "checked", target = "processing", by = "staff" },
]
"""


def walked(policy: Policy, *commands: c.Command) -> Order:
    """Return an order to which all the commands were granted."""
    order: Order | None = None
    for command in commands:
        decided = decide(order, command, policy, strategies.START)
        assert isinstance(decided, Decision), decided
        order = decided.order
    assert order is not None
    return order


def paid_order(policy: Policy, *commands: c.Command) -> Order:
    place = placing(1, [LIKES])
    amount = walked(policy, place).payments[0].amount_minor
    paid = c.PaymentReported("1", "captured", amount, by=c.PROCESSOR)
    return walked(policy, place, paid, *commands)


def test_where_a_parked_order_goes_back_to_is_switched_with_it() -> None:
    policy = load_policy(PARKED)
    order = paid_order(policy, c.Advance("check", by=STAFF), c.Advance("hold", by=STAFF))
    assert (order.held_from, order.kind) == ("checked", "held")
    assert stranded(order, NEW, NOTHING) == (
        (
            "where the order goes back to is checked, a state that goods/2 does not have; under "
            "[lifecycle.mapping] write order.checked = one of pending, processing, on_hold, "
            "completed, cancelled, refunded"
        ),
    )
    mapping = {"order": {"checked": "processing"}}
    switched = evolve(order, adopted(order, NEW, mapping))
    assert (switched.status, switched.held_from, switched.held_by) == (
        "on_hold",
        "processing",
        "hold",
    )
    freed = evolve(
        order, adopted(order, NEW, {"order": {"on_hold": "processing"} | mapping["order"]})
    )
    assert (freed.kind, freed.held_from, freed.held_by) == ("active", "", "")


# fmt: off
OTHER_WORK = [
    # the mapping                                    what is said
    ({"item": {"processing": "completed"}},          "item 1 is processing (active), and would be completed (finished): that is other work; map it to a state of the kind active"),
    ({"item": {"processing": "on_hold"}},            "item 1 is processing (active), and would be on_hold (waiting): that is other work; map it to a state of the kind active"),
    ({"payment": {"captured": "voided"}},            "payment 1 is captured (finished), and would be voided (failed): that is other work; map it to a state of the kind finished"),
    ({"payment": {"captured": "created"}},           "payment 1 is captured (finished), and would be created (initial): that is other work; map it to a state of the kind finished"),
    ({"order": {"processing": "refunded"}},          "the order is processing (active), and would be refunded (closed): that is other work; map it to a state of the kind active"),
    ({"order": {"processing": "pending"}},           "the order is processing (active), and would be pending (initial): that is other work; map it to a state of the kind active"),
    ({"item": {"processing": "pending"}},            ""),
    ({},                                             ""),
]
# fmt: on


@pytest.mark.parametrize(("mapping", "said"), OTHER_WORK)
def test_a_state_that_would_mean_other_work_strands_an_order(
    mapping: Mapping[str, Mapping[str, str]], said: str
) -> None:
    order = paid_order(Policy(), c.DeliveryReported("1", "accepted", by=c.SERVER))
    assert stranded(order, NEW, mapping) == ((said,) if said else ())


def test_an_item_that_nobody_has_is_not_put_to_work_by_a_mapping() -> None:
    order = walked(Policy(), placing(1, [LIKES]))
    assert stranded(order, NEW, {"item": {"pending": "processing"}}) == (
        (
            "item 1 is pending and was not handed over, so it cannot be processing (active); "
            "map it to a state of the kind initial"
        ),
    )


def test_an_order_that_lives_under_the_policy_already_is_never_stranded() -> None:
    assert stranded(walked(NEW, placing(1)), NEW, {"order": {"pending": "nowhere"}}) == ()


MAPPINGS = st.sampled_from(
    [
        NOTHING,
        {"item": {"packed": "processing", "returned": "completed"}},
        {
            "item": {"packed": "processing", "returned": "completed"},
            "order": {"needs_approval": "processing"},
        },
        {"item": {"completed": "refunded"}, "payment": {"captured": "disputed"}},
    ]
)


@given(strategies.walks(), st.sampled_from([SHIPPED, NEW.lifecycles]), MAPPINGS)
def test_an_order_in_any_state_is_switched_whole_or_stays_as_it_is(
    walk: Walk, lifecycles: Lifecycles, mapping: Mapping[str, Mapping[str, str]]
) -> None:
    policy, order = replace(walk.policy, lifecycles=lifecycles), walk.order
    said = stranded(order, policy, mapping)
    answer = decide(order, c.AdoptLifecycle(mapping, by=MANAGER), policy, walk.at)
    assert isinstance(answer, Refusal) == bool(said)
    if isinstance(answer, Decision):
        switched = answer.order
        assert fingerprint(switched) == lifecycles.fingerprint
        assert expected(switched) == expected(order) or answer.entries
        folded = order
        for recorded in answer.events:
            folded = evolve(folded, recorded.event)
        assert folded == switched
        statuses = [(m, getattr(switched, f"{m}s")) for m in ("item", "payment", "refund")]
        parts = [("order", switched), *((m, part) for m, parts in statuses for part in parts)]
        for machine, part in parts:
            assert lifecycles[machine].kind(part.status) == part.kind
