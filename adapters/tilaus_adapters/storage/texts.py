"""Texts that may be about a person: where they stand, and what stands for them everywhere else.

A store keeps them in one table, by order, place and part, so that they can be erased. Everywhere
else stands a fingerprint, or nothing.
"""

from hashlib import sha256

from tilaus.attention import ANY, HANGING, lasting
from tilaus.order import Order

ORDER, EVENT, EFFECT = "order", "event", "effect"
"""The places of texts: the present state of an order, its history, and the outcomes of effects."""


def fingerprint(text: str) -> str:
    """Return what stands for a text where it is only compared: 128 bits of SHA-256, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


CONCERN = "concern:"
"""How the mark of a concern begins. Marks of texts are fingerprints, so no text makes one."""


def changed_marks(before: Order | None, after: Order) -> tuple[set[str], set[str]]:
    """Return the marks by which an order is found no more, and those by which it is found now."""
    if before is not None and is_found_alike(before, after):
        return set(), set()
    old_texts, old = (set[str](), set[str]()) if before is None else _found_by(before)
    texts, concerns = _found_by(after)
    gone = {fingerprint(text) for text in old_texts - texts} | (old - concerns)
    return gone, {fingerprint(text) for text in texts - old_texts} | (concerns - old)


def is_found_alike(before: Order, after: Order) -> bool:
    """Tell whether an order is found by the same marks as before, at a glance: no may be wrong."""
    return (
        before.customer is after.customer
        and before.items is after.items
        and before.payments is after.payments
        and before.refunds is after.refunds
        and before.parked is after.parked
        and before.kind == after.kind
    )


def _found_by(order: Order) -> tuple[set[str], set[str]]:
    return findable(order), {CONCERN + code for code in lasting(order)}


def findable(order: Order) -> set[str]:
    """Return the texts by which an order is found: its customer's mail address and its targets."""
    return {order.customer.email, *(item.target for item in order.items)} - {""}


def range_of(concern: str) -> tuple[str, str]:
    """Return the first and the last mark of a concern; of `any`, of all there are."""
    return (CONCERN, CONCERN + "~") if concern == ANY else (CONCERN + concern, CONCERN + concern)


def states_of(concern: str) -> list[str]:
    """Return the states of effects that are of a concern; of `any`, all that hang."""
    return sorted(state for code, state in HANGING.items() if concern in (code, ANY))
