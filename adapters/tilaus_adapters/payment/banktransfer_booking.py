"""Money that arrived at the bank, booked on the orders that it is for; nothing is dropped.

An order is found by the creditor reference in a transfer's text, or else by its plain number. Each
transfer is booked once, by the bank's name for it, whoever tells of it and how often. Two transfers
for one order at the same time are both booked: the total is reckoned in the write that books it.
"""

import shlex
from collections.abc import Iterable, Mapping
from typing import Literal

from tilaus.commands import Actor, PaymentReported
from tilaus.decide import Decision
from tilaus.facts import wants_money
from tilaus.money import currency
from tilaus.order import LIVE, PAYABLE, Order, Payment, Refund
from tilaus.ports.storage import Answered, Conflict, RequestKey, Stored
from tilaus.record import record, replace
from tilaus.refusals import Refusal
from tilaus.shop import MAX_TRIES, Shop
from tilaus_adapters.payment.banktransfer_reference import numbers, referred
from tilaus_adapters.payment.banktransfer_statement import BankLine

PROVIDER = "banktransfer"
"""What the methods of a policy call this adapter."""

SOURCE = "bank"
"""Who sends the requests that transfers are: their id is the bank's name for the transfer."""

MAX_NUMBERS = 10
"""A text with more numbers than this is a person's to read."""

Became = Literal[
    "paid", "part", "late", "parked", "duplicate", "unknown", "ambiguous", "unmatched", "refused",
    "outgoing", "unreadable",
]  # fmt: skip

MEANINGS: Mapping[Became, str] = {
    "paid": "the payment is whole",
    "part": "less than was asked for: the rest is missing",
    "late": "the order does not need it: what becomes of it the policy says",
    "parked": "put aside for staff, nothing was booked",
    "duplicate": "this transfer was booked before",
    "unknown": "no order was found",
    "ambiguous": "several orders may be meant",
    "unmatched": "the order is not to be paid by transfer",
    "refused": "the order could not take it",
    "outgoing": "money that left the account",
    "unreadable": "the line could not be read",
}
"""What a transfer may become."""

SETTLED: frozenset[Became] = frozenset({"paid", "duplicate"})
"""What needs nobody's eyes."""

CHANGED: frozenset[Became] = frozenset({"paid", "part", "late", "parked"})
"""What changed the order."""


@record
class Result:
    """What a transfer became.

    Attributes:
        order: the order's number, where one was found.
        missing_minor: what is still missing of the payment, in minor units.
        why: what was found, in a sentence.
        mend: commands that would mend it; safe to be typed as they stand.
    """

    line: BankLine
    became: Became
    order: int | None = None
    payment: str = ""
    missing_minor: int = 0
    why: str = ""
    mend: tuple[str, ...] = ()


class Transfers:
    """Books transfers on orders.

    Args:
        by: the person who says that the money arrived.
    """

    def __init__(self, shop: Shop, by: Actor) -> None:
        self._shop = shop
        self._by = by

    def match(self, lines: Iterable[BankLine]) -> tuple[Result, ...]:
        """Book the lines of a statement, in their order; law: one result for each line."""
        seen: dict[str, BankLine] = {}
        results = []
        for line in lines:
            first = seen.setdefault(line.reference, line)
            if line.problem or not _differs(line, first):
                results.append(self._match(line))
            else:
                why = f"line {first.row} has the same reference of the bank, and says otherwise"
                results.append(Result(line, "refused", why=why))
        return tuple(results)

    def _match(self, line: BankLine) -> Result:
        if line.problem:
            return Result(line, "unreadable", why=line.problem)
        found = self._orders(line.text)
        if line.amount_minor < 0:
            return _outgoing(line, found)
        if len(found) == 1:
            return self.book(found[0].number, line)
        if not found:
            why = "no order's number or reference is in the text"
            return Result(line, "unknown", why=why, mend=(_confirm("NUMBER", line),))
        named = [str(order.number) for order in found]
        why = f"its text may mean order {' or '.join(named)}"
        return Result(line, "ambiguous", why=why, mend=tuple(_confirm(n, line) for n in named))

    def _orders(self, text: str) -> list[Order]:
        """Find the orders that a text names: by references, or else by numbers."""
        for named in (referred(text), numbers(text)):
            if len(named) > MAX_NUMBERS:
                return []
            found = [self._load(number, None).order for number in named]
            orders = [order for order in found if order is not None]
            if orders:
                return orders
        return []

    def book(self, number: int, line: BankLine) -> Result:
        """Book a transfer on an order, once for each reference of the bank.

        Args:
            line: its amount is more than 0.
        """
        request = RequestKey(SOURCE, line.reference)
        for _ in range(MAX_TRIES):
            stored = self._load(number, request)
            if stored.order is None:
                return Result(line, "unknown", why=f"there is no order {number}")
            if stored.answer is not None:
                return Result(line, "duplicate", number, why=MEANINGS["duplicate"])
            payment = _awaited(stored.order)
            if payment is None:
                return _unmatched(stored.order, line, self._shop)
            decided = self._shop.decide(stored, self._report(payment, line))
            if isinstance(decided, Refusal):
                return Result(line, "refused", number, payment.id, why=decided.sentence)
            if not decided.events:
                why = f"payment {payment.id} is {payment.status}"
                return Result(line, "refused", number, payment.id, why=why)
            try:
                self._commit(stored, decided, request)
            except Conflict:
                continue
            except Answered:
                return Result(line, "duplicate", number, why=MEANINGS["duplicate"])
            return _result(stored.order, decided.order, payment.id, line)
        why = f"others changed it {MAX_TRIES} times in a row; try again"
        return Result(line, "refused", number, why=why)

    def _report(self, payment: Payment, line: BankLine) -> PaymentReported:
        total = payment.captured_minor + line.amount_minor
        why = f"bank reference {line.reference}{f' of {line.date}' if line.date else ''}"
        said = payment.id, "captured", total, line.currency
        return PaymentReported(*said, reason=why, by=self._by)

    def _load(self, number: int, request: RequestKey | None) -> Stored:
        return self._shop.store.load(number, request)

    def _commit(self, stored: Stored, decided: Decision, request: RequestKey) -> None:
        self._shop.commit(stored, decided, request=request)


