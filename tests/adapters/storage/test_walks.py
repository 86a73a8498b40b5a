"""Whatever happens, in whatever order, every store says the same as the simplest one."""

from contextlib import closing
from datetime import timedelta
from typing import Any, get_args

import psycopg
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.postgres import Server

from tilaus.attention import ANY, CONCERNS
from tilaus.commands import CLOCK, SYSTEM, Command, Tick, TurnGranted
from tilaus.decide import Decision, decide
from tilaus.decide.staff import due_at
from tilaus.policy import Policy
from tilaus.ports.storage import (
    Answered,
    Change,
    Claim,
    Conflict,
    EffectState,
    Fenced,
    Query,
    RequestKey,
    Settlement,
    Store,
    StoreError,
)
from tilaus.record import replace
from tilaus.refusals import Refusal
from tilaus.testing import strategies as world
from tilaus.testing.orders import Clock
from tilaus.testing.storage import MakeStore
from tilaus.testing.storage_attention import found
from tilaus.testing.storage_case import check_whole, loaded, written
from tilaus_adapters.storage.memory import MemoryStore
from tilaus_adapters.storage.postgres import PostgresStore
from tilaus_adapters.storage.sqlite import SqliteStore

ORDERS = ("o1", "o2", "o3")
STATES: tuple[EffectState, ...] = ("done", *get_args(EffectState))


def end_of(store: Store, change: Change) -> tuple[str, object]:
    """Commit a change and say how it went, with what the outcome tells."""
    try:
        store.commit(change)
    except Conflict as conflict:
        return "conflict", conflict.busy
    except Answered as answered:
        return "answered", (answered.order_id, answered.answer)
    except (Fenced, StoreError) as outcome:
        return type(outcome).__name__, None
    return "done", None


class Twins:
    """Two stores that are told the same, and say the same."""

    def __init__(self, draw: Any, policy: Policy, make_store: MakeStore) -> None:
        self.draw, self.policy = draw, policy
        self.clock = Clock(world.START)
        self.model = MemoryStore(lease_clock=self.clock.seconds)
        self.store = make_store(self.clock.seconds)
        for n, id in enumerate(ORDERS):
            self.decide(id, self.draw(world.places(policy, id=id, number=50001 + n)))

    def ask(self) -> None:
        """Ask anything of an order, under a request key that was perhaps used before."""
        order = self.model.load(world.pick(self.draw, ORDERS)).order
        if order is not None:
            self.decide(order.id, self.draw(world.commands(order, self.policy)))

    def decide(
        self,
        order_id: str,
        command: Command | None,
        claim: Claim | None = None,
        settlement: Settlement | None = None,
    ) -> None:
        stored, at = self.model.load(order_id), self.clock()
        assert stored == self.store.load(order_id)
        if command is not None:
            decided = decide(stored.order, command, self.policy, at, busy=stored.busy)
        else:
            decided = Decision(loaded(self.model, order_id), (), (), ())
        if isinstance(decided, Refusal):
            return
        wake_at = due_at(decided.order, self.policy)
        request = RequestKey("walk", str(self.draw(st.integers(0, 99)))) if claim is None else None
        change = Change(decided, stored.order, at, wake_at, request, None, settlement)
        self.commit(change, claim)

    def commit(self, change: Change, claim: Claim | None) -> None:
        fences = (None,) if claim is None else (claim.token - 1, claim.token)
        for fence in fences:
            told = replace(change, fence=fence)
            assert end_of(self.model, told) == end_of(self.store, told)

    def work(self) -> None:
        """Claim what is due, and end it somehow; or die with the claim."""
        claim = self.model.claim(self.clock(), 60)
        assert claim == self.store.claim(self.clock(), 60)
        if claim is None or not self.draw(st.integers(0, 3)):
            return
        if claim.row is None:
            self.decide(claim.order_id, Tick(by=CLOCK), claim)
            return
        run_at = self.clock() + timedelta(hours=1)
        state = world.pick(self.draw, STATES)
        turn = TurnGranted(claim.row.effect.about, by=SYSTEM)
        command = turn if claim.row.effect.name == "grant_turn" else None
        self.decide(claim.order_id, command, claim, Settlement(claim.row.seq, state, run_at, "x"))

    def wait(self) -> None:
        """Let time pass."""
        self.clock.advance(hours=world.pick(self.draw, (0.01, 1, 30, 240)))

    def check(self) -> None:
        """Compare all that the stores tell, with each other and with what must be true."""
        assert written(self.model) == written(self.store)
        assert self.listed(self.model) == self.listed(self.store)
        for order in self.store.search(Query()):
            check_whole(self.store, order.id)

    def listed(self, store: Store) -> tuple[object, ...]:
        """Return who needs a person, and the figures."""
        lists = {code: found(store, concern=code) for code in (*CONCERNS, ANY)}
        figures = store.placed_per_day(world.START), store.refunds_per_reason(world.START)
        return lists, store.counts(), figures


def walk(data: st.DataObject, make_store: MakeStore) -> None:
    """Let both stores live through the same, and compare them at the end."""
    lived(data, make_store).check()


def lived(data: st.DataObject, make_store: MakeStore) -> Twins:
    """Let both stores live through the same."""
    twins = Twins(data.draw, data.draw(world.policies()), make_store)
    steps = st.sampled_from([twins.ask, twins.ask, twins.ask, twins.work, twins.wait])
    for step in data.draw(st.lists(steps, min_size=1, max_size=40)):
        step()
    return twins


@settings(max_examples=200)
@given(st.data())
def test_sqlite_tells_the_same_story_as_memory(data: st.DataObject) -> None:
    walk(data, lambda clock: SqliteStore(":memory:", lease_clock=clock))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_postgres_tells_the_same_story_as_memory(
    postgres: Server, postgres_address: str, data: st.DataObject
) -> None:
    postgres.wipe(postgres_address)
    with closing(psycopg.connect(postgres_address, autocommit=True)) as connection:
        walk(data, lambda clock: PostgresStore(connection, lease_clock=clock))
