"""What the processes of a shop do all day: place orders, carry messages, work. Each may be killed.

Whatever they do has a name under which it was asked for, so whoever follows does it again.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults import stores
from tests.faults.around import Lines, simply
from tests.faults.parties import QUICK, WRONG, Party, RealClock
from tests.faults.waiting import rest

from tilaus.commands import AnswerCustomer, DeliveryReported, Line, Tender
from tilaus.order import Customer
from tilaus.ports.report import Report
from tilaus.ports.storage import RequestKey, StoreError
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.testing.orders import STAFF
from tilaus_adapters.dispatch.embedded import EmbeddedDispatcher
from tilaus_adapters.outside import Outside

Stop = Callable[[], bool]

PAUSE_S = 0.02
"""How long somebody rests who finds nothing to do, in seconds."""

THREADS = 2
"""How many things a worker does at once; so many mails may be sent again when it is killed."""

BUYER = Customer("buyer@example.org", id="buyer-1", name="A Buyer")


@record
class Site:
    """Where a run takes place: the store, and the folder of the world outside.

    Attributes:
        orders: how many are placed.
        lease_s: how long a worker has a lane.
    """

    address: str
    outside: Path
    orders: int
    lease_s: float


@record
class Kind:
    """A kind of order: what is bought, how it is paid, and where the money of failures goes."""

    lines: tuple[Line, ...]
    tenders: tuple[Tender, ...]
    back_to: str = "original"


KINDS = (
    Kind((Line(QUICK, "", 10, 30), Line(WRONG, "", 5, 40)), (Tender("paypal"),)),
    Kind((Line(QUICK, "", 10, 35),), (Tender("card"),)),
    Kind((Line(WRONG, "", 7, 21),), (Tender("google_pay"),), "wallet"),
    Kind((Line(QUICK, "", 3, 99), Line(WRONG, "", 9, 9)), (Tender("wallet", 100), Tender("card"))),
)
"""Orders of these kinds come in turns."""


@contextmanager
def party(site: Site) -> Iterator[Party]:
    """Open the shop in this process."""
    with stores.opened(site.address) as store:
        seed = f"{os.getpid()}/{time.time_ns()}"
        found = Party(store, site.outside, RealClock(), simply, seed)
        yield found
        found.close()


def again(errand: Callable[[], None], stop: Stop, failed: Lines) -> None:
    """Run an errand to its end; where the store is away, begin anew, as a supervisor does."""
    while not stop():
        try:
            errand()
        except StoreError as error:
            failed.add(str(error).replace("\n", " "))
            rest(PAUSE_S)
        else:
            return


def place(shop: Party, nth: int) -> None:
    """Place the order of a number, once; its targets are its own, so it waits for nobody."""
    kind = KINDS[nth % len(KINDS)]
    lines = [
        Line(line.service, f"https://shop.example/{nth}/{n}", line.quantity, line.unit_minor)
        for n, line in enumerate(kind.lines)
    ]
    request = RequestKey("placer", str(nth))
    answer = shop.world.shop.place(BUYER, lines, kind.tenders, request=request)
    if isinstance(answer, Refusal):
        raise RuntimeError(answer.sentence)


def placer(site: Site, stop: Stop) -> None:
    """Place all orders, from the first one on of which nobody wrote that it was placed."""
    placed = Lines(site.outside / "placed.log")
    with party(site) as shop:
        shop.world.wallet.top_up(BUYER.id, 100 * site.orders, "first")
        for nth in range(len(placed.read()), site.orders):
            if stop():
                return
            place(shop, nth)
            placed.add(str(nth))


def worker(site: Site, stop: Stop) -> None:
    """Do what is due."""
    with party(site) as shop:
        shop_of_it, lease_s = shop.world.shop, site.lease_s
        EmbeddedDispatcher(shop_of_it, threads=THREADS, poll_s=0.1, lease_s=lease_s).run(stop)


def courier(site: Site, stop: Stop) -> None:
    """Be the customers who pay, provider and server that send messages, and the staff."""
    with party(site) as shop:
        while not stop():
            if not errand(shop):
                rest(PAUSE_S)


def errand(shop: Party) -> int:
    """Go round once; return how much there was to do."""
    world = shop.world
    world.delivery.advance(world.clock())
    paid = pay(shop)
    senders: list[tuple[Outside, Report]] = []
    for sender in (world.payments.outside, world.delivery.outside):
        senders += [(sender, report) for report in sender.messages()]
    return paid + sum(hand(shop, sender, report) for sender, report in senders)


def pay(shop: Party) -> int:
    """Let the customers pay what is open at the provider."""
    with shop.world.payments.outside.transaction() as db:
        found = db.execute("SELECT reference FROM payments WHERE state = 'open'").fetchall()
        for row in found:
            shop.world.payments.pay(row["reference"])
    return len(found)


def hand(shop: Party, sender: Outside, report: Report) -> int:
    """Hand a message to the shop, and let staff answer it; what was not taken is sent again."""
    handle, answer = shop.world.shop.handle, None
    if isinstance(handle(report.order_id, report.command, report.request), Refusal):
        return 0
    command = report.command
    if isinstance(command, DeliveryReported) and command.message == "failed":
        request = RequestKey("desk", f"{report.order_id}/{command.item}")
        back = AnswerCustomer(command.item, back_to(shop, report.order_id), by=STAFF)
        answer = handle(report.order_id, back, request)
    if isinstance(answer, Refusal):
        return 0
    sender.acknowledge(report)
    return 1


def back_to(shop: Party, order_id: str) -> str:
    """Return where the money of a failed item goes: what the kind of its order says."""
    order = shop.world.order(order_id)
    methods = {payment.method for payment in order.payments}
    return next(k.back_to for k in KINDS if {t.method for t in k.tenders} == methods)
