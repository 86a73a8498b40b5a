"""Many ask for refunds of one order at once: what goes back never exceeds what arrived (F02)."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from tests.world import World
from tilaus.commands import Advance, Line, RequestRefund, Tender
from tilaus.order import Destination, Order
from tilaus.ports.storage import RequestKey, Store
from tilaus.record import record
from tilaus.refunds import RefundRequest
from tilaus.refusals import PASSING, Refusal
from tilaus.testing.orders import MEMBER, STAFF
from tilaus_adapters.delivery.sandbox import HABITS

THREADS, REFUNDS, ASKED = 8, 200, 100
PRICE, FEE = 10_000, 315
GOODS = Line("YouTube views", "https://youtube.com/watch?v=1", PRICE, 1)
WALLETS_PART = 4_000


@record
class Wish:
    """One refund that somebody asks for, of a size of its own, to one of the two destinations."""

    number: int

    @property
    def minor(self) -> int:
        """Return 0.51 to 1.50 EUR, on average 1.00."""
        return ASKED - 49 + self.number * 37 % 100

    @property
    def to(self) -> Destination:
        return "wallet" if self.number % 3 else "original"


def ask(world: World, order: Order, wish: Wish) -> str:
    """Ask until somebody has time to answer; return the code of the refusal, or `granted`."""
    wanted = RequestRefund(RefundRequest(amount_minor=wish.minor), wish.to, by=STAFF)
    while True:
        answer = world.shop.handle(order.id, wanted, RequestKey("desk", str(wish.number)))
        if not isinstance(answer, Refusal):
            return "granted" if answer.outcome == "done" else answer.outcome
        if answer.code not in PASSING:
            assert answer.sentence.startswith("cannot refund"), answer.sentence
            assert answer.facts, "a refusal names what it found"
            return answer.code


def run(world: World, order: Order) -> dict[int, str]:
    """Let eight ask for 25 refunds each while the money is being sent; return the answers."""
    start = Barrier(THREADS)

    def desk(thread: int) -> list[tuple[int, str]]:
        start.wait(60)
        answers = []
        for number in range(thread, REFUNDS, THREADS):
            answers.append((number, ask(world, order, Wish(number))))
            world.drain()
        return answers

    with ThreadPoolExecutor(THREADS) as pool:
        return dict(answer for answers in pool.map(desk, range(THREADS)) for answer in answers)


def given_up(world: World, *tenders: Tender) -> Order:
    """Place an order of 100.00 EUR, let it be paid, and give its one item up."""
    world.delivery.behave(GOODS.service, HABITS["silent"])
    placed = world.place(GOODS, customer=MEMBER, tenders=tenders)
    world.pay(placed)
    world.settle()
    world.handle(placed, Advance("cancel", "item", "1", "private profile", by=STAFF))
    world.settle()
    return world.order(placed)


def check(world: World, order: Order, answers: dict[int, str]) -> None:
    """Hold order, books, provider and wallet against each other."""
    world.settle()
    world.check()
    after = world.order(order)
    assert len(answers) == REFUNDS
    assert set(answers.values()) == {"granted", "exceeds_refundable"}, Counter(answers.values())
    granted = [Wish(number) for number, code in answers.items() if code == "granted"]
    base = sum(refund.base_minor for refund in after.refunds)
    assert base == sum(wish.minor for wish in granted) <= PRICE
    assert after.in_flight_minor == 0
    assert after.refunded_minor <= after.captured_minor == order.captured_minor
    refused = [Wish(number).minor for number, code in answers.items() if code != "granted"]
    assert PRICE - base < min(refused), "whoever could have some had it"
    sent = [refund for refund in after.refunds if refund.to == "original"]
    for payment in after.payments:
        back = sum(refund.amount_minor for refund in sent if refund.payment == payment.id)
        given = sum(r.amount_minor for r in after.refunds if r.payment == payment.id)
        assert given <= payment.captured_minor
        if payment.provider == "sandbox":
            (told,) = world.payments.totals(order.id)
            assert (told.captured_minor, told.refunded_minor) == (payment.captured_minor, back)
    # What the order still owes is in its account, and both providers hold what they should.
    owed = after.captured_minor - after.refunded_minor
    assert world.store.balance(f"order:{order.id}") == -owed
    assert world.store.balance("provider:wallet") == 0


def test_two_hundred_refunds_at_once_never_send_more_than_arrived(store: Store) -> None:
    world = World(store)
    order = given_up(world, Tender("card"))
    assert order.captured_minor == PRICE + FEE
    answers = run(world, order)
    check(world, order, answers)
    into = sum(r.amount_minor for r in world.order(order).refunds if r.to == "wallet")
    assert world.wallet.balance(MEMBER.id) == into


def test_two_hundred_refunds_at_once_of_a_split_order_never_send_more_than_each_payment_gave(
    store: Store,
) -> None:
    world = World(store)
    world.wallet.top_up(MEMBER.id, WALLETS_PART, "first")
    order = given_up(world, Tender("wallet", WALLETS_PART), Tender("card"))
    answers = run(world, order)
    check(world, order, answers)
    wallets, _ = order.payments
    own = [r for r in world.order(order).refunds if r.payment == wallets.id]
    assert sum(refund.amount_minor for refund in own) <= WALLETS_PART
    others = [r for r in world.order(order).refunds if r.payment != wallets.id]
    into = sum(r.amount_minor for r in others if r.to == "wallet") + sum(
        refund.amount_minor for refund in own
    )
    assert world.wallet.balance(MEMBER.id) == into
