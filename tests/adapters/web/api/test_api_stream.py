"""An order's history as it goes on: from where one left off, until the time is over."""

import json
import threading
from time import monotonic
from typing import Any

import pytest
from tests.adapters.web.api.conftest import Program
from tests.world import STAFF, World

from tilaus.commands import AddNote
from tilaus.order import Order
from tilaus_adapters.web.api import stream
from tilaus_adapters.web.api.stream import Following, Places, follow

DEADLINE_S = 30


def _events(text: str) -> list[dict[str, Any]]:
    """Read the events of a stream."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in lines:
            found.append({**lines, "data": json.loads(lines["data"])})
    return found


def _note(world: World, order: Order, text: str) -> None:
    world.handle(order, AddNote(text, by=STAFF))


def _following(order: Order, after: int = 0, lasts_s: float = DEADLINE_S) -> Following:
    return Following(order.id, after, lasts_s, threading.Event())


def test_a_stream_tells_what_was_as_the_history_does(world: World, program: Program) -> None:
    order = world.place()
    _note(world, order, "two\nlines")
    answer = program.get(f"/orders/{order.number}/events?lasts_s=0")
    told = _events(answer.text)
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.headers["cache-control"] == "no-store"
    listed = program.get(f"/orders/{order.number}/history").json()["events"]
    assert [event["data"] for event in told] == listed
    assert [(event["id"], event["event"]) for event in told] == [
        (str(one["seq"]), one["type"]) for one in listed
    ]


def test_who_names_the_last_event_is_told_what_came_after_it(
    world: World, program: Program
) -> None:
    order = world.place()
    _note(world, order, "a")
    path = f"/orders/{order.number}/events?lasts_s=0"
    assert [e["id"] for e in _events(program.get(path, last_event_id="1").text)] == ["2"]
    assert _events(program.get(path, last_event_id="2").text) == []
    assert program.get(path, last_event_id="x").status_code == 422
    assert program.get("/orders/99999999/events").status_code == 404


def test_what_happens_meanwhile_is_told_when_it_happens(world: World) -> None:
    order = world.place()
    told = follow(world.shop, _following(order, after=1), lambda: None)
    assert next(told).startswith("retry: ")
    writing = threading.Timer(0.1, _note, (world, order, "later"))
    writing.start()
    began = monotonic()
    event = _events(next(told))[0]
    writing.join()
    assert (event["id"], event["event"]) == ("2", "order.noted")
    assert monotonic() - began < DEADLINE_S
    told.close()


def test_a_stream_says_that_it_lives(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.01)
    monkeypatch.setattr(stream, "POLL_S", 0.02)
    told = follow(world.shop, _following(world.place(), after=1), lambda: None)
    next(told)
    assert next(told) == ": still here\n\n"
    told.close()


def test_a_stream_ends_with_its_time_and_when_the_process_stops(world: World) -> None:
    order = world.place()
    ended: list[str] = []
    list(follow(world.shop, _following(order, lasts_s=0.01), lambda: ended.append("time")))
    wanted = _following(order)
    wanted.stopping.set()
    list(follow(world.shop, wanted, lambda: ended.append("stop")))
    assert ended == ["time", "stop"]


def test_a_place_is_given_back_when_the_reader_goes_away(world: World) -> None:
    places = Places(most=1)
    place = places.take(DEADLINE_S)
    told = follow(world.shop, _following(world.place()), lambda: places.give_back(place))
    next(told)
    assert places.take(1) is None
    told.close()
    assert places.take(1) is not None


def test_a_place_that_nobody_gave_back_ends_with_its_time() -> None:
    places = Places(most=1)
    assert places.take(0.0) is not None
    assert places.take(1.0) is not None


@pytest.fixture
def no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PLACES", Places(most=0))
    return


@pytest.mark.usefixtures("no_place")
def test_more_streams_than_there_are_places_are_asked_to_come_later(
    world: World, program: Program
) -> None:
    answer = program.get(f"/orders/{world.place().number}/events")
    assert (answer.status_code, answer.json()["code"]) == (503, "too_many_streams")
    assert answer.headers["retry-after"]
