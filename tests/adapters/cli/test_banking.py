"""Bank transfers on the command line: confirmed, matched, and refunds that staff send."""

import csv
import io
import shlex
import sys
from pathlib import Path

import pytest
from tests.adapters.cli.command import Run

HEAD = "date,amount,currency,text,reference\n"


@pytest.fixture
def shop(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a shop whose staff deliver by hand, where two orders wait for a transfer."""
    monkeypatch.setenv("TILAUS_DELIVERY", "manual")
    run("init")
    order = run("order", "place", "--example").out.replace('"card"', '"bank_transfer"')
    Path("order.json").write_text(order, encoding="utf-8")
    for words in ("order place order.json", "order place order.json", "worker --once"):
        assert run(*words.split()).code == 0
    return run


@pytest.fixture
def total(shop: Run) -> str:
    minor = shop("order", "show", "50001", "--json").doc["total_minor"]
    return f"{minor // 100}.{minor % 100:02}"


def statement(*lines: str) -> str:
    Path("statement.csv").write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
    return "statement.csv"


def test_a_confirmed_transfer_pays_the_order_once(shop: Run, total: str) -> None:
    words = ("bank", "confirm", "50001", total, "--reference", "2026010512345", "--by", "anna")
    assert shop(*words).out == "order 50001: paid: the payment is whole\n"
    assert shop("order", "show", "50001", "--json").doc["status"] == "processing"
    again = shop(*words, "--json")
    assert (again.code, again.doc["became"]) == (0, "duplicate")
    history = shop("order", "show", "50001", "--history").out
    assert "staff anna" in history
    assert "bank reference 2026010512345" in history


def test_too_little_and_too_much_are_said(shop: Run, total: str) -> None:
    part = shop("bank", "confirm", "50001", "1.00", "--reference", "A1")
    assert part.code == 0
    assert part.out.startswith("order 50001: part: ")
    assert f"of {total} EUR are missing" in part.out
    much = shop("bank", "confirm", "50001", "1000.00", "--reference", "A2", "--json")
    assert (much.code, much.doc["became"]) == (0, "parked")
    for command in much.doc["mend"]:
        assert shop(*shlex.split(command)[1:]).code == 0, command
    order = shop("order", "show", "50001", "--json").doc
    assert (order["status"], order["parked"]) == ("processing", [])


# fmt: off
WRONG = (
    ("bank confirm 50001 5,00 --reference A1",        2, "cannot read '5,00' as EUR"),
    ("bank confirm 50001 0 --reference A1",           2, "a transfer is more than nothing"),
    ("bank confirm 50001 -5 --reference A1",          2, "a transfer is more than nothing"),
    ("bank confirm 50001 5.00",                       2, "--reference"),
    ("bank confirm 60001 5.00 --reference A1",        1, "there is no order 60001"),
    ("bank match missing.csv",                        3, "cannot read missing.csv"),
    ("bank match order.json",                         2, "cannot find the date: no columns are called 'date'"),
    ("bank match statement.csv --column sum=Summa",   2, "names are date, amount, currency, text, reference"),
    ("bank match statement.csv --column amount=Summa", 2, "cannot find the amount: no columns are called 'Summa'"),
    ("bank match statement.csv --delimiter tab",      2, "check the delimiter too"),
    ("bank sent 50001/1",                             1, "there is none that goes by bank transfer"),
    ("bank sent 60001/1",                             1, "cannot find order 60001"),
    ("bank sent 50001",                               2, "write ORDER/REFUND, as in 50001/1"),
    ("bank sent x/1",                                 2, "write ORDER/REFUND, as in 50001/1"),
)
# fmt: on


@pytest.mark.parametrize(("words", "code", "said"), WRONG)
def test_what_cannot_be_done_is_said(shop: Run, words: str, code: int, said: str) -> None:
    statement()
    done = shop(*words.split())
    assert (done.code, done.out) == (code, "")
    assert said in done.err


def test_every_line_of_a_statement_is_listed_with_what_it_became(shop: Run, total: str) -> None:
    file = statement(
        f"2026-01-05,{total},EUR,RF23 5000 1,A1",
        "2026-01-05,1.00,EUR,order 50002,A2",
        f"2026-01-05,{total},EUR,RF23 5000 1,A1",
        "2026-01-06,5.00,EUR,=HYPERLINK(1),A3",
        "2026-01-06,-700.00,EUR,rent,A4",
        "yesterday,5.00,EUR,50001,A5",
    )
    rehearsed = shop("bank", "match", file, "--dry-run", "--json").doc
    became = [line["became"] for line in rehearsed["lines"]]
    assert became == ["paid", "part", "duplicate", "unknown", "outgoing", "unreadable"]
    assert shop("order", "show", "50001", "--json").doc["status"] == "pending", "nothing is written"
    shown = shop("bank", "match", file)
    assert shown.code == 0
    assert "1 line paid: the payment is whole\n" in shown.out
    assert "line 5: tilaus bank confirm NUMBER 5.00 --reference A3\n" in shown.out
    assert shop("order", "show", "50001", "--json").doc["status"] == "processing"
    second = shop("bank", "match", file, "--json").doc
    assert second["summary"] == {"duplicate": 3, "outgoing": 1, "unknown": 1, "unreadable": 1}
    assert second["attention"] == 3


def test_a_statement_of_a_finnish_bank_is_read_as_declared(shop: Run, total: str) -> None:
    line = f"5.1.2026;{total.replace('.', ',')};EUR;Säästö;RF23 5000 1;X1"
    text = f"Pvm;Summa;Valuutta;Viesti;Viite;Tunnus\n{line}\n"
    Path("tiliote.csv").write_bytes(text.encode("cp1252"))
    declared = "--decimal comma --delimiter semicolon --encoding cp1252 --date %d.%m.%Y --json"
    words = ["bank", "match", "tiliote.csv", *declared.split()]
    for name in (
        "date=Pvm",
        "amount=Summa",
        "currency=Valuutta",
        "text=Viesti",
        "text=Viite",
        "reference=Tunnus",
    ):
        words += ["--column", name]
    (read,) = shop(*words).doc["lines"]
    assert (read["became"], read["order"], read["text"]) == ("paid", 50001, "Säästö RF23 5000 1")


def test_a_statement_may_come_from_another_program(
    shop: Run, total: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Piped(io.StringIO):
        buffer = io.BytesIO(f"{HEAD}2026-01-05,{total},EUR,50001,A1\n".encode())

    monkeypatch.setattr(sys, "stdin", Piped())
    assert shop("bank", "match", "-", "--json").doc["summary"] == {"paid": 1}


def test_refunds_that_staff_must_send_are_listed_and_confirmed(shop: Run, total: str) -> None:
    assert "no refund waits" in shop("bank", "refunds").out
    shop("bank", "confirm", "50001", total, "--reference", "A1")
    shop("order", "do", "50001", "cancel", "--item", "3")
    shop("refund", "50001", "--item", "3", "--to", "original", "--yes")
    shop("worker", "--once")
    (owed,) = shop("bank", "refunds", "--json").doc["refunds"]
    assert (owed["refund"], owed["amount_minor"], owed["reference"]) == (
        "50001/1",
        600,
        "RF2350001",
    )
    assert owed["arrived_as"] == "A1"
    assert "50001/1" in shop("bank", "refunds").out
    sent = shop("bank", "sent", "50001/1", "--reference", "OUT1", "--json")
    assert (sent.code, sent.doc["outcome"]) == (0, "done")
    (refund,) = shop("order", "show", "50001", "--json").doc["refunds"]
    assert (refund["status"], refund["reference"]) == ("succeeded", "OUT1")
    assert shop("bank", "sent", "50001/1", "--json").doc["outcome"] == "duplicate"
    assert shop("bank", "refunds", "--json").doc == {"refunds": []}


def test_a_name_that_is_a_formula_is_a_text_in_the_csv_file(shop: Run, total: str) -> None:
    order = (
        Path("order.json")
        .read_text("utf-8")
        .replace("registered@customer.example", "+1@customer.example")
    )
    Path("order.json").write_text(order, encoding="utf-8")
    for words in ("order place order.json", "worker --once"):
        shop(*words.split())
    shop("bank", "confirm", "50003", total, "--reference", "=A1")
    shop("order", "do", "50003", "cancel", "--item", "3")
    shop("refund", "50003", "--item", "3", "--to", "original", "--yes")
    shop("worker", "--once")
    (row,) = csv.DictReader(io.StringIO(shop("bank", "refunds", "--csv").out))
    assert (row["amount"], row["currency"], row["order"]) == ("6.00", "EUR", "50003")
    assert row["email"] == "'+1@customer.example"
    assert row["arrived_as"] == "'=A1"
