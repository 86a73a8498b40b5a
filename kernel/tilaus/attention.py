"""What needs a person: which orders, why, since when, and what staff would do about it.

What follows from an order alone (`lasting`) is kept by every store beside it, so that a list of the
orders that need somebody is read from an index (`tilaus.ports.storage.Query.concern`).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tilaus.order import LIVE, Item, Order, Parked, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import record
from tilaus.refunds import owed
from tilaus.table import OVER

if TYPE_CHECKING:
    from tilaus.ports.storage import JournalRow

# fmt: off
ACTIONS: Mapping[str, str] = {
    "item.retry":     "try the item again, at the same target or at another",
    "item.ask":       "ask the customer how to handle it, or ask again",
    "item.answer":    "answer in the customer's place",
    "item.deliver":   "say that the item is delivered",
    "item.cancel":    "give the item up",
    "refund":         "send money back: the quote says how much, to each destination",
    "refund.retry":   "ask for the same refund again",
    "payment.return": "send back money that the order does not need, as it was paid",
    "parked.resolve": "take it off the list, with a note of what was done",
    "dispute":        "answer the payer at the payment provider",
    "effect.retry":   "try it again now",
    "effect.done":    "say that it happened",
    "effect.void":    "give it up for good",
}
# fmt: on
"""What staff may do about a concern: a trigger of a machine, or of `tilaus effect`."""


@record
class Worry:
    """A kind of concern: what it is about, what it means, and what may be done, the usual first."""

    machine: str
    meaning: str
    actions: tuple[str, ...]


# fmt: off
CONCERNS: Mapping[str, Worry] = {
    "effect-dead":    Worry("effect",  "a call or a message was given up, and what was asked after it waits",         ("effect.retry", "effect.done", "effect.void")),
    "effect-unknown": Worry("effect",  "nobody knows whether a call or a message had its effect",                    ("effect.retry", "effect.done", "effect.void")),
    "disputed":       Worry("payment", "the payer disputes a payment",                                               ("dispute",)),
    "refund-failed":  Worry("refund",  "money that should go back did not",                                          ("refund.retry", "refund")),
    "parked":         Worry("parked",  "money or a message was put aside, because it contradicts what is known",     ("parked.resolve",)),
    "item-cancelled": Worry("item",    "an item was given up, and nobody decided what is to become of it",           ("item.retry", "item.ask", "refund")),
    "question-open":  Worry("item",    "the customer was asked how to handle a cancelled item, and has not answered", ("item.answer", "item.retry", "item.ask")),
    "server-silent":  Worry("item",    "the server that has an item has said nothing new for too long",              ("item.deliver", "item.cancel")),
}
# fmt: on
"""Why an order may need a person, what is urgent first."""

ANY = "any"
"""Stands for every concern, in `tilaus.ports.storage.Query.concern`."""

HANGING: Mapping[str, str] = {"effect-dead": "dead", "effect-unknown": "unknown"}
"""The concerns that stand in the journal and not in the order: the state of an effect of each."""


@record
class Concern:
    """One thing that needs a person.

    Attributes:
        code: one of `CONCERNS`.
        machine: what it is about: item, payment, refund, parked or effect; `about` is its id there,
            of an effect its key.
        since: since when; None where the order does not say.
        why: one sentence, without its end.
        actions: what may be done, of `ACTIONS`, the usual first.
    """

    code: str
    machine: str
    about: str
    since: datetime | None
    why: str
    actions: tuple[str, ...]


def concerns(order: Order, policy: Policy, at: datetime) -> tuple[Concern, ...]:
    """List why an order needs a person, in the order of `CONCERNS`; nothing where it does not.

    What hangs in the journal is not in it: see `hanging`.
    """
    return tuple(
        Concern(
            code,
            CONCERNS[code].machine,
            part.id,
            _SINCE[code](part),
            _WHY[code](order, policy, part),
            _actions(code, part),
        )
        for code in CONCERNS
        if code in _PARTS
        for part in _PARTS[code](order, at)
    )


def lasting(order: Order) -> frozenset[str]:
    """Name the concerns of an order that follow from it alone, whatever the time and the policy.

    Law: they are the codes of `concerns`, but for a silence of the server that the clock has not
    found yet.
    """
    return frozenset(code for code, parts in _PARTS.items() if any(True for _ in parts(order)))


def hanging(row: "JournalRow") -> Concern:
    """Say why an effect that is dead or unknown needs a person.

    Raises:
        ValueError: it is in another state.
    """
    code = next((code for code, state in HANGING.items() if state == row.state), None)
    if code is None:
        raise ValueError(f"effect {row.effect.key} is {row.state}: it does not hang")
    asked = f"{row.effect.name} {row.effect.about}".strip()
    via = f" via {row.effect.via}" if row.effect.via else ""
    times = "one attempt" if row.attempts == 1 else f"{row.attempts} attempts"
    last = f": {row.outcome}" if row.outcome else ""
    why = {
        "effect-dead": f"{asked}{via} was given up after {times}{last}",
        "effect-unknown": f"whether {asked}{via} happened is not known after {times}{last}",
    }
    worry = CONCERNS[code]
    since = row.first_attempt_at or row.run_at
    return Concern(code, worry.machine, row.effect.key, since, why[code], worry.actions)


# ------------------------------------------------------------------------- which parts they are of


def is_undecided(order: Order, item: Item) -> bool:
    """Tell whether an item was given up, and neither was the customer asked nor money sent."""
    is_open = item.kind == "failed" and item.question is None and order.kind not in OVER
    if not is_open or owed(item) == 0:
        return False
    return all((c.kind, c.id) != ("item", item.id) for r in order.refunds for c in r.covers)


def went_otherwise(order: Order, failed: Refund) -> bool:
    """Tell whether what a failed refund stood for went back, or is on its way, by another one."""
    others = [r for r in order.refunds if r.id != failed.id and r.kind in LIVE | {"finished"}]
    if failed.is_surplus:
        return any(r.is_surplus and r.payment == failed.payment for r in others)
    covered = {(c.kind, c.id) for r in others for c in r.covers}
    return all((c.kind, c.id) in covered for c in failed.covers)


def _disputed(order: Order, at: datetime | None = None) -> Iterator[Payment]:
    return (p for p in order.payments if p.kind == "held")


def _failed_refunds(order: Order, at: datetime | None = None) -> Iterator[Refund]:
    return (r for r in order.refunds if r.kind == "failed" and not went_otherwise(order, r))


def _parked(order: Order, at: datetime | None = None) -> Iterator[Parked]:
    return iter(order.parked)


def _undecided(order: Order, at: datetime | None = None) -> Iterator[Item]:
    return (i for i in order.items if i.kind == "failed" and is_undecided(order, i))


def _asked(order: Order, at: datetime | None = None) -> Iterator[Item]:
    return (i for i in order.items if i.question is not None)


def _silent(order: Order, at: datetime | None = None) -> Iterator[Item]:
    return (i for i in order.items if i.is_silent or _is_overdue(i, at))


def _is_overdue(item: Item, at: datetime | None) -> bool:
    return at is not None and item.silent_at is not None and item.silent_at <= at


_PARTS: Mapping[str, Callable[..., Iterator[Any]]] = {
    "disputed": _disputed,
    "refund-failed": _failed_refunds,
    "parked": _parked,
    "item-cancelled": _undecided,
    "question-open": _asked,
    "server-silent": _silent,
}
"""The parts of an order that a concern is of; with a time also those of which it is so by then."""


# ------------------------------------------------------------------------------ how they are told


def _nobody_knows(part: object) -> None:
    """Stand for a time that an order does not say."""


_SINCE: Mapping[str, Callable[[Any], datetime | None]] = {
    "disputed": _nobody_knows,
    "refund-failed": lambda refund: refund.requested_at,
    "parked": lambda parked: parked.at,
    "item-cancelled": _nobody_knows,
    "question-open": lambda item: item.question.asked_at,
    "server-silent": lambda item: item.silent_at,
}


def _why_disputed(order: Order, policy: Policy, payment: Payment) -> str:
    money = order.currency.format(payment.captured_minor)
    return f"payment {payment.id} of {money} is {payment.status}: answer it at {payment.provider}"


def _why_failed(order: Order, policy: Policy, refund: Refund) -> str:
    money = order.currency.format(refund.amount_minor)
    return f"refund {refund.id} of {money} to {refund.to} {refund.status}"


def _why_parked(order: Order, policy: Policy, parked: Parked) -> str:
    about = f"{parked.machine} {parked.about}".strip()
    return f"{parked.what} was put aside, about {about}: {parked.why}"


def _why_undecided(order: Order, policy: Policy, item: Item) -> str:
    money = order.currency.format(owed(item))
    return f"item {item.id} is {item.status}, and nobody decided about its {money}"


def _why_asked(order: Order, policy: Policy, item: Item) -> str:
    question = item.question
    asked = f"the customer was asked how to handle item {item.id}, and has not answered"
    is_guest, is_last = order.customer.is_guest, question is not None and question.is_reminded
    if is_guest or (is_last and policy.silence_registered != "staff"):
        return f"{asked}; without an answer its money goes back"
    return f"{asked}; without an answer {'staff decide' if is_last else 'we remind'}"


def _why_silent(order: Order, policy: Policy, item: Item) -> str:
    return f"the server has item {item.id} and has said nothing new for too long"


_WHY: Mapping[str, Callable[[Order, Policy, Any], str]] = {
    "disputed": _why_disputed,
    "refund-failed": _why_failed,
    "parked": _why_parked,
    "item-cancelled": _why_undecided,
    "question-open": _why_asked,
    "server-silent": _why_silent,
}


def _actions(code: str, part: Any) -> tuple[str, ...]:
    """Return what may be done; money that was put aside may also be sent back."""
    actions = CONCERNS[code].actions
    is_money = isinstance(part, Parked) and (part.machine, part.what) == ("payment", "captured")
    return ("payment.return", *actions) if is_money else actions
