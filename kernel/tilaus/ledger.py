"""The ledger: every movement of money is one balanced entry; balances are folds of entries.

Accounts:
    `provider:NAME`  money that a payment provider (or the wallet, as a provider) holds for the shop
    `order:ID`       money that arrived for an order and has not gone back
    `unapplied:ID`   money that arrived although the order did not need it
    `wallet:ID`      what the shop owes a registered customer
    `fees:NAME`      what a payment provider kept for itself: the shop's cost

A line's amount is positive for a debit and negative for a credit; the lines of an entry sum to 0.
So `order`, `unapplied` and `wallet` accounts, which the shop owes, have balances <= 0.
"""

from collections import Counter
from collections.abc import Iterable

from tilaus import events as e
from tilaus.order import Order, Payment, Refund
from tilaus.record import record


@record
class Entry:
    """One movement of money. `key` is unique for ever: the same entry is never booked twice."""

    key: str
    memo: str
    lines: tuple[tuple[str, int], ...]

    @property
    def is_balanced(self) -> bool:
        """Tell whether debits and credits are equal."""
        return sum(minor for _, minor in self.lines) == 0


def entry(before: Order | None, event: e.Event, after: Order) -> Entry | None:
    """Return the entry that an event books, or None when it moves no money."""
    if before is None:
        return None
    if isinstance(event, e.Captured):
        return _captured(before, event, after)
    if isinstance(event, e.ProviderFeeTaken):
        return _fee_taken(before, event, after)
    if isinstance(event, e.Moved) and event.machine == "refund":
        return _refunded(before, event, after)
    return None


def transfer(key: str, memo: str, debit: str, credit: str, minor: int) -> Entry:
    """Make the entry that moves `minor` between two accounts."""
    return Entry(key, memo, ((debit, minor), (credit, -minor)))


def balances(entries: Iterable[Entry]) -> dict[str, int]:
    """Fold entries to the balance of each account; accounts with nothing in them are left out."""
    sums: Counter[str] = Counter()
    for booked in entries:
        for account, minor in booked.lines:
            sums[account] += minor
    return {account: minor for account, minor in sorted(sums.items()) if minor}


def expected(order: Order) -> dict[str, int]:
    """Return the balances that an order's own accounts must have: its folds, seen as a ledger."""
    back = {p.id: 0 for p in order.payments}
    for refund in order.refunds:
        back[refund.payment] += refund.amount_minor if refund.kind == "finished" else 0
    sums: Counter[str] = Counter()
    for payment in order.payments:
        sums[_account(order, payment)] -= payment.captured_minor - back[payment.id]
    return {account: minor for account, minor in sorted(sums.items()) if minor}


def _account(order: Order, payment: Payment) -> str:
    return f"{'order' if payment.is_applied else 'unapplied'}:{order.id}"


def _captured(before: Order, event: e.Captured, after: Order) -> Entry | None:
    old, new = before.payment(event.payment), after.payment(event.payment)
    if old is None or new is None:
        return None
    back = sum(
        r.amount_minor for r in before.refunds if r.payment == old.id and r.kind == "finished"
    )
    sums: Counter[str] = Counter()
    sums[_account(before, old)] += old.captured_minor - back
    sums[_account(after, new)] -= new.captured_minor - back
    sums[f"provider:{new.provider}"] += new.captured_minor - old.captured_minor
    lines = tuple((account, minor) for account, minor in sums.items() if minor)
    money = after.currency.format(new.captured_minor)
    memo = f"payment {new.id} of order {after.number}: {money} captured"
    return Entry(f"{after.id}/{after.version}", memo, lines) if lines else None


def _fee_taken(before: Order, event: e.ProviderFeeTaken, after: Order) -> Entry | None:
    payment = before.payment(event.payment)
    if payment is None:
        return None
    minor = event.fee_minor - payment.provider_fee_minor
    memo = f"payment {payment.id} of order {after.number}: fee of {payment.provider}"
    accounts = f"fees:{payment.provider}", f"provider:{payment.provider}"
    return transfer(f"{after.id}/{after.version}", memo, *accounts, minor)


def _refunded(before: Order, event: e.Moved, after: Order) -> Entry | None:
    old, new = before.refund(event.about), after.refund(event.about)
    if old is None or new is None or (old.kind == "finished") == (new.kind == "finished"):
        return None
    key = f"{after.id}/{after.version}"
    account, provider = _sides(after, new)
    if new.kind == "finished":
        memo = f"refund {new.id} of order {after.number} sent to {new.to}"
        return transfer(key, memo, account, provider, new.amount_minor)
    memo = f"refund {new.id} of order {after.number} came back"
    return transfer(key, memo, provider, account, new.amount_minor)


def _sides(order: Order, refund: Refund) -> tuple[str, str]:
    payment = order.payment(refund.payment)
    if payment is None:
        raise LookupError(refund.payment)
    provider = "wallet" if refund.to == "wallet" else payment.provider
    return _account(order, payment), f"provider:{provider}"
