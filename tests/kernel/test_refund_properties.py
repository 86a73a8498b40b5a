"""Whatever is refunded, in whatever order: the sum is what the rule says, to the minor unit.

A `Story` is an order from placing until all of its money went back: parts, units and amounts in any
order and mixture, refunds that fail at once or later and are asked for again, and at the end all
that is left. What must hold is said here anew, and not with the kernel's own sums. At the end stand
the laws of the one rule by which every sum is divided.
"""

from collections.abc import Callable
from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tilaus import commands as c
from tilaus.decide import decide
from tilaus.events import Event
from tilaus.evolve import replay
from tilaus.invariants import breaches
from tilaus.ledger import Entry, balances, expected
from tilaus.money import allocate, share
from tilaus.order import LIVE, Charge, Destination, Item, Order, Payment, Refund
from tilaus.policy import METHODS, Policy
from tilaus.record import replace
from tilaus.refunds import WHOLE, RefundLine, RefundRequest, parts_of
from tilaus.refusals import Refusal
from tilaus.table import OVER
from tilaus.testing.strategies import CURRENCIES, GUEST, REGISTERED, STAFF, START, pick

EXAMPLES = 2_000

# fmt: off
FEE_GOES_BACK = {
    # paid with       to wallet         to original
    "card":          {"wallet": False, "original": True},
    "google_pay":    {"wallet": False, "original": True},
    "paypal":        {"wallet": False, "original": False},
    "wallet":        {"wallet": True,  "original": True},
    "bank_transfer": {"wallet": False, "original": False},
}
# fmt: on

TENDERS = (
    ("card",),
    ("paypal",),
    ("wallet",),
    ("bank_transfer",),
    ("google_pay",),
    ("wallet", "card"),
    ("card", "wallet"),
    ("wallet", "paypal"),
    ("bank_transfer", "wallet"),
    ("card", "paypal"),
)


TOS: tuple[tuple[Destination, ...], ...] = (("original",), ("wallet",), ("wallet", "original"))
"""Where the refunds of a story go; to one destination, the sum at its end is a round one."""


# ---------------------------------------------------------------------------- how a story is told


