"""What the world says by itself: the message of a provider or a server about an order."""

from tilaus.commands import Command
from tilaus.ports.storage import RequestKey
from tilaus.record import record


@record
class Report:
    """One message, as it is given to `tilaus.shop.Shop.handle`.

    Senders repeat a message until it is acknowledged, double it and mix the order up; so `request`
    is the sender's own id for it, by which the shop knows a repetition.
    """

    order_id: str
    request: RequestKey
    command: Command
