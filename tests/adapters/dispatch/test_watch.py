"""Turns to look, the bulkhead and the pauses of an outage: each alone, without a store."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tilaus_adapters.dispatch import outage
from tilaus_adapters.dispatch.hands import LONGEST_VAIN_S, SHORTEST_S, pause_s
from tilaus_adapters.dispatch.outage import FIRST_S, LONGEST_S, Outage
from tilaus_adapters.dispatch.slots import Slots, half_of
from tilaus_adapters.dispatch.watch import Watch

LONG_S = 3600.0
PATIENCE_S = 30.0
MANY = 2_000


def test_no_two_look_at_once_and_no_news_is_lost() -> None:
    """Eight threads take from a heap that a ninth fills; a lost wake-up would leave something."""
    watch, heap, looking = Watch(), list[int](), list[int]()
    taken: list[int] = []

    def work() -> None:
        while watch.turn():
            looking.append(1)
            assert len(looking) == 1
            found = heap.pop() if heap else None
            looking.pop()
            if found is None:
                watch.nothing(LONG_S)
                continue
            watch.found()
            taken.append(found)
            watch.worked()
            if len(taken) == MANY:
                watch.end()

    with ThreadPoolExecutor(8) as pool:
        working = [pool.submit(work) for _ in range(8)]
        for number in range(MANY):
            heap.append(number)
            watch.nudge()
        for one in working:
            one.result(PATIENCE_S)
    assert sorted(taken) == list(range(MANY))


def test_a_turn_comes_when_the_pause_is_over() -> None:
    watch = Watch()
    assert watch.turn()
    begun = time.monotonic()
    watch.nothing(0.05)
    assert watch.turn()
    assert time.monotonic() - begun >= 0.05


def test_who_sleeps_long_is_woken_where_something_is_due_earlier() -> None:
    watch = Watch()
    assert watch.turn()
    watch.nothing(LONG_S)
    with ThreadPoolExecutor(1) as pool:
        sleeping = pool.submit(watch.turn)
        ends = time.monotonic() + PATIENCE_S
        while not watch._is_watched and time.monotonic() < ends:  # until it sleeps
            threading.Event().wait(0.001)
        watch.worked()
        assert watch.turn()  # It is not woken for this: whoever did the work looks himself.
        watch.nothing(0.02)
        try:
            assert sleeping.result(PATIENCE_S)
        finally:
            watch.end()


def test_after_the_end_nobody_has_a_turn() -> None:
    watch = Watch()
    with ThreadPoolExecutor(2) as pool:
        assert watch.turn()
        watch.nothing(LONG_S)
        waiting = [pool.submit(watch.turn) for _ in range(2)]
        watch.end()
        watch.end()
        assert [one.result(PATIENCE_S) for one in waiting] == [False, False]


@pytest.mark.parametrize(
    ("threads", "half"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (8, 4), (64, 32)]
)
def test_one_provider_may_hold_half_of_the_threads(threads: int, half: int) -> None:
    assert half_of(threads) == half


def test_whoever_has_as_many_as_he_may_is_full_until_one_is_given_back() -> None:
    slots = Slots(2)
    slots.take("sandbox")
    assert slots.full() == frozenset()
    slots.take("sandbox")
    slots.take("delivery")
    assert slots.full() == {"sandbox"}
    slots.give("sandbox")
    assert slots.full() == frozenset()


def test_what_the_shop_does_itself_is_never_full() -> None:
    slots = Slots(1)
    slots.take("")
    assert slots.full() == frozenset()


@pytest.mark.parametrize(
    ("due_in_s", "poll_s", "in_vain", "pause"),
    [
        # it is due in   polls every   in vain   so it waits
        (float("inf"),   5.0,          0,        5.0),
        (60.0,           5.0,          0,        5.0),
        (3.0,            5.0,          0,        3.0),
        (0.01,           5.0,          0,        SHORTEST_S),
        (-3.0,           5.0,          0,        SHORTEST_S),
        (-3.0,           5.0,          1,        2 * SHORTEST_S),
        (-3.0,           5.0,          3,        8 * SHORTEST_S),
        (-3.0,           5.0,          99,       LONGEST_VAIN_S),
        (-3.0,           0.01,         99,       0.01),
        (3.0,            5.0,          99,       3.0),
    ],
)  # fmt: skip
def test_how_long_it_waits(due_in_s: float, poll_s: float, in_vain: int, pause: float) -> None:
    assert pause_s(due_in_s, poll_s, in_vain) == pause


def test_the_pauses_of_an_outage_double_up_to_the_longest_and_differ_between_workers() -> None:
    for tries in range(30):
        longest = min(LONGEST_S, FIRST_S * 2**tries)
        pauses = {outage.pause_s(f"worker-{n}", tries) for n in range(20)}
        assert all(longest / 2 <= pause <= longest for pause in pauses)
        assert len(pauses) > 10


def test_an_outage_is_told_when_it_begins_and_when_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    one = Outage("worker-1")
    assert one.ends() is None
    assert [one.begins(), one.begins(), one.begins()] == [True, False, False]
    assert 0.2 <= one.left_s <= 0.4
    now[0] += 10
    assert one.left_s == 0
    assert one.ends() == 10
    assert (one.ends(), one.begins()) == (None, True)
