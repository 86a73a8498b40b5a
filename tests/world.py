"""A whole world for tests: a shop on any store, around it customers, a provider, a server, mail.

    world = World(MemoryStore())
    order = world.place(VIEWS, LIKES)            # by a registered customer, with a card
    world.pay(order)                             # the customer pays; the shop does not know yet
    world.settle()                               # until nobody has anything left to do or to say
    world.advance(days=3)                        # only the clock moves; `settle` lets it matter
    world.check()                                # every promise, and shop and provider agree

Nothing happens by itself: `drain` lets the shop do what is due, `receive` hands it what provider
and server have to say. In between a test may script either (`world.payments.on_next`,
`world.delivery.on_next` and `behave`, `world.mail.on_next`). All is deterministic: the clock is set
by hand and ids are counted.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import count
from pathlib import Path

from tilaus.commands import Actor, Command, Line, PaymentReported, RefundReported, Tender
from tilaus.drain import drain
from tilaus.evolve import replay
from tilaus.invariants import breaches
from tilaus.ledger import balances, expected
from tilaus.order import PAYABLE, Charge, Customer, Order, Payment
from tilaus.policy import Policy
from tilaus.ports.storage import JournalRow, Query, RequestKey, Store
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus.testing.notification import MemoryNotifier
from tilaus.testing.orders import MEMBER, ORDER_50001, Clock
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.payment.banktransfer import BankTransfer
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.payment.wallet import WalletPayments

STAFF = Actor("staff", "desk-1")
MOST_ROUNDS = 1_000

Ref = Order | str | int
"""What names an order: itself as it was at some time, its id, or its number."""


class World:
    """A shop and all that is around it.

    Args:
        store: where the shop keeps everything. Another world may go on with the same one.
        policy: the shop's rules.
        folder: where provider and server keep their worlds; in memory where it is None. A second
            world in the same folder is the same world after the shop was started anew.
        clock: shared with another world, or one of its own.
        seed: other seeds make other ids; a second world on one store needs its own.

    Attributes:
        payments, wallet, bank: those who take money. delivery: the server. mail: what was told.
        refused: what the shop refused of what it was told by provider and server.
    """

    def __init__(
        self,
        store: Store,
        *,
        policy: Policy | None = None,
        folder: Path | None = None,
        clock: Clock | None = None,
        seed: str = "world",
    ) -> None:
        self.store = store
        self.clock = clock or Clock()
        self.payments = SandboxPayments(folder / "payments.db" if folder else ":memory:")
        self.delivery = SandboxDelivery(folder / "delivery.db" if folder else ":memory:")
        self.wallet, self.bank = WalletPayments(store), BankTransfer()
        self.mail = MemoryNotifier()
        self.refused: list[Refusal] = []
        counter = count(1)
        self.shop = Shop(
            store,
            policy=policy or Policy(),
            payments={"sandbox": self.payments, "wallet": self.wallet, "banktransfer": self.bank},
            delivery=self.delivery,
            notifier=self.mail,
            clock=self.clock,
            new_id=lambda: sha256(f"{seed}/{next(counter)}".encode()).hexdigest()[:32],
        )

    # ------------------------------------------------------------------ what people do

    def place(
        self,
        *lines: Line,
        customer: Customer = MEMBER,
        method: str = "card",
        tenders: tuple[Tender, ...] = (),
        charges: tuple[Charge, ...] = (),
        request: RequestKey | None = None,
    ) -> Order:
        """Place an order (order 50001 where no lines are given); what follows from it waits."""
        placed = self.shop.place(
            customer,
            lines or ORDER_50001,
            tenders or (Tender(method),),
            charges,
            request=request,
        )
        return _granted(placed).order

    def pay(self, ref: Ref) -> None:
        """Let the customer pay everything that is open, once the shop has asked for it.

        A wallet has paid when it was asked. A bank transfer is reported by staff.
        """
        self.drain()
        for payment in self.order(ref).payments:
            if payment.kind in PAYABLE and payment.provider == "sandbox":
                self.payments.pay(payment.reference)
            elif payment.kind in PAYABLE and payment.provider == "banktransfer":
                paid = PaymentReported(payment.id, "captured", payment.amount_minor, by=STAFF)
                self.handle(ref, paid)

    def handle(self, ref: Ref, command: Command, request: RequestKey | None = None) -> Order:
        """Let somebody ask for something that must be granted; return the order after it."""
        return _granted(self.shop.handle(_name(ref), command, request)).order

    def refusal(self, ref: Ref, command: Command) -> Refusal:
        """Let somebody ask for something that must be refused; return the refusal."""
        answer = self.shop.handle(_name(ref), command)
        assert isinstance(answer, Refusal), f"it was granted: {answer}"
        return answer

    def send_refunds_by_hand(self, ref: Ref) -> None:
        """Let staff send what goes back by bank transfer, and report that they did."""
        order = self.order(ref)
        for refund in order.refunds:
            payment = order.payment(refund.payment)
            if refund.kind == "active" and payment and payment.provider == "banktransfer":
                self.handle(order, RefundReported(refund.id, "succeeded", by=STAFF))

    # -------------------------------------------------------------- how the world goes on

    def drain(self) -> int:
        """Let the shop do what is due now; return how many things that were."""
        return drain(self.shop)

    def receive(self) -> int:
        """Hand the shop what provider and server have to say now; return how many messages.

        They are acknowledged whatever the shop answers; refusals are kept in `refused`.
        """
        self.delivery.advance(self.clock())
        told = 0
        for sender in (self.payments.outside, self.delivery.outside):
            for report in sender.messages():
                answer = self.shop.handle(report.order_id, report.command, report.request)
                if isinstance(answer, Refusal):
                    self.refused.append(answer)
                sender.acknowledge(report)
                told += 1
        return told

    def settle(self) -> None:
        """Go on until nothing is due and nobody has anything to say; the clock stands still."""
        for _ in range(MOST_ROUNDS):
            if not self.drain() + self.receive():
                return
        raise AssertionError(f"the world did not come to rest in {MOST_ROUNDS} rounds")

    def advance(self, *, days: float = 0, hours: float = 0, seconds: float = 0) -> None:
        """Move the clock; nothing else happens."""
        self.clock.advance(days=days, hours=hours, seconds=seconds)

    def live(self, *, hours: int) -> None:
        """Let so many hours pass, one by one, and let everything happen that happens in each."""
        self.settle()
        for _ in range(hours):
            self.advance(hours=1)
            self.settle()

    # ------------------------------------------------------------------- what can be seen

    def order(self, ref: Ref) -> Order:
        """Return an order as it is now."""
        found = self.shop.order(_name(ref))
        assert found is not None, f"there is no order {_name(ref)}"
        return found

    def orders(self) -> Iterator[Order]:
        """Yield every order of the shop, newest first."""
        before = None
        while page := self.store.search(Query(limit=1_000, before=before)):
            yield from page
            before = page[-1].number

    def statuses(self, ref: Ref) -> tuple[str, ...]:
        """Return the statuses of an order's items."""
        return tuple(item.status for item in self.order(ref).items)

    def told(self, ref: Ref, audience: str = "customer") -> list[str]:
        """Return which kinds of messages were told about an order, in their order."""
        id = self.order(ref).id
        mails = (mail for mail in self.mail.messages if mail.order.id == id)
        return [mail.kind for mail in mails if mail.audience == audience]

    def dead(self) -> list[JournalRow]:
        """Return the effects that were given up and block their lanes."""
        return list(self.store.effects(states=frozenset({"dead"})))

    # -------------------------------------------------------------------------- the promises

    def check(self) -> None:
        """Hold every promise against what is stored, booked, told, and known to the provider.

        Raises:
            AssertionError: one or more are broken; all are named. Shop and provider can only agree
                once everything was settled: a message that was lost must be sent again first.
        """
        found: list[str] = []
        for order in self.orders():
            found += [f"order {order.number}: {broken}" for broken in self._faults(order)]
        found += self._faults_of_the_books()
        found += self._faults_of_the_mail()
        assert not found, "\n".join(found)

    def _faults(self, order: Order) -> Iterator[str]:
        yield from breaches(order)
        history = self.store.history(order.id)
        if not order.is_erased and replay(recorded.event for recorded in history) != order:
            yield "its history does not lead to what is stored"
        if [recorded.seq for recorded in history] != list(range(1, order.version + 1)):
            yield f"version {order.version}, but {len(history)} events"
        accounts = (f"order:{order.id}", f"unapplied:{order.id}")
        booked = {name: minor for name in accounts if (minor := self.store.balance(name))}
        if booked != expected(order):
            yield f"booked {booked}, expected {expected(order)}"
        really = {t.payment: t for t in self.payments.totals(order.id)}
        for payment in order.payments:
            if payment.provider == "sandbox":
                there = really.get(payment.id)
                sums = (there.captured_minor, there.refunded_minor) if there else (0, 0)
                if sums != _believed(order, payment):
                    yield (
                        f"payment {payment.id}: the provider captured and refunded {sums}, "
                        f"the shop believes {_believed(order, payment)}"
                    )

    def _faults_of_the_books(self) -> Iterator[str]:
        entries = self.store.entries()
        yield from (f"entry {e.key} is not balanced" for e in entries if not e.is_balanced)
        yield from _twice("entry", Counter(entry.key for entry in entries))
        for account, minor in balances(entries).items():
            if self.store.balance(account) != minor:
                yield f"{account}: its balance is {self.store.balance(account)}, booked {minor}"
            if account.startswith("wallet:") and minor > 0:
                yield f"{account} is overdrawn by {minor}"
        if held := self.store.balance("provider:wallet"):
            yield f"the wallet and the orders that it paid or was paid from differ by {held}"

    def _faults_of_the_mail(self) -> Iterator[str]:
        sent = Counter(message.key for message in self.mail.messages)
        sent.subtract(self.mail.doubled)
        yield from _twice("message", sent)


def _twice(what: str, counted: Counter[str]) -> Iterator[str]:
    return (f"{what} {key}: {times} times" for key, times in counted.items() if times > 1)


def _believed(order: Order, payment: Payment) -> tuple[int, int]:
    back = sum(
        refund.amount_minor
        for refund in order.refunds
        if refund.payment == payment.id and refund.to == "original" and refund.kind == "finished"
    )
    return payment.captured_minor, back


def _name(ref: Ref) -> str | int:
    return ref.id if isinstance(ref, Order) else ref


def _granted(answer: Receipt | Refusal) -> Receipt:
    assert isinstance(answer, Receipt), f"refused: {answer}"
    return answer
