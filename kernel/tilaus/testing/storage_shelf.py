"""The part of the storage contract about the shelf: documents that are whole, or not there."""

from datetime import timedelta
from functools import partial

import pytest

from tilaus.ports.shelf import MAX_DOCS, MAX_NAME, MAX_TEXT, Doc
from tilaus.ports.storage import Store
from tilaus.record import replace
from tilaus.testing.orders import START, Clock
from tilaus.testing.storage_case import MakeStore, StoreCase, at_once

LATER = START + timedelta(hours=1)

HOSTILE = ("'; DROP TABLE tilaus_docs; --", "%_\\", "äöå 値 🧺", '"', "a" * MAX_NAME)
NO_NAMES = ("", "a\0b", "a\nb", "\ud800", "a" * (MAX_NAME + 1))


class ShelfContract(StoreCase):
    """What `tilaus.ports.shelf.Shelf` promises."""

    def test_a_document_is_there_as_it_was_written(self, store: Store) -> None:
        doc = Doc("note", "1", "words\n\tand 値 🧺", expires_at=LATER)
        assert store.put_doc(doc, START)
        assert store.doc("note", "1", START) == doc
        assert store.doc("note", "2", START) is None
        assert store.doc("other", "1", START) is None

    @pytest.mark.parametrize("name", HOSTILE)
    def test_any_printable_name_is_only_a_name(self, store: Store, name: str) -> None:
        doc = Doc(name, name, name)
        assert store.put_doc(doc, START)
        assert store.doc(name, name, START) == doc
        assert list(store.docs(name, START, 10)) == [doc]
        store.drop_doc(name, name)
        assert store.doc(name, name, START) is None

    @pytest.mark.parametrize("name", NO_NAMES)
    def test_what_is_no_name_is_refused_and_is_not_there(self, store: Store, name: str) -> None:
        for doc in (Doc(name, "1", ""), Doc("note", name, "")):
            with pytest.raises(ValueError, match="printable"):
                store.put_doc(doc, START)
        assert store.doc(name, "1", START) is None
        assert store.doc("note", name, START) is None
        assert not store.docs(name, START, 10)
        store.drop_doc(name, name)

    def test_the_longest_text_is_kept_and_a_longer_one_refused(self, store: Store) -> None:
        longest = Doc("note", "1", "値" * MAX_TEXT)
        assert store.put_doc(longest, START)
        assert store.doc("note", "1", START) == longest
        for text in ("a" * (MAX_TEXT + 1), "a\0", "\ud800"):
            with pytest.raises(ValueError, match="its text"):
                store.put_doc(Doc("note", "2", text), START)

    @pytest.mark.parametrize("version", [0, -1, 2**63])
    def test_a_version_out_of_range_is_refused(self, store: Store, version: int) -> None:
        with pytest.raises(ValueError, match="versions"):
            store.put_doc(Doc("note", "1", "", version), START)

    def test_only_who_read_the_last_version_writes_the_next(self, store: Store) -> None:
        first = Doc("note", "1", "first")
        assert not store.put_doc(replace(first, version=2), START)
        assert store.put_doc(first, START)
        assert not store.put_doc(replace(first, text="again"), START)
        second = replace(first, text="second", version=2)
        assert store.put_doc(second, START)
        for version in (1, 2, 4):
            assert not store.put_doc(replace(first, version=version), START)
        assert store.doc("note", "1", START) == second

    def test_an_expired_document_is_not_there_and_its_name_is_free(self, store: Store) -> None:
        old = Doc("session", "1", "old", expires_at=LATER)
        store.put_doc(old, START)
        almost = LATER - timedelta(microseconds=1)
        assert store.doc("session", "1", almost) == old
        assert store.doc("session", "1", LATER) is None
        assert not store.docs("session", LATER, 10)
        assert not store.put_doc(replace(old, version=2), LATER)
        new = Doc("session", "1", "new")
        assert not store.put_doc(new, almost)
        assert store.put_doc(new, LATER)
        assert store.doc("session", "1", LATER) == new

    def test_documents_are_listed_by_id_page_by_page(self, store: Store) -> None:
        names = sorted(["a", "b", "B", "ä", "a b", "~", "10", "9"])
        for name in names:
            store.put_doc(Doc("note", name, name), START)
        store.put_doc(Doc("other", "c", ""), START)
        found, after = list[str](), ""
        while page := store.docs("note", START, 3, after):
            assert len(page) <= 3
            found += [doc.id for doc in page]
            after = page[-1].id
        assert found == names

    @pytest.mark.parametrize("limit", [0, -1, MAX_DOCS + 1])
    def test_a_page_is_of_a_size_that_is_allowed(self, store: Store, limit: int) -> None:
        with pytest.raises(ValueError, match="the limit"):
            store.docs("note", START, limit)

    def test_sweeping_removes_what_has_expired_and_nothing_else(self, store: Store) -> None:
        lasting = Doc("note", "1", ""), Doc("note", "2", "", expires_at=LATER)
        for doc in (*lasting, Doc("session", "1", "", expires_at=START)):
            store.put_doc(doc, START - timedelta(days=1))
        assert store.sweep_docs(START) == 1
        assert store.sweep_docs(START) == 0
        assert tuple(store.docs("note", START, 10)) == lasting

    def test_a_document_that_is_dropped_is_gone_and_can_be_written_anew(self, store: Store) -> None:
        doc = Doc("note", "1", "words")
        store.put_doc(doc, START)
        store.drop_doc("note", "1")
        store.drop_doc("note", "1")
        assert store.doc("note", "1", START) is None
        assert store.put_doc(doc, START)

    def test_of_many_who_write_one_version_one_succeeds(self, store: Store, crowd: int) -> None:
        for version in range(1, 6):
            docs = [Doc("note", "1", f"{n}", version) for n in range(crowd)]
            done = at_once(*(partial(store.put_doc, doc, START) for doc in docs))
            assert done.count(True) == 1
            assert done.count(False) == crowd - 1
            won = docs[done.index(True)]
            assert store.doc("note", "1", START) == won

    def test_another_process_finds_the_documents(
        self, store: Store, make_store: MakeStore, clock: Clock
    ) -> None:
        if not self.is_shared:
            pytest.skip("is_shared: the data of this store lives in one object")
        doc = Doc("note", "1", "words")
        store.put_doc(doc, START)
        assert make_store(clock.seconds).doc("note", "1", START) == doc
