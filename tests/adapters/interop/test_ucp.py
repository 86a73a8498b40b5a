"""An order in the form of the Universal Commerce Protocol; the protocol's own SDK is the judge."""

import io
import json
from typing import Any

import pytest
from pydantic import ValidationError
from tests.adapters.interop.importing import MISSING, PEERS, imported, peer, policy, shop_of
from tests.adapters.interop.woocommerce_orders import orders
from tests.world import STAFF, World
from ucp_sdk.models.schemas.shopping.order import Order as Judge

from tilaus.commands import SERVER, DeliveryReported, RequestRefund
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.shop import Shop
from tilaus_adapters.interop.ucp import document
from tilaus_adapters.interop.woocommerce_import import Importer, Plan
from tilaus_adapters.storage.memory import MemoryStore

theirs = pytest.mark.skipif(not PEERS.exists(), reason=MISSING)


def judged(shop: Shop, number: int) -> dict[str, Any]:
    """Return the document of an order, which the SDK reads and writes again as it was."""
    order = shop.order(number)
    assert order is not None
    doc = document(order, shop.store.history(order.id), shop.policy)
    read = Judge.model_validate_json(json.dumps(doc))
    again = read.model_dump_json(by_alias=True, exclude_unset=True)
    assert json.loads(again) == json.loads(json.dumps(doc).replace('+00:00"', 'Z"'))
    return doc


def amount(doc: dict[str, Any], kind: str) -> int:
    return sum(line["amount"] for line in doc["totals"] if line["type"] == kind)


@theirs
def test_order_727_with_refund_726_is_accepted_to_the_cent() -> None:
    shop = shop_of(rules=policy("USD"))
    imported(shop, [{**peer("order_727.json"), "id": 723}, peer("refund_726.json")])
    doc = judged(shop, 727)
    assert (amount(doc, "subtotal"), amount(doc, "tax"), amount(doc, "fulfillment")) == (
        1800,
        135,
        1000,
    )
    assert (amount(doc, "total"), doc["currency"]) == (2935, "USD")
    (refund,) = doc["adjustments"]
    assert (refund["type"], refund["status"]) == ("refund", "completed")
    assert refund["totals"] == [{"type": "total", "amount": -1000}]


def test_every_imported_order_is_accepted_and_its_parts_add_up() -> None:
    shop, docs = shop_of(), list(orders(200))
    data = "\n".join(map(json.dumps, docs)).encode()
    for taken in Importer(shop, io.BytesIO(data), Plan()).run():
        if taken.kind != "order" or taken.number is None:
            continue
        doc = judged(shop, taken.number)
        parts = sum(line["amount"] for line in doc["totals"] if line["type"] != "total")
        assert parts == amount(doc, "total")


def test_what_was_delivered_what_failed_and_what_went_back_is_told() -> None:
    world = World(MemoryStore())
    order = world.place()
    world.pay(order)
    world.settle()
    world.live(hours=1)
    world.handle(order, DeliveryReported("1", "failed", reason="server_problem", by=SERVER))
    world.handle(order, RequestRefund(RefundRequest((RefundLine("1"),)), "original", by=STAFF))
    world.settle()
    before = judged(world.shop, 50001)
    (refund,) = before["adjustments"]
    assert refund["line_items"] == [{"id": "1", "quantity": -1000}]
    assert before["line_items"][0]["status"] == "removed"


def test_a_version_that_the_protocol_does_not_know_would_be_refused() -> None:
    world = World(MemoryStore())
    doc = judged(world.shop, world.place().number)
    doc["line_items"][0]["quantity"] = "many"
    with pytest.raises(ValidationError, match="line_items"):
        Judge.model_validate_json(json.dumps(doc))
