"""What must be true of one order as it is kept: each check yields what it finds wrong.

Pure: a `Reading` holds all that a store has of an order, and nothing is read here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from tilaus import codec
from tilaus import events as e
from tilaus.adoption import is_under
from tilaus.effects import EFFECTS
from tilaus.evolve import evolve
from tilaus.invariants import breaches
from tilaus.ledger import Entry, entry, expected
from tilaus.lifecycles import Lifecycles
from tilaus.order import Named, Order
from tilaus.ports.storage import JournalRow
from tilaus.record import record

Severity = Literal["wrong", "odd"]
"""`wrong`: what is kept contradicts itself. `odd`: it could not be told, or a person must look."""

KINDS: Mapping[str, str] = {
    "unreadable": "a row cannot be read",
    "history": "the history cannot be read, or its chain of hashes is broken",
    "events": "the events are not numbered from 1 to the order's version",
    "replay": "the history does not lead to the order as it is stored",
    "ledger": "the books hold something else than the events book",
    "balance": "an account holds something else than it must",
    "promise": "the order breaks a promise about money",
    "effects": "the journal asks for something else than the history",
    "missing": "the books or the journal speak of an order that is not there",
    "instance": "an instance is held by two, or by nobody while an item waits for it",
    "wallet": "a wallet holds less than nothing",
    "busy": "it changed whenever it was read, so nothing can be said of it",
}
"""What an audit may find, by the name of the kind."""

PRIVATE = "(a text about a person)"


@record
class Finding:
    """One thing that is wrong with what is kept.

    Attributes:
        order: the number of the order, or None where it is about none or cannot be told.
        order_id: its id, or empty.
        what: one of `KINDS`.
        expected, found: in words, without texts about persons.
    """

    order: int | None
    order_id: str
    what: str
    expected: str
    found: str
    severity: Severity = "wrong"

    @property
    def sentence(self) -> str:
        """Say it on one line."""
        where = f"order {self.order}: " if self.order is not None else ""
        return f"{where}{KINDS[self.what]}: expected {self.expected}, found {self.found}"


@record
class Reading:
    """All that a store has of one order. What could not be read is the error's sentence instead.

    Attributes:
        busy: ids of its items whose instance belongs to another item in the shop.
        balances: what the order's own two accounts hold, without those that hold nothing.
    """

    order: Order
    busy: frozenset[str]
    history: tuple[e.Recorded, ...] | str
    effects: tuple[JournalRow, ...] | str
    entries: tuple[Entry, ...] | str
    balances: Mapping[str, int]


Said = Iterator[tuple[str, str, str]]
"""What a check finds: the kind, what was expected, what was found."""


def findings(seen: Reading, lifecycles: Lifecycles | None = None) -> list[Finding]:
    """List what is wrong with an order; nothing where all is well."""
    order = seen.order
    checks = (_unread(seen), _told(seen, lifecycles), _now(seen))
    return [Finding(order.number, order.id, *said) for check in checks for said in check]


def _unread(seen: Reading) -> Said:
    for what, part in (("history", seen.history), ("unreadable", seen.effects)):
        if isinstance(part, str):
            yield what, "what was written", part
    if isinstance(seen.entries, str):
        yield "unreadable", "what was booked", seen.entries


def _now(seen: Reading) -> Said:
    """Check what follows from the order as it is stored."""
    for sentence in breaches(seen.order):
        yield "promise", "every promise kept", sentence
    must = expected(seen.order)
    for account in sorted(must.keys() | seen.balances.keys()):
        if must.get(account, 0) != seen.balances.get(account, 0):
            holds = f"{seen.balances.get(account, 0)} minor units"
            yield "balance", f"{must.get(account, 0)} in {account}", holds
    if not isinstance(seen.effects, str):
        yield from _journal(seen.order, seen.effects)


def _told(seen: Reading, lifecycles: Lifecycles | None) -> Said:
    """Check what follows from the history: the order, the books, and what was asked for."""
    if isinstance(seen.history, str):
        return
    numbers = [recorded.seq for recorded in seen.history]
    if numbers != list(range(1, seen.order.version + 1)):
        yield "events", f"events 1 to {seen.order.version}", _numbers(numbers)
    try:
        steps = list(_steps(seen.history))
    except (ValueError, LookupError, AttributeError, TypeError) as error:
        yield "replay", "a history that can be folded", f"{type(error).__name__}: {error}"
        return
    if not steps:
        yield "replay", "a history", "none"
        return
    yield from (("replay", *pair) for pair in differences(seen.order, steps[-1][2]))
    if not isinstance(seen.entries, str):
        yield from _books(seen.order, steps, seen.entries)
    if not isinstance(seen.effects, str):
        yield from _asked(seen.order, steps, seen.effects, lifecycles)


def _numbers(numbers: list[int]) -> str:
    return f"{len(numbers)}, the last of them {numbers[-1] if numbers else 'none'}"


Step = tuple[Order | None, e.Recorded, Order]
"""The order before an event, the event, the order after it."""


def _steps(history: Iterable[e.Recorded]) -> Iterator[Step]:
    before: Order | None = None
    for recorded in history:
        after = evolve(before, recorded.event)
        yield before, recorded, after
        before = after


def differences(stored: Order, replayed: Order) -> Iterator[tuple[str, str]]:
    """Yield where an order is not the fold of its history: what it must be, what is stored.

    Of texts about persons only that they differ; of an erased order they are not compared.
    """
    now, must = codec.dump(stored), codec.dump(replayed)
    if stored.is_erased:
        now, must = codec.seal(now, {}, 0), codec.seal(must, {}, 0)
    yield from _apart("", must, now)


def _apart(path: str, must: Any, now: Any) -> Iterator[tuple[str, str]]:
    if isinstance(must, dict) and isinstance(now, dict):
        for key in sorted(must.keys() | now.keys()):
            yield from _apart(f"{path}.{key}" if path else key, must.get(key), now.get(key))
    elif isinstance(must, list | tuple) and isinstance(now, list | tuple):
        for n in range(max(len(must), len(now))):
            pair = (part[n] if n < len(part) else None for part in (must, now))
            yield from _apart(f"{path}[{n + 1}]", *pair)
    elif must != now:
        secret = path.rpartition(".")[2] in codec.PERSONAL
        told = (PRIVATE if secret and value else _short(value) for value in (must, now))
        yield from [(f"{path} {next(told)}", next(told))]


def _short(value: Any) -> str:
    return "nothing" if value is None else f"{value!r:.60}"


def _books(order: Order, steps: Iterable[Step], booked: Iterable[Entry]) -> Said:
    """Compare what the events book with what stands in the books under the order's id."""
    made = (entry(before, recorded.event, after) for before, recorded, after in steps)
    must = {found.key: found.lines for found in made if found is not None}
    there = {found.key: found for found in booked}
    for key in sorted(must.keys() | {key for key in there if _is_the_orders(order, key)}):
        lines = there[key].lines if key in there else None
        if must.get(key) != lines:
            yield "ledger", f"{_lines(must.get(key))} under {key}", _lines(lines)
    for key, found in there.items():
        if not found.is_balanced and key not in must:
            yield "ledger", f"a balanced entry {key}", _lines(found.lines)


