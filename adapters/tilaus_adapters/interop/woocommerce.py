"""Orders and refunds as WooCommerce's REST API (v3) writes them, read into records.

https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties. Amounts become minor
units, and add up to the order's total to the minor unit or are refused. What has no place in an
order of ours stands in its note, or is listed: see `woocommerce_fields`.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from tilaus.money import MAX_MINOR, Currency, currency, share
from tilaus.order import Charge, Customer
from tilaus.record import record, replace
from tilaus_adapters.interop.woocommerce_values import (
    Doc,
    Unfit,
    entries,
    instant,
    line_text,
    mapping,
    minor,
    optional_id,
    whole_id,
)


@record
class WooLine:
    """A line item. `unit * quantity - discount + tax` is what it costs, all in minor units."""

    id: int
    service: str
    quantity: int
    unit_minor: int
    discount_minor: int
    tax_minor: int
    meta: Mapping[str, str]

    @property
    def net_minor(self) -> int:
        """Return what it costs after discount and before tax."""
        return self.unit_minor * self.quantity - self.discount_minor


@record
class WooRefund:
    """A refund: `amount_minor` went back.

    `lines` says for which lines of the order, by their id; it is empty where only the amount is
    known. `at` is None where the order names the refund without its time.
    """

    id: int
    amount_minor: int
    at: datetime | None
    reason: str
    lines: Mapping[int, int]


@record
class WooOrder:
    """An order. `charges` is by the id of the shipping or fee line, 0 for what rounding left.

    `remarks` are sentences about what is told otherwise here than there.
    """

    site: str
    id: int
    number: str
    status: str
    currency: Currency
    customer: Customer
    placed_at: datetime
    paid_at: datetime | None
    completed_at: datetime | None
    modified_at: datetime | None
    total_minor: int
    reference: str
    lines: tuple[WooLine, ...]
    charges: Mapping[int, Charge]
    refunds: tuple[WooRefund, ...]
    remarks: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return what the shop calls the place where the order lived."""
        return f"woocommerce:{self.site}"


@record
class Reading:
    """How to read orders.

    Attributes:
        site: names the shop that they come from; else their own links do.
        mail: the address for orders that have none; empty to refuse them.
        customer_prefix: stands before WooCommerce's number of a registered customer.
        language: in which customers are written to.
    """

    site: str = ""
    mail: str = ""
    customer_prefix: str = "woocommerce-"
    language: str = "en"


def is_refund(doc: Doc) -> bool:
    """Tell a refund from an order: it has an amount, and neither a status of orders nor billing."""
    return "amount" in doc and "billing" not in doc and "line_items" in doc


def site_of(doc: Doc, reading: Reading) -> str:
    """Return the name of the shop that an object comes from."""
    if reading.site:
        return reading.site
    links = doc.get("_links")
    own = links.get("self") if isinstance(links, dict) else None
    first = own[0] if isinstance(own, list) and own else None
    href = first.get("href") if isinstance(first, dict) else None
    text = href if isinstance(href, str) else ""
    found = re.match(r"https?://([A-Za-z0-9.-]{1,150})(?::\d+)?/", text)
    return found[1].lower() if found else "woocommerce"


def parent_of(doc: Doc) -> int:
    """Return the id of the order that a refund belongs to; raises Unfit where it does not say."""
    given = optional_id(doc, "parent_id")
    if given:
        return given
    links = doc.get("_links")
    up = links.get("up") if isinstance(links, dict) else None
    first = up[0] if isinstance(up, list) and up else None
    href = first.get("href") if isinstance(first, dict) else None
    found = re.search(r"/orders/(\d{1,15})/?$", href) if isinstance(href, str) else None
    if found is None:
        raise Unfit("it does not say of which order it is: neither parent_id nor _links.up")
    return int(found[1])


def read_refund(doc: Doc, money: Currency) -> WooRefund:
    """Read a refund; raises Unfit with what is wrong with it."""
    named = doc.get("amount", doc.get("total"))
    lines: dict[int, int] = {}
    for kind in ("line_items", "shipping_lines", "fee_lines"):
        for entry in entries(doc, kind):
            back = abs(minor(entry, "total", money)) + abs(minor(entry, "total_tax", money))
            about = _refunded_line(entry)
            if back:
                lines[about] = lines.get(about, 0) + back
    return WooRefund(
        id=whole_id(doc),
        amount_minor=abs(minor({"amount": named}, "amount", money)),
        at=instant(doc, "date_created"),
        reason=line_text(doc, "reason"),
        lines=lines,
    )


def _refunded_line(entry: Doc) -> int:
    """Return the id of the order's line that a refund's line is about; 0 where it is not told."""
    told = meta_of(entry).get("_refunded_item_id", "")
    return int(told) if re.fullmatch(r"\d{1,15}", told) else 0


def meta_of(entry: Doc) -> dict[str, str]:
    """Return the plain texts and numbers of an object's `meta_data`, by key."""
    found = {}
    for pair in entries(entry, "meta_data"):
        key, value = pair.get("key"), pair.get("value")
        if isinstance(key, str) and isinstance(value, str | int) and not isinstance(value, bool):
            found[key] = str(value)
    return found


