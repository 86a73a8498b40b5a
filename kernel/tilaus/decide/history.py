"""Imports: what happened to an order elsewhere, told as the commands that it would have been here.

So an imported order is one like any other: the same rules were asked, its ledger is booked, and its
events fold to it. But nothing is asked of the world: customers have had their mails, and the money
has moved.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tilaus import commands as c
from tilaus import events as e
from tilaus.decide import checkout, items, payments, refunds, staff
from tilaus.decide.draft import Draft
from tilaus.order import LIVE, Order
from tilaus.refusals import Refused, refuse
from tilaus.texts import is_line

MAY_BE_TOLD: Mapping[type[Any], Callable[[Draft, Any], None]] = {
    command: handler
    for family in (checkout, payments, items, refunds, staff)
    for command, handler in family.HANDLERS.items()
    if command
    in {
        *(c.Place, c.PaymentReported, c.FeeReported, c.RefundObserved, c.DeliveryReported),
        *(c.Advance, c.CancelOrder, c.Tick, c.AddNote),
    }
}
"""The commands of which a history consists. What only asks the world for something is not here."""

MAX_TOLD = 10_000
"""The longest history."""

MAX_NAME = 200
"""The longest source and the longest reference, in characters."""


def take_over(draft: Draft, command: c.Import) -> None:
    """Decide a history as of its times, and ask the world for nothing of it.

    A history that leaves money on its way is refused: nobody here would send it. So is one that
    contradicts itself, and would need a person.
    """
    wish = f"import {command.reference[:40]!r} from {command.source[:80]!r}"
    draft.permit("import", wish)
    _check(draft, command, wish)
    at, by, before = draft.at, draft.by, draft._order
    for told in command.history:
        _tell(draft, told)
    draft.at, draft.by = at, by
    _check_end(before, draft.order, wish)
    draft.forget_effects()
    told_events = draft.order.version - (before.version if before else 0)
    if told_events:
        draft.emit(e.Imported(command.source, command.reference, told_events))
    else:
        draft.outcome = "duplicate"


def _tell(draft: Draft, told: c.Told) -> None:
    """Decide one command, and let follow by itself what follows, all as of then."""
    if told.only_while and draft.order.kind != told.only_while:
        return
    draft.at, draft.by = told.at, told.command.by
    MAY_BE_TOLD[type(told.command)](draft, told.command)
    draft.settle()
    draft.outcome = "done"


def _check(draft: Draft, command: c.Import, wish: str) -> None:
    for text in (command.source, command.reference):
        if not text.strip() or not is_line(text, MAX_NAME):
            raise _malformed(wish, f"source and reference are 1 to {MAX_NAME} characters each")
    if len(command.history) > MAX_TOLD:
        raise _malformed(wish, f"a history has at most {MAX_TOLD} commands")
    if command.history and command.history[-1].at > draft.at:
        raise _malformed(wish, "some of it has not happened yet")
    earlier: datetime | None = None
    for told in command.history:
        if type(told.command) not in MAY_BE_TOLD:
            raise _malformed(wish, f"{type(told.command).__name__} is no command of a history")
        if earlier is not None and told.at < earlier:
            raise _malformed(wish, "its times go backwards")
        earlier = told.at


def _check_end(before: Order | None, after: Order, wish: str) -> None:
    """Refuse what would need the world, or a person, from now on."""
    known = {p.id for p in before.parked} if before else set()
    contradicted = [p.why for p in after.parked if p.id not in known]
    if contradicted:
        raise _malformed(wish, f"it contradicts itself: {'; '.join(contradicted)}")
    if any(r.kind in LIVE for r in after.refunds[len(before.refunds) if before else 0 :]):
        raise _malformed(wish, "it leaves a refund on its way, which nobody here would send")


def _malformed(wish: str, found: str) -> Refused:
    return refuse("malformed", wish, found)


HANDLERS: Mapping[type[Any], Callable[[Draft, Any], None]] = {c.Import: take_over}
