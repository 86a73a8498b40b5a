"""The shelf: small documents by kind and id, for adapters that keep something of their own.

Accounts of staff, sessions, tokens of programs, and how often somebody guessed wrongly lie here: in
the shop's database, so that every process of the shop sees them, and apart from its orders.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tilaus.record import record


@record
class Doc:
    """A document on the shelf.

    Attributes:
        kind: what it is, for example `session`.
        id: unique in its kind. Kind and id are 1 to `MAX_NAME` printable characters.
        text: the document, at most `MAX_TEXT` characters, none of them NUL.
        version: counts its writings, from 1 on.
        expires_at: from then on it counts as not there; None for never.
    """

    kind: str
    id: str
    text: str
    version: int = 1
    expires_at: datetime | None = None


MAX_NAME = 200
"""The longest kind and the longest id, in characters."""

MAX_TEXT = 100_000
"""The longest text of a document, in characters."""

MAX_DOCS = 1_000
"""The most documents that are listed at once."""


def is_name(text: str) -> bool:
    """Tell whether a kind or an id may be called so."""
    return text.isprintable() and 1 <= len(text) <= MAX_NAME


def checked(doc: Doc) -> Doc:
    """Return a document that may be written; raises ValueError as `Shelf.put_doc` does."""
    wish = f"cannot keep the document {doc.kind[:40]!r} {doc.id[:40]!r}"
    if not (is_name(doc.kind) and is_name(doc.id)):
        raise ValueError(f"{wish}: kind and id are 1 to {MAX_NAME} printable characters")
    is_text = "\0" not in doc.text and not _SURROGATE.search(doc.text)
    if not is_text or len(doc.text) > MAX_TEXT:
        raise ValueError(f"{wish}: its text is Unicode without NUL, at most {MAX_TEXT} characters")
    if not 1 <= doc.version < 2**63:
        raise ValueError(f"{wish}: versions count from 1 on, and not {doc.version}")
    return doc


def check_page(limit: int) -> int:
    """Return how many documents to list; raises ValueError as `Shelf.docs` does."""
    if not 1 <= limit <= MAX_DOCS:
        raise ValueError(f"cannot list {limit} documents at once: the limit is 1 to {MAX_DOCS}")
    return limit


_SURROGATE = re.compile("[\ud800-\udfff]")


class Shelf(Protocol):
    """Keep documents."""

    def doc(self, kind: str, id: str, at: datetime) -> Doc | None:
        """Read a document; None where there is none, or it has expired at `at`.

        So is what no document can be called, such as a text with a NUL.
        """
        ...

    def put_doc(self, doc: Doc, at: datetime) -> bool:
        """Write a document, whole, where what is there has the version before it.

        A version of 1 is new: there must be none, or one that has expired at `at`. Law: of writers
        that read the same version one succeeds.

        Returns:
            False where there is another version: read it again. Nothing was written then.

        Raises:
            ValueError: a value is out of the range that `Doc` says.
        """
        ...

    def drop_doc(self, kind: str, id: str) -> None:
        """Remove a document; where there is none, change nothing."""
        ...

    def docs(self, kind: str, at: datetime, limit: int, after: str = "") -> Sequence[Doc]:
        """List documents of a kind that have not expired, by id, those after `after`.

        Args:
            limit: how many at most, 1 to `MAX_DOCS`.

        Raises:
            ValueError: the limit is out of its range.
        """
        ...

    def sweep_docs(self, at: datetime) -> int:
        """Remove every document that has expired at `at`; return how many."""
        ...
