"""How a payment stands at its provider, as commands: what the order has to be told of it.

Commands are told in full, what is known already too: the tables answer those with `duplicate`. So
it does not matter which message led to the question, nor how often it is asked.
"""

from collections.abc import Iterator

from tilaus.commands import (
    PROCESSOR,
    Command,
    FeeReported,
    PaymentReported,
    RefundObserved,
    RefundReported,
)
from tilaus.order import Order, Payment, Refund
from tilaus.ports.payment import Returned, Standing


def commands_of(order: Order, payment: Payment, standing: Standing) -> tuple[Command, ...]:
    """Return what an order has to be told of a payment: the payment itself, fees, then refunds."""
    told = [_paid(payment, standing, message) for message in _messages(payment, standing)]
    refunds = _refunds(order, payment, standing)
    return (*told, *_fee(payment, standing), *refunds)


def _messages(payment: Payment, standing: Standing) -> tuple[str, ...]:
    """Return the messages; a dispute that the provider does not know any more was won."""
    if payment.kind == "held" and standing.messages[-1:] == ("captured",):
        return (*standing.messages, "dispute_won")
    return standing.messages


def _paid(payment: Payment, standing: Standing, message: str) -> PaymentReported:
    captured = standing.captured_minor if message == "captured" else 0
    about = payment.id, message, captured, standing.currency, standing.reference
    return PaymentReported(*about, reason=standing.reason, by=PROCESSOR)


def _fee(payment: Payment, standing: Standing) -> Iterator[FeeReported]:
    if standing.fee_minor not in (None, payment.provider_fee_minor):
        yield FeeReported(payment.id, standing.fee_minor or 0, standing.currency, by=PROCESSOR)


def _refunds(order: Order, payment: Payment, standing: Standing) -> Iterator[Command]:
    for back in standing.refunds:
        ours = _ours(order, payment, back)
        if ours is not None:
            told = ours.id, back.message, back.amount_minor, back.reference, back.reason
            attempt = back.attempt if back.refund else None
            yield RefundReported(*told, attempt, by=PROCESSOR)
        elif back.message == "succeeded":
            yield RefundObserved(payment.id, back.reference, back.amount_minor, by=PROCESSOR)


def _ours(order: Order, payment: Payment, back: Returned) -> Refund | None:
    """Return the refund of the order that a provider's is: by our id, or by the provider's."""
    refunds = [r for r in order.refunds if r.payment == payment.id]
    named = (r for r in refunds if back.refund and r.id == back.refund)
    known = (r for r in refunds if not back.refund and r.reference == back.reference)
    return next(named, None) or next(known, None)
