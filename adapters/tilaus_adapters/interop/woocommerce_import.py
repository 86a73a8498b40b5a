"""Import a file of WooCommerce's orders and refunds into a shop: each order whole, and once.

Two passes over the file, so that memory holds one object at a time: the first counts the orders and
lays the refunds aside in a temporary file, the second imports each order together with its refunds.
Refunds of orders that are not in the file are booked last, on orders that were imported before.

An order's id here follows from its id there (and a secret of the shop): so it is found again, and
a second import changes nothing.
"""

import hashlib
import hmac
import json
import secrets
import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from tempfile import NamedTemporaryFile
from typing import IO, Any, Literal

from tilaus import commands as c
from tilaus.decide import Decision
from tilaus.order import Order
from tilaus.ports.shelf import Doc as ShelfDoc
from tilaus.ports.storage import Answered, Conflict, RequestKey, Stored
from tilaus.record import record, replace
from tilaus.refusals import Refusal
from tilaus.shop import MAX_TRIES, Shop
from tilaus_adapters.interop import woocommerce as woo
from tilaus_adapters.interop.json_stream import ObjectStream
from tilaus_adapters.interop.woocommerce_fields import MAX_NOTE, Left, left_behind, note_of
from tilaus_adapters.interop.woocommerce_history import (
    IMPORTER,
    Entry,
    history,
    later_refund,
)
from tilaus_adapters.interop.woocommerce_values import Doc, Unfit, whole_id

What = Literal["imported", "known", "refused"]

MAX_NUMBER = 10**12
"""The highest number that an order keeps."""


BUSY = "another item has its target, so it has another here"
"""The remark where somebody else's item has the target; said once, however many items."""


@record
class Plan:
    """How a file is imported.

    Attributes:
        method: the policy's way to pay under which payments go in.
        target: the key of a line's meta data that says what it is for.
        statuses: the shop's own states in WooCommerce -> those that every WooCommerce has.
        renumber: orders get new numbers; otherwise they keep theirs where it is free.
        is_dry: nothing is written.
    """

    reading: woo.Reading = woo.Reading()
    method: str = "imported"
    target: str = ""
    statuses: Mapping[str, str] = {}
    renumber: bool = False
    is_dry: bool = False


@record
class Taken:
    """What became of one order, or of one refund of an order that was here before.

    Attributes:
        kind: `order` or `refund`; `id` is WooCommerce's.
        number: of the order here; None where there is none.
        left: fields that were not taken over, and why.
        remarks: what is told otherwise here than there.
        refusal: why it was refused, as a sentence.
    """

    kind: Literal["order", "refund"]
    id: int
    what: What
    number: int | None = None
    order: Order | None = None
    left: tuple[Left, ...] = ()
    remarks: tuple[str, ...] = ()
    refusal: str = ""


