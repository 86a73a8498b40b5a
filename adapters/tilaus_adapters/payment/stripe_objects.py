"""Stripe's objects as records: types, currencies and amounts are checked before any is believed.

Amounts are in minor units of ISO 4217, as everywhere in the shop, and never negative.
"""

from collections.abc import Mapping
from typing import Any

from tilaus.money import MAX_MINOR
from tilaus.record import record
from tilaus_adapters.payment.stripe_forms import from_stripe
from tilaus_adapters.payment.stripe_http import Unanswered, one_line

Tree = Mapping[str, Any]
MAX_ID = 255


@record
class Charge:
    """One taking of money.

    Attributes:
        method: `card`, or the wallet that held the card: `google_pay`, `apple_pay`.
        fee_minor: what Stripe kept; None where it did not say, or in another currency.
    """

    id: str
    is_disputed: bool
    method: str
    captured_minor: int
    fee_minor: int | None


@record
class Intent:
    """A payment; `next_url` is where the customer proves who they are (3-D Secure)."""

    id: str
    status: str
    currency: str
    amount_minor: int
    received_minor: int
    metadata: Mapping[str, str]
    client_secret: str = ""
    next_url: str = ""
    code: str = ""
    reason: str = ""
    gave_up: str = ""
    charge: Charge | None = None


@record
class Session:
    """A page on which a payment is made; `intent` is empty until the customer tried."""

    id: str
    status: str
    currency: str
    amount_minor: int
    url: str
    intent: str
    created: int
    metadata: Mapping[str, str]


@record
class Refund:
    """Money on its way back; `intent` is what it was paid with."""

    id: str
    status: str
    amount_minor: int
    metadata: Mapping[str, str]
    reason: str = ""


@record
class Dispute:
    """What the payer disputes; `fee_minor` is None where it is not said in this currency."""

    id: str
    status: str
    reason: str
    fee_minor: int | None


class Reader:
    """Read objects of one mode.

    Args:
        is_live: whether real money moves: an object of the other mode is refused.
    """

    def __init__(self, is_live: bool) -> None:
        self._is_live = is_live

    def session(self, tree: Tree) -> Session:
        """Read a `checkout.session`; raises Unanswered where it cannot be believed."""
        self._check(tree, "checkout.session", "cs_")
        return Session(
            tree["id"],
            one_line(tree.get("status")),
            _currency(tree),
            _minor(tree, "amount_total", _currency(tree)),
            _address(tree.get("url")),
            identity(tree.get("payment_intent"), "pi_"),
            _whole(tree, "created"),
            metadata(tree),
        )

    def intent(self, tree: Tree) -> Intent:
        """Read a `payment_intent`; raises Unanswered where it cannot be believed."""
        self._check(tree, "payment_intent", "pi_")
        code, error = _currency(tree), _tree(tree.get("last_payment_error"))
        charge = _tree(tree.get("latest_charge"))
        taken = self._charge(charge, code) if charge else None
        action = _tree(_tree(tree.get("next_action")).get("redirect_to_url"))
        return Intent(
            tree["id"],
            one_line(tree.get("status")),
            code,
            _minor(tree, "amount", code),
            _received(tree, code, taken),
            metadata(tree),
            one_line(tree.get("client_secret")),
            _address(action.get("url")),
            one_line(error.get("decline_code") or error.get("code"), 80),
            one_line(error.get("message")),
            one_line(tree.get("cancellation_reason")),
            taken,
        )

    def _charge(self, tree: Tree, code: str) -> Charge:
        self._check(tree, "charge", ("ch_", "py_"))
        card = _tree(_tree(tree.get("payment_method_details")).get("card"))
        wallet = one_line(_tree(card.get("wallet")).get("type"))
        is_captured = tree.get("captured") is True
        name = "amount_captured" if "amount_captured" in tree else "amount"
        return Charge(
            tree["id"],
            tree.get("disputed") is True,
            wallet or "card",
            _minor(tree, name, code) if is_captured else 0,
            _fee([tree.get("balance_transaction")], code),
        )

    def refund(self, tree: Tree, code: str) -> Refund:
        """Read a `refund` in the currency of its payment; it does not say in which mode it is."""
        self._check({"livemode": self._is_live, **tree}, "refund", ("re_", "pyr_"))
        if _currency(tree) != code:
            raise Unanswered(f"Stripe's refund {tree['id']} is not in {code}")
        return Refund(
            tree["id"],
            one_line(tree.get("status")),
            _minor(tree, "amount", code),
            metadata(tree),
            one_line(tree.get("failure_reason"), 80),
        )

    def dispute(self, tree: Tree, code: str) -> Dispute:
        """Read a `dispute` about a payment in this currency."""
        self._check(tree, "dispute", ("dp_", "du_"))
        costs = tree.get("balance_transactions")
        fee = _fee(costs, code) if isinstance(costs, list) else None
        reason, status = one_line(tree.get("reason"), 80), one_line(tree.get("status"))
        return Dispute(tree["id"], status, reason, fee)

    def _check(self, tree: Tree, kind: str, prefix: str | tuple[str, ...]) -> None:
        if tree.get("object") != kind or not identity(tree.get("id"), prefix):
            raise Unanswered(f"Stripe's answer is no {kind}")
        if tree.get("livemode") is not self._is_live:
            raise Unanswered(f"Stripe's {kind} is of the other mode: live and test were mixed up")


