"""Which adapters a shop's settings ask for (`tilaus_adapters.settings`).

    TILAUS_SMTP=HOST:PORT       mails go out over SMTP; otherwise they are printed
    TILAUS_ALERTS=URL ...       staff are alerted there, and by mail where nobody takes an alert
    TILAUS_DELIVERY=manual      staff deliver by hand; `http`: a server does, see docs/how-to;
                                otherwise a sandbox plays it
    TILAUS_STRIPE_..., TILAUS_PAYPAL_...    what methods of the policy with that provider need
    TILAUS_SECRET               signs the links of customers; several: newest first; otherwise a
                                private file beside the shop does, which `tilaus serve` makes

The pages of docs/how-to tell what each of them needs.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from tilaus.policy import Policy
from tilaus.ports.delivery import DeliveryServer
from tilaus.ports.notification import Message, Notifier
from tilaus.ports.outcome import Outcome
from tilaus.ports.payment import PaymentProvider
from tilaus_adapters.cli.files import beside, clock_of
from tilaus_adapters.cli.reply import WorldError
from tilaus_adapters.delivery import http as http_delivery
from tilaus_adapters.delivery.callbacks import callback_secrets
from tilaus_adapters.delivery.manual import ManualDelivery
from tilaus_adapters.delivery.sandbox import SandboxDelivery
from tilaus_adapters.links import AnswerLinks, TrackingTokens
from tilaus_adapters.local import worlds
from tilaus_adapters.notification import alerts, render, smtp
from tilaus_adapters.notification.channels import Channels, Tended
from tilaus_adapters.notification.console import ConsoleNotifier
from tilaus_adapters.settings import read_settings
from tilaus_adapters.signatures import new_secret

Settings = Mapping[str, str]


def settings_of(environment: Mapping[str, str]) -> Settings:
    """Read the settings; raises WorldError where their file cannot be used."""
    try:
        return read_settings(environment)
    except ValueError as error:
        raise WorldError(str(error)) from None


def _stripe(settings: Settings) -> PaymentProvider:
    from tilaus_adapters.payment import stripe  # only shops with it have its extra

    return stripe.from_settings(settings)


def _paypal(settings: Settings) -> PaymentProvider:
    from tilaus_adapters.payment import paypal  # only shops with it have its extra

    return paypal.from_settings(settings)


REAL: Mapping[str, Callable[[Settings], PaymentProvider]] = {"stripe": _stripe, "paypal": _paypal}
"""The payment adapters that settings describe, by the name that methods of a policy use."""

PLAY = frozenset({"sandbox"})
"""Providers of play money: a shop that takes real money must not have them beside it."""


@contextmanager
def plugging(what: str) -> Iterator[None]:
    """Say of a setting that cannot be used which it is; raises WorldError."""
    try:
        yield
    except (ValueError, ImportError) as error:
        said = str(error)
        wish = "" if said.startswith("cannot") else f"cannot plug in {what}: "
        raise WorldError(f"{wish}{said}") from None


def payments_of(policy: Policy, settings: Settings) -> dict[str, PaymentProvider]:
    """Return the real payment adapters that the policy's methods name.

    Raises:
        WorldError: one cannot be made of the settings, or live and test money would be mixed.
    """
    used = {method.provider for method in policy.methods}
    made: dict[str, PaymentProvider] = {}
    for name in sorted(used & REAL.keys()):
        with plugging(name):
            made[name] = REAL[name](settings)
    modes = {name: provider.abilities.mode for name, provider in made.items()}
    modes |= dict.fromkeys(used & PLAY, "test")
    live = sorted(name for name, mode in modes.items() if mode == "live")
    test = sorted(name for name, mode in modes.items() if mode == "test")
    if live and test:
        found = f"{', '.join(live)} would take real money and {', '.join(test)} none"
        raise WorldError(f"cannot open the shop: {found}; use keys and methods of one mode")
    return made


def delivery_of(path: Path, settings: Settings) -> DeliveryServer:
    """Return the server that delivers; raises WorldError where the settings name no such."""
    chosen = settings.get("TILAUS_DELIVERY", "sandbox")
    if chosen == "manual":
        return ManualDelivery()
    if chosen == "http":
        with plugging("the delivery server"):
            return http_delivery.from_settings(settings)
    if chosen != "sandbox":
        known = "sandbox, manual or http"
        raise WorldError(f"cannot deliver by {chosen[:40]!r}: TILAUS_DELIVERY is {known}")
    return SandboxDelivery(worlds(path)[1])


def callback_secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return by what the delivery server signs its messages; nothing where it sends none."""
    if not settings.get("TILAUS_DELIVERY_CALLBACK_SECRETS", "").split():
        return ()
    with plugging("messages of the delivery server"):
        return callback_secrets(settings)


