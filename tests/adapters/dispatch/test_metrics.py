"""What a dispatcher tells is counted rightly, and is told to Prometheus in its own format."""

import urllib.request
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.world import World

from tilaus.ports.storage import StoreError
from tilaus.record import replace
from tilaus.testing.dispatch import DispatchContract
from tilaus.testing.orders import LIKES, START
from tilaus_adapters.dispatch.embedded import EmbeddedDispatcher
from tilaus_adapters.dispatch.happenings import (
    Away,
    Back,
    Claimed,
    Failed,
    Happening,
    Idle,
    Piece,
    Settled,
)
from tilaus_adapters.dispatch.metrics import (
    Backlog,
    Ended,
    Latency,
    Recently,
    Tally,
    Told,
    as_doc,
    backlog,
    quantile,
    subscribers,
)
from tilaus_adapters.dispatch.prometheus import PrometheusMetrics
from tilaus_adapters.storage.memory import MemoryStore

HAND_OVER = Piece("order-1", "hand_over", "order-1/hand_over/1", "delivery", 2.5, 60.0)
DEADLINE = Piece("order-2", "deadline", "", "", 0.0, 60.0)
NOTHING = Backlog(0, 0, 0, 0.0)
LEFT: dict[str, Any] = {"failing_since": START, "disabled_at": START + timedelta(seconds=3)}

STORY: tuple[Happening, ...] = (
    Claimed(HAND_OVER),
    Settled(HAND_OVER, "unknown", 0.2, "no answer"),
    Claimed(HAND_OVER),
    Settled(HAND_OVER, "done", 0.4),
    Claimed(DEADLINE),
    Settled(DEADLINE, "deadline", 0.1),
    Claimed(HAND_OVER),
    Settled(HAND_OVER, "fenced", 61.0),
    Claimed(HAND_OVER),
    Failed(HAND_OVER, 0.3, LookupError("no such order")),
    Idle(1.0),
    Away(OSError("the disk is away")),
    Back(3.0),
    Claimed(DEADLINE),
)


def test_what_happens_is_counted() -> None:
    tally = Tally()
    for happening in STORY:
        tally(happening)
    seen = tally.snapshot()
    assert seen.ended == (
        Ended("deadline", "deadline", 1),
        Ended("hand_over", "done", 1),
        Ended("hand_over", "fenced", 1),
        Ended("hand_over", "unknown", 1),
    )
    assert seen.latencies == (Latency("delivery", 4, 0.3, 61.0, 61.0),)
    assert (seen.failures, seen.fenced, seen.leases_lost) == (1, 1, 1)
    assert (seen.outages, seen.idle, seen.busy) == (1, 1, 1)
    assert (seen.longest_lag_s, seen.handled) == (2.5, 5)
    assert seen.per_s == 5 / seen.seconds
    assert as_doc(seen)["calls"] == [
        {"via": "delivery", "count": 4, "median_s": 0.3, "p95_s": 61.0, "max_s": 61.0}
    ]


@pytest.mark.parametrize(
    ("values", "part", "expected"),
    [
        ([7.0], 0.5, 7.0),
        ([1.0, 2.0], 0.5, 1.0),
        ([1.0, 2.0, 3.0], 0.5, 2.0),
        ([float(n) for n in range(1, 101)], 0.95, 95.0),
        ([float(n) for n in range(1, 21)], 0.95, 19.0),
        ([1.0, 2.0, 3.0], 1.0, 3.0),
        ([1.0, 2.0, 3.0], 0.0, 1.0),
    ],
)
def test_a_quantile_is_the_value_that_so_many_do_not_exceed(
    values: list[float], part: float, expected: float
) -> None:
    assert quantile(values, part) == expected


def test_what_is_left_in_a_shop_is_counted() -> None:
    world = World(MemoryStore())
    world.place(LIKES)
    world.mail.on_next("lose")
    assert backlog(world.store, world.clock()) == Backlog(2, 0, 0, 0.0)
    world.drain()
    assert backlog(world.store, world.clock()) == Backlog(2, 1, 0, 0.0)
    due = world.store.next_due()
    assert due is not None
    assert backlog(world.store, due + timedelta(seconds=90)) == Backlog(2, 1, 0, 90.0)


def test_what_is_left_is_not_counted_at_every_question() -> None:
    counts: list[int] = []

    def count() -> Backlog:
        counts.append(1)
        return NOTHING

    recently = Recently(count)
    assert [recently(), recently()] == [NOTHING, NOTHING]
    assert len(counts) == 1


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


@pytest.fixture
def metrics(world: World) -> Iterator[PrometheusMetrics]:
    with PrometheusMetrics(4, lambda: backlog(world.store, world.clock())) as metrics:
        yield metrics