class Importer:
    """One import into one shop.

    Args:
        shop: nothing is asked of the world around it.
        stream: the file, which can be read twice.

    Raises:
        ValueError: the policy has no such way to pay, or one that takes a fee.
    """

    def __init__(self, shop: Shop, stream: IO[bytes], plan: Plan) -> None:
        _check_method(shop, plan.method)
        self._shop, self._stream, self._plan = shop, stream, plan
        self._salt = _salt(shop, is_dry=plan.is_dry)
        self._highest = 0
        self.objects: int = 0

    def count(self) -> int:
        """Read the whole file once, and return how many objects it has; nothing is written.

        Raises:
            BadStream: it is not made of JSON objects.
        """
        self._stream.seek(0)
        self.objects = sum(1 for _ in ObjectStream(self._stream))
        return self.objects

    def run(self) -> Iterator[Taken]:
        """Import the file, and say what became of each object; stop it at any time, and go on.

        Raises:
            BadStream: as `count`; what was given before it stays imported.
        """
        with (
            NamedTemporaryFile(prefix="tilaus-import-") as aside,
            closing(sqlite3.connect(aside.name, isolation_level=None)) as refunds,
        ):
            refunds.executescript(_ASIDE)
            yield from self._lay_aside(refunds)
            yield from self._orders(refunds)
            yield from self._later(refunds)
        if self._highest and not self._plan.is_dry:
            # The next order that is placed gets a number above those that were kept.
            self._shop.store.next_number(self._highest + 1)

    def _objects(self) -> Iterator[Doc]:
        self._stream.seek(0)
        yield from ObjectStream(self._stream)

    def _lay_aside(self, refunds: sqlite3.Connection) -> Iterator[Taken]:
        refunds.execute("BEGIN")
        for doc in self._objects():
            if woo.is_refund(doc):
                try:
                    key = self._key(doc, woo.parent_of(doc)), whole_id(doc)
                except Unfit as unfit:
                    yield Taken("refund", 0, "refused", refusal=f"a refund: {unfit}")
                else:
                    text = json.dumps(doc, default=_number)
                    refunds.execute("INSERT OR IGNORE INTO refund VALUES (?, ?, ?)", (*key, text))
        refunds.execute("COMMIT")

    def _orders(self, refunds: sqlite3.Connection) -> Iterator[Taken]:
        for doc in self._objects():
            if not woo.is_refund(doc):
                try:
                    id = whole_id(doc)
                except Unfit as unfit:
                    yield Taken("order", 0, "refused", refusal=f"an object of the file: {unfit}")
                    continue
                found = _laid_aside(refunds, self._key(doc, id))
                yield from self._order({**doc, "refunds": _together(doc.get("refunds"), found)}, id)
                refunds.execute("DELETE FROM refund WHERE parent = ?", (self._key(doc, id),))

    def _later(self, refunds: sqlite3.Connection) -> Iterator[Taken]:
        """Book the refunds that are left: their orders are not in the file."""
        rows = refunds.execute("SELECT parent, id, doc FROM refund ORDER BY parent, id")
        for parent, id, text in rows:
            source, _, about = str(parent).rpartition("/")
            order = self._shop.order(self._id(source, int(about)))
            if order is None:
                found = f"order {about} of {source} is neither in the file nor imported"
                yield Taken("refund", id, "refused", refusal=f"refund {id}: {found}")
            else:
                doc = json.loads(text, parse_float=Decimal)
                yield self._refund(order, source, doc, ())

    def _key(self, doc: Doc, id: int) -> str:
        return f"woocommerce:{woo.site_of(doc, self._plan.reading)}/{id}"

    def _id(self, source: str, id: int) -> str:
        """Return the id that an order has here."""
        made = hmac.digest(self._salt, f"{source}/{id}".encode(), hashlib.sha256)
        return urlsafe_b64encode(made[:24]).decode()

    def _order(self, doc: Doc, id: int) -> Iterator[Taken]:
        left = tuple(left_behind(doc))
        try:
            given = woo.read_order(doc, self._plan.reading)
            status = self._plan.statuses.get(given.status, given.status)
            given = replace(given, status=status)
            known = self._shop.order(self._id(given.source, id))
            if known is not None:
                yield Taken("order", id, "known", known.number, known)
                for refund in _new_refunds(doc, known):
                    yield self._refund(known, given.source, refund, [x.id for x in given.lines])
                return
            yield self._imported(doc, given, left)
        except Unfit as unfit:
            yield Taken("order", id, "refused", left=left, refusal=f"order {id}: {unfit}")

    def _imported(self, doc: Doc, given: woo.WooOrder, left: tuple[Left, ...]) -> Taken:
        note = note_of(doc, given.site)
        left += (Left("(note)", "the note is full: its end is cut off"),) * (len(note) > MAX_NOTE)
        targets = self._targets(given)
        number, remarks = self._number(given)
        for _ in range(MAX_TRIES):
            at = self._shop.clock()
            id, token = self._id(given.source, given.id), self._shop.new_token()
            entry = Entry(id, number, token, self._plan.method, at, note, targets)
            told, more = history(given, entry)
            command = c.Import(given.source, str(given.id), told, by=c.SYSTEM)
            answer = self._write(Stored(None), command, f"order/{given.id}")
            if isinstance(answer, Conflict) and answer.busy:
                targets = _without(targets, given, answer.busy)
                remarks = tuple(dict.fromkeys((*remarks, BUSY)))
            elif isinstance(answer, Conflict):
                number = self._shop.store.next_number(self._shop.policy.first_order_number)
                remarks = (*remarks, f"number {given.number} is taken: it is {number} here")
            elif isinstance(answer, Refusal):
                raise Unfit(answer.sentence)
            elif answer is None:
                return Taken("order", given.id, "known", number)
            else:
                self._keep(number, given)
                about = (*more, *remarks)
                return Taken("order", given.id, "imported", number, answer, left, about)
        raise Unfit(f"others changed the shop {MAX_TRIES} times in a row; try again")

    def _targets(self, given: woo.WooOrder) -> dict[int, str]:
        """Return what lines are for, where their meta data says so; each of a service once."""
        found: dict[int, str] = {}
        seen: set[tuple[str, str]] = set()
        for line in given.lines if self._plan.target else ():
            target = line.meta.get(self._plan.target, "").strip()
            if target and (line.service, target) not in seen:
                seen.add((line.service, target))
                found[line.id] = target
        return found

    def _number(self, given: woo.WooOrder) -> tuple[int, tuple[str, ...]]:
        """Return the number that an order gets: its own where it is free."""
        text, store = given.number, self._shop.store
        own = int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else 0
        is_kept = 0 < own <= MAX_NUMBER and not self._plan.renumber
        if is_kept and self._shop.order(own) is None:
            return own, ()
        new = own if self._plan.is_dry else store.next_number(self._shop.policy.first_order_number)
        return new, (f"its number {text[:40]} is not kept",)

    def _keep(self, number: int, given: woo.WooOrder) -> None:
        if str(number) == given.number:
            self._highest = max(self._highest, number)

    def _refund(self, order: Order, source: str, doc: Doc, lines: Any) -> Taken:
        """Book a refund of an order that was here before."""
        id = 0
        try:
            refund = woo.read_refund(doc, order.currency)
            id = refund.id
            if _is_booked(order, refund):
                return Taken("refund", id, "known", order.number)
            told = later_refund(order, refund, lines, self._shop.clock())
            told_all = (told, *_reason(refund, told))
            command = c.Import(source, f"refund {id}", told_all, by=c.SYSTEM)
            answer = self._write(Stored(order), command, f"refund/{id}")
        except Unfit as unfit:
            return Taken("refund", id, "refused", order.number, refusal=f"refund {id}: {unfit}")
        if isinstance(answer, Refusal | Conflict):
            why = answer.sentence if isinstance(answer, Refusal) else "its order just changed"
            return Taken("refund", id, "refused", order.number, refusal=f"refund {id}: {why}")
        return Taken("refund", id, "imported" if answer else "known", order.number, answer)

    def _write(self, stored: Stored, command: c.Import, request: str) -> Any:
        """Decide, and commit; the order after it, None where it was imported before, or why not."""
        decided = self._shop.decide(stored, command)
        if isinstance(decided, Refusal) or self._plan.is_dry:
            return decided.order if isinstance(decided, Decision) else decided
        try:
            key = RequestKey(command.source, request)
            self._shop.commit(stored, decided, request=key)
        except Answered:
            return None
        except Conflict as conflict:
            return conflict
        return decided.order


