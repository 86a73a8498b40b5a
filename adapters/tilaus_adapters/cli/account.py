"""What came of the demo, as one document: read from the shop's file alone, whoever wrote it.

So a demo that was killed and begun again tells of the same orders, mails, refunds and money as one
that was not; only the order of what happened at one time may differ.
"""

from typing import Any

from tilaus import events as e
from tilaus.evolve import replay
from tilaus.ports.notification import Message
from tilaus.ports.storage import JournalRow, Query
from tilaus.refunds import Quote, quote
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.messages import as_it_was
from tilaus_adapters.cli.story import ORDER, OWED
from tilaus_adapters.cli.views import by_destination
from tilaus_adapters.notification.mail import compose
from tilaus_adapters.notification.render import shipped

Doc = dict[str, Any]


def account(shop: Shop) -> Doc:
    """Return orders, mails, quotes, refunds, books and history of the demo's shop."""
    orders = sorted(shop.store.search(Query(limit=1000)), key=lambda o: o.number)
    return {
        "orders": [documents.order(order, shop.policy) for order in orders],
        "mails": mails(shop),
        "quotes": _quotes(shop),
        "refunds": [documents.refund(r, order) for order in orders for r in order.refunds],
        "ledger": documents.ledger(shop.store.entries()),
        "history": [
            {"order": order.number, **doc}
            for order in orders
            for doc in documents.history(shop.store.history(order.id))
        ],
    }


def mails(shop: Shop) -> list[Doc]:
    """Return every mail that the journal asks for, with its state, in the order of the journal."""
    return [_mail(shop, row) for row in shop.store.effects() if ":" in row.effect.name]


def _mail(shop: Shop, row: JournalRow) -> Doc:
    """Compose a mail anew from the order as it was when it was asked for."""
    audience, _, kind = row.effect.name.partition(":")
    order, _, _ = as_it_was(shop, row)
    is_customer, house = audience == "tell", shop.policy.house
    message = Message(
        key=row.effect.key,
        audience="customer" if is_customer else "staff",
        kind=kind,
        to=order.customer.email if is_customer else house.staff_mail,
        order=order,
        policy=shop.policy,
        at=row.run_at,
        about=row.effect.about,
        tracking_url=f"{house.url}/t/{order.token}",
    )
    mail = compose(message, shipped())
    return {
        "order": order.number,
        "to": message.to,
        "subject": mail.subject,
        "tracking_url": message.tracking_url if is_customer else None,
        "message_id": mail.id,
        "audience": message.audience,
        "kind": kind,
        "state": row.state,
    }


def _quotes(shop: Shop) -> Doc:
    """Return what the customer was quoted: on the order as it was before the first refund."""
    order = shop.order(ORDER)
    recorded = shop.store.history(order.id) if order else ()
    asked = next((r for r in recorded if isinstance(r.event, e.RefundRequested)), None)
    if asked is None:
        return {}
    before = replay(r.event for r in recorded[: asked.seq - 1])
    found = by_destination(lambda to: quote(before, OWED, to, shop.policy, asked.at))
    return {to: documents.quote(q, before) for to, q in found.items() if isinstance(q, Quote)}
