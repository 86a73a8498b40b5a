"""Kill the demo at random moments (kill -9), let it be mended, and look whether anything is wrong.

    python tests/kill_demo.py [--seed 50001] [--kills 10]

Each row is a shop of its own: the demo is killed at a moment in its tenth of the run; in every
other row `tilaus worker --once` then does what is left, and is looked at; and the demo is begun
again on the same file. The last row is one shop that was killed again and again. Mails go to a
server in this process, which outlives those that are killed.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tilaus.events import Recorded
from tilaus.evolve import replay
from tilaus.ledger import balances, expected
from tilaus.order import Order
from tilaus.ports.storage import Query
from tilaus.record import record
from tilaus_adapters.cli.account import mails
from tilaus_adapters.cli.files import CLOCK, beside
from tilaus_adapters.cli.mailbox import Mailbox
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.wiring import is_shop, opened
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.local import worlds
from tilaus_adapters.payment.sandbox import SandboxPayments

PATIENCE_S = 120
"""How long the demo or a worker may take, in seconds, before this counts as a fault."""

HEAD = ("killed at", "clock stood at", "then", "orders", "mails (copies)", "back: shop = provider", "entries", "faults")  # fmt: skip


@record
class Seen:
    """What was found in a shop: the cells of its row, and every fault as a sentence."""

    cells: tuple[str, ...]
    faults: tuple[str, ...]


class Shop:
    """A shop of the demo in a folder, and the commands that work on it."""

    def __init__(self, folder: Path, mailbox: Mailbox) -> None:
        self.path = folder / "shop.db"
        self.mailbox = mailbox
        self._first_mail = len(mailbox.received)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command on this shop in a process of its own."""
        server = f"127.0.0.1:{self.mailbox.port}"
        smtp = ("--smtp", server) if words[0] == "demo" else ()
        return subprocess.Popen(
            (sys.executable, "-m", "tilaus_adapters.cli", *words, "--db", str(self.path), *smtp),
            env={**os.environ, "TILAUS_SMTP": server},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> str:
        """Run a command to its end; raises where it does not end well."""
        process = self.start(*words)
        out, err = process.communicate(timeout=PATIENCE_S)
        if process.returncode != 0:
            raise RuntimeError(
                f"tilaus {' '.join(words)} ended with {process.returncode}: {err}{out}"
            )
        return out

    def kill_demo(self, after_s: float) -> bool:
        """Begin the demo, kill it so long after it began to tell; True if it was not over."""
        before, process = self._written(), self.start("demo", "--json")
        self._wait_for_the_telling(process, before)
        try:
            process.communicate(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
        return process.returncode < 0

    def time_demo(self) -> float:
        """Return how long the demo tells its story when nobody kills it, in seconds."""
        before, process = self._written(), self.start("demo", "--json")
        self._wait_for_the_telling(process, before)
        start = time.monotonic()
        process.communicate(timeout=PATIENCE_S)
        return time.monotonic() - start

    def _written(self) -> int:
        """Return when the demo last wrote where it stands; 0 where it never did."""
        file = beside(self.path, CLOCK)
        return file.stat().st_mtime_ns if file.exists() else 0

    def _wait_for_the_telling(self, process: subprocess.Popen[str], before: int) -> None:
        for _ in range(PATIENCE_S * 200):
            if self._written() != before or process.poll() is not None:
                return
            with suppress(subprocess.TimeoutExpired):
                process.wait(1 / 200)
        raise RuntimeError("the demo does not begin")

    def clock(self) -> str:
        """Return the time at which the demo stands, as its file has it."""
        file = beside(self.path, CLOCK)
        return file.read_text(encoding="ascii")[11:16] if file.exists() else "-"

    def look(self, *, is_over: bool) -> Seen:
        """Compare what the shop says with the mails, the provider, the server and its own books."""
        with opened(Options(db=str(self.path))) as shop:
            orders = sorted(shop.store.search(Query()), key=lambda o: o.number)
            entries, journal = shop.store.entries(), mails(shop)
            faults = [f for o in orders for f in self._order(o, shop.store.history(o.id))]
            waiting = [
                r.effect.key for r in shop.store.effects() if r.state not in ("done", "void")
            ]
        folds: Counter[str] = Counter()
        for order in orders:
            folds.update(expected(order))
        sums = balances(entries)
        booked = {a: m for a, m in sums.items() if not a.startswith("provider:")}
        if booked != {a: m for a, m in folds.items() if m} or any(
            sum(m for _, m in e.lines) for e in entries
        ):
            faults.append(f"the ledger says {booked}, the orders {dict(folds)}")
        faults += [f"{key} is not done" for key in waiting]
        copies = Counter(str(m["Message-ID"]) for m in self.mailbox.received[self._first_mail :])
        faults += _compare_mails(copies, journal)
        if is_over and [(o.number, o.status) for o in orders] != [
            (50000, "completed"),
            (50001, "completed"),
        ]:
            faults.append(f"the orders are {[(o.number, o.status) for o in orders]}")
        back = sum(order.refunded_minor for order in orders)
        cells = (
            " ".join(f"{o.number}:{o.status}" for o in orders),
            f"{len(copies)} ({copies.total()})",
            f"{back} = {sum(self._sent_back(o) for o in orders)}",
            str(len(entries)),
        )
        return Seen(cells, tuple(faults))

    def _sent_back(self, order: Order) -> int:
        provider = SandboxPayments(worlds(self.path)[0])
        return sum(total.refunded_minor for total in provider.totals(order.id))

    def _order(self, order: Order, history: Sequence[Recorded]) -> Iterator[str]:
        events = [recorded.event for recorded in history]
        if replay(events) != order:
            yield f"the history of order {order.number} does not replay to it"
        totals = {t.payment: t for t in SandboxPayments(worlds(self.path)[0]).totals(order.id)}
        if order.captured_minor != sum(t.captured_minor for t in totals.values()):
            yield f"order {order.number} has {order.captured_minor}, the provider took {totals}"
        if order.refunded_minor != self._sent_back(order):
            yield f"order {order.number} says {order.refunded_minor} went back: {totals}"
        server = SandboxDelivery(worlds(self.path)[1])
        for item in order.items:
            attempts = range(1, item.attempt + 1)
            there = sum(server.delivered(f"{order.id}/item/{item.id}/{n}") for n in attempts)
            if there != item.delivered:
                yield f"item {item.id} has {item.delivered}, the server delivered {there}"


def _compare_mails(copies: Counter[str], journal: list[dict[str, object]]) -> Iterator[str]:
    """Find mails that were lost and mails that nobody asked for; copies of one are one mail."""
    asked = {str(mail["message_id"]) for mail in journal}
    if len(asked) != len(journal):
        yield "two mails of the journal have one Message-ID"
    yield from (f"a mail nobody asked for: {id}" for id in copies.keys() - asked)
    for mail in journal:
        if mail["state"] == "done" and mail["message_id"] not in copies:
            yield f"lost: {mail['subject']}"


def rounds(kills: int, seed: int, mailbox: Mailbox, folder: Path) -> Iterator[Seen]:
    """Kill and mend shops, one after the other."""
    chance = random.Random(seed)
    whole_s = Shop(_new(folder, "whole"), mailbox).time_demo()
    for number in range(kills):
        shop, moment = Shop(_new(folder, f"killed-{number}"), mailbox), whole_s / kills
        yield _mended(shop, [moment * (number + chance.random())], with_worker=number % 2 == 1)
    moments = [2 * whole_s * chance.random() / kills for _ in range(kills)]
    yield _mended(Shop(_new(folder, "often"), mailbox), moments, with_worker=True)


def _new(folder: Path, name: str) -> Path:
    (folder / name).mkdir()
    return folder / name


def _mended(shop: Shop, moments: Sequence[float], *, with_worker: bool) -> Seen:
    faults: list[str] = []
    was_killed = [shop.kill_demo(moment) for moment in moments]
    if not any(was_killed):  # It was quicker than the one that was timed: again, and earlier.
        again = Shop(_new(shop.path.parent, "again"), shop.mailbox)
        return _mended(again, [0.8 * moment for moment in moments], with_worker=with_worker)
    killed = f"{moments[0]:.2f} s" if len(moments) == 1 else f"{sum(was_killed)} times"
    clock, then = shop.clock(), "demo"
    try:
        if with_worker and is_shop(shop.path):
            handled = json.loads(shop.run("worker", "--once", "--json"))["handled"]
            then = f"worker ({handled}), demo"
            faults += shop.look(is_over=False).faults
        shop.run("demo", "--json")
        seen = shop.look(is_over=True)
    except RuntimeError as error:
        seen = Seen(("-",) * 4, (str(error),))
    return Seen((killed, clock, then, *seen.cells), (*faults, *seen.faults))


def main(words: Sequence[str] | None = None) -> int:
    """Print the table; exit code 1 if anything was lost or happened twice."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=50001)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args(words)
    faults: list[str] = []
    rows: list[tuple[str, ...]] = [HEAD]
    with TemporaryDirectory() as folder, Mailbox() as mailbox:
        for seen in rounds(given.kills, given.seed, mailbox, Path(folder)):
            rows.append((*seen.cells, str(len(seen.faults))))
            faults += seen.faults
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    for fault in faults:
        sys.stdout.write(f"FAULT {fault}\n")
    done = f"{len(rows) - 1} shops killed with kill -9 and mended: {len(faults)} faults\n"
    sys.stdout.write(done)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
