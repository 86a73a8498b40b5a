"""A change as one JSON document for `tilaus_commit`: only the rows that it changed."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tilaus import events as e
from tilaus.codec import to_json
from tilaus.evolve import ERASED
from tilaus.instances import moves
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports.storage import Answered, Change, Conflict, Fenced, StoreError
from tilaus_adapters.storage.rows import (
    changed_parts,
    changed_tables,
    event_cells,
    has_same_texts,
    moment,
    order_cells,
    part_cells,
    texts,
)
from tilaus_adapters.storage.texts import (
    EFFECT,
    EVENT,
    ORDER,
    changed_marks,
    fingerprint,
)

Doc = dict[str, Any]
Text = tuple[str, str, dict[str, str] | list[str]]
"""A place, a part of it, and the texts that stand there from now on; none where it is empty."""


def document(change: Change) -> Doc:
    """Return a change as `tilaus_commit` takes it: what is not in it, it does not touch.

    The nonce is the commit's name: sent again, the same document is not written twice.

    Raises:
        ValueError: an entry is not balanced.
    """
    order, decision = change.decision.order, change.decision
    doc: Doc = {
        "id": order.id,
        "base": change.base_version,
        "version": order.version,
        "nonce": secrets.randbits(63),
        "at": moment(change.at),
        "wake_at": None if change.wake_at is None else moment(change.wake_at),
    }
    written: list[Text] = []
    if change.request is not None:
        source, id = change.request.source, change.request.id
        doc["request"] = {"source": source, "id": id, "answer": decision.outcome}
    if change.fence is not None:
        doc["fence"] = change.fence
    if decision.events:
        _put_order(doc, written, change)
    if change.settlement is not None:
        _put_settlement(doc, written, change)
    if decision.entries:
        doc["entries"] = [entry_cells(entry) for entry in decision.entries]
    if decision.effects:
        doc["effects"] = [
            (asked.key, asked.name, asked.about, asked.via, asked.is_message)
            for asked in decision.effects
        ]
    _put_texts(doc, written)
    return doc


def _put_order(doc: Doc, written: list[Text], change: Change) -> None:
    before, after, events = change.before, change.decision.order, change.decision.events
    doc["order"] = {**order_cells(after), "wake_at": doc["wake_at"]}
    is_erased = any(isinstance(recorded.event, e.Erased) for recorded in events)
    doc["events"] = []
    for recorded in events:
        cells, personal = event_cells(after, recorded, "")
        doc["events"].append((cells["seq"], cells["document"]))
        if personal and not is_erased:
            written.append((EVENT, str(recorded.seq), personal))
    if is_erased:
        doc["erased"] = to_json({"outcome": ERASED})
    if moved := moves(before, events, after):
        doc["moves"] = [(move.what, fingerprint(move.instance), move.item) for move in moved]
    _put_parts(doc, written, before, after)
    _put_marks(doc, before, after)


def _put_parts(doc: Doc, written: list[Text], before: Order | None, after: Order) -> None:
    _put_changed_texts(written, "", before, after)
    for table, old, new in changed_tables(before, after):
        rows = doc.setdefault(table, [])
        for position, was, part in changed_parts(old, new):
            rows.append(part_cells(after, position, part))
            _put_changed_texts(written, f"{table}/{part.id}", was, part)
        if not rows:
            del doc[table]
    if before is not None and before.parked:
        gone = {part.id for part in before.parked} - {part.id for part in after.parked}
        if gone:
            doc["unparked"] = sorted(gone)
            written += [(ORDER, f"parked/{id}", {}) for id in gone]


def _put_changed_texts(written: list[Text], part: str, old: object, new: object) -> None:
    if old is None:
        present = texts(new)
        if present:
            written.append((ORDER, part, present))
    elif not has_same_texts(old, new):
        written.append((ORDER, part, texts(new)))


def _put_marks(doc: Doc, before: Order | None, after: Order) -> None:
    for name, marks in zip(("unmark", "mark"), changed_marks(before, after), strict=True):
        if marks:
            doc[name] = sorted(marks)


def _put_settlement(doc: Doc, written: list[Text], change: Change) -> None:
    ended = change.settlement
    if ended is not None:
        run_at = moment(ended.run_at)
        doc["settlement"] = {"seq": ended.seq, "state": ended.state, "run_at": run_at}
        words = {"outcome": ended.outcome} if ended.outcome else {}
        written.append((EFFECT, str(ended.seq), words))


def _put_texts(doc: Doc, written: list[Text]) -> None:
    kept = [(place, part, to_json(found)) for place, part, found in written if found]
    gone = [(place, part) for place, part, found in written if not found]
    if kept:
        doc["texts"] = kept
    if gone:
        doc["untexts"] = gone


def entry_cells(entry: Entry) -> tuple[str, str, tuple[tuple[str, int], ...]]:
    """Return an entry as `tilaus_post` and `tilaus_commit` take it.

    Raises:
        ValueError: its debits and credits differ.
    """
    if not entry.is_balanced:
        raise ValueError(f"cannot book {entry.key}: its debits and credits differ")
    return entry.key, entry.memo, entry.lines


def refuse(change: Change, found: Sequence[Any]) -> None:
    """Raise the outcome under which nothing was written; return where it was written before."""
    kind, *facts = found
    _OUTCOMES[kind](change, *facts)


def _answered(change: Change, order_id: str, answer: str) -> None:
    raise Answered(order_id, answer)


def _fenced(change: Change) -> None:
    raise Fenced(f"order {change.decision.order.number}: its lane has another holder")


def _moved(change: Change) -> None:
    number = change.decision.order.number
    raise Conflict(f"order {number} is not at version {change.base_version}")


def _taken(change: Change, item: str) -> None:
    found = f"order {change.decision.order.number}: another item has the instance of item {item}"
    raise Conflict(found, frozenset({item}))


def _missing(change: Change) -> None:
    raise StoreError(f"cannot write order {change.decision.order.number}: there is no such order")


_OUTCOMES: Mapping[str, Callable[..., None]] = {
    "done": lambda change: None,
    "answered": _answered,
    "fenced": _fenced,
    "conflict": _moved,
    "taken": _taken,
    "missing": _missing,
}