class Rehearsal(Transfers):
    """Says what transfers would become, one after the other; nothing is written."""

    def __init__(self, shop: Shop, by: Actor) -> None:
        super().__init__(shop, by)
        self._changed: dict[int, Order] = {}
        self._known: set[RequestKey] = set()

    def _load(self, number: int, request: RequestKey | None) -> Stored:
        stored = super()._load(number, request)
        answer = "done" if request in self._known else stored.answer
        return replace(stored, order=self._changed.get(number, stored.order), answer=answer)

    def _commit(self, stored: Stored, decided: Decision, request: RequestKey) -> None:
        self._changed[decided.order.number] = decided.order
        self._known.add(request)


def owed_by_hand(order: Order) -> tuple[Refund, ...]:
    """Return the refunds of an order that staff still have to send by bank transfer."""
    by_bank = {p.id for p in order.payments if p.provider == PROVIDER}
    return tuple(
        r for r in order.refunds if r.payment in by_bank and r.to == "original" and r.kind in LIVE
    )


def _differs(line: BankLine, other: BankLine) -> bool:
    return (line.amount_minor, line.currency) != (other.amount_minor, other.currency)


def _awaited(order: Order) -> Payment | None:
    """Return the payment that a transfer is for: an open one, one that lacks money, the last."""
    ours = [p for p in order.payments if p.provider == PROVIDER]
    lacking = [p for p in ours if p.kind == "finished" and p.captured_minor < p.amount_minor]
    found = [p for p in ours if p.kind in PAYABLE] or (lacking if wants_money(order) else [])
    return next(reversed(found or ours), None)


def _result(before: Order, after: Order, id: str, line: BankLine) -> Result:
    payment, number = after.payment(id), after.number
    if payment is None:
        raise LookupError(id)
    old = before.payment(id)
    if old is not None and old.captured_minor == payment.captured_minor:
        return _parked(after, payment, line)
    money = after.currency.format
    if not payment.is_applied:
        mend = ("tilaus bank refunds",) if owed_by_hand(after) else (f"tilaus order show {number}",)
        why = f"order {number} is {before.status} and does not need it"
        return Result(line, "late", number, id, why=why, mend=mend)
    missing = payment.amount_minor - payment.captured_minor
    if missing > 0:
        why = f"{money(missing)} of {money(payment.amount_minor)} are missing"
        mend = (f"tilaus order show {number}",)
        return Result(line, "part", number, id, missing, why, mend)
    return Result(line, "paid", number, id, why=MEANINGS["paid"])


def _parked(order: Order, payment: Payment, line: BankLine) -> Result:
    parked = order.parked[-1]
    note = shlex.quote(f"transfer {line.reference}: what was done about it")
    mend = [f"tilaus order do {order.number} resolve --parked {parked.id} --reason {note}"]
    missing = payment.amount_minor - payment.captured_minor
    if missing > 0 and line.currency == order.currency.code:
        amount = order.currency.format(payment.amount_minor).split()[0]
        take = f"tilaus order do {order.number} capture --payment {payment.id} --amount {amount}"
        mend.insert(0, take)
    return Result(
        line, "parked", order.number, payment.id, max(0, missing), parked.why, tuple(mend)
    )


def _unmatched(order: Order, line: BankLine, shop: Shop) -> Result:
    ways = [m.name for m in shop.policy.methods if m.provider == PROVIDER]
    paid = ", ".join(dict.fromkeys(p.method for p in order.payments)) or "nothing yet"
    why = f"order {order.number} is {order.status} and paid with {paid}"
    mend = [f"tilaus order do {order.number} pay --method {shlex.quote(w)}" for w in ways[:1]]
    again = _confirm(str(order.number), line)
    return Result(line, "unmatched", order.number, why=why, mend=(*mend, again))


def _outgoing(line: BankLine, found: list[Order]) -> Result:
    """Name the refunds that a transfer to somebody may have sent; a person has to say so."""
    fitting = [
        (order.number, refund.id)
        for order in found
        for refund in owed_by_hand(order)
        if refund.amount_minor == -line.amount_minor and order.currency.code == line.currency
    ]
    quoted = shlex.quote(line.reference)
    mend = tuple(f"tilaus bank sent {n}/{id} --reference {quoted}" for n, id in fitting)
    why = "it may be a refund that staff sent" if mend else MEANINGS["outgoing"]
    return Result(
        line, "outgoing", found[0].number if len(found) == 1 else None, why=why, mend=mend
    )


def _confirm(number: str, line: BankLine) -> str:
    amount = currency(line.currency).format(line.amount_minor).split()[0]
    return f"tilaus bank confirm {number} {amount} --reference {shlex.quote(line.reference)}"
