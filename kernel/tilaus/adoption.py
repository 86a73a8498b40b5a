"""What becomes of an order that lives when its shop changes the lifecycles.

A mapping names, for a state of the older lifecycle, the state that it becomes. A part is *stranded*
where the new lifecycle has no such state and no mapping names one, or where the new state would
mean something else: an item that had ended would be open again, money that arrived would not have.
Pure: nothing here reads a store.
"""

from collections.abc import Iterator, Mapping

from tilaus.events import LifecycleAdopted, Restated
from tilaus.evolve import evolve
from tilaus.invariants import breaches
from tilaus.lifecycles import SHIPPED, Lifecycles
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import record

Mapped = Mapping[str, Mapping[str, str]]
"""Machine -> state of an older lifecycle -> the state that it becomes."""

SAME_WORK: Mapping[str, tuple[frozenset[str], ...]] = {
    "order": (frozenset({"waiting", "active", "held"}),),
    "item": (frozenset({"initial", "active", "held"}),),
    "payment": (),
    "refund": (),
}
"""Kinds that a part may change between; any other change would end work, or open it again."""


@record
class _Part:
    """A part of an order: of which machine, its id, its state and the kind of that."""

    machine: str
    about: str
    status: str
    kind: str

    @property
    def name(self) -> str:
        """What the part is called in a sentence."""
        return "the order" if self.machine == "order" else f"{self.machine} {self.about}"


def fingerprint(order: Order) -> str:
    """Return which lifecycle an order lives under.

    Orders from before orders remembered it have none: they live under the one that ships.
    """
    return order.lifecycle or SHIPPED.fingerprint


def is_under(order: Order, lifecycles: Lifecycles) -> bool:
    """Tell whether an order lives under these lifecycles."""
    return fingerprint(order) == lifecycles.fingerprint


def stranded(order: Order, policy: Policy, mapping: Mapped) -> tuple[str, ...]:
    """Say which parts of an order the policy's lifecycles would strand, a sentence for each.

    Empty where the order can adopt them, or has.
    """
    lifecycles = policy.lifecycles
    if is_under(order, lifecycles):
        return ()
    found = [s for part in _parts(order) for s in _stranded_part(part, order, lifecycles, mapping)]
    found += _stranded_memory(order, lifecycles, mapping)
    if found:
        return tuple(found)
    return tuple(breaches(evolve(order, adopted(order, policy, mapping))))


def adopted(order: Order, policy: Policy, mapping: Mapped) -> LifecycleAdopted:
    """Return the event by which an order that is not stranded adopts the policy's lifecycles."""
    lifecycles = policy.lifecycles
    states = []
    for part in _parts(order):
        new = _new_state(part.machine, part.status, mapping)
        kind = lifecycles[part.machine].kind(new)
        if (new, kind) != (part.status, part.kind):
            states.append(Restated(part.machine, part.about, part.status, new, kind))
    back = _new_state("order", order.held_from, mapping) if order.held_from else ""
    return LifecycleAdopted(lifecycles.fingerprint, tuple(states), back)


def _parts(order: Order) -> Iterator[_Part]:
    yield _Part("order", "", order.status, order.kind)
    yield from (_Part("item", i.id, i.status, i.kind) for i in order.items)
    yield from (_Part("payment", p.id, p.status, p.kind) for p in order.payments)
    yield from (_Part("refund", r.id, r.status, r.kind) for r in order.refunds)


def _new_state(machine: str, state: str, mapping: Mapped) -> str:
    return mapping.get(machine, {}).get(state, state)


def _stranded_part(
    part: _Part, order: Order, lifecycles: Lifecycles, mapping: Mapped
) -> Iterator[str]:
    new = _new_state(part.machine, part.status, mapping)
    table = lifecycles[part.machine]
    if new not in table.states:
        yield _no_state(part.name, part.machine, part.status, lifecycles)
        return
    kind = table.kind(new)
    if kind != part.kind and not any({kind, part.kind} <= g for g in SAME_WORK[part.machine]):
        yield (
            f"{part.name} is {part.status} ({part.kind}), and would be {new} ({kind}): "
            f"that is other work; map it to a state of the kind {part.kind}"
        )
    elif part.machine == "item" and kind in ("active", "held"):
        item = order.item(part.about)
        if item is not None and not item.handed_over:
            yield (
                f"{part.name} is {part.status} and was not handed over, so it cannot be {new} "
                f"({kind}); map it to a state of the kind {part.kind}"
            )


def _stranded_memory(order: Order, lifecycles: Lifecycles, mapping: Mapped) -> Iterator[str]:
    """Where a parked order goes back to has to be there too."""
    if order.held_from and _new_state("order", order.held_from, mapping) not in (
        lifecycles.order.states
    ):
        yield _no_state("where the order goes back to", "order", order.held_from, lifecycles)


def _no_state(name: str, machine: str, state: str, lifecycles: Lifecycles) -> str:
    known = ", ".join(lifecycles[machine].states)
    return (
        f"{name} is {state}, a state that {lifecycles.id}/{lifecycles.version} does not have; "
        f"under [lifecycle.mapping] write {machine}.{state} = one of {known}"
    )
