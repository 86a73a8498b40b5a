"""Audit a shop: replay every order, and compare what is kept of it with what its history says.

    audit = Audit(shop.store, shop.policy.lifecycles)
    for finding in audit.findings():          # lazily, newest order first; reads, and never writes
        print(finding.sentence)

It may run while workers do: what is found is read again, and told only if it is found again while
nothing changed meanwhile.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TypeVar

from tilaus.audit_order import KINDS, Finding, Reading, Severity, findings
from tilaus.effects import WALLET
from tilaus.ledger import balances
from tilaus.lifecycles import Lifecycles
from tilaus.ports.storage import ENDED, MAX_LISTED, Query, Store, StoreError
from tilaus.record import record
from tilaus.table import OVER

__all__ = ["KINDS", "Audit", "Finding", "Severity"]

T = TypeVar("T")

PAGE = 200
"""How many orders are read at once."""

OF_ORDERS = frozenset({"order", "unapplied"})
"""How the names of accounts begin that are an order's own."""

READINGS = 10
"""How often an order is read anew because it changed while it was read."""


@record
class _Place:
    """An item that has an instance, as it was when its order was read.

    `is_ready` says that it waits, has no turn to come, and that its order is being worked on: so
    it should not wait if its instance were free. `is_busy` says that another item has it.
    """

    number: int
    order_id: str
    item: str
    target: str
    is_at_work: bool
    is_waiting: bool
    is_ready: bool
    is_busy: bool


class Audit:
    """One audit of what a store keeps, and how much it has looked at so far.

    Args:
        store: what is audited; only read.
        lifecycles: the tables under which the shop's orders live: what their rows ask for must
            stand in the journal. Orders under others are held against the rest only.

    Attributes:
        on_order: called after every order, for who shows progress.
        orders, events, entries, effects: how many were looked at.
    """

    def __init__(
        self,
        store: Store,
        lifecycles: Lifecycles | None = None,
    ) -> None:
        self.on_order: Callable[[], None] = lambda: None
        self.orders: int = 0
        self.events: int = 0
        self.entries: int = 0
        self.effects: int = 0
        self._store = store
        self._lifecycles = lifecycles
        self._places: dict[str, list[_Place]] = {}
        self._seen: dict[str, int | None] = {}

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with every order, newest first; then with the shop as a whole."""
        for order_id in self._ids():
            if isinstance(order_id, Finding):
                yield order_id
            else:
                yield from self.of_order(order_id)
        yield from self.of_instances()
        yield from self._of_the_books()

    def of_order(self, order_id: str) -> list[Finding]:
        """List what is wrong with one order; nothing where there is no such order."""
        self._seen.setdefault(order_id, None)
        try:
            found = self._found(order_id)
        except StoreError as error:
            found = [Finding(None, order_id, "unreadable", "an order", str(error))]
        self.orders += 1
        self.on_order()
        return found

    def _found(self, order_id: str) -> list[Finding]:
        """Read an order until it stands still; what is wrong with it must be so twice in a row."""
        if self._store.load(order_id).order is None:
            return [Finding(None, order_id, "missing", f"an order {order_id}", "none")]
        last: list[Finding] | None = None
        for _ in range(READINGS):
            seen = self._read(order_id)
            if seen is not None:
                found = findings(seen, self._lifecycles)
                self._seen[order_id] = seen.order.number
                if not found or found == last:
                    self._count(seen)
                    return found
                last = found
        return [_busy(order_id)]

    # --------------------------------------------------------------------------- reading

    def _ids(self) -> Iterator[str | Finding]:
        """Yield the ids of all orders; by the journal, where a page of them cannot be read."""
        before, size = None, PAGE
        while True:
            try:
                page = self._store.search(Query(limit=size, before=before))
            except StoreError:
                if size == 1:
                    yield from self._ids_of_the_journal()
                    return
                size = max(1, size // 2)
                continue
            if not page:
                return
            yield from (order.id for order in page)
            before = page[-1].number

    def _ids_of_the_journal(self) -> Iterator[str | Finding]:
        try:
            ids = dict.fromkeys(row.order_id for row in self._store.effects())
        except StoreError as error:
            yield Finding(None, "", "unreadable", "a list of all orders", str(error))
            return
        yield from (id for id in reversed(ids) if id not in self._seen)

    def _read(self, order_id: str) -> Reading | None:
        """Read all of an order; None where it changed meanwhile.

        It is searched for: a store may remember what it loads, and the rows are what is kept.
        """
        store, stored = self._store, self._store.load(order_id)
        if stored.order is None:
            return None
        (found,) = store.search(Query(limit=1, before=stored.order.number + 1)) or (stored.order,)
        order = found if found.id == order_id else stored.order
        history = _tried(lambda: tuple(store.history(order_id)))
        effects = _tried(lambda: tuple(store.effects(order_id)))
        entries = _tried(lambda: tuple(store.entries(order_id)))
        accounts = [f"{owner}:{order_id}" for owner in sorted(OF_ORDERS)]
        held = {name: minor for name in accounts if (minor := store.balance(name))}
        if store.load(order_id) != stored:
            return None
        return Reading(order, stored.busy, history, effects, entries, held)

    def _count(self, seen: Reading) -> None:
        """Count what was looked at, and remember which instances the order's items have."""
        self.events += _length(seen.history)
        self.entries += _length(seen.entries)
        self.effects += _length(seen.effects)
        for name, place in _places(seen):
            self._places.setdefault(name, []).append(place)

    # -------------------------------------------------------------------------- the shop

    def of_instances(self) -> Iterator[Finding]:
        """Yield what is wrong with instances, of the orders that were looked at so far (F22).

        One item has each, and none waits for one that is free. It takes every order that is being
        worked on to tell.
        """
        for name in [name for name, places in self._places.items() if _is_odd(places)]:
            before, known = None, self._places[name]
            for _ in range(READINGS):
                places = self._places_of(name, known)
                if places is not None and (places == before or not _is_odd(places)):
                    yield from _told_of(places)
                    break
                before = places

    def _places_of(self, name: str, known: Iterable[_Place]) -> list[_Place] | None:
        """Read anew who has an instance: the orders that had it, and all of the same target.

        None where one of them changed while it was read.
        """
        ids = {place.order_id for place in known}
        for target in {place.target for place in known}:
            ids |= {order.id for order in self._store.search(Query(text=target, limit=MAX_LISTED))}
        seen = [_tried(partial(self._read, order_id)) for order_id in sorted(ids)]
        if None in seen:
            return None
        found = [pair for r in seen if isinstance(r, Reading) for pair in _places(r)]
        return sorted((place for other, place in found if other == name), key=_by_number)

    def _of_the_books(self) -> Iterator[Finding]:
        """Compare every account with the fold of its lines; none that is owed is overdrawn."""
        try:
            entries = self._store.entries()
        except StoreError as error:
            yield Finding(None, "", "unreadable", "the books", str(error))
            return
        for key, lines in ((e.key, e.lines) for e in entries if not e.is_balanced):
            if key.partition("/")[0] not in self._seen:
                sum_ = sum(minor for _, minor in lines)
                yield Finding(None, "", "ledger", f"a balanced entry {key}", f"a sum of {sum_}")
        accounts = {account for entry in entries for account, _ in entry.lines}
        folded = balances(entries)
        for account in sorted(accounts):
            yield from self._of_account(account, folded.get(account, 0))

    def _of_account(self, account: str, folded: int) -> Iterator[Finding]:
        owner, _, id = account.partition(":")
        is_gone = owner in OF_ORDERS and id not in self._seen and not self._is_there(id)
        if is_gone:
            yield Finding(None, id, "missing", f"an order {id}, which has {account}", "none")
        holds = self._store.balance(account)
        if holds != folded:
            holds, folded = self._settled(account)
        if holds != folded:
            found = f"{folded} in {account}, the sum of its lines", f"{holds} minor units"
            order_id = id if owner in OF_ORDERS else ""
            yield Finding(self._seen.get(order_id), order_id, "balance", *found)
        if owner == WALLET and holds > 0:
            yield Finding(None, "", "wallet", f"0 or more in {account}", f"{-holds} minor units")

    def _is_there(self, order_id: str) -> bool:
        return self._store.load(order_id).order is not None

    def _settled(self, account: str) -> tuple[int, int]:
        """Read an account and its lines until nobody wrote in between; if never, they agree."""
        for _ in range(READINGS):
            holds = self._store.balance(account)
            folded = balances(self._store.entries()).get(account, 0)
            if self._store.balance(account) == holds:
                return holds, folded
        return 0, 0


