"""A shop: load, decide, commit, and do what was asked of the world. The only caller of ports."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tilaus import options
from tilaus.commands import Actor, Command, Line, Place, ResolveEffect, Tender
from tilaus.decide import Decision, decide
from tilaus.decide.lifecycle import under_another
from tilaus.decide.staff import due_at
from tilaus.events import HandedOver
from tilaus.order import Charge, Customer, Destination, Order
from tilaus.policy import Policy
from tilaus.ports.delivery import DeliveryServer
from tilaus.ports.notification import Notifier
from tilaus.ports.payment import PaymentProvider
from tilaus.ports.storage import (
    Answered,
    Change,
    Conflict,
    EffectState,
    Fenced,
    JournalRow,
    RequestKey,
    Settlement,
    Store,
    Stored,
)
from tilaus.record import record, replace
from tilaus.refunds import Quote, RefundRequest, quote
from tilaus.refusals import Refusal

MAX_TRIES = 50
"""How often a command is decided anew because the order changed meanwhile."""

RESOLVE_S = 60.0
"""For how long a person who settles an effect holds its lane at most; it takes milliseconds."""


@record
class Receipt:
    """A command was granted: the order after it, and what happened.

    `outcome` is `done`, or `duplicate` where the request or message was known already.
    """

    order: Order
    outcome: str
    decision: Decision | None = None


class Shop:
    """One shop: its policy, and the adapters that plug in the world.

    Safe to use from several threads and processes at once where its store is.

    Args:
        store: where orders, journal and books are kept.
        policy: the shop's rules.
        payments: payment adapters by the provider's name that the policy's methods use.
        delivery: the server that takes items.
        notifier: what tells customers and staff.
        clock: returns the time, aware and in UTC.
        new_id: returns a text that nobody can guess and that was never used before; at least 128
            random bits, because it names orders.
        new_token: returns the secret of a tracking link, as `tilaus.tracking.is_secret` says;
            `new_id` where nothing else is given.
        links: returns, for an order and the id of an item about which a question is open, the
            address at which the customer answers it, by choice; without it messages have none.
    """

    def __init__(
        self,
        store: Store,
        *,
        policy: Policy,
        payments: Mapping[str, PaymentProvider],
        delivery: DeliveryServer,
        notifier: Notifier,
        clock: Callable[[], datetime],
        new_id: Callable[[], str],
        links: Callable[[Order, str], Mapping[str, str]] | None = None,
        new_token: Callable[[], str] | None = None,
    ) -> None:
        missing = {m.provider for m in policy.methods} - payments.keys()
        if missing:
            names = ", ".join(sorted(missing))
            raise ValueError(f"the policy's methods need payment adapters for: {names}")
        self.store: Store = store
        self.policy: Policy = policy
        self.payments: Mapping[str, PaymentProvider] = payments
        self.delivery: DeliveryServer = delivery
        self.notifier: Notifier = notifier
        self.clock: Callable[[], datetime] = clock
        self.new_id: Callable[[], str] = new_id
        self.new_token: Callable[[], str] = new_token or new_id
        self.links: Callable[[Order, str], Mapping[str, str]] | None = links

    def place(
        self,
        customer: Customer,
        lines: Sequence[Line],
        tenders: Sequence[Tender],
        charges: Sequence[Charge] = (),
        *,
        by: Actor | None = None,
        currency: str | None = None,
        request: RequestKey | None = None,
    ) -> Receipt | Refusal:
        """Place an order under a new id, number and tracking token.

        Args:
            by: who places it; the customer where nobody is named.
            currency: the currency of all amounts; the shop's own where none is named.
            request: the caller's key; a second order with the same key is the first one again.
        """
        busy: frozenset[str] = frozenset()
        for _ in range(MAX_TRIES):
            command = Place(
                id=self.new_id(),
                number=self.store.next_number(self.policy.first_order_number),
                token=self.new_token(),
                currency=currency or self.policy.currency,
                customer=customer,
                lines=tuple(lines),
                tenders=tuple(tenders),
                charges=tuple(charges),
                by=by or Actor(customer.role, customer.id),
            )
            granted = self._attempt(Stored(None, busy), command, request)
            if not isinstance(granted, Conflict):
                return granted
            busy |= granted.busy
        return _too_busy("place an order")

    def handle(
        self,
        ref: str | int,
        command: Command,
        request: RequestKey | None = None,
        *,
        version: int | None = None,
    ) -> Receipt | Refusal:
        """Decide a command about an order and write what follows from it, in one transaction.

        Args:
            ref: the order's id (text) or number (whole number).
            request: names the request; handled a second time it changes nothing and its receipt
                says `duplicate`. Refusals are not remembered.
            version: the version of the order that the caller saw; refused with `version_conflict`
                where it has changed since.
        """
        busy: frozenset[str] = frozenset()
        for _ in range(MAX_TRIES):
            stored = self.store.load(ref, request)
            if stored.order is None:
                return _unknown(ref)
            if stored.answer is not None:
                return Receipt(stored.order, "duplicate")
            if version not in (None, stored.order.version):
                return _changed(stored.order, version)
            granted = self._attempt(replace(stored, busy=stored.busy | busy), command, request)
            if not isinstance(granted, Conflict):
                return granted
            busy |= granted.busy
        return _too_busy(f"change order {ref}")

    def resolve_effect(
        self, ref: str | int, command: ResolveEffect, request: RequestKey | None = None
    ) -> Receipt | Refusal:
        """Settle an effect that hangs, by a person's word, and what follows from it.

        The lane of the order is held meanwhile: no worker does the effect at the same time, and one
        that took it up before is fenced. Refused with `lane_held` while a worker holds it. The same
        end a second time is a `duplicate`.

        Args:
            ref: as for `handle`, as is `request`.
            command: what is to become of which effect; what the journal knows of it is filled in.
        """
        stored = self.store.load(ref, request)
        if stored.order is None:
            return _unknown(ref)
        if stored.answer is not None:
            return Receipt(stored.order, "duplicate")
        token = self.store.take(stored.order.id, RESOLVE_S)
        if token is None:
            return _held(stored.order)
        try:
            answer = self._resolve(stored.order.id, token, command, request)
            if isinstance(answer, Refusal) or answer.decision is None:
                self._give_back(stored.order.id, token)
        except Fenced:
            return _held(stored.order)
        return answer

    def _resolve(
        self, order_id: str, token: int, command: ResolveEffect, request: RequestKey | None
    ) -> Receipt | Refusal:
        """Decide and commit on the lane that is held; without a decision nothing was written."""
        for _ in range(MAX_TRIES):
            stored, row = self.store.load(order_id, request), self._row(order_id, command.key)
            if stored.order is None:
                return _unknown(order_id)
            known = _known(command, row, self._handed_over(row), self.clock())
            decided = self.decide(stored, known)
            if isinstance(decided, Refusal):
                return decided
            if row is None or not decided.events:
                return Receipt(decided.order, decided.outcome)
            ended = _settled(row, command, self.clock())
            try:
                self.commit(stored, decided, request=request, fence=token, settlement=ended)
            except Conflict:
                continue
            except Answered:
                return Receipt(stored.order, "duplicate")
            return Receipt(decided.order, decided.outcome, decided)
        return _too_busy(f"settle an effect of order {order_id}")

    def _row(self, order_id: str, key: str) -> JournalRow | None:
        rows = self.store.effects(order_id)
        return next((row for row in rows if row.effect.key == key), None)

    def _handed_over(self, row: JournalRow | None) -> int | None:
        """Return which hand-over an effect asked for: the event before its key was made tells."""
        if row is None or row.effect.name != "hand_over":
            return None
        number = row.effect.key.removeprefix(f"{row.order_id}/").partition("/")[0]
        told = [r.event for r in self.store.history(row.order_id) if str(r.seq) == number]
        return next((event.attempt for event in told if isinstance(event, HandedOver)), None)

    def _give_back(self, order_id: str, token: int) -> None:
        """End the lease of a lane that was taken for nothing; what is due goes on at once."""
        stored = self.store.load(order_id)
        if stored.order is not None:
            self.commit(stored, Decision(stored.order, (), (), ()), fence=token)

    def _attempt(
        self, stored: Stored, command: Command, request: RequestKey | None
    ) -> Receipt | Refusal | Conflict:
        """Decide and commit once, or say what changed meanwhile."""
        decided = self.decide(stored, command)
        if isinstance(decided, Refusal):
            return decided
        try:
            self.commit(stored, decided, request=request)
        except Conflict as conflict:
            return conflict
        except Answered as answered:
            first = self.order(answered.order_id)
            return _unknown(answered.order_id) if first is None else Receipt(first, "duplicate")
        return Receipt(decided.order, decided.outcome, decided)

    def decide(self, stored: Stored, command: Command) -> Decision | Refusal:
        """Decide a command on what was loaded; nothing is written."""
        return decide(stored.order, command, self.policy, self.clock(), busy=stored.busy)

    def commit(
        self,
        stored: Stored,
        decision: Decision,
        *,
        request: RequestKey | None = None,
        fence: int | None = None,
        settlement: Settlement | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Write a decision; raises as `tilaus.ports.storage.OrderStore.commit` does.

        Args:
            not_before: the order's next deadline does not fire before this.
        """
        wake_at = due_at(decision.order, self.policy)
        if wake_at is not None and not_before is not None:
            wake_at = max(wake_at, not_before)
        change = Change(decision, stored.order, self.clock(), wake_at, request, fence, settlement)
        self.store.commit(change)

    def order(self, ref: str | int) -> Order | None:
        """Return an order by its id (text) or number (whole number), or None."""
        return self.store.load(ref).order

    def quote(self, ref: str | int, request: RefundRequest, to: Destination) -> Quote | Refusal:
        """Say what a refund would send; nothing changes."""
        order = self.order(ref)
        return (
            _unknown(ref) if order is None else quote(order, request, to, self.policy, self.clock())
        )

    def allowed(self, ref: str | int, role: str) -> tuple[options.Allowed, ...] | Refusal:
        """Say what a role may do with an order now, and why not the rest."""
        stored = self.store.load(ref)
        if stored.order is None:
            return _unknown(ref)
        if refusal := under_another(stored.order, self.policy):
            return refusal
        return options.allowed(stored.order, role, self.policy, self.clock(), busy=stored.busy)


