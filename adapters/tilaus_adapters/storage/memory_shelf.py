"""The shelf in memory: documents by kind and id."""

import threading
from collections.abc import Sequence
from datetime import datetime

from tilaus.ports.shelf import Doc, check_page, checked


class MemoryShelf:
    """The part of a store that is its shelf; see `tilaus.ports.shelf.Shelf`."""

    def __init__(self) -> None:
        self._shelf_lock = threading.Lock()
        self._docs: dict[tuple[str, str], Doc] = {}

    def doc(self, kind: str, id: str, at: datetime) -> Doc | None:
        with self._shelf_lock:
            found = self._docs.get((kind, id))
            return None if found is None or _is_over(found, at) else found

    def put_doc(self, doc: Doc, at: datetime) -> bool:
        checked(doc)
        with self._shelf_lock:
            known = self._docs.get((doc.kind, doc.id))
            version = 0 if known is None or _is_over(known, at) else known.version
            if doc.version != version + 1:
                return False
            self._docs[doc.kind, doc.id] = doc
            return True

    def drop_doc(self, kind: str, id: str) -> None:
        with self._shelf_lock:
            self._docs.pop((kind, id), None)

    def docs(self, kind: str, at: datetime, limit: int, after: str = "") -> Sequence[Doc]:
        most = check_page(limit)
        with self._shelf_lock:
            found = [d for d in self._docs.values() if d.kind == kind and d.id > after]
        there = (doc for doc in sorted(found, key=lambda doc: doc.id) if not _is_over(doc, at))
        return tuple(doc for doc, _ in zip(there, range(most), strict=False))

    def sweep_docs(self, at: datetime) -> int:
        with self._shelf_lock:
            over = [name for name, doc in self._docs.items() if _is_over(doc, at)]
            for name in over:
                del self._docs[name]
            return len(over)


def _is_over(doc: Doc, at: datetime) -> bool:
    return doc.expires_at is not None and doc.expires_at <= at
