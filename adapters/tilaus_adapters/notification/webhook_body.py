"""An announcement as a CloudEvent: what happened, to which order, as JSON.

The same event gives the same bytes whenever it is told, until its customer's data is erased: the
order in it is the order as it was after the event.
"""

import json
from typing import Any

from tilaus.announced import PREFIX, public, type_of
from tilaus.order import Order
from tilaus.policy import House
from tilaus.ports.feed import FeedEntry
from tilaus.webhooks import Webhook

CONTENT_TYPE = "application/cloudevents+json"


def id_of(entry: FeedEntry) -> str:
    """Return the id of an announcement: its CloudEvent's, and of the message that brings it."""
    return f"{entry.order_id}/{entry.recorded.seq}"


def body_of(entry: FeedEntry, order: Order, house: House, webhook: Webhook) -> bytes:
    """Return the body of an announcement.

    Args:
        order: as it was after the event.
    """
    recorded = entry.recorded
    return _json(
        {
            "specversion": "1.0",
            "id": id_of(entry),
            "source": house.url or "tilaus",
            "type": PREFIX + type_of(recorded.event),
            "subject": str(order.number),
            "time": recorded.at.isoformat(),
            "datacontenttype": "application/json",
            "data": {
                "order": {"number": order.number, "status": order.status, "version": order.version},
                **public(recorded, personal_data=webhook.personal_data),
            },
        }
    )


def trial_body(id: str, at: str, house: House) -> bytes:
    """Return the body of a message that only shows that everything is plugged in."""
    return _json(
        {
            "specversion": "1.0",
            "id": id,
            "source": house.url or "tilaus",
            "type": f"{PREFIX}test",
            "time": at,
            "datacontenttype": "application/json",
            "data": {"message": "This is a test: nothing happened."},
        }
    )


def _json(doc: dict[str, Any]) -> bytes:
    return json.dumps(doc, separators=(",", ":")).encode()