class Story:
    """An order after each command, from placing until all of its money went back.

    What must be granted and is refused fails the test while the story is told.

    Attributes:
        commands: what was asked and granted; `orders` is the order after each of them.
        events: its whole history. entries: everything that was booked.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.tenders = pick(draw, TENDERS)
        self.policy = policy(draw, self.tenders)
        self.tos = pick(draw, TOS)
        self.commands: list[c.Command] = []
        self.orders: list[Order] = []
        self.events: list[Event] = []
        self.entries: list[Entry] = []

    def __repr__(self) -> str:
        asked = [f"{p}={getattr(self.policy, p)}" for p in ("split", "completion", "methods")]
        return "\n  ".join([*asked, *(f"{command}" for command in self.commands)])

    @property
    def order(self) -> Order:
        return self.orders[-1]

    def number(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def do(self, command: c.Command, *refusals: str) -> None:
        """Let a command be decided; it may be refused with these codes only."""
        before = self.orders[-1] if self.orders else None
        decided = decide(before, command, self.policy, START)
        if isinstance(decided, Refusal):
            assert decided.code in refusals, f"{command}: {decided}"
            return
        self.commands.append(command)
        self.orders.append(decided.order)
        self.events += [recorded.event for recorded in decided.events]
        self.entries += decided.entries

    def place_and_pay(self) -> None:
        tenders = self.tenders
        is_guest = "wallet" not in tenders and pick(self.draw, (False, False, True))
        customer = GUEST if is_guest else REGISTERED
        if is_guest:
            self.tos = ("original",)
        # The tax of the first item is at least 2: each of two payments pays something.
        lines = [self._line(2), *(self._line(0) for _ in range(self.number(0, 4)))]
        charges = [self.number(0, 999) for _ in range(self.number(0, 2))]
        base = sum(x.unit_minor * x.quantity - x.discount_minor + x.tax_minor for x in lines)
        base += sum(charges)
        part = None if len(tenders) == 1 else self.number(1, base - 1)
        place = c.Place(
            id="o1",
            number=50001,
            token="token",
            currency=self.policy.currency,
            customer=customer,
            lines=tuple(replace(x, target=f"@{n}") for n, x in enumerate(lines)),
            tenders=(c.Tender(tenders[0], part), *(c.Tender(m) for m in tenders[1:])),
            charges=tuple(Charge(f"c{n}", "shipping", minor) for n, minor in enumerate(charges)),
            by=c.Actor(customer.role),
        )
        self.do(place)
        for payment in self.order.payments:
            paid = payment.amount_minor
            self.do(c.PaymentReported(payment.id, "captured", paid, by=c.PROCESSOR))

    def _line(self, least_tax: int) -> c.Line:
        quantity, unit = self.number(1, 11), self.number(0, 10_007)
        discount, tax = self.number(0, unit * quantity), self.number(least_tax, 997)
        return c.Line("likes", "@a", quantity, unit, discount, tax)

    # ------------------------------------------------------------------------ what may happen

    def end_an_item(self) -> None:
        """Let an open item be delivered, or fail after some of its units, or be cancelled."""
        working = [i for i in self.order.items if i.kind not in OVER]
        if not working:
            return
        item = pick(self.draw, working)
        delivered = self.number(0, item.quantity - 1)
        if delivered:
            self.do(c.DeliveryReported(item.id, "progress", delivered, by=c.SERVER))
        end = pick(self.draw, ("failed", "delivered", "cancel"))
        if end == "cancel":
            self.do(c.Advance("cancel", "item", item.id, by=STAFF))
        else:
            self.do(c.DeliveryReported(item.id, end, by=c.SERVER))

    def refund_lines(self) -> None:
        """Refund one to three things: some units, an amount, or all that is left of each."""
        ended = [part for part in parts(self.order) if left(self.order, part) > 0]
        lines = []
        for _ in range(self.number(1, 3)):
            if ended:
                part = pick(self.draw, ended)
                ended.remove(part)
                lines.append(self._refund_line(part))
        if lines:
            # Few units of something cheap can be worth less than half a minor unit.
            self.refund(RefundRequest(tuple(lines)), "nothing_to_refund")

    def _refund_line(self, part: Item | Charge) -> RefundLine:
        kind = "item" if isinstance(part, Item) else "charge"
        how = pick(self.draw, ("units", "amount", "all"))
        units = units_left(self.order, part) if isinstance(part, Item) else 0
        if how == "units" and units:
            return RefundLine(part.id, kind, units=self.number(1, units))
        if how == "amount":
            amount = self.number(0, left(self.order, part))
            return RefundLine(part.id, kind, amount_minor=amount)
        return RefundLine(part.id, kind)

    def refund_an_amount(self) -> None:
        """Refund an amount of the order."""
        available = sum(left(self.order, part) for part in parts(self.order))
        if available:
            self.refund(RefundRequest(amount_minor=self.number(1, available)))

    def refund(self, request: RefundRequest, *refusals: str) -> None:
        to = pick(self.draw, self.tos)
        self.do(c.RequestRefund(request, to, by=STAFF), *refusals)

    def answer_a_refund(self) -> None:
        """Let the provider say of a refund that it has it, that it is sent, or that it failed."""
        live = [r for r in self.order.refunds if r.kind in LIVE]
        if live:
            message = pick(self.draw, ("succeeded", "succeeded", "failed", "submitted"))
            self.do(c.RefundReported(pick(self.draw, live).id, message, by=c.PROCESSOR))

    def return_a_refund(self) -> None:
        """Let the bank send back a refund that had succeeded."""
        sent = [r for r in self.order.refunds if r.kind == "finished"]
        if sent:
            self.do(c.RefundReported(pick(self.draw, sent).id, "failed", by=c.PROCESSOR))

    def retry_a_refund(self) -> None:
        """Ask for a failed refund again; its money may have gone another way since."""
        failed = [r for r in self.order.refunds if r.kind == "failed"]
        if failed:
            retry = c.Advance("retry", "refund", pick(self.draw, failed).id, by=STAFF)
            self.do(retry, "guard_failed", "invariant_broken")

    def retry_after_another(self) -> None:
        """Let a refund fail, refund something else meanwhile, and ask for the first again."""
        self.refund_lines()
        live = [r for r in self.order.refunds if r.kind in LIVE]
        if live:
            id = pick(self.draw, live).id
            self.do(c.RefundReported(id, "failed", by=c.PROCESSOR))
            self.refund_lines()
            retry = c.Advance("retry", "refund", id, by=STAFF)
            self.do(retry, "guard_failed", "invariant_broken")

    def send_back_the_rest(self) -> None:
        """End every item, answer every refund, and refund all that is left."""
        while any(item.kind not in OVER for item in self.order.items):
            self.end_an_item()
        self.answer_all()
        if left_of_all(self.order):
            self.refund(WHOLE)
            self.answer_all()

    def answer_all(self) -> None:
        for refund in self.order.refunds:
            if refund.kind in LIVE:
                self.do(c.RefundReported(refund.id, "succeeded", by=c.PROCESSOR))


STEPS: tuple[Callable[[Story], None], ...] = (
    Story.end_an_item,
    Story.end_an_item,
    Story.refund_lines,
    Story.refund_lines,
    Story.refund_lines,
    Story.refund_an_amount,
    Story.answer_a_refund,
    Story.answer_a_refund,
    Story.return_a_refund,
    Story.retry_a_refund,
    Story.retry_after_another,
)
"""What may happen between payment and the end; what a story lives by is named more often."""


def policy(draw: st.DrawFn, tenders: tuple[str, ...]) -> Policy:
    """Draw a policy in which each of the tenders has a fee, save the wallet."""
    methods = tuple(
        replace(m, fee_bps=draw(st.integers(0, 1_000)), fee_minor=draw(st.integers(0, 99)))
        if m.name in tenders and m.name != "wallet"
        else m
        for m in METHODS
    )
    return Policy(
        currency=pick(draw, CURRENCIES),
        split=pick(draw, ("proportional", "wallet_first")),
        completion=pick(draw, ("staff", "automatic")),
        methods=methods,
    )


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw a story; see `Story`."""
    story = Story(draw)
    story.place_and_pay()
    for _ in range(story.number(0, 14)):
        pick(draw, STEPS)(story)
    story.send_back_the_rest()
    if pick(draw, (False, False, True)):
        story.return_a_refund()
        story.send_back_the_rest()
    return story


