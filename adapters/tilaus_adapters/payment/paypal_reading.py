"""Reading what PayPal says of an order: nothing of it is believed before it was checked."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from tilaus.ports.payment import PaymentAsk, Returned
from tilaus.record import record
from tilaus_adapters.payment.paypal_money import PayPalUnclear, read
from tilaus_adapters.payment.paypal_order import Ours, one_line, read_custom_id

PAGES: Mapping[str, str] = {"test": "www.sandbox.paypal.com", "live": "www.paypal.com"}
"""Where customers pay, by mode: a link to anywhere else is not shown to anybody."""

_ID = re.compile(r"[A-Z0-9]{1,36}")
_PAY_LINKS = frozenset({"payer-action", "approve", "redirect"})
_DISPUTED = frozenset({"BUYER_COMPLAINT", "CHARGEBACK"})
_TAKEN = frozenset({"COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"})
_CAPTURES = _TAKEN | {"PENDING", "DECLINED", "FAILED"}
_REFUNDS: Mapping[str, str] = {
    "COMPLETED": "succeeded",
    "PENDING": "submitted",
    "FAILED": "failed",
    "CANCELLED": "failed",
}
_AUTHORISATIONS: Mapping[str, str] = {
    "PENDING": "opened",
    "CREATED": "authorised",
    "CAPTURED": "authorised",
    "PARTIALLY_CAPTURED": "authorised",
    "DENIED": "failed",
    "VOIDED": "voided",
    "EXPIRED": "expired",
}
_ORDERS: Mapping[str, str] = {
    "CREATED": "opened",
    "SAVED": "opened",
    "PAYER_ACTION_REQUIRED": "opened",
    "APPROVED": "authorised",
    "COMPLETED": "authorised",
    "VOIDED": "voided",
}
"""The message of the payment's lifecycle that a status amounts to while nothing is captured."""


@record
class Taken:
    """A capture, as PayPal has it; `fee_minor` is None where its currency is another."""

    id: str
    amount_minor: int
    status: str
    reason: str = ""
    fee_minor: int | None = None

    @property
    def is_taken(self) -> bool:
        """Tell whether the money was taken from the customer, be it disputed or sent back since."""
        return self.status in _TAKEN or (self.status == "PENDING" and self.reason in _DISPUTED)


@record
class Authorisation:
    """What the customer's bank promised, as PayPal has it."""

    id: str
    amount_minor: int
    message: str


@record
class Seen:
    """An order of PayPal's: a payment of ours."""

    reference: str
    currency: str
    intent: str
    message: str
    pay_url: str = ""
    updated: str = ""
    authorisation: Authorisation | None = None
    captures: tuple[Taken, ...] = ()
    refunds: tuple[Returned, ...] = ()
    fee_returned_minor: int = 0

    @property
    def captured_minor(self) -> int:
        """Return all that was ever captured, in minor units."""
        return sum(c.amount_minor for c in self.captures if c.is_taken)

    @property
    def is_pending(self) -> bool:
        """Tell whether a capture is under way whose end PayPal will tell."""
        return any(c.status == "PENDING" and not c.is_taken for c in self.captures)

    @property
    def fee_minor(self) -> int | None:
        """Return what PayPal kept in all, in minor units; None where it does not say so."""
        fees = [c.fee_minor for c in self.captures if c.is_taken]
        known = [fee for fee in fees if fee is not None]
        return sum(known) - self.fee_returned_minor if fees and len(known) == len(fees) else None

    @property
    def is_disputed(self) -> bool:
        """Tell whether a capture bears the mark of a dispute or a charge-back."""
        return any(c.reason in _DISPUTED for c in self.captures)

    @property
    def reason(self) -> str:
        """Return why the last capture is as it is."""
        return next((c.reason for c in reversed(self.captures) if c.reason), "")

    @property
    def messages(self) -> tuple[str, ...]:
        """Return the messages of the payment's lifecycle that this amounts to, but disputes."""
        if self.captured_minor:
            return ("captured",)
        if self.is_pending:
            return ("opened", "authorised")
        message = "failed" if self.captures else self.message
        return ("opened",) if message == "opened" else ("opened", message)


