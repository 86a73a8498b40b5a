"""What the API answers: the models of the OpenAPI document. Tests hold every answer against them.

The answers themselves are made by `tilaus_adapters.documents`; nothing is validated on the way out.
"""

from datetime import date, datetime
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field


class Told(BaseModel):
    """An answer, or a part of one; amounts are minor units, times RFC 3339 in UTC."""

    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class Allowed(Told):
    """Something that may be done now."""

    machine: str
    about: str
    trigger: str


class FailedGuard(Told):
    """A condition that does not hold, and the facts that it saw."""

    guard: str
    facts: dict[str, int]


class WrongField(Told):
    """A field that is not as the document says."""

    at: str
    says: str


class ProblemDoc(BaseModel):
    """A problem document (RFC 9457). `code` is for programs, `detail` for people.

    The code is one of the refusals of the kernel (docs/reference/refusals.md) or of the API's own
    (docs/reference/rest.md). `possible`, `failed`, `facts` and `allowed` go with refusals.
    """

    type: str
    title: str
    status: int
    detail: str
    request_id: str | None = None
    code: str | None = None
    possible: list[str] | None = None
    failed: list[FailedGuard] | None = None
    facts: dict[str, int | str] | None = None
    allowed: list[Allowed] | None = None
    errors: list[WrongField] | None = None


class OrderLine(Told):
    """What a list says of an order."""

    number: int
    id: str
    status: str
    placed_at: datetime
    email: str
    currency: str
    total_minor: int
    captured_minor: int
    refunded_minor: int


class OrderList(Told):
    """A page of orders, the newest first; `next` is the cursor of the next page."""

    orders: list[OrderLine]
    next: str | None


class CustomerDoc(Told):
    """Who bought."""

    id: str
    email: str
    name: str
    language: str
    role: Literal["guest", "customer"]


class ItemDoc(Told):
    """One thing that was bought."""

    id: str
    service: str
    target: str
    status: str
    quantity: int
    delivered: int
    unit_minor: int
    discount_minor: int
    tax_minor: int
    total_minor: int
    attempt: int
    reason: str
    answer_until: datetime | None


class ChargeDoc(Told):
    """What was paid besides items."""

    id: str
    kind: str
    total_minor: int


class PaymentDoc(Told):
    """One attempt to pay a part of the order."""

    id: str
    method: str
    provider: str
    status: str
    amount_minor: int
    fee_minor: int
    captured_minor: int
    is_applied: bool
    created_at: datetime
    expires_at: datetime
    reference: str
    pay_url: str


class CoveredDoc(Told):
    """What part of a refund stands for."""

    kind: Literal["item", "charge"]
    id: str
    minor: int
    units: int | None


class RefundDoc(Told):
    """Money that goes back from one payment, or would."""

    order: int
    id: str
    payment: str
    to: Literal["wallet", "original"]
    status: str
    amount_minor: int
    currency: str
    fee_returned_minor: int
    fee_kept_minor: int
    requested_at: datetime
    available_at: datetime
    covers: list[CoveredDoc]
    attempt: int
    reason: str
    reference: str


class ParkedDoc(Told):
    """What was put aside for a person."""

    id: str
    machine: str
    about: str
    what: str
    why: str
    at: datetime


class OrderDoc(OrderLine):
    """All of an order. `tracking_url` is null for tokens that may only read."""

    label: str
    reason: str
    held_from: str
    version: int
    expires_at: datetime
    refundable_minor: int
    in_flight_minor: int
    tracking_url: str | None
    customer: CustomerDoc
    items: list[ItemDoc]
    charges: list[ChargeDoc]
    payments: list[PaymentDoc]
    refunds: list[RefundDoc]
    parked: list[ParkedDoc]


class Changed(Told):
    """A wish was granted; `duplicate` where its key was known and nothing changed."""

    outcome: Literal["done", "duplicate", "parked"]
    order: OrderDoc


class ByDoc(Told):
    """Who did it."""

    role: str
    id: str


class EventDoc(Told):
    """Something that happened; `type` is as in webhooks (docs/reference/webhooks.md)."""

    seq: int
    at: datetime
    type: str
    by: ByDoc
    event: dict[str, Any]


class HistoryDoc(Told):
    """A page of an order's history, the oldest first."""

    events: list[EventDoc]
    next: str | None


class OptionDoc(Told):
    """One row that leads on from the present state, and why it may not be taken."""

    machine: str
    about: str
    trigger: str
    source: str
    target: str
    is_open: bool
    is_permitted: bool
    why_not: str
    by: list[str]
    note: str


class OptionList(Told):
    """What a role may do with an order now, and why not the rest."""

    number: int
    role: str
    allowed: list[OptionDoc]


class QuoteDoc(Told):
    """What a refund would send to one destination."""

    to: Literal["wallet", "original"]
    amount_minor: int
    currency: str
    fee_returned_minor: int
    fee_kept_minor: int
    available_at: datetime
    parts: list[RefundDoc]


class RefusalDoc(Told):
    """Why a wish is not granted."""

    code: str
    sentence: str
    possible: list[str]
    failed: list[FailedGuard]
    facts: dict[str, int | str]


