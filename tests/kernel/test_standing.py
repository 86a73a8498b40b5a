"""How a payment stands at its provider, as commands: in whatever order, however often."""

import pytest

from tilaus.commands import PROCESSOR, FeeReported, PaymentReported, RefundObserved, RefundReported
from tilaus.money import currency
from tilaus.order import Customer, Item, Order, Payment, Refund
from tilaus.ports.payment import Returned, Standing
from tilaus.record import replace
from tilaus.standing import commands_of
from tilaus.testing.strategies import START as AT

CARD = Payment("1", "card", "sandbox", 110, 10, AT, AT, "captured", "finished", 110, True, "pay-1")
BACK = Refund("1", "1", "original", 55, 50, AT, AT, 5, attempt=2, reference="ref-1")
ORDER = Order(
    "o1", 50001, currency("EUR"), Customer("a@b"), (Item("1", "likes", "@ann", 1, 100, 100),),
    AT, AT, payments=(CARD,), refunds=(BACK,), version=9,
)  # fmt: skip


def stands(*messages: str, captured: int = 110, refunds: tuple[Returned, ...] = ()) -> Standing:
    return Standing("pay-1", "EUR", messages, captured, refunds)


def paid(message: str, captured: int = 0) -> PaymentReported:
    return PaymentReported("1", message, captured, "EUR", "pay-1", by=PROCESSOR)


def back(message: str, attempt: int | None = 2, reference: str = "ref-1") -> RefundReported:
    return RefundReported("1", message, 55, reference, "", attempt, by=PROCESSOR)


OURS = Returned("ref-1", 55, "succeeded", "1", 2)
SEEN = Returned("ref-9", 20, "succeeded")

# fmt: off
TOLD = [
    # what is promised                                 how it stands                                                     what the order is told
    ("an open payment is told by its name",            stands("opened", captured=0),                                     [paid("opened")]),
    ("only a capture tells an amount",                 stands("captured", "disputed"),                                   [paid("captured", 110), paid("disputed")]),
    ("what the provider kept is told once it is known", replace(stands("captured"), fee_minor=7),                        [paid("captured", 110), FeeReported("1", 7, "EUR", by=PROCESSOR)]),
    ("a fee that is known is not told",                replace(stands("captured"), fee_minor=0),                         [paid("captured", 110)]),
    ("a refund of ours is told by our name",           stands("captured", refunds=(OURS,)),                              [paid("captured", 110), back("succeeded")]),
    ("an earlier attempt is told as that",             stands("captured", refunds=(Returned("ref-0", 55, "failed", "1", 1),)), [paid("captured", 110), back("failed", 1, "ref-0")]),
    ("a refund nobody asked for is observed",          stands("captured", refunds=(SEEN,)),                              [paid("captured", 110), RefundObserved("1", "ref-9", 20, by=PROCESSOR)]),
    ("and only once it was sent",                      stands("captured", refunds=(replace(SEEN, message="submitted"),)), [paid("captured", 110)]),
    ("one that was observed is known by its name",     stands("captured", refunds=(Returned("ref-1", 55, "failed"),)),   [paid("captured", 110), back("failed", None)]),
    ("a refund of another payment is none of ours",    stands("captured", refunds=(Returned("ref-8", 5, "succeeded", "7"),)), [paid("captured", 110), RefundObserved("1", "ref-8", 5, by=PROCESSOR)]),
]
# fmt: on


@pytest.mark.parametrize(("standing", "told"), [t[1:] for t in TOLD], ids=[t[0] for t in TOLD])
def test_an_order_is_told_in_full_how_a_payment_stands(
    standing: Standing, told: list[object]
) -> None:
    assert list(commands_of(ORDER, CARD, standing)) == told


def test_a_dispute_that_the_provider_does_not_know_any_more_was_won() -> None:
    held = replace(CARD, status="disputed", kind="held")
    told = commands_of(replace(ORDER, payments=(held,)), held, stands("captured"))
    assert list(told) == [paid("captured", 110), paid("dispute_won")]