def _is_the_orders(order: Order, key: str) -> bool:
    """Tell whether an entry stands under the number of an event: others are the wallet's."""
    return key.removeprefix(f"{order.id}/").isdecimal()


def _lines(lines: tuple[tuple[str, int], ...] | None) -> str:
    return "no entry" if lines is None else ", ".join(f"{a} {m:+}" for a, m in lines) or "no lines"


def _journal(order: Order, rows: Iterable[JournalRow]) -> Said:
    """Check the effects as they stand in the journal: known, of this order, and each once."""
    rows = list(rows)
    for key, times in Counter(row.effect.key for row in rows).items():
        if times > 1:
            yield "effects", f"effect {key} once", f"{times} times"
    for row in rows:
        effect = row.effect
        if effect.name not in EFFECTS:
            yield "effects", "an effect that is known", f"{effect.name[:60]!r}"
        if not effect.key.startswith(f"{order.id}/"):
            yield "effects", f"a key of order {order.id}", effect.key
        if effect.about and not _has(order, effect.about):
            yield "effects", "a part of the order", f"{effect.name} about {effect.about[:60]!r}"


def _has(order: Order, about: str) -> bool:
    parts: tuple[Named, ...] = (*order.items, *order.payments, *order.refunds)
    return any(part.id == about for part in parts)


def _imported(steps: Iterable[Step]) -> frozenset[int]:
    """Return the numbers of the events that happened elsewhere: they asked for nothing here."""
    return frozenset(
        n
        for _, recorded, _ in steps
        if isinstance(recorded.event, e.Imported)
        for n in range(recorded.seq - recorded.event.events, recorded.seq)
    )


