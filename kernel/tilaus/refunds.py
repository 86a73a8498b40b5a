"""How much goes back, where to, and when it arrives: one quote for preview, decision and dialog.

Sums are divided by the cumulative rule (`tilaus.money.share`): what a part owes now is its share of
everything refunded so far, less what it already got. So any sequence of refunds, in any order, adds
up to the paid total, to the minor unit. The shares of the processing fee follow the same rule, per
payment, and the policy's refund rules say whether they go back.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from tilaus.money import share
from tilaus.order import Charge, Covered, Destination, Item, Order, Payment, Refund, find
from tilaus.policy import Policy, RefundRule
from tilaus.record import record, replace
from tilaus.refusals import Refusal, Refused, refuse
from tilaus.table import OVER

WISH = "refund"


@record
class RefundLine:
    """One item or charge to be refunded.

    Give `units` (1 to what is left) or `amount_minor`, or neither for all that is left of it.
    """

    id: str
    kind: str = "item"
    units: int | None = None
    amount_minor: int | None = None


@record
class RefundRequest:
    """What is to be refunded: some lines, or `amount_minor` of the order, or all that is left.

    An amount counts items and charges; the fee's share comes on top where the rules return it.
    """

    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None


WHOLE = RefundRequest()
"""All that is left of the order."""


@record
class Quote:
    """What a refund would do: one `Refund` for each payment that gives its part.

    The sums over all parts are in minor units; `available_at` is when the customer has all of it.
    """

    to: Destination
    parts: tuple[Refund, ...]

    @property
    def amount_minor(self) -> int:
        """Return what the customer gets."""
        return sum(part.amount_minor for part in self.parts)

    @property
    def fee_returned_minor(self) -> int:
        """Return the share of processing fees that goes back."""
        return sum(part.fee_returned_minor for part in self.parts)

    @property
    def fee_kept_minor(self) -> int:
        """Return the share of processing fees that stays with the shop."""
        return sum(part.fee_kept_minor for part in self.parts)

    @property
    def available_at(self) -> datetime:
        """Return when the customer has all of it."""
        return max(part.available_at for part in self.parts)


def quote(
    order: Order, request: RefundRequest, to: Destination, policy: Policy, at: datetime
) -> Quote | Refusal:
    """Say what a refund would send, from which payments, and when it arrives; nothing changes.

    Refuses with, in this order: `destination_closed` (a guest's wallet), `malformed`,
    `duplicate_line`, `unknown_part`, `item_open`, `exceeds_units`, `exceeds_refundable`,
    `nothing_to_refund`, `exceeds_captured`, `destination_closed` (no rule leads there).
    """
    try:
        return make_quote(order, request, to, policy, at)
    except Refused as refused:
        return refused.refusal


def make_quote(
    order: Order, request: RefundRequest, to: Destination, policy: Policy, at: datetime
) -> Quote:
    """Make the quote, or raise the refusal; see `quote`."""
    if to == "wallet" and order.customer.is_guest:
        found = "a guest has no wallet"
        raise refuse("destination_closed", "refund to the wallet", found, "refund to original")
    covers = _covers(order, request)
    base = sum(c.minor for c in covers)
    if base <= 0:
        raise refuse("nothing_to_refund", WISH, "nothing is left to refund of what was named")
    shares = _per_payment(order, base, policy)
    return Quote(to, tuple(_parts(order, covers, shares, to, policy, at)))


def surplus(order: Order, payment: Payment, policy: Policy, at: datetime) -> Refund | None:
    """Return the refund of money that the order does not need, or None when nothing is left of it.

    All of it goes back the way it was paid, the fee included: nothing was delivered for it.
    """
    left = room(order, payment)
    if left <= 0:
        return None
    rule = _rule(policy, payment, "original")
    arrives = policy.add_bank_days(at, rule.bank_days)
    return Refund(
        _next_id(order, 0), payment.id, "original", left, left, at, arrives, is_surplus=True
    )


def renewed(order: Order, refund: Refund, policy: Policy, at: datetime) -> Refund:
    """Return a failed refund as it is asked for again: the fee's share and the day are as of now.

    Others may have been sent meanwhile, so a share that was reckoned before them would be off.
    """
    payment = find(order.payments, refund.payment)
    if payment is None:
        raise LookupError(refund.payment)
    rule = _rule(policy, payment, refund.to)
    others = replace(order, refunds=tuple(r for r in order.refunds if r.id != refund.id))
    fee = 0 if refund.is_surplus else _fee_share(others, payment, refund.base_minor)
    back = min(fee, room(others, payment) - refund.base_minor) if rule.returns_fee else 0
    return replace(
        refund,
        amount_minor=refund.base_minor + back,
        fee_returned_minor=back,
        fee_kept_minor=fee - back,
        attempt=refund.attempt + 1,
        available_at=policy.add_bank_days(at, rule.bank_days),
    )


def room(order: Order, payment: Payment) -> int:
    """Return what a payment can still give: captured, not refunded and not in flight."""
    return payment.captured_minor - sum(r.amount_minor for r in _given(order, payment))


def base_room(order: Order, payment: Payment) -> int:
    """Return what a payment can still give for items and charges, its fee left aside."""
    given = sum(r.base_minor for r in _given(order, payment) if not r.is_surplus)
    return min(payment.base_minor - given, room(order, payment))


def owed(item: Item) -> int:
    """Return what goes back when an item is given up: the share of its units not delivered."""
    return share(item.total_minor, item.quantity - item.delivered, item.quantity)


def owed_line(order: Order, item: Item) -> RefundLine | None:
    """Return the line that asks for all that is owed of an item, or None when nothing is left."""
    units = item.quantity - item.delivered - _units(order.covers("item", item.id))
    if units > 0:
        line = RefundLine(item.id, units=units)
        return line if _cover_item(order, item, line).minor > 0 else None
    # Where one of two payments could not give its part, no units are left, but money is.
    rest = owed(item) - sum(c.minor for c in order.covers("item", item.id))
    return RefundLine(item.id, amount_minor=rest) if rest > 0 else None


def parts_of(order: Order) -> tuple[Item | Charge, ...]:
    """Return what an order consists of: its items, then its charges."""
    return (*order.items, *order.charges)


def kind_of(part: Item | Charge) -> Literal["item", "charge"]:
    """Return what a part is called in refunds: item or charge."""
    return "item" if isinstance(part, Item) else "charge"


def left(order: Order, part: Item | Charge) -> int:
    """Return what was not refunded yet of an item or a charge, in flight counted as refunded."""
    return part.total_minor - sum(c.minor for c in order.covers(kind_of(part), part.id))


def _units(covers: tuple[Covered, ...]) -> int:
    return sum(c.units or 0 for c in covers)


def _covers(order: Order, request: RefundRequest) -> list[Covered]:
    if request.amount_minor is not None and request.lines:
        raise refuse("malformed", WISH, "a request names lines or an amount, not both")
    if request.amount_minor is not None:
        return _spread(order, request.amount_minor)
    lines = request.lines or tuple(
        RefundLine(part.id, kind_of(part)) for part in parts_of(order) if left(order, part) > 0
    )
    if request.lines and any(None not in (line.units, line.amount_minor) for line in lines):
        raise refuse("malformed", WISH, "a line names units or an amount, not both")
    if any(line.kind == "charge" and line.units is not None for line in lines):
        raise refuse("malformed", WISH, "a charge has no units; name an amount, or nothing")
    named = Counter((line.kind, line.id) for line in lines)
    for (kind, id), times in named.items():
        if times > 1:
            found = f"{kind} {id} is named twice in one request"
            raise refuse("duplicate_line", WISH, found, "name it once, with the units added up")
    items = {item.id: item for item in order.items}
    return [_cover(order, items, line) for line in lines]


def _cover(order: Order, items: Mapping[str, Item], line: RefundLine) -> Covered:
    if line.kind == "charge":
        charge = next((c for c in order.charges if c.id == line.id), None)
        if charge is None:
            raise _unknown("charge", line.id, [c.id for c in order.charges])
        return _cover_amount(order, charge, line)
    item = items.get(line.id) if line.kind == "item" else None
    if item is None:
        raise _unknown("item", line.id, list(items))
    if item.kind not in OVER:
        found = f"item {item.id} is {item.status}"
        raise refuse("item_open", f"refund item {item.id}", found, f"cancel item {item.id}")
    if line.amount_minor is not None:
        return _cover_amount(order, item, line)
    return _cover_item(order, item, line)


def _unknown(kind: str, id: str, known: list[str]) -> Refused:
    possible = [f"refund {kind} {name}" for name in known]
    return refuse("unknown_part", WISH, f"the order has no {kind} {id!r}", *possible)


def _cover_item(order: Order, item: Item, line: RefundLine) -> Covered:
    covers = order.covers("item", item.id)
    by_amount = sum(c.minor for c in covers if c.units is None)
    by_units = sum(c.minor for c in covers if c.units is not None)
    rest, done = item.total_minor - by_amount, _units(covers)
    units = item.quantity - done if line.units is None else line.units
    if line.units is not None and not 1 <= units <= item.quantity - done:
        found = f"{units} units asked for, {item.quantity - done} of {item.quantity} are left"
        wish, left_ = f"refund item {item.id}", item.quantity - done
        raise refuse("exceeds_units", wish, found, units=units, left=left_)
    until_now = share(rest, done + units, item.quantity)
    return Covered("item", item.id, min(max(until_now - by_units, 0), rest - by_units), units)


def _cover_amount(order: Order, part: Item | Charge, line: RefundLine) -> Covered:
    available = left(order, part)
    amount = available if line.amount_minor is None else line.amount_minor
    if not 0 <= amount <= available:
        money = order.currency.format
        found = (
            f"{money(amount)} asked for, {money(available)} of {money(part.total_minor)} is left"
        )
        wish = f"refund {kind_of(part)} {part.id}"
        raise refuse("exceeds_refundable", wish, found, asked=amount, left=available)
    return Covered(kind_of(part), part.id, amount)


def _spread(order: Order, amount: int) -> list[Covered]:
    """Spread an amount over ended items and charges, in proportion to what is left of each."""
    ended = [p for p in parts_of(order) if isinstance(p, Charge) or p.kind in OVER]
    parts = [(part, left(order, part)) for part in ended if left(order, part) > 0]
    available = sum(rest for _, rest in parts)
    if not 0 < amount <= available:
        money = order.currency.format
        found = f"{money(amount)} asked for, {money(available)} is left of ended items and charges"
        raise refuse("exceeds_refundable", WISH, found, asked=amount, left=available)
    covers, done, given = [], 0, 0
    for part, rest in parts:
        done += rest
        until_now = share(amount, done, available)
        covers.append(Covered(kind_of(part), part.id, until_now - given))
        given = until_now
    return [c for c in covers if c.minor > 0]


def _given(order: Order, payment: Payment) -> list[Refund]:
    return [r for r in order.refunds if r.payment == payment.id and r.kind != "failed"]


def _per_payment(order: Order, base: int, policy: Policy) -> list[tuple[Payment, int]]:
    """Say how much of `base` each payment gives: its share so far, or the wallet's money first."""
    payments = [p for p in order.payments if p.is_applied and p.kind == "finished"]
    if policy.split == "wallet_first":
        payments.sort(key=lambda p: p.provider != "wallet")
    got = {p.id: sum(r.base_minor for r in _given(order, p)) for p in payments}
    rooms = {p.id: max(0, base_room(order, p)) for p in payments}
    if sum(rooms.values()) < base:
        money, most = order.currency.format, sum(rooms.values())
        found = f"{money(base)} asked for, the payments can give {money(most)}"
        raise refuse("exceeds_captured", WISH, found, asked=base, left=most)
    wanted = dict.fromkeys(rooms, 0)
    if policy.split == "proportional":
        wanted = _proportional(payments, got, rooms, base)
    return [(p, take) for p, take in _filled(payments, rooms, wanted, base) if take > 0]


def _proportional(
    payments: list[Payment], got: dict[str, int], rooms: dict[str, int], base: int
) -> dict[str, int]:
    whole, until_now = sum(p.base_minor for p in payments), sum(got.values()) + base
    wanted, done, given = {}, 0, 0
    for payment in payments:
        done += payment.base_minor
        target = share(until_now, done, whole) - given
        given += target
        wanted[payment.id] = min(max(target - got[payment.id], 0), rooms[payment.id])
    return wanted


def _filled(
    payments: list[Payment], rooms: dict[str, int], wanted: dict[str, int], base: int
) -> list[tuple[Payment, int]]:
    """Mend what clamping left over or short, from the first payment on: the sum is exact."""
    rest = base - sum(wanted.values())
    takes = []
    for payment in payments:
        want = wanted[payment.id]
        mended = min(max(want + rest, 0), rooms[payment.id])
        rest -= mended - want
        takes.append((payment, mended))
    return takes


def _parts(
    order: Order,
    covers: list[Covered],
    shares: list[tuple[Payment, int]],
    to: Destination,
    policy: Policy,
    at: datetime,
) -> list[Refund]:
    parts: list[Refund] = []
    queue = list(covers)
    for payment, base in shares:
        rule = _rule(policy, payment, to)
        if rule.registered_only and order.customer.is_guest:
            found = f"money paid with {payment.method} goes there for registered customers only"
            raise refuse("destination_closed", f"refund to {to}", found)
        queue, taken = _take(queue, base)
        fee = _fee_share(order, payment, base)
        back = min(fee, room(order, payment) - base) if rule.returns_fee else 0
        parts.append(
            Refund(
                id=_next_id(order, len(parts)),
                payment=payment.id,
                to=to,
                amount_minor=base + back,
                base_minor=base,
                requested_at=at,
                available_at=policy.add_bank_days(at, rule.bank_days),
                fee_returned_minor=back,
                fee_kept_minor=fee - back,
                covers=tuple(taken),
            )
        )
    return parts


def _rule(policy: Policy, payment: Payment, to: Destination) -> RefundRule:
    rule = policy.refund_rule(payment.method, to)
    if rule is None:
        found = f"no refund rule for money paid with {payment.method}"
        raise refuse("destination_closed", f"refund to {to}", found)
    return rule


def _fee_share(order: Order, payment: Payment, base: int) -> int:
    """Return the fee's share up to `base` more, less what was given; of what arrived of the fee."""
    given = _given(order, payment)
    got = sum(r.fee_returned_minor + r.fee_kept_minor for r in given)
    done = sum(r.base_minor for r in given) + base
    # What arrives pays for items and charges first: of a fee that did not, nothing can be kept.
    fee = min(payment.fee_minor, max(0, payment.captured_minor - payment.base_minor))
    return max(0, share(fee, min(done, payment.base_minor), payment.base_minor) - got)


def _take(queue: list[Covered], base: int) -> tuple[list[Covered], list[Covered]]:
    """Take lines worth `base` from the queue; a line that is split keeps its units in the first."""
    taken: list[Covered] = []
    split: list[Covered] = []
    while base > 0:
        head = queue[len(taken)]
        minor = min(base, head.minor)
        taken.append(Covered(head.kind, head.id, minor, head.units))
        rest = Covered(head.kind, head.id, head.minor - minor, None if head.units is None else 0)
        split = [rest] if rest.minor else []
        base -= minor
    return [*split, *queue[len(taken) :]], taken


def _next_id(order: Order, offset: int) -> str:
    return str(len(order.refunds) + 1 + offset)
