"""Kill (SIGKILL) and pause (SIGSTOP) the processes of a shop; see that nothing is lost or doubled.

    python -m tests.faults.kills --db shop.db --effects 10000 --kills 300

Workers, a placer of orders and a courier, who carries the messages of provider and server and asks
for refunds, all work at once. At moments that the seed chooses one of them is killed, and another
takes its place, or it is paused until its lease has ended, and goes on. In the end all is compared
with what really happened outside.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import errands, stores
from tests.faults.around import Lines, simply
from tests.faults.crowd import Crowd, Process
from tests.faults.errands import KINDS, Site
from tests.faults.parties import Party, RealClock, behave
from tests.faults.proxy import Proxy, free_port, wait_for
from tests.faults.stores import POSTGRES
from tests.faults.waiting import PATIENCE_S, rest, until
from tests.postgres import Server, started

from tilaus.drain import drain
from tilaus.record import record, replace
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.storage.sqlite import SqliteStore

MEMORY = Path("/dev/shm")

PROXY = "proxy"
LEASE_S = 1.0
PAUSES = 0.3
"""Of the blows, the part that are pauses."""

MOST_TOLD = 20

End = tuple[str, ...]


@record
class Plan:
    """What is to be done: so many effects, blows (kills and pauses), and workers.

    On PostgreSQL also restarts of the server, and of so many statements that write one is the last
    on its connection (`one_in`; 0 for none).
    """

    effects: int
    blows: int
    workers: int
    seed: int
    restarts: int = 0
    one_in: int = 0


def rehearse() -> tuple[int, tuple[End, ...]]:
    """Live through one order of each kind with nobody disturbing; return the effects, and the ends.

    It also imports and warms everything that the processes need after they were forked.
    """
    with TemporaryDirectory(dir=memory()) as folder:
        site = Site(":memory:", Path(folder), len(KINDS), LEASE_S)
        store = SqliteStore(":memory:")
        shop = Party(store, site.outside, RealClock(), simply, "rehearsal")
        behave(shop.world.delivery)
        shop.world.wallet.top_up(errands.BUYER.id, 10_000, "first")
        for nth in range(len(KINDS)):
            errands.place(shop, nth)
        while drain(shop.world.shop) + errands.errand(shop):
            pass
        found = shop.faults(0)
        effects, ends = len(store.effects()), tuple(ends_of(shop))
        shop.close()
        store.close()
    if found:
        raise RuntimeError("\n".join(found))
    return effects, ends


def ends_of(shop: Party) -> Iterator[End]:
    """Yield how the orders ended, by the time of their placing."""
    for order in sorted(shop.world.orders(), key=lambda order: order.number):
        refunds = (f"{r.to} {r.status} {r.amount_minor}" for r in order.refunds)
        yield order.status, *(item.status for item in order.items), *sorted(refunds)


class Run:
    """One run: processes, the blows that they get, and what is found in the end."""

    def __init__(
        self, site: Site, plan: Plan, ends: tuple[End, ...], server: Server | None
    ) -> None:
        self.site, self._plan, self._ends, self._server = site, plan, ends, server
        self._stop = site.outside / "stop"
        self._chance = random.Random(plan.seed)
        self._cuts = Lines(site.outside / "cuts.log")
        self._failed = Lines(site.outside / "failed.log")
        self.crowd = Crowd()
        self.restarts = 0

    def live(self) -> None:
        """Start everybody, deal the blows, and wait until all orders were placed."""
        seen = self._through_the_proxy()
        for role in ("placer", "courier", *["worker"] * self._plan.workers):
            errand = partial(getattr(errands, role), seen, self._stop.exists)
            self.crowd.start(role, partial(errands.again, errand, self._stop.exists, self._failed))
        try:
            self._deal()
            self._finish()
        finally:
            self._stop.touch()
            self.crowd.end()

    def _through_the_proxy(self) -> Site:
        """Return the site as the processes see it: behind a proxy, where connections are cut."""
        if self._server is None or not self._plan.one_in:
            return self.site
        port = free_port()
        proxy = Proxy(self._server.port, self._plan.seed, self._plan.one_in, self._cuts)
        self.crowd.start(PROXY, partial(proxy.serve, port))
        wait_for(port)
        name = self.site.address.rpartition("/")[2]
        return replace(self.site, address=f"{POSTGRES}postgres@127.0.0.1:{port}/{name}")

    def _deal(self) -> None:
        """Deal the blows, spread over the work: each when so many calls were made outside."""
        expected = self._plan.effects * 0.97
        blows = ["blow"] * self._plan.blows + ["restart"] * self._plan.restarts
        due = sorted((self._chance.uniform(0, expected), blow) for blow in blows)
        made = Growing(self.site.outside / "calls.log")
        for calls, blow in due:
            until(partial(self._has_made, made, calls), "no more calls are made", every_s=0.002)
            rest(self._chance.uniform(0, 0.02))
            self.crowd.tend()
            if blow == "restart":
                self._restart()
            else:
                able = [process for process in self.crowd.able() if process.role != PROXY]
                self._blow(self._chance.choice(able or [None]))

    def _has_made(self, made: "Growing", calls: float) -> bool:
        self.crowd.tend()
        return made.lines() >= calls

    def _restart(self) -> None:
        """Let the server crash and recover; all its connections die."""
        if self._server is not None:
            self._server.restart("immediate")
            self.restarts += 1

    def _blow(self, process: Process | None) -> None:
        if process is None:  # All of them are paused.
            rest(self.site.lease_s)
        elif process.role == "worker" and self._chance.random() < PAUSES:
            self.crowd.pause(process, self.site.lease_s * self._chance.uniform(1.1, 2))
        else:
            self.crowd.kill(process)

    def _finish(self) -> None:
        """Wait until all orders are placed, then stop; what is left is done by whoever looks."""

        def is_placed() -> bool:
            self.crowd.tend()
            return "placer" not in self.crowd.roles()

        until(is_placed, "the orders are not all placed")
        self._stop.touch()
        # The proxy goes last: whoever is in the middle of something must be able to end it.
        self.crowd.wait(besides=frozenset({PROXY}))

    def look(self) -> tuple[list[str], str]:
        """Finish what is left, then compare; return the faults, and what there is to tell."""
        with errands.party(self.site) as shop:
            finish(shop)
            found = shop.faults(self._copies_allowed())
            found += self._compare(shop)
            journal = list(shop.world.store.effects())
            found += [f"settled twice: {r.effect.key}" for r in journal if r.attempts > 1]
            mails = shop.mail.received()
            told = f"{len(journal):,} effects, {mails.total() - len(mails)} mails twice"
        return found, told

    def _copies_allowed(self) -> int:
        """Return how many mails may have come once more: all that were sent when somebody died."""
        blows = self.crowd.kills + self.crowd.pauses + self.restarts * self._plan.workers
        return blows * errands.THREADS + self.cuts()

    def cuts(self) -> int:
        """Return how many connections were cut."""
        return len(self._cuts.read())

    def failed(self) -> int:
        """Return how often somebody gave up because the store was away, and began again."""
        return len(self._failed.read())

    def _compare(self, shop: Party) -> Iterator[str]:
        """Find kinds of orders that do not end as often as they must, in the way they must."""
        seen = Counter(ends_of(shop))
        wanted = Counter(self._ends[n % len(self._ends)] for n in range(self.site.orders))
        for end in seen.keys() | wanted.keys():
            if seen[end] != wanted[end]:
                yield f"{seen[end]} orders end as {end}, {wanted[end]} should"


def finish(shop: Party) -> None:
    """Do all that is left, also in lanes whose worker is gone, once their leases have ended."""
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        if not (drain(shop.world.shop) + errands.errand(shop) or _waits(shop)):
            return


def _waits(shop: Party) -> bool:
    """Wait a little where a lane is still leased by somebody who is gone."""
    due = shop.world.store.next_due()
    open_rows = shop.world.store.effects(states=frozenset({"ready", "unknown"}))
    if due is None or not open_rows:
        return False
    rest(0.05)
    return True


class Growing:
    """Counts the lines of a file that others write."""

    def __init__(self, path: Path) -> None:
        self._path, self._at, self._count = path, 0, 0

    def lines(self) -> int:
        """Return how many lines there are by now."""
        if self._path.exists():
            with self._path.open("rb") as file:
                file.seek(self._at)
                new = file.read()
            self._at += len(new)
            self._count += new.count(b"\n")
        return self._count


def memory() -> Path | None:
    """Return a folder in memory, for files that no fault here takes; None where there is none."""
    return MEMORY if MEMORY.is_dir() else None


def run(address: str, plan: Plan, server: Server | None = None) -> tuple[list[str], str]:
    """Run a plan on a store; return the faults, and one line of figures."""
    effects, ends = rehearse()
    orders = -(-plan.effects * len(KINDS) // effects)
    with TemporaryDirectory(dir=memory()) as folder:
        site = Site(address, Path(folder), orders, LEASE_S)
        server_outside = SandboxDelivery(site.outside / "delivery.db")
        behave(server_outside)
        server_outside.close()
        with stores.opened(address):  # So that the schema is there.
            began, it = time.monotonic(), Run(site, plan, ends, server)
        it.live()
        seconds = time.monotonic() - began
        found, told = it.look()
        blows = f"{it.crowd.kills} kills, {it.crowd.pauses} pauses"
        if server is not None:
            blows += f", {it.restarts} restarts of the server, {it.cuts()} connections cut"
            blows += f", {it.failed()} errands begun again"
    speed = f"{seconds:.0f} s, {plan.effects / seconds:.0f} effects/s"
    return found, f"{blows}, {orders:,} orders, {told}, {speed}: {len(found)} faults"


def main(words: Sequence[str] | None = None) -> int:
    """Print the figures; exit code 1 if anything was lost, doubled or out of order."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    add_store(parser)
    parser.add_argument("--effects", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=300, help="kills and pauses together")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=50001)
    parser.add_argument("--restarts", type=int, default=5, help="of a server started by --postgres")
    parser.add_argument("--one-in", type=int, default=200, help="of so many writes one is cut off")
    given = parser.parse_args(words)
    plan = Plan(given.effects, given.kills, given.workers, given.seed)
    with a_store(given) as (address, server):
        if server is not None:
            plan = replace(plan, restarts=given.restarts, one_in=given.one_in)
        found, told = run(address, plan, server)
    return told_all(told, found)


def add_store(parser: argparse.ArgumentParser) -> None:
    """Let a command choose its store."""
    store = parser.add_mutually_exclusive_group(required=True)
    store.add_argument("--db", help="a SQLite file or a postgresql:// database that is empty yet")
    store.add_argument("--postgres", metavar="VERSION", help="start a PostgreSQL of one's own")


@contextmanager
def a_store(given: argparse.Namespace) -> Iterator[tuple[str, Server | None]]:
    """Return the address that a command was given, or the one of a server that it starts."""
    if given.db:
        yield given.db, None
    else:
        with started(given.postgres) as server:
            yield server.fresh_database(), server


def told_all(told: str, found: Sequence[str]) -> int:
    """Print one line of figures and the first faults; return the exit code."""
    sys.stdout.write(f"{told}\n")
    for fault in found[:MOST_TOLD]:
        sys.stdout.write(f"FAULT {fault[:500]}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
