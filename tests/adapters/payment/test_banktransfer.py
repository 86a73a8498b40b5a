"""Bank transfers keep the promises of the port that can be kept without a memory."""

import pytest

from tilaus.ports.payment import PaymentAsk
from tilaus.testing.payment import PaymentContract
from tilaus_adapters.payment.banktransfer import BankTransfer


class TestBankTransfer(PaymentContract):
    method = "bank_transfer"
    keeps_calls = False
    is_settled_by_hand = True

    @pytest.fixture
    def provider(self) -> BankTransfer:
        return BankTransfer()

    def pay(self, provider: BankTransfer, ask: PaymentAsk) -> None:
        """The customer goes to a bank, and no call of ours knows."""


def test_the_reference_is_made_of_the_orders_number_with_check_digits() -> None:
    assert BankTransfer().create(PaymentContract().ask()).reference == "RF2350001"
