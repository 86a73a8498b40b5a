"""WooCommerce's orders become orders of ours, to the cent; what does not fit is said."""

from copy import deepcopy

import pytest
from tests.adapters.interop.importing import MISSING, PEERS, check, imported, peer, policy, shop_of
from tests.adapters.interop.woocommerce_orders import Doc, order

from tilaus import events as e
from tilaus.order import Order
from tilaus.shop import Shop
from tilaus_adapters.interop.woocommerce import Reading, read_order
from tilaus_adapters.interop.woocommerce_fields import UNKNOWN, left_behind
from tilaus_adapters.interop.woocommerce_import import Plan, Taken

theirs = pytest.mark.skipif(not PEERS.exists(), reason=MISSING)


def taken(shop: Shop, *docs: Doc, plan: Plan | None = None) -> tuple[Taken, Order]:
    first, *_ = imported(shop, docs, plan)
    assert first.what == "imported", first.refusal
    assert first.number is not None
    found = shop.order(first.number)
    assert found is not None
    check(shop)
    return first, found


def simple(**changes: object) -> Doc:
    """Return a plain order of two items of 10.00 and 5.00, and 4.00 of shipping."""
    return {
        "id": 7,
        "number": "7",
        "status": "completed",
        "currency": "EUR",
        "total": "19.00",
        "date_created_gmt": "2026-01-05T10:00:00",
        "date_paid_gmt": "2026-01-05T10:01:00",
        "date_completed_gmt": "2026-01-07T10:00:00",
        "billing": {"email": "ann@customer.example", "first_name": "Ann"},
        "line_items": [
            {"id": 1, "name": "A", "quantity": 2, "subtotal": "10.00", "total": "10.00"},
            {"id": 2, "name": "B", "quantity": 1, "subtotal": "5.00", "total": "5.00"},
        ],
        "shipping_lines": [{"id": 3, "method_title": "Post", "total": "4.00"}],
        **changes,
    }


@theirs
def test_order_727_is_imported_to_the_cent() -> None:
    shop = shop_of(rules=policy("USD"))
    _, found = taken(shop, peer("order_727.json"))
    assert (found.number, found.status) == (727, "processing")
    assert (found.total_minor, found.captured_minor, found.refunded_minor) == (2935, 2935, 0)
    assert [i.total_minor for i in found.items] == [645, 1290]
    assert [i.tax_minor for i in found.items] == [45, 90]
    assert [(c.kind, c.total_minor) for c in found.charges] == [("shipping", 1000)]
    assert found.items[1].service == "Ship Your Idea – Color: Black, Size: M Test"
    assert found.placed_at.isoformat() == "2017-03-22T19:28:02+00:00"


@theirs
def test_refund_726_is_booked_with_its_order_to_the_cent() -> None:
    shop = shop_of(rules=policy("USD"))
    parent = {**peer("order_727.json"), "id": 723, "number": "723"}
    _, found = taken(shop, peer("refund_726.json"), parent)
    assert found.refunded_minor == 1000
    assert [(r.reference, r.amount_minor) for r in found.refunds] == [("woocommerce-726", 1000)]


@theirs
def test_refund_726_is_booked_on_an_order_that_was_imported_before() -> None:
    shop = shop_of(rules=policy("USD"))
    taken(shop, {**peer("order_727.json"), "id": 723, "number": "723"})
    (booked,) = imported(shop, [peer("refund_726.json")])
    assert (booked.kind, booked.what, booked.number) == ("refund", "imported", 723)
    found = shop.order(723)
    assert found is not None
    assert found.refunded_minor == 1000
    (again,) = imported(shop, [peer("refund_726.json")])
    assert again.what == "known"
    assert shop.order(723) == found
    check(shop)


@theirs
def test_a_refund_of_an_order_that_is_nowhere_is_refused() -> None:
    (refused,) = imported(shop_of(rules=policy("USD")), [peer("refund_726.json")])
    assert refused.what == "refused"
    assert "order 723 of woocommerce:example.com is neither in the file" in refused.refusal


@theirs
def test_every_field_of_order_727_is_taken_over_or_listed_with_a_reason() -> None:
    doc = peer("order_727.json")
    doc |= {"my_plugin": "x", "billing": {**doc["billing"], "vat_id": "FI1"}}
    left = {found.field: found.why for found in left_behind(doc)}
    assert left["line_items.sku"] == "tilaus has no catalogue: an item names its service"
    assert {f for f, why in left.items() if why == UNKNOWN} == {"my_plugin", "billing.vat_id"}


REFUND = {"id": 90, "total": "-19.00", "date_created_gmt": "2026-01-09T10:00:00"}
PART = {**REFUND, "total": "-5.00"}
UNPAID = {"date_paid_gmt": None, "date_completed_gmt": None}
OPEN = {"date_completed_gmt": None}

