"""Small orders, commands and a clock for tests: the same in every run, decided by the kernel."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from tilaus.commands import (
    CLOCK,
    PROCESSOR,
    SERVER,
    SYSTEM,
    Actor,
    Advance,
    Command,
    DeliveryReported,
    Line,
    PaymentReported,
    Place,
    Tender,
    Tick,
    TurnGranted,
)
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.effects import Effect
from tilaus.order import Charge, Customer, Order
from tilaus.policy import Policy
from tilaus.ports.storage import (
    Change,
    Claim,
    Conflict,
    EffectState,
    RequestKey,
    Settlement,
    Store,
    Stored,
)
from tilaus.refusals import Refusal, Refused

START = datetime(2026, 1, 5, 9, 0, 0, 123456, tzinfo=UTC)
"""When the clock of a test starts: a Monday, with microseconds that a store must not lose."""

FIRST_NUMBER = 50001

MANY = 10_000
"""More rounds than any test needs: what goes on for longer would never end."""

GUEST = Customer("guest@example.org", name="A Guest")
MEMBER = Customer("member@example.org", id="member-1", name="A Member", language="fi")

VIEWS = Line("YouTube views", "https://youtube.com/watch?v=1", 1_000, 1)
LIKES = Line("Instagram likes", "https://instagram.com/p/1", 200, 2)
FOLLOWERS = Line("Facebook followers", "https://facebook.com/1", 100, 5)
ORDER_50001 = (VIEWS, LIKES, FOLLOWERS)
"""The order of the shop's help page."""

STAFF = Actor("staff", "desk-1")
BOSS = Actor("manager", "desk-2")


class Clock:
    """A clock that stands still until it is moved.

    Called, it gives the time as `tilaus.shop.Shop` wants it; `seconds` gives it as a lease does.
    """

    def __init__(self, at: datetime = START) -> None:
        self.at: datetime = at

    def __call__(self) -> datetime:
        return self.at

    def seconds(self) -> float:
        """Return the time in seconds since 1970."""
        return self.at.timestamp()

    def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Move the clock on."""
        self.at += timedelta(days=days, hours=hours, seconds=seconds)


def placing(
    number: int,
    lines: Sequence[Line] = ORDER_50001,
    customer: Customer = GUEST,
    *,
    id: str = "",
    method: str = "card",
    charges: Sequence[Charge] = (),
) -> Place:
    """Make the command that places an order under a number; its id and token follow from it."""
    return Place(
        id=id or f"order-{number}",
        number=number,
        token=f"token-{number}",
        currency="EUR",
        customer=customer,
        lines=tuple(lines),
        tenders=(Tender(method),),
        charges=tuple(charges),
        by=Actor(customer.role, customer.id),
    )


def paid(order: Order, payment: str = "1") -> PaymentReported:
    """Make the message that all the money of a payment arrived."""
    asked = order.payment(payment)
    return PaymentReported(payment, "captured", asked.amount_minor if asked else 0, by=PROCESSOR)


def reported(item: str, message: str, delivered: int | None = None) -> DeliveryReported:
    """Make a server's message about an item: accepted, progress, delivered, failed or stopped."""
    return DeliveryReported(item, message, delivered, by=SERVER)


def cancelling(item: str) -> Advance:
    """Make the command with which staff give an item up."""
    return Advance("cancel", "item", item, "wrong link", by=STAFF)


