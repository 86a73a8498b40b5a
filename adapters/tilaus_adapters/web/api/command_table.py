"""The commands that programs may give about an order: what each takes and what it becomes.

One row is one path: `POST /orders/{number}/commands/NAME`. Whether the role may, and whether the
order allows it, the tables of the shop say. Three commands of the kernel have no row: time passing,
a turn that is granted, and what was given up are the kernel's own; placing has a path of its own.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

from pydantic import Field

from tilaus import commands as c
from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters.web.api.asking import (
    Amount,
    By,
    Count,
    Currency,
    Id,
    Machine,
    Name,
    RefundIn,
    Signed,
    Strict,
    Text,
    To,
    Units,
)


class Asked(Strict):
    """What all commands have: who gives it."""

    by: By


class AddPayment(Asked):
    """Pay what is missing."""

    method: Name


class PaymentReported(Asked):
    """How a payment stands."""

    payment: Id
    message: Name
    captured_minor: Annotated[Amount, Field(description="In all, and not the difference.")] = 0
    currency: Currency | Literal[""] = ""
    reference: Text = ""
    pay_url: Text = ""
    reason: Text = ""


class FeeReported(Asked):
    """What the provider kept for itself."""

    payment: Id
    fee_minor: Signed
    currency: Currency | Literal[""] = ""


class RefundReported(Asked):
    """How a refund stands."""

    refund: Id
    message: Name
    amount_minor: Amount | None = None
    reference: Text = ""
    reason: Text = ""
    attempt: Count | None = None


class RefundObserved(Asked):
    """A refund that was made at the provider."""

    payment: Id
    reference: Name
    amount_minor: Amount


class DeliveryReported(Asked):
    """How far an item is."""

    item: Id
    message: Name
    delivered: Units | None = None
    attempt: Count | None = None
    reason: Text = ""


class Advance(Asked):
    """A row of a table."""

    trigger: Name
    machine: Machine = "order"
    about: Annotated[str, Field(max_length=200)] = ""
    reason: Text = ""


class CancelOrder(Asked):
    """Call an order off."""

    reason: Text = ""
    to: To | None = None


class RetryItem(Asked):
    """Try an item again."""

    item: Id
    target: Text = ""


class AskCustomer(Asked):
    """Ask about an item."""

    item: Id


class AnswerCustomer(Asked):
    """The answer about an item."""

    item: Id
    choice: Literal["retry", "wallet", "original"]
    target: Text = ""


class RequestRefund(Asked, RefundIn):
    """Send money back."""

    to: To
    reason: Text = ""


class ReturnPayment(Asked):
    """Send back what was not needed."""

    payment: Id
    reason: Text = ""


class Force(Asked):
    """Put something into a state."""

    state: Name
    reason: Text
    machine: Machine = "order"
    about: Annotated[str, Field(max_length=200)] = ""


class ResolveParked(Asked):
    """Take something off the staff's list."""

    parked: Id
    note: Text


class ResolveEffect(Asked):
    """Settle an effect that hangs."""

    key: Annotated[str, Field(min_length=1, max_length=500)]
    what: Literal["retry", "done", "void"]
    reason: Text
    amount_minor: Amount | None = None
    reference: Text = ""
    pay_url: Text = ""


class AdoptLifecycle(Asked):
    """Take over the policy's lifecycles."""

    mapping: dict[Machine, dict[Name, Name]] = Field(default_factory=dict, max_length=4)


class AddNote(Asked):
    """A note in the history."""

    text: Text


Make = Callable[[Any, c.Actor, Shop], c.Command]


@record
class Row:
    """A command of the API: its body, what it becomes, what it is in a sentence, an example."""

    body: type[Asked]
    make: Make
    what: str
    example: Mapping[str, Any]


def _same(kind: Callable[..., c.Command]) -> Make:
    """Return how a body becomes the command whose fields are called the same."""

    def make(body: Asked, by: c.Actor, shop: Shop) -> c.Command:
        return kind(**body.model_dump(exclude={"by"}), by=by)

    return make


def _refund(body: RequestRefund, by: c.Actor, shop: Shop) -> c.Command:
    return c.RequestRefund(body.wanted(), body.to, body.reason, by=by)


def _renew(body: Asked, by: c.Actor, shop: Shop) -> c.Command:
    return c.RenewTracking(shop.new_token(), by=by)


def _revoke(body: Asked, by: c.Actor, shop: Shop) -> c.Command:
    return c.RenewTracking("", by=by)


