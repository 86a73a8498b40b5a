"""`tilaus order place|list|show|allowed`: orders go in, and are looked at."""

import json
import sys
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Literal

from cyclopts import Parameter

from tilaus.ports.storage import Query
from tilaus.refusals import Refusal
from tilaus_adapters import documents
from tilaus_adapters.cli import views
from tilaus_adapters.cli.changes import Key, changed, request_key
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import Reply, UsageError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.interop import order_file

Role = Annotated[
    Literal["customer", "guest", "staff", "manager", "processor", "server", "clock", "system"],
    Parameter(help="Who asks."),
]
Number = Annotated[int, Parameter(help="The order's number.")]
Flag: Parameter = Parameter(negative="", show_default=False)

MAX_SHOWN = 20
"""How many problems of a file are shown; more of them help nobody."""


def place(
    file: Annotated[
        str,
        Parameter(
            allow_leading_hyphen=True,
            help="The order file (JSON), or - for standard input.",
        ),
    ] = "",
    /,
    *,
    schema: Annotated[
        bool, Flag, Parameter(help="Print the JSON Schema of an order file.")
    ] = False,
    example: Annotated[bool, Flag, Parameter(help="Print an order file to begin with.")] = False,
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Place the order that stands in a JSON file."""
    if schema or example:
        text = (order_file.schema_text() if schema else order_file.example()).decode()
        return Reply(json.loads(text), lambda screen: screen.raw(text))
    if not file:
        raise UsageError("cannot place an order: name its file, or - for standard input")
    order = _read(file)
    parts = order.customer, order.items, order.payments, order.charges
    with opened(options) as shop:
        placed = shop.place(*parts, currency=order.currency, request=request_key(key))
        return changed(shop, placed)


def _read(file: str) -> order_file.OrderFile:
    try:
        data = _bytes(sys.stdin.buffer) if file == "-" else _of_file(Path(file))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(f"cannot read {file[:200]}: {why}") from None
    try:
        return order_file.read_order(data)
    except order_file.OrderFileError as error:
        more = len(error.problems) - MAX_SHOWN
        lines = error.problems[:MAX_SHOWN] + ([f"and {more} more"] if more > 0 else [])
        text = "\n  ".join([f"cannot read {file[:200]}:", *lines])
        raise UsageError(
            f"{text}\nan order file to begin with: tilaus order place --example"
        ) from None


def _of_file(path: Path) -> bytes:
    with path.open("rb") as stream:
        return _bytes(stream)


def _bytes(stream: IO[bytes]) -> bytes:
    """Read no more than tells that it is too much."""
    return stream.read(order_file.MAX_BYTES + 1)


def list_(
    *,
    status: Annotated[str, Parameter(help="Only orders in this state.")] = "",
    find: Annotated[
        str, Parameter(help="Only orders with this number, mail address or target, exactly.")
    ] = "",
    limit: Annotated[int, Parameter(help="At most so many, newest first; 1 to 1000.")] = 50,
    before: Annotated[int | None, Parameter(help="Only numbers below this one.")] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """List orders, newest first."""
    if not 1 <= limit <= 1000:
        raise UsageError(f"cannot list {limit} orders: --limit is 1 to 1000")
    with opened(options) as shop:
        states = shop.policy.lifecycles.order.states
        if status and status not in states:
            raise UsageError(
                f"cannot list orders that are {status!r}: states are {', '.join(states)}"
            )
        found = shop.store.search(Query(status, find, limit, before))
    hint = "no such orders" if status or find or before else "no orders yet"
    hint += "" if status or find or before else "; place one with: tilaus order place FILE.json"
    doc = {"orders": [documents.order_line(order) for order in found]}
    return Reply(doc, partial(views.orders, found, hint))


def show(
    number: Number,
    /,
    *,
    history: Annotated[bool, Flag, Parameter(help="What happened, and the books, too.")] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Show an order: its items, payments and refunds."""
    with opened(options) as shop:
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        recorded, entries = shop.store.history(order.id), shop.store.entries(order.id)
        doc = documents.order(order, shop.policy)
    doc |= {"history": documents.history(recorded), "ledger": documents.ledger(entries)}

    def view(screen: Screen) -> None:
        views.order(order, shop.policy, screen)
        if history:
            views.history(recorded, order, screen)
            views.ledger(entries, order.currency, {order.id: str(order.number)}, screen)

    return Reply(doc, view)


def unknown(number: int) -> Refusal:
    """Return the refusal for a number that no order has."""
    found = "there is none of that number"
    return Refusal("unknown_order", f"find order {number}", found, ("tilaus order list",))


def allowed(
    number: Number,
    /,
    *,
    role: Role = "staff",
    options: Options = DEFAULTS,
) -> Reply:
    """Say what a role may do with an order now, and why not the rest."""
    with opened(options) as shop:
        found = shop.allowed(number, role)
    if isinstance(found, Refusal):
        return refused(unknown(number) if found.code == "unknown_order" else found)
    doc = {"number": number, "role": role, "allowed": [documents.option(o) for o in found]}
    return Reply(doc, partial(views.allowed, found, role))
