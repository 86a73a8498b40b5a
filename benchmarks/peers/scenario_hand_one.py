"""Order 50001 by hand on PostgreSQL: the statements of a command as one, in one round trip."""

from collections.abc import Callable

import psycopg
from benchmarks.peers.scenario_hand import READ, TABLES, Values, named, told

NAME, PACKAGE = "by hand, one statement", ""


def opened(address: str, many: int) -> Callable[[int], None]:
    db = psycopg.connect(address, autocommit=True)
    for sql in TABLES:
        db.execute(sql.encode())
    made: dict[tuple[str, ...], bytes] = {}

    def run(statements: tuple[str, ...], values: Values) -> None:
        if statements not in made:
            made[statements] = _one(statements)
        db.execute(made[statements], values)

    def live(number: int) -> None:
        for statements, values in told(f"order-{number:020d}", number):
            run(statements, values)

    return live


def _one(statements: tuple[str, ...]) -> bytes:
    """Write statements as one: each but the last is a part of its `WITH`."""
    reading = [sql for sql in statements if sql == READ]
    writing = [named(sql) for sql in statements if sql != READ]
    parts = [f"w{n} AS ({sql})" for n, sql in enumerate(writing)]
    last = named(reading[0]) if reading else "SELECT 1"
    return f"WITH {', '.join(parts)} {last}".encode()
