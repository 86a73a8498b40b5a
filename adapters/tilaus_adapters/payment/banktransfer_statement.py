"""The statement of a bank account as a CSV file, read strictly.

The file is hostile until it is read. How it is written (columns, decimal sign, delimiter, encoding,
dates) is declared and never guessed: a guess is how 1.234 becomes a thousand times too much. A file
that cannot be read whole is refused whole; a line that cannot be read is kept, with what is wrong.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from tilaus.money import MAX_MINOR, currency
from tilaus.record import record, replace
from tilaus.texts import is_line

MAX_BYTES = 5_000_000
MAX_LINES = 20_000
MAX_CELL = 2_000
MAX_REFERENCE = 100
"""The longest name of a transfer at the bank, in characters."""

NEEDED = ("date", "amount", "currency", "text", "reference")
"""What is read of each line; `reference` is the bank's own name of it, unique for ever."""

SIGNS: Mapping[str, str] = {"point": ".", "comma": ","}
DELIMITERS: Mapping[str, str] = {"comma": ",", "semicolon": ";", "tab": "\t"}


@record
class Form:
    """How a bank writes its statements.

    Attributes:
        columns: for each of `NEEDED` that is not called so: how the file calls it. Several columns
            may be named for the text, which is then all of them.
        decimal: one of `SIGNS`. delimiter: one of `DELIMITERS`.
        date: as in `strptime`; where it is empty, dates are written as in 2026-01-31.
    """

    columns: Mapping[str, tuple[str, ...]] = {}
    decimal: str = "point"
    delimiter: str = "comma"
    encoding: str = "utf-8-sig"
    date: str = ""


@record
class BankLine:
    """One transfer as the bank tells it.

    Attributes:
        row: the line of the file, from 1; 0 where there is no file.
        reference: the bank's name of the transfer, unique for ever.
        amount_minor: minor units of `currency`; < 0 for money that left the account.
        problem: why the line cannot be read; everything else may be empty then.
    """

    row: int = 0
    reference: str = ""
    amount_minor: int = 0
    currency: str = ""
    text: str = ""
    date: str = ""
    problem: str = ""


class StatementError(ValueError):
    """A statement cannot be read; the text says what was found and what helps."""


def read_statement(data: bytes, form: Form) -> tuple[BankLine, ...]:
    """Read all lines of a statement, in their order; none is dropped but empty ones.

    Raises:
        StatementError: the file cannot be read whole.
    """
    rows = _rows(data, form)
    if not rows:
        raise StatementError("cannot read the statement: it is empty; it begins with its columns")
    (_, head), lines = rows[0], rows[1:]
    places = _places([cell.strip() for cell in head], form)
    if len(lines) > MAX_LINES:
        found = f"it has {len(lines):,} lines, more than {MAX_LINES:,}"
        raise StatementError(f"cannot read the statement: {found}; split the file")
    return tuple(_line(row, cells, len(head), places, form) for row, cells in lines)


def _rows(data: bytes, form: Form) -> list[tuple[int, list[str]]]:
    wish = "cannot read the statement"
    if len(data) > MAX_BYTES:
        raise StatementError(f"{wish}: it is larger than {MAX_BYTES:,} bytes; split the file")
    try:
        text = data.decode(form.encoding)
    except UnicodeError:
        found = f"it is no text in {form.encoding}"
        raise StatementError(f"{wish}: {found}; name its encoding, as in cp1252") from None
    if "\0" in text:
        raise StatementError(f"{wish}: it holds zero bytes; is it a CSV file?")
    # The lines must come as they are: the reader itself joins those of a quoted cell.
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=DELIMITERS[form.delimiter], strict=True
    )
    try:
        return [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        found = f"line {reader.line_num}: {error}"
        raise StatementError(f"{wish}: {found}; check its quotes and the delimiter") from None


def _places(head: Sequence[str], form: Form) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for name in NEEDED:
        called = form.columns.get(name, (name,))
        for one in called:
            if head.count(one) != 1:
                found = f"{head.count(one) or 'no'} columns are called {one[:40]!r}"
                has = ", ".join(repr(cell[:40]) for cell in head[:20])
                helps = f"it has {has}; name yours, as in {name}=NAME; check the delimiter too"
                raise StatementError(f"cannot find the {name}: {found}; {helps}")
        places[name] = tuple(head.index(one) for one in called)
    return places


def _line(
    row: int, cells: Sequence[str], width: int, places: Mapping[str, tuple[int, ...]], form: Form
) -> BankLine:
    if len(cells) != width:
        return BankLine(row, problem=f"{len(cells)} cells under {width} columns")
    if any(len(cell) > MAX_CELL for cell in cells):
        return BankLine(row, problem=f"a cell is longer than {MAX_CELL:,} characters")
    said = {
        name: " ".join(" ".join(cells[place].split()) for place in where)
        for name, where in places.items()
    }
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in said["text"])
    kept = BankLine(row, text=text.strip())
    try:
        date = _date(said["date"], form)
        reference = _reference(said["reference"])
        kept = replace(
            kept, date=date, reference=reference, currency=currency(said["currency"]).code
        )
        return replace(kept, amount_minor=_minor(said["amount"], kept.currency, form))
    except ValueError as error:
        return replace(kept, problem=str(error))


def _date(text: str, form: Form) -> str:
    try:
        read = datetime.strptime(text, form.date or "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise ValueError(f"cannot read the date {text[:20]!r}: declare how it is written") from None
    return read.date().isoformat()


def _reference(text: str) -> str:
    if not text or not is_line(text, MAX_REFERENCE) or not text.isprintable():
        found = f"it has 1 to {MAX_REFERENCE} printable characters"
        raise ValueError(f"cannot use the bank's reference {text[:20]!r}: {found}")
    return text


def _minor(text: str, code: str, form: Form) -> int:
    sign = SIGNS[form.decimal]
    written = text.replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(rf"[+-]?[0-9]{{1,15}}(?:{re.escape(sign)}[0-9]{{1,4}})?", written):
        found = f"cannot read the amount {text[:40]!r} with a decimal {form.decimal}"
        raise ValueError(f"{found}: digits, and nothing between thousands")
    minor = currency(code).parse(written.lstrip("+").replace(sign, "."))
    if not 0 < abs(minor) <= MAX_MINOR:
        raise ValueError(f"cannot use the amount {text[:40]!r}: it is nothing, or too much")
    return minor