# -------------------------------------------------------------- sums, reckoned without the kernel


def parts(order: Order) -> list[Item | Charge]:
    """List what may be refunded: every charge, and every item whose work has ended."""
    return [part for part in parts_of(order) if isinstance(part, Charge) or part.kind in OVER]


def left(order: Order, part: Item | Charge) -> int:
    """Return what is neither sent nor on its way of an item or a charge."""
    kind = "item" if isinstance(part, Item) else "charge"
    covers = [x for r in order.refunds if r.kind != "failed" for x in r.covers]
    return part.total_minor - sum(x.minor for x in covers if (x.kind, x.id) == (kind, part.id))


def units_left(order: Order, item: Item) -> int:
    """Return how many units of an item are neither refunded nor being refunded."""
    covers = [x for r in order.refunds if r.kind != "failed" for x in r.covers]
    return item.quantity - sum(x.units or 0 for x in covers if (x.kind, x.id) == ("item", item.id))


def left_of_all(order: Order) -> int:
    """Return what is neither sent nor on its way of everything that was bought."""
    return sum(left(order, part) for part in parts_of(order))


def sent(order: Order, payment: Payment) -> list[Refund]:
    """List the refunds of a payment that succeeded."""
    return [r for r in order.refunds if r.payment == payment.id and r.kind == "finished"]


def returns_fee(refund: Refund, payment: Payment) -> bool:
    """Tell by the help page whether the fee's share goes back with a refund."""
    return FEE_GOES_BACK[payment.method][refund.to]


# --------------------------------------------------------------------------------- what must hold


def all_that_the_rule_says_went_back(story: Story) -> None:
    """Of each payment: all that it paid for, and of the fee what went where the fee goes too."""
    for payment in story.order.payments:
        refunds = sent(story.order, payment)
        back = sum(r.amount_minor for r in refunds)
        returned = sum(r.fee_returned_minor for r in refunds)
        kept = sum(r.fee_kept_minor for r in refunds)
        assert back == payment.base_minor + returned
        assert returned + kept == payment.fee_minor
        rules = {returns_fee(r, payment) for r in refunds}
        if rules == {True}:
            assert back == payment.captured_minor == payment.amount_minor
        if rules == {False}:
            assert back == payment.amount_minor - payment.fee_minor


def each_share_of_a_fee_goes_where_its_refund_goes(story: Story) -> None:
    for order in story.orders:
        for refund in order.refunds:
            payment = order.payment(refund.payment)
            assert payment is not None
            rest = refund.fee_kept_minor if returns_fee(refund, payment) else None
            assert rest in (0, None)
            assert returns_fee(refund, payment) or refund.fee_returned_minor == 0


