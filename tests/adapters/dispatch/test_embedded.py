"""The embedded dispatcher keeps the promises of the port, in one process, on every store."""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from tests.world import World

from tilaus.commands import Tender
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentAsk
from tilaus.ports.storage import ENDED, Claim, Store
from tilaus.shop import Receipt, Shop
from tilaus.testing.dispatch import PATIENCE_S, DispatchContract
from tilaus.testing.orders import LIKES, MEMBER
from tilaus_adapters.cli.serving import Hinting
from tilaus_adapters.dispatch import outage
from tilaus_adapters.dispatch.embedded import SHORTEST_S, EmbeddedDispatcher
from tilaus_adapters.dispatch.happenings import Away, Back, Happening, Idle
from tilaus_adapters.dispatch.metrics import Tally
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

HOUR_S = 3600.0


class TestEmbeddedDispatcher(DispatchContract):
    threads = 4

    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()

    @pytest.fixture
    def shop(self, store: Store) -> Shop:
        return World(store).shop

    def dispatcher(self, shop: Shop) -> EmbeddedDispatcher:
        return EmbeddedDispatcher(shop, poll_s=0.01, threads=self.threads)

    def patient_dispatcher(self, shop: Shop) -> EmbeddedDispatcher:
        return EmbeddedDispatcher(shop, poll_s=HOUR_S, threads=self.threads)

    def place(self, shop: Shop) -> str:
        placed = shop.place(MEMBER, (LIKES,), (Tender("card"),))
        assert isinstance(placed, Receipt)
        return placed.order.id

    def spoil(self, shop: Shop, order_id: str) -> None:
        load = shop.store.load

        class Spoilt(type(shop.store)):  # type: ignore[misc]
            def load(self, ref, request=None):  # type: ignore[no-untyped-def]
                if ref == order_id:
                    raise LookupError("the page of the file cannot be read")
                return load(ref, request)

        shop.store.__class__ = Spoilt


class TestOneThread(TestEmbeddedDispatcher):
    threads = 1


class TestEmbeddedDispatcherOnSqlite(TestEmbeddedDispatcher):
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        store = SqliteStore(tmp_path / "shop.db")
        yield store
        store.close()


class TestEmbeddedDispatcherOnPostgres(TestEmbeddedDispatcher):
    @pytest.fixture
    def store(self, postgres_address: str) -> Iterator[Store]:
        with closing(PostgresStore(postgres_address)) as store:
            yield store


def test_a_hint_of_the_store_wakes_it_for_what_another_process_wrote(postgres_address: str) -> None:
    tally = Tally()
    with (
        closing(PostgresStore(postgres_address)) as store,
        closing(PostgresStore(postgres_address, hints=True)) as other,
    ):
        world = World(store)
        dispatcher = EmbeddedDispatcher(world.shop, poll_s=HOUR_S, observers=[tally])
        assert isinstance(store, Hinting)
        with (
            store.listening(lambda id: dispatcher.nudge(id, world.clock())),
            running(dispatcher),
        ):
            wait_until(lambda: tally.snapshot().idle == 1)
            order = World(other, seed="other").place(LIKES)
            wait_until(lambda: order.id not in open_orders(world))
        assert tally.snapshot().handled == 3


@pytest.fixture
def world() -> World:
    return World(MemoryStore())


@contextmanager
def running(dispatcher: EmbeddedDispatcher) -> Iterator[Callable[[], None]]:
    """Let a dispatcher run beside the test; what is given tells it to stop, as the end does."""
    stop = threading.Event()

    def end() -> None:
        stop.set()
        dispatcher.nudge("", datetime.now().astimezone())

    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(dispatcher.run, stop.is_set)
        try:
            yield end
        finally:
            end()
        result.result(PATIENCE_S)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Look again and again until something is so."""
    deadline = time.monotonic() + PATIENCE_S
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("it never came")
        threading.Event().wait(0.005)


class Wedged(SandboxPayments):
    """A provider whose calls hang until it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()
        self.inside = self.most = 0
        self._counting = threading.Lock()

    def create(self, ask: PaymentAsk) -> Outcome:
        with self._counting:
            self.inside += 1
            self.most = max(self.most, self.inside)
        self.released.wait(2 * PATIENCE_S)
        with self._counting:
            self.inside -= 1
        return super().create(ask)


@pytest.fixture
def wedged(world: World) -> Iterator[Wedged]:
    provider = Wedged()
    world.shop.payments = {**world.shop.payments, "sandbox": provider}
    yield provider
    provider.released.set()


def open_orders(world: World) -> set[str]:
    return {row.order_id for row in world.store.effects() if row.state not in ENDED}


def test_it_waits_no_longer_than_until_something_is_due(world: World) -> None:
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=HOUR_S)
    assert dispatcher.pause_s() == HOUR_S
    world.mail.on_next("lose")
    world.place(LIKES)
    world.drain()
    due = world.store.next_due()
    assert due is not None
    assert dispatcher.pause_s() == (due - world.clock()).total_seconds() < 1


