"""Whether the site lives, whether it is ready, and what it counts: for machines, not for people.

`/healthz` says that the process answers; it looks at nothing else, or a database that is away would
let all processes be started anew. `/readyz` says whether requests should come here.
"""

import hmac
import ipaddress
import json
import logging
import threading
from collections.abc import Callable

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from tilaus.record import record
from tilaus_adapters.web.site import site_of

LOG = logging.getLogger("tilaus.web")

router: APIRouter = APIRouter(include_in_schema=False)


@record
class Operation:
    """What the machines around a site may know of it.

    Attributes:
        is_working: whether the worker in this process lives; None where there is none.
        is_migrated: whether the database has all tables that this tilaus needs; None where opening
            the store made sure of it.
        registry: where everything is counted.
        metrics_secret: whoever sends it as a bearer token may read `/metrics` from anywhere; empty
            for only those on this machine.
        stopping: set when the process is told to end: endless answers end then.
    """

    is_working: Callable[[], bool] | None
    is_migrated: Callable[[], bool] | None
    registry: CollectorRegistry
    metrics_secret: str
    stopping: threading.Event


def operation(
    *,
    is_working: Callable[[], bool] | None = None,
    is_migrated: Callable[[], bool] | None = None,
    registry: CollectorRegistry | None = None,
    metrics_secret: str = "",
    stopping: threading.Event | None = None,
) -> Operation:
    """Return what machines may know; what is not given is what a site alone has."""
    return Operation(
        is_working,
        is_migrated,
        registry or CollectorRegistry(),
        metrics_secret,
        stopping or threading.Event(),
    )


def operation_of(request: Request) -> Operation:
    """Return what machines may know of the site that a request came to."""
    found: Operation = request.app.state.operation
    return found


@router.get("/healthz")
def healthz() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def readyz(request: Request) -> Response:
    """Say whether requests should come here: each check by its name, 503 where one fails."""
    known = operation_of(request)
    checks = {
        "store": _holds(lambda: site_of(request).shop.store.feed_end() >= 0),
        "migrations": _holds(known.is_migrated),
        "worker": _holds(known.is_working),
        "stopping": not known.stopping.is_set(),
    }
    words = {name: "ok" if holds else "failed" for name, holds in checks.items()}
    is_ready = all(checks.values())
    doc = {"ready": is_ready, **words}
    return Response(json.dumps(doc), 200 if is_ready else 503, media_type="application/json")


def _holds(check: Callable[[], bool] | None) -> bool:
    """Tell whether a check holds; one that raises does not, and nobody outside is told why."""
    try:
        return check is None or check()
    except Exception as error:  # noqa: BLE001 - whatever it is, this process is not ready
        LOG.warning("not ready: %s: %s", type(error).__name__, error)
        return False


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Give what was counted, in the text format of Prometheus, to those who may read it."""
    known = operation_of(request)
    if not (_is_here(request) or _has_secret(request, known.metrics_secret)):
        raise HTTPException(404)  # as if there were none
    return Response(generate_latest(known.registry), media_type=CONTENT_TYPE_LATEST)


def _is_here(request: Request) -> bool:
    """Tell whether a request comes from this machine, and no proxy brought it from elsewhere."""
    if request.client is None or {"x-forwarded-for", "forwarded", "via"} & set(
        request.headers.keys()
    ):
        return False
    try:
        return ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _has_secret(request: Request, secret: str) -> bool:
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    is_same = hmac.compare_digest(given.encode(), secret.encode())
    return bool(secret) and kind.lower() == "bearer" and is_same
