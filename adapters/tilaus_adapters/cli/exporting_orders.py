"""`tilaus export jsonl|csv|events|ucp`: what the shop holds, for other programs."""

import csv
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any

from cyclopts import Parameter

from tilaus.shop import Shop
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag, Number, unknown
from tilaus_adapters.cli.reply import Reply, UsageError, WorldError, refused
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.interop import cloud_events, everything, ucp

Output = Annotated[Path | None, Parameter(help="Write to this file; otherwise to standard output.")]


def jsonl(*, output: Output = None, options: Options = DEFAULTS) -> Reply | None:
    """Print every order with all that belongs to it, one JSON document on each line.

    Items, charges, payments, refunds, history and books; the highest number first. It holds
    personal data, and the secrets of tracking links.
    """
    written = 0
    with opened(options) as shop, _stream(output) as stream:
        for order in everything.orders(shop.store):
            found = everything.whole(shop.store, order)
            doc = everything.document(found, shop.policy)
            stream.write(json.dumps(doc, ensure_ascii=False) + "\n")
            written += 1
    return _written(output, {"orders": written})


def csv_(
    table: Annotated[
        str, Parameter(help=f"One of {', '.join(everything.TABLES)}; all with --output.")
    ] = "",
    /,
    *,
    output: Annotated[
        Path | None, Parameter(help="Write a file for each table to this folder.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply | None:
    """Print a table of all orders as CSV, or write all tables to a folder.

    Amounts are minor units. No cell is a formula for a spreadsheet.
    """
    if table and table not in everything.TABLES:
        known = ", ".join(everything.TABLES)
        raise UsageError(f"cannot export {table[:40]!r}: the tables are {known}")
    if not table and output is None:
        raise UsageError("cannot export all tables to one place: name a table, or --output FOLDER")
    names = [table] if table else list(everything.TABLES)
    with opened(options) as shop, ExitStack() as streams:
        writers = {
            name: csv.writer(
                streams.enter_context(_stream(output and output / f"{name}.csv")),
                lineterminator="\n",
            )
            for name in names
        }
        counts = _tables(shop, writers)
    return _written(output, counts)


def _tables(shop: Shop, writers: dict[str, Any]) -> dict[str, int]:
    counts = dict.fromkeys(writers, 0)
    for name, writer in writers.items():
        writer.writerow(everything.TABLES[name].columns)
    for order in everything.orders(shop.store):
        found = everything.whole(shop.store, order)
        for name, writer in writers.items():
            for row in everything.TABLES[name].rows(found, shop.policy):
                writer.writerow(row)
                counts[name] += 1
    return counts


def events(
    *,
    after: Annotated[int, Parameter(help="Only what follows this position of the feed.")] = 0,
    limit: Annotated[
        int | None, Parameter(show_default=False, help="At most so many events.")
    ] = None,
    personal_data: Annotated[bool, Flag, Parameter(help="Texts about persons, too.")] = False,
    output: Output = None,
    options: Options = DEFAULTS,
) -> Reply | None:
    """Print what happened as CloudEvents, one on each line, as webhooks are told it.

    The last line of the error stream says where to go on: `position=4711`.
    """
    if after < 0 or (limit is not None and limit < 1):
        raise UsageError("cannot export events: --after is at least 0, and --limit at least 1")
    position, written = after, 0
    with opened(options) as shop, _stream(output) as stream:
        house = shop.policy.house
        told = cloud_events.bodies(shop.store, house, after, limit, personal_data=personal_data)
        for at, body in told:
            stream.write(body.decode() + "\n")
            position, written = at, written + 1
    if output is None:
        print(f"position={position}", file=sys.stderr)
    return _written(output, {"events": written, "position": position})


def as_ucp(number: Number, /, *, options: Options = DEFAULTS) -> Reply:
    """Print an order in the form of the Universal Commerce Protocol."""
    with opened(options) as shop:
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        doc = ucp.document(order, shop.store.history(order.id), shop.policy)
    text = json.dumps(doc, indent=2, ensure_ascii=False)
    return Reply(doc, lambda screen: screen.raw(text))


@contextmanager
def _stream(path: Path | None) -> Iterator[IO[str]]:
    """Open a file to write, or standard output; raises WorldError where that is not possible."""
    if path is None:
        yield sys.stdout
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as stream:
            yield stream
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise WorldError(f"cannot write {path}: {error.strerror or error}") from None


def _written(output: Path | None, counts: dict[str, int]) -> Reply | None:
    """Say what was written to a file; what went to standard output speaks for itself."""
    if output is None:
        return None
    doc = {"output": str(output), **counts}
    return Reply(doc, partial(_show, doc))


def _show(doc: dict[str, Any], screen: Screen) -> None:
    counted = [count(doc[name], one) for name, one in ONE.items() if name in doc]
    screen.say(f"{doc['output']}: {', '.join(counted)}")


ONE = {name: name.removesuffix("s") for name in everything.TABLES} | {"ledger": "ledger line"}
"""What one row of a table is called."""
