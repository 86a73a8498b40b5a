"""What a message of PayPal's is about: an order of ours, or nothing of ours.

Ids of ours stand in `custom_id`. What lacks them (a refund made in PayPal's dashboard, a dispute)
names the capture that it is about, which is fetched and has them.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from tilaus.ports.payment import MessageRefused, Notice
from tilaus_adapters.payment.paypal_http import Talk
from tilaus_adapters.payment.paypal_money import PayPalUnclear
from tilaus_adapters.payment.paypal_order import read_custom_id
from tilaus_adapters.payment.paypal_reading import is_id

KINDS = (
    "CHECKOUT.ORDER.APPROVED",
    "CHECKOUT.ORDER.COMPLETED",
    "CHECKOUT.ORDER.VOIDED",
    "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
    "CUSTOMER.DISPUTE.CREATED",
    "CUSTOMER.DISPUTE.RESOLVED",
    "CUSTOMER.DISPUTE.UPDATED",
    "PAYMENT.AUTHORIZATION.CREATED",
    "PAYMENT.AUTHORIZATION.VOIDED",
    "PAYMENT.CAPTURE.COMPLETED",
    "PAYMENT.CAPTURE.DECLINED",
    "PAYMENT.CAPTURE.DENIED",
    "PAYMENT.CAPTURE.PENDING",
    "PAYMENT.CAPTURE.REFUNDED",
    "PAYMENT.CAPTURE.REVERSED",
    "PAYMENT.REFUND.FAILED",
    "PAYMENT.REFUND.PENDING",
)
"""The messages to subscribe to; all others are about nothing of ours."""


def notice(talk: Talk, doc: Mapping[str, Any]) -> Notice:
    """Read what a message is about; fetches the capture where the message does not say it.

    Raises:
        MessageRefused: it names neither itself nor its kind.
        PayPalUnclear: the capture could not be fetched.
    """
    id, kind = doc.get("id"), doc.get("event_type")
    if not _is_name(id) or not _is_name(kind):
        raise MessageRefused("it does not say which message it is")
    resource = doc.get("resource")
    if kind not in KINDS or not isinstance(resource, Mapping):
        return Notice(str(id), str(kind))
    found = _about(talk, resource, str(kind))
    return Notice(str(id), str(kind), *found)


def _about(talk: Talk, resource: Mapping[str, Any], kind: str) -> tuple[str, str, str]:
    if kind.startswith("CHECKOUT."):
        units = _list(resource.get("purchase_units"))
        reference = resource.get("id") if units else resource.get("order_id")
        return _named(_text(units[0], "custom_id") if units else "", reference)
    direct = _named(_text(resource, "custom_id"), _order_of(resource))
    if direct[0] and direct[2]:
        return direct
    capture = _capture_of(resource)
    if not capture:
        return direct
    answer = talk.get(f"/v2/payments/captures/{capture}")
    if answer.status == 404:
        return direct
    if not answer.is_done:
        raise PayPalUnclear(f"PayPal does not show a capture: {answer.status}")
    return _named(_text(answer.doc, "custom_id"), _order_of(answer.doc))


def _named(custom_id: str, reference: object) -> tuple[str, str, str]:
    ours = read_custom_id(custom_id)
    if ours is None:
        return "", "", ""
    return ours.order_id, ours.payment, str(reference) if is_id(reference) else ""


def _order_of(resource: Mapping[str, Any]) -> object:
    data = _mapping(resource.get("supplementary_data"))
    return _mapping(data.get("related_ids")).get("order_id")


def _capture_of(resource: Mapping[str, Any]) -> str:
    """Name the capture of a refund (its link `up`) or of a dispute; empty where none is named."""
    disputed = [
        _text(t, "seller_transaction_id") for t in _list(resource.get("disputed_transactions"))
    ]
    up = [_text(link, "href") for link in _list(resource.get("links")) if link.get("rel") == "up"]
    try:
        paths = [urlsplit(href).path for href in up]
    except ValueError:
        paths = []
    ids = [path.rpartition("/")[2] for path in paths if "/payments/captures/" in path]
    return next((id for id in (*disputed, *ids) if is_id(id)), "")


def _is_name(found: object) -> bool:
    return isinstance(found, str) and 0 < len(found) <= 200 and found.isprintable()


def _text(doc: Mapping[str, Any], name: str) -> str:
    found = doc.get(name)
    return found if isinstance(found, str) else ""


def _mapping(found: object) -> Mapping[str, Any]:
    return found if isinstance(found, Mapping) else {}


def _list(found: object) -> list[Mapping[str, Any]]:
    return [o for o in found if isinstance(o, Mapping)] if isinstance(found, list) else []
