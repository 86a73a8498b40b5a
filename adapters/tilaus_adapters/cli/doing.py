"""`tilaus order do`: trigger what may happen to an order."""

from typing import Annotated, Literal

from cyclopts import Parameter

from tilaus.commands import Actor, Command
from tilaus.money import currency
from tilaus.policy import Policy
from tilaus_adapters.cli.changes import Key, changed, request_key
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Number, Role
from tilaus_adapters.cli.reply import Reply, UsageError
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.triggers import Misfit, Wish, command

Text = Annotated[str, Parameter(show_default=False)]


def do(
    number: Number,
    trigger: Annotated[str, Parameter(help="What to do; `tilaus order allowed` lists it.")],
    /,
    *,
    item: Annotated[Text, Parameter(help="Of this item.")] = "",
    payment: Annotated[Text, Parameter(help="Of this payment.")] = "",
    refund: Annotated[Text, Parameter(help="Of this refund.")] = "",
    parked: Annotated[Text, Parameter(help="Of this parked entry (resolve).")] = "",
    reason: Annotated[Text, Parameter(help="Why; or the text of a note.")] = "",
    target: Annotated[Text, Parameter(help="Where the item goes now (retry, answer).")] = "",
    to: Annotated[
        Literal["wallet", "original", ""],
        Parameter(show_default=False, help="Where money goes (cancel)."),
    ] = "",
    choice: Annotated[
        Literal["retry", "wallet", "original", ""],
        Parameter(show_default=False, help="What the customer wants (answer)."),
    ] = "",
    units: Annotated[int | None, Parameter(help="Delivered so far, in all (progress).")] = None,
    amount: Annotated[Text, Parameter(help="Money, as in 12.30 (capture, observe).")] = "",
    reference: Annotated[Text, Parameter(help="The provider's name for it.")] = "",
    method: Annotated[Text, Parameter(help="A way to pay (pay).")] = "",
    state: Annotated[Text, Parameter(help="The state to be put into (force).")] = "",
    role: Role = "staff",
    key: Key = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Trigger something: of the order, or of an item, a payment, a refund, a parked entry.

    Rows of the tables: hold, resume, complete, cancel, start, deliver ... More than a row: note,
    pay, erase, tick, force, renew-tracking, revoke-tracking; of an item progress, retry, ask,
    answer; of a payment capture, observe; of a refund succeed; of a parked entry resolve.
    """
    parts = {"item": item, "payment": payment, "refund": refund, "parked": parked}
    machine, about = _subject(parts)
    extras = {"reason": reason, "target": target, "to": to, "choice": choice, "state": state}
    extras |= {"method": method, "reference": reference}
    with opened(options) as shop:
        minor = _amount(amount, shop.policy)
        by = Actor(role)
        extras["token"] = shop.new_token()
        wish = Wish(trigger, machine, about, by, **extras, units=units, amount_minor=minor)
        asked = _command(wish, shop.policy)
        return changed(shop, shop.handle(number, asked, request_key(key)))


def _subject(parts: dict[str, str]) -> tuple[str, str]:
    """Return the machine that is meant, and the part's id; the order where no part is named."""
    named = [(machine, about) for machine, about in parts.items() if about]
    if len(named) > 1:
        options = " and ".join(f"--{machine}" for machine, _ in named)
        raise UsageError(f"cannot do one thing to several: choose one of {options}")
    return named[0] if named else ("order", "")


def _command(wish: Wish, policy: Policy) -> Command:
    try:
        return command(wish, policy.lifecycles)
    except Misfit as misfit:
        raise UsageError(misfit.sentence("--")) from None


def _amount(text: str, policy: Policy) -> int | None:
    if not text:
        return None
    try:
        return currency(policy.currency).parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from None
