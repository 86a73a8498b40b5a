"""What every dispatch adapter promises, as tests: derive a class, name it `Test...`.

class TestMyDispatcher(DispatchContract):
    @pytest.fixture
    def shop(self) -> Shop: ...                    # with nothing to do

    def dispatcher(self, shop) -> MyDispatcher: ...

    def place(self, shop) -> str: ...              # place an order, return its id
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tilaus.ports.storage import ENDED
from tilaus.shop import Shop

PATIENCE_S = 30.0
"""How long a test waits for what should come within a moment before it fails."""


class DispatchContract:
    """The promises of `tilaus.ports.dispatch.Dispatcher`."""

    @pytest.fixture
    def shop(self) -> Any:
        """Return a shop in which nothing is to be done."""
        raise NotImplementedError

    def dispatcher(self, shop: Any) -> Any:
        """Return a dispatcher for the shop that looks for work many times in a second."""
        raise NotImplementedError

    def patient_dispatcher(self, shop: Any) -> Any:
        """Return a dispatcher that, unless it is nudged, looks for work once in an hour."""
        raise NotImplementedError

    def place(self, shop: Any) -> str:
        """Place an order of which something is to be done, and return its id."""
        raise NotImplementedError

    def spoil(self, shop: Any, order_id: str) -> None:
        """Let the next work on this order raise an error, and on no other."""
        raise NotImplementedError

    @pytest.fixture
    def worker(self) -> Iterator[ThreadPoolExecutor]:
        """Return a thread for a dispatcher."""
        with ThreadPoolExecutor(1) as pool:
            yield pool

    def open_effects(self, shop: Shop, order_id: str | None = None) -> int:
        """Return how many effects of an order, or of all, have not ended."""
        return sum(row.state not in ENDED for row in shop.store.effects(order_id))

    def until_nothing_is_open(self, shop: Shop, *order_ids: str) -> Any:
        """Return a `should_stop` that waits for the end of all work on these orders."""
        deadline = time.monotonic() + PATIENCE_S

        def should_stop() -> bool:
            if time.monotonic() > deadline:
                raise TimeoutError("the work was never done")
            return not any(self.open_effects(shop, id) for id in order_ids)

        return should_stop

    def test_everything_that_is_due_gets_done(self, shop: Any) -> None:
        orders = [self.place(shop) for _ in range(3)]
        effects = self.open_effects(shop)
        done = self.dispatcher(shop).run(self.until_nothing_is_open(shop, *orders))
        assert effects > 0
        assert done >= effects

    def test_a_dispatcher_that_is_told_to_stop_does_nothing(self, shop: Any) -> None:
        order = self.place(shop)
        assert self.dispatcher(shop).run(lambda: True) == 0
        assert self.open_effects(shop, order) > 0

    def test_an_error_in_one_lane_does_not_stop_the_others(self, shop: Any) -> None:
        first, spoilt, last = (self.place(shop) for _ in range(3))
        self.spoil(shop, spoilt)
        self.dispatcher(shop).run(self.until_nothing_is_open(shop, first, last))
        assert self.open_effects(shop, spoilt) > 0

    def test_a_lost_nudge_costs_only_time(self, shop: Any, worker: ThreadPoolExecutor) -> None:
        orders: list[str] = []
        running = self.started(self.dispatcher(shop), shop, orders, worker)
        orders.append(self.place(shop))
        assert running.result(PATIENCE_S) > 0

    def test_a_nudge_wakes_it(self, shop: Any, worker: ThreadPoolExecutor) -> None:
        orders: list[str] = []
        dispatcher = self.patient_dispatcher(shop)
        running = self.started(dispatcher, shop, orders, worker)
        orders.append(self.place(shop))
        dispatcher.nudge(orders[0], shop.clock())
        assert running.result(PATIENCE_S) > 0

    def test_nudges_that_are_doubled_or_about_nothing_are_harmless(
        self, shop: Any, worker: ThreadPoolExecutor
    ) -> None:
        orders: list[str] = []
        dispatcher = self.patient_dispatcher(shop)
        running = self.started(dispatcher, shop, orders, worker)
        for _ in range(3):
            dispatcher.nudge("no such order", shop.clock())
        orders.append(self.place(shop))
        for _ in range(3):
            dispatcher.nudge(orders[0], shop.clock())
        assert running.result(PATIENCE_S) > 0

    def started(
        self, dispatcher: Any, shop: Any, orders: list[str], worker: ThreadPoolExecutor
    ) -> "Future[int]":
        """Let a dispatcher run in a thread until `orders`, once there are any, are worked off."""
        begun = threading.Event()
        deadline = time.monotonic() + PATIENCE_S

        def should_stop() -> bool:
            begun.set()
            if time.monotonic() > deadline:  # or a dispatcher that never works would never end
                raise TimeoutError("the work was never done")
            return bool(orders) and not any(self.open_effects(shop, id) for id in orders)

        running = worker.submit(dispatcher.run, should_stop)
        if not begun.wait(PATIENCE_S):
            raise TimeoutError("the dispatcher did not start")
        return running
