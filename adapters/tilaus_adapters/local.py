"""A shop on one machine, plugged together: a SQLite file, and sandboxes that play the world.

It is what the command line works with, and what a first program needs. To go live, build a `Shop`
yourself with the adapters that you want: this function shows how.
"""

import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tilaus.order import Order
from tilaus.policy import Policy
from tilaus.ports.delivery import DeliveryServer
from tilaus.ports.notification import Notifier
from tilaus.ports.payment import PaymentProvider
from tilaus.ports.storage import Store
from tilaus.shop import Shop
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.notification.console import ConsoleNotifier
from tilaus_adapters.payment.banktransfer import BankTransfer
from tilaus_adapters.payment.imported import ImportedPayments
from tilaus_adapters.payment.sandbox import SandboxPayments
from tilaus_adapters.payment.wallet import WalletPayments
from tilaus_adapters.storage.sqlite import SqliteStore


def local_shop(
    path: Path | str,
    *,
    store: Store | None = None,
    policy: Policy | None = None,
    payments: Mapping[str, PaymentProvider] | None = None,
    delivery: DeliveryServer | None = None,
    notifier: Notifier | None = None,
    clock: Callable[[], datetime] | None = None,
    new_id: Callable[[], str] | None = None,
    new_token: Callable[[], str] | None = None,
    links: Callable[[Order, str], Mapping[str, str]] | None = None,
) -> Shop:
    """Open the shop in a SQLite file, or make it; what is not given is the default of one machine.

    Args:
        path: the shop's file; the worlds of the sandboxes lie beside it.
        store: the open store of that file.
        policy: the shop's rules.
        payments: payment adapters by name, beside those of a local shop.
        delivery: the server that takes items; otherwise a sandbox plays it.
        notifier: what tells people; otherwise messages are written to standard error.
        clock: returns the time; otherwise the machine's.
        new_id: returns secrets; otherwise 192 random bits each.
        new_token: returns the secrets of tracking links; otherwise `new_id` does.
        links: makes the links by which customers answer; otherwise messages have none.

    Raises:
        ValueError: the policy names a payment adapter that is not here.
        StoreError: the file cannot be used.
    """
    file = Path(path)
    kept = store or SqliteStore(file)
    makers: dict[str, Callable[[], PaymentProvider]] = {
        **{name: partial(make, kept, file) for name, make in PROVIDERS.items()},
        **{name: partial(_itself, provider) for name, provider in (payments or {}).items()},
    }
    return Shop(
        kept,
        policy=policy or Policy(),
        payments=Lazily(makers),
        delivery=delivery or SandboxDelivery(worlds(file)[1]),
        notifier=notifier or ConsoleNotifier(sys.stderr),
        clock=clock or (lambda: datetime.now(UTC)),
        new_id=new_id or (lambda: secrets.token_urlsafe(24)),
        new_token=new_token,
        links=links,
    )


PROVIDERS: Mapping[str, Callable[[Store, Path], PaymentProvider]] = {
    "sandbox": lambda store, path: SandboxPayments(worlds(path)[0]),
    "wallet": lambda store, path: WalletPayments(store),
    "banktransfer": lambda store, path: BankTransfer(),
    "imported": lambda store, path: ImportedPayments(),
}
"""The payment adapters of a local shop, by the name that methods of a policy use."""


def _itself(provider: PaymentProvider) -> PaymentProvider:
    return provider


def worlds(path: Path) -> tuple[Path, Path]:
    """Return where the sandboxes for payments and for delivery keep the world of a shop."""
    beside = f"{path.stem}-sandbox"
    return path.with_name(f"{beside}-payments.db"), path.with_name(f"{beside}-delivery.db")


class Lazily(Mapping[str, PaymentProvider]):
    """Payment adapters by name, each made when it is needed: reading a shop opens no sandbox."""

    def __init__(self, makers: Mapping[str, Callable[[], PaymentProvider]]) -> None:
        self._makers: Mapping[str, Callable[[], PaymentProvider]] = makers
        self._made: dict[str, PaymentProvider] = {}

    def __getitem__(self, name: str) -> PaymentProvider:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
