"""`tilaus demo`: tell the story on a real database, with mails really sent over SMTP.

It may be killed at any moment and begun again on the same file: it goes on where it was, and
nothing happens twice. Where it was is kept beside the shop, as the time at which its clock stands.
"""

import hashlib
import itertools
import smtplib
from collections.abc import Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, cast

from cyclopts import Parameter

from tilaus.ledger import Entry
from tilaus.order import Order
from tilaus.policy_file import dump_policy
from tilaus.ports.storage import Query, Store
from tilaus.refusals import Refusal
from tilaus.shop import Shop
from tilaus_adapters.cli import files, views, wiring
from tilaus_adapters.cli.account import account
from tilaus_adapters.cli.mailbox import Mailbox
from tilaus_adapters.cli.narrator import Narrator, Witness
from tilaus_adapters.cli.options import DEFAULTS, Options
from tilaus_adapters.cli.plugs import notifier_of
from tilaus_adapters.cli.reply import Reply, WorldError, refused
from tilaus_adapters.cli.screen import Screen
from tilaus_adapters.cli.story import FIRST, HABITS, ORDER, OTHER, POLICY, STEPS, Step
from tilaus_adapters.cli.working import next_in_lanes, work_off
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.local import worlds

LEASE_S = 1.0
"""How long the demo takes a lane: whoever goes on after it was killed waits no longer than this."""

TRIES = 5
"""How often in each step it is tried again to do what nobody knows the outcome of."""


def demo(
    *,
    smtp: Annotated[
        str,
        Parameter(show_default=False, help="Send mails to HOST:PORT, not to a server of its own."),
    ] = "",
    options: Options = DEFAULTS,
) -> Reply:
    """Tell the story of order 50001: two customers, three services, one wait, one refund.

    Without --db the shop is made in a temporary folder and gone at the end. With it the shop stays,
    and a demo that was killed goes on where it was.
    """
    with ExitStack() as stack:
        address = options.address if options.db else str(_somewhere(stack))
        path = options.path if options.db else Path(address)
        refusal = _prepare(address, path)
        if refusal is not None:
            return refused(refusal)
        mailbox = None if smtp else stack.enter_context(Mailbox())
        witness = _witness(f"127.0.0.1:{mailbox.port}" if mailbox else smtp)
        shop = _Telling(stack, address, path, witness).tell(None if options.json else options)
        doc = account(shop)
        orders = [o for number in (OTHER, ORDER) if (o := shop.order(number))]
        entries = shop.store.entries()
    received = f"{len(mailbox.received)} mails were received on 127.0.0.1" if mailbox else ""
    stays = f"the shop stays: tilaus order show {ORDER} --db {options.place}" if options.db else ""
    return Reply(doc, partial(_close, orders, entries, (received, stays)))


def _somewhere(stack: ExitStack) -> Path:
    return Path(stack.enter_context(TemporaryDirectory(prefix="tilaus-demo-"))) / "shop.db"


def _prepare(address: str, path: Path) -> Refusal | None:
    """Put the policy and the clock beside a new shop; refuse what is not the demo's own."""
    clock, policy = files.beside(path, files.CLOCK), files.beside(path, ".toml")
    wish = f"tell the story in {path}"
    if policy.exists() and files.read_policy(policy) != POLICY:
        return Refusal("malformed", wish, f"{policy} is the policy of another shop", _CURE)
    if wiring.is_shop(address):
        if not clock.exists() and not _is_told(address):
            return Refusal("malformed", wish, "there is another shop", _CURE)
        return None
    left = [str(file) for file in worlds(path) if file.exists()]
    if left:
        found = f"{' and '.join(left)} belong to a shop that is gone"
        return Refusal("malformed", wish, found, ("removing them", *_CURE))
    files.write(clock, STEPS[0].at.isoformat())
    files.write(policy, dump_policy(POLICY))
    return None


_CURE = ("tilaus demo --db another.db",)


def _is_told(address: str) -> bool:
    """Tell whether a demo that came to its end made this shop."""
    with wiring.store_of(address) as store:
        return store.load(OTHER, FIRST).answer is not None


def _witness(server: str) -> Witness:
    """Return a notifier for a mail server that answers; raises WorldError where none does."""
    notifier = notifier_of(Path(), {"TILAUS_SMTP": server})
    host, _, port = server.rpartition(":")
    try:
        with smtplib.SMTP(host, int(port), local_hostname="localhost", timeout=10):
            return Witness(notifier)
    except (OSError, smtplib.SMTPException) as error:
        found = f"{type(error).__name__}: {error}"
        raise WorldError(f"no mail server answers at {server}: {found}") from None


class _Counted:
    """A store whose numbers have no gap, even where the demo is killed: one process numbers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def next_number(self, first: int) -> int:
        last = self._store.search(Query(limit=1))
        return last[0].number + 1 if last else first


class _Telling:
    """The telling of the story in one shop: its clock, its ids, and the work between the steps."""

    def __init__(self, stack: ExitStack, address: str, path: Path, witness: Witness) -> None:
        self._path, self._witness = path, witness
        self._now = STEPS[0].at
        self._ids = itertools.count()
        store = cast("Store", _Counted(stack.enter_context(wiring.store_of(address))))
        self._shop = wiring.plugged(store, path, POLICY, witness, lambda: self._now, self._new_id)
        if isinstance(self._shop.delivery, SandboxDelivery):
            for service, habit in HABITS.items():
                self._shop.delivery.behave(service, habit)

    def _new_id(self) -> str:
        """Return an id that is the same whenever the story is told: play money needs no secrets."""
        name = f"tilaus demo/{self._now.isoformat()}/{next(self._ids)}"
        return hashlib.sha256(name.encode()).hexdigest()[:32]

    def tell(self, options: Options | None) -> Shop:
        """Tell what was not told yet, to a person where there are options for showing it."""
        narrator = None
        if options is not None:
            narrator = Narrator(Screen(options.zone), self._shop, self._witness)
        begun = files.stopped_at(self._path)
        steps = [step for step in STEPS if begun is not None and step.at >= begun]
        if narrator is not None and len(steps) < len(STEPS):
            narrator.resume(len(STEPS) - len(steps))
        for step in steps:
            self._take(step, narrator)
        files.beside(self._path, files.CLOCK).unlink(missing_ok=True)
        return self._shop

    def _take(self, step: Step, narrator: Narrator | None) -> None:
        files.write(files.beside(self._path, files.CLOCK), step.at.isoformat())
        self._now, self._ids = step.at, itertools.count()
        if narrator is not None:
            narrator.begin(step)
        if step.act is not None:
            step.act(self._shop)
        self._work()
        if narrator is not None:
            narrator.end()

    def _work(self) -> None:
        """Do what follows from a step; what fails is tried again a little later, a few times."""
        problems: list[str] = []
        for _ in range(TRIES):
            problems = list(work_off(self._shop, LEASE_S).failures)
            waiting = next_in_lanes(self._shop)
            if problems or not waiting:
                break
            self._now = max(self._now, min(row.run_at for row in waiting))
            problems = [f"{row.effect.key}: {row.outcome}" for row in waiting]
        if problems:
            again = "the story stopped; run the demo again to go on:"
            raise WorldError("\n  ".join([again, *problems]))


def _close(
    orders: list[Order], entries: Sequence[Entry], notes: tuple[str, ...], screen: Screen
) -> None:
    for order in orders:
        views.order(order, POLICY, screen)
    views.ledger(entries, orders[0].currency, {o.id: str(o.number) for o in orders}, screen)
    screen.say()
    for note in filter(None, notes):
        screen.say(note)
