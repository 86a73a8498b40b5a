"""Which worlds differ only in who is who: orders of a world, items of an order, refunds.

All orders of a world are alike, and so are the items of an order: whatever may happen to one may
happen to the other. So a world and the one in which they are swapped have the same future, and it
is enough to explore one of them.
"""

from collections.abc import Sequence
from itertools import permutations

from tilaus.instances import Claims
from tilaus.order import Covered, Item, Order, Refund
from tilaus.record import replace
from tilaus.verify.model import Bounds

Marks = tuple[int, ...]
"""Of each item, its part in the world's claims: whether it holds, where it waits, its turn."""


class Symmetry:
    """Names worlds so that those that differ only in who is who have the same key."""

    def __init__(self, orders: Sequence[Order], bounds: Bounds, *, is_merging: bool) -> None:
        self._orders = orders
        self._is_merging = is_merging
        # Where two payments count at once, refunds are split over them in the order of the items.
        self._swaps_items = len(bounds.tenders) == 1 and not bounds.partial
        self._classes: dict[tuple[int, Marks], int] = {}
        self._forms: dict[tuple[Order, Marks], int] = {}

    def key(
        self, orders: tuple[int, ...], claims: Claims, turns: frozenset[tuple[str, str]]
    ) -> object:
        """Return a value that is the same for worlds that differ only in who is who."""
        if not self._is_merging:
            return orders, claims, turns
        marks = _marks(claims, turns)
        return tuple(
            sorted(
                self._class(number, self._of(number, str(place), marks))
                for place, number in enumerate(orders)
            )
        )

    def _of(self, number: int, place: str, marks: dict[tuple[str, str], int]) -> Marks:
        return tuple(marks.get((place, item.id), 0) for item in self._orders[number].items)

    def _class(self, number: int, marks: Marks) -> int:
        found = self._classes.get((number, marks))
        if found is None:
            forms = self._variants(self._orders[number], marks)
            known = (self._forms[form] for form in forms if form in self._forms)
            found = next(known, len(self._forms))
            for form in forms:
                self._forms[form] = found
            self._classes[number, marks] = found
        return found

    def _variants(self, order: Order, marks: Marks) -> list[tuple[Order, Marks]]:
        every = range(len(order.items))
        orders = permutations(every) if self._swaps_items else [tuple(every)]
        return [(_swapped(order, one), tuple(marks[n] for n in one)) for one in orders]


def _marks(claims: Claims, turns: frozenset[tuple[str, str]]) -> dict[tuple[str, str], int]:
    marks = {who: 1 for _, who in claims.holders}
    for _, queue in claims.queues:
        marks |= {who: 2 + n for n, who in enumerate(queue)}
    return {who: 2 * marks.get(who, 0) + (who in turns) for who in marks.keys() | turns}


def _swapped(order: Order, places: tuple[int, ...]) -> Order:
    """Give the items of an order to each other's places, and put its refunds in a fixed order."""
    if len(order.refunds) < 2 and len(places) < 2:
        return order
    names = {order.items[old].id: order.items[new].id for new, old in enumerate(places)}
    items = tuple(_renamed(order.items[old], order.items[new]) for new, old in enumerate(places))
    refunds = sorted((_plain(refund, names) for refund in order.refunds), key=_rank)
    return replace(order, items=items, refunds=tuple(refunds))


def _renamed(item: Item, place: Item) -> Item:
    if item is place:
        return item
    return replace(item, id=place.id, target=place.target, instance=place.instance)


def _plain(refund: Refund, names: dict[str, str]) -> Refund:
    covers = sorted((_covered(part, names) for part in refund.covers), key=_rank_part)
    return replace(refund, id="", covers=tuple(covers))


def _covered(part: Covered, names: dict[str, str]) -> Covered:
    return replace(part, id=names.get(part.id, part.id)) if part.kind == "item" else part


def _rank(refund: Refund) -> tuple[object, ...]:
    parts = tuple(_rank_part(part) for part in refund.covers)
    return refund.payment, refund.to, refund.status, refund.amount_minor, parts


def _rank_part(part: Covered) -> tuple[str, str, int, int]:
    return part.kind, part.id, part.minor, part.units or 0
