"""What of WooCommerce's fields has no place in an order of ours: each is named, with the reason.

A field is taken over, stands in the order's note, is left behind for a reason that is written here,
or is one that nobody here knows: then it says so. Nothing is dropped silently.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tilaus.record import record
from tilaus_adapters.interop.woocommerce import meta_of
from tilaus_adapters.interop.woocommerce_values import Doc, entries, line_text, one_line

MAX_NOTE = 1_900
"""The longest note of an import, in characters."""

NESTED = frozenset(
    {"billing", "shipping", "line_items", "tax_lines", "shipping_lines", "fee_lines"}
    | {"coupon_lines", "refunds"}
)
"""Fields whose own fields are looked at one by one."""

# fmt: off
TAKEN = frozenset({
    "id", "number", "status", "currency", "date_created", "date_created_gmt", "date_modified",
    "date_modified_gmt", "date_paid", "date_paid_gmt", "date_completed", "date_completed_gmt",
    "total", "customer_id", "transaction_id", "billing.first_name", "billing.last_name",
    "billing.email", "line_items.id", "line_items.name", "line_items.quantity",
    "line_items.subtotal", "line_items.total", "line_items.total_tax", "shipping_lines.id",
    "shipping_lines.total", "shipping_lines.total_tax", "fee_lines.id", "fee_lines.total",
    "fee_lines.total_tax", "refunds.id", "refunds.total", "refunds.amount", "refunds.date_created",
    "refunds.date_created_gmt", "refunds.line_items", "refunds.shipping_lines", "refunds.fee_lines",
    "amount", "parent_id", "line_items.meta_data._refunded_item_id", "payment_method",
    "payment_method_title", "customer_note", "line_items.meta_data", "shipping_lines.method_title",
    "fee_lines.name", "coupon_lines.code", "refunds.reason", "reason",
})
"""What stands in the order, its payments and refunds, or in its note."""

_SUM = "a sum: it follows from what is taken over"
_TAX = "tax stands with each item, not by its rate"
_WHERE = "tilaus keeps no addresses and telephone numbers"
_GOODS = "tilaus has no catalogue: an item names its service"
_OWN = "WooCommerce's own bookkeeping"
_SEEN = "how the customer came is not kept"

LEFT: Mapping[str, str] = {
    **dict.fromkeys(("discount_total", "discount_tax", "shipping_total", "shipping_tax", "cart_tax", "total_tax"), _SUM),
    **dict.fromkeys(("prices_include_tax", "line_items.subtotal_tax", "line_items.tax_class", "line_items.taxes", "shipping_lines.taxes", "shipping_lines.tax_status", "fee_lines.taxes", "fee_lines.tax_class", "fee_lines.tax_status"), _TAX),
    **{f"tax_lines.{key}": _TAX for key in ("id", "rate_code", "rate_id", "label", "compound", "tax_total", "shipping_tax_total", "rate_percent", "meta_data")},
    **{f"{who}.{key}": _WHERE for who in ("billing", "shipping") for key in ("first_name", "last_name", "company", "address_1", "address_2", "city", "state", "postcode", "country", "phone", "email") if f"{who}.{key}" not in TAKEN},
    **dict.fromkeys(("line_items.product_id", "line_items.variation_id", "line_items.sku", "line_items.image", "line_items.parent_name", "line_items.global_unique_id", "shipping_lines.method_id", "shipping_lines.instance_id"), _GOODS),
    "line_items.price": _SUM,
    **dict.fromkeys(("_links", "order_key", "created_via", "version", "cart_hash", "meta_data", "is_editable", "needs_payment", "needs_processing", "payment_url", "set_paid", "currency_symbol", "shipping_lines.meta_data", "fee_lines.meta_data", "fee_lines.amount", "coupon_lines.meta_data", "coupon_lines.id", "refunds.meta_data", "refunds._links", "refunded_by", "refunds.refunded_by", "refunded_payment", "refunds.refunded_payment", "refunds.parent_id", "tax_lines"), _OWN),
    **dict.fromkeys(("customer_ip_address", "customer_user_agent"), _SEEN),
    **dict.fromkeys(("coupon_lines.discount", "coupon_lines.discount_tax", "coupon_lines.discount_type", "coupon_lines.nominal_amount", "coupon_lines.free_shipping"), "the discount stands with each item; the coupon's code is in the note"),
}
# fmt: on
"""What is left behind, and why."""

UNKNOWN = "a field that tilaus does not know"


@record
class Left:
    """A field that was not taken over, as `line_items.sku`, and why."""

    field: str
    why: str


def left_behind(doc: Doc) -> list[Left]:
    """List the fields of an object that say something and are not taken over, each once."""
    found = {field for field in _fields(doc) if field not in TAKEN}
    return [Left(field, LEFT.get(field, UNKNOWN)) for field in sorted(found)]


def _fields(doc: Doc) -> Iterator[str]:
    for key, value in doc.items():
        if not _says_something(value):
            continue
        inner = value if isinstance(value, list) else [value]
        if key not in NESTED or not all(isinstance(entry, dict) for entry in inner):
            yield _name(key)
            continue
        for entry in inner:
            yield from (f"{key}.{_name(k)}" for k, v in entry.items() if _says_something(v))


def _says_something(value: Any) -> bool:
    return value not in (None, "", 0, False, "0.00", "0") and value != [] and value != {}


def _name(key: str) -> str:
    """Return a field's name as it may be shown; whoever wrote the file chose it."""
    clean = one_line(key)
    return clean[:60] if clean else "(no name)"


def note_of(doc: Doc, site: str) -> str:
    """Return what staff may want to know of an order and has no field, as its note."""
    paid = line_text(doc, "payment_method_title") or line_text(doc, "payment_method")
    lines = [f"Order {line_text(doc, 'number') or line_text(doc, 'id')} of {site} (WooCommerce)."]
    lines += [f"Paid with: {paid}"] if paid else []
    for kind, key, words in (
        ("shipping_lines", "method_title", "Shipping"),
        ("fee_lines", "name", "Fee"),
        ("coupon_lines", "code", "Coupon"),
    ):
        names = [line_text(entry, key) for entry in entries(doc, kind)]
        lines += [f"{words}: {name}" for name in names if name]
    for number, entry in enumerate(entries(doc, "line_items"), start=1):
        told = {k: v for k, v in meta_of(entry).items() if not k.startswith("_") and v}
        words = ", ".join(f"{one_line(key)} = {one_line(value)}" for key, value in told.items())
        lines += [f"Item {number}: {words}"] if words else []
    for entry in entries(doc, "refunds"):
        if reason := line_text(entry, "reason"):
            lines += [f"Refund {line_text(entry, 'id')}: {reason}"]
    customer = line_text(doc, "customer_note")
    lines += [f"The customer wrote: {customer}"] if customer else []
    return "\n".join(lines)
