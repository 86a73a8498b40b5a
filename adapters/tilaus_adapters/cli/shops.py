"""`tilaus init`: a new shop."""

from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.policy_file import dump_policy
from tilaus.ports.storage import Query
from tilaus.refusals import Refusal
from tilaus_adapters.cli.files import beside, policy_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import Reply, UsageError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.wiring import is_shop, store_of
from tilaus_adapters.cli.wizard import NOTHING, Answers, asked, is_asked, policy_from
from tilaus_adapters.storage.opening import is_postgres


def init(
    *,
    answers: Answers = NOTHING,
    defaults: Annotated[
        bool, Parameter(negative="", show_default=False, help="Ask nothing on a terminal.")
    ] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Make an empty shop: its database, and beside it a commented policy file to change.

    On a terminal it asks a few questions, unless options answer them. With
    postgresql://USER@HOST/DATABASE the tables are made in that database, which is there. A policy
    file that is there already is kept.
    """
    place, path = options.place, options.path
    if is_shop(options.address) if is_postgres(options.db) else path.exists():
        found = f"there is something at {place} already, and nothing was changed"
        return refused(Refusal("malformed", f"make a shop at {place}", found, ("another --db",)))
    file = beside(path, ".toml")
    is_new = not file.exists()
    policy = policy_of(options)
    if not answers.is_empty and not is_new:
        raise UsageError(f"cannot write the answers: there is a policy in {file}; change that")
    if is_new and options.policy is None:
        is_asking = answers.is_empty and not defaults and not options.json and is_asked()
        said = asked(policy) if is_asking else answers
        policy = policy if said.is_empty else policy_from(said, policy)
    with store_of(options.address) as store:
        store.search(Query(limit=1))
    if is_new:
        file.write_text(dump_policy(policy), encoding="utf-8")
    doc = {"db": place, "policy": str(file), "policy_written": is_new}
    return Reply(doc, partial(_show_new, doc))


def _show_new(doc: dict[str, Any], screen: Screen) -> None:
    kept = "written: change it as you like" if doc["policy_written"] else "kept as it was"
    screen.say(f"{doc['db']}: an empty shop")
    screen.say(f"{doc['policy']}: its policy, {kept}")
    screen.say("next: tilaus order place --example > order.json; tilaus order place order.json")
