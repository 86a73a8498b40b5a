"""What stands around a shop and outlives it: ports that note each call in a file, and a mailbox.

A process that is killed takes nothing of this with it. `Calls` is the log of the outside: each line
is one call, written before it was carried out, so its first line says when a thing was first tried.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from tilaus.effects import Effect
from tilaus.ports.delivery import DeliveryServer, Job
from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import Abilities, PaymentAsk, PaymentProvider
from tilaus.record import record

T = TypeVar("T")

CALLS = {
    "create_payment": "create",
    "capture_payment": "capture",
    "void_payment": "void",
    "send_refund": "refund",
    "hand_over": "hand_over",
    "stop_delivery": "stop",
}
"""How each effect that is not a message is called at its port."""


@record
class Seen:
    """One call, as the outside saw it."""

    order_id: str
    operation: str
    about: str
    key: str


class Lines:
    """Lines at the end of a file; whole ones only, also where several processes write at once."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, text: str) -> None:
        """Write a line in one piece."""
        file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(file, f"{text}\n".encode())
        finally:
            os.close(file)

    def read(self) -> list[str]:
        """Return all lines that were written."""
        return self.path.read_text("utf-8").splitlines() if self.path.exists() else []


class Calls:
    """The log of the calls, and what is to happen around each of them.

    Args:
        around: gets what the call is and the call itself, and carries it out.
    """

    def __init__(self, path: Path, around: Callable[[str, Callable[[], Outcome]], Outcome]) -> None:
        self._lines, self._around = Lines(path), around

    def seen(self) -> Iterator[Seen]:
        """Yield every call, in the order in which they were made."""
        return (Seen(*line.split("\t")) for line in self._lines.read())

    def make(self, seen: Seen, call: Callable[[], Outcome]) -> Outcome:
        """Note a call, and carry it out."""

        def noted() -> Outcome:
            self._lines.add("\t".join((seen.order_id, seen.operation, seen.about, seen.key)))
            return call()

        return self._around(seen.operation, noted)


def simply(what: str, call: Callable[[], T]) -> T:
    """Carry a call out, with nothing around it."""
    return call()


class WatchedPayments:
    """A payment provider whose calls are noted."""

    def __init__(self, provider: PaymentProvider, calls: Calls) -> None:
        self._provider, self._calls = provider, calls
        self.abilities: Abilities = provider.abilities

    def create(self, ask: PaymentAsk) -> Outcome:
        return self._make("create", ask.payment, ask, self._provider.create)

    def capture(self, ask: PaymentAsk) -> Outcome:
        return self._make("capture", ask.payment, ask, self._provider.capture)

    def void(self, ask: PaymentAsk) -> Outcome:
        return self._make("void", ask.payment, ask, self._provider.void)

    def refund(self, ask: PaymentAsk) -> Outcome:
        return self._make("refund", ask.refund, ask, self._provider.refund)

    def look_up(self, ask: PaymentAsk) -> Outcome | None:
        return self._provider.look_up(ask)

    def _make(
        self, what: str, about: str, ask: PaymentAsk, call: Callable[[PaymentAsk], Outcome]
    ) -> Outcome:
        return self._calls.make(Seen(ask.order_id, what, about, ask.key), lambda: call(ask))


class WatchedDelivery:
    """A delivery server whose calls are noted."""

    def __init__(self, server: DeliveryServer, calls: Calls) -> None:
        self._server, self._calls = server, calls

    def hand_over(self, job: Job) -> Outcome:
        seen = Seen(job.order_id, "hand_over", job.item, job.key)
        return self._calls.make(seen, lambda: self._server.hand_over(job))

    def stop(self, job: Job) -> Outcome:
        seen = Seen(job.order_id, "stop", job.item, f"{job.key}/stop")
        return self._calls.make(seen, lambda: self._server.stop(job))

    def look_up(self, job: Job) -> Outcome | None:
        return self._server.look_up(job)


class FileMail:
    """A mailbox in a file: who sends a mail again sends the same key again."""

    def __init__(self, path: Path, calls: Calls) -> None:
        self._lines, self._calls = Lines(path), calls

    def send(self, message: Message) -> Outcome:
        kind = ("tell:" if message.audience == "customer" else "alert:") + message.kind
        seen = Seen(message.order.id, kind, message.about, message.key)
        return self._calls.make(seen, lambda: self._keep(message.key))

    def _keep(self, key: str) -> Outcome:
        self._lines.add(key)
        return Outcome("done", reference=key)

    def received(self) -> Counter[str]:
        """Return how many copies of each mail came."""
        return Counter(self._lines.read())


def operation(effect: Effect) -> str:
    """Return what the log of the calls says of an effect."""
    return CALLS.get(effect.name, effect.name)