def _tried(read: Callable[[], T]) -> T | str:
    try:
        return read()
    except StoreError as error:
        return str(error)


def _length(part: tuple[object, ...] | str) -> int:
    return 0 if isinstance(part, str) else len(part)


def _busy(order_id: str) -> Finding:
    found = f"{READINGS} changes; look again with --order"
    expected = "an order that stands still while it is read"
    return Finding(None, order_id, "busy", expected, found, "odd")


def _by_number(place: _Place) -> tuple[int, str]:
    return place.number, place.item


def _places(seen: Reading) -> Iterator[tuple[str, _Place]]:
    """Yield the items of an order that have an instance, or wait for one."""
    order, rows = seen.order, () if isinstance(seen.effects, str) else seen.effects
    turns = {r.effect.about for r in rows if r.effect.name == "grant_turn" and r.state not in ENDED}
    for item in order.items:
        if item.instance and item.kind not in OVER:
            is_waiting = item.kind == "waiting"
            yield (
                item.instance,
                _Place(
                    number=order.number,
                    order_id=order.id,
                    item=item.id,
                    target=item.target,
                    is_at_work=item.kind == "active" or item.handed_over,
                    is_waiting=is_waiting,
                    is_ready=is_waiting and order.kind == "active" and item.id not in turns,
                    is_busy=item.id in seen.busy,
                ),
            )


def _is_odd(places: Iterable[_Place]) -> bool:
    return any(True for _ in _told_of(list(places)))


def _told_of(places: list[_Place]) -> Iterator[Finding]:
    """Say what is wrong with one instance.

    The port does not show claims, only whether another item has an item's instance: so a claim of
    an item that ended is seen by those that wait for it for nobody.
    """
    at_work = [place for place in places if place.is_at_work]
    for place in at_work:
        if place.is_busy or place is not at_work[0]:
            yield _instance(place, "to be the only one at work", "another has its instance")
    holders = [p for p in places if p.is_at_work or not (p.is_busy or p.is_ready)]
    for place in places:
        if place.is_waiting and not holders:
            why = "an item that ended" if place.is_busy else "nobody"
            yield _instance(place, "to wait for an item at work", f"it waits for {why}")
        elif place.is_ready and not place.is_busy and at_work:
            yield _instance(place, "to wait for the item at work", "that one has not the instance")


def _instance(place: _Place, expected: str, found: str) -> Finding:
    said = f"item {place.item} {expected}", found
    return Finding(place.number, place.order_id, "instance", *said)
