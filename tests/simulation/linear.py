"""Are the histories of eight threads as if one command had come after the other?

Every call is recorded with the moments at which it was made and answered. The version of an order
is the witness: each granted command wrote a range of versions, and each read or refusal saw one. So
there is nothing to search for, as there is for a register whose values do not tell their order
(Wing and Gong's question, which is hard): it only remains to be looked at whether the order of the
versions fits the clock, and whether each range is what `decide` makes of the state before it.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise, permutations
from random import Random

from tilaus.commands import SERVER, AddNote, Advance, Command, DeliveryReported, RequestRefund
from tilaus.decide import Decision, decide
from tilaus.drain import work_once
from tilaus.events import Recorded
from tilaus.evolve import replay
from tilaus.instances import moves
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import RequestKey, Settlement, Stored
from tilaus.record import record
from tilaus.refunds import RefundRequest
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus.testing.orders import STAFF


@record
class Seen:
    """A read, a refusal, or a change, with the moments around it in nanoseconds.

    Attributes:
        version: of the order that it was decided on, or that was read.
        wrote: how many versions it wrote; 0 for a read, a refusal, and what changed nothing.
        order: what was read or returned.
        command: what was decided; None for a read.
        stored: what it was decided on; `decided` is what came of it.
    """

    order_id: str
    called: int
    answered: int
    version: int
    wrote: int
    order: Order | None
    command: Command | None = None
    stored: Stored | None = None
    decided: Decision | Refusal | None = None

    @property
    def end(self) -> int:
        """Return the version that was current after it."""
        return self.version + self.wrote


class Witness(Shop):
    """A shop that remembers what it decided on what, and whether it was committed."""

    def begin(self) -> None:
        """Forget what was before."""
        self.last: tuple[Stored, Command, Decision | Refusal] | None = None
        self.is_written = False

    def decide(self, stored: Stored, command: Command) -> Decision | Refusal:
        found = super().decide(stored, command)
        self.last = stored, command, found
        return found

    def commit(
        self,
        stored: Stored,
        decision: Decision,
        *,
        request: RequestKey | None = None,
        fence: int | None = None,
        settlement: Settlement | None = None,
        not_before: datetime | None = None,
    ) -> None:
        self.is_written = False
        super().commit(
            stored,
            decision,
            request=request,
            fence=fence,
            settlement=settlement,
            not_before=not_before,
        )
        self.is_written = bool(decision.events)

    def seen(self, called: int) -> Seen | None:
        """Return what was decided last, unless nothing was."""
        answered = time.monotonic_ns()
        if self.last is None:
            return None
        stored, command, found = self.last
        order = stored.order
        if order is None:
            return None
        is_read = isinstance(found, Refusal) or not self.is_written
        if is_read and isinstance(found, Decision) and found.events:
            return None  # It was decided and not written: the lane was lost meanwhile.
        wrote = len(found.events) if isinstance(found, Decision) and self.is_written else 0
        after = found.order if isinstance(found, Decision) and wrote else order
        about = order.id, called, answered, order.version, wrote, after
        return Seen(*about, command, stored, found)


def crowd(
    make: Callable[[], Witness], orders: Sequence[str], threads: int, calls: int, seed: int
) -> list[Seen]:
    """Let so many threads ask, work and read at once; return all that they saw."""
    found: list[list[Seen]] = [[] for _ in range(threads)]
    barrier = threading.Barrier(threads)

    def act(n: int) -> None:
        shop, chance = make(), Random(seed * 1_000 + n)
        barrier.wait()
        for call in range(calls):
            found[n] += _call(shop, chance, chance.choice(list(orders)), f"{n}/{call}")

    crew = [threading.Thread(target=act, args=(n,)) for n in range(threads)]
    for thread in crew:
        thread.start()
    for thread in crew:
        thread.join()
    return [seen for each in found for seen in each]


def _call(shop: Witness, chance: Random, order_id: str, name: str) -> list[Seen]:
    shop.begin()
    called = time.monotonic_ns()
    what = chance.random()
    if what < 0.2:
        order = shop.order(order_id)
        answered = time.monotonic_ns()
        return [] if order is None else [Seen(order_id, called, answered, order.version, 0, order)]
    if what < 0.5:
        work_once(shop)
    else:
        shop.handle(order_id, _wish(chance, name), RequestKey("crowd", name))
    seen = shop.seen(called)
    return [] if seen is None else [seen]


def _wish(chance: Random, name: str) -> Command:
    item = chance.choice(("1", "2"))
    return chance.choice(
        (
            AddNote(name, by=STAFF),
            AddNote(name, by=STAFF),
            Advance("hold", reason=name, by=STAFF),
            Advance("resume", by=STAFF),
            Advance("cancel", "item", item, name, by=STAFF),
            Advance("retry", "item", item, name, by=STAFF),
            DeliveryReported(item, "delivered", by=SERVER),
            RequestRefund(RefundRequest(amount_minor=10), "original", name, by=STAFF),
        )
    )


# ---------------------------------------------------------------------- the checks


def faults(
    seen: Sequence[Seen], histories: dict[str, Sequence[Recorded]], policy: Policy
) -> list[str]:
    """List everything by which the calls are not as if they had come one after the other."""
    found: list[str] = []
    by_order: defaultdict[str, list[Seen]] = defaultdict(list)
    for one in seen:
        by_order[one.order_id].append(one)
    for order_id, ours in by_order.items():
        found += _versions(ours, histories[order_id])
        found += _real_time(ours)
        found += _decisions(ours, histories[order_id], policy)
    found += _across(seen)
    return found


def _versions(seen: list[Seen], history: Sequence[Recorded]) -> Iterator[str]:
    """Each version is written by at most one call, and is what it wrote."""
    owners: dict[int, Seen] = {}
    for one in seen:
        for version in range(one.version + 1, one.end + 1):
            if version in owners:
                yield f"{one.order_id}: version {version} was written twice"
            owners[version] = one
    if [recorded.seq for recorded in history] != list(range(1, len(history) + 1)):
        yield f"{seen[0].order_id}: its versions have gaps"


def _real_time(seen: list[Seen]) -> Iterator[str]:
    """What was answered before another was called comes before it in the order of versions."""
    newest = 0
    answers = sorted(seen, key=lambda one: one.answered)
    done = 0
    for one in sorted(seen, key=lambda one: one.called):
        while done < len(answers) and answers[done].answered < one.called:
            newest = max(newest, answers[done].end)
            done += 1
        if one.version < newest:
            yield f"{one.order_id}: version {one.version} was seen after {newest} was answered"


def _decisions(seen: list[Seen], history: Sequence[Recorded], policy: Policy) -> Iterator[str]:
    """Each change, refusal and read is what follows from the state before it."""
    events = [recorded.event for recorded in history]
    try:
        replay(events)
    except LookupError as missing:
        yield f"{seen[0].order_id}: its events are about {missing}, which is not there"
        return
    for one in seen:
        if replay(events[: one.end]) != one.order:
            yield f"{one.order_id}: what was returned is not version {one.end}"
        if one.command is None or one.stored is None:
            continue
        before = replay(events[: one.version])
        wrote = history[one.version : one.end]
        at = wrote[0].at if wrote else None
        if at is None:
            if isinstance(one.decided, Refusal):
                yield from _refusal(one, before, policy)
            continue
        again = decide(before, one.command, policy, at, busy=one.stored.busy)
        if isinstance(again, Refusal) or again.events != tuple(wrote):
            yield f"{one.order_id}: {one.command} does not lead from {one.version} to {one.end}"


def _refusal(one: Seen, before: Order, policy: Policy) -> Iterator[str]:
    if one.command is None or one.stored is None or not isinstance(one.decided, Refusal):
        return
    again = decide(before, one.command, policy, before.placed_at, busy=one.stored.busy)
    if not isinstance(again, Refusal) or again.code != one.decided.code:
        yield f"{one.order_id}: {one.command} was refused at {one.version}, and need not be"


def _across(seen: Sequence[Seen]) -> Iterator[str]:
    """All changes of all orders fit into one row: by version, by the clock, by their instances."""
    wrote = sorted((one for one in seen if one.wrote), key=lambda one: one.answered)
    after: dict[int, set[int]] = {n: set() for n in range(len(wrote))}
    last: dict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(wrote):
        for m in range(n):
            if wrote[m].answered < one.called:
                after[n].add(m)
        last[one.order_id].append(n)
    for numbers in last.values():
        numbers.sort(key=lambda n: wrote[n].version)
        for m, n in pairwise(numbers):
            after[n].add(m)
    for m, n in _handed_on(wrote):
        after[n].add(m)
    try:
        TopologicalSorter(after).prepare()
    except CycleError as cycle:
        about = [f"{wrote[n].order_id}@{wrote[n].end}" for n in cycle.args[1]]
        yield f"no order fits all of: {', '.join(about)}"


def _handed_on(wrote: list[Seen]) -> Iterator[tuple[int, int]]:
    """Yield which change gave an instance free before which other claimed it.

    Of two that had one instance, either may have been first, except where the clock says that one
    had claimed it before the other gave it free: then that one also gave it free first.
    """
    for spans in _spans(wrote).values():
        for (one, freed), (other, later) in permutations(spans, 2):
            if later is None or (freed is not None and wrote[one].answered < wrote[later].called):
                yield (other, one) if freed is None else (freed, other)


def _spans(wrote: list[Seen]) -> dict[str, list[tuple[int, int | None]]]:
    """Return, of each instance, which changes claimed it and gave it free; None if none did."""
    spans: defaultdict[str, list[tuple[int, int | None]]] = defaultdict(list)
    begun: dict[tuple[str, str, str], int] = {}
    for n in sorted(range(len(wrote)), key=lambda n: (wrote[n].order_id, wrote[n].version)):
        one = wrote[n]
        if not isinstance(one.decided, Decision) or one.stored is None:
            continue
        for move in moves(one.stored.order, one.decided.events, one.decided.order):
            place = (move.instance, one.order_id, move.item)
            if move.what == "claim":
                begun.setdefault(place, n)
            elif place in begun:
                spans[move.instance].append((begun.pop(place), n))
    for (instance, _, _), n in begun.items():
        spans[instance].append((n, None))
    return spans
