"""What the command plugs into a shop: which adapters, which clock, and where everything lies.

The environment says what is used:

    TILAUS_SMTP=HOST:PORT       mails go out over SMTP; otherwise they are printed
    TILAUS_DELIVERY=manual      staff deliver by hand; otherwise a sandbox plays the server
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from tilaus.policy import Policy
from tilaus.ports.delivery import DeliveryServer
from tilaus.ports.notification import Notifier
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus_adapters.cli.files import clock_of, policy_of
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.reply import WorldError
from tilaus_adapters.delivery.manual import ManualDelivery
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.local import PROVIDERS, local_shop, worlds
from tilaus_adapters.notification.console import ConsoleNotifier
from tilaus_adapters.notification.smtp import SmtpNotifier
from tilaus_adapters.storage.opening import is_postgres, open_store, schema_of


@contextmanager
def opened(
    options: Options, *, notifier: Notifier | None = None, policy: Policy | None = None
) -> Iterator[Shop]:
    """Open the shop that the options name, and close it at the end.

    Args:
        policy: instead of the one that counts for the shop.

    Raises:
        WorldError: there is none, or it cannot be used.
    """
    place = options.place
    if not is_shop(options.address):
        raise WorldError(f"there is no shop at {place}; make one with: tilaus init --db {place}")
    with store_of(options.address) as store:
        rules = policy or policy_of(options)
        yield plugged(store, options.path, rules, notifier or notifier_of(os.environ))


def is_shop(address: str | Path) -> bool:
    """Tell whether there is a shop; False where there is nothing, or an empty database.

    Raises:
        WorldError: there is something else, which is left as it is.
        StoreError: the server is away, or it is a shop that this tilaus cannot read.
    """
    if is_postgres(str(address)):
        return bool(schema_of(str(address)).applied)
    path = Path(address)
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
    except sqlite3.Error as error:
        raise WorldError(f"cannot open {path}: {error}; is it the file of a shop?") from None
    if tables and "tilaus_migrations" not in tables:
        raise WorldError(f"cannot open {path}: it is a database, but not the one of a shop")
    return bool(tables)


@contextmanager
def store_of(address: str) -> Iterator[Store]:
    """Open a shop's database, or make its tables; close it at the end; raises StoreError."""
    with closing(open_store(address)) as store:
        yield store


def plugged(
    store: Store,
    path: Path,
    policy: Policy,
    notifier: Notifier,
    clock: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
) -> Shop:
    """Plug everything that lies beside a shop into it.

    Args:
        path: names what lies beside it; see `Options.path`.

    Raises:
        WorldError: the policy names a payment adapter that the command does not have.
    """
    try:
        return local_shop(
            path,
            store=store,
            policy=policy,
            delivery=delivery_of(path, os.environ),
            notifier=notifier,
            clock=clock or clock_of(path),
            new_id=new_id,
        )
    except ValueError as error:
        found = f"{error}; there are {', '.join(PROVIDERS)}"
        raise WorldError(f"cannot open {path}: {found}") from None


def delivery_of(path: Path, environment: Mapping[str, str]) -> DeliveryServer:
    """Return the server that delivers; raises WorldError where the environment names no such."""
    chosen = environment.get("TILAUS_DELIVERY", "sandbox")
    if chosen == "manual":
        return ManualDelivery()
    if chosen != "sandbox":
        raise WorldError(f"cannot deliver by {chosen[:40]!r}: TILAUS_DELIVERY is sandbox or manual")
    return SandboxDelivery(worlds(path)[1])


def notifier_of(environment: Mapping[str, str]) -> Notifier:
    """Return what sends messages; raises WorldError where the environment names no address."""
    server = environment.get("TILAUS_SMTP", "")
    return smtp(server) if server else ConsoleNotifier(sys.stderr)


def smtp(server: str) -> SmtpNotifier:
    """Return a notifier for an SMTP server, `HOST:PORT`; raises WorldError for anything else."""
    host, colon, port = server.rpartition(":")
    if not host or not colon or not port.isdigit() or not 0 < int(port) < 65536:
        raise WorldError(f"cannot send to {server[:80]!r}: write HOST:PORT, as in 127.0.0.1:1025")
    return SmtpNotifier(host, int(port))
