"""Documents of the shelf as rows, and back, for every store."""

from collections.abc import Iterable
from datetime import datetime

from tilaus.ports.shelf import Doc, checked
from tilaus_adapters.storage.rows import Cells, Row, moment, readable


def doc_cells(doc: Doc) -> Cells:
    """Return the columns of a document; raises ValueError where it may not be written."""
    checked(doc)
    until = None if doc.expires_at is None else moment(doc.expires_at)
    named = {"kind": doc.kind, "id": doc.id, "text": doc.text}
    return {**named, "version": doc.version, "expires_at": until}


def read_docs(rows: Iterable[Row]) -> tuple[Doc, ...]:
    """Build documents from their rows; raises StoreError where one is not what is written here."""
    return tuple(map(_doc, rows))


def _doc(row: Row) -> Doc:
    with readable(f"document {row['kind']} {row['id']}"):
        until = row["expires_at"]
        ends = datetime.fromisoformat(until) if isinstance(until, str) else until
        return Doc(row["kind"], row["id"], row["text"], row["version"], ends)
