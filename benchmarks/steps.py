"""One step of the order machine, and one refused step: tilaus beside other state machines.

python -m benchmarks.steps [--quick]

Every machine is the shipped table of the order in the words of its library (`benchmarks/peers`).
Before anything is measured all of them answer every (state, event, facts), and must agree.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import product
from types import ModuleType

from benchmarks.measuring import Table, alone, interleaved, seconds
from benchmarks.peers.facts import EVENTS, Facts

from tilaus.lifecycles.order import ORDER

PEERS = ("tilaus", "plain", "automat", "bare", "transitions", "fsm", "statemachine")
AGREEING = tuple(peer for peer in PEERS if peer != "bare")

YES_NO = frozenset(f.name for f in ORDER.facts.values() if f.kind == "yes_no")
NOTHING = dict.fromkeys(ORDER.facts, 0)

PATHS: Mapping[str, Sequence[tuple[str, Mapping[str, int]]]] = {
    "pending": (),
    "processing": (("confirm", {}),),
    "on_hold": (("hold", {}),),
    "on_hold, paid": (("confirm", {}), ("hold", {})),
    "on_hold, came back": (
        ("confirm", {}),
        ("refund", {"refunded": 1, "refundable": 1}),
        ("refund_failed", {"refunded": 0, "refundable": 1}),
    ),
    "completed": (("confirm", {}), ("complete", {})),
    "cancelled": (("cancel", {"due": 1}),),
    "refunded": (("confirm", {}), ("refund", {"refunded": 1, "refundable": 1})),
}
"""How an order comes into a state: events, and the facts that let them happen."""

STEPS = 400
"""Orders of one round; each takes one step."""


def peer(name: str) -> ModuleType:
    """Return the module of one machine."""
    return import_module(f"benchmarks.peers.machine_{name}")


def seen(state: str, event: str) -> Iterator[Facts]:
    """Yield every outcome of the facts that the rows of a state and an event read."""
    rows = [row for row in ORDER.rows(state) if row.trigger == event]
    names = sorted(frozenset().union(*(row.guard.facts for row in rows)))
    for values in product(*((0, 1) if name in YES_NO else (0, 1, 2) for name in names)):
        yield Facts(**{**NOTHING, **dict(zip(names, values, strict=True))})


def answer(machine: ModuleType, path: str, event: str, facts: Facts) -> str:
    """Return the status after an event, or that it was refused."""
    own = Facts(**NOTHING)
    order = machine.born(own)
    for step, told in PATHS[path]:
        own.__dict__.update({**NOTHING, **told})
        machine.FIRE[step](order)
    before = machine.status(order)
    if before != re.split(",", path)[0]:
        raise RuntimeError(f"{machine.NAME}: the way to {path} ends in {before}")
    own.__dict__.update(vars(facts))
    try:
        happened = machine.FIRE[event](order)
    except machine.REFUSALS:
        happened = False
    return "refused" if happened is False else machine.status(order)


def agreed() -> int:
    """Let all machines answer everything; return how many cases that were.

    Raises:
        RuntimeError: two of them answer one case differently.
    """
    machines, cases = [peer(name) for name in AGREEING], 0
    for path, event in product(PATHS, EVENTS):
        for facts in seen(path.partition(",")[0], event):
            told = {m.NAME: answer(m, path, event, facts) for m in machines}
            cases += 1
            if len(set(told.values())) > 1:
                raise RuntimeError(f"{event} in {path} with {facts}: {told}")
    return cases


def granted(machine: ModuleType) -> float:
    """Return the microseconds of one step: the payment arrived, the order goes on."""
    facts = Facts(**NOTHING)
    orders, fire = [machine.born(facts) for _ in range(STEPS)], machine.FIRE["confirm"]

    def work() -> None:
        for order in orders:
            fire(order)

    return 1e6 * seconds(work) / STEPS


def refused(machine: ModuleType) -> float:
    """Return the microseconds of one refused step: the money is not there yet."""
    facts = Facts(**{**NOTHING, "due": 1})
    orders, fire = [machine.born(facts) for _ in range(STEPS)], machine.FIRE["confirm"]
    refusals = machine.REFUSALS

    def work() -> None:
        for order in orders:
            try:  # noqa: SIM105 - entering a context manager would cost as much as a step
                fire(order)
            except refusals:
                pass

    return 1e6 * seconds(work) / STEPS


def living(name: str, many: int) -> float:
    """Return the microseconds of one step, each of any of so many live orders."""
    machine, chance = peer(name), random.Random(many)
    orders = [machine.born(Facts(**NOTHING)) for _ in range(many)]
    picked = [orders[chance.randrange(many)] for _ in range(STEPS)]
    hold, resume = machine.FIRE["hold"], machine.FIRE["resume"]

    def work() -> None:
        for order in picked:
            hold(order)
            resume(order)

    return 1e6 * seconds(work) / STEPS / 2


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    cases = agreed()
    machines = {name: peer(name) for name in PEERS}
    jobs: dict[str, Callable[[], float]] = {}
    for name, machine in machines.items():
        jobs[name] = partial(granted, machine)
        jobs[f"{name}, refused"] = partial(refused, machine)
    found = interleaved(jobs, 4 * rounds + 1, "steps")
    bare = found["bare"]
    rows = tuple(
        (
            machine.NAME,
            f"{found[name]:.2f}",
            f"{found[f'{name}, refused']:.2f}",
            f"{found[name] / found['tilaus']:.1f}",
        )
        for name, machine in sorted(machines.items(), key=lambda pair: found[pair[0]])
    )
    told = (
        f"The payment arrived (`confirm`), and the same refused because it did not: microseconds, "
        f"medians of {4 * rounds + 1} rounds of {STEPS:,} orders. All machines are the shipped "
        f"table of the order and gave the same answers in {cases:,} cases (state, event, facts); "
        "the bare one of `transitions` has two states, no guard and no callback. A refusal of "
        "tilaus says what the guards saw."
    )
    ratio = bare / found["tilaus"]
    goal = (
        f"a step at least 8 times as fast as the bare trigger of `transitions`: {ratio:.1f} times"
    )
    return [
        Table(
            "One step of the order machine",
            told,
            ("machine", "a step, µs", "a refused step, µs", "to tilaus"),
            rows,
            ((goal, ratio >= 8),),
            "µs a step",
            tuple((machines[n].NAME, found[n]) for n in sorted(machines, key=found.__getitem__)),
        ),
        _alive(rounds),
    ]


def _alive(rounds: int) -> Table:
    sizes = (1, 1_000, 100_000)
    jobs = {(name, many): partial(living, name, many) for name in BOTH for many in sizes}
    found = interleaved(jobs, 2 * rounds + 1, "live orders")
    told = (
        "Steps of orders that are picked at random among those in memory. A step looks at one "
        "row of a table and one record, wherever it lies; that a record which nobody touched for "
        "long is not in the processor's cache costs the dictionary as much."
    )
    rows = tuple((f"{many:,}", *(f"{found[name, many]:.2f}" for name in BOTH)) for many in sizes)
    more = {name: found[name, sizes[-1]] - found[name, 1] for name in BOTH}
    goal = (
        f"live orders cost a step no more than they cost the dictionary: {more['tilaus']:.2f} µs "
        f"beside {more['plain']:.2f} µs at 100,000"
    )
    return Table(
        "A step beside other live orders",
        told,
        ("live orders", "tilaus, µs", "dictionary, µs"),
        rows,
        ((goal, more["tilaus"] <= 1.5 * more["plain"]),),
        "µs a step",
        tuple((f"tilaus, {many:,} live orders", found["tilaus", many]) for many in sizes),
    )


BOTH = ("tilaus", "plain")


if __name__ == "__main__":
    alone(tables)
