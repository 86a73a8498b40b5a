"""`tilaus sandbox`: play the customer, the bank or the provider, where play money is paid."""

from typing import Annotated, Literal

from cyclopts import Parameter

from tilaus.order import PAYABLE, Order, Payment
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters import documents
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Number, unknown
from tilaus_adapters.cli.reply import Reply, UsageError, refused
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.payment.sandbox import SandboxPayments

Act = Literal["pay", "decline", "expire", "dispute", "win-dispute", "lose-dispute", "pay-late"]


def sandbox(
    number: Number,
    act: Annotated[Act, Parameter(help="What happens to the payment.")],
    /,
    *,
    payment: Annotated[
        str, Parameter(show_default=False, help="Which one; else the last at the sandbox.")
    ] = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Play what happens to a payment at the sandbox; the shop hears of it from a worker."""
    with opened(options) as shop:
        order = shop.order(number)
        if order is None:
            return refused(unknown(number))
        chosen = _payment(order, payment)
        refusal = _act(shop, chosen, act)
    if refusal is not None:
        return refused(refusal)
    doc = {"number": number, "act": act, "payment": documents.payment(chosen)}
    text = f"done at the sandbox ({act}); the shop hears of it by: tilaus worker --once"
    return Reply(doc, lambda screen: screen.say(text))


def _payment(order: Order, id: str) -> Payment:
    found = [p for p in order.payments if p.provider == "sandbox" and id in ("", p.id)]
    if not found:
        there = ", ".join(f"{p.id} ({p.provider})" for p in order.payments) or "none"
        asked = f"payment {id[:20]!r}" if id else "a payment"
        raise UsageError(f"order {order.number} has not {asked} at the sandbox; it has {there}")
    return next((p for p in reversed(found) if p.kind in PAYABLE), found[-1])


def _act(shop: Shop, payment: Payment, act: Act) -> Refusal | None:
    provider = shop.payments[payment.provider]
    if not isinstance(provider, SandboxPayments):
        raise UsageError(f"payment {payment.id} is not at the sandbox")
    wish = f"{act} payment {payment.id}"
    if not payment.reference:
        found = "the sandbox does not know it yet"
        return Refusal("no_transition", wish, found, ("tilaus worker --once",))
    try:
        getattr(provider, act.replace("-", "_"))(payment.reference)
    except ValueError as error:
        return Refusal("no_transition", wish, str(error))
    return None