def test_it_never_waits_so_shortly_that_it_spins(world: World) -> None:
    world.place(LIKES)
    assert EmbeddedDispatcher(world.shop, poll_s=HOUR_S).pause_s() == SHORTEST_S


class Gone(MemoryStore):
    """A store that is away, as often as `left` says."""

    left = 0

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Claim | None:
        if self.left:
            self.left -= 1
            raise OSError("the disk is away")
        return super().claim(at, lease_s, order_id=order_id, without=without)


def test_a_store_that_is_away_is_asked_again_and_told_of_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    store, told = Gone(), list[Happening]()
    world = World(store)
    order = world.place(LIKES)
    store.left = 3
    done = DispatchContract().until_nothing_is_open(world.shop, order.id)
    with caplog.at_level(logging.WARNING, "tilaus.dispatch"):
        begun = time.monotonic()
        assert EmbeddedDispatcher(world.shop, observers=[told.append]).run(done) > 0
    # Pauses of at least half of 0.1, 0.2 and 0.4 s.
    assert time.monotonic() - begun > 0.34
    assert [type(t) for t in told if isinstance(t, Away | Back)] == [Away, Back]
    assert [line.split(":")[0].split(",")[0] for line in caplog.messages] == [
        "cannot ask for work",
        "work can be asked for again",
    ]


def test_who_waits_for_a_store_that_is_away_can_be_stopped_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(outage, "FIRST_S", HOUR_S)
    monkeypatch.setattr(outage, "LONGEST_S", HOUR_S)
    store, is_away = Gone(), threading.Event()
    store.left = 10**9
    world = World(store)

    def watch(happening: Happening) -> None:
        if isinstance(happening, Away):
            is_away.set()

    with running(EmbeddedDispatcher(world.shop, observers=[watch])):
        assert is_away.wait(PATIENCE_S)
    assert store.left == 10**9 - 1


