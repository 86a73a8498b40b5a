"""Delivery by hand keeps the promises of the port that can be kept without a memory."""

import pytest

from tilaus.testing.delivery import DeliveryContract
from tilaus_adapters.delivery.manual import ManualDelivery


class TestManualDelivery(DeliveryContract):
    keeps_jobs = False

    @pytest.fixture
    def server(self) -> ManualDelivery:
        return ManualDelivery()


def test_an_item_waits_for_staff() -> None:
    answer = ManualDelivery().hand_over(DeliveryContract().job())
    assert (answer.state, answer.message) == ("pending", "")
