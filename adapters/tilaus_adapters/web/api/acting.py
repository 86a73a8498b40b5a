"""Who acts: the role that a body names, held against the token's scopes and the order."""

import hmac

from fastapi import Request

from tilaus.commands import Actor
from tilaus.order import Order
from tilaus.refusals import Refusal
from tilaus_adapters.web.api.asking import By
from tilaus_adapters.web.api.calling import need, token_of
from tilaus_adapters.web.site import site_of

BUYERS = ("customer", "guest")
"""The roles that stand for the customer of the order, and nobody else."""


def actor(request: Request, by: By, *scopes: str) -> Actor:
    """Return who acts, under the token's name; raises Problem where its scopes do not allow it.

    Args:
        scopes: any of them is enough too, where a buyer acts.
    """
    more = scopes if by.role in BUYERS else ()
    need(request, f"act:{by.role}", *more)
    name = token_of(request).name
    # A guest is named by a mail address, which the history keeps out of sight of nobody.
    return Actor(by.role, f"{name}:{by.id}" if by.id and by.role != "guest" else name)


def seen(request: Request, number: int, by: By) -> Order | Refusal:
    """Return the order that somebody acts on; one of another customer is as none at all."""
    order = site_of(request).shop.order(number)
    return unknown(number) if order is None or not _is_theirs(order, by) else order


def _is_theirs(order: Order, by: By) -> bool:
    if by.role not in BUYERS:
        return True
    customer = order.customer
    own = customer.email.casefold() if customer.is_guest else customer.id
    given = by.id.casefold() if customer.is_guest else by.id
    return by.role == customer.role and hmac.compare_digest(own.encode(), given.encode())


def unknown(number: int) -> Refusal:
    """Say that there is no such order."""
    return Refusal("unknown_order", f"find order {number}", "there is none of that number or id")
