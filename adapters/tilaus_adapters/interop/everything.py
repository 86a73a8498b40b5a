"""Everything of all orders, one after the other: as documents, and as rows of tables.

Lazy: a page of orders is in memory at a time, so that memory does not grow with the shop. The
oldest order comes last. What is placed while it runs may be missing.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tilaus.events import Recorded
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import Query, Store
from tilaus.record import record
from tilaus_adapters import documents
from tilaus_adapters.spreadsheet import harmless

PAGE = 200
"""How many orders are read at once."""

Doc = dict[str, Any]
Row = Sequence[Any]


@record
class Whole:
    """An order with its history and its part of the books."""

    order: Order
    history: tuple[Recorded, ...]
    entries: tuple[Entry, ...]


def orders(store: Store, text: str = "") -> Iterator[Order]:
    """Give every order, the highest number first; only those that `Query.text` matches."""
    before: int | None = None
    while page := store.search(Query(text=text, limit=PAGE, before=before)):
        yield from page
        before = page[-1].number


def whole(store: Store, order: Order) -> Whole:
    """Read what belongs to an order."""
    return Whole(order, tuple(store.history(order.id)), tuple(store.entries(order.id)))


def document(found: Whole, policy: Policy) -> Doc:
    """Return an order as `tilaus order show --history --json` does, with its part of the books."""
    return {
        **documents.order(found.order, policy),
        "history": documents.history(found.history),
        "ledger": documents.ledger(found.entries)["entries"],
    }


@record
class Table:
    """One table of an export: its columns, and the rows that one order gives it."""

    columns: tuple[str, ...]
    rows: Callable[[Whole, Policy], Iterator[Row]]


def _picked(columns: str, parts: Callable[[Whole, Policy], Iterator[Doc]]) -> Table:
    """Make a table of documents: a column for each key, with the order's number first."""
    names = tuple(columns.split())

    def rows(found: Whole, policy: Policy) -> Iterator[Row]:
        for doc in parts(found, policy):
            yield found.order.number, *(_cell(doc[name]) for name in names)

    return Table(("order", *names), rows)


def _cell(value: Any) -> Any:
    """Return what stands in a cell: no text in it is a formula, and nothing is an empty text."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else "" if value is None else value


def _order(found: Whole, policy: Policy) -> Iterator[Doc]:
    doc = documents.order(found.order, policy)
    yield {**doc, **{f"customer_{k}": v for k, v in doc["customer"].items()}}


def _items(found: Whole, policy: Policy) -> Iterator[Doc]:
    return map(documents.item, found.order.items)


def _charges(found: Whole, policy: Policy) -> Iterator[Doc]:
    for charge in found.order.charges:
        yield {"id": charge.id, "kind": charge.kind, "total_minor": charge.total_minor}


def _payments(found: Whole, policy: Policy) -> Iterator[Doc]:
    return map(documents.payment, found.order.payments)


def _refunds(found: Whole, policy: Policy) -> Iterator[Doc]:
    for refund in found.order.refunds:
        yield documents.refund(refund, found.order)


ENVELOPE = frozenset({"seq", "at", "role", "actor", "event"})
"""What every event of a history has; the rest is what it tells."""


def _events(found: Whole, policy: Policy) -> Iterator[Doc]:
    for doc in documents.history(found.history):
        about = {key: value for key, value in doc.items() if key not in ENVELOPE}
        yield {**doc, "what": doc["event"], "event": about}


def _ledger(found: Whole, policy: Policy) -> Iterator[Doc]:
    for entry in found.entries:
        for account, minor in entry.lines:
            yield {"key": entry.key, "memo": entry.memo, "account": account, "minor": minor}


# fmt: off
TABLES: Mapping[str, Table] = {
    "orders":   _picked("id status placed_at currency total_minor captured_minor refunded_minor customer_id customer_email customer_name customer_language reason", _order),
    "items":    _picked("id service target status quantity delivered unit_minor discount_minor tax_minor total_minor attempt reason", _items),
    "charges":  _picked("id kind total_minor", _charges),
    "payments": _picked("id method provider status amount_minor fee_minor captured_minor is_applied created_at reference", _payments),
    "refunds":  _picked("id payment to status amount_minor currency fee_returned_minor fee_kept_minor requested_at available_at covers attempt reason reference", _refunds),
    "events":   _picked("seq at role actor what event", _events),
    "ledger":   _picked("key memo account minor", _ledger),
}
# fmt: on
"""The tables of an export, by name. Amounts are minor units."""
