"""How many states the model checker sees in a second, on one core.

python -m benchmarks.checker [--quick]
"""

from functools import partial

from benchmarks.measuring import Table, alone, interleaved, seconds

from tilaus.policy import Policy
from tilaus.verify.explore import Search
from tilaus.verify.model import Bounds

WORLDS = (
    Bounds("1 order, 1 item, 1 payment, 1 refund", guest=True),
    Bounds("1 order, 2 items, 1 refund", items=2, doubled=0, guest=True),
    Bounds("2 orders, 1 refund, calm", orders=2, doubled=0, calm=True, guest=True),
)


def explored(bounds: Bounds, sizes: dict[str, tuple[int, int]]) -> float:
    """Explore a world; return the states of a second."""
    search = Search(bounds, Policy())
    took = seconds(search.run)
    sizes[bounds.name] = len(search.worlds), search.transitions
    return len(search.worlds) / took


def tables(rounds: int) -> list[Table]:
    """Measure, and return what was found."""
    sizes: dict[str, tuple[int, int]] = {}
    jobs = {bounds.name: partial(explored, bounds, sizes) for bounds in WORLDS}
    found = interleaved(jobs, min(rounds, 3), "checker")
    rows = tuple(
        (name, f"{sizes[name][0]:,}", f"{sizes[name][1]:,}", f"{speed:,.0f}")
        for name, speed in found.items()
    )
    told = (
        "`tilaus check` plays every interleaving with the decider that runs in the shop, and "
        "checks every promise in every state."
    )
    head = ("world", "states", "transitions", "states a second")
    bars = tuple(found.items())
    return [Table("The checker", told, head, rows, (), "states a second", bars)]


if __name__ == "__main__":
    alone(tables)