def read_order(doc: Doc, reading: Reading) -> WooOrder:
    """Read an order.

    Raises:
        Unfit: it cannot be an order of ours; the sentence says why.
    """
    money = _currency(doc)
    lines = tuple(_line(entry, money) for entry in entries(doc, "line_items"))
    if not lines:
        raise Unfit("it has no line items, and an order here has at least one")
    placed_at = instant(doc, "date_created")
    if placed_at is None:
        raise Unfit("date_created_gmt: an order was placed at some time")
    total = minor(doc, "total", money)
    if len({line.id for line in lines}) < len(lines):
        raise Unfit("two line items have the same id")
    lines, charges, remarks = _balanced(lines, *_extras(doc, money), total, money)
    id = whole_id(doc)
    return WooOrder(
        site=site_of(doc, reading),
        id=id,
        number=line_text(doc, "number") or str(id),
        status=line_text(doc, "status").removeprefix("wc-"),
        currency=money,
        customer=_customer(doc, reading),
        placed_at=placed_at,
        paid_at=instant(doc, "date_paid"),
        completed_at=instant(doc, "date_completed"),
        modified_at=instant(doc, "date_modified"),
        total_minor=total,
        reference=line_text(doc, "transaction_id")[:200] or f"woocommerce-{id}",
        lines=lines,
        charges=charges,
        refunds=tuple(read_refund(r, money) for r in entries(doc, "refunds")),
        remarks=tuple(remarks),
    )


def _currency(doc: Doc) -> Currency:
    code = line_text(doc, "currency").upper()
    try:
        return currency(code)
    except ValueError as error:
        raise Unfit(f"currency: {error}") from None


def _customer(doc: Doc, reading: Reading) -> Customer:
    billing = mapping(doc, "billing")
    name = f"{line_text(billing, 'first_name')} {line_text(billing, 'last_name')}".strip()
    mail = line_text(billing, "email") or reading.mail
    if not mail:
        raise Unfit("billing.email is empty; --no-mail ADDRESS gives such orders an address")
    number = optional_id(doc, "customer_id")
    id = f"{reading.customer_prefix}{number}" if number else ""
    return Customer(mail, id, name or line_text(billing, "company"), reading.language)


def _line(entry: Doc, money: Currency) -> WooLine:
    quantity = entry.get("quantity")
    if not isinstance(quantity, int) or isinstance(quantity, bool) or not 1 <= quantity <= 10**9:
        raise Unfit(f"a line item has a quantity from 1 on in whole units, not {quantity!s:.20}")
    net, tax = minor(entry, "total", money), minor(entry, "total_tax", money)
    gross = max(minor(entry, "subtotal", money), net)
    if min(net, tax) < 0:
        raise Unfit("a line item costs less than nothing")
    unit = -(-gross // quantity)
    id = whole_id(entry)
    name = line_text(entry, "name")[:500] or f"product {optional_id(entry, 'product_id') or id}"
    return WooLine(id, name, quantity, unit, unit * quantity - net, tax, meta_of(entry))


def _extras(doc: Doc, money: Currency) -> tuple[dict[int, Charge], int]:
    """Return shipping and fees, and what is taken off by fees below nothing."""
    charges: dict[int, Charge] = {}
    minus = 0
    for kind, name in (("shipping_lines", "shipping"), ("fee_lines", "fee")):
        for entry in entries(doc, kind):
            id = whole_id(entry)
            cost = minor(entry, "total", money) + minor(entry, "total_tax", money)
            if cost < 0:
                minus -= cost
            elif id in charges:
                raise Unfit(f"two lines have the id {id}")
            else:
                charges[id] = Charge(f"{name}-{id}", name, cost)
    return charges, minus


def _balanced(
    lines: tuple[WooLine, ...],
    charges: dict[int, Charge],
    minus: int,
    total: int,
    money: Currency,
) -> tuple[tuple[WooLine, ...], dict[int, Charge], list[str]]:
    """Let the parts add up to the total, or refuse; a minor unit for each part may be rounding."""
    remarks = []
    if minus:
        taken = money.format(minus)
        remarks.append(f"fees below nothing ({taken} in all) stand as discount of the items")
    parts = sum(line.net_minor + line.tax_minor for line in lines)
    parts += sum(charge.total_minor for charge in charges.values()) - minus
    off = total - parts
    if abs(off) > len(lines) + len(charges) + 1 or not 0 <= total <= MAX_MINOR:
        found = f"its parts add up to {money.format(parts)}, and its total is {money.format(total)}"
        raise Unfit(found)
    if off:
        remarks.append(
            f"its parts add up to {money.format(parts)}: {money.format(off)} is rounding"
        )
    if off > 0:
        charges[0] = Charge("rounding", "rounding", off)
    return _lowered(lines, minus + max(0, -off)), charges, remarks


def _lowered(lines: tuple[WooLine, ...], minus: int) -> tuple[WooLine, ...]:
    """Take an amount off the lines, in proportion to what they cost; to the minor unit."""
    whole = sum(line.net_minor for line in lines)
    if minus > whole:
        raise Unfit("its discounts are more than its items cost")
    done, given, lowered = 0, 0, []
    for line in lines:
        done += line.net_minor
        until_now = share(minus, done, whole)
        cut, given = until_now - given, until_now
        lowered.append(replace(line, discount_minor=line.discount_minor + cut) if cut else line)
    return tuple(lowered)
