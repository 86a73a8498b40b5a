"""Transfers are booked on the orders that they are for, once, exactly, and nothing is dropped."""

import shlex
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from tests.world import STAFF, World

from tilaus.commands import CancelOrder, Line, RequestRefund
from tilaus.ports.storage import Store
from tilaus.record import replace
from tilaus.refunds import WHOLE
from tilaus_adapters.payment.banktransfer_booking import Rehearsal, Result, Transfers, owed_by_hand
from tilaus_adapters.payment.banktransfer_reference import creditor_reference
from tilaus_adapters.payment.banktransfer_statement import BankLine
from tilaus_adapters.storage.memory import MemoryStore

TEN = Line("YouTube views", "https://youtube.com/watch?v=9", 1_000, 1)
"""An order of 10.00 EUR; a transfer has no fee."""


def line(minor: int, text: str = "50001", reference: str = "A1", code: str = "EUR") -> BankLine:
    return BankLine(2, reference, minor, code, text, "2026-01-05")


@pytest.fixture
def world() -> World:
    """A shop where order 50001 waits for a transfer of 10.00 EUR."""
    made = World(MemoryStore())
    made.place(TEN, method="bank_transfer")
    made.drain()
    return made


def booked(world: World, *lines: BankLine) -> list[Result]:
    results = Transfers(world.shop, STAFF).match(lines)
    assert len(results) == len(lines), "nothing is dropped"
    world.drain()
    world.check()
    return list(results)


def seen(results: list[Result]) -> list[tuple[str, int | None, int]]:
    return [(r.became, r.order, r.missing_minor) for r in results]


def test_the_customer_is_shown_the_reference_by_which_the_order_is_found(world: World) -> None:
    (payment,) = world.order(50001).payments
    assert payment.reference == creditor_reference(50001)
    booked(world, line(1_000, f"kiitos {payment.reference}"))
    assert world.order(50001).payments[0].reference == payment.reference


@pytest.mark.parametrize("text", ["50001", "RF2350001", "rf23 5000 1 12345", "order #50001!"])
def test_a_transfer_of_all_that_was_asked_pays_the_order(world: World, text: str) -> None:
    assert seen(booked(world, line(1_000, text))) == [("paid", 50001, 0)]
    assert world.order(50001).status == "processing"
    assert world.store.balance("provider:banktransfer") == 1_000
    told = [r.event for r in world.store.history(world.order(50001).id)]
    assert any(getattr(e, "reason", "") == "bank reference A1 of 2026-01-05" for e in told)


def test_too_little_is_booked_and_the_rest_is_missing_until_it_comes(world: World) -> None:
    first, second = booked(world, line(400), line(250, reference="A2"))
    assert (first.became, first.missing_minor) == ("part", 600)
    assert first.why == "6.00 EUR of 10.00 EUR are missing"
    assert (second.became, second.missing_minor) == ("part", 350)
    assert (world.order(50001).status, world.order(50001).captured_minor) == ("pending", 650)
    assert seen(booked(world, line(350, reference="A3"))) == [("paid", 50001, 0)]
    assert world.order(50001).status == "processing"


@pytest.mark.parametrize("before", [0, 400, 1_000])
def test_too_much_is_put_aside_for_staff_with_the_reason(world: World, before: int) -> None:
    if before:
        booked(world, line(before))
    (result,) = booked(world, line(1_100, reference="A2"))
    total = world.order(50001).currency.format(before + 1_100)
    assert (result.became, result.order) == ("parked", 50001)
    assert result.why == f"it reports {total} captured of a payment of 10.00 EUR"
    order = world.order(50001)
    assert (order.captured_minor, len(order.parked)) == (before, 1)
    assert f"resolve --parked {order.parked[0].id}" in result.mend[-1]
    capture = "tilaus order do 50001 capture --payment 1 --amount 10.00"
    assert (capture in result.mend) == (before < 1_000)
    assert seen(booked(world, line(1_100, reference="A2"))) == [("duplicate", 50001, 0)]


def test_money_of_another_currency_is_put_aside_for_staff(world: World) -> None:
    (result,) = booked(world, line(1_000, code="SEK"))
    assert (result.became, result.why) == ("parked", "it speaks of SEK, the order of EUR")
    assert len(result.mend) == 1


def test_a_transfer_is_booked_once_whoever_tells_of_it_and_how_often(world: World) -> None:
    assert seen(booked(world, line(400), line(400), line(400, reference="A2"))) == [
        ("part", 50001, 600),
        ("duplicate", 50001, 0),
        ("part", 50001, 200),
    ]
    assert Transfers(world.shop, STAFF).book(50001, line(400)).became == "duplicate"
    assert world.order(50001).captured_minor == 800


def test_one_reference_with_two_amounts_is_a_persons_to_look_at(world: World) -> None:
    results = booked(world, line(400), line(500))
    assert seen(results) == [("part", 50001, 600), ("refused", None, 0)]
    assert results[1].why == "line 2 has the same reference of the bank, and says otherwise"


