"""What Stripe is asked: amounts in its units, lines that add up; mistakes are seen by its spec."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.providers.stripe_spec import judge, needed

from tilaus.money import EXPONENTS
from tilaus.ports.payment import PaymentAsk, PaymentLine
from tilaus.record import replace
from tilaus.testing.payment import PaymentContract
from tilaus_adapters.payment.stripe_forms import (
    Form,
    flatten,
    found_by,
    from_stripe,
    intent_form,
    may_end,
    refund_form,
    session_form,
    to_stripe,
)

ASK = PaymentContract().ask()
BACK = PaymentContract().back(100)
URL = "https://shop.example/paid"


# fmt: off
AMOUNTS = [
    # our minor units, currency -> Stripe's units, or why not
    (1230,  "EUR", 1230),
    (500,   "JPY", 500),
    (5120,  "KWD", 5120),
    (5124,  "KWD", "multiples of 0.010 KWD"),
    (1,     "TND", "multiples of 0.010 TND"),
    (5,     "ISK", 500),
    (5,     "UGX", 500),
    (300,   "MGA", 3),
    (350,   "MGA", "multiples of 1.00 MGA"),
    (1045,  "HUF", 1045),
    (10000, "CLF", "does not take CLF"),
    (1,     "XYZ", "unknown currency"),
]
# fmt: on


@pytest.mark.parametrize(("minor", "code", "expected"), AMOUNTS)
def test_amounts_are_written_as_stripe_writes_them(
    minor: int, code: str, expected: int | str
) -> None:
    if isinstance(expected, str):
        with pytest.raises(ValueError, match=expected):
            to_stripe(minor, code)
        return
    assert to_stripe(minor, code) == expected
    assert from_stripe(expected, code) == minor


@given(st.integers(1, 10**12), st.sampled_from(sorted(EXPONENTS)))
def test_what_stripe_takes_it_gives_back_unchanged(minor: int, code: str) -> None:
    try:
        units = to_stripe(minor, code)
    except ValueError:
        return
    assert from_stripe(units, code) == minor


def test_a_part_of_a_minor_unit_is_not_believed() -> None:
    with pytest.raises(ValueError, match="no whole ISK"):
        from_stripe(150, "ISK")


lines = st.lists(
    st.builds(
        PaymentLine,
        name=st.text(max_size=400),
        quantity=st.integers(0, 2_000_000),
        total_minor=st.integers(0, 10**9),
    ),
    min_size=1,
    max_size=120,
)


@given(lines, st.sampled_from(["EUR", "JPY", "KWD", "MGA", "ISK"]))
def test_the_lines_at_stripe_add_up_to_the_amount(
    given_lines: list[PaymentLine], code: str
) -> None:
    step = {"KWD": 10, "MGA": 100}.get(code, 1)
    total = sum(line.total_minor for line in given_lines) // step * step or step
    ask = replace(ASK, lines=tuple(given_lines), amount_minor=total, currency=code)
    form = session_form(ask, "automatic", URL, ends=False)
    sums = [one["quantity"] * one["price_data"]["unit_amount"] for one in form["line_items"]]
    assert sum(sums) == to_stripe(total, code)
    assert len(sums) <= 100
    for one in form["line_items"]:
        name = one["price_data"]["product_data"]["name"]
        assert name.isprintable()
        assert 0 < len(name) <= 250


def test_a_total_that_is_no_multiple_becomes_one_piece_that_names_its_quantity() -> None:
    ask = replace(ASK, lines=(PaymentLine("Views", 10_000, 999),), amount_minor=999)
    (one,) = session_form(ask, "automatic", URL, ends=False)["line_items"]
    assert one["quantity"] == 1
    assert one["price_data"]["product_data"]["name"] == "10000 × Views"


@pytest.mark.parametrize(
    ("language", "locale"), [("fi", "fi"), ("sv", "sv"), ("", "auto"), ("xx", "auto")]
)
def test_a_language_that_stripe_does_not_know_is_left_to_the_browser(
    language: str, locale: str
) -> None:
    form = session_form(replace(ASK, language=language), "automatic", URL, ends=False)
    assert form["locale"] == locale


@pytest.mark.parametrize(
    ("email", "is_sent"),
    [("a@b.example", True), ("ä@b.example", False), ("", False), ("a@b", False)],
)
def test_an_address_that_stripe_might_refuse_is_not_sent(email: str, is_sent: bool) -> None:
    form = session_form(replace(ASK, email=email), "automatic", URL, ends=False)
    assert ("customer_email" in form) is is_sent


@pytest.mark.parametrize(
    ("minutes", "expected"), [(30, False), (31, True), (1439, True), (1440, False), (-5, False)]
)
def test_a_page_can_end_with_the_shops_patience_within_a_day(minutes: int, expected: bool) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    assert may_end(replace(ASK, expires_at=at + timedelta(minutes=minutes)), at) is expected
    assert may_end(ASK, at) is False


def test_a_search_quotes_what_the_shop_wrote() -> None:
    ask = replace(ASK, order_id="a'b\\c")
    assert found_by(ask) == "metadata['order_id']:'a\\'b\\\\c' AND metadata['payment']:'1'"


# ------------------------------------------------------------------------- the judge

Mistake = Callable[[Form], Any]
PAGE, INTENT, REFUND = "/v1/checkout/sessions", "/v1/payment_intents", "/v1/refunds"
FORMS: dict[str, Callable[[PaymentAsk], Form]] = {
    PAGE: lambda ask: session_form(ask, "manual", URL, ends=False),
    INTENT: lambda ask: intent_form(ask, "manual"),
    REFUND: lambda ask: refund_form(ask, "pi_1"),
}


def _asked(path: str, form: Form) -> list[str]:
    found = judge()
    assert found is not None
    return found.request("POST", path, "", urlencode(dict(flatten(form))))


@needed
@pytest.mark.parametrize("path", FORMS)
def test_stripes_description_finds_nothing_wrong_with_our_forms(path: str) -> None:
    assert _asked(path, FORMS[path](BACK if path == REFUND else ASK)) == []


# fmt: off
MISTAKES: list[tuple[str, str, Mistake]] = [
    (PAGE,   "a name that is not there",  lambda f: f.update(return_url=URL)),
    (PAGE,   "no address to go to",       lambda f: f.pop("success_url")),
    (PAGE,   "a mode that is not there",  lambda f: f.update(mode="pay")),
    (PAGE,   "a price as a decimal",      lambda f: f["line_items"][0]["price_data"].update(unit_amount="12.30")),
    (PAGE,   "a price without currency",  lambda f: f["line_items"][0]["price_data"].pop("currency")),
    (PAGE,   "a nested name misspelt",    lambda f: f["payment_intent_data"].update(capture_methods="manual")),
    (INTENT, "an amount in words",        lambda f: f.update(amount="ten")),
    (INTENT, "no amount",                 lambda f: f.pop("amount")),
    (INTENT, "a capture that is unknown", lambda f: f.update(capture_method="later")),
    (INTENT, "a list where a text is",    lambda f: f.update(currency=["eur"])),
    (INTENT, "methods as one text",       lambda f: f.update(payment_method_types="card")),
    (REFUND, "a reason of our own",       lambda f: f.update(reason="customer_error")),
    (REFUND, "metadata as a text",        lambda f: f.update(metadata="order-1")),
    (REFUND, "the name of another API",   lambda f: f.update(value="1.00")),
]
# fmt: on


@needed
@pytest.mark.parametrize(("path", "what", "mistake"), MISTAKES, ids=[m[1] for m in MISTAKES])
def test_stripes_description_finds_a_seeded_mistake(path: str, what: str, mistake: Mistake) -> None:
    form = FORMS[path](BACK if path == REFUND else ASK)
    mistake(form)
    assert _asked(path, form), what


@needed
def test_an_operation_that_is_not_there_is_found() -> None:
    found = judge()
    assert found is not None
    assert found.request("POST", "/v1/payments", "", "")
    assert found.request("GET", "/v1/refunds", "paymentintent=pi_1", "")
