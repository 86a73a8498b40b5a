"""Payments of imported orders keep the promises of the port that can be kept by hand."""

import pytest

from tilaus.ports.payment import PaymentAsk
from tilaus.testing.payment import PaymentContract
from tilaus_adapters.payment.imported import ImportedPayments


class TestImportedPayments(PaymentContract):
    method = "imported"
    keeps_calls = False
    is_settled_by_hand = True

    @pytest.fixture
    def provider(self) -> ImportedPayments:
        return ImportedPayments()

    def pay(self, provider: ImportedPayments, ask: PaymentAsk) -> None:
        """The customer paid in another shop system, and no call of ours knows."""
