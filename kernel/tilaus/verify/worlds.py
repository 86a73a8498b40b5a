"""The worlds that `tilaus check` explores: small, each to the end, and together every interaction.

No world has everything at once: what grows together multiplies. Each names what it covers, and
`BEYOND` what none of them does.
"""

from collections.abc import Iterator

from tilaus.guards import tree
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.verify.model import Bounds

# fmt: off
WORLDS = (
    Bounds("guest",      "an order of one item, every message at any time and any number of times, staff at every row; a guest", guest=True),
    Bounds("customer",   "the same for a registered customer: refunds to the wallet or back as it was paid"),
    Bounds("refunds",    "two refunds one after the other, to both destinations, failing and coming back", refunds=2),
    Bounds("payments",   "a second attempt to pay beside the first, money for both, a message that contradicts", payments=2, doubled=1, calm=True),
    Bounds("items",      "two items, two attempts to pay, a refund of one item or of all, to both destinations", items=2, payments=2, doubled=0, calm=True),
    Bounds("two refunds of two items", "refunds that cross: of one item, of the other, of the whole", items=2, refunds=2, doubled=0, calm=True, guest=True),
    Bounds("split",      "paid by card and wallet together, two refunds, a message that contradicts", tenders=("card", "wallet"), payments=2, refunds=2, doubled=1, calm=True),
    Bounds("units",      "two units: half delivered, half paid, refunds of single units", quantity=2, refunds=2, doubled=0, calm=True, partial=True),
    Bounds("half",       "half paid and half delivered with a message that contradicts", quantity=2, doubled=1, calm=True, partial=True),
    Bounds("twins",      "two items of one order that share an instance", items=2, doubled=0, calm=True, shared=True),
    Bounds("neighbours", "two orders that share an instance, with refunds", orders=2, doubled=0, calm=True),
    Bounds("late news",  "two orders that share an instance, and a message that contradicts", orders=2, refunds=0, doubled=1, guest=True),
    Bounds("queue",      "three orders that queue for one instance", orders=3, refunds=0, doubled=0, calm=True, guest=True),
)
"""The default set, explored for safety."""

RUNS = (
    Bounds("guest",      "an order of one item", guest=True),
    Bounds("customer",   "an order of one item, refunds to both destinations"),
    Bounds("attempts",   "two attempts to pay and two refunds", payments=2, refunds=2, doubled=1, calm=True, guest=True),
    Bounds("twins",      "two items of one order that share an instance", items=2, refunds=0, doubled=0, calm=True, shared=True, guest=True),
    Bounds("neighbours", "two orders that share an instance", orders=2, refunds=0, doubled=0, guest=True),
)
"""The worlds whose whole runs are judged; nothing is merged in them, so that each part has a name."""
# fmt: on

BEYOND = (
    "more than three orders, two items, two payments or two refunds at once",
    "two contradicting messages where there are two items, payments or refunds",
    "forced transitions, notes, erasing, new targets, and refunds made at the provider",
    "amounts other than the whole and the half; the refund rules for all amounts are proven apart",
    "stores, workers and the journal, which have tests of their own",
)
"""What no world of the default set does."""


def safety(policy: Policy) -> tuple[Bounds, ...]:
    """Return the default worlds for a policy: where its guards name amounts, dear ones too."""
    return (*WORLDS, *_dear(WORLDS[:2], policy))


def runs(policy: Policy) -> tuple[Bounds, ...]:
    """Return the worlds whose whole runs are judged for a policy."""
    return (*RUNS, *_dear(RUNS[:2], policy))


def _dear(worlds: tuple[Bounds, ...], policy: Policy) -> Iterator[Bounds]:
    """Yield worlds in which a unit costs as much as a guard names, so that it can make a choice."""
    for amount in sorted(_amounts(policy)):
        for bounds in worlds:
            covers = f"{bounds.covers}; a unit costs {amount} minor units"
            yield replace(bounds, name=f"{bounds.name}, {amount}", covers=covers, price=amount)


def _amounts(policy: Policy) -> set[int]:
    """Return the numbers in the guards beyond what the other worlds come to; most have none."""
    usual = max(bounds.price * bounds.items * bounds.quantity for bounds in WORLDS)
    tables = policy.lifecycles
    guards = [
        formula
        for table in (tables.order, tables.item, tables.payment, tables.refund)
        for row in table.transitions
        for formula in (row.guard, row.automatic)
        if formula is not None
    ]
    return {n for guard in guards for n in _numbers(tree(guard)) if n > usual}


def _numbers(node: object) -> Iterator[int]:
    match node:
        case ("number", int(number)):
            yield number
        case tuple():
            for part in node:
                yield from _numbers(part)
