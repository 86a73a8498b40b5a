"""A desk with work on it: orders whose items ended well and badly, and who works there."""

from collections.abc import Callable

import pytest
from tests.adapters.web.desk.browsing import Person
from tests.world import World

from tilaus.order import Customer, Order
from tilaus.testing.orders import MEMBER
from tilaus_adapters.delivery.sandbox import HABITS
from tilaus_adapters.web.site import Site


@pytest.fixture
def staff(site: Site) -> Person:
    """A member of staff."""
    return Person(site, "anna", "staff")


@pytest.fixture
def boss(site: Site) -> Person:
    """A manager."""
    return Person(site, "bella", "manager")


@pytest.fixture
def paid(world: World) -> Callable[..., Order]:
    """Place and pay order 50001: views run, likes are delivered, followers cannot be."""

    def place(*, customer: Customer = MEMBER, method: str = "card") -> Order:
        world.delivery.behave("YouTube views", HABITS["gradual"])
        world.delivery.behave("Facebook followers", HABITS["customer_error"])
        order = world.place(customer=customer, method=method)
        world.pay(order)
        world.settle()
        return world.order(order)

    return place
