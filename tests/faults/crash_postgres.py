"""Let a shop on PostgreSQL die, or lose its connection, at every single point of a story.

A point is before or after a round trip, or before or after a call of provider, server or mail.
There are four ways to go wrong:

    died      the process dies there; another one takes over when its leases have ended
    cut       the server did what it was told, and the connection is gone before the answer: the
              process lives, and finds out what became of it
    raised    a row that a command writes raises an error inside of the server, at the n-th row
    crashed   the server's process dies there, in the middle of the transaction, and the rest lives
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from tests.faults import stores
from tests.faults.boundaries import Died
from tests.faults.parties import behave
from tests.faults.story import LEASES_END, Step, Telling, beginning
from tests.faults.tally import Tally, around
from tests.postgres import Server

from tilaus.record import record, replace

ANSWERS = ("after tilaus_commit", "after tilaus_post", "after tilaus_claim")

WRITES = (*ANSWERS, "after tilaus_next_number", "after the call")
"""At these points a story leaves another state than before; the other round trips only read."""

FEW_ROWS = 9
"""Where only few rows are tried, every so many."""

ROWS = """
CREATE SEQUENCE rows_written;
CREATE TABLE row_that_fails(nth bigint, how text);
CREATE FUNCTION fail_at_a_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    nth bigint := nextval('rows_written');
    wanted row_that_fails := (SELECT r FROM row_that_fails AS r);
