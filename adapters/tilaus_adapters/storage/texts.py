"""Texts that may be about a person: where they stand, and what stands for them everywhere else.

A store keeps them in one table, by order, place and part, so that they can be erased. Everywhere
else stands a fingerprint, or nothing.
"""

from hashlib import sha256

from tilaus.order import Order

ORDER, EVENT, EFFECT = "order", "event", "effect"
"""The places of texts: the present state of an order, its history, and the outcomes of effects."""


def fingerprint(text: str) -> str:
    """Return what stands for a text where it is only compared: 128 bits of SHA-256, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def is_found_alike(before: Order | None, after: Order) -> bool:
    """Tell whether an order is found by the same texts as before, at a glance: no may be wrong."""
    return (
        before is not None
        and before.customer is after.customer
        and [item.target for item in before.items] == [item.target for item in after.items]
    )


def findable(order: Order) -> set[str]:
    """Return the texts by which an order is found: its customer's mail address and its targets."""
    return {order.customer.email, *(item.target for item in order.items)} - {""}
