"""What providers send: one function takes a message as it came and says what to answer.

    reply = receive(shop, "stripe", RawMessage(body, headers, shop.clock()))

A message whose signature is right is a hint that something happened to a payment. How the payment
stands is asked anew, and that is told to the order: so messages may come twice, late, in any order,
before the answer to the call that they are about, and of what nobody here asked for.
"""

from collections.abc import Iterable

from tilaus.calls import payment_ask
from tilaus.commands import Command, RefundObserved
from tilaus.order import Order, Payment
from tilaus.ports.payment import MessageRefused, Notice, PaymentMessages, PaymentRecords, RawMessage
from tilaus.ports.storage import RequestKey
from tilaus.record import record, replace
from tilaus.refusals import Refusal
from tilaus.shop import Receipt, Shop
from tilaus.standing import commands_of

MAX_BODY = 1 << 20
"""The longest message that is read, in bytes."""

MAX_TRIES = 10
"""How often a payment is asked about again because its order changed meanwhile."""

LATER = frozenset({"version_conflict", "other_lifecycle"})
"""Refusals that may pass: the message should be sent again."""


@record
class Reply:
    """What to answer a provider.

    Attributes:
        status: of HTTP. 200: taken, or there is nothing to take, so do not send it again; 400: not
            one of the provider's messages; 404: no such provider; 413: too long; 503: send it
            again.
        code: for logs and metrics: `done`, `duplicate`, `nothing_of_ours`, `unknown_order`,
            `refused`, `bad_message`, `too_long`, `no_provider`, `away`, `try_again`.
        text: a sentence, without anything of the message's own words.
        refusals: what the order refused to be told.
    """

    status: int
    code: str
    text: str
    refusals: tuple[Refusal, ...] = ()


def receive(shop: Shop, name: str, message: RawMessage) -> Reply:
    """Take a provider's message and tell its order how the payment stands. Idempotent.

    Args:
        name: of the payment adapter, as methods of the policy use it.

    Never raises for what the message says, nor where the provider is away.
    """
    provider: object = shop.payments.get(name)
    if not isinstance(provider, PaymentMessages):
        return Reply(404, "no_provider", "no provider of that name sends messages here")
    if len(message.body) > MAX_BODY:
        return Reply(413, "too_long", f"a message has at most {MAX_BODY} bytes")
    try:
        notice = provider.parse(message)
    except MessageRefused as refused:
        return Reply(400, "bad_message", str(refused))
    except Exception as error:  # noqa: BLE001 - whatever it is, it should be sent again
        return _away(error)
    return _take(shop, name, provider, notice)


def _take(shop: Shop, name: str, provider: PaymentMessages, notice: Notice) -> Reply:
    if not notice.order_id:
        return Reply(200, "nothing_of_ours", "it is about nothing of this shop")
    key = RequestKey(name, notice.id)
    stored = shop.store.load(notice.order_id, key)
    if stored.order is None:
        return Reply(200, "unknown_order", "it is about an order that is not here")
    if stored.answer is not None:
        return Reply(200, "duplicate", "it was taken before")
    payment = stored.order.payment(notice.payment)
    if payment is None or payment.provider != name:
        return Reply(200, "unknown_order", "it is about a payment that the order does not have")
    return refresh(shop, provider, stored.order, payment, key, reference=notice.reference)


def refresh(
    shop: Shop,
    provider: PaymentRecords,
    order: Order,
    payment: Payment,
    key: RequestKey | None = None,
    *,
    reference: str = "",
) -> Reply:
    """Ask how a payment stands now, and tell its order. Idempotent.

    Args:
        key: remembered once everything is told, so that the same message is known again.
        reference: the provider's name for the payment, where the order may not know it yet.
    """
    for _ in range(MAX_TRIES):
        try:
            ask = payment_ask(shop, order, payment, "standing")
            standing = provider.standing(replace(ask, reference=ask.reference or reference))
        except Exception as error:  # noqa: BLE001 - whatever it is, it should be asked again
            return _away(error)
        if standing is None:
            return Reply(200, "nothing_of_ours", "the provider has no such payment")
        told = _tell(shop, order, payment, commands_of(order, payment, standing), key)
        if told is not None:
            return told
        fresh = shop.order(order.id)
        found = fresh.payment(payment.id) if fresh is not None else None
        if fresh is None or found is None:
            break
        order, payment = fresh, found
    return Reply(503, "try_again", "the order changes too fast")


def _tell(
    shop: Shop,
    order: Order,
    payment: Payment,
    commands: tuple[Command, ...],
    key: RequestKey | None,
) -> Reply | None:
    """Tell an order commands that were made for its version; None where it changed meanwhile.

    The first one is told again at the end, as what remembers the message: by then it is known.
    """
    version, refusals, outcomes = order.version, [], set()
    again = [(commands[0], key)] if commands and key else []
    for command, request in [*_keyed(payment, commands), *again]:
        answer = shop.handle(order.id, command, request, version=version)
        if isinstance(answer, Receipt):
            version = answer.order.version
            outcomes.add(answer.outcome)
        elif answer.code == "version_conflict":
            return None
        elif answer.code in LATER:
            return Reply(503, "try_again", answer.sentence, (answer,))
        else:
            refusals.append(answer)
    if refusals:
        return Reply(200, "refused", refusals[0].sentence, tuple(refusals))
    code = "done" if "done" in outcomes else "duplicate"
    return Reply(200, code, "the order knows how the payment stands")


def _keyed(
    payment: Payment, commands: Iterable[Command]
) -> Iterable[tuple[Command, RequestKey | None]]:
    """Name what must be told once only, however a person ended it: refunds nobody asked for."""
    for command in commands:
        is_observed = isinstance(command, RefundObserved)
        seen = f"refund/{command.reference}" if isinstance(command, RefundObserved) else ""
        yield command, RequestKey(payment.provider, seen) if is_observed else None


def _away(error: Exception) -> Reply:
    return Reply(503, "away", f"the provider could not be asked: {type(error).__name__}")