_STAFF = {"role": "staff", "id": "anna"}
_MANAGER = {"role": "manager", "id": "mia"}
_CUSTOMER = {"role": "customer", "id": "customer-1"}
_PROCESSOR = {"role": "processor"}
_SERVER = {"role": "server"}

# fmt: off
ROWS: Mapping[str, Row] = {
    "add-payment":       Row(AddPayment,       _same(c.AddPayment),       "Pay what is missing, with another method.",                    {"by": _CUSTOMER, "method": "paypal"}),
    "payment-reported":  Row(PaymentReported,  _same(c.PaymentReported),  "Say how a payment stands.",                                    {"by": _PROCESSOR, "payment": "p1", "message": "captured", "captured_minor": 2652}),
    "fee-reported":      Row(FeeReported,      _same(c.FeeReported),      "Say what the provider kept of a payment.",                     {"by": _PROCESSOR, "payment": "p1", "fee_minor": 92}),
    "refund-reported":   Row(RefundReported,   _same(c.RefundReported),   "Say how a refund stands.",                                     {"by": _PROCESSOR, "refund": "r1", "message": "succeeded"}),
    "refund-observed":   Row(RefundObserved,   _same(c.RefundObserved),   "Report a refund that was made at the provider.",               {"by": _PROCESSOR, "payment": "p1", "reference": "re_7", "amount_minor": 500}),
    "delivery-reported": Row(DeliveryReported, _same(c.DeliveryReported), "Say how far an item is.",                                      {"by": _SERVER, "item": "1", "message": "delivered"}),
    "advance":           Row(Advance,          _same(c.Advance),          "Take a row of a machine's table: hold, resume, complete ...",  {"by": _STAFF, "trigger": "hold", "reason": "asked by phone"}),
    "cancel-order":      Row(CancelOrder,      _same(c.CancelOrder),      "Call the order off; what was not delivered is refunded.",      {"by": _STAFF, "reason": "changed their mind", "to": "original"}),
    "retry-item":        Row(RetryItem,        _same(c.RetryItem),        "Try a cancelled item again, at a new target if one is given.", {"by": _STAFF, "item": "2", "target": "https://www.instagram.com/p/other/"}),
    "ask-customer":      Row(AskCustomer,      _same(c.AskCustomer),      "Ask the customer how to handle a cancelled item.",             {"by": _STAFF, "item": "2"}),
    "answer-customer":   Row(AnswerCustomer,   _same(c.AnswerCustomer),   "Give the customer's answer about a cancelled item.",           {"by": _CUSTOMER, "item": "2", "choice": "wallet"}),
    "request-refund":    Row(RequestRefund,    _refund,                   "Send money back; the quote says how much.",                    {"by": _STAFF, "lines": [{"id": "2"}], "to": "wallet", "reason": "never started"}),
    "return-payment":    Row(ReturnPayment,    _same(c.ReturnPayment),    "Send back a payment that the order does not need.",            {"by": _STAFF, "payment": "p1"}),
    "force":             Row(Force,            _same(c.Force),            "Put something into a state by hand.",                          {"by": _MANAGER, "state": "completed", "reason": "settled by phone"}),
    "resolve-parked":    Row(ResolveParked,    _same(c.ResolveParked),    "Take a parked entry off the list.",                            {"by": _STAFF, "parked": "1", "note": "the bank was called"}),
    "resolve-effect":    Row(ResolveEffect,    _same(c.ResolveEffect),    "Say what becomes of an effect that hangs.",                    {"by": _STAFF, "key": "0123/7/refund", "what": "retry", "reason": "the provider is back"}),
    "adopt-lifecycle":   Row(AdoptLifecycle,   _same(c.AdoptLifecycle),   "Let the order live under the policy's lifecycles.",            {"by": _MANAGER, "mapping": {}}),
    "add-note":          Row(AddNote,          _same(c.AddNote),          "Write a note into the history.",                               {"by": _STAFF, "text": "called back"}),
    "renew-tracking":    Row(Asked,            _renew,                    "Give the tracking link a new secret; the former link ends.",   {"by": _STAFF}),
    "revoke-tracking":   Row(Asked,            _revoke,                   "Revoke the tracking link until it is renewed.",                {"by": _STAFF}),
    "erase":             Row(Asked,            _same(c.Erase),            "Erase the customer's personal data.",                          {"by": _MANAGER}),
}
# fmt: on
"""Every command by its name in the path."""

KERNELS_OWN = frozenset({c.Place, c.Tick, c.TurnGranted, c.ReportUndelivered, c.Import})
"""Commands without a row: nobody outside gives them, or, for `Place`, on a path of its own."""
