"""tilaus: the order lifecycle as a library that a shop can trust with its money."""

from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    SERVER,
    SYSTEM,
    Actor,
    AddNote,
    AddPayment,
    Advance,
    AnswerCustomer,
    AskCustomer,
    CancelOrder,
    DeliveryReported,
    Erase,
    Force,
    Line,
    PaymentReported,
    Place,
    RefundObserved,
    RefundReported,
    RenewTracking,
    RequestRefund,
    ResolveEffect,
    ResolveParked,
    RetryItem,
    ReturnPayment,
    Tender,
    Tick,
)
from tilaus.decide import Decision, decide
from tilaus.drain import drain, work_once
from tilaus.evolve import evolve, replay
from tilaus.guards import GuardError
from tilaus.lifecycle import Lifecycle, LifecycleError
from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.money import Currency, Money, allocate, currency, share
from tilaus.options import Allowed, allowed
from tilaus.order import Charge, Customer, Item, Order, Payment, Refund
from tilaus.policy import Method, Policy, RefundRule, Service
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import Query, RequestKey
from tilaus.refunds import Quote, RefundLine, RefundRequest, quote
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop

__all__ = [
    "CLOCK",
    "PROCESSOR",
    "SERVER",
    "SHIPPED",
    "SYSTEM",
    "Actor",
    "AddNote",
    "AddPayment",
    "Advance",
    "Allowed",
    "AnswerCustomer",
    "AskCustomer",
    "CancelOrder",
    "Charge",
    "Currency",
    "Customer",
    "Decision",
    "DeliveryReported",
    "Erase",
    "Force",
    "GuardError",
    "Item",
    "Lifecycle",
    "LifecycleError",
    "Lifecycles",
    "Line",
    "Method",
    "Money",
    "Order",
    "Outcome",
    "Payment",
    "PaymentReported",
    "Place",
    "Policy",
    "Query",
    "Quote",
    "Receipt",
    "Refund",
    "RefundLine",
    "RefundObserved",
    "RefundReported",
    "RefundRequest",
    "RefundRule",
    "Refusal",
    "RenewTracking",
    "RequestKey",
    "RequestRefund",
    "ResolveEffect",
    "ResolveParked",
    "RetryItem",
    "ReturnPayment",
    "Service",
    "Shop",
    "Tender",
    "Tick",
    "allocate",
    "allowed",
    "currency",
    "decide",
    "drain",
    "evolve",
    "quote",
    "replay",
    "share",
    "work_once",
]
