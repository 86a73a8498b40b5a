"""Every payment adapter with its provider, behind one face, so that one suite tells them all.

A harness is the world around an adapter: the customer who pays, the bank, the provider's dashboard,
and a liar between shop and provider. What a provider cannot do is not in its `can`.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from tests.adapters.payment.paypal_shop import adapter as paypal_adapter
from tests.providers.paypal_double import PayPalDouble
from tests.providers.stripe_double import StripeDouble
from tests.world import STAFF, World

from tilaus.commands import PaymentReported, RefundReported
from tilaus.inbox import receive
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk, RawMessage
from tilaus_adapters.payment.stripe import StripePayments

AT_PROVIDER = frozenset({"messages", "late failure", "dispute", "dashboard"})


class Harness:
    """A payment adapter in its world.

    Attributes:
        method: the way to pay that orders use.
        provider: its name in the policy.
        can: what may happen at the provider without the shop.
    """

    name = ""
    method = "card"
    provider = "sandbox"
    can: frozenset[str] = frozenset()

    def __init__(self, world: World) -> None:
        self.world = world

    def close(self) -> None:
        """End what was started."""

    def pay(self, reference: str) -> None:
        """Let the customer pay all of an opened payment."""

    def lie(self, operation: str, lie: str) -> None:
        """Have the next `create`, `capture` or `refund` go through and be answered with a lie:
        `timeout` or `error`."""
        raise NotImplementedError

    def forget(self) -> None:
        """Let so much time pass that every key is forgotten."""

    def receive(self, times: int = 1, *, backwards: bool = False) -> None:
        """Hand the shop what the provider has to say."""

    def totals(self, reference: str) -> tuple[int, int]:
        """Return what the provider captured and sent back, by its own books."""
        raise NotImplementedError

    def settle(self) -> None:
        """Let everything happen that is due, also what waits for another try."""
        for _ in range(30):
            self.world.drain()
            self.receive()
            due = self.world.store.next_due()
            if due is None or due > self.world.clock() + timedelta(hours=1):
                return
            self.pass_time(max(1.0, (due - self.world.clock()).total_seconds()))

    def pass_time(self, seconds: float) -> None:
        """Move the clocks of the shop and of the provider."""
        self.world.advance(seconds=seconds)


class Sandbox(Harness):
    """Play money."""

    name = "sandbox"
    can = AT_PROVIDER

    def pay(self, reference: str) -> None:
        self.world.payments.pay(reference)

    def lie(self, operation: str, lie: str) -> None:
        self.world.payments.on_next(operation, "timeout_after_success", self.method)

    def receive(self, times: int = 1, *, backwards: bool = False) -> None:
        reports = list(self.world.payments.messages()) * times
        for report in reversed(reports) if backwards else reports:
            self.world.shop.handle(report.order_id, report.command, report.request)
            self.world.payments.acknowledge(report)

    def totals(self, reference: str) -> tuple[int, int]:
        every = self.world.payments.totals(self.world.order(50001).id)
        return next((t.captured_minor, t.refunded_minor) for t in every if t.reference == reference)

    def dispute(self, reference: str) -> None:
        self.world.payments.dispute(reference)

    def win_dispute(self, reference: str) -> None:
        self.world.payments.win_dispute(reference)

    def lose_dispute(self, reference: str) -> None:
        self.world.payments.lose_dispute(reference)

    def refund_in_dashboard(self, reference: str, minor: int) -> None:
        self.world.payments.refund_in_dashboard(reference, minor)

    def fail_refund(self, reference: str, refund: str) -> None:
        self.world.payments.fail_refund(refund)


class _Http(Harness):
    """A provider that is reached over HTTP, played by a double."""

    can = AT_PROVIDER
    double: Any

    def close(self) -> None:
        self.double.close()

    def pay(self, reference: str) -> None:
        self.double.pay(reference)

    def now(self) -> Any:
        """Tell the double's time."""
        raise NotImplementedError

    def receive(self, times: int = 1, *, backwards: bool = False) -> None:
        sent = list(self.double.messages()) * times
        for body, headers in reversed(sent) if backwards else sent:
            reply = receive(self.world.shop, self.provider, RawMessage(body, headers, self.now()))
            assert reply.status == 200, reply
            assert not reply.refusals, reply

    def totals(self, reference: str) -> tuple[int, int]:
        captured, refunded = self.double.totals(reference)
        return captured, refunded

    def forget(self) -> None:
        self.pass_time(50 * 86_400)
        self.double.forget_keys()

    def dispute(self, reference: str) -> None:
        self.double.dispute(reference)

    def win_dispute(self, reference: str) -> None:
        self.double.win_dispute(reference)

    def lose_dispute(self, reference: str) -> None:
        self.double.lose_dispute(reference)


