"""What the refund dialog asks for: by units, by amount or all; and how a quote is known again."""

from collections.abc import Sequence

from tilaus.order import Charge, Item, Order
from tilaus.record import record
from tilaus.refunds import (
    WHOLE,
    Quote,
    RefundLine,
    RefundRequest,
    kind_of,
    left,
    owed_line,
    parts_of,
)
from tilaus_adapters.web.desk.forms import BadForm, Fields

BY = ("units", "amount", "all")
"""The ways to say how much."""


@record
class Line:
    """An item or a charge as the dialog offers it.

    Attributes:
        left_minor: what was not refunded yet; of units `left_units`, 0 for a charge.
        is_over: whether its work has ended: only then can it be refunded.
        asked: what stands in its field.
    """

    kind: str
    part: Item | Charge
    left_minor: int
    left_units: int
    is_over: bool
    asked: str = ""

    @property
    def field(self) -> str:
        """Return the name of its field."""
        return f"{self.kind}-{self.part.id}"


@record
class Asked:
    """What stands in the dialog."""

    by: str = "units"
    amount: str = ""
    of: str = ""
    lines: tuple[Line, ...] = ()
    reason: str = ""


def lines_of(order: Order, asked: Fields) -> tuple[Line, ...]:
    """List the items and charges of an order of which something is left."""
    return tuple(_line(order, part, asked) for part in parts_of(order) if left(order, part) > 0)


def _line(order: Order, part: Item | Charge, asked: Fields) -> Line:
    kind = kind_of(part)
    given = asked.text(f"{kind}-{part.id}")
    if isinstance(part, Charge):
        return Line(kind, part, left(order, part), 0, True, given)
    units = part.quantity - sum(c.units or 0 for c in order.covers("item", part.id))
    is_over = part.kind in ("finished", "failed", "closed")
    return Line(kind, part, left(order, part), units, is_over, given)


def asked_of(order: Order, sent: Fields) -> Asked:
    """Read the dialog as it was filled in, to show it again."""
    by = sent.text("by")
    return Asked(
        by if by in BY else BY[0],
        sent.text("amount"),
        sent.text("of"),
        lines_of(order, sent),
        sent.text("reason"),
    )


def first_asked(order: Order, item: str) -> Fields:
    """Fill the dialog in as it is first shown: what is owed of one item, or of all given up."""
    values: dict[str, Sequence[str]] = {"by": ("units",)}
    for part in order.items:
        line = owed_line(order, part) if part.kind == "failed" else None
        if line is not None and line.units and item in ("", part.id):
            values[f"item-{part.id}"] = (str(line.units),)
        elif line is not None and line.amount_minor and item == part.id:
            amount = order.currency.format(line.amount_minor).split()[0]
            values |= {"by": ("amount",), "amount": (amount,), "of": (part.id,)}
    return Fields(values)


def request_of(order: Order, sent: Fields) -> RefundRequest | None:
    """Read what is to be refunded; None where nothing was filled in yet.

    Raises:
        BadForm: a number or an amount cannot be read.
    """
    by = sent.text("by")
    if by == "all":
        return WHOLE
    if by == "amount":
        return _by_amount(order, sent)
    lines = tuple(line for found in lines_of(order, sent) if (line := _asked_line(found, sent)))
    return RefundRequest(lines) if lines else None


def _asked_line(line: Line, sent: Fields) -> RefundLine | None:
    if line.kind == "charge":
        return RefundLine(line.part.id, "charge") if line.asked else None
    units = sent.whole(line.field)
    return RefundLine(line.part.id, units=units) if units else None


def _by_amount(order: Order, sent: Fields) -> RefundRequest | None:
    text, of = sent.text("amount").replace(",", "."), sent.text("of")
    if not text:
        return None
    try:
        minor = order.currency.parse(text)
    except ValueError as error:
        raise BadForm(str(error)) from None
    if minor <= 0:
        raise BadForm(f"{text[:20]} is no amount to refund: it is more than 0")
    if of:
        return RefundRequest((RefundLine(of, amount_minor=minor),))
    return RefundRequest(amount_minor=minor)


def mark(request: RefundRequest, quote: Quote, when: str) -> str:
    """Return what a quote promised, so that it is sent only if it still promises the same.

    Args:
        when: the date as the person read it; two moments of one day are the same to them.
    """
    lines = ",".join(f"{x.kind}:{x.id}:{x.units}:{x.amount_minor}" for x in request.lines)
    parts = ",".join(
        f"{p.payment}:{p.amount_minor}:{p.fee_returned_minor}:{p.fee_kept_minor}"
        for p in quote.parts
    )
    return f"{quote.to}|{lines}|{request.amount_minor}|{parts}|{when}"
