"""What the tests of PayPal share: an adapter on the double, and the questions of a payment."""

from collections.abc import Callable
from typing import Any

from tests.providers.paypal_double import CLIENT_ID, SECRET, WEBHOOK_ID, PayPalDouble

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk, PaymentLine, Standing
from tilaus.record import replace
from tilaus_adapters.payment.paypal import PayPalPayments

PRICE = 10_000
LINES = (PaymentLine("YouTube views", 3, 5_000), PaymentLine("Likes", 100, 5_000))


def adapter(double: PayPalDouble, **more: Any) -> PayPalPayments:
    """Return an adapter that talks to the double."""
    given: dict[str, Any] = {"mode": "test", "base_url": double.url}
    given |= {"trust_roots": [double.authority.certificate]}
    paypal = PayPalPayments(CLIENT_ID, SECRET, WEBHOOK_ID, **{**given, **more})
    double.clients.append(paypal.close)
    return paypal


def asked(what: str = "create", **more: Any) -> PaymentAsk:
    """Return a question about the payment of the tests."""
    ask = PaymentAsk(
        key=f"order-1/payment/1/{what}",
        order_id="order-1",
        number=50001,
        payment="1",
        method="paypal",
        amount_minor=PRICE,
        currency="EUR",
        email="customer@shop.example",
        lines=LINES,
        return_url="https://shop.example/t/abc",
        language="fi",
    )
    return replace(ask, **more)


def back(minor: int, refund: str = "1", attempt: int = 1, **more: Any) -> PaymentAsk:
    """Return a question about a refund of that payment."""
    key = f"order-1/refund/{refund}/{attempt}"
    more = {"key": key, "amount_minor": minor, "refund": refund, "attempt": attempt, **more}
    return asked("refund", to="original", **more)


class Counter:
    """The adapter as the kernel uses it: the reference that it gave is in every later question."""

    def __init__(self, double: PayPalDouble, **more: Any) -> None:
        self.double, self.paypal, self.reference = double, adapter(double, **more), ""

    @property
    def remembers_s(self) -> float:
        return self.paypal.abilities.remembers_s

    @property
    def abilities(self) -> Any:
        return self.paypal.abilities

    def create(self, ask: PaymentAsk) -> Outcome:
        return self._kept(self.paypal.create, ask)

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._kept(self.paypal.capture, ask)

    def void(self, ask: PaymentAsk) -> Outcome:
        return self._kept(self.paypal.void, ask)

    def refund(self, ask: PaymentAsk) -> Outcome:
        return self.paypal.refund(self._named(ask))

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return self.paypal.look_up(self._named(ask))

    def standing(self, ask: PaymentAsk | None = None) -> Standing:
        found = self.paypal.standing(self._named(ask or asked()))
        if found is None:
            raise LookupError("PayPal never saw the payment")
        return found

    def pay(self) -> Outcome:
        """Let the customer approve, and take the money."""
        self.double.pay(self.reference)
        return self.capture(asked("capture"))

    def _named(self, ask: PaymentAsk) -> PaymentAsk:
        named: PaymentAsk = replace(ask, reference=ask.reference or self.reference)
        return named

    def _kept(self, call: Callable[[PaymentAsk], Outcome], ask: PaymentAsk) -> Outcome:
        answer = call(self._named(ask))
        self.reference = answer.reference or self.reference
        return answer
