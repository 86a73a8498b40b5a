"""Placing an order and adding payments: everything is priced here, once and for all (F11)."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from tilaus import events as e
from tilaus.commands import AddPayment, Line, Place
from tilaus.decide.draft import Draft
from tilaus.money import MAX_MINOR, currency
from tilaus.order import PAYABLE, Charge, Customer, Item, Order, Payment
from tilaus.policy import Method, Policy, pay_method
from tilaus.refusals import Refused, refuse
from tilaus.targets import check_target, instance
from tilaus.texts import is_line

MAX_QUANTITY = 10**9
MAX_LINES = 1_000
MAX_TEXT = 500


def place(draft: Draft, command: Place) -> None:
    """Place an order: check every value, price every item, open a payment for each tender."""
    draft.permit("place", "place an order")
    if draft._order is not None:
        raise refuse("not_placed", f"place order {command.number}", "it was placed already")
    _check(command, draft.policy)
    items = tuple(
        _item(str(n), line, draft.policy) for n, line in enumerate(command.lines, start=1)
    )
    charges = command.charges
    base = sum(i.total_minor for i in items) + sum(c.total_minor for c in charges)
    if base > MAX_MINOR:
        raise _malformed(f"items and charges cost at most {MAX_MINOR} minor units together")
    payments = _payments(draft, command, base)
    draft.emit(
        e.Placed(
            Order(
                id=command.id,
                number=command.number,
                currency=currency(command.currency),
                customer=command.customer,
                items=items,
                placed_at=draft.at,
                expires_at=max((p.expires_at for p in payments), default=draft.at),
                token=command.token,
                charges=charges,
                payments=payments,
                lifecycle=draft.policy.lifecycles.fingerprint,
            )
        )
    )
    draft.effect("tell:order-received")
    for payment in payments:
        draft.effect("create_payment", payment.id)


def _check(command: Place, policy: Policy) -> None:
    if command.currency != policy.currency:
        found = f"the shop sells in {policy.currency}, not in {command.currency[:12]!r}"
        raise refuse("currency_mismatch", "place an order", found)
    if not 1 <= len(command.lines) <= MAX_LINES:
        raise _malformed(f"an order has 1 to {MAX_LINES} items, not {len(command.lines)}")
    _check_customer(command.customer)
    for n, line in enumerate(command.lines, start=1):
        _check_line(n, line, policy)
    for charge in command.charges:
        _check_charge(charge)
    ids = [charge.id for charge in command.charges]
    if len(set(ids)) < len(ids):
        raise _malformed("two charges have the same id")


def _malformed(found: str) -> Refused:
    return refuse("malformed", "place an order", found)


def _check_customer(customer: Customer) -> None:
    for text in (customer.email, customer.name, customer.id, customer.language):
        if not is_line(text, MAX_TEXT):
            raise _malformed(f"the customer's data is one line of at most {MAX_TEXT} characters")
    name, _, domain = customer.email.rpartition("@")
    if not name or not domain or any(c in customer.email for c in ' ,;<>"()'):
        raise _malformed(f"{customer.email[:80]!r} is no mail address")


def _check_line(n: int, line: Line, policy: Policy) -> None:
    if not line.service.strip() or len(line.service) > MAX_TEXT or not line.service.isprintable():
        raise _malformed(f"item {n}: the service is a name of 1 to {MAX_TEXT} characters")
    if not 1 <= line.quantity <= MAX_QUANTITY:
        raise _malformed(f"item {n}: the quantity is 1 to {MAX_QUANTITY}, not {line.quantity}")
    amounts = (line.unit_minor, line.discount_minor, line.tax_minor)
    if min(amounts) < 0 or line.discount_minor > line.unit_minor * line.quantity:
        raise _malformed(f"item {n}: amounts are at least 0, and the discount at most the price")
    if max(_total(line), *amounts) > MAX_MINOR:
        raise _malformed(f"item {n}: amounts are at most {MAX_MINOR} minor units")
    check_target(policy.service(line.service), line.target)


def _check_charge(charge: Charge) -> None:
    named = charge.id.isprintable() and charge.kind.isprintable() and charge.id and charge.kind
    if not named or len(charge.id) > MAX_TEXT or len(charge.kind) > MAX_TEXT:
        raise _malformed("a charge has an id and a kind, each of one line")
    if not 0 <= charge.total_minor <= MAX_MINOR:
        raise _malformed(f"charge {charge.id}: the amount is 0 to {MAX_MINOR} minor units")


def _total(line: Line) -> int:
    return line.unit_minor * line.quantity - line.discount_minor + line.tax_minor


def _item(id: str, line: Line, policy: Policy) -> Item:
    return Item(
        id=id,
        service=line.service,
        target=line.target.strip(),
        quantity=line.quantity,
        unit_minor=line.unit_minor,
        total_minor=_total(line),
        discount_minor=line.discount_minor,
        tax_minor=line.tax_minor,
        instance=instance(policy.service(line.service), line.target),
    )


def _payments(draft: Draft, command: Place, base: int) -> tuple[Payment, ...]:
    if base == 0:
        return ()
    methods = [pay_method(draft.policy, tender.method) for tender in command.tenders]
    for method in methods:
        _check_method(command.customer, method)
    fixed = sum(t.base_minor for t in command.tenders if t.base_minor is not None)
    open_tenders = sum(t.base_minor is None for t in command.tenders)
    bases = [base - fixed if t.base_minor is None else t.base_minor for t in command.tenders]
    if open_tenders > 1 or sum(bases) != base or min(bases, default=0) <= 0:
        found = f"the payments cover {sum(bases)} of {base} minor units, each more than 0 expected"
        raise refuse("tenders_mismatch", "place an order", found, covered=sum(bases), base=base)
    return tuple(
        _payment(str(n), method, part, draft)
        for n, (method, part) in enumerate(zip(methods, bases, strict=True), start=1)
    )


def _check_method(customer: Customer, method: Method) -> None:
    if method.provider == "wallet" and customer.is_guest:
        raise refuse("unknown_method", f"pay with {method.name}", "a guest has no wallet")


def _payment(id: str, method: Method, base: int, draft: Draft) -> Payment:
    fee = method.fee(base)
    expires_at = draft.at + timedelta(hours=method.expires_hours)
    return Payment(id, method.name, method.provider, base + fee, fee, draft.at, expires_at)


def add_payment(draft: Draft, command: AddPayment) -> None:
    """Open a payment for what is not paid yet; payments that are still open are withdrawn."""
    wish = f"pay order {draft.order.number} with {command.method}"
    draft.permit("pay", wish)
    method = pay_method(draft.policy, command.method)
    _check_method(draft.order.customer, method)
    if draft.order.kind != "initial":
        found = f"it is {draft.order.status} and needs no payment"
        raise refuse("already_paid", wish, found)
    withdraw_payments(draft)
    missing = draft.order.due_minor - draft.order.captured_minor
    if missing <= 0:
        raise refuse("already_paid", wish, "nothing is left to be paid")
    payment = _payment(str(len(draft.order.payments) + 1), method, missing, draft)
    draft.emit(e.PaymentAdded(payment, max(draft.order.expires_at, payment.expires_at)))
    draft.effect("create_payment", payment.id)


def withdraw_payments(draft: Draft) -> None:
    """Give up every payment that may still bring money."""
    for payment in draft.order.payments:
        if payment.kind in PAYABLE:
            draft.move("payment", payment.id, "withdraw", own=True)


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    Place: place,
    AddPayment: add_payment,
}