class Quotes(Told):
    """What a refund would send, by destination; and why it cannot go to the others."""

    number: int
    quotes: dict[str, QuoteDoc]
    refusals: dict[str, RefusalDoc]


class ConcernDoc(Told):
    """Why an order needs a person."""

    code: str
    machine: str
    about: str
    since: datetime | None
    why: str
    actions: list[str]


class ConcernList(Told):
    """Why an order needs a person; empty where it does not."""

    number: int
    concerns: list[ConcernDoc]


class EffectDoc(Told):
    """Something that was asked of the world; `order` is the order's number."""

    order: int | None
    seq: int
    key: str
    name: str
    about: str
    via: str
    state: Literal["ready", "done", "refused", "unknown", "dead", "void"]
    attempts: int
    run_at: datetime
    first_attempt_at: datetime | None
    outcome: str


class EffectList(Told):
    """A page of effects, the oldest first."""

    effects: list[EffectDoc]
    next: str | None


class WalletLineDoc(Told):
    """What went into a wallet, or out of it (below 0)."""

    seq: int
    memo: str
    amount_minor: int


class WalletDoc(Told):
    """What is on a wallet, and a page of what came and went, the newest first."""

    customer: str
    currency: str
    balance_minor: int
    lines: list[WalletLineDoc]
    next: str | None


class ToppedUp(Told):
    """Money is on a wallet."""

    outcome: Literal["done", "duplicate"]
    customer: str
    currency: str
    amount_minor: int
    balance_minor: int


class DayDoc(Told):
    """How many orders were placed on a day."""

    day: date
    orders: int


class ReasonDoc(Told):
    """What was asked to go back for one reason."""

    reason: str
    currency: str
    refunds: int
    minor: int


class FiguresDoc(Told):
    """How many of what there are, by machine and state; and what came lately."""

    counts: dict[str, dict[str, int]]
    placed_per_day: list[DayDoc]
    refunds_per_reason: list[ReasonDoc]


class StateDoc(Told):
    """A state of a machine."""

    name: str
    kind: str
    label: str
    note: str


class RowDoc(Told):
    """A row of a machine's table; `automatic` is null where the shop never takes it by itself."""

    trigger: str
    source: str
    target: str
    guard: str
    by: list[str]
    automatic: str | None
    effects: list[str]
    reopens: bool
    note: str


class MessageRow(Told):
    """What becomes of a message that no row of a state accepts."""

    state: str
    message: str
    answer: str
    note: str


class MachineDoc(Told):
    """The lifecycle of a machine, as the shop's policy has it."""

    name: str
    states: list[StateDoc]
    transitions: list[RowDoc]
    messages: dict[str, str]
    answers: list[MessageRow]


class MachineList(Told):
    """The lifecycles of the shop, and the name under which orders remember them."""

    fingerprint: str
    machines: list[MachineDoc]


class HouseDoc(Told):
    """How customers know and reach the shop."""

    name: str
    url: str
    chat: str
    messenger: str
    phone: str
    time_zone: str


class MethodDoc(Told):
    """A way to pay: the fee is `fee_bps` of ten thousand, and `fee_minor`."""

    name: str
    fee_bps: int
    fee_minor: int
    expires_hours: int


class RefundRuleDoc(Told):
    """Where money that was paid so may go back to, and after how many bank days."""

    paid_with: str
    to: Literal["wallet", "original"]
    returns_fee: bool
    bank_days: int
    registered_only: bool


class ServiceDoc(Told):
    """What the target of a service looks like."""

    name: str
    target: Literal["url", "user_name", "text"]
    hosts: list[str]
    hint: str


class PolicyDoc(Told):
    """The rules of the shop that its customers may know."""

    currency: str
    house: HouseDoc
    methods: list[MethodDoc]
    refund_rules: list[RefundRuleDoc]
    services: list[ServiceDoc]
    silence_days: int
    silence_registered: str
    tracking_days: int
    languages: list[str]


class TrackedItem(Told):
    """One thing, as its customer sees it; `answers` leads to the pages where they choose."""

    id: str
    service: str
    target: str
    quantity: int
    delivered: int
    total_minor: int
    refunded_minor: int
    kind: str
    label: str
    note: str
    reason: str
    next: str
    answers: dict[str, str]
    answer_until: datetime | None


class TrackedRefund(Told):
    """Money that goes back, as its customer sees it."""

    amount_minor: int
    to: Literal["wallet", "original"]
    method: str
    kind: str
    label: str
    note: str
    available_at: datetime


class TrackedPayment(Told):
    """What waits to be paid, and where."""

    method: str
    amount_minor: int
    pay_url: str
    reference: str
    expires_at: datetime


class TrackedDoc(Told):
    """An order as its customer sees it, in their language."""

    number: int
    language: str
    placed_at: datetime
    currency: str
    total_minor: int
    captured_minor: int
    refunded_minor: int
    status: str
    kind: str
    label: str
    note: str
    next: str
    is_live: bool
    items: list[TrackedItem]
    refunds: list[TrackedRefund]
    to_pay: TrackedPayment | None


class Taken(Told):
    """A message was taken, or there is nothing to take: it need not be sent again."""

    code: str
    text: str = Field(description="A sentence, without anything of the message's own words.")
