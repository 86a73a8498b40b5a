"""A process that works in a shop: its own store and ports, around which all calls are noted."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.faults import promises
from tests.faults.around import Calls, FileMail, WatchedDelivery, WatchedPayments
from tests.world import World

from tilaus.policy import Policy
from tilaus.ports.outcome import Outcome
from tilaus.ports.storage import Store
from tilaus.testing.orders import Clock
from tilaus_adapters.delivery.sandbox import HABITS, SandboxDelivery

Around = Callable[[str, Callable[[], Outcome]], Outcome]

POLICY = Policy(completion="automatic")
QUICK, STUCK, WRONG = "YouTube views", "Instagram likes", "Facebook followers"


class RealClock(Clock):
    """The clock of the machine."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time()


def behave(server: SandboxDelivery) -> None:
    """Set how the server delivers: one service never ends, another one fails."""
    server.behave(STUCK, HABITS["silent"])
    server.behave(WRONG, HABITS["customer_error"])


class Party:
    """A store, a shop on it, and the ports of the world outside.

    Args:
        store: just opened.
        folder: where the world outside keeps its files.
        clock: of the shop; the store has its own for leases.
        around: what is to happen around each call of a port.
        seed: another one for each process, as it makes the ids.
    """

    def __init__(self, store: Store, folder: Path, clock: Clock, around: Around, seed: str) -> None:
        self.world = world = World(store, folder=folder, clock=clock, policy=POLICY, seed=seed)
        self.calls = Calls(folder / "calls.log", around)
        self.mail = FileMail(folder / "mail.log", self.calls)
        world.shop.notifier = self.mail
        world.shop.delivery = WatchedDelivery(world.delivery, self.calls)
        world.shop.payments = {
            name: WatchedPayments(provider, self.calls)
            for name, provider in world.shop.payments.items()
        }

    def close(self) -> None:
        """Close what the process had open outside."""
        self.world.payments.close()
        self.world.delivery.close()

    def faults(self, copies: int) -> list[str]:
        """Find what is not as it must be in the end; so many mails may have come once more."""
        journal, found = list(self.world.store.effects()), list[str]()
        try:
            self.world.check()
        except AssertionError as error:
            found += str(error).splitlines()
        found += [f"refused: {refusal.sentence}" for refusal in self.world.refused]
        found += promises.open_effects(journal)
        found += promises.mails(journal, self.mail.received(), copies)
        found += promises.lanes(journal, self.calls.seen())
        return found
