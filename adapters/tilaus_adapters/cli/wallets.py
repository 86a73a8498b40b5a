"""`tilaus wallet show|top-up|statement`: the store credit of customers."""

import shlex
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter

from tilaus.money import Currency, currency
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.reply import REFUSED, Reply, UsageError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.payment.wallet import TopUpDiffers, WalletLine, WalletPayments

CustomerId = Annotated[
    str, Parameter(allow_leading_hyphen=True, help="The customer's id, as orders have it.")
]

LAST = 5
"""How many of the newest lines `tilaus wallet show` shows."""


def show(customer: CustomerId, /, *, options: Options = DEFAULTS) -> Reply:
    """Show what is on a customer's wallet, and what came and went last.

    A customer of whom nothing was ever booked has an empty wallet.
    """
    return _shown(customer, LAST, None, options)


def statement(
    customer: CustomerId,
    /,
    *,
    limit: Annotated[int, Parameter(help="At most so many lines, 1 to 1000.")] = 50,
    before: Annotated[
        int | None,
        Parameter(show_default=False, help="Only what is older: the number of a line."),
    ] = None,
    options: Options = DEFAULTS,
) -> Reply:
    """List what went into a wallet and out of it, the newest first.

    All pages together add up to what is on it.
    """
    if not 1 <= limit <= 1_000:
        raise UsageError(f"cannot list {limit} lines: --limit is 1 to 1000")
    return _shown(customer, limit, before, options)


def _shown(customer: str, limit: int, before: int | None, options: Options) -> Reply:
    with opened(options) as shop:
        wallet, money = WalletPayments(shop.store), currency(shop.policy.currency)
        balance = wallet.balance(customer)
        found = wallet.statement(customer, limit, before)
        is_more = len(found) == limit and bool(wallet.statement(customer, 1, found[-1].seq))
    doc = {
        "customer": customer,
        "currency": money.code,
        "balance_minor": balance,
        "lines": [{"seq": f.seq, "memo": f.memo, "amount_minor": f.minor} for f in found],
        "before": found[-1].seq if is_more else None,
    }
    return Reply(doc, partial(_show, doc, found, money))


def _show(
    doc: dict[str, Any], found: tuple[WalletLine, ...], money: Currency, screen: Screen
) -> None:
    customer = doc["customer"]
    if found:
        rows = [[line.seq, line.memo, money.format(line.minor)] for line in found]
        screen.table(["line", "what", "amount"], rows, right=["line", "amount"])
    screen.say(f"on the wallet of {customer}: {money.format(doc['balance_minor'])}")
    if not found:
        screen.say("nothing is listed: nothing was booked on it, or nothing that is so old")
    if doc["before"] is not None:
        name = shlex.quote(customer)
        screen.say(f"older lines: tilaus wallet statement {name} --before {doc['before']}")
    else:
        screen.say(count(len(found), "line"))


def top_up(
    customer: CustomerId,
    amount: Annotated[str, Parameter(allow_leading_hyphen=True, help="How much, as in 25.00.")],
    /,
    *,
    key: Annotated[
        str, Parameter(help="Names this top-up: a second one with the same key changes nothing.")
    ],
    reason: Annotated[
        str, Parameter(show_default=False, help="What the customer's statement says of it.")
    ] = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Put money on a customer's wallet, once for each key.

    The customer paid it elsewhere, or it is a present: the books have it from `provider:top-up`.
    """
    with opened(options) as shop:
        wallet, money = WalletPayments(shop.store), currency(shop.policy.currency)
        try:
            minor = money.parse(amount)
            is_known = wallet.topped_up(customer, key) is not None
            balance = wallet.top_up(customer, minor, key, why=reason)
        except TopUpDiffers as differs:
            refusal = {"error": "refused", "code": "key_used", "sentence": str(differs)}
            return Reply(refusal, partial(_complain, str(differs)), REFUSED)
        except ValueError as error:
            raise UsageError(str(error)) from None
    outcome = "duplicate" if is_known else "done"
    doc: dict[str, Any] = {
        "outcome": outcome,
        "customer": customer,
        "currency": money.code,
        "amount_minor": minor,
        "balance_minor": balance,
    }
    return Reply(doc, partial(_topped_up, doc, money))


def _complain(sentence: str, screen: Screen) -> None:
    screen.complain(sentence)


def _topped_up(doc: dict[str, Any], money: Currency, screen: Screen) -> None:
    if doc["outcome"] == "duplicate":
        screen.say("this was asked before: nothing changed")
    else:
        screen.say(f"{money.format(doc['amount_minor'])} put on it")
    screen.say(f"on the wallet of {doc['customer']}: {money.format(doc['balance_minor'])}")
