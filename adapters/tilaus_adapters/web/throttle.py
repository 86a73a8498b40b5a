"""How often somebody may guess: counted on the shelf, so that all processes of a shop know it."""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime, timedelta

from tilaus.ports.shelf import Doc, Shelf

KIND = "throttle"

FREE = 5
"""So many failures cost nothing: people mistype."""

FIRST_S, LONGEST_S = 15.0, 900.0
"""How long the first failure after those keeps a key shut, in seconds; it doubles up to a quarter
of an hour, so that nobody is kept out for long by somebody else."""

FORGOTTEN = timedelta(hours=24)
"""After the last failure, how long failures count."""

MAX_TRIES = 50


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
        shut = [until for key in keys if (until := self._read(key)[1]) is not None and until > now]
        return max(shut, default=None)

    def failed(self, *keys: str) -> None:
        """Count a failure of each key."""
        for key in keys:
            for _ in range(MAX_TRIES):
                if self._count(key):
                    break

    def forget(self, *keys: str) -> None:
        """Count no failures of these keys any more."""
        for key in keys:
            self._shelf.drop_doc(KIND, _id(key))

    def _count(self, key: str) -> bool:
        now, (failures, _, version) = self._clock(), self._read(key)
        failures += 1
        wait_s = min(LONGEST_S, FIRST_S * 2.0 ** min(failures - FREE, 10))
        until = now + timedelta(seconds=wait_s) if failures > FREE else None
        text = json.dumps({"failures": failures, "until": until and until.isoformat()})
        doc = Doc(KIND, _id(key), text, version + 1, now + FORGOTTEN)
        return self._shelf.put_doc(doc, now)

    def _read(self, key: str) -> tuple[int, datetime | None, int]:
        """Return how often a key failed, until when it is shut, and the document's version."""
        found = self._shelf.doc(KIND, _id(key), self._clock())
        if found is None:
            return 0, None, 0
        doc = json.loads(found.text)
        until = None if doc["until"] is None else datetime.fromisoformat(doc["until"])
        return doc["failures"], until, found.version


def _id(key: str) -> str:
    """Return what stands for a key: addresses and names are nobody's business."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