class Clerk:
    """A shop without the world around it: loads an order, decides, and commits to the store.

    Nothing is retried, so that a test sees every `Conflict`; a refusal is raised as `Refused`.
    """

    def __init__(
        self, store: Store, clock: Clock | None = None, policy: Policy | None = None
    ) -> None:
        self.store: Store = store
        self.clock: Clock = clock or Clock()
        self.policy: Policy = policy or Policy()

    def place(
        self,
        *lines: Line,
        customer: Customer = GUEST,
        charges: Sequence[Charge] = (),
        request: RequestKey | None = None,
    ) -> Order:
        """Place an order, of the help page's lines where none are given, under the next number."""
        number = self.store.next_number(FIRST_NUMBER)
        command = placing(number, lines or ORDER_50001, customer, charges=charges)
        change = self.change(number, command, request=request)
        self.store.commit(change)
        return change.decision.order

    def change(
        self,
        ref: str | int,
        command: Command,
        *,
        request: RequestKey | None = None,
        claim: Claim | None = None,
        settlement: Settlement | None = None,
        busy: frozenset[str] = frozenset(),
        token: int | None = None,
    ) -> Change:
        """Decide a command on the order as it is now, and return what would be written."""
        stored = Stored(None) if isinstance(command, Place) else self.store.load(ref)
        at = self.clock()
        decided = decide(stored.order, command, self.policy, at, busy=stored.busy | busy)
        if isinstance(decided, Refusal):
            raise Refused(decided)
        wake_at = due_at(decided.order, self.policy)
        fence = token if claim is None else claim.token
        return Change(decided, stored.order, at, wake_at, request, fence, settlement)

    def do(self, ref: str | int, *commands: Command) -> Order:
        """Decide and commit commands, one after the other; return the order after the last."""
        for command in commands:
            self.store.commit(self.change(ref, command))
        found = self.store.load(ref).order
        if found is None:
            raise LookupError(ref)
        return found

    def insist(self, ref: str | int, command: Command) -> Order:
        """Decide and commit a command again and again until nobody else is in the way."""
        busy: frozenset[str] = frozenset()
        for _ in range(MANY):
            change = self.change(ref, command, busy=busy)
            try:
                self.store.commit(change)
            except Conflict as conflict:
                busy |= conflict.busy
            else:
                return change.decision.order
        raise RuntimeError(f"{MANY} conflicts in a row: {command}")

    def settled(
        self,
        claim: Claim,
        state: EffectState = "done",
        *,
        command: Command | None = None,
        wait_s: float = 0,
        outcome: str = "",
    ) -> Change:
        """Return the end of a claim, with what follows from it where there is a command."""
        at, row = self.clock(), claim.row
        run_at = at + timedelta(seconds=wait_s)
        settlement = Settlement(row.seq, state, run_at, outcome) if row else None
        if command is not None:
            return self.change(claim.order_id, command, claim=claim, settlement=settlement)
        order = self.store.load(claim.order_id).order
        if order is None:
            raise LookupError(claim.order_id)
        wake_at = due_at(order, self.policy)
        decision = Decision(order, (), (), ())
        return Change(decision, order, at, wake_at, None, claim.token, settlement)

    def settle(
        self,
        claim: Claim,
        state: EffectState = "done",
        *,
        command: Command | None = None,
        wait_s: float = 0,
        outcome: str = "",
    ) -> None:
        """Commit the end of a claim; see `settled`."""
        self.store.commit(
            self.settled(claim, state, command=command, wait_s=wait_s, outcome=outcome)
        )

    def claim(self, lease_s: float = 60) -> Claim:
        """Claim what is due now; there must be something."""
        claim = self.store.claim(self.clock(), lease_s)
        if claim is None:
            raise LookupError("nothing is due")
        return claim

    def claims(self, lease_s: float = 60) -> Iterator[Claim]:
        """Claim what is due now, one after the other, until nothing is; whoever asks settles it."""
        for _ in range(MANY):
            claim = self.store.claim(self.clock(), lease_s)
            if claim is None:
                return
            yield claim
        raise RuntimeError(f"after {MANY} claims there is still something due")

    def work(self) -> list[str]:
        """Do all that is due, every effect with success; return the names of the effects done.

        A deadline is the name `tick`. Turns are granted; nothing else follows from an effect here.
        """
        done = []
        for claim in self.claims():
            effect = claim.row.effect if claim.row else Effect("tick", "")
            follows = {"tick": Tick(by=CLOCK), "grant_turn": TurnGranted(effect.about, by=SYSTEM)}
            self.settle(claim, command=follows.get(effect.name))
            done.append(effect.name)
        return done
