"""Alerts to staff through Apprise: chats, messengers, SMS, mail; gathered, and quiet at night.

An alert is written to a spool first, and told from there. So one that was accepted is not lost when
the process ends, and no order waits because it is night, or because a chat service is away.
"""

import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tilaus.ports.notification import Message
from tilaus.ports.outcome import Outcome
from tilaus_adapters.notification.quiet import QuietHours, quiet_hours
from tilaus_adapters.notification.reaching import check_address, check_installed, named, reach
from tilaus_adapters.notification.render import Templates, shipped
from tilaus_adapters.notification.spool import Alert, AlertSpool, Waiting

LOG = logging.getLogger("tilaus.alerts")

URGENT = frozenset({"refund-failed", "payment-disputed", "money-parked"})
"""The kinds about money that is in doubt: they are told at once, at any hour."""

DIGEST = timedelta(minutes=10)
"""How long alerts that are not urgent are gathered, after those that were told before."""

PATIENCE = timedelta(minutes=30)
"""For how long every address may be away before alerts are given to the next channel as well."""

MOST_TOLD = 40
"""How many alerts one digest lists; it says how many more there are."""

_FIRST_S, _LONGEST_S = 15.0, 900.0
"""The pauses between two tries at an address that takes nothing, in seconds: doubling."""

SETTINGS: Mapping[str, str] = {
    "TILAUS_ALERTS": "where staff are alerted, as Apprise writes addresses; several are separated "
    "by spaces. Without it alerts go by mail",
    "TILAUS_ALERTS_DIGEST": "minutes between two digests of what is not urgent, 0 to 1440; 10 if "
    "not given, 0 tells each alert by itself",
    "TILAUS_ALERTS_QUIET": "hours in which only what is urgent is told, as 22:00-07:00",
    "TILAUS_ALERTS_ZONE": "the zone of those hours; UTC if not given",
    "TILAUS_ALERTS_SPOOL": "the file of the spool; beside the shop if not given",
}
"""The settings that `from_settings` reads."""


class AlertNotifier:
    """Alert staff; see `tilaus.ports.notification.Notifier`. Safe to use from several threads.

    `done` means that the alert is in the spool, and of an urgent one that an address took it.
    `refused` means that no address takes anything now: the alert is in the spool all the same, and
    the next channel should have it too. Somebody must call `tend` from time to time.

    Args:
        addresses: URLs as Apprise writes them, at least one; none is ever shown.
        spool: where alerts wait.
        digest: how long alerts are gathered after a digest; zero tells each by itself, at once.
        quiet: hours in which only urgent ones are told.
        urgent: the kinds that never wait.
        clock: returns the time, aware.
        templates: the words, those that ship where it is None.

    Attributes:
        longest_call_s: how long `send` takes at most, in seconds.

    Raises:
        ImportError: Apprise is not installed.
        ValueError: there is no address, or Apprise does not understand one.
    """

    def __init__(
        self,
        addresses: Sequence[str],
        spool: AlertSpool,
        *,
        digest: timedelta = DIGEST,
        quiet: QuietHours | None = None,
        urgent: frozenset[str] = URGENT,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        templates: Templates | None = None,
    ) -> None:
        check_installed("alert staff")
        if not addresses:
            raise ValueError("cannot alert staff: there is no address; name one, as json://host")
        for url in addresses:
            check_address(url)
        self._addresses = {named(url): url for url in addresses}
        self._spool, self._digest, self._quiet = spool, digest, quiet
        self._urgent, self._clock = urgent, clock
        self._templates = templates or shipped()
        self._each_s = min(10.0, 24.0 / len(self._addresses))
        self.longest_call_s: float = self._each_s * len(self._addresses) + 5.0
        self._spool.move(tuple(self._addresses))

    def __repr__(self) -> str:
        return f"AlertNotifier({len(self._addresses)} addresses)"

    def send(self, message: Message) -> Outcome:
        title = self._templates.render(message).subject
        words = self._templates.short(message)
        is_urgent = message.kind in self._urgent
        alert = Alert(message.key, is_urgent, title, words, self._clock())
        try:
            self._spool.put(alert, tuple(self._addresses))
            if is_urgent or not self._digest:
                self.tend()
            return self._answer(alert)
        except sqlite3.Error as error:
            return Outcome("unknown", reason=f"the spool of alerts cannot be used: {error}")

    def _answer(self, alert: Alert) -> Outcome:
        """Say whether staff can rely on it: a late alert may wait, an urgent one may not."""
        now, waits = self._clock(), [self._spool.waiting(name) for name in self._addresses]
        patience = timedelta() if alert.is_urgent else PATIENCE
        if all(_is_away(waiting, alert.key, now - patience) for waiting in waits):
            return Outcome("refused", reason="no address for alerts takes anything now; it waits")
        return Outcome("done", reference=alert.key)

    def tend(self) -> datetime | None:
        """Tell each address what is due; return when there may be something to tell again.

        Any number of processes may call it; an address is told by one of them at a time. What an
        address did not take it is told later, after growing pauses, for as long as it takes.

        Raises:
            sqlite3.Error: the spool cannot be used.
        """
        found = [due for name in self._addresses if (due := self._tend(name)) is not None]
        return min(found, default=None)

    def _tend(self, name: str) -> datetime | None:
        now, waiting = self._clock(), self._spool.waiting(name)
        due = self._due(waiting, now)
        if due is None or due > now:
            return due
        if not self._spool.hold(name, now, self._each_s + 30):
            return now + timedelta(seconds=self._each_s)
        waiting = self._spool.waiting(name)  # Another may have told it before it was held.
        chosen = self._chosen(waiting, now)
        if chosen:
            self._tell(name, waiting, chosen, now)
        else:
            self._spool.told(name, (), now, as_digest=False)
        return self._due(self._spool.waiting(name), now)

    def _due(self, waiting: Waiting, now: datetime) -> datetime | None:
        """Return when an address is to be told something; None where nothing waits for it."""
        if not waiting.alerts:
            return None
        if any(alert.is_urgent for alert in waiting.alerts):
            return max(waiting.not_before, waiting.alerts[0].at)
        gathered = max(waiting.digest_at + self._digest, waiting.not_before)
        due = max(gathered, waiting.alerts[0].at)
        return due if self._quiet is None else self._quiet.until(max(due, now))

    def _chosen(self, waiting: Waiting, now: datetime) -> tuple[Alert, ...]:
        """Return what is told now: what is urgent by itself, everything else together."""
        if now < waiting.not_before:
            return ()
        urgent = tuple(alert for alert in waiting.alerts if alert.is_urgent)
        if urgent:
            return urgent
        due = self._due(waiting, now)
        return () if due is None or due > now else waiting.alerts

    def _tell(self, name: str, waiting: Waiting, chosen: tuple[Alert, ...], now: datetime) -> None:
        answer = reach(self._addresses[name], *worded(chosen), timeout_s=self._each_s)
        if answer.state == "done":
            keys = tuple(alert.key for alert in chosen)
            self._spool.told(name, keys, now, as_digest=not chosen[0].is_urgent)
            if waiting.failures:
                LOG.warning("alerts reach address %s again", name)
            return
        pause = timedelta(seconds=min(_LONGEST_S, _FIRST_S * 2.0 ** min(waiting.failures, 10)))
        self._spool.failed(name, now, now + pause)
        if not waiting.failures:
            LOG.error("cannot alert staff at address %s, trying again: %s", name, answer.reason)


