"""How often somebody may guess: counted on the shelf, so that all processes of a shop know it.

    shut = throttle.admit("name anna", f"address {network(address)}")
    if shut is None:                        # else: it is shut until then, and nothing was counted
        ...                                 # what is guessed is looked at here, and not before
        throttle.forgive("address ...")     # where it was right

A try counts as a failure before it is looked at. So whoever guesses a hundred times at once is let
in as often as somebody who guesses one after the other.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from tilaus.ports.shelf import Doc, Shelf
from tilaus.record import record

KIND = "throttle"

FREE = 5
"""So many failures cost nothing: people mistype."""

FREE_OF = {"address": 20}
"""How many it is for keys that begin with this word: a whole office may have one address."""

FIRST_S, LONGEST_S = 15.0, 900.0
"""How long the first failure after those keeps a key shut, in seconds; it doubles up to a quarter
of an hour, so that nobody is kept out for long by somebody else."""

FORGOTTEN = timedelta(hours=24)
"""After the last failure, how long failures count."""

MAX_TRIES = 50


@record
class _Count:
    """How often a key failed, until when it is shut, and the version of its document."""

    failures: int = 0
    until: datetime | None = None
    version: int = 0

    def is_shut(self, at: datetime) -> bool:
        return self.until is not None and self.until > at


class Throttle:
    """Keep keys shut for a while after failures. A key names who tries, or what is tried."""

    def __init__(self, shelf: Shelf, clock: Callable[[], datetime]) -> None:
        self._shelf, self._clock = shelf, clock

    def is_open(self, *keys: str) -> bool:
        """Tell whether all of the keys may be tried now."""
        return self.opens_at(*keys) is None

    def opens_at(self, *keys: str) -> datetime | None:
        """Return when the keys may be tried again; None for now."""
        now = self._clock()
        found = [self._read(key) for key in keys]
        return max((c.until for c in found if c.until and c.is_shut(now)), default=None)

    def admit(self, *keys: str) -> datetime | None:
        """Count a failure of each key, unless one of them is shut.

        Law: of tries at once no more are admitted than of the same tries one after the other.

        Returns:
            None where it may be tried now; else when it may be tried again.
        """
        shut = self.opens_at(*keys)
        if shut is not None:
            return shut
        for done, key in enumerate(keys):
            shut = self._admit(key)
            if shut is not None:
                self.forgive(*keys[:done])
                return shut
        return None

    def failed(self, *keys: str) -> None:
        """Count a failure of each key, shut or not."""
        for key in keys:
            for _ in range(MAX_TRIES):
                if self._add(key, self._read(key), 1):
                    break

    def forgive(self, *keys: str) -> None:
        """Count one failure less of each key, and open it: that try was none."""
        for key in keys:
            for _ in range(MAX_TRIES):
                found = self._read(key)
                if not found.failures or self._add(key, found, -1):
                    break

    def forget(self, *keys: str) -> None:
        """Count no failures of these keys any more."""
        for key in keys:
            self._shelf.drop_doc(KIND, _id(key))

    def _admit(self, key: str) -> datetime | None:
        for _ in range(MAX_TRIES):
            found = self._read(key)
            if found.is_shut(self._clock()):
                return found.until
            if self._add(key, found, 1):
                return None
        return self._clock() + timedelta(seconds=FIRST_S)  # so many at once are no people

    def _add(self, key: str, found: _Count, more: int) -> bool:
        """Write a count that was read; False where somebody else did so meanwhile."""
        now, failures = self._clock(), found.failures + more
        over = failures - FREE_OF.get(key.partition(" ")[0], FREE)
        wait_s = min(LONGEST_S, FIRST_S * 2.0 ** min(over - 1, 10))
        until = now + timedelta(seconds=wait_s) if over > 0 and more > 0 else None
        text = json.dumps({"failures": failures, "until": until and until.isoformat()})
        doc = Doc(KIND, _id(key), text, found.version + 1, now + FORGOTTEN)
        return self._shelf.put_doc(doc, now)

    def _read(self, key: str) -> _Count:
        found = self._shelf.doc(KIND, _id(key), self._clock())
        if found is None:
            return _Count()
        doc = json.loads(found.text)
        until = None if doc["until"] is None else datetime.fromisoformat(doc["until"])
        return _Count(doc["failures"], until, found.version)


def network(address: str) -> str:
    """Return what stands for everybody who may have an address: of IPv6 the first 64 bits.

    One household has that many addresses of IPv6, and would have that many tries.
    """
    try:
        found = ip_address(address)
    except ValueError:
        return address[:60]
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        return str(mapped)
    if found.version == 4:
        return str(found)
    return str(ip_network((int(found), 64), strict=False))


def _id(key: str) -> str:
    """Return what stands for a key: addresses and names are nobody's business."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
