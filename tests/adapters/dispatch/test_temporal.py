"""The Temporal dispatcher keeps the promises of the port, and survives the engine that it uses."""

import asyncio
import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer
from tests.adapters.dispatch import test_embedded
from tests.temporal import MISSING, Server, program, started
from tests.world import World

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import Claim, Store
from tilaus.shop import Shop
from tilaus.testing.dispatch import PATIENCE_S, DispatchContract
from tilaus.testing.orders import LIKES
from tilaus_adapters.dispatch.temporal import TemporalDispatcher
from tilaus_adapters.dispatch.temporal_workflow import OrderIsDue
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.sqlite import SqliteStore

pytestmark = pytest.mark.skipif(program() is None, reason=MISSING)

HOUR_S = 3600.0
SECRET = "somebody@private.example"

A_MOMENT_S = 0.5
"""How long a customer may wait for a nudge, whatever became of the server."""

Make = Callable[..., TemporalDispatcher]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with started(tmp_path_factory.mktemp("temporal") / "engine.db") as server:
        yield server


@pytest.fixture
def make(server: Server) -> Iterator[Make]:
    """Make dispatchers that find each other, and nobody of another test; close them at the end."""
    made: list[TemporalDispatcher] = []
    queue = f"test-{uuid4()}"

    def make(shop: Shop, target: str = "", **settings: Any) -> TemporalDispatcher:
        named = target or server.target
        made.append(TemporalDispatcher(shop, target=named, task_queue=queue, **settings))
        return made[-1]

    yield make
    for dispatcher in made:
        dispatcher.close()


class TestTemporalDispatcher(DispatchContract):
    place = test_embedded.TestEmbeddedDispatcher.place
    spoil = test_embedded.TestEmbeddedDispatcher.spoil

    @pytest.fixture(autouse=True)
    def given(self, make: Make) -> None:
        self.make = make

    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()

    @pytest.fixture
    def shop(self, store: Store) -> Shop:
        return World(store, seed=str(uuid4())).shop

    def dispatcher(self, shop: Shop) -> TemporalDispatcher:
        return self.make(shop, poll_s=0.01)

    def patient_dispatcher(self, shop: Shop) -> TemporalDispatcher:
        return self.make(shop, poll_s=HOUR_S)


class TestTemporalDispatcherOnSqlite(TestTemporalDispatcher):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        with closing(SqliteStore(tmp_path / "shop.db")) as store:
            yield store


@pytest.fixture
def world() -> World:
    return World(MemoryStore(), seed=str(uuid4()))


def until_done(world: World, *order_ids: str) -> Callable[[], bool]:
    done: Callable[[], bool] = DispatchContract().until_nothing_is_open(world.shop, *order_ids)
    return done


@contextmanager
def running(act: Callable[[Callable[[], bool]], int]) -> Iterator[None]:
    """Let a dispatcher run in a thread while the context lasts; raises what it raised."""
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(act, stop.is_set)
        try:
            yield
        finally:
            stop.set()
        ended.result(PATIENCE_S)


def wait_for(is_so: Callable[[], bool]) -> None:
    deadline, nothing = time.monotonic() + PATIENCE_S, threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, "it never came"
        nothing.wait(0.01)


def test_one_process_relays_and_others_work(world: World, make: Make) -> None:
    order = world.place(LIKES)
    patient = {"poll_s": HOUR_S}
    with running(make(world.shop, **patient).work), running(make(world.shop, **patient).work):
        assert make(world.shop, poll_s=0.05).relay(until_done(world, order.id)) > 0


def test_what_is_being_done_is_finished_when_it_is_told_to_stop(world: World, make: Make) -> None:
    begun, told = threading.Event(), threading.Event()
    send = world.mail.send

    def slowly(message: Message) -> Outcome:
        begun.set()
        assert told.wait(PATIENCE_S)
        return send(message)

    world.mail.send = slowly  # type: ignore[method-assign]
    order = world.place(LIKES)
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(make(world.shop, poll_s=0.05).run, begun.is_set)
        assert begun.wait(PATIENCE_S)
        assert not ended.done()
        told.set()
        done = ended.result(PATIENCE_S)
    states = [row.state for row in world.store.effects(order.id)]
    assert states[0] == "done"
    assert states.count("done") == done


