"""Every command: what it does when it is granted, and every refusal that it may meet."""

import ast
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Literal, Self

import pytest
from tests.world import World

import tilaus
from tilaus import commands as c
from tilaus.commands import CLOCK, PROCESSOR, SERVER, SYSTEM, Actor, Advance, Command, Tender
from tilaus.decide import HANDLERS, Decision, decide, draft
from tilaus.decide.checkout import MAX_LINES
from tilaus.decide.staff import due_at
from tilaus.evolve import evolve
from tilaus.guards import parse
from tilaus.invariants import breaches
from tilaus.lifecycle import Lifecycle
from tilaus.lifecycles import ITEM, ORDER, PAYMENT, SHIPPED
from tilaus.order import Charge, Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy, Service, problems
from tilaus.record import replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest
from tilaus.refusals import CODES, Refusal
from tilaus.table import transition
from tilaus.testing.lifecycles import changed_lifecycles
from tilaus.testing.orders import (
    BOSS,
    FOLLOWERS,
    GUEST,
    LIKES,
    MEMBER,
    STAFF,
    START,
    VIEWS,
    cancelling,
    paid,
    placing,
    reported,
)
from tilaus_adapters.storage.memory import MemoryStore

VISITOR = Actor("guest")
BUYER = Actor("customer", MEMBER.id)
SHIPPING = Charge("shipping", "shipping", 300)


class Desk:
    """An order and a clock. Every decision is replayed, and held against every promise."""

    def __init__(self, policy: Policy | None = None) -> None:
        self.policy = policy or Policy()
        self.at: datetime = START
        self.known: Order | None = None
        self.last: Decision | None = None

    @property
    def order(self) -> Order:
        assert self.known is not None
        return self.known

    @property
    def effects(self) -> list[str]:
        """Name what the last decision asks of the world."""
        assert self.last is not None
        return [effect.name for effect in self.last.effects]

    def do(self, *commands: Command, busy: str = "") -> Self:
        """Decide commands that must be granted, each for the order as the one before left it."""
        for command in commands:
            found = decide(self.known, command, self.policy, self.at, busy=frozenset(busy.split()))
            assert isinstance(found, Decision), found
            _check(self.known, found)
            self.known, self.last = found.order, found
        return self

    def refused(self, command: Command, busy: str = "") -> Refusal:
        """Decide a command that must be refused."""
        before = self.known
        found = decide(before, command, self.policy, self.at, busy=frozenset(busy.split()))
        assert isinstance(found, Refusal), f"{command} was granted"
        assert found.code in CODES
        return found

    def wait(self, *, days: float = 0, hours: float = 0) -> Self:
        """Let time pass, and then its deadlines take effect."""
        self.at += timedelta(days=days, hours=hours)
        return self.do(TICK)

    def seen(self) -> str:
        """Say where everything is: the order: its items; its payments; its refunds."""
        order = self.order
        parts: list[tuple[Item | Payment | Refund, ...]]
        parts = [order.items, order.payments, order.refunds]
        lists = "; ".join(" ".join(part.status for part in some) or "-" for some in parts)
        return f"{order.status}: {lists}"


def _check(before: Order | None, found: Decision) -> None:
    """Hold a decision against its laws, whatever it decided."""
    after = before
    for recorded in found.events:
        after = evolve(after, recorded.event)
        assert recorded.seq == after.version
    assert after == found.order, "folding the events does not give the order"
    assert breaches(found.order) == []
    assert all(entry.is_balanced for entry in found.entries)
    keys = [effect.key for effect in found.effects]
    assert len(set(keys)) == len(keys)
    if found.outcome == "duplicate":
        assert not found.events
        assert not found.effects


TICK = c.Tick(by=CLOCK)
ARRIVED = c.PaymentReported("1", "captured", 1980, by=PROCESSOR)
PARTLY = c.PaymentReported("1", "captured", 980, by=PROCESSOR)
DISPUTED = c.PaymentReported("1", "disputed", by=PROCESSOR)
WON = c.PaymentReported("1", "dispute_won", by=PROCESSOR)
LOST = c.PaymentReported("1", "dispute_lost", by=PROCESSOR)
SENT = c.RefundReported("1", "succeeded", by=PROCESSOR)
DECLINED = c.RefundReported("1", "failed", by=PROCESSOR)
COMPLETE = Advance("complete", by=STAFF)
HOLD = Advance("hold", reason="a question", by=STAFF)
RESUME = Advance("resume", by=STAFF)
CANCEL = c.CancelOrder(by=STAFF)
ERASE = c.Erase(by=BOSS)
ADOPT = c.AdoptLifecycle(by=BOSS)
PAST = c.Import(
    "woocommerce:shop.example",
    "727",
    (c.Told(START, placing(50001)), c.Told(START, ARRIVED)),
    by=BOSS,
)


def refund(*lines: RefundLine, amount: int | None = None, to: str = "original") -> c.RequestRefund:
    return c.RequestRefund(
        RefundRequest(lines, amount), "wallet" if to == "wallet" else "original", by=STAFF
    )


BACK = refund(RefundLine("3"))
HUNG = c.ResolveEffect(
    "k", "done", "I saw it", effect="send_refund", about="1", was="dead", by=BOSS
)


def answer(choice: str, target: str = "", *, by: Actor = VISITOR) -> c.AnswerCustomer:
    return c.AnswerCustomer("3", choice, target, by=by)


# ---------------------------------------------------------------------------- situations


def unplaced(policy: Policy | None = None) -> Desk:
    """Return a desk to which nobody came yet."""
    return Desk(policy)


