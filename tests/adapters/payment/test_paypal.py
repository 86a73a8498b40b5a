"""PayPal: the port's promises, the whole story of a payment, and every lie of the double."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from tests.adapters.payment.paypal_shop import PRICE, Counter, adapter, asked, back
from tests.providers.paypal_double import PayPalDouble, running
from tests.providers.paypal_world import payments

from tilaus.lifecycles import PAYMENT, REFUND
from tilaus.ports.payment import PaymentAsk, PaymentLine, PaymentMessages
from tilaus.testing.payment import PaymentContract
from tilaus_adapters.payment.paypal import SETTINGS, PayPalPayments, from_settings
from tilaus_adapters.payment.paypal_http import checked_base_url


@pytest.fixture
def double() -> Iterator[PayPalDouble]:
    with running() as double:
        yield double


@pytest.fixture
def shop(double: PayPalDouble) -> Counter:
    return Counter(double)


@pytest.fixture
def opened(shop: Counter) -> Counter:
    shop.create(asked())
    return shop


@pytest.fixture
def paid(opened: Counter) -> Counter:
    assert opened.pay().message == "captured"
    return opened


class TestPayPal(PaymentContract):
    method = "paypal"

    @pytest.fixture
    def provider(self, shop: Counter) -> Counter:
        return shop

    def pay(self, provider: Counter, ask: PaymentAsk) -> None:
        provider.pay()

    def sent_back(self, provider: Counter, ask: PaymentAsk) -> int:
        return provider.double.totals(provider.reference)[1]

    def test_a_payment_given_up_first_cannot_be_opened_by_a_late_call(self, provider: Any) -> None:
        """PayPal keeps nothing of a payment that it never saw: a late call opens it.

        It cannot be paid: nobody has its link, and only a call of ours would take the money.
        """
        provider.void(self.ask("void"))
        assert provider.create(self.ask()).message == "opened"


# The story.


def test_a_payment_is_opened_approved_captured_and_sent_back_in_two_parts(shop: Counter) -> None:
    opened = shop.create(asked())
    assert (opened.state, opened.message) == ("pending", "opened")
    assert opened.pay_url == f"https://www.sandbox.paypal.com/checkoutnow?token={opened.reference}"
    assert shop.standing().messages == ("opened",)
    shop.double.pay(shop.reference)
    assert shop.standing().messages == ("opened", "authorised")
    taken = shop.capture(asked("capture"))
    assert (taken.state, taken.message, taken.amount_minor) == ("done", "captured", PRICE)
    for refund, minor in (("1", 4_000), ("2", 6_000)):
        sent = shop.refund(back(minor, refund))
        assert (sent.state, sent.message, sent.amount_minor) == ("done", "succeeded", minor)
    standing = shop.standing()
    assert (standing.messages, standing.captured_minor) == (("captured",), PRICE)
    assert [(r.refund, r.amount_minor) for r in standing.refunds] == [("1", 4_000), ("2", 6_000)]
    assert (standing.captured_minor, standing.refunded_minor) == shop.double.totals(shop.reference)


def test_what_is_paid_for_is_listed_and_adds_up(opened: Counter) -> None:
    unit = opened.double.world.order(opened.reference)["purchase_units"][0]
    assert unit["amount"]["value"] == unit["amount"]["breakdown"]["item_total"]["value"] == "100.00"
    assert [(i["quantity"], i["name"]) for i in unit["items"]] == [
        ("1", "3 x YouTube views"),
        ("100", "Likes"),
    ]
    _, _, body = opened.double.requests[0]
    experience = body["payment_source"]["paypal"]["experience_context"]
    assert experience["locale"] == "fi-FI"
    assert experience["user_action"] == "PAY_NOW"
    assert experience["return_url"] == experience["cancel_url"] == "https://shop.example/t/abc"


def test_lines_that_do_not_add_up_are_left_out_and_the_amount_stays(shop: Counter) -> None:
    shop.create(asked(lines=(PaymentLine("Views", 1, PRICE - 1),)))
    unit = shop.double.world.order(shop.reference)["purchase_units"][0]
    assert "items" not in unit
    assert unit["amount"] == {"currency_code": "EUR", "value": "100.00"}


@pytest.mark.parametrize(
    ("minor", "code", "value"),
    [(1_230, "EUR", "12.30"), (1_230, "JPY", "1230"), (123_000, "HUF", "1230"), (5, "USD", "0.05")],
)
def test_amounts_have_the_decimals_that_paypal_gives_a_currency(
    shop: Counter, minor: int, code: str, value: str
) -> None:
    ask = asked(amount_minor=minor, currency=code, lines=(PaymentLine("Views", 1, minor),))
    shop.create(ask)
    order = shop.double.world.order(shop.reference)
    assert order["purchase_units"][0]["amount"]["value"] == value
    shop.double.pay(shop.reference)
    taken = shop.capture(asked("capture", amount_minor=minor, currency=code))
    assert taken.amount_minor == minor
    assert shop.double.totals(shop.reference) == (minor, 0)


@pytest.mark.parametrize(
    ("minor", "code"), [(1_230, "KWD"), (1_250, "HUF"), (1, "TWD"), (9, "XAF")]
)
def test_what_paypal_cannot_take_is_refused_before_it_is_asked(
    shop: Counter, minor: int, code: str
) -> None:
    answer = shop.create(asked(amount_minor=minor, currency=code))
    assert (answer.state, answer.message) == ("refused", "failed")
    assert "PayPal takes no" in answer.reason
    assert shop.double.requests == []


def test_a_decline_says_why_and_where_to_try_again_and_then_it_works(opened: Counter) -> None:
    opened.double.decline(opened.reference)
    refused = opened.capture(asked("capture"))
    assert (refused.state, refused.message, refused.may_retry) == ("refused", "failed", True)
    assert refused.code == "INSTRUMENT_DECLINED"
    assert "declined by the processor" in refused.reason
    assert refused.pay_url.endswith(f"checkoutnow?token={opened.reference}")
    assert opened.standing().messages == ("opened",)
    opened.double.advance(minutes=5)
    assert opened.pay().message == "captured"
    assert opened.double.totals(opened.reference) == (PRICE, 0)


def test_a_capture_under_review_is_pending_until_paypal_ends_it(opened: Counter) -> None:
    opened.double.on_next("capture", "pending")
    answer = opened.pay()
    assert (answer.state, answer.message) == ("pending", "")
    assert opened.standing().messages == ("opened", "authorised")
    assert opened.void(asked("void")).state == "pending"
    assert opened.refund(back(1_000)).reason == "nothing was captured of this payment"
    opened.double.world.end_capture(opened.reference, is_good=True)
    assert opened.standing().messages == ("captured",)


def test_a_review_that_ends_badly_is_a_payment_that_failed(opened: Counter) -> None:
    opened.double.on_next("capture", "pending")
    opened.pay()
    opened.double.world.end_capture(opened.reference, is_good=False)
    assert opened.standing().messages == ("opened", "failed")
    assert opened.capture(asked("capture")).state == "refused"
    assert opened.void(asked("void")).message == "voided"


def test_a_part_of_what_was_authorised_is_captured_and_the_rest_is_free(
    double: PayPalDouble,
) -> None:
    shop = Counter(double, intent="authorize")
    assert shop.abilities.captures_part
    shop.create(asked())
    double.pay(shop.reference)
    assert shop.standing().messages == ("opened", "authorised")
    taken = shop.capture(asked("capture", amount_minor=6_000))
    assert (taken.state, taken.message, taken.amount_minor) == ("done", "captured", 6_000)
    again = shop.capture(asked("capture", amount_minor=6_000))
    assert (again.message, again.amount_minor) == ("captured", 6_000)
    assert double.totals(shop.reference) == (6_000, 0)
    promised = payments(double.world.order(shop.reference))["authorizations"]
    assert [p["status"] for p in promised] == ["CAPTURED"]


def test_what_was_authorised_can_be_given_up(double: PayPalDouble) -> None:
    shop = Counter(double, intent="authorize")
    shop.create(asked())
    double.pay(shop.reference)
    named = asked("authorise", reference=shop.reference)
    assert shop.paypal.authorise(named).message == "authorised"
    assert shop.paypal.authorise(named).message == "authorised"
    assert len(payments(double.world.order(shop.reference))["authorizations"]) == 1
    for _ in range(2):
        assert (shop.void(asked("void")).state, shop.void(asked("void")).message) == (
            "done",
            "voided",
        )
    assert shop.standing().messages == ("opened", "voided")
    late = shop.capture(asked("capture"))
    assert (late.state, late.message) == ("refused", "failed")
    looked = shop.look_up(asked("void"))
    assert looked is not None
    assert looked.message == "voided"


def test_an_order_that_nobody_approved_expires(opened: Counter) -> None:
    opened.double.expire(opened.reference)
    assert opened.standing().messages == ("opened", "expired")
    assert opened.void(asked("void")).message == "voided"
    assert opened.capture(asked("capture")).state == "refused"
    assert opened.look_up(asked("create")) is None


def test_a_refund_may_be_pending_then_succeed_then_come_back(paid: Counter) -> None:
    paid.double.on_next("refund", "pending")
    sent = paid.refund(back(4_000))
    assert (sent.state, sent.message) == ("pending", "submitted")
    told = []
    for end in (lambda _: None, paid.double.settle_refund, paid.double.fail_refund):
        end(sent.reference)
        told.append(paid.standing().refunds[0].message)
    assert told == ["submitted", "succeeded", "failed"]
    assert set(told) <= set(REFUND.messages)
    assert paid.double.totals(paid.reference) == (PRICE, 0)
    assert paid.refund(back(4_000)).state == "refused"
    second = paid.refund(back(4_000, attempt=2))
    assert second.state == "done"
    assert [r.attempt for r in paid.standing().refunds] == [1, 2]


def test_a_refund_of_the_dashboard_is_seen_and_is_none_of_ours(paid: Counter) -> None:
    paid.double.refund_in_dashboard(paid.reference, 2_500)
    (seen,) = paid.standing().refunds
    assert (seen.refund, seen.amount_minor, seen.message) == ("", 2_500, "succeeded")
    assert paid.refund(back(7_501)).code == "REFUND_AMOUNT_EXCEEDED"


def test_after_180_days_nothing_is_sent_back(paid: Counter) -> None:
    paid.double.advance(days=181)
    answer = paid.refund(back(1_000))
    assert (answer.state, answer.code) == ("refused", "REFUND_TIME_LIMIT_EXCEEDED")
    assert paid.abilities.refund_days == 180


def test_what_paypal_kept_for_itself_is_told(paid: Counter) -> None:
    assert paid.standing().fee_minor == 375


def test_disputes_are_told_with_their_ends(paid: Counter) -> None:
    paid.double.dispute(paid.reference)
    assert paid.standing().messages == ("captured", "disputed")
    assert paid.standing().reason == "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"
    paid.double.win_dispute(paid.reference)
    assert paid.standing().messages == ("captured", "dispute_won")


def test_a_lost_dispute_leaves_what_was_captured_as_it_is(paid: Counter) -> None:
    paid.double.dispute(paid.reference)
    paid.double.lose_dispute(paid.reference)
    standing = paid.standing()
    assert standing.messages == ("captured", "dispute_lost")
    assert standing.captured_minor == PRICE
    assert set(standing.messages) <= set(PAYMENT.messages)


def test_without_leave_to_read_disputes_the_mark_on_the_capture_tells(paid: Counter) -> None:
    paid.double.dispute(paid.reference)
    paid.double.on_next("disputes", "forbidden")
    assert paid.standing().messages == ("captured", "disputed")


def test_a_dispute_about_a_part_that_was_lost_is_for_a_person(paid: Counter) -> None:
    paid.double.dispute(paid.reference)
    (dispute,) = paid.double.world.disputes.values()
    dispute["dispute_amount"] = {"currency_code": "EUR", "value": "30.00"}
    paid.double.lose_dispute(paid.reference)
    assert paid.standing().messages == ("captured", "disputed")
    assert "a part of the payment was lost" in paid.standing().reason


# Lies.

AFTER = ("cut_after", "500_after_success")
BEFORE = ("cut_before", "500_before", "busy", "conflict", "redirect")
NONSENSE = ("garbage", "array", "huge")


@pytest.mark.parametrize("lie", [*BEFORE, *AFTER, *NONSENSE, "strange_link", "strange_money"])
def test_an_opening_without_a_clear_answer_is_unknown_and_repeated_once(
    shop: Counter, lie: str
) -> None:
    shop.double.on_next("create", lie)
    assert shop.create(asked()).state == "unknown"
    assert shop.look_up(asked()) is None
    assert shop.create(asked()).message == "opened"
    assert len(shop.double.world.orders) == 1


def test_an_opening_that_was_lost_and_forgotten_is_made_anew_and_only_that_is_paid(
    shop: Counter,
) -> None:
    shop.double.on_next("create", "cut_after")
    shop.create(asked())
    shop.double.advance(hours=7)
    assert shop.look_up(asked()) is None
    shop.create(asked())
    assert len(shop.double.world.orders) == 2
    shop.pay()
    assert sum(shop.double.totals(id)[0] for id in shop.double.world.orders) == PRICE


@pytest.mark.parametrize("lie", [*BEFORE, *AFTER, *NONSENSE])
def test_a_capture_without_a_clear_answer_is_unknown_and_takes_the_money_once(
    opened: Counter, lie: str
) -> None:
    opened.double.on_next("capture", lie)
    assert opened.pay().state == "unknown"
    looked = opened.look_up(asked("capture"))
    assert (looked is None) == (lie in BEFORE)
    assert looked is None or looked.message == "captured"
    opened.double.forget_keys()
    assert opened.capture(asked("capture")).amount_minor == PRICE
    assert opened.double.totals(opened.reference) == (PRICE, 0)


@pytest.mark.parametrize("lie", [*BEFORE, *AFTER, *NONSENSE, "strange_money"])
def test_a_refund_without_a_clear_answer_is_unknown_and_sent_once(paid: Counter, lie: str) -> None:
    paid.double.on_next("refund", lie)
    assert paid.refund(back(4_000)).state == "unknown"
    looked = paid.look_up(back(4_000))
    assert (looked is None) == (lie in BEFORE)
    assert looked is None or (looked.message, looked.amount_minor) == ("succeeded", 4_000)
    paid.double.forget_keys()
    assert paid.refund(back(4_000)).message == "succeeded"
    assert paid.double.totals(paid.reference) == (PRICE, 4_000)


@pytest.mark.parametrize("lie", [*BEFORE, *AFTER, *NONSENSE])
def test_giving_up_without_a_clear_answer_is_unknown_and_done_once(
    double: PayPalDouble, lie: str
) -> None:
    shop = Counter(double, intent="authorize")
    shop.create(asked())
    double.pay(shop.reference)
    shop.paypal.authorise(asked("authorise", reference=shop.reference))
    double.on_next("void", lie)
    assert shop.void(asked("void")).state == "unknown"
    looked = shop.look_up(asked("void"))
    assert (looked is None) == (lie in BEFORE)
    assert shop.void(asked("void")).message == "voided"


@pytest.mark.parametrize("lie", [*BEFORE, *NONSENSE, "strange_money", "forbidden"])
def test_an_order_that_is_not_shown_clearly_stops_everything(paid: Counter, lie: str) -> None:
    for call in (paid.capture, paid.void, paid.refund, paid.look_up):
        paid.double.on_next("show", lie)
        answer = call(back(1_000))
        assert answer is not None
        assert answer.state == "unknown"
    paid.double.on_next("show", lie)
    with pytest.raises(Exception, match="PayPal"):
        paid.standing()
    assert paid.double.totals(paid.reference) == (PRICE, 0)


def test_what_is_busy_says_when_to_try_again(shop: Counter) -> None:
    shop.double.on_next("create", "busy")
    assert shop.create(asked()).retry_after_s == 7.0


def test_an_order_of_somebody_else_is_never_taken_for_ours(paid: Counter) -> None:
    other = asked("capture", order_id="order-2", reference=paid.reference)
    answer = paid.paypal.capture(other)
    assert answer.state == "unknown"
    assert "about something else" in answer.reason


def test_a_hostile_reference_is_asked_of_nobody(shop: Counter) -> None:
    for reference in ("../../v1/x", "A B", "a", "A" * 37, "O1?x=1"):
        assert shop.paypal.capture(asked("capture", reference=reference)).state == "refused"
    assert shop.double.requests == []


# Tokens.


def test_a_token_is_asked_for_once_and_again_shortly_before_its_end(double: PayPalDouble) -> None:
    now = [1_000.0]
    paypal = adapter(double)
    paypal._api.clock = lambda: now[0]
    for passed, tokens in ((0, 1), (32_000, 1), (341, 2)):
        now[0] += passed
        paypal.create(asked())
        assert len(double.tokens) == tokens


def test_many_threads_ask_for_one_token_and_renew_it_once(paid: Counter) -> None:
    paid.double.expire_tokens()
    before = len(paid.double.tokens)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: paid.standing().captured_minor, range(16)))
    assert set(found) == {PRICE}
    assert len(paid.double.tokens) == before + 1


def test_a_token_that_is_refused_twice_leaves_the_call_unknown(opened: Counter) -> None:
    opened.double.on_next("create", "unauthorised", times=2)
    assert opened.create(asked()).reason == "PayPal answered 401"


def test_wrong_secrets_are_told_without_being_shown(double: PayPalDouble) -> None:
    paypal = PayPalPayments("me", "hush-hush", "", mode="test", base_url=double.url)
    answer = paypal.create(asked())
    assert answer.state == "unknown"
    assert answer.reason == "PayPal gave no token: it does not accept the client id and secret"
    assert "hush" not in repr(paypal) + repr(answer)
    paypal.close()


# Settings.


def test_settings_make_an_adapter_of_their_mode() -> None:
    settings = dict.fromkeys(SETTINGS, "x") | {"TILAUS_PAYPAL_MODE": "live"}
    settings |= {"TILAUS_PAYPAL_INTENT": "authorize", "TILAUS_PAYPAL_VERIFY": "postback"}
    paypal = from_settings(settings)
    assert isinstance(paypal, PaymentMessages)
    assert (paypal.abilities.mode, paypal.abilities.captures_part) == ("live", True)
    paypal.close()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("TILAUS_PAYPAL_MODE", "", "TILAUS_PAYPAL_MODE not set"),
        ("TILAUS_PAYPAL_MODE", "sandbox", "mode is not one of: test or live"),
        ("TILAUS_PAYPAL_SECRET", "", "TILAUS_PAYPAL_SECRET not set"),
        ("TILAUS_PAYPAL_SECRET", "two words", "the secret is empty or no plain word"),
        ("TILAUS_PAYPAL_INTENT", "sale", "intent is not one of: capture or authorize"),
        ("TILAUS_PAYPAL_VERIFY", "no", "verify is not one of: certificate or postback"),
        ("TILAUS_PAYPAL_WEBHOOK_ID", "W-1", "the webhook id is not letters and digits"),
    ],
)
def test_settings_that_cannot_be_used_are_named(name: str, value: str, said: str) -> None:
    good = {"TILAUS_PAYPAL_CLIENT_ID": "x", "TILAUS_PAYPAL_SECRET": "x"}
    with pytest.raises(ValueError, match=said):
        from_settings(good | {"TILAUS_PAYPAL_MODE": "test"} | {name: value})


@pytest.mark.parametrize("missing", ["httpx2", "cryptography"])
def test_without_its_extra_it_says_what_to_install(missing: str) -> None:
    code = f"import sys; sys.modules[{missing!r}] = None; import tilaus_adapters.payment.paypal"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert 'pip install "tilaus[paypal]"' in ran.stderr


@pytest.mark.parametrize("url", ["http://paypal.example", "ftp://127.0.0.1", "https://u:p@x", ""])
def test_secrets_go_only_to_https_or_to_this_machine(url: str) -> None:
    with pytest.raises(ValueError, match="cannot use this base_url"):
        checked_base_url(url)


def test_a_call_ends_at_its_deadline_however_slowly_paypal_answers(double: PayPalDouble) -> None:
    passed = [0.0]

    def clock() -> float:
        passed[0] += 6.0
        return passed[0]

    paypal = adapter(double)
    paypal._api.clock = clock
    answer = paypal.create(asked())
    assert answer.state == "unknown"
    assert "in time" in answer.reason or "too slowly" in answer.reason
    assert double.world.orders == {}
