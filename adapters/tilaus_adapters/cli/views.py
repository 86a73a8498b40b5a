"""Orders, quotes and books as a person reads them."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from tilaus.events import Recorded
from tilaus.ledger import Entry, balances
from tilaus.lifecycles import Lifecycles
from tilaus.money import Currency
from tilaus.options import Allowed
from tilaus.order import Destination, Order
from tilaus.policy import Policy
from tilaus.refunds import Quote
from tilaus.refusals import Refusal
from tilaus_adapters.cli.screen import Screen, count, state
from tilaus_adapters.sentences import sentence

Quotes = Mapping[Destination, Quote | Refusal]


def orders(found: Sequence[Order], hint: str, screen: Screen) -> None:
    """Show a list of orders, or how to get one."""
    if not found:
        screen.say(hint)
        return
    rows = [
        [
            o.number,
            state(o.status, o.kind),
            screen.moment(o.placed_at),
            o.customer.email,
            " ".join(f"{i.id}:{i.status}" for i in o.items[:6]) + (" ..." if o.items[6:] else ""),
            o.currency.format(o.total_minor),
        ]
        for o in found
    ]
    heads = ["order", "status", "placed", "customer", "items", "total"]
    screen.table(heads, rows, right=["order", "total"])
    screen.say(count(len(found), "order"))


def order(order: Order, policy: Policy, screen: Screen) -> None:
    """Show all of an order."""
    lifecycles = policy.lifecycles
    label = lifecycles.order.label(order.status)
    held = f"goes on as {order.held_from}" if order.held_from else ""
    why = "; ".join(part for part in (order.reason, held) if part)
    screen.title(f"Order {order.number}: {label}{f' ({why})' if why else ''}")
    who = "guest" if order.customer.is_guest else f"customer {order.customer.id}"
    screen.say(f"placed {screen.moment(order.placed_at)} by {order.customer.email} ({who})")
    if order.token:
        screen.say(f"tracking link {policy.house.url}/t/{order.token}")
    items(order, lifecycles, screen)
    payments(order, screen)
    if order.refunds:
        refunds(order, screen)
    if order.parked:
        rows = [[p.id, f"{p.machine} {p.about}", p.what, p.why] for p in order.parked]
        screen.title("Parked: a person must look")
        screen.table(["id", "about", "what", "why"], rows)


def items(order: Order, lifecycles: Lifecycles, screen: Screen) -> None:
    """Show the items of an order with their progress."""
    rows = [
        [
            i.id,
            i.service,
            i.target,
            state(lifecycles.item.label(i.status), i.kind),
            f"{i.delivered}/{i.quantity}",
            order.currency.format(i.total_minor),
            _item_note(i.reason, screen.moment(i.question.until) if i.question else ""),
        ]
        for i in order.items
    ]
    heads = ["item", "service", "target", "status", "delivered", "price", "note"]
    screen.table(heads, rows, right=["item", "delivered", "price"])


def _item_note(reason: str, until: str) -> str:
    asked = f"customer is asked, until {until}" if until else ""
    return "; ".join(part for part in (reason, asked) if part)


def payments(order: Order, screen: Screen) -> None:
    """Show the payments of an order, and what it costs."""
    money = order.currency.format
    rows = [
        [
            p.id,
            p.method,
            state(p.status, p.kind),
            money(p.amount_minor),
            money(p.fee_minor),
            money(p.captured_minor),
            p.pay_url if p.kind == "initial" else "",
        ]
        for p in order.payments
    ]
    if rows:
        heads = ["payment", "method", "status", "asked", "of it fee", "captured", "pay at"]
        screen.table(heads, rows, right=["payment", "asked", "of it fee", "captured"])
    back = f", {money(order.refunded_minor)} went back" if order.refunded_minor else ""
    total, captured = money(order.total_minor), money(order.captured_minor)
    screen.say(f"costs {total}, {captured} arrived{back}")


def refunds(order: Order, screen: Screen) -> None:
    """Show the refunds of an order."""
    rows = [
        [
            r.id,
            r.to,
            state(r.status, r.kind),
            order.currency.format(r.amount_minor),
            order.currency.format(r.fee_returned_minor),
            screen.moment(r.available_at),
            ", ".join(f"{c.kind} {c.id}" for c in r.covers) or "money that was not needed",
        ]
        for r in order.refunds
    ]
    heads = ["refund", "to", "status", "amount", "of it fee", "there by", "for"]
    screen.table(heads, rows, right=["refund", "amount", "of it fee"])


def by_destination(quote: Callable[[Destination], Quote | Refusal]) -> Quotes:
    """Quote for every destination."""
    return {"wallet": quote("wallet"), "original": quote("original")}


def quotes(found: Quotes, order: Order, screen: Screen) -> None:
    """Show what a refund would send, the destinations beside each other."""
    columns = [_quote_column(quote, order.currency, screen) for quote in found.values()]
    names = ["the customer gets", "of it fee", "fee kept", "there by"]
    rows = [[name, *cells] for name, *cells in zip(names, *columns, strict=True)]
    heads = [f"to {'the wallet' if to == 'wallet' else _paid_with(order)}" for to in found]
    screen.table(["", *heads], rows)
    for to, quote in found.items():
        if isinstance(quote, Refusal):
            screen.say(f"to {to}: {quote.sentence}")


def _paid_with(order: Order) -> str:
    methods = dict.fromkeys(p.method for p in order.payments if p.is_applied)
    return " and ".join(methods).replace("_", " ") or "original"


def _quote_column(quote: Quote | Refusal, currency: Currency, screen: Screen) -> list[str]:
    if isinstance(quote, Refusal):
        return ["-"] * 4
    amounts = quote.amount_minor, quote.fee_returned_minor, quote.fee_kept_minor
    is_at_once = all(part.available_at == part.requested_at for part in quote.parts)
    when = "at once" if is_at_once else screen.moment(quote.available_at)
    return [*map(currency.format, amounts), when]


def allowed(found: Sequence[Allowed], role: str, screen: Screen) -> None:
    """Show what a role may do now, then what not, and why."""
    for heading, wanted in ((f"A {role} may now", True), ("Not now, or not by that role", False)):
        rows = [_option_row(option) for option in found if option.is_open == wanted]
        screen.title(heading)
        if rows:
            screen.table(["of", "trigger", "leads to", "why not" if not wanted else "note"], rows)
        else:
            screen.say(" nothing")


def _option_row(found: Allowed) -> list[Any]:
    row = found.transition
    about = f"{found.machine} {found.about}".strip()
    return [about, row.trigger, row.target, found.why_not or row.note]


def history(recorded: Sequence[Recorded], order: Order, screen: Screen) -> None:
    """Show what happened to an order, oldest first."""
    screen.title("History")
    rows = [
        [
            r.seq,
            screen.moment(r.at),
            f"{r.by.role} {r.by.id}".strip(),
            sentence(r.event, order.currency),
        ]
        for r in recorded
    ]
    screen.table(["", "when", "by", "what"], rows, right=[""])


def ledger(
    entries: Sequence[Entry], currency: Currency, names: dict[str, str], screen: Screen
) -> None:
    """Show the books: every entry with its debits (+) and credits (-), then the balances.

    Args:
        names: what to call accounts instead, by the part after the colon: an order's id -> number.
    """
    named = partial(_account, names)
    screen.title("Ledger")
    rows = [
        ["" if n else entry.memo, named(account), currency.format(minor)]
        for entry in entries
        for n, (account, minor) in enumerate(entry.lines)
    ]
    screen.table(["entry", "account", "amount"], rows, right=["amount"])
    sums = balances(entries)
    rows = [[named(account), currency.format(minor)] for account, minor in sums.items()]
    rows.append(["sum", currency.format(sum(sums.values()))])
    screen.table(["account", "balance"], rows, right=["balance"])


def _account(names: dict[str, str], account: str) -> str:
    kind, _, id = account.partition(":")
    return f"{kind}:{names.get(id, id)}"
