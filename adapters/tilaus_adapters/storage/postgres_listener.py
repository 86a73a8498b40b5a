"""Listen to what PostgreSQL hints at: that an order may have work. Only ever a hint."""

import os
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg

from tilaus.ports.storage import StoreError
from tilaus_adapters.storage.postgres_database import Connection, Database, run

PAUSE_S = 0.5
"""Between two tries to listen again after the connection was lost, in seconds."""


@contextmanager
def listening(database: Database, on_hint: Callable[[str], None]) -> Iterator[None]:
    """Listen on a connection and in a thread of its own until the block is left.

    Raises:
        StoreError: the store has no address to open another connection to, or it is away now.
    """
    first = _listen(database)
    stop, told = os.pipe()
    words = (database, on_hint, first, stop)
    thread = threading.Thread(target=_go_on, args=words, name="tilaus hints", daemon=True)
    thread.start()
    try:
        yield
    finally:
        os.write(told, b"x")
        thread.join()
        os.close(told)
        os.close(stop)


def _listen(database: Database) -> Connection:
    connection = database.connect()
    try:
        run(connection, "listen")
    except BaseException:
        connection.close()
        raise
    return connection


def _go_on(
    database: Database, on_hint: Callable[[str], None], connection: Connection, stop: int
) -> None:
    """Pass hints on, and connect again whenever the connection is lost, until told to stop."""
    while True:
        with closing(connection):
            try:
                if _pass_on(connection, on_hint, stop):
                    return
            except psycopg.OperationalError:
                time.sleep(0)
        while True:
            if select.select([stop], [], [], PAUSE_S)[0]:
                return
            try:
                connection = _listen(database)
            except (psycopg.Error, StoreError):
                continue
            break
        # Whatever was hinted at meanwhile is lost: everything is worth a look.
        on_hint("")


def _pass_on(connection: Connection, on_hint: Callable[[str], None], stop: int) -> bool:
    """Pass on hints as they come; True when told to stop."""
    while True:
        ready, _, _ = select.select([connection.fileno(), stop], [], [])
        if stop in ready:
            return True
        for hint in connection.notifies(timeout=0):
            on_hint(hint.payload)
