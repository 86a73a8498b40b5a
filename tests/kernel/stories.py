"""Stories of orders, and what the kernel writes in each of them, to the letter.

    python -m tests.kernel.stories          # approve: write stories.txt as it is now

Each command is followed by everything that its decision writes: the events with every field, the
effects with their keys, the entries of the books, and when the order wants to be woken next. A
change of behaviour is a difference of a text that a person reads before approving it.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tilaus import commands as c
from tilaus.codec import dump, to_json
from tilaus.commands import CLOCK, PROCESSOR, SERVER, SYSTEM, Actor, Command, Line, Tender
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.events import Event
from tilaus.order import Charge, Customer, Order
from tilaus.policy import METHODS, Method, Policy, RefundRule, Service
from tilaus.record import replace
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.testing.orders import BOSS, FOLLOWERS, GUEST, LIKES, MEMBER, STAFF, VIEWS

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
FILE = Path(__file__).parent / "stories.txt"
HEAD = "What the kernel writes, to the letter.\npython -m tests.kernel.stories"

Step = Command | timedelta | frozenset[str]
"""What happens next: a command, a time that passes, or which items' instances others have."""

Story = tuple[Policy, list[Step]]

VISITOR, BUYER = Actor("guest"), Actor("customer", MEMBER.id)
TICK, CANCEL, HOLD = c.Tick(by=CLOCK), c.CancelOrder(by=STAFF), c.Advance("hold", by=STAFF)
RESUME, COMPLETE = c.Advance("resume", by=STAFF), c.Advance("complete", by=STAFF)
SHIPPING = Charge("shipping", "shipping", 300)
FREE = Line("gift", "@me", 1, 0)
SHOP = Policy()


def place(
    *lines: Line, customer: Customer = GUEST, pay: tuple[Tender, ...] = (), box: bool = False
) -> c.Place:
    """Order things, views and followers where none are named, paid with a card or as is said."""
    return c.Place(
        "o1",
        50001,
        "token",
        "EUR",
        customer,
        lines or (VIEWS, FOLLOWERS),
        pay or (Tender("card"),),
        (SHIPPING,) if box else (),
        by=Actor(customer.role, customer.id),
    )


def got(minor: int, payment: str = "1", currency: str = "") -> c.PaymentReported:
    """Let the provider say that so much of a payment arrived."""
    return c.PaymentReported(payment, "captured", minor, currency, by=PROCESSOR)


def told(message: str, payment: str = "1", **more: str) -> c.PaymentReported:
    """Let the provider say something else about a payment."""
    return c.PaymentReported(payment, message, by=PROCESSOR, **more)  # type: ignore[arg-type]


def item(id: str, message: str, delivered: int | None = None, **more: object) -> Command:
    """Let the server say something about an item."""
    return c.DeliveryReported(id, message, delivered, by=SERVER, **more)  # type: ignore[arg-type]


def back(refund: str, message: str, **more: object) -> c.RefundReported:
    """Let the provider say something about a refund."""
    return c.RefundReported(refund, message, by=PROCESSOR, **more)  # type: ignore[arg-type]


def refund(*lines: RefundLine, amount: int | None = None, reason: str = "") -> c.RequestRefund:
    """Let staff send money back as it was paid."""
    return c.RequestRefund(RefundRequest(lines, amount), "original", reason, by=STAFF)


def to_wallet(*lines: RefundLine, amount: int | None = None) -> c.RequestRefund:
    """Let staff send money to the wallet."""
    return c.RequestRefund(RefundRequest(lines, amount), "wallet", by=STAFF)


def give_up(id: str, reason: str = "wrong link") -> c.Advance:
    """Let staff give an item up."""
    return c.Advance("cancel", "item", id, reason, by=STAFF)


def force(state: str, machine: str = "order", about: str = "") -> c.Force:
    """Let a manager put something into a state by hand."""
    return c.Force(state, f"make it {state}", machine, about, by=BOSS)


