"""A job is the same for its key whenever it is asked for, whatever became of the item since."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.world import STAFF, World

from tilaus import events as e
from tilaus.calls import history_of, running_job
from tilaus.commands import Advance, RetryItem
from tilaus.jobs import job_of, key_of, parts_of
from tilaus.order import Order
from tilaus.ports.delivery import Job
from tilaus.ports.outcome import Outcome
from tilaus.testing.orders import VIEWS
from tilaus_adapters.delivery.sandbox import HABITS, SandboxDelivery
from tilaus_adapters.storage.memory import MemoryStore

ELSEWHERE = "https://youtube.com/watch?v=2"


class Remembering(SandboxDelivery):
    """A server that writes down every job that it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []

    def hand_over(self, job: Job) -> Outcome:
        self.jobs.append(job)
        return super().hand_over(job)

    def stop(self, job: Job) -> Outcome:
        self.jobs.append(job)
        return super().stop(job)

    def look_up(self, job: Job) -> Outcome | None:
        self.jobs.append(job)
        return super().look_up(job)


def asked(world: World, order: Order) -> dict[str, set[Job]]:
    server = world.shop.delivery
    assert isinstance(server, Remembering)
    found: dict[str, set[Job]] = {}
    for job in server.jobs:
        found.setdefault(job.key, set()).add(job)
    return found


def test_a_job_is_the_same_in_every_call_about_it() -> None:
    world = World(MemoryStore())
    world.delivery = world.shop.delivery = server = Remembering()
    server.behave(VIEWS.service, HABITS["gradual"])
    server.on_next("hand_over", "timeout_after_success", times=2)
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    world.advance(seconds=60)
    world.settle()
    world.live(hours=2)
    server.on_next("stop", "timeout_after_success")
    world.handle(order, Advance("cancel", "item", "1", by=STAFF))
    world.settle()
    world.handle(order, RetryItem("1", ELSEWHERE, by=STAFF))
    world.advance(seconds=60)
    world.settle()
    jobs = asked(world, order)
    assert {len(found) for found in jobs.values()} == {1}
    (first,), (second,) = (jobs[key_of(order.id, "1", attempt)] for attempt in (1, 2))
    assert (first.quantity, first.delivered, first.target) == (1_000, 0, VIEWS.target)
    assert (second.quantity, second.delivered, second.target) == (500, 500, ELSEWHERE)
    world.check()


def test_a_job_that_never_was_is_none() -> None:
    world = World(MemoryStore())
    order = world.place(VIEWS)
    assert job_of(order, history_of(world.shop, order), "1", 1) is None
    assert job_of(order, history_of(world.shop, order), "9", 1) is None
    assert running_job(world.shop, order, order.items[0]) is None


def test_what_is_read_from_the_item_alone_is_what_the_history_says() -> None:
    world = World(MemoryStore())
    world.delivery.behave(VIEWS.service, HABITS["silent"])
    order = world.place(VIEWS)
    world.pay(order)
    world.settle()
    order = world.order(order)
    read = job_of(order, history_of(world.shop, order), "1", 1)
    assert read is not None
    assert running_job(world.shop, order, order.items[0]) == read
    short: list[e.Event] = [e.Placed(order), e.HandedOver("1", 1)]
    assert job_of(order, short, "1", 1) == read


@given(st.text(min_size=1, max_size=40), st.from_regex(r"[0-9a-z]{1,8}", fullmatch=True))
def test_a_key_is_read_back(order_id: str, item: str) -> None:
    assert parts_of(key_of(order_id, item, 3)) == (order_id, item, 3)


@pytest.mark.parametrize(
    "key",
    [
        *(
            "",
            "a",
            "a/item/1",
            "a/item//1",
            "/item/1/1",
            "a/item/1/x",
            "a/item/1/-1",
            "a/item/1/01",
        ),
        *("a/item/1/1/1", "a/item/1/\u0661", "a/item/1/1000000000", "a/item/1/1 "),
    ],
)
def test_what_is_no_key_is_none(key: str) -> None:
    assert parts_of(key) is None