def scraped(port: int) -> dict[tuple[str, ...], float]:
    """Read the numbers as Prometheus does; series by name and the values of their labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as page:
        families = [*text_string_to_metric_families(page.read().decode())]
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in families
        for sample in family.samples
    }


def test_prometheus_reads_what_was_counted(world: World, metrics: PrometheusMetrics) -> None:
    order = world.place(LIKES)
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=0.01, observers=[metrics])
    dispatcher.run(DispatchContract().until_nothing_is_open(world.shop, order.id))
    world.place(LIKES)
    world.advance(seconds=7)
    seen = scraped(metrics.serve("127.0.0.1", 0))
    assert seen["tilaus_effects_total", "create_payment", "done"] == 1
    assert seen["tilaus_effects_total", "tell:order-received", "done"] == 1
    assert seen["tilaus_effect_seconds_count", "sandbox"] == 1
    assert seen["tilaus_effect_seconds_bucket", "+Inf", "notification"] == 2
    assert seen["tilaus_worker_threads",] == 4
    assert seen["tilaus_worker_busy_threads",] == 0
    assert seen["tilaus_waiting_effects",] == 2
    assert seen["tilaus_dead_effects",] == seen["tilaus_unknown_effects",] == 0
    assert seen["tilaus_lane_lag_seconds",] == 7


def test_prometheus_reads_faults_too(metrics: PrometheusMetrics) -> None:
    for happening in STORY[:-2]:
        metrics(happening)
    seen = scraped(metrics.serve("127.0.0.1", 0))
    assert seen["tilaus_effects_total", "hand_over", "fenced"] == 1
    assert seen["tilaus_failures_total",] == seen["tilaus_leases_lost_total",] == 1
    assert seen["tilaus_store_outages_total",] == seen["tilaus_store_away",] == 1
    metrics(STORY[-2])
    assert scraped(metrics.serve("127.0.0.1", 0))["tilaus_store_away",] == 0


def test_while_the_store_is_away_what_this_process_counted_is_told_all_the_same() -> None:
    def count() -> Backlog:
        raise StoreError("it is away")

    with PrometheusMetrics(2, count) as metrics:
        seen = scraped(metrics.serve("127.0.0.1", 0))
    assert seen["tilaus_worker_threads",] == 2
    assert ("tilaus_dead_effects",) not in seen


def test_how_far_webhooks_have_got_is_told_by_their_names(world: World) -> None:
    store, clock = world.store, world.clock
    begun = clock()
    for name in ("books", "left", "new"):
        store.subscribe(name, 0)
    world.place(LIKES)
    world.advance(seconds=7)
    for name, change in (("books", {"position": store.feed_end()}), ("left", LEFT)):
        held = store.hold(name, 60)
        assert held is not None
        store.move(replace(held.subscriber, **change), held.token)
    world.advance(seconds=5)
    told = subscribers(store, clock())
    assert told == (Told("books"), Told("left", 12.0, 12.0, True), Told("new", 12.0))
    assert begun < clock()
    with PrometheusMetrics(2, lambda: NOTHING, lambda: subscribers(store, clock())) as metrics:
        seen = scraped(metrics.serve("127.0.0.1", 0))
    assert seen["tilaus_webhook_lag_seconds", "new"] == 12
    assert [seen["tilaus_webhook_disabled", n] for n in ("books", "left", "new")] == [0, 1, 0]
    assert [seen["tilaus_webhook_failing_seconds", n] for n in ("books", "left")] == [0, 12]


def test_a_store_that_is_away_hides_webhooks_and_nothing_else() -> None:
    def told() -> tuple[Told, ...]:
        raise StoreError("it is away")

    with PrometheusMetrics(2, lambda: NOTHING, told) as metrics:
        seen = scraped(metrics.serve("127.0.0.1", 0))
    assert seen["tilaus_dead_effects",] == 0
    assert not [name for name, *_ in seen if "webhook" in name]


def test_no_label_names_an_order(world: World, metrics: PrometheusMetrics) -> None:
    order = world.place(LIKES)
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=0.01, observers=[metrics])
    dispatcher.run(DispatchContract().until_nothing_is_open(world.shop, order.id))
    told = {label for series in scraped(metrics.serve("127.0.0.1", 0)) for label in series}
    assert not any(order.id in label or str(order.number) in label for label in told)


def test_the_numbers_of_a_shop_without_work_are_all_there(metrics: PrometheusMetrics) -> None:
    seen = scraped(metrics.serve("127.0.0.1", 0))
    names = {name for name, *_ in seen}
    assert {"tilaus_lane_lag_seconds", "tilaus_failures_total", "tilaus_store_away"} <= names


def test_a_tally_starts_with_its_first_moment() -> None:
    before = datetime.now().astimezone()
    seen = Tally().snapshot()
    since = (datetime.now().astimezone() - before).total_seconds()
    assert 0 <= seen.seconds <= since
    assert (seen.handled, seen.latencies) == (0, ())
