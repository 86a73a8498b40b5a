"""Statements of bank accounts: read as declared, or refused with what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus_adapters.payment.banktransfer_statement import (
    MAX_BYTES,
    MAX_CELL,
    MAX_LINES,
    BankLine,
    Form,
    StatementError,
    read_statement,
)

HEAD = "date,amount,currency,text,reference\n"
GOOD = "2026-01-05,25.00,EUR,order 50001,A1"
FINNISH = Form(
    {"date": ("P\u00e4iv\u00e4",), "amount": ("M\u00e4\u00e4r\u00e4",), "currency": ("Valuutta",),
     "text": ("Viesti", "Viite"), "reference": ("Arkistointitunnus",)},
    decimal="comma", delimiter="semicolon", encoding="cp1252", date="%d.%m.%Y",
)  # fmt: skip


def read(text: str, form: Form | None = None) -> tuple[BankLine, ...]:
    return read_statement(text.encode(), form or Form())


def test_a_line_is_read_as_it_stands() -> None:
    line = BankLine(2, "A1", 2_500, "EUR", "order 50001", "2026-01-05")
    assert read(HEAD + GOOD) == (line,)
    assert read("\ufeff" + HEAD.replace("\n", "\r\n") + GOOD + "\r\n\r\n,,,,\r\n") == (line,)


def test_columns_signs_and_dates_are_as_the_bank_declares_them() -> None:
    text = (
        "Arkistointitunnus;P\u00e4iv\u00e4;M\u00e4\u00e4r\u00e4;Valuutta;Viesti;Viite;Saaja\n"
        'X9;5.1.2026;-25,5;EUR;"tilaus; ""50001""\nkiitos";RF23 5000 1;=cmd()\n'
        "X10;31.12.2026;+1234,05;EUR;;;\n"
    )
    assert read_statement(text.encode("cp1252"), FINNISH) == (
        BankLine(3, "X9", -2_550, "EUR", 'tilaus; "50001" kiitos RF23 5000 1', "2026-01-05"),
        BankLine(4, "X10", 123_405, "EUR", "", "2026-12-31"),
    )


# fmt: off
AMOUNTS = (
    # decimal   currency  written          minor units, or what is said
    ("point",   "EUR",    "25.00",         2_500),
    ("point",   "EUR",    "25.5",          2_550),
    ("point",   "EUR",    "-25",           -2_500),
    ("point",   "EUR",    "\u221225.00",   -2_500),
    ("point",   "JPY",    "25",            25),
    ("point",   "KWD",    "25.125",        25_125),
    ("comma",   "EUR",    "25,00",         2_500),
    ("point",   "EUR",    "25,00",         "cannot read the amount '25,00' with a decimal point"),
    ("comma",   "EUR",    "25.00",         "cannot read the amount '25.00' with a decimal comma"),
    ("comma",   "EUR",    "1.234,00",      "nothing between thousands"),
    ("point",   "EUR",    "1 234.00",      "nothing between thousands"),
    ("point",   "EUR",    "1e3",           "cannot read the amount"),
    ("point",   "EUR",    "=1+1",          "cannot read the amount"),
    ("point",   "EUR",    "NaN",           "cannot read the amount"),
    ("point",   "EUR",    "",              "cannot read the amount"),
    ("point",   "EUR",    "--5",           "cannot read the amount"),
    ("point",   "EUR",    "\u0665",         "cannot read the amount"),
    ("point",   "EUR",    "25.005",        "at most 2 decimals"),
    ("point",   "JPY",    "25.5",          "at most 0 decimals"),
    ("point",   "EUR",    "0.00",          "it is nothing, or too much"),
    ("point",   "EUR",    "999999999999999", "it is nothing, or too much"),
    ("point",   "EURO",   "25.00",         "unknown currency 'EURO'"),
    ("point",   "",       "25.00",         "unknown currency ''"),
)
# fmt: on


@pytest.mark.parametrize(("decimal", "code", "written", "expected"), AMOUNTS)
def test_amounts_are_read_with_the_declared_sign_and_never_guessed(
    decimal: str, code: str, written: str, expected: int | str
) -> None:
    (line,) = read(f'{HEAD}2026-01-05,"{written}",{code},,A1', Form(decimal=decimal))
    if isinstance(expected, int):
        assert (line.amount_minor, line.problem) == (expected, "")
    else:
        assert expected in line.problem


# fmt: off
ODD_LINES = (
    ("2026-01-05,25.00,EUR,order 50001",               "4 cells under 5 columns"),
    ("2026-01-05,25,00,EUR,order 50001,A1",            "6 cells under 5 columns"),
    ("5.1.2026,25.00,EUR,order 50001,A1",              "cannot read the date '5.1.2026'"),
    ("2026-02-30,25.00,EUR,order 50001,A1",            "cannot read the date '2026-02-30'"),
    (",25.00,EUR,order 50001,A1",                      "cannot read the date ''"),
    ("2026-01-05,25.00,EUR,order 50001,",              "cannot use the bank's reference ''"),
    ("2026-01-05,25.00,EUR,order 50001," + "9" * 101,  "it has 1 to 100 printable characters"),
    ("2026-01-05,25.00,EUR,order 50001,A\x1b[31m1",    "it has 1 to 100 printable characters"),
    ("2026-01-05,25.00,EUR," + "x" * (MAX_CELL + 1) + ",A1", "a cell is longer than 2,000 characters"),
)
# fmt: on


@pytest.mark.parametrize(("text", "problem"), ODD_LINES)
def test_a_line_that_cannot_be_read_is_kept_with_what_is_wrong(text: str, problem: str) -> None:
    odd, good = read(f"{HEAD}{text}\n{GOOD}")
    assert problem in odd.problem
    assert (good.row, good.problem) == (3, "")


# fmt: off
ODD_FILES = (
    (b"",                                              "it is empty"),
    (b"\n\n",                                          "it is empty"),
    (b"x" * (MAX_BYTES + 1),                           "larger than 5,000,000 bytes"),
    (HEAD.encode() + b"\xff\xfe",                      "it is no text in utf-8-sig"),
    (HEAD.encode() + b"\0",                            "it holds zero bytes"),
    (HEAD.encode() + b'2026-01-05,"25.00,EUR,x,A1',    "unexpected end of data"),
    (HEAD.encode() + b'2026-01-05,"25.00"x,EUR,x,A1',  "expected after"),
    (HEAD.encode() + b"a" * 200_000,                   "field larger than field limit"),
    (b"date,amount,currency,text\n",                   "cannot find the reference: no columns are called 'reference'"),
    (b"date,amount,amount,currency,text,reference\n",  "cannot find the amount: 2 columns are called 'amount'"),
    (b"date;amount;currency;text;reference\n",         "check the delimiter too"),
    (HEAD.encode() + b"1\n" * (MAX_LINES + 1),         "it has 20,001 lines, more than 20,000"),
)
# fmt: on


@pytest.mark.parametrize(("data", "said"), ODD_FILES)
def test_a_file_that_cannot_be_read_whole_is_refused_whole(data: bytes, said: str) -> None:
    with pytest.raises(StatementError, match=said):
        read_statement(data, Form())


@given(st.binary(max_size=300), st.booleans())
def test_whatever_the_bytes_are_they_are_read_or_refused(data: bytes, has_head: bool) -> None:
    try:
        lines = read_statement(HEAD.encode() + data if has_head else data, Form())
    except StatementError:
        return
    for line in lines:
        assert line.text.isprintable()
        assert line.reference.isprintable()
        assert line.problem or (line.reference and line.amount_minor and line.currency)


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20),
        min_size=5,
        max_size=5,
    )
)
def test_no_cell_of_a_line_breaks_another(cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    lines = read(f"{HEAD}{quoted}\n{GOOD}")
    assert (lines[-1].reference, lines[-1].problem) == ("A1", "")
    assert len(lines) == 1 + any(cell.strip() for cell in cells)
