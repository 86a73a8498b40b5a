"""The export: every order that was found, and no formula that a customer wrote."""

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.adapters.web.desk.browsing import Person
from tests.world import World

from tilaus.commands import Line
from tilaus.order import Customer, Order
from tilaus_adapters.web.desk.table import HEADS, Cell, safe, written

Paid = Callable[..., Order]

# fmt: off
CELLS: list[tuple[Cell, Cell]] = [
    # as it is                  as it stands in the file
    ("=1+1",                    "'=1+1"),
    ("=cmd|' /C calc'!A0",      "'=cmd|' /C calc'!A0"),
    ("+358 40 123",             "'+358 40 123"),
    ("-2+3",                    "'-2+3"),
    ("@SUM(A1)",                "'@SUM(A1)"),
    ("\t=1",                    "'\ufffd=1"),
    ("\r=1",                    "'\ufffd=1"),
    ("\n=1",                    "'\ufffd=1"),
    ("\uff1d1",                 "'\uff1d1"),
    ("\uff0b1",                 "'\uff0b1"),
    ("\uff0d1",                 "'\uff0d1"),
    ("\uff20SUM",               "'\uff20SUM"),
    (" =1",                     "' =1"),
    ("a=1",                     "a=1"),
    ("a@example.org",           "a@example.org"),
    ("'=1",                     "'=1"),
    ("",                        ""),
    (-5,                        -5),
    (Decimal("-12.30"),         Decimal("-12.30")),
    (Decimal("0.00"),           Decimal("0.00")),
    (50001,                     50001),
]
# fmt: on


@pytest.mark.parametrize(("cell", "stands"), CELLS, ids=[repr(cell) for cell, _ in CELLS])
def test_no_cell_is_a_formula_and_numbers_stay_numbers(cell: Cell, stands: Cell) -> None:
    assert safe(cell) == stands
    (row,) = _read(b"".join(written([["first", cell]])))
    assert row == ["first", str(stands)]


def _read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def export(person: Person, query: str = "") -> list[dict[str, str]]:
    """Download the export, and return its rows by heading."""
    answer = person.client.get(f"/desk/orders.csv{query}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    heads, *rows = _read(answer.content)
    assert tuple(heads) == HEADS
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_an_order_is_a_row_with_amounts_as_numbers(staff: Person, paid: Paid) -> None:
    paid()
    (row,) = export(staff)
    assert (row["order"], row["status"], row["customer"]) == ("50001", "processing", "member-1")
    assert (row["total"], row["arrived"], row["went_back"]) == ("19.80", "19.80", "0.00")
    assert "Facebook followers x100 https://facebook.com/1 (cancelled)" in row["items"]


def test_what_customers_wrote_is_no_formula(world: World, staff: Person) -> None:
    evil = Customer("=1+1@example.org", name='+evil, "quoted"')
    world.place(Line("@service", '=cmd"', 1, 100), customer=evil)
    (row,) = export(staff)
    assert row["mail"].startswith("'=")
    assert row["name"].startswith("'+")
    assert row["items"].startswith("'@")


def test_all_that_is_found_is_exported_and_nothing_else(world: World, staff: Person) -> None:
    for n in range(120):
        world.place(customer=Customer("many@example.org" if n % 2 else "few@example.org"))
    assert len(export(staff)) == 120
    numbers = [int(row["order"]) for row in export(staff, "?q=many@example.org")]
    assert len(numbers) == 60
    assert numbers == sorted(numbers, reverse=True)
    assert export(staff, "?status=completed") == []
