"""Orders as rows, and back, for every store. A column has the name of the field that it keeps."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

import attrs

from tilaus.codec import (
    PERSONAL,
    chain,
    dump,
    load,
    load_recorded,
    seal_recorded,
    to_json,
    unseal,
)
from tilaus.effects import Effect
from tilaus.events import Recorded
from tilaus.evolve import ERASED
from tilaus.ledger import Entry
from tilaus.order import Charge, Customer, Item, Named, Order, Parked, Payment, Refund
from tilaus.ports.storage import AccountLine, JournalRow, StoreError
from tilaus_adapters.storage.texts import fingerprint

Cells = dict[str, Any]
"""The columns of a row to be written, by name."""

Row = Any
"""A row that was read: `row["column"]` gives a cell; a dictionary, or what a driver has for it."""

PARTS: Mapping[str, type[Any]] = {
    "items": Item,
    "charges": Charge,
    "payments": Payment,
    "refunds": Refund,
    "parked": Parked,
}
"""The parts of an order that are rows of their own: the field of the order, which is the table."""

APART = PERSONAL | {*PARTS, "currency", "customer"}
"""Fields that are no column: texts about persons, and what an order has columns of its own for."""

DOCUMENTS = frozenset({"question", "covers"})
"""Fields that are records themselves, and stand in their column as JSON."""

MAX_PERSONAL = 1 << 20
"""More texts than one event can seal; so its references follow from its number."""


@lru_cache(maxsize=1024)
def moment(at: datetime) -> str:
    """Write a time as a text of one width in UTC: it sorts, and keeps its microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _cell(value: Any) -> Any:
    kind = type(value)
    if kind is str or kind is int or value is None:
        return value
    if kind is bool:
        return int(value)
    return moment(value) if isinstance(value, datetime) else to_json(dump(value))


def _as_it_is(cell: Any) -> Any:
    return cell


def _yes_no(cell: Any) -> Any:
    return bool(cell) if cell in (0, 1) else cell


def _document(cell: Any) -> Any:
    return None if cell is None else json.loads(cell)


def _fields(kind: type[Any]) -> "tuple[attrs.Attribute[Any], ...]":
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return fields


def _reader(field: "attrs.Attribute[Any]") -> Callable[[Any], Any]:
    if field.name in DOCUMENTS:
        return _document
    return _yes_no if field.type is bool else _as_it_is


_RECORDS: tuple[type[Any], ...] = (Order, Customer, *PARTS.values())

_COLUMNS: Mapping[type[Any], Mapping[str, Callable[[Any], Any]]] = {
    kind: {field.name: _reader(field) for field in _fields(kind) if field.name not in APART}
    for kind in _RECORDS
}
"""The columns of each record's row, each with what reads its cell."""

_TEXTS: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(field.name for field in _fields(kind) if field.name in PERSONAL)
    for kind in _RECORDS
}
"""The fields of each record that are personal texts."""


def _reader_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Read several fields of a record at once; one or none as a tuple, too."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


_TEXTS_OF: Mapping[type[Any], Callable[[Any], tuple[str, ...]]] = {
    **{kind: _reader_of(names) for kind, names in _TEXTS.items()},
    Order: _reader_of((*_TEXTS[Order], *(f"customer.{name}" for name in _TEXTS[Customer]))),
}
"""How to read all texts of a record; those of an order with its customer's."""

_NAMES: Mapping[type[Any], tuple[str, ...]] = {kind: tuple(_COLUMNS[kind]) for kind in _RECORDS}
_VALUES: Mapping[type[Any], Callable[[Any], tuple[Any, ...]]] = {
    kind: _reader_of(names) for kind, names in _NAMES.items()
}
"""How to read all columns of a record at once."""

_OF_AN_ORDER: Mapping[str, str] = {
    "currency": "currency.code",
    "exponent": "currency.exponent",
    "customer_id": "customer.id",
    "language": "customer.language",
}
"""What an order has columns of its own for, besides its own fields."""

_read_of_an_order = _reader_of(tuple(_OF_AN_ORDER.values()))

_WRITTEN_OTHERWISE: Mapping[type[Any], tuple[str, ...]] = {
    kind: tuple(f.name for f in _fields(kind) if f.name in names and f.type not in (str, int))
    for kind, names in _NAMES.items()
}
"""Columns whose cell is not the value itself: times, yes or no, documents."""


def _doc(kind: type[Any], row: Row) -> Cells:
    return {name: read(row[name]) for name, read in _COLUMNS[kind].items()}


def _cells(part: Any) -> Cells:
    kind = type(part)
    cells = dict(zip(_NAMES[kind], _VALUES[kind](part), strict=True))
    for name in _WRITTEN_OTHERWISE[kind]:
        cells[name] = _cell(cells[name])
    return cells


def order_cells(order: Order) -> Cells:
    """Return the columns of an order itself, without its parts."""
    cells = _cells(order)
    cells.update(zip(_OF_AN_ORDER, _read_of_an_order(order), strict=True))
    return cells


Parts = Sequence[Named]

_PARTS_OF: Callable[[Order], tuple[Parts, ...]] = attrgetter(*PARTS)


def changed_tables(before: Order | None, after: Order) -> list[tuple[str, Parts, Parts]]:
    """Return the tables of an order's parts that may differ, with the parts before and after."""
    old = _NO_PARTS if before is None else _PARTS_OF(before)
    tables = zip(PARTS, old, _PARTS_OF(after), strict=True)
    return [(table, was, now) for table, was, now in tables if was is not now]


_NO_PARTS: tuple[Parts, ...] = ((),) * len(PARTS)


