"""Kill workers and relays, then the whole Temporal engine with its database; look what is lost.

    python -m tests.faults.engine [--orders 1000] [--kills 30] [--seed 50001] [--db ADDRESS]

A shop in a file (or at ADDRESS), a Temporal server, two workers and two relays, each a process of
its own. This process is the world outside: it places orders, pays them, hands the messages of
provider and server to the shop, and has staff refund what could not be delivered. Meanwhile it
kills (kill -9) one of the four again and again, and starts another in its place. When half of the
orders are over it kills the Temporal server, deletes its database, and starts an empty one. In the
end everything is compared: orders, history, journal, books, mails, and what provider and server say
that really happened. Exit code 1 if anything was lost or happened twice.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults.around import simply
from tests.faults.parties import QUICK, WRONG, Party, RealClock, behave
from tests.temporal import MISSING, Server, program, started
from tests.world import STAFF

from tilaus.commands import Line, RequestRefund
from tilaus.order import Order
from tilaus.ports.storage import RequestKey, Store
from tilaus.record import record
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import GUEST, MEMBER
from tilaus_adapters.dispatch.temporal import TemporalDispatcher
from tilaus_adapters.storage.opening import open_store

ROLES = ("worker", "worker", "relay", "relay")
LEASE_S = 3.0
THREADS = 4
OVER = frozenset({"finished", "closed", "failed"})

AT_ONCE = 100
"""How many orders are under way at a time."""

AWAY_S = 3.0
"""How long there is no engine at all, in seconds."""

PAUSE_S = 0.05
"""How long the world outside does nothing between two steps, in seconds."""

PATIENCE_S = 120.0
"""How long nothing may come to an end before this counts as a fault, in seconds."""


@record
class Setting:
    """Where everything is: the shop's store, the world outside, the engine."""

    db: str
    folder: Path
    target: str

    def store(self) -> Store:
        """Open the store."""
        return open_store(self.db)

    def party(self, store: Store, seed: str) -> Party:
        """Open the shop, and the world outside around it."""
        return Party(store, self.folder, RealClock(), simply, seed)


class Hand:
    """A worker or a relay in a process of its own; it ends with this one."""

    def __init__(self, role: str, setting: Setting) -> None:
        self.role = role
        given = ("--db", setting.db, "--folder", str(setting.folder), "--target", setting.target)
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.faults.engine", "--as", role, *given),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """End it as kill -9 does."""
        self._process.kill()
        self._process.communicate()

    def stop(self) -> None:
        """Ask it to end, and wait until it did."""
        self._process.terminate()
        self._process.communicate(timeout=PATIENCE_S)


def serve(role: str, setting: Setting) -> None:
    """Be a worker or a relay until told to stop, or until whoever started this is gone."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    store = setting.store()
    party = setting.party(store, f"{role}-{os.getpid()}")
    dispatcher = TemporalDispatcher(
        party.world.shop, target=setting.target, poll_s=0.3, threads=THREADS, lease_s=LEASE_S
    )
    with closing(party), closing(dispatcher):
        act = dispatcher.work if role == "worker" else dispatcher.relay
        act(stop.is_set)


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(1)


