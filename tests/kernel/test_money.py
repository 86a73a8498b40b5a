"""Money: whole minor units, the exponent of the currency, and no amount that is read wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilaus.money import EXPONENTS, MAX_MINOR, Currency, Money, allocate, currency, share

EUR, JPY, KWD, CLF = (currency(code) for code in ("EUR", "JPY", "KWD", "CLF"))

# fmt: off
WRITTEN = [
    # currency  minor               text
    (EUR,       0,                  "0.00 EUR"),
    (EUR,       5,                  "0.05 EUR"),
    (EUR,       1230,               "12.30 EUR"),
    (EUR,       -5,                 "-0.05 EUR"),
    (EUR,       -123456,            "-1234.56 EUR"),
    (JPY,       0,                  "0 JPY"),
    (JPY,       500,                "500 JPY"),
    (JPY,       -1,                 "-1 JPY"),
    (KWD,       1,                  "0.001 KWD"),
    (KWD,       1250,               "1.250 KWD"),
    (CLF,       12345,              "1.2345 CLF"),
    (EUR,       MAX_MINOR,          "10000000000000.00 EUR"),
]

READ = [
    # currency  text                minor
    (EUR,       "12.30",            1230),
    (EUR,       "12.3",             1230),
    (EUR,       "12",               1200),
    (EUR,       " 0.05 ",           5),
    (EUR,       "-0.05",            -5),
    (EUR,       "007",              700),
    (JPY,       "500",              500),
    (KWD,       "1.25",             1250),
    (CLF,       "1.2345",           12345),
]

UNREADABLE = [
    # currency  text
    (EUR,       ""),
    (EUR,       "."),
    (EUR,       ".50"),
    (EUR,       "12."),
    (JPY,       "500."),
    (EUR,       "1.234"),
    (EUR,       "1,23"),
    (EUR,       "1 000"),
    (EUR,       "1_000"),
    (EUR,       "1e3"),
    (EUR,       "+1"),
    (EUR,       "--1"),
    (EUR,       "- 1"),
    (EUR,       "1.-2"),
    (EUR,       "0x10"),
    (EUR,       "NaN"),
    (EUR,       "Infinity"),
    (EUR,       "12.30 EUR"),
    (EUR,       "１２"),
    (EUR,       "²"),
    (EUR,       "9" * 16),
    (EUR,       "9" * 10_000),
    (JPY,       "1.0"),
    (KWD,       "1.2345"),
    (EUR,       "1\x00"),
]
# fmt: on


@pytest.mark.parametrize(("money", "minor", "text"), WRITTEN)
def test_an_amount_is_written_with_the_decimals_of_its_currency(
    money: Currency, minor: int, text: str
) -> None:
    assert money.format(minor) == text
    assert str(Money(minor, money)) == text


@pytest.mark.parametrize(("money", "text", "minor"), READ)
def test_an_amount_is_read_with_the_decimals_of_its_currency(
    money: Currency, text: str, minor: int
) -> None:
    assert money.parse(text) == minor


@pytest.mark.parametrize(("money", "text"), UNREADABLE)
def test_what_is_no_plain_amount_is_refused_with_an_example(money: Currency, text: str) -> None:
    with pytest.raises(ValueError, match=r"^cannot read ") as caught:
        money.parse(text)
    example = str(caught.value).rpartition("for example ")[2]
    assert money.parse(example) == 1230
    assert f"at most {money.exponent} decimals" in str(caught.value)


@given(
    st.sampled_from([Currency("XXX", exponent) for exponent in range(5)]),
    st.integers(-MAX_MINOR + 1, MAX_MINOR - 1),
)
def test_what_was_written_is_read_again_as_it_was(money: Currency, minor: int) -> None:
    number, code = money.format(minor).split(" ")
    assert (money.parse(number), code) == (minor, money.code)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        EUR.parse(text)
    except ValueError as error:
        found = str(error)
    else:
        found = ""
    assert found == "" or found.startswith("cannot read ")


def test_the_exponents_are_those_of_iso_4217() -> None:
    assert {
        code: EXPONENTS[code] for code in ("EUR", "USD", "JPY", "KRW", "KWD", "BHD", "CLF")
    } == {
        "EUR": 2,
        "USD": 2,
        "JPY": 0,
        "KRW": 0,
        "KWD": 3,
        "BHD": 3,
        "CLF": 4,
    }
    assert all(len(code) == 3 and code.isupper() for code in EXPONENTS)


@pytest.mark.parametrize("code", ["", "eur", "EU", "EURO", "XXX", "\x00" * 50])
def test_a_currency_that_is_not_known_is_refused_and_not_guessed(code: str) -> None:
    with pytest.raises(ValueError, match=r"unknown currency .*: use an ISO 4217 code such as EUR"):
        currency(code)


def test_amounts_of_one_currency_are_added_and_taken_away() -> None:
    assert Money(1, EUR) + Money(2, EUR) == Money(3, EUR)
    assert Money(1, EUR) - Money(2, EUR) == Money(-1, EUR)


def test_amounts_of_two_currencies_are_not_mixed() -> None:
    with pytest.raises(ValueError, match="cannot mix EUR and JPY"):
        Money(1, EUR) + Money(1, JPY)
    with pytest.raises(ValueError, match="cannot mix KWD and EUR"):
        Money(1, KWD) - Money(1, EUR)


def test_a_third_of_ten_cents_three_times_is_ten_cents() -> None:
    assert allocate(10, [1, 1, 1]) == [3, 4, 3]
    assert allocate(-10, [1, 1, 1]) == [-3, -4, -3]
    assert [share(10, part, 3) for part in range(4)] == [0, 3, 7, 10]


@given(
    st.integers(-MAX_MINOR, MAX_MINOR),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any),
)
def test_allocating_a_debt_mirrors_allocating_a_credit(total: int, weights: list[int]) -> None:
    assert allocate(-total, weights) == [-part for part in allocate(total, weights)]
    assert all(
        part == 0 for part, w in zip(allocate(total, weights), weights, strict=True) if not w
    )
