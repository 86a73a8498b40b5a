"""How the worlds of `tilaus check` grow with their bounds, as the Markdown table of the docs.

python benchmarks/growth.py [SECONDS]

Each world is explored on one core, for at most so many seconds (600 by default); one that did not
end in time is told with how far it came.
"""

import sys
import time

from tilaus.policy import Policy
from tilaus.verify.explore import Search
from tilaus.verify.model import Bounds

# fmt: off
GROWING = (
    Bounds("1 order, 1 item, 1 payment, 1 refund",          guest=True),
    Bounds("the same, 2 refunds",                           refunds=2, guest=True),
    Bounds("the same, 3 refunds",                           refunds=3, guest=True),
    Bounds("2 payments, 1 refund",                          payments=2, guest=True),
    Bounds("2 payments, 2 refunds, 1 contradicting message", payments=2, refunds=2, doubled=1, guest=True),
    Bounds("2 items, 1 refund, none",                       items=2, doubled=0, guest=True),
    Bounds("2 items, 1 refund, 1 contradicting message, calm", items=2, doubled=1, calm=True, guest=True),
    Bounds("2 items, 1 refund",                             items=2, guest=True),
    Bounds("2 items, 2 payments, 2 refunds, none, calm",    items=2, payments=2, refunds=2, doubled=0, calm=True, guest=True),
    Bounds("2 items, 2 payments, 2 refunds, 1 contradicting message, calm", items=2, payments=2, refunds=2, doubled=1, calm=True, guest=True),
    Bounds("2 items, 2 payments, 2 refunds, 2 contradicting messages, calm", items=2, payments=2, refunds=2, doubled=2, calm=True, guest=True),
    Bounds("3 items, 1 refund, none, calm",                 items=3, doubled=0, calm=True, guest=True),
    Bounds("3 items, 2 refunds, none, calm",                items=3, refunds=2, doubled=0, calm=True, guest=True),
    Bounds("3 items, 2 payments, 2 refunds, none, calm",    items=3, payments=2, refunds=2, doubled=0, calm=True, guest=True),
    Bounds("2 orders, 1 refund, none, calm",                orders=2, doubled=0, calm=True, guest=True),
    Bounds("3 orders, 1 refund, none, calm",                orders=3, doubled=0, calm=True, guest=True),
    Bounds("4 orders, no refund, none, calm",               orders=4, refunds=0, doubled=0, calm=True, guest=True),
)
# fmt: on


class TimeIsUpError(Exception):
    """The world was not explored in time."""


def main() -> None:
    """Print the table line by line."""
    most = float(sys.argv[1]) if len(sys.argv) > 1 else 600.0
    print("| world | states | transitions | depth | seconds | complete |")
    print("|---|---:|---:|---:|---:|---|", flush=True)
    for bounds in GROWING:
        print(_line(bounds, most), flush=True)


def _line(bounds: Bounds, most: float) -> str:
    begun = time.perf_counter()

    def look(states: int, depth: int) -> None:
        if time.perf_counter() - begun > most:
            raise TimeIsUpError

    search = Search(bounds, Policy(), progress=look)
    try:
        is_complete = search.run().is_complete
    except TimeIsUpError:
        is_complete = False
    seconds = time.perf_counter() - begun
    depth = len(search.story(len(search.worlds) - 1))
    figures = f"{len(search.worlds):,} | {search.transitions:,} | {depth} | {seconds:.1f}"
    return f"| {bounds.name} | {figures} | {'yes' if is_complete else 'no'} |"


if __name__ == "__main__":
    main()
