"""The sandbox keeps the promises of the port, and misbehaves only as it is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tilaus.commands import PaymentReported, RefundObserved, RefundReported
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.record import replace
from tilaus.testing.payment import PRICE, PaymentContract
from tilaus_adapters.payment.sandbox import SandboxPayments

Call = Callable[[SandboxPayments, PaymentAsk], Outcome]


class TestSandboxPayments(PaymentContract):
    @pytest.fixture
    def provider(self) -> SandboxPayments:
        return SandboxPayments()

    def pay(self, provider: SandboxPayments, ask: PaymentAsk) -> None:
        provider.pay(provider.totals(ask.order_id)[0].reference)
        provider.capture(replace(ask, key=f"{ask.order_id}/payment/1/capture"))

    def sent_back(self, provider: SandboxPayments, ask: PaymentAsk) -> int:
        return provider.totals(ask.order_id)[0].refunded_minor


class TestSandboxPaymentsInAFile(TestSandboxPayments):
    @pytest.fixture
    def provider(self, tmp_path: Path) -> SandboxPayments:
        return SandboxPayments(tmp_path / "provider.db")


class TestSandboxPayPal(TestSandboxPayments):
    method = "paypal"


ASK = PaymentContract().ask
BACK = PaymentContract().back


def opened(method: str = "card") -> tuple[SandboxPayments, str]:
    sandbox = SandboxPayments()
    answer = sandbox.create(replace(ASK(), method=method))
    return sandbox, answer.reference


def paid(method: str = "google_pay") -> tuple[SandboxPayments, str]:
    sandbox, reference = opened(method)
    sandbox.pay(reference)
    return sandbox, reference


def told(sandbox: SandboxPayments) -> list[str]:
    return [getattr(report.command, "message", "observed") for report in sandbox.messages()]


@pytest.mark.parametrize(
    ("method", "paying", "refunding"),
    [
        ("card", "authorised", ("pending", "submitted")),
        ("google_pay", "captured", ("pending", "submitted")),
        ("paypal", "captured", ("done", "succeeded")),
        ("one that nobody named", "authorised", ("pending", "submitted")),
    ],
)
def test_each_way_to_pay_has_its_habit(
    method: str, paying: str, refunding: tuple[str, str]
) -> None:
    sandbox, _ = paid(method)
    assert told(sandbox) == [paying]
    sandbox.capture(replace(ASK("capture"), method=method))
    answer = sandbox.refund(replace(BACK(100), method=method))
    assert (answer.state, answer.message) == refunding
    assert told(sandbox)[-1] == "succeeded"
    assert sandbox.totals("order-1")[0].refunded_minor == 100


def test_a_payment_can_arrive_in_parts() -> None:
    sandbox, reference = opened()
    first, second = sandbox.pay(reference, 4_000), sandbox.pay(reference, 6_000)
    assert isinstance(first.command, PaymentReported)
    assert isinstance(second.command, PaymentReported)
    assert (first.command.captured_minor, second.command.captured_minor) == (4_000, PRICE)
    with pytest.raises(ValueError, match="0 are missing"):
        sandbox.pay(reference, 1)


def test_a_message_names_the_payment_its_money_and_its_sender() -> None:
    sandbox, reference = paid()
    (report,) = sandbox.messages()
    command = report.command
    assert isinstance(command, PaymentReported)
    assert (command.payment, command.captured_minor, command.currency) == ("1", PRICE, "EUR")
    assert (command.by.role, command.reference) == ("processor", reference)
    assert (report.order_id, report.request.source) == ("order-1", "sandbox-payments")


def test_money_for_a_payment_that_was_given_up_comes_late() -> None:
    sandbox, reference = opened()
    sandbox.void(ASK("void"))
    with pytest.raises(ValueError, match="the payment is voided"):
        sandbox.pay(reference)
    sandbox.pay_late(reference)
    assert told(sandbox) == ["captured"]
    assert sandbox.totals("order-1")[0].captured_minor == PRICE


def test_the_customers_bank_declines_and_the_customer_tries_again() -> None:
    sandbox, reference = opened("google_pay")
    sandbox.decline(reference)
    sandbox.pay(reference)
    assert told(sandbox) == ["failed", "captured"]


def test_an_authorisation_that_expired_cannot_be_taken() -> None:
    sandbox, reference = opened()
    sandbox.authorise(reference)
    sandbox.expire(reference)
    assert sandbox.capture(ASK("capture")).state == "refused"
    assert sandbox.totals("order-1")[0].captured_minor == 0


def test_a_bank_that_does_not_give_what_it_promised_gives_nothing() -> None:
    sandbox, _ = paid("card")
    sandbox.on_next("capture", "refuse")
    assert sandbox.capture(ASK("capture")).state == "refused"
    assert sandbox.totals("order-1")[0].captured_minor == 0
    assert told(sandbox) == ["authorised", "failed"]


def test_a_disputed_payment_gives_no_refund_until_it_is_won() -> None:
    sandbox, reference = paid()
    sandbox.dispute(reference)
    assert sandbox.refund(BACK(100)).reason == "the payment is disputed"
    sandbox.win_dispute(reference)
    assert sandbox.refund(BACK(100, attempt=2)).state == "pending"
    assert told(sandbox) == ["captured", "disputed", "dispute_won", "succeeded"]


def test_of_a_payment_charged_back_only_what_was_refunded_remains() -> None:
    sandbox, reference = paid()
    sandbox.refund(BACK(2_500))
    sandbox.lose_dispute(reference)
    (totals,) = sandbox.totals("order-1")
    assert (totals.state, totals.captured_minor, totals.refunded_minor) == (
        *("charged_back", 2_500),
        2_500,
    )


def test_a_refund_in_the_dashboard_is_observed_and_counts() -> None:
    sandbox, reference = paid()
    report = sandbox.refund_in_dashboard(reference, 3_000)
    assert isinstance(report.command, RefundObserved)
    assert report.command.amount_minor == 3_000
    with pytest.raises(ValueError, match="7000 of 10000 captured are left"):
        sandbox.refund_in_dashboard(reference, 7_001)


def test_a_refund_that_the_bank_sends_back_is_free_again() -> None:
    sandbox, _ = paid()
    back = sandbox.refund(BACK(PRICE))
    sandbox.fail_refund(back.reference)
    assert sandbox.totals("order-1")[0].refunded_minor == 0
    assert told(sandbox)[-1] == "failed"
    assert sandbox.refund(BACK(PRICE, attempt=2)).state == "pending"
    with pytest.raises(ValueError, match="it is failed"):
        sandbox.fail_refund(back.reference)


def test_a_late_refund_is_sent_when_it_is_settled() -> None:
    sandbox, _ = paid("paypal")
    sandbox.on_next("refund", "late")
    answer = sandbox.refund(BACK(100))
    assert (answer.state, answer.message) == ("pending", "submitted")
    assert sandbox.totals("order-1")[0].refunded_minor == 0
    report = sandbox.settle_refund(answer.reference)
    assert isinstance(report.command, RefundReported)
    assert sandbox.totals("order-1")[0].refunded_minor == 100


CALLS: list[tuple[str, Call]] = [
    ("create", lambda s, ask: s.create(replace(ask, payment="2", key="another"))),
    ("capture", lambda s, ask: s.capture(ASK("capture"))),
    ("void", lambda s, ask: s.void(ASK("void"))),
    ("refund", lambda s, ask: s.refund(BACK(100))),
]


@pytest.mark.parametrize(("operation", "call"), CALLS, ids=[name for name, _ in CALLS])
def test_a_time_out_before_success_does_nothing_and_the_same_call_does_it(
    operation: str, call: Call
) -> None:
    sandbox, _ = paid()
    before = sandbox.totals("order-1")
    sandbox.on_next(operation, "timeout_before_success")
    with pytest.raises(TimeoutError):
        call(sandbox, ASK())
    assert sandbox.totals("order-1") == before
    assert call(sandbox, ASK()).state in ("done", "pending")


@pytest.mark.parametrize(("operation", "call"), CALLS, ids=[name for name, _ in CALLS])
def test_a_time_out_after_success_did_it_once(operation: str, call: Call) -> None:
    sandbox, _ = paid()
    sandbox.on_next(operation, "timeout_after_success")
    with pytest.raises(TimeoutError):
        call(sandbox, ASK())
    after = sandbox.totals("order-1")
    assert call(sandbox, ASK()).state in ("done", "pending")
    assert sandbox.totals("order-1") == after


def test_a_busy_provider_says_when_to_come_again() -> None:
    sandbox, _ = opened()
    sandbox.on_next("look_up", "busy")
    answer = sandbox.look_up(ASK())
    assert answer is not None
    assert (answer.state, answer.retry_after_s) == ("unknown", 30.0)


def test_a_script_is_for_the_method_that_it_names() -> None:
    sandbox, _ = opened("card")
    sandbox.on_next("create", "refuse", "paypal")
    assert sandbox.create(replace(ASK(), payment="2", key="2")).state == "pending"
    answer = sandbox.create(replace(ASK(), payment="3", key="3", method="paypal"))
    assert answer.state == "refused"


@pytest.mark.parametrize(
    ("operation", "behaviour", "found"),
    [
        ("reverse", "refuse", "possible: capture, create, look_up, message, refund, void"),
        ("void", "refuse", "possible: busy, timeout_after_success, timeout_before_success"),
    ],
)
def test_a_script_that_means_nothing_is_refused(operation: str, behaviour: str, found: str) -> None:
    with pytest.raises(ValueError, match=found):
        SandboxPayments().on_next(operation, behaviour)


@pytest.mark.parametrize("act", ["pay", "pay_late", "decline", "expire", "dispute", "win_dispute"])
def test_nothing_can_be_done_to_a_payment_that_is_not_there(act: str) -> None:
    with pytest.raises(ValueError, match="there is no such payment"):
        getattr(SandboxPayments(), act)("pay_nothing")


def test_messages_come_again_until_they_are_acknowledged() -> None:
    sandbox, _ = paid()
    (report,) = sandbox.messages()
    assert sandbox.messages() == (report,)
    sandbox.acknowledge(report)
    assert sandbox.messages() == ()
    sandbox.outside.resend()
    assert sandbox.messages() == (report,)


@pytest.mark.parametrize(("behaviour", "copies"), [("double", 2), ("hold", 0), ("lose", 0)])
def test_messages_are_doubled_held_back_and_lost_on_demand(behaviour: str, copies: int) -> None:
    sandbox, reference = opened("google_pay")
    sandbox.on_next("message", behaviour)
    report = sandbox.pay(reference)
    assert sandbox.messages() == (report,) * copies


def test_a_message_that_was_held_back_comes_after_the_others() -> None:
    sandbox, reference = opened("google_pay")
    sandbox.on_next("message", "hold")
    sandbox.pay(reference)
    sandbox.dispute(reference)
    sandbox.outside.release()
    assert told(sandbox) == ["disputed", "captured"]


def test_messages_of_an_order_have_ids_of_their_own_also_where_one_was_lost() -> None:
    sandbox, reference = opened("google_pay")
    sandbox.on_next("message", "lose")
    lost, seen = sandbox.pay(reference), sandbox.dispute(reference)
    assert lost.request != seen.request


def test_its_world_outlives_the_process(tmp_path: Path) -> None:
    first = SandboxPayments(tmp_path / "provider.db")
    reference = first.create(ASK()).reference
    first.on_next("refund", "refuse")
    first.pay(reference, PRICE)
    again = SandboxPayments(tmp_path / "provider.db")
    assert again.totals("order-1") == first.totals("order-1")
    assert again.create(ASK()) == first.create(ASK())
    assert again.messages() == first.messages()
    first.close()
    assert again.refund(BACK(100)).state == "refused"
