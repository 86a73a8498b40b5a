"""`tilaus reconcile`: hold orders, their ledger and the providers against each other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.order import Order
from tilaus.ports.storage import Query
from tilaus.reconcile import Difference, apply, differences
from tilaus.shop import Shop
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import unknown
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, WorldError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.verifying import counted
from tilaus_adapters.cli.wiring import opened

PAGE = 200


def reconcile(
    *,
    order: Annotated[
        int | None, Parameter(show_default=False, help="Only the order with this number.")
    ] = None,
    since: Annotated[
        str, Parameter(show_default=False, help="Orders placed on this day (UTC) or later.")
    ] = "",
    apply_: Annotated[
        bool, Parameter(name="--apply", negative="", help="Tell the orders what differs.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Compare orders, ledger and providers; list what differs, each with what would mend it.

    Changes nothing without --apply. Asks the provider of every payment once, so name an order or a
    day. Exits with 1 where something differs and was not mended.
    """
    if order is None and not since:
        raise WorldError("cannot reconcile everything: name --order NUMBER or --since YYYY-MM-DD")
    first = _day(since) if since else None
    with opened(options) as shop:
        if order is not None:
            known = shop.order(order)
            if known is None:
                return refused(unknown(order))
            orders: Iterator[Order] = iter((known,))
        else:
            orders = _since(shop, first)
        compare = apply if apply_ else differences
        found, count = [], 0
        for each in orders:
            count += 1
            found += list(compare(shop, each))
    return _reply(found, count)


def _day(text: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        found = f"cannot read the day {text[:40]!r}"
        raise WorldError(f"{found}: write it as in 2026-03-01") from None


def _since(shop: Shop, first: datetime | None) -> Iterator[Order]:
    """Yield orders, newest first, down to a day."""
    before: int | None = None
    while page := shop.store.search(Query(limit=PAGE, before=before)):
        for order in page:
            if first is not None and order.placed_at < first:
                return
            yield order
        before = page[-1].number


def _reply(found: list[Difference], count: int) -> Reply:
    doc: dict[str, Any] = {
        "orders": count,
        "differences": len(found),
        "mended": sum(d.is_mended for d in found),
        "found": [
            {
                "order": d.number,
                "payment": d.payment,
                "provider": d.provider,
                "found": d.found,
                "cure": d.cure,
                "mended": d.is_mended,
            }
            for d in found
        ],
    }
    is_left = doc["differences"] > doc["mended"]
    return Reply(doc, partial(_show, doc), REFUSED if is_left else DONE)


def _show(doc: dict[str, Any], screen: Screen) -> None:
    for d in doc["found"]:
        what = f"payment {d['payment']}, {d['provider']}" if d["payment"] else d["provider"]
        end = "mended" if d["mended"] else f"mend it with: {d['cure']}"
        colour = "green" if d["mended"] else "yellow"
        screen.say(f"order {d['order']}, {what}: {d['found']}; {end}", colour)
    told = [counted(doc["orders"], "orders"), counted(doc["differences"], "differences")]
    screen.say(", ".join([*told, f"{doc['mended']:,} mended"]))