def answer(id: str, choice: str, target: str = "", by: Actor = VISITOR) -> c.AnswerCustomer:
    """Let the customer answer a question about an item."""
    return c.AnswerCustomer(id, choice, target, by=by)


def seen(reference: str, minor: int, payment: str = "1") -> c.RefundObserved:
    """Let the provider tell of a refund that was made there."""
    return c.RefundObserved(payment, reference, minor, by=PROCESSOR)


def hung(
    effect: str, about: str, what: str, *, by: Actor = BOSS, was: str = "dead", **more: object
) -> c.ResolveEffect:
    """Let a manager say what is to become of an effect that hangs."""
    known = {"effect": effect, "about": about, "was": was, **more}
    return c.ResolveEffect("k", what, "I saw it", by=by, **known)  # type: ignore[arg-type]


def days(n: int) -> timedelta:
    """Let days pass."""
    return timedelta(days=n)


def again(refund: str) -> c.Advance:
    """Let staff ask for a failed refund again."""
    return c.Advance("retry", "refund", refund, by=STAFF)


PAID = got(1569)
"""All of the money of views and followers (15.00) and of the card's fee (0.69)."""

USUAL: Mapping[c.Place, str] = {
    place(): "views and followers for 15.00 by a guest, with a card for 15.69",
    place(box=True): "the same and shipping for 3.00, with a card for 18.77",
    place(customer=MEMBER): "views and followers for 15.00 by a member, with a card for 15.69",
}
"""How most stories begin; what is written then, the first stories say."""

TWO_TENDERS = (Tender("wallet", 700), Tender("card"))
THREE_TENDERS = (Tender("paypal", 301), Tender("wallet", 402), Tender("card"))
LOST = told("dispute_lost", reason="the bank said so")
CHEAP = Method("cheap", "sandbox", 0, 0, 2)
HALF = Policy(
    methods=(*METHODS, CHEAP),
    refund_rules=(
        *SHOP.refund_rules,
        RefundRule("cheap", "original", True, 3),
        RefundRule("cheap", "wallet", False, 0, registered_only=True),
    ),
)
LOOKS = Policy(services=(Service("Facebook followers", "user_name"),))
NAMED = replace(FOLLOWERS, target=" a.page ")
NOBODY: Mapping[str, tuple[str, ...]] = dict.fromkeys(
    (
        "payment.withdraw",
        "payment.lapse",
        "item.call_off",
        "item.retry",
        "order.expire",
        "order.revive",
        "refund.succeed",
    ),
    (),
)
"""Rows that nobody may ask for; the kernel takes them all the same."""