# fmt: off
STATES = [
    # state there    what else                                        order here   items                     payment    back
    ("completed",    {},                                              "completed", "completed completed",    "captured", 0),
    ("completed",    {"refunds": [PART]},                             "completed", "completed completed",    "captured", 500),
    ("completed",    {"date_paid_gmt": None},                         "completed", "completed completed",    "captured", 0),
    ("processing",   OPEN,                                            "processing", "processing processing", "captured", 0),
    ("processing",   {**OPEN, "refunds": [PART]},                     "processing", "processing processing", "captured", 500),
    ("processing",   UNPAID,                                          "cancelled", "cancelled cancelled",    "expired",  0),
    ("on-hold",      UNPAID,                                          "cancelled", "cancelled cancelled",    "expired",  0),
    ("on-hold",      {**UNPAID, "date_created_gmt": "2027-03-01T10:00:00"}, "pending", "pending pending",    "created",  0),
    ("pending",      {**UNPAID, "date_created_gmt": "2027-03-01T10:00:00"}, "pending", "pending pending",    "created",  0),
    ("on-hold",      OPEN,                                            "on_hold",   "processing processing",  "captured", 0),
    ("refunded",     {**OPEN, "refunds": [REFUND]},                   "refunded",  "refunded refunded",      "captured", 1900),
    ("refunded",     {"refunds": [REFUND]},                           "refunded",  "refunded refunded",      "captured", 1900),
    ("refunded",     {**OPEN, "refunds": [PART]},                     "completed", "cancelled cancelled",    "captured", 500),
    ("cancelled",    UNPAID,                                          "cancelled", "cancelled cancelled",    "voided",   0),
    ("cancelled",    OPEN,                                            "completed", "cancelled cancelled",    "captured", 0),
    ("failed",       UNPAID,                                          "cancelled", "cancelled cancelled",    "failed",   0),
    ("trash",        UNPAID,                                          "cancelled", "cancelled cancelled",    "voided",   0),
    ("wc-completed", {},                                              "completed", "completed completed",    "captured", 0),
]
# fmt: on


@pytest.mark.parametrize(("state", "more", "status", "items", "payment", "back"), STATES)
@pytest.mark.parametrize("completion", ["staff", "automatic"])
def test_each_state_becomes_one_of_ours(
    state: str, more: Doc, status: str, items: str, payment: str, back: int, completion: str
) -> None:
    shop = shop_of(rules=policy(completion=completion))
    _, found = taken(shop, simple(status=state, **more))
    assert found.status == status
    assert [i.status for i in found.items] == items.split()
    assert [p.status for p in found.payments] == [payment]
    assert (found.total_minor if found.kind != "failed" else 1900, found.refunded_minor) == (
        1900,
        back,
    )


def test_a_state_of_a_plugin_is_refused_until_somebody_says_what_it_means() -> None:
    doc = simple(status="wc-shipped")
    (refused,) = imported(shop_of(), [doc])
    assert "status 'shipped': map it to one of pending" in refused.refusal
    _, found = taken(shop_of(), doc, plan=Plan(statuses={"shipped": "completed"}))
    assert found.status == "completed"


def test_a_refund_says_for_which_lines_it_is() -> None:
    lines = [{"id": 91, "total": "-5.00", "meta_data": _about(2)}]
    shipping = [{"id": 92, "total": "-1.50", "meta_data": _about(3)}]
    refund = {**REFUND, "total": "-6.50", "line_items": lines, "shipping_lines": shipping}
    _, found = taken(shop_of(), simple(refunds=[refund]))
    assert [(c.kind, c.id, c.minor) for c in found.refunds[0].covers] == [
        ("item", "2", 500),
        ("charge", "shipping-3", 150),
    ]
    assert [i.status for i in found.items] == ["completed", "refunded"]


def test_a_refund_whose_lines_do_not_add_up_is_booked_on_all_parts_and_said() -> None:
    lines = [{"id": 91, "total": "-4.00", "meta_data": _about(2)}]
    first, found = taken(shop_of(), simple(refunds=[{**PART, "line_items": lines}]))
    assert sum(c.minor for c in found.refunds[0].covers) == 500
    assert len(found.refunds[0].covers) == 3
    assert "refund 90: its lines do not add up to its amount" in first.remarks[0]


def _about(line: int) -> list[Doc]:
    return [{"id": 1, "key": "_refunded_item_id", "value": str(line)}]


# fmt: off
MONEY = [
    # what is changed                                                        what each item costs, and the charges   remark
    ({"fee_lines": [{"id": 9, "name": "Wrap", "total": "1.00"}], "total": "20.00"},  [1000, 500, 400, 100],  ""),
    ({"fee_lines": [{"id": 9, "name": "Less", "total": "-1.00"}], "total": "18.00"}, [933, 467, 400],        "fees below nothing (1.00 EUR in all)"),
    ({"total": "19.01"},                                                             [1000, 500, 400, 1],    "0.01 EUR is rounding"),
    ({"total": "18.98"},                                                             [999, 499, 400],        "-0.02 EUR is rounding"),
]
# fmt: on


