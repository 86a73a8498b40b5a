"""The wallet: store credit, kept in the shop's own ledger as accounts `wallet:ID`.

Every answer is an entry of the books under a key of its own, and the first one stands: an entry
that moves money, or one without lines, which remembers a refusal. So two calls at once, or one that
comes late, find the same answer, on every store, with no table besides the ledger.
"""

from collections.abc import Iterator
from math import inf

from tilaus.ledger import Entry, transfer
from tilaus.money import MAX_MINOR, currency
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk, Returned, Standing
from tilaus.ports.storage import MAX_LISTED, Books
from tilaus.record import record
from tilaus.texts import is_line

PROVIDER = "provider:wallet"
"""The account in which the wallet, as a provider, holds money for orders."""

GIVEN_UP = "the payment was given up"
"""Why nothing more can be paid, where the shop withdrew a payment before it was made."""

MAX_NAME = 200
"""The longest id of a customer, and the longest key of a top-up, in characters."""


@record
class WalletLine:
    """What went into a wallet (`minor` > 0) or out of it (< 0); `seq` grows with the time."""

    seq: int
    memo: str
    minor: int


class TopUpDiffers(ValueError):  # noqa: N818 - it is an outcome
    """A key was used before, for another amount: nothing was changed."""


class WalletPayments:
    """Take payments from wallets and put refunds into them, at once and without a fee.

    Args:
        books: the ledger; what is on a wallet is owed by the shop and never less than nothing.

    Attributes:
        abilities: every answer is an entry of the ledger, which nothing is ever taken from.
    """

    abilities: Abilities = Abilities(remembers_s=inf)

    def __init__(self, books: Books) -> None:
        self._books = books

    def top_up(
        self,
        customer_id: str,
        minor: int,
        key: str,
        paid_through: str = "provider:top-up",
        why: str = "",
    ) -> int:
        """Put money on a wallet, once for each key, and return what is on it then.

        Args:
            minor: minor units of the shop's currency, 1 to `tilaus.money.MAX_MINOR`.
            paid_through: the account to which the customer paid the money.
            why: what the statement says of it, beside that the wallet was topped up.

        Raises:
            ValueError: the amount is out of its range, or a text cannot be kept.
            TopUpDiffers: the key was used before for another amount.
        """
        if not 0 < minor <= MAX_MINOR:
            found = f"{minor} is not more than 0, or more than {MAX_MINOR}"
            raise ValueError(f"cannot top up wallet {customer_id[:MAX_NAME]!r}: {found}")
        for what, text in (("customer", customer_id), ("key", key)):
            if not text.strip() or not is_line(text, MAX_NAME):
                found = f"a {what} is named by 1 to {MAX_NAME} printable characters"
                raise ValueError(f"cannot top up a wallet: {found}")
        if not is_line(why, MAX_NAME):
            raise ValueError(f"cannot top up a wallet: a reason is a line of {MAX_NAME} characters")
        memo = f"wallet of {customer_id} topped up{f': {why}' if why else ''}"
        name = _top_up_key(customer_id, key)
        self._books.post(transfer(name, memo, paid_through, _account(customer_id), minor))
        booked = self.topped_up(customer_id, key)
        if booked != minor:
            found = f"the key {key!r} put {booked} minor units on it before"
            raise TopUpDiffers(f"cannot top up wallet {customer_id!r} by {minor}: {found}")
        return self.balance(customer_id)

    def topped_up(self, customer_id: str, key: str) -> int | None:
        """Return what a key put on a wallet, in minor units; None where it was not used yet."""
        name = _top_up_key(customer_id, key)
        return next((minor for found, minor in self._lines(customer_id) if found == name), None)

    def balance(self, customer_id: str) -> int:
        """Return what is on a wallet, in minor units; 0 where there is none."""
        return -self._books.balance(_account(customer_id))

    def statement(
        self, customer_id: str, limit: int = 50, before: int | None = None
    ) -> tuple[WalletLine, ...]:
        """List what went into a wallet and out of it, the newest first; nobody else's is read.

        Law: all pages together add up to the balance.

        Args:
            limit: how many at most, 1 to 1,000.
            before: the `seq` of the last line of the page before.

        Raises:
            ValueError: the limit is out of its range.
        """
        lines = self._books.lines(_account(customer_id), limit, before)
        return tuple(WalletLine(line.seq, line.memo, -line.minor) for line in lines)

    def _lines(self, customer_id: str) -> Iterator[tuple[str, int]]:
        """Yield the keys and amounts of a wallet's entries, the newest first."""
        before: int | None = None
        while page := self._books.lines(_account(customer_id), MAX_LISTED, before):
            yield from ((line.key, -line.minor) for line in page)
            before = page[-1].seq

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
        self._books.post(Entry(_spend_key(ask), GIVEN_UP, ()))
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

    def standing(self, ask: PaymentAsk) -> Standing | None:
        """Say how a payment stands; also one that was paid otherwise and sent to the wallet.

        A refund that was refused is none: nothing of it was ever booked.
        """
        spent, given = self._entry(ask, _spend_key(ask)), self._given(ask)
        if spent is None and not given:
            return None
        refunds = tuple(_returned(entry) for entry in given if entry.lines)
        if spent is None:
            return Standing("", ask.currency, (), 0, refunds, 0)
        if spent.lines:
            return Standing(spent.key, ask.currency, ("captured",), _amount(spent), refunds, 0)
        said = "voided" if spent.memo == GIVEN_UP else "failed"
        return Standing("", ask.currency, (said,), 0, refunds, 0, spent.memo)

    def _given(self, ask: PaymentAsk) -> list[Entry]:
        prefix = _refund_prefix(ask)
        return [e for e in self._books.entries(ask.order_id) if e.key.startswith(prefix)]

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
        left = spent.amount_minor - sum(_amount(e) for e in self._given(ask))
        money = currency(ask.currency).format
        return "" if ask.amount_minor <= left else f"only {money(left)} of it is left"


def _account(customer_id: str) -> str:
    return f"wallet:{customer_id}"


def _top_up_key(customer_id: str, key: str) -> str:
    return f"top-up/{customer_id}/{key}"


def _spend_key(ask: PaymentAsk) -> str:
    return f"{ask.order_id}/wallet/{ask.payment}/spend"


def _refund_prefix(ask: PaymentAsk) -> str:
    return f"{ask.order_id}/wallet/{ask.payment}/refund/"


def _refund_key(ask: PaymentAsk) -> str:
    return _refund_prefix(ask) + ask.key


def _returned(entry: Entry) -> Returned:
    """Read a refund from its entry; its key ends with the key of the call: refund and attempt."""
    _, refund, attempt = entry.key.rsplit("/", 2)
    number = int(attempt) if attempt.isdecimal() else 1
    return Returned(entry.key, _amount(entry), "succeeded", refund, number)


def _amount(entry: Entry) -> int:
    return sum(minor for _, minor in entry.lines if minor > 0)


def _outcome(entry: Entry, message: str) -> Outcome:
    if not entry.lines:
        return _refused(entry.memo)
    return Outcome("done", message, entry.key, amount_minor=_amount(entry))


def _refused(why: str) -> Outcome:
    return Outcome("refused", "failed", reason=why)
