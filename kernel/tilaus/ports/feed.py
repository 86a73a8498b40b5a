"""The feed: the events of all orders one after the other, and how far each subscriber has got.

A subscriber is somebody outside who is told what happens, such as the endpoint of a webhook. It has
a place in the feed and is told from there on; so one that cannot be reached holds up nobody but
itself, and misses nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from tilaus.events import Recorded
from tilaus.record import record

MAX_FED = 1_000
"""The most events that are read at once."""


@record
class FeedEntry:
    """An event in the feed; positions grow from 1 on, and some are never used."""

    position: int
    order_id: str
    recorded: Recorded


@record
class Subscriber:
    """How far somebody who is told of the events has got.

    Attributes:
        position: of the last event that it was told of, or that it does not want; 0 for none.
        attempts: how often the event after that was tried in vain.
        next_at: not to be tried before; None for at once.
        failing_since: when the first of the attempts in vain was.
        disabled_at: since when it is told nothing any more, until somebody enables it.
        outcome: what came of the last attempt, in words; never about a person.
    """

    name: str
    position: int = 0
    attempts: int = 0
    next_at: datetime | None = None
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    outcome: str = ""


@record
class Held:
    """A subscriber that nobody else tells anything until the lease ends; `token` is the fence."""

    subscriber: Subscriber
    token: int


class Feed(Protocol):
    """Keep the events in one sequence, and the places of subscribers."""

    def feed(self, after: int, limit: int) -> Sequence[FeedEntry]:
        """Read the events that follow a position, in the order of their commits.

        Law: whoever reads on from the last position that it was given, again and again, is given
        every event once, those of one order in their order. An event never appears before a
        position that somebody may have been given already; so one that was committed a moment ago
        waits while another commit, which has a position before it, is not finished.

        Args:
            after: a position; 0 for the beginning.
            limit: how many events at most, 1 to `MAX_FED`.
        """
        ...

    def feed_end(self) -> int:
        """Return the last position that `feed` would give now; 0 while there is none."""
        ...

    def subscribe(self, name: str, position: int) -> Subscriber:
        """Put a new subscriber after a position; where it is known, change nothing."""
        ...

    def subscribers(self) -> Sequence[Subscriber]:
        """List all subscribers by name."""
        ...

    def hold(self, name: str, lease_s: float) -> Held | None:
        """Take a subscriber; None where there is none of that name, and while it is taken.

        Args:
            lease_s: for how long nobody else may have it, in seconds by the store's clock, > 0.
        """
        ...

    def move(self, subscriber: Subscriber, token: int, lease_s: float = 0.0) -> None:
        """Write what became of a subscriber, and hold it for longer, or give it back.

        Args:
            token: the one under which it is held.
            lease_s: for how long it is held from now on; 0 gives it back.

        Raises:
            Fenced: the lease ended and somebody else took it, or there is none of that name.
        """
        ...
