"""`tilaus export jsonl|csv|events|ucp`: everything comes out, and no cell of it is a formula."""

import csv
import io
import json
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from ucp_sdk.models.schemas.shopping.order import Order as UcpOrder

from tilaus_adapters.interop.everything import TABLES
from tilaus_adapters.interop.order_file import example


def test_each_order_is_a_line_with_all_that_belongs_to_it(shop: Run) -> None:
    shop("order", "place", "order.json")
    lines = [json.loads(line) for line in shop("export", "jsonl").out.splitlines()]
    assert [doc["number"] for doc in lines] == sorted(
        (doc["number"] for doc in lines), reverse=True
    )
    oldest = lines[-1]
    assert oldest["number"] == 50001
    assert [event["seq"] for event in oldest["history"]] == [*range(1, len(oldest["history"]) + 1)]
    assert all(sum(line["minor"] for line in entry["lines"]) == 0 for entry in oldest["ledger"])
    shown = shop("order", "show", "50001", "--history", "--json").doc
    assert oldest == {**shown, "ledger": shown["ledger"]["entries"]}


def test_all_tables_are_written_to_a_folder_and_agree_with_each_other(shop: Run) -> None:
    said = shop("export", "csv", "--output", "out", "--json").doc
    assert shop("export", "csv", "orders", "--output", "one").out == "one: 1 order\n"
    assert sorted(path.stem for path in Path("out").iterdir()) == sorted(TABLES)
    read = {}
    for name, table in TABLES.items():
        with (Path("out") / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            head, *read[name] = csv.reader(file)
        assert tuple(head) == table.columns
        assert len(read[name]) == said[name]
    (order,) = read["orders"]
    total = int(order[TABLES["orders"].columns.index("total_minor")])
    due = [int(row[TABLES["items"].columns.index("total_minor")]) for row in read["items"]]
    fees = [int(row[TABLES["payments"].columns.index("fee_minor")]) for row in read["payments"]]
    assert sum(due) + sum(fees) == total
    assert sum(int(row[-1]) for row in read["ledger"]) == 0


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " ="])
def test_no_text_of_a_customer_is_a_formula(run: Run, sign: str) -> None:
    doc = json.loads(example())
    doc["customer"]["name"] = f'{sign}HYPERLINK("https://evil.example")'
    Path("order.json").write_text(json.dumps(doc), encoding="utf-8")
    run("init", "--defaults")
    placed = run("order", "place", "order.json")
    if placed.code:
        assert "one line" in placed.err
        return
    cells = [
        cell for row in csv.reader(io.StringIO(run("export", "csv", "orders").out)) for cell in row
    ]
    (name,) = [cell for cell in cells if "HYPERLINK" in cell]
    assert name.lstrip()[0] not in "=+-@"


def test_events_are_cloud_events_and_go_on_where_they_ended(shop: Run) -> None:
    whole = [json.loads(line) for line in shop("export", "events").out.splitlines()]
    assert {event["specversion"] for event in whole} == {"1.0"}
    assert len({event["id"] for event in whole}) == len(whole) > 5
    first = shop("export", "events", "--limit", "3")
    position = first.err.strip().rpartition("position=")[2]
    rest = shop("export", "events", "--after", position)
    assert [json.loads(line) for line in (first.out + rest.out).splitlines()] == whole


def test_an_event_tells_no_name_unless_it_is_asked_for(shop: Run) -> None:
    name = json.loads(example())["customer"]["email"]
    assert name not in shop("export", "events").out
    assert name in shop("export", "events", "--personal-data").out


def test_an_order_is_one_of_the_protocols_own(shop: Run) -> None:
    doc = shop("export", "ucp", "50001", "--json").doc
    assert UcpOrder.model_validate(doc).label == "50001"


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("csv",), 2, "name a table"),
        (("csv", "nothing"), 2, "the tables are orders, items"),
        (("events", "--after", "-1"), 2, "at least 0"),
        (("events", "--limit", "0"), 2, "at least 1"),
        (("ucp", "77"), 1, "77"),
        (("jsonl", "--output", "shop.db/x"), 3, "cannot write shop.db/x"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_sentence(
    shop: Run, words: tuple[str, ...], code: int, sentence: str
) -> None:
    done = shop("export", *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err


def test_an_empty_shop_exports_heads_and_no_lines(run: Run) -> None:
    run("init", "--defaults")
    assert run("export", "jsonl").out == ""
    assert len(run("export", "csv", "items").out.splitlines()) == 1
