"""What the world is asked to do.

An effect is written in the same transaction as the change that asks for it, and executed after it,
from the journal, with a key that was made with it and never changes (Law 5).
"""

from collections.abc import Mapping

from tilaus.order import Order
from tilaus.record import record

EFFECTS: Mapping[str, str] = {
    "create_payment": "ask the provider to open a payment that the customer can pay",
    "capture_payment": "take the money that was authorised",
    "void_payment": "give up an open payment, so that the customer can no longer pay it",
    "send_refund": "send money back: to the way it was paid, or to the wallet",
    "hand_over": "give an item to the server that delivers it",
    "stop_delivery": "ask the server to deliver no more of an item",
    "grant_turn": "tell a waiting item that its turn has come; a store writes it",
    "tell:order-received": "tell the customer: number, items, total, tracking link",
    "tell:payment-awaited": "tell the customer how to pay, and until when",
    "tell:payment-confirmed": "tell the customer that the money arrived",
    "tell:order-completed": "tell the customer what was delivered and what was not",
    "tell:order-cancelled": "tell the customer that the order was called off",
    "tell:order-refunded": "tell the customer that the whole payment went back",
    "tell:item-on-hold": "tell the customer what the item waits for",
    "tell:instance-awaited": "tell the customer that another order waits; a store writes it",
    "tell:item-cancelled": "tell the customer, and ask how to handle it",
    "tell:reminder": "ask the customer again how to handle a cancelled item",
    "tell:refund-requested": "tell the customer how much goes back, where to and when",
    "tell:refund-sent": "tell the customer that the money was sent, and when the bank shows it",
    "tell:payment-disputed": "tell the customer that the order is parked by a dispute",
    "alert:item-cancelled": "staff: a cancelled item needs attention",
    "alert:refund-failed": "staff: money that should go back did not",
    "alert:payment-disputed": "staff: the payment is disputed or was charged back",
    "alert:message-parked": "staff: a message contradicts what is known",
    "alert:money-parked": "staff: money arrived that the order does not need",
    "alert:server-silent": "staff: the server that has an item has said nothing new for too long",
    "alert:no-answer": "staff: the customer does not answer and the policy asks a person",
}
"""Every effect by name. What begins with `tell` goes to the customer and with `alert` to staff,
through the port of notification; the rest are calls of the ports of payment and delivery."""


MESSAGES: tuple[str, ...] = (
    *(name for name in EFFECTS if ":" in name),
    "alert:webhook-disabled",
    "tell:tracking-link",
)
"""Every message that people get: those that orders ask for, the one of webhooks, and the one that a
customer asks for who has lost the link."""


@record
class Effect:
    """One thing to do.

    Attributes:
        name: see `EFFECTS`.
        key: unique for ever; the idempotency key at the provider, the Message-ID of a mail.
        about: id of the item, payment or refund that it concerns; empty for the order itself.
        via: who carries it out: the payment provider's name, `delivery`, `notification`, or empty
            for the shop itself. Whoever cannot be reached holds up what is done via them only.
    """

    name: str
    key: str
    about: str = ""
    via: str = ""

    @property
    def is_message(self) -> bool:
        """Tell whether it is said to somebody, and so must never hold up money or deliveries."""
        return self.name.startswith(("tell:", "alert:"))


NOTIFICATION, DELIVERY, WALLET = "notification", "delivery", "wallet"
"""Carriers that are no payment provider of a method, or always the same one."""


def carrier(order: Order, name: str, about: str) -> str:
    """Return who carries out an effect of an order: see `Effect.via`."""
    if name.startswith(("tell:", "alert:")):
        return NOTIFICATION
    if name in ("hand_over", "stop_delivery"):
        return DELIVERY
    if name == "send_refund":
        refund = order.refund(about)
        if refund is not None and refund.to == "wallet":
            return WALLET
        about = refund.payment if refund is not None else ""
    payment = order.payment(about)
    return "" if payment is None else payment.provider
