"""Everything that anybody may ask, in any order, of one or two orders: the promises hold."""

from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tilaus import codec
from tilaus import commands as c
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.effects import EFFECTS
from tilaus.events import Recorded
from tilaus.evolve import replay
from tilaus.facts import View, facts
from tilaus.instances import Claims, InstanceTaken, settle
from tilaus.invariants import breaches
from tilaus.ledger import Entry, balances, expected
from tilaus.options import allowed
from tilaus.order import LIVE, Order
from tilaus.policy import Policy
from tilaus.refunds import room
from tilaus.refusals import CODES, Refusal
from tilaus.table import OVER, ROLES
from tilaus.testing import strategies as world

HOURS = (0, 0, 1, 30, 200)


def is_from_the_world(command: c.Command, policy: Policy) -> bool:
    """Tell whether the tables promise an answer: a known message, or the shop's own clock."""
    tables = policy.lifecycles
    if isinstance(command, c.PaymentReported):
        return command.message in tables.payment.messages and command.by == c.PROCESSOR
    if isinstance(command, c.RefundReported):
        return command.message in tables.refund.messages and command.by == c.PROCESSOR
    if isinstance(command, c.DeliveryReported):
        return command.message in tables.item.messages and command.by == c.SERVER
    return command.by in (c.CLOCK, c.SYSTEM) and isinstance(command, c.Tick | c.TurnGranted)


