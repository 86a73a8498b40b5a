"""Order 50001 by hand: five statements a command, on tables of its own. Nothing is checked.

Each command reads the order, and writes in one transaction: the order, an item or payment, an
event, a line of the ledger or an effect. It is what somebody would write who trusts every caller.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import psycopg

NAME, PACKAGE = "by hand, five statements", ""

TABLES = tuple(
    f"CREATE TABLE {table}"
    for table in (
        "orders (id text PRIMARY KEY, status text, version int, number int)",
        """items (order_id text, id int, service text, target text, quantity int, total int,
        status text, delivered int, PRIMARY KEY (order_id, id))""",
        """payments (order_id text, id int, amount int, captured int, status text,
        PRIMARY KEY (order_id, id))""",
        "events (order_id text, seq int, document text, PRIMARY KEY (order_id, seq))",
        """ledger (order_id text, seq int, account text, minor int,
        PRIMARY KEY (order_id, seq, account))""",
        """effects (order_id text, seq int, name text, state text,
        PRIMARY KEY (order_id, seq, name))""",
    )
)

READ = "SELECT status, version FROM orders WHERE id = :id"
ORDER = "UPDATE orders SET status = :status, version = version + 1 WHERE id = :id AND version = :v"
ITEM = "UPDATE items SET status = :word, delivered = :many WHERE order_id = :id AND id = :part"
PAYMENT = "UPDATE payments SET status = :word, captured = :many WHERE order_id = :id AND id = :part"
EVENT = "INSERT INTO events VALUES (:id, :v + 1, :document)"
LEDGER = (
    "INSERT INTO ledger VALUES (:id, :v + 1, 'provider', :minor),"
    " (:id, :v + 1, 'order', 0 - :minor)"
)
EFFECT = "INSERT INTO effects VALUES (:id, :v + 1, :effect, 'ready')"
PLACE = "INSERT INTO orders VALUES (:id, 'pending', 0, :number)"
PUT_ITEMS = (
    "INSERT INTO items VALUES (:id, 1, 'YouTube views', :place, 1000, 1000, 'pending', 0),"
    " (:id, 2, 'Instagram likes', :place, 200, 400, 'pending', 0),"
    " (:id, 3, 'Facebook followers', :place, 100, 500, 'pending', 0)"
)
PUT_PAYMENT = "INSERT INTO payments VALUES (:id, 1, 1980, 0, 'created')"

Values = Mapping[str, Any]
Command = tuple[str, Values]


def told(id: str, number: int) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the statements of each of the seven commands, and their values."""
    base = {
        "id": id,
        "number": number,
        "place": f"https://example.org/{id}",
        "status": "processing",
    }
    placing = {**base, "v": -1, "document": _event("Placed", id), "effect": "create_payment"}
    yield (PLACE, PUT_ITEMS, PUT_PAYMENT, EVENT, EFFECT), placing
    paid = {"part": 1, "word": "captured", "many": 1980, "minor": 1980}
    rest = (
        ((ORDER, PAYMENT, EVENT, LEDGER), {**paid, "document": _event("Captured", 1980)}),
        ((ORDER, ITEM, EVENT, EFFECT), _item(1, "processing", 0)),
        ((ORDER, ITEM, EVENT, EFFECT), _item(2, "completed", 200)),
        ((ORDER, ITEM, EVENT, EFFECT), _item(3, "cancelled", 0)),
        ((ORDER, EVENT, EFFECT, LEDGER), {**_item(3, "refunding", 0), "minor": -500}),
        ((ORDER, ITEM, EVENT, EFFECT), _item(1, "processing", 500)),
    )
    for version, (statements, values) in enumerate(rest):
        yield (READ, *statements), {**base, **values, "v": version, "effect": "tell"}


def _event(name: str, about: object) -> str:
    return json.dumps({"event": name, "about": about})


def _item(part: int, word: str, many: int) -> dict[str, Any]:
    return {"part": part, "word": word, "many": many, "document": _event(word, part)}


def opened(address: str, many: int) -> Callable[[int], None]:
    run = on_sqlite(address) if address.startswith("sqlite:///") else on_postgres(address)

    def live(number: int) -> None:
        for statements, values in told(f"order-{number:020d}", number):
            run(statements, values)

    return live


def on_sqlite(address: str) -> Callable[[tuple[str, ...], Values], None]:
    """Return what runs statements in one transaction of SQLite, as durably as tilaus."""
    db = sqlite3.connect(address.removeprefix("sqlite:///"), isolation_level=None)
    for told in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *TABLES):
        db.execute(told)

    def run(statements: tuple[str, ...], values: Values) -> None:
        db.execute("BEGIN IMMEDIATE")
        for sql in statements:
            db.execute(sql, values).fetchall()
        db.execute("COMMIT")

    return run


def on_postgres(address: str) -> Callable[[tuple[str, ...], Values], None]:
    """Return what runs statements in one transaction of PostgreSQL, each a round trip."""
    db = psycopg.connect(address)
    for sql in TABLES:
        db.execute(sql.encode())
    db.commit()

    def run(statements: tuple[str, ...], values: Values) -> None:
        for sql in statements:
            db.execute(named(sql).encode(), values)
        db.commit()

    return run


def named(sql: str) -> str:
    """Return a statement with placeholders as psycopg writes them."""
    for name in sorted({*_NAMES}, key=len, reverse=True):
        sql = sql.replace(f":{name}", f"%({name})s{_CASTS.get(name, '')}")
    return sql


_NAMES = (
    "id", "number", "place", "status", "v", "document", "effect", "part", "word", "many", "minor",
)  # fmt: skip
_CASTS = {"id": "::text", "v": "::int", "minor": "::int", "number": "::int"}
