"""Measure what Temporal's development server carries of wake-ups on this machine.

    python -m benchmarks.temporal [--wake-ups 1000]

The wake-ups are about orders that do not exist, so nothing is measured but the engine: the relay's
starts, the worker's claims that find nothing, and the time from a nudge to the claim.
"""

import argparse
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from tests.temporal import Server, started
from tests.world import World

from tilaus.ports.storage import Claim
from tilaus.shop import Shop
from tilaus_adapters.dispatch.temporal import TemporalDispatcher
from tilaus_adapters.dispatch.temporal_engine import Engine
from tilaus_adapters.storage.memory import MemoryStore

NUDGES = 200
PAUSE_S = 0.0005


class Counting(MemoryStore):
    """A store that notes when it was asked for work."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[float] = []

    def claim(self, *given: Any, **named: Any) -> Claim | None:
        """Note the moment; there is never anything to do."""
        self.asked.append(time.monotonic())
        return super().claim(*given, **named)

    def wait(self, count: int) -> None:
        """Wait until it was asked so often."""
        while len(self.asked) < count:
            time.sleep(PAUSE_S)


def measure(server: Server, wake_ups: int) -> None:
    """Print the figures."""
    store = Counting()
    shop = World(store).shop
    engine = Engine(server.target, "default", "tilaus", {}, 60.0)
    ids = [f"order-{n}" for n in range(wake_ups)]
    engine.wake(["first"])
    say("starts of workflows", wake_ups / _seconds(lambda: engine.wake(ids)), "/s")
    say("starts of workflows that run", wake_ups / _seconds(lambda: engine.wake(ids)), "/s")
    engine.close()
    dispatcher = TemporalDispatcher(shop, target=server.target, poll_s=3600.0)
    stop = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        ended = pool.submit(dispatcher.work, stop.is_set)
        store.wait(1)
        say("wake-ups by one worker", wake_ups / _seconds(lambda: store.wait(wake_ups + 1)), "/s")
        size = sum(file.stat().st_size for file in server.files())
        say("database for a wake-up", size / (wake_ups + 1) / 1000, " kB")
        _measure_nudges(shop, dispatcher, store)
        stop.set()
        ended.result()
    dispatcher.close()


def _measure_nudges(shop: Shop, dispatcher: TemporalDispatcher, store: Counting) -> None:
    taken = []
    for n in range(NUDGES):
        before, begun = len(store.asked), time.monotonic()
        dispatcher.nudge(f"nudged-{n}", shop.clock())
        store.wait(before + 1)
        taken.append(1000 * (store.asked[before] - begun))
    cuts = quantiles(taken, n=100)
    say("nudge to claim, median", cuts[49], " ms")
    say("nudge to claim, 95 %", cuts[94], " ms")


def _seconds(act: Any) -> float:
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


def say(what: str, figure: float, unit: str) -> None:
    """Print one figure."""
    sys.stdout.write(f"{what:32} {figure:8.1f}{unit}\n")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wake-ups", type=int, default=1000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, started(Path(folder) / "engine.db") as server:
        measure(server, given.wake_ups)


if __name__ == "__main__":
    main()
