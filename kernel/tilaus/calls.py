"""What an effect asks of the world, as a call of a port, and what its answer means for the order.

Whether something is left to be asked is seen on the order as it is now; the key, and so what is
asked, was settled when the effect was written.
"""

from collections.abc import Callable, Mapping
from functools import partial
from math import inf

from tilaus.commands import (
    PROCESSOR,
    SERVER,
    SYSTEM,
    Command,
    DeliveryReported,
    PaymentReported,
    RefundReported,
    ReportUndelivered,
)
from tilaus.effects import carrier
from tilaus.events import HandedOver, RefundRenewed
from tilaus.order import PAYABLE, Item, Order, Payment, Refund
from tilaus.ports.delivery import Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import JournalRow
from tilaus.record import record, replace
from tilaus.shop import Shop
from tilaus.table import OVER

_Attempted = HandedOver | RefundRenewed
"""The events that begin an attempt at what can be tried again."""


@record
class Call:
    """One effect as a call: how to ask, how to look up, and which command the answer becomes.

    `remembers_s` is how long the other side surely knows the key again, in seconds.
    """

    ask: Callable[[], Outcome]
    look_up: Callable[[], Outcome | None]
    reply: Callable[[Outcome], Command | None]
    remembers_s: float = inf


_IMPLIED: Mapping[str, str] = {"refused": "failed"}
"""The message that an outcome amounts to where the adapter names none."""


def _message(outcome: Outcome) -> str:
    return outcome.message or _IMPLIED.get(outcome.state, "")


def given_up(row: JournalRow, why: str) -> Command | None:
    """Put an effect that will not happen on the staff's list, or None where nothing is to be put.

    An alert that cannot be sent stays in the journal only.
    """
    if row.effect.name.startswith("alert:"):
        return None
    return ReportUndelivered(row.effect.name, row.effect.about, why, by=SYSTEM)


