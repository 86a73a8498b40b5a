"""`tilaus customer export|erase`: what the shop knows of a person, and its end."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.commands import Actor, Erase
from tilaus.order import Order
from tilaus.ports.storage import MAX_LISTED, Stored
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, UsageError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.interop import everything
from tilaus_adapters.payment.wallet import WalletPayments

Who = Annotated[
    str,
    Parameter(
        allow_leading_hyphen=True, help="The customer's mail address, or id, as orders have it."
    ),
]


def export(who: Who, /, *, options: Options = DEFAULTS) -> Reply:
    """Print all that the shop knows of a person as one JSON document.

    Their orders with history and books, what they were told, and their wallet.
    """
    with opened(options) as shop:
        found = list(_orders(shop, who))
        ids = sorted({order.customer.id for order in found} - {""})
        doc: dict[str, Any] = {
            "customer": who,
            "ids": ids,
            "orders": [_whole(shop, order) for order in found],
            "wallets": [_wallet(shop, id) for id in ids],
        }
    text = json.dumps(doc, indent=2, ensure_ascii=False)
    return Reply(doc, lambda screen: screen.raw(text))


def erase(
    who: Who,
    /,
    *,
    dry_run: Annotated[bool, Flag, Parameter(help="Say which orders would be erased.")] = False,
    yes: Annotated[bool, Flag, Parameter(help="Do not ask whether it is really meant.")] = False,
    by: Annotated[str, Parameter(help="Who does it; the history says so.")] = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Erase a person's data from each of their orders, for good.

    An order that is still worked on, or whose money is on its way, is left as it is and listed.
    What remains says that somebody bought something, and not who.
    """
    manager = Actor("manager", by)
    with opened(options) as shop:
        found = list(_orders(shop, who))
        waiting = [order for order in found if not order.is_erased]
        if waiting and not dry_run and not yes:
            _ask(waiting, who, options)
        docs = [_erased(shop, order, manager, is_dry=dry_run) for order in found]
    doc = {"customer": who, "dry_run": dry_run, "orders": docs}
    refused = any(one["outcome"] == "refused" for one in docs)
    return Reply(doc, partial(_show, doc), REFUSED if refused else DONE)


def _orders(shop: Shop, who: str) -> Iterator[Order]:
    """Give the orders of a person: by mail address from the index, by id from all orders."""
    if "@" not in who:
        yield from (o for o in everything.orders(shop.store) if o.customer.id == who)
        return
    seen = set()
    for spelling in dict.fromkeys((who, who.lower())):
        for order in everything.orders(shop.store, spelling):
            if order.customer.email.casefold() == who.casefold() and order.id not in seen:
                seen.add(order.id)
                yield order


def _whole(shop: Shop, order: Order) -> dict[str, Any]:
    found = everything.whole(shop.store, order)
    told = [row for row in shop.store.effects(order.id) if row.effect.is_message]
    messages = [documents.effect(row) for row in told]
    return {**everything.document(found, shop.policy), "messages": messages}


def _wallet(shop: Shop, id: str) -> dict[str, Any]:
    wallet = WalletPayments(shop.store)
    lines: list[dict[str, Any]] = []
    before: int | None = None
    while page := wallet.statement(id, MAX_LISTED, before):
        lines += [{"seq": x.seq, "memo": x.memo, "amount_minor": x.minor} for x in page]
        before = page[-1].seq
    return {"customer": id, "balance_minor": wallet.balance(id), "lines": lines}


def _ask(found: list[Order], who: str, options: Options) -> None:
    if options.json or not sys.stdin.isatty():
        raise UsageError("nothing was erased: nobody is here to ask; if it is meant, add --yes")
    asked = f"erase {who} from {count(len(found), 'order')}, for good? [y/N] "
    print(asked, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise UsageError("nothing was erased")


def _erased(shop: Shop, order: Order, by: Actor, *, is_dry: bool) -> dict[str, Any]:
    command = Erase(by=by)
    if is_dry:
        answer: Any = shop.decide(Stored(order), command)
    else:
        answer = shop.handle(order.id, command)
    about = {"order": order.number, "status": order.status}
    if isinstance(answer, Refusal):
        return {**about, "outcome": "refused", "why": answer.sentence}
    outcome = "known" if answer.outcome == "duplicate" else "erased"
    return {**about, "outcome": outcome, "why": ""}


def _show(doc: dict[str, Any], screen: Screen) -> None:
    outcomes = [one["outcome"] for one in doc["orders"]]
    would = "would be " if doc["dry_run"] else ""
    if not outcomes:
        screen.say("there is no order of that customer")
        return
    screen.say(f"{count(outcomes.count('erased'), 'order')} {would}erased")
    if known := outcomes.count("known"):
        screen.say(f"{count(known, 'order')} erased before")
    for one in doc["orders"]:
        if one["why"]:
            screen.complain(one["why"])
