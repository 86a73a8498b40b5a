"""A shop that imports, and the orders that others wrote."""

import io
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.adapters.interop.woocommerce_orders import Doc
from tests.world import World

from tilaus.audit import Audit
from tilaus.policy import METHODS, REFUND_RULES, Policy
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus.testing.orders import Clock
from tilaus_adapters.cli.wizard import IMPORTED, IMPORTED_RULE
from tilaus_adapters.interop.woocommerce_import import Importer, Plan, Taken
from tilaus_adapters.payment.imported import ImportedPayments
from tilaus_adapters.storage.memory import MemoryStore

ROOT = Path(__file__).parents[3]
PEERS = Path(os.environ.get("TILAUS_PEERS", ROOT.parent / "shared" / "peers")) / "woocommerce"
MISSING = "WooCommerce's own examples are neither in ../shared/peers nor in $TILAUS_PEERS"

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def peer(name: str) -> Doc:
    """Read an example of WooCommerce's documentation."""
    doc: Doc = json.loads((PEERS / name).read_text(encoding="utf-8"))
    return doc


def policy(currency: str = "EUR", **changes: Any) -> Policy:
    """Return a policy under which orders are imported."""
    methods, rules = (*METHODS, IMPORTED), (*REFUND_RULES, IMPORTED_RULE)
    return Policy(currency=currency, methods=methods, refund_rules=rules, **changes)


def shop_of(store: Store | None = None, rules: Policy | None = None) -> Shop:
    """Return a shop of today that imports."""
    world = World(store or MemoryStore(), clock=Clock(NOW))
    return Shop(
        world.store,
        policy=rules or policy(),
        payments={**world.shop.payments, "imported": ImportedPayments()},
        delivery=world.delivery,
        notifier=world.mail,
        clock=world.clock,
        new_id=world.shop.new_id,
    )


def imported(shop: Shop, docs: Sequence[Doc], plan: Plan | None = None) -> list[Taken]:
    """Import objects, one on each line."""
    data = "\n".join(json.dumps(doc) for doc in docs).encode()
    return list(Importer(shop, io.BytesIO(data), plan or Plan()).run())


def check(shop: Shop) -> None:
    """Check that an audit finds nothing, and that nothing waits to be done."""
    assert list(Audit(shop.store, shop.policy.lifecycles).findings()) == []
    assert not shop.store.effects()
