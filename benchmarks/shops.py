"""A shop whose world answers at once, and what happens in it: the work that is measured."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import count

from tilaus.commands import SERVER, AddNote, Command, DeliveryReported, Line, Tender
from tilaus.policy import Policy
from tilaus.ports.delivery import Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk
from tilaus.ports.storage import Store
from tilaus.shop import Receipt, Shop
from tilaus.testing.orders import MEMBER, STAFF, paid, reported

LINES = (
    Line("YouTube views", "https://youtube.com/watch?v=1", 1_000, 1),
    Line("Instagram likes", "https://instagram.com/p/1", 200, 2),
    Line("Facebook followers", "https://facebook.com/1", 100, 5),
)
"""The lines of an order; each order's targets are its own, so that none waits for another."""


class Payments:
    """A provider that says yes at once."""

    abilities = Abilities(24 * 3600.0)

    def create(self, ask: PaymentAsk) -> Outcome:
        return Outcome("done", "opened", reference=f"pay-{ask.key}")

    def capture(self, ask: PaymentAsk) -> Outcome:
        return Outcome("done", "captured", amount_minor=ask.amount_minor)

    def void(self, ask: PaymentAsk) -> Outcome:
        return Outcome("done", "voided")

    def refund(self, ask: PaymentAsk) -> Outcome:
        return Outcome("done", "succeeded", amount_minor=ask.amount_minor)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return None


class Delivery:
    """A server that takes every item at once."""

    def hand_over(self, job: Job) -> Outcome:
        return Outcome("done", "accepted")

    def stop(self, job: Job) -> Outcome:
        return Outcome("done", "stopped")

    def look_up(self, job: Job) -> Outcome | None:
        return None


class Mail:
    """A post office that takes every mail at once."""

    def send(self, message: Message) -> Outcome:
        return Outcome("done")


def open_shop(store: Store, name: str = "shop") -> Shop:
    """Return a shop on a store; two shops on one store need names of their own."""
    numbers, pay = count(1), Payments()
    return Shop(
        store,
        policy=Policy(),
        payments={"sandbox": pay, "wallet": pay, "banktransfer": pay},
        delivery=Delivery(),
        notifier=Mail(),
        clock=lambda: datetime.now(UTC),
        new_id=lambda: f"{name}-{next(numbers):020d}",
    )


def place(shop: Shop, items: int = 3, name: str = "") -> str:
    """Place an order and return its id."""
    lines = [LINES[n % 3] for n in range(items)]
    places = (f"{line.target}/{name}{shop.new_id()}" for line in lines)
    own = [
        Line(line.service, target, line.quantity, line.unit_minor)
        for line, target in zip(lines, places, strict=True)
    ]
    return granted(shop.place(MEMBER, own, [Tender("card")])).order.id


def commands(shop: Shop, id: str) -> Iterator[Command]:
    """Yield what happens to an order of three items after it was placed: eleven commands."""
    order = shop.order(id)
    if order is None:
        raise LookupError(id)
    yield paid(order)
    for item in order.items:
        yield reported(item.id, "accepted")
        yield reported(item.id, "progress", 1)
    yield reported("1", "delivered")
    yield reported("2", "delivered")
    yield DeliveryReported("3", "failed", 1, 1, "server_problem", by=SERVER)
    yield AddNote("looked at it", by=STAFF)


def live(shop: Shop) -> int:
    """Let an order live: place it and let everything happen; return how many commands that took."""
    id, done = place(shop), 1
    for command in commands(shop, id):
        granted(shop.handle(id, command))
        done += 1
    return done


def in_turn(jobs: Sequence[Callable[[], float]], turn: int) -> tuple[float, ...]:
    """Do jobs one after the other, each `turn` beginning with another one; return their answers.

    Whoever is measured first meets another machine than whoever is last.
    """
    first = turn % len(jobs)
    found = [job() for job in (*jobs[first:], *jobs[:first])]
    return (*found[len(jobs) - first :], *found[: len(jobs) - first])


def granted(answer: object) -> Receipt:
    """Return the receipt of what must be granted."""
    if not isinstance(answer, Receipt):
        raise RuntimeError(f"it was refused: {answer}")
    return answer