def identity(value: object, prefix: str | tuple[str, ...]) -> str:
    """Read the name of an object, also of one that is given whole; empty where it is none."""
    if isinstance(value, Mapping):
        value = value.get("id")
    is_one = isinstance(value, str) and value.startswith(prefix) and len(value) <= MAX_ID
    is_plain = isinstance(value, str) and value.isascii() and value.replace("_", "").isalnum()
    return value if isinstance(value, str) and is_one and is_plain else ""


def metadata(tree: Tree) -> Mapping[str, str]:
    """Read what the shop wrote on an object."""
    found = _tree(tree.get("metadata"))
    return {name: text for name, text in found.items() if isinstance(text, str)}


def _tree(value: object) -> Tree:
    return value if isinstance(value, Mapping) else {}


def _address(value: object) -> str:
    is_one = isinstance(value, str) and value.startswith(("https://", "http://127.0.0.1"))
    is_plain = isinstance(value, str) and value.isascii() and value.isprintable()
    return value if isinstance(value, str) and is_one and is_plain and len(value) < 5000 else ""


def _currency(tree: Tree) -> str:
    code = tree.get("currency")
    if not isinstance(code, str) or len(code) != 3:
        raise Unanswered("Stripe's answer names no currency")
    return code.upper()


def _whole(tree: Tree, name: str) -> int:
    value = tree.get(name)
    if type(value) is not int or abs(value) > MAX_MINOR:
        raise Unanswered(f"Stripe's {name} is no whole number in range")
    return value


def _minor(tree: Tree, name: str, code: str) -> int:
    units = _whole(tree, name)
    try:
        minor = from_stripe(units, code)
    except ValueError as error:
        raise Unanswered(f"Stripe's {name} cannot be believed: {error}") from error
    if minor < 0:
        raise Unanswered(f"Stripe's {name} is less than nothing")
    return minor


def _received(tree: Tree, code: str, charge: Charge | None) -> int:
    """Return what was captured; where the intent does not say, its last charge does."""
    if "amount_received" in tree:
        return _minor(tree, "amount_received", code)
    return charge.captured_minor if charge else 0


def _fee(costs: list[object], code: str) -> int | None:
    """Add up what Stripe kept; None unless every part is known, and in this currency."""
    total = 0
    for cost in costs:
        found = _tree(cost)
        if not found or found.get("currency") != code.lower():
            return None
        total += _whole(found, "fee")
    try:
        return from_stripe(total, code)
    except ValueError:
        return None