STORIES: Mapping[str, Story] = {
    "placed": (
        LOOKS,
        [
            place(
                replace(VIEWS, discount_minor=100, tax_minor=40),
                replace(NAMED, target=" a.page "),
                customer=MEMBER,
                pay=(Tender("wallet", 700), Tender("paypal", 301), Tender("bank_transfer")),
                box=True,
            ),
        ],
    ),
    "placed by a guest": (SHOP, [place()]),
    "placed by a guest, with shipping": (SHOP, [place(box=True)]),
    "placed by a member": (SHOP, [place(customer=MEMBER)]),
    "paid, delivered, completed, erased": (
        SHOP,
        [
            place(box=True),
            told("opened", reference="p-1", pay_url="https://pay.example/1"),
            told("authorised", reference="p-1"),
            got(1000),
            got(1877),
            got(1877),
            c.FeeReported("1", 61, "EUR", by=PROCESSOR),
            c.FeeReported("1", 61, "EUR", by=PROCESSOR),
            c.FeeReported("1", 87, by=PROCESSOR),
            c.FeeReported("1", 87, "USD", by=PROCESSOR),
            item("1", "accepted"),
            item("1", "progress", 10),
            item("1", "progress", 10),
            item("1", "delivered"),
            item("2", "delivered", 100),
            c.AddNote("all is well", by=STAFF),
            HOLD,
            RESUME,
            COMPLETE,
            COMPLETE,
            c.RenewTracking("another-link-that-is-long-enough", by=STAFF),
            c.RenewTracking("another-link-that-is-long-enough", by=STAFF),
            c.RenewTracking("", by=SYSTEM),
            c.RenewTracking("too-short", by=STAFF),
            c.Erase(by=BOSS),
            c.Erase(by=BOSS),
            c.RenewTracking("another-link-that-is-long-enough", by=STAFF),
        ],
    ),
    "completed by itself": (
        Policy(completion="automatic"),
        [
            place(),
            PAID,
            item("1", "delivered"),
            item("2", "failed"),
            answer("2", "original"),
            back("1", "succeeded"),
            c.RetryItem("2", by=VISITOR),
        ],
    ),
    "another way to pay": (
        SHOP,
        [
            place(box=True),
            told("failed", reason="declined"),
            c.AddPayment("paypal", by=VISITOR),
            c.AddPayment("bank_transfer", by=VISITOR),
            told("voided", "2"),
            got(1800, "3"),
            got(1877),
        ],
    ),
    "paid in two parts by two ways": (
        SHOP,
        [place(), got(569), c.AddPayment("paypal", by=VISITOR), got(1069, "2")],
    ),
    "never paid": (
        SHOP,
        [place(), timedelta(hours=23), TICK, timedelta(hours=1), TICK, TICK, got(1569)],
    ),
    "never paid, with two ways and a promise": (
        HALF,
        [
            place(pay=(Tender("cheap", 700), Tender("card"))),
            told("authorised", "2"),
            timedelta(hours=2),
            TICK,
            told("expired", "2"),
            days(1),
            TICK,
        ],
    ),
    "paid in part when the time was over": (SHOP, [place(), got(1000), days(1), TICK, TICK]),
    "called off when it was paid in part": (
        SHOP,
        [place(pay=TWO_TENDERS, customer=MEMBER), got(700), c.CancelOrder("no", by=BUYER)],
    ),
    "called off while it was parked and paid in part": (
        SHOP,
        [place(pay=TWO_TENDERS, customer=MEMBER), got(700), HOLD, c.CancelOrder("no", by=STAFF)],
    ),
    "called off after it was paid": (
        SHOP,
        [
            place(box=True),
            got(1877),
            c.CancelOrder("sold out", by=STAFF),
            item("1", "stopped", 0),
            back("1", "submitted", reference="r-1"),
            back("1", "succeeded", reference="r-1"),
        ],
    ),
    "called off after a part was delivered": (
        SHOP,
        [
            place(box=True, customer=MEMBER),
            got(1877),
            item("1", "progress", 333),
            c.CancelOrder(to="wallet", by=STAFF),
        ],
    ),
    "called off in the way of a table": (
        SHOP,
        [place(), PAID, c.Advance("cancel", reason="sold out", by=STAFF)],
    ),
    "called off with things that cost nothing": (SHOP, [place(FREE), CANCEL]),
    "called off after it was charged back": (SHOP, [place(), PAID, LOST, CANCEL]),
    "late money goes back": (SHOP, [place(box=True), CANCEL, got(1877), got(1877)]),
    "late money waits for a person": (
        Policy(late_payment="park"),
        [place(), CANCEL, PAID, c.ResolveParked("7", "sent by hand", by=STAFF)],
    ),
    "late money is sent back by a person": (
        Policy(late_payment="park"),
        [
            place(),
            c.ReturnPayment("1", by=STAFF),
            CANCEL,
            PAID,
            c.ReturnPayment("9", by=STAFF),
            c.ReturnPayment("1", "too late", by=VISITOR),
            c.ReturnPayment("1", "too late", by=STAFF),
            c.ReturnPayment("1", "too late", by=STAFF),
            back("1", "succeeded"),
        ],
    ),
    "late money revives": (
        Policy(late_payment="revive"),
        [
            place(VIEWS, LIKES, FOLLOWERS),
            force("completed", "item", "1"),
            force("cancelled", "item", "1"),
            force("completed", "item", "2"),
            CANCEL,
            got(1980),
        ],
    ),
    "late money revives what another order works on": (
        Policy(late_payment="revive"),
        [place(), CANCEL, frozenset({"1"}), PAID],
    ),
    "late money is too little to revive": (
        Policy(late_payment="revive"),
        [place(), CANCEL, got(1568)],
    ),
    "news of payments that cannot be": (
        SHOP,
        [
            place(),
            got(1570),
            got(1000, currency="USD"),
            got(1000, currency="no currency at all"),
            got(1000, currency="EUR"),
            told("disputed", reason="odd"),
            told("voided"),
            told("won"),
            told("expired", "9"),
        ],
    ),
    "a dispute that was won": (
        SHOP,
        [place(), PAID, told("disputed", reason="not mine"), RESUME, told("dispute_won"), COMPLETE],
    ),
    "a dispute that was lost after a refund": (
        SHOP,
        [
            place(),
            PAID,
            give_up("2"),
            refund(RefundLine("2"), reason="sorry"),
            told("disputed"),
            LOST,
            back("1", "failed", reason="closed"),
        ],
    ),
    "a payment that staff declare lost": (
        SHOP,
        [place(), PAID, force("charged_back", "payment", "1")],
    ),
    "a refund that staff declare failed after the payment was lost": (
        SHOP,
        [
            place(),
            PAID,
            give_up("2"),
            refund(RefundLine("2")),
            LOST,
            force("failed", "refund", "1"),
        ],
    ),
    "news of items that cannot be": (
        SHOP,
        [
            place(),
            item("1", "accepted"),
            PAID,
            item("1", "progress", 1_001),
            item("1", "progress", -1),
            item("1", "progress", 1_000),
            item("1", "progress", 5),
            item("1", "accepted", attempt=1),
            item("1", "failed", attempt=2),
            item("1", "failed", 1_000, reason="lost it"),
            item("1", "delivered", reason="says the server"),
            item("1", "eaten"),
            item("9", "accepted"),
        ],
    ),
    "an item that stops half-way, twice": (
        SHOP,
        [
            place(),
            PAID,
            item("1", "stopped", 400),
            item("1", "stopped", 450),
            item("1", "stopped"),
            item("1", "stopped", 400, reason="customer_error"),
        ],
    ),
    "a guest answers with another target": (
        LOOKS,
        [
            place(VIEWS, NAMED),
            PAID,
            item("2", "failed", reason="customer_error"),
            answer("2", "retry", "two words"),
            answer("2", "perhaps"),
            answer("2", "whatever you think is the best, but not now"),
            answer("2", "retry", " other.page "),
            item("2", "failed"),
            answer("2", "retry", " other.page "),
            item("2", "failed"),
            answer("2", "retry"),
        ],
    ),
    "a member answers: to the wallet": (
        SHOP,
        [
            place(customer=MEMBER),
            PAID,
            give_up("2"),
            answer("2", "wallet", by=BUYER),
            back("1", "succeeded"),
        ],
    ),
    "an answer about something that cost nothing": (
        SHOP,
        [place(FREE, VIEWS), got(1054), give_up("1"), answer("1", "original")],
    ),
    "a guest who says nothing": (SHOP, [place(), PAID, give_up("2"), days(7), TICK, TICK]),
    "a guest who says nothing about what cost nothing": (
        SHOP,
        [place(FREE, VIEWS), got(1054), give_up("1"), days(7), TICK],
    ),
    "a member who says nothing": (
        SHOP,
        [place(customer=MEMBER), PAID, give_up("2"), days(7), TICK, days(6), TICK, days(1), TICK],
    ),
    "a member who says nothing is left to staff": (
        Policy(silence_registered="staff"),
        [place(customer=MEMBER), PAID, give_up("2"), days(7), TICK, days(7), TICK],
    ),
    "silence during a dispute": (
        SHOP,
        [place(), PAID, give_up("2"), told("disputed"), days(7), TICK],
    ),
    "staff ask": (
        Policy(ask="staff", silence_days=3),
        [
            place(),
            PAID,
            give_up("2"),
            c.AskCustomer("2", by=STAFF),
            days(1),
            c.AskCustomer("2", by=STAFF),
            c.AskCustomer("1", by=STAFF),
            answer("1", "original"),
        ],
    ),
    "a server says nothing": (
        Policy(silent_server_hours=24),
        [
            place(),
            PAID,
            timedelta(hours=23),
            item("1", "accepted"),
            timedelta(hours=23),
            TICK,
            timedelta(hours=1),
            TICK,
            TICK,
            item("1", "progress", 400),
            item("1", "delivered", 400),
            item("1", "stopped", 400),
        ],
    ),
    "tried again at another target": (
        LOOKS,
        [
            place(VIEWS, NAMED),
            PAID,
            give_up("2"),
            c.RetryItem("2", " b.page ", by=STAFF),
            give_up("2"),
            c.RetryItem("2", "two words", by=STAFF),
            c.Advance("retry", "item", "2", by=STAFF),
        ],
    ),
    "two of a kind": (
        SHOP,
        [
            place(LIKES, LIKES, LIKES),
            got(1260),
            c.TurnGranted("2", by=SYSTEM),
            force("processing", "item", "2"),
            force("pending", "item", "2"),
            item("1", "delivered"),
            c.TurnGranted("2", by=SYSTEM),
            c.TurnGranted("9", by=SYSTEM),
            give_up("2"),
            c.TurnGranted("3", by=SYSTEM),
        ],
    ),
    "what others have": (
        SHOP,
        [
            place(),
            frozenset({"2"}),
            PAID,
            force("pending", "item", "2"),
            frozenset(),
            c.TurnGranted("2", by=SYSTEM),
        ],
    ),
    "forced": (
        SHOP,
        [
            place(),
            PAID,
            force("processing", "item", "2"),
            force("completed", "item", "2"),
            force("completed", "item", "2"),
            force("cancelled", "item", "1"),
            force("flying", "item", "1"),
            force("pending", "item", "9"),
            force("pending", "parcel"),
            c.Force("on_hold", " ", by=BOSS),
            force("on_hold"),
            force("processing"),
            c.Force("on_hold", "\x00", by=BOSS),
            force("completed"),
        ],
    ),
    "refunded by units, amounts and lines": (
        SHOP,
        [
            place(VIEWS, LIKES, box=True),
            got(1774),
            give_up("1"),
            refund(RefundLine("1", units=333), reason="a third"),
            refund(RefundLine("1", amount_minor=1)),
            refund(RefundLine("1", units=1), RefundLine("shipping", "charge", amount_minor=100)),
            refund(amount=7),
            give_up("2"),
            refund(amount=500),
            refund(amount=1),
            refund(),
            refund(),
        ],
    ),
    "refunded from three payments in proportion": (
        SHOP,
        [
            place(VIEWS, FOLLOWERS, customer=MEMBER, pay=THREE_TENDERS, box=True),
            got(346, "1"),
            got(402, "2"),
            got(1154, "3"),
            give_up("1"),
            refund(RefundLine("1", units=100)),
            refund(RefundLine("1", units=1)),
            to_wallet(RefundLine("1", units=400)),
            refund(RefundLine("shipping", "charge")),
            back("1", "failed"),
            back("4", "succeeded", reference="r-4"),
            refund(RefundLine("1", units=300)),
            again("1"),
            give_up("2"),
            refund(),
            again("1"),
        ],
    ),
    "called off when shipping had gone back, all but a cent": (
        SHOP,
        [
            place(box=True),
            got(1877),
            refund(RefundLine("shipping", "charge", amount_minor=299)),
            CANCEL,
        ],
    ),
    "called off when shipping had gone back": (
        SHOP,
        [place(box=True), got(1877), refund(RefundLine("shipping", "charge")), CANCEL],
    ),
    "one cent too much": (SHOP, [place(), CANCEL, got(1)]),
    "tried again too late": (
        SHOP,
        [
            place(),
            PAID,
            give_up("2"),
            refund(RefundLine("2", units=10)),
            back("1", "succeeded"),
            refund(RefundLine("2", units=10)),
            c.RetryItem("2", by=STAFF),
            c.RetryItem("9", by=STAFF),
            c.AskCustomer("9", by=STAFF),
            answer("9", "retry"),
        ],
    ),
    "only managers park": (
        Policy(permissions={"order.hold": ("manager",), "item.cancel": ("manager", "guest")}),
        [place(), PAID, HOLD, COMPLETE, give_up("1"), c.RetryItem("1", by=STAFF)],
    ),
    "asked for what is not theirs to ask": (
        SHOP,
        [
            place(),
            PAID,
            c.Advance("call_off", "item", "1", by=STAFF),
            c.Advance("hold", reason="\x00", by=STAFF),
            c.Advance("win_dispute", "payment", "1", by=PROCESSOR),
            c.Advance("void", "payment", "7", by=STAFF),
        ],
    ),
    "a deadline, and a turn at the same moment": (
        SHOP,
        [place(), frozenset({"1"}), PAID, give_up("2"), days(7), frozenset(), TICK],
    ),
    "forced again": (
        SHOP,
        [
            place(),
            PAID,
            item("1", "delivered"),
            force("cancelled", "item", "1"),
            force("completed", "item", "1"),
        ],
    ),
    "one of two payments is lost": (
        SHOP,
        [
            place(customer=MEMBER, pay=TWO_TENDERS),
            got(700, "1"),
            got(848, "2"),
            give_up("2"),
            refund(RefundLine("2", units=50)),
            refund(RefundLine("2", units=10)),
            back("2", "succeeded"),
            force("charged_back", "payment", "2"),
            back("4", "succeeded"),
            back("1", "failed"),
        ],
    ),
    "the other of two payments is lost": (
        Policy(split="wallet_first"),
        [
            place(customer=MEMBER, pay=tuple(reversed(TWO_TENDERS))),
            got(848, "1"),
            got(700, "2"),
            give_up("2"),
            refund(RefundLine("2", units=50)),
            force("charged_back", "payment", "1"),
        ],
    ),
    "refunded from the wallet first": (
        Policy(split="wallet_first"),
        [
            place(customer=MEMBER, pay=tuple(reversed(TWO_TENDERS)), box=True),
            got(1157, "1"),
            got(700, "2"),
            give_up("1"),
            give_up("2"),
            refund(RefundLine("1", units=600)),
            refund(RefundLine("1", units=200)),
            refund(),
        ],
    ),
    "a refund that failed twice": (
        SHOP,
        [
            place(),
            PAID,
            give_up("2"),
            refund(RefundLine("2"), reason="sorry"),
            back("1", "submitted", reference="r-1"),
            back("1", "failed", reference="r-1", reason="no such account"),
            days(3),
            again("1"),
            back("1", "succeeded", amount_minor=500),
            back("1", "succeeded", amount_minor=523, reference="r-2"),
            back("1", "submitted"),
            back("1", "failed", reason="came back"),
            back("1", "succeeded", reason="or not"),
            back("1", "lost"),
            back("9", "failed"),
            again("1"),
        ],
    ),
    "a refunded order whose refund comes back": (
        SHOP,
        [
            place(VIEWS),
            got(1054),
            give_up("1"),
            refund(),
            back("1", "succeeded"),
            back("1", "failed", reason="no such account"),
            again("1"),
            back("1", "succeeded"),
        ],
    ),
    "money that was not needed comes back twice": (
        SHOP,
        [place(), CANCEL, PAID, back("1", "failed"), days(4), again("1"), back("1", "succeeded")],
    ),
    "refunds made at the provider": (
        SHOP,
        [
            place(box=True),
            got(1877),
            seen(" ", 5),
            seen("r-1", 0),
            seen("r-1", 1878),
            seen("r-1", 1050),
            seen("r-1", 1050),
            seen("r-2", 500),
            seen("r-3", 200),
            seen("r-4", 77),
            seen("r-5", 51),
            seen("r-6", 50, "9"),
            seen("r-1", 1),
        ],
    ),
    "refunds made at the provider that the shop had asked for": (
        SHOP,
        [
            place(customer=MEMBER, pay=(Tender("paypal", 700), Tender("paypal"))),
            got(759, "1"),
            got(862, "2"),
            give_up("2"),
            refund(RefundLine("2", units=50)),
            back("1", "failed"),
            refund(RefundLine("2", units=50)),
            to_wallet(RefundLine("2", units=50)),
            seen("r-0", 7, "2"),
            seen("r-1", 117),
            seen("r-2", 133, "2"),
            back("4", "submitted"),
            seen("r-3", 133, "2"),
            seen("r-4", 133, "2"),
        ],
    ),
    "refunds made at the provider, of the fee too": (
        SHOP,
        [
            place(customer=MEMBER, pay=(Tender("paypal", 700), Tender("paypal"))),
            got(759, "1"),
            got(862, "2"),
            seen("r-1", 1, "1"),
            give_up("2"),
            refund(RefundLine("2", units=20)),
            back("2", "submitted"),
            back("3", "failed"),
            seen("r-2", 46, "1"),
            seen("r-3", 100, "2"),
            seen("r-4", 711, "1"),
            seen("r-5", 762, "2"),
        ],
    ),
    "refunds made at the provider of money that was not needed": (
        Policy(late_payment="park"),
        [place(), CANCEL, PAID, seen("r-1", 569), seen("r-2", 1000)],
    ),
    "what was not done is put on the list": (
        SHOP,
        [
            place(),
            PAID,
            c.ReportUndelivered("hand_over", "1", "gave up", by=SYSTEM),
            c.ResolveParked("7", "called them", by=STAFF),
            c.ResolveParked("7", "", by=STAFF),
            c.ReportUndelivered("hand_over", "2", "gave up", by=SYSTEM),
            c.ResolveParked("9", "\x00", by=STAFF),
            c.AddNote("\x00", by=STAFF),
            c.AddNote(" ", by=STAFF),
            c.AddNote("x" * 2_000, by=STAFF),
        ],
    ),
    "what hung is settled by a person's word": (
        SHOP,
        [
            place(),
            hung("create_payment", "1", "done", reference="p-1", pay_url="https://pay.example/1"),
            told("authorised"),
            hung("capture_payment", "1", "done", by=STAFF),
            hung("capture_payment", "1", "done"),
            c.ReportUndelivered("hand_over", "1", "gave up", by=SYSTEM),
            hung("hand_over", "1", "retry", by=STAFF),
            hung("hand_over", "1", "done"),
            give_up("2"),
            refund(RefundLine("2")),
            hung("send_refund", "1", "void"),
            hung("send_refund", "1", "done", was="void"),
            hung("send_refund", "1", "void", was="void"),
            hung("send_refund", "1", "done", amount_minor=1),
            hung("send_refund", "1", "done", reference="r-1"),
            hung("tell:refund-sent", "1", "done"),
            hung("tell:refund-sent", "1", "done", reference="r-1"),
            hung("", "", "void"),
        ],
    ),
    "nothing is erased while somebody may need it": (
        SHOP,
        [
            place(),
            c.Erase(by=BOSS),
            CANCEL,
            PAID,
            c.Erase(by=BOSS),
            told("disputed"),
            c.Erase(by=BOSS),
            back("1", "succeeded"),
            c.Erase(by=BOSS),
        ],
    ),
    "rights that nobody has do not bind the kernel": (
        Policy(permissions=NOBODY, late_payment="revive"),
        [
            place(),
            c.AddPayment("paypal", by=VISITOR),
            days(1),
            TICK,
            got(1586, "2"),
            give_up("2"),
            c.RetryItem("2", by=STAFF),
            answer("2", "retry"),
            seen("r-1", 5, "2"),
            CANCEL,
        ],
    ),
}