def unpaid(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return order 50001, to be paid with a card: 19.00, and a fee of 0.80."""
    return Desk(policy).do(placing(50001, customer=customer))


def bought(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it paid: every item was handed over to the server."""
    return unpaid(policy, customer).do(ARRIVED)


def delivering(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it with every item accepted by the server."""
    return bought(policy, customer).do(*(reported(item, "accepted") for item in "123"))


def given_up(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it with item 3 given up by staff, and the customer asked how to handle it."""
    return bought(policy, customer).do(cancelling("3"))


def refunding(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it with a refund of item 3 on its way."""
    return given_up(policy, customer).do(BACK)


def delivered(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it with every item delivered."""
    return bought(policy, customer).do(*(reported(item, "delivered") for item in "123"))


def completed(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it completed by staff."""
    return delivered(policy, customer).do(COMPLETE)


def disputed(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it with every item delivered, and parked by a dispute."""
    return delivered(policy, customer).do(DISPUTED)


def called_off(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it called off before it was paid."""
    return unpaid(policy, customer).do(c.CancelOrder(by=Actor(customer.role, customer.id)))


def doubtful(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it unpaid, with a message parked: a dispute of what was never paid."""
    return unpaid(policy, customer).do(DISPUTED)


def twice_paid(policy: Policy | None = None, customer: Customer = GUEST) -> Desk:
    """Return it paid by a second payment, with late money of the first parked for a person."""
    desk = unpaid(policy or Policy(late_payment="park"), customer)
    desk.do(c.AddPayment("paypal", by=VISITOR))
    second = desk.order.payments[1]
    paid = c.PaymentReported("2", "captured", second.amount_minor, by=PROCESSOR)
    return desk.do(paid, ARRIVED)


def twice_disputed() -> Desk:
    """Return it paid twice, with the payment in dispute that it does not need."""
    return twice_paid().do(DISPUTED)


def renewed() -> Desk:
    """Return it unpaid, in a shop that took other lifecycles: approval of large orders."""
    desk = unpaid()
    desk.policy = Policy(lifecycles=changed_lifecycles()[2])
    return desk


def stranded() -> Desk:
    """Return it with item 1 packed, in a shop that forgot meanwhile what that is."""
    desk = delivering(Policy(lifecycles=changed_lifecycles()[1]))
    desk.do(Advance("pack", "item", "1", by=STAFF))
    desk.policy = Policy()
    return desk


def erased() -> Desk:
    """Return a completed one whose customer was erased."""
    desk = completed()
    desk.do(ERASE)
    return desk


LINK = "another-link-that-is-long-enough"

Situation = Callable[[], Desk]

# ------------------------------------------------------------------------- what is granted

# fmt: off
GRANTED: list[tuple[str, Situation, Command, str, str]] = [
    # what is promised                         situation   command                                                  order: items; payments; refunds                                   effects
    ("an order is placed",                     unplaced,   placing(50001),                                          "pending: pending pending pending; created; -",                   "tell:order-received create_payment"),
    ("a free order needs no payment",          unplaced,   placing(50001, [replace(VIEWS, unit_minor=0)]),          "processing: pending; -; -",                                      "tell:order-received tell:payment-confirmed hand_over"),
    ("another way to pay",                     unpaid,     c.AddPayment("paypal", by=VISITOR),                      "pending: pending pending pending; voided created; -",            "void_payment create_payment"),
    ("a payment opens",                        unpaid,     c.PaymentReported("1", "opened", reference="p", by=PROCESSOR), "pending: pending pending pending; created; -",             "tell:payment-awaited"),
    ("a payment opens, without a name",        unpaid,     c.PaymentReported("1", "opened", by=PROCESSOR),          "pending: pending pending pending; created; -",                   ""),
    ("the provider takes its fee",             bought,     c.FeeReported("1", 87, "EUR", by=PROCESSOR),             "processing: pending pending pending; captured; -",               ""),
    ("a payment is promised",                  unpaid,     c.PaymentReported("1", "authorised", by=PROCESSOR),      "pending: pending pending pending; authorised; -",                "capture_payment"),
    ("a payment arrives",                      unpaid,     ARRIVED,                                                 "processing: pending pending pending; captured; -",               "tell:payment-confirmed hand_over hand_over hand_over"),
    ("a part of a payment arrives",            unpaid,     PARTLY,                                                  "pending: pending pending pending; captured; -",                  ""),
    ("a payment is declined",                  unpaid,     c.PaymentReported("1", "failed", by=PROCESSOR),          "pending: pending pending pending; failed; -",                    ""),
    ("a payment arrives twice",                bought,     ARRIVED,                                                 "processing: pending pending pending; captured; -",               ""),
    ("an item is accepted",                    bought,     reported("1", "accepted"),                               "processing: processing pending pending; captured; -",            ""),
    ("an item goes on",                        bought,     reported("1", "progress", 10),                           "processing: processing pending pending; captured; -",            ""),
    ("an item is delivered",                   bought,     reported("1", "delivered"),                              "processing: completed pending pending; captured; -",             ""),
    ("an item fails",                          bought,     reported("1", "failed"),                                 "processing: cancelled pending pending; captured; -",             "tell:item-cancelled alert:item-cancelled"),
    ("an item stops half-way",                 delivering, reported("1", "stopped", 400),                           "processing: cancelled processing processing; captured; -",       "tell:item-cancelled alert:item-cancelled"),
    ("an item is given up",                    delivering, cancelling("3"),                                         "processing: processing processing cancelled; captured; -",       "stop_delivery tell:item-cancelled alert:item-cancelled"),
    ("an item is tried again",                 given_up,   c.RetryItem("3", by=STAFF),                              "processing: pending pending pending; captured; -",               "hand_over"),
    ("an item is tried again, plainly",        given_up,   Advance("retry", "item", "3", by=STAFF),                 "processing: pending pending pending; captured; -",               "hand_over"),
    ("the customer is asked again",            given_up,   c.AskCustomer("3", by=STAFF),                            "processing: pending pending cancelled; captured; -",             "tell:reminder"),
    ("the customer says: try again",           given_up,   answer("retry"),                                         "processing: pending pending pending; captured; -",               "hand_over"),
    ("the customer says: money back",          given_up,   answer("original"),                                      "processing: pending pending cancelled; captured; requested",     "send_refund tell:refund-requested"),
    ("an item is refunded",                    given_up,   BACK,                                                    "processing: pending pending cancelled; captured; requested",     "send_refund tell:refund-requested"),
    ("a refund is on its way",                 refunding,  c.RefundReported("1", "submitted", by=PROCESSOR),        "processing: pending pending cancelled; captured; submitted",     ""),
    ("a refund was sent",                      refunding,  SENT,                                                    "processing: pending pending refunded; captured; succeeded",      "tell:refund-sent"),
    ("a refund is refused",                    refunding,  DECLINED,                                                "processing: pending pending cancelled; captured; failed",        "alert:refund-failed"),
    ("a refund of another amount is parked",   refunding,  replace(SENT, amount_minor=1),                           "processing: pending pending cancelled; captured; requested",     "alert:message-parked"),
    ("a refund is seen that nobody asked for", bought,     c.RefundObserved("1", "r", 100, by=PROCESSOR),           "processing: pending pending pending; captured; succeeded",       "tell:refund-sent"),
    ("a refund is seen that we asked for",     refunding,  c.RefundObserved("1", "r", 521, by=PROCESSOR),           "processing: pending pending refunded; captured; succeeded",      "tell:refund-sent"),
    ("a refund is seen that cannot be",        bought,     c.RefundObserved("1", "r", 1981, by=PROCESSOR),          "processing: pending pending pending; captured; -",               "alert:message-parked"),
    ("staff complete",                         delivered,  COMPLETE,                                                "completed: completed completed completed; captured; -",          "tell:order-completed"),
    ("staff park",                             bought,     HOLD,                                                    "on_hold: pending pending pending; captured; -",                  ""),
    ("an unpaid order is called off",          unpaid,     c.CancelOrder(by=VISITOR),                               "cancelled: cancelled cancelled cancelled; voided; -",            "tell:order-cancelled void_payment"),
    ("a paid order is called off",             bought,     CANCEL,                                                  "processing: cancelled cancelled cancelled; captured; requested", "stop_delivery stop_delivery stop_delivery send_refund tell:refund-requested"),
    ("a paid order is called off, plainly",    bought,     Advance("cancel", by=STAFF),                             "processing: cancelled cancelled cancelled; captured; requested", "stop_delivery stop_delivery stop_delivery send_refund tell:refund-requested"),
    ("nothing is due",                         unpaid,     TICK,                                                    "pending: pending pending pending; created; -",                   ""),
    ("a turn that was not waited for",         bought,     c.TurnGranted("1", by=SYSTEM),                           "processing: pending pending pending; captured; -",               ""),
    ("a manager forces",                       given_up,   c.Force("completed", "it came", "item", "3", by=BOSS),   "processing: pending pending completed; captured; -",             ""),
    ("staff resolve",                          doubtful,   c.ResolveParked("2", "a mistake", by=STAFF),             "pending: pending pending pending; created; -",                   ""),
    ("staff send parked money back",           twice_paid, c.ReturnPayment("1", by=STAFF),                          "processing: pending pending pending; captured captured; requested", "send_refund tell:refund-requested"),
    ("what did not happen is parked",          bought,     c.ReportUndelivered("hand_over", "1", "gone", by=SYSTEM), "processing: pending pending pending; captured; -",             "alert:message-parked"),
    ("a refund that hung is said to be sent",  refunding,  HUNG,                                                    "processing: pending pending refunded; captured; succeeded",      "tell:refund-sent"),
    ("what is to be tried again changes no order", refunding, replace(HUNG, what="retry"),                          "processing: pending pending cancelled; captured; requested",     ""),
    ("what is void changes no order",          refunding,  replace(HUNG, what="void"),                              "processing: pending pending cancelled; captured; requested",     ""),
    ("an order adopts other lifecycles",       renewed,    ADOPT,                                                   "pending: pending pending pending; created; -",                   ""),
    ("it adopted them before",                 unpaid,     ADOPT,                                                   "pending: pending pending pending; created; -",                   ""),
    ("a packed item goes on as at work",       stranded,   c.AdoptLifecycle({"item": {"packed": "processing"}}, by=BOSS), "processing: processing processing processing; captured; -", ""),
    ("a note is written",                      unpaid,     c.AddNote("called, no answer", by=STAFF),                "pending: pending pending pending; created; -",                   ""),
    ("the tracking link is renewed",           unpaid,     c.RenewTracking(LINK, by=STAFF),                          "pending: pending pending pending; created; -",                   ""),
    ("the tracking link is revoked",           completed,  c.RenewTracking("", by=SYSTEM),                           "completed: completed completed completed; captured; -",          ""),
    ("a past elsewhere is taken over",         unplaced,   PAST,                                                     "processing: pending pending pending; captured; -",               ""),
    ("personal data is erased",                completed,  ERASE,                                                   "completed: completed completed completed; captured; -",          ""),
]
# fmt: on


@pytest.mark.parametrize(
    ("situation", "command", "seen", "effects"),
    [g[1:] for g in GRANTED],
    ids=[g[0] for g in GRANTED],
)
def test_a_command_that_is_granted_does_what_it_says(
    situation: Situation, command: Command, seen: str, effects: str
) -> None:
    desk = situation().do(command)
    assert (desk.seen(), desk.effects) == (seen, effects.split())


def test_every_command_is_granted_somewhere() -> None:
    assert {type(command) for _, _, command, _, _ in GRANTED} == HANDLERS.keys()


# ------------------------------------------------------------------------- what is refused

PICKY = Policy(
    services=(
        Service("YouTube views", "url", ("youtube.com",)),
        Service("Facebook followers", "user_name", hint="the name of your page is expected"),
    )
)
CLOSED = Policy(refund_rules=tuple(r for r in Policy().refund_rules if r.to == "original"))
STRICT = replace(
    SHIPPED,
    payment=Lifecycle(
        "payment",
        PAYMENT.states.values(),
        [PAYMENT.transitions],
        PAYMENT.facts.values(),
        PAYMENT.messages,
        [
            replace(a, answer="refuse") if a.answer == "park" else a
            for a in PAYMENT.answers.values()
        ],
    ),
)


def placed(**changes: object) -> c.Place:
    """Return the placing of order 50001, with changes."""
    return replace(placing(50001), **changes)


def line(**changes: object) -> c.Place:
    """Return the placing of an order of one line, with changes to the line."""
    return placed(lines=(replace(VIEWS, **changes),))


def choosy() -> Desk:
    """Return the desk of a shop that looks at targets."""
    return unplaced(PICKY)


def walletless() -> Desk:
    """Return a registered customer's order in a shop that sends nothing to wallets."""
    return given_up(CLOSED, MEMBER)


def picky() -> Desk:
    """Return order 50001 of a shop that looks at targets, with item 3 given up."""
    named = replace(FOLLOWERS, target="a.page")
    return Desk(PICKY).do(placing(50001, [VIEWS, LIKES, named]), ARRIVED, cancelling("3"))


def strict() -> Desk:
    """Return an unpaid order of a shop that refuses messages which contradict what is known."""
    return unpaid(Policy(lifecycles=STRICT))


def twins() -> Desk:
    """Return a paid order of two equal items, of which the second waits for the first."""
    return Desk().do(placing(50001, [LIKES, LIKES])).do(replace(ARRIVED, captured_minor=848))


def charged() -> Desk:
    """Return a paid order with shipping, of which the only item was given up."""
    desk = Desk().do(placing(50001, [VIEWS], charges=[SHIPPING]))
    return desk.do(paid(desk.order), cancelling("1"))


def taken_back() -> Desk:
    """Return the order after the payer got all of the money back by a dispute."""
    return disputed().do(LOST)


def at_odds() -> Desk:
    """Return the order disputed while the customer is asked about item 3."""
    return given_up().do(DISPUTED)


# fmt: off
REFUSED: list[tuple[str, Situation, Command, str]] = [
    # code                 situation               command                                               cannot ...
    ("malformed",          unplaced,               placed(lines=()),                                     f"place an order: an order has 1 to {MAX_LINES} items, not 0"),
    ("malformed",          unplaced,               line(quantity=0),                                     "place an order: item 1: the quantity is 1 to 1000000000, not 0"),
    ("malformed",          unplaced,               line(service=" "),                                    "place an order: item 1: the service is a name of 1 to 500 characters"),
    ("malformed",          unplaced,               line(unit_minor=-1),                                  "place an order: item 1: amounts are at least 0, and the discount at most the price"),
    ("malformed",          unplaced,               line(discount_minor=1001),                            "place an order: item 1: amounts are at least 0, and the discount at most the price"),
    ("malformed",          unplaced,               line(unit_minor=10**15),                              "place an order: item 1: amounts are at most 1000000000000000 minor units"),
    ("malformed",          unplaced,               placed(customer=Customer("nobody")),                  "place an order: 'nobody' is no mail address"),
    ("malformed",          unplaced,               placed(customer=replace(GUEST, name="A\nB")),         "place an order: the customer's data is one line of at most 500 characters"),
    ("malformed",          unplaced,               placed(charges=(SHIPPING, SHIPPING)),                 "place an order: two charges have the same id"),
    ("malformed",          unplaced,               placed(charges=(replace(SHIPPING, id=""),)),          "place an order: a charge has an id and a kind, each of one line"),
    ("malformed",          unplaced,               placed(charges=(replace(SHIPPING, total_minor=-1),)), "place an order: charge shipping: the amount is 0 to 1000000000000000 minor units"),
    ("malformed",          unpaid,                 replace(ARRIVED, message="sneezed"),                  "take the message 'sneezed' about payment 1: there is no such message; possible now: opened, authorised, captured, failed, expired, voided, disputed, dispute_won, dispute_lost"),
    ("malformed",          refunding,              replace(SENT, message="sneezed"),                     "take the message 'sneezed' about refund 1: there is no such message; possible now: submitted, succeeded, failed"),
    ("malformed",          bought,                 reported("1", "sneezed"),                             "take the message 'sneezed' about item 1: there is no such message; possible now: accepted, progress, delivered, failed, stopped"),
    ("malformed",          given_up,               answer("cake"),                                       "answer about item 3: 'cake' is no choice; possible now: retry, wallet, original"),
    ("malformed",          bought,                 c.Force("gone", "I say so", by=BOSS),                 "force order 50001 to gone: there is no such state; possible now: pending, processing, on_hold, completed, cancelled, refunded"),
    ("malformed",          bought,                 c.Force("on_hold", "  ", by=BOSS),                    "force order 50001 to on_hold: a forced transition needs a reason"),
    ("malformed",          bought,                 c.RenewTracking("a" * 15, by=STAFF),                  "renew the tracking link: a token has 16 to 200 letters, digits and . - _ : ~"),
    ("malformed",          bought,                 c.RenewTracking("a" * 201, by=STAFF),                 "renew the tracking link: a token has 16 to 200 letters, digits and . - _ : ~"),
    ("malformed",          bought,                 c.RenewTracking(f"/{LINK}", by=STAFF),                "renew the tracking link: a token has 16 to 200 letters, digits and . - _ : ~"),
    ("malformed",          bought,                 c.AddNote(" ", by=STAFF),                             "write a note: it is empty"),
    ("malformed",          given_up,               replace(BACK, reason="\x00"),                         "refund order 50001: a text has at most 2000 printable characters"),
    ("malformed",          twice_paid,             c.ReturnPayment("1", "\x00", by=STAFF),               "send payment 1 back: a text has at most 2000 printable characters"),
    ("malformed",          bought,                 c.AddNote("a" * 2001, by=STAFF),                      "write a note: a text has at most 2000 printable characters"),
    ("malformed",          bought,                 c.CancelOrder("\x00", by=STAFF),                      "cancel order 50001: a text has at most 2000 printable characters"),
    ("not_placed",         unplaced,               TICK,                                                 "change an order: it was not placed yet; possible now: place it"),
    ("not_placed",         unplaced,               ARRIVED,                                              "change an order: it was not placed yet; possible now: place it"),
    ("not_placed",         unpaid,                 placing(50001),                                       "place order 50001: it was placed already"),
    ("other_lifecycle",    renewed,                HOLD,                                                 f"change order 50001: it lives under the lifecycle {SHIPPED.fingerprint}, and the policy has {changed_lifecycles()[2].fingerprint}; possible now: tilaus switch NEW.toml, the policy that the order was placed under"),
    ("stranded",           stranded,               ADOPT,                                                "switch order 50001 to " + SHIPPED.fingerprint + ": item 1 is packed, a state that shipped/1 does not have; under [lifecycle.mapping] write item.packed = one of pending, on_hold, processing, completed, cancelled, refunded"),
    ("unknown_part",       bought,                 cancelling("9"),                                      "change item 9: order 50001 has no item '9'; possible now: item 1, item 2, item 3"),
    ("unknown_part",       bought,                 replace(ARRIVED, payment="9"),                        "take the message 'captured' about payment 9: order 50001 has no payment '9'; possible now: payment 1"),
    ("unknown_part",       refunding,              replace(SENT, refund="9"),                            "take the message 'succeeded' about refund 9: order 50001 has no refund '9'; possible now: refund 1"),
    ("unknown_part",       bought,                 Advance("send", "parcel", "1", by=STAFF),             "do that: there is no machine 'parcel'"),
    ("unknown_part",       doubtful,               c.ResolveParked("9", "done", by=STAFF),               "resolve 9: nothing of that id is parked; possible now: 2"),
    ("unknown_part",       given_up,               refund(RefundLine("9")),                              "refund: the order has no item '9'; possible now: refund item 1, refund item 2, refund item 3"),
    ("unknown_part",       given_up,               refund(RefundLine("9", "charge")),                    "refund: the order has no charge '9'"),
    ("unknown_effect",     refunding,              replace(HUNG, effect="", about=""),                   "say that an effect of order 50001 is done: the journal of order 50001 has no effect 'k'; possible now: tilaus effect list --order 50001"),
    ("not_permitted",      refunding,              replace(HUNG, by=STAFF),                              "say that send_refund 1 of order 50001 is done: staff may not; possible now: by manager"),
    ("not_permitted",      unplaced,               placed(by=CLOCK),                                     "place an order: clock may not; possible now: by customer, guest, manager, staff"),
    ("not_permitted",      unpaid,                 c.AddPayment("paypal", by=SERVER),                    "pay order 50001 with paypal: server may not; possible now: by customer, guest, manager, staff"),
    ("not_permitted",      unpaid,                 replace(ARRIVED, by=VISITOR),                         "take the message 'captured' about payment 1: guest may not; possible now: by manager, processor, staff"),
    ("not_permitted",      refunding,              replace(SENT, by=VISITOR),                            "take the message 'succeeded' about refund 1: guest may not; possible now: by manager, processor, staff"),
    ("not_permitted",      bought,                 replace(reported("1", "delivered"), by=VISITOR),      "take the message 'delivered' about item 1: guest may not; possible now: by manager, server, staff"),
    ("not_permitted",      bought,                 c.RefundObserved("1", "r", 1, by=VISITOR),            "book a refund of payment 1: guest may not; possible now: by manager, processor, staff"),
    ("not_permitted",      bought,                 Advance("complete", by=VISITOR),                      "complete order 50001: guest may not; possible now: cancel (by manager, staff), hold (by manager, staff)"),
    ("not_permitted",      bought,                 c.CancelOrder(by=VISITOR),                            "cancel order 50001: guest may not; possible now: cancel (by manager, staff), hold (by manager, staff)"),
    ("not_permitted",      given_up,               c.RetryItem("3", by=SERVER),                          "retry item 3: server may not; possible now: retry (by customer, guest, manager, staff)"),
    ("not_permitted",      given_up,               c.AskCustomer("3", by=VISITOR),                       "ask about item 3: guest may not; possible now: by manager, staff, system"),
    ("not_permitted",      given_up,               answer("retry", by=SERVER),                           "answer about item 3: server may not; possible now: by customer, guest, manager, staff"),
    ("not_permitted",      given_up,               replace(BACK, by=VISITOR),                            "refund order 50001: guest may not; possible now: by manager, staff, system"),
    ("not_permitted",      bought,                 replace(TICK, by=STAFF),                              "let time pass: staff may not; possible now: by clock, system"),
    ("not_permitted",      bought,                 c.TurnGranted("1", by=STAFF),                         "give item 1 its turn: staff may not; possible now: by system"),
    ("not_permitted",      bought,                 c.Force("on_hold", "I say so", by=STAFF),             "force order 50001 to on_hold: staff may not; possible now: by manager"),
    ("not_permitted",      doubtful,               c.ResolveParked("2", "done", by=VISITOR),             "resolve 2: guest may not; possible now: by manager, staff"),
    ("not_permitted",      twice_paid,             c.ReturnPayment("1", by=VISITOR),                     "send payment 1 back: guest may not; possible now: by manager, staff, system"),
    ("nothing_to_refund",  twice_disputed,         c.ReturnPayment("1", by=STAFF),                       "send payment 1 back: it is disputed"),
    ("nothing_to_refund",  bought,                 c.ReturnPayment("1", by=STAFF),                       "send payment 1 back: the order needs it"),
    ("nothing_to_refund",  unpaid,                 c.ReturnPayment("1", by=STAFF),                       "send payment 1 back: nothing of it is left to send"),
    ("not_permitted",      bought,                 c.ReportUndelivered("hand_over", "1", "", by=STAFF),  "report what was not delivered: staff may not; possible now: by clock, system"),
    ("not_permitted",      bought,                 c.AddNote("hello", by=VISITOR),                       "write a note: guest may not; possible now: by manager, staff, system"),
    ("not_permitted",      bought,                 c.RenewTracking("", by=VISITOR),                      "revoke the tracking link: guest may not; possible now: by manager, staff, system"),
    ("not_permitted",      completed,              replace(ERASE, by=STAFF),                             "erase the customer of order 50001: staff may not; possible now: by manager"),
    ("unknown_trigger",    bought,                 Advance("teleport", by=STAFF),                        "teleport order 50001: the order has no trigger of that name; possible now: cancel (by manager, staff), hold (by manager, staff)"),
    ("no_transition",      bought,                 RESUME,                                               "resume order 50001: order 50001 is processing; possible now: cancel (by manager, staff), hold (by manager, staff)"),
    ("no_transition",      completed,              CANCEL,                                               "cancel order 50001: order 50001 is completed"),
    ("no_transition",      bought,                 c.RetryItem("1", by=VISITOR),                         "retry item 1: item 1 is pending; possible now: start (by manager, staff), deliver (by manager, staff), cancel (by manager, staff)"),
    ("no_transition",      strict,                 DISPUTED,                                             "take the message 'disputed' about payment 1: payment 1 is created"),
    ("guard_failed",       bought,                 COMPLETE,                                             "complete order 50001: open_items == 0 (open_items is 3); possible now: cancel (by manager, staff), hold (by manager, staff)"),
    ("guard_failed",       delivered,              CANCEL,                                               "cancel order 50001: undelivered_items > 0 (undelivered_items is 0); possible now: hold (by manager, staff), complete (by manager, staff)"),
    ("guard_failed",       at_odds,                RESUME,                                               "resume order 50001: disputed == 0 (disputed is 1)"),
    ("guard_failed",       refunding,              c.RetryItem("3", by=STAFF),                           "retry item 3: in_flight == 0 (in_flight is 500)"),
    ("guard_failed",       twins,                  c.Force("processing", "now", "item", "2", by=BOSS),   "force item 2 to processing: another item with its service and target is active"),
    ("guard_failed",       erased,                 c.RenewTracking(LINK, by=STAFF),                      "renew the tracking link: the personal data of the order was erased"),
    ("effect_ended",       refunding,              replace(HUNG, was="refused"),                         "say that send_refund 1 of order 50001 is done: it is refused"),
    ("wrong_target",       choosy,                 line(target="https://example.org/1"),                 "order YouTube views for 'https://example.org/1': the full address of a page on youtube.com is expected"),
    ("wrong_target",       unplaced,               line(target=" "),                                     "order YouTube views for ' ': a target has 1 to 500 characters, on one line"),
    ("wrong_target",       picky,                  answer("retry", "two words"),                         "order Facebook followers for 'two words': the name of your page is expected"),
    ("unknown_method",     unplaced,               placed(tenders=(Tender("cash"),)),                    "pay with 'cash': the shop does not take it; possible now: pay with card, pay with google_pay, pay with paypal, pay with wallet, pay with bank_transfer"),
    ("unknown_method",     unplaced,               placed(tenders=(Tender("wallet"),)),                  "pay with wallet: a guest has no wallet"),
    ("unknown_method",     unpaid,                 c.AddPayment("cash", by=VISITOR),                     "pay with 'cash': the shop does not take it; possible now: pay with card, pay with google_pay, pay with paypal, pay with wallet, pay with bank_transfer"),
    ("unknown_method",     unpaid,                 c.AddPayment("wallet", by=VISITOR),                   "pay with wallet: a guest has no wallet"),
    ("currency_mismatch",  unplaced,               placed(currency="USD"),                               "place an order: the shop sells in EUR, not in 'USD'"),
    ("tenders_mismatch",   unplaced,               placed(tenders=()),                                   "place an order: the payments cover 0 of 1900 minor units, each more than 0 expected"),
    ("tenders_mismatch",   unplaced,               placed(tenders=(Tender("card", 1899),)),              "place an order: the payments cover 1899 of 1900 minor units, each more than 0 expected"),
    ("tenders_mismatch",   unplaced,               placed(tenders=(Tender("card", 1901), Tender("paypal"))), "place an order: the payments cover 1900 of 1900 minor units, each more than 0 expected"),
    ("tenders_mismatch",   unplaced,               placed(tenders=(Tender("card"), Tender("paypal"))),   "place an order: the payments cover 3800 of 1900 minor units, each more than 0 expected"),
    ("already_paid",       bought,                 c.AddPayment("paypal", by=VISITOR),                   "pay order 50001 with paypal: it is processing and needs no payment"),
    ("already_paid",       called_off,             c.AddPayment("paypal", by=VISITOR),                   "pay order 50001 with paypal: it is cancelled and needs no payment"),
    ("no_question",        bought,                 answer("retry"),                                      "answer about item 3: no question about item 3 is open"),
    ("no_question",        bought,                 c.AskCustomer("1", by=STAFF),                         "ask about item 1: item 1 is pending, not cancelled"),
    ("item_open",          bought,                 refund(RefundLine("1")),                              "refund item 1: item 1 is pending; possible now: cancel item 1"),
    ("duplicate_line",     given_up,               refund(RefundLine("3"), RefundLine("3")),             "refund: item 3 is named twice in one request; possible now: name it once, with the units added up"),
    ("exceeds_units",      given_up,               refund(RefundLine("3", units=101)),                   "refund item 3: 101 units asked for, 100 of 100 are left"),
    ("exceeds_units",      given_up,               refund(RefundLine("3", units=0)),                     "refund item 3: 0 units asked for, 100 of 100 are left"),
    ("nothing_to_refund",  refunding,              BACK,                                                 "refund: nothing is left to refund of what was named"),
    ("exceeds_refundable", given_up,               refund(RefundLine("3", amount_minor=501)),            "refund item 3: 5.01 EUR asked for, 5.00 EUR of 5.00 EUR is left"),
    ("exceeds_refundable", given_up,               refund(amount=501),                                   "refund: 5.01 EUR asked for, 5.00 EUR is left of ended items and charges"),
    ("exceeds_refundable", charged,                refund(RefundLine("shipping", "charge", amount_minor=301)), "refund charge shipping: 3.01 EUR asked for, 3.00 EUR of 3.00 EUR is left"),
    ("exceeds_captured",   disputed,               refund(RefundLine("3")),                              "refund: 5.00 EUR asked for, the payments can give 0.00 EUR"),
    ("exceeds_captured",   taken_back,             c.RequestRefund(WHOLE, "original", by=STAFF),         "refund: 19.00 EUR asked for, the payments can give 0.00 EUR"),
    ("destination_closed", given_up,               answer("wallet"),                                     "refund to the wallet: a guest has no wallet; possible now: refund to original"),
    ("destination_closed", walletless,             refund(RefundLine("3"), to="wallet"),                 "refund to wallet: no refund rule for money paid with card"),
    ("not_over",           bought,                 ERASE,                                                "erase the customer of order 50001: the order is processing"),
    ("not_over",           given_up,               ERASE,                                                "erase the customer of order 50001: the order is processing, a question is open"),
    ("invariant_broken",   delivered,              c.Force("refunded", "I say so", by=BOSS),             "do that: the order is refunded, but its money did not go back"),
    ("invariant_broken",   bought,                 c.Force("completed", "I say so", by=BOSS),            "do that: the order is completed, but item 1 is pending; the order is completed, but item 2 is pending; the order is completed, but item 3 is pending"),
    ("invariant_broken",   unpaid,                 c.Force("captured", "I say so", "payment", "1", by=BOSS), "do that: payment 1 is captured, but nothing was captured"),
]
# fmt: on


@pytest.mark.parametrize(
    ("code", "situation", "command", "sentence"),
    REFUSED,
    ids=[f"{n}-{r[0]}" for n, r in enumerate(REFUSED, 1)],
)
def test_a_command_that_cannot_be_granted_is_refused_with_its_reason(
    code: str, situation: Situation, command: Command, sentence: str
) -> None:
    refusal = situation().refused(command)
    assert (refusal.code, refusal.sentence) == (code, f"cannot {sentence}")


BY_THE_SHOP = {"unknown_order", "version_conflict", "lane_held"}


def test_every_refusal_code_is_provoked() -> None:
    assert {code for code, *_ in REFUSED} | BY_THE_SHOP == CODES.keys()


def test_the_kernel_refuses_with_no_code_that_is_not_listed() -> None:
    used = set()
    for file in Path(tilaus.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                code = node.args[0]
                is_refusal = node.func.id in ("refuse", "Refusal", "Blocked")
                if is_refusal and isinstance(code, ast.Constant):
                    used.add(code.value)
    assert used <= CODES.keys()
    assert len(used) > len(CODES) / 2, "the calls that refuse were not found"


def test_what_is_asked_of_an_order_that_is_not_there_is_refused_as_unknown() -> None:
    world = World(MemoryStore())
    answers = [
        world.shop.handle("nowhere", COMPLETE),
        world.shop.quote(50001, WHOLE, "original"),
        world.shop.allowed(50001, "staff"),
    ]
    assert [a.code for a in answers if isinstance(a, Refusal)] == ["unknown_order"] * 3
    assert str(answers[0]) == "cannot find order nowhere: there is none of that number or id"


def test_an_order_that_others_change_each_time_is_a_version_conflict() -> None:
    store = MemoryStore()
    others, world = World(store, seed="others"), World(store)
    order = world.place(VIEWS)
    notes = count(1)

    def meddled() -> datetime:
        """Tell the time, but let somebody else be quicker: it is asked between load and commit."""
        others.handle(order, c.AddNote(f"note {next(notes)}", by=STAFF))
        return world.clock()

    world.shop.clock = meddled
    refusal = world.refusal(order, c.AddNote("mine", by=STAFF))
    assert refusal.code == "version_conflict"
    assert str(refusal) == (
        f"cannot change order {order.id}: others changed it 50 times in a row;"
        " possible now: try again"
    )


# ------------------------------------------------------------------ stories: late money


def late(policy: Policy) -> Desk:
    """Return an order that expired unpaid, and whose money arrived the day after."""
    desk = unpaid(policy).wait(hours=24)
    assert desk.seen() == "cancelled: cancelled cancelled cancelled; expired; -"
    return desk.do(ARRIVED)


# fmt: off
LATE = [
    # policy     seen                                                                                   effects
    ("refund",   "cancelled: cancelled cancelled cancelled; captured; requested",                       "send_refund tell:refund-requested"),
    ("park",     "cancelled: cancelled cancelled cancelled; captured; -",                               "alert:money-parked"),
    ("revive",   "processing: pending pending pending; captured; -",                                    "tell:payment-confirmed hand_over hand_over hand_over"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "seen", "effects"), LATE)
def test_late_money_becomes_what_the_policy_says(rule: str, seen: str, effects: str) -> None:
    desk = late(replace(Policy(), late_payment=rule))
    assert (desk.seen(), desk.effects) == (seen, effects.split())


def test_late_money_that_went_back_leaves_the_order_refunded_to_the_last_cent() -> None:
    desk = late(Policy()).do(SENT)
    assert desk.order.status == "refunded"
    assert desk.order.refunded_minor == 1980
    assert desk.order.unapplied_minor == 0


def test_late_money_that_is_too_little_to_go_on_goes_back() -> None:
    desk = unpaid(Policy(late_payment="revive")).wait(hours=24).do(PARTLY)
    assert desk.seen() == "cancelled: cancelled cancelled cancelled; captured; requested"
    assert desk.order.refunds[0].amount_minor == 980


def test_a_second_payment_of_a_paid_order_goes_back_and_delivers_nothing_twice() -> None:
    desk = unpaid().do(c.AddPayment("paypal", by=VISITOR))
    asked = desk.order.payments[1]
    desk.do(paid(desk.order, "2"), ARRIVED)
    assert desk.effects == ["send_refund", "tell:refund-requested"]
    assert desk.order.captured_minor == desk.order.due_minor == asked.amount_minor
    assert (desk.order.refunds[0].payment, desk.order.refunds[0].is_surplus) == ("1", True)


# --------------------------------------------------------------- stories: the time to pay


def test_an_unpaid_order_ends_at_its_deadline_and_not_before() -> None:
    desk = unpaid()
    assert due_at(desk.order, desk.policy) == START + timedelta(hours=24)
    assert desk.wait(hours=23).order.status == "pending"
    assert desk.wait(hours=1).seen() == "cancelled: cancelled cancelled cancelled; expired; -"
    assert desk.effects == ["void_payment", "tell:order-cancelled"]
    assert due_at(desk.order, desk.policy) is None


def test_an_order_expires_no_earlier_than_a_payment_that_was_added() -> None:
    desk = unpaid().wait(hours=20).do(c.AddPayment("bank_transfer", by=VISITOR))
    assert desk.wait(hours=100).order.status == "pending"
    assert desk.wait(hours=68).order.status == "cancelled"


def test_a_promised_payment_keeps_an_order_from_expiring() -> None:
    desk = unpaid().do(c.PaymentReported("1", "authorised", by=PROCESSOR)).wait(days=30)
    assert desk.seen() == "pending: pending pending pending; authorised; -"
    assert desk.do(ARRIVED).order.status == "processing"


def test_staff_hear_of_a_silent_server_once_for_each_item_and_silence() -> None:
    desk = delivering(Policy(silent_server_hours=2)).wait(hours=1)
    assert desk.effects == []
    desk.do(reported("1", "progress", 10)).wait(hours=1)
    assert desk.effects == ["alert:server-silent", "alert:server-silent"]
    assert desk.wait(hours=1).effects == ["alert:server-silent"]
    assert desk.wait(hours=100).effects == []
    desk.do(reported("1", "progress", 20))
    assert due_at(desk.order, desk.policy) == desk.at + timedelta(hours=2)
    desk.do(*(reported(item, "delivered") for item in "123"))
    assert due_at(desk.order, desk.policy) is None


def test_without_that_rule_no_deadline_waits_for_the_server() -> None:
    assert due_at(delivering().order, Policy()) is None


def test_a_server_that_says_delivered_and_counts_less_is_not_believed() -> None:
    desk = delivering().do(reported("1", "delivered", 999))
    assert desk.order.items[0].kind == "active"
    assert desk.effects == ["alert:message-parked"]
    assert desk.do(reported("1", "delivered", 1_000)).order.items[0].kind == "finished"


def test_an_order_that_expires_partly_paid_sends_back_what_arrived() -> None:
    desk = unpaid().do(PARTLY).wait(hours=24)
    assert desk.seen() == "cancelled: cancelled cancelled cancelled; captured; requested"
    assert desk.order.refunds[0].amount_minor == 980
    assert desk.do(SENT).order.status == "refunded"


TIMES: list[tuple[str, Situation, timedelta]] = [
    ("unpaid", unpaid, timedelta(hours=24)),
    ("partly paid", lambda: unpaid().do(PARTLY), timedelta(hours=24)),
    ("asked a guest", given_up, timedelta(days=7)),
    ("asked a member", lambda: given_up(None, MEMBER), timedelta(days=7)),
    ("delivering", delivering, timedelta(days=365)),
    ("a silent server", lambda: delivering(Policy(silent_server_hours=2)), timedelta(hours=2)),
]


@pytest.mark.parametrize(("situation", "after"), [t[1:] for t in TIMES], ids=[t[0] for t in TIMES])
def test_a_deadline_that_took_effect_takes_none_the_second_time(
    situation: Situation, after: timedelta
) -> None:
    desk = situation()
    desk.at += after
    once = desk.do(TICK).order
    twice = desk.do(TICK)
    assert (twice.order, twice.effects) == (once, [])
    due = due_at(once, desk.policy)
    assert due is None or due > desk.at


# ---------------------------------------------------------------- stories: calling it off


def test_calling_off_a_partly_paid_order_sends_back_what_arrived() -> None:
    desk = unpaid().do(PARTLY, c.CancelOrder(by=VISITOR))
    assert desk.seen() == "cancelled: cancelled cancelled cancelled; captured; requested"
    assert (desk.order.refunds[0].amount_minor, desk.order.refunds[0].is_surplus) == (980, True)
    assert desk.do(SENT).order.status == "refunded"


def test_calling_off_a_paid_order_sends_everything_back_the_shipping_and_the_fee_too() -> None:
    desk = Desk().do(placing(50001, charges=[SHIPPING]))
    desk.do(paid(desk.order), CANCEL)
    assert desk.seen() == "processing: cancelled cancelled cancelled; captured; requested"
    assert desk.order.refunds[0].amount_minor == desk.order.captured_minor
    desk.do(SENT)
    assert desk.seen() == "refunded: refunded refunded refunded; captured; succeeded"
    assert "tell:order-refunded" in desk.effects


def test_calling_off_what_was_delivered_in_part_sends_back_only_the_rest() -> None:
    desk = delivering().do(reported("1", "delivered"), reported("2", "progress", 50), CANCEL)
    covers = {
        covered.id: (covered.units, covered.minor) for covered in desk.order.refunds[0].covers
    }
    assert covers == {"2": (150, 300), "3": (100, 500)}
    assert desk.effects.count("stop_delivery") == 2
    assert desk.do(SENT).seen() == "processing: completed refunded refunded; captured; succeeded"


def test_calling_off_may_send_a_registered_customers_money_to_the_wallet() -> None:
    desk = bought(None, MEMBER).do(c.CancelOrder(to="wallet", by=STAFF))
    assert [refund.to for refund in desk.order.refunds] == ["wallet"]
    assert desk.order.refunds[0].fee_kept_minor == 80


# ----------------------------------------------------------------- stories: parked orders


def test_a_parked_order_goes_back_to_where_it_was_parked() -> None:
    for situation, before in ((unpaid, "pending"), (bought, "processing")):
        desk = situation().do(HOLD)
        assert (desk.order.status, desk.order.held_from) == ("on_hold", before)
        assert desk.order.reason == "a question"
        desk.do(RESUME)
        assert (desk.order.status, desk.order.held_from) == (before, "")


def test_an_order_that_is_paid_while_it_is_parked_is_confirmed_when_it_goes_on() -> None:
    desk = unpaid().do(HOLD, ARRIVED)
    assert desk.seen() == "on_hold: pending pending pending; captured; -"
    desk.do(RESUME)
    assert desk.order.status == "processing"
    assert desk.effects == ["tell:payment-confirmed", *["hand_over"] * 3]


def test_a_parked_order_that_was_never_paid_is_called_off() -> None:
    desk = unpaid().do(HOLD, CANCEL)
    assert desk.seen() == "cancelled: cancelled cancelled cancelled; voided; -"


def test_a_parked_order_that_was_paid_is_called_off_and_its_money_goes_back() -> None:
    desk = bought().do(HOLD, CANCEL)
    assert desk.seen() == "processing: cancelled cancelled cancelled; captured; requested"


def test_a_dispute_parks_the_order_and_winning_it_lets_it_go_on() -> None:
    desk = delivering().do(DISPUTED)
    assert desk.seen() == "on_hold: processing processing processing; disputed; -"
    assert desk.effects == ["alert:payment-disputed", "tell:payment-disputed"]
    desk.do(WON)
    assert desk.seen() == "processing: processing processing processing; captured; -"
    assert desk.order.captured_minor == 1980


def test_losing_a_dispute_writes_the_money_off_and_leaves_the_rest_to_staff() -> None:
    desk = delivering().do(DISPUTED, LOST)
    assert desk.order.payments[0].status == "charged_back"
    assert desk.order.captured_minor == 0
    assert "alert:payment-disputed" in desk.effects
    refusal = desk.refused(refund(RefundLine("1")))
    assert refusal.code == "item_open"


def test_a_dispute_that_is_lost_after_a_refund_writes_off_only_the_rest() -> None:
    desk = refunding().do(SENT, DISPUTED, LOST)
    assert desk.order.captured_minor == desk.order.refunded_minor == 521


def test_an_order_parked_by_a_person_is_not_let_go_by_a_dispute_that_was_won() -> None:
    desk = bought().do(HOLD, DISPUTED, WON)
    assert desk.order.status == "on_hold"
    assert desk.do(RESUME).order.status == "processing"


def test_a_refund_that_comes_back_parks_a_refunded_order_until_it_is_sent_again() -> None:
    desk = bought().do(CANCEL, SENT)
    assert desk.order.status == "refunded"
    desk.do(DECLINED)
    assert desk.seen() == "on_hold: cancelled cancelled cancelled; captured; failed"
    desk.do(Advance("retry", "refund", "1", by=STAFF))
    assert (desk.effects, desk.order.refunds[0].attempt) == (["send_refund"], 2)
    desk.do(SENT)
    assert desk.seen() == "refunded: refunded refunded refunded; captured; succeeded"


RETOLD = (
    # attempt  message       becomes of it
    (1,        "failed",     "duplicate"),
    (1,        "submitted",  "parked"),
    (1,        "succeeded",  "parked"),
    (2,        "succeeded",  "taken"),
    (3,        "failed",     "parked"),
    (None,     "succeeded",  "taken"),
)  # fmt: skip


@pytest.mark.parametrize(("attempt", "message", "becomes"), RETOLD)
def test_a_message_about_another_attempt_at_a_refund_is_never_taken_for_this_one(
    attempt: int | None, message: str, becomes: str
) -> None:
    desk = bought().do(CANCEL, SENT, DECLINED, Advance("retry", "refund", "1", by=STAFF))
    desk.do(c.RefundReported("1", message, attempt=attempt, by=PROCESSOR))
    status = desk.order.refunds[0].status
    seen = "parked" if desk.order.parked else "taken" if status == "succeeded" else "duplicate"
    assert seen == becomes
    assert status == ("succeeded" if becomes == "taken" else "requested")


# ------------------------------------------------------- stories: the question and its answer


def test_an_answer_with_a_new_target_tries_again_there() -> None:
    desk = given_up().do(answer("retry", "https://facebook.com/2"))
    item = desk.order.items[2]
    assert (item.target, item.status, item.attempt) == ("https://facebook.com/2", "pending", 2)
    assert item.instance == "Facebook followers|facebook.com/2"
    assert (item.question, item.reason) == (None, "")


def test_an_answer_with_a_target_that_is_wrong_changes_nothing() -> None:
    desk = picky()
    assert desk.refused(answer("retry", "two words")).code == "wrong_target"
    assert desk.refused(c.RetryItem("3", "two words", by=STAFF)).code == "wrong_target"
    assert desk.order.items[2].question is not None


def test_an_answer_sends_the_money_where_the_customer_wants_it() -> None:
    for choice, amount in (("wallet", 500), ("original", 521)):
        desk = given_up(None, MEMBER).do(answer(choice, by=BUYER))
        (sent,) = desk.order.refunds
        assert (sent.to, sent.amount_minor) == (choice, amount)
        assert desk.order.items[2].question is None
        assert desk.refused(answer(choice, by=BUYER)).code == "no_question"


def test_a_guest_who_does_not_answer_gets_the_money_back_as_it_was_paid() -> None:
    desk = given_up()
    assert desk.wait(days=6).order.items[2].question is not None
    desk.wait(days=1)
    assert desk.order.items[2].question is None
    assert [(r.to, r.amount_minor) for r in desk.order.refunds] == [("original", 521)]
    assert desk.effects == ["send_refund", "tell:refund-requested"]


def test_a_registered_customer_who_does_not_answer_is_reminded_first() -> None:
    desk = given_up(None, MEMBER).wait(days=7)
    assert desk.effects == ["tell:reminder"]
    question = desk.order.items[2].question
    assert question is not None
    assert question.is_reminded
    assert question.until == desk.at + timedelta(days=7)
    assert desk.order.refunds == ()


# fmt: off
SILENCE = [
    # policy      refunds to    effects
    ("wallet",    ["wallet"],   "send_refund tell:refund-requested"),
    ("original",  ["original"], "send_refund tell:refund-requested"),
    ("staff",     [],           "alert:no-answer"),
]
# fmt: on


@pytest.mark.parametrize(("rule", "to", "effects"), SILENCE)
def test_the_silence_of_a_reminded_customer_becomes_what_the_policy_says(
    rule: str, to: list[str], effects: str
) -> None:
    policy = replace(Policy(), silence_registered=rule)
    desk = given_up(policy, MEMBER).wait(days=7).wait(days=7)
    assert [refund.to for refund in desk.order.refunds] == to
    assert desk.effects == effects.split()
    assert desk.order.items[2].question is None


def test_a_reminder_by_staff_moves_the_deadline() -> None:
    desk = given_up().wait(days=6).do(c.AskCustomer("3", by=STAFF))
    assert desk.wait(days=6).order.refunds == ()
    assert len(desk.wait(days=1).order.refunds) == 1


def test_silence_during_a_dispute_is_put_on_the_staffs_list() -> None:
    desk = at_odds().wait(days=7)
    assert desk.effects == ["alert:no-answer"]
    assert [parked.what for parked in desk.order.parked] == ["silence"]
    assert desk.order.items[2].question is None


def test_a_shop_that_leaves_it_to_staff_asks_only_when_they_do() -> None:
    desk = given_up(Policy(ask="staff"))
    assert desk.order.items[2].question is None
    assert desk.refused(answer("original")).code == "no_question"
    desk.do(c.AskCustomer("3", by=STAFF), answer("original"))
    assert len(desk.order.refunds) == 1


# --------------------------------------------------------- stories: completing and reopening


def test_an_order_completes_itself_once_every_item_is_finished_and_decided_about() -> None:
    policy = Policy(completion="automatic")
    assert delivered(policy).order.status == "completed"
    desk = given_up(policy).do(reported("1", "delivered"), reported("2", "delivered"))
    assert desk.order.status == "processing"
    assert desk.do(BACK).order.status == "processing"
    desk.do(SENT)
    assert desk.seen() == "completed: completed completed refunded; captured; succeeded"
    assert "tell:order-completed" in desk.effects


def test_an_order_waits_for_staff_where_the_policy_says_so() -> None:
    assert delivered().order.status == "processing"
    assert delivered().do(COMPLETE).order.status == "completed"


def test_trying_an_item_again_reopens_a_completed_order() -> None:
    desk = given_up().do(reported("1", "delivered"), reported("2", "delivered"), COMPLETE)
    assert desk.order.status == "completed"
    desk.do(answer("retry"))
    assert desk.seen() == "processing: completed completed pending; captured; -"
    assert desk.effects == ["hand_over"]
    desk.do(reported("3", "accepted"), reported("3", "delivered"), COMPLETE)
    assert desk.order.status == "completed"


def test_an_item_waits_for_its_twin_and_then_has_its_turn() -> None:
    desk = twins()
    assert [item.status for item in desk.order.items] == ["pending", "on_hold"]
    desk.do(reported("1", "delivered"), c.TurnGranted("2", by=SYSTEM))
    assert [item.status for item in desk.order.items] == ["completed", "pending"]
    assert desk.order.items[1].handed_over


def test_an_item_waits_while_another_order_has_its_instance() -> None:
    desk = unpaid().do(ARRIVED, busy="1")
    assert desk.seen() == "processing: on_hold pending pending; captured; -"
    assert "tell:item-on-hold" in desk.effects
    desk.do(c.TurnGranted("1", by=SYSTEM), busy="1")
    assert desk.order.items[0].status == "on_hold"
    desk.do(c.TurnGranted("1", by=SYSTEM))
    assert (desk.order.items[0].status, desk.effects) == ("pending", ["hand_over"])


# ---------------------------------------------------------- stories: contradicting messages

# fmt: off
PARKED: list[tuple[str, Situation, Command, str]] = [
    # what contradicts                situation   command                                              why it was parked
    ("more than was asked for",       unpaid,     replace(ARRIVED, captured_minor=1981),               "it reports 19.81 EUR captured of a payment of 19.80 EUR"),
    ("another currency",              unpaid,     replace(ARRIVED, currency="USD"),                    "it speaks of USD, the order of EUR"),
    ("a dispute of nothing",          unpaid,     DISPUTED,                                            "payment 1 is created"),
    ("bad news after the money",      bought,     c.PaymentReported("1", "failed", reason="no funds", by=PROCESSOR), "payment 1 is captured: no funds"),
    ("another attempt",               bought,     replace(reported("1", "delivered"), attempt=2),      "it speaks of attempt 2, the present one is 1"),
    ("more units than were bought",   bought,     reported("1", "progress", 1001),                     "it reports 1001 delivered of 1000"),
    ("fewer units than none",         bought,     reported("1", "progress", -1),                       "it reports -1 delivered of 1000"),
    ("delivered, though given up",    given_up,   reported("3", "delivered"),                          "item 3 is cancelled"),
    ("another amount went back",      refunding,  replace(SENT, amount_minor=520),                     "it speaks of 5.20 EUR, we asked for 5.21 EUR"),
    ("too much went back",            bought,     c.RefundObserved("1", "r", 1981, by=PROCESSOR),      "the provider refunded 19.81 EUR, more than the payment can give"),
    ("a cent went back of nothing",   unpaid,     c.RefundObserved("1", "r", 1, by=PROCESSOR),         "the provider refunded 0.01 EUR, more than the payment can give"),
    ("nothing went back",             bought,     c.RefundObserved("1", "r", 0, by=PROCESSOR),         "the provider refunded 0.00 EUR, which is nothing"),
]
# fmt: on


@pytest.mark.parametrize(
    ("situation", "command", "why"), [p[1:] for p in PARKED], ids=[p[0] for p in PARKED]
)
def test_a_message_that_contradicts_what_is_known_changes_nothing_but_the_staffs_list(
    situation: Situation, command: Command, why: str
) -> None:
    desk = situation()
    before = desk.order
    desk.do(command)
    (parked,) = desk.order.parked
    assert parked.why == why
    assert desk.effects == ["alert:message-parked"]
    assert replace(desk.order, parked=(), version=before.version) == before
    assert desk.do(c.ResolveParked(parked.id, "looked into", by=STAFF)).order.parked == ()


DUPLICATES: list[tuple[Situation, Command]] = [
    (bought, ARRIVED),
    (bought, PARTLY),
    (delivering, reported("1", "accepted")),
    (delivered, reported("1", "delivered")),
    (lambda: refunding().do(SENT), SENT),
    (lambda: refunding().do(DECLINED), DECLINED),
    (lambda: bought().do(c.RefundObserved("1", "r", 9, by=PROCESSOR)), c.RefundObserved("1", "r", 9, by=PROCESSOR)),
    (lambda: completed().do(ERASE), ERASE),
]  # fmt: skip


@pytest.mark.parametrize(("situation", "command"), DUPLICATES)
def test_what_is_said_twice_is_a_duplicate(situation: Situation, command: Command) -> None:
    desk = situation()
    before = desk.order
    desk.do(command)
    assert desk.last is not None
    assert (desk.last.outcome, desk.order) == ("duplicate", before)


# --------------------------------------------------------- stories: rights, force, erasure


def test_the_policy_may_give_a_row_of_a_table_to_other_roles() -> None:
    policy = Policy(permissions={"order.cancel": ("customer",)})
    assert problems(policy) == []
    desk = bought(policy, MEMBER)
    assert desk.refused(CANCEL).code == "not_permitted"
    assert str(desk.refused(CANCEL)).endswith("possible now: by customer")
    desk.do(c.CancelOrder(by=BUYER))
    assert desk.seen() == "processing: cancelled cancelled cancelled; captured; requested"


def test_the_policy_may_give_a_right_to_other_roles_or_to_nobody() -> None:
    given = given_up(Policy(permissions={"refund": ("guest",), "note": ()}))
    assert given.refused(BACK).code == "not_permitted"
    assert given.refused(c.AddNote("hello", by=STAFF)).possible == ()
    assert len(given.do(replace(BACK, by=VISITOR)).order.refunds) == 1


def test_rights_do_not_bind_the_kernel_itself() -> None:
    policy = Policy(permissions={"payment.lapse": (), "order.expire": (), "item.call_off": ()})
    desk = unpaid(policy)
    assert desk.wait(hours=24).order.status == "cancelled"


def test_what_is_forced_is_marked_and_says_why() -> None:
    desk = bought().do(c.Force("on_hold", "the police asked", by=BOSS))
    assert desk.last is not None
    (event,) = [recorded.event for recorded in desk.last.events]
    assert (desk.order.status, desk.order.reason) == ("on_hold", "the police asked")
    assert getattr(event, "is_forced", False)
    assert desk.last.events[0].by == BOSS


def test_forcing_a_payment_lost_writes_its_money_off() -> None:
    desk = bought().do(c.Force("charged_back", "by letter", "payment", "1", by=BOSS))
    assert desk.order.captured_minor == 0
    assert desk.last is not None
    assert len(desk.last.entries) == 1


def test_nobody_can_force_a_promise_about_money_to_be_broken() -> None:
    desk = refunding()
    for machine, about, state in (("order", "", "refunded"), ("payment", "1", "failed")):
        refusal = desk.refused(c.Force(state, "I say so", machine, about, by=BOSS))
        assert refusal.code == "invariant_broken"


def test_erasing_leaves_the_money_and_takes_the_person() -> None:
    desk = refunding(None, MEMBER).do(SENT)
    desk.do(reported("1", "delivered"), reported("2", "delivered"), COMPLETE)
    before = desk.order
    desk.do(ERASE)
    order = desk.order
    assert order.is_erased
    assert (order.customer.email, order.customer.name, order.token) == ("", "", "")
    assert {item.target for item in order.items} == {"(erased)"}
    assert {item.instance for item in order.items} == {""}
    assert not {"wrong link", MEMBER.email, MEMBER.name} & set(_texts(order))
    assert (order.captured_minor, order.refunded_minor) == (1980, before.refunded_minor)


def _texts(record: object) -> list[str]:
    """Collect every text in a record, at any depth."""
    if isinstance(record, str):
        return [record]
    if isinstance(record, tuple):
        return [text for part in record for text in _texts(part)]
    fields = getattr(record, "__attrs_attrs__", ())
    return [text for field in fields for text in _texts(getattr(record, field.name))]


# fmt: off
OPEN: list[tuple[Situation, str]] = [
    (bought,                            "the order is processing"),
    (lambda: late(Policy()),            "a refund is on its way"),
    (lambda: late(Policy(late_payment="park")), "money or a message is parked"),
    (lambda: given_up().do(reported("1", "delivered"), reported("2", "delivered"), COMPLETE), "a question is open"),
]
# fmt: on


@pytest.mark.parametrize(("situation", "found"), OPEN)
def test_nothing_is_erased_while_somebody_may_need_it(situation: Situation, found: str) -> None:
    refusal = situation().refused(ERASE)
    assert (refusal.code, refusal.found) == ("not_over", found)


def test_a_refusal_says_every_guard_that_failed_with_the_facts_that_it_saw() -> None:
    refusal = at_odds().refused(RESUME)
    assert [str(failure) for failure in refusal.failed] == ["disputed == 0 (disputed is 1)"]
    assert refusal.facts == {"state": "on_hold", "trigger": "resume", "role": "staff"}


# --------------------------------------------------- what a deliberate fault had left unseen


def part_refunded() -> Desk:
    """Return the order with item 3 given up, and 1.00 of its 5.00 gone back."""
    return given_up().do(refund(RefundLine("3", amount_minor=100)), SENT)


def test_an_item_is_refunded_by_all_that_is_owed_and_not_by_a_part() -> None:
    desk = part_refunded()
    assert desk.seen() == "processing: pending pending cancelled; captured; succeeded"
    desk.do(refund(RefundLine("3", amount_minor=400)), replace(SENT, refund="2"))
    assert desk.seen() == "processing: pending pending refunded; captured; succeeded succeeded"


def test_an_item_of_which_a_part_went_back_is_not_tried_again() -> None:
    refusal = part_refunded().refused(c.RetryItem("3", by=STAFF))
    assert refusal.code == "guard_failed"
    assert [str(failure) for failure in refusal.failed] == ["refunded == 0 (refunded is 100)"]


def test_an_order_is_not_completed_while_a_refund_is_on_its_way() -> None:
    desk = bought(Policy(completion="automatic")).do(reported("1", "delivered"))
    desk.do(refund(RefundLine("1", amount_minor=100)))
    desk.do(reported("2", "delivered"), reported("3", "delivered"))
    assert desk.order.status == "processing"
    assert desk.do(SENT).order.status == "completed"


def test_an_order_is_not_refunded_by_what_the_payer_took_back() -> None:
    desk = Desk().do(placing(50001, [VIEWS]))
    desk.do(paid(desk.order), cancelling("1"), refund(RefundLine("1", units=400)), SENT, LOST)
    assert desk.order.captured_minor == desk.order.refunded_minor > 0
    assert desk.seen() == "processing: cancelled; charged_back; succeeded"


def test_a_refund_is_not_tried_again_where_another_took_its_money() -> None:
    desk = refunding().do(DECLINED, cancelling("1"), cancelling("2"))
    desk.do(c.RequestRefund(WHOLE, "original", by=STAFF))
    refusal = desk.refused(Advance("retry", "refund", "1", by=STAFF))
    assert refusal.code == "guard_failed"
    assert "base <= free" in [failure.guard for failure in refusal.failed]


def test_news_of_an_item_that_waits_for_its_turn_are_for_a_person() -> None:
    desk = twins().do(reported("2", "accepted"))
    assert [parked.why for parked in desk.order.parked] == ["item 2 is on_hold"]


def test_what_is_asked_of_the_world_again_is_asked_under_a_new_key() -> None:
    desk, keys = bought(), []
    for command in (cancelling("3"), c.RetryItem("3", by=STAFF)) * 3:
        desk.do(command)
        assert desk.last is not None
        keys += [effect.key for effect in desk.last.effects]
    assert len(keys) == 3 * len(["stop_delivery", "tell", "alert", "hand_over"])
    assert len(set(keys)) == len(keys)


def with_order_row(trigger: str, **changes: object) -> Policy:
    """Return the rules of a shop whose orders have one row of the table changed."""
    rows = [replace(r, **changes) if r.trigger == trigger else r for r in ORDER.transitions]
    mine = Lifecycle("order", ORDER.states.values(), [rows], ORDER.facts.values())
    return Policy(lifecycles=replace(SHIPPED, order=mine), late_payment="revive")


def test_where_staff_confirm_an_order_nothing_more_is_paid_once_all_of_it_arrived() -> None:
    by_hand = with_order_row("confirm", automatic=None, by=frozenset({"staff"}))
    desk = Desk(by_hand).do(placing(50001), replace(ARRIVED, captured_minor=1979))
    assert desk.do(c.AddPayment("paypal", by=VISITOR)).order.payments[1].base_minor == 1
    desk.do(c.PaymentReported("1", "captured", 1980, by=PROCESSOR))
    refusal = desk.refused(c.AddPayment("paypal", by=VISITOR))
    assert refusal.code == "already_paid"
    assert refusal.sentence == "cannot pay order 50001 with paypal: nothing is left to be paid"


@pytest.mark.parametrize(("hours", "status"), [(23, "processing"), (24, "cancelled")])
def test_a_shop_may_let_late_money_revive_only_what_is_not_overdue(hours: int, status: str) -> None:
    guard = parse("captured >= due and not overdue and not may_complete_itself")
    desk = Desk(with_order_row("revive", guard=guard)).do(placing(50001), CANCEL)
    desk.at += timedelta(hours=hours)
    assert desk.do(ARRIVED).order.status == status


MOST = 10**15
"""The largest amount, in minor units."""

UNPRICED = replace(VIEWS, quantity=1, unit_minor=0)


def worth(*lines: c.Line, charge: int = 0) -> c.Place:
    """Return the placing of lines, with a charge, paid by what costs no fee."""
    box = (replace(SHIPPING, total_minor=charge),)
    cash = (Tender("bank_transfer"),)
    return placed(lines=lines, charges=box if charge else (), tenders=cash)


# fmt: off
LIMITS: list[tuple[str, Command, Command, str]] = [
    # what has a limit     the most (or least) that is granted                               what is too much (or too little)                                     refused with
    ("lines",              placed(lines=(UNPRICED,) * MAX_LINES),                            placed(lines=(UNPRICED,) * (MAX_LINES + 1)),                         "an order has 1 to 1000 items, not 1001"),
    ("one line",           placed(lines=(VIEWS,)),                                           placed(lines=()),                                                    "an order has 1 to 1000 items, not 0"),
    ("units",              line(quantity=10**9),                                             line(quantity=10**9 + 1),                                            "item 1: the quantity is 1 to 1000000000, not 1000000001"),
    ("one unit",           line(quantity=1),                                                 line(quantity=0),                                                    "item 1: the quantity is 1 to 1000000000, not 0"),
    ("a service",          line(service="s" * 500),                                          line(service="s" * 501),                                             "item 1: the service is a name of 1 to 500 characters"),
    ("a printable service", line(service="s"),                                               line(service="s\n"),                                                "item 1: the service is a name of 1 to 500 characters"),
    ("a second line",      placed(lines=(VIEWS, replace(VIEWS, quantity=1))),                placed(lines=(VIEWS, replace(VIEWS, quantity=0))),                   "item 2: the quantity is 1 to 1000000000, not 0"),
    ("a price",            line(unit_minor=0),                                               line(unit_minor=-1),                                                 "item 1: amounts are at least 0, and the discount at most the price"),
    ("a discount",         line(discount_minor=1000),                                        line(discount_minor=1001),                                           "item 1: amounts are at least 0, and the discount at most the price"),
    ("a discount of none", line(discount_minor=0),                                           line(discount_minor=-1),                                             "item 1: amounts are at least 0, and the discount at most the price"),
    ("a tax of none",      line(tax_minor=0),                                                line(tax_minor=-1),                                                  "item 1: amounts are at least 0, and the discount at most the price"),
    ("the worth of a line", worth(replace(UNPRICED, unit_minor=MOST)),                       worth(replace(UNPRICED, unit_minor=MOST, tax_minor=1)),              "item 1: amounts are at most 1000000000000000 minor units"),
    ("an amount",          worth(replace(UNPRICED, unit_minor=MOST, discount_minor=MOST)),   worth(replace(UNPRICED, unit_minor=MOST + 1, discount_minor=MOST)),  "item 1: amounts are at most 1000000000000000 minor units"),
    ("the worth of all",   worth(replace(UNPRICED, unit_minor=1), charge=MOST - 1),          worth(replace(UNPRICED, unit_minor=1), charge=MOST),                 "items and charges cost at most 1000000000000000 minor units together"),
    ("the id of a charge", placed(charges=(replace(SHIPPING, id="i" * 500),)),               placed(charges=(replace(SHIPPING, id="i" * 501),)),                  "a charge has an id and a kind, each of one line"),
    ("the kind of a charge", placed(charges=(replace(SHIPPING, kind="k" * 500),)),           placed(charges=(replace(SHIPPING, kind="k" * 501),)),                "a charge has an id and a kind, each of one line"),
    ("a kind of charge",   placed(charges=(replace(SHIPPING, kind="k"),)),                   placed(charges=(replace(SHIPPING, kind=""),)),                       "a charge has an id and a kind, each of one line"),
    ("an id in one line",  placed(charges=(replace(SHIPPING, id="i"),)),                     placed(charges=(replace(SHIPPING, id="i\n"),)),                     "a charge has an id and a kind, each of one line"),
    ("a kind in one line", placed(charges=(replace(SHIPPING, kind="k"),)),                   placed(charges=(replace(SHIPPING, kind="k\n"),)),                   "a charge has an id and a kind, each of one line"),
    ("a charge",           placed(charges=(replace(SHIPPING, total_minor=0),)),              placed(charges=(replace(SHIPPING, total_minor=-1),)),                "charge shipping: the amount is 0 to 1000000000000000 minor units"),
    ("a charge of most",   worth(UNPRICED, charge=MOST),                                     worth(UNPRICED, charge=MOST + 1),                                    "charge shipping: the amount is 0 to 1000000000000000 minor units"),
    ("charges by id",      placed(charges=(SHIPPING, replace(SHIPPING, id="box"))),          placed(charges=(SHIPPING, SHIPPING)),                                "two charges have the same id"),
    ("a mail address",     placed(customer=replace(GUEST, email="a@b")),                     placed(customer=replace(GUEST, email="@b")),                         "'@b' is no mail address"),
    ("its name",           placed(customer=replace(GUEST, email="a@b@c")),                   placed(customer=replace(GUEST, email="ab@")),                        "'ab@' is no mail address"),
    ("its end",            placed(customer=replace(GUEST, email="X@Y.Z")),                   placed(customer=replace(GUEST, email="a@b@")),                       "'a@b@' is no mail address"),
    ("its letters",        placed(customer=replace(GUEST, email="a.b-c@d.e")),               placed(customer=replace(GUEST, email="a b@d.e")),                    "'a b@d.e' is no mail address"),
    ("its length",         placed(customer=replace(GUEST, email=f"{'a' * 496}@d.e")),        placed(customer=replace(GUEST, email=f"{'a' * 497}@d.e")),           "the customer's data is one line of at most 500 characters"),
    ("its length in words", placed(customer=replace(GUEST, email="a@b")),                    placed(customer=replace(GUEST, email="a" * 81)),                     f"'{'a' * 80}' is no mail address"),
    ("a name",             placed(customer=replace(GUEST, name="n" * 500)),                  placed(customer=replace(GUEST, name="n" * 501)),                     "the customer's data is one line of at most 500 characters"),
    ("a language",         placed(customer=replace(GUEST, language="l" * 500)),              placed(customer=replace(GUEST, language="l" * 501)),                 "the customer's data is one line of at most 500 characters"),
    ("a customer's id",    placed(customer=replace(MEMBER, id="i" * 500)),                   placed(customer=replace(MEMBER, id="i" * 501)),                      "the customer's data is one line of at most 500 characters"),
]
# fmt: on


@pytest.mark.parametrize(
    ("most", "more", "found"),
    [limit[1:] for limit in LIMITS],
    ids=[limit[0].replace(" ", "-") for limit in LIMITS],
)
def test_a_limit_is_granted_and_what_is_beyond_it_is_refused(
    most: Command, more: Command, found: str
) -> None:
    unplaced().do(most)
    refusal = unplaced().refused(more)
    assert (refusal.code, refusal.sentence) == ("malformed", f"cannot place an order: {found}")


def test_a_currency_that_is_not_the_shops_is_named_by_no_more_than_its_beginning() -> None:
    refusal = unplaced().refused(placed(currency="a currency of its own"))
    assert refusal.sentence == (
        "cannot place an order: the shop sells in EUR, not in 'a currency o'"
    )


def test_a_tender_that_does_not_fit_is_refused_with_the_sums_for_programs() -> None:
    refusal = unplaced().refused(placed(tenders=(Tender("card", 1899),)))
    assert dict(refusal.facts) == {"covered": 1899, "base": 1900}


@pytest.mark.parametrize(("least", "is_granted"), [(-1, False), (0, False), (1, True)])
def test_each_of_several_payments_pays_something(least: int, is_granted: bool) -> None:
    tenders = (Tender("card", least), Tender("paypal"))
    found = decide(None, placed(tenders=tenders), Policy(), START)
    assert isinstance(found, Decision) == is_granted
    assert is_granted or (isinstance(found, Refusal) and found.code == "tenders_mismatch")


def test_a_decision_of_more_automatic_steps_than_any_needs_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = unpaid()
    monkeypatch.setattr(draft, "MAX_AUTOMATIC", 2)
    refusal = desk.refused(ARRIVED)
    assert refusal.code == "invariant_broken"
    assert refusal.sentence == "cannot settle the order: its automatic transitions never end"


def with_item_row(trigger: str, source: str, target: str, guard: str) -> Policy:
    """Return the rules of a shop whose items have one more row, which takes itself."""
    more = transition(trigger, source, target, guard, by="system", automatic="")
    mine = Lifecycle(
        "item",
        ITEM.states.values(),
        [ITEM.transitions, more],
        ITEM.facts.values(),
        ITEM.messages,
        ITEM.answers.values(),
    )
    return Policy(lifecycles=replace(SHIPPED, item=mine))


def test_a_row_that_waits_for_units_is_taken_as_soon_as_they_were_delivered() -> None:
    shop = with_item_row("finish", "processing", "completed", "delivered == quantity")
    desk = bought(shop).do(reported("1", "accepted"), reported("1", "progress", 999))
    assert desk.order.items[0].status == "processing"
    assert desk.do(reported("1", "progress", 1000)).order.items[0].status == "completed"


@pytest.mark.parametrize(("completion", "status"), [("staff", ""), ("automatic", "completed")])
def test_a_shop_may_ask_its_own_rules_before_staff_complete(
    completion: Literal["staff", "automatic"], status: str
) -> None:
    guard = parse("open_items == 0 and may_complete_itself")
    shop = replace(with_order_row("complete", guard=guard, automatic=None), completion=completion)
    desk = delivered(shop)
    if status:
        assert desk.do(COMPLETE).order.status == status
    else:
        assert desk.refused(COMPLETE).failed[0].guard == "may_complete_itself"


@pytest.mark.parametrize(("hours", "status"), [(23, "processing"), (24, "pending")])
def test_a_shop_may_confirm_by_itself_only_what_was_paid_in_time(hours: int, status: str) -> None:
    desk = unpaid(with_order_row("confirm", guard=parse("captured >= due and not overdue")))
    desk.at += timedelta(hours=hours)
    assert desk.do(ARRIVED).order.status == status


def test_nobody_says_that_an_item_goes_on_without_saying_how_far() -> None:
    refusal = bought().refused(Advance("progress", "item", "1", by=STAFF))
    assert [failure.guard for failure in refusal.failed] == ["advances"]


def test_the_policy_may_say_whose_news_count() -> None:
    shop = Policy(permissions={"payment.capture": ("manager",)})
    refusal = unpaid(shop).refused(ARRIVED)
    assert refusal.sentence == (
        "cannot take the message 'captured' about payment 1: processor may not; "
        "possible now: by manager"
    )
    assert unpaid(shop).do(replace(ARRIVED, by=BOSS)).order.status == "processing"


def test_an_order_of_another_lifecycle_names_both_for_programs() -> None:
    desk = renewed()
    facts = {"order": SHIPPED.fingerprint, "policy": desk.policy.lifecycles.fingerprint}
    assert dict(desk.refused(HOLD).facts) == facts


def test_only_those_who_may_switch_an_order() -> None:
    refusal = renewed().refused(replace(ADOPT, by=VISITOR))
    assert refusal.code == "not_permitted"
    assert refusal.sentence.startswith("cannot switch order 50001 to ")


def test_everything_that_would_be_stranded_is_named() -> None:
    desk = delivering(Policy(lifecycles=changed_lifecycles()[1]))
    desk.do(*(Advance("pack", "item", id, by=STAFF) for id in "12"))
    desk.policy = Policy()
    found = desk.refused(ADOPT).found.split("; ")
    assert [sentence[:16] for sentence in found if " is packed" in sentence] == [
        "item 1 is packed",
        "item 2 is packed",
    ]


def test_an_order_whose_money_is_on_its_way_back_adopts_other_lifecycles_too() -> None:
    desk = refunding()
    desk.policy = Policy(lifecycles=changed_lifecycles()[2])
    desk.do(ADOPT, SENT)
    assert desk.seen() == "processing: pending pending refunded; captured; succeeded"


def test_parked_money_goes_back_to_the_last_cent_with_the_reason_that_was_given() -> None:
    desk = twice_paid()
    (first, _) = desk.order.payments
    rest = first.amount_minor - 1
    desk.do(c.RefundObserved("1", "re_1", rest, by=PROCESSOR))
    desk.do(c.ReturnPayment("1", "paid twice", by=STAFF))
    last = desk.order.refunds[-1]
    assert (last.amount_minor, last.reason, last.is_surplus) == (1, "paid twice", True)
    assert desk.order.parked == ()


def test_parked_money_that_goes_back_without_a_reason_says_why_all_the_same() -> None:
    desk = twice_paid().do(c.ReturnPayment("1", by=STAFF))
    assert desk.order.refunds[-1].reason == "the order does not need this payment"
