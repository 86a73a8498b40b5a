"""`/orders/{number}/events`: an order's history as it goes on, as server-sent events.

A stream tells what is there and then what comes, and ends by itself after a while: whoever reads on
names the last event that it has seen (`Last-Event-ID`), as browsers do by themselves. Each waits in
a thread of the pool that all endpoints share, so only a few are taken at once.
"""

import json
import threading
from collections.abc import Callable, Generator, Iterator
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from starlette.responses import Response, StreamingResponse

from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters.web.api import shown
from tilaus_adapters.web.api.acting import unknown
from tilaus_adapters.web.api.calling import TokenRoute, may
from tilaus_adapters.web.api.describing import READ, problems
from tilaus_adapters.web.api.orders import Number
from tilaus_adapters.web.api.problems import Problem, refused
from tilaus_adapters.web.site import site_of

router: APIRouter = APIRouter(
    route_class=TokenRoute, tags=["orders"], dependencies=[Depends(may("read"))]
)

MOST_STREAMS = 10
"""How many streams a process has at once; a quarter of the threads of its pool."""

POLL_S = 0.5
"""How often a stream looks for news, in seconds; one look reads one row."""

HEARTBEAT_S = 10.0
"""After so long without an event a stream says that it lives, in seconds."""

LONGEST_S = 60
"""How long a stream lasts at most, in seconds."""

RETRY_MS = 1_000
"""After how long a browser asks again, in milliseconds."""

EXAMPLE = 'id: 7\nevent: item.processing\ndata: {"seq": 7, "type": "item.processing"}\n\n'

MEDIA = "text/event-stream"

ONE: dict[str, Any] = {
    "type": "object",
    "description": "One event; `data` is the JSON of an `EventDoc`, as in the history.",
    "required": ["data"],
    "properties": {
        "id": {"type": "string", "pattern": "^[0-9]+$"},
        "event": {"type": "string"},
        "data": {"type": "string", "contentMediaType": "application/json"},
    },
}
"""What the document says of each event of a stream."""


class Places:
    """How many streams there are. One that nobody gave back ends with its time.

    Args:
        most: how many at once.
    """

    def __init__(self, most: int = MOST_STREAMS) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._until: dict[object, float] = {}

    def take(self, lasts_s: float) -> object | None:
        """Take a place for so many seconds; None where all are taken."""
        now, place = monotonic(), object()
        with self._lock:
            self._until = {p: until for p, until in self._until.items() if until > now}
            if len(self._until) >= self._most:
                return None
            self._until[place] = now + lasts_s
        return place

    def give_back(self, place: object) -> None:
        """Let somebody else have the place; a second time changes nothing."""
        with self._lock:
            self._until.pop(place, None)


PLACES: Places = Places()
"""Those of this process."""


@record
class Following:
    """One stream: of which order, after which event, for how long, and who may end it."""

    order_id: str
    after: int
    lasts_s: float
    stopping: threading.Event


@router.get(
    "/orders/{number}/events",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "What happens, each event with its number as `id`.",
            "content": {MEDIA: {"schema": ONE, "example": EXAMPLE}},
        },
        **problems(404, *READ),
    },
)
def events(
    request: Request,
    number: Number,
    lasts_s: Annotated[
        int, Query(ge=0, le=LONGEST_S, description="How long to wait for more, in seconds.")
    ] = LONGEST_S,
    last_event_id: Annotated[
        str | None,
        Header(pattern="^[0-9]{0,15}$", description="Tell only what came after this event."),
    ] = None,
) -> Response:
    """Follow what happens to an order, as server-sent events, until the time is over."""
    shop = site_of(request).shop
    order = shop.order(number)
    if order is None:
        return refused(request, unknown(number))
    request.state.order = str(number)
    place = PLACES.take(lasts_s + POLL_S)
    if place is None:
        found = f"{MOST_STREAMS} histories are followed here already"
        raise Problem("too_many_streams", f"{found}: try again", {"Retry-After": "5"})
    stopping = getattr(request.app.state, "stopping", None) or threading.Event()
    wanted = Following(order.id, int(last_event_id or 0), lasts_s, stopping)
    told = follow(shop, wanted, lambda: PLACES.give_back(place))
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told, media_type=MEDIA, headers=headers)


def follow(shop: Shop, wanted: Following, ended: Callable[[], None]) -> Generator[str, None, None]:
    """Yield a stream's text, piece by piece; it ends with its time, or when the process stops.

    Args:
        ended: called once at the end, also where the reader went away.
    """
    ends_at, after = monotonic() + wanted.lasts_s, wanted.after
    try:
        yield f"retry: {RETRY_MS}\n\n"
        said_at = monotonic()
        while True:
            for seq, text in _news(shop, wanted.order_id, after):
                after, said_at = seq, monotonic()
                yield text
            left_s = ends_at - monotonic()
            if left_s <= 0 or wanted.stopping.wait(min(POLL_S, left_s)):
                return
            if monotonic() - said_at >= HEARTBEAT_S:
                said_at = monotonic()
                yield ": still here\n\n"
    except StoreError:
        yield ": the database is away\n\n"
    finally:
        ended()


def _news(shop: Shop, order_id: str, after: int) -> Iterator[tuple[int, str]]:
    """Yield the events after one, each with its number and as it is sent."""
    order = shop.order(order_id)
    if order is None or order.version <= after:
        return
    for recorded in shop.store.history(order_id):
        if recorded.seq > after:
            doc = shown.event(recorded)
            data = json.dumps(doc, ensure_ascii=False)
            yield recorded.seq, f"id: {recorded.seq}\nevent: {doc['type']}\ndata: {data}\n\n"
