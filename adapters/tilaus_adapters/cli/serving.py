"""A worker that works until it is told to end: its threads, its signals, its end.

The first signal lets nothing new begin, and waits for what is being done, for so long as the grace
is. The second one ends at once, and so does the end of the grace: what was begun is done again by
another worker, under the same keys, when its lease has ended.
"""

import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from queue import Empty, SimpleQueue
from time import monotonic
from types import FrameType
from typing import Protocol, runtime_checkable

from tilaus.ports.dispatch import Dispatcher
from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters.cli.progress import LogLines
from tilaus_adapters.cli.working import quietly, take_messages
from tilaus_adapters.dispatch.embedded import EmbeddedDispatcher
from tilaus_adapters.dispatch.metrics import Backlog

IDLE_S = 1.0
"""How long a worker rests when nothing is due, in seconds: sandboxes cannot wake it."""

SHOWN_S = 0.25
"""How often the progress is shown, in seconds."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@runtime_checkable
class Hinting(Protocol):
    """A store that hears from other processes when there is work: a hint, polling is the truth."""

    def listening(self, on_hint: Callable[[str], None]) -> AbstractContextManager[object]:
        """Call `on_hint` with the ids of orders while the context lasts."""
        ...


class Housekeeper:
    """Take the sandboxes' messages, and count what is left, each second, in a thread of its own.

    Attributes:
        messages: how many were taken.
        left: what was counted last; None while it is not known.
    """

    def __init__(
        self, shop: Shop, hands: EmbeddedDispatcher, log: LogLines, count: Callable[[], Backlog]
    ) -> None:
        self._shop, self._hands, self._log, self._count = shop, hands, log, count
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="tilaus-messages", daemon=True)
        self.messages: int = 0
        self.left: Backlog | None = None

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, within_s: float) -> None:
        """Begin nothing new, and wait for the end of what was begun, at most `within_s`."""
        self._stop.set()
        self._thread.join(within_s)

    def _keep(self) -> None:
        while not self._stop.is_set():
            try:
                self._take()
                self.left = self._count()
            except StoreError:  # the dispatcher meets it too, and tells
                self.left = None
            except (sqlite3.Error, OSError) as error:
                self._complain(f"cannot take messages: {type(error).__name__}: {error}")
            self._stop.wait(IDLE_S)

    def _take(self) -> None:
        taken = take_messages(self._shop)
        self.messages += taken.messages
        for failure in taken.failures:
            self._complain(failure)
        if taken.messages:
            self._hands.nudge("", self._shop.clock())

    def _complain(self, sentence: str) -> None:
        if sentence not in self._log.failures:
            self._log.write("message", error=sentence)
            self._log.remember(sentence)


class Keeper(Protocol):
    """What sees to the sandboxes while a worker works."""

    def start(self) -> None:
        """Begin."""
        ...

    def stop(self, within_s: float) -> None:
        """Begin nothing new, and wait for the end of what was begun, at most `within_s`."""
        ...


@record
class Served:
    """How a worker ended: whether all that it had begun was done, and what broke it, if so."""

    is_whole: bool
    error: BaseException | None = None


def serve(
    shop: Shop,
    hands: Dispatcher,
    keeper: Keeper,
    show: Callable[[], None],
    stopping: Callable[[], None],
    grace_s: float,
) -> Served:
    """Work until the process is told to end, or something breaks the work.

    Args:
        show: shows the progress; called a few times in a second.
        stopping: is called when the process is told to end.
        grace_s: how long what was begun may take then, in seconds.
    """
    told: SimpleQueue[str] = SimpleQueue()
    stop, broken = threading.Event(), _Broken()

    def work() -> None:
        with broken.kept():
            hands.run(stop.is_set)
        told.put("ended")

    def hint(order_id: str) -> None:
        hands.nudge(order_id, shop.clock())

    store = shop.store
    listening = store.listening(hint) if isinstance(store, Hinting) else nullcontext()
    with listening, quietly(), _signals(told):
        keeper.start()
        threading.Thread(target=work, name="tilaus-1", daemon=True).start()
        what = _wait(told, show)
        stop.set()
        stopping()
        hands.nudge("", shop.clock())
        ends_at = monotonic() + grace_s
        is_whole = what == "ended" or _end(told, ends_at)
        keeper.stop(max(0.0, ends_at - monotonic()) if is_whole else 0.0)
    return Served(is_whole, broken.error)


class _Broken:
    """What broke the work, kept for the thread that waits for its end."""

    error: BaseException | None = None

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep an error instead of letting it end the thread with a traceback."""
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - it is told by the command's own thread
            self.error = error


def _wait(told: "SimpleQueue[str]", show: Callable[[], None]) -> str:
    while True:
        try:
            return told.get(timeout=SHOWN_S)
        except Empty:
            show()


def _end(told: "SimpleQueue[str]", ends_at: float) -> bool:
    """Wait for the end of what is being done; False where it was not waited for any longer."""
    try:
        return told.get(timeout=max(0.0, ends_at - monotonic())) == "ended"
    except Empty:
        return False


@contextmanager
def _signals(told: "SimpleQueue[str]") -> Iterator[None]:
    """Put signals into the queue, which unlike a lock may be used while it is being used."""

    def tell(number: int, frame: FrameType | None) -> None:
        told.put("signal")

    before = {number: signal.signal(number, tell) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
