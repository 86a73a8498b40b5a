"""Order 50001 by the library `eventsourcing`: the same events, as one aggregate.

Each command gets the aggregate from the repository, which reads its events, triggers what follows,
and saves: one transaction. The library's own settings; SQLite writes with synchronous=FULL,
which is SQLite's default.
"""

from collections.abc import Callable
from urllib.parse import urlsplit

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

NAME, PACKAGE = "eventsourcing", "eventsourcing"


class Order(Aggregate):
    """The order: the same events as tilaus has for these commands, and no rule."""

    @event("Placed")
    def __init__(self, number: int, place: str) -> None:
        self.number = number
        self.status = "pending"
        self.captured = 0
        self.payment = "created"
        self.refunds: list[dict[str, object]] = []
        names = (("YouTube views", 1_000, 1), ("Instagram likes", 200, 2), ("Followers", 100, 5))
        self.items = {
            str(n): {"service": s, "target": place, "quantity": q, "unit": u, "status": "pending"}
            for n, (s, q, u) in enumerate(names, 1)
        }

    @event("PaymentMoved")
    def move_payment(self, status: str) -> None:
        self.payment = status

    @event("Captured")
    def capture(self, minor: int) -> None:
        self.captured = minor

    @event("Moved")
    def move(self, status: str) -> None:
        self.status = status

    @event("HandedOver")
    def hand_over(self, item: str) -> None:
        self.items[item]["attempt"] = 1

    @event("ItemMoved")
    def move_item(self, item: str, status: str) -> None:
        self.items[item]["status"] = status

    @event("Progressed")
    def progress(self, item: str, delivered: int) -> None:
        self.items[item]["delivered"] = delivered

    @event("RefundRequested")
    def refund(self, item: str, minor: int) -> None:
        self.refunds.append({"item": item, "minor": minor})


def _paid(order: Order) -> None:
    order.move_payment("captured")
    order.capture(1_980)
    order.move("processing")
    for item in order.items:
        order.hand_over(item)


def _delivered(order: Order) -> None:
    order.progress("2", 200)
    order.move_item("2", "completed")


COMMANDS: tuple[Callable[[Order], None], ...] = (
    _paid,
    lambda order: order.move_item("1", "processing"),
    _delivered,
    lambda order: order.move_item("3", "cancelled"),
    lambda order: order.refund("3", 500),
    lambda order: order.progress("1", 500),
)


def settings(address: str) -> dict[str, str]:
    """Return the library's settings for an address."""
    if address.startswith("sqlite:///"):
        name = address.removeprefix("sqlite:///")
        return {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": name}
    parts = urlsplit(address)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.strip("/"),
        "POSTGRES_HOST": parts.hostname or "",
        "POSTGRES_PORT": str(parts.port),
        "POSTGRES_USER": parts.username or "",
        "POSTGRES_PASSWORD": "",
    }


def opened(address: str, many: int) -> Callable[[int], None]:
    shop: Application = Application(env=settings(address))

    def live(number: int) -> None:
        placed = Order(number=number, place=f"https://example.org/{number}")
        shop.save(placed)
        for command in COMMANDS:
            order: Order = shop.repository.get(placed.id)
            command(order)
            shop.save(order)

    return live
