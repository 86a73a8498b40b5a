"""Everything in memory: for tests, demos and simulations. What it holds ends with the process."""

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice

from tilaus import events as e
from tilaus.attention import ANY, HANGING, lasting
from tilaus.codec import dump_recorded, load_recorded, seal, unseal
from tilaus.effects import Effect
from tilaus.evolve import ERASED
from tilaus.instances import (
    Claims,
    InstanceMove,
    InstanceTaken,
    awaits,
    moves,
    notice,
    settle_moves,
    turn,
)
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports import storage as port
from tilaus.record import replace
from tilaus_adapters.storage.memory_feed import MemoryFeed
from tilaus_adapters.storage.memory_figures import MemoryFigures
from tilaus_adapters.storage.memory_shelf import MemoryShelf


class _Lane:
    """An order with its history, its open effects by `seq`, its next deadline and its lease."""

    def __init__(self, order: Order) -> None:
        self.order: Order = order
        self.history: list[e.Recorded] = []
        self.open: list[int] = []
        self.wake_at: datetime | None = None
        self.lease_until: float = 0.0
        self.token: int = 0


class MemoryStore(MemoryFeed, MemoryShelf, MemoryFigures):
    """Keep orders, journal and books in memory. Safe to use from several threads.

    Args:
        lease_clock: returns the time by which leases run, in seconds since 1970.
    """

    def __init__(self, *, lease_clock: Callable[[], float] = time.time) -> None:
        MemoryFeed.__init__(self, lease_clock)
        MemoryShelf.__init__(self)
        self._number = 0
        self._lanes: dict[str, _Lane] = {}
        self._ids: dict[int, str] = {}
        self._inbox: dict[port.RequestKey, tuple[str, str]] = {}
        self._journal: list[port.JournalRow] = []
        self._keys: set[str] = set()
        self._holders: dict[str, tuple[str, str]] = {}
        self._queues: dict[str, tuple[tuple[str, str], ...]] = {}
        self._entries: dict[str, Entry] = {}
        self._balances: Counter[str] = Counter()
        self._lines: dict[str, list[port.AccountLine]] = {}

    def next_number(self, first: int) -> int:
        with self._lock:
            self._number = max(self._number + 1, first)
            return self._number

    def load(self, ref: str | int, request: port.RequestKey | None = None) -> port.Stored:
        with self._lock:
            lane = self._lanes.get(self._ids.get(ref, "") if isinstance(ref, int) else ref)
            if lane is None:
                return port.Stored(None)
            busy = self._claims({i.instance for i in lane.order.items}).busy(lane.order)
            _, answer = self._inbox.get(request, ("", None)) if request else ("", None)
            return port.Stored(lane.order, busy, answer)

    def _claims(self, instances: set[str]) -> Claims:
        """Return the claims of some instances; those of all others do not matter to a change."""
        holders, queues = self._holders, self._queues
        return Claims(
            tuple((name, holders[name]) for name in instances if name in holders),
            tuple((name, queues[name]) for name in instances if name in queues),
        )

    def commit(self, change: port.Change) -> None:
        with self._lock:
            self._check(change)
            found, claims, turns = self._settled(change)
            names = {move.instance for move in found}
            self._write(change)
            for name in names:
                self._holders.pop(name, None)
                self._queues.pop(name, None)
            self._holders.update(claims.holders)
            self._queues.update(claims.queues)
            for n, (order_id, item) in enumerate(turns):
                effect = turn(order_id, item, change.decision.order, n)
                self._ask(self._lanes[order_id], effect, change.at)
            waits = {move.instance for move in found if move.what == "wait"}
            waits |= {name for name, holder in claims.holders if holder in turns}
            for name in sorted(waits & self._queues.keys(), key=self._holders.__getitem__):
                self._tell_holder(name, change.at)

    def _tell_holder(self, instance: str, at: datetime) -> None:
        """Ask once that who has an instance is told of somebody else who waits for it."""
        order_id, item_id = self._holders[instance]
        lane = self._lanes[order_id]
        attempts = {i.id: i.attempt + (not i.handed_over) for i in lane.order.items}
        effect = notice(order_id, item_id, attempts[item_id])
        waiting = (self._lanes[id].order for id, _ in self._queues[instance])
        if effect.key not in self._keys and any(awaits(order, lane.order) for order in waiting):
            self._ask(lane, effect, at)

    def _settled(
        self, change: port.Change
    ) -> tuple[list[InstanceMove], Claims, list[tuple[str, str]]]:
        """Return what a change does to instances, their new claims, and whose turn it is."""
        told = change.before, change.decision.events, change.decision.order
        found = moves(*told)
        try:
            claims, turns = settle_moves(
                self._claims({move.instance for move in found}), told[2].id, found
            )
        except InstanceTaken as taken:
            why = f"order {told[2].number}: another item has the instance of item {taken.item}"
            raise port.Conflict(why, frozenset({taken.item})) from None
        return found, claims, sorted(turns)

    def _check(self, change: port.Change) -> None:
        """Raise the outcome under which nothing may be written; see the port for their order."""
        decision, order = change.decision, change.decision.order
        lane = self._lanes.get(order.id)
        if change.request in self._inbox:
            raise port.Answered(*self._inbox[change.request])
        if change.fence is not None and (lane is None or lane.token != change.fence):
            raise port.Fenced(f"order {order.number}: its lane has another holder")
        version = lane.order.version if lane else 0
        is_taken = self._ids.get(order.number, order.id) != order.id
        if decision.events and (version != change.base_version or is_taken):
            raise port.Conflict(f"order {order.number} is not at version {change.base_version}")
        doubled = self._keys & {row.key for row in decision.effects}
        doubled |= self._entries.keys() & {entry.key for entry in decision.entries}
        if doubled or not (lane or decision.events):
            raise port.StoreError(f"cannot write order {order.number}: written before: {doubled}")

    def _write(self, change: port.Change) -> None:
        decision, order = change.decision, change.decision.order
        lane = self._lanes.setdefault(order.id, _Lane(order))
        if decision.events:
            self._ids[order.number] = order.id
            lane.order = order
            lane.history += decision.events
            self._positions += [(order.id, recorded.seq) for recorded in decision.events]
        if order.version == lane.order.version:
            lane.wake_at = change.wake_at
        for entry in decision.entries:
            self._book(entry)
        if change.request is not None:
            self._inbox[change.request] = order.id, decision.outcome
        if change.settlement is not None:
            self._settle(lane, change.settlement, change.at)
        if change.fence is not None:
            lane.lease_until = 0.0
        for effect in decision.effects:
            self._ask(lane, effect, change.at)
        if any(isinstance(recorded.event, e.Erased) for recorded in decision.events):
            self._erase(lane)

    def _ask(self, lane: _Lane, effect: Effect, at: datetime) -> None:
        row = port.JournalRow(len(self._journal) + 1, lane.order.id, effect, "ready", at)
        self._journal.append(row)
        self._keys.add(effect.key)
        lane.open.append(row.seq)

    def _settle(self, lane: _Lane, settlement: port.Settlement, at: datetime) -> None:
        row = self._journal[settlement.seq - 1]
        self._journal[row.seq - 1] = replace(
            row,
            state=settlement.state,
            run_at=settlement.run_at,
            attempts=row.attempts + 1,
            first_attempt_at=row.first_attempt_at or at,
            outcome=settlement.outcome,
        )
        others = {*lane.open} - {row.seq}
        lane.open = sorted(others if settlement.state in port.ENDED else {*others, row.seq})

    def _erase(self, lane: _Lane) -> None:
        sealed = (seal(dump_recorded(recorded), {}, 0) for recorded in lane.history)
        lane.history = [load_recorded(unseal(doc, {}, ERASED)) for doc in sealed]
        for row in self._journal:
            if row.order_id == lane.order.id and row.outcome:
                self._journal[row.seq - 1] = replace(row, outcome=ERASED)

    def _told(self, order_id: str, seq: int) -> e.Recorded:
        return self._lanes[order_id].history[seq - 1]

    def history(self, order_id: str) -> Sequence[e.Recorded]:
        with self._lock:
            lane = self._lanes.get(order_id)
            return tuple(lane.history) if lane else ()

    def search(self, query: port.Query) -> Sequence[Order]:
        limit = port.check_limit(query.limit)
        with self._lock:
            numbers = sorted(self._ids, reverse=True)
            newest = (self._lanes[self._ids[number]] for number in numbers)
            found = (lane.order for lane in newest if self._needs(lane, query.concern))
            return tuple(islice((order for order in found if _fits(query, order)), limit))

    def _needs(self, lane: _Lane, concern: str) -> bool:
        """Tell whether an order needs a person for a concern, or for any; none is no question."""
        if not concern:
            return True
        states = {self._journal[seq - 1].state for seq in lane.open}
        hanging = {code for code, state in HANGING.items() if state in states}
        codes = lasting(lane.order) | hanging
        return bool(codes) if concern == ANY else concern in codes

    def _orders(self) -> Iterator[Order]:
        return (lane.order for lane in self._lanes.values())

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> port.Claim | None:
        with self._lock:
            now = self._clock()
            lanes = self._lanes.values() if order_id is None else self._only(order_id)
            free = (lane for lane in lanes if lane.lease_until <= now)
            times = (
                (self._due(lane), lane) for lane in free if not self._is_via(lane, at, without)
            )
            due = [(time, lane) for time, lane in times if time and time[0] <= at]
            if not due:
                return None
            _, lane = min(due, key=lambda found: found[0])
            row = self._head(lane)
            token = self._hold(lane, now + lease_s)
            return port.Claim(lane.order.id, token, row if row and row.run_at <= at else None)

    def take(self, order_id: str, lease_s: float) -> int | None:
        with self._lock:
            now = self._clock()
            free = [lane for lane in self._only(order_id) if lane.lease_until <= now]
            return self._hold(free[0], now + lease_s) if free else None

    def due_orders(self, at: datetime, limit: int) -> Mapping[str, datetime]:
        with self._lock:
            now = self._clock()
            free = (lane for lane in self._lanes.values() if lane.lease_until <= now)
            times = ((self._due(lane), lane.order.id) for lane in free)
            due = sorted((time, id) for time, id in times if time and time[0] <= at)
            return {id: time[0] for time, id in due[:limit]}

    def _only(self, order_id: str) -> list[_Lane]:
        return [self._lanes[order_id]] if order_id in self._lanes else []

    def _hold(self, lane: _Lane, until: float) -> int:
        lane.token, lane.lease_until = lane.token + 1, until
        return lane.token

    def _is_via(self, lane: _Lane, at: datetime, vias: frozenset[str]) -> bool:
        """Tell whether the next effect of a lane is due and carried out by one of these."""
        row = self._head(lane) if vias and lane.open else None
        return row is not None and row.run_at <= at and row.effect.via in vias

    def _head(self, lane: _Lane) -> port.JournalRow | None:
        """Return the effect whose turn it is: of calls and messages the one that is due first.

        Each is done in sequence, and a dead call blocks the calls only.
        """
        rows = [self._journal[seq - 1] for seq in lane.open]
        calls = (row for row in rows if not row.effect.is_message)
        messages = (row for row in rows if row.effect.is_message)
        heads = (next(calls, None), next(messages, None))
        due = [row for row in heads if row and row.state in ("ready", "unknown")]
        return min(due, key=lambda row: (row.run_at, row.seq), default=None)

    def _due(self, lane: _Lane) -> tuple[datetime, int, int] | None:
        """Return when a lane has work, and what decides between lanes that have it at once."""
        row = self._head(lane) if lane.open else None
        times = [(row.run_at, 0, row.seq)] if row else []
        times += [(lane.wake_at, 1, lane.order.number)] if lane.wake_at else []
        return min(times, default=None)

    def effects(
        self, order_id: str | None = None, states: frozenset[str] | None = None
    ) -> Sequence[port.JournalRow]:
        with self._lock:
            of_order = [row for row in self._journal if order_id in (None, row.order_id)]
            return tuple(row for row in of_order if states is None or row.state in states)

    def next_due(self) -> datetime | None:
        with self._lock:
            now, lanes = self._clock(), self._lanes.values()
            due = [(lane.lease_until, at[0]) for lane in lanes if (at := self._due(lane))]
            free = [at for until, at in due if until <= now]
            leased = [(datetime.fromtimestamp(until, UTC), at) for until, at in due if until > now]
            return min([*free, *map(max, leased)], default=None)

    def post(self, entry: Entry, owed: str | None = None) -> bool:
        if not entry.is_balanced:
            raise ValueError(f"cannot book {entry.key}: its debits and credits differ")
        with self._lock:
            rise = sum(minor for account, minor in entry.lines if account == owed)
            if entry.key not in self._entries:
                if owed is not None and rise > 0 and self._balances[owed] + rise > 0:
                    return False
                self._book(entry)
            return True

    def _book(self, entry: Entry) -> None:
        self._entries[entry.key] = entry
        sums: Counter[str] = Counter()
        for account, minor in entry.lines:
            sums[account] += minor
        for account, minor in sums.items():
            self._balances[account] += minor
            line = port.AccountLine(len(self._entries), entry.key, entry.memo, minor)
            self._lines.setdefault(account, []).append(line)

    def entries(self, order_id: str | None = None) -> Sequence[Entry]:
        with self._lock:
            found = [(key.split("/")[0], entry) for key, entry in self._entries.items()]
            return tuple(entry for about, entry in found if order_id in (None, about))

    def lines(
        self, account: str, limit: int, before: int | None = None
    ) -> Sequence[port.AccountLine]:
        port.check_limit(limit)
        with self._lock:
            found = self._lines.get(account, [])
            end = len(found) if before is None else bisect_left(found, before, key=_seq)
            return tuple(reversed(found[max(0, end - limit) : end]))

    def balance(self, account: str) -> int:
        with self._lock:
            return self._balances[account]


def _seq(line: port.AccountLine) -> int:
    return line.seq


def _fits(query: port.Query, order: Order) -> bool:
    places = {str(order.number), order.customer.email, *(item.target for item in order.items)}
    places |= {p.reference for p in order.payments} | {r.reference for r in order.refunds}
    return (
        query.status in ("", order.status)
        and (query.before is None or order.number < query.before)
        and query.text in ("", order.token, *places)
    )