def test_an_order_that_cannot_be_worked_on_is_named_in_the_log(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    contract = TestEmbeddedDispatcher()
    spoilt, sound = world.place(LIKES), world.place(LIKES)
    contract.spoil(world.shop, spoilt.id)
    with caplog.at_level(logging.ERROR, "tilaus.dispatch"):
        EmbeddedDispatcher(world.shop, poll_s=0.01).run(
            contract.until_nothing_is_open(world.shop, sound.id)
        )
    assert f"cannot work on order {spoilt.id}" in caplog.messages


def test_a_nudge_right_after_it_was_told_to_go_on_is_not_lost(world: World) -> None:
    dispatcher = EmbeddedDispatcher(world.shop, poll_s=PATIENCE_S)
    asked: list[bool] = []

    def should_stop() -> bool:
        asked.append(True)
        dispatcher.nudge("", world.clock())
        return len(asked) > 1

    start = time.monotonic()
    assert dispatcher.run(should_stop) == 0
    assert time.monotonic() - start < PATIENCE_S


def ended(world: World) -> Counter[str]:
    return Counter(row.effect.name for row in world.store.effects() if row.state in ENDED)


def test_a_provider_that_hangs_holds_up_its_own_lanes_only(world: World, wedged: Wedged) -> None:
    hanging = {world.place(LIKES, method="card").id for _ in range(10)}
    others = {world.place(LIKES, method="bank_transfer").id for _ in range(150)}
    with running(EmbeddedDispatcher(world.shop, threads=4, poll_s=0.05)):
        wait_until(lambda: not open_orders(world) & others)
        assert open_orders(world) == hanging
        assert (wedged.inside, wedged.most) == (2, 2)
        # What comes while it hangs, and goes another way, is done too.
        late = world.place(LIKES, method="bank_transfer").id
        wait_until(lambda: late not in open_orders(world))
        wedged.released.set()
        wait_until(lambda: not open_orders(world))
    assert wedged.most == 2
    assert {row.attempts for row in world.store.effects()} == {1}
    told = [message.key for message in world.mail.messages]
    assert len(told) == len(set(told)) == 2 * (len(hanging) + len(others) + 1)


@pytest.mark.parametrize(("threads", "most"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_half_of_the_threads_may_wait_for_one_provider(
    world: World, wedged: Wedged, threads: int, most: int
) -> None:
    for _ in range(threads + 1):
        world.place(LIKES)
    with running(EmbeddedDispatcher(world.shop, threads=threads)):
        wait_until(lambda: wedged.inside == most)
        wedged.released.set()
        wait_until(lambda: not open_orders(world))
    assert wedged.most == most


def test_how_many_may_wait_for_one_provider_can_be_said(world: World, wedged: Wedged) -> None:
    for _ in range(5):
        world.place(LIKES)
    with running(EmbeddedDispatcher(world.shop, threads=4, per_provider=3)):
        wait_until(lambda: wedged.inside == 3)
        wedged.released.set()
        wait_until(lambda: not open_orders(world))
    assert wedged.most == 3


def test_what_is_being_done_when_it_is_told_to_stop_is_finished_and_nothing_is_begun(
    world: World, wedged: Wedged
) -> None:
    for _ in range(5):
        world.place(LIKES)
    dispatcher = EmbeddedDispatcher(world.shop, threads=2, per_provider=2)
    with running(dispatcher) as stop:
        wait_until(lambda: wedged.inside == 2)
        before = ended(world)
        stop()
        wedged.released.set()
    assert [*ended(world) - before] == ["create_payment"]
    assert ended(world).total() == before.total() + 2 < len(world.store.effects()) == 12


class Counting(MemoryStore):
    """A store that counts how often it is asked for work."""

    claims = 0

    def claim(
        self,
        at: datetime,
        lease_s: float,
        *,
        order_id: str | None = None,
        without: frozenset[str] = frozenset(),
    ) -> Claim | None:
        self.claims += 1
        return super().claim(at, lease_s, order_id=order_id, without=without)


def test_of_many_idle_threads_only_one_asks_the_store_now_and_then() -> None:
    world, looks, many = World(Counting()), list[Happening](), 8
    begun = time.monotonic()
    dispatcher = EmbeddedDispatcher(world.shop, threads=many, poll_s=0.02, observers=[looks.append])
    with running(dispatcher):
        wait_until(lambda: len(looks) >= 30)
        # If each of the eight looked for itself, thirty looks would take an eighth of this.
        assert time.monotonic() - begun > 28 * 0.02


def test_a_nudge_wakes_as_many_as_there_is_work_for() -> None:
    store, tally = Counting(), Tally()
    world = World(store)
    dispatcher = EmbeddedDispatcher(world.shop, threads=8, poll_s=HOUR_S, observers=[tally])
    with running(dispatcher):
        wait_until(lambda: tally.snapshot().idle == 1)
        assert store.claims == 1
        dispatcher.nudge("no such order", world.clock())
        wait_until(lambda: tally.snapshot().idle == 2)
        assert store.claims == 2
        world.place(LIKES)
        dispatcher.nudge("", world.clock())
        wait_until(lambda: tally.snapshot().handled == 3)
        done = tally.snapshot().idle
        wait_until(lambda: tally.snapshot().idle >= done)
        # Three finds; after each the finder looks again and one more is woken: never all eight.
        assert store.claims <= 2 + 3 + 5


def test_one_nudge_brings_as_many_threads_to_work_as_there_is_work(
    world: World, wedged: Wedged
) -> None:
    tally = Tally()
    dispatcher = EmbeddedDispatcher(
        world.shop, threads=4, per_provider=4, poll_s=HOUR_S, observers=[tally]
    )
    with running(dispatcher):
        wait_until(lambda: tally.snapshot().idle == 1)
        for _ in range(4):
            world.place(LIKES)
        dispatcher.nudge("", world.clock())
        wait_until(lambda: wedged.inside == 4)
        wedged.released.set()
        wait_until(lambda: not open_orders(world))


def test_while_what_is_due_may_not_be_done_it_looks_less_and_less_often(
    world: World, wedged: Wedged
) -> None:
    pauses: list[float] = []

    def watch(happening: Happening) -> None:
        if isinstance(happening, Idle):
            pauses.append(happening.pause_s)

    for _ in range(3):
        world.place(LIKES)
    with running(EmbeddedDispatcher(world.shop, threads=2, poll_s=HOUR_S, observers=[watch])):
        wait_until(lambda: len(pauses) >= 4)
        wedged.released.set()
    assert pauses[:4] == [SHORTEST_S, 2 * SHORTEST_S, 4 * SHORTEST_S, 8 * SHORTEST_S]


def test_an_observer_that_raises_stops_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    def break_(happening: Happening) -> None:
        raise ValueError("I cannot count")

    order, tally = world.place(LIKES), Tally()
    done = DispatchContract().until_nothing_is_open(world.shop, order.id)
    with caplog.at_level(logging.ERROR, "tilaus.dispatch"):
        dispatcher = EmbeddedDispatcher(world.shop, poll_s=0.01, observers=[break_, tally])
        assert dispatcher.run(done) == 3
    assert tally.snapshot().handled == 3
    assert "an observer could not be told" in caplog.messages


def test_what_should_stop_raises_ends_all_threads_and_is_raised(world: World) -> None:
    def break_() -> bool:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        EmbeddedDispatcher(world.shop, threads=3).run(break_)
    assert threading.active_count() == before


class Slow(SandboxPayments):
    longest_call_s = 80.0


def test_a_lease_that_a_call_may_outlast_is_refused(world: World) -> None:
    world.shop.payments = {**world.shop.payments, "sandbox": Slow()}
    with pytest.raises(ValueError, match="a call of sandbox may take 80 s, and a lease ends after"):
        EmbeddedDispatcher(world.shop, lease_s=80)
    EmbeddedDispatcher(world.shop, lease_s=81)


@pytest.mark.parametrize("numbers", [{"threads": 0}, {"per_provider": 0}])
def test_numbers_below_one_are_refused(world: World, numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="both are whole numbers from 1 on"):
        EmbeddedDispatcher(
            world.shop, threads=numbers.get("threads", 1), per_provider=numbers.get("per_provider")
        )
