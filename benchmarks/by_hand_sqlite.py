"""The shop by hand on SQLite: the statements of tilaus, with values of its own making."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any

from benchmarks.by_hand import Doc, live, outcome, to_json

from tilaus_adapters.storage.sqlite_database import statements

SQL = statements()
LEASE_S = 60.0


def orders(
    db: sqlite3.Connection, new_id: Callable[[], str], clock: Callable[[], datetime]
) -> Iterator[int]:
    """Let one order after the other live; yield how many commands each took."""
    db.row_factory = sqlite3.Row
    told = partial(next_number, db), new_id, clock, partial(look, db), partial(write, db)
    while True:
        yield live(*told)


def next_number(db: sqlite3.Connection) -> int:
    db.execute("BEGIN IMMEDIATE")
    (row,) = db.execute(SQL["next_number"], {"first": 50_001}).fetchall()
    db.execute("COMMIT")
    return int(row["value"])


def look(db: sqlite3.Connection, order: Doc) -> None:
    """Look whether an order is still as it was known, and whether its instances are free."""
    db.execute("BEGIN")
    known = {"ref": order["id"], "source": "", "request": ""}
    (row,) = db.execute(SQL["order_by_id"], known).fetchall()
    db.execute("COMMIT")
    if row["hash"] != order["hash"] or json.loads(row["busy"]):
        raise RuntimeError("somebody else works with the same orders")


def write(db: sqlite3.Connection, order: Doc, change: Doc) -> None:
    """Write a change in one transaction."""
    run, id, base = db.execute, change["id"], change["base"]
    run("BEGIN IMMEDIATE")
    if base:
        run(SQL["update_order"], {**change["order"], "base_version": base})
    else:
        run(SQL["insert_order"], change["order"])
    write_events(db, order, change)
    for place, part, document in change["texts"]:
        text = {"order_id": id, "place": place, "part": part}
        if base and place == "order":
            run(SQL["drop_text"], text)
        run(SQL["keep_text"], {**text, "document": document})
    for item in change.get("items", ()):
        run(SQL["put_items"], item)
    for payment in change.get("payments", ()):
        run(SQL["put_payments"], payment)
    if "mark" in change:
        db.executemany(SQL["mark"], [{"mark": mark, "order_id": id} for mark in change["mark"]])
    for key, memo, lines in change.get("entries", ()):
        book(db, id, key, memo, lines)
    if change["effects"]:
        ask(db, change)
    for what, instance, item in change.get("moves", ()):
        MOVES[what](db, {"instance": instance, "order_id": id, "item": item})
    if change["effects"]:
        run(SQL["find_lane_head"], {"order_id": id})
    run("COMMIT")


def write_events(db: sqlite3.Connection, order: Doc, change: Doc) -> None:
    """Append events, each hashed together with the one before."""
    found = db.execute(SQL["last_hash"], {"order_id": change["id"]}).fetchall()
    hash = found[0]["hash"] if found else ""
    for seq, text in change["events"]:
        hash = sha256(f"{hash}\n{text}".encode()).hexdigest()
        row = {"order_id": change["id"], "seq": seq, "document": text, "hash": hash}
        db.execute(SQL["append_event"], row)
    order["hash"] = hash


def book(db: sqlite3.Connection, id: str, key: str, memo: str, lines: Any) -> None:
    entry = {"key": key, "order_id": id, "memo": memo}
    (booked,) = db.execute(SQL["book"], entry).fetchall()
    rows = [
        {"entry": booked["seq"], "position": position, "account": account, "minor": minor}
        for position, (account, minor) in enumerate(lines)
    ]
    db.executemany(SQL["book_line"], rows)
    db.executemany(SQL["add_to_account"], rows)


def ask(db: sqlite3.Connection, change: Doc) -> None:
    rows = [
        {
            "order_id": change["id"],
            "key": key,
            "name": name,
            "about": about,
            "via": via,
            "is_message": int(is_message),
            "run_at": change["at"],
        }
        for key, name, about, via, is_message in change["effects"]
    ]
    db.executemany(SQL["ask"], rows)


def claim_instance(db: sqlite3.Connection, move: Doc) -> None:
    db.execute(SQL["holder"], move).fetchall()
    db.execute(SQL["seat"], move)
    db.execute(SQL["leave_queue"], move)
    db.execute(SQL["holder"], move).fetchall()


def release_instance(db: sqlite3.Connection, move: Doc) -> None:
    db.execute(SQL["unseat"], move)
    db.execute(SQL["leave_queue"], move)
    db.execute(SQL["holder"], move).fetchall()
    if db.execute(SQL["first_in_queue"], move).fetchall():
        raise RuntimeError("nobody waits for an instance here")


MOVES = {"claim": claim_instance, "release": release_instance}


# ------------------------------------------------------------------------------------- effects


def effects(
    db: sqlite3.Connection, clock: Callable[[], datetime], seconds: Callable[[], float]
) -> int:
    """Do what is due, one after the other; return how many effects that were."""
    db.row_factory = sqlite3.Row
    known: dict[str, Doc] = {}
    done = 0
    while effect := claim(db, clock().isoformat(), seconds()):
        order = read(db, effect["order_id"], known)
        settle(db, order, effect, outcome(order, effect), clock().isoformat())
        done += 1
    return done


def claim(db: sqlite3.Connection, at: str, now: float) -> Doc | None:
    lease = {"at": at, "now": now, "lease_until": now + LEASE_S, "without": "[]"}
    db.execute("BEGIN IMMEDIATE")
    lanes = db.execute(SQL["claim"], lease).fetchall()
    found = [dict(db.execute(SQL["effect"], {"seq": lane["seq"]}).fetchone()) for lane in lanes]
    db.execute("COMMIT")
    return {**found[0], "token": lanes[0]["lane_token"]} if found else None


def read(db: sqlite3.Connection, id: str, known: dict[str, Doc]) -> Doc:
    """Read an order, its parts only where they are not known yet."""
    db.execute("BEGIN")
    (row,) = db.execute(SQL["order_by_id"], {"ref": id, "source": "", "request": ""}).fetchall()
    order = known.get(id)
    if order is None or order["hash"] != row["hash"]:
        order = known[id] = {"hash": row["hash"], "row": dict(row)}
        for part in ("items", "charges", "payments", "refunds", "parked"):
            found = db.execute(SQL[f"{part}_of"], {"order_id": id})
            order[part] = {part["id"]: dict(part) for part in found}
        texts = db.execute(SQL["texts_of"], {"order_id": id, "place": "order"})
        order["texts"] = {text["part"]: json.loads(text["document"]) for text in texts}
    db.execute("COMMIT")
    return order


def settle(db: sqlite3.Connection, order: Doc, effect: Doc, words: Doc, at: str) -> None:
    """Write how an effect ended, and give its lane back."""
    run, row, id = db.execute, order["row"], effect["order_id"]
    run("BEGIN IMMEDIATE")
    (lane,) = run(SQL["lane_token"], {"order_id": id}).fetchall()
    if lane["lane_token"] != effect["token"]:
        raise RuntimeError("somebody else has the lane")
    run(SQL["wake_order"], {"order_id": id, "version": row["version"], "wake_at": row["wake_at"]})
    state = "void" if words else "done"
    ended = {"seq": effect["seq"], "order_id": id, "state": state, "run_at": at, "at": at}
    run(SQL["settle"], ended)
    text = {"order_id": id, "place": "effect", "part": str(effect["seq"])}
    run(SQL["drop_text"], text)
    if words:
        run(SQL["keep_text"], {**text, "document": to_json(words)})
    run(SQL["end_lease"], {"order_id": id})
    run(SQL["find_lane_head"], {"order_id": id})
    run("COMMIT")
