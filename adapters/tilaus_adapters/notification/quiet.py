"""Hours in which nobody wants to be disturbed, in the shop's own time."""

import re
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from tilaus.record import record

_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")


@record
class QuietHours:
    """From `start` to `end` by the clocks of `zone`; over midnight where the end is the earlier."""

    start: time
    end: time
    zone: tzinfo = UTC

    def until(self, at: datetime) -> datetime:
        """Return when it is quiet no more: `at` itself where it is not quiet then."""
        here = at.astimezone(self.zone)
        now = here.time().replace(tzinfo=None)
        if self.start <= self.end:
            is_quiet, days = self.start <= now < self.end, 0
        else:
            is_quiet, days = now >= self.start or now < self.end, int(now >= self.start)
        if not is_quiet:
            return at
        day = here.date() + timedelta(days=days)
        return datetime.combine(day, self.end, self.zone).astimezone(UTC)


def quiet_hours(text: str, zone: str) -> QuietHours | None:
    """Read `22:00-07:00`; None where the text is empty.

    Raises:
        ValueError: it is written otherwise, or there is no such zone.
    """
    if not text:
        return None
    found = _HOURS.fullmatch(text.strip())
    try:
        here = UTC if zone == "UTC" else ZoneInfo(zone)
    except (LookupError, ValueError, OSError):
        raise ValueError(f"cannot use the zone {zone[:40]!r}: one is Europe/Helsinki") from None
    if found is None:
        raise ValueError(f"cannot be quiet at {text[:40]!r}: write it as 22:00-07:00")
    first, past, last, over = (int(number) for number in found.groups())
    try:
        return QuietHours(time(first, past), time(last, over), here)
    except ValueError:
        raise ValueError(f"cannot be quiet at {text[:40]!r}: a day ends at 23:59") from None
