"""The store as actors see it, with a boundary before and after each call, and who watches it.

The watch looks at each commit when it happened, before anybody else goes on, so it sees them in
their true order. It keeps a reckoning of its own of instances and queues.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from tests.simulation.schedule import STEP_S, Actor, Schedule

from tilaus.events import Recorded
from tilaus.instances import moves
from tilaus.ledger import Entry
from tilaus.order import Item, Order
from tilaus.ports import storage as port
from tilaus.ports.feed import FeedEntry, Held, Subscriber
from tilaus.ports.figures import DayCount, ReasonCount
from tilaus.ports.shelf import Doc
from tilaus.table import OVER


class Away(port.StoreError):
    """The store could not be reached, before or after it did its work: nobody knows."""


class Watched:
    """A store behind boundaries; see `tilaus.ports.storage.Store`."""

    def __init__(self, store: port.Store, schedule: Schedule) -> None:
        self.store = store
        self._schedule = schedule
        self.watch = Watch(schedule)

    def _before(self, what: str) -> None:
        self._schedule.boundary(what)
        if self._schedule.fault("store away before", self._schedule.plan.away / 2):
            raise Away(f"the store is away: {what}")

    def _after(self, what: str) -> None:
        self._schedule.boundary(what)
        if self._schedule.fault("store away after", self._schedule.plan.away / 2):
            raise Away(f"the store went away: {what}")

    def next_number(self, first: int) -> int:
        self._before("next number")
        return self.store.next_number(first)

    def load(self, ref: str | int, request: port.RequestKey | None = None) -> port.Stored:
        self._before(f"load {ref}")
        found = self.store.load(ref, request)
        self._after(f"loaded {ref}")
        return found

    def commit(self, change: port.Change) -> None:
        order = change.decision.order
        self._before(f"commit {order.number}")
        self._schedule.hesitate()
        try:
            self.store.commit(change)
        except (port.Conflict, port.Fenced, port.Answered) as outcome:
            self._schedule.counts[type(outcome).__name__] += 1
            if getattr(outcome, "busy", None):
                self._schedule.counts["instance taken"] += 1
            self._schedule.note(f"{type(outcome).__name__} {order.number}")
            raise
        self.watch.committed(change)
        if change.decision.effects or change.fence is None or change.decision.events:
            self._schedule.nudge()
        events = ", ".join(type(r.event).__name__ for r in change.decision.events)
        self._after(f"committed {order.number}@{order.version}: {events}")

    def history(self, order_id: str) -> Sequence[Recorded]:
        return self.store.history(order_id)

    def search(self, query: port.Query) -> Sequence[Order]:
        return self.store.search(query)

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> port.Claim | None:
        self._before("claim")
        actor = self._schedule.current
        claim = self.store.claim(at, lease_s, order_id=order_id, without=without)
        if claim is not None:
            self.watch.claimed(claim.order_id, lease_s, actor)
        if actor is not None:
            actor.row = claim.row.seq if claim and claim.row else 0
        found = f"{claim.row.effect.name if claim.row else 'deadline'}" if claim else "nothing"
        self._after(f"claimed {found}")
        return claim

    def take(self, order_id: str, lease_s: float) -> int | None:
        self._before(f"take {order_id}")
        token = self.store.take(order_id, lease_s)
        if token is not None:
            self.watch.claimed(order_id, lease_s, self._schedule.current)
        return token

    def effects(
        self, order_id: str | None = None, states: frozenset[str] | None = None
    ) -> Sequence[port.JournalRow]:
        return self.store.effects(order_id, states)

    def next_due(self) -> datetime | None:
        self._before("next due")
        return self.store.next_due()

    def due_orders(self, at: datetime, limit: int) -> Mapping[str, datetime]:
        return self.store.due_orders(at, limit)

    def post(self, entry: Entry, owed: str | None = None) -> bool:
        self._before(f"post {entry.key}")
        booked = self.store.post(entry, owed)
        self._after(f"posted {entry.key}")
        return booked

    def entries(self, order_id: str | None = None) -> Sequence[Entry]:
        self._before("entries")
        return self.store.entries(order_id)

    def lines(
        self, account: str, limit: int, before: int | None = None
    ) -> Sequence[port.AccountLine]:
        self._before("lines")
        return self.store.lines(account, limit, before)

    def balance(self, account: str) -> int:
        return self.store.balance(account)

    def feed(self, after: int, limit: int) -> Sequence[FeedEntry]:
        return self.store.feed(after, limit)

    def feed_end(self) -> int:
        return self.store.feed_end()

    def subscribe(self, name: str, position: int) -> Subscriber:
        return self.store.subscribe(name, position)

    def subscribers(self) -> Sequence[Subscriber]:
        return self.store.subscribers()

    def hold(self, name: str, lease_s: float) -> Held | None:
        self._before(f"hold {name}")
        found = self.store.hold(name, lease_s)
        self._after(f"held {name}")
        return found

    def move(self, subscriber: Subscriber, token: int, lease_s: float = 0.0) -> None:
        self._before(f"move {subscriber.name}")
        self.store.move(subscriber, token, lease_s)
        self._after(f"moved {subscriber.name}")

    # What lies beside the orders takes no part in a simulation.

    def doc(self, kind: str, id: str, at: datetime) -> Doc | None:
        return self.store.doc(kind, id, at)

    def put_doc(self, doc: Doc, at: datetime) -> bool:
        return self.store.put_doc(doc, at)

    def drop_doc(self, kind: str, id: str) -> None:
        self.store.drop_doc(kind, id)

    def docs(self, kind: str, at: datetime, limit: int, after: str = "") -> Sequence[Doc]:
        return self.store.docs(kind, at, limit, after)

    def sweep_docs(self, at: datetime) -> int:
        return self.store.sweep_docs(at)

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        return self.store.counts()

    def placed_per_day(self, since: datetime) -> Sequence[DayCount]:
        return self.store.placed_per_day(since)

    def refunds_per_reason(self, since: datetime) -> Sequence[ReasonCount]:
        return self.store.refunds_per_reason(since)


Who = tuple[str, str]
"""An item: the order's id and its own."""


