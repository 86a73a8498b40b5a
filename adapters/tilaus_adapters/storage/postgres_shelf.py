"""The shelf in PostgreSQL: one row for each document."""

from collections.abc import Sequence
from datetime import datetime

from tilaus.ports.shelf import Doc, check_page, is_name
from tilaus_adapters.storage.postgres_database import Database
from tilaus_adapters.storage.shelf_rows import doc_cells, read_docs


class PostgresShelf:
    """The part of a store that is its shelf; see `tilaus.ports.shelf.Shelf`."""

    _database: Database

    def doc(self, kind: str, id: str, at: datetime) -> Doc | None:
        if not (is_name(kind) and is_name(id)):
            return None
        found = read_docs(self._database.all("doc", kind=kind, id=id, at=at))
        return found[0] if found else None

    def put_doc(self, doc: Doc, at: datetime) -> bool:
        name = "change_doc" if doc.version > 1 else "add_doc"
        return bool(self._database.all(name, at=at, **doc_cells(doc)))

    def drop_doc(self, kind: str, id: str) -> None:
        if is_name(kind) and is_name(id):
            self._database.all("drop_doc", kind=kind, id=id)

    def docs(self, kind: str, at: datetime, limit: int, after: str = "") -> Sequence[Doc]:
        most = check_page(limit)
        if not is_name(kind) or not (is_name(after) or not after):
            return ()
        wanted = {"kind": kind, "at": at, "after": after, "limit": most}
        return read_docs(self._database.all("docs", **wanted))

    def sweep_docs(self, at: datetime) -> int:
        return len(self._database.all("sweep_docs", at=at))
