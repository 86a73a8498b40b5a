"""Personal texts in SQLite: in one table, where they can be overwritten and leave no byte.

The table `tilaus_texts` in the schema says why.
"""

import json
from typing import Any

from tilaus.codec import to_json
from tilaus.evolve import ERASED
from tilaus.order import Order
from tilaus_adapters.storage.rows import readable
from tilaus_adapters.storage.sqlite_database import Session
from tilaus_adapters.storage.texts import EFFECT, changed_marks


def keep(db: Session, order_id: str, place: str, part: str, texts: Any) -> None:
    """Write texts for the first time: a record for an order's part, a list for an event."""
    if texts:
        db.run("keep_text", order_id=order_id, place=place, part=part, document=to_json(texts))


def replace(db: Session, order_id: str, place: str, part: str, texts: Any) -> None:
    """Overwrite what stands at a place, and write other texts for it."""
    db.run("drop_text", order_id=order_id, place=place, part=part)
    keep(db, order_id, place, part, texts)


def kept(db: Session, order_id: str, place: str) -> dict[str, Any]:
    """Return the documents of all parts of a place; what was erased is missing."""
    rows = db.all("texts_of", order_id=order_id, place=place)
    with readable(f"the texts of order {order_id}"):
        return {row["part"]: json.loads(row["document"]) for row in rows}


def erase(db: Session, order_id: str) -> None:
    """Overwrite all texts of an order; an outcome says that it was there."""
    outcomes = db.all("effects_with_words", order_id=order_id)
    db.run("erase_texts", order_id=order_id)
    for row in outcomes:
        keep(db, order_id, EFFECT, row["part"], {"outcome": ERASED})


def mark(db: Session, before: Order | None, after: Order) -> None:
    """Let an order be found by its mail address, targets and concerns, and not by former ones."""
    gone, new = changed_marks(before, after)
    for name, marks in (("unmark", gone), ("mark", new)):
        if marks:
            db.run_each(name, [{"mark": mark, "order_id": after.id} for mark in sorted(marks)])
