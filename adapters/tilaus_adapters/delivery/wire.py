"""What goes over the wire between shop and delivery server, read strictly and written plainly.

A server counts the units of one job, from 0 to the job's quantity; the shop adds what earlier
attempts delivered.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, unquote

from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.record import record

MAX_BODY = 65_536
"""The longest body that is read, in bytes, in either direction."""

MAX_REFERENCE = 200

STATES: Mapping[str, str] = {
    "waiting": "",
    "running": "accepted",
    "delivered": "delivered",
    "failed": "failed",
    "stopped": "stopped",
}
"""What a server says of a job, and the message that it amounts to; a person's work may wait."""

REASONS = frozenset({"customer_error", "server_problem"})


class BadAnswer(Exception):  # noqa: N818 - it is an outcome
    """What a server said cannot be believed. The text says why and quotes at most a few words."""


@record
class JobState:
    """What a server says of one job: `delivered` counts the units of this job alone."""

    state: str
    delivered: int
    reason: str = ""
    reference: str = ""


def name_of(key: str) -> str:
    """Return a job's key as one segment of a path: letters, digits and `-._~%:`."""
    return ":".join(quote(part, safe="") for part in key.split("/"))


def key_of(name: str) -> str:
    """Return the key that a name stands for; the other way round of `name_of`."""
    return "/".join(unquote(part) for part in name.split(":"))


def handed_over(job: Job) -> bytes:
    """Write the body that hands a job over: the same bytes for the same job."""
    doc = {
        "key": name_of(job.key),
        "order": job.number,
        "item": job.item,
        "attempt": job.attempt,
        "service": job.service,
        "target": job.target,
        "quantity": job.quantity,
    }
    return json.dumps(doc, ensure_ascii=False, sort_keys=True).encode()


def read_object(body: bytes) -> dict[str, Any]:
    """Read one JSON object, each name in it once; no NaN, no deep nesting, no huge numbers.

    Raises:
        BadAnswer: it is something else.
    """
    if len(body) > MAX_BODY:
        raise BadAnswer(f"it is longer than {MAX_BODY} bytes")
    try:
        doc = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise BadAnswer("it is no JSON object with each name once") from None
    if not isinstance(doc, dict):
        raise BadAnswer("it is no JSON object")
    return doc


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    doc = dict(pairs)
    if len(doc) != len(pairs):
        raise ValueError("a name is there twice")
    return doc


def _no_number(text: str) -> float:
    raise ValueError(text)


def read_job(body: bytes, job: Job) -> JobState:
    """Read what a server says of a job; names that are not known are passed over.

    Raises:
        BadAnswer: it speaks of another job, or says what cannot be.
    """
    return job_state(read_object(body), job)


def job_state(doc: Mapping[str, Any], job: Job) -> JobState:
    """Check what a server says of a job; see `read_job`."""
    if doc.get("key") != name_of(job.key):
        raise BadAnswer("it speaks of another job")
    state, delivered, reason = doc.get("state"), doc.get("delivered", 0), doc.get("reason", "")
    if not isinstance(state, str) or state not in STATES:
        raise BadAnswer(f"there is no state {str(state)[:20]!r}; there are {', '.join(STATES)}")
    if type(delivered) is not int or not 0 <= delivered <= job.quantity:
        raise BadAnswer(f"delivered is a whole number from 0 to {job.quantity}")
    if state == "delivered" and "delivered" in doc and delivered != job.quantity:
        raise BadAnswer(f"it is delivered, and only {delivered} of {job.quantity} are")
    if state == "waiting" and delivered:
        raise BadAnswer("it waits, and yet some of it is delivered")
    if reason != "" and (not isinstance(reason, str) or reason not in REASONS):
        raise BadAnswer(f"a reason is {' or '.join(sorted(REASONS))}")
    reference = doc.get("reference", "")
    if not isinstance(reference, str) or not reference.isprintable():
        raise BadAnswer("a reference is one line of text")
    known = job.quantity if state == "delivered" else delivered
    return JobState(state, known, reason, reference[:MAX_REFERENCE])


def as_outcome(job: Job, found: JobState) -> Outcome:
    """Return what a job's state is to the shop: units in all, and one of the item's messages."""
    if found.state == "waiting":
        return Outcome("pending", reference=found.reference)
    message, delivered = STATES[found.state], job.delivered + found.delivered
    if found.state == "running" and found.delivered:
        message = "progress"
    reason = (found.reason or "server_problem") if message in ("failed", "stopped") else ""
    return Outcome("done", message, found.reference, delivered=delivered, reason=reason)
