"""Let many orders fight for a few instances, with many workers; see that all have their turn.

    python -m tests.faults.contention --db shop.db --workers 8 --clients 4 --orders 2000 \
        --instances 50

Each order has two items, each with one of the instances (one service, and so many targets). Half of
the orders are paid from the wallet, half with PayPal. The server notes whatever begins while
another item has the same instance; triggers in the database note who holds and who waits.
"""

import argparse
import random
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import errands, stores, turns
from tests.faults.crowd import Crowd
from tests.faults.errands import BUYER, Site, Stop
from tests.faults.kills import a_store, add_store, finish, memory, told_all
from tests.faults.parties import QUICK, Party
from tests.faults.turns import Turnstile
from tests.faults.waiting import until

from tilaus.commands import Line, Tender
from tilaus.ports.storage import RequestKey
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus_adapters.dispatch.embedded import EmbeddedDispatcher

LEASE_S = 60.0
UNIT_MINOR = 5
ITEMS = 2
"""How many items each order has."""


@record
class Fight:
    """Who fights for what: so many workers and clients, and instances."""

    site: Site
    workers: int
    clients: int
    instances: int
    seed: int


@contextmanager
def at_the_turnstile(fight: Fight) -> Iterator[Party]:
    """Open the shop with a server that notes who begins beside whom."""
    with errands.party(fight.site) as shop:
        shop.world.shop.delivery = Turnstile(shop.world.delivery)
        yield shop


def client(fight: Fight, number: int) -> None:
    """Place this client's part of the orders."""
    chance = random.Random(f"{fight.seed}/{number}")
    with at_the_turnstile(fight) as shop:
        for nth in range(number, fight.site.orders, fight.clients):
            targets = [chance.randrange(fight.instances) for _ in range(ITEMS)]
            lines = [Line(QUICK, f"https://shop.example/{t}", 10, UNIT_MINOR) for t in targets]
            tenders = (Tender(("wallet", "paypal")[nth % 2]),)
            request = RequestKey("client", str(nth))
            placed = shop.world.shop.place(BUYER, lines, tenders, request=request)
            if isinstance(placed, Refusal):
                raise RuntimeError(placed.sentence)


def worker(fight: Fight, stop: Stop) -> None:
    """Do what is due."""
    with at_the_turnstile(fight) as shop:
        hands = EmbeddedDispatcher(shop.world.shop, threads=1, poll_s=0.05, lease_s=LEASE_S)
        hands.run(stop)


def prepare(fight: Fight) -> None:
    """Make the store, the wallet, and what watches."""
    with at_the_turnstile(fight) as shop:
        credit = fight.site.orders * ITEMS * 10 * UNIT_MINOR
        shop.world.wallet.top_up(BUYER.id, credit, "first")
    turns.watch(fight.site.address)


def live(fight: Fight) -> None:
    """Let everybody do what they want until all that was bought has begun at the server."""
    crowd, stop = Crowd(), fight.site.outside / "stop"
    for _ in range(fight.workers):
        crowd.start("worker", partial(worker, fight, stop.exists))
    crowd.start("courier", partial(errands.courier, fight.site, stop.exists))
    for number in range(fight.clients):
        crowd.start("client", partial(client, fight, number))

    def all_began() -> bool:
        crowd.tend()
        return begun(fight.site) >= fight.site.orders * ITEMS

    try:
        until(all_began, "not everything that was bought begins", every_s=0.05)
        stop.touch()
        crowd.wait()
    finally:
        crowd.end()


def begun(site: Site) -> int:
    """Return how many items began at the server."""
    with closing(sqlite3.connect(site.outside / "delivery.db", timeout=30)) as db:
        return int(db.execute("SELECT count(*) FROM starts").fetchone()[0])


def look(fight: Fight) -> tuple[list[str], str]:
    """Finish what is left; return the faults, and what there is to tell."""
    with at_the_turnstile(fight) as shop:
        finish(shop)
        found = shop.faults(0)
        unfinished = [order for order in shop.world.orders() if order.status != "completed"]
        effects = len(shop.world.store.effects())
        with shop.world.delivery.outside.transaction() as db:
            rows = db.execute("SELECT order_id, item, beside FROM starts ORDER BY seq").fetchall()
    starts = [((row["order_id"], row["item"]), row["beside"]) for row in rows]
    seen = turns.noted(fight.site.address)
    found += [f"order {order.number} is {order.status}" for order in unfinished]
    found += turns.wrong_turns(seen)
    found += turns.starts_in_turn(starts, seen)
    if len(starts) != fight.site.orders * ITEMS:
        found.append(f"{len(starts)} items began of {fight.site.orders * ITEMS}")
    waited, longest = turns.waits(seen)
    told = f"{waited:,} of {len(starts):,} items waited, at most {longest} in one queue"
    return found, f"{effects:,} effects, {told}"


def run(fight: Fight) -> tuple[list[str], str]:
    """Let everybody fight; return the faults, and one line of figures."""
    with stores.opened(fight.site.address):  # So that the schema is there.
        pass
    prepare(fight)
    began = time.monotonic()
    live(fight)
    seconds = time.monotonic() - began
    found, told = look(fight)
    crowd = f"{fight.workers} workers, {fight.clients} clients"
    what = f"{fight.site.orders:,} orders, {fight.instances} instances"
    return found, f"{crowd}, {what}: {told}, {seconds:.0f} s: {len(found)} faults"


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 if two were active at once, or somebody came out of turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add_store(parser)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--orders", type=int, default=2_000)
    parser.add_argument("--instances", type=int, default=50)
    parser.add_argument("--seed", type=int, default=50001)
    given = parser.parse_args(words)
    with TemporaryDirectory(dir=memory()) as folder, a_store(given) as (address, _):
        site = Site(address, Path(folder), given.orders, LEASE_S)
        found, told = run(Fight(site, given.workers, given.clients, given.instances, given.seed))
    return told_all(told, found)


if __name__ == "__main__":
    sys.exit(main())
