"""What an effect asks of the world, as a call of a port, and what its answer means for the order.

Whether something is left to be asked is seen on the order as it is now; the key, and so what is
asked, was settled when the effect was written.
"""

from collections.abc import Callable, Iterator, Mapping
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
from tilaus.events import Event, HandedOver, Placed, RefundRenewed
from tilaus.jobs import job_of
from tilaus.order import PAYABLE, Item, Order, Payment, Refund
from tilaus.ports.delivery import Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk, PaymentLine
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
    is_worth_saying = _WHILE.get(kind, _always)
    if not to or not is_worth_saying(order, row.effect.about):
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
        answer_urls=_answers(shop, order, kind, row.effect.about) if name == "tell" else {},
    )
    return Call(partial(shop.notifier.send, message), _nobody_knows, partial(_told, row))


def _answers(shop: Shop, order: Order, kind: str, item: str) -> Mapping[str, str]:
    """Return the links by which the customer may answer, for a message that asks."""
    return shop.links(order, item) if shop.links is not None and kind in _ASKING else {}


_ASKING = frozenset({"item-cancelled", "reminder"})
"""What asks the customer how to handle an item; staff get no links: they are the customer's."""


def _always(order: Order, about: str) -> bool:
    return True


def _is_payable(order: Order, about: str) -> bool:
    payment = order.payment(about)
    return payment is not None and payment.kind in PAYABLE


def _goes_on(order: Order, about: str) -> bool:
    item = order.item(about)
    return item is not None and item.kind not in OVER


_WHILE: Mapping[str, Callable[[Order, str], bool]] = {
    "payment-awaited": _is_payable,
    "instance-awaited": _goes_on,
}
"""What is only said while the payment may still bring money, and while others wait for the item."""


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


def payment_ask(shop: Shop, order: Order, payment: Payment, what: str) -> PaymentAsk:
    """Return what a provider is asked about a payment; `what` names the call in the key."""
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
        lines=_lines(order, payment),
        return_url=f"{shop.policy.house.url}/t/{order.token}",
        language=order.customer.language,
        expires_at=payment.expires_at,
    )


def _lines(order: Order, payment: Payment) -> tuple[PaymentLine, ...]:
    """Say what a payment is for: the parts of the order, or one line where it pays some of them."""
    lines = [PaymentLine(item.service, item.quantity, item.total_minor) for item in order.items]
    lines += [PaymentLine(charge.kind, 1, charge.total_minor) for charge in order.charges]
    if payment.fee_minor:
        lines.append(PaymentLine("processing fee", 1, payment.fee_minor))
    if sum(line.total_minor for line in lines) == payment.amount_minor:
        return tuple(lines)
    return (PaymentLine(f"order {order.number}", 1, payment.amount_minor),)


def _payment_call(
    what: str, kinds: frozenset[str], shop: Shop, order: Order, row: JournalRow
) -> Call | None:
    payment = order.payment(row.effect.about)
    if payment is None or payment.kind not in kinds:
        return None
    provider = shop.payments[payment.provider]
    ask = payment_ask(shop, order, payment, what)
    reply = partial(_payment_reply, payment)
    calls = partial(getattr(provider, what), ask), partial(provider.look_up, ask)
    return Call(*calls, reply, provider.abilities.remembers_s)


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
        payment_ask(shop, order, payment, "refund"),
        key=f"{order.id}/refund/{refund.id}/{refund.attempt}",
        amount_minor=refund.amount_minor,
        refund=refund.id,
        to=refund.to,
        attempt=refund.attempt,
    )
    calls = partial(provider.refund, ask), partial(provider.look_up, ask)
    return Call(*calls, partial(_refund_reply, refund), provider.abilities.remembers_s)


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


def running_job(shop: Shop, order: Order, item: Item) -> Job | None:
    """Return the job that the present attempt of an item is; None where it was never handed over.

    Nothing is read where the item alone tells it: an order of a thousand items is handed over with
    the histories of those that are tried again.
    """
    if item.attempt == 1 and item.handed_over and not item.delivered:
        return job_of(order, [Placed(order), HandedOver(item.id, 1)], item.id, 1)
    return job_of(order, history_of(shop, order), item.id, item.attempt)


def history_of(shop: Shop, order: Order) -> Iterator[Event]:
    """Yield all events of an order."""
    return (recorded.event for recorded in shop.store.history(order.id))


def _hand_over_call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    item = order.item(row.effect.about)
    if item is None or not item.handed_over or item.kind in OVER:
        return None
    attempt = _attempt(shop, order, row, HandedOver, item.attempt)
    job = running_job(shop, order, item)
    if attempt != item.attempt or job is None:
        return None
    server, reply = shop.delivery, partial(delivery_reply, job)
    return Call(partial(server.hand_over, job), partial(server.look_up, job), reply)


def _stop_call(shop: Shop, order: Order, row: JournalRow) -> Call | None:
    item = order.item(row.effect.about)
    if item is None or not item.attempt:
        return None
    attempt = _attempt(shop, order, row, HandedOver, item.attempt)
    job = job_of(order, history_of(shop, order), item.id, attempt)
    if job is None:
        return None
    reply = partial(delivery_reply, job)
    return Call(partial(shop.delivery.stop, job), lambda: None, reply)


def delivery_reply(job: Job, outcome: Outcome) -> Command | None:
    """Return the message that a server's answer about a job amounts to, or None for no news."""
    if not _message(outcome):
        return None
    told = job.item, _message(outcome), outcome.delivered, job.attempt, outcome.reason
    return DeliveryReported(*told, by=SERVER)


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
