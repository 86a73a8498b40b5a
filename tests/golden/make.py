"""Make a golden database: a shop in the midst of everything, as the present code writes it.

    python -m tests.golden.make tests/golden/sqlite-0003
    python -m tests.golden.make tests/golden/postgres-0005 --postgres

writes `shop.sql`, `payments.sql`, `delivery.sql` (databases as the statements that make them; the
last two are the sandboxes', in SQLite) and `at.txt` (when the clock of that shop stopped).
README.md says when to do this.
"""

import argparse
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.world import STAFF, World

from tilaus.commands import (
    Actor,
    AnswerCustomer,
    CancelOrder,
    Erase,
    Line,
    RequestRefund,
    Tender,
)
from tilaus.drain import LEASE_S, MAX_ATTEMPTS, work
from tilaus.order import Customer, Order
from tilaus.policy import Policy
from tilaus.ports.storage import Claim, Store
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import GUEST, MEMBER, Clock
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.storage.sqlite import SqliteStore

BOSS = Actor("manager", "desk-2")
ERASED = Customer("erased@example.org", name="Somebody Else")
POLICY = Policy(completion="automatic", late_payment="park")

GRADUAL, WRONG, STUCK = "YouTube views", "Facebook followers", "Instagram likes"
"""Services that are delivered step by step, fail by the customer's slip, and never end."""

QUICK = "X posts"

Stage = Callable[[World], None]


class Killed(BaseException):
    """The worker was killed in the middle of its work."""


def line(service: str, target: str, quantity: int = 100) -> Line:
    """Return a line whose unit costs 3."""
    return Line(service, f"https://shop.example/{target}", quantity, 3)


def paid(world: World, *lines: Line, customer: Customer = MEMBER, method: str = "paypal") -> Order:
    """Place an order, let it be paid, and let everything happen that happens at once."""
    order = world.place(*lines, customer=customer, method=method)
    world.pay(order)
    world.settle()
    return order


def claimed(world: World, order: Order) -> Claim:
    """Take the lane of an order; other lanes that are due first are worked on."""
    while (claim := world.store.claim(world.clock(), LEASE_S)) is not None:
        if claim.order_id == order.id:
            return claim
        work(world.shop, claim)
    raise LookupError(f"order {order.number} has nothing due")


# ------------------------------------------------------------------ stages in which time may pass


def completed(world: World) -> None:
    paid(world, line(QUICK, "completed"), line(QUICK, "completed-too"))


def refunded(world: World) -> None:
    order = paid(world, line(WRONG, "refunded"), customer=GUEST)
    world.handle(order, AnswerCustomer("1", "original", by=STAFF))
    world.settle()


def erased(world: World) -> None:
    order = paid(world, line(QUICK, "erased"), customer=ERASED)
    world.handle(order, Erase(by=BOSS))
    world.settle()


def called_off(world: World) -> None:
    order = world.place(line(QUICK, "called-off"))
    world.settle()
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()


def late_money_is_parked(world: World) -> None:
    order = world.place(line(QUICK, "late"), method="paypal")
    world.settle()
    world.handle(order, CancelOrder(by=STAFF))
    world.settle()
    (payment,) = world.order(order).payments
    world.payments.pay_late(payment.reference)
    world.settle()


def disputed(world: World) -> None:
    order = paid(world, line(STUCK, "disputed"))
    (payment,) = world.order(order).payments
    world.payments.dispute(payment.reference)
    world.settle()


def dead_and_blocking(world: World) -> None:
    world.payments.on_next("create", "busy", "google_pay")
    world.payments.on_next("look_up", "busy", "google_pay", times=MAX_ATTEMPTS - 1)
    world.place(line(QUICK, "dead"), method="google_pay")
    world.settle()
    for _ in range(MAX_ATTEMPTS):
        world.advance(seconds=40)
        world.settle()


def asked_and_silent(world: World) -> None:
    paid(world, line(WRONG, "silent"), line(QUICK, "beside-silent"), customer=GUEST)


def half_delivered_with_two_in_the_queue(world: World) -> None:
    for customer in (MEMBER, GUEST, MEMBER):
        paid(world, line(GRADUAL, "fought-for"), customer=customer)
    world.advance(hours=1)
    world.settle()


def split_between_wallet_and_card(world: World) -> None:
    world.wallet.top_up(MEMBER.id, 120, "first")
    order = world.place(line(GRADUAL, "split"), tenders=(Tender("wallet", 100), Tender("card")))
    world.pay(order)
    world.settle()


def waiting_for_a_transfer(world: World) -> None:
    world.place(line(QUICK, "transfer"), method="bank_transfer")
    world.settle()


def waiting_for_the_customer_to_pay(world: World) -> None:
    world.place(line(QUICK, "unpaid"))
    world.settle()


# ----------------------------------- stages that stand still: nothing may be drained after them


def refund_under_way(world: World) -> None:
    order = paid(world, line(WRONG, "under-way"), method="card")
    world.payments.on_next("refund", "late", "card")
    world.handle(order, AnswerCustomer("1", "original", by=STAFF))
    world.settle()