class Outside:
    """The world outside: it places orders and pays, and knows which of them are over."""

    def __init__(self, party: Party, orders: int) -> None:
        self.party, self.wanted = party, orders
        self.under_way: set[str] = set()
        self.placed = self.over = 0
        self._paid: set[str] = set()

    def step(self) -> None:
        """Let everybody do what they can do now."""
        while self.placed < self.wanted and len(self.under_way) < AT_ONCE:
            self._place(self.placed)
        self.party.world.receive()
        for order_id in tuple(self.under_way):
            self._go_on(self.party.world.order(order_id))

    def _place(self, n: int) -> None:
        # Every tenth order wants what the one before wants: the instance goes from one to the next.
        target = f"https://youtube.com/watch?v={n - n % 10 // 9}"
        lines = [Line(QUICK, target, 100, 1)]
        if n % 4 == 0:
            lines.append(Line(WRONG, f"https://facebook.com/{n}", 50, 2))
        customer, method = ((MEMBER, "card"), (GUEST, "paypal"))[n % 2]
        self.under_way.add(self.party.world.place(*lines, customer=customer, method=method).id)
        self.placed += 1

    def _go_on(self, order: Order) -> None:
        for payment in order.payments:
            if payment.reference and payment.reference not in self._paid:
                self._paid.add(payment.reference)
                self.party.world.payments.pay(payment.reference)
        for item in order.items:
            if item.status == "cancelled" and not order.refunds:
                wanted = RefundRequest((RefundLine(item.id),))
                command = RequestRefund(wanted, "original", "could not be delivered", by=STAFF)
                self.party.world.handle(order, command, RequestKey("desk", order.id))
        if order.kind in OVER:
            self.under_way.discard(order.id)
            self.over += 1

    def open(self) -> int:
        """Return how many effects are still to be done."""
        return len(self.party.world.store.effects(states=frozenset({"ready", "unknown", "dead"})))


class Run:
    """One shop, from its first order to the last effect, with everything that is killed meanwhile.

    Attributes:
        told: what was done to it, one line each.
    """

    def __init__(self, setting: Setting, server: Server, outside: Outside, kills: int, seed: int):
        self.told: list[tuple[str, ...]] = []
        self._setting, self._server, self._outside = setting, server, outside
        self._chance, self._nothing = random.Random(seed), threading.Event()
        self._begun = time.monotonic()
        self._hands = [Hand(role, setting) for role in ROLES]
        moments = [(self._moment(), self._kill_one) for _ in range(kills)]
        middle = (outside.wanted // 2, self._delete_engine)
        self._plan = sorted([*moments, middle], key=lambda planned: planned[0])

    def _moment(self) -> float:
        """Choose after how many orders something happens."""
        return self._chance.uniform(0, self._outside.wanted)

    def run(self) -> None:
        """Go on until nothing is left to be done, killing meanwhile; raises if that never ends."""
        last, progress = time.monotonic(), (0, 0)
        while self._outside.over < self._outside.wanted or self._outside.open():
            self._outside.step()
            self._nothing.wait(PAUSE_S)  # The machine is needed by those who are attacked.
            while self._plan and self._plan[0][0] <= self._outside.over:
                self._plan.pop(0)[1]()
            now = self._outside.over, self._outside.open()
            if now != progress:
                last, progress = time.monotonic(), now
            if time.monotonic() > last + PATIENCE_S:
                raise RuntimeError(
                    f"nothing goes on: {now[0]} orders are over, {now[1]} effects open"
                )

    def _tell(self, what: str, then: str) -> None:
        seconds, orders = time.monotonic() - self._begun, self._outside.over
        open_effects = str(self._outside.open())
        self.told.append((f"{seconds:.1f}", str(orders), open_effects, what, then))

    def _kill_one(self) -> None:
        n = self._chance.randrange(len(self._hands))
        self._hands[n].kill()
        self._tell(f"kill -9 {self._hands[n].role} {n + 1}", "another one is started")
        self._hands[n] = Hand(self._hands[n].role, self._setting)

    def _delete_engine(self) -> None:
        """Take the engine away, with all that it knew; after a while there is an empty one."""
        self._server.kill()
        size = sum(file.stat().st_size for file in self._server.files())
        self._server.forget()
        self._tell("kill -9 engine", f"its database is deleted ({size} bytes)")
        until = time.monotonic() + AWAY_S
        while time.monotonic() < until:
            self._outside.step()
        self._server.start()
        self._tell("start engine", "it knows nothing")

    def stop(self) -> None:
        """Ask all to end, and kill those who do not."""
        for hand in self._hands:
            hand.stop()

    def kill(self) -> None:
        """End all at once."""
        for hand in self._hands:
            hand.kill()


def figures(outside: Outside) -> Iterator[tuple[str, str]]:
    """Say what was done in the end, as pairs of a name and a figure."""
    world, journal = outside.party.world, outside.party.world.store.effects()
    orders = list(world.orders())
    yield "orders", _counted(Counter(order.status for order in orders))
    yield "effects", _counted(Counter(row.state for row in journal))
    yield "effects by", _counted(Counter(row.effect.via for row in journal))
    yield "attempts", str(sum(row.attempts for row in journal))
    calls = Counter(seen.key for seen in outside.party.calls.seen() if ":" not in seen.operation)
    yield "calls (repeated under their key)", f"{calls.total()} ({calls.total() - len(calls)})"
    mails = outside.party.mail.received()
    yield "mails (copies)", f"{len(mails)} ({mails.total() - len(mails)})"
    totals = [total for order in orders for total in world.payments.totals(order.id)]
    taken, back = (
        sum(order.captured_minor for order in orders),
        sum(order.refunded_minor for order in orders),
    )
    yield "captured: shop = provider", f"{taken} = {sum(t.captured_minor for t in totals)}"
    yield "refunded: shop = provider", f"{back} = {sum(t.refunded_minor for t in totals)}"
    yield (
        "charges for payments",
        f"{len(totals)} for {sum(len(order.payments) for order in orders)}",
    )


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name or 'the shop'}" for name, count in sorted(counter.items()))