def _is_away(waiting: Waiting, key: str, since: datetime) -> bool:
    """Tell whether an address has not been told, and has been taking nothing since then."""
    is_told = key not in {alert.key for alert in waiting.alerts}
    return not is_told and waiting.failing_since is not None and waiting.failing_since <= since


def worded(alerts: Sequence[Alert]) -> tuple[str, str]:
    """Return the title and the text of one alert, or of a digest of several."""
    if len(alerts) == 1:
        return alerts[0].title, alerts[0].words
    lines = [f"- {alert.words}" for alert in alerts[:MOST_TOLD]]
    if len(alerts) > MOST_TOLD:
        lines.append(f"and {len(alerts) - MOST_TOLD} more: see the orders that wait for staff")
    return f"{len(alerts)} alerts", "\n".join(lines)


def from_settings(
    settings: Mapping[str, str],
    spool: str,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    templates: Templates | None = None,
) -> AlertNotifier | None:
    """Return what `SETTINGS` ask for; None where they name no address.

    Args:
        spool: the file of the spool where the settings name none.

    Raises:
        ImportError: Apprise is not installed.
        ValueError: a setting cannot be used; says which, and what it may be.
    """
    addresses = settings.get("TILAUS_ALERTS", "").split()
    if not addresses:
        return None
    minutes = settings.get("TILAUS_ALERTS_DIGEST", "10")
    if not (minutes.isascii() and minutes.isdigit() and int(minutes) <= 1_440):
        found = f"cannot gather alerts for {minutes[:40]!r}"
        raise ValueError(f"{found}: TILAUS_ALERTS_DIGEST is 0 to 1440 minutes")
    quiet = quiet_hours(
        settings.get("TILAUS_ALERTS_QUIET", ""), settings.get("TILAUS_ALERTS_ZONE", "UTC")
    )
    return AlertNotifier(
        addresses,
        AlertSpool(settings.get("TILAUS_ALERTS_SPOOL", "") or spool),
        digest=timedelta(minutes=int(minutes)),
        quiet=quiet,
        clock=clock,
        templates=templates,
    )
