"""`tilaus init`: a new shop."""

from functools import partial
from typing import Any

from tilaus.policy_file import dump_policy
from tilaus.ports.storage import Query
from tilaus.refusals import Refusal
from tilaus_adapters.cli.files import beside, policy_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import Reply, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import is_shop, store_of
from tilaus_adapters.storage.opening import is_postgres


def init(*, options: Options = DEFAULTS) -> Reply:
    """Make an empty shop: its database, and beside it a commented policy file to change.

    With postgresql://USER@HOST/DATABASE the tables are made in that database, which is there.
    A policy file that is there already is kept.
    """
    place, path = options.place, options.path
    if is_shop(options.address) if is_postgres(options.db) else path.exists():
        found = f"there is something at {place} already, and nothing was changed"
        return refused(Refusal("malformed", f"make a shop at {place}", found, ("another --db",)))
    policy = policy_of(options)
    with store_of(options.address) as store:
        store.search(Query(limit=1))
    file = beside(path, ".toml")
    is_new = not file.exists()
    if is_new:
        file.write_text(dump_policy(policy), encoding="utf-8")
    doc = {"db": place, "policy": str(file), "policy_written": is_new}
    return Reply(doc, partial(_show_new, doc))


def _show_new(doc: dict[str, Any], screen: Screen) -> None:
    kept = "written: change it as you like" if doc["policy_written"] else "kept as it was"
    screen.say(f"{doc['db']}: an empty shop")
    screen.say(f"{doc['policy']}: its policy, {kept}")
    screen.say("next: tilaus order place --example > order.json; tilaus order place order.json")
