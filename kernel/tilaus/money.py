"""Money as whole minor units, and the one rule by which a sum is divided.

Nothing here rounds twice: a part is always computed from the whole, so that the parts of any sum
add up to it exactly (Law 4).
"""

from collections.abc import Sequence

from tilaus.record import record

# Digits after the decimal sign by ISO 4217 (amendment list of 2024); a currency that is not named
# here has to be declared by the shop, because a guess of "two" is how JPY amounts become 100x.
# fmt: off
_EXPONENTS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: (
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD "
        "CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
        "GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD "
        "MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
        "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS "
        "TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW"
    ),
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
# fmt: on
EXPONENTS = {code: digits for digits, codes in _EXPONENTS.items() for code in codes.split()}


@record
class Currency:
    """Name a currency: `code` (three capitals, ISO 4217) and `exponent` (minor digits, 0 to 4)."""

    code: str
    exponent: int

    def format(self, minor: int) -> str:
        """Write an amount for a log or a table: `-12.30 EUR`, `500 JPY`, `1.250 KWD`."""
        sign, digits = ("-" if minor < 0 else ""), str(abs(minor)).rjust(self.exponent + 1, "0")
        whole, part = digits[: len(digits) - self.exponent], digits[len(digits) - self.exponent :]
        return f"{sign}{whole}{'.' + part if part else ''} {self.code}"

    def parse(self, text: str) -> int:
        """Read a decimal amount such as `12.3` as minor units; refuse more digits than exist.

        Raises:
            ValueError: the text is no plain decimal number, or has more than `exponent` decimals.
        """
        whole, dot, part = text.strip().partition(".")
        sign, whole = (-1, whole[1:]) if whole.startswith("-") else (1, whole)
        plain = (
            whole.isascii() and whole.isdigit() and (not dot or (part.isascii() and part.isdigit()))
        )
        if not plain or len(part) > self.exponent or len(whole) > MAX_DIGITS:
            raise ValueError(
                f"cannot read {text[:40]!r} as {self.code}: write digits with at most "
                f"{self.exponent} decimals, for example {self.format(1230).split()[0]}"
            )
        return sign * int(whole + part.ljust(self.exponent, "0"))


MAX_DIGITS = 15
MAX_MINOR = 10**MAX_DIGITS
"""The largest amount that an order may hold, in minor units: it fits a 64-bit integer a thousand
times over, and a JSON number without loss."""


def currency(code: str) -> Currency:
    """Look a currency up by its ISO 4217 code.

    Raises:
        ValueError: the code is not in the table; declare it as `Currency(code, exponent)`.
    """
    if code not in EXPONENTS:
        raise ValueError(
            f"unknown currency {code[:12]!r}: use an ISO 4217 code such as EUR, JPY or KWD"
        )
    return Currency(code, EXPONENTS[code])


@record
class Money:
    """An amount of one currency in minor units: `Money(1230, currency("EUR"))` is 12.30 EUR."""

    minor: int
    currency: Currency

    def __str__(self) -> str:
        return self.currency.format(self.minor)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other), self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise ValueError(f"cannot mix {self.currency.code} and {other.currency.code}")
        return other.minor


def share(total: int, part: int, whole: int) -> int:
    """Return what `part` of `whole` owes of `total`, rounded half up, in minor units.

    The *cumulative* rule of the library: what a part owes now is `share(total, done + part, whole)`
    less what was already paid for `done`. Laws: `share(t, 0, w) == 0`, `share(t, w, w) == t`, and
    it never falls when `part` grows, so any sequence of parts sums to the whole.

    Args:
        total: the sum to divide, >= 0.
        part: how much of `whole` is asked for, 0 <= part <= whole.
        whole: the units or amount that stand for all of `total`; 0 means that nothing is owed.
    """
    if whole == 0:
        return 0
    return (2 * total * part + whole) // (2 * whole)


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Divide `total` minor units in proportion to `weights`; the parts sum to `total` exactly.

    The cumulative rule again, over the weights from left to right: no part differs from its exact
    share by a whole unit or more.

    Args:
        total: the sum to divide, any sign.
        weights: whole numbers >= 0, at least one > 0.

    Raises:
        ValueError: a weight is negative, or there is nothing to divide by.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("cannot allocate: weights must be >= 0 and not all of them 0")
    sign, parts, done, given = (-1 if total < 0 else 1), [], 0, 0
    for weight in weights:
        done += weight
        owed = share(abs(total), done, whole)
        parts.append(sign * (owed - given))
        given = owed
    return parts
