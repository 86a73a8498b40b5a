"""`tilaus bank confirm|match|refunds|sent`: transfers that staff see at the bank, or send."""

import sys
from collections import Counter
from functools import partial
from pathlib import Path
from typing import IO, Annotated, Any, Literal

from cyclopts import Parameter

from tilaus.commands import Actor, RefundReported
from tilaus.money import currency
from tilaus.refusals import Refusal
from tilaus.texts import is_line
from tilaus_adapters.cli import bank_refunds
from tilaus_adapters.cli.changes import changed
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag, Number, unknown
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, UsageError, WorldError, refused
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.payment.banktransfer_booking import (
    CHANGED,
    MEANINGS,
    SETTLED,
    Became,
    Rehearsal,
    Result,
    Transfers,
    owed_by_hand,
)
from tilaus_adapters.payment.banktransfer_statement import (
    MAX_BYTES,
    MAX_REFERENCE,
    NEEDED,
    BankLine,
    Form,
    StatementError,
    read_statement,
)

BankReference = Annotated[
    str,
    Parameter(
        name="--reference",
        allow_leading_hyphen=True,
        help="The bank's own name for the transfer; it is booked once.",
    ),
]
Person = Annotated[str, Parameter(show_default=False, help="Who says so, for the history.")]


def confirm(
    number: Number,
    amount: Annotated[str, Parameter(allow_leading_hyphen=True, help="What arrived, as in 25.00.")],
    /,
    *,
    reference: BankReference,
    by: Person = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Say that a transfer for an order arrived at the bank; once for each reference of the bank.

    Too little is booked, and the rest is missing. Too much is put aside for staff.
    """
    _check_reference(reference)
    with opened(options) as shop:
        code = shop.policy.currency
        try:
            minor = currency(code).parse(amount)
        except ValueError as error:
            raise UsageError(str(error)) from None
        if minor <= 0:
            raise UsageError(f"cannot confirm {amount[:40]!r}: a transfer is more than nothing")
        line = BankLine(0, reference, minor, code)
        result = Transfers(shop, Actor("staff", by)).book(number, line)
    code_ = DONE if result.became in SETTLED | CHANGED else REFUSED
    return Reply(_doc(result), partial(_show_one, result), code_)


def _show_one(result: Result, screen: Screen) -> None:
    say = screen.say if result.became in SETTLED | CHANGED else screen.complain
    about = f"order {result.order}: " if result.order is not None else ""
    say(f"{about}{result.became}: {result.why}")
    for command in result.mend:
        screen.say(f"  {command}")


def match(
    file: Annotated[
        str,
        Parameter(allow_leading_hyphen=True, help="The statement (CSV), or - for standard input."),
    ],
    /,
    *,
    column: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            show_default=False,
            help="What the file calls date, amount, currency, text or reference, as in "
            "amount=Summa; repeatable, and several for text.",
        ),
    ] = (),
    decimal: Annotated[
        Literal["point", "comma"], Parameter(help="The decimal sign of its amounts.")
    ] = "point",
    delimiter: Annotated[
        Literal["comma", "semicolon", "tab"], Parameter(help="What stands between its cells.")
    ] = "comma",
    encoding: Annotated[
        Literal["utf-8", "latin-1", "cp1252", "utf-16"], Parameter(help="How it is written.")
    ] = "utf-8",
    date: Annotated[
        str, Parameter(help="How its dates are written, as in %d.%m.%Y; else as in 2026-01-31.")
    ] = "",
    dry_run: Annotated[bool, Flag, Parameter(help="Say what would happen; write nothing.")] = False,
    by: Person = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Book the transfers of an account's statement on the orders that they are for.

    An order is found by its creditor reference or its number in the text. Every line is listed with
    what it became, and with the commands that mend it. Reading a file twice books nothing twice.
    """
    encoding_ = "utf-8-sig" if encoding == "utf-8" else encoding
    form = Form(_columns(column), decimal, delimiter, encoding_, date)
    try:
        lines = read_statement(_read(file), form)
    except StatementError as error:
        raise UsageError(str(error)) from None
    with opened(options) as shop:
        book = Rehearsal if dry_run else Transfers
        results = book(shop, Actor("staff", by)).match(lines)
    doc = {
        "dry_run": dry_run,
        "lines": [_doc(result) for result in results],
        "summary": dict(sorted(Counter(r.became for r in results).items())),
        "attention": sum(r.became not in SETTLED for r in results),
    }
    return Reply(doc, partial(_show_all, results, dry_run=dry_run))


def _columns(given: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    columns: dict[str, tuple[str, ...]] = {}
    for text in given:
        name, sign, called = text.partition("=")
        if name not in NEEDED or not sign or not called:
            found = f"cannot use --column {text[:60]!r}: write NAME=COLUMN"
            raise UsageError(f"{found}; names are {', '.join(NEEDED)}")
        if name in columns and name != "text":
            raise UsageError(f"cannot use --column {text[:60]!r}: {name} is one column")
        columns[name] = (*columns.get(name, ()), called)
    return columns


def _read(file: str) -> bytes:
    try:
        if file == "-":
            return _all_of(sys.stdin.buffer)
        with Path(file).open("rb") as stream:
            return _all_of(stream)
    except OSError as error:
        raise WorldError(f"cannot read {file}: {error.strerror or error}") from None
    except ValueError as error:
        raise UsageError(f"cannot read {file[:80]!r}: {error}") from None


def _all_of(stream: IO[bytes]) -> bytes:
    return stream.read(MAX_BYTES + 1)


def _doc(result: Result) -> dict[str, Any]:
    line = result.line
    return {
        "line": line.row or None,
        "date": line.date,
        "amount_minor": line.amount_minor,
        "currency": line.currency,
        "text": line.text,
        "reference": line.reference,
        "became": result.became,
        "order": result.order,
        "payment": result.payment,
        "missing_minor": result.missing_minor,
        "why": result.why,
        "mend": list(result.mend),
    }


def _show_all(results: tuple[Result, ...], screen: Screen, *, dry_run: bool) -> None:
    rows = [
        [
            r.line.row,
            r.line.date,
            _money(r.line),
            r.line.reference,
            r.became,
            r.order or "",
            r.why,
        ]
        for r in results
    ]
    heads = ["line", "date", "amount", "bank's reference", "became", "order", "why"]
    screen.table(heads, rows, right=["line", "amount", "order"])
    counted: Counter[Became] = Counter(r.became for r in results)
    for became, times in sorted(counted.items()):
        screen.say(f"{count(times, 'line')} {became}: {MEANINGS[became]}")
    if mending := [r for r in results if r.mend and r.became not in SETTLED]:
        screen.title("To be looked at")
        for result in mending:
            for command in result.mend:
                screen.say(f"line {result.line.row}: {command}")
    if dry_run:
        screen.say("nothing was written; without --dry-run it will be")


def _money(line: BankLine) -> str:
    return currency(line.currency).format(line.amount_minor) if line.amount_minor else ""


def refunds(
    *,
    csv: Annotated[bool, Flag, Parameter(help="Print them as CSV, for the bank's form.")] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """List the refunds that staff have to send by bank transfer: how much, to whom, for what.

    Once one is sent, say so: tilaus bank sent REFUND.
    """
    with opened(options) as shop:
        owed = list(bank_refunds.owed(shop))
    doc = {"refunds": owed}
    if csv:
        return Reply(doc, partial(bank_refunds.as_csv, owed))
    return Reply(doc, partial(bank_refunds.show, owed))


def sent(
    refund: Annotated[str, Parameter(help="ORDER/REFUND, as `tilaus bank refunds` lists it.")],
    /,
    *,
    reference: Annotated[
        str, Parameter(show_default=False, help="The bank's own name for the transfer.")
    ] = "",
    by: Person = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Say that a refund was sent by bank transfer; a second time changes nothing."""
    if reference:
        _check_reference(reference)
    number, id = _named(refund)
    with opened(options) as shop:
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        known = order.refund(id)
        is_ours = known in bank_refunds.by_hand(order)
        if known is None or not is_ours:
            found = "there is none that goes by bank transfer"
            names = tuple(f"tilaus bank sent {number}/{r.id}" for r in owed_by_hand(order))
            wish = f"confirm refund {id} of order {number}"
            return refused(Refusal("unknown_part", wish, found, names))
        done = RefundReported(id, "succeeded", reference=reference, by=Actor("staff", by))
        return changed(shop, shop.handle(number, done))


def _named(text: str) -> tuple[int, str]:
    number, sign, id = text.partition("/")
    if not (sign and number.isascii() and number.isdigit() and len(number) <= 15 and id):
        raise UsageError(f"cannot confirm {text[:40]!r}: write ORDER/REFUND, as in 50001/1")
    return int(number), id


def _check_reference(text: str) -> None:
    if not text.strip() or not is_line(text, MAX_REFERENCE) or not text.isprintable():
        found = f"it has 1 to {MAX_REFERENCE} printable characters"
        raise UsageError(f"cannot use the bank's reference {text[:20]!r}: {found}")
