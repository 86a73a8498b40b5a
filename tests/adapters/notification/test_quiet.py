"""Quiet hours end when the clocks of the shop say so."""

from datetime import UTC, datetime

import pytest

from tilaus_adapters.notification.quiet import quiet_hours

# fmt: off
NIGHTS = [
    # hours           zone                  at (UTC)              quiet until (UTC)
    ("22:00-07:00", "UTC",                "2026-01-05T12:00",   "2026-01-05T12:00"),
    ("22:00-07:00", "UTC",                "2026-01-05T22:00",   "2026-01-06T07:00"),
    ("22:00-07:00", "UTC",                "2026-01-06T06:59",   "2026-01-06T07:00"),
    ("22:00-07:00", "UTC",                "2026-01-06T07:00",   "2026-01-06T07:00"),
    ("12:00-13:00", "UTC",                "2026-01-06T12:30",   "2026-01-06T13:00"),
    ("12:00-13:00", "UTC",                "2026-01-06T13:00",   "2026-01-06T13:00"),
    ("22:00-07:00", "Europe/Helsinki",    "2026-01-05T20:00",   "2026-01-06T05:00"),
    ("22:00-07:00", "Europe/Helsinki",    "2026-07-05T19:00",   "2026-07-06T04:00"),
    ("22:00-07:00", "Europe/Helsinki",    "2026-01-05T19:59",   "2026-01-05T19:59"),
    # The night in which Helsinki's clocks go forward, and the one in which they go back.
    ("22:00-07:00", "Europe/Helsinki",    "2026-03-28T21:00",   "2026-03-29T04:00"),
    ("22:00-07:00", "Europe/Helsinki",    "2026-10-24T21:00",   "2026-10-25T05:00"),
    ("00:00-00:00", "UTC",                "2026-01-05T12:00",   "2026-01-05T12:00"),
]
# fmt: on


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("hours", "zone", "at", "until"), NIGHTS)
def test_it_is_quiet_until_the_shops_clocks_say_so(
    hours: str, zone: str, at: str, until: str
) -> None:
    quiet = quiet_hours(hours, zone)
    assert quiet is not None
    assert quiet.until(moment(at)) == moment(until)


def test_without_hours_it_is_never_quiet() -> None:
    assert quiet_hours("", "UTC") is None


# fmt: off
WRONG = [
    # hours           zone              what the error says
    ("22-7",        "UTC",            "write it as 22:00-07:00"),
    ("24:00-07:00", "UTC",            "a day ends at 23:59"),
    ("22:60-07:00", "UTC",            "a day ends at 23:59"),
    ("22:00-07:00", "Mars/Olympus",   "cannot use the zone 'Mars/Olympus'"),
    ("22:00-07:00", "../../etc",      "cannot use the zone"),
]
# fmt: on


@pytest.mark.parametrize(("hours", "zone", "said"), WRONG)
def test_hours_that_are_none_say_how_to_write_them(hours: str, zone: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        quiet_hours(hours, zone)
