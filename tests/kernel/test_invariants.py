"""The promises about an order: a sound one breaks none, and each kind of harm is named.

The promises are the last line: `decide` refuses whatever would break one. So here orders are spoilt
that no command would make, and each must be told by the sentence that fits.
"""

from datetime import UTC, datetime

import pytest

from tilaus import commands as c
from tilaus.decide import decide
from tilaus.decide.draft import Draft
from tilaus.events import Captured, Progressed
from tilaus.invariants import PROMISES, breaches
from tilaus.money import currency
from tilaus.order import Charge, Covered, Customer, Item, Order, Payment, Refund
from tilaus.policy import Policy
from tilaus.record import replace
from tilaus.refusals import Refusal, Refused
from tilaus.testing.orders import BOSS

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
DONE = {"status": "completed", "kind": "finished"}
LIKES = Item("1", "likes", "@ann", 4, 25, 100, delivered=4, **DONE)  # type: ignore[arg-type]
PAID = Payment("1", "card", "sandbox", 115, 10, AT, AT, "captured", "finished", 115, True)
PART = Covered("item", "1", 25, 1)
SENT = Refund("1", "1", "original", 27, 25, AT, AT, 2, 1, (PART,), False, "succeeded", "finished")
ORDER = Order(
    "o1",
    50001,
    currency("EUR"),
    Customer("ann@shop.example", "c1", "Ann"),
    (LIKES,),
    AT,
    AT,
    charges=(Charge("box", "gift wrap", 5),),
    payments=(PAID,),
    refunds=(SENT,),
    **DONE,  # type: ignore[arg-type]
)


def item(**changes: object) -> Order:
    """Return the order with its item spoilt."""
    return replace(ORDER, items=(replace(LIKES, **changes),))


def payment(**changes: object) -> Order:
    """Return the order with its payment spoilt, and without its refund."""
    return replace(ORDER, payments=(replace(PAID, **changes),), refunds=())


def refund(**changes: object) -> Order:
    """Return the order with its refund spoilt."""
    return replace(ORDER, refunds=(replace(SENT, **changes),))


def twice(first: Refund, second: Refund) -> Order:
    """Return the order with two refunds, and a payment that could give both."""
    rich = replace(PAID, captured_minor=1_000)
    return replace(ORDER, payments=(rich,), refunds=(first, replace(second, id="2")))


def of(part: Covered, **changes: object) -> Refund:
    """Return a refund of one part and nothing else."""
    sums = {"amount_minor": part.minor, "base_minor": part.minor, "fee_returned_minor": 0}
    return replace(SENT, covers=(part,), **{**sums, **changes})


BOX, MOST = of(Covered("charge", "box", 3)), of(Covered("item", "1", 60))
RUNNING = {"status": "submitted", "kind": "active"}
FAILED = {"status": "failed", "kind": "failed"}
CLOSED = {"status": "refunded", "kind": "closed"}

