"""What happened to an order, as the desk shows it: when, who, and what in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tilaus import events as e
from tilaus.commands import Actor
from tilaus.events import Recorded
from tilaus.order import Order
from tilaus.record import record
from tilaus_adapters.languages import Language
from tilaus_adapters.sentences import sentence
from tilaus_adapters.web.desk import words

MOST = 100
"""So many entries are shown at once; the rest on demand."""


@record
class Entry:
    """One thing that happened.

    Attributes:
        who: the role in words, and the name where it is known.
        shape: which mark stands beside it: of a person, of money, of the shop itself, of a note.
        is_new: whether it happened after what the reader saw before.
    """

    seq: int
    at: datetime
    who: str
    what: str
    shape: str
    is_new: bool


_SHAPES: Mapping[type[e.Event], str] = {
    e.Noted: "note",
    e.MessageParked: "alarm",
    e.Captured: "money",
    e.RefundRequested: "money",
    e.RefundRenewed: "money",
}


def timeline(
    history: Sequence[Recorded], order: Order, language: Language, since: int | None = None
) -> tuple[Entry, ...]:
    """Return what happened, newest first.

    Args:
        since: the version that the reader saw; what came after it is marked as new.
    """
    return tuple(
        Entry(
            found.seq,
            found.at,
            who(found.by, language),
            sentence(found.event, order.currency),
            _shape(found),
            since is not None and found.seq > since,
        )
        for found in reversed(history)
    )


def who(actor: Actor, language: Language) -> str:
    """Say who it was: the role in words, and the name of a member of staff."""
    role = words.said(language, words.ROLES.get(actor.role, actor.role))
    named = actor.id if actor.role in ("staff", "manager") else ""
    return f"{named} ({role})" if named else role


def _shape(found: Recorded) -> str:
    special = _SHAPES.get(type(found.event))
    person = found.by.role in ("staff", "manager", "customer", "guest")
    return special or ("person" if person else "shop")
