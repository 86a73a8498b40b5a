"""`tilaus serve`: pages, API and worker of a shop in one process."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from functools import partial
from ipaddress import ip_address, ip_network
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from cyclopts import Parameter

from tilaus.drain import LEASE_S
from tilaus.policy import House, Policy
from tilaus.record import record, replace
from tilaus.shop import Shop
from tilaus_adapters.cli.announcing import announcing, endpoints_of
from tilaus_adapters.cli.files import policy_of
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.orders import Flag
from tilaus_adapters.cli.plugs import (
    callback_secrets_of,
    make_secret,
    plugging,
    secrets_of,
    settings_of,
    tokens_of,
)
from tilaus_adapters.cli.polling import polling
from tilaus_adapters.cli.progress import LogLines
from tilaus_adapters.cli.reply import BROKEN, DONE, Reply, UsageError, WorldError
from tilaus_adapters.cli.screen import Screen, count
from tilaus_adapters.cli.serving import IDLE_S, Housekeeper, Keeper, Served
from tilaus_adapters.cli.serving import serve as work_until_told
from tilaus_adapters.cli.sweeping import swept
from tilaus_adapters.cli.tending import tended
from tilaus_adapters.cli.wiring import opened
from tilaus_adapters.cli.working import Crew
from tilaus_adapters.dispatch.embedded import THREADS, outlasting
from tilaus_adapters.dispatch.happenings import Happening
from tilaus_adapters.dispatch.metrics import Recently, Tally, backlog

if TYPE_CHECKING:
    from tilaus_adapters.web.accounts import Accounts
    from tilaus_adapters.web.serving import Address, WebServer
    from tilaus_adapters.web.site import Site

LOG = logging.getLogger("tilaus.serve")

GRACE_S = 30.0
"""How long a server that is stopped finishes what it began, in seconds."""

SILENT_S = 2 * LEASE_S
"""A worker of which nothing was heard for so long does not live, in seconds; it looks each second,
and a call lasts a lease at most."""

METRICS_SECRET = "TILAUS_METRICS_SECRET"  # noqa: S105 - the name of a setting
"""The setting with the secret for whoever reads `/metrics` from elsewhere."""


@record
class _Manner:
    """How it serves: where, under which address, and who works."""

    address: "Address"
    base_url: str
    crew: Crew | None
    grace_s: float


def serve(
    *,
    port: Annotated[int, Parameter(help="The port of the pages; 0 takes one that is free.")] = 8080,
    host: Annotated[
        str, Parameter(help="The address to listen at; without more only this machine reaches it.")
    ] = "127.0.0.1",
    no_worker: Annotated[
        bool, Flag, Parameter(help="Serve only; a `tilaus worker` does what was asked.")
    ] = False,
    trusted_proxy: Annotated[
        tuple[str, ...],
        Parameter(
            negative="",
            show_default=False,
            help="A proxy, or a network of them (CIDR), whose X-Forwarded-For and -Proto count.",
        ),
    ] = (),
    base_url: Annotated[
        str,
        Parameter(
            show_default=False,
            help="The address by which browsers reach the shop; links in mails begin with it.",
        ),
    ] = "",
    concurrency: Annotated[
        int, Parameter(help="How many orders the worker works on at once, 1 to 64.")
    ] = THREADS,
    grace: Annotated[
        float, Parameter(help="Seconds in which what was begun is finished when it is stopped.")
    ] = GRACE_S,
    options: Options = DEFAULTS,
) -> Reply:
    """Serve a shop on the web: tracking pages, the desk, the API; and do the work, until stopped.

    SIGTERM and Ctrl-C end it: every request that was read is answered, and what the worker began is
    finished. A second one ends it at once.
    """
    with _installed():
        from tilaus_adapters.web.serving import Address

    crew = None if no_worker else Crew(concurrency)
    manner = _manner(Address(host, port, trusted_proxy), base_url, crew, grace)
    return _serve(options, manner)


@contextmanager
def _installed() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        found = f"cannot serve pages: {error.name} is not installed"
        raise WorldError(f"{found}. Install it with: pip install 'tilaus[web]'") from None


def _manner(address: "Address", base_url: str, crew: Crew | None, grace_s: float) -> _Manner:
    """Check how to serve; raises UsageError for what cannot be, or would not be safe."""
    if not 0 <= address.port <= 65_535:
        raise UsageError(f"cannot serve at port {address.port}: a port is 0 to 65535")
    if crew and not 1 <= crew.threads <= 64:
        raise UsageError(f"cannot work with --concurrency {crew.threads}: it is 1 to 64")
    if not 0 <= grace_s <= 86_400:
        raise UsageError(f"cannot serve with --grace {grace_s:g}: it is 0 to 86400")
    for proxy in address.proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            found = f"cannot trust a proxy at {proxy[:60]!r}"
            raise UsageError(f"{found}: write an address or a network, as in 10.0.0.0/8") from None
    if base_url:
        _check_url(base_url)
    elif not is_here(address.host):
        found = f"cannot serve at {address.host}: others reach it, and it is not known by what name"
        raise UsageError(f"{found}; give --base-url https://..., see docs/how-to/go-behind-a-proxy")
    return _Manner(address, base_url.rstrip("/"), crew, grace_s)


def is_here(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and url.isprintable()
        is_bare = not (parts.username or parts.path.strip("/") or parts.query or parts.fragment)
        is_good = is_good and is_bare and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good:
        wish = f"cannot use --base-url {url[:80]!r}"
        raise UsageError(f"{wish}: write scheme and host, as in https://shop.example")


def _serve(options: Options, manner: _Manner) -> Reply:
    with ExitStack() as stack:
        stack.enter_context(_installed())
        from tilaus_adapters.web.logs import write_json

        listening = stack.enter_context(_listening(manner.address))
        own = _own_url(manner.address.host, listening.getsockname()[1])
        policy, base = _policy(options, manner.base_url, own)
        make_secret(options.path, settings_of(os.environ))
        shop = stack.enter_context(opened(options, policy=policy))
        write_json()
        shift = _Shift(shop, manner)
        site = _site(shop, options, is_https=base.startswith("https://"))
        web = shift.web(site, listening)
        _announce(own, base, site.accounts, options)
        stack.enter_context(tended(shop.notifier))
        stack.enter_context(swept(shop))
        told = endpoints_of(shop.policy, settings_of(os.environ)) if manner.crew else ()
        stack.enter_context(announcing(shop, told, shift.log.webhook))
        if manner.crew:
            stack.enter_context(polling(shop, shift.log.delivery))
        served = shift.run(web)
        return _ended(served, shift.reply(), options)


@contextmanager
def _listening(address: "Address") -> Iterator[Any]:
    """Listen, before the shop is opened, so that a port that is taken is told at once."""
    from tilaus_adapters.web.serving import bound

    try:
        listening = bound(address)
    except OSError as error:
        wish = f"cannot serve at {address.host}:{address.port}"
        raise WorldError(f"{wish}: {error.strerror or error}; name another --port") from None
    with listening:
        yield listening


def _own_url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _policy(options: Options, base_url: str, own: str) -> tuple[Policy, str]:
    """Return the shop's rules with the address by which browsers reach it, and that address.

    A shop whose policy still has the address of the example is reached where it serves.
    """
    policy = policy_of(options)
    is_example = policy.house.url == House().url
    base = base_url or (own if is_example else policy.house.url)
    house = replace(policy.house, url=base)
    # Without --base-url browsers come to this machine, whatever stands in the links of mails.
    return replace(policy, house=house), base_url or own


def _site(shop: Shop, options: Options, *, is_https: bool) -> "Site":
    """Return the shop as a site, with accounts on its own shelf."""
    from tilaus_adapters.links import AnswerLinks
    from tilaus_adapters.notification import render
    from tilaus_adapters.web.accounts import Accounts
    from tilaus_adapters.web.pages import Pages
    from tilaus_adapters.web.site import Site

    with plugging("pages"):
        languages = render.from_settings(settings_of(os.environ)).languages
        pages = Pages(languages, shop.policy)
    links = shop.links if isinstance(shop.links, AnswerLinks) else None
    accounts = Accounts(shop.store, shop.clock)
    tokens = tokens_of(secrets_of(options.path, settings_of(os.environ)))
    return Site(shop, accounts, pages, languages, links, tokens, is_https)


def _announce(own: str, base: str, accounts: "Accounts", options: Options) -> None:
    """Say where everything is, and how the first person gets in."""
    LOG.info("serving", extra={"facts": {"address": own, "base_url": base}})
    if options.json:
        return
    lines = [
        f"the shop in {options.place} is at {base}",
        f"  tracking  {base}/lookup   (each order has its link: tilaus order show NUMBER)",
        f"  desk      {base}/desk",
        f"  API       {base}/api/v1",
    ]
    if not accounts.users():
        add = f"tilaus user add NAME --role manager --db {options.place}"
        lines.append(f"nobody can sign in to the desk yet; add somebody with: {add}")
    print("\n".join(lines), flush=True)


class JsonLogLines(LogLines):
    """What goes wrong in the work, as JSON like everything else of this process."""

    def write(self, event: str, *, level: str = "error", **facts: object) -> None:
        """Write one line."""
        LOG.log(logging.getLevelNamesMapping()[level.upper()], event, extra={"facts": facts})


class Pulse:
    """Tells whether a worker lives: an observer that remembers when it heard of it last."""

    def __init__(self) -> None:
        self._heard = monotonic()

    def __call__(self, happening: Happening) -> None:
        self._heard = monotonic()

    def is_working(self) -> bool:
        """Tell whether something was heard lately."""
        return monotonic() - self._heard < SILENT_S


class Resting:
    """A dispatcher and a housekeeper that do nothing: a `tilaus worker` does it."""

    def __init__(self) -> None:
        self._nudged = threading.Event()

    def nudge(self, order_id: str, at: datetime) -> None:
        """Look whether to stop."""
        self._nudged.set()

    def run(self, should_stop: Callable[[], bool]) -> int:
        """Rest until told to stop."""
        while not should_stop():
            self._nudged.wait(timedelta(hours=1).total_seconds())
            self._nudged.clear()
        return 0

    def start(self) -> None:
        """Do nothing."""

    def stop(self, within_s: float) -> None:
        """Do nothing."""


class _Shift:
    """From the start of a server to its end: who works, who serves, and how both stop."""

    def __init__(self, shop: Shop, manner: _Manner) -> None:
        self._shop, self._manner = shop, manner
        self._tally, self._pulse = Tally(), Pulse()
        self._stopping = threading.Event()
        self._left = Recently(lambda: backlog(shop.store, shop.clock()))
        self._keeper: Keeper | None = None
        self.log = JsonLogLines(shop, sys.stderr)

    def web(self, site: "Site", listening: Any) -> "WebServer":
        """Return the site on a socket, not started yet."""
        from tilaus_adapters.dispatch.prometheus import PrometheusMetrics
        from tilaus_adapters.web.app import make_app
        from tilaus_adapters.web.desk.machines import warm
        from tilaus_adapters.web.health import operation
        from tilaus_adapters.web.serving import WebServer

        crew = self._manner.crew
        self._numbers = PrometheusMetrics(crew.threads if crew else 0, self._left)
        known = operation(
            is_working=self._pulse.is_working if crew else None,
            registry=self._numbers.registry,
            metrics_secret=settings_of(os.environ).get(METRICS_SECRET, ""),
            stopping=self._stopping,
        )
        threading.Thread(target=warm, args=(site,), name="tilaus-warm", daemon=True).start()
        app, proxies = make_app(site, operation=known), self._manner.address.proxies
        app.state.delivery_secrets = callback_secrets_of(settings_of(os.environ))
        return WebServer(app, listening, proxies=proxies, grace_s=self._manner.grace_s)

    def run(self, web: "WebServer") -> Served:
        """Serve and work until told to stop, then end both."""
        web.start()
        hands, self._keeper = self._hands()
        stopping = partial(self._stop, web)
        grace_s = self._manner.grace_s
        served = work_until_told(self._shop, hands, self._keeper, lambda: None, stopping, grace_s)
        is_whole = served.is_whole and web.join(max(0.0, self._ends_at - monotonic()))
        return Served(is_whole, served.error or web.error)

    def _hands(self) -> tuple[Any, Keeper]:
        crew = self._manner.crew
        if crew is None:
            resting = Resting()
            return resting, resting
        if calls := outlasting(self._shop, crew.lease_s):
            raise WorldError(f"cannot work: {'; '.join(calls)}")
        observers = (self._tally, self._pulse, self._numbers, self.log)
        hands = crew.dispatcher(self._shop, *observers, poll_s=IDLE_S)
        return hands, Housekeeper(self._shop, hands, self.log, self._left)

    def _stop(self, web: "WebServer") -> None:
        self._ends_at = monotonic() + self._manner.grace_s
        self._stopping.set()
        web.stop()
        facts = {"unfinished": self._tally.snapshot().busy, "grace_s": self._manner.grace_s}
        LOG.info("stopping", extra={"facts": facts})

    def reply(self) -> Reply:
        """Say what was done."""
        handled, failures = self._tally.snapshot().handled, list(self.log.failures)
        messages = self._keeper.messages if isinstance(self._keeper, Housekeeper) else 0
        doc = {"handled": handled, "messages": messages, "failures": failures}
        return Reply(doc, partial(_show, doc), BROKEN if failures else DONE)


def _show(doc: dict[str, Any], screen: Screen) -> None:
    effects, messages = count(doc["handled"], "effect"), count(doc["messages"], "message")
    screen.say(f"stopped: {effects} or deadlines handled, {messages} taken")
    for failure in doc["failures"]:
        screen.complain(failure)


def _ended(served: Served, reply: Reply, options: Options) -> Reply:
    """Reply, or where something was not waited for, end the process at once."""
    if served.error is not None:
        raise served.error
    if served.is_whole:
        return reply
    LOG.warning("ended before everything was finished; it is done again from the journal")
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads still use the connections, so nothing is closed: the system does it, as in a crash.
    os._exit(reply.code)