def faults(outside: Outside, copies: int) -> Iterator[str]:
    """Find what was lost, done twice, or out of order."""
    yield from outside.party.faults(copies)
    for order in outside.party.world.orders():
        charges = Counter(t.payment for t in outside.party.world.payments.totals(order.id))
        if charges != Counter(payment.id for payment in order.payments):
            yield f"order {order.number}: the provider has {dict(charges)}"
        for item in order.items:
            keys = [f"{order.id}/item/{item.id}/{n}" for n in range(1, item.attempt + 1)]
            there = sum(outside.party.world.delivery.delivered(key) for key in keys)
            if there != item.delivered:
                yield f"order {order.number}: {there} units were delivered, not {item.delivered}"


HEAD = ("at s", "over", "open", "what", "then")


def attack(orders: int, kills: int, seed: int, db: str, folder: Path) -> list[str]:
    """Let it all happen, print what did, and return the faults."""
    with ExitStack() as stack:
        server = stack.enter_context(started(folder / "engine.db"))
        setting = Setting(db or str(folder / "shop.db"), folder, server.target)
        outside = Outside(
            stack.enter_context(closing(setting.party(setting.store(), "outside"))), orders
        )
        behave(outside.party.world.delivery)
        run = Run(setting, server, outside, kills, seed)
        begun = time.monotonic()
        try:
            run.run()
            seconds = time.monotonic() - begun
            run.stop()
        finally:
            run.kill()
        found = list(faults(outside, kills * THREADS))
        _print([HEAD, *run.told])
        _print(
            [
                *figures(outside),
                ("kills of workers and relays", str(kills)),
                ("engines deleted", "1"),
                ("seconds", f"{seconds:.1f}"),
                ("faults", str(len(found))),
            ]
        )
    return found


def _print(rows: Sequence[tuple[str, ...]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    sys.stdout.write("\n")


def main(words: Sequence[str] | None = None) -> int:
    """Attack a shop and print what came of it; exit code 1 if there are faults."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--orders", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=50001)
    parser.add_argument("--db", default="", help="an empty database; else a file that is deleted")
    parser.add_argument("--as", dest="role", choices=("worker", "relay"), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--target", help=argparse.SUPPRESS)
    given = parser.parse_args(words)
    if given.role:
        serve(given.role, Setting(given.db, given.folder, given.target))
        return 0
    if program() is None:
        parser.error(MISSING)
    with TemporaryDirectory() as folder:
        found = attack(given.orders, given.kills, given.seed, given.db, Path(folder))
    for fault in found:
        sys.stdout.write(f"FAULT {fault}\n")
    sys.stdout.write(f"{given.orders} orders: {len(found)} lost, done twice or out of order\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
