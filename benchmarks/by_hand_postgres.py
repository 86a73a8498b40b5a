"""The shop by hand on PostgreSQL: the calls of tilaus, with values of its own making."""

import json
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import psycopg
from benchmarks.by_hand import Doc, live, outcome, to_json
from psycopg.rows import dict_row

from tilaus_adapters.storage.postgres_database import statements

Connection = psycopg.Connection[dict[str, Any]]

as_it_stands = json.JSONEncoder(separators=(",", ":")).encode

SQL = {name: text.encode() for name, text in statements().items()}
LEASE_S = 60.0


def connected(address: str) -> Connection:
    """Open a connection as somebody would who writes the calls by hand."""
    return psycopg.connect(address, autocommit=True, prepare_threshold=0, row_factory=dict_row)


def orders(
    db: Connection, new_id: Callable[[], str], clock: Callable[[], datetime]
) -> Iterator[int]:
    """Let one order after the other live; yield how many commands each took."""
    told = partial(next_number, db), new_id, clock, partial(look, db), partial(write, db)
    while True:
        yield live(*told)


def one(db: Connection, name: str, values: Doc) -> Any:
    (row,) = db.execute(SQL[name], values).fetchall()
    return row["found"]


def next_number(db: Connection) -> int:
    return int(one(db, "next_number", {"first": 50_001}))


def look(db: Connection, order: Doc) -> None:
    """Look whether an order is still as it was known, and whether its instances are free."""
    wanted = {"id": order["id"], "number": None, "source": None, "request": None}
    hash, rows, busy, _ = json.loads(one(db, "load", {**wanted, "known": order["hash"]}))
    if rows is not None or busy or hash != order["hash"]:
        raise RuntimeError("somebody else works with the same orders")


def write(db: Connection, order: Doc, change: Doc) -> None:
    """Write a change in one call; the database reckons the hashes."""
    change["version"], change["wake_at"] = order["row"]["version"], order["row"]["wake_at"]
    order["hash"] = commit(db, change)


def commit(db: Connection, change: Doc) -> str:
    change["nonce"] = secrets.randbits(63)
    said, hash = json.loads(one(db, "commit", {"change": as_it_stands(change)}))
    if said != "written":
        raise RuntimeError(f"it was not written: {said}")
    return str(hash)


# ------------------------------------------------------------------------------------- effects


def effects(db: Connection, clock: Callable[[], datetime]) -> int:
    """Do what is due, one after the other; return how many effects that were."""
    known: dict[str, Doc] = {}
    done = 0
    lease: Doc = {"lease_s": LEASE_S, "now": None, "order_id": None, "without": []}
    while found := db.execute(SQL["claim"], {"at": clock().isoformat(), **lease}).fetchall():
        (effect,) = found
        order = read(db, effect["lane"], known)
        settle(db, order, effect, outcome(order, effect), clock().isoformat())
        done += 1
    return done


def read(db: Connection, id: str, known: dict[str, Doc]) -> Doc:
    """Read an order, its parts only where they are not known yet."""
    order = known.get(id)
    wanted = {"id": id, "number": None, "source": None, "request": None}
    hash, rows, _, _ = json.loads(one(db, "load", {**wanted, "known": order and order["hash"]}))
    if order is None or rows is not None:
        row, parts, texts = rows
        found = {name: {p["id"]: p for p in kept or ()} for name, kept in parts.items()}
        order = known[id] = {"hash": hash, "row": row, "texts": texts, **found}
    return order


def settle(db: Connection, order: Doc, effect: Doc, words: Doc, at: str) -> None:
    """Write how an effect ended, and give its lane back."""
    seq, state = effect["seq"], "void" if words else "done"
    change: Doc = {
        "id": effect["lane"],
        "base": order["row"]["version"],
        "version": order["row"]["version"],
        "at": at,
        "wake_at": order["row"]["wake_at"],
        "fence": effect["lane_token"],
        "settlement": {"seq": seq, "state": state, "run_at": at},
    }
    if words:
        change["texts"] = [("effect", str(seq), to_json(words))]
    else:
        change["untexts"] = [("effect", str(seq))]
    commit(db, change)