Want = tuple[str, str, int, int]
"""An effect that must be there: its name, what it is about, and between which versions."""

ALERTS: str = " ".join(name for name in EFFECTS if name.startswith("alert:"))

EXACT = ("create_payment", "send_refund", "hand_over")
"""Effects that an event of their own asks for: there is none without it."""


def _asked(
    order: Order, steps: Iterable[Step], rows: Iterable[JournalRow], lifecycles: Lifecycles | None
) -> Said:
    """Compare what the history asks for with the journal: nothing is lost, nothing is added."""
    versions: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        number = row.effect.key.removeprefix(f"{order.id}/").partition("/")[0]
        if number.isdecimal():
            versions.setdefault((row.effect.name, row.effect.about), set()).add(int(number))
    steps = list(steps)
    wanted = [want for step in steps for want in _wants(step, lifecycles)]
    wanted += [] if lifecycles is None else _of_names(steps, lifecycles)
    elsewhere = _imported(steps)
    wanted = [want for want in wanted if want[2] not in elsewhere]
    for names, about, low, high in wanted:
        there = {v for name in names.split() for v in versions.get((name, about), ())}
        if not any(low <= version <= high for version in there):
            yield "effects", f"{names} {about}".strip() + f" of event {low}", "no such effect"
    known = {(names, about, low) for names, about, low, _ in wanted}
    for name in EXACT:
        for about in sorted(about for of, about in versions if of == name):
            for version in sorted(versions[name, about]):
                if (name, about, version) not in known:
                    yield "effects", f"no {name} {about} of event {version}", "one"


def _wants(step: Step, lifecycles: Lifecycles | None) -> Iterator[Want]:
    _, recorded, after = step
    event, n = recorded.event, recorded.seq
    if isinstance(event, e.Placed):
        yield "tell:order-received", "", n, n
        yield from (("create_payment", payment.id, n, n) for payment in event.order.payments)
    elif isinstance(event, e.Moved) and lifecycles is not None and is_under(after, lifecycles):
        yield from _of_row(event, n, lifecycles)
    elif type(event) in _WANTS:
        name, about = _WANTS[type(event)](event)
        if name:
            yield name, about, n, n


def _of_row(event: e.Moved, n: int, lifecycles: Lifecycles) -> Iterator[Want]:
    """Yield what all rows for a step ask for: which of several it was, a history does not tell."""
    rows = [
        row
        for row in lifecycles[event.machine].rows(event.source)
        if row.trigger == event.trigger and not event.is_forced
    ]
    common = set.intersection(*(set(row.effects) for row in rows)) if rows else set()
    for name in sorted(common):
        yield name, event.about, n, n + 2 * len(rows[0].effects)


def _of_names(steps: Sequence[Step], lifecycles: Lifecycles) -> Iterator[Want]:
    """Yield what is asked for where a provider's message only named its payment.

    A message that moves the payment too, or brings money, says so in the event after the name.
    """
    for (_, recorded, after), following in zip(steps, (*steps[1:], None), strict=True):
        event, n = recorded.event, recorded.seq
        then = following[1] if following is not None else recorded
        goes_on = then.at == recorded.at and isinstance(then.event, e.Moved | e.Captured)
        if isinstance(event, e.PaymentNamed) and not goes_on and is_under(after, lifecycles):
            (status,) = (p.status for p in after.payments if p.id == event.payment)
            stays = [row for row in lifecycles.payment.rows(status) if row.target == status]
            yield from ((name, event.payment, n, n) for row in stays for name in row.effects)


def _refund(event: e.RefundRequested) -> tuple[str, str]:
    """Name what a refund asks for: nothing, where the provider made it by itself."""
    return ("" if event.refund.reference else "send_refund", event.refund.id)


_WANTS: Mapping[type[Any], Callable[[Any], tuple[str, str]]] = {
    e.PaymentAdded: lambda v: ("create_payment", v.payment.id),
    e.HandedOver: lambda v: ("hand_over", v.item),
    e.RefundRequested: _refund,
    e.RefundRenewed: lambda v: ("send_refund", v.refund),
    e.Asked: lambda v: ("tell:item-cancelled tell:reminder", v.item),
    e.MessageParked: lambda v: (ALERTS, v.parked.about),
}
"""What an event asks for by itself; one of several names, where it may be any of them."""
