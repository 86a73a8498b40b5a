"""What the command plugs into a shop: which adapters, which clock, and where everything lies.

What the settings ask for is in `tilaus_adapters.cli.plugs`.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from tilaus.policy import Policy
from tilaus.ports.notification import Notifier
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus_adapters.cli.files import clock_of, policy_of
from tilaus_adapters.cli.options import Options
from tilaus_adapters.cli.plugs import (
    REAL,
    delivery_of,
    links_of,
    notifier_of,
    payments_of,
    secrets_of,
    settings_of,
    tokens_of,
)
from tilaus_adapters.cli.reply import WorldError
from tilaus_adapters.local import PROVIDERS, local_shop
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
        yield plugged(store, options.path, rules, notifier)


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
    notifier: Notifier | None = None,
    clock: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
) -> Shop:
    """Plug everything that lies beside a shop into it.

    Args:
        path: names what lies beside it; see `Options.path`.
        notifier: instead of the one that the settings ask for.

    Raises:
        WorldError: the policy names a payment adapter that the command does not have, or a setting
            cannot be used.
    """
    settings = settings_of(os.environ)
    secrets = secrets_of(path, settings)
    tokens = tokens_of(secrets)
    try:
        return local_shop(
            path,
            store=store,
            policy=policy,
            payments=payments_of(policy, settings),
            delivery=delivery_of(path, settings),
            notifier=notifier or notifier_of(path, settings),
            clock=clock or clock_of(path),
            new_id=new_id,
            new_token=tokens.new if tokens else None,
            links=links_of(policy, secrets),
        )
    except ValueError as error:
        found = f"{error}; there are {', '.join([*PROVIDERS, *REAL])}"
        raise WorldError(f"cannot open {path}: {found}") from None
