"""`/desk/orders.csv`: what a search finds, for a spreadsheet.

No text in it is a formula (`tilaus_adapters.spreadsheet`); numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from fastapi import APIRouter, Request
from starlette.responses import StreamingResponse

from tilaus.order import Order
from tilaus.ports.storage import Query, Store
from tilaus.record import replace
from tilaus_adapters.spreadsheet import harmless
from tilaus_adapters.web.desk.order import Signed
from tilaus_adapters.web.desk.search import query_of
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(include_in_schema=False)

AT_ONCE = 500
"""So many orders are read from the store at once."""

HEADS = (
    *("order", "status", "placed", "customer", "name", "mail", "currency"),
    *("total", "arrived", "went_back", "items"),
)

Cell = str | int | Decimal


@router.get("/desk/orders.csv")
def orders(request: Request, session: Signed) -> StreamingResponse:
    """Send every order that the search finds, line by line, however many there are."""
    site = site_of(request)
    query = replace(query_of(request.query_params), limit=AT_ONCE, before=None)
    headers = {"Content-Disposition": 'attachment; filename="orders.csv"'}
    lines = written(rows(site.shop.store, query))
    return StreamingResponse(lines, 200, headers, media_type="text/csv; charset=utf-8")


def rows(store: Store, query: Query) -> Iterator[Sequence[Cell]]:
    """Yield the head and a row for each order, the newest first."""
    yield HEADS
    while found := store.search(query):
        yield from (_row(order) for order in found)
        query = replace(query, before=found[-1].number)


def _row(order: Order) -> Sequence[Cell]:
    items = "; ".join(f"{i.service} x{i.quantity} {i.target} ({i.status})" for i in order.items)
    who = order.customer
    amounts = (order.total_minor, order.captured_minor, order.refunded_minor)
    return (
        *(order.number, order.status, f"{order.placed_at:%Y-%m-%d %H:%M:%S}"),
        *(who.id or "guest", who.name, who.email, order.currency.code),
        *(Decimal(minor).scaleb(-order.currency.exponent) for minor in amounts),
        items,
    )


def written(found: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Write rows as CSV (RFC 4180); a mark at the beginning tells spreadsheets that it is UTF-8."""
    yield "\ufeff".encode()
    for row in found:
        line = io.StringIO()
        csv.writer(line).writerow([safe(cell) for cell in row])
        yield line.getvalue().encode("utf-8", "replace")


def safe(cell: Cell) -> Cell:
    """Return a cell that no spreadsheet takes for a formula; numbers as they are."""
    return harmless(cell) if isinstance(cell, str) else cell
