"""`tilaus worker`: what gets the work of a shop done, some threads of it or some processes."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.drain import LEASE_S
from tilaus.ports.storage import JournalRow, StoreError
from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.announcing import announcing, endpoints_of, send_once
from tilaus_adapters.cli.files import stopped_at
from tilaus_adapters.cli.measuring import address_of, measured
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.plugs import settings_of
from tilaus_adapters.cli.polling import polling
from tilaus_adapters.cli.progress import LogLines, Progress
from tilaus_adapters.cli.reply import BROKEN, DONE, Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.serving import IDLE_S, Housekeeper, Served, serve
from tilaus_adapters.cli.tending import see_to, tended
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.cli.working import OPEN, WAITING, Crew, Work, work_off
from tilaus_adapters.dispatch.embedded import THREADS, outlasting
from tilaus_adapters.dispatch.metrics import Recently, Tally, Told, as_doc, backlog, subscribers

GRACE_S = 30.0
"""How long a worker that is stopped finishes what it began, in seconds."""

MOST_THREADS = 64
"""More threads of one process only wait for each other: start more processes instead."""

MOST_SHOWN = 20
"""How many waiting effects a person is shown."""

_DAY_S = 86_400


@record
class _Manner:
    """How a worker works: who works, how long it ends, and where it says what it counted."""

    crew: Crew
    grace_s: float
    address: tuple[str, int] | None


def worker(
    *,
    once: Annotated[bool, Flag, Parameter(help="End when nothing is left to be done now.")] = False,
    concurrency: Annotated[
        int, Parameter(help=f"How many orders are worked on at once, 1 to {MOST_THREADS}.")
    ] = THREADS,
    per_provider: Annotated[
        int | None,
        Parameter(help="How many of them may wait for one provider; half of them if not given."),
    ] = None,
    lease: Annotated[
        float, Parameter(help="Seconds after which another worker may do what this one began.")
    ] = LEASE_S,
    grace: Annotated[
        float, Parameter(help="Seconds in which what was begun is finished when it is stopped.")
    ] = GRACE_S,
    metrics: Annotated[
        str | None, Parameter(help="HOST:PORT at which Prometheus may read what is counted.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Do what was asked of the world: mails, payments, deliveries, deadlines; until stopped.

    Several workers may work on one shop. What one of them left when it was killed another does,
    under the same keys, once its lease has ended. SIGTERM and Ctrl-C let it finish what it began;
    a second one ends it at once.
    """
    manner = _manner(concurrency, per_provider, lease, grace, metrics)
    return _work_once(options, manner) if once else _work_on(options, manner)


def _work_once(options: Options, manner: _Manner) -> Reply:
    """Do what is due now, and end."""
    tally = Tally()
    with ExitStack() as stack:
        shop = stack.enter_context(_shop(options, manner))
        left = Recently(lambda: backlog(shop.store, shop.clock()))
        own = stack.enter_context(measured(manner.address, manner.crew.threads, left, _told(shop)))
        done = work_off(shop, crew=manner.crew, observers=(tally, *own))
        see_to(shop.notifier)
        told = send_once(shop, endpoints_of(shop.policy, settings_of(os.environ)))
        trouble = tuple(f"webhook {sent.name}: {sent.trouble}" for sent in told if sent.trouble)
        done = done + Work(failures=trouble)
        doc = _doc(shop, options, done, tally)
        return Reply(doc, partial(_show_work, doc), BROKEN if done.failures else DONE)


def _work_on(options: Options, manner: _Manner) -> Reply:
    """Work until the process is told to end."""
    tally, threads = Tally(), manner.crew.threads
    with ExitStack() as stack:
        # Before the shop is opened, so that the mails that it prints go above the live line.
        progress = stack.enter_context(Progress(sys.stderr, tally, threads))
        shop = stack.enter_context(_shop(options, manner))
        left = Recently(lambda: backlog(shop.store, shop.clock()))
        own = stack.enter_context(measured(manner.address, threads, left, _told(shop)))
        stack.enter_context(tended(shop.notifier))
        log = LogLines(shop, sys.stderr)
        told = endpoints_of(shop.policy, settings_of(os.environ))
        stack.enter_context(announcing(shop, told, log.webhook))
        stack.enter_context(polling(shop, log.delivery))
        hands = manner.crew.dispatcher(shop, tally, log, *own, poll_s=IDLE_S)
        keeper = Housekeeper(shop, hands, log, left)
        progress.left = lambda: keeper.left
        stopping = partial(_say_stopping, log, tally, manner.grace_s)
        served = serve(shop, hands, keeper, progress.show, stopping, manner.grace_s)
        progress.close()
        done = Work(tally.snapshot().handled, keeper.messages, tuple(log.failures))
        doc = _doc(shop, options, done, tally)
        return _ended(served, Reply(doc, partial(_show_served, doc)), options)


