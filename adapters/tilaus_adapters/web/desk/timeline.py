"""What happened to an order, as the desk shows it: when, who, and what in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tilaus import events as e
from tilaus.commands import Actor
from tilaus.events import Recorded
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.record import record
from tilaus_adapters import desk_words as words
from tilaus_adapters import wording
from tilaus_adapters.languages import Language
from tilaus_adapters.sentences import sentence

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
    history: Sequence[Recorded],
    order: Order,
    policy: Policy,
    language: Language,
    since: int | None = None,
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
            what(found.event, order, policy, language),
            _shape(found),
            since is not None and found.seq > since,
        )
        for found in reversed(history)
    )


def what(event: e.Event, order: Order, policy: Policy, language: Language) -> str:
    """Say what happened; a step of a machine in the words that its states have."""
    if not isinstance(event, e.Moved):
        said = sentence(event, order.currency)
        return said[:1].upper() + said[1:]
    machine = words.said(language, words.MACHINES.get(event.machine, event.machine))
    named = f"{machine} {event.about}".strip()
    source, target = (_label(policy, language, event.machine, s) for s in _ends(event))
    step = f"{source} → {target}" if source != target else target
    forced = f" ({words.said(language, 'by force')})" if event.is_forced else ""
    why = f" · {wording.word(language, 'cause', event.reason)}" if event.reason else ""
    return f"{named}: {step}{forced}{why}"


def _ends(event: e.Moved) -> tuple[str, str]:
    return event.source, event.target


def _label(policy: Policy, language: Language, machine: str, state: str) -> str:
    """Return the label of a state; of one that the tables do not have any more, its name."""
    found = policy.lifecycles[machine].states.get(state)
    return state if found is None else wording.label(language, machine, found)


def who(actor: Actor, language: Language) -> str:
    """Say who it was: the role in words, and the name of a member of staff."""
    role = words.said(language, words.ROLES.get(actor.role, actor.role))
    named = actor.id if actor.role in ("staff", "manager") else ""
    return f"{named} ({role})" if named else role


def _shape(found: Recorded) -> str:
    special = _SHAPES.get(type(found.event))
    person = found.by.role in ("staff", "manager", "customer", "guest")
    return special or ("person" if person else "shop")