def the_parts_of_each_refund_add_up(story: Story) -> None:
    for order in story.orders:
        for refund in order.refunds:
            assert refund.amount_minor == refund.base_minor + refund.fee_returned_minor > 0
            assert refund.base_minor == sum(x.minor for x in refund.covers)
            assert min(x.minor for x in refund.covers) >= 0
            assert min(refund.fee_returned_minor, refund.fee_kept_minor) >= 0


def nothing_is_refunded_beyond_its_total(story: Story) -> None:
    for order in story.orders:
        assert all(left(order, part) >= 0 for part in parts_of(order))
        assert all(units_left(order, item) >= 0 for item in order.items)
    assert left_of_all(story.order) == 0


def no_promise_is_ever_broken(story: Story) -> None:
    assert [breaches(order) for order in story.orders if breaches(order)] == []


def it_is_refunded_exactly_when_everything_went_back(story: Story) -> None:
    for order in story.orders:
        stood_for = sum(r.base_minor for p in order.payments for r in sent(order, p))
        is_all_back = stood_for == sum(p.base_minor for p in order.payments)
        is_ended = all(item.kind in OVER for item in order.items)
        assert (order.status == "refunded") == (is_all_back and is_ended), order.status
    assert story.order.status == "refunded"
    assert all(item.status == "refunded" for item in story.order.items if item.total_minor)


def the_books_say_what_the_order_says(story: Story) -> None:
    booked = balances(story.entries)
    own = {name: minor for name, minor in booked.items() if not name.startswith("provider:")}
    assert own == expected(story.order)
    fees = sum(r.fee_kept_minor for p in story.order.payments for r in sent(story.order, p))
    assert own.get("order:o1", 0) == -fees
    assert sum(booked.values()) == 0


def the_history_leads_to_the_order(story: Story) -> None:
    assert replay(story.events) == story.order


LAWS = (
    all_that_the_rule_says_went_back,
    each_share_of_a_fee_goes_where_its_refund_goes,
    the_parts_of_each_refund_add_up,
    nothing_is_refunded_beyond_its_total,
    no_promise_is_ever_broken,
    it_is_refunded_exactly_when_everything_went_back,
    the_books_say_what_the_order_says,
    the_history_leads_to_the_order,
)


def test_any_refunds_in_any_order_sum_to_what_the_rule_says(
    record_property: Callable[[str, object], None],
) -> None:
    ran = 0

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(stories())
    def holds(story: Story) -> None:
        nonlocal ran
        ran += 1
        for law in LAWS:
            law(story)

    holds()
    assert ran >= EXAMPLES
    record_property("told", f"refund properties: {ran} examples")


# --------------------------------------------------------------- the rule by which sums are divided

AMOUNTS = st.integers(0, 10**15)


@given(AMOUNTS, st.integers(1, 10**9), st.data())
def test_a_share_is_none_of_nothing_all_of_all_and_never_falls(
    total: int, whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    more = data.draw(st.integers(part, whole))
    assert (share(total, 0, whole), share(total, whole, whole)) == (0, total)
    assert share(total, part, whole) <= share(total, more, whole)
    assert share(total, part, 0) == 0


@given(AMOUNTS, st.integers(1, 10**9), st.data())
def test_a_share_is_rounded_half_up(total: int, whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    exact = Fraction(total * part, whole)
    assert share(total, part, whole) == floor(exact + Fraction(1, 2))


@given(AMOUNTS, st.lists(st.integers(1, 99), min_size=1, max_size=9))
def test_any_sequence_of_parts_sums_to_the_whole(total: int, units: list[int]) -> None:
    whole, done, paid = sum(units), 0, []
    for part in units:
        paid.append(share(total, done + part, whole) - share(total, done, whole))
        done += part
    assert sum(paid) == total
    assert min(paid) >= 0


@given(
    st.integers(-(10**15), 10**15),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=9).filter(any),
)
def test_what_is_allocated_sums_to_the_total_and_no_part_is_off_by_one(
    total: int, weights: list[int]
) -> None:
    divided = allocate(total, weights)
    assert sum(divided) == total
    for part, weight in zip(divided, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert weight or not part
    assert allocate(-total, weights) == [-part for part in divided]


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [-1], [2, -1]])
def test_nothing_is_allocated_without_a_weight_or_to_a_negative_one(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="cannot allocate"):
        allocate(100, weights)
