"""Examine a shop: what is stuck, what waits for a person, what drifts, and what to do about it.

    for ailment in examine(shop):             # what is urgent first; reads, and never writes
        print(ailment.sentence, *ailment.commands)

`tilaus doctor` prints the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

from tilaus.adoption import is_under
from tilaus.attention import is_undecided, went_otherwise
from tilaus.audit import Audit, Finding
from tilaus.decide.staff import due_at
from tilaus.effects import EFFECTS
from tilaus.events import Moved
from tilaus.order import Order, Parked
from tilaus.ports.storage import JournalRow, Query, StoreError
from tilaus.record import record
from tilaus.refunds import owed
from tilaus.shop import Shop
from tilaus.table import OVER

Urgency = Literal["urgent", "soon", "look"]
"""`urgent`: money or facts are in doubt, or work stands still. `soon`: somebody waits for staff.
`look`: it may be as it should be."""

URGENCIES: tuple[Urgency, ...] = ("urgent", "soon", "look")

LATE = timedelta(minutes=10)
"""What is due for longer than this is not being done by anybody."""

DOUBTFUL = timedelta(hours=1)
"""What nobody knows for longer than this is looked at by a person."""

AHEAD = timedelta(minutes=1)
"""So much may the clocks of machines differ."""

PAGE = 200
"""How many orders are read at once."""

DEAD, UNKNOWN = frozenset({"dead"}), frozenset({"unknown"})
"""States of an effect: given up; nobody knows."""

# fmt: off
KINDS: Mapping[str, tuple[Urgency, str]] = {
    "drift":      ("urgent", "what is kept of it contradicts itself"),
    "unreadable": ("urgent", "a part of the store cannot be read"),
    "dead":       ("urgent", "an effect was given up, and blocks what was asked after it"),
    "clock":      ("urgent", "the shop's clock is behind what was written before"),
    "late":       ("urgent", "work is due and nobody does it: no worker runs, or it is held up"),
    "lifecycle":  ("urgent", "orders live under another lifecycle, so nothing is done for them"),
    "dispute":    ("urgent", "a payer disputes a payment"),
    "money":      ("urgent", "money is parked: it arrived and the order does not need it"),
    "refund":     ("urgent", "money that should go back did not"),
    "overdue":    ("soon",   "a refund should have arrived by now, and its end was not told"),
    "unknown":    ("soon",   "nobody knows whether it happened"),
    "parked":     ("soon",   "a message contradicts what is known"),
    "silence":    ("soon",   "the customer does not answer"),
    "undecided":  ("look",   "an item was given up, and nobody was asked what is to become of it"),
}
# fmt: on
"""What may be wrong with a shop: how urgent it is, and what it means."""


@record
class Ailment:
    """One thing that is wrong with a shop.

    Attributes:
        what: one of `KINDS`, or a name of the caller's own.
        order: the number of the order, or None where it is about several or none.
        since: since when, or None where that is not known.
        why: one sentence.
        commands: what to run, as it stands; the first one is the usual one.
    """

    what: str
    why: str
    commands: tuple[str, ...] = ()
    order: int | None = None
    since: datetime | None = None
    urgency: Urgency = "urgent"

    @property
    def sentence(self) -> str:
        """Say it on one line."""
        return f"order {self.order}: {self.why}" if self.order is not None else self.why


def examine(shop: Shop) -> list[Ailment]:
    """List what is wrong with a shop, what is urgent first; nothing where all is well."""
    found = [*_of_the_journal(shop), *_of_the_orders(shop)]
    return in_order(found)


def in_order(found: Iterable[Ailment]) -> list[Ailment]:
    """Put what is urgent first, then in the order of `KINDS`, then what is older."""
    kinds = list(KINDS)

    def rank(a: Ailment) -> tuple[int, int, str, int]:
        kind = kinds.index(a.what) if a.what in kinds else -1
        since = a.since.isoformat() if a.since else ""
        return URGENCIES.index(a.urgency), kind, since, a.order or 0

    return sorted(found, key=rank)


def _ailment(
    what: str,
    why: str,
    *commands: str,
    order: Order | None = None,
    since: datetime | None = None,
) -> Ailment:
    number = None if order is None else order.number
    return Ailment(what, why, commands, number, since, KINDS[what][0])


# ----------------------------------------------------------------------------------- the journal


def _of_the_journal(shop: Shop) -> Iterator[Ailment]:
    """Look at every effect that has not ended."""
    try:
        rows = shop.store.effects(states=frozenset({"ready"}) | UNKNOWN | DEAD)
    except StoreError as error:
        yield _ailment("unreadable", str(error), "tilaus verify")
        return
    orders: dict[str, Order | None] = {}
    for row in rows:
        if row.state in DEAD or _is_doubtful(shop, row):
            if row.order_id not in orders:
                orders[row.order_id] = shop.order(row.order_id)
            yield _hanging(row, orders[row.order_id], rows)
    yield from _late(shop, rows)


def _is_doubtful(shop: Shop, row: JournalRow) -> bool:
    first = row.first_attempt_at
    return row.state in UNKNOWN and first is not None and first < shop.clock() - DOUBTFUL


def _hanging(row: JournalRow, order: Order | None, rows: Sequence[JournalRow]) -> Ailment:
    asked = f"{row.effect.name} {row.effect.about}".strip()
    via = f" via {row.effect.via}" if row.effect.via else ""
    last = f": {row.outcome}" if row.outcome else ""
    commands = settling(row, order, rows)
    if row.state in DEAD:
        behind = sum(_waits_behind(other, row) for other in rows)
        waits = {0: "", 1: ", and one more waits for it"}
        more = waits.get(behind, f", and {behind} more wait for it")
        why = f"{asked}{via} was given up after {row.attempts} attempts{more}{last}"
        return _ailment("dead", why, *commands, order=order, since=row.run_at)
    why = f"whether {asked}{via} happened is not known after {row.attempts} attempts{last}"
    return _ailment("unknown", why, *commands, order=order, since=row.first_attempt_at)


def _waits_behind(other: JournalRow, row: JournalRow) -> bool:
    """Tell whether an effect of the same lane stands behind a row."""
    lane = (row.order_id, row.effect.is_message)
    return other.seq > row.seq and (other.order_id, other.effect.is_message) == lane


def settling(
    row: JournalRow, order: Order | None, rows: Sequence[JournalRow]
) -> tuple[str, str, str]:
    """Return the three commands that settle an effect: by order and name, or by its key."""
    same = [
        other
        for other in rows
        if (other.order_id, other.effect.name) == (row.order_id, row.effect.name)
    ]
    named = f"--order {order.number} --name {row.effect.name}" if order else row.effect.key
    if order is not None and len(same) > 1:
        alike = sum(other.effect.about == row.effect.about for other in same)
        about = row.effect.about if alike == 1 else ""
        named = f"{named} --about {about}" if about else row.effect.key
    return (
        f'tilaus effect retry {named} --reason "..."',
        f'tilaus effect done {named} --reason "..." --role manager',
        f'tilaus effect void {named} --reason "..." --role manager',
    )


def _late(shop: Shop, rows: Iterable[JournalRow]) -> Iterator[Ailment]:
    """Look at the next effect of each lane: due for long, it waits for a worker that does it."""
    heads: dict[tuple[str, bool], JournalRow] = {}
    for row in rows:
        heads.setdefault((row.order_id, row.effect.is_message), row)
    late: dict[str, list[JournalRow]] = {}
    for row in heads.values():
        if row.state not in DEAD and row.run_at < shop.clock() - LATE:
            late.setdefault(row.effect.via, []).append(row)
    for via, waiting in sorted(late.items()):
        yield from _late_via(shop, via, sorted(waiting, key=lambda row: row.run_at))


def _late_via(shop: Shop, via: str, waiting: list[JournalRow]) -> Iterator[Ailment]:
    """Tell of all that is late by one carrier at once, without what waits for a switch."""
    for n, row in enumerate(waiting):
        order = shop.order(row.order_id)
        if order is not None and is_under(order, shop.policy.lifecycles):
            many = len(waiting) - n
            what = "effect is" if many == 1 else "effects are"
            carried = f" via {via}" if via else ""
            why = f"{many} {what} due{carried} and not done, the oldest of order {order.number}"
            yield _ailment("late", why, "tilaus worker --once", since=row.run_at)
            return


# ------------------------------------------------------------------------------------ the orders


def _of_the_orders(shop: Shop) -> Iterator[Ailment]:
    """Look at every order that is not over, and at what is left open of those that are."""
    audit = Audit(shop.store, shop.policy.lifecycles)
    others: list[Order] = []
    late: list[tuple[datetime, Order]] = []
    newest: Order | None = None
    try:
        for order in _orders(shop):
            newest = newest or order
            if not is_under(order, shop.policy.lifecycles):
                others += [order] if order.kind not in OVER else []
            else:
                late += _overdue_deadline(shop, order)
            yield from _of_order(shop, order)
            if order.kind not in OVER:
                yield from map(_drift, audit.of_order(order.id))
        yield from map(_drift, audit.of_instances())
    except StoreError as error:
        yield _ailment("unreadable", str(error), "tilaus verify")
    yield from _deadlines(late)
    yield from _others(shop, others)
    yield from _clock(shop, newest)


def _orders(shop: Shop) -> Iterator[Order]:
    before = None
    while page := shop.store.search(Query(limit=PAGE, before=before)):
        yield from page
        before = page[-1].number


def _drift(found: Finding) -> Ailment:
    order = f" --order {found.order}" if found.order is not None else ""
    sentence = found.sentence.removeprefix(f"order {found.order}: ")
    return Ailment("drift", sentence, (f"tilaus verify{order}",), found.order)


def _overdue_deadline(shop: Shop, order: Order) -> list[tuple[datetime, Order]]:
    due = due_at(order, shop.policy)
    return [(due, order)] if due is not None and due < shop.clock() - LATE else []


def _deadlines(late: list[tuple[datetime, Order]]) -> Iterator[Ailment]:
    if late:
        since, order = min(late, key=lambda pair: (pair[0], pair[1].number))
        what = "deadline has" if len(late) == 1 else "deadlines have"
        why = f"{len(late)} {what} passed and nothing followed, the oldest of order {order.number}"
        yield _ailment("late", why, "tilaus worker --once", since=since)


def _others(shop: Shop, orders: list[Order]) -> Iterator[Ailment]:
    if orders:
        oldest = min(orders, key=lambda order: order.number)
        what = "order lives" if len(orders) == 1 else "orders live"
        ours = shop.policy.lifecycles.fingerprint
        why = f"{len(orders)} {what} under another lifecycle than {ours}, first {oldest.number}"
        yield _ailment("lifecycle", why, "tilaus switch NEW.toml --dry-run")


def _clock(shop: Shop, newest: Order | None) -> Iterator[Ailment]:
    if newest is not None and newest.placed_at > shop.clock() + AHEAD:
        why = f"it is {shop.clock():%Y-%m-%d %H:%M} UTC, and the order was placed after that"
        yield _ailment("clock", why, "date", order=newest, since=newest.placed_at)


Look = Callable[[Shop, Order], Iterator[Ailment]]


def _of_order(shop: Shop, order: Order) -> Iterator[Ailment]:
    for look in _LOOKS:
        yield from look(shop, order)


def _parked(shop: Shop, order: Order) -> Iterator[Ailment]:
    dead = _dead_of(shop, order) if order.parked else frozenset()
    for parked in order.parked:
        if (parked.what, parked.about) not in dead:
            yield _list_entry(order, parked)


def _dead_of(shop: Shop, order: Order) -> frozenset[tuple[str, str]]:
    """Name the dead effects of an order: their entries on the list are told of with them."""
    rows = shop.store.effects(order.id, DEAD)
    return frozenset((row.effect.name, row.effect.about) for row in rows)


def _list_entry(order: Order, parked: Parked) -> Ailment:
    do, about = f"tilaus order do {order.number}", f"{parked.machine} {parked.about}".strip()
    resolve = f'{do} resolve --parked {parked.id} --reason "..."'
    if (parked.machine, parked.what) == ("payment", "captured"):
        back = f"{do} return --payment {parked.about}"
        return _ailment("money", parked.why, back, resolve, order=order, since=parked.at)
    said = f"{parked.what} of {parked.about or 'it'}" if parked.what in EFFECTS else parked.what
    why = f"{said} was put aside, about {about}: {parked.why}"
    show = f"tilaus order show {order.number} --history"
    return _ailment("parked", why, show, resolve, order=order, since=parked.at)


def _disputes(shop: Shop, order: Order) -> Iterator[Ailment]:
    for payment in order.payments:
        if payment.kind == "held":
            money = order.currency.format(payment.captured_minor)
            why = f"payment {payment.id} of {money} is {payment.status}: answer it at the provider"
            show, since = f"tilaus order show {order.number} --history", None
            for recorded in shop.store.history(order.id):
                event = recorded.event
                if isinstance(event, Moved) and event.machine == "payment":
                    since = recorded.at if event.about == payment.id else since
            yield _ailment("dispute", why, show, order=order, since=since)


def _refunds(shop: Shop, order: Order) -> Iterator[Ailment]:
    do = f"tilaus order do {order.number}"
    for refund in order.refunds:
        money = order.currency.format(refund.amount_minor)
        if refund.kind == "failed" and not went_otherwise(order, refund):
            why = f"refund {refund.id} of {money} to {refund.to} {refund.status}"
            again = f"{do} retry --refund {refund.id}"
            other = f"tilaus quote {order.number}"
            yield _ailment("refund", why, again, other, order=order, since=refund.requested_at)
        elif refund.kind == "active" and refund.available_at < shop.clock() - timedelta(days=1):
            why = f"refund {refund.id} of {money} should be there, and its end was not told"
            sent = f'{do} succeed --refund {refund.id} --reference "..."'
            yield _ailment("overdue", why, sent, order=order, since=refund.available_at)


def _questions(shop: Shop, order: Order) -> Iterator[Ailment]:
    do, now = f"tilaus order do {order.number}", shop.clock()
    for item in order.items:
        question = item.question
        if question is not None and question.asked_at + shop.policy.silence() <= now:
            why = f"the customer was asked how to handle item {item.id}, and does not answer"
            ask = f"{do} ask --item {item.id}"
            answer = f"{do} answer --item {item.id} --choice original"
            yield _ailment("silence", why, ask, answer, order=order, since=question.asked_at)
        elif is_undecided(order, item):
            money = order.currency.format(owed(item))
            why = f"item {item.id} is {item.status}, and nobody decided about its {money}"
            ask, back = (
                f"{do} ask --item {item.id}",
                f"tilaus quote {order.number} --item {item.id}",
            )
            yield _ailment("undecided", why, ask, back, order=order)


_LOOKS: tuple[Look, ...] = (_parked, _disputes, _refunds, _questions)