BEGIN
    IF nth = wanted.nth AND wanted.how = 'raised' THEN
        RAISE EXCEPTION 'row % fails', nth;
    ELSIF nth = wanted.nth THEN
        PERFORM pg_terminate_backend(pg_backend_pid());
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
DO $$
DECLARE it text;
BEGIN
    FOR it IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'tilaus\\_%' LOOP
        EXECUTE format('CREATE TRIGGER zz_fails BEFORE INSERT OR UPDATE OR DELETE ON %I
            FOR EACH ROW EXECUTE FUNCTION fail_at_a_row()', it);
    END LOOP;
END $$;
"""


RESET = """
SET session_replication_role = replica;
DO $$
DECLARE it text;
BEGIN
    SELECT string_agg(relname, ', ') INTO it FROM pg_class WHERE relkind = 'r'
        AND relname LIKE 'tilaus\\_%' AND relname <> 'tilaus_migrations';
    EXECUTE 'TRUNCATE row_that_fails, ' || it || ' RESTART IDENTITY';
END $$;
ALTER SEQUENCE tilaus_order_numbers RESTART;
SELECT setval('rows_written', 1, false);
"""
"""Empties the tables, past the triggers that refuse it: quicker than making a new database."""


@record
class Left:
    """What a process that died left behind: a database, files outside, and when it was."""

    address: str
    outside: Path
    at: datetime


@record
class End:
    """How an attempt at the story ended: what was wrong at its end, or why it stopped."""

    at: datetime
    stopped: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


class Trips:
    """Counts round trips and calls, and lets one of them go wrong.

    Attributes:
        points: what was reached, in order.
    """

    def __init__(self, nth: int = 0, how: str = "") -> None:
        self._nth, self._how = nth, how
        self._label = ""
        self._is_dead = False
        self.points: list[str] = []

    def hook(self, point: str) -> None:
        """Reach a point; dies there, and at every further one, if it is the one."""
        self.points.append(point)
        self._is_dead = self._is_dead or (self._how, self._nth) == ("died", len(self.points))
        if self._is_dead:
            raise Died(point)

    def execute(
        self, run: Callable[..., Any], cursor: Any, query: bytes, *words: Any, **named: Any
    ) -> Any:
        self._label = query.decode().split("(")[0].split()[-1] if query else ""
        return run(cursor, query, *words, **named)

    def wait(self, run: Callable[..., Any], connection: Any, *words: Any, **named: Any) -> Any:
        label, self._label = self._label or "transaction", ""
        self.hook(f"before {label}")
        found = run(connection, *words, **named)
        if (self._how, self._nth) == ("cut", len(self.points) + 1):
            self.points.append(f"after {label}")
            connection.pgconn.finish()
            raise psycopg.OperationalError("the connection was cut")
        self.hook(f"after {label}")
        return found


@contextmanager
def watched(trips: Trips) -> Iterator[None]:
    """Let all round trips of psycopg go past the one who counts them."""
    execute, wait = psycopg.Cursor.execute, psycopg.Connection.wait
    patched: dict[tuple[type, str], Any] = {
        (psycopg.Cursor, "execute"): lambda *words, **named: trips.execute(
            execute, *words, **named
        ),
        (psycopg.Connection, "wait"): lambda *words, **named: trips.wait(wait, *words, **named),
    }
    for (kind, name), function in patched.items():
        setattr(kind, name, function)
    try:
        yield
    finally:
        psycopg.Cursor.execute = execute  # type: ignore[method-assign]
        psycopg.Connection.wait = wait  # type: ignore[method-assign]


class Postgres:
    """A story on PostgreSQL, and what becomes of it wherever something goes wrong."""

    def __init__(self, steps: tuple[Step, ...], folder: Path, server: Server) -> None:
        self._steps, self._folder, self._server = steps, folder, server
        self._names = count()
        self._address = self._made()
        self._wanted: object = None

    def run(self, *, pairs: bool, few: bool) -> Iterator[tuple[str, Tally]]:
        """Try all points in all ways, or a few; and pairs of deaths where they are wanted.

        Pairs are of the points at which the story leaves another state: there are too many others.
        """
        trips = Trips()
        rows = self._whole(trips)
        died = _numbers(trips.points, WRITES if few else ("",))
        cut = _numbers(trips.points, ANSWERS if few else ("after tilaus_",))
        yield "points at which the process died", self._each("died", died)
        yield "round trips whose answer was cut off", self._each("cut", cut)
        for how in ("raised", "crashed"):
            each = range(1, rows + 1, FEW_ROWS if few else 1)
            yield f"rows at which the server {how}", self._each(how, each)
        if pairs:
            points = _numbers(trips.points, WRITES)
            yield "pairs of points at which it died", self._pairs(points)

    def _made(self) -> str:
        """Make a database in which the rows are counted that are written; return its address."""
        address = self._server.fresh_database()
        with stores.opened(address):
            pass
        with stores.database(address) as db:
            db.execute(ROWS)
        return address

    def _start(self, nth: int = 0, how: str = "") -> Left:
        """Begin anew: nothing in the database, nothing outside; the n-th row may fail somehow."""
        with stores.database(self._address) as db:
            db.execute(RESET)
            db.execute("INSERT INTO row_that_fails VALUES (%s, %s)", (nth, how))
        outside = self._folder / str(next(self._names))
        outside.mkdir()
        return Left(self._address, outside, beginning()())

    def _whole(self, trips: Trips) -> int:
        """Tell the story undisturbed; return how many rows it writes."""
        end = self._live(self._start(), trips, crashes=0)
        with stores.database(self._address) as db:
            (rows,) = db.execute("SELECT last_value FROM rows_written").fetchone()
        if end.faults or end.stopped:
            raise RuntimeError(f"the story fails by itself: {end}")
        return int(rows)

    def _each(self, how: str, points: Sequence[int]) -> Tally:
        faults: list[str] = []
        for nth in points:
            left = self._start(nth, how)
            end = self._live(left, Trips(nth, how), crashes=1)
            # Who lived on may have lost the answer to a claim: that lane waits for its lease.
            end = self._live(replace(left, at=end.at), Trips(), crashes=1)
            faults += [f"{how} at {nth}: {fault}" for fault in (*end.stopped, *end.faults)]
            shutil.rmtree(left.outside)
        return Tally(len(points), len(points), tuple(faults))

    def _pairs(self, points: Sequence[int]) -> Tally:
        """Let those die as well who take over, each at another point."""
        total = Tally()
        for first in points:
            trips = Trips()
            self._live(self._half(first), trips, crashes=1)
            for second in _numbers(trips.points, WRITES):
                left = self._half(first)
                end = self._live(left, Trips(second, "died"), crashes=2)
                end = self._live(replace(left, at=end.at), Trips(), crashes=2)
                said = (*end.stopped, *end.faults)
                faults = tuple(f"died at {first}, then at {second}: {fault}" for fault in said)
                total += Tally(1, 1, faults)
                shutil.rmtree(left.outside)
        return total

    def _half(self, first: int) -> Left:
        """Return what somebody left behind who died at a point."""
        left = self._start()
        return replace(left, at=self._live(left, Trips(first, "died"), crashes=1).at)

    def _live(self, left: Left, trips: Trips, crashes: int) -> End:
        """Tell the story from its beginning, as far as it goes, and look at its end."""
        clock = beginning()
        clock.at = left.at
        seed = f"{left.outside.name}/{left.at}"
        with watched(trips):
            try:
                with stores.opened(left.address, clock.seconds) as store:
                    telling = Telling(store, left.outside, clock, around(trips.hook), seed)
                    behave(telling.world.delivery)
                    with closing(telling):
                        telling.tell(self._steps)
                        faults = tuple(self._look(telling, crashes))
                        return End(clock() + LEASES_END, faults=faults)
            except (Died, Exception) as error:  # noqa: BLE001 - it is what is looked for
                why = f"the story stops: {type(error).__name__}: {error}"
                return End(clock() + LEASES_END, stopped=(why,))

    def _look(self, telling: Telling, crashes: int) -> list[str]:
        found, end = telling.faults(crashes), telling.end()
        self._wanted = self._wanted or end
        if end != self._wanted:
            found.append(f"it ends with {end} instead of {self._wanted}")
        return found


def _numbers(points: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the numbers of the points that have one of the words."""
    return [n for n, point in enumerate(points, 1) if any(word in point for word in words)]
