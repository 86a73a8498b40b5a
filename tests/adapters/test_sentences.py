"""Every event can be told in a sentence."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from tilaus import events as e
from tilaus.money import currency
from tilaus.order import Customer, Order, Parked, Payment, Question, Refund
from tilaus_adapters.sentences import sentence

AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
EUR = currency("EUR")
ORDER = Order("id", 50001, EUR, Customer("guest@customer.example"), (), AT, AT)
PAYMENT = Payment("1", "card", "sandbox", 2700, 100, AT, AT)
REFUND = Refund("1", "1", "original", 623, 600, AT, AT, fee_returned_minor=23)
PLAIN_REFUND = Refund("2", "1", "wallet", 600, 600, AT, AT)

# fmt: off
TOLD = [
    (e.Placed(ORDER),                                                           "order 50001 placed"),
    (e.Moved("item", "2", "wait", "pending", "on_hold", "waiting"),             "item 2: pending -> on_hold, wait"),
    (e.Moved("order", "", "hold", "processing", "on_hold", "held", "a reason"), "order: processing -> on_hold, hold (a reason)"),
    (e.Moved("item", "1", "force", "pending", "completed", "finished", "why", is_forced=True), "item 1: pending -> completed by force, force (why)"),
    (e.Moved("order", "", "cancel", "processing", "processing", "active"),      "order: stays processing, cancel"),
    (e.PaymentAdded(PAYMENT, AT),                                               "payment 1: 27.00 EUR asked for"),
    (e.PaymentNamed("1", "pay_7"),                                              "payment 1: the provider calls it pay_7"),
    (e.Captured("1", 2700, True),                                               "payment 1: 27.00 EUR arrived"),
    (e.ProviderFeeTaken("1", 87),                                               "payment 1: the provider kept 0.87 EUR of it in all"),
    (e.Captured("1", 2700, False),                                              "payment 1: 27.00 EUR arrived, which the order does not need"),
    (e.HandedOver("1", 2),                                                      "item 1: given to the server, attempt 2"),
    (e.Progressed("1", 250),                                                    "item 1: 250 delivered"),
    (e.Retargeted("1", "@other", "likes|other"),                                "item 1: goes to @other now"),
    (e.Awaited("1", AT),                                                        "item 1: news of the server is expected until 2026-01-05 09:00 UTC"),
    (e.Awaited("1"),                                                            "item 1: staff are told that the server is silent"),
    (e.Asked("1", Question(AT, AT)),                                            "item 1: the customer is asked how to handle it"),
    (e.Asked("1", Question(AT, AT, is_reminded=True)),                          "item 1: the customer is asked again how to handle it"),
    (e.Answered("1", "wallet"),                                                 "item 1: the question is settled (wallet)"),
    (e.RefundRequested(REFUND),                                                 "refund 1: 6.23 EUR, 0.23 EUR of it fee, to original, requested"),
    (e.RefundRequested(PLAIN_REFUND),                                           "refund 2: 6.00 EUR, to wallet, requested"),
    (e.RefundRenewed("1", 2, AT, 23, 0),                                        "refund 1: asked for again, attempt 2"),
    (e.RefundNamed("1", "ref_7"),                                               "refund 1: the provider calls it ref_7"),
    (e.MessageParked(Parked("9", "payment", "1", "captured", "too late", AT)),  "parked 9: captured, too late"),
    (e.ParkedResolved("9", "sent back"),                                        "parked 9: resolved, sent back"),
    (e.EffectResolved("k", "send_refund", "1", "done", "dead", "seen"),         "send_refund 1, which was dead: it happened (seen)"),
    (e.EffectResolved("k", "tell:reminder", "", "retry", "unknown", "now"),     "tell:reminder, which was unknown: to be tried again now (now)"),
    (e.EffectResolved("k", "hand_over", "1", "void", "dead", "lost"),           "hand_over 1, which was dead: not to be done any more (lost)"),
    (e.LifecycleAdopted("goods/2/3f9c"),                                        "lives under the lifecycle goods/2/3f9c now"),
    (e.LifecycleAdopted("goods/2/3f9c", (e.Restated("item", "1", "wrapped", "packed", "active"), e.Restated("order", "", "paid", "processing", "active"))),
                                                                                "lives under the lifecycle goods/2/3f9c now; item 1: wrapped is packed; order: paid is processing"),
    (e.Imported("woocommerce:a.example", "727", 3),                             "imported from woocommerce:a.example, where it is 727"),
    (e.TrackingRenewed("t"),                                                    "tracking link renewed"),
    (e.TrackingRenewed(""),                                                     "tracking link revoked"),
    (e.Noted("a note"),                                                         "note: a note"),
    (e.TrackingRenewed("secret"),                                               "tracking link renewed"),
    (e.TrackingRenewed(""),                                                     "tracking link revoked"),
    (e.Erased(),                                                                "the customer's personal data was erased"),
]
# fmt: on


@pytest.mark.parametrize(("event", "told"), TOLD)
def test_an_event_is_told_in_a_sentence(event: e.Event, told: str) -> None:
    assert sentence(event, EUR) == told


def test_no_event_is_left_untold() -> None:
    told = {type(event) for event, _ in TOLD}
    assert told == set(get_args(e.Event))
