"""Figures: how many of what there are, for whoever watches a shop. Read only, and from indexes.

None reads the orders themselves, so they are quick however many there are.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from tilaus.record import record

MAX_REASONS = 50
"""The most reasons that are told apart at once."""


@record
class DayCount:
    """How many orders were placed on a day, by the calendar in UTC."""

    day: date
    orders: int


@record
class ReasonCount:
    """What was asked to go back for one reason, in one currency; failed refunds are not in it.

    Attributes:
        reason: as it was written when the refund was requested; empty where nothing was.
        currency: ISO 4217.
        refunds: how many, at least 1.
        minor: minor units, in all.
    """

    reason: str
    currency: str
    refunds: int
    minor: int


class Figures(Protocol):
    """Count what is kept."""

    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Count orders, items, payments and refunds by state: machine -> status -> how many.

        Every machine is there; a status that nothing has is not.
        """
        ...

    def placed_per_day(self, since: datetime) -> Sequence[DayCount]:
        """Count the orders that were placed from `since` on, by day, the oldest first.

        Days without an order are left out.
        """
        ...

    def refunds_per_reason(self, since: datetime) -> Sequence[ReasonCount]:
        """Count the refunds that were requested from `since` on, the most frequent reason first.

        At most `MAX_REASONS`; where two are as frequent, they come by reason and currency.
        """
        ...
