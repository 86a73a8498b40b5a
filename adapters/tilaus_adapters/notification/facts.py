"""The facts of a message that templates may use, by name."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from tilaus.order import PAYABLE, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.ports.notification import Message
from tilaus.record import record
from tilaus.refunds import Quote, RefundRequest, owed_line, quote
from tilaus.table import OVER, State
from tilaus_adapters import wording
from tilaus_adapters.languages import Language, zone_of


@record
class Shown:
    """A thing in a state as messages show it, in the words of the reader's language.

    `refunded_minor` is what went back for an item.
    """

    item: Item
    state: State
    label: str
    note: str
    refunded_minor: int

    @property
    def is_partly_delivered(self) -> bool:
        """Tell whether some units arrived and some did not."""
        return 0 < self.item.delivered < self.item.quantity


@record
class Standing:
    """A state in the words of the reader's language."""

    label: str
    note: str


@record
class Choice:
    """What would go back for a cancelled item, and by which ways it was paid."""

    quote: Quote
    methods: tuple[str, ...]


def facts_of(message: Message, language: Language) -> dict[str, Any]:
    """Return what templates may use, by name."""
    order, policy = message.order, message.policy
    item, refund = order.item(message.about), order.refund(message.about)
    payment = order.payment(message.about)
    choices = () if item is None else _choices(order, item, policy, message.at)
    return {
        **_about_the_order(message, language),
        **_formats(message, language),
        "item": None if item is None else _shown(order, item, policy, language),
        "hint": "" if item is None else _hint(policy, item, language),
        "choices": choices,
        "answers": tuple(_answers(message, choices)),
        "payment": payment,
        "payment_state": None if payment is None else _standing(policy, payment, language),
        "is_payable": payment is not None and payment.kind in PAYABLE,
        "pay_url": "" if payment is None else _web(payment.pay_url),
        "refund": refund,
        "refunds": () if refund is None else _requested_with(order, refund),
    }


def _about_the_order(message: Message, language: Language) -> dict[str, Any]:
    order, policy = message.order, message.policy
    items = tuple(_shown(order, item, policy, language) for item in order.items)
    state = policy.lifecycles.order.states[order.status]
    return {
        "message": message,
        "now": message.at,
        "order": order,
        "policy": policy,
        "house": policy.house,
        "tracking_url": message.tracking_url,
        "state": Standing(*_words(language, "order", state)),
        "items": items,
        "delivered": tuple(i for i in items if i.item.kind == "finished"),
        "undelivered": tuple(i for i in items if i.item.kind in OVER - {"finished"}),
        "still_open": tuple(i for i in items if i.item.kind not in OVER),
        "methods": {p.id: p.method for p in order.payments},
        "ways": tuple(_ways(policy)),
        "fee_minor": order.total_minor - order.base_minor,
        "guest": order.customer.is_guest,
    }


def _formats(message: Message, language: Language) -> dict[str, Any]:
    """Return how the reader writes things; `word` translates the names that the kernel has."""
    zone = zone_of(message.policy.house.time_zone)
    return {
        "language": language,
        "money": lambda minor: language.money(minor, message.order.currency),
        "day": lambda at: language.day(at, zone),
        "moment": lambda at: language.moment(at, zone),
        "number": language.number,
        "listed": language.listed,
        "word": partial(wording.word, language),
    }


def _words(language: Language, machine: str, state: State) -> tuple[str, str]:
    return wording.label(language, machine, state), wording.note(language, machine, state)


def _shown(order: Order, item: Item, policy: Policy, language: Language) -> Shown:
    back = sum(
        covered.minor
        for refund in order.refunds
        if refund.kind == "finished"
        for covered in refund.covers
        if covered.kind == "item" and covered.id == item.id
    )
    state = policy.lifecycles.item.states[item.status]
    return Shown(item, state, *_words(language, "item", state), back)


def _standing(policy: Policy, payment: Payment, language: Language) -> Standing:
    state = policy.lifecycles.payment.states[payment.status]
    return Standing(*_words(language, "payment", state))


def _hint(policy: Policy, item: Item, language: Language) -> str:
    hint = policy.service(item.service).hint
    return language.pgettext("hint", hint) if hint else ""


def _web(url: str) -> str:
    """Return an address that a page may link to; what a provider sent may be anything."""
    return url if url.startswith(("https://", "http://")) and url.isprintable() else ""


def _choices(order: Order, item: Item, policy: Policy, at: datetime) -> tuple[Choice, ...]:
    """Quote what would go back for a cancelled item, for each destination that is open."""
    line = owed_line(order, item) if item.kind == "failed" else None
    if line is None:
        return ()
    request, methods = RefundRequest((line,)), {p.id: p.method for p in order.payments}
    wallet = quote(order, request, "wallet", policy, at)
    original = quote(order, request, "original", policy, at)
    return tuple(
        Choice(found, tuple(methods[part.payment] for part in found.parts))
        for found in (wallet, original)
        if isinstance(found, Quote)
    )


def _answers(message: Message, choices: Sequence[Choice]) -> Iterator[tuple[str, Choice | None]]:
    """Yield the links to answer by: the address, and what would go back; None for a retry."""
    urls = message.answer_urls
    if "retry" in urls:
        yield urls["retry"], None
    for choice in choices:
        if choice.quote.to in urls:
            yield urls[choice.quote.to], choice


def _requested_with(order: Order, first: Refund) -> Sequence[Refund]:
    """Return the refunds of one request: one for each payment that gives its part."""
    start = order.refunds.index(first)
    found: list[Refund] = []
    for refund in order.refunds[start:]:
        same = (refund.requested_at, refund.to, refund.is_surplus)
        if same != (first.requested_at, first.to, first.is_surplus):
            break
        if refund.payment in {r.payment for r in found}:
            break
        found.append(refund)
    return tuple(found)


def _ways(policy: Policy) -> Iterator[tuple[str, str]]:
    """Yield how the shop can be reached: the kind of way, and its address."""
    house = policy.house
    ways = ("chat", house.chat), ("messenger", house.messenger), ("phone", house.phone)
    yield from ((kind, address) for kind, address in (*ways, ("mail", house.mail_from)) if address)
