"""The wallet: store credit, kept in the shop's own ledger as accounts `wallet:ID`.

Every answer is an entry of the books under a key of its own, and the first one stands: an entry
that moves money, or one without lines, which remembers a refusal. So two calls at once, or one that
comes late, find the same answer, on every store, with no table besides the ledger.
"""

from math import inf

from tilaus.ledger import Entry, transfer
from tilaus.money import currency
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import Books

PROVIDER = "provider:wallet"
"""The account in which the wallet, as a provider, holds money for orders."""


class WalletPayments:
    """Take payments from wallets and put refunds into them, at once and without a fee.

    Args:
        books: the ledger; what is on a wallet is owed by the shop and never less than nothing.

    Attributes:
        remembers_s: every answer is an entry of the ledger, which nothing is ever taken from.
    """

    remembers_s: float = inf

    def __init__(self, books: Books) -> None:
        self._books = books

    def top_up(
        self, customer_id: str, minor: int, key: str, paid_through: str = "provider:top-up"
    ) -> int:
        """Put money on a wallet, once for each key, and return what is on it then.

        Args:
            minor: minor units of the shop's currency, > 0.
            paid_through: the account to which the customer paid the money.

        Raises:
            ValueError: the amount is not more than 0, or the customer has no id.
        """
        if minor <= 0 or not customer_id:
            raise ValueError(f"cannot top up wallet {customer_id!r}: {minor} is not more than 0")
        memo = f"wallet of {customer_id} topped up"
        key = f"top-up/{customer_id}/{key}"
        self._books.post(transfer(key, memo, paid_through, _account(customer_id), minor))
        return self.balance(customer_id)

    def balance(self, customer_id: str) -> int:
        """Return what is on a wallet, in minor units; 0 where there is none."""
        return -self._books.balance(_account(customer_id))

    def statement(self, customer_id: str) -> tuple[tuple[str, int], ...]:
        """List what went into a wallet (> 0) and out of it (< 0), oldest first, each with its memo.

        Law: the amounts add up to the balance.
        """
        account = _account(customer_id)
        return tuple(
            (entry.memo, -minor)
            for entry in self._books.entries()
            for name, minor in entry.lines
            if name == account
        )

    def create(self, ask: PaymentAsk) -> Outcome:
        if not ask.customer_id:
            return _refused("a guest has no wallet")
        account = _account(ask.customer_id)
        memo = f"payment {ask.payment} of order {ask.number} from the wallet"
        spend = transfer(_spend_key(ask), memo, account, PROVIDER, ask.amount_minor)
        if not self._books.post(spend, owed=account):
            money = currency(ask.currency).format
            held, asked = money(self.balance(ask.customer_id)), money(ask.amount_minor)
            self._books.post(Entry(_spend_key(ask), f"the wallet holds {held} of {asked}", ()))
        return self._spent(ask) or _refused("the books did not keep the payment")

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._spent(ask) or _refused("nothing was taken from the wallet")

    def void(self, ask: PaymentAsk) -> Outcome:
        # The refusal under the payment's own key keeps a call that is late from taking money.
        self._books.post(Entry(_spend_key(ask), "the payment was given up", ()))
        spent = self._spent(ask)
        if spent is not None and spent.state == "done":
            return spent
        return Outcome("done", "voided")

    def refund(self, ask: PaymentAsk) -> Outcome:
        key = _refund_key(ask)
        if self._entry(ask, key) is None:
            memo = f"refund {ask.refund} of order {ask.number} to the wallet"
            why = self._why_not(ask)
            credit = transfer(key, memo, PROVIDER, _account(ask.customer_id), ask.amount_minor)
            self._books.post(Entry(key, why, ()) if why else credit)
        return self._refunded(ask) or _refused("the books did not keep the refund")

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return self._refunded(ask) if ask.refund else self._spent(ask)

    def _spent(self, ask: PaymentAsk) -> Outcome | None:
        entry = self._entry(ask, _spend_key(ask))
        return None if entry is None else _outcome(entry, "captured")

    def _refunded(self, ask: PaymentAsk) -> Outcome | None:
        entry = self._entry(ask, _refund_key(ask))
        return None if entry is None else _outcome(entry, "succeeded")

    def _entry(self, ask: PaymentAsk, key: str) -> Entry | None:
        return next((e for e in self._books.entries(ask.order_id) if e.key == key), None)

    def _why_not(self, ask: PaymentAsk) -> str:
        """Say why a refund cannot be sent; what was paid otherwise is not the wallet's to check."""
        if not ask.customer_id:
            return "a guest has no wallet"
        spent = self._spent(ask)
        if spent is None or spent.amount_minor is None:
            return "" if ask.to == "wallet" else "nothing was paid from the wallet"
        prefix = _refund_prefix(ask)
        given = [e for e in self._books.entries(ask.order_id) if e.key.startswith(prefix)]
        left = spent.amount_minor - sum(_amount(e) for e in given)
        return "" if ask.amount_minor <= left else f"only {left} minor units of it are left"


def _account(customer_id: str) -> str:
    return f"wallet:{customer_id}"


def _spend_key(ask: PaymentAsk) -> str:
    return f"{ask.order_id}/wallet/{ask.payment}/spend"


def _refund_prefix(ask: PaymentAsk) -> str:
    return f"{ask.order_id}/wallet/{ask.payment}/refund/"


def _refund_key(ask: PaymentAsk) -> str:
    return _refund_prefix(ask) + ask.key


def _amount(entry: Entry) -> int:
    return sum(minor for _, minor in entry.lines if minor > 0)


def _outcome(entry: Entry, message: str) -> Outcome:
    if not entry.lines:
        return _refused(entry.memo)
    return Outcome("done", message, entry.key, amount_minor=_amount(entry))


def _refused(why: str) -> Outcome:
    return Outcome("refused", "failed", reason=why)