def tell(policy: Policy, steps: list[Step]) -> Iterator[str]:
    """Play a story; yield its lines. How it usually begins is told where it is all that happens."""
    order: Order | None = None
    at, busy = START, frozenset[str]()
    for step in steps:
        if isinstance(step, timedelta):
            at += step
            yield f"  {step} later"
        elif isinstance(step, frozenset):
            busy = step
            yield f"  others have the instances of: {' '.join(sorted(busy)) or 'none'}"
        else:
            yield f"  {step.by.role}: {type(step).__name__} {_told(step)}".rstrip()
            found = decide(order, step, policy, at, busy=busy)
            if isinstance(step, c.Place) and step in USUAL and len(steps) > 1:
                yield "    as usual"
            else:
                yield from (f"    {line}" for line in _written(found, policy, at))
            order = found.order if isinstance(found, Decision) else order


def _short(doc: Mapping[str, Any]) -> str:
    """Write a document on one line, its name first, without what is told elsewhere.

    The fingerprint of the tables is left out: it changes with every word of them.
    """
    name = doc.get("event", "")
    if name == "Placed":
        placed = {key: value for key, value in doc["order"].items() if key != "lifecycle"}
        doc = {**doc, "order": placed}
    rest = [f"{key}={_value(doc[key])}" for key in doc if key not in ("event", "by")]
    return " ".join([name, *rest]).strip()


