"""One history: a world from a seed, played until it rests, and held against every promise."""

from collections.abc import Callable
from hashlib import sha256
from itertools import count

from tests.simulation.people import People
from tests.simulation.plan import plan
from tests.simulation.post import Post
from tests.simulation.promises import Ends, broken
from tests.simulation.provider import Executed, Provider
from tests.simulation.schedule import Restless, Schedule
from tests.simulation.server import Mail, Server
from tests.simulation.watched import Away, Watched

from tilaus.commands import Advance, ResolveEffect
from tilaus.decide.staff import due_at
from tilaus.drain import LEASE_S, SLOWEST, work
from tilaus.policy import Policy
from tilaus.ports.storage import ENDED, Store
from tilaus.record import record
from tilaus.shop import Shop
from tilaus.testing.orders import BOSS
from tilaus_adapters.payment.banktransfer import BankTransfer
from tilaus_adapters.payment.wallet import WalletPayments

MakeStore = Callable[[Callable[[], float]], Store]

POLICIES = [
    Policy(late_payment="refund", silence_days=2),
    Policy(late_payment="park", silence_days=2, silence_registered="original"),
    Policy(late_payment="revive", silence_days=2, silence_registered="staff"),
    Policy(completion="automatic", late_payment="refund", silence_days=2),
    Policy(completion="automatic", late_payment="park", silence_days=1, ask="staff"),
    Policy(completion="automatic", late_payment="revive", silence_days=2, split="wallet_first"),
]

LONGEST_REST_S = 86_400.0
ROUNDS = 6
"""How often staff look after what is left, when all others have come to rest."""


@record
class Played:
    """What came of a history.

    Attributes:
        drawn: how many faults were drawn; each can be left out when it is played again.
        counts: what happened how often.
        violations: broken promises, each with what was found.
    """

    seed: int
    steps: int
    effects: int
    drawn: int
    trace_hash: str
    counts: dict[str, int]
    violations: tuple[str, ...]


class History:
    """A world of its own: shop, store, provider, server, people, workers.

    Args:
        make_store: makes an empty store whose leases run by the given clock.
        without: faults that are left out, by their number in the history.
        trace: called with every step.
    """

    def __init__(
        self,
        seed: int,
        make_store: MakeStore,
        *,
        without: frozenset[int] = frozenset(),
        trace: Callable[[str], None] | None = None,
    ) -> None:
        self.seed = seed
        self.schedule = schedule = Schedule(seed, plan(seed), without, trace)
        self.store = Watched(make_store(schedule.seconds), schedule)
        self.post = Post(schedule)
        self.provider = Provider(schedule, self.post)
        self.server = Server(schedule, self.post)
        self.mail = Mail(schedule)
        self.provider.on_executed = self.server.on_executed = self._executed
        self.executed: list[Executed] = []
        ids = count(1)
        self.shop = Shop(
            self.store,
            policy=POLICIES[schedule.plan.policy],
            payments={
                "sandbox": self.provider,
                "wallet": WalletPayments(self.store),
                "banktransfer": BankTransfer(),
            },
            delivery=self.server,
            notifier=self.mail,
            clock=schedule.clock,
            new_id=lambda: sha256(f"{seed}/{next(ids)}".encode()).hexdigest()[:32],
        )
        self.people = People(schedule, self.shop, self.store.store, self.provider)

    def play(self) -> Played:
        """Play it to its end and say what came of it."""
        schedule, plan = self.schedule, self.schedule.plan
        for number in range(plan.orders):
            WalletPayments(self.store.store).top_up(f"c{number}", 1_000, "start")
        self.people.arrive()
        for number in range(plan.workers):
            schedule.start(f"worker {number}", self._work, skew_s=self._skew())
        for number in range(plan.senders):
            schedule.start(f"sender {number}", lambda: self.post.bring(self.shop))
        try:
            self._live()
        except Restless as restless:
            schedule.violated("the world comes to rest", str(restless))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told with its seed
            schedule.violated("nobody fails", f"{type(error).__name__}: {error}")
        finally:
            schedule.close()
        return Played(
            self.seed,
            schedule.steps,
            self.store.watch.effects,
            schedule.drawn,
            schedule.trace_hash,
            dict(schedule.counts),
            tuple(schedule.violations),
        )

    def _live(self) -> None:
        self.schedule.run()
        self.schedule.is_honest = True
        self.schedule.nudge()
        for _ in range(ROUNDS):
            self.schedule.run()
            if not self._look_after():
                break
        ends = Ends(self.store.store, self.provider, self.server, self.mail)
        for promise, found in broken(ends, self.people, self.store.watch, self.executed):
            self.schedule.violated(promise, found)
        for order in ends.orders():
            due = due_at(order, self.shop.policy)
            if due is not None and due + SLOWEST < self.schedule.clock():
                self.schedule.violated("every deadline takes effect", f"{order.id} since {due}")

    def _executed(self, done: Executed) -> None:
        """Look, at the world's side, whether an effect comes before one of its lane has ended."""
        self.executed.append(done)
        rows = self.store.store.effects(done.order_id)
        mine = [row for row in rows if row.seq == done.row and row.state not in ENDED]
        for row in rows:
            is_earlier = row.seq < done.row and not row.effect.is_message
            if mine and is_earlier and row.state not in ENDED:
                found = f"{mine[0].effect.key} while {row.effect.key} is {row.state}"
                self.schedule.violated("a lane is done in its order", found)

    def _skew(self) -> float:
        return self.schedule.chance.uniform(-1, 1) * self.schedule.plan.skew_s

    def _work(self) -> None:
        """Be a worker, as the dispatchers are: claim, work, wait until something is due."""
        schedule, shop = self.schedule, self.shop
        while True:
            try:
                claim = shop.store.claim(shop.clock(), LEASE_S)
                if claim is not None:
                    work(shop, claim)
                    continue
                due = shop.store.next_due()
            except Away as away:
                schedule.note(f"failed: {away}")
                schedule.sleep(1.0)
                continue
            if due is None:
                schedule.rest(float("inf"))
            else:
                wait_s = max(1.0, (due - shop.clock()).total_seconds())
                schedule.rest(schedule.now + wait_s)

    def _look_after(self) -> bool:
        """Do what staff do about what is left; say whether there was anything."""
        shop, is_anything = self.shop, False
        for order_id in self.people.placed.values():
            order = shop.order(order_id)
            if order is None:
                continue
            for row in shop.store.effects(order_id, frozenset({"dead"})):
                told = ResolveEffect(row.effect.key, "retry", "the world is well again", by=BOSS)
                shop.resolve_effect(order_id, told)
                is_anything = True
            if order.kind == "held" and order.held_by == "hold":
                shop.handle(order_id, Advance("resume", by=BOSS))
                is_anything = True
        self.schedule.nudge()
        return is_anything