class StripeCheckout(_Http):
    """Stripe's own page; the money is taken at once."""

    name, form, capture = "stripe, checkout", "checkout", "automatic"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.double = StripeDouble()
        self.double.state.now = int(world.clock().timestamp())
        self.adapter = StripePayments(
            self.double.key,
            [self.double.secret],
            return_url="https://shop.example/paid",
            base_url=self.double.url,
            clock=self.double.at,
            form=self.form,  # type: ignore[arg-type]
            capture=self.capture,  # type: ignore[arg-type]
        )
        world.shop.payments = {**world.shop.payments, self.provider: self.adapter}

    def close(self) -> None:
        self.adapter.close()
        super().close()

    def now(self) -> Any:
        return self.double.at()

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        self.double.advance(timedelta(seconds=seconds))

    def lie(self, operation: str, lie: str) -> None:
        self.double.on_next(operation, f"{lie}_after_success")

    def refund_in_dashboard(self, reference: str, minor: int) -> None:
        self.double.refund_in_dashboard(self.double.state.intent_of(reference)["id"], minor)

    def fail_refund(self, reference: str, refund: str) -> None:
        self.double.fail_refund(refund)


class StripeManual(StripeCheckout):
    """The shop's own form; the money is authorised, then captured."""

    name, form, capture = "stripe, intents, manual", "intent", "manual"


class PayPal(_Http):
    """PayPal, captured once the customer approved."""

    name, method, intent = "paypal", "paypal", "capture"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.double = PayPalDouble()
        self.double.world.now = world.clock()
        self.adapter = paypal_adapter(self.double, intent=self.intent)
        world.shop.payments = {**world.shop.payments, self.provider: self.adapter}

    def now(self) -> Any:
        return self.double.world.now

    def pass_time(self, seconds: float) -> None:
        super().pass_time(seconds)
        self.double.advance(seconds=seconds)

    def lie(self, operation: str, lie: str) -> None:
        names = {"timeout": "timeout_after_success", "error": "500_after_success"}
        if operation == "capture" and self.intent == "authorize":
            operation = "capture_authorization"
        self.double.on_next(operation, names[lie])

    def refund_in_dashboard(self, reference: str, minor: int) -> None:
        self.double.refund_in_dashboard(reference, minor)

    def fail_refund(self, reference: str, refund: str) -> None:
        self.double.fail_refund(refund)


class PayPalAuthorize(PayPal):
    """PayPal, authorised first, then captured."""

    name, intent = "paypal, authorize", "authorize"


class _Liar:
    """An adapter between whose answers and the shop somebody lies."""

    def __init__(self, adapter: Any) -> None:
        self.adapter, self.abilities = adapter, adapter.abilities
        self.lies: list[tuple[str, str]] = []

    def __getattr__(self, name: str) -> Any:
        call: Callable[[PaymentAsk], Outcome] = getattr(self.adapter, name)

        def made(ask: PaymentAsk) -> Outcome:
            answer = call(ask)
            for n, (operation, lie) in enumerate(self.lies):
                if operation == name:
                    del self.lies[n]
                    if lie == "timeout":
                        raise TimeoutError("no answer")
                    return Outcome("unknown", reason="500")
            return answer

        return made


class Wallet(Harness):
    """The wallet: the shop's own books."""

    name, method, provider = "wallet", "wallet", "wallet"

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.liar = _Liar(world.wallet)
        world.shop.payments = {**world.shop.payments, self.provider: self.liar}
        world.wallet.top_up("member-1", 1_000_000, "start")

    def lie(self, operation: str, lie: str) -> None:
        self.liar.lies.append((operation, lie))

    def totals(self, reference: str) -> tuple[int, int]:
        order = self.world.order(50001)
        lines = [
            (entry.key, minor)
            for entry in self.world.store.entries(order.id)
            for account, minor in entry.lines
            if account == "wallet:member-1"
        ]
        spent = sum(minor for key, minor in lines if minor > 0)
        return spent, -sum(minor for _, minor in lines if minor < 0)


class Transfer(Wallet):
    """Bank transfers: staff are the machine."""

    name, method, provider = "bank transfer", "bank_transfer", "banktransfer"

    def __init__(self, world: World) -> None:
        Harness.__init__(self, world)
        self.liar = _Liar(world.bank)
        world.shop.payments = {**world.shop.payments, self.provider: self.liar}
        self.account = [0, 0]

    def pay(self, reference: str) -> None:
        order = self.world.order(50001)
        payment = order.payments[0]
        self.account[0] += payment.amount_minor
        paid = PaymentReported(payment.id, "captured", payment.amount_minor, by=STAFF)
        self.world.handle(order, paid)

    def receive(self, times: int = 1, *, backwards: bool = False) -> None:
        for refund in self.world.order(50001).refunds:
            if refund.kind == "active":
                self.account[1] += refund.amount_minor
                self.world.handle(50001, RefundReported(refund.id, "succeeded", by=STAFF))

    def totals(self, reference: str) -> tuple[int, int]:
        return self.account[0], self.account[1]


HARNESSES: Iterable[type[Harness]] = (
    Sandbox,
    StripeCheckout,
    StripeManual,
    PayPal,
    PayPalAuthorize,
    Wallet,
    Transfer,
)
