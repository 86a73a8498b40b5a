"""`tilaus migrate`: bring the database of a shop to the schema of this tilaus."""

from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.ports.storage import StoreError
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import Reply, WorldError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.storage.migrations import Migration
from tilaus_adapters.storage.opening import bring_up, is_postgres, schema_of


def migrate(
    *,
    dry_run: Annotated[
        bool, Flag, Parameter(help="Say what would be done, and change nothing.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Apply the steps that the shop's schema lacks: all of them, or none where one fails.

    A SQLite file is also migrated by whichever command opens it. PostgreSQL is not, because older
    versions of tilaus may be at work: stop them, back up, migrate, start the new ones.
    """
    if not is_postgres(options.db) and not options.path.exists():
        raise WorldError(f"there is no shop at {options.place}; make one with: tilaus init")
    try:
        before = schema_of(options.address) if dry_run else bring_up(options.address)
    except StoreError as error:
        raise WorldError(str(error)) from error
    doc = {
        "db": before.place,
        "dry_run": dry_run,
        "applied": [_step(step) for step in before.applied],
        "to_apply" if dry_run else "applied_now": [_step(step) for step in before.missing],
    }
    return Reply(doc, partial(_show, doc, "to_apply" if dry_run else "applied_now"))


def _step(step: Migration) -> dict[str, Any]:
    return {"number": step.number, "name": step.name, "checksum": step.checksum}


def _show(doc: dict[str, Any], new: str, screen: Screen) -> None:
    for name, word in (("applied", "has"), (new, "lacks" if doc["dry_run"] else "applied")):
        for step in doc[name]:
            screen.say(f"{word}: {step['name']} (sha256 {step['checksum'][:12]})")
    done = "to be applied; nothing was changed" if doc["dry_run"] else "applied"
    screen.say(f"{doc['db']}: {count(len(doc[new]), 'step')} {done}")
