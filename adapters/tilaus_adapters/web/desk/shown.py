"""An order as the desk shows it: states in words, sums, and what may be done with each part."""

from collections.abc import Mapping, Sequence
from typing import Any

from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.storage import ENDED, JournalRow
from tilaus.record import record
from tilaus.refunds import owed_line
from tilaus_adapters import desk_words as words
from tilaus_adapters import wording
from tilaus_adapters.languages import Language
from tilaus_adapters.web.desk.offers import Offer, Offers


@record
class Badge:
    """A state as it is shown: its words, and the kind that gives it shape and colour."""

    label: str
    kind: str
    note: str = ""


@record
class Part:
    """A part of an order with its state, what may be done with it, and what may not.

    Attributes:
        thing: the item, payment, refund, parked entry or the order itself.
        open: what would be granted now; `shut` is the rest, each with its reason.
        back_minor: of an item, what went back for it and is on its way.
        is_owed: of an item, whether money is left to be sent back for it.
    """

    thing: Any
    badge: Badge | None
    open: tuple[Offer, ...]
    shut: tuple[Offer, ...]
    back_minor: int = 0
    is_owed: bool = False


@record
class Hanging:
    """An effect of the journal as the desk shows it."""

    row: JournalRow
    badge: Badge
    is_over: bool


def badge(policy: Policy, language: Language, machine: str, status: str, kind: str) -> Badge:
    """Return a state's badge; of a state that the table does not have, its name."""
    state = policy.lifecycles[machine].states.get(status)
    if state is None:
        return Badge(status, kind)
    note = wording.note(language, machine, state)
    return Badge(wording.label(language, machine, state), kind, note)


def parts(
    order: Order, policy: Policy, language: Language, offered: Offers
) -> Mapping[str, Sequence[Part]]:
    """Return every part of the order by machine, in the order of the order."""
    things: Mapping[str, Sequence[Any]] = {
        "order": (order,),
        "item": order.items,
        "payment": order.payments,
        "refund": order.refunds,
    }
    found: dict[str, Sequence[Part]] = {
        machine: tuple(_part(order, policy, language, offered, machine, t) for t in of)
        for machine, of in things.items()
    }
    found["parked"] = tuple(
        Part(entry, None, *_sorted(offered, "parked", entry.id)) for entry in order.parked
    )
    return found


def _part(
    order: Order, policy: Policy, language: Language, offered: Offers, machine: str, thing: Any
) -> Part:
    is_open, is_shut = _sorted(offered, machine, "" if machine == "order" else thing.id)
    shown = badge(policy, language, machine, thing.status, thing.kind)
    if machine != "item":
        return Part(thing, shown, is_open, is_shut)
    back = sum(c.minor for c in order.covers("item", thing.id))
    is_owed = thing.kind == "failed" and owed_line(order, thing) is not None
    return Part(thing, shown, is_open, is_shut, back, is_owed)


def _sorted(
    offered: Offers, machine: str, about: str
) -> tuple[tuple[Offer, ...], tuple[Offer, ...]]:
    all_of = offered.get((machine, about), ())
    return tuple(o for o in all_of if o.is_open), tuple(o for o in all_of if not o.is_open)


def hanging(rows: Sequence[JournalRow], language: Language) -> tuple[Hanging, ...]:
    """Return the effects of an order: those that hang first, then by age, the newest first."""
    shown = []
    for row in sorted(rows, key=lambda r: (r.state not in ("dead", "unknown"), -r.seq)):
        label, kind = words.EFFECT_STATES[row.state]
        mark = Badge(words.said(language, label), kind)
        shown.append(Hanging(row, mark, row.state in ENDED))
    return tuple(shown)