def changed_parts(
    before: Sequence[Named], after: Sequence[Named]
) -> Iterator[tuple[int, Named | None, Named]]:
    """Yield the parts that are new, changed or moved, each with its position and as it was."""
    known: dict[str, tuple[int, Named]] = {}
    for position, part in enumerate(after):
        was = before[position] if position < len(before) else None
        if was is part:
            continue
        if was is not None and was.id == part.id:
            if was != part:
                yield position, was, part
            continue
        known = known or {p.id: (place, p) for place, p in enumerate(before)}
        yield position, known.get(part.id, (None, None))[1], part


def part_cells(order: Order, position: int, part: Any) -> Cells:
    """Return the columns of a part of an order."""
    cells = _cells(part)
    if isinstance(part, Item):
        cells["instance"] = fingerprint(part.instance) if part.instance else ""
    cells["order_id"], cells["position"] = order.id, position
    return cells


def texts(part: Any) -> dict[str, str]:
    """Return the personal texts of an order or of a part of it, by field, without empty ones."""
    kind = type(part)
    names = _TEXTS[kind] if kind is not Order else _TEXTS[Order] + _TEXTS[Customer]
    return {n: text for n, text in zip(names, _TEXTS_OF[kind](part), strict=True) if text}


def has_same_texts(one: Any, other: Any) -> bool:
    """Tell whether two orders, or two parts of one kind, have the same personal texts."""
    read = _TEXTS_OF[type(one)]
    return read(one) == read(other)


def read_order(
    row: Row, parts: Mapping[str, Iterable[Row]], texts: Mapping[str, Mapping[str, str]]
) -> Order:
    """Build the order of a row.

    Args:
        parts: the rows of its parts, by table, each in the order of `position`.
        texts: its personal texts, by part.

    Raises:
        StoreError: the rows are not what this code writes.
    """
    with readable(f"order {row['number']} ({row['id']})"):
        own = texts.get("", {})
        doc = _doc(Order, row)
        doc["reason"] = own.get("reason", "")
        doc["currency"] = {"code": row["currency"], "exponent": row["exponent"]}
        doc["customer"] = {
            "id": row["customer_id"],
            "email": own.get("email", ""),
            "name": own.get("name", ""),
            "language": row["language"],
        }
        for table, kind in PARTS.items():
            doc[table] = [
                {**_doc(kind, part), **texts.get(f"{table}/{part['id']}", {})}
                for part in parts[table]
            ]
        return load(doc, Order)


def event_cells(order: Order, recorded: Recorded, previous: str) -> tuple[Cells, list[str]]:
    """Return the columns of an event, hashed together with `previous`, and its personal texts."""
    text, personal = seal_recorded(recorded, recorded.seq * MAX_PERSONAL)
    seq, hash = recorded.seq, chain(previous, text)
    return {"order_id": order.id, "seq": seq, "document": text, "hash": hash}, personal


def read_history(
    order_id: str, rows: Iterable[Row], texts: Mapping[str, Sequence[str]]
) -> tuple[Recorded, ...]:
    """Build the history of an order.

    Args:
        rows: number, document and hash of its events, in their order.
        texts: the personal texts of each event, by its number.

    Raises:
        StoreError: it is not what was written: a document was changed, or an event is missing.
    """
    with readable(f"the texts of order {order_id}"):
        vault = {
            int(seq) * MAX_PERSONAL + n: text
            for seq, of_event in texts.items()
            for n, text in enumerate(of_event)
        }
    found, previous = [], ""
    for n, row in enumerate(rows, start=1):
        with readable(f"event {n} of order {order_id}"):
            if (row["seq"], row["hash"]) != (n, chain(previous, row["document"])):
                raise ValueError("it does not fit the hashes of its chain")
            found.append(load_recorded(unseal(json.loads(row["document"]), vault, ERASED)))
        previous = row["hash"]
    return tuple(found)


def read_effect(row: Row) -> JournalRow:
    """Build a row of the journal.

    Raises:
        StoreError: the row is not what this code writes.
    """
    with readable(f"effect {row['seq']} of order {row['order_id']}"):
        first = row["first_attempt_at"]
        return JournalRow(
            seq=row["seq"],
            order_id=row["order_id"],
            effect=Effect(row["name"], row["key"], row["about"], row["via"]),
            state=row["state"],
            run_at=datetime.fromisoformat(row["run_at"]),
            attempts=row["attempts"],
            first_attempt_at=None if first is None else datetime.fromisoformat(first),
            outcome="" if row["words"] is None else json.loads(row["words"])["outcome"],
        )


def read_entries(rows: Iterable[Row]) -> tuple[Entry, ...]:
    """Build ledger entries from their lines; an entry without a line has one empty row."""
    memos: dict[str, str] = {}
    lines: dict[str, list[tuple[str, int]]] = {}
    for row in rows:
        memos[row["key"]] = row["memo"]
        so_far = lines.setdefault(row["key"], [])
        if row["account"] is not None:
            so_far.append((row["account"], row["minor"]))
    return tuple(Entry(key, memo, tuple(lines[key])) for key, memo in memos.items())


def read_lines(rows: Iterable[Row]) -> tuple[AccountLine, ...]:
    """Build the lines of an account."""
    return tuple(AccountLine(row["seq"], row["key"], row["memo"], row["minor"]) for row in rows)


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Name what a damaged row is of; whoever reads it must be able to find and mend it."""
    try:
        yield
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        found = str(error).replace("\n", "; ") or type(error).__name__
        wish = f"cannot read {what}"
        raise StoreError(f"{wish}: {found}; restore it from a backup of the store") from error
