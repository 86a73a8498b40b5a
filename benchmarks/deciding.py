"""Every command of the kernel on order 50001: decided, folded, its effects and entries made.

python -m benchmarks.deciding [--quick]

`decide` folds its own events (`evolve`) and checks the promises about money before it answers, so
its time is the time of both. Nothing is stored here. Beside it stands the bare trigger of the
package `transitions`, measured in the same rounds: two states, no condition, no callback.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from benchmarks.measuring import Table, alone, interleaved, seconds
from benchmarks.peers import machine_bare
from benchmarks.peers.facts import Facts

from tilaus import commands as c
from tilaus.decide import HANDLERS, Decision, decide
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import BOSS, STAFF, START, cancelling, paid, placing, reported

POLICY, PARKING = Policy(), replace(Policy(), late_payment="park")
GUEST = c.Actor("guest")
LATER = START + timedelta(days=60)
TIMES = 200

Case = tuple[Order | None, c.Command, datetime, Policy]


def done(
    order: Order | None,
    *commands: c.Command,
    at: datetime = START,
    policy: Policy = POLICY,
    busy: frozenset[str] = frozenset(),
) -> Order:
    """Decide commands one after the other; return the order after the last."""
    for command in commands:
        order = granted(decide(order, command, policy, at, busy=busy)).order
    if order is None:
        raise LookupError("there was no command")
    return order


def granted(answer: object) -> Decision:
    """Return the decision that must have been made."""
    if not isinstance(answer, Decision):
        raise RuntimeError(f"it was refused: {answer}")
    return answer


def cases() -> Mapping[str, Case]:
    """Return every command with an order that it is meant for."""
    placed = done(None, placing(50001))
    bought = done(placed, paid(placed))
    failing = c.DeliveryReported("3", "failed", 0, 1, "server_problem", by=c.SERVER)
    failed = done(bought, reported("1", "accepted"), reported("2", "delivered"), failing)
    third = c.RequestRefund(RefundRequest((RefundLine("3"),)), "original", by=STAFF)
    refunding, asked = done(failed, third), done(failed, c.AskCustomer("3", by=STAFF))
    off = done(placed, c.CancelOrder("changed my mind", by=STAFF))
    late = done(off, paid(placed), policy=PARKING)
    waiting = done(placed, paid(placed), busy=frozenset({"3"}))
    note = c.AddNote("looked at it", by=STAFF)
    void = c.ResolveEffect(f"{bought.id}/5/hand_over/1", "void", "not needed", by=BOSS)
    hung = replace(void, effect="hand_over", about="1", attempt=1, was="dead")
    told = c.Told(START, placing(50001))
    plain: tuple[tuple[Order | None, c.Command], ...] = (
        (None, placing(50001)),
        (placed, c.AddPayment("paypal", by=GUEST)),
        (placed, paid(placed)),
        (bought, c.FeeReported("1", 30, by=c.PROCESSOR)),
        (refunding, c.RefundReported("1", "succeeded", by=c.PROCESSOR)),
        (failed, c.RefundObserved("1", "re-1", 500, by=c.PROCESSOR)),
        (bought, reported("1", "delivered")),
        (bought, cancelling("1")),
        (bought, c.CancelOrder("changed my mind", by=STAFF)),
        (failed, c.RetryItem("3", by=STAFF)),
        (failed, c.AskCustomer("3", by=STAFF)),
        (asked, c.AnswerCustomer("3", "retry", by=GUEST)),
        (failed, third),
        (waiting, c.TurnGranted("3", by=c.SYSTEM)),
        (bought, c.Force("completed", "it is there", "item", "1", by=BOSS)),
        (bought, c.ReportUndelivered("tell:order-placed", "", "no such mailbox", by=c.SYSTEM)),
        (bought, hung),
        (bought, c.AdoptLifecycle(by=BOSS)),
        (bought, note),
        (bought, c.RenewTracking("t" * 32, by=STAFF)),
        (off, c.Erase(by=BOSS)),
        (None, c.Import("woocommerce:shop.example", "727", (told,), by=BOSS)),
    )
    found = {type(command).__name__: (order, command, START, POLICY) for order, command in plain}
    parked = late.parked[0].id
    found |= {
        "Tick": (placed, c.Tick(by=c.CLOCK), LATER, POLICY),
        "ReturnPayment": (late, c.ReturnPayment("1", by=BOSS), START, PARKING),
        "ResolveParked": (late, c.ResolveParked(parked, "sent back", by=BOSS), START, PARKING),
    }
    missing = {kind.__name__ for kind in HANDLERS} - found.keys()
    if missing:
        raise RuntimeError(f"commands that are not measured: {', '.join(sorted(missing))}")
    return found


def took(case: Case) -> float:
    """Return the microseconds of one decision."""
    order, command, at, policy = case

    def work() -> None:
        for _ in range(TIMES):
            decide(order, command, policy, at)

    return 1e6 * seconds(work) / TIMES


def bare() -> float:
    """Return the microseconds of one bare trigger of `transitions`."""
    facts = Facts(captured=0, due=0)
    orders = [machine_bare.born(facts) for _ in range(TIMES)]
    fire = machine_bare.FIRE["confirm"]

    def work() -> None:
        for order in orders:
            fire(order)

    return 1e6 * seconds(work) / TIMES


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    told = cases()
    made = {name: granted(decide(o, com, p, at)) for name, (o, com, at, p) in told.items()}
    jobs: dict[str, Callable[[], float]] = {n: partial(took, case) for n, case in told.items()}
    jobs["bare"] = bare
    found = interleaved(jobs, 2 * rounds + 1, "decide")
    unit = found.pop("bare")
    order = sorted(found, key=found.__getitem__)
    rows = tuple(
        (
            f"`{name}`",
            str(len(made[name].events)),
            str(len(made[name].effects)),
            f"{found[name]:.1f}",
            f"{found[name] / unit:.1f}",
        )
        for name in order
    )
    ratio = found["PaymentReported"] / unit
    events = len(made["PaymentReported"].events)
    goal = f"a payment at most 4 times the bare trigger of `transitions`: {ratio:.1f} times"
    told_of = (
        f"Decided on the order of three items, events folded and promises checked; microseconds, "
        f"medians of {2 * rounds + 1} rounds of {TIMES} decisions. The bare trigger of "
        f"`transitions` took {unit:.1f} µs in the same rounds. The payment that arrives is "
        f"{events} events: the payment, its money, the order, and three items that are handed over."
    )
    return [
        Table(
            "Every command decided",
            told_of,
            ("command", "events", "effects", "µs", "to a bare trigger"),
            rows,
            ((goal, ratio <= 4),),
            "µs a decision",
            tuple((name, found[name]) for name in order),
        )
    ]


if __name__ == "__main__":
    alone(tables)
