"""What a worker shows while it works: little, in one line each, and never a secret."""

import io
import json
import re
import time

import pytest
from tests.world import World

from tilaus.testing.orders import LIKES
from tilaus_adapters.cli.progress import LogLines, Progress, line
from tilaus_adapters.dispatch.happenings import Away, Back, Claimed, Failed, Piece, Settled
from tilaus_adapters.dispatch.metrics import Backlog, Tally
from tilaus_adapters.storage.memory import MemoryStore


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


def about(order_id: str) -> Piece:
    return Piece(order_id, "hand_over", f"{order_id}/hand_over/3", "delivery", 0.0, 60.0)


def test_what_fails_is_one_line_with_the_order_the_effect_and_the_error(world: World) -> None:
    order, stream = world.place(LIKES), io.StringIO()
    log = LogLines(world.shop, stream)
    log(Failed(about(order.id), 0.25, LookupError("no such\nitem")))
    when, rest = stream.getvalue().split(" ", 1)
    assert re.fullmatch(r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", when)
    assert rest == (
        f"level=error event=failed order=50001 effect=hand_over key={order.id}/hand_over/3 "
        'via=delivery seconds=0.250 error="LookupError: no such\\nitem"\n'
    )
    assert [*log.failures] == [f"cannot work on order {order.id}: LookupError: no such\nitem"]


def test_what_was_given_up_and_what_was_lost_is_told_too(world: World) -> None:
    stream = io.StringIO()
    log = LogLines(world.shop, stream)
    log(Settled(about("gone"), "dead", 0.1, "no answer"))
    log(Settled(about("gone"), "fenced", 61.0))
    log(Away(OSError("the disk is away")))
    log(Back(12.34))
    log(Claimed(about("gone")))
    log(Settled(about("gone"), "unknown", 0.1, "tried again anyway"))
    told = [text.split(" ", 1)[1] for text in stream.getvalue().splitlines()]
    what = "order=gone effect=hand_over key=gone/hand_over/3 via=delivery"
    assert told == [
        f'level=error event=given_up {what} error="no answer"',
        f"level=warning event=fenced {what} seconds=61.000",
        'level=error event=store_away error="OSError: the disk is away"',
        "level=info event=store_back after_s=12.3",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("postgresql://shop:s3cret@db.example/x", "postgresql://***@db.example/x"),
        ("see https://shop.example/t/AbC-9_x now", "see https://shop.example/t/*** now"),
        ("FATAL: password=s3cret was wrong", "FATAL: password=*** was wrong"),
        ("api_key: sk_live_1", "api_key: ***"),
        ("Token = abc", "Token = ***"),
        ("\x1b[31mred", "\\u001b[31mred"),
    ],
)
def test_a_log_line_tells_no_secret_and_stays_one_line(text: str, told: str) -> None:
    shown = line("failed", error=text).split(" error=")[1]
    assert shown.strip('"') == told
    assert "s3cret" not in shown


def test_a_value_with_spaces_is_quoted_as_json_quotes() -> None:
    shown = line("failed", error='he said "no"').split(" error=")[1]
    assert json.loads(shown) == 'he said "no"'


def test_only_the_latest_failures_are_remembered(world: World) -> None:
    log = LogLines(world.shop, io.StringIO())
    for number in range(250):
        log.remember(f"failure {number}")
    log.remember("failure 249")
    assert [*log.failures] == [f"failure {number}" for number in range(150, 250)]


def work(tally: Tally) -> None:
    tally(Claimed(about("order-1")))
    tally(Settled(about("order-1"), "done", 0.1))


def test_off_a_terminal_a_line_comes_now_and_then_and_only_if_something_was_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    stream, tally = io.StringIO(), Tally()
    shown = Progress(stream, tally, 4)
    shown.left = lambda: Backlog(1234, 5, 1, 0.0)

    def lines_after(seconds: float) -> list[str]:
        now[0] += seconds
        shown.show()
        return stream.getvalue().splitlines()

    with shown:
        assert lines_after(60) == []
        work(tally)
        assert lines_after(0) == [
            "1 done, 0.0/s, 0 of 4 threads at work; 1,234 waiting, 5 unknown, 1 dead"
        ]
        work(tally)
        assert len(lines_after(9.5)) == 1
        assert len(lines_after(0.5)) == 2
        assert len(lines_after(60)) == 2
    assert stream.getvalue().splitlines()[1].startswith("2 done, 0.1/s")


def test_on_a_terminal_one_line_lives_and_is_gone_at_the_end() -> None:
    stream, tally = Terminal(), Tally()
    with Progress(stream, tally, 2) as shown:
        work(tally)
        shown.show()
        assert "1 done" in stream.getvalue()
        shown.left = lambda: Backlog(3, 0, 0, 0.0)
        shown.show()
        assert "3 waiting, 0 unknown, 0 dead" in stream.getvalue()
    assert "\x1b[2K" in stream.getvalue()
    assert "\x1b[?25h" in stream.getvalue()
