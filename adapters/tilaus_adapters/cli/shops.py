"""`tilaus init` and `tilaus worker`: a new shop, and what gets its work done."""

import signal
import threading
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.policy_file import dump_policy
from tilaus.ports.storage import Query
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters.cli import documents
from tilaus_adapters.cli.files import beside, policy_of, stopped_at
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.reply import BROKEN, DONE, Reply, refused
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened, store_of
from tilaus_adapters.cli.working import OPEN, WAITING, Work, work_off

IDLE_S = 1.0
"""How long a worker rests when nothing is due, in seconds: sandboxes cannot wake it."""


def init(*, options: Options = DEFAULTS) -> Reply:
    """Make an empty shop: its database, and beside it a commented policy file to change.

    A policy file that is there already is kept.
    """
    path = options.path
    if path.exists():
        found = f"there is something at {path} already, and nothing was changed"
        return refused(Refusal("malformed", f"make a shop at {path}", found, ("another --db",)))
    policy = policy_of(options)
    file = beside(path, ".toml")
    is_new = not file.exists()
    if is_new:
        file.write_text(dump_policy(policy), encoding="utf-8")
    with store_of(path) as store:
        store.search(Query(limit=1))
    doc = {"db": str(path), "policy": str(file), "policy_written": is_new}
    return Reply(doc, partial(_show_new, doc))


def _show_new(doc: dict[str, Any], screen: Screen) -> None:
    kept = "written: change it as you like" if doc["policy_written"] else "kept as it was"
    screen.say(f"{doc['db']}: an empty shop")
    screen.say(f"{doc['policy']}: its policy, {kept}")
    screen.say("next: tilaus order place --example > order.json; tilaus order place order.json")


def worker(
    *,
    once: Annotated[bool, Flag, Parameter(help="End when nothing is left to be done now.")] = False,
    options: Options = DEFAULTS,
) -> Reply:
    """Do what was asked of the world: mails, payments, deliveries, deadlines; until stopped.

    Several workers may work on one shop. What one of them left when it was killed another does,
    under the same keys, once its lease has ended.
    """
    with opened(options) as shop:
        done = work_off(shop) if once else _work_until_stopped(shop)
        rows = shop.store.effects(states=OPEN)
    doc = {
        "handled": done.handled,
        "messages": done.messages,
        "waiting": [documents.effect(row) for row in rows if row.state in WAITING],
        "dead": [documents.effect(row) for row in rows if row.state == "dead"],
        "failures": list(done.failures),
        "clock": documents.moment(stopped_at(options.path)),
    }
    return Reply(doc, partial(_show_work, doc), BROKEN if done.failures else DONE)


def _show_work(doc: dict[str, Any], screen: Screen) -> None:
    if doc["clock"]:
        screen.say(f"the clock of this shop stands at {doc['clock']}: a demo was interrupted")
    effects, messages = count(doc["handled"], "effect"), count(doc["messages"], "message")
    screen.say(f"{effects} or deadlines handled, {messages} taken")
    for row in doc["waiting"]:
        why = f": {row['outcome']}" if row["outcome"] else ""
        screen.say(f"waits until {row['run_at']}: {row['key']}{why}")
    for row in doc["dead"]:
        screen.say(f"given up, staff must look: {row['key']}: {row['outcome']}", "red")
    for failure in doc["failures"]:
        screen.complain(failure)


def _work_until_stopped(shop: Shop) -> Work:
    """Work until the process is told to end, looking for work at least once a second."""
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    done = Work()
    while not stop.is_set():
        done = done + work_off(shop, patience_s=IDLE_S)
        stop.wait(IDLE_S)
    return done