_ASIDE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE refund (parent TEXT NOT NULL, id INTEGER NOT NULL, doc TEXT NOT NULL,
                     PRIMARY KEY (parent, id)) WITHOUT ROWID;
"""


def _check_method(shop: Shop, name: str) -> None:
    method = shop.policy.method(name)
    if method is None:
        rows = f'[methods]\n{name} = {{ provider = "imported" }}'
        rule = f'{{ paid_with = "{name}", to = "original", returns_fee = true }}'
        raise ValueError(
            f"cannot import: the policy has no way to pay called {name!r}; add to it\n{rows}\n"
            f"and to its refund_rules\n{rule}"
        )
    if method.fee_bps or method.fee_minor:
        found = f"{name} takes a fee, and orders there were paid without one of ours"
        raise ValueError(f"cannot import: {found}; name another with --method")


def _salt(shop: Shop, *, is_dry: bool) -> bytes:
    """Return the secret that makes the ids of imported orders; it is made once for each shop."""
    at: datetime = shop.clock()
    for _ in range(MAX_TRIES):
        found = shop.store.doc("import", "salt", at)
        if found is not None:
            return bytes.fromhex(found.text)
        made = secrets.token_hex(32)
        if is_dry or shop.store.put_doc(ShelfDoc("import", "salt", made), at):
            return bytes.fromhex(made)
    raise ValueError("cannot import: others write to the shop's shelf all the time; try again")


def _laid_aside(refunds: sqlite3.Connection, key: str) -> list[Doc]:
    rows = refunds.execute("SELECT doc FROM refund WHERE parent = ? ORDER BY id", (key,))
    return [json.loads(text, parse_float=Decimal) for (text,) in rows]


def _together(own: Any, found: list[Doc]) -> Any:
    """Put refunds of which all is known in the place of those that the order only names."""
    if not isinstance(own, list) or not all(isinstance(r, dict) for r in own):
        return own if own else found
    known = {r.get("id") for r in found}
    return [*(r for r in own if r.get("id") not in known), *found]


def _new_refunds(doc: Doc, order: Order) -> Iterator[Doc]:
    for refund in doc.get("refunds") or ():
        if not any(r.reference == f"woocommerce-{refund.get('id')}" for r in order.refunds):
            yield refund


def _reason(refund: woo.WooRefund, told: c.Told) -> Iterator[c.Told]:
    """Note why a refund was made."""
    if refund.reason:
        text = f"Refund {refund.id}: {refund.reason}"[:MAX_NOTE]
        yield c.Told(told.at, c.AddNote(text, by=IMPORTER))


def _is_booked(order: Order, refund: woo.WooRefund) -> bool:
    is_there = any(r.reference == f"woocommerce-{refund.id}" for r in order.refunds)
    return is_there or not refund.amount_minor


def _without(
    targets: Mapping[int, str], given: woo.WooOrder, busy: frozenset[str]
) -> dict[int, str]:
    """Take the targets of items away that somebody else's item has now."""
    taken = {line.id for n, line in enumerate(given.lines, start=1) if str(n) in busy}
    return {line: target for line, target in targets.items() if line not in taken}


def _number(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)