class World(RuleBasedStateMachine):
    """A shop without adapters: `decide`, and what a store does with its decisions."""

    def __init__(self) -> None:
        super().__init__()
        self.policy = Policy()
        self.at = world.START
        self.orders: dict[str, Order] = {}
        self.histories: dict[str, list[Recorded]] = {}
        self.entries: list[Entry] = []
        self.keys: set[str] = set()
        self.claims = Claims()
        self.turns: set[tuple[str, str]] = set()

    @initialize(policy=world.policies())
    def open_the_shop(self, policy: Policy) -> None:
        self.policy = policy

    @precondition(lambda self: len(self.orders) < 2)
    @rule(data=st.data())
    def place(self, data: st.DataObject) -> None:
        id = f"o{len(self.orders) + 1}"
        number = 50001 + len(self.orders)
        command = data.draw(world.places(self.policy, id=id, number=number))
        self.take(None, command)

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def ask_anything(self, data: st.DataObject) -> None:
        order = self.orders[data.draw(st.sampled_from(sorted(self.orders)))]
        self.take(order, data.draw(world.commands(order, self.policy)))

    @precondition(lambda self: self.orders)
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        order = self.orders[data.draw(st.sampled_from(sorted(self.orders)))]
        for payment in order.payments:
            amount = payment.amount_minor
            paid = c.PaymentReported(payment.id, "captured", amount, by=c.PROCESSOR)
            self.take(self.orders[order.id], paid)

    @precondition(lambda self: self.orders)
    @rule(data=st.data(), trigger=st.sampled_from(["hold", "resume", "resume", "complete"]))
    def move_an_order(self, data: st.DataObject, trigger: str) -> None:
        order = self.orders[data.draw(st.sampled_from(sorted(self.orders)))]
        self.take(order, c.Advance(trigger, by=world.STAFF))

    @precondition(lambda self: any(i.handed_over for o in self.orders.values() for i in o.items))
    @rule(data=st.data(), message=st.sampled_from(["delivered", "failed", "stopped", "accepted"]))
    def deliver(self, data: st.DataObject, message: str) -> None:
        active = [(o.id, i.id) for o in self.orders.values() for i in o.items if i.handed_over]
        id, item = data.draw(st.sampled_from(active))
        self.take(self.orders[id], c.DeliveryReported(item, message, by=c.SERVER))

    @precondition(lambda self: any(o.refunds for o in self.orders.values()))
    @rule(data=st.data(), message=st.sampled_from(["succeeded", "succeeded", "failed"]))
    def send_back(self, data: st.DataObject, message: str) -> None:
        refunds = [(o.id, r.id) for o in self.orders.values() for r in o.refunds]
        id, refund = data.draw(st.sampled_from(refunds))
        self.take(self.orders[id], c.RefundReported(refund, message, by=c.PROCESSOR))

    @precondition(lambda self: self.turns)
    @rule(data=st.data())
    def give_a_turn(self, data: st.DataObject) -> None:
        turn = data.draw(st.sampled_from(sorted(self.turns)))
        self.turns.remove(turn)
        self.take(self.orders[turn[0]], c.TurnGranted(turn[1], by=c.SYSTEM))

    @rule(hours=st.sampled_from(HOURS))
    def let_time_pass(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        for id in self.orders:
            self.take(self.orders[id], c.Tick(by=c.CLOCK))
            again = self.decided(self.orders[id], c.Tick(by=c.CLOCK))
            assert isinstance(again, Decision)
            assert not again.events
            assert not again.effects
            due = due_at(self.orders[id], self.policy)
            assert due is None or due > self.at, f"due at {due}, which {self.at} has passed"

    # ------------------------------------------------------------------------ what a store does

    def decided(
        self, order: Order | None, command: c.Command, busy: frozenset[str] = frozenset()
    ) -> Decision | Refusal:
        seen = busy | self.claims.busy(order) if order else busy
        return decide(order, command, self.policy, self.at, busy=seen)

    def take(self, order: Order | None, command: c.Command) -> None:
        """Decide and commit; where an instance is taken, decide anew with that known."""
        busy: frozenset[str] = frozenset()
        for _ in range(9):
            decided = self.decided(order, command, busy)
            if isinstance(decided, Refusal):
                return self.refused(command, decided)
            try:
                self.commit(order, decided)
            except InstanceTaken as taken:
                busy |= {taken.item}
            else:
                return self.see_that_no_money_is_lost(command, decided)
        raise AssertionError("an item claims its instance although it was said to be busy")

    def refused(self, command: c.Command, refusal: Refusal) -> None:
        assert refusal.code in CODES
        assert refusal.sentence.startswith("cannot ")
        assert not is_from_the_world(command, self.policy), f"{command}: {refusal}"

    def commit(self, before: Order | None, decision: Decision) -> None:
        after = decision.order
        assert decision.outcome in ("done", "duplicate")
        assert [e.seq for e in decision.events] == [
            *range((before.version if before else 0) + 1, after.version + 1)
        ]
        self.claims, turns = settle(self.claims, before, decision.events, after)
        self.turns |= turns
        self.orders[after.id] = after
        self.histories.setdefault(after.id, []).extend(decision.events)
        self.entries += decision.entries
        keys = [*(x.key for x in decision.effects), *(f"ledger {b.key}" for b in decision.entries)]
        assert {x.name for x in decision.effects} <= EFFECTS.keys()
        assert len(set(keys)) == len(keys)
        assert not self.keys & set(keys)
        self.keys |= set(keys)

    def see_that_no_money_is_lost(self, command: c.Command, decision: Decision) -> None:
        """What a provider says that it captured is booked, or on the list of staff."""
        if isinstance(command, c.PaymentReported) and command.message == "captured":
            payment = decision.order.payment(command.payment)
            assert payment is not None
            is_listed = any(type(r.event).__name__ == "MessageParked" for r in decision.events)
            is_booked = payment.captured_minor >= command.captured_minor
            assert is_booked or is_listed or payment.kind == "closed"

    # ------------------------------------------------------------------------ what holds always

    @invariant()
    def no_promise_is_broken(self) -> None:
        assert [breaches(order) for order in self.orders.values() if breaches(order)] == []

    @invariant()
    def replaying_the_history_gives_the_order(self) -> None:
        for id, history in self.histories.items():
            assert replay(recorded.event for recorded in history) == self.orders[id]

    @invariant()
    def the_ledger_says_what_the_orders_say(self) -> None:
        assert all(entry.is_balanced for entry in self.entries)
        booked = balances(self.entries)
        theirs = {a: minor for a, minor in booked.items() if not a.startswith("provider:")}
        ours = [expected(order) for order in self.orders.values()]
        assert theirs == {account: minor for book in ours for account, minor in book.items()}

    @invariant()
    def money_that_no_order_needs_is_on_its_way_back_or_on_the_list_of_staff(self) -> None:
        for order in self.orders.values():
            for payment in order.payments:
                if not payment.is_applied and payment.captured_minor:
                    back = [r for r in order.refunds if r.payment == payment.id]
                    listed = [p for p in order.parked if p.about == payment.id]
                    assert back or listed or self.was_resolved(order, payment.id)

    def was_resolved(self, order: Order, payment: str) -> bool:
        """Tell whether a person took the money off the list."""
        names = [type(r.event).__name__ for r in self.histories[order.id]]
        return "ParkedResolved" in names

    @invariant()
    def only_one_item_of_an_instance_is_active_and_none_waits_for_nothing(self) -> None:
        holders = dict(self.claims.holders)
        for order in self.orders.values():
            for item in order.items:
                is_active = item.handed_over and item.kind not in OVER
                if is_active and item.instance:
                    assert holders.get(item.instance) == (order.id, item.id)
                if item.kind == "waiting" and order.kind == "active":
                    who = (order.id, item.id)
                    assert item.instance in holders, f"{who} waits for an instance that is free"
                    assert holders[item.instance] != who or who in self.turns

    @invariant()
    def what_a_refund_reserves_can_be_told_from_what_was_sent(self) -> None:
        for order in self.orders.values():
            live = sum(r.amount_minor for r in order.refunds if r.kind in LIVE)
            assert order.in_flight_minor == live
            captured = sum(p.captured_minor for p in order.payments)
            assert order.refunded_minor + order.in_flight_minor <= captured

    @invariant()
    def what_follows_by_itself_has_followed(self) -> None:
        """No automatic row is left open; an item's turn is the store's to give."""
        tables = self.policy.lifecycles
        for order in self.orders.values():
            view = View(order, self.policy, self.at, self.claims.busy(order))
            assert tables.order.automatic(order.status, facts(view, "order", order)) is None
            for payment in order.payments:
                seen = facts(view, "payment", payment)
                assert tables.payment.automatic(payment.status, seen) is None
            for item in order.items:
                row = tables.item.automatic(item.status, facts(view, "item", item))
                assert row is None or (order.id, item.id) in self.turns

    @invariant()
    def of_a_payment_that_was_charged_back_only_what_was_refunded_is_left(self) -> None:
        for order in self.orders.values():
            for payment in order.payments:
                assert payment.kind != "closed" or room(order, payment) == 0

    def teardown(self) -> None:
        for order in self.orders.values():
            for role in ROLES:
                assert allowed(order, role, self.policy, self.at)
            for recorded in self.histories[order.id]:
                assert codec.load_recorded(codec.dump_recorded(recorded)) == recorded


TestWorld = World.TestCase
TestWorld.settings = settings(max_examples=400, stateful_step_count=50, report_multiple_bugs=False)
