"""The notification port: what customers and staff are told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.outcome import Outcome
from tilaus.record import record


@record
class Message:
    """One thing to say.

    Attributes:
        key: unique for ever; the same key is the same message, however often it is sent.
        audience: `customer` or `staff`.
        kind: kebab-case name, for example `order-received`; see `tilaus.effects.EFFECTS`.
        to: mail address.
        about: id of the item, payment or refund that it concerns; empty for the order itself.
        tracking_url: the customer's link; the only way for a guest to follow the order.
        answer_urls: links by which the customer answers a question, by choice (`retry`, `wallet`,
            `original`); empty where there are none.
    """

    key: str
    audience: str
    kind: str
    to: str
    order: Order
    policy: Policy
    at: datetime
    about: str = ""
    tracking_url: str = ""
    answer_urls: Mapping[str, str] = {}


class Notifier(Protocol):
    """Tell people things, at least once."""

    def send(self, message: Message) -> Outcome:
        """Hand a message to its channel.

        Returns:
            `done` once the channel took responsibility; `refused` where it never will (no such
            address), which puts the message on the staff's list; `unknown` where the connection
            broke: it is sent again with the same key, so a receiver may see it twice.
        """
        ...
