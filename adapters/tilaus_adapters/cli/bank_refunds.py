"""What staff have to send by bank transfer, as a list, a table, or a CSV file."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from tilaus import events as e
from tilaus.money import currency
from tilaus.order import Order, Refund
from tilaus.ports.storage import MAX_LISTED, Query
from tilaus.shop import Shop
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.documents import moment
from tilaus_adapters.payment.banktransfer_booking import PROVIDER, owed_by_hand
from tilaus_adapters.spreadsheet import harmless

Doc = dict[str, Any]

COLUMNS = (
    "refund",
    "order",
    "amount",
    "currency",
    "name",
    "email",
    "reference",
    "arrived_as",
    "requested_at",
    "due",
)
"""What the CSV file has; `arrived_as` is how the bank called the money when it came."""


def by_hand(order: Order) -> tuple[Refund, ...]:
    """Return the refunds of an order that go by bank transfer, sent or not."""
    ours = {p.id for p in order.payments if p.provider == PROVIDER}
    return tuple(r for r in order.refunds if r.payment in ours and r.to == "original")


def owed(shop: Shop) -> Iterator[Doc]:
    """Yield what has to be sent, the newest order first. Reads every order of the shop."""
    before = None
    while page := shop.store.search(Query(limit=MAX_LISTED, before=before)):
        for order in page:
            yield from (_doc(shop, order, refund) for refund in owed_by_hand(order))
        before = page[-1].number


def _doc(shop: Shop, order: Order, refund: Refund) -> Doc:
    payment = order.payment(refund.payment)
    return {
        "refund": f"{order.number}/{refund.id}",
        "order": order.number,
        "amount_minor": refund.amount_minor,
        "currency": order.currency.code,
        "name": order.customer.name,
        "email": order.customer.email,
        "reference": payment.reference if payment else "",
        "arrived_as": "; ".join(_arrived(shop, order, refund.payment)),
        "requested_at": moment(refund.requested_at),
        "due": moment(refund.available_at),
    }


def _arrived(shop: Shop, order: Order, payment: str) -> Iterator[str]:
    """Yield what the history says of how a payment's money came: the bank's references."""
    for recorded in shop.store.history(order.id):
        event = recorded.event
        is_ours = isinstance(event, e.Moved) and (event.machine, event.about) == (
            "payment",
            payment,
        )
        if is_ours and isinstance(event, e.Moved) and event.reason:
            yield event.reason.removeprefix("bank reference ")


def show(found: Sequence[Doc], screen: Screen) -> None:
    """Show what has to be sent."""
    if not found:
        screen.say("no refund waits to be sent by bank transfer")
        return
    rows = [
        [
            d["refund"],
            _amount(d),
            d["currency"],
            d["name"],
            d["email"],
            d["reference"],
            d["arrived_as"],
        ]
        for d in found
    ]
    heads = ["refund", "amount", "", "to", "mail", "paid as", "arrived as"]
    screen.table(heads, rows, right=["amount"])
    screen.say(f"{count(len(found), 'refund')}; once sent: tilaus bank sent REFUND")


def as_csv(found: Sequence[Doc], screen: Screen) -> None:
    """Print what has to be sent as CSV; no cell is a formula for a spreadsheet."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS)
    for doc in found:
        cells = {**doc, "amount": _amount(doc)}
        writer.writerow([harmless(str(cells[name])) for name in COLUMNS])
    screen.raw(made.getvalue())


def _amount(doc: Doc) -> str:
    return currency(doc["currency"]).format(doc["amount_minor"]).split()[0]