def read_order(doc: Mapping[str, Any], ask: PaymentAsk, mode: str) -> Seen:
    """Read an order of PayPal's that must be the payment that `ask` is about.

    Raises:
        PayPalUnclear: it is not, or it cannot be read.
    """
    unit = _unit(doc)
    ours = read_custom_id(unit.get("custom_id"))
    if ours is None or (ours.order_id, ours.payment) != (ask.order_id, ask.payment):
        raise PayPalUnclear("PayPal's answer is about something else than this payment")
    code = ask.currency
    read(unit.get("amount"), code)
    paid = _mapping(unit.get("payments"))
    promised = [_authorisation(a, code) for a in _objects(paid.get("authorizations"))]
    refunds = sorted(_objects(paid.get("refunds")), key=lambda r: str(r.get("create_time", "")))
    returned = [_returned(r, code, ours) for r in refunds]
    return Seen(
        reference=id_of(doc),
        currency=code,
        intent=_known(doc.get("intent"), ("CAPTURE", "AUTHORIZE")),
        message=promised[-1].message if promised else _message(doc, _ORDERS),
        pay_url=pay_url(doc, mode),
        updated=one_line(doc.get("update_time", "")),
        authorisation=promised[-1] if promised else None,
        captures=tuple(_taken(c, code) for c in _objects(paid.get("captures"))),
        refunds=tuple(returned),
        fee_returned_minor=sum(_fee_returned(r, code) for r in refunds),
    )


def read_refund(doc: Mapping[str, Any], ask: PaymentAsk) -> Returned:
    """Read a refund that PayPal just made for us; raises `PayPalUnclear`."""
    found = _returned(doc, ask.currency, Ours(ask.order_id, ask.payment))
    if (found.refund, found.attempt) != (ask.refund, ask.attempt):
        raise PayPalUnclear("PayPal's answer is about something else than this refund")
    return found


def amount_of(doc: Mapping[str, Any], code: str) -> int:
    """Return what an order asks for, in minor units; raises `PayPalUnclear`."""
    return read(_unit(doc).get("amount"), code)


def pay_url(doc: Mapping[str, Any], mode: str) -> str:
    """Return where the customer can pay: PayPal's own page only; empty where none is said."""
    for link in _objects(doc.get("links")):
        href = link.get("href")
        if link.get("rel") in _PAY_LINKS and isinstance(href, str) and _is_page(href, mode):
            return href
    return ""


def id_of(doc: Mapping[str, Any]) -> str:
    """Return a thing's id, which is safe in a path; raises `PayPalUnclear`."""
    if not is_id(found := doc.get("id")):
        raise PayPalUnclear("PayPal's answer names nothing")
    return str(found)


def is_id(text: object) -> bool:
    """Tell whether a text is an id as PayPal makes them."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def _is_page(href: str, mode: str) -> bool:
    if len(href) > 2_000 or not href.isascii() or not href.isprintable() or " " in href:
        return False
    parts = urlsplit(href)
    return (parts.scheme, parts.netloc) == ("https", PAGES[mode])


def _unit(doc: Mapping[str, Any]) -> Mapping[str, Any]:
    units = _objects(doc.get("purchase_units"))
    if len(units) != 1:
        raise PayPalUnclear("PayPal's answer is not about one payment")
    return units[0]


def _authorisation(doc: Mapping[str, Any], code: str) -> Authorisation:
    return Authorisation(id_of(doc), read(doc.get("amount"), code), _message(doc, _AUTHORISATIONS))


def _taken(doc: Mapping[str, Any], code: str) -> Taken:
    fee = _mapping(_mapping(doc.get("seller_receivable_breakdown")).get("paypal_fee"))
    return Taken(
        id_of(doc),
        read(doc.get("amount"), code),
        _known(doc.get("status"), _CAPTURES),
        _reason(doc),
        read(fee, code) if fee.get("currency_code") == code else None,
    )


def _returned(doc: Mapping[str, Any], code: str, payment: Ours) -> Returned:
    ours = read_custom_id(doc.get("custom_id"))
    if ours is None or (ours.order_id, ours.payment) != (payment.order_id, payment.payment):
        ours = payment  # Made at PayPal: it carries out no refund of ours.
    amount, message = read(doc.get("amount"), code), _message(doc, _REFUNDS)
    return Returned(id_of(doc), amount, message, ours.refund, ours.attempt, _reason(doc))


def _fee_returned(doc: Mapping[str, Any], code: str) -> int:
    fee = _mapping(_mapping(doc.get("seller_payable_breakdown")).get("paypal_fee"))
    is_ours = doc.get("status") == "COMPLETED" and fee.get("currency_code") == code
    return read(fee, code) if is_ours else 0


def _reason(doc: Mapping[str, Any]) -> str:
    return one_line(_mapping(doc.get("status_details")).get("reason") or "")


def _message(doc: Mapping[str, Any], messages: Mapping[str, str]) -> str:
    return messages[_known(doc.get("status"), tuple(messages))]


def _known(found: object, known: Sequence[str] | frozenset[str]) -> str:
    if not isinstance(found, str) or found not in known:
        raise PayPalUnclear("PayPal's answer has a status that is not known")
    return found


def _mapping(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _objects(found: object) -> list[Mapping[str, Any]]:
    return [o for o in found if isinstance(o, Mapping)] if isinstance(found, list) else []
