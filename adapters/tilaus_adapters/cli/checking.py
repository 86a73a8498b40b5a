"""`tilaus check`: a policy whose lifecycles are proven."""

import time
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.policy import Policy
from tilaus.policy_file import PolicyError, load_policy, load_switch
from tilaus.record import record, replace
from tilaus.switching import Stranded, stranded_orders
from tilaus.verify.explore import Breach
from tilaus.verify.model import Bounds
from tilaus.verify.replaying import Stage
from tilaus.verify.scenario import Scenario, dump
from tilaus.verify.story import sequence
from tilaus.verify.worlds import runs as worlds_for_runs
from tilaus.verify.worlds import safety
from tilaus_adapters.cli.files import policy_path, read_text, write
from tilaus_adapters.cli.findings import Found, doc, show
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.proving import Proof, Task, Ticker, cores, prove
from tilaus_adapters.cli.reply import DONE, REFUSED, Reply, UsageError, WorldError
from tilaus_adapters.cli.wiring import opened

MOST_LISTED = 1_000
"""So many stranded orders are listed; the mapping that is missing is the same for most of them."""


@Parameter(name="*")
@record
class Own:
    """Bounds of one's own; the first that is given replaces the default set of worlds."""

    orders: Annotated[int | None, Parameter(help="Orders, which share one instance (1 to 4).")] = (
        None
    )
    items: Annotated[int | None, Parameter(help="Items of each order (1 to 4).")] = None
    quantity: Annotated[int | None, Parameter(help="Units of each item (1 to 4).")] = None
    price: Annotated[int | None, Parameter(help="Minor units that a unit costs (1 to 10**9).")] = (
        None
    )
    payments: Annotated[int | None, Parameter(help="Payments of each order (1 to 4).")] = None
    refunds: Annotated[int | None, Parameter(help="Refunds of each order (0 to 4).")] = None
    doubled: Annotated[
        int | None,
        Parameter(help="Messages that contradict what was over (0 to 9); any number by default."),
    ] = None
    guest: Annotated[bool, Flag, Parameter(help="Customers have no account.")] = False
    shared: Annotated[bool, Flag, Parameter(help="Items of an order share an instance.")] = False
    partial: Annotated[bool, Flag, Parameter(help="Half payments, refunds of units.")] = False
    calm: Annotated[
        bool, Flag, Parameter(help="Staff park nothing and report nothing by hand.")
    ] = False


NONE_OF_ONES_OWN = Own()


def check(
    file: Annotated[
        Path | None, Parameter(help="The policy file; else the one that counts for the shop.")
    ] = None,
    /,
    *,
    tables: Annotated[
        bool, Flag, Parameter(help="Read the policy and its tables only; explore nothing.")
    ] = False,
    own: Own = NONE_OF_ONES_OWN,
    runs: Annotated[
        bool, Flag, Parameter(help="With bounds of your own: judge whole runs, not single steps.")
    ] = False,
    limit: Annotated[
        int | None, Parameter(help="Stop each world after so many states; proves nothing then.")
    ] = None,
    jobs: Annotated[
        int | None, Parameter(help="Worlds at a time; as many as there are cores by default.")
    ] = None,
    save: Annotated[
        Path | None, Parameter(help="Write counter-examples to this folder: scenarios, diagrams.")
    ] = None,
    against: Annotated[
        str | None, Parameter(help="List the orders of this shop that it would strand.")
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """Prove a policy: its tables, then every interleaving of small worlds; 1 if anything is wrong.

    The worlds are explored with the decider that runs in the shop. What breaks is told as a story.
    """
    path = file or policy_path(options)
    for word, value in (("jobs", jobs), ("limit", limit)):
        if value is not None and value < 1:
            raise UsageError(f"cannot check with --{word} {value}: --{word} is 1 or more")
    if against is not None and path is None:
        raise UsageError("cannot compare with --against: name the new policy file too")
    text, name = ("", "the policy that ships") if path is None else (read_text(path), str(path))
    begun = time.perf_counter()
    try:
        policy = load_policy(text) if text else Policy()
    except PolicyError as error:
        return _reply(Found(name, tuple(error.problems)), None)
    tasks = [] if tables else _tasks(policy, own, is_for_runs=runs)
    stranded = _stranded(text, against, options) if against else ()
    proofs = _proofs(text, tasks, jobs or cores(), limit)
    seconds = time.perf_counter() - begun
    found = Found(name, (), proofs, stranded, seconds, policy, own == NONE_OF_ONES_OWN)
    return _reply(found, _saved(found, text, save) if save else None)


def _tasks(policy: Policy, own: Own, *, is_for_runs: bool) -> list[Task]:
    if own == NONE_OF_ONES_OWN:
        whole = (Task(b, is_for_runs=True) for b in worlds_for_runs(policy))
        return [*(Task(b) for b in safety(policy)), *whole]
    limits = {"orders": (1, 4), "items": (1, 4), "quantity": (1, 4), "payments": (1, 4)}
    limits |= {"refunds": (0, 4), "doubled": (0, 9), "price": (1, 10**9)}
    given: dict[str, Any] = {
        name: getattr(own, name) for name in limits if getattr(own, name) is not None
    }
    for name, value in given.items():
        low, high = limits[name]
        if not low <= value <= high:
            raise UsageError(f"cannot explore --{name} {value}: it is {low} to {high}")
    flags = {n: getattr(own, n) for n in ("guest", "shared", "partial", "calm")}
    return [Task(replace(Bounds(), **given, **flags), is_for_runs=is_for_runs)]


def _stranded(text: str, against: str, options: Options) -> tuple[Stranded, ...]:
    policy, mapping = load_switch(text)
    with opened(replace(options, db=against), policy=policy) as shop:
        return tuple(islice(stranded_orders(shop.store, policy, mapping), MOST_LISTED))


def _proofs(text: str, tasks: list[Task], jobs: int, limit: int | None) -> tuple[Proof, ...]:
    ticker = Ticker()
    try:
        longest = sorted(tasks, key=lambda task: -_weight(task.bounds))
        done = {p.task: p for p in prove(text, longest, jobs=jobs, limit=limit, say=ticker)}
    finally:
        ticker.close()
    return tuple(done[task] for task in tasks)


def _weight(bounds: Bounds) -> int:
    """Guess which worlds take long; those of several orders decide the same again and again."""
    parts = bounds.items**3 * bounds.payments * (bounds.refunds + 1) ** 2
    return 0 if bounds.orders > 1 else parts * (1 if bounds.doubled == 0 else 4)


def _saved(found: Found, text: str, folder: Path) -> tuple[str, ...]:
    names: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number, breach in enumerate(found.breaches, start=1):
            played = Stage(found.tables).play(breach.story)
            scenario = Scenario(breach.promise, breach.story, text, _forever(found, breach))
            for suffix, content in ((".json", dump(scenario)), (".mmd", sequence(played))):
                path = folder / f"finding-{number}{suffix}"
                write(path, content)
                names.append(str(path))
    except OSError as error:
        raise WorldError(f"cannot write to {folder}: {error.strerror or error}") from None
    return tuple(names)


def _forever(found: Found, breach: Breach) -> Bounds | None:
    return next(
        (p.task.bounds for p in found.proofs if breach in [j.story for j in p.judged]), None
    )


def _reply(found: Found, saved: tuple[str, ...] | None) -> Reply:
    code = DONE if found.is_sound else REFUSED
    return Reply(doc(found, saved), partial(show, found, saved), code)
