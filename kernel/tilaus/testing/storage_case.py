"""What all parts of the storage contract stand on: the fixtures and the flags of a store."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest

from tilaus.evolve import replay
from tilaus.ledger import balances, expected
from tilaus.order import Order
from tilaus.ports.storage import Query, Store
from tilaus.testing.orders import Clerk, Clock

T = TypeVar("T")

MakeStore = Callable[[Callable[[], float]], Store]
"""Make an empty store, or open it again; the argument is the clock of its leases."""


class StoreCase:
    """Fixtures that every part of the storage contract uses.

    Attributes:
        is_shared: `make_store`, called again, opens the data of the store that it made before, as
            another process would; False for a store whose data lives in one object.
        threads: how many threads use one store at once in the tests; 1 leaves those tests out.
    """

    is_shared: bool = False
    threads: int = 8

    @pytest.fixture
    def make_store(self) -> MakeStore:
        """Return a function that makes the store under test; each class defines it."""
        raise NotImplementedError(
            "a class with the storage contract defines the fixture make_store"
        )

    @pytest.fixture
    def clock(self) -> Clock:
        """Return the clock of the test, by which leases run too."""
        return Clock()

    @pytest.fixture
    def store(self, make_store: MakeStore, clock: Clock) -> Store:
        """Return an empty store."""
        return make_store(clock.seconds)

    @pytest.fixture
    def clerk(self, store: Store, clock: Clock) -> Clerk:
        """Return who writes orders into the store."""
        return Clerk(store, clock)

    @pytest.fixture
    def crowd(self) -> int:
        """Return how many threads a test may use; a store for one thread skips the test."""
        if self.threads < 2:
            pytest.skip("threads: one thread only may use this store")
        return self.threads


def loaded(store: Store, ref: str | int) -> Order:
    """Return an order that must be there."""
    order = store.load(ref).order
    assert order is not None, f"order {ref} is not there"
    return order


def statuses(store: Store, ref: str | int) -> list[str]:
    """Return the statuses of an order's items."""
    return [item.status for item in loaded(store, ref).items]


def check_whole(store: Store, order_id: str) -> None:
    """Check an order against its history and the books: three tellings of one story."""
    order, history = loaded(store, order_id), store.history(order_id)
    assert [recorded.seq for recorded in history] == list(range(1, order.version + 1))
    assert replay(recorded.event for recorded in history) == order
    own = (f"order:{order.id}", f"unapplied:{order.id}")
    booked = balances(store.entries(order_id))
    assert {account: booked[account] for account in own if account in booked} == expected(order)
    assert {account: minor for account in own if (minor := store.balance(account))} == expected(
        order
    )


def written(store: Store) -> tuple[object, ...]:
    """Return everything that the port shows of a store, to see that nothing of it changed."""
    orders = store.search(Query(limit=1_000))
    loads = [store.load(order.id) for order in orders]
    histories = [store.history(order.id) for order in orders]
    return loads, histories, store.effects(), store.entries(), store.next_due()


def at_once(*jobs: Callable[[], T]) -> list[T | Exception]:
    """Start each job in a thread of its own, all at one moment; return results or errors."""
    gate = threading.Barrier(len(jobs))

    def run(job: Callable[[], T]) -> T | Exception:
        gate.wait()
        try:
            return job()
        except Exception as error:  # noqa: BLE001 - whatever it is, the test looks at it
            return error

    patience = sys.getswitchinterval()
    # Python changes threads so seldom that a race would hardly ever be run.
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(len(jobs)) as pool:
            return list(pool.map(run, jobs))
    finally:
        sys.setswitchinterval(patience)
