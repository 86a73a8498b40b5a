"""Write a change to SQLite, inside of one transaction: only the rows that it changed."""

from collections.abc import Callable, Iterable, Mapping

from tilaus import events as e
from tilaus.effects import Effect
from tilaus.instances import moves, notice, turn
from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.ports.storage import Answered, Change, Conflict, Fenced, Settlement
from tilaus_adapters.storage.rows import (
    changed_parts,
    changed_tables,
    event_cells,
    has_same_texts,
    moment,
    order_cells,
    part_cells,
    texts,
)
from tilaus_adapters.storage.sqlite_database import Session
from tilaus_adapters.storage.sqlite_texts import erase, keep, mark, replace
from tilaus_adapters.storage.texts import EFFECT, EVENT, ORDER, fingerprint


def write(db: Session, change: Change) -> str:
    """Write a change; raises as `tilaus.ports.storage.OrderStore.commit` does.

    Returns:
        The hash of the last event; empty where the change has none.
    """
    decision, order, at = change.decision, change.decision.order, moment(change.at)
    _refuse_answered(db, change)
    _refuse_fenced(db, change)
    is_worked_on = bool(decision.effects) or change.settlement is not None
    lanes, hash = {order.id} if is_worked_on else set[str](), ""
    if decision.events:
        _write_order(db, change)
        hash = _write_events(db, order, decision.events)
        if erases(change):
            erase(db, order.id)
        _write_parts(db, change.before, order)
    else:
        db.run("wake_order", order_id=order.id, version=order.version, wake_at=_wake_at(change))
    for entry in decision.entries:
        book(db, entry)
    if change.request is not None:
        source, id = change.request.source, change.request.id
        db.run("answer", source=source, id=id, order_id=order.id, answer=decision.outcome)
    if change.settlement is not None:
        _settle(db, order, change.settlement, at)
    if decision.effects:
        _ask(db, order.id, decision.effects, at)
    turns, awaited = _seat(db, change)
    for n, (order_id, item) in enumerate(sorted(turns)):
        _ask(db, order_id, [turn(order_id, item, order, n)], at)
        lanes.add(order_id)
    for order_id, item, attempt in _awaited(db, awaited):
        _ask(db, order_id, [notice(order_id, item, attempt)], at, block="ask_once")
        lanes.add(order_id)
    if change.fence is not None:
        db.run("end_lease", order_id=order.id)
    for order_id in lanes:
        db.run("find_lane_head", order_id=order_id)
    return hash


def erases(change: Change) -> bool:
    """Tell whether a change erases personal data."""
    decision = change.decision
    return decision.order.is_erased and any(type(r.event) is e.Erased for r in decision.events)


def _refuse_answered(db: Session, change: Change) -> None:
    if change.request is not None:
        found = db.one("answer_to", source=change.request.source, id=change.request.id)
        if found is not None:
            raise Answered(found["order_id"], found["answer"])


def _refuse_fenced(db: Session, change: Change) -> None:
    if change.fence is not None:
        order = change.decision.order
        lane = db.one("lane_token", order_id=order.id)
        if lane is None or lane["lane_token"] != change.fence:
            raise Fenced(f"order {order.number}: its lane has another holder")


def _wake_at(change: Change) -> str | None:
    return None if change.wake_at is None else moment(change.wake_at)


def _write_order(db: Session, change: Change) -> None:
    order = change.decision.order
    base_version = change.base_version
    write = "update_order" if base_version else "insert_order"
    known = {"wake_at": _wake_at(change), "base_version": base_version}
    if db.run(write, **order_cells(order), **known) != 1:
        raise Conflict(f"order {order.number} is not at version {base_version}")


def _write_parts(db: Session, before: Order | None, after: Order) -> None:
    """Write what changed of an order besides its own row: its parts, and its personal texts."""
    _write_texts(db, after, "", before, after)
    for table, old, new in changed_tables(before, after):
        for position, was, part in changed_parts(old, new):
            db.run(f"put_{table}", **part_cells(after, position, part))
            _write_texts(db, after, f"{table}/{part.id}", was, part)
    for id in _unparked(before, after):
        db.run("drop_parked", order_id=after.id, id=id)
        replace(db, after.id, ORDER, f"parked/{id}", {})
    mark(db, before, after)


def _unparked(before: Order | None, after: Order) -> set[str]:
    if before is None or before.parked is after.parked:
        return set()
    return {p.id for p in before.parked} - {p.id for p in after.parked}