def notifier_of(path: Path, settings: Settings) -> Notifier:
    """Return what tells people; raises WorldError where a setting cannot be used."""
    with plugging("messages"):
        templates = render.from_settings(settings)
        mail = smtp.from_settings(settings, templates) or ConsoleNotifier(sys.stderr, templates)

    def make() -> Notifier:
        with plugging("alerts"):
            spool = str(beside(path, "-alerts.db"))
            alert = alerts.from_settings(settings, spool, clock=clock_of(path), templates=templates)
        staff: dict[str, Notifier] = {} if alert is None else {"alerts": alert}
        return Channels(customer={"mail": mail}, staff={**staff, "mail": mail})

    return Later(make) if settings.get("TILAUS_ALERTS") else mail


class Later:
    """A notifier that is made when somebody is told something: reading a shop needs no Apprise."""

    def __init__(self, make: Callable[[], Notifier]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Notifier:
        return self._make()

    @property
    def longest_call_s(self) -> float:
        """Return how long `send` takes at most, in seconds; raises WorldError as making it does."""
        return float(getattr(self._made, "longest_call_s", 0.0))

    def send(self, message: Message) -> Outcome:
        """Send a message; see the port."""
        return self._made.send(message)

    def tend(self) -> None:
        """See to what is kept for later."""
        if isinstance(self._made, Tended):
            self._made.tend()


def secrets_of(path: Path, settings: Settings) -> list[str]:
    """Return the secrets that sign links, the newest first; none where the shop has none.

    They are the setting TILAUS_SECRET, or stand in the private file beside a shop's file that
    `tilaus serve` makes.

    Raises:
        WorldError: others may read the file, it is empty, or it cannot be read.
    """
    named = settings.get("TILAUS_SECRET", "").split()
    file = beside(path, "-secret")
    if named or not file.is_file():
        return named
    wish = f"cannot use the secret in {file}"
    try:
        if file.stat().st_mode & 0o077:
            cure = f"chmod 600 {file}, or delete it: links of before end then"
            raise WorldError(f"{wish}: others may read it; {cure}")
        found = file.read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError) as error:
        raise WorldError(f"{wish}: {error}") from None
    if not found:
        raise WorldError(f"{wish}: it is empty; delete it, and the next tilaus serve makes one")
    return found


def make_secret(path: Path, settings: Settings) -> None:
    """Give a shop in a file a secret for its links, where it has none; of two who do one counts.

    Whoever reads the file finds the whole secret or no file, even when this process dies meanwhile.
    """
    file = beside(path, "-secret")
    if settings.get("TILAUS_SECRET", "").split() or not path.is_file() or file.exists():
        return
    new = beside(path, f"-secret-{uuid4().hex}")
    try:
        with open(new, "x", encoding="utf-8", opener=_for_us_only) as made:
            made.write(f"{new_secret()}\n")
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(new, file)
    except OSError as error:
        raise WorldError(f"cannot write the secret {file}: {error.strerror}") from None
    finally:
        new.unlink(missing_ok=True)


def _for_us_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def links_of(policy: Policy, secrets: Sequence[str]) -> AnswerLinks | None:
    """Return what makes the links by which customers answer; None without a secret."""
    if not secrets:
        return None
    with plugging("links to answer"):
        return AnswerLinks(secrets, policy)


def tokens_of(secrets: Sequence[str]) -> TrackingTokens | None:
    """Return what makes the secrets of tracking links; None without a secret."""
    if not secrets:
        return None
    with plugging("tracking links"):
        return TrackingTokens(secrets)
