"""A shop: load, decide, commit, and do what was asked of the world. The only caller of ports."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tilaus import options
from tilaus.commands import Actor, Command, Line, Place, Tender
from tilaus.decide import Decision, decide
from tilaus.decide.lifecycle import under_another
from tilaus.decide.staff import due_at
from tilaus.order import Charge, Customer, Destination, Order
from tilaus.policy import Policy
from tilaus.ports.delivery import DeliveryServer
from tilaus.ports.notification import Notifier
from tilaus.ports.payment import PaymentProvider
from tilaus.ports.storage import (
    Answered,
    Change,
    Conflict,
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
            random bits, because it names orders and is the secret of tracking links.
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
                token=self.new_id(),
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
        self, ref: str | int, command: Command, request: RequestKey | None = None
    ) -> Receipt | Refusal:
        """Decide a command about an order and write what follows from it, in one transaction.

        Args:
            ref: the order's id (text) or number (whole number).
            request: names the request; handled a second time it changes nothing and its receipt
                says `duplicate`. Refusals are not remembered.
        """
        busy: frozenset[str] = frozenset()
        for _ in range(MAX_TRIES):
            stored = self.store.load(ref, request)
            if stored.order is None:
                return _unknown(ref)
            if stored.answer is not None:
                return Receipt(stored.order, "duplicate")
            granted = self._attempt(replace(stored, busy=stored.busy | busy), command, request)
            if not isinstance(granted, Conflict):
                return granted
            busy |= granted.busy
        return _too_busy(f"change order {ref}")

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


def _unknown(ref: str | int) -> Refusal:
    return Refusal("unknown_order", f"find order {ref}", "there is none of that number or id")


def _too_busy(wish: str) -> Refusal:
    found = f"others changed it {MAX_TRIES} times in a row"
    return Refusal("version_conflict", wish, found, ("try again",))