@pytest.mark.parametrize(("changes", "parts", "remark"), MONEY)
def test_parts_add_up_to_the_total(changes: Doc, parts: list[int], remark: str) -> None:
    first, found = taken(shop_of(), simple(**changes))
    costs = [i.total_minor for i in found.items] + [c.total_minor for c in found.charges]
    assert costs == parts
    assert sum(costs) == found.total_minor
    assert remark in " ".join(first.remarks)


def test_a_price_that_does_not_divide_by_its_units_loses_nothing() -> None:
    line = {"id": 1, "name": "A", "quantity": 3, "subtotal": "10.00", "total": "9.50"}
    _, found = taken(shop_of(), simple(line_items=[line], total="13.50"))
    (item,) = found.items
    assert (item.unit_minor, item.discount_minor, item.total_minor) == (334, 52, 950)


# fmt: off
REFUSED = [
    ({"total": "25.00"},                          "its parts add up to 19.00 EUR, and its total is 25.00 EUR"),
    ({"currency": "SEK"},                         "place an order: the shop sells in EUR, not in 'SEK'"),
    ({"currency": "BTC"},                         "currency: unknown currency 'BTC'"),
    ({"line_items": []},                          "it has no line items"),
    ({"billing": {}},                             "billing.email is empty"),
    ({"billing": {"email": "nobody"}},            "'nobody' is no mail address"),
    ({"date_created_gmt": None},                  "date_created_gmt: an order was placed at some time"),
    ({"date_created_gmt": "soon"},                "date_created_gmt: a time is expected, not 'soon'"),
    ({"date_created_gmt": "2030-01-01T00:00:00"}, "it was placed in the future, at 2030-01-01 00:00 UTC"),
    ({"total": "a lot"},                          "total: an amount such as 12.30 is expected, not 'a lot'"),
    ({"refunds": [{"id": 1, "total": "-19.01"}]}, "refund 1: more went back than was left of what was paid"),
    ({"status": "shipped"},                       "status 'shipped': map it to one of"),
    ({"line_items": [{"id": 1, "name": "A", "quantity": 0, "total": "15.00"}]},   "a line item has a quantity from 1 on in whole units, not 0"),
    ({"line_items": [{"id": 1, "name": "A", "quantity": 1.5, "total": "15.00"}]}, "a line item has a quantity from 1 on in whole units, not 1.5"),
    ({"line_items": "none"},                      "line_items: a list of objects is expected"),
    ({"shipping_lines": [{"total": "4.00"}]},     "id: a whole number from 1 on is expected"),
]
# fmt: on


@pytest.mark.parametrize(("changes", "sentence"), REFUSED, ids=[r[1][:40] for r in REFUSED])
def test_what_does_not_fit_is_refused_with_its_reason(changes: Doc, sentence: str) -> None:
    shop = shop_of()
    (refused,) = imported(shop, [simple(**changes)])
    assert refused.what == "refused"
    assert refused.refusal.startswith("order 7: ")
    assert sentence in refused.refusal
    assert shop.order(7) is None


def test_what_has_no_field_stands_in_the_note() -> None:
    doc = order(3) | {
        "customer_note": "Ring <b>twice</b>",
        "coupon_lines": [{"id": 5, "code": "xmas", "discount": "0.00"}],
    }
    shop = shop_of()
    _, found = taken(shop, doc)
    (note,) = [r.event for r in shop.store.history(found.id) if isinstance(r.event, e.Noted)]
    for words in ("Card", "Flat Rate", "colour = blue", "Coupon: xmas", "Ring <b>twice</b>"):
        assert words in note.text


def test_an_item_is_for_what_its_meta_data_says_where_a_key_is_named() -> None:
    doc = deepcopy(simple())
    doc["line_items"][0]["meta_data"] = [{"key": "link", "value": "https://example.com/me"}]
    _, found = taken(shop_of(), doc, plan=Plan(target="link"))
    assert [i.target for i in found.items] == ["https://example.com/me", "order 7, line 2"]


def test_two_open_orders_for_one_target_are_both_imported_and_it_is_said() -> None:
    def linked(id: int) -> Doc:
        doc = deepcopy(simple(id=id, number=str(id), status="processing", date_completed_gmt=None))
        for line in doc["line_items"]:
            line["meta_data"] = [{"key": "link", "value": "https://example.com/me"}]
        return doc

    shop = shop_of()
    first, second = imported(shop, [linked(7), linked(8)], Plan(target="link"))
    assert (first.what, second.what) == ("imported", "imported")
    assert second.remarks == ("another item has its target, so it has another here",)
    check(shop)


def test_registered_customers_get_an_id_and_guests_none() -> None:
    assert read_order(simple(customer_id=12), Reading()).customer.id == "woocommerce-12"
    assert read_order(simple(customer_id=12), Reading(customer_prefix="")).customer.id == "12"
    assert read_order(simple(customer_id=0), Reading()).customer.is_guest