def _told(shop: Shop) -> Callable[[], Sequence[Told]]:
    return lambda: subscribers(shop.store, shop.clock())


@contextmanager
def _shop(options: Options, manner: _Manner) -> Iterator[Shop]:
    with opened(options) as shop:
        if calls := outlasting(shop, manner.crew.lease_s):
            raise WorldError(f"cannot work: {'; '.join(calls)}; use a longer --lease")
        yield shop


def _manner(
    threads: int, per_provider: int | None, lease_s: float, grace_s: float, metrics: str | None
) -> _Manner:
    """Read how to work; raises UsageError for a number that is out of its range."""
    most = threads if per_provider is None else per_provider
    # fmt: off
    ranges = (
        ("--concurrency",  threads, 1, MOST_THREADS),
        ("--per-provider", most,    1, MOST_THREADS),
        ("--lease",        lease_s, 1, _DAY_S),
        ("--grace",        grace_s, 0, _DAY_S),
    )
    # fmt: on
    for name, value, least, largest in ranges:
        if not least <= value <= largest:
            raise UsageError(f"cannot work with {name} {value:g}: it is {least} to {largest}")
    address = None if metrics is None else address_of(metrics)
    return _Manner(Crew(threads, per_provider, lease_s), grace_s, address)


def _say_stopping(log: LogLines, tally: Tally, grace_s: float) -> None:
    log.write("stopping", level="info", unfinished=tally.snapshot().busy, grace_s=f"{grace_s:g}")


def _ended(served: Served, reply: Reply, options: Options) -> Reply:
    """Reply, or where something was not waited for, say so and end the process at once."""
    if served.error is not None:
        raise served.error
    if served.is_whole:
        return reply
    if options.json:
        sys.stdout.write(json.dumps(reply.doc, indent=2, ensure_ascii=False) + "\n")
    else:
        reply.show(Screen(options.zone))
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads still use the connections, so nothing is closed: the system does it, as in a crash.
    os._exit(reply.code)


def _doc(shop: Shop, options: Options, done: Work, tally: Tally) -> dict[str, Any]:
    failures = list(done.failures)
    try:
        rows = shop.store.effects(states=OPEN)
    except StoreError as error:  # It ends all the same; what is left is not known.
        rows, failures = (), [*failures, f"cannot say what is left: {error}"]
    snapshot = tally.snapshot()
    return {
        "handled": done.handled,
        "messages": done.messages,
        "waiting": _effects(rows, WAITING),
        "dead": _effects(rows, frozenset({"dead"})),
        "failures": failures,
        "clock": documents.moment(stopped_at(options.path)),
        "unfinished": snapshot.busy,
        **as_doc(snapshot),
    }


def _effects(rows: Sequence[JournalRow], states: frozenset[str]) -> list[dict[str, Any]]:
    return [documents.effect(row) for row in rows if row.state in states]


def _show_work(doc: dict[str, Any], screen: Screen) -> None:
    if doc["clock"]:
        screen.say(f"the clock of this shop stands at {doc['clock']}: a demo was interrupted")
    effects, messages = count(doc["handled"], "effect"), count(doc["messages"], "message")
    screen.say(f"{effects} or deadlines handled, {messages} taken")
    if doc["unfinished"]:
        screen.say(f"not finished, done again when the lease ends: {doc['unfinished']}", "yellow")
    for row in doc["waiting"][:MOST_SHOWN]:
        why = f": {row['outcome']}" if row["outcome"] else ""
        screen.say(f"waits until {row['run_at']}: {row['key']}{why}")
    if len(doc["waiting"]) > MOST_SHOWN:
        screen.say(f"and {len(doc['waiting']) - MOST_SHOWN} more wait")
    for row in doc["dead"]:
        screen.say(f"given up, staff must look: {row['key']}: {row['outcome']}", "red")
    for failure in doc["failures"]:
        screen.complain(failure)


def _show_served(doc: dict[str, Any], screen: Screen) -> None:
    """Show the work of a worker that worked until it was stopped: its speed besides."""
    _show_work(doc, screen)
    lag = f"the longest wait was {doc['longest_lag_s']:.1f} s"
    screen.say(f"{doc['per_s']:.1f}/s in {doc['seconds']:.1f} s; {lag}")
    heads = ("via", "calls", "median", "95 %", "longest")
    rows = (
        (c["via"], c["count"], *(f"{c[t]:.3f} s" for t in ("median_s", "p95_s", "max_s")))
        for c in doc["calls"]
    )
    if doc["calls"]:
        screen.table(heads, rows, right=heads[1:])
