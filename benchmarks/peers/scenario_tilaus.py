"""Order 50001 by tilaus: `Shop` on one of its stores, as any shop would use it."""

from collections.abc import Callable, Iterator

from benchmarks.shops import granted, open_shop, place

from tilaus.commands import SERVER, Command, DeliveryReported, RequestRefund
from tilaus.order import Order
from tilaus.ports.storage import Store
from tilaus.refunds import RefundLine, RefundRequest
from tilaus.testing.orders import STAFF, paid, reported
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

NAME, PACKAGE = "tilaus", "tilaus"


def store(address: str) -> Store:
    """Open the store of an address."""
    is_file = address.startswith("sqlite:///")
    return SqliteStore(address.removeprefix("sqlite:///")) if is_file else PostgresStore(address)


def told(order: Order) -> Iterator[Command]:
    """Yield what happens to order 50001 after it was placed: six commands."""
    yield paid(order)
    yield reported("1", "accepted")
    yield reported("2", "delivered")
    yield DeliveryReported("3", "failed", 0, 1, "server_problem", by=SERVER)
    yield RequestRefund(RefundRequest((RefundLine("3"),)), "original", by=STAFF)
    yield reported("1", "progress", 500)


def opened(address: str, many: int) -> Callable[[int], None]:
    shop = open_shop(store(address))

    def live(number: int) -> None:
        id = place(shop)
        order = shop.order(id)
        for command in told(order) if order else ():
            granted(shop.handle(id, command))

    return live
