"""The ledger: every movement of money is one balanced entry, and balances are folds of entries."""

import pytest
from hypothesis import given

from tilaus import events as e
from tilaus.evolve import evolve
from tilaus.ledger import Entry, balances, entry, expected, transfer
from tilaus.money import currency
from tilaus.order import Customer, Item, Order, Payment, Refund
from tilaus.record import replace
from tilaus.testing import strategies
from tilaus.testing.strategies import START as AT
from tilaus.testing.strategies import Walk

ITEM = Item("1", "likes", "@ann", 1, 100, 100)
CARD = Payment("1", "card", "sandbox", 110, 10, AT, AT)
BACK = Refund("1", "1", "original", 55, 50, AT, AT, 5)
NEW = Order(
    "o1", 50001, currency("EUR"), Customer("a@b"), (ITEM,), AT, AT, payments=(CARD,), version=1
)
PAID = replace(NEW, payments=(replace(CARD, captured_minor=110, is_applied=True),), refunds=(BACK,))
LATE = replace(NEW, payments=(replace(CARD, captured_minor=110),), refunds=(BACK,))
SENT = replace(PAID, refunds=(replace(BACK, kind="finished"),))
TO_WALLET = replace(PAID, refunds=(replace(BACK, to="wallet"),))


def moved(target: str, kind: str) -> e.Moved:
    return e.Moved("refund", "1", "go", "x", target, kind)


# fmt: off
BOOKED = [
    # before      event                              the lines of the entry
    (NEW,         e.Captured("1", 110, True),        {"order:o1": -110, "provider:sandbox": 110}),
    (NEW,         e.Captured("1", 40, True),         {"order:o1": -40, "provider:sandbox": 40}),
    (NEW,         e.Captured("1", 110, False),       {"unapplied:o1": -110, "provider:sandbox": 110}),
    (PAID,        e.Captured("1", 110, True),        None),
    (PAID,        e.ProviderFeeTaken("1", 7),        {"fees:sandbox": 7, "provider:sandbox": -7}),
    (PAID,        e.Captured("1", 0, True),          {"order:o1": 110, "provider:sandbox": -110}),
    (PAID,        e.Captured("1", 110, False),       {"order:o1": 110, "unapplied:o1": -110}),
    (LATE,        e.Captured("1", 110, True),        {"order:o1": -110, "unapplied:o1": 110}),
    (SENT,        e.Captured("1", 110, False),       {"order:o1": 55, "unapplied:o1": -55}),
    (PAID,        moved("submitted", "active"),      None),
    (PAID,        moved("succeeded", "finished"),    {"order:o1": 55, "provider:sandbox": -55}),
    (PAID,        moved("failed", "failed"),         None),
    (LATE,        moved("succeeded", "finished"),    {"unapplied:o1": 55, "provider:sandbox": -55}),
    (TO_WALLET,   moved("succeeded", "finished"),    {"order:o1": 55, "provider:wallet": -55}),
    (SENT,        moved("failed", "failed"),         {"order:o1": -55, "provider:sandbox": 55}),
    (PAID,        e.Noted("a word"),                 None),
    (NEW,         e.Moved("order", "", "go", "a", "b", "finished"), None),
]
# fmt: on


@pytest.mark.parametrize(("before", "event", "lines"), BOOKED)
def test_an_event_books_the_money_that_it_moves_and_nothing_else(
    before: Order, event: e.Event, lines: dict[str, int] | None
) -> None:
    after = evolve(before, event)
    booked = entry(before, event, after)
    if lines is None:
        assert booked is None
    else:
        assert booked is not None
        assert dict(booked.lines) == lines
        assert booked.is_balanced
        assert booked.key == "o1/2"
        assert "order 50001" in booked.memo


def test_placing_moves_no_money() -> None:
    assert entry(None, e.Placed(NEW), NEW) is None


def test_an_entry_whose_lines_do_not_sum_to_nothing_is_not_balanced() -> None:
    assert transfer("k", "memo", "a", "b", 5) == Entry("k", "memo", (("a", 5), ("b", -5)))
    assert transfer("k", "memo", "a", "b", 5).is_balanced
    assert not Entry("k", "memo", (("a", 5), ("b", -4))).is_balanced


def test_balances_are_sums_and_empty_accounts_are_left_out() -> None:
    booked = [
        transfer("1", "", "a", "b", 5),
        transfer("2", "", "b", "c", 2),
        transfer("3", "", "c", "a", 5),
    ]
    assert balances(booked) == {"b": -3, "c": 3}
    assert balances([]) == {}


def test_what_an_order_must_hold_follows_from_its_payments_and_refunds() -> None:
    assert expected(NEW) == {}
    assert expected(PAID) == {"order:o1": -110}
    assert expected(SENT) == {"order:o1": -55}
    assert expected(LATE) == {"unapplied:o1": -110}


@given(strategies.walks(longest=20))
def test_the_books_of_an_order_are_what_the_order_says_at_every_step(walk: Walk) -> None:
    booked: list[Entry] = []
    for asked in walk.asked:
        booked += asked.decision.entries
        assert all(one.is_balanced for one in booked)
        assert len({one.key for one in booked}) == len(booked)
        own = {a: m for a, m in balances(booked).items() if not a.startswith("provider:")}
        assert own == expected(asked.decision.order)
        assert sum(balances(booked).values()) == 0
