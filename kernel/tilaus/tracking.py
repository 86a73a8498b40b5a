"""The tracking link: what its secret may be, and until when the page behind it is shown."""

import re
from collections.abc import Sequence
from datetime import datetime

from tilaus.events import Erased, Imported, LifecycleAdopted, Noted, Recorded, TrackingRenewed
from tilaus.order import LIVE, Order
from tilaus.policy import Policy
from tilaus.table import OVER

MADE_OF = "16 to 200 letters, digits and . - _ : ~"
"""What the secret of a tracking link is made of: nothing that a URL would have to quote."""

_SECRET = re.compile(r"[A-Za-z0-9._:~-]{16,200}")

_QUIET = (Noted, TrackingRenewed, LifecycleAdopted, Imported, Erased)
"""Events after which a customer has nothing new to see."""


def is_secret(token: str) -> bool:
    """Tell whether a text may be the secret of a tracking link; that it is random, nobody sees."""
    return _SECRET.fullmatch(token) is not None


def is_under_way(order: Order) -> bool:
    """Tell whether something may still happen to an order that its customer waits for."""
    is_open = order.kind not in OVER or any(r.kind in LIVE for r in order.refunds)
    return is_open or bool(order.parked) or any(i.question is not None for i in order.items)


def shown_until(order: Order, history: Sequence[Recorded], policy: Policy) -> datetime | None:
    """Return when the page of an order is shown no more, or None while the order is under way.

    The days of the policy count from the last thing that happened to it: its end, or a refund that
    was sent after that. A note, a new link or another lifecycle moves nothing.

    Args:
        history: the events of the order, oldest first, and all of them.
    """
    if is_under_way(order):
        return None
    ended = [r.at for r in history if not isinstance(r.event, _QUIET)]
    return max(ended) + policy.tracking()
