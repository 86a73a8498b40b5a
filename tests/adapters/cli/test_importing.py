"""`tilaus import woocommerce`: told as it goes, twice is once, and what does not fit is listed."""

import io
import json
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run
from tests.adapters.cli.test_progress import Terminal
from tests.adapters.interop.woocommerce_orders import orders

from tilaus_adapters.cli import bar as bars
from tilaus_adapters.cli.bar import Bar


@pytest.fixture
def theirs(run: Run) -> Path:
    """Make a shop that takes orders of others, and a file with some."""
    assert run("init", "--imports", "--currency", "EUR").code == 0
    file = Path("orders.jsonl")
    file.write_text("\n".join(map(json.dumps, orders(20))), encoding="utf-8")
    return file


def test_orders_come_in_once_however_often_it_is_said(run: Run, theirs: Path) -> None:
    first = run("import", "woocommerce", str(theirs), "--json")
    assert first.code == 0, first
    listed = run("order", "list", "--json").doc
    assert len(listed["orders"]) == 20
    again = run("import", "woocommerce", str(theirs), "--json")
    assert (again.code, run("order", "list", "--json").doc) == (0, listed)
    assert again.doc != first.doc


def test_a_dry_run_writes_nothing(run: Run, theirs: Path) -> None:
    assert run("import", "woocommerce", str(theirs), "--dry-run", "--json").code == 0
    assert run("order", "list", "--json").doc == {"orders": []}


def test_a_report_has_a_line_for_each(run: Run, theirs: Path) -> None:
    run("import", "woocommerce", str(theirs), "--report", "report.jsonl")
    lines = [json.loads(line) for line in Path("report.jsonl").read_text("utf-8").splitlines()]
    assert len({line["order"] for line in lines if line["kind"] == "order"}) == 20


def test_a_file_that_is_none_is_refused_with_its_place(run: Run, theirs: Path) -> None:
    theirs.write_text('[{"id": 1},\n{"id": ', encoding="utf-8")
    done = run("import", "woocommerce", str(theirs))
    assert done.code == 2
    assert "cannot import orders.jsonl" in done.err
    assert "line 2" in done.err


def test_on_a_terminal_there_is_a_live_bar_and_elsewhere_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal, pipe = Terminal(), io.StringIO()
    monkeypatch.setattr(bars, "EVERY_S", 0.0)
    for stream in (terminal, pipe):
        with Bar(stream, "orders", 3) as bar:
            for _ in range(3):
                bar.advance()
    assert pipe.getvalue() == "1 of 3 orders\n2 of 3 orders\n3 of 3 orders\n"
    assert "orders" in terminal.getvalue()
    assert "\x1b[" in terminal.getvalue() or "\r" in terminal.getvalue()