def _write_texts(db: Session, order: Order, part: str, old: object, new: object) -> None:
    if old is None:
        keep(db, order.id, ORDER, part, texts(new))
    elif not has_same_texts(old, new):
        replace(db, order.id, ORDER, part, texts(new))


def _write_events(db: Session, order: Order, recorded: Iterable[e.Recorded]) -> str:
    last = db.one("last_hash", order_id=order.id)
    previous = "" if last is None else last["hash"]
    for event in recorded:
        cells, personal = event_cells(order, event, previous)
        db.run("append_event", **cells)
        keep(db, order.id, EVENT, str(event.seq), personal)
        previous = cells["hash"]
    return str(previous)


def check_balanced(entry: Entry) -> None:
    """Refuse an entry whose debits and credits differ.

    Raises:
        ValueError: they do.
    """
    if not entry.is_balanced:
        raise ValueError(f"cannot book {entry.key}: its debits and credits differ")


def book(db: Session, entry: Entry) -> None:
    """Book a balanced entry: its lines, and the sums of the accounts."""
    check_balanced(entry)
    about = entry.key.split("/")[0]
    (row,) = db.all("book", key=entry.key, order_id=about, memo=entry.memo)
    lines = [
        {"entry": row["seq"], "position": position, "account": account, "minor": minor}
        for position, (account, minor) in enumerate(entry.lines)
    ]
    db.run_each("book_line", lines)
    db.run_each("add_to_account", lines)


def _settle(db: Session, order: Order, settlement: Settlement, at: str) -> None:
    db.run(
        "settle",
        seq=settlement.seq,
        order_id=order.id,
        state=settlement.state,
        run_at=moment(settlement.run_at),
        at=at,
    )
    words = {"outcome": settlement.outcome} if settlement.outcome else {}
    replace(db, order.id, EFFECT, str(settlement.seq), words)


def _ask(
    db: Session, order_id: str, effects: Iterable[Effect], at: str, block: str = "ask"
) -> None:
    rows = [
        {
            "order_id": order_id,
            "key": effect.key,
            "name": effect.name,
            "about": effect.about,
            "via": effect.via,
            "is_message": int(effect.is_message),
            "run_at": at,
        }
        for effect in effects
    ]
    db.run_each(block, rows)


def _seat(db: Session, change: Change) -> tuple[set[tuple[str, str]], set[str]]:
    """Move items between instances and their queues.

    Returns:
        The items whose turn has come, and the instances of which one may be awaited since.
    """
    order, granted, awaited = change.decision.order, set(), set()
    for move in moves(change.before, change.decision.events, order):
        instance = fingerprint(move.instance)
        _MOVES[move.what](db, instance, order, move.item)
        if move.what == "wait":
            awaited.add(instance)
        if db.one("holder", instance=instance) is None:
            first = db.one("first_in_queue", instance=instance)
            if first is not None:
                db.run("leave_queue", **first)
                db.run("seat", instance=instance, **first)
                granted.add((first["order_id"], first["item"]))
                awaited.add(instance)
    return granted, awaited


def _awaited(db: Session, instances: Iterable[str]) -> list[tuple[str, str, int]]:
    """Return the items for which somebody else's order waits, and the attempt; in their order."""
    found = (db.one("awaited", instance=instance) for instance in instances)
    return sorted(tuple(row) for row in found if row is not None)


def _claim(db: Session, instance: str, order: Order, item: str) -> None:
    holder = db.one("holder", instance=instance)
    if holder is None:
        db.run("seat", instance=instance, order_id=order.id, item=item)
    elif tuple(holder) != (order.id, item):
        found = f"order {order.number}: another item has the instance of item {item}"
        raise Conflict(found, frozenset({item}))
    db.run("leave_queue", order_id=order.id, item=item)


def _wait(db: Session, instance: str, order: Order, item: str) -> None:
    db.run("unseat", instance=instance, order_id=order.id, item=item)
    db.run("join_queue", instance=instance, order_id=order.id, item=item)


def _release(db: Session, instance: str, order: Order, item: str) -> None:
    db.run("unseat", instance=instance, order_id=order.id, item=item)
    db.run("leave_queue", order_id=order.id, item=item)


_MOVES: Mapping[str, Callable[[Session, str, Order, str], None]] = {
    "claim": _claim,
    "wait": _wait,
    "release": _release,
}