def _value(value: Any) -> str:
    if isinstance(value, str) and value.strip() and value.isprintable():
        return value if len(value) < 200 else f"{value[:3]}... ({len(value)} characters)"
    return to_json(value)


def _told(command: Command) -> str:
    usual = USUAL.get(command) if isinstance(command, c.Place) else None
    return usual or _short(dump(command))


def _written(found: Decision | Refusal, policy: Policy, at: datetime) -> Iterator[str]:
    if isinstance(found, Refusal):
        yield f"refused: {found.code}: {found.sentence}"
        yield from (f"  because: {failure}" for failure in found.failed)
        if found.facts:
            yield f"  facts: {_short(found.facts)}"
        return
    for recorded in found.events:
        when = "" if recorded.at == at else f" at {recorded.at}"
        done = _short(dump(recorded.event, Event))
        yield f"{recorded.seq}: {done} (by {recorded.by.role}{when})"
    for effect in found.effects:
        yield f"effect: {effect.name} {effect.about or '-'} {effect.key}"
    for entry in found.entries:
        sides = ", ".join(f"{account} {minor:+}" for account, minor in entry.lines)
        yield f"booked: {entry.key}: {entry.memo}: {sides}"
    yield f"{found.outcome}; due next: {due_at(found.order, policy) or 'nothing'}"


def text(title: str) -> str:
    """Write one story."""
    return "\n".join(tell(*STORIES[title]))


def approved() -> dict[str, str]:
    """Read the stories that a person approved: title -> what happens in it."""
    _, *parts = FILE.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    halves = (part.partition("\n") for part in parts)
    return {title: told for title, _, told in halves}


def approve() -> None:
    """Write the stories as they are now to where the tests compare them."""
    parts = [HEAD, *(f"{title}\n{text(title)}" for title in STORIES)]
    FILE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    approve()
