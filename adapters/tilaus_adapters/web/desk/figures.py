"""`/desk/figures`: orders per day, time spent in each state, refunds per reason; drawn and told."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from statistics import median
from typing import Annotated

from babel.dates import format_date, format_skeleton, format_timedelta
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from tilaus.events import Moved, Placed, Recorded
from tilaus.money import currency as currency_of
from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.figures import DayCount, ReasonCount
from tilaus.ports.storage import Query as OrderQuery
from tilaus.ports.storage import Store
from tilaus.record import record
from tilaus_adapters.desk_words import said
from tilaus_adapters.dispatch.metrics import quantile
from tilaus_adapters.languages import Language
from tilaus_adapters.page_words import FIGURES, NOT_GIVEN
from tilaus_adapters.web.desk.machines import lately_of
from tilaus_adapters.web.desk.order import Signed, rendered, staff_language
from tilaus_adapters.web.desk.shown import badge
from tilaus_adapters.web.plots import Plot, Point, bars, columns
from tilaus_adapters.web.site import Site, site_of
from tilaus_adapters.wording import word

router: APIRouter = APIRouter(include_in_schema=False)

PERIODS = (7, 30, 90)
"""The periods that one may choose, in days."""

KEPT_S = 60.0
"""Figures of days and reasons are at most so old, in seconds."""

STAYS_KEPT_S = 600.0
"""Times in states are at most so old, in seconds: many histories are read for them."""

SAMPLE = 100
"""Of so many orders, the latest ones, the histories are read."""

Stays = Mapping[tuple[str, str], Sequence[float]]
"""How long each stay lasted, in seconds, by machine and state; of those that ended."""


@record
class Measured:
    """How long stays lasted, and of how many orders that was read."""

    orders: int
    stays: Stays


@record
class Figure:
    """A plot on the page, with the table that tells the same; `empty` where nothing is told."""

    id: str
    title: str
    note: str
    svg: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str


Row = tuple[str, ...]


def _figure(
    name: str,
    language: Language,
    many: int,
    draw: Callable[[Plot], str],
    told: Sequence[tuple[Point, Row]],
) -> Figure:
    """Put a plot together of its numbers, and of the words around it."""
    words = FIGURES[name]
    title = said(language, words.title)
    note = said(language, words.note) % {"n": language.number(many)}
    drawn = draw(Plot(f"plot-{name}", title, note, [point for point, _ in told]))
    heads = tuple(said(language, head) for head in words.heads)
    rows = tuple(row for _, row in told)
    return Figure(f"figure-{name}", title, note, drawn, heads, rows, said(language, words.empty))


@router.get("/desk/figures")
def figures(
    request: Request, session: Signed, days: Annotated[str, Query(max_length=10)] = ""
) -> Response:
    """Show the figures of a period."""
    site = site_of(request)
    chosen = next((period for period in PERIODS if str(period) == days), PERIODS[1])
    language = staff_language(site)
    plots = [
        _of_days(request, site, language, chosen),
        *_of_stays(request, site, language),
        _of_reasons(request, site, language, chosen),
    ]
    return rendered(
        request,
        session,
        "desk/figures.html",
        plots=plots,
        periods=PERIODS,
        days=chosen,
        place="figures",
    )


def _since(site: Site, days: int) -> datetime:
    """Return the beginning of the first of so many days, the last of which is today, in UTC."""
    first = site.shop.clock().astimezone(UTC).date() - timedelta(days=days - 1)
    return datetime.combine(first, time(), UTC)


def _of_days(request: Request, site: Site, language: Language, days: int) -> Figure:
    since, store = _since(site, days), site.shop.store
    counted = lately_of(request).get(("days", since), KEPT_S, lambda: store.placed_per_day(since))
    many = sum(day.orders for day in counted)
    filled = every_day(counted, since, days) if many else []
    return _figure("days", language, many, columns, [_day(language, day) for day in filled])


def _day(language: Language, day: DayCount) -> tuple[Point, Row]:
    number = language.number(day.orders)
    short = format_skeleton("MMMd", day.day, locale=language.locale)
    name = format_date(day.day, "medium", language.locale)
    return Point(short, day.orders, number), (name, number)


def every_day(counted: Sequence[DayCount], since: datetime, days: int) -> list[DayCount]:
    """Return the counts of so many days from `since` on, those without an order among them."""
    by_day = {each.day: each.orders for each in counted}
    all_days = (since.date() + timedelta(days=n) for n in range(days))
    return [DayCount(day, by_day.get(day, 0)) for day in all_days]


def _of_stays(request: Request, site: Site, language: Language) -> list[Figure]:
    found = lately_of(request).get("stays", STAYS_KEPT_S, lambda: measured(site.shop.store))
    return [_of_machine(site.shop.policy, language, found, name) for name in ("order", "item")]


def _of_machine(policy: Policy, language: Language, found: Measured, machine: str) -> Figure:
    told = []
    for state in policy.lifecycles[machine].states.values():
        if seconds := sorted(found.stays.get((machine, state.name), ())):
            label = badge(policy, language, machine, state.name, state.kind).label
            middle = lasting(median(seconds), language)
            late = lasting(quantile(seconds, 0.9), language)
            row = (label, language.number(len(seconds)), middle, late)
            told.append((Point(label, median(seconds), middle), row))
    return _figure(machine, language, found.orders, bars, told)


def lasting(seconds: float, language: Language) -> str:
    """Say how long something lasted, in the largest unit that fits."""
    return str(format_timedelta(timedelta(seconds=round(seconds)), locale=language.locale))


def measured(store: Store, sample: int = SAMPLE) -> Measured:
    """Measure how long the latest orders and their items were in each state that they left."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    latest = store.search(OrderQuery(limit=sample))
    for order in latest:
        for machine, state, seconds in stays_of(store.history(order.id)):
            found[machine, state].append(seconds)
    return Measured(len(latest), found)


def stays_of(history: Sequence[Recorded]) -> list[tuple[str, str, float]]:
    """Return each stay of one order and of its parts that has ended: machine, state, seconds."""
    since: dict[tuple[str, str], datetime] = {}
    found = []
    for recorded in history:
        event = recorded.event
        if isinstance(event, Placed):
            since = dict.fromkeys(_subjects(event.order), recorded.at)
        elif isinstance(event, Moved) and event.source != event.target:
            subject = (event.machine, event.about)
            if subject in since:
                seconds = (recorded.at - since[subject]).total_seconds()
                found.append((event.machine, event.source, seconds))
            since[subject] = recorded.at
    return found


def _subjects(order: Order) -> list[tuple[str, str]]:
    return [("order", ""), *(("item", item.id) for item in order.items)]


def _of_reasons(request: Request, site: Site, language: Language, days: int) -> Figure:
    since, store = _since(site, days), site.shop.store
    counted = lately_of(request).get(
        ("reasons", since), KEPT_S, lambda: store.refunds_per_reason(since)
    )
    told = [_reason(language, each) for each in counted]
    return _figure("reasons", language, sum(each.refunds for each in counted), bars, told)


def _reason(language: Language, each: ReasonCount) -> tuple[Point, Row]:
    name = word(language, "cause", each.reason) if each.reason else said(language, NOT_GIVEN)
    amount = language.money(each.minor, currency_of(each.currency))
    number = language.number(each.refunds)
    return Point(name, each.refunds, f"{number} · {amount}"), (name, number, amount)
