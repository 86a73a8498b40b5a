"""Messages in words: subject, plain text and HTML, from templates.

One folder for each language, in it one for each audience, in it one template for each kind of
message (`en/customer/reminder.j2`). It says its words once; how a paragraph or a list of items
looks is in `_parts.txt` and `_parts.html`, of which `format` names the one to use. Here are only
the facts that templates may use. What customers wrote is made one printable line (`line`), and is
escaped in HTML.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2

from tilaus.order import Item, Order, Refund
from tilaus.policy import Policy
from tilaus.ports.notification import Message
from tilaus.record import record
from tilaus.refunds import Quote, RefundRequest, owed_line, quote
from tilaus.table import OVER, State

FALLBACK = "en"
"""The language of whoever reads a language that has no folder, and of staff."""


@record
class Rendered:
    """A message in words; the subject is one line."""

    subject: str
    text: str
    html: str


@record
class Shown:
    """An item as messages show it: with the words of its state, and what went back for it."""

    item: Item
    state: State
    refunded_minor: int

    @property
    def is_partly_delivered(self) -> bool:
        """Tell whether some units arrived and some did not."""
        return 0 < self.item.delivered < self.item.quantity


@record
class Choice:
    """What would go back for a cancelled item, and by which ways it was paid."""

    quote: Quote
    methods: tuple[str, ...]


class Templates:
    """The words of a shop: its own templates, and for all others those that ship.

    Args:
        own: a folder laid out as the shipped one; what is in it is used instead. A template of its
            own may extend the one that ships, by the name `shipped/en/customer/reminder.j2`.
    """

    def __init__(self, own: Path | None = None) -> None:
        ships = jinja2.PackageLoader("tilaus_adapters.notification")
        loaders: list[jinja2.BaseLoader] = [ships, jinja2.PrefixLoader({"shipped": ships})]
        if own is not None:
            loaders.insert(0, jinja2.FileSystemLoader(own))
        self._languages = _languages(own)
        self._text = _environment(loaders, is_html=False)
        self._html = _environment(loaders, is_html=True)

    def render(self, message: Message) -> Rendered:
        """Put a message in words; the same message gives the same words.

        Raises:
            jinja2.TemplateError: there is no template for its kind, or it cannot be used.
        """
        facts = facts_of(message)
        language = message.order.customer.language if message.audience == "customer" else FALLBACK
        folder = language if language in self._languages else FALLBACK
        name = f"{folder}/{message.audience}/{message.kind}.j2"
        whole = self._text.get_template(name).render(facts, format="txt")
        first, _, text = whole.lstrip().partition("\n")
        subject = one_line(first)
        html = self._html.get_template(name).render(
            facts, format="html", subject=subject, money=_unbroken(facts["money"])
        )
        return Rendered(subject, _tidy(text), html.lstrip())


def _environment(loaders: Sequence[jinja2.BaseLoader], *, is_html: bool) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=jinja2.select_autoescape(default=is_html),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["line"] = one_line
    return made


@cache
def shipped() -> Templates:
    """Return the templates that ship, without any of a shop's own."""
    return Templates()


def _unbroken(money: Callable[[int], str]) -> Callable[[int], str]:
    """Keep an amount and its currency on one line of a page."""
    return lambda minor: money(minor).replace(" ", "\N{NO-BREAK SPACE}")


def _languages(own: Path | None) -> frozenset[str]:
    """Name the folders there are: a customer's language is hostile, and never makes a path."""
    templates = resources.files("tilaus_adapters.notification") / "templates"
    found = {entry.name for entry in templates.iterdir() if entry.is_dir()}
    if own is not None:
        found |= {entry.name for entry in own.iterdir() if entry.is_dir()}
    return frozenset(found)


def one_line(value: object) -> str:
    """Write a value as one line of printable characters, with single spaces."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return " ".join(text.split())


def _tidy(text: str) -> str:
    """Take out the blank lines that the templates' own lines leave."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def facts_of(message: Message) -> dict[str, Any]:
    """Return what templates may use, by name."""
    order, policy = message.order, message.policy
    items = tuple(_shown(order, item, policy) for item in order.items)
    item = order.item(message.about)
    payment, refund = order.payment(message.about), order.refund(message.about)
    return {
        "message": message,
        "now": message.at,
        "order": order,
        "policy": policy,
        "house": policy.house,
        "tracking_url": message.tracking_url,
        "state": policy.lifecycles.order.states[order.status],
        "items": items,
        "delivered": tuple(i for i in items if i.item.kind == "finished"),
        "undelivered": tuple(i for i in items if i.item.kind in OVER - {"finished"}),
        "still_open": tuple(i for i in items if i.item.kind not in OVER),
        "item": None if item is None else _shown(order, item, policy),
        "hint": "" if item is None else policy.service(item.service).hint,
        "choices": () if item is None else _choices(order, item, policy, message.at),
        "payment": payment,
        "refund": refund,
        "refunds": () if refund is None else _requested_with(order, refund),
        "methods": {p.id: p.method for p in order.payments},
        "ways": tuple(_ways(policy)),
        "money": order.currency.format,
        "fee_minor": order.total_minor - order.base_minor,
        "guest": order.customer.is_guest,
    }


def _shown(order: Order, item: Item, policy: Policy) -> Shown:
    back = sum(
        covered.minor
        for refund in order.refunds
        if refund.kind == "finished"
        for covered in refund.covers
        if covered.kind == "item" and covered.id == item.id
    )
    return Shown(item, policy.lifecycles.item.states[item.status], back)


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