_WAITING = frozenset({"ready", "unknown"})
"""The states of an effect that a worker takes up by itself, once it is due."""


def _known(
    command: ResolveEffect, row: JournalRow | None, attempt: int | None, at: datetime
) -> ResolveEffect:
    """Fill in what the journal knows of an effect; nothing where there is no such effect."""
    if row is None:
        return replace(command, effect="", about="", via="", attempt=None, was="", is_due=False)
    effect, is_due = row.effect, row.state in _WAITING and row.run_at <= at
    told = {"effect": effect.name, "about": effect.about, "via": effect.via}
    return replace(command, **told, attempt=attempt, was=row.state, is_due=is_due)


def _settled(row: JournalRow, command: ResolveEffect, at: datetime) -> Settlement:
    """End an effect as a person said; one that was tried before is looked up before it is asked."""
    again: EffectState = "unknown" if row.attempts else "ready"
    ends: Mapping[str, EffectState] = {"retry": again, "done": "done", "void": "void"}
    who = f"{command.by.role} {command.by.id}".strip()
    return Settlement(row.seq, ends[command.what], at, f"{command.what} by {who}: {command.reason}")


def _held(order: Order) -> Refusal:
    wish = f"settle an effect of order {order.number}"
    again = f"try again in {RESOLVE_S:.0f} s, when its lease has ended"
    return Refusal("lane_held", wish, "a worker is busy with the order now", (again,))


def _unknown(ref: str | int) -> Refusal:
    return Refusal("unknown_order", f"find order {ref}", "there is none of that number or id")


def _changed(order: Order, version: int | None) -> Refusal:
    wish = f"change order {order.number} as it was at version {version}"
    found = f"it has changed since: it is at version {order.version}"
    return Refusal("version_conflict", wish, found, ("read it again, then decide",))


def _too_busy(wish: str) -> Refusal:
    found = f"others changed it {MAX_TRIES} times in a row"
    return Refusal("version_conflict", wish, found, ("try again",))
