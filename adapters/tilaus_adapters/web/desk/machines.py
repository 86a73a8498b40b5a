"""`/desk/machines`: every machine drawn, with how many are in each of its states now."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tilaus.diagrams import Marks
from tilaus.diagrams.figure import boxes
from tilaus.lifecycles import MACHINES
from tilaus.record import record
from tilaus_adapters import svg
from tilaus_adapters.desk_words import said
from tilaus_adapters.graphviz import DrawingError
from tilaus_adapters.languages import Language
from tilaus_adapters.page_words import TITLES
from tilaus_adapters.web.desk.order import Signed, rendered, staff_language
from tilaus_adapters.web.desk.shown import badge
from tilaus_adapters.web.lately import Lately
from tilaus_adapters.web.site import Site, site_of

router: APIRouter = APIRouter(include_in_schema=False)

COUNTED_S = 2.0
"""Counts on pages are at most so old, in seconds."""

DRAWN_S = 600.0
"""A picture of the same counts is kept for so long, in seconds."""

Name = Literal["order", "item", "payment", "refund"]


@record
class State:
    """A state of a machine in the table: its words, how many are in it, and where they are."""

    label: str
    kind: str
    note: str
    count: int
    share: int
    href: str


@record
class Machine:
    """A machine on the page; `picture` says whether there is one, `alt` is what it shows."""

    name: str
    title: str
    total: int
    states: tuple[State, ...]
    picture: bool
    alt: str


@router.get("/desk/machines")
def machines(request: Request, session: Signed) -> Response:
    """Show every machine with live counts."""
    site = site_of(request)
    language = staff_language(site)
    counted = counts(request)
    shown = [_machine(request, site, language, name, counted.get(name, {})) for name in MACHINES]
    return rendered(request, session, "desk/machines.html", machines=shown, place="machines")


@router.get("/desk/machines/{machine}.svg")
def picture(request: Request, session: Signed, machine: Name) -> Response:
    """Draw one machine with live counts."""
    drawn = _drawn(request, machine, counts(request).get(machine, {}))
    if drawn is None:
        raise HTTPException(404)
    return Response(drawn, media_type="image/svg+xml")


def warm(site: Site) -> None:
    """Draw a machine once: the first drawing of a process takes a second, the others are quick."""
    with suppress(DrawingError):
        svg.draw(site.shop.policy.lifecycles["order"])


def lately_of(request: Request) -> Lately:
    """Return what pages of this process keep for a while."""
    found: Lately = request.app.state.lately
    return found


def counts(request: Request) -> Mapping[str, Mapping[str, int]]:
    """Count what is in each state, at most every `COUNTED_S`."""
    store = site_of(request).shop.store
    return lately_of(request).get("counts", COUNTED_S, store.counts)


def _drawn(request: Request, machine: str, counted: Mapping[str, int]) -> str | None:
    """Draw a machine; None where nothing can draw."""
    site = site_of(request)
    heading = said(staff_language(site), TITLES[machine])

    def draw() -> str | None:
        lifecycle = site.shop.policy.lifecycles[machine]
        try:
            return svg.draw(lifecycle, Marks(counts=counted), heading)
        except DrawingError:
            return None

    key = ("machine", machine, heading, tuple(sorted(counted.items())))
    return lately_of(request).get(key, DRAWN_S, draw)


def _machine(
    request: Request, site: Site, language: Language, name: str, counted: Mapping[str, int]
) -> Machine:
    lifecycle = site.shop.policy.lifecycles[name]
    title = said(language, TITLES[name])
    told = svg.description(svg.Picture(lifecycle, title, Marks(counts=counted)))
    return Machine(
        name,
        title,
        sum(counted.values()),
        tuple(_states(site, language, name, counted)),
        _drawn(request, name, counted) is not None,
        f"{title}. {told}",
    )


def _states(
    site: Site, language: Language, machine: str, counted: Mapping[str, int]
) -> Iterator[State]:
    """Yield the states of the table, then those that only older orders have."""
    policy, total = site.shop.policy, sum(counted.values())
    for box in boxes(policy.lifecycles[machine], Marks(counts=counted)):
        shown = badge(policy, language, machine, box.name, box.kind or "closed")
        many = counted.get(box.name, 0)
        # Only orders are looked for by their state; whoever looks for a part looks for its order.
        href = f"/desk/orders?{urlencode({'status': box.name})}" if machine == "order" else ""
        share = round(100 * many / total) if total else 0
        yield State(shown.label, shown.kind, shown.note, many, share, href)
