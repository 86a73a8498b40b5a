"""The Stripe adapter keeps the promises of the port on a double that Stripe's own spec judges."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from typing import Any

import pytest
from tests.logged import everything_logged, leaks
from tests.providers.stripe_double import LIES, StripeDouble
from tests.providers.stripe_spec import needed

from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import (
    MessageRefused,
    PaymentAsk,
    PaymentLine,
    PaymentMessages,
    PaymentProvider,
    RawMessage,
    Standing,
)
from tilaus.record import replace
from tilaus.testing.payment import PRICE, PaymentContract
from tilaus_adapters.payment.stripe import SETTINGS, StripePayments, from_settings
from tilaus_adapters.payment.stripe_http import DEADLINE_S, MAX_BYTES, Connections, Unanswered

RETURN = "https://shop.example/paid"
WRONG_KEY = "sk_test_that_nobody_has"
DAY = timedelta(hours=24)


def adapter(stripe: StripeDouble, **more: Any) -> StripePayments:
    given = {"return_url": RETURN, "base_url": stripe.url, "clock": stripe.at, **more}
    return StripePayments(stripe.key, [stripe.secret], **given)


@pytest.fixture
def stripe() -> Iterator[StripeDouble]:
    with StripeDouble() as double:
        yield double


@pytest.fixture
def payments(stripe: StripeDouble) -> Iterator[StripePayments]:
    with closing(adapter(stripe)) as made:
        yield made


class TestStripeCheckout(PaymentContract):
    form, capture = "checkout", "automatic"

    @pytest.fixture
    def provider(self, stripe: StripeDouble) -> Iterator[StripePayments]:
        with closing(adapter(stripe, form=self.form, capture=self.capture)) as made:
            made.double = stripe  # type: ignore[attr-defined]
            yield made

    def pay(self, provider: Any, ask: PaymentAsk) -> None:
        provider.double.pay(provider.create(ask).reference)
        provider.double.advance(timedelta(minutes=2))
        provider.capture(replace(ask, key="order-1/payment/1/capture"))

    def sent_back(self, provider: Any, ask: PaymentAsk) -> int:
        reference = provider.standing(ask).reference
        refunded: int = provider.double.totals(reference)[1]
        return refunded

    def test_a_payment_given_up_first_cannot_be_opened_by_a_late_call(self, provider: Any) -> None:
        """Stripe cannot be told of a payment that it never saw; what the late call opens is shown
        to nobody, and ends by itself within a day."""
        provider.void(self.ask("void"))
        opened = provider.create(self.ask())
        assert opened.state == "pending"
        provider.double.advance(DAY)
        if self.form == "checkout":
            assert provider.standing(replace(self.ask(), reference=opened.reference)).messages == (
                "expired",
            )


class TestStripeIntents(TestStripeCheckout):
    form = "intent"


class TestStripeManualCapture(TestStripeCheckout):
    capture = "manual"


CONTRACT = PaymentContract()


def ask(what: str = "create", reference: str = "", **more: Any) -> PaymentAsk:
    return replace(CONTRACT.ask(what), reference=reference, **more)


def back(minor: int, reference: str, refund: str = "1", attempt: int = 1) -> PaymentAsk:
    asked = CONTRACT.back(minor, refund, attempt)
    return replace(asked, reference=reference, attempt=attempt)


def paid(payments: StripePayments, stripe: StripeDouble) -> str:
    reference = payments.create(ask()).reference
    stripe.pay(reference)
    return reference


def stands(payments: StripePayments, reference: str) -> Standing:
    found = payments.standing(ask(reference=reference))
    assert found is not None
    return found


def test_it_is_a_provider_with_records_and_messages(payments: StripePayments) -> None:
    provider: PaymentProvider = payments
    assert isinstance(provider, PaymentMessages)
    assert provider.abilities.mode == "test"
    assert provider.abilities.methods == {"card", "google_pay", "apple_pay"}
    assert provider.abilities.remembers_s < DAY.total_seconds()


# ------------------------------------------------------------------------------ the page


def test_the_page_shows_the_lines_and_goes_back_to_the_shop(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    lines = PaymentLine("Likes", 4, 4_000), PaymentLine("Views", 7, 6_000)
    opened = payments.create(ask(lines=lines, language="fi", return_url="https://other.example/"))
    assert opened.pay_url == f"https://checkout.stripe.example/c/pay/{opened.reference}"
    page = stripe.state.objects[opened.reference]
    assert (page["locale"], page["success_url"]) == ("fi", "https://other.example/")
    assert page["client_reference_id"] == "order-1-1"
    assert page["amount_total"] == PRICE


def test_without_an_address_to_return_to_the_payment_is_refused(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, return_url="")) as payments:
        answer = payments.create(ask(return_url="/t/a-shop-without-address"))
    assert (answer.state, answer.message) == ("refused", "failed")
    assert "returns" in answer.reason
    assert not stripe.asked


@pytest.mark.parametrize(
    ("hours", "lives_h"), [(0.25, 24), (0.75, 0.75), (23, 23), (24, 24), (400, 24)]
)
def test_the_page_closes_when_the_shop_gives_up_where_stripe_allows(
    payments: StripePayments, stripe: StripeDouble, hours: float, lives_h: float
) -> None:
    opened = payments.create(ask(expires_at=stripe.at() + timedelta(hours=hours)))
    page = stripe.state.objects[opened.reference]
    assert page["expires_at"] - page["created"] == lives_h * 3600


@pytest.mark.parametrize("later", [timedelta(minutes=2), timedelta(hours=23)])
def test_a_call_repeated_when_the_page_may_end_otherwise_opens_no_second_page(
    payments: StripePayments, stripe: StripeDouble, later: timedelta
) -> None:
    asked = ask(expires_at=stripe.at() + timedelta(hours=24))
    stripe.on_next("create", "timeout_after_success")
    assert payments.create(asked).state == "unknown"
    stripe.advance(later)
    assert payments.create(asked).state == "pending"
    assert [one for one in stripe.state.objects if one.startswith("cs_")] == ["cs_test_000001"]


# ------------------------------------------------------------------------- declines, 3-D Secure


def test_a_decline_tells_the_banks_code_and_that_another_card_may_do(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, form="intent")) as payments:
        reference = payments.create(ask()).reference
        stripe.decline(reference, "insufficient_funds")
        answer = payments.look_up(ask(reference=reference))
        assert answer == Outcome(
            "refused",
            "failed",
            reference,
            reason="Your card was declined.",
            code="insufficient_funds",
            may_retry=True,
        )
        assert stands(payments, reference).messages == ("failed",)
        stripe.pay(reference)
        assert stands(payments, reference).messages == ("captured",)


def test_three_d_secure_sends_the_customer_to_their_bank(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, form="intent")) as payments:
        reference = payments.create(ask()).reference
        stripe.challenge(reference)
        answer = payments.look_up(ask(reference=reference))
        assert answer == Outcome(
            "pending", "opened", reference, "https://hooks.stripe.example/3d_secure"
        )
        stripe.pay(reference)
        answer = payments.look_up(ask(reference=reference))
        assert answer == Outcome("done", "captured", reference, amount_minor=PRICE)


def test_the_shops_own_form_gets_the_client_secret(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, form="intent")) as payments:
        reference = payments.create(ask()).reference
        assert payments.client_secret(ask(reference=reference)).startswith(f"{reference}_secret_")
        with pytest.raises(LookupError, match="no payment 2"):
            payments.client_secret(ask(payment="2"))


@pytest.mark.parametrize("wallet", ["", "google_pay", "apple_pay"])
def test_a_wallet_is_told_by_the_card_that_it_held(
    payments: StripePayments, stripe: StripeDouble, wallet: str
) -> None:
    reference = payments.create(ask(method=wallet or "card")).reference
    stripe.pay(reference, wallet=wallet)
    assert payments.paid_with(ask(reference=reference)) == (wallet or "card")


# ------------------------------------------------------------------------- capture and void


def test_a_part_of_what_was_authorised_is_captured_once(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, capture="manual")) as payments:
        reference = payments.create(ask()).reference
        stripe.pay(reference)
        assert stands(payments, reference).messages == ("authorised",)
        part = ask("capture", reference, amount_minor=7_000)
        assert payments.look_up(part) is None
        taken = Outcome("done", "captured", reference, amount_minor=7_000)
        assert payments.capture(part) == taken
        assert payments.capture(part) == taken
        assert payments.look_up(part) == taken
        assert stripe.totals(reference) == (7_000, 0)


def test_what_the_dashboard_captured_meanwhile_is_captured(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, capture="manual")) as payments:
        reference = payments.create(ask()).reference
        stripe.pay(reference)
        in_time = stripe.state._capture

        def late(intent: dict[str, Any], form: dict[str, Any]) -> dict[str, Any]:
            in_time(intent, {})
            return in_time(intent, form)

        stripe.state._capture = late  # type: ignore[method-assign]
        answer = payments.capture(ask("capture", reference, amount_minor=7_000))
        assert answer == Outcome("done", "captured", reference, amount_minor=PRICE)


def test_more_than_was_authorised_is_not_captured(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, capture="manual")) as payments:
        reference = payments.create(ask()).reference
        stripe.pay(reference)
        answer = payments.capture(ask("capture", reference, amount_minor=PRICE + 1))
        assert (answer.state, answer.code) == ("refused", "amount_too_large")
        assert stripe.totals(reference) == (0, 0)


@pytest.mark.parametrize("form", ["checkout", "intent"])
def test_an_authorisation_is_given_back(stripe: StripeDouble, form: str) -> None:
    with closing(adapter(stripe, capture="manual", form=form)) as payments:
        reference = payments.create(ask()).reference
        stripe.authorise(reference)
        assert payments.look_up(ask("void", reference)) is None
        assert payments.void(ask("void", reference)) == Outcome("done", "voided", reference)
        assert payments.look_up(ask("void", reference)) == Outcome("done", "voided", reference)
        assert payments.capture(ask("capture", reference)).state == "refused"


def test_an_authorisation_that_stripe_gave_up_has_expired(stripe: StripeDouble) -> None:
    with closing(adapter(stripe, capture="manual")) as payments:
        reference = payments.create(ask()).reference
        stripe.authorise(reference)
        stripe.expire(reference)
        assert stands(payments, reference).messages == ("expired",)


def test_a_page_that_is_open_is_closed(payments: StripePayments, stripe: StripeDouble) -> None:
    reference = payments.create(ask()).reference
    assert payments.void(ask("void", reference)).message == "voided"
    assert stripe.state.objects[reference]["status"] == "expired"
    answer = payments.create(ask())
    assert (answer.state, answer.message) == ("refused", "failed")


# ------------------------------------------------------------------------- refunds


def test_a_refund_goes_its_way_and_comes_back_late(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    reference = paid(payments, stripe)
    stripe.refunds_are("pending")
    answer = payments.refund(back(4_000, reference))
    assert (answer.state, answer.message) == ("pending", "submitted")
    stripe.settle_refund(answer.reference)
    again = payments.refund(back(4_000, reference))
    assert (again.state, again.message, again.reference) == ("done", "succeeded", answer.reference)
    stripe.fail_refund(answer.reference)
    (sent,) = stands(payments, reference).refunds
    assert (sent.message, sent.refund, sent.attempt) == ("failed", "1", 1)
    assert sent.reason == "expired_or_canceled_card"
    assert stripe.totals(reference) == (PRICE, 0)


def test_a_second_attempt_is_another_refund(payments: StripePayments, stripe: StripeDouble) -> None:
    reference = paid(payments, stripe)
    stripe.fail_refund(payments.refund(back(4_000, reference)).reference)
    assert payments.refund(back(4_000, reference, attempt=2)).message == "succeeded"
    sent = stands(payments, reference).refunds
    assert [(r.message, r.attempt) for r in sent] == [("failed", 1), ("succeeded", 2)]
    assert stripe.totals(reference) == (PRICE, 4_000)


def test_more_than_is_left_is_refused_by_stripe(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    reference = paid(payments, stripe)
    stripe.refund_in_dashboard(reference, 9_000)
    answer = payments.refund(back(1_001, reference))
    assert (answer.state, answer.message, answer.may_retry) == ("refused", "failed", False)
    assert "greater than unrefunded" in answer.reason


def test_a_refund_of_the_dashboard_is_among_the_payments_refunds(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    reference = paid(payments, stripe)
    payments.refund(back(1_000, reference))
    stripe.refund_in_dashboard(reference, 2_500)
    found = stands(payments, reference)
    assert [(r.refund, r.amount_minor) for r in found.refunds] == [("1", 1_000), ("", 2_500)]
    assert found.refunded_minor == stripe.totals(reference)[1] == 3_500


# ------------------------------------------------------------------------- disputes and fees


@pytest.mark.parametrize(
    ("happens", "messages", "fee"),
    [
        ((), ("captured",), 65),
        (("dispute",), ("captured", "disputed"), 1_565),
        (("dispute", "win_dispute"), ("captured", "dispute_won"), 1_565),
        (("dispute", "lose_dispute"), ("captured", "dispute_lost"), 1_565),
    ],
)
def test_a_dispute_and_its_fee_are_told(
    payments: StripePayments,
    stripe: StripeDouble,
    happens: tuple[str, ...],
    messages: tuple[str, ...],
    fee: int,
) -> None:
    reference = paid(payments, stripe)
    for what in happens:
        getattr(stripe, what)(reference)
    found = stands(payments, reference)
    assert (found.messages, found.captured_minor, found.fee_minor) == (messages, PRICE, fee)
    assert found.reason == ("fraudulent" if happens else "")


def test_a_fee_in_another_currency_is_not_told(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    reference = paid(payments, stripe)
    (cost,) = (one for id, one in stripe.state.objects.items() if id.startswith("txn_"))
    cost["currency"] = "usd"
    assert stands(payments, reference).fee_minor is None


# ------------------------------------------------------------------------- nobody knows


@pytest.mark.parametrize(
    "lie", ["timeout_before_success", "error_before_success", "busy", "conflict"]
)
def test_what_stripe_did_not_do_is_unknown_and_then_done(
    payments: StripePayments, stripe: StripeDouble, lie: str
) -> None:
    stripe.on_next("create", lie)
    answer = payments.create(ask())
    assert (answer.state, answer.message) == ("unknown", "")
    assert answer.retry_after_s == (30.0 if lie == "busy" else None)
    assert payments.look_up(ask()) is None
    assert payments.create(ask()).message == "opened"


@pytest.mark.parametrize(
    "lie", ["timeout_after_success", "error_after_success", "garbled", "redirect"]
)
@pytest.mark.parametrize("is_forgotten", [False, True])
def test_a_refund_whose_answer_was_lost_is_sent_once(
    payments: StripePayments, stripe: StripeDouble, lie: str, is_forgotten: bool
) -> None:
    reference = paid(payments, stripe)
    stripe.on_next("refund", lie)
    assert payments.refund(back(4_000, reference)).state == "unknown"
    if is_forgotten:
        stripe.forget_keys()
        stripe.advance(3 * DAY)
    known = payments.look_up(back(4_000, reference))
    assert known is not None
    assert (known.state, known.message, known.amount_minor) == ("done", "succeeded", 4_000)
    assert stripe.totals(reference) == (PRICE, 4_000)


@pytest.mark.parametrize("form", ["checkout", "intent"])
def test_a_payment_whose_answer_was_lost_is_found_by_its_names(
    stripe: StripeDouble, form: str
) -> None:
    with closing(adapter(stripe, form=form)) as payments:
        stripe.on_next("create", "timeout_after_success")
        assert payments.create(ask()).state == "unknown"
        stripe.advance(timedelta(minutes=5))
        found = payments.look_up(ask())
        assert found is not None
        assert (found.state, found.message) == ("pending", "opened")
        assert payments.create(ask()) == found


def test_a_lost_page_has_expired_before_its_key_is_forgotten(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    """So two pages for one payment are never open at once, whatever was lost."""
    stripe.on_next("create", "timeout_after_success")
    payments.create(ask())
    stripe.advance(timedelta(hours=25, minutes=1))
    assert payments.look_up(ask()) is None
    assert payments.create(ask()).message == "opened"
    pages = [one["status"] for id, one in stripe.state.objects.items() if id.startswith("cs_")]
    assert pages == ["expired", "open"]


@pytest.mark.parametrize("form", ["checkout", "intent"])
def test_what_was_paid_is_found_by_search_for_ever(stripe: StripeDouble, form: str) -> None:
    with closing(adapter(stripe, form=form)) as payments:
        paid(payments, stripe)
        stripe.advance(400 * DAY)
        stripe.forget_keys()
        found = payments.look_up(ask())
        assert found is not None
        assert (found.state, found.message, found.amount_minor) == ("done", "captured", PRICE)


@pytest.mark.parametrize("call", ["void", "refund", "capture", "look_up"])
def test_a_read_that_is_refused_refuses_nothing(
    payments: StripePayments, stripe: StripeDouble, call: str
) -> None:
    """Stripe offers its search not to every account, and a key may lack a right to read."""
    reference = paid(payments, stripe)
    stripe.on_next("look_up", "refuse")
    answer = getattr(payments, call)(back(100, reference))
    assert (answer.state, answer.message) == ("unknown", "")


@pytest.mark.parametrize("call", ["create", "refund"])
def test_what_stripe_refuses_is_refused(
    payments: StripePayments, stripe: StripeDouble, call: str
) -> None:
    reference = paid(payments, stripe) if call == "refund" else ""
    stripe.on_next(call, "refuse")
    answer = getattr(payments, call)(back(100, reference))
    assert answer == Outcome(
        "refused", "failed", reason="something is wrong", code="invalid_request_error"
    )


def test_a_wrong_key_loses_nothing(stripe: StripeDouble) -> None:
    """Whoever mends the key finds the effect waiting, not refused."""
    wrong = StripePayments("sk_test_wrong", return_url=RETURN, base_url=stripe.url)
    with closing(wrong) as payments:
        assert payments.create(ask()).state == "unknown"


def test_no_server_is_an_answer_that_nobody_knows() -> None:
    nobody = StripePayments("sk_test_x", return_url=RETURN, base_url="http://127.0.0.1:1")
    with closing(nobody) as payments:
        answer = payments.create(ask())
    assert answer == Outcome("unknown", reason="no answer from Stripe: ConnectError")


def test_a_long_key_is_hashed_and_stays_one_key(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    asked = replace(ask(), key="pöytä/" + "x" * 300 + "/create")
    assert payments.create(asked) == payments.create(asked)
    (key,) = stripe.state.keys
    assert key.startswith("sha256-")


# ------------------------------------------------------------------------- hostile answers


def _spoiled(**change: Any) -> Callable[[dict[str, Any]], None]:
    return lambda one: one.update(change)


@pytest.mark.parametrize(
    "spoil",
    [
        _spoiled(livemode=True),
        _spoiled(amount=-1),
        _spoiled(amount_received="10000"),
        _spoiled(amount_received=10**30),
        _spoiled(currency="usd"),
        _spoiled(currency=7),
        _spoiled(status="something new"),
        _spoiled(metadata={"order_id": "order-2", "payment": "1"}),
        _spoiled(object="charge"),
        _spoiled(id="pi_../../refunds"),
    ],
)
def test_an_answer_that_cannot_be_believed_is_no_answer(
    stripe: StripeDouble, spoil: Callable[[dict[str, Any]], None]
) -> None:
    with closing(adapter(stripe, form="intent")) as payments:
        reference = payments.create(ask()).reference
        stripe.pay(reference)
        spoil(stripe.state.objects[reference])
        answer = payments.void(ask("void", reference))
        assert (answer.state, answer.message) == ("unknown", "")
    stripe.faults.clear()  # The judge sees it too.


def test_a_refund_of_another_amount_or_currency_is_not_believed(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    reference = paid(payments, stripe)
    asked = back(4_000, reference)
    answer = payments.refund(asked)
    _, _, (_, told) = stripe.state.keys[asked.key]
    told["amount"] = 1
    assert payments.refund(asked).state == "unknown"
    stripe.state.objects[answer.reference]["currency"] = "usd"
    with pytest.raises(Unanswered, match="not in EUR"):
        payments.standing(ask(reference=reference))


def test_an_answer_without_end_is_not_read(payments: StripePayments, stripe: StripeDouble) -> None:
    reference = paid(payments, stripe)
    stripe.state.objects[reference]["more"] = "x" * (MAX_BYTES + 1)
    with pytest.raises(Unanswered, match="bytes"):
        payments.standing(ask(reference=reference))


def test_all_requests_of_a_call_have_one_deadline(stripe: StripeDouble) -> None:
    assert 0 < DEADLINE_S < 30
    none = Connections(stripe.key, stripe.url, deadline_s=0)
    with closing(none) as connections, pytest.raises(Unanswered, match="too long"):
        connections.talk().get("/v1/refunds")
    assert not stripe.asked


@pytest.mark.parametrize("reference", ["sandbox-1", "pi_../x", "cs_a?b=c", "pi_ä"])
def test_a_reference_that_is_none_of_stripes_asks_nothing(
    payments: StripePayments, stripe: StripeDouble, reference: str
) -> None:
    assert payments.void(ask("void", reference)).state == "unknown"
    assert not stripe.asked


def test_the_providers_words_are_one_printable_line(
    payments: StripePayments, stripe: StripeDouble
) -> None:
    stripe.on_next("create", "garbled")
    answer = payments.create(ask())
    assert answer.reason.isprintable()


# ------------------------------------------------------------------------- settings


def test_a_secret_is_never_shown(payments: StripePayments, stripe: StripeDouble) -> None:
    assert repr(payments) == "StripePayments(test, checkout, automatic)"
    assert stripe.key not in repr(vars(payments))


@pytest.mark.parametrize(
    "key", ["", "pk_test_x", "sk_prod_x", "sk_live_ä", "whsec_x", "sk_test_x y"]
)
def test_a_key_that_is_none_is_refused_and_not_quoted(key: str) -> None:
    with pytest.raises(ValueError, match="the key is no secret key") as refused:
        StripePayments(key)
    assert not key or key not in str(refused.value)


@pytest.mark.parametrize(
    ("key", "mode"),
    [("sk_test_x", "test"), ("rk_test_x", "test"), ("sk_live_x", "live"), ("rk_live_x", "live")],
)
def test_the_form_of_the_key_says_whether_real_money_moves(key: str, mode: str) -> None:
    with closing(StripePayments(key)) as payments:
        assert payments.abilities.mode == mode


@pytest.mark.parametrize("address", ["http://stripe.example", "http://10.0.0.1", "ftp://x"])
def test_the_key_is_not_sent_in_the_clear(address: str) -> None:
    with pytest.raises(ValueError, match="in the clear"):
        StripePayments("sk_test_x", base_url=address)


def test_the_settings_make_the_adapter() -> None:
    settings = {
        "TILAUS_STRIPE_KEY": " sk_test_x ",
        "TILAUS_STRIPE_WEBHOOK_SECRETS": "whsec_a, whsec_b",
        "TILAUS_STRIPE_FORM": "intent",
        "TILAUS_STRIPE_CAPTURE": "manual",
        "TILAUS_STRIPE_RETURN_URL": RETURN,
    }
    assert settings.keys() == SETTINGS.keys()
    with closing(from_settings(settings)) as payments:
        assert repr(payments) == "StripePayments(test, intent, manual)"
    with closing(from_settings({"TILAUS_STRIPE_KEY": "sk_test_x"})) as payments:
        assert repr(payments) == "StripePayments(test, checkout, automatic)"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"TILAUS_STRIPE_KEY": ""}, "TILAUS_STRIPE_KEY is not set"),
        ({"TILAUS_STRIPE_FORM": "page"}, "say checkout or intent"),
        ({"TILAUS_STRIPE_CAPTURE": "later"}, "say automatic or manual"),
        ({"TILAUS_STRIPE_WEBHOOK_SECRETS": "secret"}, "start with whsec_"),
    ],
)
def test_a_setting_that_cannot_be_used_says_what_would(
    change: dict[str, str], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        from_settings({"TILAUS_STRIPE_KEY": "sk_test_x", **change})


# ------------------------------------------------------------------------- the judge


@needed
def test_every_request_of_the_whole_story_is_stripes(
    record_property: Callable[[str, str], None], stripe: StripeDouble
) -> None:
    for form in ("checkout", "intent"):
        for capture in ("automatic", "manual"):
            with closing(adapter(stripe, form=form, capture=capture)) as payments:
                _story(payments, stripe, f"{form}-{capture}")
    counted = stripe.counted()
    assert not stripe.faults
    assert counted["requests"] >= 60
    assert counted["messages"] >= 30
    record_property(
        "told",
        f"Stripe's description: {counted['requests']} requests, {counted['answers']} answers and "
        f"{counted['messages']} messages were right so far in this process",
    )


def _story(payments: StripePayments, stripe: StripeDouble, order_id: str) -> None:
    this = {"order_id": order_id}
    for payment in ("1", "2"):
        key = f"{order_id}/{payment}/create"
        asked = ask(payment=payment, expires_at=stripe.at() + timedelta(hours=3), **this)
        reference = payments.create(replace(asked, key=key, language="sv")).reference
        if payment == "2":
            payments.void(ask("void", reference, payment=payment, **this))
            continue
        stripe.decline(reference)
        stripe.pay(reference, wallet="apple_pay")
        payments.capture(replace(ask("capture", reference, **this), key=f"{order_id}/capture"))
        sent = replace(back(4_000, reference), key=f"{order_id}/refund/1", **this)
        payments.refund(sent)
        payments.refund(sent)
        stripe.refund_in_dashboard(reference, 500)
        stripe.fail_refund(stripe.refunds(reference)[0])
        payments.look_up(sent)
        stripe.dispute(reference)
        payments.standing(ask(**this))
        payments.standing(ask(reference=reference, **this))
        stripe.lose_dispute(reference)
    for body, headers in stripe.messages():
        payments.parse(RawMessage(body, headers, stripe.at()))


# ---------------------------------------------------------------------------------- secrets


@pytest.mark.parametrize("form", ["checkout", "intent"])
def test_no_secret_is_ever_logged_or_told(stripe: StripeDouble, form: str) -> None:
    told: list[object] = []
    with everything_logged() as log, closing(adapter(stripe, form=form, capture="manual")) as ours:
        told += _whole_story(ours, stripe)
        with closing(StripePayments(WRONG_KEY, base_url=stripe.url)) as stranger:
            told += [stranger.create(ask()), repr(stranger)]
        secrets = [stripe.key, stripe.secret, WRONG_KEY, *_client_secrets(stripe)]
    assert {"httpx2", "httpcore2.http11"} <= log.names, log.names
    assert leaks(log.text, secrets) == []
    assert leaks(" ".join(map(repr, told)), secrets) == []


def _whole_story(payments: StripePayments, stripe: StripeDouble) -> Iterator[object]:
    """Take and give back money, with every lie of the double's, and every message both ways."""
    yield repr(payments)
    for operation in ("create", "capture", "refund", "look_up"):
        for lie in LIES:
            yield f"{operation}, {lie}"
            stripe.on_next(operation, lie)
            yield from _one_payment(payments, stripe, f"{operation}-{lie}")
    for body, headers in stripe.messages():
        yield payments.parse(RawMessage(body, headers, stripe.at()))
        for message in (
            RawMessage(body + b" ", headers, stripe.at()),
            RawMessage(b"{}", {}, stripe.at()),
        ):
            with pytest.raises(MessageRefused) as refused:
                payments.parse(message)
            yield refused.value


def _one_payment(payments: StripePayments, stripe: StripeDouble, name: str) -> Iterator[object]:
    def asked(what: str, **more: Any) -> PaymentAsk:
        return ask(key=f"{name}/payment/1/{what}", order_id=name, **more)

    opened = payments.create(asked("create"))
    yield opened
    opened = opened if opened.reference else payments.create(asked("again"))
    stripe.decline(opened.reference)
    stripe.pay(opened.reference)
    with suppress(Unanswered):
        assert payments.client_secret(asked("create", reference=opened.reference))
    told = asked("capture", reference=opened.reference, amount_minor=PRICE)
    yield [payments.capture(told), payments.look_up(told), payments.capture(told)]
    back_ = replace(told, key=f"{name}/refund/1/1", amount_minor=100, refund="1", attempt=1)
    yield [payments.refund(back_), payments.look_up(back_), payments.void(told)]
    stripe.dispute(opened.reference)
    with suppress(Unanswered):
        yield payments.standing(told)


def _client_secrets(stripe: StripeDouble) -> list[str]:
    return [
        found["client_secret"]
        for found in stripe.state.objects.values()
        if "client_secret" in found
    ]
