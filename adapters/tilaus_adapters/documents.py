"""Orders, quotes and books for programs: documents with keys that stay, in minor units."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tilaus import codec
from tilaus.events import Event, Recorded
from tilaus.ledger import Entry, balances
from tilaus.options import Allowed
from tilaus.order import Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.ports.storage import JournalRow
from tilaus.refunds import Quote
from tilaus.refusals import Refusal

Doc = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """Write a time in ISO 8601; None for none."""
    return None if at is None else at.isoformat()


def order_line(order: Order) -> Doc:
    """Return what a list says of an order."""
    return {
        "number": order.number,
        "id": order.id,
        "status": order.status,
        "placed_at": moment(order.placed_at),
        "email": order.customer.email,
        "currency": order.currency.code,
        "total_minor": order.total_minor,
        "captured_minor": order.captured_minor,
        "refunded_minor": order.refunded_minor,
    }


def order(order: Order, policy: Policy) -> Doc:
    """Return all that is known of an order."""
    return {
        **order_line(order),
        "label": policy.lifecycles.order.label(order.status),
        "reason": order.reason,
        "held_from": order.held_from,
        "version": order.version,
        "expires_at": moment(order.expires_at),
        "refundable_minor": order.refundable_minor,
        "in_flight_minor": order.in_flight_minor,
        "tracking_url": f"{policy.house.url}/t/{order.token}" if order.token else None,
        "customer": {
            "id": order.customer.id,
            "email": order.customer.email,
            "name": order.customer.name,
            "language": order.customer.language,
            "role": order.customer.role,
        },
        "items": [item(i) for i in order.items],
        "charges": [
            {"id": c.id, "kind": c.kind, "total_minor": c.total_minor} for c in order.charges
        ],
        "payments": [payment(p) for p in order.payments],
        "refunds": [refund(r, order) for r in order.refunds],
        "parked": [
            {
                "id": p.id,
                "machine": p.machine,
                "about": p.about,
                "what": p.what,
                "why": p.why,
                "at": moment(p.at),
            }
            for p in order.parked
        ],
    }


def item(item: Item) -> Doc:
    """Return all that is known of an item."""
    question = item.question
    return {
        "id": item.id,
        "service": item.service,
        "target": item.target,
        "status": item.status,
        "quantity": item.quantity,
        "delivered": item.delivered,
        "unit_minor": item.unit_minor,
        "discount_minor": item.discount_minor,
        "tax_minor": item.tax_minor,
        "total_minor": item.total_minor,
        "attempt": item.attempt,
        "reason": item.reason,
        "answer_until": moment(question.until) if question else None,
    }


def payment(payment: Payment) -> Doc:
    """Return all that is known of a payment."""
    return {
        "id": payment.id,
        "method": payment.method,
        "provider": payment.provider,
        "status": payment.status,
        "amount_minor": payment.amount_minor,
        "fee_minor": payment.fee_minor,
        "captured_minor": payment.captured_minor,
        "is_applied": payment.is_applied,
        "created_at": moment(payment.created_at),
        "expires_at": moment(payment.expires_at),
        "reference": payment.reference,
        "pay_url": payment.pay_url,
    }


def refund(refund: Refund, order: Order) -> Doc:
    """Return all that is known of a refund, or of a part of a quote."""
    return {
        "order": order.number,
        "id": refund.id,
        "payment": refund.payment,
        "to": refund.to,
        "status": refund.status,
        "amount_minor": refund.amount_minor,
        "currency": order.currency.code,
        "fee_returned_minor": refund.fee_returned_minor,
        "fee_kept_minor": refund.fee_kept_minor,
        "requested_at": moment(refund.requested_at),
        "available_at": moment(refund.available_at),
        "covers": [
            {"kind": c.kind, "id": c.id, "minor": c.minor, "units": c.units} for c in refund.covers
        ],
        "attempt": refund.attempt,
        "reason": refund.reason,
        "reference": refund.reference,
    }


def quote(quote: Quote, order: Order) -> Doc:
    """Return what a refund would send."""
    return {
        "to": quote.to,
        "amount_minor": quote.amount_minor,
        "currency": order.currency.code,
        "fee_returned_minor": quote.fee_returned_minor,
        "fee_kept_minor": quote.fee_kept_minor,
        "available_at": moment(quote.available_at),
        "parts": [refund(part, order) for part in quote.parts],
    }


def option(found: Allowed) -> Doc:
    """Return one thing that may happen next, or why it may not."""
    row = found.transition
    return {
        "machine": found.machine,
        "about": found.about,
        "trigger": row.trigger,
        "source": row.source,
        "target": row.target,
        "is_open": found.is_open,
        "is_permitted": found.is_permitted,
        "why_not": found.why_not,
        "by": sorted(found.by),
        "note": row.note,
    }


def history(recorded: Iterable[Recorded]) -> list[Doc]:
    """Return the history of an order, one document for each event."""
    return [
        {
            "seq": r.seq,
            "at": moment(r.at),
            "role": r.by.role,
            "actor": r.by.id,
            **codec.dump(r.event, Event),
        }
        for r in recorded
    ]


def ledger(entries: Sequence[Entry]) -> Doc:
    """Return the books: every entry, the balances, and whether all of it is balanced."""
    return {
        "balanced": all(e.is_balanced for e in entries) and not sum(balances(entries).values()),
        "entries": [
            {
                "key": e.key,
                "memo": e.memo,
                "lines": [{"account": account, "minor": minor} for account, minor in e.lines],
            }
            for e in entries
        ],
        "balances": balances(entries),
    }


def effect(row: JournalRow) -> Doc:
    """Return an effect of the journal."""
    return {
        "seq": row.seq,
        "key": row.effect.key,
        "name": row.effect.name,
        "about": row.effect.about,
        "state": row.state,
        "attempts": row.attempts,
        "run_at": moment(row.run_at),
        "outcome": row.outcome,
    }


def refusal(refusal: Refusal) -> Doc:
    """Return what stands behind the sentence of a refusal, for programs."""
    return {
        "code": refusal.code,
        "sentence": refusal.sentence,
        "possible": list(refusal.possible),
        "failed": [{"guard": f.guard, "facts": dict(f.facts)} for f in refusal.failed],
        "facts": dict(refusal.facts),
    }