# fmt: off
SPOILT: list[tuple[str, Order, list[str]]] = [
    # what                                       the order                                                   what is told
    ("nothing",                                  ORDER,                                                      []),
    ("all of the payment went back",             refund(amount_minor=115, base_minor=105, fee_returned_minor=10, fee_kept_minor=0, covers=(Covered("item", "1", 100, 4), Covered("charge", "box", 5))), []),
    ("more went back than arrived",              replace(ORDER, payments=(replace(PAID, captured_minor=26),)), ["payment 1: refunds exceed what was captured"]),
    ("more is on its way than arrived",          replace(ORDER, payments=(replace(PAID, captured_minor=26),), refunds=(replace(SENT, **RUNNING),)), ["payment 1: refunds exceed what was captured"]),
    ("what failed does not count",               replace(ORDER, payments=(replace(PAID, captured_minor=26),), refunds=(replace(SENT, **FAILED),)), []),
    ("an item went back twice",                  twice(MOST, MOST),                                          ["item 1: refunds exceed its total"]),
    ("an item goes back a second time",          twice(MOST, replace(MOST, **RUNNING)),                      ["item 1: refunds exceed its total"]),
    ("an item was tried to send back twice",     twice(MOST, replace(MOST, **FAILED)),                       []),
    ("a charge went back twice",                 twice(BOX, BOX),                                            ["charge box: refunds exceed its total"]),
    ("units went back twice",                    twice(SENT, of(Covered("item", "1", 1, 4))),                ["item 1: more units refunded than bought"]),
    ("the last unit went back",                  twice(SENT, of(Covered("item", "1", 1, 3))),                []),
    ("more than the parts",                      refund(amount_minor=28),                                    ["refund 1: its parts do not add up"]),
    ("less than the parts",                      refund(amount_minor=26),                                    ["refund 1: its parts do not add up"]),
    ("nothing is sent",                          refund(amount_minor=0, base_minor=0, fee_returned_minor=0, covers=()), ["refund 1: its parts do not add up"]),
    ("a share of the fee below nothing",         refund(amount_minor=24, fee_returned_minor=-1),             ["refund 1: has a negative part"]),
    ("a fee kept below nothing",                 refund(fee_kept_minor=-1),                                  ["refund 1: has a negative part"]),
    ("a refund of nobody knows what",            refund(covers=()),                                          ["refund 1: does not say what it stands for"]),
    ("a surplus stands for nothing",             refund(covers=(), is_surplus=True),                         []),
    ("refunded, and nothing went back",          replace(ORDER, refunds=(), **CLOSED),                       ["the order is refunded, but its money did not go back"]),
    ("refunded, and a part went back",           replace(ORDER, **CLOSED),                                   ["the order is refunded, but its money did not go back"]),
    ("refunded, and there was no money",         replace(ORDER, payments=(), refunds=(), **CLOSED),          ["the order is refunded, but its money did not go back"]),
    ("refunded, all but a fee that stays",       replace(ORDER, refunds=(replace(SENT, amount_minor=105, base_minor=105, fee_returned_minor=0, fee_kept_minor=10, covers=(Covered("item", "1", 100, 4), Covered("charge", "box", 5))),), **CLOSED), []),
    ("ended while an item is worked on",         item(status="processing", kind="active"),                   ["the order is completed, but item 1 is processing"]),
    ("ended while an item waits",                item(status="on_hold", kind="waiting"),                     ["the order is completed, but item 1 is on_hold"]),
    ("not ended while an item is worked on",     replace(item(status="processing", kind="active"), status="processing", kind="active"), []),
    ("captured without money",                   payment(captured_minor=0),                                  ["payment 1 is captured, but nothing was captured"]),
    ("disputed without money",                   payment(captured_minor=0, status="disputed", kind="held"),  ["payment 1 is disputed, but nothing was captured"]),
    ("declined with money",                      payment(**FAILED),                                          ["payment 1 is failed, but money was captured"]),
    ("awaited with money",                       payment(status="created", kind="initial"),                  ["payment 1 is created, but money was captured"]),
    ("promised with money",                      payment(status="authorised", kind="waiting"),               ["payment 1 is authorised, but money was captured"]),
    ("charged back with money that refunds gave", payment(status="charged_back", kind="closed"),             []),
    ("more delivered than bought",               item(delivered=5),                                          ["item 1: 5 of 4 delivered"]),
    ("less delivered than nothing",              item(delivered=-1),                                         ["item 1: -1 of 4 delivered"]),
]
# fmt: on


@pytest.mark.parametrize(
    ("order", "told"), [s[1:] for s in SPOILT], ids=[s[0].replace(" ", "-") for s in SPOILT]
)
def test_each_kind_of_harm_is_told_and_no_other(order: Order, told: list[str]) -> None:
    assert breaches(order) == told


def test_every_promise_is_broken_somewhere_here() -> None:
    broken = {promise for _, order, _ in SPOILT for promise in PROMISES if list(promise(order))}
    assert broken == set(PROMISES)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    spoilt = replace(item(delivered=5), payments=(replace(PAID, captured_minor=26),))
    assert breaches(spoilt) == [
        "payment 1: refunds exceed what was captured",
        "item 1: 5 of 4 delivered",
    ]


AWAITED = replace(
    payment(status="created", kind="initial", captured_minor=0, is_applied=False),
    status="pending",
    kind="initial",
)


@pytest.mark.parametrize(
    ("order", "harm", "told"),
    [
        (ORDER, Progressed("1", 5), "item 1: 5 of 4 delivered"),
        (AWAITED, Captured("1", 5, True), "payment 1 is created, but money was captured"),
    ],
)
def test_a_decision_that_breaks_a_promise_is_refused_whole(
    order: Order, harm: Progressed | Captured, told: str
) -> None:
    draft = Draft(order, Policy(), AT, BOSS, frozenset())
    draft.emit(harm)
    with pytest.raises(Refused) as caught:
        draft.decision()
    assert caught.value.refusal.code == "invariant_broken"
    assert str(caught.value) == f"cannot do that: {told}"


def test_a_person_who_forces_a_promise_to_be_broken_is_told_which() -> None:
    found = decide(ORDER, c.Force("refunded", "I say so", by=BOSS), Policy(), AT)
    assert isinstance(found, Refusal)
    assert found.sentence == (
        "cannot do that: the order is refunded, but its money did not go back"
    )
