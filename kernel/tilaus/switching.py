"""Switch the orders of a store to changed lifecycles: list who would be stranded, adopt the rest.

    for order in stranded_orders(store, policy, mapping):     # writes nothing
        print(order.number, *order.sentences)
    for order in adopt_all(shop, mapping, by=Actor("manager")):   # shop has the new policy
        ...

Both read page by page, newest first, and pass over orders that live under the policy's lifecycles
already: so a switch that was interrupted is gone on with by starting it again.
"""

from collections.abc import Iterator

from tilaus.adoption import Mapped, fingerprint, is_under, stranded
from tilaus.commands import Actor, AdoptLifecycle
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import OrderStore, Query
from tilaus.record import record
from tilaus.refusals import Refusal
from tilaus.shop import Shop

__all__ = [
    "Adopted",
    "Mapped",
    "Stranded",
    "adopt_all",
    "fingerprint",
    "is_under",
    "orders_under_others",
    "stranded",
    "stranded_orders",
]

PAGE = 200
"""How many orders are read at once."""


@record
class Stranded:
    """An order that the policy's lifecycles have no place for, and why: a sentence for each part.

    `lifecycle` is the fingerprint of what it lives under.
    """

    id: str
    number: int
    status: str
    lifecycle: str
    sentences: tuple[str, ...]


@record
class Adopted:
    """An order that was to be switched; `refusal` says why it was not, or is None."""

    number: int
    refusal: Refusal | None = None


def orders_under_others(store: OrderStore, policy: Policy) -> Iterator[Order]:
    """Yield every order that lives under other lifecycles than the policy's, newest first."""
    before = None
    while page := store.search(Query(limit=PAGE, before=before)):
        yield from (order for order in page if not is_under(order, policy.lifecycles))
        before = page[-1].number


def stranded_orders(store: OrderStore, policy: Policy, mapping: Mapped) -> Iterator[Stranded]:
    """Yield every order that the policy's lifecycles would strand; nothing is written."""
    for order in orders_under_others(store, policy):
        found = stranded(order, policy, mapping)
        if found:
            yield Stranded(order.id, order.number, order.status, fingerprint(order), found)


def adopt_all(shop: Shop, mapping: Mapped, by: Actor) -> Iterator[Adopted]:
    """Let order after order adopt the lifecycles of the shop's policy, each in a transaction.

    An order that is refused stays as it is, and the others go on.

    Args:
        by: who switches: a manager, or the system.
    """
    for order in orders_under_others(shop.store, shop.policy):
        answer = shop.handle(order.id, AdoptLifecycle(mapping, by=by))
        yield Adopted(order.number, answer if isinstance(answer, Refusal) else None)
