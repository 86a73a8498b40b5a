"""A decision while it is being made: the order as it would be, its events and effects so far.

Everything that changes state goes through `take`: one row of one table, with the effects that the
row declares. `settle` then takes automatic rows until none is left.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tilaus import events as e
from tilaus.commands import Actor
from tilaus.effects import Effect, carrier
from tilaus.evolve import evolve
from tilaus.facts import QUIET, View, facts
from tilaus.guards import Facts
from tilaus.invariants import breaches
from tilaus.ledger import Entry, entry
from tilaus.lifecycle import Blocked
from tilaus.order import PAYABLE, Order, Parked, Question, find
from tilaus.policy import RIGHTS, Policy
from tilaus.record import record
from tilaus.refunds import renewed
from tilaus.refusals import Refused, refuse
from tilaus.table import HISTORY, OVER, ROLES, Answer, Transition
from tilaus.texts import is_text

_PARTS = {"item": "items", "payment": "payments", "refund": "refunds"}
"""The field of an order that holds what goes through a machine."""

MAX_AUTOMATIC = 10_000
"""More automatic steps than this in one decision are a loop in the tables."""


@record
class Decision:
    """What a command does: the order after it, and what is to be written in one transaction.

    `outcome` is `done`, or `duplicate` where a message was known already and nothing changes.
    """

    order: Order
    events: tuple[e.Recorded, ...]
    effects: tuple[Effect, ...]
    entries: tuple[Entry, ...]
    outcome: str = "done"


class Draft:
    """The order while a command is being decided; thrown away when the command is refused."""

    def __init__(
        self, order: Order | None, policy: Policy, at: datetime, by: Actor, busy: frozenset[str]
    ) -> None:
        self._order = order
        self.policy: Policy = policy
        self.at: datetime = at
        self.by: Actor = by
        self.busy: frozenset[str] = busy
        self.outcome: str = "done"
        self._events: list[e.Recorded] = []
        self._effects: list[Effect] = []
        self._entries: list[Entry] = []
        self._dirty: dict[tuple[str, str], None] = {}
        self._is_heard = True

    @property
    def order(self) -> Order:
        """The order as it would be now."""
        if self._order is None:
            raise refuse("not_placed", "change an order", "it was not placed yet", "place it")
        return self._order

    def emit(self, event: e.Event) -> None:
        """Let something happen: fold it, book its money, and look again at what it touches."""
        before = self._order
        self._order = after = evolve(before, event)
        self._events.append(e.Recorded(after.version, self.at, self.by, event))
        if type(event) not in QUIET:
            self._is_heard = False
        booked = entry(before, event, after)
        if booked is not None:
            self._entries.append(booked)
        self._touch(event)

    def _touch(self, event: e.Event) -> None:
        about = getattr(event, "item", "")
        if about:
            self._dirty["item", about] = None
        if isinstance(event, e.Moved):
            self._dirty[event.machine, event.about] = None
            if event.machine == "order":
                self.touch_all()
            refund = self.order.refund(event.about) if event.machine == "refund" else None
            for covered in refund.covers if refund else ():
                if covered.kind == "item":
                    self._dirty["item", covered.id] = None
        elif isinstance(event, e.Placed | e.Captured):
            self.touch_all()

    def touch_all(self) -> None:
        """Look again at every item and payment that is not over."""
        for item in self.order.items:
            if item.kind not in OVER:
                self._dirty["item", item.id] = None
        for payment in self.order.payments:
            if payment.kind in PAYABLE:
                self._dirty["payment", payment.id] = None

    def touch(self, machine: str, about: str) -> None:
        """Look again at one subject when the decision settles."""
        self._dirty[machine, about] = None

    def effect(self, name: str, about: str = "") -> None:
        """Ask something of the world, under a key that is unique for ever."""
        key = f"{self.order.id}/{self.order.version}/{name}{f'/{about}' if about else ''}"
        self._effects.append(Effect(name, key, about, carrier(self.order, name, about)))

    def forget_effects(self) -> None:
        """Ask nothing of the world after all: what was decided so far happened elsewhere."""
        self._effects.clear()

    def subject(self, machine: str, about: str, wish: str = "") -> Any:
        """Return the order, item, payment or refund that is meant, or refuse."""
        if machine == "order":
            return self.order
        parts = _PARTS.get(machine)
        if parts is None:
            raise refuse("unknown_part", wish or "do that", f"there is no machine {machine!r}")
        found = find(getattr(self.order, parts), about)
        if found is None:
            known = [f"{machine} {part.id}" for part in getattr(self.order, parts)]
            here = f"order {self.order.number} has no {machine} {about!r}"
            raise refuse("unknown_part", wish or f"change {machine} {about}", here, *known)
        return found

    def facts(self, machine: str, about: str, reported: int = 0) -> Facts:
        """Return what guards see of a subject now."""
        return facts(self._view(reported), machine, self.subject(machine, about))

    def _view(self, reported: int = 0) -> View:
        return View(self.order, self.policy, self.at, self.busy, reported)

    def permit(self, right: str, wish: str) -> None:
        """Refuse a right to those to whom neither policy nor default gives it."""
        granted = self.policy.roles(right)
        # An empty list of roles means nobody, and not the default.
        roles = frozenset(RIGHTS[right].split()) if granted is None else granted
        if self.by.role not in roles:
            raise _not_permitted(wish, self.by.role, roles)

    def permit_message(self, machine: str, message: str, wish: str) -> None:
        """Refuse a message to those who may never trigger what it stands for, in any state."""
        lifecycle = self.policy.lifecycles[machine]
        trigger = lifecycle.messages[message]
        granted = self.policy.roles(f"{machine}.{trigger}")
        roles = lifecycle.roles(trigger) if granted is None else granted
        if self.by.role not in roles:
            raise _not_permitted(wish, self.by.role, roles)

    def permit_row(self, machine: str, about: str, row: Transition, reported: int) -> None:
        """Refuse a row that a message leads to, as `step` does, to those who may not take it."""
        if self.by.role not in self.policy.roles_of(machine, row):
            self.step(machine, about, row.trigger, reported=reported)

    def step(
        self, machine: str, about: str, trigger: str, *, own: bool = False, reported: int = 0
    ) -> Transition:
        """Find the row for a trigger, or refuse with everything that is in the way.

        Args:
            own: the kernel asks by itself, so roles do not matter.
            reported: the number that a message brings.
        """
        subject = self.subject(machine, about)
        lifecycle = self.policy.lifecycles[machine]
        granted = self.policy.roles(f"{machine}.{trigger}")
        if granted is not None and not own and self.by.role not in granted:
            raise _not_permitted(self._wish(machine, about, trigger), self.by.role, granted)
        role = None if own or granted is not None else self.by.role
        seen = facts(self._view(reported), machine, subject)
        found = lifecycle.step(subject.status, trigger, role, seen)
        if isinstance(found, Blocked):
            raise self._blocked(machine, about, found)
        return found

    def move(
        self, machine: str, about: str, trigger: str, *, reason: str = "", own: bool = False
    ) -> None:
        """Take the row for a trigger, or refuse; see `step` and `take`."""
        self.take(machine, about, self.step(machine, about, trigger, own=own), reason)

    def take(self, machine: str, about: str, row: Transition, reason: str = "") -> None:
        """Take a row: the step, then the effects that it declares."""
        subject = self.subject(machine, about)
        target = row.target if row.target != HISTORY else self.order.held_from
        kind = self.policy.lifecycles[machine].kind(target)
        if machine == "item" and kind == "finished" and subject.delivered < subject.quantity:
            self.emit(e.Progressed(about, subject.quantity))
        if target != subject.status or not row.effects:
            self.emit(e.Moved(machine, about, row.trigger, row.source, target, kind, reason))
        for effect in row.effects:
            _BEFORE_EFFECT.get(effect, _nothing)(self, about)
            self.effect(effect, about)

    def answer(self, machine: str, about: str, found: Answer, reason: str) -> None:
        """Do with a message what its table says where no row accepts it (Law 7)."""
        if found.answer == "park":
            why = f"{machine} {about} is {found.state}{f': {reason}' if reason else ''}"
            self.park_message(machine, about, found.message, why)
        elif found.answer == "refuse":
            wish = f"take the message {found.message!r} about {machine} {about}"
            raise refuse("no_transition", wish, f"{machine} {about} is {found.state}")
        else:
            self.outcome = "duplicate"

    def await_server(self, about: str) -> None:
        """Expect something new about an item, where the policy says for how long."""
        if self.policy.silent_server_hours:
            self.emit(e.Awaited(about, self.at + self.policy.server_silence()))

    def park_message(self, machine: str, about: str, what: str, why: str) -> None:
        """Put a message aside for a person; one that waits there already is a duplicate."""
        waits = {(p.machine, p.about, p.what, p.why) for p in self.order.parked}
        if (machine, about, what, why) in waits:
            self.outcome = "duplicate"
        else:
            self.park(machine, about, what, why, "alert:message-parked")

    def park(self, machine: str, about: str, what: str, why: str, alert: str) -> None:
        """Put a message or money aside for a person."""
        id = f"{self.order.version + 1}"
        self.emit(e.MessageParked(Parked(id, machine, about, what, why, self.at)))
        self.effect(alert, about)

    def settle(self) -> None:
        """Take automatic rows until none is left; order first, then what was touched.

        An order is looked at again after each event that its facts could tell of.
        """
        for _ in range(MAX_AUTOMATIC):
            if not self._is_heard:
                self._is_heard = True
                self._automatic("order", "")
                continue
            if not self._dirty:
                return
            machine, about = next(iter(self._dirty))
            del self._dirty[machine, about]
            if machine != "order":
                self._automatic(machine, about)
        raise refuse("invariant_broken", "settle the order", "its automatic transitions never end")

    def _automatic(self, machine: str, about: str) -> None:
        subject = self.subject(machine, about)
        lifecycle = self.policy.lifecycles[machine]
        if not lifecycle.has_automatic(subject.status):
            return
        row = lifecycle.automatic(subject.status, facts(self._view(), machine, subject))
        if row is not None:
            by, self.by = self.by, Actor("system")
            self.take(machine, about, row)
            self.by = by
            self._dirty[machine, about] = None

    def decision(self) -> Decision:
        """Settle, check the promises about money, and say what is to be written.

        Raises:
            Refused: `invariant_broken`; nothing of the draft may be written then.
        """
        self.settle()
        if self._events:
            self.keep_promises()
        written = tuple(self._events), tuple(self._effects), tuple(self._entries)
        return Decision(self.order, *written, self.outcome)

    def keep_promises(self) -> None:
        """Refuse the whole decision where the order, as it would be now, breaks a promise."""
        broken = breaches(self.order)
        broken += [f"entry {b.key} is not balanced" for b in self._entries if not b.is_balanced]
        if broken:
            raise refuse("invariant_broken", "do that", "; ".join(broken))

    def _wish(self, machine: str, about: str, trigger: str) -> str:
        return f"{trigger} {machine} {about or self.order.number}".replace("_", " ")

    def _blocked(self, machine: str, about: str, blocked: Blocked) -> Refused:
        found = {
            "unknown_trigger": f"the {machine} has no trigger of that name",
            "no_transition": f"{machine} {about or self.order.number} is {blocked.state}",
            "not_permitted": f"{self.by.role} may not",
            "guard_failed": "; ".join(str(failure) for failure in blocked.failed),
        }[blocked.code]
        return refuse(
            blocked.code,
            self._wish(machine, about, blocked.trigger),
            found,
            *self._possible(machine, about),
            failed=blocked.failed,
            state=blocked.state,
            trigger=blocked.trigger,
            role=self.by.role,
        )

    def _possible(self, machine: str, about: str) -> tuple[str, ...]:
        """Name what people may do with the subject now, each with the roles that may."""
        seen = self.facts(machine, about)
        status = self.subject(machine, about).status
        table = self.policy.lifecycles[machine]
        rows = [row for row in table.rows(status) if row.guard.holds(seen)]
        people = [(row, self.policy.roles_of(machine, row) & PEOPLE) for row in rows]
        return tuple(f"{row.trigger} (by {', '.join(sorted(by))})" for row, by in people if by)


MAX_NOTE = 2_000
"""The longest text that a person writes into the history, in characters."""


def text_of(text: str, wish: str) -> str:
    """Return what a person wrote, or refuse what could not be stored, printed and mailed."""
    if not is_text(text, MAX_NOTE):
        raise refuse("malformed", wish, f"a text has at most {MAX_NOTE} printable characters")
    return text


PEOPLE = frozenset(ROLES) - {"processor", "server", "clock", "system"}
"""The roles that are people."""


def _not_permitted(wish: str, role: str, roles: frozenset[str]) -> Refused:
    others = [f"by {', '.join(sorted(roles))}"] if roles else []
    return refuse("not_permitted", wish, f"{role} may not", *others, role=role)


def _nothing(draft: Draft, about: str) -> None:
    pass


def _hand_over(draft: Draft, about: str) -> None:
    draft.await_server(about)  # Before the other: an effect's key names the event that asked.
    draft.emit(e.HandedOver(about, draft.subject("item", about).attempt + 1))


def _ask(draft: Draft, about: str) -> None:
    if draft.policy.ask == "automatic":
        until = draft.at + draft.policy.silence()
        draft.emit(e.Asked(about, Question(draft.at, until)))


def _renew(draft: Draft, about: str) -> None:
    new = renewed(draft.order, draft.subject("refund", about), draft.policy, draft.at)
    fee = new.fee_returned_minor, new.fee_kept_minor
    draft.emit(e.RefundRenewed(about, new.attempt, new.available_at, *fee))


_BEFORE_EFFECT: Mapping[str, Callable[[Draft, str], None]] = {
    "hand_over": _hand_over,
    "tell:item-cancelled": _ask,
    "send_refund": _renew,
}
"""What an effect records before it is written: an attempt that counts, a question that waits."""