def test_a_server_that_comes_late_is_told_of_once_and_costs_only_time(
    world: World, make: Make, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    late = Server(tmp_path / "late.db")
    dispatcher = make(world.shop, late.target, poll_s=0.05)
    order = world.place(LIKES)
    try:
        with caplog.at_level(logging.WARNING, "tilaus.dispatch"), running(dispatcher.run):
            for _ in range(20):
                start = time.monotonic()
                dispatcher.nudge(order.id, world.clock())
                assert time.monotonic() - start < A_MOMENT_S
            wait_for(lambda: any("is away" in message for message in caplog.messages))
            late.start()
            wait_for(until_done(world, order.id))
    finally:
        dispatcher.close()
        late.kill()
    told = [message for message in caplog.messages if late.target in message]
    assert [message.split(":")[1][6:].split(",")[0] for message in told] == ["is away", "is back"]


def test_an_engine_that_is_deleted_with_all_that_it_knew_costs_only_time(
    world: World, make: Make, tmp_path: Path
) -> None:
    with started(tmp_path / "engine.db") as engine:
        dispatcher = make(world.shop, engine.target, poll_s=0.05)
        with running(dispatcher.run):
            wait_for(until_done(world, world.place(LIKES).id))
            engine.kill()
            engine.forget()
            order = world.place(LIKES)
            engine.start()
            wait_for(until_done(world, order.id))
        dispatcher.close()


def test_a_store_that_is_away_is_told_of_once_and_asked_again(
    make: Make, caplog: pytest.LogCaptureFixture
) -> None:
    class Away(MemoryStore):
        left = 2

        def claim(self, *given: Any, **named: Any) -> Claim | None:
            if self.left:
                self.left -= 1
                raise OSError(f"the disk is away, and quotes {SECRET}")
            return super().claim(*given, **named)

    away = World(Away(), seed=str(uuid4()))
    order = away.place(LIKES)
    with caplog.at_level(logging.WARNING, "tilaus.dispatch"):
        make(away.shop, poll_s=0.05).run(until_done(away, order.id))
    assert [message.split(",")[0] for message in caplog.messages] == [
        "the store is away",
        "the store is back",
    ]


def test_the_engine_learns_ids_of_orders_and_nothing_else(
    world: World, make: Make, server: Server
) -> None:
    first, spoilt = world.place(LIKES), world.place(LIKES)
    test_embedded.TestEmbeddedDispatcher().spoil(world.shop, spoilt.id)
    make(world.shop, poll_s=0.05).run(until_done(world, first.id))
    known = b"".join(file.read_bytes() for file in server.files())
    assert first.id.encode() in known
    assert spoilt.id.encode() in known
    for text in (
        first.token,
        first.customer.email,
        first.items[0].target,
        SECRET,
        "cannot be read",
    ):
        assert text.encode() not in known


def test_workflows_that_are_open_now_go_on_under_the_code_to_come() -> None:
    """Fails where the workflow changed so that an open one could not go on: see docs/how-to."""
    told = (Path(__file__).parent / "temporal-history.json").read_text(encoding="utf-8")
    history = WorkflowHistory.from_json("order/1", told)
    asyncio.run(Replayer(workflows=[OrderIsDue]).replay_workflow(history))


REFUSED = (
    # settings                  what is said
    ({"threads": 0},            "0 threads"),
    ({"per_provider": 0},       "0 for one provider"),
    ({"batch": 0},              "0 orders at one look"),
)  # fmt: skip


@pytest.mark.parametrize(("settings", "said"), REFUSED)
def test_numbers_out_of_their_range_are_refused(
    world: World, make: Make, settings: dict[str, float], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        make(world.shop, **settings)


def test_who_has_not_the_package_is_told_where_to_get_it() -> None:
    code = "import sys; sys.modules['temporalio'] = None; import tilaus_adapters.dispatch.temporal"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "install it with: pip install 'tilaus[temporal]'" in done.stderr.splitlines()[-1]