class Watch:
    """Looks at every commit: versions, instances, queues."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule
        self._versions: dict[str, int] = {}
        self._active: defaultdict[str, set[Who]] = defaultdict(set)
        self._queues: defaultdict[str, list[Who]] = defaultdict(list)
        self._leases: dict[str, float] = {}
        self._holders: dict[str, object] = {}
        self._ended: set[int] = set()
        self.effects = 0

    def claimed(self, order_id: str, lease_s: float, actor: Actor | None) -> None:
        """Look at who takes a lane; leases run by the clock of the store, which is right."""
        if self._leases.get(order_id, 0.0) > self._schedule.now + STEP_S:
            self._schedule.violated("a lane has one holder", f"order {order_id} is taken twice")
        self._leases[order_id] = self._schedule.now + lease_s
        self._holders[order_id] = actor and actor.greenlet

    def committed(self, change: port.Change) -> None:
        """Look at what was just written."""
        self.effects += len(change.decision.effects)
        if change.fence is not None:
            self._settled(change)
        if change.decision.events:
            self._version(change)
            self._instances(change)

    def _settled(self, change: port.Change) -> None:
        id, actor, ended = change.decision.order.id, self._schedule.current, change.settlement
        self._leases.pop(id, None)
        if self._holders.get(id) is not (actor and actor.greenlet):
            found = f"order {id} was settled by one who had lost it"
            self._schedule.violated("who lost a lane settles nothing", found)
        if ended is not None and ended.seq in self._ended:
            self._schedule.violated("an effect ends once", f"effect {ended.seq} ended again")
        if ended is not None and ended.state in port.ENDED:
            self._ended.add(ended.seq)

    def _version(self, change: port.Change) -> None:
        id, events = change.decision.order.id, change.decision.events
        before = self._versions.get(id, 0)
        seqs = [recorded.seq for recorded in events]
        if seqs != list(range(before + 1, before + 1 + len(seqs))):
            found = f"order {id} was at version {before}, then came events {seqs}"
            self._schedule.violated("each version follows the one before", found)
        self._versions[id] = change.decision.order.version

    def _instances(self, change: port.Change) -> None:
        after = change.decision.order
        for move in moves(change.before, change.decision.events, after):
            self._moved(move.what, move.instance, (after.id, move.item))
        for item in (*(change.before.items if change.before else ()), *after.items):
            self._active[item.instance].discard((after.id, item.id))
        for item in after.items:
            if item.instance and _is_at_work(item):
                self._active[item.instance].add((after.id, item.id))
                if len(self._active[item.instance]) > 1:
                    found = f"{item.instance}: {sorted(self._active[item.instance])}"
                    self._schedule.violated("one item of an instance is active", found)

    def _moved(self, what: str, instance: str, who: Who) -> None:
        queue = self._queues[instance]
        if what == "wait":
            if who not in queue:
                queue.append(who)
            return
        if what == "claim" and queue and queue[0] != who:
            found = f"{who} started before {queue[0]} at {instance}"
            self._schedule.violated("first come, first served", found)
        if who in queue:
            queue.remove(who)

    def waiting(self) -> list[Who]:
        """Return who waits for an instance."""
        return [who for queue in self._queues.values() for who in queue]


def _is_at_work(item: Item) -> bool:
    return item.kind not in OVER and (item.handed_over or item.kind == "active")
