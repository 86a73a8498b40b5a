"""Reconciliation: the order, its ledger and the provider, held against each other.

How a payment stands at its provider is what its messages would have told (`tilaus.standing`): a
difference is a command that would change the order, or one that the order refuses. So what is shown
before anything is changed is decided by the very code that changes it.
"""

from collections.abc import Iterator
from typing import TypeGuard

from tilaus import ledger
from tilaus.calls import payment_ask
from tilaus.commands import Command, FeeReported, PaymentReported, RefundObserved, RefundReported
from tilaus.inbox import Reply, refresh
from tilaus.order import Order, Payment
from tilaus.ports.payment import PaymentRecords, Standing
from tilaus.ports.storage import RequestKey, Stored
from tilaus.record import record, replace
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus.standing import commands_of


@record
class Difference:
    """Something in which the order, its ledger and the provider differ.

    Attributes:
        number: of the order.
        payment: empty where it is about the order's ledger.
        provider: which was asked; `ledger` for the shop's own books.
        found: what the other side says that the order does not know, as a sentence.
        cure: a command that would mend it.
        is_mended: it was told to the order (`apply`).
    """

    number: int
    payment: str
    provider: str
    found: str
    cure: str
    is_mended: bool = False


def differences(shop: Shop, order: Order) -> Iterator[Difference]:
    """Yield what differs for one order; changes nothing."""
    yield from _books(shop, order)
    for payment in order.payments:
        yield from _payment(shop, order, payment)


def apply(shop: Shop, order: Order) -> Iterator[Difference]:
    """Tell the order what its providers say; yield what was mended, and what still differs.

    Idempotent. What the order refuses to be told stays a difference.
    """
    for payment in order.payments:
        found = list(_payment(shop, order, payment))
        told = _refreshed(shop, order, payment) if found else None
        rest = {d.found for d in _again(shop, order, payment)} if told is not None else set()
        for difference in found:
            is_mended = told is not None and told.status == 200 and difference.found not in rest
            yield replace(difference, is_mended=is_mended)
    fresh = shop.order(order.id)
    yield from _books(shop, fresh or order)


def _refreshed(shop: Shop, order: Order, payment: Payment) -> Reply | None:
    provider: object = shop.payments[payment.provider]
    return refresh(shop, provider, order, payment) if _is_asked(provider) else None


def _again(shop: Shop, order: Order, payment: Payment) -> Iterator[Difference]:
    fresh = shop.order(order.id) or order
    yield from _payment(shop, fresh, fresh.payment(payment.id) or payment)


def _is_asked(provider: object) -> TypeGuard[PaymentRecords]:
    return isinstance(provider, PaymentRecords)


def _books(shop: Shop, order: Order) -> Iterator[Difference]:
    """Hold the order's own accounts against what its payments and refunds add up to."""
    prefixes = ("order:", "unapplied:")
    booked = ledger.balances(shop.store.entries(order.id))
    held = {a: minor for a, minor in booked.items() if a.startswith(prefixes)}
    expected = ledger.expected(order)
    for account in sorted(held.keys() | expected.keys()):
        ours, theirs = expected.get(account, 0), held.get(account, 0)
        if ours != theirs:
            money = order.currency.format
            found = f"{account} holds {money(theirs)}, the order says {money(ours)}"
            yield Difference(
                order.number, "", "ledger", found, f"tilaus verify --order {order.number}"
            )


def _payment(shop: Shop, order: Order, payment: Payment) -> Iterator[Difference]:
    provider: object = shop.payments[payment.provider]
    if not _is_asked(provider):
        return
    try:
        standing = provider.standing(payment_ask(shop, order, payment, "standing"))
    except Exception as error:  # noqa: BLE001 - whatever it is, it could not be compared
        cure = f"tilaus reconcile --order {order.number}"
        why = f"it could not be asked: {type(error).__name__}"
        yield Difference(order.number, payment.id, payment.provider, why, cure)
        return
    if standing is not None:
        yield from _told(shop, order, payment, standing)
    elif payment.captured_minor or payment.reference:
        money = order.currency.format(payment.captured_minor)
        found = f"it has no such payment; the order knows {payment.reference!r} with {money}"
        yield Difference(order.number, payment.id, payment.provider, found, "tilaus doctor")


def _told(shop: Shop, order: Order, payment: Payment, standing: Standing) -> Iterator[Difference]:
    """Decide one command after the other, as if each were told, and yield what would change."""
    stored = Stored(order)
    for command in commands_of(order, payment, standing):
        if _is_remembered(shop, order, payment, command):
            continue
        decided = shop.decide(stored, command)
        about = order.number, payment.id, payment.provider
        if isinstance(decided, Refusal):
            cure = f"tilaus order show {order.number}"
            yield Difference(*about, f"{_sentence(order, command)}, but {decided.sentence}", cure)
        elif decided.events:
            cure = f"tilaus reconcile --order {order.number} --apply"
            yield Difference(*about, _sentence(order, command), cure)
            stored = replace(stored, order=decided.order)


def _is_remembered(shop: Shop, order: Order, payment: Payment, command: Command) -> bool:
    """Tell whether a refund that nobody here asked for was put before a person already."""
    if not isinstance(command, RefundObserved):
        return False
    key = RequestKey(payment.provider, f"refund/{command.reference}")
    return shop.store.load(order.id, key).answer is not None


def _sentence(order: Order, command: Command) -> str:
    money = order.currency.format
    match command:
        case PaymentReported(message="captured"):
            return f"it has captured {money(command.captured_minor)}"
        case PaymentReported():
            return f"it says {command.message.replace('_', ' ')}"
        case FeeReported():
            return f"it kept {money(command.fee_minor)} for itself"
        case RefundObserved():
            return f"it sent {money(command.amount_minor)} back, which nobody here asked for"
        case RefundReported():
            sent = money(command.amount_minor or 0)
            return f"refund {command.refund} of {sent} {command.message} there"
    return type(command).__name__
