"""What happened to an order in WooCommerce, told as the commands that it would have been here.

Each of WooCommerce's states has a function of its own (`STATES`): what became of the items, and
where the order stands. Money follows what was captured and refunded, whatever the state says.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from tilaus import commands as c
from tilaus.money import share
from tilaus.order import Covered, Order
from tilaus.record import record, replace
from tilaus.refunds import kind_of, left, parts_of
from tilaus_adapters.interop.woocommerce import WooLine, WooOrder, WooRefund
from tilaus_adapters.interop.woocommerce_fields import MAX_NOTE
from tilaus_adapters.interop.woocommerce_values import Unfit

IMPORTER = c.Actor("staff", "woocommerce")
"""Who did in the shop there what staff do here."""

PAYMENT = "1"
"""The id of the one payment that an imported order has."""

Part = tuple[str, str]
"""Kind and id of an item or a charge."""


@record
class Entry:
    """Where an order goes in: under which id, number and tracking token, paid with which method.

    `targets` are what items are for, by the id of their line; all others get a name of their own.
    """

    id: str
    number: int
    token: str
    method: str
    now: datetime
    note: str = ""
    targets: Mapping[int, str] = {}


class Story:
    """A history while it is told: its times never go back, and none is after now."""

    def __init__(self, woo: WooOrder, entry: Entry) -> None:
        if woo.placed_at > entry.now:
            raise Unfit(f"it was placed in the future, at {woo.placed_at:%Y-%m-%d %H:%M} UTC")
        self.woo: WooOrder = woo
        self.now: datetime = entry.now
        self.told: list[c.Told] = []
        self.remarks: list[str] = list(woo.remarks)
        self.open: dict[str, WooLine] = {str(n): x for n, x in enumerate(woo.lines, start=1)}
        self._items: dict[int, str] = {x.id: n for n, x in self.open.items()}
        self._rest: dict[Part, int] = {
            **{("item", n): x.net_minor + x.tax_minor for n, x in self.open.items()},
            **{("charge", x.id): x.total_minor for x in woo.charges.values()},
        }
        self._at = woo.placed_at
        self.tell(woo.placed_at, _placing(woo, entry))
        if entry.note:
            self.tell(woo.placed_at, c.AddNote(entry.note[:MAX_NOTE], by=IMPORTER))

    def tell(self, at: datetime | None, command: c.Command, only_while: str = "") -> None:
        """Add a command; without a time, as of the one before."""
        self._at = min(max(self._at, at or self._at), self.now)
        self.told.append(c.Told(self._at, command, only_while))

    def deliver(self, at: datetime | None) -> None:
        """Deliver what is open, and complete the order."""
        for id, line in self.open.items():
            self.tell(at, c.DeliveryReported(id, "delivered", line.quantity, by=c.SERVER))
        self.open.clear()
        self.tell(at, c.Advance("complete", by=IMPORTER), only_while="active")

    def call_off(self, at: datetime | None, items: Sequence[str] | None = None) -> None:
        """Call items off that are open; all of them where none are named."""
        for id in list(self.open) if items is None else items:
            if self.open.pop(id, None) is not None:
                command = c.Advance("call_off", "item", id, "order_cancelled", by=c.SYSTEM)
                self.tell(at, command)

    def refund(self, refund: WooRefund) -> None:
        """Book a refund for the parts that it was for."""
        covers = self._covers(refund)
        gone = [c.id for c in covers if c.kind == "item" and self._rest["item", c.id] == 0]
        self.call_off(refund.at, gone)
        self.tell(refund.at, refund_command(refund, covers))

    def _covers(self, refund: WooRefund) -> tuple[Covered, ...]:
        named = {self._part(id): amount for id, amount in refund.lines.items()}
        covers = covered(refund, named, self._rest, self.remarks)
        for cover in covers:
            self._rest[cover.kind, cover.id] -= cover.minor
        return covers

    def _part(self, line: int) -> Part:
        charge = self.woo.charges.get(line)
        return ("charge", charge.id) if charge and line else ("item", self._items.get(line, ""))

    @property
    def unrefunded_minor(self) -> int:
        """Return what was paid and did not go back."""
        return sum(self._rest.values())


def _placing(woo: WooOrder, entry: Entry) -> c.Place:
    lines = [
        c.Line(
            x.service,
            entry.targets.get(x.id, f"order {woo.number}, line {x.id}"),
            x.quantity,
            x.unit_minor,
            x.discount_minor,
            x.tax_minor,
        )
        for x in woo.lines
    ]
    return c.Place(
        id=entry.id,
        number=entry.number,
        token=entry.token,
        currency=woo.currency.code,
        customer=woo.customer,
        lines=tuple(lines),
        tenders=(c.Tender(entry.method),) if woo.total_minor else (),
        charges=tuple(woo.charges.values()),
        by=IMPORTER,
    )


def covered(
    refund: WooRefund, named: Mapping[Part, int], rest: Mapping[Part, int], remarks: list[str]
) -> tuple[Covered, ...]:
    """Say for what a refund is: what it names, or else a share of all that is left.

    Raises:
        Unfit: more went back than is left.
    """
    whole = sum(rest.values())
    if refund.amount_minor > whole:
        raise Unfit(f"refund {refund.id}: more went back than was left of what was paid")
    fits = all(0 < amount <= rest.get(part, 0) for part, amount in named.items())
    if fits and sum(named.values()) == refund.amount_minor:
        return tuple(_cover(part, amount) for part, amount in named.items())
    if named:
        found = "its lines do not add up to its amount, or are no lines of the order"
        remarks.append(f"refund {refund.id}: {found}: it is booked on all parts")
    return tuple(_shared(refund.amount_minor, rest, whole))


def _shared(amount: int, rest: Mapping[Part, int], whole: int) -> Iterator[Covered]:
    done, given = 0, 0
    for part, available in rest.items():
        done += available
        until_now = share(amount, done, whole)
        if until_now > given:
            yield _cover(part, until_now - given)
        given = until_now


def _cover(part: Part, amount: int) -> Covered:
    return Covered("item" if part[0] == "item" else "charge", part[1], amount)


def refund_command(refund: WooRefund, covers: tuple[Covered, ...]) -> c.RefundObserved:
    """Make the command that books a refund that was made in WooCommerce."""
    told = PAYMENT, f"woocommerce-{refund.id}", refund.amount_minor, covers
    return c.RefundObserved(*told, by=c.PROCESSOR)


def later_refund(
    order: Order, refund: WooRefund, woo_lines: Sequence[int], now: datetime
) -> c.Told:
    """Tell a refund of an order that was imported before.

    Args:
        woo_lines: the ids of the lines there, in the sequence of the items here.

    Raises:
        Unfit: more went back than is left.
    """
    rest: dict[Part, int] = {
        (kind_of(part), part.id): left(order, part) for part in parts_of(order)
    }
    items = {line: ("item", str(n)) for n, line in enumerate(woo_lines, start=1)}
    known = {id: ("charge", id) for kind, id in rest if kind == "charge"}
    named = {
        items.get(id)
        or known.get(f"shipping-{id}")
        or known.get(f"fee-{id}")
        or ("item", ""): amount
        for id, amount in refund.lines.items()
    }
    covers = covered(refund, named if woo_lines else {}, rest, [])
    at = min(max(order.placed_at, refund.at or now), now)
    return c.Told(at, refund_command(refund, covers))


def history(woo: WooOrder, entry: Entry) -> tuple[tuple[c.Told, ...], tuple[str, ...]]:
    """Return an order's history, and remarks on what is told otherwise here than there.

    Raises:
        Unfit: it cannot be told; the sentence says why.
    """
    if woo.status not in STATES:
        known = ", ".join(STATES)
        raise Unfit(f"status {woo.status[:40]!r}: map it to one of {known} with --status")
    story = Story(_paid(woo), entry)
    paid_at = story.woo.paid_at
    story.remarks += [r for r in [_about_payment(woo, story.woo)] if r]
    refunds = _refunds(story)
    if woo.total_minor and paid_at is None:
        _unpaid(story)
    else:
        if woo.total_minor:
            told = PAYMENT, "captured", woo.total_minor
            captured = c.PaymentReported(*told, reference=woo.reference, by=c.PROCESSOR)
            story.tell(paid_at, captured)
        _dated(story, refunds)
        STATES[woo.status](story)
    return tuple(story.told), tuple(story.remarks)


def _paid(woo: WooOrder) -> WooOrder:
    """Find out when an order was paid where WooCommerce does not say, but cannot mean otherwise."""
    went_back = any(r.amount_minor for r in woo.refunds)
    if woo.paid_at is None and (woo.status == "completed" or went_back):
        paid_at = woo.completed_at or woo.modified_at or woo.placed_at
        return replace(woo, paid_at=woo.placed_at if went_back else paid_at)
    return woo


def _about_payment(given: WooOrder, read: WooOrder) -> str:
    if given.paid_at != read.paid_at:
        return f"date_paid is empty, but the order is {given.status}: it counts as paid"
    if given.paid_at is None and given.total_minor and given.status == "processing":
        return "date_paid is empty: the order is processing there, and awaits its payment here"
    return ""


def _refunds(story: Story) -> list[WooRefund]:
    """Return the refunds that moved money, in the sequence of their times."""
    found = [r for r in story.woo.refunds if r.amount_minor]
    last = story.woo.modified_at or story.woo.paid_at or story.woo.placed_at
    dated = [r if r.at else replace(r, at=last) for r in found]
    return sorted(dated, key=lambda r: (r.at or last, r.id))


def _dated(story: Story, refunds: Sequence[WooRefund]) -> None:
    """Tell refunds and the delivery in the sequence in which they happened."""
    woo = story.woo
    is_delivered = woo.status == "completed" or woo.completed_at is not None
    done_at = (woo.completed_at or woo.modified_at or woo.paid_at) if is_delivered else None
    for refund in refunds:
        if done_at is not None and refund.at is not None and done_at <= refund.at:
            story.deliver(done_at)
            done_at = None
        story.refund(refund)
    if done_at is not None:
        story.deliver(done_at)


def _unpaid(story: Story) -> None:
    woo = story.woo
    if woo.status == "failed":
        told = PAYMENT, "failed"
        story.tell(woo.modified_at, c.PaymentReported(*told, by=c.PROCESSOR))
    if woo.status in GIVEN_UP:
        reason = f"{woo.status} in WooCommerce"
        story.tell(woo.modified_at, c.CancelOrder(reason, by=IMPORTER))
    else:  # One that is overdue ends now, without a word to the customer about the past.
        story.tell(story.now, c.Tick(by=c.CLOCK))


GIVEN_UP = frozenset({"failed", "cancelled", "refunded", "trash"})
"""The states of an order on which nobody there works any more, besides `completed`."""


def _at_work(story: Story) -> None:
    """Leave open items with the shop: it took them there, and delivers them from now on."""
    for id in story.open:
        accepted = c.DeliveryReported(id, "accepted", by=c.SERVER)
        story.tell(story.now, accepted, only_while="active")


def _parked(story: Story) -> None:
    _at_work(story)
    hold = c.Advance("hold", reason="on hold in WooCommerce", by=IMPORTER)
    story.tell(story.now, hold, only_while="active")


def _over(story: Story) -> None:
    """End a paid order that was called off; what did not go back stays with the shop, as there."""
    story.call_off(story.woo.modified_at)
    if story.unrefunded_minor and story.woo.total_minor:
        kept = story.woo.currency.format(story.unrefunded_minor)
        state = story.woo.status
        story.remarks.append(f"it is {state} there, but {kept} did not go back: completed here")
    story.tell(story.woo.modified_at, c.Advance("complete", by=IMPORTER), only_while="active")


def _told_already(story: Story) -> None:
    """Add nothing: what there is to tell has a date."""


STATES: Mapping[str, Callable[[Story], None]] = {
    "pending": _at_work,
    "on-hold": _parked,
    "processing": _at_work,
    "completed": _told_already,
    "cancelled": _over,
    "refunded": _over,
    "failed": _over,
    "trash": _over,
    "checkout-draft": _at_work,
}
"""What becomes of a paid order, by its state in WooCommerce."""
