"""`tilaus import woocommerce`: orders and refunds of another shop come in, with their past."""

import json
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Annotated, Any

from cyclopts import Parameter

from tilaus.money import currency
from tilaus_adapters.cli.bar import Bar
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.interop.json_stream import BadStream
from tilaus_adapters.interop.woocommerce import Reading
from tilaus_adapters.interop.woocommerce_import import Importer, Plan, Taken

MOST = 100
"""How many refusals, fields and remarks are shown; --report FILE has all of them."""


def woocommerce(
    file: Annotated[
        str,
        Parameter(
            allow_leading_hyphen=True,
            help="Orders and refunds (JSON, as the REST API gives them), or - for standard input.",
        ),
    ],
    /,
    *,
    dry_run: Annotated[bool, Flag, Parameter(help="Say what would become of each.")] = False,
    site: Annotated[
        str, Parameter(show_default=False, help="Names the shop; else its own links do.")
    ] = "",
    target: Annotated[
        str,
        Parameter(show_default=False, help="The meta data of a line that says what it is for."),
    ] = "",
    status: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="A state of that shop, as in shipped=completed; repeatable."),
    ] = (),
    method: Annotated[
        str, Parameter(help="The way to pay of the policy under which payments go in.")
    ] = "imported",
    no_mail: Annotated[
        str, Parameter(show_default=False, help="The mail address of orders that have none.")
    ] = "",
    customer_prefix: Annotated[
        str, Parameter(help="Stands before the number of a registered customer.")
    ] = "woocommerce-",
    lang: Annotated[str, Parameter(help="The language of customers.")] = "en",
    renumber: Annotated[bool, Flag, Parameter(help="Give all orders new numbers.")] = False,
    report: Annotated[
        Path | None, Parameter(help="Write a line of JSON for each order to this file.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Import orders and refunds of WooCommerce, with what happened to them.

    One object, a list, or one object on each line. No customer is told, and no money moves.
    What was imported before stays as it is; refunds that are new are booked. What has no place here
    is listed.
    """
    reading = Reading(site, no_mail, customer_prefix, lang)
    plan = Plan(reading, method, target, _statuses(status), renumber, dry_run)
    tally = Tally()
    with opened(options) as shop, _input(file) as stream, _lines(report) as lines:
        try:
            importer = Importer(shop, stream, plan)
            total = importer.count()
            with Bar(sys.stderr, "orders and refunds", total) as bar:
                for taken in importer.run():
                    tally.add(taken)
                    bar.advance()
                    if lines is not None:
                        lines.write(json.dumps(_doc(taken), ensure_ascii=False) + "\n")
        except BadStream as bad:
            raise UsageError(f"cannot import {file[:200]}: {bad}") from None
        except ValueError as error:
            raise WorldError(str(error)) from None
        money = shop.policy.currency
    doc = {"dry_run": dry_run, "currency": money, **tally.doc(), "report": report and str(report)}
    return Reply(doc, partial(_show, doc), REFUSED if tally.refused else DONE)


def _statuses(given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, sign, known in pairs:
        if not (name and sign and known):
            raise UsageError(f"cannot read --status {name[:40]!r}: write it as shipped=completed")
    return {name.removeprefix("wc-"): known.removeprefix("wc-") for name, _, known in pairs}


@contextmanager
def _input(file: str) -> Iterator[IO[bytes]]:
    """Open the file; what comes on standard input is kept in a file, because it is read twice."""
    try:
        if file == "-":
            with TemporaryFile() as kept:
                shutil.copyfileobj(sys.stdin.buffer, kept)
                yield kept
        else:
            with Path(file).open("rb") as stream:
                yield stream
    except OSError as error:
        why = error.strerror or error
        raise UsageError(f"cannot read {file[:200]}: {why}") from None
    except ValueError as error:
        raise UsageError(f"cannot read {file[:200]!r}: {error}") from None


def _lines(report: Path | None) -> Any:
    return nullcontext() if report is None else report.open("w", encoding="utf-8")


def _doc(taken: Taken) -> dict[str, Any]:
    return {
        "kind": taken.kind,
        "woocommerce": taken.id,
        "outcome": taken.what,
        "order": taken.number,
        "refusal": taken.refusal,
        "remarks": list(taken.remarks),
        "left": [{"field": left.field, "why": left.why} for left in taken.left],
    }


class Tally:
    """What became of all objects together; it does not grow with the file."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left: Counter[tuple[str, str]] = Counter()
        self.refusals: list[str] = []
        self.remarks: list[str] = []
        self._sums: Counter[str] = Counter()
        self._began = time.monotonic()

    @property
    def refused(self) -> int:
        """Return how many were refused."""
        return self.counts["order refused"] + self.counts["refund refused"]

    def add(self, taken: Taken) -> None:
        """Count what became of one object."""
        self.counts[f"{taken.kind} {taken.what}"] += 1
        if taken.refusal and len(self.refusals) < MOST:
            self.refusals.append(taken.refusal)
        about = f"order {taken.id}: "
        self.remarks += [about + r for r in taken.remarks][: max(0, MOST - len(self.remarks))]
        for left in taken.left:
            key = left.field, left.why
            if key in self.left or len(self.left) < MOST * 10:
                self.left[key] += 1
        if taken.what == "imported" and taken.order is not None and taken.kind == "order":
            self._sums["total_minor"] += taken.order.total_minor
            self._sums["captured_minor"] += taken.order.captured_minor
            self._sums["refunded_minor"] += taken.order.refunded_minor

    def doc(self) -> dict[str, Any]:
        """Return the sums as a document."""
        seconds = time.monotonic() - self._began
        kinds = {
            f"{kind}s": {what: self.counts[f"{kind} {what}"] for what in WHATS}
            for kind in ("order", "refund")
        }
        sums = {name: self._sums[name] for name in ("total_minor", "captured_minor")}
        return {
            **kinds,
            **sums,
            "refunded_minor": self._sums["refunded_minor"],
            "refusals": self.refusals,
            "remarks": self.remarks,
            "left": [
                {"field": field, "why": why, "orders": n}
                for (field, why), n in sorted(self.left.items())
            ],
            "seconds": round(seconds, 3),
        }


WHATS = ("imported", "known", "refused")


def _show(doc: dict[str, Any], screen: Screen) -> None:
    would = "would be " if doc["dry_run"] else ""
    orders, refunds = doc["orders"], doc["refunds"]
    seconds = max(doc["seconds"], 0.001)
    done = orders["imported"]
    rate = f", in {seconds:.1f} s: {done / seconds:,.0f} orders/s" if done >= 100 else ""
    screen.say(f"{count(done, 'order')} {would}imported{rate}")
    if done:
        money = currency(doc["currency"]).format
        names = ("total_minor", "captured_minor", "refunded_minor")
        total, captured, refunded = (money(doc[name]) for name in names)
        screen.say(f"their totals: {total}; paid: {captured}; refunded: {refunded}")
    if orders["known"] or refunds["known"]:
        known = f"{count(orders['known'], 'order')} and {count(refunds['known'], 'refund')}"
        screen.say(f"{known} were here before, and stay as they are")
    if refunds["imported"]:
        screen.say(f"{count(refunds['imported'], 'refund')} {would}booked on orders of before")
    _show_left(doc, screen)
    if refused := orders["refused"] + refunds["refused"]:
        screen.say(f"refused: {refused}")
        for sentence in doc["refusals"]:
            screen.complain(sentence)


def _show_left(doc: dict[str, Any], screen: Screen) -> None:
    for remark in doc["remarks"]:
        screen.say(remark)
    if doc["left"]:
        rows = [[left["field"], left["orders"], left["why"]] for left in doc["left"][:MOST]]
        screen.say("not taken over:")
        screen.table(["field", "orders", "why"], rows, right=["orders"])
