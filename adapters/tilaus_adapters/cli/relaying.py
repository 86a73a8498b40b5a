"""`tilaus temporal relay` and `tilaus temporal worker`: the work of a shop, on many machines.

How the server is reached is read where all tools of Temporal read it: TEMPORAL_ADDRESS,
TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_CLIENT_CERT_PATH ..., or a profile in a file
(`temporalio.envconfig`), so that no secret stands on a command line.
"""

import os
import signal
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, nullcontext
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from tilaus.drain import LEASE_S
from tilaus.ports.storage import StoreError
from tilaus.record import record
from tilaus.shop import Shop
from tilaus_adapters.cli.announcing import announcing, endpoints_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.plugs import settings_of
from tilaus_adapters.cli.polling import polling
from tilaus_adapters.cli.reply import Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import count
from tilaus_adapters.cli.serving import IDLE_S, Hinting
from tilaus_adapters.cli.tending import tended
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.cli.working import take_messages

if TYPE_CHECKING:
    from tilaus_adapters.dispatch.temporal import TemporalDispatcher

MOST_THREADS = 64
_DAY_S = 86_400


@Parameter(name="*")
@record
class Engine:
    """Which Temporal server, and who finds whom on it."""

    temporal: Annotated[
        str,
        Parameter(
            env_var="TILAUS_TEMPORAL",
            show_default=False,
            help="The server, HOST:PORT; else TEMPORAL_ADDRESS, else 127.0.0.1:7233.",
        ),
    ] = ""
    namespace: Annotated[
        str, Parameter(show_default=False, help="Else TEMPORAL_NAMESPACE, else default.")
    ] = ""
    task_queue: Annotated[
        str, Parameter(help="The name by which relays and workers of a shop find each other.")
    ] = "tilaus"
    lease: Annotated[
        float, Parameter(help="Seconds after which another worker may do what one began.")
    ] = LEASE_S


LOCAL = Engine()
"""A server on this machine."""


def relay(
    *,
    poll: Annotated[float, Parameter(help="Seconds from one look at the journal to the next.")] = 1,
    engine: Engine = LOCAL,
    options: Options = DEFAULTS,
) -> Reply:
    """Look which orders are due, and have Temporal wake a worker for each; until stopped.

    Run one or two of them for a shop: a second one costs nothing but the looking, and goes on where
    the first was killed. The relay takes the messages of the sandboxes too.
    """
    _check("--poll", poll, 0.01, _DAY_S)
    with opened(options) as shop, _dispatcher(shop, engine, poll_s=poll) as hands, _told() as stop:
        messages = _Messages(shop, stop)
        with _hinted(shop, hands), messages.taken():
            woken = hands.relay(stop.is_set)
    doc = {"woken": woken, "messages": messages.count}
    said = f"{count(woken, 'wake-up')} sent, {count(messages.count, 'message')} taken"
    return Reply(doc, lambda screen: screen.say(said))


def worker(
    *,
    concurrency: Annotated[
        int, Parameter(help=f"How many orders are worked on at once, 1 to {MOST_THREADS}.")
    ] = 8,
    per_provider: Annotated[
        int | None,
        Parameter(help="How many of them may wait for one provider; half of them if not given."),
    ] = None,
    engine: Engine = LOCAL,
    options: Options = DEFAULTS,
) -> Reply:
    """Do what relays have woken, on this machine; until stopped. Any number may work.

    SIGTERM and Ctrl-C let it finish what it began; a second one ends it at once.
    """
    _check("--concurrency", concurrency, 1, MOST_THREADS)
    _check("--per-provider", per_provider or 1, 1, MOST_THREADS)
    given = {"threads": concurrency, "per_provider": per_provider}
    with ExitStack() as stack:
        shop = stack.enter_context(opened(options))
        stack.enter_context(tended(shop.notifier))
        told = endpoints_of(shop.policy, settings_of(os.environ))
        stack.enter_context(announcing(shop, told))
        stack.enter_context(polling(shop))
        hands = stack.enter_context(_dispatcher(shop, engine, **given))
        stop = stack.enter_context(_told())
        handled = hands.work(stop.is_set)
    said = f"{count(handled, 'effect')} or deadlines handled"
    return Reply({"handled": handled}, lambda screen: screen.say(said))


def _check(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise UsageError(f"cannot work with {name} {value:g}: it is {least:g} to {most:g}")


@contextmanager
def _dispatcher(shop: Shop, engine: Engine, **given: Any) -> "Iterator[TemporalDispatcher]":
    """Make the dispatcher that the options describe, and close it at the end."""
    _check("--lease", engine.lease, 1, _DAY_S)
    try:
        from tilaus_adapters.dispatch.temporal import TemporalDispatcher  # an extra
    except ImportError as error:
        raise WorldError(str(error)) from None
    target, namespace, connect = _connection(engine)
    try:
        made = TemporalDispatcher(
            shop,
            target=target,
            namespace=namespace,
            task_queue=engine.task_queue,
            lease_s=engine.lease,
            connect=connect,
            **given,
        )
    except ValueError as error:
        raise WorldError(str(error)) from None
    with closing(made) as dispatcher:
        yield dispatcher


def _connection(engine: Engine) -> tuple[str, str, dict[str, Any]]:
    """Read how the server is reached: its address, its namespace, and all that is secret."""
    from temporalio.envconfig import ClientConfig

    try:
        found: dict[str, Any] = dict(ClientConfig.load_client_connect_config())
    except (RuntimeError, ValueError, OSError) as error:
        raise WorldError(f"cannot read how Temporal is reached: {error}") from None
    address, known = found.pop("target_host", None), found.pop("namespace", None)
    target = engine.temporal or address or "127.0.0.1:7233"
    host, colon, port = target.rpartition(":")
    if not host or not colon or not port.isdigit() or not 0 < int(port) < 65536:
        asked = f"cannot reach Temporal at {target[:80]!r}"
        raise UsageError(f"{asked}: write HOST:PORT, as in 127.0.0.1:7233")
    return target, engine.namespace or known or "default", found


@contextmanager
def _told() -> Iterator[threading.Event]:
    """Note that the process was told to end; a second time, it ends."""
    stop = threading.Event()

    def tell(number: int, frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.SIG_DFL)

    before = {one: signal.signal(one, tell) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def _hinted(shop: Shop, hands: "TemporalDispatcher") -> Iterator[None]:
    """Wake orders at once where the store hears of them; the relay's looks are the truth."""

    def hint(order_id: str) -> None:
        if order_id:
            hands.nudge(order_id, shop.clock())

    store = shop.store
    with store.listening(hint) if isinstance(store, Hinting) else nullcontext():
        yield


class _Messages:
    """Take the messages of the sandboxes each second, in a thread of its own."""

    def __init__(self, shop: Shop, stop: threading.Event) -> None:
        self.count = 0
        self._shop, self._stop = shop, stop

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Take them while the context lasts."""
        thread = threading.Thread(target=self._take, name="tilaus-messages", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stop.set()
            thread.join()

    def _take(self) -> None:
        while not self._stop.wait(IDLE_S):
            try:
                self.count += take_messages(self._shop).messages
            except (StoreError, sqlite3.Error, OSError):
                continue  # They are not acknowledged, so the next look finds them again.
