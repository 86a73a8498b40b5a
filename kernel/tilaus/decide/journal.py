"""What people do about an effect that hangs: try it again now, say that it happened, give it up.

An effect that happened is followed by what the world's own answer would have been followed by, on
the same way: a message about its payment, refund or item, which the tables answer.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tilaus import events as e
from tilaus.commands import (
    PROCESSOR,
    SERVER,
    SYSTEM,
    Actor,
    Command,
    DeliveryReported,
    PaymentReported,
    RefundReported,
    ResolveEffect,
    TurnGranted,
)
from tilaus.decide import items, payments, refunds
from tilaus.decide.draft import Draft, text_of
from tilaus.effects import WALLET
from tilaus.record import record
from tilaus.refusals import refuse


@record
class Way:
    """What a person may say of an effect: the right that it needs, and how it reads as a wish."""

    right: str
    wish: str


WAYS: Mapping[str, Way] = {
    "retry": Way("retry_effect", "try {} again now"),
    "done": Way("settle_effect", "say that {} is done"),
    "void": Way("settle_effect", "void {}"),
}
"""Everything that may be said of an effect that hangs."""

_ENDED = frozenset({"done", "void", "refused"})


def resolve(draft: Draft, command: ResolveEffect) -> None:
    """Settle an effect by a person's word, and take it off the list of what needs a person.

    The same end again is a duplicate, and so is a retry of what is due anyway.
    """
    wish = _wish(draft, command)
    if not command.effect:
        here = f"the journal of order {draft.order.number} has no effect {command.key[:200]!r}"
        raise refuse(
            "unknown_effect", wish, here, f"tilaus effect list --order {draft.order.number}"
        )
    draft.permit(WAYS[command.what].right, wish)
    if _is_told_already(command):
        draft.outcome = "duplicate"
        return
    if command.was in _ENDED:
        raise refuse("effect_ended", wish, f"it is {command.was}", key=command.key)
    _check_facts(draft, command, wish)
    draft.emit(
        e.EffectResolved(
            command.key,
            command.effect,
            command.about,
            command.what,
            command.was,
            _reason(command, wish),
        )
    )
    _take_off_the_list(draft, command)
    if command.what == "done":
        _follow(draft, command)


def _wish(draft: Draft, command: ResolveEffect) -> str:
    way = WAYS.get(command.what)
    if way is None:
        wish = f"settle an effect of order {draft.order.number}"
        raise refuse("malformed", wish, f"{command.what[:40]!r} is no way to settle it", *WAYS)
    named = f"{command.effect} {command.about}".strip() or "an effect"
    return way.wish.format(f"{named} of order {draft.order.number}")


def _is_told_already(command: ResolveEffect) -> bool:
    return command.was == command.what or (command.what == "retry" and command.is_due)


def _reason(command: ResolveEffect, wish: str) -> str:
    reason = text_of(command.reason, wish)
    if not reason.strip():
        raise refuse("malformed", wish, "it needs a reason: what was seen, and where")
    return reason


def _check_facts(draft: Draft, command: ResolveEffect, wish: str) -> None:
    """Refuse facts that do not go with it, and a word about what the shop itself must know."""
    answer = _FOLLOWS.get(command.effect) if command.what == "done" else None
    takes = frozenset() if answer is None else answer.takes
    for name in ("amount_minor", "reference", "pay_url"):
        if getattr(command, name) not in (None, "") and name not in takes:
            raise refuse("malformed", wish, f"{name} does not go with it", *sorted(takes))
    if command.amount_minor is not None and command.amount_minor <= 0:
        raise refuse("malformed", wish, "an amount is more than 0")
    if command.what == "done" and command.via == WALLET:
        books = "the wallet is kept in the shop's own books"
        found = f"{books}: a retry finds there whether it happened, and does it where not"
        raise refuse("guard_failed", wish, found, "retry", "void")


def _take_off_the_list(draft: Draft, command: ResolveEffect) -> None:
    """Resolve the entry that was parked when the effect was given up, if it is there still."""
    for parked in reversed(draft.order.parked):
        if (parked.machine, parked.about, parked.what) == ("order", command.about, command.effect):
            note = f"{command.what}: {command.reason}"
            draft.emit(e.ParkedResolved(parked.id, note))
            return


@record
class _Answer:
    """What follows when an effect is said to be done: who would have told it, and which message."""

    by: Actor
    handle: Callable[[Draft, Any], None]
    make: Callable[[Draft, ResolveEffect], Command]
    takes: frozenset[str] = frozenset()


def _follow(draft: Draft, command: ResolveEffect) -> None:
    """Let what follows happen exactly as if the world had answered so."""
    answer = _FOLLOWS.get(command.effect)
    if answer is None:
        return
    told_by, draft.by = draft.by, answer.by
    answer.handle(draft, answer.make(draft, command))
    draft.by, draft.outcome = told_by, "done"


def _opened(draft: Draft, command: ResolveEffect) -> Command:
    is_paid = command.amount_minor is not None
    return _payment("captured" if is_paid else "opened", command, command.amount_minor or 0)


def _captured(draft: Draft, command: ResolveEffect) -> Command:
    asked = draft.subject("payment", command.about).amount_minor
    given = command.amount_minor
    return _payment("captured", command, asked if given is None else given)


def _voided(draft: Draft, command: ResolveEffect) -> Command:
    return _payment("voided", command)


def _payment(message: str, command: ResolveEffect, captured_minor: int = 0) -> Command:
    return PaymentReported(
        command.about,
        message,
        captured_minor,
        reference=command.reference,
        pay_url=command.pay_url,
        reason=command.reason,
        by=PROCESSOR,
    )


def _sent(draft: Draft, command: ResolveEffect) -> Command:
    told = command.amount_minor, command.reference, command.reason
    return RefundReported(command.about, "succeeded", *told, by=PROCESSOR)


def _accepted(draft: Draft, command: ResolveEffect) -> Command:
    told = command.about, "accepted", None, command.attempt, command.reason
    return DeliveryReported(*told, by=SERVER)


def _turn(draft: Draft, command: ResolveEffect) -> Command:
    return TurnGranted(command.about, by=SYSTEM)


_PAID = frozenset({"amount_minor", "reference"})

# fmt: off
_FOLLOWS: Mapping[str, _Answer] = {
    "create_payment":  _Answer(PROCESSOR, payments.reported, _opened,   _PAID | {"pay_url"}),
    "capture_payment": _Answer(PROCESSOR, payments.reported, _captured, _PAID),
    "void_payment":    _Answer(PROCESSOR, payments.reported, _voided),
    "send_refund":     _Answer(PROCESSOR, refunds.reported,  _sent,     _PAID),
    "hand_over":       _Answer(SERVER,    items.reported,    _accepted),
    "grant_turn":      _Answer(SYSTEM,    items.granted,     _turn),
}
# fmt: on
"""What follows from an effect that a person says is done; from all others nothing does."""

HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {ResolveEffect: resolve}
