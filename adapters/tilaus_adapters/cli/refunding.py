"""`tilaus quote` and `tilaus refund`: how much goes back, where to, when; and sending it."""

import sys
from functools import partial
from typing import Annotated

from cyclopts import Parameter

from tilaus.commands import Actor, RequestRefund
from tilaus.money import currency
from tilaus.order import Destination, Order
from tilaus.policy import Policy
from tilaus.refunds import Quote, RefundLine, RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli import views
from tilaus_adapters.cli.changes import Key, changed, request_key
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag, Number, Role, unknown
from tilaus_adapters.cli.reply import REFUSED, Reply, UsageError, refusal_doc, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened

Items = Annotated[
    tuple[str, ...],
    Parameter(
        name="--item", negative="", show_default=False, help="An item, ID or ID:UNITS; repeatable."
    ),
]
Charges = Annotated[
    tuple[str, ...],
    Parameter(name="--charge", negative="", show_default=False, help="A charge, ID; repeatable."),
]
Amount = Annotated[
    str, Parameter(show_default=False, help="So much of items and charges, as in 5.00.")
]


def quote(
    number: Number,
    /,
    *,
    items: Items = (),
    charges: Charges = (),
    amount: Amount = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Show what a refund would send, to the wallet and the way it was paid; nothing changes.

    Without --item, --charge and --amount it is all that is left of the order.
    """
    with opened(options) as shop:
        asked = _request(items, charges, amount, shop.policy)
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        found = views.by_destination(lambda to: shop.quote(number, asked, to))
    return _quoted(order, found)


def _quoted(order: Order, found: views.Quotes) -> Reply:
    quotes = {to: documents.quote(q, order) for to, q in found.items() if isinstance(q, Quote)}
    refusals = {to: refusal_doc(q) for to, q in found.items() if isinstance(q, Refusal)}
    doc = {"number": order.number, "quotes": quotes, "refusals": refusals}
    return Reply(doc, partial(views.quotes, found, order), 0 if quotes else REFUSED)


def refund(
    number: Number,
    /,
    *,
    to: Annotated[Destination, Parameter(help="Where the money goes.")],
    items: Items = (),
    charges: Charges = (),
    amount: Amount = "",
    reason: Annotated[str, Parameter(show_default=False, help="Why.")] = "",
    yes: Annotated[bool, Flag, Parameter(help="Do not ask whether it is really meant.")] = False,
    role: Role = "staff",
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Send money back: what the quote shows, to one destination.

    Without --item, --charge and --amount it is all that is left of the order.
    """
    with opened(options) as shop:
        asked = _request(items, charges, amount, shop.policy)
        if not yes:
            _confirm(shop, number, asked, to, options)
        command = RequestRefund(asked, to, reason, by=Actor(role))
        return changed(shop, shop.handle(number, command, request_key(key)))


def _confirm(
    shop: Shop,
    number: int,
    asked: RefundRequest,
    to: Destination,
    options: Options,
) -> None:
    """Ask whether the refund is meant, where somebody can answer; raises UsageError if not."""
    found, order = shop.quote(number, asked, to), shop.order(number)
    if isinstance(found, Refusal) or order is None:
        return  # It will be refused with the same words.
    if options.json or not sys.stdin.isatty():
        raise UsageError("nothing was sent: nobody is here to ask; if it is meant, add --yes")
    screen = Screen(options.zone)
    views.quotes({to: found}, order, screen)
    screen.say(f"send {order.currency.format(found.amount_minor)} to {to}? [y/N]")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("nothing was sent")


def _request(
    items: tuple[str, ...], charges: tuple[str, ...], amount: str, policy: Policy
) -> RefundRequest:
    if amount and (items or charges):
        raise UsageError("cannot refund an amount of parts: give --amount, or --item and --charge")
    if amount:
        try:
            return RefundRequest(amount_minor=currency(policy.currency).parse(amount))
        except ValueError as error:
            raise UsageError(str(error)) from None
    lines = [_line(text) for text in items] + [RefundLine(id, "charge") for id in charges]
    return RefundRequest(tuple(lines))


def _line(text: str) -> RefundLine:
    id, colon, units = text.partition(":")
    if colon and not (units.isascii() and units.isdigit() and len(units) <= 12):
        raise UsageError(f"cannot refund item {text[:40]!r}: write ID or ID:UNITS, as in 3:50")
    return RefundLine(id, units=int(units) if colon else None)