# fmt: off
LISTED = (
    # text                       minor    became         order   says
    ("happy birthday",           1_000,   "unknown",     None,   "no order's number or reference is in the text"),
    ("60001",                    1_000,   "unknown",     None,   "no order's number or reference is in the text"),
    ("RF2450001",                1_000,   "unknown",     None,   "no order's number or reference is in the text"),
    ("1 2 3 4 5 6 7 8 9 10 50001", 1_000, "unknown",     None,   "no order's number or reference is in the text"),
    ("50001 or 50002",           1_000,   "ambiguous",   None,   "its text may mean order 50001 or 50002"),
    ("50002",                    1_000,   "unmatched",   50002,  "order 50002 is pending and paid with card"),
    ("rent for January",         -90_000, "outgoing",    None,   "money that left the account"),
)
# fmt: on


@pytest.mark.parametrize(("text", "minor", "became", "order", "says"), LISTED)
def test_what_cannot_be_booked_is_listed_with_what_helps(
    world: World, text: str, minor: int, became: str, order: int | None, says: str
) -> None:
    world.place(TEN, method="card")
    world.drain()
    (result,) = booked(world, line(minor, text))
    assert (result.became, result.order, result.why) == (became, order, says)
    assert bool(result.mend) == (minor > 0)
    for number in (50001, 50002):
        assert world.order(number).captured_minor == 0
    booked(world, line(1_000, "50001", reference="B1"))
    assert world.order(50001).status == "processing", "nothing that was refused is remembered"


def test_a_line_that_could_not_be_read_stays_in_the_list(world: World) -> None:
    odd = replace(line(0), problem="4 cells under 5 columns")
    (result,) = booked(world, odd)
    assert (result.became, result.why) == ("unreadable", "4 cells under 5 columns")


def test_a_command_that_mends_is_safe_to_be_typed(world: World) -> None:
    (result,) = booked(world, line(1_000, "nobody", reference="'; rm -rf / #"))
    assert shlex.split(result.mend[0])[-1] == "'; rm -rf / #"


def test_money_that_arrives_after_the_order_was_called_off_goes_back(world: World) -> None:
    world.handle(50001, CancelOrder("changed my mind", by=STAFF))
    world.settle()
    (result,) = booked(world, line(1_000))
    assert (result.became, result.mend) == ("late", ("tilaus bank refunds",))
    (owed,) = owed_by_hand(world.order(50001))
    assert (owed.amount_minor, owed.is_surplus) == (1_000, True)
    (out,) = booked(world, line(-1_000, "RF2350001", reference="OUT1"))
    assert out.mend == ("tilaus bank sent 50001/1 --reference OUT1",)
    world.send_refunds_by_hand(50001)
    world.settle()
    assert not owed_by_hand(world.order(50001))
    assert world.store.balance("provider:banktransfer") == 0
    world.check()


def test_what_arrived_in_part_goes_back_when_the_rest_never_comes(world: World) -> None:
    booked(world, line(400))
    world.live(hours=24 * 8)
    order = world.order(50001)
    assert order.status == "cancelled"
    assert [r.amount_minor for r in owed_by_hand(order)] == [400]


def test_what_would_become_of_a_statement_is_told_without_writing(world: World) -> None:
    lines = [
        line(400),
        line(400),
        line(600, reference="A2"),
        line(1, reference="A3"),
        line(5, "nobody", "A4"),
    ]
    told = seen(list(Rehearsal(world.shop, STAFF).match(lines)))
    assert [became for became, _, _ in told] == ["part", "duplicate", "paid", "parked", "unknown"]
    assert world.order(50001).captured_minor == 0
    assert seen(booked(world, *lines)) == told


def test_an_order_that_nobody_can_find_takes_nothing(world: World) -> None:
    assert Transfers(world.shop, STAFF).book(60001, line(1)).became == "unknown"


def test_the_shares_of_one_payment_are_all_booked_when_they_come_at_once(store: Store) -> None:
    world = World(store)
    order = world.place(TEN, method="bank_transfer")
    world.drain()
    transfers, start = Transfers(world.shop, STAFF), Barrier(8)

    def book(worker: int) -> list[str]:
        start.wait(30)
        mine = [line(50, reference=f"A{n}") for n in range(20) if n % 4 == worker % 4]
        return [transfers.book(order.number, one).became for one in mine]

    with ThreadPoolExecutor(8) as pool:
        became = [result for results in pool.map(book, range(8)) for result in results]
    assert became.count("duplicate") == 20, "each transfer was told twice"
    assert became.count("part") == 19
    assert became.count("paid") == 1
    assert world.order(order).captured_minor == 1_000
    world.settle()
    world.check()


def test_a_refund_of_a_transfer_is_sent_by_staff(world: World) -> None:
    booked(world, line(1_000))
    world.handle(50001, CancelOrder("out of stock", by=STAFF))
    world.settle()
    if not owed_by_hand(world.order(50001)):
        world.handle(50001, RequestRefund(WHOLE, "original", by=STAFF))
    world.settle()
    (owed,) = owed_by_hand(world.order(50001))
    assert (owed.amount_minor, owed.to, owed.kind) == (1_000, "original", "active")
