"""`tilaus verify`: replay every order, and hold what is stored and booked against its history."""

import sys
from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.audit import Audit, Finding
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import unknown
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened

MOST_LISTED = 1_000
"""So many findings are listed; the rest are counted."""

EVERY = 100
"""After so many orders the line that shows progress is written anew."""


def verify(
    *,
    order: Annotated[
        int | None, Parameter(show_default=False, help="Only the order with this number.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Replay every order; compare state, books, journal and chain of hashes with its history.

    Only reads, and may run while workers do. Exits with 1 where something is wrong: then make a
    copy of the database before anything else, and restore what is named from a backup.
    """
    with opened(options) as shop:
        audit = Audit(shop.store, shop.policy.lifecycles)
        if order is None:
            found = list(_shown(audit))
        else:
            known = shop.order(order)
            if known is None:
                return refused(unknown(order))
            found = list(audit.of_order(known.id))
    return _reply(audit, found)


def _shown(audit: Audit) -> Iterator[Finding]:
    """Pass findings on; a terminal shows meanwhile how far the audit is."""
    if not sys.stderr.isatty():
        yield from audit.findings()
        return
    from rich.console import Console  # only where somebody watches

    with Console(stderr=True).status("looking at the newest orders") as status:

        def told() -> None:
            if audit.orders % EVERY == 0:
                status.update(f"{audit.orders:,} orders, {audit.events:,} events")

        audit.on_order = told
        yield from audit.findings()


def _reply(audit: Audit, found: list[Finding]) -> Reply:
    doc: dict[str, Any] = {
        "orders": audit.orders,
        "events": audit.events,
        "entries": audit.entries,
        "effects": audit.effects,
        "findings": len(found),
        "found": [
            {
                "order": f.order,
                "order_id": f.order_id,
                "what": f.what,
                "severity": f.severity,
                "expected": f.expected,
                "found": f.found,
                "sentence": f.sentence,
            }
            for f in found[:MOST_LISTED]
        ],
    }
    return Reply(doc, partial(_show, doc), REFUSED if found else DONE)


def _show(doc: dict[str, Any], screen: Screen) -> None:
    for found in doc["found"]:
        screen.say(found["sentence"], "red" if found["severity"] == "wrong" else "yellow")
    more = doc["findings"] - len(doc["found"])
    if more:
        screen.say(f"and {more:,} more")
    counts = [counted(doc[name], name) for name in ("orders", "events", "entries", "effects")]
    screen.say(", ".join([*counts, counted(doc["findings"], "findings")]))


def counted(number: int, many: str) -> str:
    """Write a number with its noun, thousands apart: `1 order`, `1,234 orders`, `2 entries`."""
    one = many.removesuffix("ies") + "y" if many.endswith("ies") else many.removesuffix("s")
    return f"{number:,} {one if number == 1 else many}"
