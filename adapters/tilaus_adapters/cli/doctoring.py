"""`tilaus doctor`: what is wrong with a shop, since when, and the commands that help."""

import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from tilaus.doctor import Ailment, Urgency, examine, in_order
from tilaus.ports.storage import StoreError
from tilaus.record import replace
from tilaus_adapters import documents
from tilaus_adapters.cli.files import CLOCK, beside, stopped_at
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.verifying import MOST_LISTED
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.storage.opening import is_postgres, schema_of
from tilaus_adapters.storage.sqlite import SqliteStore

LEAST_FREE = 256 * 1024 * 1024
"""With less free space than this a shop is about to stand still, in bytes."""

FEW = 5
"""So many damaged places of a file are named."""

STYLES = {"urgent": "red", "soon": "yellow", "look": "cyan"}


def doctor(*, options: Options = DEFAULTS) -> Reply:
    """Say what is wrong with a shop, what is urgent first, and propose commands.

    Looks for effects that were given up or hang, work that nobody does, deadlines that passed,
    parked messages and money, disputes, refunds that did not arrive, questions without an answer,
    orders under other lifecycles, drift in orders that are not over (`tilaus verify` looks at all),
    and at the database itself. Only reads. Exits with 1 where something is wrong.
    """
    schema = schema_of(options.address)
    if schema.applied and schema.missing:
        steps = ", ".join(step.name for step in schema.missing)
        lacking = f"the database lacks {count(len(schema.missing), 'step')} of the schema: {steps}"
        # Opening it would apply them; and nothing else can be read before that.
        return _reply([_of_the_house("schema", lacking, "tilaus migrate")], options)
    found = list(_of_the_clock(options))
    if schema.applied and not is_postgres(options.address):
        found += _of_the_file(Path(options.address))
    try:
        with opened(options) as shop:
            found += examine(shop)
    except StoreError as error:
        if not found:
            raise
        found.append(_of_the_house("unreadable", str(error), "tilaus verify"))
    return _reply(in_order(found), options)


def _of_the_house(what: str, why: str, *commands: str, urgency: Urgency = "urgent") -> Ailment:
    return Ailment(what, why, commands, urgency=urgency)


def _of_the_clock(options: Options) -> Iterator[Ailment]:
    stopped = stopped_at(options.path)
    if stopped is not None:
        why = (
            f"the clock of this shop stands at {stopped:%Y-%m-%d %H:%M} UTC: a demo was broken off"
        )
        remove = f"rm {shlex.quote(str(beside(options.path, CLOCK)))}"
        yield _of_the_house("clock", why, remove, urgency="soon")


def _of_the_file(path: Path) -> Iterator[Ailment]:
    """Look at the file itself: is it whole, does it refuse what it must, is there room for it."""
    yield from _of_the_room(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            for look in (_of_the_pages, _of_the_rows, _of_the_log, _of_the_schema):
                yield from look(db)
    except sqlite3.DatabaseError as error:
        yield _of_the_house("file", f"the file is damaged: {error}", _recover(path))


def _recover(path: Path) -> str:
    return f"sqlite3 {shlex.quote(str(path))} .recover"


def _of_the_pages(db: sqlite3.Connection) -> Iterator[Ailment]:
    (_, _, path), *_ = db.execute("PRAGMA database_list").fetchall()
    for problem, *_ in db.execute(f"PRAGMA quick_check({FEW})"):
        if problem != "ok":
            why = f"the file is damaged: {problem}"
            yield _of_the_house("file", why, _recover(Path(Path(path).name)))


def _of_the_rows(db: sqlite3.Connection) -> Iterator[Ailment]:
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(FEW):
        which = "a row" if row is None else f"row {row}"
        why = f"{which} of {table} belongs to a row of {parent} that is not there"
        yield _of_the_house("file", why, "tilaus verify")


def _of_the_log(db: sqlite3.Connection) -> Iterator[Ailment]:
    (mode,) = db.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        why = f"its journal mode was {mode}, not wal, until now: somebody changed it"
        yield _of_the_house("file", why, "tilaus doctor", urgency="soon")


def _of_the_schema(db: sqlite3.Connection) -> Iterator[Ailment]:
    """Compare tables, indexes and triggers with those that the steps of the schema make."""
    with closing(sqlite3.connect(":memory:")) as made:
        SqliteStore(made)
        must, there = _schema(made), _schema(db)
    for name in sorted(must.keys() - there.keys()):
        kind, _ = must[name]
        why = f"the {kind} {name} is gone" + (
            ": what must never change can be changed" if kind == "trigger" else ""
        )
        yield _of_the_house("schema", why, "tilaus verify")
    for name in sorted(name for name in must.keys() & there.keys() if must[name] != there[name]):
        yield _of_the_house("schema", f"the {must[name][0]} {name} was changed", "tilaus verify")


def _schema(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = db.execute(
        "SELECT name, type, sql FROM sqlite_schema WHERE name LIKE 'tilaus!_%' ESCAPE '!'"
    )
    return {name: (kind, sql or "") for name, kind, sql in rows}


def _of_the_room(path: Path) -> Iterator[Ailment]:
    free, size = shutil.disk_usage(path.absolute().parent).free, path.stat().st_size
    room = f"{free // 1024**2:,} MiB are free where the shop lies"
    if free < LEAST_FREE:
        yield _of_the_house("space", f"only {room}", "df -h")
    elif free < size:
        why = f"{room}, and it has {size // 1024**2:,} MiB: a copy of it would not fit"
        yield _of_the_house("space", why, "df -h", urgency="soon")


def _with_db(ailment: Ailment, options: Options) -> Ailment:
    """Name the shop in every command where it is not the one that is meant without a name."""
    if options.db in ("", os.environ.get("TILAUS_DB", "")):
        return ailment
    db = f" --db {shlex.quote(options.place)}"
    return replace(
        ailment, commands=tuple(c + db if c.startswith("tilaus ") else c for c in ailment.commands)
    )


def _reply(found: list[Ailment], options: Options) -> Reply:
    named = [_with_db(ailment, options) for ailment in found]
    doc = {
        "wrong": len(named),
        "found": [
            {
                "what": a.what,
                "urgency": a.urgency,
                "order": a.order,
                "since": documents.moment(a.since),
                "why": a.why,
                "commands": list(a.commands),
            }
            for a in named[:MOST_LISTED]
        ],
    }
    return Reply(doc, partial(_show, doc, named), REFUSED if named else DONE)


def _show(doc: dict[str, Any], found: list[Ailment], screen: Screen) -> None:
    if not found:
        screen.say("nothing is wrong", "green")
        return
    for ailment in found[:MOST_LISTED]:
        since = f" (since {screen.moment(ailment.since)})" if ailment.since else ""
        screen.say(f"{ailment.urgency}: {ailment.sentence}{since}", STYLES[ailment.urgency])
        for command in ailment.commands:
            screen.say(f"    {command}")
    more = len(found) - MOST_LISTED
    urgent = sum(a.urgency == "urgent" for a in found)
    many = f"{count(len(found), 'thing is', 'things are')} wrong, {urgent} of them urgent"
    screen.say(many + (f"; {more} are not listed" if more > 0 else ""))
