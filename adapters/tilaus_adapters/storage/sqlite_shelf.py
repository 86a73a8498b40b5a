"""The shelf in SQLite: one row for each document."""

from collections.abc import Sequence
from datetime import datetime

from tilaus.ports.shelf import Doc, check_page, is_name
from tilaus_adapters.storage.rows import moment
from tilaus_adapters.storage.shelf_rows import doc_cells, read_docs
from tilaus_adapters.storage.sqlite_database import Database


class SqliteShelf:
    """The part of a store that is its shelf; see `tilaus.ports.shelf.Shelf`."""

    _database: Database

    def doc(self, kind: str, id: str, at: datetime) -> Doc | None:
        if not (is_name(kind) and is_name(id)):
            return None
        with self._database.reading() as db:
            found = read_docs(db.all("doc", kind=kind, id=id, at=moment(at)))
            return found[0] if found else None

    def put_doc(self, doc: Doc, at: datetime) -> bool:
        cells = doc_cells(doc)
        with self._database.writing() as db:
            if doc.version > 1:
                return db.run("change_doc", at=moment(at), **cells) == 1
            db.run("drop_old_doc", kind=doc.kind, id=doc.id, at=moment(at))
            return db.run("add_doc", **cells) == 1

    def drop_doc(self, kind: str, id: str) -> None:
        if is_name(kind) and is_name(id):
            with self._database.writing() as db:
                db.run("drop_doc", kind=kind, id=id)

    def docs(self, kind: str, at: datetime, limit: int, after: str = "") -> Sequence[Doc]:
        most = check_page(limit)
        if not is_name(kind) or not (is_name(after) or not after):
            return ()
        with self._database.reading() as db:
            return read_docs(db.all("docs", kind=kind, at=moment(at), after=after, limit=most))

    def sweep_docs(self, at: datetime) -> int:
        with self._database.writing() as db:
            return db.run("sweep_docs", at=moment(at))
