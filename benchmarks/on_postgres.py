"""PostgreSQL: by tilaus, by hand, and the very calls that tilaus made, made again with their
values by psycopg and by the tool pgbench.

Several clients work at once, each a process of its own. The clients' orders are their own; the
effects of all orders are a common heap, from which each takes what is due.
"""

import json
import multiprocessing
import re
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import count, islice
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks import by_hand_postgres
from benchmarks.shops import in_turn, live, open_shop
from tests.postgres import NEWEST, Server, started

from tilaus.drain import drain
from tilaus_adapters.storage import postgres_database as database
from tilaus_adapters.storage.postgres import PostgresStore

Said = tuple[str, Mapping[str, Any], list[Any]]
"""A statement that was sent: its name, its values, and the rows that came back."""

DURABLE = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on", "shared_buffers": "256MB"}
"""Settings of a server that loses nothing in a power cut."""

FORK = multiprocessing.get_context("fork")


# ------------------------------------------------------------------------------ what was said


@contextmanager
def recording() -> Iterator[list[Said]]:
    """Write down what tilaus says to any database meanwhile."""
    said: list[Said] = []
    run = database.run

    def recorded(connection: Any, name: str, /, **values: Any) -> Any:
        rows = run(connection, name, **values)
        said.append((name, values, rows))
        return rows

    with patch.object(database, "run", recorded):
        yield said


def say(connection: by_hand_postgres.Connection, name: str, values: Any) -> Any:
    """Send one statement and return its rows."""
    return connection.execute(database.statements()[name].encode(), values).fetchall()


# -------------------------------------------------------------------------- many clients at once


def at_once(clients: int, job: Callable[[int, Barrier], int]) -> float:
    """Let so many processes do a job; return how much they did in a second, all together.

    A job gets its number and a barrier at which it waits once it is ready; it returns how much it
    did. The time runs from the moment when all are ready until the last one ends.
    """
    ready, done = FORK.Barrier(clients + 1), FORK.SimpleQueue()

    def run(number: int) -> None:
        done.put(job(number, ready))

    workers = [FORK.Process(target=run, args=(number,)) for number in range(clients)]
    for worker in workers:
        worker.start()
    ready.wait()
    start = time.perf_counter()
    total = sum(done.get() for _ in workers)
    seconds = time.perf_counter() - start
    for worker in workers:
        worker.join()
    return float(total / seconds)


def commands_by_tilaus(address: str, orders: int) -> Callable[[int, Barrier], int]:
    """Return the job that lets orders live, each client its own."""

    def job(number: int, ready: Barrier) -> int:
        with closing(PostgresStore(address)) as store:
            shop = open_shop(store, f"client-{number}")
            store.load(1)
            ready.wait()
            return sum(live(shop) for _ in range(orders))

    return job


def commands_by_hand(address: str, orders: int) -> Callable[[int, Barrier], int]:
    """Return the job that does the same by a program written by hand."""

    def job(number: int, ready: Barrier) -> int:
        numbers = count(1)
        with closing(by_hand_postgres.connected(address)) as connection:
            told = by_hand_postgres.orders(
                connection, lambda: f"client-{number}-{next(numbers):020d}", _now
            )
            say(connection, "next_number", {"first": 1})
            ready.wait()
            return sum(islice(told, orders))

    return job


def commands_again(address: str, said: list[list[Said]]) -> Callable[[int, Barrier], int]:
    """Return the job that sends what tilaus said."""

    def job(number: int, ready: Barrier) -> int:
        with closing(by_hand_postgres.connected(address)) as connection:
            say(connection, "next_number", {"first": 1})
            ready.wait()
            for name, values, _ in said[number]:
                say(connection, name, values)
        return sum(name == "commit" for name, _, _ in said[number])

    return job


def effects_by_tilaus(address: str) -> Callable[[int, Barrier], int]:
    """Return the job that does what is due."""

    def job(number: int, ready: Barrier) -> int:
        with closing(PostgresStore(address)) as store:
            shop = open_shop(store, f"worker-{number}")
            store.load(1)
            ready.wait()
            return drain(shop)

    return job


def effects_by_hand(address: str) -> Callable[[int, Barrier], int]:
    """Return the job that does what is due by a program written by hand."""

    def job(number: int, ready: Barrier) -> int:
        with closing(by_hand_postgres.connected(address)) as connection:
            say(connection, "next_number", {"first": 1})
            ready.wait()
            return by_hand_postgres.effects(connection, _now)

    return job


