"""What a delivery server says by itself: its messages are read here, without any web framework.

    reply = receive(shop, secrets, body, headers, shop.clock())

A message is looked at in this order: its size, its signature and time, its form, its job. Its id is
kept in the shop's inbox, so that a repetition changes nothing; messages may overtake each other,
and a late one about an earlier attempt is put aside. What is not understood is acknowledged all the
same, or the server would repeat it for ever.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tilaus.calls import delivery_reply, history_of
from tilaus.jobs import job_of, parts_of
from tilaus.ports.delivery import Job
from tilaus.ports.storage import RequestKey, StoreError
from tilaus.record import record
from tilaus.refusals import PASSING, Refusal
from tilaus.shop import Shop
from tilaus_adapters.delivery.wire import (
    MAX_BODY,
    BadAnswer,
    as_outcome,
    job_state,
    key_of,
    read_object,
)
from tilaus_adapters.signatures import BadSignature, check_secrets, verify

LOG = logging.getLogger("tilaus.delivery")

TYPE = "job.changed"
"""The type of the only message that there is; others are acknowledged and passed over."""


@record
class Reply:
    """The answer to a message: an HTTP status, and a word or two for who runs the server."""

    status: int
    text: str


def callback_secrets(settings: Mapping[str, str]) -> tuple[str, ...]:
    """Return the secrets by which the server signs, from `TILAUS_DELIVERY_CALLBACK_SECRETS`.

    Raises:
        ValueError: there is none, or one is not of the form.
    """
    return check_secrets(settings.get("TILAUS_DELIVERY_CALLBACK_SECRETS", "").split())


def receive(
    shop: Shop, secrets: Sequence[str], body: bytes, headers: Mapping[str, str], at: datetime
) -> Reply:
    """Take one message of the delivery server; never raises for what stands in it.

    Args:
        secrets: those by which the server signs; any of them counts.
        body: the raw body, before anything has read it.
        headers: of the request; names in any case.
        at: the time now, aware.

    Returns:
        200 where the server need not repeat it: it was taken, was known, or will never be taken.
        400 where it is signed and unreadable, 401 where it is not signed by the server now, 413
        where it is too long, 503 where it should be repeated later.
    """
    if len(body) > MAX_BODY:
        return Reply(413, "too long")
    try:
        id = verify(secrets, headers, body, at)
    except BadSignature as error:
        return Reply(401, f"not accepted: {error}")
    try:
        return _take(shop, id, read_object(body))
    except BadAnswer as error:
        LOG.warning("message %s of the delivery server cannot be read: %s", id, error)
        return Reply(400, f"cannot be read: {error}")
    except StoreError:
        LOG.exception("message %s of the delivery server could not be kept", id)
        return Reply(503, "try again later")


def _take(shop: Shop, id: str, doc: Mapping[str, Any]) -> Reply:
    if doc.get("type") != TYPE:
        LOG.info("message %s of the delivery server is of another type", id)
        return Reply(200, "not needed")
    found = _job(shop, doc.get("key"))
    if found is None:
        LOG.warning("message %s of the delivery server is about a job that is not ours", id)
        return Reply(200, "unknown job")
    order_id, job = found
    command = delivery_reply(job, as_outcome(job, job_state(doc, job)))
    if command is None:
        return Reply(200, "no news")
    answer = shop.handle(order_id, command, RequestKey("delivery", id))
    if not isinstance(answer, Refusal):
        return Reply(200, answer.outcome)
    LOG.warning("message %s of the delivery server was refused: %s", id, answer.sentence)
    return Reply(503, "try again later") if answer.code in PASSING else Reply(200, "refused")


def _job(shop: Shop, name: object) -> tuple[str, Job] | None:
    """Return the job that a message is about, as it was handed over; None where it is not ours."""
    parts = parts_of(key_of(name)) if isinstance(name, str) and len(name) <= 1_000 else None
    order = shop.order(parts[0]) if parts else None
    if parts is None or order is None:
        return None
    job = job_of(order, history_of(shop, order), *parts[1:])
    return None if job is None else (order.id, job)