def refund_that_nobody_knows_of(world: World) -> None:
    order = paid(world, line(QUICK, "unknown"), line(STUCK, "unknown-too"))
    world.payments.on_next("refund", "timeout_after_success", "paypal")
    request = RefundRequest((RefundLine("1", units=40),))
    world.handle(order, RequestRefund(request, "original", by=STAFF))
    world.drain()


def payment_that_nobody_opened(world: World) -> None:
    world.payments.on_next("create", "timeout_before_success", "google_pay")
    world.place(line(QUICK, "not-opened"), method="google_pay")
    world.drain()


def taken_by_a_worker_that_is_gone(world: World) -> None:
    claimed(world, world.place(line(QUICK, "taken"), customer=GUEST))


def called_by_a_worker_that_is_gone(world: World) -> None:
    claim = claimed(world, world.place(line(QUICK, "called"), customer=GUEST, method="paypal"))
    commit, world.store.commit = world.store.commit, _killed  # type: ignore[method-assign]
    try:
        work(world.shop, claim)
    except Killed:
        world.store.commit = commit  # type: ignore[method-assign]


def _killed(change: object) -> None:
    raise Killed


def captured_and_only_half_told(world: World) -> None:
    order = world.place(line(QUICK, "half-told"), line(WRONG, "half-told-too"), method="paypal")
    world.drain()
    (payment,) = world.order(order).payments
    world.payments.on_next("message", "double", "PaymentReported")
    world.payments.pay(payment.reference)
    world.handle(order, world.payments.messages()[-1].command)


def placed(world: World) -> None:
    world.place(line(QUICK, "placed"), line(GRADUAL, "fought-for"), customer=GUEST)


STAGES: Sequence[Stage] = (
    completed,
    refunded,
    erased,
    called_off,
    late_money_is_parked,
    disputed,
    dead_and_blocking,
    asked_and_silent,
    half_delivered_with_two_in_the_queue,
    split_between_wallet_and_card,
    waiting_for_a_transfer,
    waiting_for_the_customer_to_pay,
    refund_under_way,
    refund_that_nobody_knows_of,
    payment_that_nobody_opened,
    taken_by_a_worker_that_is_gone,
    called_by_a_worker_that_is_gone,
    captured_and_only_half_told,
    placed,
)
"""In this order, with no time between them: what stands still must not be drained by the next."""


def main(words: Sequence[str] | None = None) -> int:
    """Make the database; an existing one is never overwritten."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgres", action="store_true", help="on the PostgreSQL of the wheel")
    given = parser.parse_args(words)
    given.folder.mkdir(parents=True)
    with TemporaryDirectory() as name:
        clock = Clock()
        texts = on_postgres(Path(name), clock) if given.postgres else on_sqlite(Path(name), clock)
        for what, text in texts.items():
            (given.folder / f"{what}.sql").write_text(text, "utf-8")
    (given.folder / "at.txt").write_text(f"{clock().isoformat()}\n", "ascii")
    sys.stdout.write(f"{given.folder}: {len(STAGES)} stages\n")
    return 0


def on_sqlite(folder: Path, clock: Clock) -> dict[str, str]:
    """Play every stage in a SQLite file; return all databases as texts."""
    with closing(SqliteStore(folder / "shop.db", lease_clock=clock.seconds)) as store:
        fill(store, folder, clock)
    return {what: dump(folder / f"{what}.db") for what in ("shop", "payments", "delivery")}


def on_postgres(folder: Path, clock: Clock) -> dict[str, str]:
    """Play every stage in PostgreSQL; return all databases as texts."""
    # Imported here: with the code of an older schema there may be none of it.
    from tests.postgres import NEWEST, started

    from tilaus_adapters.storage.postgres import PostgresStore

    with started(NEWEST) as server:
        address = server.fresh_database()
        with closing(PostgresStore(address, lease_clock=clock.seconds)) as store:
            fill(store, folder, clock)
        options = ("--no-owner", "--no-privileges", "--rows-per-insert=100")
        shop = subprocess.run(
            (server.bin / "pg_dump", *options, address), capture_output=True, text=True, check=True
        ).stdout
    # Lines for psql are no SQL; they hold a word that is another one in each dump.
    shop = "\n".join(line for line in shop.splitlines() if line[:1] != "\\").strip() + "\n"
    return {"shop": shop} | {what: dump(folder / f"{what}.db") for what in ("payments", "delivery")}


def fill(store: Store, folder: Path, clock: Clock) -> None:
    """Play every stage in a shop; the worlds of its sandboxes lie in a folder."""
    world = World(store, folder=folder, clock=clock, policy=POLICY, seed="golden")
    world.delivery.behave(GRADUAL, HABITS["gradual"])
    world.delivery.behave(WRONG, HABITS["customer_error"])
    world.delivery.behave(STUCK, HABITS["silent"])
    for stage in STAGES:
        stage(world)
    world.payments.close()
    world.delivery.close()


def dump(file: Path) -> str:
    """Return a SQLite database as the statements that make it."""
    with closing(sqlite3.connect(file)) as db:
        return "\n".join(db.iterdump()) + "\n"


if __name__ == "__main__":
    sys.exit(main())