def effects_again(address: str, said: list[Said]) -> Callable[[int, Barrier], int]:
    """Return the job that claims, reads and writes what tilaus wrote for the same effect.

    Only the fence, the effect's number and the commit's name are put in anew.
    """
    claiming = [values for name, values, _ in said if name == "claim"][-1]
    loading = next(values for name, values, _ in said if name == "load")
    changes = _changes(said)

    def job(number: int, ready: Barrier) -> int:
        done = 0
        with closing(by_hand_postgres.connected(address)) as connection:
            say(connection, "next_number", {"first": 1})
            ready.wait()
            while found := say(connection, "claim", claiming):
                lane = found[0]
                say(connection, "load", {**loading, "id": lane["lane"], "number": None})
                change = changes[lane["key"]]
                change |= {"fence": lane["lane_token"], "nonce": (number << 32) + done}
                change["settlement"]["seq"] = lane["seq"]
                text = json.dumps(change, separators=(",", ":"))
                say(connection, "commit", {"change": text})
                done += 1
        return done

    return job


def _changes(said: list[Said]) -> dict[str, dict[str, Any]]:
    """Return what was committed for each effect, by its key."""
    claims = [rows[0]["key"] for name, _, rows in said if name == "claim" and rows]
    commits = [json.loads(values["change"]) for name, values, _ in said if name == "commit"]
    return dict(zip(claims, commits, strict=True))


# ------------------------------------------------------------------------------------- pgbench


def by_pgbench(server: Server, address: str, said: list[list[Said]], folder: Path) -> float:
    """Let pgbench send what tilaus said, each client its own; return commands in a second."""
    script = folder / "said.sql"
    script.write_text(_script(said), encoding="utf-8")
    clients = str(len(said))
    name = address.rpartition("/")[2]
    where = ["-h", "127.0.0.1", "-p", str(server.port), "-U", "postgres", name]
    words = ["-n", "-t", "1", "-c", clients, "-j", clients, "-f", str(script), *where]
    start = time.perf_counter()
    subprocess.run([server.bin / "pgbench", *words], check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    return sum(name == "commit" for client in said for name, _, _ in client) / seconds


def _script(said: list[list[Said]]) -> str:
    lines = []
    for number, client in enumerate(said):
        lines.append(f"\\{'if' if number == 0 else 'elif'} :client_id = {number}")
        lines += [_literal(name, values) for name, values, _ in client]
    return "\n".join([*lines, "\\endif", ""])


def _literal(name: str, values: Mapping[str, Any]) -> str:
    sql = " ".join(line for line in database.statements()[name].splitlines() if line[:2] != "--")
    return re.sub(r"%\((\w+)\)s", lambda found: _quoted(values[found[1]]), sql.rstrip(";")) + ";"


def _quoted(value: Any) -> str:
    if value is None or isinstance(value, int | float):
        return "NULL" if value is None else str(value)
    return "'" + str(value).replace("'", "''") + "'"


# ------------------------------------------------------------------------------------ measuring


def measured(folder: Path, orders: int, turn: int, clients: int) -> dict[str, tuple[float, ...]]:
    """Return commands/s and effects/s: of tilaus, by hand, said again by psycopg and pgbench."""
    with started(NEWEST, DURABLE) as server:
        empty = _migrated(server)
        said = [_lives(server, empty, number, orders) for number in range(clients)]
        ours, hands, again, tool = (server.fresh_database(empty) for _ in range(4))
        commands = (
            partial(at_once, clients, commands_by_tilaus(ours, orders)),
            partial(at_once, clients, commands_by_hand(hands, orders)),
            partial(at_once, clients, commands_again(again, said)),
            partial(by_pgbench, server, tool, said, folder),
        )
        found = in_turn(commands, turn)
        due = ours.rpartition("/")[2]
        taken = _effects(server, due)
        effects = (
            partial(at_once, clients, effects_by_tilaus(server.fresh_database(due))),
            partial(at_once, clients, effects_by_hand(server.fresh_database(due))),
            partial(at_once, clients, effects_again(server.fresh_database(due), taken)),
        )
        return {
            f"commands, {_so_many(clients)}": found,
            f"effects, {_so_many(clients)}": in_turn(effects, turn),
        }


def _now() -> datetime:
    return datetime.now(UTC)


def _so_many(clients: int) -> str:
    return "1 client" if clients == 1 else f"{clients} clients"


def _migrated(server: Server) -> str:
    address = server.fresh_database()
    PostgresStore(address).close()
    return address.rpartition("/")[2]


def _lives(server: Server, empty: str, number: int, orders: int) -> list[Said]:
    """Let a client's orders live in a database of their own; return what was said."""
    address = server.fresh_database(empty)
    with closing(PostgresStore(address)) as store:
        store.next_number(50_001 + number * 1_000_000)
        shop = open_shop(store, f"client-{number}")
        with recording() as said:
            for _ in range(orders):
                live(shop)
    return said


def _effects(server: Server, due: str) -> list[Said]:
    """Let one worker do all that is due in a copy of a database; return what was said."""
    with closing(PostgresStore(server.fresh_database(due))) as store, recording() as said:
        drain(open_shop(store, "worker"))
    return said
