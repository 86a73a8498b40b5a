"""What every payment adapter promises, as tests: derive a class, name it `Test...`.

class TestMyPayments(PaymentContract):
    @pytest.fixture
    def provider(self) -> MyPayments: ...

    def pay(self, provider, ask): ...       # let the customer pay
    def sent_back(self, provider, ask): ... # what really went back
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tilaus.lifecycles import PAYMENT, REFUND
from tilaus.ports.payment import PaymentAsk
from tilaus.record import replace

PRICE = 10_000
"""What the contract's payment asks for, in minor units."""

TAKEN = frozenset({"done", "pending"})
"""The outcomes after which nobody asks again."""


class PaymentContract:
    """The promises of `tilaus.ports.payment.PaymentProvider`.

    Attributes:
        method: the way to pay that the contract uses.
        to: where its refunds go.
        is_paid_at_once: `create` takes the money (a wallet), without the customer doing anything.
        keeps_calls: the provider remembers calls: `look_up` knows them, and sums are capped.
        is_settled_by_hand: a person ends payments and refunds, so that no call can tell their end.
    """

    method = "card"
    to = "original"
    is_paid_at_once = False
    keeps_calls = True
    is_settled_by_hand = False

    @pytest.fixture
    def provider(self) -> Any:
        """Return a provider of a fresh world."""
        raise NotImplementedError

    def pay(self, provider: Any, ask: PaymentAsk) -> None:
        """Let the customer pay all of an opened payment, and take the money if it must be taken."""
        raise NotImplementedError

    def sent_back(self, provider: Any, ask: PaymentAsk) -> int:
        """Return how much of the payment really went back, in minor units."""
        raise NotImplementedError

    def ask(self, what: str = "create") -> PaymentAsk:
        """Return a question about the contract's payment."""
        return PaymentAsk(
            key=f"order-1/payment/1/{what}",
            order_id="order-1",
            number=50001,
            payment="1",
            method=self.method,
            amount_minor=PRICE,
            currency="EUR",
            customer_id="customer-1",
            email="customer@shop.example",
        )

    def back(self, minor: int, refund: str = "1", attempt: int = 1) -> PaymentAsk:
        """Return a question about a refund of the contract's payment."""
        key = f"order-1/refund/{refund}/{attempt}"
        asked: PaymentAsk = replace(
            self.ask(), key=key, amount_minor=minor, refund=refund, to=self.to
        )
        return asked

    @pytest.fixture
    def paid(self, provider: Any) -> Any:
        """Return the provider after the contract's payment was opened and paid."""
        provider.create(self.ask())
        self.pay(provider, self.ask())
        return provider

    def test_opening_answers_with_a_message_of_the_payment(self, provider: Any) -> None:
        answer = provider.create(self.ask())
        assert answer.state in TAKEN
        assert answer.message == ("captured" if self.is_paid_at_once else "opened")

    def test_opening_twice_opens_once_and_answers_the_same(self, provider: Any) -> None:
        assert provider.create(self.ask()) == provider.create(self.ask())

    def test_a_call_never_made_is_unknown_to_look_up(self, provider: Any) -> None:
        assert provider.look_up(self.ask()) is None

    def test_look_up_tells_the_answer_that_was_given(self, provider: Any) -> None:
        if self.keeps_calls:
            answer = provider.create(self.ask())
            assert provider.look_up(self.ask()) == answer

    def test_looking_up_changes_nothing(self, provider: Any) -> None:
        provider.look_up(self.ask())
        assert provider.create(self.ask()).message in PAYMENT.messages

    def test_giving_up_a_payment_never_seen_is_done(self, provider: Any) -> None:
        answer = provider.void(self.ask("void"))
        assert (answer.state, answer.message) == ("done", "voided")

    def test_giving_up_twice_answers_the_same(self, provider: Any) -> None:
        provider.create(self.ask())
        assert provider.void(self.ask("void")) == provider.void(self.ask("void"))

    def test_giving_up_a_paid_payment_tells_that_it_was_paid(self, paid: Any) -> None:
        if not self.is_settled_by_hand:
            answer = paid.void(self.ask("void"))
            assert (answer.state, answer.message) == ("done", "captured")
            assert answer.amount_minor == PRICE

    def test_a_payment_given_up_first_cannot_be_opened_by_a_late_call(self, provider: Any) -> None:
        if self.keeps_calls:
            provider.void(self.ask("void"))
            answer = provider.create(self.ask())
            assert (answer.state, answer.message) == ("refused", "failed")

    def test_taking_what_was_never_promised_is_refused(self, provider: Any) -> None:
        answer = provider.capture(self.ask("capture"))
        assert (answer.state, answer.message) == ("refused", "failed")
        assert answer.reason

    def test_taking_what_was_taken_answers_as_before(self, paid: Any) -> None:
        if not self.is_settled_by_hand:
            answer = paid.capture(self.ask("capture"))
            assert (answer.state, answer.message) == ("done", "captured")
            assert answer.amount_minor == PRICE

    def test_a_refund_is_answered_with_a_message_of_the_refund(self, paid: Any) -> None:
        answer = paid.refund(self.back(4_000))
        assert answer.state in TAKEN
        assert answer.message in REFUND.messages

    def test_a_refund_asked_twice_is_sent_once(self, paid: Any) -> None:
        assert paid.refund(self.back(4_000)) == paid.refund(self.back(4_000))
        if not self.is_settled_by_hand:
            assert self.sent_back(paid, self.ask()) == 4_000

    def test_a_refund_asked_by_many_at_once_is_sent_once(self, paid: Any) -> None:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(paid.refund, [self.back(4_000)] * 16))
        assert {answer.message for answer in answers} == {answers[0].message}
        if not self.is_settled_by_hand:
            assert self.sent_back(paid, self.ask()) == 4_000

    def test_look_up_tells_what_became_of_a_refund(self, paid: Any) -> None:
        assert paid.look_up(self.back(4_000)) is None
        answer = paid.refund(self.back(4_000))
        assert paid.look_up(self.back(4_000)) == (answer if self.keeps_calls else None)

    def test_a_second_refund_has_a_key_of_its_own(self, paid: Any) -> None:
        paid.refund(self.back(4_000))
        paid.refund(self.back(4_000, refund="2"))
        if not self.is_settled_by_hand:
            assert self.sent_back(paid, self.ask()) == 8_000

    def test_more_than_was_paid_is_never_sent_back(self, paid: Any) -> None:
        if self.keeps_calls:
            paid.refund(self.back(7_000))
            answer = paid.refund(self.back(3_001, refund="2"))
            assert (answer.state, answer.message) == ("refused", "failed")
            assert self.sent_back(paid, self.ask()) == 7_000

    def test_a_refused_refund_stays_refused_under_its_key(self, paid: Any) -> None:
        if self.keeps_calls:
            refused = paid.refund(self.back(PRICE + 1))
            assert refused.state not in TAKEN
            assert paid.refund(self.back(PRICE + 1)) == refused
            assert paid.refund(self.back(PRICE, attempt=2)).state in TAKEN

    def test_a_refund_of_what_was_never_paid_is_refused(self, provider: Any) -> None:
        if self.keeps_calls:
            answer = provider.refund(self.back(1))
            assert (answer.state, answer.message) == ("refused", "failed")
            assert answer.reason