def call_of(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    """Turn an effect into a call, or None where nothing is left to be asked."""
    name, _, kind = row.effect.name.partition(":")
    if name in ("tell", "alert"):
        return _say(shop, order, row, name, kind)
    return _CALLS[name](shop, order, row)


def _say(shop: Shop, order: Order, row: JournalRow, name: str, kind: str) -> Call | None:
    house = shop.policy.house
    to = order.customer.email if name == "tell" else house.staff_mail
    if not to:
        return None
    message = Message(
        key=row.effect.key,
        audience="customer" if name == "tell" else "staff",
        kind=kind,
        to=to,
        order=order,
        policy=shop.policy,
        at=shop.clock(),
        about=row.effect.about,
        tracking_url=f"{house.url}/t/{order.token}",
    )
    return Call(partial(shop.notifier.send, message), _nobody_knows, partial(_told, row))


def _nobody_knows() -> None:
    """Nobody can be asked whether a mail went out: it is sent again, with the same Message-ID."""


def _told(row: JournalRow, outcome: Outcome) -> Command | None:
    return given_up(row, outcome.reason) if _message(outcome) else None


def _attempt(
    shop: Shop,
    order: Order,
    row: JournalRow,
    happens: type[HandedOver] | type[RefundRenewed],
    latest: int,
) -> int:
    """Return which attempt an effect means: the last one when it was written.

    What was tried again meanwhile has a later one, which has an effect of its own.
    """
    if latest <= 1:
        return latest
    written_at = int(row.effect.key.removeprefix(f"{order.id}/").split("/")[0])
    happened = (recorded.event for recorded in shop.store.history(order.id)[:written_at])
    ours = (e for e in happened if isinstance(e, happens) and _about(e) == row.effect.about)
    return max((event.attempt for event in ours), default=1)


def _about(event: _Attempted) -> str:
    return event.item if isinstance(event, HandedOver) else event.refund


def _payment_ask(order: Order, payment: Payment, what: str) -> PaymentAsk:
    return PaymentAsk(
        key=f"{order.id}/payment/{payment.id}/{what}",
        order_id=order.id,
        number=order.number,
        payment=payment.id,
        method=payment.method,
        amount_minor=payment.amount_minor,
        currency=order.currency.code,
        reference=payment.reference,
        customer_id=order.customer.id,
        email=order.customer.email,
    )


def _payment_call(
    what: str, kinds: frozenset[str], shop: Shop, order: Order, row: JournalRow
) -> Call | None:
    payment = order.payment(row.effect.about)
    if payment is None or payment.kind not in kinds:
        return None
    provider = shop.payments[payment.provider]
    ask = _payment_ask(order, payment, what)
    reply = partial(_payment_reply, payment)
    calls = partial(getattr(provider, what), ask), partial(provider.look_up, ask)
    return Call(*calls, reply, provider.remembers_s)


def _payment_reply(payment: Payment, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return PaymentReported(
        payment.id,
        _message(outcome),
        outcome.amount_minor or 0,
        reference=outcome.reference,
        pay_url=outcome.pay_url,
        reason=outcome.reason,
        by=PROCESSOR,
    )


def _refund_call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    refund = order.refund(row.effect.about)
    if refund is None or refund.kind != "initial":
        return None
    if _attempt(shop, order, row, RefundRenewed, refund.attempt) != refund.attempt:
        return None
    payment = order.payment(refund.payment)
    if payment is None:
        raise LookupError(refund.payment)
    provider = shop.payments[carrier(order, "send_refund", refund.id)]
    ask = replace(
        _payment_ask(order, payment, "refund"),
        key=f"{order.id}/refund/{refund.id}/{refund.attempt}",
        amount_minor=refund.amount_minor,
        refund=refund.id,
        to=refund.to,
        attempt=refund.attempt,
    )
    calls = partial(provider.refund, ask), partial(provider.look_up, ask)
    return Call(*calls, partial(_refund_reply, refund), provider.remembers_s)


def _refund_reply(refund: Refund, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return RefundReported(
        refund.id,
        _message(outcome),
        outcome.amount_minor,
        outcome.reference,
        outcome.reason,
        refund.attempt,
        by=PROCESSOR,
    )


def _job(order: Order, item: Item, attempt: int) -> Job:
    return Job(
        key=f"{order.id}/item/{item.id}/{attempt}",
        order_id=order.id,
        number=order.number,
        item=item.id,
        attempt=attempt,
        service=item.service,
        target=item.target,
        quantity=item.quantity - item.delivered,
        delivered=item.delivered,
    )


def _hand_over_call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    item = order.item(row.effect.about)
    if item is None or not item.handed_over or item.kind in OVER:
        return None
    attempt = _attempt(shop, order, row, HandedOver, item.attempt)
    if attempt != item.attempt:
        return None
    job, server = _job(order, item, attempt), shop.delivery
    reply = partial(_delivery_reply, item, attempt)
    return Call(partial(server.hand_over, job), partial(server.look_up, job), reply)


def _stop_call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    item = order.item(row.effect.about)
    if item is None or not item.attempt:
        return None
    attempt = _attempt(shop, order, row, HandedOver, item.attempt)
    job, reply = _job(order, item, attempt), partial(_delivery_reply, item, attempt)
    return Call(partial(shop.delivery.stop, job), lambda: None, reply)


def _delivery_reply(item: Item, attempt: int, outcome: Outcome) -> Command | None:
    if not _message(outcome):
        return None
    return DeliveryReported(
        item.id,
        _message(outcome),
        outcome.delivered,
        attempt,
        outcome.reason,
        by=SERVER,
    )


_OPEN, _WAITING = frozenset({"initial"}), frozenset({"waiting"})
_GIVEN_UP = frozenset({"failed"}) | PAYABLE

_CALLS: Mapping[str, Callable[[Shop, Order, JournalRow], Call | None]] = {
    "create_payment": partial(_payment_call, "create", _OPEN),
    "capture_payment": partial(_payment_call, "capture", _WAITING),
    "void_payment": partial(_payment_call, "void", _GIVEN_UP),
    "send_refund": _refund_call,
    "hand_over": _hand_over_call,
    "stop_delivery": _stop_call,
}
"""How each effect that is not a message becomes a call of a port."""
